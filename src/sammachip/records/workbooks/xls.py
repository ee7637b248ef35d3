"""What the reader of cells leaves out of a leaf of an XLS: the records of its stream, as [MS-XLS] lays them out."""

import struct
from collections.abc import Iterator

from sammachip.records.workbooks.compound import stream_of
from sammachip.records.workbooks.marks import Marks, Place

BOUND_SHEET, FILE_PASS, FORMULA, BOOL_ERR, ROW, COLUMN_INFO, END = 0x85, 0x2F, 0x06, 0x205, 0x208, 0x7D, 0x0A
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
FAILED, HIDDEN_ROW, HIDDEN_COLUMN = 0x02, 0x20, 0x01


def marks(content: bytes, leaf: str) -> Marks:
    """The same as of an XLSX, but for formulas without result: an XLS always holds one."""
    stream = _book(content)
    starts = {
        _name(body[6:]): struct.unpack_from("<I", body)[0]
        for kind, body in _records(stream, 0)
        if kind == BOUND_SHEET
    }
    found = Marks()
    if leaf in starts:
        for kind, body in _records(stream, starts[leaf]):
            _take(found, kind, body)
    return found


def has_password(content: bytes) -> bool:
    return any(kind == FILE_PASS for kind, _ in _records(_book(content), 0))


def _book(content: bytes) -> bytes:
    return stream_of(content, "Workbook") or stream_of(content, "Book")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record from a place in the stream up to the end of that part."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == END:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _name(body: bytes) -> str:
    """The name of a leaf: its length, whether in two bytes each, its letters."""
    length, wide = body[0], body[1] & 1
    return body[2 : 2 + length * 2].decode("utf-16-le") if wide else body[2 : 2 + length].decode("latin-1")


def _take(found: Marks, kind: int, body: bytes) -> None:
    if kind == BOOL_ERR and body[7]:
        found.failed[_place(body)] = ERRORS.get(body[6], "#N/A")
    elif kind == FORMULA and body[12:14] == b"\xff\xff" and body[6] == FAILED:
        found.failed[_place(body)] = ERRORS.get(body[8], "#N/A")
    elif kind == ROW and body[12] & HIDDEN_ROW:
        found.hidden_rows.add(_place(body)[0])
    elif kind == COLUMN_INFO and body[8] & HIDDEN_COLUMN:
        found.hidden_columns.append(_place(body))


def _place(body: bytes) -> Place:
    """The two numbers a record begins with: row and column of a cell, or first and last of a stretch of columns."""
    first, second = struct.unpack_from("<HH", body)
    return first + 1, second + 1
