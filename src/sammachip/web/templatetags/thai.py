"""Dates, amounts and numbers as Thai offices read them, and the icons. A builtin: needs no {% load %}."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sammachip.core.document import DOTS_PER_CM, Blank, Part, Radar, Text
from sammachip.core.lengths import in_words
from sammachip.core.money import format_baht
from sammachip.core.thaidate import BANGKOK, PartialDate, bangkok_day, format_date
from sammachip.core.thainum import to_thai
from sammachip.trail import clock
from sammachip.trail.spoken import ENGLISH_MONTHS, day_name, month_of_year, speaks_english, worded

register = template.Library()

NOTHING = "–"
"""Stands where a number could be but is not known: an empty cell might be an oversight."""

DOTS = re.compile(r"(\.{10,})")
"""A dotted room typed in the words of a paper."""

NEVER_PARTED = re.compile(r"(สพ[จอ]\.[ก-๎]{1,22}|[ก-ฮ]{1,3} \d{4}(?:\.\d+)*/(?:ว ?)?\d+)")
"""The short name of an office, and the number of a letter, «บร 0019/ว 5335»."""

SPRITE = Path(__file__).resolve().parent.parent / "static/web/icons.svg"

NO_BREAK = "\N{NO-BREAK SPACE}"

BETWEEN_PARTS = re.compile(r" +(?![0-9๐-๙]|[ก-ฮ](?: |$))")
"""A number stays with the word before it, and a letter that stands alone: «หมู่ที่ 3», «องค์ประกอบ ๕ ก»."""


@register.filter
def thaidate(value: date | datetime | PartialDate | None) -> str:
    """«10 กันยายน 2561»; to readers of English «10 September 2018 (B.E. 2561)»."""
    return day_name(value) if value else ""


@register.filter
def thaimonth(day: date) -> str:
    """«กันยายน 2561»; to readers of English «September 2018 (B.E. 2561)»."""
    return month_of_year(day)


@register.filter
def thaidate_short(value: date | datetime | PartialDate | None) -> str:
    """«10 ก.ย. 61» for tables, never parted at a line's end; to readers of English «10 Sep 2018»."""
    if not value:
        return ""
    day = bangkok_day(value) if isinstance(value, datetime) else value
    said = (
        _english_day(day, ENGLISH_MONTHS[day.month - 1][:3])
        if speaks_english()
        else format_date(day, "short")
    )
    return said.replace(" ", NO_BREAK)


def _english_day(day: date | PartialDate, month: str) -> str:
    return f"{month} {day.year}" if isinstance(day, PartialDate) else f"{day.day} {month} {day.year}"


@register.filter
def thaitime(value: datetime | None) -> str:
    """«14.05 น.» in Bangkok; to readers of English «14:05»."""
    if not value:
        return ""
    moment = value.astimezone(BANGKOK)
    return f"{moment:%H:%M}" if speaks_english() else f"{moment:%H.%M} น."


@register.filter
def baht(value: Decimal | int | None) -> str:
    """«31,200.00», without the unit, which the heading carries."""
    return NOTHING if value is None else format_baht(value)


@register.filter
def figure(value: str) -> str:
    """What a check reckoned, with commas."""
    return format_baht(Decimal(value), satang=False)


@register.filter
def thainum(value: object) -> str:
    """The same text with Thai digits, for headings and papers."""
    return "" if value is None else to_thai(str(value))


@register.filter
def may_stay_empty(field: BoundField) -> bool:
    """Whether the form needs no answer here, now or later."""
    return not field.field.required and field.name not in getattr(field.form, "needed_yet", ())


@register.filter
def whole(value: object) -> SafeString:
    """«บ้านโคก หมู่ที่ 3 ตำบลนางรอง», parted at a line's end between its words only: browsers part names too, as words."""
    parts = BETWEEN_PARTS.split(str(value))
    return format_html_join(" ", '<span class="whole">{}</span>', ((part,) for part in parts))


