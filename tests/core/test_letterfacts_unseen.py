"""What letters of other offices showed that nobody had tuned the reader on: each symptom with the line that had it."""

from datetime import date
from decimal import Decimal

import pytest

from core.lettering import LETTER, OFFICIAL, REGISTER, codes, letter, said
from sammachip.core.letterfacts import as_json, read
from sammachip.core.letterfacts.confirming import slots_of
from sammachip.core.letterfacts.model import Letter, Recurring

SIGNED = "(นายสมมติ ใจดี)\nพัฒนาการจังหวัดบุรีรัมย์"


def changed(old: str, new: str, **parts: str) -> Letter:
    """The letter with a line of its own worded otherwise."""
    filled = {"urgency": "", "to": "นายอำเภอทุกอำเภอ", "body": "", "enclosed": ""} | parts
    text = LETTER.format(**filled)
    assert old in text
    return read(text.replace(old, new), places=OFFICIAL)


@pytest.mark.parametrize(
    ("signed", "name", "post", "acting_for"),
    [
        ("(นายกิตติ สมมติ)\nปลัดจังหวัด", "นายกิตติ สมมติ", "ปลัดจังหวัด", None),
        ("(นายภาคภูมิ สมมติ)\nปลัดจังหวัด", "นายภาคภูมิ สมมติ", "ปลัดจังหวัด", None),
        ("(นายแพทย์ปรีชา สมมติ)\nนายแพทย์เชี่ยวชาญ", "นายแพทย์ปรีชา สมมติ", "นายแพทย์เชี่ยวชาญ", None),
        ("(นายสมมติ ใจดี)\nเกษตรอำเภอ รักษา\nราชการแทน นายอำเภอ", "นายสมมติ ใจดี", "เกษตรอำเภอ", "นายอำเภอ"),
        ("(นายสมมติ ใจดี)\nนิติกร ทำหน้าที่หัวหน้ากลุ่มงาน", "นายสมมติ ใจดี", "นิติกร", "หัวหน้ากลุ่มงาน"),
        ("(นายสมมติ ใจดี)\nพลังงานจังหวัด ปฏิบัติราชการแทน นายอำเภอ", "นายสมมติ ใจดี", "พลังงานจังหวัด", "นายอำเภอ"),
        ("(นายสมมติ ใจดี)\nปลัดอำเภอ ผู้จดรายงานการประชุม", "นายสมมติ ใจดี", "ปลัดอำเภอ", None),
        ("(นายสมมติ ใจดี)\nปลัดจังหวัด\nที่ทำการปกครองจังหวัด\nกลุ่มงานตัวอย่าง", "นายสมมติ ใจดี", "ปลัดจังหวัด", None),
    ],
)
def test_who_signs_is_read_whatever_the_name_begins_like(
    signed: str, name: str, post: str, acting_for: str | None
) -> None:
    signatory = changed(SIGNED, signed).signatory

    assert signatory
    assert said(signatory.name, signatory.post, signatory.acting_for) == [name, post, acting_for]


@pytest.mark.parametrize(
    ("phone", "numbers"),
    [
        ("โทร. ๐ ๔๔๖๖ ๐๐๐๑\n\n- ๒ -", ["044660001"]),
        ("โทร. ๓๔๑๒", ["3412"]),
        ("โทร. ๐ ๔๔๖๖ ๐๐๐๑ มท ๕๐๕๐๕", ["044660001", "50505"]),
        ("โทร. ๐ ๔๔๖๖ ๐๐๐๑-๒", ["044660001", "044660002"]),
    ],
)
def test_the_number_of_the_next_page_is_no_telephone(phone: str, numbers: list[str]) -> None:
    assert said(*(one.number for one in changed("โทร. ๐ ๔๔๖๖ ๐๐๐๑", phone).phones)) == numbers


