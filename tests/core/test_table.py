from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.cells import CellKind, Column
from sammachip.core.grid import MOST_ROWS, Uncomputed, parse_csv, to_csv
from sammachip.core.table import MOST_ERRORS, Stray, disproved, read, write

ALLOCATION = (
    Column("district", "อำเภอ", required=True),
    Column("groups", "จำนวนกลุ่มเป้าหมาย (กลุ่ม)", CellKind.INTEGER, required=True),
    Column("allotted", "งบประมาณ", CellKind.MONEY, required=True, aliases=("บัญชีจัดสรรงบประมาณ ที่กรมฯ แจ้ง",)),
    Column("note", "หมายเหตุ"),
)
HEADING = ["ที่", "อำเภอ", "จำนวนกลุ่ม\nเป้าหมาย (กลุ่ม)", "บัญชีจัดสรรงบประมาณ ที่กรมฯ แจ้ง", "หมายเหตุ"]
GROUPS = (
    Column("name", "ชื่อกลุ่ม", required=True),
    Column("members", "สมาชิก (คน)", CellKind.INTEGER),
    Column("income", "รายได้", CellKind.MONEY),
    Column("registered_on", "วันที่จดทะเบียน", CellKind.DATE),
    Column(
        "sector", "ประเภท", CellKind.CHOICE, choices=(("farm", "ภาคการเกษตร"), ("tour", "การท่องเที่ยวชุมชน"))
    ),
)
GROUP_HEADING = [column.label for column in GROUPS]


def _values(reading):
    return [tuple(row.values.values()) for row in reading.rows]


def _cells(errors):
    return [(error.cell, error.key) for error in errors]


REGISTER = [
    ["ทะเบียนเป้าหมายการดำเนินงาน"],
    ["จังหวัดบุรีรัมย์", "", None],
    [],
    HEADING,
    ["๑", "เมืองบุรีรัมย์", "๒", "๖๒,๔๐๐", ""],
    ["๒", "คูเมือง", "๑", "๓๑,๒๐๐", ""],
    ["๓", "กระสัง", "๑", "๓๑,๒๐๐", ""],
    ["", "", "๔", "๑๒๔,๘๐๐", ""],
]


DEGREES = Column("latitude", "ละติจูด", CellKind.NUMBER, bounds=(Decimal("5.5"), Decimal("20.5")), decimals=6)
YEAR = Column("year", "ปี (พ.ศ.)", CellKind.NUMBER, bounds=(2544, 2699))


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        (DEGREES, "๑๔.๙๙", Decimal("14.990000")),
        (DEGREES, 14.99, Decimal("14.990000")),
        (DEGREES, "14.99123456", Decimal("14.991235")),
        (YEAR, 2561.0, 2561),
        (YEAR, "๒๕๖๑", 2561),
    ],
)
def test_a_number_that_nobody_adds_is_read(column, cell, value):
    reading = read([column], [[column.label], [cell]])

    assert (reading.errors, _values(reading)) == ((), [(value,)])


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        (DEGREES, "14,99", "ต้องเป็นตัวเลข แต่พบ «14,99»"),
        (DEGREES, 103.1, "ระหว่าง 5.5 ถึง 20.5 แต่พบ 103.1"),
        (DEGREES, float("nan"), "ต้องเป็นตัวเลข แต่พบ «nan»"),
        (YEAR, 2018, "ระหว่าง 2544 ถึง 2699 แต่พบ 2018"),
    ],
)
def test_a_number_that_nobody_adds_is_refused_with_its_bounds(column, cell, words):
    [error] = read([column], [[column.label], [cell]]).errors

    assert words in error.message


