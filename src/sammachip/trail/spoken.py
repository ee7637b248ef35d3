"""What core says in Thai, said in the reader's language: its sentences, and the days and months in them."""

from datetime import date, datetime

from django.utils.translation import get_language, gettext

from sammachip.core.sentence import Sentence
from sammachip.core.thaidate import (
    BE_OFFSET,
    MONTHS,
    DayName,
    MonthName,
    PartialDate,
    bangkok_day,
    format_date,
)

# Names of months are content, not screen text: the locale files need not hold them.
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def speaks_english() -> bool:
    return (get_language() or "").startswith("en")


def worded(text: str) -> str:
    """The sentence of core in the reader's language, its values too; any other text as it is."""
    match text:
        case Sentence():
            values = {
                name: worded(value) if isinstance(value, str) else value
                for name, value in text.values.items()
            }
            return gettext(text.template).format(**values)
        case DayName():
            return day_name(text.day)
        case MonthName():
            return month_name(text.month)
        case _:
            return text


def day_name(day: date | PartialDate) -> str:
    """«10 กันยายน 2561»; to readers of English «10 September 2018 (B.E. 2561)». An instant is its day in Bangkok."""
    if isinstance(day, datetime):
        day = bangkok_day(day)
    if not speaks_english():
        return format_date(day)
    number = "" if isinstance(day, PartialDate) else f"{day.day} "
    return f"{number}{ENGLISH_MONTHS[day.month - 1]} {day.year} (B.E. {day.year + BE_OFFSET})"


def month_of_year(day: date) -> str:
    """«กันยายน 2561»; to readers of English «September 2018 (B.E. 2561)»."""
    return day_name(PartialDate(day.year, day.month))


def month_name(month: int) -> str:
    """«กันยายน»; to readers of English «September»."""
    return (ENGLISH_MONTHS if speaks_english() else MONTHS)[month - 1]
