"""A document as PDF/A-2a and PDF/UA-1: archivable, readable aloud, the same bytes from the same document."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import typst

from sammachip.core.document import Document, LetterClose, LetterHead, MemoHead, PageBreak, Seal
from sammachip.records.rendering import fonts, pictures, textlayer
from sammachip.records.rendering.layout import layout
from sammachip.records.rendering.pdffile import count_pages

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})

_TEMPLATE = Path(__file__).with_name("paper.typ")
_REPAIRED_FACES = {"THSarabunPSK": fonts.REGULAR, "THSarabunPSK-Bold": fonts.BOLD}
_TIGHTER = ("0.85", "0.7")

_one_at_a_time = threading.Lock()


class NotRendered(RuntimeError):
    """The typesetter refused the document or warned about it; nothing doubtful is handed out."""


def render_pdf(
    document: Document,
    *,
    stamp: datetime,
    images: Mapping[str, bytes] = NO_PICTURES,
    draft: bool = False,
    seal: Seal | None = None,
) -> bytes:
    """The document as PDF. `stamp`, with its time zone, is the date written into the file; an issued one bears its `seal`.

    A letter, memo or award that runs over by a signature is drawn together, slightly, to keep to one page.
    Raises BadPicture for a picture that is missing or unreadable, NotRendered if typesetting fails.
    """
    if stamp.tzinfo is None:
        raise ValueError("a paper's stamp needs its time zone")
    prepared = pictures.ready(document, images)
    with _folder(prepared) as (root, names):

        def compiled(laid: Document, tight: str) -> bytes:
            data = json.dumps(layout(laid, names, draft=draft, seal=seal), ensure_ascii=False)
            return _compile(root, data, stamp, tight=tight)

        pdf = _drawn_together(document, compiled) if _is_letter(document) else compiled(document, "1")
    return textlayer.repair(pdf, _REPAIRED_FACES)


def _drawn_together(document: Document, compiled: Callable[[Document, str], bytes]) -> bytes:
    """The letter, as tight as its own page needs, and what goes along on the pages after it."""
    whole = compiled(document, "1")
    breaks = sum(isinstance(block, PageBreak) for block in document.blocks)
    if count_pages(whole) == 1 + breaks:  # a page for each part: the letter's own runs over nowhere
        return whole
    own = _without_annexes(document)
    if own is not document and count_pages(compiled(own, "1")) == 1:
        return whole
    for tight in _TIGHTER:
        pdf = compiled(own, tight)
        if count_pages(pdf) == 1:
            return pdf if own is document else compiled(document, tight)
    return whole


def _is_letter(document: Document) -> bool:
    """Of an award the office's own copy runs over, by its label and initials."""
    return any(
        isinstance(block, LetterHead | MemoHead) or (isinstance(block, LetterClose) and block.centred)
        for block in document.blocks
    )


def _without_annexes(document: Document) -> Document:
    """The document up to where it says that a page begins."""
    at = next((n for n, block in enumerate(document.blocks) if isinstance(block, PageBreak)), None)
    return document if at is None else replace(document, blocks=document.blocks[:at])


@contextmanager
def _folder(prepared: Mapping[str, bytes]) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with the template and the pictures, and each picture's file name; typst reads nothing outside it."""
    if not prepared:
        yield _TEMPLATE.parent, {}
        return
    with TemporaryDirectory() as name:
        root = Path(name)
        shutil.copy(_TEMPLATE, root)
        names = {ref: f"{number}{_suffix(content)}" for number, (ref, content) in enumerate(prepared.items())}
        for ref, content in prepared.items():
            (root / names[ref]).write_bytes(content)
        yield root, names


def _suffix(content: bytes) -> str:
    return ".png" if content.startswith(b"\x89PNG") else ".jpg"


def _compile(root: Path, data: str, stamp: datetime, *, tight: str) -> bytes:
    try:
        with _one_at_a_time:
            pdf, warnings = _compiler().compile_with_warnings(
                input=_asked(data),
                root=str(root),
                format="pdf",
                sys_inputs={"tight": tight},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=int(stamp.timestamp()),
            )
    except typst.TypstError as error:
        raise NotRendered(f"{error.message} {error.diagnostic}") from error
    if warnings or not isinstance(pdf, bytes):
        raise NotRendered("; ".join(warning.message for warning in warnings) or "no single file came out")
    return pdf


def _asked(data: str) -> bytes:
    """The paper as a program of two lines. Handed over as an input, the data would count for all that is laid out."""
    quoted = data.replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "/{_TEMPLATE.name}": paper\n#paper(json(bytes("{quoted}")))'.encode()


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps the fonts. Only the faces shipped here are known to it."""
    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)]
    )
    return typst.Compiler(input=str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=faces)
