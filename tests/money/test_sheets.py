"""The letter's own table pasted, read from files and written again; every error at its cell."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from money import build
from sammachip.core.grid import NotATable
from sammachip.money import sheets
from sammachip.org.models import Office

pytestmark = pytest.mark.usefixtures("buriram")

LETTER = Path(__file__).with_name("letter_rows.txt").read_text()


@pytest.fixture
def published():
    return build.edition()


@pytest.fixture
def districts():
    return sheets.receivers(Office.objects.get(code="31"))


def test_the_letters_rows_pasted_with_thai_numerals_are_28_groups_and_873600_baht(
    published, districts
):  # clause A2
    reading = sheets.read_pasted(LETTER, published, districts)

    assert reading.errors == ()
    assert list(reading.shares) == build.shares()
    assert sum(share.groups for share in reading.shares) == 28
    assert sum((share.total for share in reading.shares), Decimal(0)) == build.TOTAL


def test_rows_without_a_heading_are_read_in_the_columns_own_order(published, districts):
    body = "\n".join(LETTER.splitlines()[1:])
    numberless = "\n".join("\t".join(line.split("\t")[1:4]) for line in body.splitlines()[:-1])

    assert list(sheets.read_pasted(body, published, districts).shares) == build.shares()
    assert list(sheets.read_pasted(numberless, published, districts).shares) == build.shares()


def test_every_error_stands_at_its_cell(published, districts):
    text = "\n".join(
        [
            "ที่\tอำเภอ\tจำนวนกลุ่มเป้าหมาย (กลุ่ม)\tบัญชีจัดสรรงบประมาณที่กรมฯ แจ้ง\tหมายเหตุ",
            "๑\tนางรอง\t๒\t๖๒,๔๐๐\t",
            "๒\tนางลอง\tสอง\t๓๑,๒๐๐\t",
            "๓\tนางรอง\t๑\tสามหมื่น\t",
            "รวม\t\t๔\t๙๓,๖๐๐\t",
        ]
    )

    reading = sheets.read_pasted(text, published, districts)

    assert [error.cell for error in reading.errors] == ["B3", "C3", "B4", "D4", "C5"]
    assert "«นางลอง»" in reading.errors[0].message
    assert "«นางรอง»" in reading.errors[0].message
    assert reading.errors[2].message == "«นางรอง» มีแล้วในแถวที่ 2 — รวมเป็นแถวเดียว"
    assert "คือ 4 แต่ผลบวกของทุกแถวคือ 3" in reading.errors[4].message


def test_errors_in_rows_without_heading_count_from_the_first_row(published, districts):
    reading = sheets.read_pasted("นางรอง\t๒\t๖๒,๔๐๐\nสตึก\tสอง\t๖๒,๔๐๐", published, districts)

    assert [error.cell for error in reading.errors] == ["B2"]


def workbook(rows: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def test_files_and_pasted_cells_read_alike(published, districts):
    shares = build.shares()
    grid = sheets.grid_of(shares, published, districts)

    as_csv = sheets.csv_of(shares, published, districts).encode()
    as_xlsx = sheets.xlsx_of(grid, "ทะเบียนจัดสรร")
    titled = workbook([["ทะเบียนเป้าหมาย"], [], ["อำเภอ", "จำนวนกลุ่ม", "งบประมาณ"], ["สตึก", 2, 62400]])

    for name, content in (
        ("a.csv", as_csv),
        ("a.xlsx", as_xlsx),
        ("a.csv", as_csv.decode("utf-8-sig").encode("cp874")),
    ):
        reading = sheets.read_file(name, content, published, districts)
        assert reading.errors == ()
        assert list(reading.shares) == shares
    [row] = sheets.read_file("b.xlsx", titled, published, districts).shares
    assert (row.office, row.groups, row.total) == ("3111", 2, Decimal("62400.00"))


@pytest.mark.parametrize(
    "written", ["เมือง", "อ. เมือง", "อำเภอเมืองบุรีรัมย์", "สพอ.เมืองบุรีรัมย์", "สำนักงานพัฒนาชุมชนอำเภอเมืองบุรีรัมย์", "3101"]
)
def test_an_office_is_known_by_every_name_that_spreadsheets_give_it(published, districts, written):
    [row] = sheets.read_pasted(f"{written}\t๒\t๖๒,๔๐๐", published, districts).shares

    assert row.office == "3101"


def test_a_count_that_cannot_be_is_refused_at_its_cell(published, districts):
    reading = sheets.read_pasted("สตึก\t-1\t62400\nนางรอง\t999999999999\t62400", published, districts)

    assert [(error.cell, error.message.partition(" แต่พบ ")[2]) for error in reading.errors] == [
        ("B1", "-1 — ตรวจจำนวน"),
        ("B2", "999,999,999,999 — ตรวจจำนวน"),
    ]


def test_a_remark_that_no_row_can_hold_is_refused_at_its_cell(published, districts):
    [error] = sheets.read_pasted(f"๑\tสตึก\t๒\t๖๒,๔๐๐\t{'ก' * 201}", published, districts).errors

    assert (error.cell, error.message) == ("E1", "«หมายเหตุ» ยาว 201 ตัวอักษร เกิน 200 ตัวอักษร — ย่อข้อความ")


def test_a_workbook_is_read_where_its_table_is_in_sight(published, districts):
    heading = ["อำเภอ", "จำนวนกลุ่ม", "งบประมาณ"]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("ปก").write(0, 0, "รายงาน")
    for name, row in (("ปีก่อน", ["นางรอง", 9, 280800]), ("ปีนี้", ["สตึก", 2, 62400])):
        leaf = book.add_worksheet(name)
        leaf.write_row(0, 0, heading)
        leaf.write_row(1, 0, row)
    book.get_worksheet_by_name("ปีก่อน").hide()
    book.close()

    reading = sheets.read_file("a.xlsx", out.getvalue(), published, districts)

    assert (reading.leaf, [row.office for row in reading.shares]) == ("ปีนี้", ["3111"])


def test_a_formula_that_failed_in_a_workbook_is_told_at_its_cell(published, districts):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("ทะเบียน")
    sheet.write_row(0, 0, ["อำเภอ", "จำนวนกลุ่ม", "งบประมาณ", "หมายเหตุ"])
    sheet.write_row(1, 0, ["สตึก", 2])
    sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    sheet.write_formula(1, 3, "=NA()", None, "#N/A")
    sheet.write_row(2, 0, ["นางรอง", 2, 62400, "ครบ"])
    book.close()

    reading = sheets.read_file("ก.xlsx", out.getvalue(), published, districts)

    assert [error.cell for error in reading.errors] == ["C2", "D2"]
    assert "มีสูตรที่คำนวณไม่ได้ (#DIV/0!)" in reading.errors[0].message
    assert "«หมายเหตุ» มีสูตรที่คำนวณไม่ได้ (#N/A)" in reading.errors[1].message


def test_a_workbook_with_a_password_is_refused_with_what_to_do(published, districts):
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + sheets.PROTECTED + bytes(500)

    with pytest.raises(NotATable, match="แฟ้มนี้ตั้งรหัสผ่านไว้"):
        sheets.read_file("a.xlsx", protected, published, districts)


def test_a_file_that_is_no_table_is_refused_with_a_sentence(published, districts):
    with pytest.raises(NotATable, match="เปิดแฟ้มตารางไม่ได้"):
        sheets.read_file("photo.xlsx", b"\x89PNG not a workbook", published, districts)


def test_written_remarks_never_run_as_formulas(published, districts):
    [first, *rest] = build.shares()
    hostile = sheets.Share(first.office, first.groups, first.amounts, "=HYPERLINK(1)")

    text = sheets.csv_of([hostile, *rest], published, districts)

    assert "'=HYPERLINK(1)" in text
    assert sheets.read_file("a.csv", text.encode(), published, districts).shares[0].remark == "=HYPERLINK(1)"
