"""The letter's own table pasted, read from files and written again; every error at its cell."""

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from django.utils.translation import override

from money import build
from records import books
from sammachip.core.grid import NotATable
from sammachip.core.thainum import tidy
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
    with override("en"):
        in_english = [error.message for error in sheets.read_pasted(text, published, districts).errors]

    assert [error.cell for error in reading.errors] == ["B3", "C3", "B4", "D4", "C5"]
    assert "«นางลอง»" in reading.errors[0].message
    assert "«นางรอง»" in reading.errors[0].message
    assert reading.errors[2].message == "«นางรอง» มีแล้วในแถวที่ 2 — รวมเป็นแถวเดียว"
    assert "คือ 4 แต่ผลบวกของทุกแถวคือ 3" in reading.errors[4].message
    assert "has no option “นางลอง” — choose “นางรอง”" in in_english[0]
    assert "is 4, but its rows add up to 3" in in_english[4]


def test_a_sum_in_words_is_proved_and_a_note_told_when_pasted(published, districts):
    below = "(แปดแสนเจ็ดหมื่นสามพันหกร้อยบาทถ้วน)\nหมายเหตุ ตามที่กรมฯ แจ้ง\n"

    reading = sheets.read_pasted(LETTER + below, published, districts)

    assert (reading.errors, len(reading.shares)) == ((), 23)
    assert list(reading.remarks) == ["ข้ามแถวที่ไม่มีข้อมูลของตารางนี้: แถวที่ 27 «หมายเหตุ ตามที่กรมฯ แจ้ง»"]


def test_errors_in_rows_without_heading_count_from_the_first_row(published, districts):
    reading = sheets.read_pasted("นางรอง\t๒\t๖๒,๔๐๐\nสตึก\tสอง\t๖๒,๔๐๐", published, districts)

    assert [error.cell for error in reading.errors] == ["B2"]


def test_a_heading_in_words_of_its_own_is_answered_with_the_headings_wanted(published, districts):
    [error] = sheets.read_pasted("ชื่อ\tเป้า\tเงิน\nนางรอง\t๒\t๖๒,๔๐๐", published, districts).errors

    assert str(error).startswith("ไม่พบแถวหัวตาราง — ใส่หัวคอลัมน์ ที่, อำเภอ, จำนวนกลุ่มเป้าหมาย (กลุ่ม), ")


def test_a_heading_of_merged_cells_reads_alike_pasted_and_from_a_file(published, districts):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.merge_range("A1:E1", "ทะเบียนเป้าหมายและงบประมาณ")
    for place, words in (("A", "ที่"), ("B", "อำเภอ"), ("E", "หมายเหตุ")):
        sheet.merge_range(f"{place}2:{place}3", words)
    sheet.merge_range("C2:D2", "การจัดสรร")
    sheet.write_row("C3", ["กลุ่ม", "จำนวนเงิน"])
    sheet.write_row("A4", ["(1)", "(2)", "(3)", "(4)", "(5)"])
    sheet.write_row("A5", [1, "สตึก", 2, 62400])
    book.close()
    pasted = "ที่\tอำเภอ\tการจัดสรร\t\tหมายเหตุ\n\t\tกลุ่ม\tจำนวนเงิน\t\n1\tสตึก\t2\t62400\t"

    for reading in (
        sheets.read_file("ก.xlsx", out.getvalue(), published, districts),
        sheets.read_pasted(pasted, published, districts),
    ):
        assert reading.errors == ()
        assert [(row.office, row.groups, row.total) for row in reading.shares] == [
            ("3111", 2, Decimal(62400))
        ]


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
    as_xlsx = sheets.xlsx_of(grid, "ทะเบียนจัดสรร", over=("ทะเบียนเป้าหมาย", "จังหวัดบุรีรัมย์"))
    titled = workbook([["ทะเบียนเป้าหมาย"], [], ["อำเภอ", "จำนวนกลุ่ม", "งบประมาณ"], ["สตึก", 2, 62400]])

    for name, content in (
        ("a.csv", as_csv),
        ("a.xlsx", as_xlsx),
        ("a.csv", as_csv.decode("utf-8-sig").encode("cp874")),
    ):
        reading = sheets.read_file(name, content, published, districts)
        assert reading.errors == ()
        assert list(reading.shares) == shares
    with zipfile.ZipFile(io.BytesIO(as_xlsx)) as book:
        assert 'Bold"&amp;18ทะเบียนเป้าหมาย\nจังหวัดบุรีรัมย์<' in book.read("xl/worksheets/sheet1.xml").decode()
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


