"""Stock phrases of official letters by kind: paragraphs that often come, to be put behind what is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sammachip.core.letter.kinds import LetterKind
from sammachip.core.sentence import marked


@dataclass(frozen=True, slots=True)
class Stock:
    """Ready words; `key` names them in a button, `title` is what they are for."""

    key: str
    title: str
    text: str


_ASKS: Final = (
    Stock("occasion", marked("เหตุที่มีหนังสือไป"), "ด้วย{{ส่วนราชการ}}จะดำเนินการเรื่อง{{เรื่อง}} ในปีงบประมาณ พ.ศ. {{ปีงบประมาณ}}"),
    Stock("following", marked("อ้างหนังสือเดิม"), "ตามหนังสือที่อ้างถึง แจ้งเรื่อง{{เรื่อง}} ความละเอียดแจ้งแล้ว นั้น"),
    Stock("ask", marked("ขอให้ดำเนินการ"), "ในการนี้ {{ส่วนราชการ}}ขอให้{{ผู้รับ}}ดำเนินการ ดังนี้\n1. \n2. "),
    Stock("report-by", marked("ขอให้รายงานภายในกำหนด"), "ขอให้รายงานผลตามแบบที่ส่งมาด้วย ภายในวันที่ "),
    Stock("chase", marked("ติดตามการรายงาน"), "บัดนี้ล่วงพ้นกำหนดแล้ว {{ส่วนราชการ}}ยังไม่ได้รับรายงาน จึงขอให้เร่งรายงานภายในวันที่ "),
    Stock("enclosed", marked("อ้างสิ่งที่ส่งมาด้วย"), "รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย"),
    Stock("end-consider", marked("จึงเรียนมาเพื่อพิจารณา"), "จึงเรียนมาเพื่อโปรดพิจารณา"),
    Stock("end-act", marked("จึงเรียนมาเพื่อดำเนินการ"), "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป"),
    Stock("end-know", marked("จึงเรียนมาเพื่อทราบ"), "จึงเรียนมาเพื่อโปรดทราบ"),
)  # fmt: skip

_BY_KIND: Final[Mapping[LetterKind, tuple[Stock, ...]]] = {
    LetterKind.EXTERNAL: _ASKS,
    LetterKind.MEMO: (
        Stock("memo-matter", marked("เรื่องเดิม"), "1. เรื่องเดิม\n"),
        Stock("memo-facts", marked("ข้อเท็จจริง"), "2. ข้อเท็จจริง\n"),
        Stock("memo-rules", marked("ข้อกฎหมายและระเบียบ"), "3. ข้อกฎหมายและระเบียบที่เกี่ยวข้อง\n"),
        Stock("memo-propose", marked("ข้อเสนอ"), "4. ข้อเสนอเพื่อพิจารณา\n"),
        *_ASKS[-3:],
    ),
    LetterKind.STAMPED: (
        Stock("stamped-send", marked("ส่งเอกสารตามที่ขอ"), "ตามที่ขอเอกสารเรื่อง{{เรื่อง}} {{ส่วนราชการ}}ขอส่งมาพร้อมหนังสือนี้"),
    ),
    LetterKind.ORDER: (
        Stock("order-ground", marked("เหตุและอำนาจที่ออกคำสั่ง"), "เพื่อให้การดำเนินงานเรื่อง{{เรื่อง}}เป็นไปด้วยความเรียบร้อย อาศัยอำนาจตามความใน... จึงแต่งตั้ง... ดังต่อไปนี้"),
        Stock("order-duties", marked("หน้าที่"), "ให้ผู้ได้รับแต่งตั้งมีหน้าที่ ดังนี้\n1. \n2. "),
        Stock("order-from", marked("วันที่มีผล"), "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"),
    ),
    LetterKind.ANNOUNCEMENT: (
        Stock("announce-ground", marked("เหตุที่ประกาศ"), "ด้วย{{ส่วนราชการ}}ได้ดำเนินการเรื่อง{{เรื่อง}}แล้ว จึงประกาศให้ทราบโดยทั่วกัน ดังนี้"),
        Stock("announce-end", marked("จึงประกาศมาให้ทราบ"), "จึงประกาศมาให้ทราบโดยทั่วกัน"),
    ),
    LetterKind.MINUTES: (
        Stock("agenda-1", marked("ระเบียบวาระที่ ๑"), "# ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ\n"),
        Stock("agenda-2", marked("ระเบียบวาระที่ ๒"), "# ระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม\n"),
        Stock("agenda-3", marked("ระเบียบวาระที่ ๓"), "# ระเบียบวาระที่ 3 เรื่องสืบเนื่อง\n"),
        Stock("agenda-4", marked("ระเบียบวาระที่ ๔"), "# ระเบียบวาระที่ 4 เรื่องเสนอให้ที่ประชุมพิจารณา\n"),
        Stock("agenda-5", marked("ระเบียบวาระที่ ๕"), "# ระเบียบวาระที่ 5 เรื่องอื่น ๆ (ถ้ามี)\n"),
        Stock("resolved", marked("มติที่ประชุม"), "มติที่ประชุม "),
    ),
    LetterKind.CERTIFICATE: (
        Stock("certifies", marked("ให้ไว้เพื่อรับรองว่า"), "หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า "),
    ),
    LetterKind.AWARD: (
        Stock("honour", marked("คำอวยพร"), "ขอให้มีความสุขความเจริญ เป็นแบบอย่างที่ดีแก่ชุมชนสืบไป"),
    ),
}  # fmt: skip


def stock_for(kind: LetterKind) -> tuple[Stock, ...]:
    return _BY_KIND[kind]