@pytest.mark.parametrize(
    ("head", "number", "office"),
    [
        ("ที่ ศย ๓๐๑.๐๑๖/๔๕๒        ศาลจังหวัดนางรอง", "ศย 301.016/452", "ศาลจังหวัดนางรอง"),
        ("ที่ กษ ๐๒๒๔.บร/ว ๙๐๒\n\nคณะเกษตรศาสตร์", "กษ 0224.บร/ว 902", "คณะเกษตรศาสตร์"),
    ],
)
def test_numbers_and_offices_of_other_kinds_are_read(head: str, number: str, office: str) -> None:
    found = changed("ที่ บร ๐๐๑๙/ว ๑๒๓\n\nศาลากลางจังหวัดบุรีรัมย์", head)

    assert said(found.number, found.office) == [number, office]


def test_satang_in_words_belong_to_their_amount() -> None:
    [money] = letter("เป็นเงิน ๔๘,๗๕๐.๕๐ บาท (สี่หมื่นแปดพันเจ็ดร้อยห้าสิบบาทห้าสิบสตางค์)").money

    assert said(money.amount, money.words) == [Decimal("48750.50")] * 2


@pytest.mark.parametrize(
    ("body", "dates"),
    [
        ("กลุ่มยื่นคำขอตั้งแต่บัดนี้จนถึงวันที่ ๓๐ กันยายน ๒๕๖๑", [(date(2018, 9, 30), None)]),
        ("ดังนี้\n๑. ประกาศผล ๒๐ ก.ย. ๖๑\n๒. อบรม ต.ค. - พ.ย. ๖๑", [(date(2018, 9, 20), None), (None, date(2018, 11, 30))]),
        ("ขอให้ยื่นข้อเสนอในวันที่ ๒๐ กันยายน ๒๕๖๑", [(date(2018, 9, 20), None)]),
        ("ในช่วงวันที่ ๒๗ - ๒๙ กันยายน ๒๕๖๑ จะมีฝนตกหนัก ขอให้เฝ้าระวัง", []),
    ],
)  # fmt: skip
def test_days_of_a_timetable_are_told(body: str, dates: list[tuple[date | None, date | None]]) -> None:
    assert [tuple(said(one.due, one.end)) for one in letter(body).deadlines] == dates


@pytest.mark.parametrize(
    ("body", "again"),
    [
        ("ขอให้รายงานผลทุกสิ้นไตรมาส", Recurring(0, "quarter")),
        ("ขอให้รายงานผลภายในเวลา ๑๐.๐๐ น. ของทุกวัน", Recurring(None, "day")),
        ("ขอให้รายงานผลทุกวันศุกร์", Recurring("ศุกร์", "week")),
    ],
)
def test_what_comes_again_is_told(body: str, again: Recurring) -> None:
    assert [said(one.recurring) for one in letter(body).deadlines] == [[again]]


def test_a_day_that_is_every_day_asks_for_no_number() -> None:
    told = as_json(letter("ขอให้รายงานผลทุกวัน"))

    assert [slot.key for slot in slots_of(told) if "recurring" in slot.key] == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("กำหนดจัดงานตลาดชุมชน ระหว่างวันที่ ๕ - ๗ ตุลาคม ๒๕๖๑ ขอให้ส่งรายการสินค้าภายในวันที่ ๒๐ กันยายน ๒๕๖๑", []),
        ("กำหนดประชุมผู้ปกครอง ในวันที่ ๕ ตุลาคม ๒๕๖๑ เวลา ๐๙.๐๐ น. โปรดส่งใบตอบรับคืนภายในวันที่ ๒๐ กันยายน ๒๕๖๑", []),
        ("กำหนดจัดงานตลาดชุมชน ระหว่างวันที่ ๕ - ๗ ตุลาคม ๒๕๖๑ ขอให้รายงานผลภายในวันที่ ๒๐ กันยายน ๒๕๖๑", ["deadline_order"]),
        ("ปลูกป่า ๓๐๐ ไร่ ค่ากล้าไม้ไร่ละ ๒,๑๕๐ บาท เป็นเงิน ๖๕๔,๐๐๐ บาท", ["rate_mismatch"]),
        ("อบรม ๒ รุ่น รุ่นละ ๔๐ คน คนละ ๑๐๐ บาท เป็นเงิน ๘,๐๐๐ บาท", []),
        ("อบรม ๒ รุ่น รุ่นละ ๔๐ คน คนละ ๑๐๐ บาท เป็นเงิน ๘,๕๐๐ บาท", ["rate_mismatch"]),
        ("ผู้สมัครต้องเกิดก่อนวันที่ ๑ มกราคม ๒๕๔๕", []),
        ("ให้กลุ่มที่เป็นสมาชิกก่อนวันที่ ๑ สิงหาคม ๒๕๖๑ ยื่นคำขอ", []),
        ("ซื้อพานพุ่ม ๕๒ พาน พานละ ๒๔๐ บาท เป็นเงิน ๑๒,๖๐๐ บาท", ["rate_mismatch"]),
        ("ปลูกป่า ๓๐๐ ไร่ ค่ากล้าไม้ไร่ละ ๒,๑๕๐ บาท เป็นเงิน ๖๔๕,๐๐๐ บาท", []),
    ],
)  # fmt: skip
def test_what_is_prepared_before_a_fair_is_not_too_early(body: str, found: list[str]) -> None:
    assert codes(letter(body)) == found


