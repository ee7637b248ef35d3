"""Reads an official Thai letter: its text in, its facts out, each with the place it stands in and how surely it was read.

What cannot be read stays unknown; a value is given as it stands in the letter, and is never corrected. A person decides.
"""

import re
from dataclasses import replace

from sammachip.core.letterfacts.closing import phones_of, signatory_of
from sammachip.core.letterfacts.deadlines import deadlines_of
from sammachip.core.letterfacts.decrees import with_decree
from sammachip.core.letterfacts.evidence import Evidence
from sammachip.core.letterfacts.findings import findings_of
from sammachip.core.letterfacts.header import Header, header_of
from sammachip.core.letterfacts.kinds import kind_of, sets_work
from sammachip.core.letterfacts.lines import lines_of, unglued, unwrapped
from sammachip.core.letterfacts.model import Fact, Kind, Letter
from sammachip.core.letterfacts.names import Lists, bare_name, home_of, is_near, one_slip_off, placed
from sammachip.core.letterfacts.near_numbers import is_official, near_number
from sammachip.core.letterfacts.noise import Page, mended
from sammachip.core.letterfacts.spelling import spelled
from sammachip.core.letterfacts.sums import borne_out, money_of
from sammachip.core.letterfacts.tables import tables_of
from sammachip.core.letterfacts.written import as_json
from sammachip.core.places import Gazetteer

__all__ = ["LONGEST", "TooLong", "as_json", "read"]

LONGEST = 400_000
"""Code points of the longest text that is read; a letter with its enclosures has a hundredth of it."""
_LETTERS = (Kind.EXTERNAL, Kind.MEMO, Kind.OTHER)


class TooLong(ValueError):
    """The text is longer than any letter."""


def read(text: str, *, places: Gazetteer) -> Letter:
    """What the letter says. `places` is the official list. Raises TooLong."""
    if len(text) > LONGEST:
        raise TooLong(f"{len(text)} > {LONGEST}")
    page = unwrapped(unglued(spelled(mended(text), places.words)))
    lines = lines_of(page)
    kind = kind_of(lines)
    header = header_of(page, lines, kind)
    if kind not in _LETTERS:
        header = with_decree(page, lines, kind, header)
    lists = Lists(places, home_of(page.text, header.office, places))
    office = header.office.value or "" if header.office else ""
    if page.is_broken and header.number and not is_official(header.number.value or "", lists.home, office):
        header = replace(header, number=None)
    money = money_of(page)
    tables = tables_of(page, [line for line in lines if line.start >= header.ends], lists, money)
    money = borne_out(
        page, money, [total.value for one in tables for total in one.totals if total and total.value]
    )
    deadlines = deadlines_of(page, header.ends, header.day) if kind != Kind.OTHER else ()
    letter = Letter(
        kind=kind,
        sets_work=sets_work(
            kind, page.text[header.ends :], has_deadlines=bool(deadlines), is_broken=page.is_broken
        ),
        urgency=header.urgency,
        number=header.number,
        number_near=None if header.number else near_number(page, lines, lists.home),
        circular=header.circular,
        office=header.office,
        day=header.day,
        subject=header.subject,
        to=_placed(page, header, lists),
        refs=header.refs,
        enclosures=header.enclosures,
        deadlines=deadlines,
        money=money,
        tables=tables,
        signatory=signatory_of(page, lines, header.ends),
        phones=phones_of(page),
    )
    return replace(letter, findings=findings_of(Evidence(letter, page, lines, lists, text, header.ends)))


_CHIEF = re.compile(
    r"(?P<title>(?P<known>นายอำเภอ|ผู้ว่าราชการจังหวัด|พัฒนาการอำเภอ|พัฒนาการจังหวัด)|[ก-๎]{3,45}?(?:อำเภอ|จังหวัด))\s*"
    r"(?P<name>(?!ทุก|ทั้ง|ใน|ตาม|\()\S+)"
)


def _placed(page: Page, header: Header, lists: Lists) -> Fact[str] | None:
    """The addressee with the district or province that it names."""
    to = header.to
    named = _CHIEF.match(to.value) if to and to.value else None
    if to is None or named is None:
        return to
    length = 4 if "อำเภอ" in named["title"] else 2
    place = placed(named["name"], lists, lists.home if length == 4 else "", length)
    if place.code is None and page.is_noisy and one_slip_off(bare_name(named["name"], length), place, length):
        code, official = place.alternatives[0]
        place = replace(place, code=code, name=official)
    is_told = (lists.home or length == 2) and is_near(named["name"], place, length)
    return replace(to, place=place) if is_told else to
