"""The heading of a table, wherever it stands in a sheet and however its columns are called."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sammachip.core.cells import CellError, Column
from sammachip.core.grid import Grid, cell_at, cell_name
from sammachip.core.sentence import Sentence
from sammachip.core.thainum import fold

_HEADING_WITHIN = 30  # rows of titles before it, at most


@dataclass(frozen=True, slots=True)
class Heading:
    """Where each column stands, in the sheet's numbers; `below` counts the rows down to the heading's end."""

    places: Mapping[str, int]
    below: int
    twice: tuple[tuple[str, int], ...] = ()


def find_heading(columns: Sequence[Column], grid: Grid) -> Heading:
    """The row, or pair of rows, that names the most columns; the upper and the single row win a tie."""
    known = _known_headings(columns)
    best = Heading({}, 0)
    for index in range(min(len(grid), _HEADING_WITHIN)):
        for height in (1, 2):
            rows = grid[index : index + height]
            places, twice = _placed(known, _heading_cells(rows))
            if len(places) - len(twice) > len(best.places) - len(best.twice):
                best = Heading(places, index + len(rows), twice)
    return best


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


def _heading_cells(rows: Grid) -> list[tuple[str, ...]]:
    """For each sheet column the headings it may be known by, the fullest first.

    In a pair of rows the upper cell may span several columns: only its first carries the words.
    """
    width = max((len(row) for row in rows), default=0)
    spanning = ""
    found: list[tuple[str, ...]] = []
    for col in range(1, width + 1):
        texts = [fold(str(cell)) if isinstance(cell := cell_at(row, col), str) else "" for row in rows]
        if len(texts) == 1:
            found.append((texts[0],))
            continue
        upper, lower = texts
        spanning = upper or spanning
        found.append((spanning + lower, lower, upper) if lower else (upper,))
    return found


def _placed(
    known: Mapping[str, str], cells: Sequence[tuple[str, ...]]
) -> tuple[dict[str, int], tuple[tuple[str, int], ...]]:
    places: dict[str, int] = {}
    twice = []
    for col, names in enumerate(cells, start=1):
        spellings = (spelling for name in names for spelling in (name, _without_unit(name)))
        key = next((known[spelling] for spelling in spellings if spelling in known), None)
        if key in places:
            twice.append((key, col))
        elif key is not None:
            places[key] = col
    return places, tuple(twice)


def lacking_columns(columns: Sequence[Column], heading: Heading) -> Iterator[CellError]:
    """Required columns no heading names, and columns two headings name."""
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
            yield CellError("", column.key, "", sentence)
    for key, col in heading.twice:
        name = cell_name(heading.below, col)
        sentence = Sentence("คอลัมน์ «{column}» มีซ้ำกัน — ลบหรือเปลี่ยนชื่อให้เหลือคอลัมน์เดียว", column=labels[key])
        yield CellError(name, key, labels[key], sentence)
