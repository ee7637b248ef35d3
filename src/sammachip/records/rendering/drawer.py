"""A process that draws: it is given documents with their pictures and gives back bytes, until nobody is there any more.

It knows no more than this package does, no settings and no tables, so that it starts in a moment and stays small.
"""

import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection

from sammachip.core.document import Document, Seal
from sammachip.records.rendering import thaibreak
from sammachip.records.rendering.pdf import render_pdf


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn, as which `kinds` of file; `images` are the pictures it calls for."""

    document: Document
    stamp: datetime
    kinds: tuple[str, ...] = ("pdf", "docx")
    draft: bool = False
    seal: Seal | None = None
    images: Mapping[str, bytes] = field(default_factory=dict)

    def drawn(self, kind: str) -> bytes:
        if kind == "pdf":
            return render_pdf(
                self.document, stamp=self.stamp, images=self.images, draft=self.draft, seal=self.seal
            )
        from sammachip.records.rendering.docx import render_docx  # noqa: PLC0415 -- a drawer of PDF starts sooner

        return render_docx(self.document, images=self.images, draft=self.draft, seal=self.seal)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The files of one drawing by kind; or `why` there are none."""

    files: dict[str, bytes]
    why: str = ""


def draw_all(pipe: Connection, names: Sequence[str]) -> None:
    """The life of a drawer. No line ends within one of these official `names`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches whoever started it, which then ends it
    thaibreak.extend(names)
    while True:
        try:
            drawing: Drawing = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            made = Drawn({kind: drawing.drawn(kind) for kind in drawing.kinds})
        except Exception as error:  # whatever one paper brings about, the others are drawn
            made = Drawn({}, f"{type(error).__name__}: {error}")
        try:
            pipe.send(made)
        except OSError:
            return
