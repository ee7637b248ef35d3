"""What the shared pieces in templates/web/parts are given. A page fills these; a piece only lays them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

State = Literal["done", "ongoing", "waiting", "failed", "held"]
"""done: finished · ongoing: at work · waiting: needs somebody now · failed: ended badly · held: not its turn."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where something stands, whose turn it is, and by when."""

    label: str
    state: State
    turn: str = ""
    due: datetime | date | None = None
    done: datetime | date | None = None
    sent_late: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way through a programme."""

    label: str
    state: State
    note: str = ""
    url: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    numeric: bool = False
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A plain table. The first cell of a row names it; richer cells need a page's own table."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()
    is_dense: bool = False
    """Whether the cells are short enough to stand beside one another on a phone, as figures always are."""

    @property
    def is_figures(self) -> bool:
        """Whether every column but the first holds numbers; those fit beside one another on a phone."""
        return all(column.numeric for column in self.columns[1:])


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    here: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of a history: what happened, by whom under which title, when done and when recorded."""

    what: str
    who: str
    title: str
    recorded_at: datetime
    done_on: date | None = None
    words: str = ""
    on_paper: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to give or to mend before going on: what, why or how, and the place on the page, if it has one."""

    label: str
    hint: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from an empty page or back from a list: what to call it and where it leads."""

    label: str
    url: str
