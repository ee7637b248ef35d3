"""The registry of groups as columns: files and pasted cells become rows as they were said, and groups become sheets.

What is read here is only what stands in the sheet. Where its places are, and what is new in it, `importing` finds.
"""

import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from django.utils.translation import gettext as _

from sammachip.core.cells import CellError, Column
from sammachip.core.grid import Grid, Value, cell_name, parse_pasted
from sammachip.core.headings import Unread
from sammachip.core.places import DISTRICT, PROVINCE, SUBDISTRICT
from sammachip.core.table import Reading, Row, read, write
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import tidy, to_arabic, undoubled
from sammachip.org.hats import Actor
from sammachip.records.sheets import Limits, first_few, in_order, leaves_in, remarks_on, row_of, told
from sammachip.records.workbooks import Leaf
from sammachip.records.workbooks.writing import (
    SMALL_LINE_POINTS,
    SafeWorkbook,
    fit_row,
    lay_across,
    write_text,
)
from sammachip.registry.columns import (
    CODE,
    COLUMNS,
    EXAMPLE,
    EXPLAINED,
    MOO,
    PLACED,
    SAID_ON,
    TEMPLATE_ROW,
    TOLD,
    VILLAGE,
)
from sammachip.registry.models import Activity, Group, GroupQuerySet
from sammachip.registry.phones import read_phone
from sammachip.registry.rules_personal import phones_kept_within
from sammachip.registry.rules_values import RULED, faults_in
from sammachip.registry.said import SaidRow
from sammachip.registry.sheets_lists import attach, impossible, list_grids, list_of, list_templates
from sammachip.registry.sheets_odd import Unsure, is_scratch, remarks_on_rows, with_joined_said
from sammachip.trail import clock

GROUPS, NOTES, EXPLAINS = "กลุ่ม", "หมายเหตุ", "คำอธิบาย"
"""The leaf on which the groups stand, the one that says what was left out, and the one that explains the columns."""
OUR_OWN = (NOTES, EXPLAINS)
"""Leaves of our own making that hold no groups."""
LIMITS = Limits(rows=25_000, cells=500_000)
"""A province's whole register of groups, with room for columns of its own beside ours."""


@dataclass(frozen=True, slots=True)
class GroupReading:
    """What a sheet says: its rows, where its columns stand, every cell that could not be taken, its leaf, what a person
    should know of what was taken and what was not, and the columns that a person is asked about.

    A row with a cell that could not be taken says the rest of it.
    """

    rows: tuple[SaidRow, ...]
    places: Mapping[str, int]
    errors: tuple[CellError, ...]
    remarks: tuple[str, ...] = ()
    leaf: str = ""
    unsure: tuple[Unsure, ...] = ()


def read_pasted(text: str, odd: Collection[str] = ()) -> GroupReading:
    """The groups in cells pasted from a spreadsheet, their heading above them; `odd` as in `read_file`."""
    return _read_leaf(Leaf("", parse_pasted(text, LIMITS.rows)), odd)


def read_file(name: str, content: bytes, odd: Collection[str] = ()) -> GroupReading:
    """The groups in a CSV, or on a workbook's first leaf in sight that has them, else on its first in sight; with them
    what leaves that are called as a list is say of their products, markets, leaders and members.

    `odd` are telephones that the registry holds although they are no numbers (`queries.odd_phones`): what was exported
    is taken back. Raises NotATable with a sentence for the screen.
    """
    leaves = leaves_in(name, content, LIMITS)
    others = [leaf for leaf in leaves if list_of(leaf) is None]
    first: GroupReading | None = None
    for leaf in others or leaves:
        reading = _read_leaf(leaf, odd)
        if reading.rows:
            unread = [one.name for one in others if one is not leaf and one.name not in OUR_OWN]
            return _with_lists(_beside(reading, unread), leaves if others else ())
        first = first or reading
    assert first is not None, "leaves_in refuses a file without leaves"
    return first


def _with_lists(reading: GroupReading, leaves: Sequence[Leaf]) -> GroupReading:
    """What the other leaves of the workbook tell of the groups' lists goes to their rows."""
    rows, errors, remarks = attach(reading.rows, leaves, whole=not reading.errors)
    return replace(
        reading,
        rows=tuple(rows),
        errors=(*reading.errors, *errors),
        remarks=(*reading.remarks, *remarks),
    )