def test_a_register_under_titles_is_read_and_its_bare_total_stands_apart():
    reading = read(ALLOCATION, REGISTER)

    assert reading.errors == ()
    assert _values(reading) == [
        ("เมืองบุรีรัมย์", 2, Decimal("62400.00"), None),
        ("คูเมือง", 1, Decimal("31200.00"), None),
        ("กระสัง", 1, Decimal("31200.00"), None),
    ]
    assert [row.number for row in reading.rows] == [5, 6, 7]
    assert [(total.number, total.values["allotted"]) for total in reading.totals] == [
        (8, Decimal("124800.00"))
    ]
    assert disproved(ALLOCATION, reading) == []


def test_a_bare_row_that_does_not_add_up_is_told_and_never_lost():
    reading = read(ALLOCATION, [*REGISTER[:-1], ["", "", "4", "124,799"]])

    assert [row.number for row in reading.rows] == [5, 6, 7, 8]
    assert reading.totals == ()
    assert _cells(reading.errors) == [("B8", "district")]


@pytest.mark.parametrize(
    "label", ["รวม", "รวมทั้งสิ้น", "รวม ทั้งหมด", "ยอดรวม:", "Total", "รวม ๓ อำเภอ", "รวมจังหวัดบุรีรัมย์", "รวม (บาท)"]
)
@pytest.mark.parametrize("place", [0, 1])
def test_a_labelled_total_is_recognised_wherever_its_word_stands(label, place):
    total = ["", "", 4, 124800.0]
    total[place] = label

    reading = read(ALLOCATION, [*REGISTER[:-1], total])

    assert len(reading.rows) == 3
    assert reading.errors == ()
    assert reading.totals[0].values == {"groups": 4, "allotted": Decimal("124800.00")}


def test_a_total_beside_its_numbers_column_is_recognised():
    columns = (Column("no", "ที่", CellKind.INTEGER), *ALLOCATION)

    reading = read(columns, [*REGISTER[:-1], ["รวม", "", 4, 124800.0]])

    assert reading.errors == ()
    assert reading.totals[0].values == {"groups": 4, "allotted": Decimal("124800.00")}


def test_a_group_whose_name_begins_like_a_total_is_a_row():
    reading = read(GROUPS, [GROUP_HEADING, ["รวมใจพัฒนา", 5], ["รวม", 7, "", "", "ภาคการเกษตร"]])

    assert [row.values["name"] for row in reading.rows] == ["รวมใจพัฒนา", "รวม"]
    assert reading.totals == ()


def test_a_total_that_is_no_sum_is_disproved_with_both_figures():
    reading = read(ALLOCATION, [*REGISTER[:-1], ["", "รวม", "๕", "๑๒๔,๘๐๐"]])

    (error,) = disproved(ALLOCATION, reading)

    assert (error.cell, error.key, error.value) == ("C8", "groups", "5")
    assert "คือ 5 แต่ผลบวกของทุกแถวคือ 4" in error.message


NUMBERED = (Column("no", "ที่"), *ALLOCATION)


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_sum_in_words_below_the_table_is_proved(place):
    def below(words: str) -> list[object]:
        return [words if at == place else "" for at in range(4)]

    right = read(NUMBERED, [*REGISTER, below("(หนึ่งแสนสองหมื่นสี่พันแปดร้อยบาทถ้วน)")])
    wrong = read(NUMBERED, [*REGISTER, below("(หนึ่งแสนสองหมื่นสี่พันบาทถ้วน)")])

    assert (right.errors, disproved(NUMBERED, right), len(right.rows)) == ((), [], 3)
    [error] = disproved(NUMBERED, wrong)
    assert error.cell == f"{'ABCD'[place]}9"
    assert "124,800.00 บาท อ่านว่า «หนึ่งแสนสองหมื่นสี่พันแปดร้อยบาทถ้วน»" in error.message


def test_a_note_below_the_numbers_of_the_rows_is_passed_over_and_told():
    reading = read(NUMBERED, [*REGISTER, ["หมายเหตุ ยอดตามที่กรมฯ แจ้ง", "", "", ""]])

    assert (reading.errors, len(reading.rows)) == ((), 3)
    assert reading.strays == (Stray(9, "หมายเหตุ ยอดตามที่กรมฯ แจ้ง", 1),)


