"""Files given out under a name, as a browser keeps them."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from sammachip.core.document import Document
from sammachip.records.actions import CSV, DOCX, PDF, XLSX
from sammachip.records.drawing import drawn
from sammachip.trail import clock

TYPES = {
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": XLSX,
    "csv": CSV,
    "json": "application/json",
    "zip": "application/zip",
}
PRINTED = ("pdf", "docx")
"""The kinds of file that a paper is drawn as."""


def download(content: bytes | str, name: str) -> HttpResponse:
    """The content as a file; what it is says the end of its name, one of `TYPES`. A name may be Thai."""
    return HttpResponse(
        content,
        content_type=TYPES[name.rpartition(".")[2]],
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""},
    )


def printed(
    document: Document, kind: str, name: str, *, stamp: datetime | None = None, draft: bool = False
) -> HttpResponse:
    """The paper drawn as this kind of file, `name` without its end; stamped now unless told. Raises Http404 for any
    other kind."""
    if kind not in PRINTED:
        raise Http404(kind)
    return download(drawn(document, kind, stamp=stamp or clock.now(), draft=draft), f"{name}.{kind}")
