"""The heading of a table, wherever it stands in a sheet and however its columns are called."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from sammachip.core.cells import CellError, CellKind, Column, as_text, is_blank
from sammachip.core.grid import Grid, cell_at, cell_name
from sammachip.core.sentence import Sentence
from sammachip.core.thainum import excerpt, fold, tidy, to_arabic

_HEADING_WITHIN = 30  # rows of titles before it, at most
_TALLEST = 4  # rows: a title over it, groups of columns, the columns, their units or numbers
_WIDEST = 500  # columns: what a spreadsheet holds to the right of these is no table of ours


@dataclass(frozen=True, slots=True)
class Heading:
    """Where each column stands, in the sheet's numbers; `below` counts the rows down to the heading's end."""

    places: Mapping[str, int]
    below: int
    twice: tuple[tuple[str, int], ...] = ()
    known: Mapping[str, str] = field(default_factory=dict, repr=False)  # folded heading → column key
    first: int = 1  # the row in which it begins

    def stands_again_in(self, cells: Sequence[object]) -> bool:
        """Whether a row further down is the heading once more, as printed on every page."""
        held = 0
        for key, col in self.places.items():
            if words := _words(cell_at(cells, col)):
                if _key_of(self.known, words) != key:  # most rows: nothing more is looked at
                    return False
                held += 1
        return held > 1


def find_heading(columns: Sequence[Column], grid: Grid) -> Heading:
    """The rows that name the most columns; the upper win a tie. It is as tall as its words go on (`_goes_on`)."""
    known = _known_headings(columns)
    wordy = {column.key for column in columns if column.kind in (CellKind.TEXT, CellKind.CHOICE)}
    best = Heading({}, 0, known=known)
    for index in range(min(len(grid), _HEADING_WITHIN)):
        found = _heading_from(index, known, wordy, grid)
        if len(found.places) - len(found.twice) > len(best.places) - len(best.twice):
            best = found
    return best


def _heading_from(index: int, known: Mapping[str, str], wordy: Collection[str], grid: Grid) -> Heading:
    """What the row names, together with those below that carry it on."""
    below = index + 1
    places, twice = _placed(known, _heading_cells(grid[index:below]))
    while below < min(len(grid), index + _TALLEST):
        names = {col for key, col in places.items() if key in wordy}
        if not _goes_on(known, names, grid[index:below], grid[below]):
            break
        below += 1
        places, twice = _placed(known, _heading_cells(grid[index:below]))
    return Heading(places, below, twice, known, index + 1)


def _known_headings(columns: Sequence[Column]) -> dict[str, str]:
    """Folded heading → column key; a heading may come without its unit in brackets unless two would then agree."""
    exact = {
        fold(name): column.key for column in columns for name in (column.label, column.key, *column.aliases)
    }
    loose: dict[str, set[str]] = {}
    for name, key in exact.items():
        loose.setdefault(_without_unit(name), set()).add(key)
    return {name: next(iter(keys)) for name, keys in loose.items() if len(keys) == 1 and name} | exact


def _without_unit(folded: str) -> str:
    return re.sub(r"\([^()]*\)", "", folded).strip()


def _key_of(known: Mapping[str, str], words: str) -> str | None:
    return known.get(words) or known.get(_without_unit(words))


def _words(cell: object) -> str:
    """The folded words of a cell; of anything but text, none."""
    return fold(cell) if isinstance(cell, str) and not is_blank(cell) else ""


def _goes_on(known: Mapping[str, str], names: Collection[int], rows: Grid, below: Sequence[object]) -> bool:
    """Whether the row below belongs to the heading: units, the columns' numbers, or what a group of columns splits into.

    It is told from data by its words. All its cells are words; at least one is a heading, a unit, or stands under a
    heading that spans several columns; and where names stand (`names`) it holds none. Words in a column of figures
    alone are data that cannot be read, and are told as such.
    """
    cells = {col: cell for col, cell in enumerate(below[:_WIDEST], start=1) if not is_blank(cell)}
    if any(col in cells for col in names) and _numbers_columns(cells):
        return True
    if not cells or not all(isinstance(cell, str) for cell in cells.values()):
        return False
    over = _spans(rows, max(cells))
    headed = {col for col, cell in cells.items() if _is_heading(known, (*over[col - 1], _words(cell)))}
    spanned = {col for col in cells if over[col - 1] and not any(_words(cell_at(row, col)) for row in rows)}
    others = cells.keys() - headed
    return bool(headed | spanned) and not any(col in names or _has_figure(cells[col]) for col in others)


def _numbers_columns(cells: Mapping[int, object]) -> bool:
    """They number the columns, (1) (2) (3) (4)=(2)+(3): from one upward, three or more, side by side."""
    found = [re.match(r"\(?(\d{1,3})(?:\.0)?\)?(?:$|=)", fold(as_text(cell))) for cell in cells.values()]
    counted = list(range(1, len(cells) + 1))
    first = min(cells, default=0)
    return (
        len(cells) > 2
        and [int(one[1]) for one in found if one] == counted
        and [col - first + 1 for col in cells] == counted
    )


def _is_heading(known: Mapping[str, str], words: Sequence[str]) -> bool:
    """The last of the words is a heading, by itself or after those above it, or is a unit in brackets."""
    return not _without_unit(words[-1]) or any(_key_of(known, name) for name in _tails(words))


def _has_figure(cell: object) -> bool:
    return any(letter.isdigit() for letter in _without_unit(_words(cell)))


def _tails(words: Sequence[str]) -> list[str]:
    """All the words in one, then without the first, down to the last alone."""
    return ["".join(words[start:]) for start in range(len(words))]


def _spans(rows: Grid, width: int) -> list[tuple[str, ...]]:
    """For each sheet column the words that stand over it, from the top.

    Words span the empty cells to their right, up to the next in their row or in a row above.
    """
    over = [""] * len(rows)
    found = []
    for col in range(1, width + 1):
        own = [_words(cell_at(row, col)) for row in rows]
        first = next((at for at, words in enumerate(own) if words), len(own))
        over = [*over[:first], *own[first:]]
        found.append(tuple(words for words in over if words))
    return found


def _heading_cells(rows: Grid) -> list[tuple[str, ...]]:
    """For each sheet column the headings it may be known by, the fullest first.

    Words over a column's own name it alone only where they span no other: of a heading that splits into several
    columns, none is the whole.
    """
    width = min(max((len(row) for row in rows), default=0), _WIDEST)
    owns = [[_words(cell_at(row, col)) for row in rows] for col in range(1, width + 2)]
    found: list[tuple[str, ...]] = []
    for own, over, beside in zip(owns, _spans(rows, width), owns[1:], strict=False):
        if not any(own):
            found.append(())
            continue
        lowest = max(at for at, words in enumerate(own) if words)
        whole = [words for at, words in enumerate(own[:lowest]) if words and not _splits(beside, at)]
        found.append((*_tails(over), *whole))
    return found


def _splits(beside: Sequence[str], row: int) -> bool:
    """Whether words in a row span the column beside them, which has words of its own below."""
    return not any(beside[: row + 1]) and any(beside[row + 1 :])


def _placed(
    known: Mapping[str, str], cells: Sequence[tuple[str, ...]]
) -> tuple[dict[str, int], tuple[tuple[str, int], ...]]:
    places: dict[str, int] = {}
    twice = []
    for col, names in enumerate(cells, start=1):
        key = next((key for name in names if (key := _key_of(known, name))), None)
        if key in places:
            twice.append((key, col))
        elif key is not None:
            places[key] = col
    return places, tuple(twice)


@dataclass(frozen=True, slots=True)
class Unread:
    """A column of the sheet that is none of ours: its number, its heading as it is written, how many of the rows read
    hold something there, and which of ours, not found otherwise, it may have been meant for."""

    place: int
    heading: str
    filled: int
    near: Column | None = None


_SERIAL = frozenset({"ที่", "ลำดับ", "ลำดับที่", "ลําดับ", "ลําดับที่", "ข้อที่", "no", "no.", "#"})
"""Headings of a column that only counts the rows."""


def unread_columns(
    columns: Sequence[Column], heading: Heading, grid: Grid, rows: Sequence[int]
) -> Iterator[Unread]:
    """The columns of the sheet that hold something in these rows, by their numbers, and are none of ours.

    A column that counts the rows says nothing and is left out.
    """
    taken = {*heading.places.values(), *(col for _key, col in heading.twice)}
    width = min(max((len(grid[row - 1]) for row in rows), default=0), _WIDEST)
    offered = [column for column in columns if column.key not in heading.places]
    for place in range(1, width + 1):
        if place in taken:
            continue
        named = heading_at(heading, grid, place)
        cells = [cell for row in rows if not is_blank(cell := cell_at(grid[row - 1], place))]
        if not cells or fold(named) in _SERIAL or (not named and _counts(cells)):
            continue
        near = nearest(named, offered)
        offered = [column for column in offered if column is not near]
        yield Unread(place, named, len(cells), near)


def heading_at(heading: Heading, grid: Grid, place: int) -> str:
    """What the heading's rows say of one column: the lowest words of its own, as they are written."""
    own = (cell_at(row, place) for row in reversed(grid[heading.first - 1 : heading.below]))
    return next((tidy(cell) for cell in own if isinstance(cell, str) and _without_unit(_words(cell))), "")


