"""Tables as they lie in the text: runs of lines cut into cells by tabs, bars or wide gaps, with headings over them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sammachip.core.letterfacts.lines import Line, turns_page
from sammachip.core.letterfacts.noise import Page
from sammachip.core.thaiwords import bare

_CUTS = (re.compile(r"\t"), re.compile(r"[ \t]*[|│¦┃][ \t]*"), re.compile(r"[ \t]{2,}"))
TAB, BAR, GAP = range(3)
_RULED = re.compile(r"[\s|+│┃─━=\-:]+")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|-?\d{1,18}(?:\.\d{1,9})?")
_DASH = re.compile(r"-{1,3}(?:\s?-)?")
_BLANKS_WITHIN = 4
_LONGEST_GROUP = 50
"""Signs of a line that only names a group of rows."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place on the page; `start` equals `end` where it is empty."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """The lines of one table, cut: which cut it is, and its rows, headings included."""

    by: int
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def start(self) -> int:
        return self.rows[0][0].start

    @property
    def end(self) -> int:
        return self.rows[-1][-1].end


def is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip()))


def is_dash(text: str) -> bool:
    """Whether the cell says that there is nothing."""
    return bool(_DASH.fullmatch(text.strip()))


def lattices(page: Page, lines: Sequence[Line]) -> Iterator[Lattice]:
    """Every run of at least three lines that are cut alike; a turned page and its repeated headings do not end it."""
    for by in (TAB, BAR, GAP):
        run: list[tuple[Cell, ...]] = []
        blanks = 0
        for at, line in enumerate(lines):
            if line.text and _RULED.fullmatch(line.text):
                continue
            cells = _cells(page, line, by)
            if _is_row(cells, by, run):
                run.append(cells)
                blanks = 0
            elif line.is_blank or turns_page(line.text):
                blanks += 1
            elif run and blanks <= _BLANKS_WITHIN and _is_between(page, lines[at : at + 2], by, run[-1]):
                continue
            else:
                yield from _ended(by, run)
                run, blanks = [], 0
            if blanks > _BLANKS_WITHIN:
                yield from _ended(by, run)
                run, blanks = [], 0
        yield from _ended(by, run)


def _is_row(cells: Sequence[Cell], by: int, run: Sequence[Sequence[Cell]]) -> bool:
    """Whether so many cells are a row; prose, too, has wide gaps, so a row of two must end a table with its total."""
    if by != GAP:
        return len(cells) >= 3 or sum(bool(cell.text) for cell in cells) == 2
    return len(cells) >= 3 or (len(cells) == 2 and bool(run) and is_number(cells[-1].text))


def _is_between(page: Page, lines: Sequence[Line], by: int, above: Sequence[Cell]) -> bool:
    """Whether a line within a table only says that it goes on, or names the rows right under it."""
    return _carries_on(lines[0].text) or (by != GAP and _heads_group(page, lines, by, above))


def _heads_group(page: Page, lines: Sequence[Line], by: int, above: Sequence[Cell]) -> bool:
    """Whether a short line names a group of rows, «ภาคใต้»: figures stand under it; over headings it begins another table."""
    if len(lines) < 2 or len(lines[0].text) > _LONGEST_GROUP:
        return False
    below = _cells(page, lines[1], by)
    return len(below) == len(above) and any(is_number(cell.text) for cell in below)


def _carries_on(text: str) -> bool:
    """Whether a line between two leaves of a table only says that it goes on."""
    return bool(re.match(r"\(?(?:ต่อ|มีต่อ|ยกมา|ยกไป)\)?", text)) or bool(re.fullmatch(r".{0,80}\(ต่อ\)", text))


def _ended(by: int, run: list[tuple[Cell, ...]]) -> Iterator[Lattice]:
    if len(run) >= 3:
        yield Lattice(by, tuple(run))


def _cells(page: Page, line: Line, by: int) -> tuple[Cell, ...]:
    """The line cut; bars at its ends are its frame, not cells."""
    offset, text = _whole(page.text, line) if by == TAB else (line.start, page.text[line.start : line.end])
    if by == BAR and (not re.search(r"[|│¦┃]", text) or _RULED.fullmatch(text)):
        return ()
    if by == GAP and ("\t" in text or "|" in text):
        return ()
    pieces: list[Cell] = []
    at = 0
    cuts = [found.span() for found in _CUTS[by].finditer(text)]
    for start, end in [*cuts, (len(text), len(text))]:
        pieces.append(_trimmed(text, at, start, offset))
        at = end
    if by == BAR:
        pieces = pieces[1:] if pieces and not pieces[0].text else pieces
        pieces = (
            pieces[:-1] if pieces and not pieces[-1].text and text.rstrip().endswith(("|", "│")) else pieces
        )
    return tuple(pieces)


def _whole(text: str, line: Line) -> tuple[int, str]:
    """The line with the tabs at its ends: in a table they set empty cells apart."""
    start = text.rfind("\n", 0, line.start) + 1
    end = text.find("\n", line.end)
    return start, text[start : end if end >= 0 else len(text)]


def _trimmed(text: str, start: int, end: int, offset: int) -> Cell:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = max(first, end - len(piece) + len(piece.rstrip()))
    return Cell(text[first:last], offset + first, offset + last)


def looks_same(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether a row repeats the headings after a turned page."""
    said = ["".join(bare(cell.text).split()) for cell in one]
    again = ["".join(bare(cell.text).split()) for cell in other]
    return len(said) == len(again) and sum(a == b for a, b in zip(said, again, strict=True)) * 2 > len(said)