GROUPS = """ที่	หน่วยงาน	จำนวนรุ่น	รวม (บาท)
ภาคเหนือ
๑	ศูนย์ ก	๓	๓๐๐
๒	ศูนย์ ข	๒	๒๐๐
	รวมภาคเหนือ	๕	{north}
ภาคใต้
๓	ศูนย์ ค	๔	๔๐๐
	รวมภาคใต้	๔	๔๐๐
{whole}"""
WHOLE = "	รวมทั้งสิ้น	๙	๙๐๐\n"


@pytest.mark.parametrize(
    ("north", "whole", "totals", "found"),
    [
        ("๕๐๐", WHOLE, [None, None, 9, 900], []),
        ("๕๕๐", WHOLE, [None, None, 9, 900], ["sum_mismatch"]),
        ("๕๐๐", "", [None] * 4, []),
    ],
)
def test_totals_of_groups_of_rows_are_not_the_tables(
    north: str, whole: str, totals: list[int | None], found: list[str]
) -> None:
    told = letter(to="ผู้อำนวยการศูนย์", enclosed=GROUPS.format(north=north, whole=whole))

    [table] = told.tables
    assert [row.cells[1].value for row in table.rows] == ["ศูนย์ ก", "ศูนย์ ข", "ศูนย์ ค"]
    assert said(*table.totals) == totals
    assert codes(told) == found


@pytest.mark.parametrize(
    ("enclosed", "found"),
    [
        (REGISTER.replace("๑\t๓๑,๒๐๐\n๔", "๑\t๓๑,๒๐๐\tรวมสองตำบล\n๔").replace("(บาท)", "(บาท)\tหมายเหตุ"), []),
        ("ที่\tอบต.\tอำเภอ\tเงิน\n๑\tอบต.ก\tนางรอง\t๑\n๒\tอบต.ข\tนางรอง\t๒\n๓\tอบต.ค\tสตึก\t๓\n", []),
        ("ที่\tตำบล\tจำนวน\tเงิน\n๑\tตำบลตัวอย่าง\t๑\t๑\n๒\tตำบลสมมติ\t๒\t๒\n", []),
        ("ที่\tอำเภอ\tตำบล\tเงิน\n๑\tนางรอง\tก\t๑\n๒\tนางรอง\tข\t๒\n๓\tสตึก\tค\t๓\n", []),
        (REGISTER.replace("สตึก", "นางรอง"), ["district_duplicate", "district_missing"]),
        (REGISTER.replace("๑\t๓๑,๒๐๐\n๓", "-\t-\n๓"), ["sum_mismatch", "sum_mismatch"]),
        (REGISTER.replace("งบประมาณ (บาท)", "ร้อยละ"), []),
        ("ที่\tศูนย์\tจำนวนกลุ่ม\tเงิน\n๑\tก\t๑\t๕๐๐\n๒\tข\t๒\t๑,๐๐๐\n๓\tค\t๓\t๒,๐๐๐\n", []),
        (f"{REGISTER}\tร้อยละ\t๑๐๐\t๑๐๐\n".replace("เมืองบุรีรัมย์", "เมืองฯ"), []),
    ],
    ids=["a remark that begins with รวม", "districts that only tell where", "names that no list has", "several in a district", "districts", "dashes", "shares", "no rate", "a row of shares"],
)  # fmt: skip
def test_only_a_table_of_districts_is_held_to_their_list(enclosed: str, found: list[str]) -> None:
    assert sorted(codes(letter(enclosed=enclosed))) == found


