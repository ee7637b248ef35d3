"""Documents as they come in: a PDF, DOCX or XLSX by what is in it, whatever its name says.

Opening a file from outside is done in a child process with limits on time and memory; this module is both the caller
(`examine`) and, run as a program, the child.
"""

import subprocess
import sys
import zipfile
from enum import IntEnum
from pathlib import Path
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

from sammachip.core.sentence import Sentence
from sammachip.records import limited

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
MACROS = "vbaProject.bin"
SECONDS, MEMORY = 20, 1 << 30
LARGEST_MB, MOST_PARTS = 400, 5000
"""What the parts of a document may come to unpacked."""
DEEPEST = 1000
"""Elements within elements; tables within tables come to a few dozen, and readers keep one stack for all."""


class Fault(IntEnum):
    NO_DOCUMENT = 3
    PASSWORD = 4
    BROKEN = 5
    MACROS = 6
    TOO_LARGE = 7
    TOO_MANY = 8


SENTENCES = {
    Fault.NO_DOCUMENT: Sentence("ไฟล์นี้ไม่ใช่เอกสาร PDF, DOCX หรือ XLSX — บันทึกเป็นแบบใดแบบหนึ่งแล้วเลือกใหม่"),
    Fault.PASSWORD: Sentence("เอกสารนี้ตั้งรหัสผ่านไว้ จึงเปิดตรวจไม่ได้ — นำรหัสผ่านออกแล้วเลือกใหม่"),
    Fault.BROKEN: Sentence("เปิดเอกสารนี้ไม่ได้ ไฟล์เสียหรือมาไม่ครบ — บันทึกใหม่แล้วเลือกอีกครั้ง"),
    Fault.MACROS: Sentence("เอกสารนี้มีคำสั่งอัตโนมัติ (มาโคร) — บันทึกเป็น DOCX หรือ XLSX ที่ไม่มีมาโครแล้วเลือกใหม่"),
    Fault.TOO_LARGE: Sentence("เอกสารนี้คลายแล้วใหญ่เกิน {most} MB — ย่อภาพในเอกสารแล้วเลือกใหม่", most=LARGEST_MB),
    Fault.TOO_MANY: Sentence(
        "เอกสารนี้มีชิ้นส่วนภายในเกิน {most:,} ชิ้น มากกว่าเอกสารทั่วไป — บันทึกเป็น PDF แล้วเลือกใหม่", most=MOST_PARTS
    ),
}


class NotADocument(ValueError):
    """The file is no document that can be taken; `reason` says why, to the person who chose it."""

    def __init__(self, reason: Sentence) -> None:
        self.reason = reason
        super().__init__(reason)


def examine(given: Path) -> str:
    """The type of the document, found by opening it in a child of its own. Raises NotADocument."""
    try:
        child = limited.child("sammachip.records.documents", given, seconds=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise NotADocument(SENTENCES[Fault.BROKEN]) from error
    if child.returncode:
        found = Fault(child.returncode) if child.returncode in set(Fault) else Fault.BROKEN
        raise NotADocument(SENTENCES[found])
    return child.stdout.decode().strip()


class _Ended(Exception):
    """The child's reason to end."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.name)


def _type_of(given: Path) -> str:
    with given.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"%PDF-"):
        return _pdf(given)
    if start.startswith(b"PK\x03\x04"):
        return _office(given)
    raise _Ended(Fault.PASSWORD if start.startswith(b"\xd0\xcf\x11\xe0") else Fault.NO_DOCUMENT)


def _pdf(given: Path) -> str:
    import pikepdf  # noqa: PLC0415 -- only the child opens documents

    try:
        with pikepdf.open(given) as document:
            if not len(document.pages):
                raise _Ended(Fault.BROKEN)
    except pikepdf.PasswordError as error:
        raise _Ended(Fault.PASSWORD) from error
    except pikepdf.PdfError as error:
        raise _Ended(Fault.BROKEN) from error
    return PDF


def _office(given: Path) -> str:
    try:
        with zipfile.ZipFile(given) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_PARTS:
                raise _Ended(Fault.TOO_MANY)
            if sum(one.file_size for one in infos) > LARGEST_MB << 20:
                raise _Ended(Fault.TOO_LARGE)
            if parts.testzip():
                raise _Ended(Fault.BROKEN)
            for one in infos:
                if one.filename.endswith((".xml", ".rels")):
                    _read_through(parts.open(one))
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, ExpatError) as error:
        raise _Ended(Fault.BROKEN) from error
    names = {one.filename for one in infos}
    if any(name.endswith(MACROS) for name in names):
        raise _Ended(Fault.MACROS)
    found = next((kind for part, kind in PARTS.items() if part in names), None)
    if found is None or "[Content_Types].xml" not in names:
        raise _Ended(Fault.NO_DOCUMENT)
    return found


def _read_through(part: IO[bytes]) -> None:
    """Ends where XML is broken, declares what it would be made of (the format forbids that), or lies deeper than any paper."""
    reader = ParserCreate()
    depth = 0

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Ended(Fault.BROKEN)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_said: object) -> None:
        raise _Ended(Fault.BROKEN)

    reader.StartElementHandler, reader.EndElementHandler = begin, end
    reader.StartDoctypeDeclHandler = declared
    with part:
        reader.ParseFile(part)


if __name__ == "__main__":
    limited.limit(seconds=SECONDS, memory=MEMORY, written=0)
    try:
        print(_type_of(Path(sys.argv[1])))
    except _Ended as ended:
        sys.exit(ended.fault)