def test_subtotals_and_a_grand_total_are_each_proved():
    grid = [GROUP_HEADING, ["ก", 1], ["ข", 2], ["รวมตำบลท่าข้าม", 3], ["ค", 4], ["รวมตำบลป่าไร่", 4], ["รวม", 7]]

    reading = read(GROUPS, grid)

    assert [total.number for total in reading.totals] == [4, 6, 7]
    assert disproved(GROUPS, reading) == []


def test_totals_that_stand_before_their_rows_are_proved_too():
    rows = [["ก", 1], ["ข", 2], ["รวมตำบลป่าไร่", 4], ["ค", 4]]

    right = read(GROUPS, [GROUP_HEADING, ["รวมทั้งสิ้น", 7], ["รวมตำบลท่าข้าม", 3], *rows])
    wrong = read(GROUPS, [GROUP_HEADING, ["รวมทั้งสิ้น", 8], ["รวมตำบลท่าข้าม", 3], *rows])

    assert disproved(GROUPS, right) == []
    assert [(error.cell, error.value) for error in disproved(GROUPS, wrong)] == [("B2", "8")]


def test_a_heading_of_two_rows_is_found():
    columns = (
        Column("name", "ชื่อกลุ่ม", required=True),
        Column("yes", "ลงทะเบียน", required=True),
        Column("no", "ยังไม่ลงทะเบียน", required=True),
    )
    grid = [
        ["ที่", "ชื่อกลุ่ม", "การลงทะเบียน OTOP", ""],
        ["", "", "ลงทะเบียน", "ยังไม่ลงทะเบียน"],
        [1, "ทอผ้า", "✓", "x"],
    ]

    reading = read(columns, grid)

    assert reading.places == {"name": 2, "yes": 3, "no": 4}
    assert _values(reading) == [("ทอผ้า", "✓", "x")]


def test_the_upper_row_tells_apart_what_the_lower_repeats():
    columns = (Column("before", "ก่อน รายได้", required=True), Column("after", "หลัง รายได้", required=True))

    reading = read(columns, [["ก่อน", "", "หลัง", ""], ["คน", "รายได้", "คน", "รายได้"], [1, "20", 3, "40"]])

    assert _values(reading) == [("20", "40")]


SHORT = ["ที่", "อำเภอ", "กลุ่ม", "งบประมาณ", "หมายเหตุ"]
SHORT_COLUMNS = (
    Column("no", "ที่"),
    Column(
        "district", "อำเภอ", CellKind.CHOICE, required=True, choices=(("3111", "สตึก"), ("3104", "นางรอง"))
    ),
    Column("groups", "กลุ่ม", CellKind.INTEGER, required=True, aliases=("เป้าหมาย (กลุ่ม)",)),
    Column("allotted", "งบประมาณ", CellKind.MONEY, required=True, aliases=("จัดสรร",)),
    Column("note", "หมายเหตุ"),
)


@pytest.mark.parametrize(
    "below",
    [
        ["", "", "(กลุ่ม)", "(บาท)", ""],
        ["", "", "กลุ่ม", "จัดสรร", ""],
        ["", "", "กลุ่ม", "ที่กรมฯ แจ้ง"],
        ["(1)", "(2)", "(3)", "(4)=(3)x31,200", "(5)"],
        ["๑", "๒", "๓", "๔"],
        [1.0, 2.0, 3.0, 4.0, 5.0],
        ["ที่", "อำเภอ", "กลุ่ม", "งบประมาณ", "หมายเหตุ"],
    ],
)
@pytest.mark.parametrize("titled", [[], [["ทะเบียนจัดสรร"]]])
def test_a_row_that_carries_the_heading_on_is_no_row_of_data(below, titled):
    grid = [*titled, SHORT, below, [1, "สตึก", 2, 62400, ""]]

    reading = read(SHORT_COLUMNS, grid)

    assert reading.errors == ()
    assert _values(reading) == [("1", "3111", 2, Decimal("62400.00"), None)]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (["", "", "สอง", "สามหมื่น", ""], ["B2", "C2", "D2"]),
        (["", "สตึก", "(สอง)", "(สามหมื่น)", ""], ["C2", "D2"]),
        (["1", "", "กลุ่ม", "งบประมาณ", ""], ["B2", "C2", "D2"]),
        (["", "(สตึก)", "2", "62400", ""], ["B2"]),
    ],
)
def test_words_that_are_no_heading_are_told_at_their_cells_and_never_lost(row, wrong):
    reading = read(SHORT_COLUMNS, [SHORT, row, [2, "นางรอง", 2, 62400, ""]])

    assert [error.cell for error in reading.errors] == wrong
    assert [row.number for row in reading.rows] == [2, 3]


