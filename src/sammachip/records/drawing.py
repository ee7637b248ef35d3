"""A document as a file, with the pictures it calls for."""

from datetime import datetime

from sammachip.core.document import Document
from sammachip.records import store
from sammachip.records.rendering import render_docx, render_pdf


def drawn(document: Document, kind: str, *, stamp: datetime, draft: bool = False) -> bytes:
    """The document as "pdf" or "docx"; the same document and stamp give the same PDF, byte for byte."""
    images = {ref: store.fetch(ref) for ref in document.image_refs}
    if kind == "pdf":
        return render_pdf(document, stamp=stamp, images=images, draft=draft)
    return render_docx(document, images=images)
