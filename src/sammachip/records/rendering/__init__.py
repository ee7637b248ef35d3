"""Paper: documents of `core.document` as PDF (`render_pdf`); as DOCX by `docx.render_docx`, which takes long to load.

Knows nothing of requests or tables; only the document and its pictures come in, only bytes go out.
"""

from sammachip.records.rendering.fonts import legible
from sammachip.records.rendering.pdf import NotRendered, render_pdf
from sammachip.records.rendering.pictures import BadPicture

__all__ = ["BadPicture", "NotRendered", "legible", "render_pdf"]
