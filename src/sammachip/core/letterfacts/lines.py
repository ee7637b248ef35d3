"""The lines of a letter: what recognition glued together taken apart, and what only turns a page left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sammachip.core.blocks import SEAL, SEAL_CODE
from sammachip.core.letterfacts.days import DAY_WORD, MONTH, YEAR
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
        r"(?<=ความ)[ \t]*(?=ส่?วนราชการ[ \t])",
        r"(?<=(?:ฉบับ|.ชุด|แผ่น|เล่ม))[ \t]*(?=(?:" + _OPENER + r"))",
        r"(?<=[ก-๎])[ \t]*(?=หนังสือฉบับนี้(?:ให้|ออก|ขอ))",
        r"(?<=[^\s\"“(])[ \t]*(?=จึงเรียนมา)",
        r"(?<=[^\s\"“(])[ \t]*(?=ขอแสดงความนับถือ)",
        rf"(?<=[ก-๎])[ \t]*(?=\((?:{_TITLES})[^()\n]{{3,60}}\))",
        r"(?<=[^\s/(])(?<!ทาง)(?<!หมายเลข)(?<!เบอร์)(?=โทร(?:ศัพท์|สาร)?\.?[ \t]*[/:0(])",
    )
)
_COUNTED = re.compile(
    r"จำ?นวน[ \t]*\d{1,4}[ \t]*(?:ฉบับ|ชุด|แผ่?น(?!พับ)|เล่?ม|แฟ้?ม|ใบ|หน้?า|ซอง|กล่?อง)"
    r"(?P<cut>[ \t]+(?=\(?\d{1,2}[.)] ?[ก-ฮเ-ไ])|(?=[ก-ฮเ-ไ])(?!มา|ให|ที|และ|ต่?อ|ละ|พร|ของ|ดัง|นี|ซึ|โดย|ๆ))"
)
"""How many of a thing come with the letter, and glued to it what begins the next line."""
_ENCLOSED = re.compile(r"(?:^|\n)[ \t]*สิ่งที่ส่งมาด้วย")
_LONGEST_LIST = 700
_LOST_DAY = re.compile(rf"(?<=วันที่)[ ]*\t[ ]*(?={MONTH})")
"""A gap as wide as between columns where a day was lost: none of two columns."""
_ITEM = re.compile(r"(?<=[ก-๎ฯ)])(?=\d{1,2}(?:\.\d{1,2})*\.?[ \t]*[ก-ฮเ-ไ])(?=\d{1,2}\.)")
"""An item's number glued to the text before it, «…โดยละเอียด2. ประสาน…»."""
_ITEM_AFTER_YEAR = re.compile(r"(?<=25\d\d)(?<!\d25\d\d)(?=\d\.[ \t]*[ก-ฮเ-ไ])")
_CELLS = re.compile(r" {2}\S.* {2}|\|")
"""Columns set apart by blanks or strokes."""
_SET_APART = re.compile(r"\S {4,}\S")
"""Two things on one line, such as a number and the office beside it: no end of a sentence."""
_REFERENCE = re.compile(r"อ้?างถึ?ง\s.*\d{2}$")
"""A reference that is whole: it ends with its day."""
DATED = re.compile(r"(?:ลง|ลว|วันที่?).{0,60}(?:25\d\d|(?<!\d)\d\d)$")
"""How the last line of a reference ends: with its day."""
_REFERRED = re.compile(
    r"(?:สำเนา)?(?:หนังสือ|บันทึก|คำสั่?ง|ประกาศ|วิทยุ|โทรสาร|ระเบียบ|มติ|พระราช|กฎกระทรวง|ข้?อบังคับ)(?!นี้?(?:\s|$)|ฉบับนี้?)"
)
"""How a letter's reference begins, that has no number of its own."""
_BETWEEN_WORDS = re.compile(r"\d[ก-ฮเ-ไ]|[ก-๎]\d")
_BEHIND_BLANK = re.compile(r"ครั้?งที่?\s*\d|ประจำ(?:เดือน|ปี)")
"""What of a title always stands behind a blank."""
_ENOUGH = 2
"""Lines that show how wide the column is."""
_WIDEST, _NARROWEST, _FULL = 130, 60, 0.75
"""Signs: no column of a letter is wider, none narrower; what share of the longest line one is that was broken."""
_BEGINS = re.compile(
    rf"\(?\d{{1,2}}(?:\.\d{{1,2}})*[.)]|[-•*.…_(]|จึงเรียนมา|ขอแสดง|เรื่?อง\s|เรียน\s|อ้?างถึ?ง\s|สิ่?งที่?ส่?ง|ลงชื่?อ|โทร(?:ศัพท์?|สาร)?[.:\s]|ที่?\s?[ก-ฮ]{{1,3}}\s?\d|(?:จึง)?ขอ(?:ให้?|เชิญ|ความ)|ให้?(?:จังหวัด|อำเภอ)"
    rf"|(?:{_TITLES})|(?:{_OPENER})"
)
"""How a line begins that goes on with none: an item, a label, a paragraph, what is asked, a name."""
SPEAKS = re.compile(
    r"(?:สำนัก|กรม|กระทรวง|จังหวัด|อำเภอ|เทศบาล|องค์?การ|โรงเรียน|โรงพยาบาล|มหาวิทยาลัย|วิทยาลัย|คณะ|ศูนย์?|ธนาคาร|สหกรณ์?|ที่?ทำการ)\S*?"
    r"(?:ขอ(?:เชิญ|ประกาศ|แจ้?ง|ให้?|ความ|ส่?ง)|(?:มีความ)?ประสงค์?|ได้?|จะ|กำหนด|จึง)"
)
"""How a body begins in which the office speaks of itself: what it asks, wants or did."""
_LABELLED = re.compile(r"(?:เรื่?อง|เรียน|ถึง)\s")
_PAGE_NUMBER = re.compile(
    r"[ \t]*(?:-[ \t]*\d{1,3}[ \t]*-|(?:หน้า(?:ที่)?|page)[ \t]*\d{1,3}(?:[ \t]*(?:/|จาก|of)[ \t]*\d{1,3})?)[ \t]*",
    re.I,
)
_CATCHWORD = re.compile(r"[ \t]*/[^/\n]{2,40}(?:\.{2,}|…)[ \t]*")
_DAY = re.compile(rf"{DAY_WORD}\d{{1,2}} ?{MONTH} ?{YEAR}")
_SEAL = re.compile(rf"\s*(?:{SEAL}(?:\s.*)?|\S+/check/\S*|{SEAL_CODE}\s+\w{{4}}(?:-\w{{4}}){{2,3}}.*)\s*")
"""What stands at the foot of papers that this system issued: a foot of the page, as its number is."""


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
    cuts |= set(_after_counts(page.text))
    days = [Edit(*found.span(), " ", mended=True) for found in _LOST_DAY.finditer(page.text)]
    lines = [Edit(at, at, "\n", mended=True) for at in cuts]
    return page.rewritten(sorted([*days, *lines], key=lambda edit: edit.start), flaws=False)


