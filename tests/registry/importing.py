"""A sheet of one group of weavers and its variations, read, kept and applied."""

from collections.abc import Sequence

from records import books
from sammachip.org.hats import Actor
from sammachip.records.models import SheetImport
from sammachip.registry import sheets
from sammachip.registry.actions_import import apply_groups, keep_reading
from sammachip.registry.importing import proposal

HEADING = ["ชื่อกลุ่ม", "ชนิดกลุ่ม", "อำเภอ", "ตำบล", "หมู่ที่", "บ้าน", "ผลิตภัณฑ์", "สมาชิก (คน)", "โทรศัพท์", "ข้อมูล ณ วันที่"]  # fmt: skip
WEAVERS = ["กลุ่มทอผ้าสมมุติ", "กลุ่มอาชีพ", "เมืองบุรีรัมย์", "ในเมือง", 1, "ตัวอย่าง 1", "ผ้าไหม", 15, "0812345678", "10 ก.ย. 61"]  # fmt: skip


def row(**cells: object) -> list[object]:
    """The weavers with other cells, by the beginning of their heading."""
    places = {"name": 0, "kind": 1, "district": 2, "tambon": 3, "moo": 4, "village": 5, "product": 6, "members": 7, "phone": 8, "day": 9}  # fmt: skip
    changed = list(WEAVERS)
    for key, value in cells.items():
        changed[places[key]] = value
    return changed


def typed_in(**cells: str) -> sheets.GroupReading:
    """The weavers as pasted cells, with these further columns, by their headings."""
    heads, values = [*HEADING[:9], *cells], [*map(str, WEAVERS[:9]), *cells.values()]
    return sheets.read_pasted("\t".join(heads) + "\n" + "\t".join(values))


def kept(actor: Actor, *rows: Sequence[object]) -> SheetImport:
    reading = sheets.read_file("ก.xlsx", books.xlsx(HEADING, *map(list, rows)))
    assert reading.errors == ()
    return keep_reading(reading, name="ก.xlsx", digest="ab" * 32, actor=actor)


def applied(actor: Actor, *rows: Sequence[object]) -> SheetImport:
    sheet = kept(actor, *rows)
    return apply_groups(sheet, seen=proposal(sheet).seal, actor=actor)


def sheet_now(sheet: SheetImport) -> SheetImport:
    return SheetImport.objects.get(pk=sheet.pk)
