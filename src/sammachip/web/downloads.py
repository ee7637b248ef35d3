"""Files given out under a name, as a browser keeps them."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from sammachip.records.actions import CSV, DOCX, PDF, XLSX

TYPES = {
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": XLSX,
    "csv": CSV,
    "json": "application/json",
    "zip": "application/zip",
}


def download(content: bytes | str, name: str) -> HttpResponse:
    """The content as a file; what it is says the end of its name, one of `TYPES`. A name may be Thai."""
    return HttpResponse(
        content,
        content_type=TYPES[name.rpartition(".")[2]],
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""},
    )
