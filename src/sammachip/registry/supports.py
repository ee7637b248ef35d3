"""A list of other agencies' support as columns: pasted cells, CSV and sheets become rows about the groups we know."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from sammachip.core.cells import CellError, CellKind, Column
from sammachip.core.grid import Grid, cell_name, parse_pasted, to_csv
from sammachip.core.table import Reading, Row, read, write
from sammachip.core.thainum import excerpt, fold
from sammachip.org.hats import Actor
from sammachip.records.sheets import in_order, leaves_in, remarks_on, told
from sammachip.registry.models import Group

YEAR, AGENCY, GROUP, MOO, AREA, ITEM, AMOUNT = "year", "agency", "group", "moo", "area", "item", "amount"
YEARS = (2540, 2640)
COLUMNS = (
    Column(YEAR, "ปีงบประมาณ", CellKind.INTEGER, required=True, aliases=("ปีงบ", "ปี"), bounds=YEARS),
    Column(AGENCY, "หน่วยงานที่สนับสนุน", required=True, aliases=("หน่วยงาน", "แหล่งงบประมาณ"), longest=200),
    Column(GROUP, "ชื่อกลุ่ม", required=True, aliases=("กลุ่ม", "ชื่อกลุ่มอาชีพ"), longest=160),
    Column(MOO, "หมู่ที่", CellKind.INTEGER, aliases=("หมู่",), bounds=(1, 99)),
    Column(AREA, "ตำบล", longest=80),
    Column(ITEM, "รายการ/กิจกรรม", required=True, aliases=("รายการ", "กิจกรรม"), longest=200),
    Column(AMOUNT, "จำนวนเงิน (บาท)", CellKind.MONEY, aliases=("จำนวนเงิน", "งบประมาณ (บาท)")),
)
"""Headings as such lists print them: content of a sheet, in Thai whatever the screen's language."""


@dataclass(frozen=True, slots=True)
class Told:
    """One row of a list: a group of ours, and what it gets."""

    group: Group
    fiscal_year: int
    agency: str
    item: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class ListReading:
    """What a list says of our groups; the groups it names that we do not know; and what cannot be taken at all."""

    rows: tuple[Told, ...]
    unknown: tuple[str, ...]
    errors: tuple[CellError, ...]
    leaf: str = ""
    remarks: tuple[str, ...] = ()


def read_pasted(text: str, actor: Actor) -> ListReading:
    return read_grid(parse_pasted(text), actor)


def read_file(name: str, content: bytes, actor: Actor) -> ListReading:
    """The list in a CSV, or on a workbook's first leaf in sight with rows. Raises NotATable with a sentence."""
    leaves = leaves_in(name, content)
    read_leaves = [(leaf, read(COLUMNS, leaf.grid)) for leaf in leaves]
    leaf, found = next((one for one in read_leaves if one[1].rows), read_leaves[0])
    return _list(found, actor, leaf.name, tuple(remarks_on(leaf, found)))


def read_grid(grid: Grid, actor: Actor) -> ListReading:
    return _list(read(COLUMNS, grid), actor)


def _list(reading: Reading, actor: Actor, leaf: str = "", remarks: tuple[str, ...] = ()) -> ListReading:
    """Each row with the one group of that name in the reader's sight; two queries."""
    named = _groups_by_name(reading, actor)
    rows, unknown, errors = [], [], list(told(reading.errors))
    for row in reading.rows:
        if any(row.values.get(column.key) is None for column in COLUMNS if column.required):
            continue  # its own errors say what is wrong with it
        found = [one for one in named[fold(str(row.values[GROUP]))] if _stands_there(one, row)]
        match found:
            case [group]:
                rows.append(_told(row, group))
            case []:
                unknown.append(str(row.values[GROUP]))
            case _:
                errors.append(_several(reading, row, len(found)))
    return ListReading(tuple(rows), tuple(dict.fromkeys(unknown)), in_order(errors), leaf, remarks)


def _groups_by_name(reading: Reading, actor: Actor) -> dict[str, list[Group]]:
    keys = {fold(str(row.values[GROUP])) for row in reading.rows if row.values.get(GROUP)}
    seen = Group.objects.visible_to(actor).standing().filter(name_folded__in=keys)
    named: dict[str, list[Group]] = defaultdict(list)
    for group in seen.select_related("village__area").in_order():
        named[group.name_folded].append(group)
    return named


def _stands_there(group: Group, row: Row) -> bool:
    """Whether the group lies where the row says, as far as it says so."""
    moo, area = row.values.get(MOO), row.values.get(AREA)
    place = fold(str(area or "")).removeprefix(fold("ตำบล")).removeprefix("ต.")
    return moo in (None, group.village.moo) and place in ("", fold(group.village.area.name_th))


def _several(reading: Reading, row: Row, count: int) -> CellError:
    name = str(row.values[GROUP])
    sentence = _("มีกลุ่มชื่อ «{name}» {n} กลุ่ม — ระบุหมู่ที่และตำบลของกลุ่มในแถวนี้").format(name=excerpt(name), n=count)
    return CellError(cell_name(row.number, reading.places[GROUP]), GROUP, name, sentence)


def _told(row: Row, group: Group) -> Told:
    amount = row.values.get(AMOUNT)
    return Told(
        group=group,
        fiscal_year=int(str(row.values[YEAR])),
        agency=str(row.values[AGENCY]),
        item=str(row.values[ITEM]),
        amount=amount if isinstance(amount, Decimal) else None,
    )


def csv_of(rows: Sequence[Told]) -> str:
    """The rows as a sheet that reads back as the same."""
    return to_csv(
        write(
            COLUMNS,
            [
                {
                    YEAR: row.fiscal_year,
                    AGENCY: row.agency,
                    GROUP: row.group.name,
                    MOO: row.group.village.moo,
                    AREA: row.group.village.area.name_th,
                    ITEM: row.item,
                    AMOUNT: row.amount,
                }
                for row in rows
            ],
        )
    )
