"""Named lists as sheets: a file or pasted cells become the villages or groups that a list names, as they are written.

What is read here is only what stands in the sheet; which official places and registered groups are meant, and what the
list changes, `roster_proposals` finds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from sammachip.core.cells import CellError, CellKind, Column
from sammachip.core.grid import Value, parse_pasted
from sammachip.core.places import DISTRICT, LEVELS, PROVINCE, SUBDISTRICT
from sammachip.core.table import Reading, Row, read, write
from sammachip.core.thainum import to_arabic, undoubled
from sammachip.records.sheets import Limits, in_order, leaves_in, remarks_on, told
from sammachip.records.workbooks import Leaf
from sammachip.registry.models import Roster, RosterLine, RosterOf

LIMITS = Limits(rows=25_000, cells=500_000)
"""The nation's list of villages, with room for columns of its own beside ours."""
CODE, AREA, MOO, NAME, NUMBER = "code", "area", "moo", "name", "number"
PLACED = (CODE, AREA, *LEVELS, MOO)
"""The columns that say where a row's village is."""

# Headings as offices print them: content of a sheet, in Thai whatever the screen's language.
_PLACES: tuple[Column, ...] = (
    Column(CODE, "รหัสหมู่บ้าน", aliases=("รหัสหมู่บ้าน 8 หลัก",), longest=20),
    Column(AREA, "รหัสตำบล", aliases=("รหัสตำบล 6 หลัก",), longest=20),
    Column(PROVINCE, "จังหวัด", aliases=("ชื่อจังหวัด",), longest=80),
    Column(DISTRICT, "อำเภอ", aliases=("อำเภอ/เขต", "ชื่ออำเภอ"), longest=80),
    Column(SUBDISTRICT, "ตำบล", aliases=("ตำบล/แขวง", "ชื่อตำบล"), longest=80),
    Column(MOO, "หมู่ที่", aliases=("หมู่", "ม.", "หมู่ที่ (ม.)"), longest=20),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    RosterOf.VILLAGE: (
        *_PLACES,
        Column(NAME, "บ้าน", aliases=("ชื่อบ้าน", "หมู่บ้าน", "ชื่อหมู่บ้าน"), longest=160),
    ),
    RosterOf.GROUP: (
        Column(
            NUMBER, "เลขทะเบียนกลุ่ม", CellKind.INTEGER, aliases=("เลขที่กลุ่มในทะเบียน",), bounds=(1, 999_999_999)
        ),
        Column(NAME, "ชื่อกลุ่ม", required=True, aliases=("กลุ่ม", "ชื่อกลุ่มอาชีพ", "รายชื่อกลุ่ม"), longest=160),
        *_PLACES,
    ),
}


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One row as the sheet says it: its number, the words of its place, the name, and a group's number in the registry."""

    number: int
    place: Mapping[str, str]
    name: str
    group: int | None = None

    def plain(self) -> list[object]:
        """As it is kept until it is applied."""
        return [self.number, dict(self.place), self.name, self.group]

    @classmethod
    def of_plain(cls, kept: Sequence[object]) -> Self:
        number, place, name, group = kept
        assert isinstance(number, int)
        assert isinstance(place, dict)
        assert group is None or isinstance(group, int)
        return cls(number, place, str(name), group)


@dataclass(frozen=True, slots=True)
class RosterReading:
    """What a sheet says: its rows, where its columns stand, every cell that could not be taken, what to look at first."""

    rows: tuple[SaidLine, ...]
    places: Mapping[str, int]
    errors: tuple[CellError, ...]
    remarks: tuple[str, ...] = ()
    leaf: str = ""


def read_pasted(of: str, text: str) -> RosterReading:
    """The list in cells pasted from a spreadsheet, their heading above them."""
    return _read_leaf(of, Leaf("", parse_pasted(text, LIMITS.rows)))


def read_file(of: str, name: str, content: bytes) -> RosterReading:
    """The list in a CSV, or on a workbook's first leaf in sight that has rows of it. Raises NotATable with a sentence."""
    readings = [_read_leaf(of, leaf) for leaf in leaves_in(name, content, LIMITS)]
    return next((one for one in readings if one.rows), readings[0])


def _read_leaf(of: str, leaf: Leaf) -> RosterReading:
    reading = read(COLUMNS[of], leaf.grid, LIMITS.rows)
    rows = tuple(_said(row) for row in reading.rows)
    errors = [*told(reading.errors), *_lacking(of, reading)]
    return RosterReading(rows, reading.places, in_order(errors), tuple(remarks_on(leaf, reading)), leaf.name)


def _said(row: Row) -> SaidLine:
    place = {key: to_arabic(str(value)) for key in PLACED if (value := row.values.get(key)) is not None}
    number = row.values.get(NUMBER)
    name = undoubled(str(row.values.get(NAME) or ""))
    return SaidLine(row.number, place, name, number if isinstance(number, int) else None)


def _lacking(of: str, reading: Reading) -> Iterator[CellError]:
    """What the table as a whole lacks: rows, or the columns by which a village is found."""
    if reading.errors:
        return
    found = reading.places.keys()
    if not (CODE in found or (MOO in found and found & {AREA, SUBDISTRICT}) or NUMBER in found):
        heads = ", ".join(column.label for column in COLUMNS[of])
        sentence = _(
            "ตารางไม่มีหัวตารางที่บอกหมู่บ้าน — ใช้คอลัมน์ รหัสหมู่บ้าน หรือ รหัสตำบล/ชื่อตำบล กับ หมู่ที่ (หัวตารางที่อ่านได้: {heads})"
        )
        yield CellError("", "", "", sentence.format(heads=heads))
    elif not reading.rows:
        yield CellError("", "", "", _("ไม่พบแถวใต้หัวตาราง — กรอกอย่างน้อยหนึ่งแถว"))


def grid_of(roster: Roster, lines: Sequence[RosterLine], names: Callable[[str], str]) -> list[list[Value]]:
    """The list as a sheet that reads back as the same; `names` gives the official name of a code."""
    return write(
        COLUMNS[roster.of],
        (
            {
                NUMBER: line.group_id,
                NAME: line.name,
                CODE: line.code,
                AREA: line.code[:6],
                PROVINCE: names(line.code[:2]),
                DISTRICT: names(line.code[:4]),
                SUBDISTRICT: names(line.code[:6]),
                MOO: str(int(line.code[6:])),
            }
            for line in lines
        ),
    )
