"""Groups from a sheet: places are asked, the difference is shown first, applied whole, given out again, and taken back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

import make
from cast import Cast
from conftest import Freeze
from records import books
from registry.importing import HEADING, WEAVERS, applied, kept, row, sheet_now, typed_in
from sammachip.core.grid import to_csv
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.records.models import SheetImport
from sammachip.registry import actions, sheets
from sammachip.registry.actions_import import answer_places, apply_groups, keep_reading, undo_groups
from sammachip.registry.importing import Fate, proposal
from sammachip.registry.models import Fact, Group, Village
from sammachip.registry.queries import odd_phones
from sammachip.trail.models import Event

pytestmark = pytest.mark.django_db


def faults(actor: Actor, *rows: Sequence[object]) -> dict[str, str]:
    return {error.cell: error.message for error in proposal(kept(actor, *rows)).errors}


@pytest.fixture(autouse=True)
def now(at: Freeze) -> None:
    at("2018-09-10 09:00")


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
        cast.malee, name="กลุ่มครบ", line_id="@ตัวอย่าง", founded_on=date(1960, 2, 29), otop_year=2560,
        otop_number="00123", facebook="-ตัวอย่าง-", latitude=Decimal("14.628100"), longitude=Decimal("102.793912"), located_by="map",
    )  # fmt: skip
    Group.objects.filter(name="กลุ่มครบ").update(
        phone="1234", activity="dissolved", activity_on=date(2016, 2, 29), activity_reason="สมาชิก\nย้าย"
    )
    groups = Group.objects.select_related("village__area__parent__parent").in_order()
    grid = sheets.grid_of(groups)

    for name, content in (("ก.xlsx", sheets.xlsx_of({"กลุ่ม": grid})), ("ก.csv", to_csv(grid).encode())):
        reading = sheets.read_file(name, content, odd_phones("/31/"))
        assert reading.errors == ()
        sheet = keep_reading(reading, name=name, digest="", actor=cast.malee)
        assert [(line.fate, line.changes) for line in proposal(sheet).lines] == [(Fate.SAME, {})] * 3


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
