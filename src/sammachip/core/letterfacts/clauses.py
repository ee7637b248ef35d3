"""The clause around a deadline: what is due, who is to do it, and to whom it goes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sammachip.core.letterfacts.header import text_fact
from sammachip.core.letterfacts.model import BY_ITS_PLACE, Deadline, Fact
from sammachip.core.letterfacts.noise import Page

_ITEM = re.compile(r"(?:^|(?<=\n))[ \t]*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?(?=[ \t]|[ก-ฮเ-ไ])|[-•*][ \t])[ \t]*")
_PARAGRAPH = re.compile(r"\n[ \t]*\n[ \t]*|\n(?:\t+| {4,})")
_OPENS = re.compile(r"(?:ในการนี้?|ทั้?งนี้?|บัดนี้?|พร้?อมนี้?|อนึ่?ง|มติที่?ประชุม|(?<=\s)นั้?น)(?=[\s,:])[\s,:]*")
_ACTOR = (
    r"(?:จังหวัด/อำเภอ|จังหวัด|อำเภอ|กรม|เทศบาล|อบต\.|สพ[จอ]\.|ท่?าน|ส่?วนราชการ|หน่?วยงาน|กลุ่?ม|พัฒนา(?:การ|กร)|นายอำเภอ|นายก"
    r"|องค์?กร|องค์?การ|สำนัก|คณะ|ศูนย์?|ฝ่?าย|กอง|ผู้?|นักวิชาการ|นักพัฒนา|เจ้?าหน้?าที่?|กำนัน|ประธาน|สมาชิก|โรงเรียน|วิทยาลัย|ทีม|ครัวเรือน|หมู่?บ้?าน)"
)
"""How the name of whoever is to do something begins."""
_TELL = r"(?:กำชับ|สั่?งการ|มอบหมาย|มอบ|แจ้?ง|ประสาน)"
_VERB = (
    r"(?<!ผู้)(?<!ผู)(?:ดำเนินการ|มอบหมาย|รายงาน|จัดส่?ง|ส่?ง|แจ้?ง|จัดทำ|สำรวจ|คัดเลือก|บันทึก|เตรียม|ประสาน|สนับสนุน|กำหนด|พิจารณา|จัด|เข้?า|เร่?ง"
    r"|ตรวจ|รวบรวม|สรุป|เบิก|ติดตาม|กำกับ|ปรับ|แก้?ไข|ยื่?น|เสนอ|ชี้?แจง|จะ|ต้?อง|ใช้?|ทบทวน|คืน|โอน|ลง|ประชุม|ขอ|ประเมิน|วิเคราะห์?"
    r"|ศึกษา|ถือ|ปฏิบัติ|เผยแพร่?|ประชาสัมพันธ์?|ให้?|ร่?วม|ออก|ทำ(?!การ)|แต่?งตั้?ง|ขยาย|เลือก|อบรม|พัฒนา(?!กร|การ|ชุมชน))"
)
_ASKS = re.compile(
    rf"(?:จึง)?ขอ(?:ความ(?:อนุเคราะห์?|ร่?วมมือ|กรุณา)(?:จาก)?|เชิญ(?:ชวน)?|ให้?|กำชับ(?:ให้?)?)(?:ท่?าน)?(?:{_TELL}(?:ให้?)?(?={_ACTOR}))?"
    rf"|(?:^|(?<=[\sะ)]))(?:กำชับ|สั่?งการ|มอบหมาย|มอบ)(?:(?:ให้?)?(?={_ACTOR})|ให้?)|โปรด|ที่?ประชุมมีมติ(?:ให้?|มอบ(?:หมาย)?(?:ให้?)?)?|ขยาย(?:ระยะ)?เวลา(?:ให้?)?"
    rf"|(?:^|(?<=\s))กำหนด(?:ให้?|(?=จัด|ประชุม|อบรม|เปิด))|(?:^|จึง|เห็นควร|เห็นสมควร|เห็นชอบ|อนุมัติ|มีมติ)ให้?|เพื่?อ(?:ที่?|ให้?)?(?=จังหวัด|อำเภอ|กรม)"
    rf"|(?:^|(?<=[\sะ]))ให้?(?!แล้?วเสร็จ|ทัน|ถึง)(?={_ACTOR}|[ก-๎]{{0,30}}?{_VERB})"
)
_TRIGGER = re.compile(
    r"[ \t\n(,]*(?:และ|โดย|ต้?อง|พร้?อม(?:ทั้?ง)?)*(?:ให้?)?(?:แล้?วเสร็จ|ถึง|ทัน)*\s*(?:ให้?(?:ทัน|ถึง))?\s*(?:อย่?างช้?า(?:ที่?สุด)?\s*)?"
    r"(?:(?:ภายใน|ก่อน)เวลา\s*[\d.:]+\s*น\.?\s*(?:ของ|ใน)?|ภายใน(?:สิ้?น|\s*กำหนด\S{0,6}(?:\s*คือ)?|ระยะเวลา)?|ไม่?เกิน|ก่อน|ไม่?ช้?ากว่?า|อย่?างช้?า(?:ที่?สุด)?|ระหว่?าง|ตั้?งแต่?|ในช่?วง|ช่?วง|ใน"
    r"|ให้?แล้?วเสร็จ\S{0,4}|เดือน|ทุก|ไตรมาส\s*(?:ที่?)?\s*\d?\s*\(?|\()?[ \t\n]*(?:เดือน|วัน[ก-๎]{0,10}?\s?ที่?)?[ \t]*$"
)
_TOLD_THEN = re.compile(r"(?:จึง)?(?:ขอ)?ให้?(?=[ก-ฮ])|ขอความ|โปรด|[ก-๎]{2,45}?(?:จะต้?อง|ต้?อง)[ก-ฮเ-ไ]")
"""How a sentence goes on that named its day first."""
_REST = re.compile(
    r"[\s):]*(?:ในเวลาราชการ|(?:ก่อน|ภายใน)?เวลา\s*[\d.:]+\s*น\.)?\s*(?P<clause>[^\n]*?)(?=\s+เพื่?อ(?:ที่?|ให้?)?(?:จังหวัด|อำเภอ|กรม|สำนักงาน)|\n|$)"
)
_WHOLE_NAME = r"คณะกรรมการ"
_DOER = re.compile(
    rf"(?:[^\s\n]+\s)?(?P<who>{_WHOLE_NAME}\S*(?=\s+{_VERB})|{_ACTOR}\S*?(?=\s*{_VERB}))\s*(?:(?:จะ|ต้?อง|ได้?|ให้?|เร่?ง(?=ประเมิน|บันทึก))\s*)*"
)
_ADDRESSEE = r"(?:จังหวัด|อำเภอ|กรม|กระทรวง|เทศบาล|อบต\.|สพ[จอ]\.|สำนัก|กลุ่?มงาน|ผู้?ว่?า|ผู้?อำ|นายอำเภอ|นายก|พัฒนาการ|คณะ|ฝ่?าย|กอง|ศูนย์?|องค์?การ|ท่?าน)"
_ANYBODY = re.compile(rf"(?!{_VERB})(?P<who>[ก-๎]{{3,30}}?)\s*(?={_VERB})(?:(?:จะ|ต้?อง|ให้?|ดำเนินการ)\s*)*")
"""Whoever is named behind a word that asks or hands work on, in whatever post."""
_MUST = re.compile(r"(?P<who>[ก-๎]{2,45}?)(?:จะ)?ต้?อง\s*(?=[ก-ฮเ-ไ])")
_HANDED_ON = re.compile(rf"(?:{_TELL}|ให้?|ชวน)$")
_RESPONSIBLE = re.compile(r"\s*ผู้?รับผิดชอบ\s*[:：]?\s*(?P<who>[^\s\n]+)\s*")
_ANYBODY = re.compile(rf"(?!{_VERB})(?P<who>[ก-๎]{{3,30}}?)\s*(?={_VERB})(?:(?:จะ|ต้?อง|ให้?|ดำเนินการ)\s*)*")
"""Whoever is named behind a word that asks or hands work on, in whatever post."""
_HANDED_ON = re.compile(rf"(?:{_TELL}|ให้?|ชวน)$")
_RESPONSIBLE = re.compile(r"\s*ผู้?รับผิดชอบ\s*[:：]?\s*(?P<who>[^\s\n]+)\s*")
_COLLECTED = re.compile(
    rf"\s*(?:ในเวลาราชการ\s*)?เพื่?อ(?:รวบรวม|จะได้?)*(?:นำ)?(?:ส่?ง|เสนอ|รายงาน|แจ้?ง|นำเรียน)(?:ให้?|ต่?อ|ถึง)?\s?(?P<whom>{_ADDRESSEE}[^\s\n]*?)(?:ต่?อไป|ทราบ)*(?=\s|$)"
)
"""Behind the day: to whom it is sent on once it is all there."""
_ADDRESSEE = r"(?:จังหวัด|อำเภอ|กรม|กระทรวง|เทศบาล|อบต\.|สพ[จอ]\.|สำนัก|กลุ่?มงาน|ผู้?ว่?า|ผู้?อำ|นายอำเภอ|นายก|พัฒนาการ|คณะ|ฝ่?าย|กอง|ศูนย์?|องค์?การ|ท่?าน)"
_ANYBODY = re.compile(rf"(?P<who>[ก-๎]{{3,30}}?)\s*(?={_VERB})")
"""Whoever is named behind a word that hands work on, in whatever post."""
_HANDED_ON = re.compile(rf"{_TELL}(?:ให้?)?$")
_WHOM = re.compile(
    rf"\s*(?:และ|แล้?ว|พร้?อม(?:ทั้?ง)?)?(?:(?P<by>นำส่?ง|นำเรียน|ส่?ง|แจ้?ง|รายงาน|เสนอ|ยื่?น)(?:ผล)?(?:กลับ)?(?:ให้?|(?:มา|ไป)?ยัง|ต่?อ|ถึง|แก่?|(?:ไป|มา)?ที่?)?"
    rf"|ให้?(?:แก่?)?|(?:มา|ไป)?ยัง|ต่?อ|ถึง|แก่?)\s?(?P<whom>{_ADDRESSEE}[^\s\n]*?)(?:เพื่?อ)?(?:ทราบ|พิจารณา|ต่?อไป|ด้?วย)*\s*$"
)
_WHOM_INSIDE = re.compile(
    rf"(?:ส่?ง|รายงาน|แจ้?ง|เสนอ|ยื่?น)[^\s\n]{{0,40}}?(?:\s[^\s\n]{{0,40}}?)?(?:ให้?|ไปยัง|ต่?อ|ถึง|แก่?)\s?(?P<whom>{_ACTOR}[^\s\n]*)"
    rf"|(?:รายงาน|ส่?ง|แจ้?ง|เสนอ)(?P<plain>(?:จังหวัด|อำเภอ|กรม|สำนักงาน|กลุ่มงาน)[^\s\n]*)"
)
_MOVED = re.compile(r"\s+(?:ซึ่?งกำหนด|โดยเปลี่?ยน|จาก(?:เดิม|\s*วัน|\s*\d)|ออกไป|ไปจน)")
"""Where an older term begins that the letter puts off."""
_LEADS_ON = re.compile(r"^[\s),;:/]*(?:(?:และ|กับ|พร้?อมทั้?ง|แล้?ว(?!เสร็จ))\s*(?=\S))?")
_KNOWN_TAIL = re.compile(r"(?:เพื่?อ)?(?:ทราบ|พิจารณา)$")
_LONGEST_CLAUSE = 700


@dataclass(frozen=True, slots=True)
class Clause:
    """The words that say what is due, from `start` to `end` of the page."""

    text: str
    start: int
    end: int


def with_clauses(page: Page, deadlines: Sequence[Deadline], below: int) -> tuple[Deadline, ...]:
    """Each deadline with its clause: the words before it in its paragraph, since the one before, or those behind it."""
    found: list[Deadline] = []
    floor = below
    for deadline in deadlines:
        at, end = page.starts.index(deadline.span[0]), page.ends.index(deadline.span[1]) + 1
        clause = _before(page.text, at, floor)
        behind = _behind(page.text, end)
        if len(clause.text.strip()) < 4 or _TOLD_THEN.match(behind.text):
            clause = behind
        found.append(_sent_on(page, _with_clause(page, deadline, clause), end))
        floor = end
    return tuple(found)


def _before(text: str, at: int, floor: int) -> Clause:
    """From where the item, paragraph or sentence begins to the words that lead over to the deadline."""
    first = start = max(floor, at - _LONGEST_CLAUSE)
    trigger = _TRIGGER.search(text[first:at])
    end = first + trigger.start() if trigger else at
    for pattern in (_ITEM, _PARAGRAPH, _OPENS):
        for found in pattern.finditer(text, first, at):
            start = max(start, found.end())
    if start < end and (moved := _MOVED.search(text, start, end)):
        end = moved.start()
    return Clause(text[start:end], start, max(start, end))


def _behind(text: str, at: int) -> Clause:
    """The rest of the sentence where the deadline stands first, up to the line's end or to what comes of it."""
    found = _REST.match(text, at)
    assert found is not None
    return Clause(found["clause"], *found.span("clause"))


