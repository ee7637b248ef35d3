"""The clause around a deadline: what is due, who is to do it, and to whom it goes."""

import re
from dataclasses import replace

from sammachip.core.letterfacts.header import text_fact
from sammachip.core.letterfacts.model import BY_ITS_PLACE, Deadline, Fact
from sammachip.core.letterfacts.noise import Page

_ITEM = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?(?=[ \t]|[ก-ฮเ-ไ])|[-•*–][ \t])[ \t]*"
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n[ \t]*")
_TRIGGER = re.compile(
    r"[ \t\n(]*(?:และ|โดย)?(?:ให้?)?(?:ภายใน(?:สิ้?น)?|ไม่?เกิน|ก่อน|ไม่?ช้?ากว่?า|อย่?างช้?า(?:ที่สุด)?|ระหว่?าง|ตั้?งแต่?|ในช่?วง|ช่?วง|ใน|"
    r"ให้?แล้?วเสร็จ\S{0,4}|เดือน|ทุก|ไตรมาส\s*(?:ที่?)?\s*\d?\s*\(?|\()?[ \t\n]*(?:เดือน|วัน[ก-๎]{0,10}?\s?ที่?)?[ \t]*$"
)
_PLAIN_OFFICE = (
    r"(?:จังหวัด/อำเภอ|จังหวัด|อำเภอ|กรมฯ|กรม|เทศบาล|อบต\.|สพ[จอ]\.|ท่?าน|ส่วนราชการ|หน่?วยงาน|กลุ่ม|พัฒนาการ|นายอำเภอ)"
)
_LONG_OFFICE = r"(?:คณะกรรมการ|คณะทำงาน|สำนักงาน|กลุ่มงาน|องค์การ|ศูนย์?|ฝ่?าย|กอง|ผู้?\S{2})"
_OFFICE = rf"(?:{_LONG_OFFICE}|{_PLAIN_OFFICE})"
_VERB = (
    r"(?:ดำเนินการ|มอบหมาย|รายงาน|จัดส่?ง|ส่?ง|แจ้?ง|จัดทำ|สำรวจ|คัดเลือก|บันทึก|เตรียม|ประสาน|สนับสนุน|กำหนด|พิจารณา|จัด|เข้?า|เร่?ง"
    r"|ตรวจ|รวบรวม|สรุป|เบิก|ติดตาม|กำกับ|ปรับ|แก้?ไข|ยื่?น|เสนอ|ชี้?แจง)"
)
_NAMED = rf"(?P<who>{_LONG_OFFICE}\S*(?=\s)|{_PLAIN_OFFICE}\S*?(?=\s*{_VERB}))"
_ASKED = re.compile(rf"(?:จึง)?(?:ขอ)?ให้?\s?{_NAMED}\s*(?={_VERB})")
_DOER = re.compile(rf"(?:\S+\s)?{_NAMED}\s*(?={_VERB})")
_WHOM = re.compile(
    rf"(?:ส่?ง|รายงาน|แจ้?ง|เสนอ|ยื่?น)[^\s\n]{{0,40}}?(?:\s[^\s\n]{{0,40}}?)?(?:ให้?|ไปยัง|ต่?อ|ถึง|แก่?|ที่?)\s?(?P<whom>{_OFFICE}[^\s\n]*)"
    rf"|ให้?(?P<told>{_OFFICE}[^\s\n]*?)(?:เพื่?อ)?(?:ทราบ|พิจารณา)"
    rf"|(?:รายงาน|ส่?ง|แจ้?ง)(?P<plain>(?:จังหวัด|อำเภอ|กรม|สำนักงาน|กลุ่มงาน)[^\s\n]*)"
)
_ASKING = re.compile(r"(?:จึง)?(?:ขอ)?ให้?(?=\S)")
_KNOWN_TAIL = re.compile(r"(?:เพื่?อ)?(?:ทราบ|พิจารณา)$")
_LONGEST_CLAUSE = 700


def with_clause(page: Page, deadline: Deadline, below: int) -> Deadline:
    """The deadline with what stands before it in the same item or paragraph."""
    at = page.starts.index(deadline.span[0])
    start, end = _clause(page.text, at, below)
    text = page.text[start:end]
    asked = _last(_ASKED, text)
    doer = asked or _DOER.match(text)
    who = _fact(page, start, doer, "who") if doer else None
    asking = None if doer else _ASKING.match(text)
    what_from = start + (doer.end() if doer else asking.end() if asking else 0)
    what = text_fact(page, what_from, end, BY_ITS_PLACE)
    whom = _last(_WHOM, text)
    to_whom = _fact(page, start, whom, whom.lastgroup or "whom") if whom else None
    return replace(deadline, what=what, who=who, to_whom=to_whom)


def _clause(text: str, at: int, below: int) -> tuple[int, int]:
    """From where the item or paragraph begins to the words that lead over to the deadline."""
    first = max(below, at - _LONGEST_CLAUSE)
    start = first
    for pattern in (_ITEM, _PARAGRAPH):
        for found in pattern.finditer(text, first, at):
            start = max(start, found.end())
    trigger = _TRIGGER.search(text[start:at])
    return start, start + (trigger.start() if trigger else at - start)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 -- the last one is wanted
        pass
    return found


def _fact(page: Page, offset: int, found: re.Match[str], group: str) -> Fact[str] | None:
    start, end = found.span(group)
    if tail := _KNOWN_TAIL.search(found[group]):
        end = start + tail.start()
    return text_fact(page, offset + start, offset + end, BY_ITS_PLACE)
