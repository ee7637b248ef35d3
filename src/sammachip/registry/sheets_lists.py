"""A group's lists in a workbook: each on a leaf of its own, a row for each, found again by the group's name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from sammachip.core.cells import CellError, Column
from sammachip.core.grid import Value, cell_name
from sammachip.core.table import Reading, Row, read, write
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import fold, tidy
from sammachip.records.sheets import remarks_on, row_of, told
from sammachip.records.workbooks import Leaf
from sammachip.registry import columns
from sammachip.registry.columns_lists import (
    BETWEEN,
    CODE,
    GROUP,
    KIND,
    list_columns,
    standard_label,
    standards,
    title_of,
)
from sammachip.registry.models import LISTS, GroupQuerySet, GroupRow
from sammachip.registry.phones import read_phone
from sammachip.registry.queries import row_field
from sammachip.registry.rules_values import faults_in
from sammachip.registry.said import SaidRow, Told
from sammachip.trail import clock


def list_of(leaf: Leaf) -> str | None:
    """The list that a leaf tells, by what it is called."""
    return next((name for name in LISTS if fold(title_of(name)) == fold(leaf.name)), None)


def attach(
    groups: Sequence[SaidRow], leaves: Iterable[Leaf], *, whole: bool
) -> tuple[list[SaidRow], list[CellError], list[str]]:
    """The rows of the groups with their lists, every cell of those that could not be taken, and what a person should know.

    Where the groups are not read whole, none is missed: a row may belong to one that could not be read.
    """
    lists = [(name, leaf) for leaf in leaves if (name := list_of(leaf))]
    if not lists:
        return list(groups), [], []
    owners = _Owners(groups, whole=whole)
    for name, leaf in lists:
        owners.take(name, leaf)
    rows = [
        replace(row, lists=owners.lists[row.number]) if row.number in owners.lists else row for row in groups
    ]
    return rows, owners.errors, owners.remarks


class _Owners:
    """Finds for each row of a list its group, leaf by leaf."""

    def __init__(self, groups: Sequence[SaidRow], *, whole: bool) -> None:
        self.whole = whole
        self.named: dict[str, list[SaidRow]] = defaultdict(list)
        for row in groups:
            self.named[fold(str(row.said.get("name", "")))].append(row)
        self.lists: dict[int, dict[str, list[Told]]] = defaultdict(dict)
        self.errors: list[CellError] = []
        self.remarks: list[str] = []

    def take(self, name: str, leaf: Leaf) -> None:
        reading = read(list_columns(name), leaf.grid, len(leaf.grid))
        errors = list(told(reading.errors))
        alone = replace(leaf, hidden_leaves=())  # these are told once, with the leaf of groups
        self.remarks += (
            _("แผ่น «{leaf}»: {remark}").format(leaf=leaf.name, remark=one)
            for one in remarks_on(alone, reading)
        )
        wrong = {row_of(error) for error in errors}
        seen: set[tuple[int, str]] = set()
        for row in reading.rows:
            if row.number not in wrong and not str(row.values[GROUP]).startswith(columns.EXAMPLE):
                errors += self.take_row(name, row, reading, seen)
        self.errors += (_on(leaf, error) for error in errors)

    def take_row(
        self, name: str, row: Row, reading: Reading, seen: set[tuple[int, str]]
    ) -> Iterator[CellError]:
        """Give the row to its group; else tell why it cannot be taken."""
        if doubted := list(faults_in(row.values, clock.today(), name)):
            columns_by_key = {column.key: column for column in list_columns(name)}
            yield from (impossible(row, columns_by_key[key], why, reading) for key, why in doubted)
            return
        try:
            cells = _cells(name, row)
        except ValueError as error:
            yield _fault(row, "standards", reading, str(error))
            return
        owners = self.owners(row)
        if len(owners) != 1:
            if self.whole:
                yield _fault(row, GROUP, reading, _not_one(str(row.values[GROUP]), len(owners)))
            return
        [owner] = owners
        rows = self.lists[owner.number].setdefault(name, [])
        key = (owner.number, LISTS[name].key_of(cells))
        if key in seen:
            yield _fault(row, LISTS[name].NAMED_BY[-1], reading, _("รายการนี้มีแล้วในกลุ่มเดียวกัน — รวมเป็นแถวเดียว"))
        elif cells.get("main") and any(one.get("main") for one in rows):
            yield _fault(row, "main", reading, _("กลุ่มมีผลิตภัณฑ์หลักได้รายการเดียว — เลือกรายการเดียว"))
        elif name == "markets" and cells["kind"] == "other" and "name" not in cells:
            yield _fault(row, "name", reading, _("ตลาดประเภทอื่น ๆ ต้องระบุชื่อ — กรอกชื่อตลาดหรือผู้ซื้อ"))
        else:
            seen.add(key)
            rows.append(cells)

    def owners(self, row: Row) -> list[SaidRow]:
        """The groups of the sheet that the row may name."""
        found = self.named.get(fold(str(row.values[GROUP])), [])
        if kind := row.values.get(KIND):
            found = [one for one in found if one.said.get("kind") == kind]
        if len(found) > 1 and (code := row.values.get(CODE)):
            found = [one for one in found if one.place.get(columns.CODE) == code]
        return found


def _not_one(name: str, count: int) -> str:
    if count:
        return _("มี {n} กลุ่มชื่อ «{name}» — กรอกรหัสหมู่บ้านและชนิดกลุ่ม ทั้งในแผ่นนี้และแผ่นกลุ่ม").format(n=count, name=name)
    return _("ไม่พบกลุ่ม «{name}» ในแผ่นกลุ่มของแฟ้มนี้ — แก้ชื่อกลุ่ม หรือเพิ่มกลุ่มในแผ่นนั้น").format(name=name)


def _fault(row: Row, key: str, reading: Reading, sentence: str) -> CellError:
    place = reading.places.get(key) or reading.places[GROUP]
    return CellError(cell_name(row.number, place), key, str(row.values.get(key) or ""), sentence)


def impossible(row: Row, column: Column, why: str, reading: Reading) -> CellError:
    """The cell of a value that cannot be true, and why."""
    value = row.values[column.key]
    shown = format_date(value) if isinstance(value, date) else str(value)
    cell = cell_name(row.number, reading.places[column.key])
    return CellError(cell, column.key, shown, f"«{column.label}»: {why}")


def _on(leaf: Leaf, error: CellError) -> CellError:
    """The cell as spreadsheets name one of another leaf."""
    return replace(error, cell=f"{leaf.name}!{error.cell}" if error.cell else leaf.name)


def _cells(name: str, row: Row) -> dict[str, object]:
    """The cells that were filled in, as the list has them. ValueError names a standard that nobody knows."""
    found: dict[str, object] = {}
    for key in LISTS[name].TOLD:
        if (value := row.values.get(key)) is None:
            continue
        match key:
            case "main":
                found[key] = value == "yes"
            case "standards":
                found[key] = _standards(str(value))
            case "phone":
                found[key] = _phone(value)
            case _:
                found[key] = tidy(value) if isinstance(value, str) else value
    return found


def _standards(text: str) -> list[str]:
    words = [word.strip() for word in text.replace(",", ";").split(";") if word.strip()]
    for word in words:
        if fold(word) not in standards():
            raise ValueError(
                _("ไม่รู้จักมาตรฐาน «{word}» — ใช้ {known} คั่นด้วย ; หรือกรอกในมาตรฐานอื่น").format(
                    word=word, known=", ".join(map(standard_label, standards().values()))
                )
            )
    return sorted({standards()[fold(word)] for word in words})


def _phone(value: Value) -> str:
    """The numbers by their digits; what is no number stays as it was typed."""
    try:
        return read_phone(value)[0]
    except ValueError:
        return str(value)


def list_grids(seen: GroupQuerySet, kept: Mapping[int, Collection[str]]) -> dict[str, list[list[Value]]]:
    """Each list of these groups as a leaf, without the telephones that are `kept` from its reader; one query each."""
    return {
        title_of(name): write(list_columns(name), (_row(name, row, kept) for row in _rows(name, seen)))
        for name in LISTS
    }


def _rows(name: str, seen: GroupQuerySet) -> Iterable[GroupRow]:
    standing = seen.standing().order_by()
    rows = LISTS[name].objects.current().filter(group__in=standing.values("pk")).select_related("group")
    return rows.order_by("group__village", "group__name_sort", "group", "pk")


def _row(name: str, row: GroupRow, kept: Mapping[int, Collection[str]]) -> Mapping[str, Value]:
    hidden = {"phone"} if row_field(name, row.pk) in kept.get(row.group_id, ()) else set()
    owner: dict[str, Value] = {GROUP: row.group.name, CODE: row.group.village_id, KIND: row.group.kind}
    return owner | {key: _shown(value) for key, value in row.told.items() if key not in hidden}


def _shown(value: object) -> Value:
    match value:
        case bool():
            return "yes" if value else None
        case list():
            return BETWEEN.join(map(standard_label, value))
        case _:
            return value  # type: ignore[return-value]  # a text or a day


def list_templates() -> dict[str, list[list[Value]]]:
    """The leaves of the lists, to be filled in: one example each, which is passed over."""
    return {title_of(name): write(list_columns(name), [_example(name)]) for name in LISTS}


def _example(name: str) -> Mapping[str, Value]:
    told: dict[str, dict[str, Value]] = {
        "products": {
            "name": "ผ้าไหมทอมือ",
            "main": "yes",
            "otop_category": "textile",
            "standards": "มผช.; ฮาลาล",
        },
        "markets": {"kind": "community_market", "name": "ตลาดนัดตัวอย่าง"},
        "committee": {"post": "ประธาน", "name": "นางตัวอย่าง ทดสอบระบบ"},
        "members": {"number": "1", "name": "นางตัวอย่าง ทดสอบระบบ"},
    }
    return {GROUP: columns.TEMPLATE_ROW["name"], **told[name]}