def _beside(reading: GroupReading, leaves: Sequence[str]) -> GroupReading:
    """The reading with a word on the leaves that were not read."""
    if not leaves:
        return reading
    told = _("อ่านเฉพาะแผ่น «{leaf}» ยังไม่ได้อ่านแผ่น {others} — นำเข้าครั้งละหนึ่งแผ่น").format(
        leaf=reading.leaf, others=first_few([f"«{name}»" for name in leaves])
    )
    return replace(reading, remarks=(told, *reading.remarks))


def _read_leaf(leaf: Leaf, odd: Collection[str]) -> GroupReading:
    reading = _reading(COLUMNS, leaf.grid)
    grid, joined = with_joined_said(leaf, reading) if leaf.merged else (leaf.grid, [])
    if grid != leaf.grid:
        reading = _reading(COLUMNS, grid)
    taken, mended = _taken(reading, odd)
    found = [(one, _as_meant(one, grid, reading, odd)) for one in reading.unread if one.near]
    unsure = tuple(Unsure.between(one, taken, meant) for one, meant in found if meant)
    remarks = [
        *remarks_on(leaf, reading, [one.place for one in unsure]),
        *joined,
        *mended,
    ]
    return replace(taken, remarks=tuple(remarks), leaf=leaf.name, unsure=unsure)


def _reading(columns: Sequence[Column], grid: Grid) -> Reading:
    return _without_examples(read(columns, grid, LIMITS.rows))


def _as_meant(one: Unread, grid: Grid, plain: Reading, odd: Collection[str]) -> GroupReading | None:
    """The same sheet where this heading is taken for the column it is near to; None where that moves another column."""
    columns = [
        replace(column, aliases=(*column.aliases, one.heading)) if column == one.near else column
        for column in COLUMNS
    ]
    reading = _reading(columns, grid)
    assert one.near is not None
    moved = reading.places != {**plain.places, one.near.key: one.place}
    return None if moved else _taken(reading, odd)[0]


def _taken(reading: Reading, odd: Collection[str]) -> tuple[GroupReading, list[str]]:
    """The rows as they say of their groups, and every cell that could not be taken; then what was passed over or mended."""
    unreadable = {row_of(error) for error in reading.errors if error.value}
    scratch = [row for row in reading.rows if row.number not in unreadable and is_scratch(row)]
    bare = {row.number for row in scratch}
    reading = replace(
        reading,
        rows=tuple(row for row in reading.rows if row.number not in bare),
        errors=tuple(error for error in reading.errors if row_of(error) not in bare),
    )
    errors = list(told(reading.errors))
    rows = []
    zeros, doubled = 0, 0
    for row in reading.rows:
        try:
            phone, restored = _phone(row.values.get("phone"), odd)
        except ValueError:
            errors.append(_bad_phone(row, reading.places))
            phone, restored = "", False
        said = _said(row, phone)
        zeros += restored
        doubled += said.said.get("name") != row.values.get("name")
        rows.append(said)
    errors += _contradictions(reading)
    if not errors and not rows:
        errors.append(CellError("", "", "", _("ไม่พบแถวของกลุ่มใต้หัวตาราง — กรอกกลุ่มอย่างน้อยหนึ่งแถว")))
    remarks = [*remarks_on_rows(reading, scratch), *_told_mended(zeros, doubled)]
    return GroupReading(tuple(rows), reading.places, in_order(errors)), remarks


def _without_examples(reading: Reading) -> Reading:
    examples = {row.number for row in reading.rows if str(row.values.get("name") or "").startswith(EXAMPLE)}
    return replace(
        reading,
        rows=tuple(row for row in reading.rows if row.number not in examples),
        errors=tuple(error for error in reading.errors if row_of(error) not in examples),
    )


def _phone(value: Value, odd: Collection[str]) -> tuple[str, bool]:
    return (str(value), False) if value in odd else read_phone(value)


def _bad_phone(row: Row, places: Mapping[str, int]) -> CellError:
    given = str(row.values["phone"])
    sentence = _(
        "«{given}» ไม่ใช่หมายเลขโทรศัพท์ — พิมพ์ 9 หรือ 10 หลัก เช่น 081-234-5678 หลายหมายเลขคั่นด้วย , "
        "หมายเลขสั้นพิมพ์คำนำหน้า เช่น สายด่วน 1669"
    ).format(given=given)
    return CellError(cell_name(row.number, places["phone"]), "phone", given, sentence)


