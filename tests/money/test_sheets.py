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


def test_a_file_that_is_no_table_is_refused_with_a_sentence(published, districts):
    with pytest.raises(NotATable, match="เปิดแฟ้มตารางไม่ได้"):
        sheets.read_file("photo.xlsx", b"\x89PNG not a workbook", published, districts)


def test_written_remarks_never_run_as_formulas(published, districts):
    [first, *rest] = build.shares()
    hostile = sheets.Share(first.office, first.groups, first.amounts, "=HYPERLINK(1)")

    text = sheets.csv_of([hostile, *rest], published, districts)

    assert "'=HYPERLINK(1)" in text
    assert sheets.read_file("a.csv", text.encode(), published, districts).shares[0].remark == "=HYPERLINK(1)"
