"""Workbooks as other programs write them: XLSX with what one may set in it, XLS and ODS from their bytes up."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

SPREADSHEET = "xl/worksheets/sheet1.xml"
WRONG = {"#REF!": 0x17, "#N/A": 0x2A, "#DIV/0!": 0x07}


def xlsx(*rows: list[object], also: Callable[[Worksheet], object] = lambda sheet: None) -> bytes:
    """One leaf of rows, and what `also` does to it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("ทะเบียน")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        also(sheet)
    return out.getvalue()


def leaves(grids: Mapping[str, list[list[object]]]) -> bytes:
    """A leaf for each of these grids, by its name."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, grid in grids.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(grid):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def with_part(book: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, change(content) if name == part else content)
    return out.getvalue()


def ods(cells: str, columns: str = "") -> bytes:
    """One leaf of the given table cells, in one row each line."""
    rows = "".join(line if line.startswith("<table:table-row") else f"<table:table-row>{line}</table:table-row>" for line in cells.split("\n"))  # fmt: skip
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="ทะเบียน">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def xls(
    cells: Mapping[tuple[int, int], object],
    *,
    hidden_row: int = 99,
    hidden_column: int = 99,
    password: bool = False,
) -> bytes:
    """One leaf of an XLS (BIFF8); rows and columns count from nought, a text that names an error is one."""
    name = "ทะเบียน"
    body = _bof(0x10)
    body += _record(0x7D, struct.pack("<6H", hidden_column, hidden_column, 2000, 15, 1, 0))
    body += _record(0x208, struct.pack("<6HI", hidden_row, 0, 9, 255, 0, 0, 0x20))
    body += b"".join(_cell(row, col, value) for (row, col), value in cells.items()) + _record(0x0A, b"")
    head = _bof(0x05) + (_record(0x2F, b"\1\0" + bytes(52)) if password else b"")
    leaf = struct.pack("<BBBB", 0, 0, len(name), 1) + name.encode("utf-16-le")
    start = len(head) + 4 + 4 + len(leaf) + 4
    stream = head + _record(0x85, struct.pack("<I", start) + leaf) + _record(0x0A, b"") + body
    return _compound(stream)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _bof(kind: int) -> bytes:
    return _record(0x809, struct.pack("<4H2I", 0x600, kind, 0xDBB, 0x7CC, 0, 6))


def _cell(row: int, col: int, value: object) -> bytes:
    place = struct.pack("<3H", row, col, 15)
    if isinstance(value, str) and value.startswith("="):  # a formula that failed, by what it shows
        failed = bytes([2, 0, WRONG[value[1:]], 0, 0, 0, 0xFF, 0xFF])
        return _record(0x06, place + failed + struct.pack("<HIH", 0, 0, 3) + b"\x1e\1\0")
    if value in WRONG:
        return _record(0x205, place + bytes([WRONG[str(value)], 1]))
    if isinstance(value, str):
        return _record(0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    assert isinstance(value, float)
    return _record(0x203, place + struct.pack("<d", value))


def _compound(stream: bytes) -> bytes:
    """The stream as the one file of a compound file with sectors of 512 bytes: table, directory, stream."""
    stream = stream.ljust(4096, b"\0")
    stream += bytes(-len(stream) % 512)
    sectors = len(stream) // 512
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    table = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    table += [free] * (128 - len(table))
    directory = _entry("Root Entry", 5, 1, end, 0) + _entry("Workbook", 2, free, 2, len(stream))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    header += struct.pack("<10I", 0, 1, 1, 0, 4096, end, 0, end, 0, 0) + b"\xff" * 432
    return header + struct.pack("<128I", *table) + directory.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBB3I", len(raw), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return raw.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
