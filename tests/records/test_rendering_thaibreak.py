"""Thai words and line ends: no line of a paper ends inside a word."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.rendering_papers import DISTRICTS, PROSE
from sammachip.core.document import Cell, Document, HeadCell, Paragraph, Table
from sammachip.records.drawing import drawn
from sammachip.records.rendering import thaibreak
from sammachip.records.rendering.fonts import measurer
from sammachip.records.rendering.lines import fit
from sammachip.records.rendering.page import CELL_INSET_POINTS, POINTS_PER_CM, TABLE_POINTS, column_widths

NEVER_FIRST = set("ัิีึืฺุู็่้๊๋์ํ๎ะาำๅๆฯ)]}”’")
THAI = st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=60)


@pytest.mark.parametrize(
    "marked",
    [
        "พัฒนา|ชุมชน|จังหวัด|บุรีรัมย์",
        "โครงการ|พัฒนา|ศักยภาพ|สัมมาชีพ|ชุมชน|สู่|ความ|ยั่งยืน",
        "กองทุน|ชุมชน|ต่าง ๆ |ใน|พื้นที่",
        "(ถ้า|มี) |หรือ",
        'ชื่อ |"ดี" |และ',
        "ร้อยละ |๑๐ % |ของ",
        "ปีงบประมาณ |พ.ศ. ๒๕๖๑",
        "๘๗๓,๖๐๐.๐๐ |บาท",
        "กระบวนการฯ |พร้อม",
        "มอบหมาย|แล้ว |นายสมชาย |สมมุติ",
        "นาย|อำเภอ|ทุก|อำเภอ |นายก|เทศมนตรี",
        "แนวทางการ|สร้าง",
        "ทาง |https://|report.example/|form?v=12&k=3 |ภายใน",
        "โทร. |๐-๒๑๔๑-๖๐๐๐ |หรือ |a.b@c.example",
        "คำสั่ง|ที่ |๑๒/๒๕๖๑ |ลง|วันที่",
        "บ้าน|ใต้ |หมู่ที่ ๕ |ตำบล|ใน|เมือง |หมู่ 2 |ชุด|ที่ |๕",
        "ใน|วันที่ |๖ กันยายน |๒๕๖๑ |หรือ |12 มีนาคม |พ.ศ. 2562 |รุ่น|ที่ |๑๒๖ |กันยายน",
        "กลุ่ม |อำเภอเมืองบุรีรัมย์ |จังหวัดบุรีรัมย์ |ใน|อำเภอ|ทุก|อำเภอ |จังหวัด|และ|ตำบล|ที่|เลือก",
        "๕\N{NO-BREAK SPACE}โรงพยาบาล  |๖\N{NO-BREAK SPACE}โรงงาน",
    ],
)
def test_words_keep_together_what_belongs_together(marked):
    thaibreak.extend(["เมืองบุรีรัมย์", "บุรีรัมย์"])
    permitted = {len(marked[:at].replace("|", "")) for at, char in enumerate(marked) if char == "|"}

    found = thaibreak.words(marked.replace("|", ""))

    ends = {sum(map(len, found[:count])) for count in range(1, len(found))}
    assert ends <= permitted | {length for length in ends if _parts_a_compound(marked, length)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ข้อมูล ณ วันที่ ๑๐", "ข้อมูล |ณ วันที่ |๑๐"),
        ("ประชุม ณ ห้องประชุม", "ประชุม |ณ ห้องประชุม"),
        ("ราคา (ณ หน้าฟาร์ม)", "ราคา |(ณ หน้า|ฟาร์ม)"),
        ("ข้อมูล ณวันที่", "ข้อมูล |ณวันที่"),
        ("นายเดช ณ อยุธยา", "นายเดช |ณ อยุธยา"),
        ("คุณ ณรงค์ มา", "คุณ |ณรงค์ |มา"),
        ("บัญชีจัดสรรงบประมาณที่กรมฯ แจ้ง", "บัญชี|จัดสรร|งบประมาณ|ที่กรมฯ |แจ้ง"),
        ("ให้ตามที่กรมฯ แจ้ง", "ให้|ตามที่กรมฯ |แจ้ง"),
        ("คำสั่งที่กรม แจ้ง", "คำสั่ง|ที่|กรม |แจ้ง"),
        ("คำอธิบายประกอบ (ถ้ามี) และส่ง", "คำอธิบาย|ประกอบ |(ถ้ามี) |และ|ส่ง"),
        ("ประเภทค่าใช้จ่าย *", "ประเภท|ค่าใช้จ่าย *"),
    ],
)
def test_what_leads_on_ends_no_line(text, found):
    """«ณ» stood at the end of a line, the day below it; and the head of the register began a line with «กรมฯ แจ้ง»."""
    assert "|".join(thaibreak.words(text)) == found


def test_the_head_of_the_register_parts_nothing_that_belongs_together():
    ruler = measurer(bold=True, size=TABLE_POINTS)

    lines = fit("บัญชีจัดสรรงบประมาณที่กรมฯ แจ้ง", ruler, width=ruler.width("บัญชีจัดสรรงบประมาณที่ก"))

    assert [line.text for line in lines] == ["บัญชีจัดสรรงบประมาณ", "ที่กรมฯ แจ้ง"]


def _parts_a_compound(marked: str, length: int) -> bool:
    """งบ|ประมาณ is one word here; the list may know ปี|งบประมาณ as two, which reads as well."""
    return marked.replace("|", "")[:length].endswith("ปี")


@given(THAI)
def test_words_joined_are_the_text(text):
    assert "".join(thaibreak.words(text)) == text


@given(st.text(max_size=200))
def test_words_lose_nothing_of_any_text(text):
    assert "".join(thaibreak.words(text)) == text


def test_words_of_a_very_long_run_come_back_at_once():
    text = "ตากลม" * 5000

    assert "".join(thaibreak.words(text)) == text


def test_no_column_is_narrower_than_its_longest_word():
    """Goods handed over once stood as ๑๘.๐|๐ below จำนว|น."""
    head = (tuple(map(HeadCell, ("รายการ", "จำนวน", "หมายเหตุ"))),)
    table = Table(head, ((Cell("เส้นไหมและสีย้อม"), Cell("๑๘.๐๐"), Cell("")),), widths_cm=(12.0, 1.0, None))

    widths = column_widths(table, 16)

    needed = [
        max(measurer(bold=bold, size=TABLE_POINTS).width(word) for word, bold in column)
        + 2 * CELL_INSET_POINTS
        for column in ([("เส้นไหม", False)], [("จำนวน", True), ("๑๘.๐๐", False)], [("หมายเหตุ", True)])
    ]
    assert sum(widths) == pytest.approx(16)
    assert [width * POINTS_PER_CM >= need for width, need in zip(widths, needed, strict=True)] == [True] * 3


def test_a_heading_over_short_figures_is_no_ladder_of_words():
    """Jobs of a result report stood under ใน | จำนวน | นี้ | เป็นงาน | ใหม่ | (คน)."""
    names = ("ที่", "ช่วง", "ผู้มีงานทำ (คน)", "ในจำนวนนี้เป็นงานใหม่ (คน)", "ข้อมูล ณ วันที่", "วิธีเก็บข้อมูล")
    said = ("๑", "หลังดำเนินการ", "๑๘", "๕", "๕ กรกฎาคม ๒๕๖๓", "นับจากสมุดลงเวลา")
    table = Table((tuple(map(HeadCell, names)),), (tuple(map(Cell, said)),), widths_cm=(0.9, *[None] * 5))

    room = [width * POINTS_PER_CM - 2 * CELL_INSET_POINTS for width in column_widths(table, 16)]

    ruler = measurer(bold=True, size=TABLE_POINTS)
    lines = [len(fit(name, ruler, width=width)) for name, width in zip(names, room, strict=True)]
    assert max(lines) <= 3


def test_no_line_of_a_drawn_paper_ends_within_the_name_of_a_place():
    drawn(Document("หนังสือ", (Paragraph("ตำบลในเมือง"),)), "pdf", stamp=datetime(2018, 9, 10, tzinfo=UTC))

    assert thaibreak.words("ตำบลในเมือง อำเภอลำปลายมาศ") == ["ตำบลในเมือง ", "อำเภอลำปลายมาศ"]


def test_extend_teaches_a_place_name():
    before = thaibreak.words("บ้านหนองกะทกรกพัฒนา")

    thaibreak.extend(["หนองกะทกรก"])

    assert before != ["บ้าน", "หนองกะทกรก", "พัฒนา"]
    assert thaibreak.words("บ้านหนองกะทกรกพัฒนา") == ["บ้าน", "หนองกะทกรก", "พัฒนา"]


def test_a_place_too_long_for_its_column_stands_below_what_it_is():
    thaibreak.extend(["เมืองบุรีรัมย์"])

    pieces = list(thaibreak.cut_to_fit("อำเภอเมืองบุรีรัมย์ ", lambda piece: len(piece) <= 16))

    assert pieces == list(thaibreak.narrowest("อำเภอเมืองบุรีรัมย์ ")) == ["อำเภอ", "เมืองบุรีรัมย์ "]


def test_cut_to_fit_never_parts_a_letter_from_its_marks():
    pieces = list(thaibreak.cut_to_fit("ป้ำป้ำเก๋ง", lambda piece: len(piece) <= 4))

    assert pieces == ["ป้ำ", "ป้ำ", "เก๋ง"]


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("width_cm", [16, 10, 6])
def test_fit_ends_lines_only_at_words_and_within_the_width(text, width_cm):
    thaibreak.extend(DISTRICTS)
    width = width_cm * POINTS_PER_CM

    lines = fit(text, measurer(), width=width, first=width - 60)

    ends, at = set(), 0
    for word in thaibreak.words(text):
        at += len(word.replace(" ", ""))
        ends.add(at)
    cuts = [len("".join(line.text for line in lines[:n]).replace(" ", "")) for n in range(1, len(lines) + 1)]
    assert set(cuts) <= ends
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    assert [line.text for line in lines if line.text[0] in NEVER_FIRST] == []
    assert [line.text for line in lines if measurer().width(line.text) > width] == []
    assert measurer().width(lines[0].text) <= width - 60


def test_fit_leaves_a_line_ragged_that_stretching_would_tear():
    long = "W" * 17

    lines = fit(f"กา {long} กา", measurer(), width=measurer().width(long) + 5)

    assert [(line.text, line.justify) for line in lines] == [("กา", False), (long, True), ("กา", False)]


def test_fit_keeps_hard_line_ends():
    assert [line.text for line in fit("หนึ่ง\n\nสอง", measurer(), width=300)] == ["หนึ่ง", "", "สอง"]
