"""The registry of stage kinds: behaviours that higher rooms bring, by name.

A kind is taught by the app that owns its tables and registers itself when that app is ready. The engine asks of it
four questions and no more; a pack that names a kind nobody registered is refused.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sammachip.core.flow import Result
from sammachip.core.verdict import Missing
from sammachip.programmes.pack import Pack, Stage


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one task stands: how it ended (None while open), what is missing, whose turn, by when.

    `turn_role` is None when nobody is awaited. `begun`: something has been done, though the task may still wait for
    others. `sent_late`: the programme marks it so. `label_early` stands in the label's place while what the kind holds
    for ended waits for steps before it; empty where the label is true then too.
    """

    result: Result | None
    missing: tuple[Missing, ...]
    turn_role: str | None
    due: datetime | None
    label: str
    begun: bool = False
    sent_late: bool = False
    label_early: str = ""


class StageKind(Protocol):
    """What the engine asks of a kind. Tasks are opaque here: their model lives in a room above this one."""

    @property
    def name(self) -> str:
        """The word a pack writes after `kind:`."""

    @property
    def label(self) -> str:
        """The kind in Thai, for a person who writes a pack."""

    def problems(self, stage: Stage, pack: Pack) -> Iterable[str]:
        """Thai sentences on what this stage lacks or misuses; none when it can be published."""

    def open(self, task: Any, *, actor: Any) -> None:  # Any: the task and actor models live in rooms above
        """Prepares what the kind keeps for a task that has just opened."""

    def standings(self, tasks: Sequence[Any]) -> Mapping[int, Standing]:  # Any: as in open()
        """The standing of each task by its primary key, in a number of queries that does not grow with the tasks.

        They are of any stages of this kind and of any cases that follow one edition.
        """

    def withdraw(self, task: Any, *, actor: Any) -> None:  # Any: as in open()
        """Lays down what the kind keeps for a task that has been withdrawn."""


def odd_options(stage: Stage, *known: str) -> Iterator[str]:
    """A sentence for each option that this stage's kind, which knows these, would pass over in silence."""
    for name in stage.options:
        if name not in known:
            usable = f"ใช้ได้: {', '.join(known)}" if known else "ลบ options ออก"
            yield f"ขั้นตอน «{stage.title}» ชนิด {stage.kind} ไม่มี options ชื่อ '{name}' — {usable}"


_kinds: dict[str, StageKind] = {}


def register(kind: StageKind) -> None:
    """Makes a kind known by its name. One name, one kind: a second one is a programmer's error."""
    known = _kinds.get(kind.name)
    assert known is None or type(known) is type(kind), f"stage kind {kind.name!r} is registered twice"
    _kinds[kind.name] = kind


def get(name: str) -> StageKind:
    """The kind of that name; KeyError when nobody brought it."""
    return _kinds[name]


def known() -> tuple[StageKind, ...]:
    """Every kind, by name."""
    return tuple(_kinds[name] for name in names())


def names() -> tuple[str, ...]:
    """The names a pack may use after `kind:`, sorted."""
    return tuple(sorted(_kinds))


@contextmanager
def only(*kinds: StageKind) -> Iterator[None]:
    """Within the block exactly these kinds are known; afterwards the registry is as it was."""
    before = dict(_kinds)
    _kinds.clear()
    for kind in kinds:
        register(kind)
    try:
        yield
    finally:
        _kinds.clear()
        _kinds.update(before)
