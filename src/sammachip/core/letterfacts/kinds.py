"""What kind of paper it is, by the words at its head and the labels it has; and whether it asks for any work."""

import re
from collections.abc import Sequence

from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.model import Kind
from sammachip.core.letterfacts.spelling import label
from sammachip.core.likeness import edits
from sammachip.core.thaiwords import bare

_HEAD_LINES = 7
_COPY = r"(?:\(?(?:สำเนา(?:คู่?ฉบับ)?|ร่?าง)\)?\s*)?"
_HEADINGS: tuple[tuple[Kind, str], ...] = (
    (Kind.OTHER, r"ข่?าว|จดหมายข่?าว|press release|แถลงข่?าว|สื่?อประชาสัมพันธ์?"),
    (Kind.MEMO, r"บันทึกข้?อความ|ส่?วนราชการ"),
    (Kind.MINUTES, r"รายงานการประชุม|บันทึกการประชุม"),
    (Kind.CERTIFICATE, r"เกียรติบัตร|ประกาศนียบัตร|วุฒิบัตร|ประกาศเกียรติคุณ|หนังสือรับรอง|ใบรับรอง"),
    (Kind.ORDER, r"คำสั่?ง"),
    (Kind.ANNOUNCEMENT, r"ประกาศ(?!\s*ณ)"),
)
_MISSPELT = (
    (Kind.ORDER, "คำสั่ง"),
    (Kind.ANNOUNCEMENT, "ประกาศ"),
    (Kind.MINUTES, "รายงานการประชุม"),
    (Kind.MEMO, "บันทึกข้อความ"),
)
_CERTIFIES = re.compile(
    r"(?:หนังสือ(?:ฉบับ)?นี้|ขอ)(?:ให้ไว้|ออกให้)?\s?เพื่?อรับรองว่?า|ขอรับรองว่?า|(?:ขอ)?มอบเกียรติบัตร|เกียรติบัตรฉบับนี้?"
)
_PRIVATE = re.compile(r"คิดถึง|ที่รัก|ด้วยรัก|สวัสดี|สบายดี|เพื่อนรัก")
_OFFICE = re.compile(r"\s*(?:จังหวัด|อำเภอ|กรม|กระทรวง|สำนัก|เทศบาล|องค์?การ|องค|คณะ|ที)")
_STAMPED = re.compile(r"พร้อมหนังสือนี้|\((?:ประทับ)?ตรา\S*\)|\(ประทับ\S*\)")
_NUMBERED = re.compile(r"\s*ที่?\s*[ก-ฮ]{1,4}\.?\s*(?:\([ก-ฮ. ]+\)\s*)?[\d.…]")
_ASKS = re.compile(
    r"ขอให้|ให้(?:จังหวัด|อำเภอ|สำนักงาน|ท่าน)|โปรด|ขอความ(?:ร่วมมือ|อนุเคราะห์|กรุณา)|ดำเนินการ|ขอเชิญ|ถือปฏิบัติ"
    r"|อนุมัติ|แจ้งให้|รายงาน|จัดส่ง|กำชับ|มอบหมาย"
)

_ASKS_PLAINLY = re.compile(
    r"(?<!ได้)(?:จึง|และ)?ขอ(?:ให้|ได้โปรด|เชิญ|ความ(?:ร่วมมือ|อนุเคราะห์|กรุณา)|กำชับ)|โปรด(?!ทราบ)|ให้(?:จังหวัด|อำเภอ|สำนักงาน|ท่าน)|แจ้งให้"
    r"|กำชับ|มอบหมาย|ถือปฏิบัติ|ให้ดำเนินการ|จัดส่ง|รายงาน(?:ผล|ให้)|สนใจ(?:ยื่น|ส่ง|สมัคร)|ขยาย(?:ระยะ|กำหนด)?เวลา"
)
_CLOSING = re.compile(r"จึงเรียนมา(?P<purpose>[^\n]*)")
_FOR_NOTICE = ("เพือโปรดทราบ", "เพือทราบ")
"""What a letter is sent for that only tells, by its letters."""
_RECITAL = re.compile(r"ตาม(?:หนังสือ|ที่)[^ๆ]{10,600}?(?:นั้?น(?=\s)|แจ้?งแล้?ว)")
"""What was asked or said before, told again as the occasion of the letter."""
_MAY_ASK = re.compile(r"ภายใน|ให้[ก-ฮ]|ยื่น|ยืนยัน|ขออนุญาต|ตรวจสอบ|ส่งคืน")
_ASKS_BY_DAY = re.compile(
    r"(?:ให้|ขอ|มอบ|ยื่น|ส่ง|สมัคร|แจ้ง)[^\n]{0,120}?(?:"
    + "|".join("ภายใน"[:at] + r"\S{0,2}" + "ภายใน"[at + 1 :] for at in range(5))
    + r"|ไม่เกิน)\s*วัน|สนใจ(?:ยื่น|ส่ง|สมัคร|เข้า)|ให้ผู้(?:มีรายชื่อ|ผ่าน|ได้รับ)|กำหนด(?:ยื่น|ส่ง)"
)