def _with_clause(page: Page, deadline: Deadline, clause: Clause) -> Deadline:
    """What is asked begins behind the last word that asks for it; an office before the verb is who does it."""
    text, start = clause.text, clause.start
    who, begins = None, 0
    for asked in (0, *(found.end() for found in _ASKS.finditer(text))):
        doer = _DOER.match(text, asked) or _MUST.match(text, asked)
        if doer is None and _HANDED_ON.search(text[:asked]):
            doer = _ANYBODY.match(text, asked)
        begins = doer.end() if doer else asked
        if doer:
            who = text_fact(page, start + doer.start("who"), start + doer.end("who"), BY_ITS_PLACE)
    begins += len(text[begins:]) - len(_LEADS_ON.sub("", text[begins:], count=1))
    ends, whom = _addressed(page, Clause(text[begins:], start + begins, clause.end))
    if named := _RESPONSIBLE.search(text, begins):
        who = text_fact(page, start + named.start("who"), start + named.end("who"), BY_ITS_PLACE)
        ends = min(ends, start + named.start())
    return replace(deadline, what=text_fact(page, start + begins, ends, BY_ITS_PLACE), who=who, to_whom=whom)


def _sent_on(page: Page, deadline: Deadline, end: int) -> Deadline:
    """The deadline with the recipient that is told behind its day, where none was before it."""
    found = _COLLECTED.match(page.text, end) if deadline.to_whom is None else None
    return (
        replace(deadline, to_whom=text_fact(page, *found.span("whom"), BY_ITS_PLACE)) if found else deadline
    )


def _addressed(page: Page, clause: Clause) -> tuple[int, Fact[str] | None]:
    """To whom it goes, and where what is due ends before that is said."""
    if found := _WHOM.search(clause.text):
        whom = text_fact(
            page, clause.start + found.start("whom"), clause.start + found.end("whom"), BY_ITS_PLACE
        )
        is_all = not clause.text[: found.start()].strip()
        is_the_deed = found["by"] and (
            is_all or (found["by"] == "รายงาน" and found.start("by") == found.start())
        )
        ends = found.end("by") if is_the_deed else len(clause.text) if is_all else found.start()
        return clause.start + ends, whom
    inside = None
    for inside in _WHOM_INSIDE.finditer(clause.text):  # noqa: B007 -- the last one is wanted
        pass
    if inside is None:
        return clause.start + len(clause.text), None
    group = inside.lastgroup or "whom"
    tail = _KNOWN_TAIL.search(inside[group])
    end = inside.start(group) + (tail.start() if tail else len(inside[group]))
    return clause.start + len(clause.text), text_fact(
        page, clause.start + inside.start(group), clause.start + end, BY_ITS_PLACE
    )
