"""What a group makes, sells and who leads it, on leaves of their own: brought, given out again, and taken back."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from records import books
from registry.importing import HEADING, row, sheet_now
from sammachip.org.hats import Actor
from sammachip.records.models import SheetImport
from sammachip.registry import sheets
from sammachip.registry.actions_import import apply_groups, keep_reading, undo_groups
from sammachip.registry.actions_lists import Telling, tell_list
from sammachip.registry.importing import Fate, proposal
from sammachip.registry.models import LISTS, Fact, Group

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(at: Freeze) -> None:
    at("2018-09-10 09:00")


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