def kind_of(lines: Sequence[Line]) -> Kind:
    """The kind by the paper's own heading; without one, by the labels of a letter; anything else is other."""
    head = [line.text for line in lines if not line.is_blank][:_HEAD_LINES]
    for text in head:
        for kind, heading in _HEADINGS:
            if re.match(_COPY + f"(?:{heading})", text, re.I):
                return kind
    whole = "\n".join(line.text for line in lines)
    if _CERTIFIES.search(whole) and not _labels(lines) & {"เรื่อง", "เรียน"}:
        return Kind.CERTIFICATE
    return next(
        (kind for text in head[:2] for kind, word in _MISSPELT if _begins_like(text, word)), None
    ) or _letter(lines, whole)


def _begins_like(text: str, word: str) -> bool:
    """Whether the line begins with the word, a letter amiss, and goes on with the name of an office or ends."""
    letters, wanted = bare(text), bare(word)
    ends = [
        len(wanted) + more for more in (0, 1, -1) if edits(letters[: len(wanted) + more], wanted, most=1) <= 1
    ]
    return any(not letters[end:] or _OFFICE.match(letters, end) for end in ends)


def _letter(lines: Sequence[Line], whole: str) -> Kind:
    has = _labels(lines)
    is_numbered = any(_NUMBERED.match(line.text) for line in lines[:25])
    closes = "ขอแสดงความนับถือ" in whole
    if _PRIVATE.search(whole[:600]) and not is_numbered:
        return Kind.OTHER
    if _STAMPED.search(whole) and not closes:
        return Kind.STAMPED
    if is_numbered and "ถึง" in has and "เรียน" not in has:
        return Kind.STAMPED
    signs = (
        len(has & {"เรื่อง", "เรียน"}) + is_numbered + closes + ("จึงเรียนมา" in whole) + ("สิ่งที่ส่งมาด้วย" in whole)
    )
    return Kind.EXTERNAL if signs >= 2 else Kind.OTHER


def _labels(lines: Sequence[Line]) -> set[str]:
    """The labels of a letter that stand at the head of lines near its beginning."""
    found = (label(line.text, ("เรื่อง", "เรียน", "ถึง")) for line in lines[:40])
    return {one[0] for one in found if one}


def _only_tells(text: str) -> bool:
    """Whether the letter says at its end that it is for notice, a letter or two of that amiss."""
    found = _CLOSING.search(text)
    said = bare(found["purpose"]).strip() if found else ""
    return any(edits(said, wanted, most=2) <= len(wanted) // 6 for wanted in _FOR_NOTICE)


def sets_work(kind: Kind, text: str, *, has_deadlines: bool, is_broken: bool) -> bool:
    """Whether the paper asks its reader to do something: a letter or memo that asks, or whatever names a day for it.

    An order, an announcement or minutes tell what was decided; news, certificates and private letters tell only. Where
    letters were taken for others, a day may be lost and the words around it still ask.
    """
    if kind in (Kind.EXTERNAL, Kind.MEMO, Kind.STAMPED):
        if has_deadlines or _only_tells(text):
            return has_deadlines or bool(_ASKS_PLAINLY.search(_RECITAL.sub("", text)))
        return bool(_ASKS.search(text)) or (is_broken and bool(_MAY_ASK.search(text)))
    if kind not in (Kind.ANNOUNCEMENT, Kind.MINUTES):
        return False
    return has_deadlines or (is_broken and bool(_ASKS_BY_DAY.search(text)))