def test_of_a_heading_that_splits_the_named_part_is_read_and_never_its_neighbour():
    heading = ["ที่", "อำเภอ", "กลุ่ม", "งบประมาณ", "", "หมายเหตุ"]
    split = [heading, ["", "", "", "เบิกจ่าย", "จัดสรร", ""], ["1", "สตึก", "2", "5", "62400", ""]]
    unnamed = [heading, ["", "", "", "รับ", "จ่าย", ""], ["1", "สตึก", "2", "62400", "5", ""]]

    assert read(SHORT_COLUMNS, split).rows[0].values["allotted"] == Decimal("62400.00")
    assert _cells(read(SHORT_COLUMNS, unnamed).errors) == [("", "allotted")]


def test_a_heading_printed_on_every_page_is_no_row_of_data():
    grid = [SHORT, ["1", "สตึก", "2", "62400", ""], SHORT, ["2", "นางรอง", "1", "31200", ""]]

    reading = read(SHORT_COLUMNS, grid)

    assert reading.errors == ()
    assert [row.number for row in reading.rows] == [2, 4]


def test_a_table_that_is_wrong_throughout_is_told_soon_and_a_longer_one_not_read():
    wrong = [[str(number), "อำเภออื่น", "x", "y", ""] for number in range(1, MOST_ROWS)]

    errors = read(SHORT_COLUMNS, [SHORT, *wrong]).errors
    (refusal,) = read(SHORT_COLUMNS, [SHORT, *wrong, [""]]).errors

    assert len(errors) <= MOST_ERRORS + 3
    assert errors[-1].message.startswith("หยุดตรวจที่แถว 68 เพราะพบช่องที่ต้องแก้ถึง 200 ช่องแล้ว")
    assert refusal.message.startswith("ตารางยาวเกิน 10,000 แถว — ")


def test_a_formula_without_its_result_is_told_and_never_taken_for_an_empty_cell():
    (required, free) = read(GROUPS, [GROUP_HEADING, [Uncomputed('A1&"ก"'), Uncomputed("SUM(C2:C9)")]]).errors

    assert (required.cell, free.cell) == ("A2", "B2")
    assert "มีสูตรที่แฟ้มไม่ได้เก็บผลไว้ (=SUM(C2:C9)) — เปิดแฟ้มในโปรแกรมตาราง สั่งบันทึก" in free.message


def test_a_title_that_equals_a_heading_does_not_mislead():
    reading = read(ALLOCATION, [["อำเภอ"], *REGISTER[3:]])

    assert reading.errors == ()
    assert reading.places["district"] == 2


def test_units_in_brackets_may_be_left_out():
    reading = read(GROUPS, [["ชื่อกลุ่ม", "สมาชิก", "รายได้ (บาท)"], ["ทอผ้า", "๑๒", "5"]])

    assert _values(reading) == [("ทอผ้า", 12, Decimal("5.00"))]


def test_two_columns_that_differ_in_their_unit_alone_are_never_guessed():
    columns = (Column("people", "รายได้ (คน)"), Column("baht", "รายได้ (บาท)"), Column("name", "ชื่อ"))

    assert read(columns, [["ชื่อ", "รายได้"], ["ก", "5"]]).places == {"name": 1}
    assert read(columns, [["ชื่อ", "รายได้ (บาท)"], ["ก", "5"]]).places == {"name": 1, "baht": 2}