def _after_counts(text: str) -> Iterator[int]:
    """Where in the list of what comes with the letter one is counted, and the next line hangs on it."""
    if listed := _ENCLOSED.search(text, 0, _HEADER):
        for found in _COUNTED.finditer(text, listed.end(), min(len(text), listed.end() + _LONGEST_LIST)):
            yield found.start("cut")


def unwrapped(page: Page) -> Page:
    """The page with each sentence on one line that was broken where its column ended.

    A line is broken there if it is about as long as the longest of prose, and the next goes on with letters at the margin.
    """
    lines = list(_cut(page.text))
    full = _full([line for line in lines if "\t" not in page.text[line.start : line.end]])
    return page.rewritten(list(_joints(page.text, lines, full)), flaws=False)


def _joints(text: str, lines: list[Line], full: float) -> Iterator[Edit]:
    """What stands between two lines where a sentence goes on: nothing, or the blank that the first ended with, or that
    stands between numbers and words."""
    for line, after, below in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        end = text.index("\n", line.end)
        is_joined = full and len(line.text) >= full and _goes_on(text, line, after)
        if is_joined and not _gives(after, below):
            is_apart = end > line.end or _is_apart(line.text, after.text)
            yield Edit(line.end, after.start, " " if is_apart else "", mended=True)
        elif end > line.end:
            yield Edit(line.end, end, "", mended=True)


def _is_apart(before: str, after: str) -> bool:
    return bool(_BETWEEN_WORDS.match(before[-1] + after[0]) or _BEHIND_BLANK.match(after))


def _full(lines: list[Line]) -> float:
    """How long a line is at the least that was broken where its column ended; 0 where no column is told."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    widest = [length for length in lengths if length <= _WIDEST]
    if len(widest) < len(lengths) or not widest or widest[-1] < _NARROWEST:
        return 0
    full = widest[-1] * _FULL
    return full if sum(length >= full for length in widest) >= _ENOUGH else 0


def _goes_on(text: str, line: Line, after: Line) -> bool:
    between = text[line.end : after.start]
    return bool(
        after.text
        and between.count("\n") == 1
        and "\t" not in text[line.start : after.end]
        and not between.endswith(("   ", "\t"))
        and not turns_page(after.text)
        and not _BEGINS.match(after.text)
        and not _CELLS.search(after.text)
        and not _REFERENCE.match(line.text)
        and not (_LABELLED.match(line.text) and SPEAKS.match(after.text))
        and not _SET_APART.search(line.text)
        and not is_next_reference(after.text, line.text)
    )


def _gives(line: Line, below: Line | None) -> bool:
    """Whether the line names who gives a paper on the day that stands alone below it, as under a stamp."""
    return below is not None and len(line.text) < _NARROWEST and bool(_DAY.fullmatch(below.text))


def is_next_reference(text: str, before: str) -> bool:
    """Whether a line begins another reference: the one before it is whole, for it ended with its day."""
    return bool(_REFERRED.match(text) and DATED.search(before))


def _reach(pattern: re.Pattern[str], text: str) -> int:
    """How far into the text this may be looked for: the header's labels are words of running prose further down."""
    return _HEADER if pattern in _GLUED[:6] else len(text)


def lines_of(page: Page) -> list[Line]:
    """Every line but page numbers, the words that only announce the next page, and the seal of papers of our own."""
    return [line for line in _cut(page.text) if not turns_page(line.text)]


def turns_page(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text) or _CATCHWORD.fullmatch(text) or _SEAL.fullmatch(text))


def _cut(text: str) -> Iterator[Line]:
    at = 0
    for piece in text.split("\n"):
        bare = piece.strip()
        start = at + len(piece) - len(piece.lstrip())
        yield Line(bare, start, start + len(bare))
        at += len(piece) + 1
