"""What is asked for each kind of official paper, as forms: one list of parts, and which of them each kind has.

Page, API and whoever else brings a letter read it by the same form (`core.answers`), and so refuse it in the same words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from sammachip.core.fields import FormSpec
from sammachip.core.formreading import parse_form
from sammachip.core.sentence import marked


class LetterKind(StrEnum):
    EXTERNAL = "external"
    MEMO = "memo"
    STAMPED = "stamped"
    ORDER = "order"
    ANNOUNCEMENT = "announcement"
    MINUTES = "minutes"
    CERTIFICATE = "certificate"
    AWARD = "award"


Spec = dict[str, object]


def _choices(**labels: str) -> list[Spec]:
    return [{"value": value, "label": label} for value, label in labels.items()]


PLAIN: Final = "plain"
"""What is chosen where a letter is neither urgent nor secret, and nobody signs for another: nothing is printed."""
URGENCIES: Final = {"urgent": marked("ด่วน"), "very_urgent": marked("ด่วนมาก"), "most_urgent": marked("ด่วนที่สุด")}
SECRECIES: Final = {"confidential": marked("ลับ"), "secret": marked("ลับมาก")}
"""What is most secret (ลับที่สุด) the office rules keep out of electronic systems (ฉบับที่ 4 พ.ศ. 2564)."""
STANDINS: Final = {
    "on_behalf": marked("ปฏิบัติราชการแทน"),
    "in_charge": marked("รักษาราชการแทน"),
    "acting_for": marked("ทำการแทน"),
    "working_for": marked("ปฏิบัติงานแทน"),
    "in_position": marked("รักษาการในตำแหน่ง"),
}
"""What stands on paper for each; the forms of signing for another differ in law."""

MOST_BODY: Final = 20_000
BODY_HELP: Final = marked(
    "ขึ้นบรรทัดใหม่คือย่อหน้าใหม่ ขึ้นต้นด้วยเลขข้อ เช่น ๑. หรือ ๑.๑ เป็นข้อ ขึ้นต้นด้วย # เป็นหัวข้อ "
    "วางตารางจากโปรแกรมตารางได้ หรือคั่นช่องด้วย |"
)

PEOPLE_HELP: Final = marked(
    "บรรทัดละหนึ่งคน คั่นชื่อ ตำแหน่ง และหน้าที่หรือเหตุที่ไม่มาด้วย | หรือวางจากโปรแกรมตาราง ระบบใส่ลำดับให้"
)


def _text(label: str, help: str = "", *, most: int = 300) -> Spec:
    return {"label": label, "type": "text", "max_length": most, **({"help": help} if help else {})}


def _long(label: str, help: str = "", *, most: int = 2_000) -> Spec:
    return {**_text(label, help, most=most), "type": "long_text"}


def _choice(label: str, labels: Mapping[str, str], help: str = "") -> Spec:
    found: Spec = {"label": label, "type": "choice", "choices": _choices(**labels)}
    return {**found, "help": help} if help else found


def _rows(label: str, most: int, /, help: str = "", **columns: Spec) -> Spec:
    asked = [{"key": key, **column} for key, column in columns.items()]
    found: Spec = {"label": label, "type": "table", "max_rows": most, "columns": asked}
    return {**found, "help": help} if help else found


PARTS: Final[Mapping[str, Spec]] = {
    "secrecy": _choice(
        marked("ชั้นความลับ"),
        {PLAIN: marked("ไม่มีชั้นความลับ"), **SECRECIES},
        marked("พิมพ์บนและล่างทุกหน้า ทะเบียนไม่แสดงเรื่อง และเปิดอ่านได้เฉพาะผู้ที่ระบุชื่อไว้ หนังสือลับที่สุดให้ทำนอกระบบ"),
    ),
    "urgency": _choice(marked("ชั้นความเร็ว"), {PLAIN: marked("ปกติ"), **URGENCIES}),
    "office_lines": _long(
        marked("ส่วนราชการเจ้าของหนังสือและที่ตั้ง"), marked("บรรทัดละหนึ่งแถวตามที่พิมพ์มุมขวาของหนังสือ"), most=400
    ),
    "office": _text(marked("ส่วนราชการ"), marked("ชื่อหน่วยงานและโทรศัพท์ ตามที่พิมพ์หัวบันทึกข้อความ")),
    "authority": _text(marked("ชื่อส่วนราชการ"), marked("ต่อท้ายคำว่า คำสั่ง หรือ ประกาศ เช่น จังหวัดสมมติ")),
    "subject": _text(marked("เรื่อง")),
    "salutation": _text(marked("คำขึ้นต้น"), marked("ทั่วไปใช้ เรียน ตำแหน่งสูงใช้ กราบเรียน พระภิกษุใช้ นมัสการ"), most=40),
    "to": _text(marked("ถึงใคร"), marked("ตำแหน่งของผู้รับ เช่น นายอำเภอทุกอำเภอ")),
    "refs": _rows(marked("อ้างถึง"), 10, letter=_text(marked("หนังสือที่อ้างถึง ที่ และลงวันที่"))),
    "enclosures": _rows(
        marked("สิ่งที่ส่งมาด้วย"),
        20,
        marked("หน่วย เช่น ฉบับ ชุด แผ่น"),
        what={**_text(marked("สิ่งที่ส่ง")), "required": True},
        count={"label": marked("จำนวน"), "type": "integer", "min": 1, "max": 100_000},
        unit=_text(marked("หน่วย"), most=40),
    ),
    "meeting": _text(marked("ชื่อการประชุม"), marked("เช่น การประชุมคณะทำงานสัมมาชีพชุมชน")),
    "session": _text(marked("ครั้งที่"), marked("เช่น ๓/๒๕๖๑"), most=40),
    "held": _text(marked("เมื่อวันที่"), marked("เช่น วันจันทร์ที่ ๑๐ กันยายน ๒๕๖๑"), most=120),
    "place": _text(marked("ณ ที่ใด")),
    "present": _long(marked("ผู้มาประชุม"), PEOPLE_HELP, most=MOST_BODY),
    "absent": _long(marked("ผู้ไม่มาประชุม"), PEOPLE_HELP, most=MOST_BODY),
    "attending": _long(marked("ผู้เข้าร่วมประชุม"), PEOPLE_HELP, most=MOST_BODY),
    "began": _text(marked("เริ่มประชุมเวลา"), marked("เช่น ๐๙.๓๐ น."), most=40),
    "body": _long(marked("ข้อความ"), BODY_HELP, most=MOST_BODY),
    "ended": _text(marked("เลิกประชุมเวลา"), most=40),
    "written_by": _text(marked("ผู้จดรายงานการประชุม")),
    "read_by": _text(marked("ผู้ตรวจรายงานการประชุม")),
    "closing": _text(marked("คำลงท้าย"), marked("ทั่วไปใช้ ขอแสดงความนับถือ ตำแหน่งสูงใช้ ขอแสดงความนับถืออย่างยิ่ง พระภิกษุใช้ ขอนมัสการด้วยความเคารพ"), most=80),
    "signer_name": _text(marked("ชื่อผู้ลงนาม"), marked("เว้นไว้ได้ จะพิมพ์เส้นไว้ให้เขียน")),
    "signer_post": _text(marked("ตำแหน่งผู้ลงนาม")),
    "stands": _choice(marked("ลงนามแทน"), {PLAIN: marked("ลงนามในตำแหน่งของตน"), **STANDINS}),
    "signs_for": _text(marked("แทนตำแหน่ง"), marked("เช่น ผู้ว่าราชการจังหวัดสมมติ")),
    "owner": _text(marked("ส่วนราชการเจ้าของเรื่อง")),
    "section": _text(marked("กลุ่มงานหรือฝ่าย")),
    "phones": _long(
        marked("โทรศัพท์ โทรสาร อีเมล"), marked("พิมพ์ตามที่จะปรากฏ บรรทัดละหนึ่งรายการ เช่น โทร. ๐ ๐๐๐๐ ๐๐๐๐"), most=400
    ),
    "copies": _long(marked("สำเนาส่ง"), marked("บรรทัดละหนึ่งหน่วยงาน"), most=1_000),
    "motto": _long(marked("ข้อความท้ายกระดาษ"), marked("เช่น คำขวัญหรือวิสัยทัศน์ของหน่วยงาน"), most=300),
    "typed_by": _text(marked("ผู้พิมพ์"), marked("พิมพ์ในสำเนาคู่ฉบับ เว้นไว้ถ้าผู้ร่างพิมพ์เอง")),
    "annexes": _rows(
        marked("เอกสารแนบที่พิมพ์ต่อท้ายหนังสือ"), 10, marked("แต่ละแถวขึ้นหน้าใหม่ ข้อความใช้เครื่องหมายเดียวกับข้อความของหนังสือ"),
        title=_text(marked("ชื่อเอกสาร")), content=_long(marked("ข้อความของเอกสาร"), most=MOST_BODY),
    ),
}  # fmt: skip

SIGNING: Final = ("signer_name", "signer_post", "stands", "signs_for")
SIGNS_FOR_ANOTHER: Final = f'stands != "{PLAIN}"'
OWNER: Final = ("owner", "section", "phones")


@dataclass(frozen=True, slots=True)
class Laid:
    """Which parts a kind has, by the sections of its form; those it cannot go out without; labels of its own."""

    head: tuple[str, ...]
    text: tuple[str, ...]
    signing: tuple[str, ...] = SIGNING
    foot: tuple[str, ...] = ("typed_by",)
    needed: tuple[str, ...] = ("subject", "body", "signer_post")
    labels: Mapping[str, str] | None = None


KEPT_SUBJECT: Final = marked("เรื่อง (ลงทะเบียนเท่านั้น ไม่พิมพ์ในหนังสือ)")
LAID: Final[Mapping[LetterKind, Laid]] = {
    LetterKind.EXTERNAL: Laid(
        ("secrecy", "urgency", "office_lines", "subject", "salutation", "to", "refs", "enclosures"),
        ("body", "closing"),
        foot=(*OWNER, "copies", "motto", "typed_by", "annexes"),
        needed=("office_lines", "subject", "to", "body", "closing", "signer_post"),
    ),
    LetterKind.MEMO: Laid(
        ("secrecy", "urgency", "office", "subject", "salutation", "to"),
        ("body",),
        foot=("typed_by", "annexes"),
        needed=("office", "subject", "to", "body", "signer_post"),
    ),
    LetterKind.STAMPED: Laid(
        ("secrecy", "urgency", "subject", "to"),
        ("body",),
        signing=("authority",),
        foot=(*OWNER, "typed_by", "annexes"),
        needed=("subject", "to", "body", "authority", "owner"),
        labels={
            "subject": KEPT_SUBJECT,
            "to": marked("ถึงส่วนราชการ"),
            "authority": marked("ชื่อส่วนราชการที่ส่งหนังสือออก"),
        },
    ),
    LetterKind.ORDER: Laid(
        ("authority", "subject"),
        ("body",),
        foot=("typed_by", "annexes"),
        needed=("authority", "subject", "body", "signer_post"),
    ),
    LetterKind.ANNOUNCEMENT: Laid(
        ("authority", "subject"),
        ("body",),
        foot=("typed_by", "annexes"),
        needed=("authority", "subject", "body", "signer_post"),
    ),
    LetterKind.MINUTES: Laid(
        ("meeting", "session", "held", "place", "present", "absent", "attending"),
        ("began", "body", "ended"),
        signing=("written_by", "read_by"),
        foot=("typed_by", "annexes"),
        needed=("meeting", "held", "place", "present", "body", "written_by"),
    ),
    LetterKind.CERTIFICATE: Laid(
        ("office_lines", "subject"),
        ("body",),
        needed=("office_lines", "subject", "body", "signer_post"),
        labels={"subject": KEPT_SUBJECT},
    ),
    LetterKind.AWARD: Laid(
        ("authority", "subject", "to"),
        ("body",),
        needed=("authority", "subject", "to", "body", "signer_post"),
        labels={"subject": KEPT_SUBJECT, "to": marked("มอบให้ใคร"), "body": marked("เพื่อแสดงว่า")},
    ),
}
SECTIONS: Final = {
    "head": marked("หัวหนังสือ"),
    "text": marked("ข้อความ"),
    "signing": marked("ลงนาม"),
    "foot": marked("ท้ายหนังสือ"),
}


@cache
def form_of(kind: LetterKind) -> FormSpec:
    """What is asked for a paper of this kind."""
    laid = LAID[kind]
    sections = [
        {"key": key, "title": title, "fields": [_asked(laid, part) for part in getattr(laid, key)]}
        for key, title in SECTIONS.items()
    ]
    return parse_form({"title": kind.value, "sections": sections}, path=f"letter.{kind}")


def _asked(laid: Laid, part: str) -> Spec:
    own = (laid.labels or {}).get(part)
    needed: object = SIGNS_FOR_ANOTHER if part == "signs_for" else part in laid.needed
    return {"key": part, **PARTS[part], **({"label": own} if own else {}), "required": needed}


def subject_of(kind: LetterKind, values: Mapping[str, object]) -> str:
    """What registers and lists call the paper; minutes by their meeting and its session."""
    if kind is not LetterKind.MINUTES:
        return str(values.get("subject") or "")
    meeting, session = (str(values.get(key) or "") for key in ("meeting", "session"))
    return f"รายงาน{meeting}{f' ครั้งที่ {session}' if session else ''}" if meeting else ""