@register.filter
def kept(value: object) -> SafeString:
    """A sentence whose short names of offices and numbers of letters stay in one piece at a line's end."""
    parts = enumerate(NEVER_PARTED.split(str(value)))
    return format_html_join(
        "",
        "{}",
        ((format_html('<span class="keep">{}</span>', part) if at % 2 else part,) for at, part in parts),
    )


@register.filter
def percent(value: Decimal | int | None) -> str:
    """«85.00%» of a value already in per cent; nothing to divide by shows as a dash, never as zero."""
    return NOTHING if value is None else f"{value:,.2f}%"


@register.filter
def kind(value: object) -> str:
    """The name of a value's class, by which parts/document.html tells the blocks of a paper apart."""
    return type(value).__name__


@register.filter
def with_rooms(line: Iterable[Part]) -> list[Part]:
    """The parts of a line, dots that were typed made the blank that they stand for: it gives way on a narrow screen."""
    return [piece for part in line for piece in (_rooms(part.text) if _is_dotted(part) else [part])]


def _is_dotted(part: Part) -> bool:
    return isinstance(part, Text) and not part.bold and DOTS.search(part.text) is not None


def _rooms(text: str) -> Iterator[Part]:
    for piece in filter(None, DOTS.split(text)):
        yield Blank(None, len(piece) / DOTS_PER_CM) if DOTS.fullmatch(piece) else Text(piece)


@register.filter
def megabytes(size: int) -> str:
    """«24.1» of a size in bytes; what is smaller than a tenth says so."""
    return f"{size / 1048576:,.1f}" if size > 52_428 else "< 0.1"


@register.filter
def cliplength(milliseconds: int) -> str:
    """«4 นาที 59.8 วินาที»."""
    return worded(in_words(milliseconds))


@register.filter
def at(mapping: Mapping[str, str] | None, key: str | None) -> str:
    """The entry of a mapping under a key only known in the template; nothing when there is none."""
    return (mapping or {}).get(key or "", "")


@register.filter
def beside(rows: Iterable[object], columns: Iterable[object]) -> list[tuple[object, object]]:
    """Each cell of a row with its column; a row that does not fit its columns fails."""
    return list(zip(rows, columns, strict=True))


@register.simple_tag
def is_late(due: datetime | date | None, done: datetime | date | None = None) -> bool:
    """Whether `due` passed before it was done, or has passed by now. A day is in time to its end."""
    if due is None:
        return False
    when = done or clock.now()
    if isinstance(due, datetime) and isinstance(when, datetime):
        return when > due
    day, last = (bangkok_day(one) if isinstance(one, datetime) else one for one in (when, due))
    return day > last


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One drawing of the sprite, inline. With a label it speaks; without it is decoration.

    Raises KeyError for a name the sprite does not hold.
    """
    box, shapes = _sprite()[name]
    if label:
        return format_html(
            '<svg class="icon" viewBox="{}" role="img" aria-label="{}">{}</svg>', box, label, shapes
        )
    return format_html('<svg class="icon" viewBox="{}" aria-hidden="true">{}</svg>', box, shapes)


@register.filter
def drawing(radar: Radar) -> SafeString:
    """The picture inline; what it is called stands escaped in it already."""
    return mark_safe(radar.svg)


@cache
def _sprite() -> dict[str, tuple[str, SafeString]]:
    symbols = re.findall(
        r'<symbol id="([\w-]+)" viewBox="([\d ]+)">(.*?)</symbol>', SPRITE.read_text(), re.DOTALL
    )
    return {name: (box, mark_safe(shapes)) for name, box, shapes in symbols}


def icon_names() -> list[str]:
    return list(_sprite())


@register.simple_tag
def era_day(value: date) -> str:
    """The demo's day in the ribbon, in Thai digits as on a letter's head."""
    return to_thai(thaidate(value)) if not speaks_english() else thaidate(value)
