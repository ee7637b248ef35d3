"""Papers drawn by several processes at once: one for each processor, each with its own typesetter.

A drawer is given a document and gives back bytes; it opens no database and writes nothing. It ends when whoever started
it ends, however that ends: its pipe is closed then.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from sammachip.org import gazetteer
from sammachip.records import store
from sammachip.records.rendering.drawer import Drawing, Drawn, draw_all

__all__ = ["Drawers", "Drawing", "Drawn"]


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
            pipe.send(_with_pictures(drawing))
        except OSError:
            pipe = self._replaced(pipe)
            pipe.send(_with_pictures(drawing))
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
    process = spawn.Process(target=draw_all, args=(theirs, _names()), daemon=True)
    process.start()
    theirs.close()
    return process, ours


@cache
def _names() -> tuple[str, ...]:
    return tuple(gazetteer.names())


def _with_pictures(drawing: Drawing) -> Drawing:
    """The drawing with the pictures it calls for; one that is gone or damaged the drawer will miss, and say so."""
    images: dict[str, bytes] = {}
    for ref in drawing.document.image_refs:
        with suppress(FileNotFoundError, store.Damaged):
            images[ref] = store.fetch(ref)
    return replace(drawing, images=images) if images else drawing
