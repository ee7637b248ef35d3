"""The letters that a letter refers to, and what comes with it: how many, and of what."""

import re
from collections.abc import Iterator

from sammachip.core.letterfacts.facts import text_fact
from sammachip.core.letterfacts.lines import Line, is_next_reference
from sammachip.core.letterfacts.model import AS_LABELLED, BY_ITS_FORM, MENDED, Enclosure, Fact
from sammachip.core.letterfacts.noise import Page
from sammachip.core.letterfacts.parts import COUNT, ITEM, REFERENCES, UNITS, Part
from sammachip.core.likeness import edits
from sammachip.core.thaiwords import bare

_LONGEST_COUNT = 20
_LOST_COUNT = re.compile(rf"\s*จำ?นวน\s+[^\w\s]{{0,3}}\s*(?P<unit>{UNITS})\s*$")
"""«จำนวน  แผ่น»: how many was lost, and is no part of the title."""


_MISSPELT_COUNT = re.compile(
    r"\s(?P<word>\S{3,8}?)\s*(?P<count>\d{1,4})(?P<bare>(?!))?\s*(?P<unit>[ก-๎]{2,12})(?P<known>(?!))?\s*$"
)
_LAST_WORD = re.compile(r"(?<=\s)\S{3,8}\s*$")


_BROKEN_COUNT = re.compile(
    r"\s*(?:"
    + "|".join("จำนวน"[:at] + r"\s?\S?\s?" + "จำนวน"[at + 1 :] for at in range(5))
    + r")(?:\s*\S{0,3}\d\S{0,2})?(?:\s+\S{1,8})?\s*$"
)
"""How many there are, with a letter of the word amiss, and of the figure or the unit more."""
_SCRAP = re.compile(r"\s*(?:[^\s\d]{1,2}\s+(?=\d))?(?:\d{1,2}(?:\.\d)?[^\s\d]?\s*|[.,]\s+)(?=[ก-ฮเ-ไ]{3})")
"""What recognition left of an item's number."""


def _misspelt_count(text: str) -> re.Match[str] | None:
    """How many there are, behind a word that only recognition made another than จำนวน."""
    found = _MISSPELT_COUNT.search(text)
    return found if found and _says_number(found["word"]) else None


def _says_number(word: str) -> bool:
    return edits(bare("จำนวน"), bare(word.strip()), most=2) <= 2


def references(page: Page, part: Part | None) -> Iterator[Fact[str]]:
    for item in _items(part) if part else ():
        if fact := text_fact(page, item[0].start, item[-1].end, AS_LABELLED):
            yield fact


def enclosures(page: Page, part: Part | None) -> Iterator[Enclosure]:
    for item in _items(part) if part else ():
        start, end = item[0].start, item[-1].end
        offset = start
        counted = COUNT.search(page.text[start:end]) or (
            _misspelt_count(page.text[start:end]) if page.is_broken else None
        )
        lost = None if counted else _LOST_COUNT.search(page.text[start:end])
        if cut := counted or lost:
            end = start + cut.start()
            if (
                page.is_broken
                and (word := _LAST_WORD.search(page.text, start, end))
                and _says_number(word[0])
            ):
                end = word.start()
        if page.is_broken:
            end = _without_count(page, start, end)
            start += len(scrap[0]) if (scrap := _SCRAP.match(page.text[start:end])) else 0
        if counted and page.doubts(offset + counted.start(), offset + counted.end()):
            counted = None
        title = text_fact(page, start, end, AS_LABELLED)
        if title and counted:
            yield Enclosure(title, *_counted(page, offset, counted))
        elif title:
            yield Enclosure(title, unit=_known_unit(page, offset, lost) if lost else None)


def _without_count(page: Page, start: int, end: int) -> int:
    """Where the title ends before a number of copies whose word or figure recognition broke."""
    found = _BROKEN_COUNT.search(page.text, start, end)
    return found.start() if found and found.start() > start else end


def _known_unit(page: Page, offset: int, found: re.Match[str]) -> Fact[str]:
    return Fact(
        found["unit"], page.span(offset + found.start("unit"), offset + found.end("unit")), BY_ITS_FORM
    )


def _items(part: Part) -> Iterator[tuple[Line, ...]]:
    """The numbered items under a label, each with the lines it runs on over; without numbers, as they end."""
    item: list[Line] = []
    for line in part.lines:
        found = ITEM.match(line.text)
        if item and (found or _is_next(part, line, item[-1])):
            yield tuple(item)
            item = []
        offset = found.end() if found else 0
        if line.text[offset:].strip():
            item.append(Line(line.text[offset:], line.start + offset, line.end))
    if item:
        yield tuple(item)


def _is_next(part: Part, line: Line, before: Line) -> bool:
    """Whether an item begins that is not numbered: the one before it ended with its day, or with how many there are."""
    if part.name == REFERENCES:
        return is_next_reference(line.text, before.text)
    return bool(COUNT.search(before.text)) and len(line.text) > _LONGEST_COUNT


def _counted(page: Page, offset: int, found: re.Match[str]) -> tuple[Fact[int], Fact[str]]:
    number, unit = ("count", "unit") if found["count"] else ("bare", "known")
    confidence = AS_LABELLED if found["count"] else BY_ITS_FORM
    named = _unit(found[unit])
    return (
        Fact(
            int(found[number]),
            page.span(offset + found.start(number), offset + found.end(number)),
            confidence,
        ),
        Fact(
            named,
            page.span(offset + found.start(unit), offset + found.end(unit)),
            confidence if named == found[unit] else MENDED,
        ),
    )


def _unit(word: str) -> str:
    """The unit, put right where it is one letter off a usual one and off no other."""
    usual = UNITS.split("|")
    near = [one for one in usual if edits(bare(one), bare(word), most=1) <= 1]
    return near[0] if word not in usual and len(near) == 1 else word
