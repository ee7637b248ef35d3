"""Workbooks as they come in: their leaves in sight as cells, with what the reader of cells leaves out.

Opening a file from outside is done in a child process with limits on time, memory and what it writes; this module is
the caller, `__main__` the child. Nothing that a workbook links to is ever fetched.
"""

import json
import subprocess
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import gettext as _

from sammachip.core.grid import Grid, NotATable, Uncomputed
from sammachip.records import limited
from sammachip.records.workbooks.limits import LARGEST_MB, MOST_CELLS, SECONDS, Fault, ToldLeaf


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf in sight: its cells from A1 on, the rows and columns that are hidden in it and yet hold something, the cells
    whose values were fetched from another file when this one was saved, and the columns' cells that were joined over
    several rows: first row, last row, column. `hidden_leaves` are those of its workbook that hold something and are not
    in sight."""

    name: str
    grid: Grid
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    fetched: tuple[str, ...] = ()
    merged: tuple[tuple[int, int, int], ...] = ()
    hidden_leaves: tuple[str, ...] = ()


BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def is_workbook(content: bytes) -> bool:
    """Whether it begins as a workbook does, however the file is called."""
    return content.startswith(BEGINNINGS)


def leaves_of(content: bytes, most_cells: int = MOST_CELLS) -> list[Leaf]:
    """The leaves in sight of an XLSX, XLS or ODS, in their order; a leaf that is hidden is no longer meant, but named.

    A formula that failed is the text it shows, one without its result is Uncomputed. Raises NotATable with a sentence
    for the screen; a workbook of more than `most_cells` is too large. Whatever the file holds, it takes neither the
    caller's memory nor its time.
    """
    told = _told_by_child(content, most_cells)
    if isinstance(told, Fault):
        raise NotATable(_sentence(told, most_cells))
    return [_leaf(one) for one in told]


def _told_by_child(content: bytes, most_cells: int) -> list[ToldLeaf] | Fault:
    with TemporaryDirectory() as folder:
        given, told = Path(folder, "given"), Path(folder, "told")
        given.write_bytes(content)
        try:
            child = limited.child(__name__, given, told, most_cells, seconds=SECONDS)
        except subprocess.TimeoutExpired:
            return Fault.TOO_LARGE
        if child.returncode == 0:
            leaves: list[ToldLeaf] = json.loads(told.read_bytes(), object_hook=_typed)
            return leaves
        if child.returncode < 0:  # a limit ends the child by a signal
            return Fault.TOO_LARGE
        return next((fault for fault in Fault if fault == child.returncode), Fault.UNREADABLE)


def _sentence(fault: Fault, most_cells: int) -> str:
    if fault == Fault.PASSWORD:
        return _("แฟ้มนี้ตั้งรหัสผ่านไว้ จึงเปิดอ่านไม่ได้ — นำรหัสผ่านออกในโปรแกรมตาราง แล้วนำเข้าใหม่")
    if fault == Fault.HIDDEN:
        return _("แผ่นงานที่มีข้อมูลในแฟ้มนี้ซ่อนอยู่ทั้งหมด — เลิกซ่อนแผ่นงานที่จะนำเข้าในโปรแกรมตาราง แล้วนำเข้าใหม่")
    if fault == Fault.TOO_LARGE:
        return _(
            "แฟ้มตารางนี้มีข้อมูลมากเกินไป (เกิน {cells:,} ช่อง หรือเกิน {most} MB เมื่อคลายแล้ว) — "
            "คัดลอกเฉพาะตารางที่จะนำเข้าไปไว้ในแฟ้มใหม่ แล้วนำเข้าแฟ้มนั้น"
        ).format(cells=most_cells, most=LARGEST_MB)
    return _("เปิดแฟ้มตารางไม่ได้ — หากแฟ้มนี้เปิดในโปรแกรมตารางได้ ให้บันทึกเป็น XLSX แล้วนำเข้าใหม่")


def _leaf(told: ToldLeaf) -> Leaf:
    return Leaf(
        told["name"],
        told["cells"],
        tuple(told["hidden_rows"]),
        tuple(told["hidden_columns"]),
        tuple(told["fetched"]),
        tuple((first, last, column) for first, last, column in told["merged"]),
        tuple(told["hidden_leaves"]),
    )


def _typed(told: dict[str, Any]) -> object:  # as JSON gives it
    """A cell that JSON has no word for, as the child wrote it with its type; a leaf as it is."""
    match told:
        case {"day": text}:
            return date.fromisoformat(text)
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"formula": text}:
            return Uncomputed(text)
        case _:
            return told
