"""Clips as they come in: measured from their stream, with a picture of what they show, and copied so that they play.

Opening a clip from outside is done in a child process with limits on time, memory and what it writes: `videos_child`, which
`measure` and `copy` call.
"""

import json
import subprocess
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from sammachip.core.sentence import Sentence
from sammachip.records import limited

MOST_PIXELS = 8192 * 4320
LONGEST_HOURS = 6
SECONDS, COPY_SECONDS = 40, 900
CHILD = "sammachip.records.videos_child"


class Fault(IntEnum):
    """How the child ends when it has nothing to tell of a clip."""

    NO_CLIP = 3
    NO_PICTURE = 4
    CUT_OFF = 5
    BROKEN = 6
    TOO_FINE = 7
    TOO_LONG = 8
    OTHER_CODEC = 9
    STILL = 10


SENTENCES = {
    Fault.NO_CLIP: Sentence("ไฟล์นี้ไม่ใช่คลิปวิดีโอ MP4, MOV, WebM หรือ MKV — เลือกไฟล์คลิปจากกล้องหรือโทรศัพท์"),
    Fault.NO_PICTURE: Sentence("ไฟล์นี้มีแต่เสียง ไม่มีภาพเคลื่อนไหว — เลือกไฟล์คลิปที่มีภาพ"),
    Fault.CUT_OFF: Sentence("คลิปนี้มาไม่ครบ ส่วนท้ายของไฟล์ขาดหาย — คัดลอกจากกล้องหรือโทรศัพท์ใหม่แล้วส่งอีกครั้ง"),
    Fault.BROKEN: Sentence("คลิปนี้เปิดดูภาพไม่ได้ ไฟล์เสียหรือถูกแก้ไข — เปิดดูในเครื่องก่อน แล้วบันทึกเป็น MP4 ใหม่"),
    Fault.TOO_FINE: Sentence(
        "ภาพในคลิปละเอียดเกิน {most} ล้านจุดต่อภาพ — บันทึกเป็น 1080p แล้วส่งใหม่", most=MOST_PIXELS // 1_000_000
    ),
    Fault.TOO_LONG: Sentence("คลิปยาวเกิน {most} ชั่วโมง — ตัดให้สั้นลงแล้วส่งใหม่", most=LONGEST_HOURS),
    Fault.STILL: Sentence("คลิปนี้ไม่มีความยาว เป็นภาพนิ่งภาพเดียว — เลือกไฟล์คลิปที่เป็นภาพเคลื่อนไหว"),
    Fault.OTHER_CODEC: Sentence("คลิปนี้เข้ารหัสภาพแบบที่ระบบเปิดไม่ได้ — บันทึกเป็น MP4 (H.264) แล้วส่งใหม่"),
}
OTHER_FILES = (
    (b"PK\x03\x04", "ZIP"),
    (b"%PDF", "PDF"),
    (b"GIF8", "GIF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"#EXTM3U", "M3U8"),
    (b"ffconcat", "ffconcat"),
    (b"<", "HTML"),
)
"""What people, or worse, send under the name of a clip, by how it begins."""


class NotAClip(ValueError):
    """The file is no clip that can be taken; `reason` says why, to the person who chose it."""

    def __init__(self, reason: Sentence) -> None:
        self.reason = reason
        super().__init__(reason)


class NotCopied(Exception):
    """No copy could be made of the clip within the limits."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A clip as its stream is: `plays` is the type under which every browser plays the file itself, "" where none does.

    `private` is what it tells of when and where it was taken.
    """

    milliseconds: int
    container: str
    codec: str
    width: int
    height: int
    frames_per_second: str
    plays: str
    private: dict[str, str] = field(default_factory=dict)


def measure(given: Path, poster: Path) -> Measured:
    """Read the clip in a child of its own, and lay a picture of it at `poster`. Raises NotAClip."""
    with given.open("rb") as file:
        start = file.read(16)
    if not start:
        raise NotAClip(Sentence("ไฟล์ว่างเปล่า (0 ไบต์) — เลือกไฟล์คลิปใหม่"))
    if other := next((name for mark, name in OTHER_FILES if start.lstrip().startswith(mark)), None):
        raise NotAClip(Sentence("ไฟล์นี้เป็น {other} ไม่ใช่คลิปวิดีโอ — เลือกไฟล์คลิปจากกล้องหรือโทรศัพท์", other=other))
    try:
        child = limited.child(CHILD, "measure", given, poster, seconds=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise NotAClip(Sentence("ตรวจคลิปนี้ไม่เสร็จในเวลาที่กำหนด — บันทึกเป็น MP4 ใหม่แล้วส่งอีกครั้ง")) from error
    if child.returncode or not poster.exists():
        raise NotAClip(SENTENCES.get(_fault(child.returncode), SENTENCES[Fault.BROKEN]))
    return Measured(**json.loads(child.stdout))


def copy(given: Path, made: Path) -> None:
    """Make an MP4 that every browser plays, without what the clip tells of its maker. Raises NotCopied."""
    try:
        child = limited.child(CHILD, "copy", given, made, seconds=COPY_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise NotCopied(str(given)) from error
    if child.returncode:
        raise NotCopied(child.stderr.decode(errors="replace")[-300:])


def _fault(code: int) -> Fault:
    return Fault(code) if code in set(Fault) else Fault.BROKEN
