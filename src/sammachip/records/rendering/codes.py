"""An address as a picture that any telephone reads (QR, ISO/IEC 18004), for papers."""

import io

import segno

from sammachip.core.document import Code

_DOTS = 8  # pixels a module: printed three centimetres wide, sharp at 300 dots an inch
_QUIET = 1  # modules of white around it; the paper gives the rest of the four that the standard asks for


def svg(code: Code) -> str:
    """The picture as strokes, for a PDF: as sharp as its printer, and small."""
    out = io.BytesIO()
    segno.make_qr(code.address, error="m").save(out, kind="svg", border=_QUIET, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def png(code: Code) -> bytes:
    """The picture as PNG, the same bytes each time. A corner of it may be soiled or folded and it still reads."""
    out = io.BytesIO()
    segno.make_qr(code.address, error="m").save(out, kind="png", scale=_DOTS, border=_QUIET)
    return out.getvalue()
