"""The registry of groups as columns: files and pasted cells become rows as they were said, and groups become sheets.

What is read here is only what stands in the sheet. Where its places are, and what is new in it, `importing` finds.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from sammachip.core.cells import CellError, CellKind, Column
from sammachip.core.grid import Value, cell_name, parse_pasted
from sammachip.core.likeness import phone_digits
from sammachip.core.places import DISTRICT, LEVELS, PROVINCE, SUBDISTRICT
from sammachip.core.table import Reading, Row, read, write
from sammachip.core.thainum import to_arabic, undoubled
from sammachip.records.sheets import Limits, in_order, leaves_in, remarks_on, row_of, told
from sammachip.records.workbooks import Leaf
from sammachip.records.workbooks.writing import SafeWorkbook, write_text
from sammachip.registry.models import Group, GroupKind, GroupQuerySet, OccupationKind
from sammachip.registry.queries import LEARNABLE
from sammachip.trail.actions import plain

LIMITS = Limits(rows=25_000, cells=500_000)
"""A province's whole register of groups, with room for columns of its own beside ours."""
CODE, MOO, VILLAGE, SAID_ON = "code", "moo", "village", "said_on"
PLACED = (CODE, *LEVELS, MOO, VILLAGE)
"""The columns that say where a group is."""
MOST_MEMBERS = 10_000
EXAMPLE = "(ตัวอย่าง"
"""How the name begins in the row by which the template explains itself: such a row is no group."""

