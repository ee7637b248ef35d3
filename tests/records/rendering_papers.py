"""Papers the rendering tests print: a letter, a memo, a register of 23 districts, a progress form, photographs."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime

from PIL import Image

from sammachip.core.document import (
    Blank,
    Cell,
    Code,
    Document,
    HeadCell,
    Heading,
    LetterClose,
    LetterContact,
    LetterFields,
    LetterHead,
    Line,
    MemoHead,
    Notes,
    PageBreak,
    Paragraph,
    Photo,
    Photos,
    Signature,
    Spacer,
    Start,
    Table,
    Tick,
    ToEnd,
    Writing,
    parts,
)
from sammachip.records.rendering import render_pdf

STAMP = datetime(2018, 8, 31, 9, 30, tzinfo=UTC)
DISTRICTS = (
    *("เมืองบุรีรัมย์", "คูเมือง", "กระสัง", "นางรอง", "หนองกี่", "ละหานทราย"),
    *("ประโคนชัย", "บ้านกรวด", "พุทไธสง", "ลำปลายมาศ", "สตึก", "ปะคำ"),
    *("นาโพธิ์", "หนองหงส์", "พลับพลาชัย", "ห้วยราช", "โนนสุวรรณ", "ชำนิ"),
    *("บ้านใหม่ไชยพจน์", "โนนดินแดง", "บ้านด่าน", "แคนดง", "เฉลิมพระเกียรติ"),
)
TWO_GROUPS = {"เมืองบุรีรัมย์", "นางรอง", "ประโคนชัย", "ลำปลายมาศ", "สตึก"}


def thai(number: int | str) -> str:
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


PROSE = (
    "ด้วยจังหวัดได้รับแจ้งให้ขับเคลื่อนงานพัฒนากลุ่มอาชีพตามแนวทางการสร้างสัมมาชีพชุมชน ประจำปีงบประมาณ พ.ศ. ๒๕๖๑ "
    "ซึ่งต้องดำเนินการให้แล้วเสร็จภายในไตรมาสที่ ๔ โดยสำนักงานพัฒนาชุมชนอำเภอเป็นหน่วยงานผู้รับผิดชอบในพื้นที่ "
    "และต้องรายงานความก้าวหน้าให้จังหวัดทราบทุกระยะ",
    "เพื่อให้การดำเนินงานเป็นไปด้วยความเรียบร้อย จึงขอให้อำเภอสำรวจข้อมูลกลุ่มอาชีพเป้าหมาย จัดทำแผนพัฒนาศักยภาพ "
    "ร่วมกับสมาชิกกลุ่มและหน่วยงานภาคีที่เกี่ยวข้อง ตรวจสอบมิให้ค่าใช้จ่ายซ้ำซ้อนกับงบประมาณของหน่วยงานอื่น "
    "แล้วบันทึกผลพร้อมภาพถ่ายกิจกรรมต่าง ๆ ให้ครบถ้วน รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย ๑ - ๓",
    "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป",
)


def letter(emblem: str | None = None) -> Document:
    return Document(
        title="การพัฒนาศักยภาพกลุ่มอาชีพสัมมาชีพชุมชน",
        blocks=(
            LetterHead(
                number="บร ๐๐๑๙/ว ๑๒๓๔",
                office_lines=("ศาลากลางจังหวัดบุรีรัมย์", "ถนนตัวอย่าง อำเภอเมืองบุรีรัมย์", "จังหวัดบุรีรัมย์ ๓๑๐๐๐"),
                date="๓๑ สิงหาคม ๒๕๖๑",
                urgency="ด่วนที่สุด",
                emblem_ref=emblem,
            ),
            LetterFields(
                subject="การดำเนินงานพัฒนาศักยภาพกลุ่มอาชีพตามแนวทางสัมมาชีพชุมชนสู่ความยั่งยืน ประจำปีงบประมาณ พ.ศ. ๒๕๖๑",
                to="นายอำเภอ ทุกอำเภอ",
                refs=("หนังสือกรมตัวอย่าง ที่ มท ๐๔๐๗.๔/ว ๑๑๑๑ ลงวันที่ ๒๐ สิงหาคม ๒๕๖๑",),
                enclosures=(
                    ("๑. ทะเบียนจัดสรรเป้าหมายการดำเนินโครงการฯ", "จำนวน ๑ ฉบับ"),
                    ("๒. แนวทางพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน", "จำนวน ๑ ชุด"),
                    ("๓. แบบรายงานความก้าวหน้าการดำเนินงานฯ", "จำนวน ๑ ชุด"),
                ),
            ),
            *(Paragraph(text) for text in PROSE),
            LetterClose(
                closing="ขอแสดงความนับถือ",
                sign_lines=("(นายสมชาย ตัวอย่าง)", "พัฒนาการจังหวัด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดบุรีรัมย์"),
            ),
            LetterContact(("สำนักงานพัฒนาชุมชนจังหวัด", "กลุ่มงานส่งเสริมการพัฒนาชุมชน", "โทร. ๐ ๐๐๐๐ ๐๐๐๐")),
        ),
    )


def memo() -> Document:
    return Document(
        title="ขออนุมัติเบิกจ่าย",
        blocks=(
            MemoHead(
                office="สำนักงานพัฒนาชุมชนอำเภอสตึก โทร. ๐ ๐๐๐๐ ๐๐๐๐",
                number="บร ๐๐๑๙.๑๑/",
                date="      กันยายน ๒๕๖๑",
                subject="ขออนุมัติเบิกจ่ายเงินโครงการพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน",
            ),
            LetterFields(to="นายอำเภอสตึก"),
            *(Paragraph(text) for text in PROSE),
            LetterClose(sign_lines=("(นางสาวมาลี ตัวอย่าง)", "นักวิชาการพัฒนาชุมชนชำนาญการ")),
        ),
    )


def register(repeat: int = 1) -> Document:
    rows = tuple(
        (
            Cell(thai(number), align="center"),
            Cell(name),
            Cell(thai(2 if name in TWO_GROUPS else 1), align="center"),
            Cell(thai("62,400" if name in TWO_GROUPS else "31,200"), align="end"),
            Cell(),
        )
        for number, name in enumerate(DISTRICTS * repeat, start=1)
    )
    total = (
        Cell(),
        Cell("รวม", align="center", bold=True),
        Cell("๒๘", align="center", bold=True),
        Cell("๘๗๓,๖๐๐", align="end", bold=True),
        Cell(),
    )
    columns = ("ที่", "อำเภอ", "จำนวนกลุ่มเป้าหมาย\n(กลุ่ม)", "บัญชีจัดสรรงบประมาณ\nที่กรมฯ แจ้ง", "หมายเหตุ")
    return Document(
        title="ทะเบียนเป้าหมาย",
        blocks=(
            Heading(
                "ทะเบียนเป้าหมายการดำเนินงานโครงการพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน\nจังหวัดบุรีรัมย์", align="center"
            ),
            Table(
                head=(tuple(HeadCell(text) for text in columns),),
                rows=rows,
                widths_cm=(1.2, None, 3.2, 4.0, 3.2),
                total=total,
            ),
        ),
    )


def _groups() -> Table:
    return Table(
        head=(
            (
                HeadCell("ที่", rowspan=2),
                HeadCell("ที่อยู่", rowspan=2),
                HeadCell("ชื่อกลุ่ม", rowspan=2),
                HeadCell("ผลิตภัณฑ์\nของกลุ่ม", rowspan=2),
                HeadCell("สมาชิก\n(คน)", rowspan=2),
                HeadCell("สถานที่\nจำหน่าย", rowspan=2),
                HeadCell("การลงทะเบียน OTOP", colspan=2),
            ),
            (HeadCell("ลงทะเบียน"), HeadCell("ยังไม่ลงทะเบียน")),
        ),
        rows=(
            (
                Cell("๑", align="center"),
                Cell("หมู่ที่ ๓ ตำบลสตึก"),
                Cell("กลุ่มทอผ้าไหมบ้านตัวอย่าง"),
                Cell("ผ้าไหมมัดหมี่"),
                Cell("๒๕", align="center"),
                Cell("ศูนย์สาธิตการตลาดบ้านตัวอย่าง"),
                Cell(tick=True),
                Cell(tick=False),
            ),
            (
                Cell("๒", align="center"),
                Cell("หมู่ที่ ๙ ตำบลนิคม"),
                Cell("กลุ่มผลิตปุ๋ยจุลินทรีย์"),
                Cell("ปุ๋ยอินทรีย์อัดเม็ด"),
                Cell("๑๒", align="center"),
                Cell("ตลาดนัดชุมชน"),
                Cell(tick=False),
                Cell(tick=True),
            ),
        ),
        widths_cm=(0.9, 2.4, None, 2.4, 1.5, 2.4, 1.9, 2.0),
    )


STEPS = (
    "สำรวจข้อมูลและจัดทำฐานข้อมูลกลุ่มอาชีพเป้าหมาย",
    "แยกประเภทอาชีพของกลุ่มอาชีพเป้าหมาย (คลัสเตอร์)",
    "ประเมินความพร้อมและศักยภาพของกลุ่มอาชีพ",
    "จัดระดับศักยภาพ และวางแผนการพัฒนาศักยภาพกลุ่มอาชีพตามความต้องการ",
    "พัฒนาศักยภาพกลุ่มอาชีพตามแผนการพัฒนาศักยภาพกลุ่มที่กำหนด",
)


def _steps() -> Table:
    return Table(
        head=(
            (
                HeadCell("ที่", rowspan=2),
                HeadCell("กระบวนการ/ขั้นตอน", rowspan=2),
                HeadCell("ผลการดำเนินงาน\n(ระบุเครื่องหมาย ✓ ลงในช่องผลการดำเนินงาน)", colspan=2),
                HeadCell("ผลที่เกิดขึ้น\nจากดำเนินงาน", rowspan=2),
                HeadCell("ปัญหา/\nอุปสรรค", rowspan=2),
                HeadCell("แนวทาง\nการแก้ไข\nปัญหา", rowspan=2),
            ),
            (HeadCell("อยู่ระหว่าง\nดำเนินการ"), HeadCell("ดำเนินการ\nเสร็จสิ้นแล้ว")),
        ),
        rows=tuple(
            (
                Cell(thai(number), align="center"),
                Cell(step),
                Cell(tick=number == 5),
                Cell(tick=number < 5),
                Cell("ได้ข้อมูลกลุ่มครบถ้วน" if number == 1 else ""),
                Cell("ฝนตกหนัก" if number == 5 else ""),
                Cell("เลื่อนวันอบรม" if number == 5 else ""),
            )
            for number, step in enumerate(STEPS, start=1)
        ),
        widths_cm=(0.9, None, 2.2, 2.2, 2.6, 2.0, 2.0),
    )


def signature(done: str) -> Signature:
    return Signature(
        (parts("ลงชื่อ", Blank(None, 5), done), parts("(นายมานะ ตัวอย่าง)"), parts("พัฒนาการอำเภอสตึก"))
    )


def progress_form(*, filled: bool = True) -> Document:
    def blank(value: str, width: float) -> Blank:
        return Blank(value if filled else None, width)

    return Document(
        title="แบบรายงานความก้าวหน้า",
        blocks=(
            Heading("แบบรายงานความก้าวหน้า\nการดำเนินงานโครงการพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน", align="center"),
            Line(parts("อำเภอ", blank("สตึก", 5)), align="center"),
            Heading("๑. การสำรวจข้อมูล", level=2),
            Heading("๑.๑ ข้อมูลกลุ่มอาชีพเป้าหมาย", level=3),
            Line(parts("มีกลุ่มอาชีพเป้าหมาย จำนวน ", blank("๒", 2), " กลุ่ม รายละเอียด ดังนี้"), indent=True),
            _groups(),
            Heading("๒. ผลการดำเนินงาน", level=2),
            Line(
                parts(
                    "๒.๑ สถานภาพของโครงการ   ",
                    Tick(filled, "อยู่ระหว่างดำเนินการ"),
                    "   ",
                    Tick(False, "ดำเนินการเสร็จสิ้นแล้ว"),
                )
            ),
            Line(parts("๒.๒ ผลการดำเนินงานตามกระบวนการพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน")),
            _steps(),
            Line(
                parts(
                    "๒.๓ ผลการใช้จ่ายงบประมาณโครงการ ที่ได้รับจัดสรร ข้อมูล ณ วันที่ ",
                    blank("๑๕", 1.2),
                    " เดือนกันยายน พ.ศ. ๒๕๖๑",
                )
            ),
            Line(
                parts(
                    "ได้รับจัดสรรงบประมาณ จำนวน ",
                    blank("๖๒,๔๐๐.๐๐", 3),
                    " บาท เบิกจ่ายแล้ว จำนวน ",
                    blank("๓๑,๒๐๐.๐๐", 3),
                    " บาท คิดเป็นร้อยละ ",
                    blank("๕๐.๐๐", 1.6),
                    " ของงบประมาณที่ได้รับ",
                ),
                indent=True,
            ),
            Signature(
                (
                    parts("ชื่อ", Blank(None, 5), "ผู้รายงาน"),
                    parts("(", blank("นางสาวมาลี ตัวอย่าง", 5), ")"),
                    parts("ตำแหน่ง", blank("นักวิชาการพัฒนาชุมชนชำนาญการ", 5)),
                )
            ),
            *(signature(done) for done in ("ผู้ตรวจสอบ", "ผู้รับทราบ")),
            Spacer(6),
            Notes(
                "หมายเหตุ :",
                (
                    "กรอกแบบตามที่ได้ดำเนินการจริง แนบภาพถ่ายของแต่ละขั้นตอนพร้อมคำอธิบาย แล้วส่งให้กลุ่มงานส่งเสริมการพัฒนาชุมชน "
                    "เพื่อรวบรวมรายงานต่อไป",
                    "ผู้รายงาน หมายถึง เจ้าหน้าที่ผู้รับผิดชอบ",
                ),
            ),
        ),
    )


def album() -> Document:
    return Document(
        title="ภาพถ่ายกิจกรรม",
        blocks=(
            Heading("ภาพถ่ายการดำเนินงาน", align="center"),
            Photos(
                (
                    Photo("survey", "ภาพที่ ๑ สำรวจข้อมูลกลุ่มอาชีพเป้าหมายร่วมกับสมาชิกกลุ่มทอผ้าไหมบ้านตัวอย่าง"),
                    Photo("meeting", "ภาพที่ ๒ ประชุมวางแผน"),
                    Photo("training", "ภาพที่ ๓ ฝึกอบรมการย้อมสีธรรมชาติ"),
                )
            ),
            PageBreak(),
            Paragraph("หน้าถัดไป", indent=False),
        ),
    )


def pictures() -> Mapping[str, bytes]:
    return {
        "survey": picture("JPEG", (1600, 1200), (120, 150, 90)),
        "meeting": picture("PNG", (900, 1400), (90, 110, 160)),
        "training": picture("WEBP", (640, 480), (170, 120, 90)),
        "emblem": picture("PNG", (300, 330), (140, 30, 30)),
    }


def by_hand() -> Document:
    """Two papers of one bundle to be written by hand; the second is longer than a page."""
    ask = (
        Line(parts("ชื่อกลุ่ม  ", ToEnd())),
        Line(parts("ประธาน  ", ToEnd("นางสาวมาลี ทดสอบระบบ"))),
        Line(parts("สมาชิกที่เข้าร่วมครั้งนี้ นับเฉพาะผู้ที่ลงชื่อไว้ในใบลงชื่อผู้เข้าร่วมกิจกรรมของกลุ่ม  ", ToEnd(), " คน")),
        Line(parts("ปัญหา  ", ToEnd())),
        Writing(3),
        Table(((HeadCell("ที่"), HeadCell("รายการ")),), ((Cell("๑"), Cell()),) * 4, room_cm=0.9),
    )
    heads = [("แบบสำรวจกลุ่มอาชีพ", f"กลุ่มที่ {thai(number)}", "สแกนเพื่อคีย์ข้อมูล") for number in (1, 2)]
    codes = [Code(f"https://ที่ตั้ง.example/tasks/{number}/key-in/", lines) for number, lines in enumerate(heads)]
    return Document(
        "ชุดแบบสำรวจ",
        (Start("สำรวจ · กลุ่มที่ ๑"), codes[0], *ask, Start("สำรวจ · กลุ่มที่ ๒"), codes[1], *ask, PageBreak(), *ask),
    )


def picture(form: str, size: tuple[int, int], colour: tuple[int, int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


def render(document: Document, *, draft: bool = False) -> bytes:
    return render_pdf(document, stamp=STAMP, images=pictures(), draft=draft)
