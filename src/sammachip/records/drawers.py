"""Papers drawn by several processes at once: one for each processor, each with its own typesetter.

A drawer is given a document and gives back bytes; it opens no database and writes nothing. It ends when whoever started
it ends, however that ends: its pipe is closed then.
"""

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from sammachip.core.document import Document, Seal


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn, as which `kinds` of file."""

    document: Document
    stamp: datetime
    kinds: tuple[str, ...] = ("pdf", "docx")
    draft: bool = False
    seal: Seal | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The files of one drawing by kind; or `why` there are none."""

    files: dict[str, bytes]
    why: str = ""


class Drawers:
    """So many processes that draw. Started when the first drawing comes; `with` ends them."""

    def __init__(self, hands: int | None = None) -> None:
        self._hands = hands or os.cpu_count() or 1
        self._at_work: list[tuple[SpawnProcess, Connection]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process, pipe in self._at_work:
            pipe.close()
            process.join(timeout=5)
            if process.is_alive():
                process.terminate()
        self._at_work = []

    def draw(self, drawings: Sequence[Drawing]) -> list[Drawn]:
        """Each drawn, in the order given. A drawer that dies, of memory or a fault below Python, costs its one drawing."""
        found: dict[int, Drawn] = {}
        waiting = iter(enumerate(drawings))
        given: dict[Connection, int] = {}
        for pipe in self._pipes(len(drawings)):
            self._give(pipe, waiting, given)
        while given:
            for ready in wait(list(given)):
                assert isinstance(ready, Connection)
                pipe = ready
                turn = given.pop(pipe)
                try:
                    found[turn] = pipe.recv()
                except (EOFError, OSError):
                    found[turn] = Drawn({}, "the process that drew it ended")
                    pipe = self._replaced(pipe)
                self._give(pipe, waiting, given)
        return [found[turn] for turn in range(len(drawings))]

    def _pipes(self, wanted: int) -> Iterable[Connection]:
        while len(self._at_work) < min(self._hands, wanted):
            self._at_work.append(_started())
        return [pipe for _process, pipe in self._at_work]

    def _give(
        self, pipe: Connection, waiting: Iterator[tuple[int, Drawing]], given: dict[Connection, int]
    ) -> None:
        """Hand the next drawing over, if there is one; a drawer that died meanwhile is replaced before."""
        turn, drawing = next(waiting, (0, None))
        if drawing is None:
            return
        try:
            pipe.send(drawing)
        except OSError:
            pipe = self._replaced(pipe)
            pipe.send(drawing)
        given[pipe] = turn

    def _replaced(self, dead: Connection) -> Connection:
        at = next(n for n, (_process, pipe) in enumerate(self._at_work) if pipe is dead)
        dead.close()
        self._at_work[at][0].join(timeout=5)
        self._at_work[at] = _started()
        return self._at_work[at][1]


def _started() -> tuple[SpawnProcess, Connection]:
    spawn = get_context("spawn")  # a fork of a process with threads may hang
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_draw_all, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _draw_all(pipe: Connection) -> None:
    """The life of a drawer: draw what comes until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches whoever started it, which then ends it
    import django  # noqa: PLC0415  this process has not read the settings yet

    django.setup()
    from sammachip.records.drawing import drawn  # noqa: PLC0415  it imports models

    while True:
        try:
            drawing: Drawing = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            made = Drawn(
                {
                    kind: drawn(
                        drawing.document, kind, stamp=drawing.stamp, draft=drawing.draft, seal=drawing.seal
                    )
                    for kind in drawing.kinds
                }
            )
        except Exception as error:  # whatever one paper brings about, the others are drawn
            made = Drawn({}, f"{type(error).__name__}: {error}")
        try:
            pipe.send(made)
        except OSError:
            return
