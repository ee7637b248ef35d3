"""Cells of a sheet as they were meant: numerals, eras, lost zeros, totals, hidden columns; all faults told at once."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from cast import Cast
from conftest import Freeze
from records import books
from registry.importing import HEADING, WEAVERS, row, typed_in
from sammachip.core.grid import to_csv
from sammachip.core.verdict import Refused
from sammachip.records.models import SheetImport
from sammachip.records.sheets import leaves_in
from sammachip.registry import sheets
from sammachip.registry.actions_import import keep_reading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.mark.parametrize(
    ("cells", "key", "value"),
    [
        ({"members": "๑๕"}, "members_count", 15),
        ({"members": 15.0}, "members_count", 15),
        ({"name": "กลุ่่มทอผ้้าสมมุติ"}, "name", "กลุ่มทอผ้าสมมุติ"),
        ({"phone": 812345678.0}, "phone", "0812345678"),
        ({"phone": "44611234"}, "phone", "044611234"),
        ({"phone": "๐๘๑-๒๓๔-๕๖๗๘"}, "phone", "0812345678"),
        ({"phone": "081-2345678, 044 611 234"}, "phone", "0812345678, 044611234"),
        ({"product": "=HYPERLINK(1)"}, "product", "=HYPERLINK(1)"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(cells: dict[str, object], key: str, value: object) -> None:
    pasted = "\n".join("\t".join(str(cell) for cell in cells) for cells in (HEADING, row(**cells)))

    for reading in (
        sheets.read_pasted(pasted),
        sheets.read_file("ก.csv", to_csv([HEADING, [str(cell) for cell in row(**cells)]]).encode()),
    ):
        assert reading.errors == ()
        assert reading.rows[0].said[key] == value


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"จัดตั้งเมื่อ": "๑๕ ม.ค. ๒๕๕๐"}, {"founded_on": date(2007, 1, 15)}),
        ({"Lat": "๑๔.๖๒๘๑", "Long": "102.79391234567"}, {"latitude": Decimal("14.628100"), "longitude": Decimal("102.793912")}),
        ({"LINE": "0812345678", "ปีที่ลงทะเบียน OTOP": "๒๕๖๐"}, {"line_id": "0812345678", "otop_year": 2560}),
        (
            {"สถานะกลุ่ม": "พัก", "เหตุผลที่เปลี่ยนสภาพ": "รอวัตถุดิบ", "ข้อมูล ณ วันที่": "1/9/61"},
            {"activity": "paused", "activity_reason": "รอวัตถุดิบ", "activity_on": date(2018, 9, 1)},
        ),
    ],
)  # fmt: skip
def test_the_columns_of_a_groups_life_are_read(cells: dict[str, str], told: dict[str, object]) -> None:
    reading = typed_in(**cells)

    assert reading.errors == ()
    assert told.items() <= reading.rows[0].said.items()


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ({"ละติจูด": "103.1", "ลองจิจูด": "14.9"}, {"J2": "ระหว่าง 5.5 ถึง 20.5", "K2": "ระหว่าง 97.3 ถึง 105.7"}),
        ({"ละติจูด": "14.9", "ลองจิจูด": ""}, {"K2": "ทั้งละติจูดและลองจิจูด"}),
        ({"ละติจูด": "14°59'"}, {"J2": "ต้องเป็นตัวเลข"}),
        ({"สภาพการดำเนินการ": "ยุบเลิก"}, {"J2": "ต้องมีเหตุผล"}),
        ({"เหตุผลที่เปลี่ยนสภาพ": "ย้าย"}, {"J2": "ไม่บอกสภาพ"}),
        ({"ปีที่ลงทะเบียน OTOP (พ.ศ.)": "2018"}, {"J2": "ระหว่าง 2544 ถึง 2561 แต่พบ 2018"}),
    ],
)
def test_columns_that_contradict_each_other_are_told_by_cell(
    cells: dict[str, str], faults: dict[str, str]
) -> None:
    errors = {error.cell: error.message for error in typed_in(**cells).errors}

    assert errors.keys() == faults.keys()
    assert all(words in errors[cell] for cell, words in faults.items())


@pytest.mark.parametrize("day", ["๑๐/๐๙/๒๕๖๑", "10 ก.ย. 61", 43353, date(2018, 9, 10), date(2561, 9, 10)])
def test_a_day_is_read_in_either_era_and_as_a_spreadsheets_number(day: object) -> None:
    def also(sheet: object) -> None:
        if isinstance(day, date):
            sheet.write_datetime("J2", day, books_format)  # type: ignore[attr-defined]  # xlsxwriter has no types

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        books_format = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADING)
        sheet.write_row(1, 0, row(day="") if isinstance(day, date) else row(day=day))
        also(sheet)

    [said] = sheets.read_file("ก.xlsx", out.getvalue()).rows

    assert said.said_on == date(2018, 9, 10)


def test_two_heading_rows_totals_and_the_templates_example_are_no_groups() -> None:
    grid = [
        ["ทะเบียนกลุ่มตัวอย่าง"],
        ["ที่", "กลุ่ม", "", "ที่ตั้ง", "", "", "", "สมาชิก (คน)"],
        ["", "ชื่อกลุ่ม", "ชนิดกลุ่ม", "อำเภอ", "ตำบล", "หมู่ที่", "บ้าน", ""],
        [1, f"{sheets.EXAMPLE})", "", "", "", "", "", "x"],
        [2, *WEAVERS[:6], 15],
        ["รวม", "", "", "", "", "", "", 15],
        [3, *row(name="กลุ่มจักสาน")[:6], 9],
    ]

    reading = sheets.read_file("ก.xlsx", books.xlsx(*grid))

    assert reading.errors == ()
    assert [(one.number, one.said["name"], one.said["members_count"]) for one in reading.rows] == [
        (5, "กลุ่มทอผ้าสมมุติ", 15),
        (7, "กลุ่มจักสาน", 9),
    ]


def test_every_cell_that_cannot_be_taken_is_told_at_once_and_nothing_is_kept(cast: Cast) -> None:
    def also(sheet: object) -> None:
        sheet.write_formula("H4", "=1/0", None, "#DIV/0!")  # type: ignore[attr-defined]  # xlsxwriter has no types
        sheet.write_formula("H5", "=SUM(A1)", None, "")  # type: ignore[attr-defined]  # as above

    rows = [
        row(name="", members="สิบ"),
        ["ดูแฟ้มแนบ"],
        row(kind="ชมรม"),
        row(phone="1234"),
        row(day="31 ก.ย. 61"),
    ]
    reading = sheets.read_file("ก.xlsx", books.xlsx(HEADING, *rows, also=also))

    assert [error.cell for error in reading.errors] == ["A2", "H2", "B4", "H4", "H5", "I5", "J6"]
    with pytest.raises(Refused, match="7 ช่อง"):
        keep_reading(reading, name="ก", digest="", actor=cast.malee)
    assert not SheetImport.objects.exists()


def test_hidden_columns_and_lost_zeros_are_remarked_on() -> None:
    content = books.xlsx(
        HEADING, row(phone=812345678), also=lambda one: one.set_column("I:I", 9, None, {"hidden": 1})
    )

    first, second = sheets.read_file("ก.xlsx", content).remarks

    assert "คอลัมน์ I ซ่อนอยู่" in first
    assert "โทรศัพท์ 1 แถวขาดเลข 0" in second


def test_a_day_that_spreadsheets_cannot_count_is_given_out_in_words() -> None:
    grid = leaves_in("ก.xlsx", sheets.xlsx_of({"ก": [["วันที่"], [date(1890, 2, 28)], [date(2018, 9, 10)]]}))[
        0
    ].grid

    assert [list(row) for row in grid] == [["วันที่"], ["28/02/2433"], [date(2018, 9, 10)]]


def test_a_telephone_that_is_none_is_told_what_is_accepted(cast: Cast) -> None:
    [error] = sheets.read_file("ก.xlsx", books.xlsx(HEADING, row(phone="1669"))).errors

    assert (error.cell, error.value) == ("I2", "1669")
    assert "สายด่วน 1669" in error.message
    assert sheets.read_file("ก.xlsx", books.xlsx(HEADING, row(phone="สายด่วน 1669"))).errors == ()


def test_the_template_says_how_it_is_filled_in_and_brings_no_group() -> None:
    [error] = sheets.read_file("แบบ.xlsx", sheets.template()).errors

    assert error.message.startswith("ไม่พบแถวของกลุ่มใต้หัวตาราง")


def test_the_columns_of_groups_go_side_by_side_over_as_many_pages_as_can_be_read() -> None:
    few, all_that_is_known = (["ก" * 20] * columns for columns in (5, 27))

    books_made = [sheets.xlsx_of({"ก": [row, row]}) for row in (few, all_that_is_known)]

    narrow, wide = (
        zipfile.ZipFile(io.BytesIO(one)).read("xl/worksheets/sheet1.xml").decode() for one in books_made
    )
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in narrow
    assert '<pageSetup paperSize="9" fitToWidth="3" fitToHeight="0" orientation="landscape"/>' in wide
