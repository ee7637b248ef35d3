"""Official papers of every kind: what each asks for, how it comes to stand, its blanks and its office copy."""

from datetime import date

import pytest

from letter_samples import SAMPLES, TABLE, drawn
from sammachip.core import document as doc
from sammachip.core.answers import coerce, missing
from sammachip.core.letter import (
    Frame,
    Hands,
    LetterKind,
    compose,
    file_copy,
    filled_in,
    form_of,
    laid_out,
    letter_of,
    stock_for,
    unfinished,
    unknown_fills,
    with_strokes,
)
from sammachip.core.letter.kinds import PARTS

FRAME = Frame("สม 0019", date(2018, 9, 10))


def text(document: doc.Document) -> list[str]:
    return doc.plain_text(document).splitlines()


def test_every_part_is_asked_by_some_kind_and_lacks_what_it_needs():
    asked = {field.key for kind in LetterKind for field in form_of(kind).fields}
    lacking = {
        kind: {one.key for one in missing(form_of(kind), coerce(form_of(kind), {}))} for kind in LetterKind
    }

    assert asked == set(PARTS)
    assert all(compose(letter_of(kind, {}, FRAME)).title for kind in LetterKind)
    assert lacking[LetterKind.MEMO] == {"office", "subject", "to", "body", "signer_post"}
    assert all(missing(form_of(kind), coerce(form_of(kind), SAMPLES[kind])) == () for kind in LetterKind)


@pytest.mark.parametrize(
    ("stands", "signs_for", "lacks"),
    [
        ("plain", "", []),
        (None, "", []),
        ("on_behalf", "", ["signs_for"]),
        ("on_behalf", "ผู้ว่าราชการจังหวัดสมมติ", []),
    ],
)
def test_who_signs_for_another_says_for_whom(stands, signs_for, lacks):
    form, told = form_of(LetterKind.ORDER), {"stands": stands, "signs_for": signs_for}

    answers = coerce(form, {**SAMPLES[LetterKind.ORDER], **told})

    assert [one.key for one in missing(form, answers)] == lacks


@pytest.mark.parametrize(
    ("kind", "begins", "ends"),
    [
        ("external", ["ด่วนที่สุด", "ที่ สม ๐๐๑๙/", "ศาลากลางจังหวัดสมมติ"], "ผู้ว่าราชการจังหวัดสมมติ"),
        ("memo", ["ด่วน", "บันทึกข้อความ"], "นักวิชาการพัฒนาชุมชนชำนาญการ"),
        ("stamped", ["ที่ สม ๐๐๑๙/", "ถึง สำนักงานพัฒนาชุมชนอำเภอทุกอำเภอ"], "กันยายน ๒๕๖๑"),
        ("order", ["คำสั่งจังหวัดสมมติ", "ที่         /๒๕๖๑"], "ผู้ว่าราชการจังหวัดสมมติ"),
        ("announcement", ["ประกาศจังหวัดสมมติ", "เรื่อง ผลการคัดเลือกกลุ่มอาชีพดีเด่น"], "ผู้ว่าราชการจังหวัดสมมติ"),
        ("minutes", ["รายงานการประชุมคณะทำงานสัมมาชีพชุมชนจังหวัดสมมติ", "ครั้งที่ ๓/๒๕๖๑"], "ผู้ตรวจรายงานการประชุม"),
        ("certificate", ["เลขที่         /๒๕๖๑"], "พัฒนาการจังหวัดสมมติ"),
        ("award", ["เลขที่         /๒๕๖๑", "จังหวัดสมมติ"], "พัฒนาการจังหวัดสมมติ"),
    ],
)
def test_a_draft_of_each_kind_stands_in_the_order_of_its_form(kind, begins, ends):
    lines = text(drawn(LetterKind(kind)))

    assert lines[: len(begins)] == begins
    assert ends in [line.strip() for line in lines]


@pytest.mark.parametrize(
    ("kind", "number", "day"),
    [
        ("external", "ที่ สม ๐๐๑๙/ว ๗", "๑๒ กันยายน ๒๕๖๑"),
        ("memo", "ที่ สม ๐๐๑๙/ว ๗", "วันที่ ๑๒ กันยายน ๒๕๖๑"),
        ("stamped", "ที่ สม ๐๐๑๙/ว ๗", "๑๒ กันยายน ๒๕๖๑"),
        ("order", "ที่ สม ๐๐๑๙/ว ๗", "สั่ง ณ วันที่ ๑๒ กันยายน พ.ศ. ๒๕๖๑"),
        ("certificate", "เลขที่ สม ๐๐๑๙/ว ๗", "ให้ไว้ ณ วันที่ ๑๒ กันยายน พ.ศ. ๒๕๖๑"),
        ("award", "เลขที่ สม ๐๐๑๙/ว ๗", "ให้ไว้ ณ วันที่ ๑๒ กันยายน พ.ศ. ๒๕๖๑"),
    ],
)
def test_number_and_day_come_into_their_places_once(kind, number, day):
    lines = text(doc.numbered(drawn(LetterKind(kind)), "สม 0019/ว 7", date(2018, 9, 12)))

    assert (lines.count(number), lines.count(day)) == (1, 1)


