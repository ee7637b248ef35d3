"""A letter's number that recognition broke: what may be meant, by the official letters that numbers begin with.

Nothing of it is taken for the number: a scan reads บร as «ปริ» and ว as «,9», and so it would read others. The likeliest are
shown to whoever compares with the letter.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.model import Near
from sammachip.core.letterfacts.noise import Page
from sammachip.core.letterprefixes import ALL, LOOK_ALIKE, MINISTRIES, PROVINCES

MOST: Final = 3
_HEAD: Final = 12
_BROKEN = re.compile(
    r"\s*(?:ท[ี่]{0,2}\s+)?(?P<letters>[ก-๎]{1,7})\.?\s*(?P<code>\d{3,5}(?:\.\d{1,3}){0,3})\s*/\s*"
    r"(?P<sign>ว\.?|[,.'`]{0,2}[09](?=\s)|[^\d\s]{1,2}(?=\s|\d))?\s*(?P<running>\d{1,6})(?=\s|$)"
)
_FAR: Final = 3
_OTHERS: Final = frozenset(("ตช", "อส", "ศย", "ศป", "ลต", "ปช", "ตผ", "สผ", "สว", "พศ", "ปง"))
"""Police, prosecutors, courts and others of no ministry."""
_SCHOOLS: Final = frozenset(("ศธ", "อว"))
_READ = re.compile(r"(?P<letters>[ก-ฮ]{2,4})\.?(?: \(.*\))? (?P<code>\d{3,6})\S*/.*")


def is_official(number: str, home: str, office: str) -> bool:
    """Whether a number that was read begins as numbers do: with letters of a ministry or a province, not of one whose letters
    are a slip from those of `home`, and with a code of theirs that the `office` it comes from may have.

    ระเบียบสำนักนายกรัฐมนตรี ว่าด้วยงานสารบรรณ พ.ศ. 2526 ภาคผนวก 1: an office of a province has 00 before its own two
    digits, one of a district the district's number; local governments have five.
    """
    found = _READ.fullmatch(number)
    if found is None:
        return True
    letters, code = found["letters"], found["code"]
    if letters in PROVINCES.values():
        is_other = (
            home in PROVINCES and PROVINCES[home] != letters and _slips(letters, PROVINCES[home]) < _FAR
        )
        codes = r"00\d\d" if office.startswith("ศาลากลางจังหวัด") else r"[0-3]\d{3}|[5-9]\d{4}|\d{3}"
        return not is_other and bool(re.fullmatch(codes, code))
    if letters in MINISTRIES:
        return letters in _SCHOOLS or code[0] in "0125"
    return letters in _OTHERS


def near_number(page: Page, head: Sequence[Line], home: str) -> Near | None:
    """What the number of a letter may be where it could not be read; None where nothing is like one.

    `home` is the code of the province that the letter is from, whose letters are likelier than others.
    """
    for line in head[:_HEAD]:
        if found := _BROKEN.match(line.text):
            values = tuple(_values(found, home))[:MOST]
            span = page.span(line.start + found.start("letters"), line.start + found.end("running"))
            return Near(values, span) if values else None
    return None


def _values(found: re.Match[str], home: str) -> Iterator[str]:
    circular = "ว " if found["sign"] else ""
    for letters in _meant(found["letters"], PROVINCES.get(home, "")):
        yield f"{letters} {found['code']}/{circular}{found['running']}"


def _meant(read: str, home: str) -> list[str]:
    """The official letters that these are, or may be, the likeliest first: the province's own, then by their slips."""
    said = re.sub("[^ก-ฮ]", "", read)
    if said in ALL:
        return [said]
    off = {one: _slips(said, one) for one in ALL}
    near = [one for one in ALL if off[one] < 2 or (one == home and off[one] < _FAR)]
    return sorted(near, key=lambda one: (one != home, off[one]))


def _slips(read: str, official: str) -> float:
    """How far the letters that were read are from official ones: a sign too many or too few, or one for another."""
    if len(read) == len(official):
        return sum(_apart(one, other) for one, other in zip(read, official, strict=True))
    if len(read) == len(official) + 1:
        return min(1 + _slips(read[:at] + read[at + 1 :], official) for at in range(len(read)))
    return _FAR


def _apart(one: str, other: str) -> float:
    if one == other:
        return 0
    return 1 if any({one, other} <= alike for alike in LOOK_ALIKE) else 2
