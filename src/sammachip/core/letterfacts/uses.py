"""What a confirmed letter gives to those who make something of it: its days, its rate, its rows, and its name as a source.

Everything here reads the letter in plain values, as a person confirmed it; what is unknown there is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from sammachip.core.letterfacts.model import Span
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import fold, to_arabic, to_thai

Told = Mapping[str, Any]  # a letter in plain values, as `written.as_json` gives it
_REPORT = re.compile(r"(?:ให้|ขอให้)?\s*(?:จัดทำ|จัด)?(?:รายงาน|สรุป|ส่ง|แจ้งผล)")
_PERIOD = re.compile(r"(?:ระยะ|ช่วง|ห้วง)เวลา")
_ALIKE = 0.6
"""So much of a title stands in one piece in what a letter asks for, before the two are taken for the same."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that a letter asks for by a day; `place` is where its clause stands in the text, up to the day itself."""

    day: date
    what: str
    who: str
    to_whom: str
    place: Span | None = None


def known(fact: Told | None) -> Any:  # the fact's own kind of value
    return fact["value"] if fact else None


def dues_of(told: Told) -> list[Due]:
    """What is asked for, by its last day, in the letter's order; what has no day of its own is left out."""
    return [
        Due(
            date.fromisoformat(day),
            what=str(known(one["what"]) or ""),
            who=str(known(one["who"]) or ""),
            to_whom=str(known(one["to_whom"]) or ""),
            place=_clause(one),
        )
        for one in told["deadlines"]
        if (day := known(one["date"]) or known(one["to"]))
    ]


def _clause(one: Told) -> Span | None:
    begins = one["what"]["span"] if one["what"] else None
    return (begins[0], max(begins[1], one["span"][0])) if begins else None


def number_of(told: Told) -> str:
    return str(known(told["number"]) or "")


def day_of(told: Told) -> date | None:
    day = known(told["date"])
    return date.fromisoformat(day) if day else None


def source_of(told: Told) -> str:
    """The letter as papers name it: «หนังสือศาลากลางจังหวัดบุรีรัมย์ ที่ บร ๐๐๑๙/ว ๕๓๓๕ ลงวันที่ ๓๑ สิงหาคม ๒๕๖๑»."""
    office, number, day = known(told["office"]), number_of(told), day_of(told)
    parts = [
        f"หนังสือ{office}" if office else "หนังสือ",
        f"ที่ {to_thai(number)}" if number else "",
        f"ลงวันที่ {format_date(day, thai_digits=True)}" if day else "",
    ]
    return " ".join(part for part in parts if part)


def unit_cost_of(told: Told) -> Decimal | None:
    """The amount for one group: the only one that the text gives for one of anything, else the rate of a table."""
    each = {
        Decimal(amount) for one in told["money"] if known(one["per"]) and (amount := known(one["amount"]))
    }
    if len(each) == 1:
        return each.pop()
    rates = {rate for table in told["tables"] if (rate := _rate(table)) is not None}
    return rates.pop() if len(rates) == 1 and not each else None


def _rate(table: Told) -> Decimal | None:
    """What every count of the table is multiplied by to give the amount beside it; None where no two columns agree so."""
    columns = list(
        zip(*([figure(known(cell)) for cell in row["cells"]] for row in table["rows"]), strict=True)
    )
    for at, counts in enumerate(columns):
        for amounts in columns[at + 1 :]:
            rates = {_divided(amount, count) for count, amount in zip(counts, amounts, strict=True)}
            if len(rates) == 1 and len(counts) > 1 and (rate := rates.pop()) and rate > 1:
                return rate
    return None


def _divided(amount: Decimal | None, count: Decimal | None) -> Decimal | None:
    return amount / count if amount and count else None


def figure(text: object) -> Decimal | None:
    """The number that a cell holds; None for words, a dash or nothing."""
    digits = re.sub(r"[,\s]|บาท", "", to_arabic(str(text or "")))
    return Decimal(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None


def place_column(table: Told) -> int | None:
    """Which column holds the names of the places: the one in which the rows' names stand."""
    for row in table["rows"]:
        if row["place"] and row["name"]:
            spans = [cell["span"] for cell in row["cells"]]
            return spans.index(row["name"]["span"]) if row["name"]["span"] in spans else None
    return None


def rows_of(table: Told) -> Iterator[list[str]]:
    """The cells of each row, its place by the official name where a person or the list said which is meant."""
    named = place_column(table)
    for row in table["rows"]:
        cells = [str(known(cell) or "") for cell in row["cells"]]
        if named is not None and row["place"] and row["place"]["name"]:
            cells[named] = row["place"]["name"]
        yield cells


def totals_of(table: Told) -> list[str]:
    return [str(known(total) or "") for total in table["totals"]]


def is_report(words: str) -> bool:
    """Whether what is asked for is to be told or handed in, whatever it tells of."""
    return bool(_REPORT.match(words))


def is_period(words: str) -> bool:
    """Whether the days are those of the work as a whole, and nothing is due by them."""
    return bool(_PERIOD.match(words))


def best_of(words: str, titles: Sequence[str]) -> int | None:
    """Which of the titles what a letter asks for speaks of; None where none is near enough, or two are alike near."""
    near = [(_nearness(words, title), at) for at, title in enumerate(titles)]
    near = sorted((one for one in near if one[0] >= _ALIKE), reverse=True)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


def _nearness(words: str, title: str) -> float:
    """How much of the title stands in one piece in the words."""
    one, other = fold(words), fold(title)
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size / len(other) if other else 0.0
