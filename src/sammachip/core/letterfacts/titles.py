"""Whether the papers that come with a letter bear the title of its programme."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.names import key
from sammachip.core.letterfacts.noise import Page

_TITLE = re.compile(r"โครงการ(?=[ก-ฮเ-ไ])(?P<title>[^\n\t|]{8,160})")
_TAIL = re.compile(
    r"\s*(?:\(.*|ประจำ(?:ปี|เดือน).*|(?:ปี)?งบประมาณ.*|ปี\s?(?:พ|25|26).*|พ\.ศ.*|จำนวน\s?\d.*|ระยะที่?.*|รุ่นที่?.*|ของ(?=จังหวัด|อำเภอ|กรม).*"
    r"|(?<=\s)(?:จังหวัด|อำเภอ|ตำบล|โดย|ให้|ตาม|เพื่อ|ภายใต้|ระหว่าง|เมื่อ|และ|ณ|ได้|ซึ่ง|ใน|ไป|ดังนี้|ครั้ง|แล้ว|นั้น).*|[\"”’».,:;].*)$"
)
_HEADING = re.compile(
    r"(?:แบบ|ทะเบียน|บัญชี|แนวทาง|กำหนดการ|รายละเอียด|การดำเนิน|โครงการ|ตาราง|ใบสมัคร|สรุป|แผน|ปฏิทิน|รายชื่อ|หลักเกณฑ์|คู่มือ|ประกอบ|ภายใต้|ผลการ|รายงาน|ตาม)"
)
_ENCLOSED = re.compile(r"(?:สิ่งที่ส่งมาด้วย\s*)?\d{1,2}\.\s*(?:แบบ|บัญชี|ทะเบียน|แนวทาง|คู่มือ|กำหนดการ)\S*โครงการ")
_CLOSES = re.compile(r"ขอแสดงความนับถือ")
_SAME_PROGRAMME = 0.72
_SLIP = 2
"""In a letter full of recognition's slips, titles that differ by no more than so many letters in a row are one title."""


def programme_title(subject: str, body: str) -> str:
    """The programme's title, as the subject has it, else the first that the body names; "" without one."""
    for text in (subject, body):
        if found := _TITLE.search(text):
            title = _bare_title(found["title"])
            if len(key(title)) >= 8 and not title.endswith("ฯ"):
                return title
    return ""


def other_titles(page: Page, lines: Sequence[Line], title: str) -> Iterator[tuple[str, int, int]]:
    """Titles of papers below the letter, and in its list of enclosures, that are almost the programme's; and where."""
    closes = next((line.start for line in lines if _CLOSES.search(line.text)), None)
    wanted = key(title)
    for line in lines if closes is not None and wanted else ():
        is_heading = line.start >= (closes or 0) and _HEADING.match(line.text)
        found = _TITLE.search(line.text) if is_heading or _ENCLOSED.match(line.text) else None
        if found is None:
            continue
        other = _bare_title(found["title"])
        if not other.endswith("ฯ") and differs(wanted, key(other), lenient=page.is_noisy):
            start = line.start + found.start()
            yield other, start, line.start + found.start("title") + len(other)


def _bare_title(text: str) -> str:
    return _TAIL.sub("", text.strip()).strip()


def differs(one: str, other: str, *, lenient: bool) -> bool:
    """Whether two titles are of one programme and yet not the same; one cut short by the end of its line is."""
    if other.startswith(one) or one.startswith(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < _SAME_PROGRAMME:
        return False
    return not lenient or max(_gaps(matcher)) > _SLIP


def _gaps(matcher: "SequenceMatcher[str]") -> Iterator[int]:
    """How many letters differ at each place; places but a letter or two apart are one."""
    width = last = 0
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        width = (
            width + max(end - start, stop - begin)
            if start - last <= _SLIP
            else max(end - start, stop - begin)
        )
        last = end
        yield width