def test_the_district_in_any_officers_title_is_held_to_the_list() -> None:
    misspelt, known = (letter(to=f"สาธารณสุขอำเภอ{name}") for name in ("ปรโคนชัย", "ประโคนชัย"))

    assert (codes(misspelt), codes(known)) == (["name_unrecognised"], [])


@pytest.mark.parametrize("glued", ["๑ ชุดกรมตัวอย่าง", "๑ ชุด ๒. แบบรายงาน จำนวน ๓ แผ่น\nด้วย"])
def test_what_is_glued_to_the_count_of_an_enclosure_is_cut_off(glued: str) -> None:
    found = changed("๑ ชุด\n\nด้วย", glued).enclosures

    assert said(found[0].title, found[0].count, found[0].unit) == ["บัญชีจัดสรร", 1, "ชุด"]


@pytest.mark.parametrize("room", [0xF70A, 0xF88B], ids=["of Windows", "of the Macintosh"])
def test_the_shapes_of_old_fonts_are_read_as_the_signs_they_draw(room: int) -> None:
    found = changed("ที่ บร", f"ที{chr(room)} บร", to=f"นายอำเภอสมมติ เพื{chr(room)}อทราบ")

    assert said(found.number, found.to) == ["บร 0019/ว 123", "นายอำเภอสมมติ เพื่อทราบ"]


@pytest.mark.parametrize(
    ("labelled", "subject", "to"),
    [
        ("เรียน นายอำเภอนางรอง\nและนายอำเภอสตึก", "การอบรม", "นายอำเภอนางรอง และนายอำเภอสตึก"),
        ("เรียน นายอำเภอนางรอง\nจังหวัดบุรีรัมย์ได้รับแจ้งว่า", "การอบรม", "นายอำเภอนางรอง"),
        ("สำนักงานตัวอย่างขอเชิญผู้สนใจ ดังนี้\n๑. สมัคร ๒๐ ก.ย. ๖๑", "การอบรม", None),
    ],
)
def test_subject_and_addressee_end_where_the_office_begins_to_speak(
    labelled: str, subject: str, to: str | None
) -> None:
    text = f"ที่ บร ๐๐๑๙/ว ๑๒๓\nศาลากลางจังหวัดบุรีรัมย์\n๓ กันยายน ๒๕๖๑\nเรื่อง การอบรม\n{labelled}\nด้วยจังหวัดจัดอบรม\n{SIGNED}"

    found = read(text, places=OFFICIAL)

    assert said(found.subject, found.to) == [subject, to]


def test_a_subject_whose_next_label_was_lost_swallows_no_table() -> None:
    head = f"ที่ บร ๐๐๑๙/ว ๑๒๓\n๓ กันยายน ๒๕๖๑\nเรื่อง การอบรม\nกร๕ทรง\n{REGISTER}ขอให้ดำเนินการ\n{SIGNED}"

    assert [len(table.rows) for table in read(head, places=OFFICIAL).tables] == [4]


def test_a_row_of_schools_is_named_for_its_school() -> None:
    schools = (
        "ที่\tโรงเรียน\tรายการ\tงบประมาณ (บาท)\n๑\tบ้านนาอาน\tซ่อมหลังคา\t๒๑๔,๕๐๐\n๒\tบ้านติดต่อ\tซ่อมหลังคา\t๒๑๖,๐๐๐\n"
    )

    (table,) = letter(enclosed=schools).tables

    assert said(*(row.name for row in table.rows)) == ["บ้านนาอาน", "บ้านติดต่อ"]
