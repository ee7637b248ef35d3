"""What the reader of cells leaves out of a leaf, by the row and column of the cells; both count from one."""

from collections.abc import Callable
from dataclasses import dataclass, field

Place = tuple[int, int]
Marker = Callable[[bytes, str], "Marks"]


@dataclass(slots=True)
class Marks:
    """Formulas that failed by what they show, those without a result by their text, what is hidden, what was fetched.

    Hidden columns are stretches, first and last, both included: a file may hide all to the right of its table.
    """

    failed: dict[Place, str] = field(default_factory=dict)
    uncomputed: dict[Place, str] = field(default_factory=dict)
    fetched: list[Place] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[Place] = field(default_factory=list)
