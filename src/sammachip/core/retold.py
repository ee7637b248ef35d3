"""A list told anew by somebody who was shown an earlier state of it, laid over the list of now.

Three states meet: what was shown, what is said, what is known by now. Cell by cell, what was left as it was shown says
nothing; a row shown and said no more ends; what others brought since stays. Where both sides changed the same cell to
different values, the row stays as it is known and waits for a person.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """One row as it was said: the number it was shown under, if it came with one, and the cells that were asked."""

    number: int | None
    cells: Row


@dataclass(slots=True)
class Retold:
    """What telling a list anew comes to. Rows are whole: what was not asked of them is as it is known.

    `disputed` wait for a person; `repeated` were said so before, and wait or were decided already.
    """

    changed: dict[int, Row] = field(default_factory=dict)
    added: list[Row] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    disputed: dict[int, Row] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)


def retell(
    said: Iterable[Said],
    *,
    shown: Mapping[int, Row],
    known: Mapping[int, Row],
    name: Callable[[Row], str],
    answered: Mapping[int, Row] | None = None,
    doubtful: Collection[int] = (),
) -> Retold:
    """Lay what is said over what is known. Rows find each other by `name`, then by the number they were shown under.

    `answered` are rows said before that wait for a person or were decided: said again so, they say nothing.
    `doubtful` rows are put before a person whatever they say now.
    """
    found = Retold()
    matched: set[int] = set()
    for one, number in _numbered(list(said), {**shown, **known}, name):
        if number is None:
            found.added.append(one.cells)
            continue
        matched.add(number)
        _lay(found, number, one.cells, shown.get(number), known.get(number), answered or {}, doubtful)
    found.ended = [number for number in shown if number in known and number not in matched]
    return found


def _numbered(
    said: Sequence[Said], rows: Mapping[int, Row], name: Callable[[Row], str]
) -> list[tuple[Said, int | None]]:
    """Each said row with the number of the row it is: two that changed names exchange cells, not numbers."""
    free = {name(row): number for number, row in rows.items()}
    by_name = [free.pop(name(one.cells), None) for one in said]
    left = set(rows) - set(by_name)
    found: list[tuple[Said, int | None]] = []
    for one, number in zip(said, by_name, strict=True):
        if number is None and one.number in left:
            number = one.number
            left.discard(number)
        found.append((one, number))
    return found


def _lay(
    found: Retold,
    number: int,
    cells: Row,
    shown: Row | None,
    known: Row | None,
    answered: Mapping[int, Row],
    doubtful: Collection[int],
) -> None:
    base = known if shown is None else shown
    assert base is not None, "a matched row was shown or is known"
    touched = {column: cell for column, cell in cells.items() if cell != base[column]}
    if known is None:
        if touched:  # ended meanwhile, and said otherwise than it was shown: it is a row of its own
            found.added.append({**base, **touched})
        return
    told = {**known, **touched}
    if told == answered.get(number):
        found.repeated.append(number)
        return
    if told == known:
        return
    moved = any(known[column] not in (base[column], cell) for column, cell in touched.items())
    (found.disputed if moved or number in doubtful else found.changed)[number] = told
