"""Pictures made ready for paper: upright, small enough, without the camera's notes (place, device); radars and codes drawn."""

import io
from collections.abc import Mapping
from functools import lru_cache

from PIL import Image, ImageOps

from sammachip.core.document import Code, Document, Emblem, LetterHead, MemoHead, Radar
from sammachip.records.rendering import codes, radars

FORMATS = ("JPEG", "PNG", "WEBP")
PHOTO_PIXELS = 1000  # 7.7 cm at 330 dots an inch
EMBLEM_PIXELS = 800
_KEPT = 16  # pictures of the latest papers: a paper is drawn as PDF and at once as DOCX


class BadPicture(ValueError):
    """A picture the document calls for is missing or cannot be read; `ref` names it."""

    def __init__(self, ref: str, reason: str) -> None:
        super().__init__(f"{ref}: {reason}")
        self.ref = ref


def ready(document: Document, images: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each picture of the document, re-encoded: photographs as JPEG, emblems as PNG that keep transparency, as radars and codes are."""
    emblems = {block.emblem_ref for block in document.blocks if isinstance(block, LetterHead | MemoHead)}
    emblems |= {block.ref for block in document.blocks if isinstance(block, Emblem)}
    drawn = {block.ref: radars.png(block) for block in document.blocks if isinstance(block, Radar)}
    drawn |= {block.ref: codes.png(block) for block in document.blocks if isinstance(block, Code)}
    given = dict.fromkeys(document.image_refs)
    return drawn | {ref: _reencoded(ref, images, emblem=ref in emblems) for ref in given}


def _reencoded(ref: str, images: Mapping[str, bytes], *, emblem: bool) -> bytes:
    if ref not in images:
        raise BadPicture(ref, "the picture was not handed over")
    try:
        return _small(images[ref], emblem=emblem)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise BadPicture(ref, f"the picture cannot be read ({error})") from error


@lru_cache(maxsize=_KEPT)
def _small(content: bytes, *, emblem: bool) -> bytes:
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        upright = ImageOps.exif_transpose(opened)
        return _png(upright) if emblem else _jpeg(upright)


def _png(picture: Image.Image) -> bytes:
    small = picture.convert("RGBA")
    small.thumbnail((EMBLEM_PIXELS, EMBLEM_PIXELS))
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def _jpeg(picture: Image.Image) -> bytes:
    small = picture.convert("RGB")
    small.thumbnail((PHOTO_PIXELS, PHOTO_PIXELS))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85)
    return out.getvalue()
