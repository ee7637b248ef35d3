"""What kind of paper it is, by the words at its head and the labels it has; and whether it asks for any work."""

import re
from collections.abc import Sequence

from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.model import Kind
from sammachip.core.letterfacts.spelling import label

_HEAD_LINES = 7
_HEADINGS: tuple[tuple[Kind, str], ...] = (
    (Kind.OTHER, r"(?:\(?ร่าง\)?\s*)?(?:ข่าว|จดหมายข่าว|press release|แถลงข่าว|สื่อประชาสัมพันธ์)"),
    (Kind.MEMO, r"(?:\(?สำเนา(?:คู่ฉบับ)?\)?\s*)?บันทึกข้อความ|ส่วนราชการ"),
    (Kind.MINUTES, r"(?:\(?ร่าง\)?\s*)?รายงานการประชุม|บันทึกการประชุม"),
    (Kind.CERTIFICATE, r"เกียรติบัตร|ประกาศนียบัตร|วุฒิบัตร|ประกาศเกียรติคุณ|หนังสือรับรอง|ใบรับรอง"),
    (Kind.ORDER, r"(?:\(?สำเนา(?:คู่ฉบับ)?\)?\s*)?คำสั่ง"),
    (Kind.ANNOUNCEMENT, r"(?:\(?สำเนา(?:คู่ฉบับ)?\)?\s*)?ประกาศ"),
)
_CERTIFIES = re.compile(
    r"(?:หนังสือ(?:ฉบับ)?นี้|ขอ)(?:ให้ไว้|ออกให้)?\s?เพื่?อรับรองว่?า|ขอรับรองว่?า|(?:ขอ)?มอบเกียรติบัตร|เกียรติบัตรฉบับนี้?"
)
_PRIVATE = re.compile(r"คิดถึง|ที่รัก|ด้วยรัก|สวัสดี|สบายดี|เพื่อนรัก")
_NUMBERED = re.compile(r"\s*ที่?\s*[ก-ฮ]{1,4}\.?\s*(?:\([ก-ฮ. ]+\)\s*)?[\d.…]")
_ASKS = re.compile(
    r"ขอให้|ให้(?:จังหวัด|อำเภอ|สำนักงาน|ท่าน)|โปรด|ขอความ(?:ร่วมมือ|อนุเคราะห์|กรุณา)|ดำเนินการ|ขอเชิญ|ถือปฏิบัติ"
    r"|อนุมัติ|แจ้งให้|รายงาน|จัดส่ง|กำชับ|มอบหมาย"
)


def kind_of(lines: Sequence[Line]) -> Kind:
    """The kind by the paper's own heading; without one, by the labels of a letter; anything else is other."""
    head = [line.text for line in lines if not line.is_blank][:_HEAD_LINES]
    for text in head:
        for kind, heading in _HEADINGS:
            if re.match(heading, text, re.I) and not text.startswith("ประกาศณ"):
                return kind
    whole = "\n".join(line.text for line in lines)
    if _CERTIFIES.search(whole) and not _labels(lines) & {"เรื่อง", "เรียน"}:
        return Kind.CERTIFICATE
    return _letter(lines, whole)


def _letter(lines: Sequence[Line], whole: str) -> Kind:
    has = _labels(lines)
    is_numbered = any(_NUMBERED.match(line.text) for line in lines[:25])
    if is_numbered and "ถึง" in has and "เรียน" not in has:
        return Kind.STAMPED
    if is_numbered and (has or "ขอแสดงความนับถือ" in whole):
        return Kind.EXTERNAL
    if _PRIVATE.search(whole[:600]) or not {"เรื่อง", "เรียน"} <= has:
        return Kind.OTHER
    return Kind.EXTERNAL


def _labels(lines: Sequence[Line]) -> set[str]:
    """The labels of a letter that stand at the head of lines near its beginning."""
    found = (label(line.text, ("เรื่อง", "เรียน", "ถึง")) for line in lines[:40])
    return {one[0] for one in found if one}


def sets_work(kind: Kind, text: str, *, has_deadlines: bool) -> bool:
    """Whether the paper asks its reader to do something: a letter or memo that asks, or whatever names a day for it.

    An order, an announcement or minutes tell what was decided; news, certificates and private letters tell only.
    """
    if kind in (Kind.EXTERNAL, Kind.MEMO, Kind.STAMPED):
        return has_deadlines or bool(_ASKS.search(text))
    return kind in (Kind.ANNOUNCEMENT, Kind.MINUTES) and has_deadlines