def test_the_rows_a_spreadsheet_pastes_are_a_table_with_its_total():
    (table,) = laid_out(with_strokes(TABLE))

    assert isinstance(table, doc.Table)
    assert [cell.text for cell in table.head[0]] == ["ที่", "อำเภอ", "กลุ่ม", "งบประมาณ (บาท)"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["๑", "เมืองสมมติ", "๒", "๖๒,๔๐๐"], ["๒", "บ้านใหม่", "๑", "๓๑,๒๐๐"],
    ]  # fmt: skip
    assert [cell.align for cell in table.rows[0]] == ["center", "start", "center", "end"]
    assert table.total
    assert [cell.text for cell in table.total] == ["", "", "๓", "๙๓,๖๐๐"]


def test_strokes_between_cells_are_enough_for_a_table_and_one_in_a_sentence_is_none():
    table, _between, sentence = laid_out("ที่ | กลุ่ม | สมาชิก\n1 | ทอผ้า |\nโดยมี\nแบบ ก | ข")

    assert isinstance(table, doc.Table)
    assert [cell.text for cell in table.head[0]] == ["ที่", "กลุ่ม", "สมาชิก"]
    assert [[cell.text for cell in row] for row in table.rows] == [["๑", "ทอผ้า", ""]]
    assert sentence == doc.Paragraph("แบบ ก | ข")


def test_a_total_named_under_the_numbers_leaves_them_in_the_middle():
    (table,) = laid_out("| ที่ | อำเภอ | กลุ่ม |\n| 1 | เมือง | 2 |\n| 2 | ใหม่ | 1 |\n| รวม | | 3 |")

    assert isinstance(table, doc.Table)
    assert [cell.align for cell in table.rows[0]] == ["center", "start", "center"]


def test_a_head_cell_reaches_over_the_empty_ones_that_a_second_row_names():
    (table,) = laid_out("| ที่ | กลุ่ม | OTOP | |\n| | | ลงทะเบียน | ยังไม่ลงทะเบียน |\n| 1 | ทอผ้า | | |")

    assert table.head == (
        (doc.HeadCell("ที่", rowspan=2), doc.HeadCell("กลุ่ม", rowspan=2), doc.HeadCell("OTOP", colspan=2)),
        (doc.HeadCell("ลงทะเบียน"), doc.HeadCell("ยังไม่ลงทะเบียน")),
    )
    assert [[cell.text for cell in row] for row in table.rows] == [["๑", "ทอผ้า", "", ""]]


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("ด้วยจังหวัด", doc.Paragraph("ด้วยจังหวัด")),
        ("1. สำรวจ", doc.Paragraph("๑. สำรวจ")),
        ("๑.๑ บันทึก", doc.Paragraph("๑.๑ บันทึก", deeper=1)),
        ("1.2.3 บันทึก", doc.Paragraph("๑.๒.๓ บันทึก", deeper=2)),
        ("(ก) ภาพ", doc.Paragraph("(ก) ภาพ", deeper=1)),
        ("- ภาพ", doc.Paragraph("- ภาพ", deeper=1)),
        ("2561 เป็นปีแรก", doc.Paragraph("๒๕๖๑ เป็นปีแรก")),
        ("# วาระที่ 1", doc.Heading("วาระที่ ๑", level=2)),
        ("ชื่อ..........ผู้รายงาน", doc.Line((doc.Text("ชื่อ..........ผู้รายงาน"),))),
        ("| ที่ | ชื่อ |", doc.Paragraph("ที่  ชื่อ")),
    ],
)
def test_a_line_of_text_is_what_it_begins_as(line, block):
    assert laid_out(f"\n{line}\n \n") == (block,)


def test_those_at_a_meeting_are_numbered_a_line_each_however_they_were_pasted():
    lines = text(drawn(LetterKind.MINUTES, present=with_strokes(str(SAMPLES[LetterKind.MINUTES]["present"]))))

    assert lines[lines.index("ผู้มาประชุม") + 1 : lines.index("ผู้ไม่มาประชุม")] == [
        "๑. นางสุดา ทดสอบระบบ  พัฒนาการจังหวัดสมมติ  ประธาน",
        "๒. นายสมชาย ทดสอบระบบ  นักวิชาการพัฒนาชุมชนชำนาญการ  เลขานุการ",
    ]