def test_missing_and_doubled_columns_are_told_together():
    reading = read(ALLOCATION, [["อำเภอ", "อำเภอ", "งบประมาณ"], ["คูเมือง", "คูเมือง", 1]])

    assert [(error.cell, error.key) for error in reading.errors] == [("", "groups"), ("B1", "district")]
    assert reading.rows == ()


@pytest.mark.parametrize("grid", [[], [[]], [["อื่น"], ["อีก"]]])
def test_without_a_heading_the_wanted_columns_are_named(grid):
    (error,) = read(ALLOCATION, grid).errors

    assert str(error).startswith("ไม่พบแถวหัวตาราง — ใส่หัวคอลัมน์ อำเภอ, ")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["ทอผ้า", 12, 31200, date(2018, 8, 31), "farm"], ("ทอผ้า", 12, Decimal("31200.00"), date(2018, 8, 31), "farm")),
        (["ทอผ้า", 12.0, 0.1 + 0.2, datetime(2018, 8, 31, 9), "ภาคการเกษตร"], ("ทอผ้า", 12, Decimal("0.30"), date(2018, 8, 31), "farm")),
        (["ทอ\u00a0ผ้า\u200b", " ๑,๒๐๐ ", "๓๑,๒๐๐.-", "๓๑ ส.ค. ๖๑", "ภาค การเกษตร"], ("ทอ ผ้า", 1200, Decimal("31200.00"), date(2018, 8, 31), "farm")),
        (["ทอผ้า", "-", None, "\u00a0", ""], ("ทอผ้า", None, None, None, None)),
        ([3101.0, "", Decimal("5.5"), date(2561, 8, 31), ""], ("3101", None, Decimal("5.50"), date(2018, 8, 31), None)),
        (["บรรทัดหนึ่ง\nบรรทัดสอง"], ("บรรทัดหนึ่ง\nบรรทัดสอง", None, None, None, None)),
        ([datetime(2564, 2, 29)], ("29/02/2564", None, None, None, None)),
        ([date(2018, 8, 31)], ("31/08/2561", None, None, None, None)),
        (["'=1+1"], ("=1+1", None, None, None, None)),
        (["ก", None, None, 43343.0], ("ก", None, None, date(2018, 8, 31), None)),
        (["ก", None, None, "๔๓๓๔๓"], ("ก", None, None, date(2018, 8, 31), None)),
        (["ก", None, None, 241670], ("ก", None, None, date(2018, 8, 31), None)),
    ],
)  # fmt: skip
def test_cells_are_typed_however_they_were_given(cells, values):
    reading = read(GROUPS, [GROUP_HEADING, cells])

    assert reading.errors == ()
    assert _values(reading) == [values]


def test_all_errors_come_at_once_each_with_its_cell():
    grid = [
        [],
        GROUP_HEADING,
        ["", "สิบ", "31,20", "31 กันยายน 2561", "เกษตร"],
        ["ทอผ้า", 1.5, 0.001, 43343.5, True],
        ["จักสาน", True, date(2018, 1, 1), date(2564, 2, 28), "tour"],
    ]

    reading = read(GROUPS, grid)

    assert _cells(reading.errors) == [
        ("A3", "name"),
        ("B3", "members"),
        ("C3", "income"),
        ("D3", "registered_on"),
        ("E3", "sector"),
        ("B4", "members"),
        ("C4", "income"),
        ("D4", "registered_on"),
        ("E4", "sector"),
        ("B5", "members"),
        ("C5", "income"),
    ]
    assert all(" — " in error.message for error in reading.errors)
    assert [error.value for error in reading.errors[:3]] == ["", "สิบ", "31,20"]
    assert reading.rows[2].values["registered_on"] == date(2021, 2, 28)


