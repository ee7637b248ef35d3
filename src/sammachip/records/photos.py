"""Photographs as they come in: what they show is kept, what they tell of their maker is kept apart.

Opening a picture from outside is done in a child process with limits on time, memory and file size; this module
is both the caller (`examine`) and, run as a program, the child.
"""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sammachip.core.sentence import Sentence
from sammachip.records import limited

LONGEST_EDGE = 2048
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
CONTENT_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heif"}
SECONDS, MEMORY, FILE_SIZE = 20, 2 << 30, 64 << 20
TOO_FINE = 3
"""How the child ends on a picture of more than MOST_PIXELS."""


class NotAPhoto(ValueError):
    """The file is no picture that can be taken; `reason` says why, to the person who chose it; not `is_picture` where it is
    none at all."""

    def __init__(self, reason: Sentence, *, is_picture: bool = True) -> None:
        self.reason = reason
        self.is_picture = is_picture
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Examined:
    """A picture fit to show, without metadata, and what its metadata said."""

    content_type: str
    shown: bytes
    private: dict[str, object]


def examine(content: bytes) -> Examined:
    """Open the picture in a child of its own. Raises NotAPhoto, never takes the caller down with it."""
    with TemporaryDirectory() as folder:
        given, shown = Path(folder, "given"), Path(folder, "shown.jpg")
        given.write_bytes(content)
        try:
            child = limited.child("sammachip.records.photos", given, shown, seconds=SECONDS)
        except subprocess.TimeoutExpired as error:
            late = Sentence("ไฟล์ภาพนี้เปิดไม่ได้ในเวลาที่กำหนด — บันทึกเป็น JPEG แล้วเลือกใหม่")
            raise NotAPhoto(late) from error
        if child.returncode == TOO_FINE:
            most = MOST_PIXELS // 1_000_000
            raise NotAPhoto(Sentence("ภาพนี้ละเอียดเกิน {most} ล้านจุด — ย่อภาพแล้วเลือกใหม่", most=most))
        if child.returncode != 0 or not shown.exists():
            none = Sentence("ไฟล์นี้ไม่ใช่ภาพ JPEG, PNG, WebP หรือ HEIC ที่เปิดได้ — ตรวจไฟล์แล้วเลือกใหม่")
            raise NotAPhoto(none, is_picture=False)
        told = json.loads(child.stdout)
        return Examined(CONTENT_TYPES[told.pop("format")], shown.read_bytes(), told)


def _open_and_strip(given: Path, shown: Path) -> dict[str, object]:
    import warnings  # noqa: PLC0415 -- only the child opens pictures

    import pillow_heif  # noqa: PLC0415 -- only the child that reads pictures loads it
    from PIL import Image, ImageOps  # noqa: PLC0415 -- only the child that reads pictures loads it

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    pillow_heif.register_heif_opener()
    try:
        opened = Image.open(io.BytesIO(given.read_bytes()), formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        sys.exit(TOO_FINE)
    with opened as picture:
        told = {"format": picture.format, **_metadata(picture)}
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        upright.info.clear()  # a JPEG's comment would be written out again
        upright.save(shown, "JPEG", quality=85)
    return told


def _metadata(picture: object) -> dict[str, object]:
    """When and where the picture says it was taken; a place off the globe is no place."""
    from PIL import ExifTags, Image  # noqa: PLC0415 -- only the child opens pictures

    assert isinstance(picture, Image.Image)
    exif = picture.getexif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    told: dict[str, object] = {}
    if taken := inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime):
        told["taken_at"] = str(taken)[:40]
    if place := _place(exif.get_ifd(ExifTags.IFD.GPSInfo)):
        told["place"] = place
    return told


def _place(gps: dict[int, object]) -> list[float] | None:
    try:
        latitude, longitude = (_degrees(gps[2], gps[1]), _degrees(gps[4], gps[3]))
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return [latitude, longitude] if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _degrees(parts: object, side: object) -> float:
    if not isinstance(parts, tuple):
        raise TypeError(parts)
    degrees, minutes, seconds = (float(part) for part in parts)
    return round((degrees + minutes / 60 + seconds / 3600) * (-1 if side in ("S", "W") else 1), 6)


if __name__ == "__main__":
    limited.limit(seconds=SECONDS, memory=MEMORY, written=FILE_SIZE)
    print(json.dumps(_open_and_strip(Path(sys.argv[1]), Path(sys.argv[2]))))
