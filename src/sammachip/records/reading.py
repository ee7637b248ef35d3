"""The text of a letter that came as a file: plain text, DOCX, PDF, or a scan.

A file from outside is opened in a child process with limits (`reading_child`); this module is the caller. A scan is read by
the program tesseract with its Thai letters, where the machine has them: page by page, each by a child of its own, so that
whoever reads a long one can say how far it came and go on where it stood.
"""

import codecs
import re
import shutil
import signal
import subprocess
from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from sammachip.core.sentence import Sentence
from sammachip.records import limited

SECONDS, WAIT = 10, 2
"""Of processor time to open a file and take its text; for how long another file waits for its turn."""
DRAW_SECONDS, PAGE_SECONDS, PAGE_WALL = 5, 20, 120
"""To draw one page of a scan; to take it apart, and as much to read it; until a page is over, on the clock."""
MEMORY, OCR_MEMORY = 512 << 20, 768 << 20
"""A page of A3 at 400 dots to the inch takes half of it."""
AT_ONCE = 2
"""Files that one process opens at once: the others of its threads go on with pages."""
LARGEST_MB, MOST_PAGES, MOST_SCANNED, MOST_PIXELS = 60, 200, 40, 40_000_000
"""What the parts of a DOCX may come to unpacked; pages of a PDF; pages of a scan; dots of one picture."""


class Fault(IntEnum):
    """How the child ends when it has no text to give."""

    UNREADABLE = 3
    PASSWORD = 4
    TOO_LARGE = 5
    SCAN = 6
    OTHER_KIND = 7
    BLANK = 8
    SLOW = 9
    LONG = 10


