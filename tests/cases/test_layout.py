"""The paper of a form: blanks, ticks, tables, pictures and signatures as the pack lays them out."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sammachip.cases.layout import Content, Ruling, Signer, lay_out
from sammachip.core import document as doc
from sammachip.core.fields import Choice, Field, FieldType, FormSpec, Section
from sammachip.programmes import paperspec as spec
from sammachip.programmes.paperspec import (
    BlankAt,
    Column,
    Hops,
    Line,
    PageBreak,
    Paper,
    Part,
    Photos,
    Rest,
    Table,
    Ticks,
)

STATE = Field(
    "state",
    "สถานภาพ",
    FieldType.CHOICE,
    choices=(Choice("done", "แล้วเสร็จ"), Choice("ongoing", "อยู่ระหว่างดำเนินการ")),
)
STEPS = Field(
    "steps",
    "ขั้นตอน",
    FieldType.TABLE,
    rows=(Choice("one", "สำรวจ"), Choice("two", "วางแผน")),
    columns=(Field("done", "เสร็จ", FieldType.YES_NO), Field("note", "หมายเหตุ", FieldType.TEXT)),
)
LINES = Field(
    "lines",
    "รายการ",
    FieldType.TABLE,
    columns=(Field("item", "รายการ", FieldType.TEXT), Field("amount", "บาท", FieldType.MONEY)),
)
PHOTOS = Field("photos", "ภาพถ่าย", FieldType.PHOTOS, per="steps", rows=STEPS.rows)
FORM = FormSpec("แบบรายงานสมมติ", (Section("one", "๑. ผล", fields=(STATE, STEPS, LINES, PHOTOS)),))


def blocks(
    *parts: Part,
    values: Mapping[str, object] | None = None,
    facts: Mapping[str, object] | None = None,
    numerals: str = "thai",
    signers: Sequence[Signer] = (),
    unasked: Collection[str] = (),
) -> tuple[doc.Block, ...]:
    """The blocks of these parts; without who made the paper, where no part places that."""
    paper = Paper(numerals=numerals, parts=parts)  # type: ignore[arg-type]  # one of the two words of the format
    found = lay_out(Content(FORM, paper, values or {}, facts or {}, signers, unasked=unasked)).blocks
    return found if any(isinstance(part, Hops | spec.Signature) for part in parts) else found[:-1]


def text_of(found: Sequence[doc.Block]) -> str:
    return doc.plain_text(doc.Document(title="", blocks=tuple(found)))


def test_a_date_is_split_over_its_blanks_in_thai_numerals() -> None:
    run = ("วันที่ ", BlankAt("as_of", "day", 1), BlankAt("as_of", "month", 2), BlankAt("as_of", "year", 1))

    [line] = blocks(Line(run), facts={"as_of": date(2018, 9, 20)})

    assert isinstance(line, doc.Line)
    assert [part.text for part in line.parts if isinstance(part, doc.Blank)] == ["๒๐", "กันยายน", "๒๕๖๑"]


def test_what_is_not_known_stays_a_blank_to_write_on() -> None:
    [line] = blocks(Line(("เบิกจ่าย ", BlankAt("money.paid", None, 3))))

    assert isinstance(line, doc.Line)
    assert line.parts == (doc.Text("เบิกจ่าย "), doc.Blank(None, 3))


def test_every_choice_is_printed_and_only_the_chosen_one_ticked() -> None:
    [line] = blocks(Ticks("state", ("สถานภาพ ",)), values={"state": "ongoing"})

    assert isinstance(line, doc.Line)
    ticks = [(part.label, part.on) for part in line.parts if isinstance(part, doc.Tick)]
    assert ticks == [("แล้วเสร็จ", False), ("อยู่ระหว่างดำเนินการ", True)]


def test_a_table_numbers_its_rows_and_adds_its_money_exactly() -> None:
    rows = [{"item": "ด้าย", "amount": Decimal("0.10")}, {"item": "กี่ทอ", "amount": Decimal("31200.20")}]
    part = Table("lines", (Column("item", "รายการ"), Column("amount", "บาท")), number="ที่", totals=("amount",))

    [table] = blocks(part, values={"lines": rows})

    assert isinstance(table, doc.Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["๑", "ด้าย", "๐.๑๐"],
        ["๒", "กี่ทอ", "๓๑,๒๐๐.๒๐"],
    ]
    assert table.total is not None
    assert [cell.text for cell in table.total] == ["", "รวม", "๓๑,๒๐๐.๓๐"]


def test_an_unanswered_table_keeps_the_empty_rows_of_the_official_form() -> None:
    part = Table("lines", (Column("item", "รายการ"),), number="ที่", empty_rows=3)

    [table] = blocks(part)

    assert isinstance(table, doc.Table)
    assert [len(row) for row in table.rows] == [2, 2, 2]


def test_columns_under_one_heading_span_it_and_tick_their_value() -> None:
    part = Table(
        "steps",
        (
            Column("label", "ขั้นตอน"),
            Column("done", "เสร็จ", under="ผล", value=True),
            Column("done", "ไม่เสร็จ", under="ผล", value=False),
        ),
    )

    [table] = blocks(part, values={"steps": [{"key": "one", "done": True}, {"key": "two", "done": False}]})

    assert isinstance(table, doc.Table)
    assert [[(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in table.head] == [
        [("ขั้นตอน", 1, 2), ("ผล", 2, 1)],
        [("เสร็จ", 1, 1), ("ไม่เสร็จ", 1, 1)],
    ]
    assert [[cell.text or cell.tick for cell in row] for row in table.rows] == [
        ["สำรวจ", True, False],
        ["วางแผน", False, True],
    ]


PICTURE = {"file": "a" * 64, "caption": "ประชุมกลุ่ม", "of": "two"}


def test_a_step_without_a_picture_is_said_to_have_none() -> None:
    found = blocks(PageBreak(), Photos("photos", ""), values={"photos": [PICTURE]})

    assert [type(block).__name__ for block in found] == ["PageBreak", "Line", "Line", "Photos"]
    assert text_of(found[1:3]).splitlines() == ["สำรวจ: ไม่มีภาพถ่าย", "วางแผน"]


def test_pictures_of_no_step_are_printed_last() -> None:
    found = blocks(Photos("photos", ""), values={"photos": [{**PICTURE, "of": ""}]})

    assert text_of(found[-1:]).splitlines() == ["ประชุมกลุ่ม"]


def test_a_paper_without_any_picture_says_so_in_one_line_and_turns_no_page_for_it() -> None:
    found = blocks(PageBreak(), Photos("photos", "ภาพถ่ายในแต่ละขั้นตอน"))

    assert [type(block).__name__ for block in found] == ["Line"]
    assert text_of(found) == "ภาพถ่ายในแต่ละขั้นตอน: ไม่มีภาพถ่าย\n"


def test_a_hop_shows_who_signed_and_how_or_a_line_to_sign_on() -> None:
    signed = Signer("ผู้ตรวจสอบ", "นายมานะ ทดสอบ", ("พัฒนาการอำเภอ",), "ลงนามในเอกสาร ที่ ๑")
    masked = Signer("ผู้ลงนาม", "(ปกปิดข้อมูลส่วนบุคคล)")

    found = blocks(Hops(), signers=[signed, Signer("ผู้รับรอง"), masked])

    _maker, first, second, third = (text_of([block]) for block in found)
    assert [line for line in first.splitlines() if line.startswith(("(", "พัฒนา", "ลงนาม"))] == [
        "(นายมานะ ทดสอบ)",
        "พัฒนาการอำเภอ",
        "ลงนามในเอกสาร ที่ ๑",
    ]
    assert second.splitlines()[0].endswith("ผู้รับรอง")
    assert second.splitlines()[2].startswith("ตำแหน่ง...")
    assert third.splitlines()[1] == "(ปกปิดข้อมูลส่วนบุคคล)"


MALEE = {"reporter.name": "นางสาวมาลี ทดสอบ", "reporter.post": "นักวิชาการพัฒนาชุมชนชำนาญการ"}


def test_who_made_a_paper_stands_on_it_by_name_and_post() -> None:
    [maker] = blocks(Hops(), facts=MALEE)

    assert text_of([maker]).splitlines()[1:] == ["(นางสาวมาลี ทดสอบ)", "นักวิชาการพัฒนาชุมชนชำนาญการ"]
    assert lay_out(Content(FORM, Paper(parts=(Rest("one"),)), {}, MALEE)).blocks[-1] == maker


def test_a_pack_that_prints_its_own_signature_names_nobody_twice() -> None:
    found = blocks(spec.Signature((("ผู้รายงาน ", BlankAt("reporter.name")),)), Hops(), facts=MALEE)

    assert text_of(found) == "ผู้รายงาน นางสาวมาลี ทดสอบ\n"


def test_what_the_answers_left_unasked_is_not_printed() -> None:
    some, none = (
        blocks(Rest("one"), unasked=keys) for keys in ([STATE.key], [one.key for one in FORM.fields])
    )

    assert STATE.label not in text_of(some)
    assert LINES.label in text_of(some)
    assert text_of(none).splitlines() == ["๑. ผล", "- ไม่เกี่ยวข้อง -"]


def test_a_form_without_a_paper_of_its_own_prints_every_field() -> None:
    found = blocks(Rest("one"), values={"state": "done"}, numerals="arabic")

    said = text_of(found)
    assert [label for label in ("สถานภาพ", "แล้วเสร็จ", "ขั้นตอน", "รายการ", "ภาพถ่าย") if label not in said] == []
    assert blocks(values={"state": "done"}, numerals="arabic") == found


def headings(*title: str, heads: Sequence[str] = (), group: str = "") -> list[str]:
    paper = Paper(title=tuple((line,) for line in title))
    content = Content(FORM, paper, {}, {}, heads=heads, group=group)
    return [
        block.text for block in lay_out(content).blocks if isinstance(block, doc.Heading) and block.level == 1
    ]


def test_a_paper_without_a_title_of_its_own_says_what_it_is_and_of_which_group():
    assert headings(heads=["แบบประเมิน", "โครงการสมมติ"], group="กลุ่มทอผ้า") == [
        "แบบประเมิน",
        "โครงการสมมติ",
        "กลุ่มทอผ้า",
    ]


def test_a_paper_with_a_title_names_its_group_once():
    assert headings("แผนพัฒนา", heads=["แบบประเมิน"], group="กลุ่มทอผ้า") == ["แผนพัฒนา", "กลุ่มทอผ้า"]
    assert headings("แผนพัฒนากลุ่มทอผ้า", group="กลุ่มทอผ้า") == ["แผนพัฒนากลุ่มทอผ้า"]


def test_a_form_laid_out_question_by_question_ends_with_its_signatures():
    signed = Content(FORM, Paper(), {}, {}, signers=[Signer("ผู้ตรวจสอบ", "นายสมมติ")])

    assert "(นายสมมติ)" in doc.plain_text(lay_out(signed))


def test_what_the_answers_came_to_stands_before_the_signatures_in_the_papers_numerals() -> None:
    ruling = Ruling("ระดับ 2", ["ได้คะแนน 66.67", "คิดเป็นร้อยละของ 60 คะแนน"], sample=True)
    paper = Paper(parts=(Rest("one"), Hops()))

    text = doc.plain_text(lay_out(Content(FORM, paper, {}, MALEE, ruling=ruling)))

    said = ["ผลตามเกณฑ์ของโครงการ", "ผลที่ได้  ระดับ ๒", "ได้คะแนน ๖๖.๖๗", "คิดเป็นร้อยละของ ๖๐ คะแนน"]
    assert f"{chr(10).join(said)}\nเกณฑ์และผลนี้เป็นตัวอย่าง ไม่ใช่เกณฑ์ของทางราชการ\nลงชื่อ" in text
