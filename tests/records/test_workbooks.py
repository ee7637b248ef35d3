"""Workbooks from outside: what their reader leaves out is told, and none takes more than its limits."""

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from records import books
from sammachip.core.grid import NotATable, Uncomputed
from sammachip.records.workbooks import leaves_of
from sammachip.records.workbooks.plain import PlainSheet, plain_workbook

HEADING = ["อำเภอ", "กลุ่ม", "งบ"]


def test_an_xlsx_tells_what_its_reader_leaves_out():
    def also(sheet):
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C3", "=SUM(B2:B9)", None, "")
        sheet.write_formula("B4", "=[1]ปีก่อน!A1", None, 5)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(8, None, None, {"hidden": True})
        sheet.set_column("C:XFD", None, None, {"hidden": True})

    [leaf] = leaves_of(books.xlsx(HEADING, ["สตึก", 2], ["นางรอง", 1], ["คูเมือง"], also=also))

    assert leaf.grid == [
        HEADING,
        ["สตึก", 2.0, "#DIV/0!"],
        ["นางรอง", 1.0, Uncomputed("SUM(B2:B9)")],
        ["คูเมือง", 5.0, ""],
    ]
    assert (leaf.hidden_rows, leaf.hidden_columns, leaf.fetched) == ((3,), (3,), ("B4",))


def test_an_xls_tells_what_its_reader_leaves_out():
    cells = {(0, 0): "อำเภอ", (0, 1): "งบ", (1, 0): "สตึก", (1, 1): "#REF!", (2, 0): "=#N/A", (2, 1): 5.0}

    [leaf] = leaves_of(books.xls(cells, hidden_row=2, hidden_column=1))

    assert leaf.name == "ทะเบียน"
    assert leaf.grid == [["อำเภอ", "งบ"], ["สตึก", "#REF!"], ["#N/A", 5.0]]
    assert (leaf.hidden_rows, leaf.hidden_columns) == ((3,), (2,))


def test_an_ods_tells_what_its_reader_leaves_out():
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    failed = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    unsaved = '<table:table-cell table:formula="of:=SUM([.A1])"/>'
    hidden = (
        '<table:table-row table:visibility="filter">' + text.format("นางรอง") + unsaved + "</table:table-row>"
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'

    [leaf] = leaves_of(
        books.ods(
            "\n".join([text.format("อำเภอ") + text.format("งบ"), text.format("สตึก") + failed, hidden]),
            columns,
        )
    )

    assert leaf.grid == [["อำเภอ", "งบ"], ["สตึก", "#DIV/0!"], ["นางรอง", Uncomputed("SUM([.A1])")]]
    assert (leaf.hidden_rows, leaf.hidden_columns) == ((3,), (2,))


def test_leaves_out_of_sight_are_named_and_a_workbook_of_no_others_is_refused():
    """Before its first leaf is one in sight, a workbook as programs write it cannot hide that one."""

    def hidden(*, also: bytes) -> bytes:
        book = books.leaves({"ปีนี้": [HEADING, ["สตึก"]], "ปีก่อน": [HEADING], "ว่าง": []})
        for number in (b'sheetId="2"', b'sheetId="3"', also):
            book = books.with_part(
                book,
                "xl/workbook.xml",
                lambda part, number=number: part.replace(number, number + b' state="hidden"'),
            )
        return book

    [leaf] = leaves_of(hidden(also=b"none"))

    assert (leaf.name, leaf.hidden_leaves) == ("ปีนี้", ("ปีก่อน",))
    with pytest.raises(NotATable, match="ซ่อนอยู่ทั้งหมด"):
        leaves_of(hidden(also=b'sheetId="1"'))


def test_cells_keep_their_types_across_the_childs_bounds():
    [leaf] = leaves_of(
        books.xlsx(
            ["๐๑", True, 0.1],
            also=lambda sheet: sheet.write_datetime(1, 0, date(2018, 8, 31), None),
        )
    )

    assert leaf.grid[0] == ["๐๑", True, 0.1]
    assert leaf.grid[1][0] in (date(2018, 8, 31), 43343.0)


def _grown(by: bytes) -> bytes:
    return books.with_part(
        books.xlsx(HEADING),
        books.SPREADSHEET,
        lambda leaf: leaf.replace(b"</sheetData>", by + b"</sheetData>"),
    )


@pytest.mark.parametrize(
    "grown",
    [
        b" " * (61 << 20),  # a bomb: 60 KB that unpack to 61 MB
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',  # one cell, and seventeen thousand million empty ones
        b'<row r="1048576"><c r="XFD1048576"><f>A1</f></c></row>',
        b"".join(b'<row r="%d"><c r="C%d"><v>1</v></c></row>' % (n, n) for n in range(10, 100_010)),
    ],
    ids=["bomb", "far-cell", "far-formula", "long"],
)
def test_a_workbook_beyond_its_limits_is_refused_with_them(grown):
    with pytest.raises(
        NotATable, match=re.escape("(เกิน 300,000 ช่อง หรือเกิน 60 MB เมื่อคลายแล้ว) — คัดลอกเฉพาะตาราง")
    ):
        leaves_of(_grown(grown))


def _entities(leaf: bytes) -> bytes:
    more = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 11))
    return leaf.replace(b"?>", b'?><!DOCTYPE w [<!ENTITY e0 "ha">' + more + b"]>", 1).replace(
        b"</sheetData>", b'<row r="9"><c r="A9" t="str"><v>&e10;</v></c></row></sheetData>'
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><table><tr><td>1</td></tr></table></html>",
        b"PK\x03\x04 cut short",
        books.xls({(0, 0): "ก"})[:1500],
        books.with_part(books.xlsx(HEADING), books.SPREADSHEET, _entities),
        books.with_part(books.xlsx(HEADING), "xl/workbook.xml", lambda part: b""),
    ],
    ids=["empty", "html", "cut-zip", "cut-xls", "entities", "no-leaves"],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(content):
    with pytest.raises(NotATable, match="เปิดแฟ้มตารางไม่ได้ — หากแฟ้มนี้เปิดในโปรแกรมตารางได้ ให้บันทึกเป็น XLSX"):
        leaves_of(content)


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(500),
        books.xls({(0, 0): "ก"}, password=True),
    ],
)
def test_a_workbook_with_a_password_is_refused_with_what_to_do(content):
    with pytest.raises(NotATable, match="แฟ้มนี้ตั้งรหัสผ่านไว้"):
        leaves_of(content)


def test_a_row_of_a_plain_sheet_is_as_high_as_its_wrapped_text_needs():
    """LibreOffice shows one line of each row that comes without a height."""
    rows = [["1", "สั้น"], ["2", "เรื่องที่ยาวกว่าหนึ่งบรรทัด " * 6], ["3", "บรรทัดแรก\nบรรทัดที่สอง"]]
    made = plain_workbook([PlainSheet("ทะเบียน", "ทะเบียน", "", ["ที่", "เรื่อง"], rows, (6, 30))])

    sheet = load_workbook(io.BytesIO(made)).active
    one, long, two = (sheet.row_dimensions[at].height for at in (4, 5, 6))

    assert (one, two) == (24, 48)
    assert 96 <= long <= 168