def _counts(cells: Sequence[object]) -> bool:
    """Whether the cells are whole numbers that go up by one."""
    texts = [to_arabic(as_text(cell)).removesuffix(".0") for cell in cells]
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 7]
    return len(numbers) == len(cells) and all(b - a == 1 for a, b in pairwise(numbers))


_ALIKE, _PART = 0.75, 6
"""How like a heading must be to be asked about, of one; and how many letters of it stand within a longer one."""


def nearest(named: str, columns: Sequence[Column]) -> Column | None:
    """Which of these columns a heading may have been meant for; a person says whether it was."""
    words = _without_unit(fold(named))
    best, found = _ALIKE, None
    for column in columns:
        for name in (column.label, *column.aliases):
            known = _without_unit(fold(name))
            within = len(known) >= _PART and known in words
            like = 1.0 if within else SequenceMatcher(None, words, known).ratio()
            if len(words) > 2 and like >= best:
                best, found = like, column
    return found


def lacking_columns(columns: Sequence[Column], heading: Heading, grid: Grid) -> Iterator[CellError]:
    """Required columns no heading names, with the heading that may have been meant; and columns two headings name."""
    labels = {column.key: column.label for column in columns}
    if not heading.places:
        wanted = ", ".join(labels.values())
        sentence = Sentence("ไม่พบแถวหัวตาราง — ใส่หัวคอลัมน์ {wanted} ไว้แถวบนของข้อมูล", wanted=wanted)
        yield CellError("", "", "", sentence)
        return
    for column in columns:
        if column.required and column.key not in heading.places:
            sentence = Sentence(
                "ไม่พบคอลัมน์ «{column}» — เพิ่มคอลัมน์นี้ในแถวหัวตารางแถวที่ {row}",
                column=column.label,
                row=heading.below,
            )
            yield _misspelt(column, heading, grid) or CellError("", column.key, "", sentence)
    for key, col in heading.twice:
        name = cell_name(heading.below, col)
        sentence = Sentence("คอลัมน์ «{column}» มีซ้ำกัน — ลบหรือเปลี่ยนชื่อให้เหลือคอลัมน์เดียว", column=labels[key])
        yield CellError(name, key, labels[key], sentence)


def _misspelt(column: Column, heading: Heading, grid: Grid) -> CellError | None:
    """The heading of another column that may have been meant for this one."""
    width = min(max(len(row) for row in grid[heading.first - 1 : heading.below]), _WIDEST)
    others = [place for place in range(1, width + 1) if place not in heading.places.values()]
    for place in others:
        named = heading_at(heading, grid, place)
        if named and nearest(named, [column]):
            sentence = Sentence(
                "ไม่พบคอลัมน์ «{column}» แต่มีหัวคอลัมน์ «{given}» — ถ้าหมายถึงคอลัมน์นี้ แก้หัวคอลัมน์เป็น «{column}»",
                column=column.label,
                given=excerpt(named),
            )
            return CellError(cell_name(heading.below, place), column.key, named, sentence)
    return None