# Headings as offices print them: content of a sheet, in Thai whatever the screen's language.
COLUMNS: tuple[Column, ...] = (
    Column("name", "ชื่อกลุ่ม", required=True, aliases=("ชื่อกลุ่มอาชีพ", "กลุ่ม", "รายชื่อกลุ่ม"), longest=160),
    Column(
        "kind",
        "ชนิดกลุ่ม",
        CellKind.CHOICE,
        required=True,
        choices=((GroupKind.OCCUPATIONAL.value, "กลุ่มอาชีพ"), (GroupKind.SAVINGS.value, "กลุ่มออมทรัพย์เพื่อการผลิต")),
        aliases=("ประเภทกลุ่ม",),
        spellings=((GroupKind.OCCUPATIONAL.value, "อาชีพ"), (GroupKind.SAVINGS.value, "กลุ่มออมทรัพย์"), (GroupKind.SAVINGS.value, "ออมทรัพย์")),
    ),
    Column(CODE, "รหัสหมู่บ้าน", aliases=("รหัสหมู่บ้าน 8 หลัก",), longest=20),
    Column(PROVINCE, "จังหวัด", longest=80),
    Column(DISTRICT, "อำเภอ", aliases=("อำเภอ/เขต", "ชื่ออำเภอ"), longest=80),
    Column(SUBDISTRICT, "ตำบล", aliases=("ตำบล/แขวง", "ชื่อตำบล"), longest=80),
    Column(MOO, "หมู่ที่", CellKind.TEXT, aliases=("หมู่", "ม.", "หมู่ที่ (ม.)"), longest=20),
    Column(VILLAGE, "บ้าน", aliases=("ชื่อบ้าน", "หมู่บ้าน", "ชื่อหมู่บ้าน"), longest=80),
    Column("product", "ผลิตภัณฑ์ของกลุ่ม", aliases=("ผลิตภัณฑ์", "สินค้า", "ชื่อผลิตภัณฑ์"), longest=200),
    Column(
        "occupation_kind",
        "ประเภทอาชีพ",
        CellKind.CHOICE,
        choices=(
            (OccupationKind.FARMING.value, "ภาคการเกษตร"),
            (OccupationKind.PROCESSING.value, "การแปรรูป (OTOP/SME)"),
            (OccupationKind.TOURISM.value, "การท่องเที่ยวชุมชน"),
            (OccupationKind.OTHER.value, "อื่น ๆ"),
        ),
        spellings=(
            (OccupationKind.FARMING.value, "การเกษตร"),
            (OccupationKind.FARMING.value, "เกษตร"),
            (OccupationKind.PROCESSING.value, "การแปรรูป"),
            (OccupationKind.PROCESSING.value, "แปรรูป"),
            (OccupationKind.TOURISM.value, "ท่องเที่ยว"),
            (OccupationKind.TOURISM.value, "การท่องเที่ยว"),
            (OccupationKind.OTHER.value, "อื่นๆ"),
        ),
    ),
    Column("members_count", "สมาชิก (คน)", CellKind.INTEGER, aliases=("จำนวนสมาชิก", "จำนวนสมาชิก (คน)"), bounds=(1, MOST_MEMBERS)),
    Column("sale_places", "สถานที่จำหน่าย", aliases=("แหล่งจำหน่าย", "ช่องทางจำหน่าย"), longest=200),
    Column(
        "otop_registered",
        "ลงทะเบียน OTOP",
        CellKind.CHOICE,
        choices=(("yes", "ลงทะเบียนแล้ว"), ("no", "ยังไม่ลงทะเบียน")),
        aliases=("OTOP", "การลงทะเบียน OTOP"),
        spellings=tuple(
            (value, word)
            for value, words in (("yes", ("ใช่", "มี", "เป็น", "1", "true", "✓", "/")), ("no", ("ไม่", "ไม่ใช่", "ไม่มี", "ไม่เป็น", "0", "false")))
            for word in words
        ),
    ),
    Column("chair_name", "ประธานกลุ่ม", aliases=("ชื่อประธาน", "ชื่อประธานกลุ่ม", "ประธาน"), longest=160),
    Column("phone", "โทรศัพท์", aliases=("เบอร์โทร", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "โทร"), longest=40),
    Column(SAID_ON, "ข้อมูล ณ วันที่", CellKind.DATE, aliases=("ข้อมูลวันที่", "วันที่สำรวจ")),
)  # fmt: skip
TOLD = tuple(column.key for column in COLUMNS if column.key in LEARNABLE)
"""The columns that say something of the group itself."""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One row as the sheet says it: its number, the words of its place, what it says of the group, as of when.

    What was left empty is not said: an empty cell takes nothing away.
    """

    number: int
    place: Mapping[str, str]
    said: Mapping[str, object]
    said_on: date | None = None

    def plain(self) -> list[object]:
        """As it is kept until it is applied."""
        return [self.number, dict(self.place), plain(dict(self.said)), plain(self.said_on)]

    @classmethod
    def of_plain(cls, kept: Sequence[object]) -> Self:
        number, place, said, day = kept
        assert isinstance(number, int)
        assert isinstance(place, dict)
        assert isinstance(said, dict)
        return cls(number, place, said, date.fromisoformat(day) if isinstance(day, str) else None)


@dataclass(frozen=True, slots=True)
class GroupReading:
    """What a sheet says: its rows, where its columns stand, every cell that could not be taken, its leaf, and what a
    person should know of cells that were taken."""

    rows: tuple[SaidRow, ...]
    places: Mapping[str, int]
    errors: tuple[CellError, ...]
    remarks: tuple[str, ...] = ()
    leaf: str = ""


def read_pasted(text: str) -> GroupReading:
    """The groups in cells pasted from a spreadsheet, their heading above them."""
    return _read_leaf(Leaf("", parse_pasted(text, LIMITS.rows)))


def read_file(name: str, content: bytes) -> GroupReading:
    """The groups in a CSV, or on a workbook's first leaf in sight that has them, else on its first in sight.

    Raises NotATable with a sentence for the screen.
    """
    first: GroupReading | None = None
    for leaf in leaves_in(name, content, LIMITS):
        reading = _read_leaf(leaf)
        if reading.rows:
            return reading
        first = first or reading
    assert first is not None, "leaves_in refuses a file without leaves"
    return first


def _read_leaf(leaf: Leaf) -> GroupReading:
    reading = _without_examples(read(COLUMNS, leaf.grid, LIMITS.rows))
    bare = {row.number for row in reading.rows if _is_scratch(row)}
    errors = [error for error in told(reading.errors) if row_of(error) not in bare]
    rows = []
    zeros, doubled = 0, 0
    for row in reading.rows:
        if row.number in bare:
            errors.append(_scratch(row, reading.places))
            continue
        try:
            phone, restored = read_phone(row.values.get("phone"))
        except ValueError:
            errors.append(_bad_phone(row, reading.places))
            continue
        said = _said(row, phone)
        zeros += restored
        doubled += said.said.get("name") != row.values.get("name")
        rows.append(said)
    if not errors and not rows:
        errors.append(CellError("", "", "", _("ไม่พบแถวของกลุ่มใต้หัวตาราง — กรอกกลุ่มอย่างน้อยหนึ่งแถว")))
    remarks = [*remarks_on(leaf, reading), *_told_mended(zeros, doubled)]
    return GroupReading(tuple(rows), reading.places, in_order(errors), tuple(remarks), leaf.name)


def _without_examples(reading: Reading) -> Reading:
    examples = {row.number for row in reading.rows if str(row.values.get("name") or "").startswith(EXAMPLE)}
    return replace(
        reading,
        rows=tuple(row for row in reading.rows if row.number not in examples),
        errors=tuple(error for error in reading.errors if row_of(error) not in examples),
    )


def _is_scratch(row: Row) -> bool:
    """A row that says one thing only: a note, or the name of the district over its groups."""
    return sum(value is not None for value in row.values.values()) == 1


def _scratch(row: Row, places: Mapping[str, int]) -> CellError:
    [(key, value)] = [(key, value) for key, value in row.values.items() if value is not None]
    sentence = _("แถวที่ {row} มีเพียง «{value}» จึงไม่ใช่แถวของกลุ่ม — ลบแถวนี้ หรือกรอกให้ครบ").format(
        row=row.number, value=value
    )
    return CellError(cell_name(row.number, places[key]), key, str(value), sentence)


_NUMBERS_APART = re.compile(r"\s*(?:[,;/\n]|หรือ|และ)\s*")
_FRACTION = re.compile(r"\.0+$")
"""What a program that took the number for an amount writes after it."""
_DIALLED = re.compile(r"\+?[\d\s().-]+")


def read_phone(value: Value) -> tuple[str, bool]:
    """The telephone numbers by their digits, and whether a leading zero that a spreadsheet lost was put back.

    Words beside a number are kept as they stand. ValueError where digits alone make no number of nine or ten.
    """
    if value is None:
        return "", False
    numbers, restored = [], False
    for part in _NUMBERS_APART.split(to_arabic(str(value))):
        if not _DIALLED.fullmatch(part):
            numbers.append(part)
            continue
        part = _FRACTION.sub("", part)
        digits = phone_digits(part)
        if not digits:
            raise ValueError(part)
        restored |= part.strip()[0] not in "0+("
        numbers.append(digits)
    return ", ".join(number for number in numbers if number), restored


def _bad_phone(row: Row, places: Mapping[str, int]) -> CellError:
    given = str(row.values["phone"])
    sentence = _("«{given}» ไม่ใช่หมายเลขโทรศัพท์ — พิมพ์ 9 หรือ 10 หลัก เช่น 081-234-5678").format(given=given)
    return CellError(cell_name(row.number, places["phone"]), "phone", given, sentence)


def _told_mended(zeros: int, doubled: int) -> Iterator[str]:
    if zeros:
        yield _("โทรศัพท์ {n:,} แถวขาดเลข 0 ตัวหน้า ซึ่งโปรแกรมตารางตัดทิ้ง ระบบเติมให้แล้ว").format(n=zeros)
    if doubled:
        yield _("ชื่อกลุ่ม {n:,} แถวพิมพ์สระหรือวรรณยุกต์ซ้ำ ระบบตัดตัวที่ซ้ำออกแล้ว").format(n=doubled)


def _said(row: Row, phone: str) -> SaidRow:
    said: dict[str, object] = {field: value for field in TOLD if (value := row.values.get(field)) is not None}
    if "name" in said:
        said["name"] = undoubled(str(said["name"]))
    if phone:
        said["phone"] = phone
    if otop := said.get("otop_registered"):
        said["otop_registered"] = otop == "yes"
    place = {key: to_arabic(str(value)) for key in PLACED if (value := row.values.get(key)) is not None}
    day = row.values.get(SAID_ON)
    return SaidRow(row.number, place, said, day if isinstance(day, date) else None)


def rows_of(groups: Iterable[Group]) -> Iterator[dict[str, Value]]:
    """The groups as rows of the sheet; their villages, districts and provinces must be at hand."""
    for group in groups:
        area = group.village.area
        district = area.parent
        province = district.parent if district else None
        yield {
            **{field: _shown(getattr(group, field)) for field in TOLD},
            CODE: group.village_id,
            PROVINCE: province.name_th if province else "",
            DISTRICT: district.name_th if district else "",
            SUBDISTRICT: area.name_th,
            MOO: str(group.village.moo),
            VILLAGE: group.village.name,
        }


def _shown(value: Value) -> Value:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def to_export(seen: GroupQuerySet) -> GroupQuerySet:
    """Those of the groups that stand, in order, with all that a row tells of where they are."""
    return seen.standing().select_related("village__area__parent__parent").in_order()


def grid_of(groups: Iterable[Group]) -> list[list[Value]]:
    """Heading and one row each: what `read_file` reads back as no change."""
    return write(COLUMNS, rows_of(groups))


_TEMPLATE_ROW: dict[str, Value] = {
    "name": f"{EXAMPLE} — ระบบข้ามแถวนี้) กลุ่มทอผ้าตัวอย่าง",
    "kind": GroupKind.OCCUPATIONAL.value,
    PROVINCE: "บุรีรัมย์",
    DISTRICT: "นางรอง",
    SUBDISTRICT: "หนองโบสถ์",
    MOO: "3",
    VILLAGE: "ตัวอย่าง",
    "product": "ผ้าไหมทอมือ",
    "occupation_kind": OccupationKind.PROCESSING.value,
    "members_count": 15,
    "sale_places": "ตลาดนัดชุมชน",
    "otop_registered": "yes",
    "chair_name": "นางตัวอย่าง ทดสอบระบบ",
    "phone": "0812345678",
    SAID_ON: date(2018, 9, 10),
}
_EXPLAINED = {
    "name": "ต้องกรอก",
    "kind": "ต้องกรอก: กลุ่มอาชีพ หรือ กลุ่มออมทรัพย์เพื่อการผลิต",
    CODE: "8 หลัก ถ้ากรอก ไม่ต้องกรอกจังหวัด อำเภอ ตำบล และหมู่ที่",
    PROVINCE: "เว้นได้ หมายถึงจังหวัดของหน่วยงานที่นำเข้า",
    DISTRICT: "เว้นได้เมื่ออำเภอเป็นผู้นำเข้า",
    SUBDISTRICT: "ต้องกรอก ถ้าไม่มีรหัสหมู่บ้าน",
    MOO: "ต้องกรอก ถ้าไม่มีรหัสหมู่บ้าน: 1 ถึง 99",
    VILLAGE: "ต้องกรอก ถ้าหมู่บ้านยังไม่มีในทะเบียน",
    "occupation_kind": "ภาคการเกษตร, การแปรรูป (OTOP/SME), การท่องเที่ยวชุมชน หรือ อื่น ๆ",
    "members_count": "จำนวนเต็ม 1 ถึง 10,000",
    "otop_registered": "ลงทะเบียนแล้ว หรือ ยังไม่ลงทะเบียน",
    "phone": "9 หรือ 10 หลัก",
    SAID_ON: "วัน เดือน ปี พ.ศ. เว้นไว้หมายถึงวันที่นำเข้า",
}


def template() -> bytes:
    """An empty workbook to fill in: the headings, one example that is passed over, and a leaf that explains each column."""
    explained: list[list[Value]] = [["คอลัมน์", "วิธีกรอก"]]
    explained += [[column.label, _EXPLAINED.get(column.key, "เว้นได้")] for column in COLUMNS]
    explained.append(["ช่องว่าง", "ช่องที่เว้นไว้ไม่ลบข้อมูลเดิมในทะเบียน"])
    return xlsx_of({"กลุ่ม": write(COLUMNS, [_TEMPLATE_ROW]), "คำอธิบาย": explained})


def xlsx_of(leaves: Mapping[str, Sequence[Sequence[Value]]]) -> bytes:
    """A workbook of these leaves, the first row of each its heading; text is text, whatever it begins with."""
    out = io.BytesIO()
    book = SafeWorkbook(out)
    head, text = book.look(bold=True, text_wrap=True), book.look()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for title, grid in leaves.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(grid):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                elif isinstance(value, int):
                    sheet.write_number(number, place, value)
                elif value:
                    write_text(sheet, number, place, str(value), text if number else head)
        sheet.set_column(0, max((len(row) for row in grid), default=1) - 1, 20)
        sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
