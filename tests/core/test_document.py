"""The paper model: what it says, what it refuses, and that JSON loses nothing."""

import json

import pytest

from sammachip.core.document import (
    BadDocument,
    Blank,
    Cell,
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
    Table,
    Tick,
    from_json,
    head_places,
    parts,
    plain_text,
    spoken,
    to_json,
)

HEAD = (
    (HeadCell("ที่", rowspan=2), HeadCell("OTOP", colspan=2)),
    (HeadCell("ลงทะเบียน"), HeadCell("ยังไม่ลงทะเบียน")),
)
EVERY_BLOCK = Document(
    title="ทุกส่วน",
    orientation="landscape",
    numerals="arabic",
    blocks=(
        MemoHead(office="อำเภอ", number="๑/", date="๑ มกราคม ๒๕๖๒", subject="ทดสอบ", urgency="ด่วน"),
        LetterHead(number="บร ๑", office_lines=("ศาลากลาง", "จังหวัด"), date="  มกราคม ๒๕๖๒", emblem_ref="e"),
        LetterFields(to="นายอำเภอ", refs=("ก", "ข"), enclosures=(("๑. แบบ", "๑ ชุด"), ("๒. แนวทาง", "๒ ชุด"))),
        Heading("หัวข้อ", level=2, align="center"),
        Line(parts("จำนวน ", Blank("๒", 2), " กลุ่ม ", Tick(True, "แล้ว"), Tick(False, "ยัง")), indent=True),
        Paragraph("ความ"),
        Table(HEAD, ((Cell("๑"), Cell(tick=True), Cell(tick=False)),), (1.0, None, 2.0), caption="ตาราง"),
        Photos((Photo("p", "ภาพ"),)),
        Signature((parts("(", Blank(None, 0.5), ")"),), width_cm=7),
        Notes("หมายเหตุ", ("หนึ่ง",)),
        Spacer(3),
        PageBreak(),
        LetterClose(sign_lines=("(ชื่อ)",), closing="ขอแสดงความนับถือ"),
        LetterContact(("โทร.",)),
    ),
)


def test_plain_text_says_every_block_in_reading_order():
    assert plain_text(EVERY_BLOCK).splitlines() == [
        "ด่วน",
        "บันทึกข้อความ",
        "ส่วนราชการ อำเภอ",
        "ที่ ๑/",
        "วันที่ ๑ มกราคม ๒๕๖๒",
        "เรื่อง ทดสอบ",
        "ที่ บร ๑",
        "ศาลากลาง",
        "จังหวัด",
        "มกราคม ๒๕๖๒",
        "เรียน นายอำเภอ",
        "อ้างถึง ก",
        "ข",
        "สิ่งที่ส่งมาด้วย ๑. แบบ ๑ ชุด",
        "๒. แนวทาง ๒ ชุด",
        "หัวข้อ",
        "จำนวน ๒ กลุ่ม ☑ แล้ว☐ ยัง",
        "ความ",
        "ตาราง",
        "ที่\tOTOP",
        "ลงทะเบียน\tยังไม่ลงทะเบียน",
        "๑\t✓\t",
        "ภาพ",
        "(.....)",
        "หมายเหตุ",
        "- หนึ่ง",
        "ขอแสดงความนับถือ",
        "(ชื่อ)",
        "โทร.",
    ]


def test_json_gives_back_the_same_document():
    written = json.dumps(to_json(EVERY_BLOCK))

    assert from_json(json.loads(written)) == EVERY_BLOCK


def test_image_refs_lists_emblems_and_photographs_in_order():
    assert EVERY_BLOCK.image_refs == ("e", "p")


@pytest.mark.parametrize(
    ("value", "text"), [("๕", "๕"), (None, "." * 20), ("", "." * 20)], ids=["filled", "none", "empty"]
)
def test_blank_shows_its_value_or_dots(value, text):
    assert spoken((Blank(value, 2),)) == text


def test_head_places_counts_the_spans_above():
    assert [(place.row, place.column) for place in head_places(HEAD)] == [(0, 0), (0, 1), (1, 1), (1, 2)]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (((HeadCell("ก"), HeadCell("ข")),), ((Cell("๑"),),)),
        (((HeadCell("ก", rowspan=2), HeadCell("ข")), ()), ()),
        (((HeadCell("ก", rowspan=2),),), ()),
        (((HeadCell("ก"),), (HeadCell("ข"), HeadCell("ค"))), ()),
        ((), ()),
    ],
    ids=["short row", "hole", "overhang below", "overhang right", "nothing"],
)
def test_table_refuses_rows_and_heads_that_do_not_fit(head, rows):
    with pytest.raises(BadDocument):
        Table(head, rows)


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "Paragraph", "text": "ลอย", "indent": True},
        {"kind": "Document", "title": "ก", "blocks": [{"kind": "Script", "text": "x"}]},
        {"kind": "Document", "title": "ก", "blocks": [{"text": "x"}]},
        {"kind": "Document", "title": "ก", "blocks": [], "colour": "red"},
        {"kind": "Document", "title": "ก"},
    ],
    ids=["no document", "unknown block", "nameless block", "unknown field", "missing field"],
)
def test_from_json_refuses_what_is_no_document(data):
    with pytest.raises(BadDocument):
        from_json(data)


def test_to_json_refuses_a_foreign_object():
    with pytest.raises(BadDocument, match="object"):
        to_json(Document("ก", (object(),)))  # type: ignore[arg-type]  # the point of the test
