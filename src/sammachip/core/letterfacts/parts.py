"""What the labels at the head of a letter label: which lines belong to each, and where the body begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sammachip.core.letterfacts.lines import DATED, SPEAKS, Line, is_next_reference
from sammachip.core.letterfacts.noise import Page
from sammachip.core.letterfacts.spelling import label

REFERENCES, _ENCLOSED = "อ้างถึง", "สิ่งที่ส่งมาด้วย"
_LABELS = (_ENCLOSED, REFERENCES, "เรื่อง", "เรียน", "ถึง", "ส่วนราชการ", "กราบเรียน", "นมัสการ")
_AS_ADDRESSED = {"กราบเรียน": "เรียน", "นมัสการ": "เรียน"}
_FURTHEST = 60
"""The header lies within so many lines."""
_OPENERS = re.compile(
    r"(?:ด้?วย|ตามที่?|ตามหนังสือ|ตาม[ก-ฮ]|เนื่?องจาก|เนื่?องด้?วย|อนุสนธิ|โดยที่?|เพื่?อ(?:ให้|เป็น|ให)|พร้อมนี้|ในการนี้"
    r"|อาศัยอำนาจ|ขอส่ง|สืบเนื่?อง)"
)
_LONGEST_REST = 90
"""Signs of the second line of a subject; a longer one is the body's, though nothing sets it apart."""
_TABS_OF_ROW = 2
"""Tabs of a table's row: no label labels it, whatever was lost between."""
_RULE = frozenset(" \t-_.=*…~")
_SHORTEST_RULE, _DRAWN = 4, 0.85
"""Signs of a rule drawn under the subject, and what share of them are strokes: a scan leaves a stray sign in it."""
ITEM = re.compile(r"\s*\(?(?P<number>\d{1,2})[.)]\s*(?!\d)")
UNITS = "ฉบับ|ชุด|แผ่น|เล่ม|แฟ้ม|ใบ|หน้า|รายการ|ไฟล์|ซอง|กล่อง|สำเนา|เรื่อง|แผ่นพับ|รายชื่อ|ม้วน|ภาพ|รูป|โครงการ"
COUNT = re.compile(
    rf"\s*(?:จ(?:ำ|้า)?นวน\s*(?P<count>\d{{1,4}})\s*(?P<unit>[ก-๎]{{2,12}})|(?P<bare>\d{{1,4}})\s*(?P<known>{UNITS}))\s*[.)]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one label labels: the label's line begins at `at`, its text at `start`, and runs on over the lines."""

    name: str
    at: int
    start: int
    lines: tuple[Line, ...]

    @property
    def end(self) -> int:
        return self.lines[-1].end if self.lines else self.start


def parts_of(page: Page, lines: Sequence[Line]) -> Iterator[Part]:
    """What each label labels, its lines up to the next label or the body; only the first of a label counts."""
    seen: set[str] = set()
    open_part: Part | None = None
    for at, line in enumerate(lines[:_FURTHEST]):
        found = label(line.text, _LABELS)
        if found and found[0] not in seen and not (found[0] == "ถึง" and "เรียน" in seen):
            if open_part:
                yield open_part
            name, offset = _AS_ADDRESSED.get(found[0], found[0]), found[1]
            seen.add(name)
            start = line.start + offset
            open_part = Part(name, line.start, start, (Line(page.text[start : line.end], start, line.end),))
        elif open_part and _ends(open_part, line, lines[at + 1 :]):
            yield open_part
            return
        elif open_part and not line.is_blank:
            open_part = replace(open_part, lines=(*open_part.lines, line))
    if open_part:
        yield open_part


def _ends(part: Part, line: Line, after: Sequence[Line]) -> bool:
    """Whether the body begins here: where prose opens, or where nothing more of this label can come."""
    if line.is_blank:
        return False
    if _OPENERS.match(line.text) or _is_rule(line.text) or line.text.count("\t") >= _TABS_OF_ROW:
        return True
    last = part.lines[-1]
    is_apart = bool(last.text) and line.start > last.end + 1
    if part.name in ("เรื่อง", "ส่วนราชการ"):
        is_prose = is_apart or len(line.text) > _LONGEST_REST or bool(SPEAKS.match(line.text))
        return part.name == "เรื่อง" and is_prose and not _label_follows(after)
    if part.name in ("เรียน", "ถึง"):
        return not line.text.startswith(("(", "และ")) and not _label_follows(after)
    if part.name == REFERENCES and (_label_follows(after, _ENCLOSED) or _is_reference(line, last, after)):
        return False
    return _is_after_items(part, line, is_apart=is_apart)


def _is_rule(text: str) -> bool:
    drawn = sum(sign in _RULE for sign in text)
    return len(text) >= _SHORTEST_RULE and drawn >= _DRAWN * len(text)


def _is_reference(line: Line, before: Line, after: Sequence[Line]) -> bool:
    """Whether the line begins another reference, which has its own day at its end or on the next line."""
    days = [line.text, *(f"{line.text} {one.text}" for one in after[:1])]
    return is_next_reference(line.text, before.text) and any(map(DATED.search, days))


def _label_follows(lines: Sequence[Line], *names: str) -> bool:
    """Whether a label, or one of these, stands on one of the next few lines."""
    near = [line for line in lines if not line.is_blank][:3]
    return any(label(line.text, names or _LABELS) for line in near)


def _is_after_items(part: Part, line: Line, *, is_apart: bool) -> bool:
    """Whether a line under references or enclosures belongs to none of them: neither a next item nor an item's rest."""
    if ITEM.match(line.text) or re.match(r"จำ?นวน\s*\d", line.text):
        return False
    before = part.lines[-1].text
    is_whole = COUNT.search(before) if part.name == _ENCLOSED else DATED.search(before)
    return is_apart or bool(is_whole) or len(line.text) > 110