def test_an_amount_below_nothing_is_refused_at_its_cell(published, districts):
    reading = sheets.read_pasted("เมืองบุรีรัมย์\t2\t62,400\nสตึก\t2\t-62,400", published, districts)

    assert [(error.cell, error.message) for error in reading.errors] == [
        ("C2", "«บัญชีจัดสรรงบประมาณที่กรมฯ แจ้ง» ติดลบ (-62,400.00) — กรอกยอดตั้งแต่ 0 ขึ้นไป")
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
    assert [one for one in reading.remarks if "ซ่อนอยู่" in one] == [
        "ไม่ได้อ่านแผ่นที่ซ่อนอยู่ในแฟ้มนี้: «ปีก่อน» — ถ้าต้องการ เลิกซ่อนแผ่นนั้นในโปรแกรมตารางแล้วนำเข้าใหม่"
    ]


SHORT = ["ที่", "อำเภอ", "กลุ่ม", "งบประมาณ", "หมายเหตุ"]
ROWS = [["๑", "สตึก", "๒", "๖๒,๔๐๐.๐๐", ""], ["๒", "นางรอง", 2.0, 62400, ""]]


def _read(published, districts, *rows: list[object], also=lambda sheet: None):
    return sheets.read_file("ก.xlsx", books.xlsx(*rows, also=also), published, districts)


def _offices(reading):
    return [(share.office, share.groups, share.total) for share in reading.shares]


BOTH = [("3111", 2, Decimal(62400)), ("3104", 2, Decimal(62400))]


@pytest.mark.parametrize(
    "rows",
    [
        [SHORT, *ROWS],
        [
            SHORT,
            ROWS[0],
            ["", "รวมหน้านี้", 2, 62400],
            SHORT,
            ["ยอดยกมา", "", 2, 62400],
            ROWS[1],
            ["รวมทั้งสิ้น", "", "๔", "๑๒๔,๘๐๐"],
        ],
        [SHORT, ["รวม", "", 4, 124800], *ROWS],
        [SHORT, ["๑", "สตึึก", "๒", "๖๒,๔๐๐", ""], ["๒", "อ.นางรอง\u200b", " 2 ", "62400.-", ""]],
        [SHORT, ["๑", 3111, "๒", "๖๒,๔๐๐"], ["๒", "๓๑๐๔", 2, 62400]],
    ],
    ids=["thai-digits-as-text", "totals-amid", "total-on-top", "doubled-marks", "codes"],
)
def test_a_real_workbook_is_read_however_its_cells_were_typed(published, districts, rows):
    reading = _read(published, districts, *rows)

    assert (reading.errors, reading.remarks) == ((), ())
    assert _offices(reading) == BOTH


def test_a_misspelt_district_is_a_question_and_never_a_guess(published, districts):
    reading = _read(published, districts, SHORT, ["1", "นางลอง", 2, 62400], ROWS[0])

    [error] = reading.errors
    assert (error.cell, _offices(reading)) == ("B2", BOTH[:1])
    assert error.message.startswith("«อำเภอ» ไม่มีตัวเลือก «นางลอง» — เลือก «นางรอง»")


def test_formulas_without_a_value_are_told_at_their_cells(published, districts):
    def also(sheet):
        sheet.write_formula("D2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("E2", "=NA()", None, "#N/A")
        sheet.write_formula("D3", "=C3*31200", None, "")

    reading = _read(published, districts, SHORT, ["1", "สตึก", 2], ["2", "นางรอง", 2], also=also)

    assert [error.cell for error in reading.errors] == ["D2", "E2", "D3"]
    assert "มีสูตรที่คำนวณไม่ได้ (#DIV/0!)" in reading.errors[0].message
    assert "«หมายเหตุ» มีสูตรที่คำนวณไม่ได้ (#N/A)" in reading.errors[1].message
    assert "มีสูตรที่แฟ้มไม่ได้เก็บผลไว้ (=C3*31200)" in reading.errors[2].message


def test_an_old_workbooks_errors_are_told_at_their_cells(published, districts):
    cells = {
        (0, 0): "อำเภอ",
        (0, 1): "กลุ่ม",
        (0, 2): "งบประมาณ",
        (1, 0): "สตึก",
        (1, 1): "#N/A",
        (1, 2): "=#REF!",
    }

    reading = sheets.read_file("ก.xls", books.xls(cells), published, districts)

    assert [(error.cell, error.value) for error in reading.errors] == [("B2", "#N/A"), ("C2", "#REF!")]


def test_what_is_hidden_or_comes_from_another_file_is_read_and_pointed_out(published, districts):
    def also(sheet):
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
        sheet.set_column("F:F", None, None, {"hidden": True})
        sheet.write_formula("C2", "=[1]ปีก่อน!B7", None, 2)

    rows = [[*row, "ไม่เกี่ยว"] for row in ROWS]
    reading = _read(published, districts, SHORT, *rows, also=also)

    assert (reading.errors, _offices(reading)) == ((), BOTH)
    assert reading.remarks == (
        "แถวที่ 3 ซ่อนอยู่ในแผ่นงาน แต่อ่านรวมไว้ด้วย — ถ้าไม่ต้องการ ลบแถวนั้นแล้วนำเข้าใหม่",
        "คอลัมน์ D ซ่อนอยู่ในแผ่นงาน แต่อ่านรวมไว้ด้วย — เปิดดูคอลัมน์นั้นก่อนนำเข้า",
        "ช่อง C2 เป็นค่าจากแฟ้มอื่น ณ วันที่บันทึกแฟ้มนี้ — ตรวจว่ายังเป็นค่าปัจจุบัน",
        "ไม่ได้อ่านคอลัมน์ F (ไม่มีหัวคอลัมน์) (ซ่อนอยู่) เพราะไม่ใช่คอลัมน์ของตารางนี้ — ถ้าต้องการ แก้หัวคอลัมน์ให้ตรงแม่แบบ",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "tis-620", "cp874"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_is_read_in_every_encoding_and_with_every_mark(published, districts, encoding, mark):
    lines = [["ทะเบียนเป้าหมาย"], SHORT, ["๑", "สตึก", "๒", '"๖๒,๔๐๐"', ""], ["๒", "นางรอง", "2", "62400", ""]]
    text = "\r\n".join(mark.join(line) for line in lines)

    reading = sheets.read_file("ก.csv", text.encode(encoding), published, districts)

    assert (reading.errors, _offices(reading)) == ((), BOTH)


def test_a_file_larger_than_is_taken_in_is_refused_before_it_is_opened(published, districts, settings):
    settings.UPLOAD_SHEET_MAX_MB = 1

    with pytest.raises(NotATable, match="แฟ้มใหญ่เกิน 1 MB"):
        sheets.read_file("ก.xlsx", bytes((1 << 20) + 1), published, districts)


def test_a_file_that_is_no_table_is_refused_with_a_sentence(published, districts):
    with pytest.raises(NotATable, match="เปิดแฟ้มตารางไม่ได้"):
        sheets.read_file("photo.xlsx", b"\x89PNG not a workbook", published, districts)


@pytest.mark.parametrize("begun", ["=1+1", "+66 81", "-1+2", "@SUM(A1)", "\t=1", "＝1", "|cmd"])
def test_written_remarks_never_run_as_formulas(published, districts, begun):
    [first, *rest] = build.shares()
    hostile = [sheets.Share(first.office, first.groups, first.amounts, begun), *rest]

    as_csv = sheets.csv_of(hostile, published, districts).encode()
    as_xlsx = sheets.xlsx_of(sheets.grid_of(hostile, published, districts), "ทะเบียน")

    with zipfile.ZipFile(io.BytesIO(as_xlsx)) as book:
        cell = re.search(r'<c r="E2" s="(\d+)" t="s">', book.read("xl/worksheets/sheet1.xml").decode())
        looks = re.findall(r"<xf [^>]*>", book.read("xl/styles.xml").decode().partition("<cellXfs")[2])
    assert cell
    assert 'quotePrefix="1"' in looks[int(cell[1])]
    assert f"'{begun}".encode() in as_csv
    for name, content in (("a.csv", as_csv), ("a.xlsx", as_xlsx)):
        remark = sheets.read_file(name, content, published, districts).shares[0].remark
        assert remark == tidy(begun)


def test_the_template_names_every_office_and_asks_for_its_numbers(published, districts):
    reading = sheets.read_file(
        "แบบ.xlsx", sheets.template(published, districts, "ทะเบียน"), published, districts
    )

    assert [share.office for share in reading.shares] == [one.code for one in districts]
    assert {error.key for error in reading.errors} == {sheets.GROUPS, f"{sheets.AMOUNT}support"}
    assert len(reading.errors) == 2 * len(districts)
