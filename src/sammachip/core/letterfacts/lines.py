"""The lines of a letter: what recognition glued together taken apart, and what only turns a page left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sammachip.core.letterfacts.noise import Edit, Page

_ADDRESSEE = "นาย|นาง|ผู้ว่า|ผู้อำ|ผู้ใหญ่|อธิบดี|พัฒนาการ|หัวหน้า|ปลัด|ประธาน|คณะ|ท่าน|กำนัน|รอง|เลขา|รัฐมนตรี|คุณ"
_OPENER = "ด้วย|ตามที่|ตามหนังสือ|เนื่องจาก|เนื่องด้วย|อนุสนธิ"
_TITLES = "นางสาว|นาย|นาง|ว่าที่|ดร\\.|พล|พัน|ร้อย|สิบ"
_HEADER = 2500
"""So far into the letter its header may reach."""
_GLUED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=\S)[ \t]*(?=สิ่งที่ส่งมาด้วย[ \t])(?<!ตาม)(?<!ตาม )",
        r"(?<=\S)[ \t]*(?=อ้างถึง[ \t]+(?:หนังสือ|คำสั่ง|บันทึก|วิทยุ|โทรสาร|ประกาศ|1\.))",
        rf"(?<=[ก-๎\d)ฯ])[ \t]*(?=เรียน[ \t]+(?:{_ADDRESSEE}))(?<!จึง)(?<!ขอ)(?<!กราบ)",
        r"(?<=\d)[ \t]*(?=เรื่อ?ง[ \t])",
        r"(?<=(?:ฉบับ|.ชุด|แผ่น|เล่ม))[ \t]*(?=(?:" + _OPENER + r"))",
        r"(?<=[^\s\"“(])[ \t]*(?=จึงเรียนมา)",
        r"(?<=[^\s\"“(])[ \t]*(?=ขอแสดงความนับถือ)",
        rf"(?<=[ก-๎])[ \t]*(?=\((?:{_TITLES})[^()\n]{{3,60}}\))",
        r"(?<=[^\s/(])(?=โทร(?:ศัพท์|สาร)?\.?[ \t]*[/:0(])",
    )
)
_ITEM = re.compile(r"(?<=[ก-๎ฯ)])(?=\d{1,2}(?:\.\d{1,2})*\.?[ \t]*[ก-ฮเ-ไ])(?=\d{1,2}\.)")
"""An item's number glued to the text before it, «…โดยละเอียด2. ประสาน…»."""
_ITEM_AFTER_YEAR = re.compile(r"(?<=25\d\d)(?<!\d25\d\d)(?=\d\.[ \t]*[ก-ฮเ-ไ])")
_PAGE_NUMBER = re.compile(
    r"[ \t]*(?:-[ \t]*\d{1,3}[ \t]*-|(?:หน้า(?:ที่)?|page)[ \t]*\d{1,3}(?:[ \t]*(?:/|จาก|of)[ \t]*\d{1,3})?)[ \t]*",
    re.I,
)
_CATCHWORD = re.compile(r"[ \t]*/[^/\n]{2,40}(?:\.{2,}|…)[ \t]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page, from `start` to `end`; `text` is without the blanks at both ends."""

    text: str
    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        return not self.text


def unglued(page: Page) -> Page:
    """The page with a new line before whatever always begins one."""
    cuts = {found.start() for item in (_ITEM, _ITEM_AFTER_YEAR) for found in item.finditer(page.text)}
    for pattern in _GLUED:
        cuts |= {
            found.start()
            for found in pattern.finditer(page.text)
            if page.text[: found.start()].strip() and found.start() < _reach(pattern, page.text)
        }
    return page.rewritten([Edit(at, at, "\n", mended=True) for at in sorted(cuts)], flaws=False)


def _reach(pattern: re.Pattern[str], text: str) -> int:
    """How far into the text this may be looked for: the header's labels are words of running prose further down."""
    return _HEADER if pattern in _GLUED[:5] else len(text)


def lines_of(page: Page) -> list[Line]:
    """Every line but page numbers and the words that only announce the next page."""
    return [line for line in _cut(page.text) if not turns_page(line.text)]


def turns_page(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text) or _CATCHWORD.fullmatch(text))


def _cut(text: str) -> Iterator[Line]:
    at = 0
    for piece in text.split("\n"):
        bare = piece.strip()
        start = at + len(piece) - len(piece.lstrip())
        yield Line(bare, start, start + len(bare))
        at += len(piece) + 1