class Ended(Exception):
    """The child's reason to end."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.name)


SENTENCES = {
    Fault.UNREADABLE: Sentence("เปิดไฟล์นี้ไม่ได้ ไฟล์เสียหรือมาไม่ครบ — บันทึกใหม่แล้วเลือกอีกครั้ง"),
    Fault.PASSWORD: Sentence("ไฟล์นี้ตั้งรหัสผ่านไว้ จึงอ่านไม่ได้ — นำรหัสผ่านออกแล้วเลือกใหม่"),
    Fault.TOO_LARGE: Sentence(
        "ไฟล์นี้ใหญ่เกินกว่าที่อ่านได้ (เกิน {pages} หน้า, {megabytes} MB เมื่อคลายแล้ว หรือภาพละเอียดเกิน {dots} ล้านจุด)"
        " — แยกเฉพาะตัวหนังสือแล้วเลือกใหม่",
        pages=MOST_PAGES,
        megabytes=LARGEST_MB,
        dots=MOST_PIXELS // 1_000_000,
    ),
    Fault.SCAN: Sentence(
        "ไฟล์นี้เป็นภาพสแกน ไม่มีข้อความในไฟล์ และเครื่องนี้ยังอ่านภาพไม่ได้ — ให้ผู้ดูแลระบบติดตั้งโปรแกรม"
        " tesseract-ocr และ tesseract-ocr-tha หรือใช้ไฟล์ที่เป็นข้อความ"
    ),
    Fault.OTHER_KIND: Sentence("ไฟล์นี้ไม่ใช่ข้อความ DOCX PDF หรือภาพ PNG, JPEG — บันทึกเป็นชนิดใดชนิดหนึ่งแล้วเลือกใหม่"),
    Fault.SLOW: Sentence(
        "อ่านไฟล์นี้ไม่เสร็จในเวลาที่กำหนด เพราะมีภาพหรือลายเส้นซับซ้อนเกินไป — พิมพ์เป็น PDF ใหม่"
        " หรือสแกนเฉพาะตัวหนังสือที่ ๓๐๐ จุดต่อนิ้วแล้วเลือกใหม่"
    ),
    Fault.LONG: Sentence(
        "ไฟล์นี้เป็นภาพสแกนเกิน {pages} หน้า จึงไม่ได้อ่าน — แยกเฉพาะหนังสือกับตารางที่ต้องใช้แล้วเลือกใหม่",
        pages=MOST_SCANNED,
    ),
    Fault.BLANK: Sentence("ไฟล์นี้ไม่มีข้อความให้อ่าน — ตรวจว่าเลือกไฟล์หนังสือถูกฉบับ"),
}
BUSY = Sentence("ขณะนี้ระบบกำลังอ่านไฟล์อื่นอยู่เต็มกำลัง ยังไม่ได้อ่านไฟล์นี้ — รอสักครู่แล้วสั่งอ่านอีกครั้ง")
OPENED = (b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How files begin that a child opens: DOCX, PDF, PNG, JPEG."""
OTHERS = (
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"%!PS",
    b"BM",
    b"7z\xbc\xaf",
    b"Rar!",
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")


CHILD = "sammachip.records.reading_child"
TURNS = limited.Turns(AT_ONCE)


_THAI_ROOM = 0x0E
_ROOMS = bytes((0x00, _THAI_ROOM, 0x20))
"""In UTF-16 the first byte of Latin and Thai signs, and of dashes and quotation marks."""


class Unreadable(Exception):
    """The file gives no text; `reason` says why, to the person who chose it."""

    def __init__(self, reason: Sentence) -> None:
        self.reason = reason
        super().__init__(reason)


class Busy(Unreadable):
    """Nothing is wrong with the file: too many are being read."""

    def __init__(self) -> None:
        super().__init__(BUSY)


class Scanned(Exception):
    """The file holds pictures of so many `pages`, which this machine can read one by one."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        super().__init__(pages)


def text_of(content: bytes) -> str:
    """The text in the file, told by how it begins and not by its name; a row of a table is a line with tabs.

    Raises Unreadable, and Scanned where there are pages to be read. Whatever the file holds, it takes neither the caller's
    memory nor much of its time.
    """
    if not content.strip():
        raise Unreadable(SENTENCES[Fault.BLANK])
    if content[:1024].lstrip().startswith(OPENED):
        return _opened(content)
    if content.startswith(OTHERS):
        raise Unreadable(SENTENCES[Fault.OTHER_KIND])
    return _plain(content)


def _plain(content: bytes) -> str:
    """UTF-8, the UTF-16 that Windows calls Unicode, else the Thai code page; line ends stay as they are."""
    wide = _wide(content)
    for encoding in (wide,) if wide else ("utf-8-sig", "cp874"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            return text
    raise Unreadable(SENTENCES[Fault.OTHER_KIND])


def _wide(content: bytes) -> str:
    """The UTF-16 that the text is in, by its mark, else by the byte that each Thai sign or blank then has; "" for none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = content[first:4096:2]
        if _THAI_ROOM in high and not high.strip(_ROOMS):
            return encoding
    return ""


def _opened(content: bytes) -> str:
    try:
        with TURNS.one(wait=WAIT), TemporaryDirectory() as folder:
            fault, told = _child(Path(folder), content, seconds=SECONDS)
    except limited.Busy as error:
        raise Busy from error
    if fault == Fault.SCAN and ocr():
        raise Scanned(_readable(int(told)))
    return _whole(fault, told)


def _readable(pages: int) -> int:
    if pages > MOST_SCANNED:
        raise Unreadable(SENTENCES[Fault.LONG])
    return pages


def page_of(content: bytes, page: int) -> str:
    """The text of one page of a scan, the first being 0; "" of a blank one. Raises Unreadable. Takes seconds."""
    reader = ocr()
    if not reader:
        raise Unreadable(SENTENCES[Fault.SCAN])
    with TemporaryDirectory() as folder:
        fault, told = _child(Path(folder), content, reader, page, seconds=SECONDS, wall=PAGE_WALL)
    if fault:
        raise Unreadable(SENTENCES[fault])
    return told


def joined(pages: Iterable[str]) -> str:
    """The text of a scan from that of its pages. Raises Unreadable where none has any."""
    return _whole(None, "\f".join(pages))


def _whole(fault: Fault | None, told: str) -> str:
    if fault or not told.strip():
        raise Unreadable(SENTENCES[fault or Fault.BLANK])
    return told


def _child(
    folder: Path, content: bytes, *asked: object, seconds: int, wall: int | None = None
) -> tuple[Fault | None, str]:
    """Why the child ended, None where all went well; and what it wrote."""
    given, told = folder / "given", folder / "told"
    given.write_bytes(content)
    try:
        child = limited.child(CHILD, given, told, *asked, seconds=seconds, wall=wall)
    except subprocess.TimeoutExpired:
        return Fault.SLOW, ""
    fault = fault_of(child.returncode) if child.returncode else None
    return fault, told.read_text(encoding="utf-8") if told.exists() else ""


def fault_of(code: int) -> Fault:
    """Why the child ended; a limit ends it by a signal."""
    if code < 0:
        return Fault.SLOW if -code == signal.SIGXCPU else Fault.TOO_LARGE
    return Fault(code) if code in set(Fault) else Fault.UNREADABLE


def ocr() -> str:
    """Where the program is that reads Thai from pictures; "" on a machine without it."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    known = subprocess.run([program, "--list-langs"], capture_output=True, timeout=SECONDS, check=False)
    return program if b"tha" in known.stdout.split() else ""
