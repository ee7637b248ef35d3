"""A document as a file, with the pictures it calls for."""

from datetime import datetime
from functools import cache

from sammachip.core.document import Document, Seal
from sammachip.org import gazetteer
from sammachip.records import store
from sammachip.records.rendering import render_pdf, thaibreak
from sammachip.records.rendering.docx import render_docx


def drawn(
    document: Document, kind: str, *, stamp: datetime, draft: bool = False, seal: Seal | None = None
) -> bytes:
    """The document as "pdf" or "docx"; the same document, stamp and seal give the same bytes."""
    images = {ref: store.fetch(ref) for ref in document.image_refs}
    _know_places()
    if kind == "pdf":
        return render_pdf(document, stamp=stamp, images=images, draft=draft, seal=seal)
    return render_docx(document, images=images, draft=draft, seal=seal)


@cache
def _know_places() -> None:
    """Let no line end within an official name, nor a column be narrower; once a process, for the list of words is loaded anew
    with them."""
    thaibreak.extend(gazetteer.names())