def _contradictions(reading: Reading) -> Iterator[CellError]:
    """Cells that cannot be true, and those that say nothing without another: one degree of two, a standing without its
    day and reason."""
    wrong = {(row_of(error), error.key) for error in reading.errors}
    today = clock.today()
    for row in reading.rows:
        told = {key: value for key in _DOUBTED if (value := row.values.get(key)) is not None}
        for key, why in faults_in(told, today):
            yield impossible(row, _DOUBTED[key], why, reading)
        for key, sentence in _lacking(row.values):
            if (row.number, key) not in wrong:
                yield CellError(cell_name(row.number, _place(key, reading.places)), key, "", sentence)


def _lacking(values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """By column what a row must say, too, and why."""
    for key, other in (("latitude", "longitude"), ("longitude", "latitude")):
        if values.get(key) is None and values.get(other) is not None:
            yield key, _("พิกัดต้องมีทั้งละติจูดและลองจิจูด — กรอกอีกค่าหนึ่ง หรือลบค่าที่กรอกไว้")
    stops = values.get("activity") in (Activity.PAUSED, Activity.DISSOLVED)
    if stops and values.get("activity_on") is None and values.get(SAID_ON) is None:
        yield "activity_on", _("กลุ่มที่พักกิจการหรือยุบเลิกต้องมีวันที่ — กรอก «เปลี่ยนสภาพเมื่อวันที่»")
    if stops and values.get("activity_reason") is None:
        yield "activity_reason", _("กลุ่มที่พักกิจการหรือยุบเลิกต้องมีเหตุผล — กรอก «เหตุผลที่เปลี่ยนสภาพ»")
    if values.get("activity") is None and (values.get("activity_on") or values.get("activity_reason")):
        yield "activity", _("มีวันที่หรือเหตุผลที่เปลี่ยนสภาพ แต่ไม่บอกสภาพ — กรอก «สภาพการดำเนินการ»")


_DOUBTED = {column.key: column for column in COLUMNS if column.key in RULED}
_BESIDE = {
    "latitude": "longitude",
    "longitude": "latitude",
    "activity_on": "activity",
    "activity_reason": "activity",
}


def _place(key: str, places: Mapping[str, int]) -> int:
    """The column that an error stands in: where a sheet lacks it, the one that asks for it."""
    return places.get(key) or places.get(_BESIDE.get(key, "activity_on")) or places["activity_reason"]


def _told_mended(zeros: int, doubled: int) -> Iterator[str]:
    if zeros:
        yield _("โทรศัพท์ {n:,} แถวขาดเลข 0 ตัวหน้า ซึ่งโปรแกรมตารางตัดทิ้ง ระบบเติมให้แล้ว").format(n=zeros)
    if doubled:
        yield _("ชื่อกลุ่ม {n:,} แถวพิมพ์สระหรือวรรณยุกต์ซ้ำ ระบบตัดตัวที่ซ้ำออกแล้ว").format(n=doubled)


def _said(row: Row, phone: str) -> SaidRow:
    said: dict[str, object] = {
        field: _in_one_line(value) for field in TOLD if (value := row.values.get(field)) is not None
    }
    if "name" in said:
        said["name"] = undoubled(str(said["name"]))
    if phone:
        said["phone"] = phone
    if otop := said.get("otop_registered"):
        said["otop_registered"] = otop == "yes"
    day = row.values.get(SAID_ON)
    if said.get("activity") in (Activity.PAUSED, Activity.DISSOLVED):
        said.setdefault("activity_on", day)
    place = {key: to_arabic(tidy(str(value))) for key in PLACED if (value := row.values.get(key)) is not None}
    return SaidRow(row.number, place, said, day if isinstance(day, date) else None)


def _in_one_line(value: Value) -> Value:
    """A cell broken into lines to fit its column says one thing."""
    return tidy(value) if isinstance(value, str) else value


Kept = Mapping[int, Collection[str]]
"""By group, the telephones that stay with its district, by the names of their facts."""


def rows_of(groups: Iterable[Group], kept: Kept) -> Iterator[dict[str, Value]]:
    """The groups as rows of the sheet; their villages, districts and provinces must be at hand."""
    for group in groups:
        area = group.village.area
        district = area.parent
        province = district.parent if district else None
        yield {
            **{field: _shown(getattr(group, field)) for field in TOLD},
            **dict.fromkeys({"phone"}.intersection(kept.get(group.pk, ()))),
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


def leaves_to_export(seen: GroupQuerySet, actor: Actor) -> dict[str, list[list[Value]]]:
    """The groups and, each on a leaf of its own, their lists; as many queries whatever their number.

    The cell of a telephone that was refused to this reader is left empty, and the last leaf says how many are.
    """
    kept = phones_kept_within(actor, seen.standing())
    leaves = {GROUPS: grid_of(to_export(seen), kept), **list_grids(seen, kept)}
    return {**leaves, NOTES: [[NOTES], [_left_empty(kept)]]} if kept else leaves


def grid_to_export(seen: GroupQuerySet, actor: Actor) -> list[list[Value]]:
    """The groups alone, for a file that has one leaf."""
    return grid_of(to_export(seen), phones_kept_within(actor, seen.standing()))


def _left_empty(kept: Kept) -> str:
    count = sum(len(abouts) for abouts in kept.values())
    return _(
        "เว้นโทรศัพท์ไว้ {n:,} ช่อง เพราะเจ้าของหมายเลขไม่ให้เปิดเผยนอกอำเภอ ช่องที่เว้นไว้ไม่ลบข้อมูลเดิมเมื่อนำเข้า"
    ).format(n=count)


def grid_of(groups: Iterable[Group], kept: Kept = MappingProxyType({})) -> list[list[Value]]:
    """Heading and one row each: what `read_file` reads back as no change."""
    return write(COLUMNS, rows_of(groups, kept))


def template() -> bytes:
    """An empty workbook to fill in: the headings, one example that is passed over, and a leaf that explains each column."""
    explained: list[list[Value]] = [["คอลัมน์", "วิธีกรอก"]]
    explained += [[column.label, EXPLAINED.get(column.key, "เว้นได้")] for column in COLUMNS]
    explained.append(["ช่องว่าง", "ช่องที่เว้นไว้ไม่ลบข้อมูลเดิมในทะเบียน"])
    return xlsx_of({GROUPS: write(COLUMNS, [TEMPLATE_ROW]), **list_templates(), EXPLAINS: explained})


def blank(title: str, columns: Sequence[Column]) -> bytes:
    """An empty workbook of another sheet's columns, and a leaf that says which of them must be filled in.

    A column and its word stand in one cell there: headings alone would be read as a table.
    """
    told = [f"{column.label}: {'ต้องกรอก' if column.required else 'เว้นได้'}" for column in columns]
    return xlsx_of({title: write(columns, []), EXPLAINS: [["วิธีกรอก"], *([one] for one in told)]})


BUDDHIST_DAY = "[$-107041E]dd/mm/yyyy"
"""A day as spreadsheets show it in the Buddhist era, whatever the machine's own calendar is."""
NARROWEST, WIDEST, DAY_LENGTH = 9, 28, 10
"""Characters of a column, and of a day as it is shown."""
FIRST_YEAR = 1900
"""Spreadsheets count no days before it."""


def xlsx_of(leaves: Mapping[str, Sequence[Sequence[Value]]]) -> bytes:
    """A workbook of these leaves, the first row of each its heading; text is text, whatever it begins with."""
    out = io.BytesIO()
    book = SafeWorkbook(out)
    head, text = book.look(bold=True, text_wrap=True), book.look()
    day = book.add_format({"num_format": BUDDHIST_DAY})
    degrees = book.add_format({"num_format": "0.000000"})
    for title, grid in leaves.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(grid):
            for place, value in enumerate(row):
                if isinstance(value, date) and value.year >= FIRST_YEAR:
                    sheet.write_datetime(number, place, value, day)
                elif isinstance(value, date):
                    write_text(sheet, number, place, format_date(value, "numeric"), text)
                elif isinstance(value, Decimal):
                    sheet.write_number(number, place, float(value), degrees)
                elif isinstance(value, int):
                    sheet.write_number(number, place, value)
                elif value:
                    write_text(sheet, number, place, str(value), text if number else head)
        heads = [str(value or "") for value in grid[0]] if grid else []
        widths = _widths(grid)
        fit_row(sheet, 0, heads, widths, line=SMALL_LINE_POINTS)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        lay_across(sheet, width=sum(widths))
    book.close()
    return out.getvalue()


def _widths(grid: Sequence[Sequence[Value]]) -> list[int]:
    """How wide each column is, in characters: as its longest text, so that all of them go side by side on one page."""
    columns = max((len(row) for row in grid), default=0)
    long = [
        max((_length(row[place]) for row in grid[1:] if place < len(row)), default=0)
        for place in range(columns)
    ]
    return [min(max(length + 1, NARROWEST), WIDEST) for length in long]


def _length(value: Value) -> int:
    return DAY_LENGTH if isinstance(value, date) else len(str(value or ""))
