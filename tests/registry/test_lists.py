"""Products, markets and leaders of a group: rows keep their numbers, each change is a fact, two who differ are asked."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import make
from cast import Cast
from conftest import Freeze
from sammachip.core.retold import Retold, Row
from sammachip.core.verdict import Refused
from sammachip.registry import actions
from sammachip.registry.actions_differences import keep_list_from_filing, settle
from sammachip.registry.actions_lists import Telling, keep_list
from sammachip.registry.models import LISTS, Difference, Fact, Group, Product, Stands
from sammachip.registry.queries import rows_at, rows_of
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

DAY = date(2018, 9, 5)
FILING = "cases.filing:7"
SILK = {"name": "ผ้าไหม", "otop_category": "textile", "standards": ["fda", "community"]}
COTTON = {"name": "ผ้าฝ้าย"}
CHAIR = {"post": "ประธานกลุ่ม", "name": "นางทอง ทดลอง", "phone": "0811111111"}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return make.group(cast.malee)


def telling(name: str, shown: int, source: str = "page", **more: Row) -> Telling:
    return Telling(LISTS[name].TOLD, shown, source, DAY, **more)  # type: ignore[arg-type]


def keep(group: Group, cast: Cast, *rows: Row, name: str = "products", shown: int | None = None) -> Retold:
    group.refresh_from_db()
    return keep_list(group, name, rows, telling(name, shown or group.version), actor=cast.malee)


def filed(group: Group, cast: Cast, *rows: Row, shown: int) -> list[Difference]:
    return keep_list_from_filing(group, "products", rows, telling("products", shown, FILING), actor=cast.mana)


def names(group: Group) -> list[str]:
    return [str(row) for row in rows_of(group, "products")]


def test_rows_keep_their_numbers_and_each_change_is_a_fact(cast: Cast, group: Group) -> None:
    keep(group, cast, SILK, COTTON)
    silk, cotton = rows_of(group, "products")

    keep(group, cast, {"id": silk.ref, **SILK, "name": "ผ้าไหมมัดหมี่"})

    [renamed] = rows_of(group, "products")
    assert (renamed.pk, str(renamed)) == (silk.pk, "ผ้าไหมมัดหมี่")
    first, second = Fact.objects.filter(field=f"products:{silk.pk}").order_by("version")
    assert (first.before, first.value["name"], first.value["standards"]) == (
        None,
        "ผ้าไหม",
        ["community", "fda"],
    )
    assert (second.before["name"], second.value["name"], second.said_by) == (
        "ผ้าไหม", "ผ้าไหมมัดหมี่", cast.malee.person,
    )  # fmt: skip
    ended = Fact.objects.get(field=f"products:{cotton.pk}", version=3)
    assert (ended.before["name"], ended.value, ended.source, ended.said_on) == ("ผ้าฝ้าย", None, "page", DAY)


def test_the_list_of_a_version_is_told_from_the_facts(cast: Cast, group: Group) -> None:
    keep(group, cast, SILK, COTTON)
    keep(group, cast, COTTON)
    group.refresh_from_db()

    then = [
        [row["name"] for row in rows_at(group, "products", version, rows_of(group, "products")).values()]
        for version in (1, 2, 3)
    ]

    assert [sorted(one) for one in then] == [[], ["ผ้าฝ้าย", "ผ้าไหม"], ["ผ้าฝ้าย"]]


def test_unchanged_rows_write_nothing(cast: Cast, group: Group) -> None:
    keep(group, cast, SILK, COTTON)
    rows = (Fact.objects.count(), Event.objects.count())

    keep(group, cast, COTTON, {**SILK, "main": True})

    group.refresh_from_db()
    assert (Fact.objects.count(), Event.objects.count(), group.version) == (*rows, 2)


def test_one_product_is_the_main_one_and_leads_the_text_that_forms_print(cast: Cast, group: Group) -> None:
    keep(group, cast, SILK, COTTON)
    group.refresh_from_db()
    assert group.product == "ผ้าไหม, ผ้าฝ้าย"

    keep(group, cast, {**SILK, "main": False}, {**COTTON, "main": True})

    group.refresh_from_db()
    assert (names(group), group.product) == (["ผ้าฝ้าย", "ผ้าไหม"], "ผ้าฝ้าย, ผ้าไหม")
    with pytest.raises(Refused, match="ผลิตภัณฑ์หลักได้รายการเดียว"):
        keep(group, cast, {"name": "เสื่อ", "main": True}, {"name": "กระเป๋า", "main": True})
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(group=group).update(main=True)


def test_a_standard_that_changes_leaves_the_written_text_alone(cast: Cast, group: Group) -> None:
    keep(group, cast, SILK)
    actions.learn(group, {"product": "ผ้าไหมทอมือ"}, source="page", said_on=DAY, actor=cast.malee)

    keep(group, cast, {**SILK, "standards": ["gap"]})

    group.refresh_from_db()
    assert group.product == "ผ้าไหมทอมือ"


def test_what_the_same_form_says_in_words_stands_as_it_is_written(cast: Cast, group: Group) -> None:
    told = telling("products", 1, FILING, beside={"product": "ผ้าไหมทอมือ"})
    actions.learn(group, {"product": "ผ้าไหมทอมือ"}, source=FILING, said_on=DAY, actor=cast.mana)

    keep_list(group, "products", [SILK], told, actor=cast.mana)

    group.refresh_from_db()
    assert group.product == "ผ้าไหมทอมือ"


def test_leaders_name_the_chair_and_nothing_of_them_is_told_on(cast: Cast, group: Group) -> None:
    keep(group, cast, CHAIR, {"post": "เลขานุการ", "name": "นางเงิน ทดลอง"}, name="committee")

    group.refresh_from_db()
    assert group.chair_name == "นางทอง ทดลอง"
    told = Event.objects.filter(verb="group.learned").latest("pk").facts
    assert "ทดลอง" not in str(told)
    assert "0811111111" not in str(told)


def test_members_of_one_name_are_told_apart_by_their_number(cast: Cast, group: Group) -> None:
    one, other = {"number": "1", "name": "นางเงิน ทดลอง"}, {"number": "2", "name": "นางเงิน ทดลอง"}

    keep(group, cast, one, other, name="members")

    group.refresh_from_db()
    assert [str(row) for row in rows_of(group, "members")] == ["1 นางเงิน ทดลอง", "2 นางเงิน ทดลอง"]
    assert group.members_count == 12  # what the group says of itself
    with pytest.raises(Refused, match="ให้ระบุเลขที่สมาชิก"):
        keep(group, cast, one, one, name="members")


@pytest.mark.parametrize(
    ("name", "row", "sentence"),
    [
        ("products", {"name": ""}, "ยังไม่ได้ระบุชื่อผลิตภัณฑ์"),
        ("products", {"name": "ผ้า", "standards": ["iso"]}, "มาตรฐานที่เลือกไม่อยู่ในรายการ"),
        ("markets", {"kind": "other"}, "ตลาดประเภทอื่น ๆ ต้องระบุชื่อ"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(
    cast: Cast, group: Group, name: str, row: Row, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        keep(group, cast, row, name=name)


def test_two_rows_of_one_name_are_refused(cast: Cast, group: Group) -> None:
    with pytest.raises(Refused, match="กลุ่มนี้มีผลิตภัณฑ์ชื่อนี้แล้ว"):
        keep(group, cast, COTTON, {"name": "ผ้า ฝ้าย"})


def test_two_who_changed_one_cell_are_put_before_a_person_once(cast: Cast, group: Group) -> None:
    keep(group, cast, SILK)
    [silk] = rows_of(group, "products")
    keep(group, cast, {**SILK, "otop_category": "craft"})

    [asked] = filed(group, cast, {"id": silk.ref, **SILK, "otop_category": "herb", "main": True}, shown=2)

    assert (asked.field, asked.said["otop_category"], asked.shown["otop_category"]) == (
        f"products:{silk.pk}", "herb", "textile",
    )  # fmt: skip
    assert filed(group, cast, {**SILK, "otop_category": "herb", "main": True}, shown=3) == []
    settle(asked, stands=Stands.SAID, reason="ตรวจทะเบียนแล้ว", seen=3, actor=cast.malee)
    silk.refresh_from_db()
    newest = Fact.objects.filter(field=asked.field).latest("version")
    assert (silk.otop_category, newest.source) == ("herb", f"registry.difference:{asked.pk}")
    assert filed(group, cast, {**SILK, "otop_category": "herb", "main": True}, shown=4) == []


def test_a_filing_that_answers_otherwise_withdraws_its_question(cast: Cast, group: Group) -> None:
    keep(group, cast, SILK)
    keep(group, cast, {**SILK, "otop_category": "craft"})
    [asked] = filed(group, cast, {**SILK, "otop_category": "herb", "main": True}, shown=2)

    again = filed(group, cast, {**SILK, "otop_category": "craft", "main": True}, shown=3)

    asked.refresh_from_db()
    assert (again, asked.settlement.stands) == ([], Stands.WITHDRAWN)
