"""Groups from a sheet: every trap of real sheets is met, the difference is shown first, applied whole, and taken back."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

import make
from cast import Cast
from conftest import Freeze
from records import books
from sammachip.core.grid import to_csv
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.records.models import SheetImport
from sammachip.records.sheets import leaves_in
from sammachip.registry import actions, sheets
from sammachip.registry.actions_import import answer_places, apply_groups, keep_reading, undo_groups
from sammachip.registry.actions_lists import Telling, tell_list
from sammachip.registry.importing import Fate, proposal
from sammachip.registry.models import LISTS, Fact, Group, Village
from sammachip.registry.queries import odd_phones
from sammachip.trail.models import Event

pytestmark = pytest.mark.django_db

HEADING = ["ชื่อกลุ่ม", "ชนิดกลุ่ม", "อำเภอ", "ตำบล", "หมู่ที่", "บ้าน", "ผลิตภัณฑ์", "สมาชิก (คน)", "โทรศัพท์", "ข้อมูล ณ วันที่"]  # fmt: skip
WEAVERS = ["กลุ่มทอผ้าสมมุติ", "กลุ่มอาชีพ", "เมืองบุรีรัมย์", "ในเมือง", 1, "ตัวอย่าง 1", "ผ้าไหม", 15, "0812345678", "10 ก.ย. 61"]  # fmt: skip


def row(**cells: object) -> list[object]:
    """The weavers with other cells, by the beginning of their heading."""
    places = {"name": 0, "kind": 1, "district": 2, "tambon": 3, "moo": 4, "village": 5, "product": 6, "members": 7, "phone": 8, "day": 9}  # fmt: skip
    changed = list(WEAVERS)
    for key, value in cells.items():
        changed[places[key]] = value
    return changed


def kept(actor: Actor, *rows: Sequence[object]) -> SheetImport:
    reading = sheets.read_file("ก.xlsx", books.xlsx(HEADING, *map(list, rows)))
    assert reading.errors == ()
    return keep_reading(reading, name="ก.xlsx", digest="ab" * 32, actor=actor)


def applied(actor: Actor, *rows: Sequence[object]) -> SheetImport:
    sheet = kept(actor, *rows)
    return apply_groups(sheet, seen=proposal(sheet).seal, actor=actor)


def faults(actor: Actor, *rows: Sequence[object]) -> dict[str, str]:
    return {error.cell: error.message for error in proposal(kept(actor, *rows)).errors}


@pytest.fixture(autouse=True)
def now(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.mark.parametrize(
    ("cells", "key", "value"),
    [
        ({"members": "๑๕"}, "members_count", 15),
        ({"members": 15.0}, "members_count", 15),
        ({"name": "กลุ่่มทอผ้้าสมมุติ"}, "name", "กลุ่มทอผ้าสมมุติ"),
        ({"phone": 812345678.0}, "phone", "0812345678"),
        ({"phone": "44611234"}, "phone", "044611234"),
        ({"phone": "๐๘๑-๒๓๔-๕๖๗๘"}, "phone", "0812345678"),
        ({"phone": "081-2345678, 044 611 234"}, "phone", "0812345678, 044611234"),
        ({"product": "=HYPERLINK(1)"}, "product", "=HYPERLINK(1)"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(cells: dict[str, object], key: str, value: object) -> None:
    pasted = "\n".join("\t".join(str(cell) for cell in cells) for cells in (HEADING, row(**cells)))

    for reading in (
        sheets.read_pasted(pasted),
        sheets.read_file("ก.csv", to_csv([HEADING, [str(cell) for cell in row(**cells)]]).encode()),
    ):
        assert reading.errors == ()
        assert reading.rows[0].said[key] == value


def typed_in(**cells: str) -> sheets.GroupReading:
    """The weavers as pasted cells, with these further columns, by their headings."""
    heads, values = [*HEADING[:9], *cells], [*map(str, WEAVERS[:9]), *cells.values()]
    return sheets.read_pasted("\t".join(heads) + "\n" + "\t".join(values))


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"จัดตั้งเมื่อ": "๑๕ ม.ค. ๒๕๕๐"}, {"founded_on": date(2007, 1, 15)}),
        ({"Lat": "๑๔.๖๒๘๑", "Long": "102.79391234567"}, {"latitude": Decimal("14.628100"), "longitude": Decimal("102.793912")}),
        ({"LINE": "0812345678", "ปีที่ลงทะเบียน OTOP": "๒๕๖๐"}, {"line_id": "0812345678", "otop_year": 2560}),
        (
            {"สถานะกลุ่ม": "พัก", "เหตุผลที่เปลี่ยนสภาพ": "รอวัตถุดิบ", "ข้อมูล ณ วันที่": "1/9/61"},
            {"activity": "paused", "activity_reason": "รอวัตถุดิบ", "activity_on": date(2018, 9, 1)},
        ),
    ],
)  # fmt: skip
def test_the_columns_of_a_groups_life_are_read(cells: dict[str, str], told: dict[str, object]) -> None:
    reading = typed_in(**cells)

    assert reading.errors == ()
    assert told.items() <= reading.rows[0].said.items()


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ({"ละติจูด": "103.1", "ลองจิจูด": "14.9"}, {"J2": "ระหว่าง 5.5 ถึง 20.5", "K2": "ระหว่าง 97.3 ถึง 105.7"}),
        ({"ละติจูด": "14.9", "ลองจิจูด": ""}, {"K2": "ทั้งละติจูดและลองจิจูด"}),
        ({"ละติจูด": "14°59'"}, {"J2": "ต้องเป็นตัวเลข"}),
        ({"สภาพการดำเนินการ": "ยุบเลิก"}, {"J2": "ต้องมีเหตุผล"}),
        ({"เหตุผลที่เปลี่ยนสภาพ": "ย้าย"}, {"J2": "ไม่บอกสภาพ"}),
        ({"ปีที่ลงทะเบียน OTOP (พ.ศ.)": "2018"}, {"J2": "ระหว่าง 2544 ถึง 2561 แต่พบ 2018"}),
    ],
)
def test_columns_that_contradict_each_other_are_told_by_cell(
    cells: dict[str, str], faults: dict[str, str]
) -> None:
    errors = {error.cell: error.message for error in typed_in(**cells).errors}

    assert errors.keys() == faults.keys()
    assert all(words in errors[cell] for cell, words in faults.items())


def test_a_group_that_works_again_leaves_day_and_reason_behind(cast: Cast) -> None:
    resting = {"activity": "paused", "activity_on": date(2018, 1, 9), "activity_reason": "รอวัตถุดิบ"}
    group = make.group(cast.malee, name="กลุ่มทอผ้าสมมุติ")
    Group.objects.filter(pk=group.pk).update(**resting)
    sheet = keep_reading(typed_in(สภาพกลุ่ม="ดำเนินการ"), name="วาง", digest="", actor=cast.malee)

    apply_groups(sheet, seen=proposal(sheet).seal, actor=cast.malee)

    group.refresh_from_db()
    assert (group.activity, group.activity_on, group.activity_reason) == ("active", None, "")
    undo_groups(sheet, actor=cast.malee)
    group.refresh_from_db()
    assert {field: getattr(group, field) for field in resting} == resting


@pytest.mark.parametrize("day", ["๑๐/๐๙/๒๕๖๑", "10 ก.ย. 61", 43353, date(2018, 9, 10), date(2561, 9, 10)])
def test_a_day_is_read_in_either_era_and_as_a_spreadsheets_number(day: object) -> None:
    def also(sheet: object) -> None:
        if isinstance(day, date):
            sheet.write_datetime("J2", day, books_format)  # type: ignore[attr-defined]  # xlsxwriter has no types

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        books_format = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADING)
        sheet.write_row(1, 0, row(day="") if isinstance(day, date) else row(day=day))
        also(sheet)

    [said] = sheets.read_file("ก.xlsx", out.getvalue()).rows

    assert said.said_on == date(2018, 9, 10)


def test_two_heading_rows_totals_and_the_templates_example_are_no_groups() -> None:
    grid = [
        ["ทะเบียนกลุ่มตัวอย่าง"],
        ["ที่", "กลุ่ม", "", "ที่ตั้ง", "", "", "", "สมาชิก (คน)"],
        ["", "ชื่อกลุ่ม", "ชนิดกลุ่ม", "อำเภอ", "ตำบล", "หมู่ที่", "บ้าน", ""],
        [1, f"{sheets.EXAMPLE})", "", "", "", "", "", "x"],
        [2, *WEAVERS[:6], 15],
        ["รวม", "", "", "", "", "", "", 15],
        [3, *row(name="กลุ่มจักสาน")[:6], 9],
    ]

    reading = sheets.read_file("ก.xlsx", books.xlsx(*grid))

    assert reading.errors == ()
    assert [(one.number, one.said["name"], one.said["members_count"]) for one in reading.rows] == [
        (5, "กลุ่มทอผ้าสมมุติ", 15),
        (7, "กลุ่มจักสาน", 9),
    ]


def test_every_cell_that_cannot_be_taken_is_told_at_once_and_nothing_is_kept(cast: Cast) -> None:
    def also(sheet: object) -> None:
        sheet.write_formula("H4", "=1/0", None, "#DIV/0!")  # type: ignore[attr-defined]  # xlsxwriter has no types
        sheet.write_formula("H5", "=SUM(A1)", None, "")  # type: ignore[attr-defined]  # as above

    rows = [
        row(name="", members="สิบ"),
        ["ดูแฟ้มแนบ"],
        row(kind="ชมรม"),
        row(phone="1234"),
        row(day="31 ก.ย. 61"),
    ]
    reading = sheets.read_file("ก.xlsx", books.xlsx(HEADING, *rows, also=also))

    assert [error.cell for error in reading.errors] == ["A2", "H2", "B4", "H4", "H5", "I5", "J6"]
    with pytest.raises(Refused, match="7 ช่อง"):
        keep_reading(reading, name="ก", digest="", actor=cast.malee)
    assert not SheetImport.objects.exists()


def test_hidden_columns_and_lost_zeros_are_remarked_on() -> None:
    content = books.xlsx(
        HEADING, row(phone=812345678), also=lambda one: one.set_column("I:I", 9, None, {"hidden": 1})
    )

    first, second = sheets.read_file("ก.xlsx", content).remarks

    assert "คอลัมน์ I ซ่อนอยู่" in first
    assert "โทรศัพท์ 1 แถวขาดเลข 0" in second


def test_a_misspelt_district_is_asked_once_and_remembered_for_this_import(cast: Cast) -> None:
    rows = [row(name=f"กลุ่มที่ {number}", district="นางลอง", tambon="หนองโบสถ์") for number in (1, 2, 3)]
    sheet = kept(cast.somchai, *rows)
    [asked] = proposal(sheet).questions

    with pytest.raises(Refused, match="1 ข้อ"):
        apply_groups(sheet, seen=proposal(sheet).seal, actor=cast.somchai)
    answer_places(sheet, {asked.question.key: "3104", "x": "3101"}, actor=cast.somchai)

    assert (asked.rows, asked.count, asked.question.choices[0]) == ((2, 3, 4), 3, ("3104", "นางรอง"))
    assert {line.village[:4] for line in proposal(sheet).lines} == {"3104"}
    assert proposal(sheet).is_ready
    assert sheet.answers == {asked.question.key: "3104"}


def test_places_that_contradict_each_other_are_told_by_cell(cast: Cast) -> None:
    told = faults(
        cast.somchai,
        row(district="ประโคนชัย", tambon="หนองโบสถ์"),
        row(name="ก", moo="ร้อย"),
        row(name="ข", moo=9, village=""),
        row(name="ค"),
        row(name="ค"),
    )

    assert list(told) == ["D2", "E3", "F4", "A6"]
    assert "อำเภอประโคนชัยไม่มีตำบลหนองโบสถ์ แต่มีในอำเภอนางรอง" in told["D2"]
    assert told["A6"] == "«ค» มีแล้วในแถวที่ 5 — รวมเป็นแถวเดียว"


@pytest.mark.both
def test_a_sheet_shows_its_difference_and_is_applied_whole(cast: Cast) -> None:
    known = make.group(cast.malee, name="กลุ่มทอผ้าสมมุติ", phone="081-234-5678")
    same = make.group(cast.malee, name="กลุ่มเดิม", product="ผ้าไหม", members_count=15, phone="0812345678")
    sheet = kept(
        cast.malee,
        row(),
        row(name="กลุ่ม เดิม"),
        row(name="กลุ่มใหม่", moo=2, village="ใหม่", members=""),
        row(name="กลุ่มอื่น", district="นางรอง", tambon="นางรอง"),
    )

    found = proposal(sheet)

    assert [line.fate for line in found.lines] == [Fate.CHANGED, Fate.SAME, Fate.NEW, Fate.ELSEWHERE]
    assert dict(found.lines[0].changes) == {"product": ("ผ้าทอ", "ผ้าไหม"), "members_count": (12, 15)}
    apply_groups(sheet, seen=found.seal, actor=cast.malee)
    known.refresh_from_db()
    assert (known.product, known.members_count, known.version, known.phone) == (
        "ผ้าไหม",
        15,
        2,
        "081-234-5678",
    )
    same.refresh_from_db()
    assert same.version == 1
    new = Group.objects.get(name="กลุ่มใหม่")
    assert (new.path, str(new.village), new.phone_digits) == (
        "/31/3101/310101/",
        "บ้านใหม่ หมู่ที่ 2",
        "0812345678",
    )
    told = set(Fact.objects.filter(group=new).values_list("field", "said_on", "source"))
    assert ("phone", date(2018, 9, 10), f"records.sheetimport:{sheet.pk}") in told
    event = Event.objects.get(verb="groups.imported")
    assert event.facts == {
        "sheet": "ก.xlsx",
        "sha256": "ab" * 32,
        "new": 1,
        "changed": 1,
        "same": 1,
        "elsewhere": 1,
    }
    assert not Group.objects.filter(name="กลุ่มอื่น").exists()


def test_what_was_not_looked_at_is_not_applied(cast: Cast) -> None:
    known = make.group(cast.malee, name="กลุ่มทอผ้าสมมุติ")
    sheet = kept(cast.malee, row())
    seal = proposal(sheet).seal
    actions.learn(known, {"product": "ผ้าขาวม้า"}, source="x", said_on=date(2018, 9, 9), actor=cast.malee)

    with pytest.raises(Stale):
        apply_groups(sheet, seen=seal, actor=cast.malee)

    assert SheetImport.objects.waiting().count() == 1


@pytest.mark.both
def test_undoing_takes_back_what_nobody_used_or_changed_since(cast: Cast) -> None:
    known = make.group(cast.malee, name="กลุ่มทอผ้าสมมุติ")
    sheet = applied(cast.malee, row(), row(name="กลุ่มไม่ใช้"), row(name="กลุ่มใช้แล้ว"))
    used = Group.objects.get(name="กลุ่มใช้แล้ว")
    actions.keep_incomes(
        used, [{"moment": "before", "amount": "100", "as_of": date(2018, 9, 1)}], source="x", actor=cast.malee
    )
    actions.learn(known, {"members_count": 20}, source="x", said_on=date(2018, 9, 10), actor=cast.malee)

    undo_groups(sheet, actor=cast.malee)

    known.refresh_from_db()
    assert (known.product, known.members_count) == ("ผ้าทอ", 20)
    assert set(Group.objects.visible_to(cast.malee).values_list("name", flat=True)) == {
        "กลุ่มทอผ้าสมมุติ",
        "กลุ่มใช้แล้ว",
    }
    told = [(one["name"], one["field"]) for one in sheet_now(sheet).outcome["kept"]]
    assert told == [("กลุ่มใช้แล้ว", ""), ("กลุ่มทอผ้าสมมุติ", "members_count")]
    assert Event.objects.get(verb="groups.import-undone").facts["taken_back"] == 1
    with pytest.raises(Refused, match="ยกเลิกไปแล้ว"):
        undo_groups(sheet, actor=cast.malee)


def sheet_now(sheet: SheetImport) -> SheetImport:
    return SheetImport.objects.get(pk=sheet.pk)


def test_a_group_that_was_taken_back_may_be_imported_again(cast: Cast) -> None:
    undo_groups(applied(cast.malee, row()), actor=cast.malee)

    sheet = applied(cast.malee, row())

    assert sheet.outcome["new"] == 1
    assert Group.objects.visible_to(cast.malee).count() == 1


def test_what_is_exported_is_imported_as_no_change(cast: Cast) -> None:
    make.group(
        cast.malee, name="=กลุ่มสูตร", phone="๐๘๑ 234 5678 ต่อ 9", chair_name="นางตัวอย่าง", otop_registered=False
    )
    make.group(
        cast.malee, name="กลุ่ม  สองเว้น", occupation_kind="other", sale_places="ตลาด\nนัด", phone="081-234-5678"
    )
    make.group(
        cast.malee, name="กลุ่มครบ", phone="1234", line_id="@ตัวอย่าง", founded_on=date(1960, 2, 29), otop_year=2560,
        otop_number="00123", facebook="-ตัวอย่าง-", latitude=Decimal("14.628100"), longitude=Decimal("102.793912"), located_by="map",
    )  # fmt: skip
    Group.objects.filter(name="กลุ่มครบ").update(
        activity="dissolved", activity_on=date(2016, 2, 29), activity_reason="สมาชิก\nย้าย"
    )
    groups = Group.objects.select_related("village__area__parent__parent").in_order()
    grid = sheets.grid_of(groups)

    for name, content in (("ก.xlsx", sheets.xlsx_of({"กลุ่ม": grid})), ("ก.csv", to_csv(grid).encode())):
        reading = sheets.read_file(name, content, odd_phones("/31/"))
        assert reading.errors == ()
        sheet = keep_reading(reading, name=name, digest="", actor=cast.malee)
        assert [(line.fate, line.changes) for line in proposal(sheet).lines] == [(Fate.SAME, {})] * 3


WITH_LISTS: dict[str, list[list[object]]] = {
    "กลุ่ม": [HEADING, row(product=""), row(name="กลุ่มเดิม", product="")],
    "ผลิตภัณฑ์": [
        ["ชื่อกลุ่ม", "ชื่อผลิตภัณฑ์", "ผลิตภัณฑ์หลัก", "มาตรฐานที่ได้รับ", "ประเภทผลิตภัณฑ์ OTOP"],
        ["กลุ่มทอผ้าสมมุติ", "ผ้าซิ่น", "", "", ""],
        ["กลุ่มทอผ้าสมมุติ", "ผ้าไหม", "ใช่", "มผช.; ฮาลาล", "ผ้าและเครื่องแต่งกาย"],
        ["กลุ่ม เดิม", "เสื่อกก", "", "อย.", ""],
        ["กลุ่มเดิม", "ตะกร้า", "ใช่", "", ""],
    ],
    "ตลาดและช่องทางจำหน่าย": [["ชื่อกลุ่ม", "ประเภทตลาด", "ตั้งแต่วันที่"], ["กลุ่มเดิม", "โรงเรียน", "๑ ม.ค. ๒๕๖๐"]],
    "กรรมการและผู้มีบทบาทในกลุ่ม": [
        ["ชื่อกลุ่ม", "ตำแหน่งในกลุ่ม", "ชื่อ-สกุล", "โทรศัพท์"],
        ["กลุ่มทอผ้าสมมุติ", "ประธาน", "นางสมมุติ หนึ่ง", 812345678],
    ],
}  # fmt: skip


def with_lists(actor: Actor, leaves: dict[str, list[list[object]]]) -> SheetImport:
    reading = sheets.read_file("ก.xlsx", books.leaves(leaves))
    assert reading.errors == ()
    return keep_reading(reading, name="ก.xlsx", digest="", actor=actor)


@pytest.mark.both
def test_lists_come_on_leaves_of_their_own_and_go_back(cast: Cast) -> None:
    known = make.group(cast.malee, name="กลุ่มเดิม")
    tell(cast.malee, known, "products", {"name": "เสื่อกก", "main": True}, {"name": "พวงกุญแจ"})
    sheet = SheetImport.objects.get(pk=with_lists(cast.malee, WITH_LISTS).pk)

    apply_groups(sheet, seen=proposal(sheet).seal, actor=cast.malee)

    new = Group.objects.get(name="กลุ่มทอผ้าสมมุติ")
    assert (new.product, new.chair_name) == ("ผ้าไหม, ผ้าซิ่น", "นางสมมุติ หนึ่ง")
    assert [(one.name, one.main, one.standards) for one in new.products.all()] == [
        ("ผ้าไหม", True, ["community", "halal"]),
        ("ผ้าซิ่น", False, []),
    ]
    assert new.leaders.get().phone == "0812345678"
    known.refresh_from_db()
    assert (known.product, known.version) == ("ตะกร้า, พวงกุญแจ, เสื่อกก", 3)
    assert known.products.get(name="เสื่อกก").standards == ["fda"]
    told = set(
        Fact.objects.filter(source=f"records.sheetimport:{sheet.pk}", group=known).values_list(
            "field", flat=True
        )
    )
    assert {field.partition(":")[0] for field in told} == {
        "products",
        "markets",
        "product",
        "members_count",
        "phone",
    }

    undo_groups(sheet_now(sheet), actor=cast.malee)

    known.refresh_from_db()
    assert known.product == "เสื่อกก, พวงกุญแจ"
    standing = known.products.filter(ended_at__isnull=True)
    assert [(one.name, one.main, one.standards) for one in standing] == [
        ("เสื่อกก", True, []),
        ("พวงกุญแจ", False, []),
    ]
    assert not known.markets.filter(ended_at__isnull=True).exists()
    assert sheet_now(sheet).outcome["kept"] == []


def test_lists_that_are_exported_are_imported_as_no_change(cast: Cast) -> None:
    known = make.group(cast.malee, name="กลุ่มเดิม")
    make.group(cast.malee, name="กลุ่มเดิม", moo=2)
    tell(
        cast.malee, known, "products",
        {"name": "เสื่อกก", "main": True, "standards": ["halal", "fda"], "other_standard": "=ก"}, {"name": "พวงกุญแจ"},
    )  # fmt: skip
    tell(cast.malee, known, "markets", {"kind": "other", "name": "ตลาดสมมุติ", "since": date(2017, 1, 1)})
    tell(cast.malee, known, "committee", {"post": "เหรัญญิก", "name": "นางสมมุติ", "phone": "1669"})
    content = sheets.xlsx_of(sheets.leaves_to_export(Group.objects.visible_to(cast.malee), cast.malee))

    reading = sheets.read_file("ก.xlsx", content)

    assert reading.errors == ()
    assert [sorted(one.lists) for one in reading.rows] == [["committee", "markets", "products"], []]
    sheet = keep_reading(reading, name="ก", digest="", actor=cast.malee)
    assert [line.fate for line in proposal(sheet_now(sheet)).lines] == [Fate.SAME, Fate.SAME]


def tell(actor: Actor, group: Group, name: str, *rows: dict[str, object]) -> None:
    group.refresh_from_db()
    telling = Telling(LISTS[name].TOLD, group.version, "page", date(2018, 9, 1))
    tell_list(group, name, rows, telling, actor=actor)


def test_what_a_leaf_of_lists_cannot_say_is_told_by_its_cell() -> None:
    leaves = {
        "กลุ่ม": [HEADING, row(), row(moo=2, village="สอง")],
        "ผลิตภัณฑ์": [
            ["ชื่อกลุ่ม", "ชื่อผลิตภัณฑ์", "ผลิตภัณฑ์หลัก", "มาตรฐานที่ได้รับ"],
            ["กลุ่มทอผ้าสมมุติ", "ผ้าซิ่น", "", ""],
            ["กลุ่มไม่มี", "ผ้าซิ่น", "อาจจะ", ""],
            ["กลุ่มไม่มี", "ผ้าซิ่น", "", ""],
            ["กลุ่มทอผ้าสมมุติ", "ผ้าขาวม้า", "", "ISO"],
        ],
    }  # fmt: skip

    errors = {error.cell: error.message for error in sheets.read_file("ก.xlsx", books.leaves(leaves)).errors}

    assert list(errors) == ["ผลิตภัณฑ์!C3", "ผลิตภัณฑ์!A2", "ผลิตภัณฑ์!A4", "ผลิตภัณฑ์!D5"]
    assert "มี 2 กลุ่มชื่อ" in errors["ผลิตภัณฑ์!A2"]
    assert "ไม่พบกลุ่ม «กลุ่มไม่มี»" in errors["ผลิตภัณฑ์!A4"]
    assert "ไม่รู้จักมาตรฐาน «ISO»" in errors["ผลิตภัณฑ์!D5"]


def test_a_day_that_spreadsheets_cannot_count_is_given_out_in_words() -> None:
    grid = leaves_in("ก.xlsx", sheets.xlsx_of({"ก": [["วันที่"], [date(1890, 2, 28)], [date(2018, 9, 10)]]}))[
        0
    ].grid

    assert [list(row) for row in grid] == [["วันที่"], ["28/02/2433"], [date(2018, 9, 10)]]


def test_a_telephone_that_is_none_is_told_what_is_accepted(cast: Cast) -> None:
    [error] = sheets.read_file("ก.xlsx", books.xlsx(HEADING, row(phone="1669"))).errors

    assert (error.cell, error.value) == ("I2", "1669")
    assert "สายด่วน 1669" in error.message
    assert sheets.read_file("ก.xlsx", books.xlsx(HEADING, row(phone="สายด่วน 1669"))).errors == ()


def test_the_template_says_how_it_is_filled_in_and_brings_no_group() -> None:
    [error] = sheets.read_file("แบบ.xlsx", sheets.template()).errors

    assert error.message.startswith("ไม่พบแถวของกลุ่มใต้หัวตาราง")


def test_a_villages_code_stands_for_its_names(cast: Cast) -> None:
    reading = sheets.read_pasted("ชื่อกลุ่ม\tชนิดกลุ่ม\tรหัสหมู่บ้าน\tบ้าน\nกลุ่มก\tอาชีพ\t31010105\tบ้านใหม่")
    sheet = keep_reading(reading, name="วาง", digest="", actor=cast.malee)

    apply_groups(sheet, seen=proposal(sheet).seal, actor=cast.malee)

    assert Village.objects.get(code="31010105").name == "ใหม่"


@pytest.mark.parametrize("who", ["fong", "anong"])
def test_who_registers_no_groups_imports_none(cast: Cast, who: str) -> None:
    reading = sheets.read_file("ก.xlsx", books.xlsx(HEADING, WEAVERS))

    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด"):
        keep_reading(reading, name="ก", digest="", actor=getattr(cast, who))