def test_errors_read_as_sentences():
    grid = [["ชื่อกลุ่ม", "สมาชิก (คน)", "ประเภท"], ["ทอผ้า", "๑๒ คน", "เกษตร"]]

    members, sector = read(GROUPS, grid).errors

    assert str(members) == "B2: «สมาชิก (คน)» ต้องเป็นจำนวนเต็ม แต่พบ «๑๒ คน» — พิมพ์เฉพาะตัวเลข เช่น 12"
    assert str(sector) == "C2: «ประเภท» ไม่มีตัวเลือก «เกษตร» — เลือก «ภาคการเกษตร»"


@pytest.mark.parametrize("shown", ["#DIV/0!", "#REF!", "#N/A", "#NAME?", " Err:502 "])
def test_a_formula_that_failed_is_told_at_its_cell_in_any_column(shown):
    grid = [GROUP_HEADING, ["ทอผ้า", shown, shown, shown, shown], [shown, 1, 1, "", ""]]

    reading = read(GROUPS, grid)

    assert [error.cell for error in reading.errors] == ["B2", "C2", "D2", "E2", "A3"]
    assert all(f"มีสูตรที่คำนวณไม่ได้ ({shown.strip()})" in error.message for error in reading.errors)


def test_a_required_number_offers_zero():
    (error,) = read(ALLOCATION, [HEADING, [1, "คูเมือง", "-", 5]]).errors

    assert error.message == "ยังไม่ได้กรอก «จำนวนกลุ่มเป้าหมาย (กลุ่ม)» — กรอกข้อมูลในช่องนี้ หากไม่มีให้ใส่ 0"


def test_29_february_of_a_year_without_one_is_told():
    leap_in_the_wrong_era = datetime(2564, 2, 29)

    (error,) = read(GROUPS, [GROUP_HEADING, ["ก", 1, 1, leap_in_the_wrong_era]]).errors

    assert error.cell == "D2"


def test_a_message_stays_short_whatever_the_cell_holds():
    errors = read(GROUPS, [GROUP_HEADING, ["ก", "9" * 9000, "x" * 9000, "x" * 9000, "x" * 9000]]).errors

    assert len(errors) == 4
    assert all(len(error.message) < 300 for error in errors)


cells = (
    st.none()
    | st.text(max_size=8)
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.datetimes()
)


@given(st.lists(st.lists(cells, max_size=5), max_size=6))
def test_reading_never_fails_on_what_a_sheet_may_hold(rows):
    reading = read(GROUPS, [GROUP_HEADING, *rows])

    assert all(error.message for error in reading.errors)
    assert {row.number for row in reading.rows}.isdisjoint(total.number for total in reading.totals)


group_rows = st.fixed_dictionaries(
    {
        "name": st.text(alphabet="กขคabc=+@", min_size=1, max_size=8),
        "members": st.none() | st.integers(-(10**9), 10**9),
        "income": st.none() | st.decimals(min_value=0, max_value=10**9, places=2),
        "registered_on": st.none() | st.dates(date(1960, 1, 1), date(2100, 1, 1)),
        "sector": st.sampled_from([None, "farm", "tour"]),
    }
)


@given(st.lists(group_rows, max_size=5))
def test_what_is_written_is_read_back(rows):
    grid = write(GROUPS, rows)

    for again in (grid, parse_csv(to_csv(grid))):
        reading = read(GROUPS, again)
        assert reading.errors == ()
        assert [dict(row.values) for row in reading.rows] == rows


def test_csv_opens_in_thai_with_dates_in_the_buddhist_era():
    grid = write(
        GROUPS, [{"name": "=ทอผ้า", "members": -1, "registered_on": date(2018, 8, 31), "sector": "farm"}]
    )

    assert to_csv(grid) == (
        "\ufeffชื่อกลุ่ม,สมาชิก (คน),รายได้,วันที่จดทะเบียน,ประเภท\r\n'=ทอผ้า,-1,,31/08/2561,ภาคการเกษตร\r\n"
    )