def test_blanks_are_filled_from_a_fixed_set_and_others_are_named():
    values = {"body": "{{ผู้รับ}} {{ ปีงบประมาณ }} {{เลขบัญชี}}", "refs": [{"letter": "{{เรื่อง}}{{เลขบัญชี}}"}]}

    assert unknown_fills(values) == ("เลขบัญชี",)
    assert filled_in(values, {"ผู้รับ": "นายอำเภอ"})["body"] == f"นายอำเภอ {'.' * 20} {'.' * 20}"


def test_stock_phrases_use_known_blanks_only():
    said = [one.text for kind in LetterKind for one in stock_for(kind)]

    assert (unknown_fills(said), min(map(len, map(stock_for, LetterKind)))) == ((), 1)


@pytest.mark.parametrize("kind", LetterKind)
def test_ready_words_left_as_they_came_are_named_and_a_finished_letter_has_none(kind):
    ready = {one.key: one.text for one in stock_for(kind)}
    left = {key for key, text in ready.items() if list(unfinished(kind, text))}

    assert left == {key for key, text in ready.items() if text[-1] in " \n" or "..." in text}
    assert list(unfinished(kind, str(SAMPLES[kind]["body"]))) == []


@pytest.mark.parametrize(
    ("kind", "text", "named"),
    [
        (LetterKind.EXTERNAL, "ดังนี้\n๑. เรื่องแรก\n\n๒.\n(ข)\n-", {4: "๒.", 5: "(ข)"}),
        (LetterKind.EXTERNAL, "ขอให้รายงาน ภายในวันที่ ๒๐ กันยายน ๒๕๖๑\nลงชื่อ ........", {}),
        (LetterKind.EXTERNAL, "ขอให้ส่งภายในวันที่", {1: "ขอให้ส่งภายในวันที่"}),
        (LetterKind.MEMO, "๑. เรื่องเดิม\nตามที่\n2. ข้อเท็จจริง\nจึงเรียนมาเพื่อโปรดทราบ", {3: "2. ข้อเท็จจริง"}),
        (LetterKind.ORDER, "อาศัยอำนาจตามความในมาตรา ๕ จึงแต่งตั้ง... ดังต่อไปนี้", {1: "อาศัยอำนาจตามความในมาตรา ๕ จึงแต่งตั้ง... ดังต่อไปนี้"}),
        (LetterKind.MINUTES, "# ระเบียบวาระที่ ๕ เรื่องอื่น ๆ (ถ้ามี)\nไม่มี\nมติที่ประชุม", {3: "มติที่ประชุม"}),
        (LetterKind.MINUTES, "มติที่ประชุม รับทราบตามมติที่ประชุม", {}),
    ],
)  # fmt: skip
def test_a_line_begun_and_not_ended_is_named_where_it_stands(kind, text, named):
    assert {one.line: one.words for one in unfinished(kind, text)} == named


@pytest.mark.parametrize("kind", LetterKind)
def test_the_office_copy_is_the_letter_with_the_initials_of_three_hands(kind):
    letter = drawn(kind)
    copy = file_copy(letter, Hands("นางสาวมาลี ทดสอบระบบ", "", ""))

    added = [line for line in text(copy) if line not in text(letter)]
    dots = "." * 22
    assert added == [
        "สำเนาคู่ฉบับ", f"{dots} ร่าง (นางสาวมาลี ทดสอบระบบ)", f"{dots} พิมพ์ ({'.' * 24})", f"{dots} ตรวจ ({'.' * 24})",
    ]  # fmt: skip
    assert doc.from_json(doc.to_json(copy)) == copy


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (["หนังสือ ก"], ["หนังสือ ก"]),
        (["หนังสือ ก", "หนังสือ ข"], ["๑. หนังสือ ก", "๒. หนังสือ ข"]),
        (["1. หนังสือ ก", "๒) หนังสือ ข"], ["๑. หนังสือ ก", "๒. หนังสือ ข"]),
    ],
)
def test_references_and_enclosures_are_numbered_where_there_are_several(typed, printed):
    refs, rows = [{"letter": one} for one in typed], [{"what": one} for one in typed]

    letter = letter_of(LetterKind.EXTERNAL, {"refs": refs, "enclosures": rows}, FRAME)

    assert (list(letter.refs), [what for what, _count in letter.enclosures]) == (printed, printed)
