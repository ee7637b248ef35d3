"""Sheets as they come in, whatever they hold: a file becomes leaves of cells, and what a person should know is told.

One reader for every sheet of the house. What its columns are, and what is made of its rows, says the room that keeps
those rows.
"""

import codecs
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _

from sammachip.core.cells import CellError
from sammachip.core.grid import MOST_ROWS, NotATable, column_name, parse_csv
from sammachip.core.headings import Unread
from sammachip.core.table import Reading
from sammachip.core.thainum import excerpt
from sammachip.records.workbooks import Leaf, is_workbook, leaves_of
from sammachip.records.workbooks.limits import MOST_CELLS
from sammachip.trail.spoken import worded

MOST_NAMED = 10
"""Rows, columns or cells that a sentence names one by one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a sheet of one kind may be, and how many cells a workbook that holds it."""

    rows: int = MOST_ROWS
    cells: int = MOST_CELLS


USUAL = Limits()


def leaves_in(name: str, content: bytes, limits: Limits = USUAL) -> list[Leaf]:
    """What a CSV holds, or each leaf in sight of a workbook that holds anything.

    Raises NotATable with a sentence for the screen.
    """
    require_size(len(content))
    if name.lower().endswith((".csv", ".tsv", ".txt")) and not is_workbook(content):
        return [Leaf("", parse_csv(_decoded(content), limits.rows))]
    leaves = [leaf for leaf in leaves_of(content, limits.cells) if any(leaf.grid)]
    if not leaves:
        raise NotATable(_("แฟ้มตารางนี้ไม่มีแผ่นงานที่มีข้อมูล — เลือกแฟ้มอื่น"))
    return leaves


def require_size(size: int) -> None:
    """Raises NotATable for a file larger than is taken in, best before it is read."""
    most = settings.UPLOAD_SHEET_MAX_MB
    if size > most * 1024 * 1024:
        raise NotATable(_("แฟ้มใหญ่เกิน {most} MB — ลบแผ่นงานที่ไม่เกี่ยวข้องแล้วเลือกใหม่").format(most=most))


def _decoded(content: bytes) -> str:
    """UTF-8, the UTF-16 that spreadsheets call Unicode text, else the Thai code page that they write on Windows."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp874"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable(
        _("อ่านแฟ้มไม่ได้ เพราะไม่ใช่ข้อความภาษาไทย (UTF-8 หรือ TIS-620) — บันทึกเป็น CSV UTF-8 แล้วนำเข้าใหม่")
    )


def remarks_on(leaf: Leaf, reading: Reading, asked: Collection[int] = ()) -> Iterator[str]:
    """What of the cells read lies out of sight or is as old as the file, and what was not read at all.

    `asked` are columns, by their numbers, about which a person is asked instead.
    """
    if leaf.hidden_leaves:
        yield _("ไม่ได้อ่านแผ่นที่ซ่อนอยู่ในแฟ้มนี้: {leaves} — ถ้าต้องการ เลิกซ่อนแผ่นนั้นในโปรแกรมตารางแล้วนำเข้าใหม่").format(
            leaves=first_few([f"«{excerpt(name)}»" for name in leaf.hidden_leaves])
        )
    hidden = set(leaf.hidden_rows)
    rows = [str(row.number) for row in reading.rows if row.number in hidden]
    if rows:
        yield _("แถวที่ {rows} ซ่อนอยู่ในแผ่นงาน แต่อ่านรวมไว้ด้วย — ถ้าไม่ต้องการ ลบแถวนั้นแล้วนำเข้าใหม่").format(
            rows=first_few(rows)
        )
    places = sorted(place for place in reading.places.values() if place in leaf.hidden_columns)
    if places:
        yield _("คอลัมน์ {columns} ซ่อนอยู่ในแผ่นงาน แต่อ่านรวมไว้ด้วย — เปิดดูคอลัมน์นั้นก่อนนำเข้า").format(
            columns=first_few([column_name(place) for place in places])
        )
    if leaf.fetched:
        yield _("ช่อง {cells} เป็นค่าจากแฟ้มอื่น ณ วันที่บันทึกแฟ้มนี้ — ตรวจว่ายังเป็นค่าปัจจุบัน").format(
            cells=first_few(leaf.fetched)
        )

    yield from _not_read(leaf, [one for one in reading.unread if one.place not in asked])
    strays = [one for one in reading.strays if one.amount is None]
    if strays:
        yield _("ข้ามแถวที่ไม่มีข้อมูลของตารางนี้: {rows}").format(
            rows=first_few([row_words(one.number, one.words) for one in strays])
        )


def _not_read(leaf: Leaf, columns: Sequence[Unread]) -> Iterator[str]:
    """The columns that are none of the table's, each by its letter and heading."""
    for one in columns:
        if one.near:
            yield _(
                "หัวคอลัมน์ {column} ใกล้เคียง «{near}» แต่ไม่ตรง จึงไม่ได้อ่าน — ถ้าหมายถึงคอลัมน์นั้น แก้หัวคอลัมน์แล้วนำเข้าใหม่"
            ).format(column=_column_words(one, leaf), near=one.near.label)
    others = [_column_words(one, leaf) for one in columns if not one.near]
    if others:
        yield _("ไม่ได้อ่านคอลัมน์ {columns} เพราะไม่ใช่คอลัมน์ของตารางนี้ — ถ้าต้องการ แก้หัวคอลัมน์ให้ตรงแม่แบบ").format(
            columns=first_few(others)
        )


def _column_words(one: Unread, leaf: Leaf) -> str:
    """«K «หมายเหตุ» (ซ่อนอยู่)»: a column by its letter and heading."""
    said = [f"«{excerpt(one.heading)}»" if one.heading else _("(ไม่มีหัวคอลัมน์)")]
    said += [_("(ซ่อนอยู่)")] if one.place in leaf.hidden_columns else []
    return " ".join([column_name(one.place), *said])


def row_words(number: int, words: str) -> str:
    """A row by its number and what it says."""
    return _("แถวที่ {row} «{words}»").format(row=number, words=excerpt(words))


def first_few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    return shown if len(names) <= MOST_NAMED else f"{shown}, … ({len(names):,})"


def row_of(error: CellError) -> int:
    """The row of the sheet that an error stands in; nought for one of the whole sheet."""
    digits = re.search(r"\d+$", error.cell)
    return int(digits[0]) if digits else 0


def in_order(errors: Iterable[CellError]) -> tuple[CellError, ...]:
    return tuple(sorted(errors, key=lambda error: (row_of(error), error.cell)))


def told(errors: Iterable[CellError]) -> Iterator[CellError]:
    """The errors in the reader's language: core finds them, and names them by their sentence."""
    return (replace(error, message=worded(error.message)) for error in errors)
