"""The few blanks that a letter's text may hold, {{ผู้รับ}} and such, and their filling in."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

FILLS: Final = (
    "ผู้รับ",
    "เรื่อง",
    "ส่วนราชการ",
    "หัวหน้าส่วนราชการ",
    "หน่วยงาน",
    "พื้นที่",
    "เดือน",
    "ปีงบประมาณ",
)
"""All there are: a fixed set, so that what one officer writes another can send."""

FOR_EACH: Final = ("หน่วยงานผู้รับ", "พื้นที่ผู้รับ")
"""What a letter of many may say of each recipient besides, with the columns of its list."""

_BLANK: Final = re.compile(r"\{\{([^{}]*)\}\}")
UNFILLED: Final = "." * 20


def unknown_fills(values: object, own: Collection[str] = ()) -> tuple[str, ...]:
    """The names between {{ }} that are none of `FILLS` nor of the letter's `own`, in order, each once."""
    found = (name.strip() for text in _texts(values) for name in _BLANK.findall(text))
    return tuple(dict.fromkeys(name for name in found if name not in FILLS and name not in own))


def filled_in(values: Mapping[str, object], known: Mapping[str, str]) -> dict[str, object]:
    """The same answers with every blank filled; one of which nothing is known becomes dots to write on."""
    return {key: _filled(value, known) for key, value in values.items()}


def _filled(value: object, known: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return _BLANK.sub(lambda blank: known.get(blank[1].strip()) or UNFILLED, value)
    if isinstance(value, list | tuple):
        return [_filled(one, known) for one in value]
    if isinstance(value, Mapping):
        return {key: _filled(one, known) for key, one in value.items()}
    return value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
