"""Tables of a reading held against the answers: columns, rows, the places they are about, totals."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

from bench.letterground.compare import NEAR, amount, bare, listing
from bench.letterground.page import Known, Row, Table
from bench.letterground.score import Mark
from sammachip.core.thainum import fold, to_arabic


def tabled(tables: Sequence[Table], given: Sequence[object], *, lone: bool) -> Iterator[Mark]:
    """Each table with the given one that shares most rows with it; where these are all there are, another is invented."""
    left = [table for one in given if isinstance(table := bare(one), Mapping)]
    for table in tables:
        shares = [shared(table, rows_of(one)) for one in left]
        best = left.pop(shares.index(max(shares))) if any(shares) else {}
        yield from table_marks(table, best)
    for one in left if lone else ():
        if len(rows_of(one)) > 2:
            yield Mark("tables", "invented", None, [cells_of(row) for row in rows_of(one)][:3])


def rows_of(table: object) -> Sequence[Mapping[str, object]]:
    rows = listing(table.get("rows")) if isinstance(table, Mapping) else ()
    return [row for one in rows if isinstance(row := bare(one), Mapping)]


def cells_of(row: Mapping[str, object]) -> list[str]:
    """The cells of a row as they can be compared; an empty one, or a dash, says nothing."""
    cells = bare(row.get("cells"))
    if isinstance(cells, Mapping):
        cells = list(cells.values())
    return [cell(bare(one)) for one in listing(cells)]


def cell(text: object) -> str:
    folded = "".join(to_arabic(str(text if text is not None else "")).replace(",", "").split())
    return "" if folded in ("-", "–") else fold(folded)


def shared(table: Table, rows: Sequence[Mapping[str, object]]) -> int:
    given = [set(cells_of(row)) for row in rows]
    return sum(any(row_fits(own, cells) for cells in given) for own in table.rows)


def row_pairs(own: Sequence[Row], given: Sequence[Mapping[str, object]]) -> dict[int, int]:
    """Which row is told by which given one: those that share most cells first, and of these those that stand next."""
    cells = [set(cells_of(row)) - {""} for row in given]
    fits = [
        (shown_among(row, told), at, other)
        for at, row in enumerate(own)
        for other, told in enumerate(cells)
        if row_fits(row, told)
    ]
    pairs: dict[int, int] = {}
    for _shared, at, other in sorted(fits, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1])):
        if at not in pairs and other not in pairs.values():
            pairs[at] = other
    return pairs


def shown_among(own: Row, cells: set[str]) -> int:
    """How many cells of the row are among these, as they stand or, where noise has hurt them, as they were."""
    return sum(bool({cell(known.written), cell(known.value)} & cells) for known in own.cells if shows(known))


def shows(known: Known) -> bool:
    return bool(cell(known.written) or cell(known.value))


def row_fits(own: Row, cells: set[str]) -> bool:
    return shown_among(own, cells) * 2 > sum(map(shows, own.cells))


def table_marks(table: Table, given: Mapping[str, object]) -> Iterator[Mark]:
    rows = list(rows_of(given))
    columns = [cell(bare(one)) for one in listing(given.get("columns"))]
    expected = [cell(known.written) for known in table.columns]
    near = (
        difflib.SequenceMatcher(None, "|".join(expected), "|".join(columns), autojunk=False).ratio() >= NEAR
    )
    yield Mark("tables.columns", "right" if near else "wrong" if columns else "unknown", expected, columns)
    told = row_pairs(table.rows, rows)
    for at, own in enumerate(table.rows):
        yield from row_marks(own, rows[told[at]] if at in told else None)
    rows = [row for at, row in enumerate(rows) if at not in told.values()]
    for row in rows:
        if sum(map(bool, cells_of(row))) > 1:
            yield Mark("tables.rows", "invented", None, cells_of(row))
    yield from total_marks(table, given)


def row_marks(own: Row, told: Mapping[str, object] | None) -> Iterator[Mark]:
    damaged = any(known.damaged for known in own.cells)
    expected = [cell(known.written) for known in own.cells]
    if told is None:
        yield Mark("tables.rows", "right" if damaged else "unknown", expected, None)
        if own.name:
            for name in ("tables.name", "tables.place"):
                yield Mark(name, "right" if damaged or own.unsure else "unknown", own.name, None)
        return
    cells = cells_of(told)
    fits = len(cells) >= len([one for one in expected if one]) and all(
        fits_cell(known, given)
        for known, given in zip(own.cells, [*cells, *[""] * len(expected)], strict=False)
    )
    yield Mark("tables.rows", "right" if fits else "wrong", expected, cells)
    if own.name:
        yield named("tables.name", own, told.get("name"), (own.name, *as_written(own.cells[name_at(own)])))
        yield named("tables.place", own, told.get("place"), (own.place, own.name))


def as_written(known: Known) -> tuple[str, ...]:
    """As it stands in the letter, if noise has not hurt it, or so little that the text is right."""
    is_right = not known.damaged or nearly(cell(known.written), cell(known.value))
    return (known.written,) if is_right else ()


def name_at(own: Row) -> int:
    """The cell that bears the name."""
    return max(
        range(len(own.cells)),
        key=lambda at: difflib.SequenceMatcher(None, own.name, own.cells[at].written).ratio(),
    )


def fits_cell(known: Known, given: str) -> bool:
    """Whether the cell is told: as it stands; where noise has hurt it, as it was, or not at all."""
    if not known.damaged:
        return given in (cell(known.value), cell(known.written))
    return (
        not given or given == cell(known.value) or (not is_figure(given) and nearly(given, cell(known.value)))
    )


def is_figure(text: str) -> bool:
    return text.replace(".", "").isdigit()


def nearly(one: str, other: str) -> bool:
    return not is_figure(other) and difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= NEAR


def named(label: str, own: Row, node: object, right: tuple[str, ...]) -> Mark:
    """The name or place of a row; one that is misspelt or hurt may be left unknown."""
    given = bare(node)
    if isinstance(given, Mapping):
        given = bare(given.get("code") or given.get("name"))
    unsure = own.unsure or own.cells[name_at(own)].damaged
    if given in (None, ""):
        return Mark(label, "right" if unsure else "unknown", right[0], None)
    words = {fold(one) for one in right} | {
        fold(f"{word}{one}") for one in right for word in ("อำเภอ", "จังหวัด")
    }
    return Mark(label, "right" if fold(str(given)) in words else "wrong", right[0], given)


def total_marks(table: Table, given: Mapping[str, object]) -> Iterator[Mark]:
    """Every total that the table states, wherever in its total row it is told."""
    told = {value for value in map(amount, numbers(given.get("totals"))) if value is not None}
    for known in table.totals:
        right = amount(known.value) in told or (not known.damaged and amount(known.written) in told)
        is_fewer = len(told) < len(table.totals)
        verdict = "right" if right or (known.damaged and is_fewer) else "unknown" if is_fewer else "wrong"
        yield Mark("tables.totals", verdict, known.value, sorted(map(str, told)))


def numbers(node: object) -> Iterator[object]:
    node = bare(node)
    if isinstance(node, Mapping):
        for part in node.values():
            yield from numbers(part)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for part in node:
            yield from numbers(part)
    elif node is not None:
        yield node
