"""Two rows that may be one group: found by key, joined by a pointer that can be undone, or said to be two, once."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

import make
from cast import Cast
from conftest import Freeze
from sammachip.core.likeness import Reason, Strength
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.registry import actions
from sammachip.registry.actions_doubles import keep_apart, merge_group, undo_merge
from sammachip.registry.doubles import Alike, alike, pairs_within, traits_at_entry, traits_of
from sammachip.registry.models import Apart, Group, GroupKind, Merge, Village
from sammachip.trail.models import Event, Notice

pytestmark = [pytest.mark.both, pytest.mark.django_db]

WHY = "สอบถามประธานแล้วเป็นกลุ่มเดียวกัน"
NAME, MISSPELT = "กลุ่มทอผ้าไหมสมมุติ", "วิสาหกิจชุมชนทอผ้าใหมสมมุติ"


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return make.group(cast.malee, name=NAME, phone="0812345678")


@pytest.fixture
def double(cast: Cast, group: Group) -> Group:
    return make.group(cast.malee, name=MISSPELT)


def at_entry(actor: Actor, name: str, *, phone: str = "", village: str = "31010101") -> list[Alike]:
    return alike(traits_at_entry(village, name=name, kind=GroupKind.OCCUPATIONAL, phone=phone), actor=actor)


def merged(group: Group, into: Group, actor: Actor) -> Merge:
    return merge_group(group, into, reason=WHY, actor=actor)


def standing() -> set[int]:
    return set(Group.objects.standing().values_list("pk", flat=True))


def test_a_group_at_entry_is_found_by_name_village_and_telephone(cast: Cast, group: Group) -> None:
    make.group(cast.malee, name="กลุ่มจักสาน")

    by_name, by_phone = at_entry(cast.malee, MISSPELT), at_entry(
        cast.malee, "กลุ่มชื่ออื่น", phone="812345678", village="31010102"
    )  # fmt: skip

    assert [(one.group, one.likeness.reasons, one.likeness.slips) for one in by_name] == [
        (group, (Reason.NEAR_NAME, Reason.SAME_VILLAGE), 1)
    ]
    assert [one.likeness.reasons for one in by_phone] == [(Reason.SAME_PHONE, Reason.SAME_SUBDISTRICT)]
    assert at_entry(cast.malee, "กลุ่มเลี้ยงไก่") == []


def test_groups_of_another_office_are_not_named(cast: Cast, group: Group) -> None:
    assert at_entry(cast.prasit, NAME, phone="0812345678") == []
    assert [one.group for one in at_entry(cast.somchai, NAME)] == [group]


def test_corrected_names_and_telephones_are_compared_as_they_are_now(cast: Cast, group: Group) -> None:
    said = {"name": "กลุ่มจักสานสมมุติ", "phone": "044-123456"}
    actions.learn(group, said, source="page", said_on=date(2018, 9, 9), actor=cast.malee)

    assert at_entry(cast.malee, NAME) == []
    assert [one.group for one in at_entry(cast.malee, "จักสานสมมุติ", phone="44123456")] == [group]


def test_a_joined_group_leads_to_the_one_that_stands_for_it(cast: Cast, group: Group, double: Group) -> None:
    merged(group, double, cast.malee)

    [found] = at_entry(cast.malee, NAME)

    assert (found.group, found.through) == (double, group)
    assert alike(traits_of(double), actor=cast.malee) == []


def test_pairs_of_an_office_are_the_likeliest_first_and_each_once(
    cast: Cast, group: Group, double: Group
) -> None:
    beside = make.group(cast.malee, name=NAME, moo=2)
    make.group(cast.prasit, name=NAME, tambon="310201")

    pairs = pairs_within("/31/3101/")

    assert [(one.one, one.other, one.likeness.strength) for one in pairs] == [
        (group.pk, double.pk, Strength.LIKELY),
        (group.pk, beside.pk, Strength.POSSIBLE),
    ]


def many(actor: Actor, count: int) -> None:
    """So many groups in nine villages, each name near to one other."""
    for number in range(count):
        make.group(
            actor, name=f"กลุ่มผลิตสินค้าชุมชน{'กขคงจฉชซญ'[number % 9] * 3}ลำดับ {number}", moo=number % 9 + 1
        )


def test_looking_for_doubles_costs_the_same_for_two_groups_and_thirty(
    cast: Cast, group: Group, double: Group
) -> None:
    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as of_one:
            at_entry(cast.malee, NAME)
        with CaptureQueriesContext(connection) as of_all:
            pairs_within("/31/")
        return len(of_one), len(of_all)

    before = cost()
    many(cast.malee, 30)

    assert cost() == before


def test_a_crowd_that_shares_a_key_is_not_compared_each_with_each(cast: Cast, group: Group) -> None:
    village = Village.objects.get()
    like = {"kind": "occupational", "village": village, "path": group.path, "phone_digits": "0899999999"}
    Group.objects.bulk_create(
        Group(name=f"{n}", name_folded=f"{n}", name_stem="ทอผ้า", **like) for n in range(3000)
    )

    assert len(pairs_within("/31/")) == 3000 * 11 - 66  # each with the eleven after it


def test_a_join_moves_no_row_and_is_told(cast: Cast, group: Group, double: Group) -> None:
    made = merge_group(double, group, reason=f" {WHY} ", seen=(1, 1), actor=cast.malee)

    assert (made.group, made.into, made.reason, made.merged_by) == (double, group, WHY, cast.malee.person)
    assert standing() == {group.pk}
    assert double.facts.count() == 4
    event = Event.objects.get(verb="group.merged")
    assert (event.about_id, event.within_id, event.facts["reason"]) == (double.pk, group.pk, WHY)
    [notice] = Notice.objects.filter(kind="groups-merged")
    assert (notice.person_id, notice.url) == (cast.mana.person.pk, f"/groups/{double.pk}/beside/{group.pk}/")


def test_an_undone_join_restores_both_and_may_be_made_anew(cast: Cast, group: Group, double: Group) -> None:
    made = merged(double, group, cast.malee)

    undone = undo_merge(made, reason="คนละประธาน", actor=cast.mana)

    assert standing() == {group.pk, double.pk}
    assert (undone.undone_reason, undone.undone_by, undone.stands) == ("คนละประธาน", cast.mana.person, False)
    with pytest.raises(Stale):
        undo_merge(made, reason="คนละประธาน", actor=cast.mana)
    merged(group, double, cast.malee)
    assert standing() == {double.pk}


def test_no_pointer_leads_to_a_pointer(cast: Cast, group: Group, double: Group) -> None:
    third = make.group(cast.malee, name="กลุ่มที่สามสมมุติ")
    merged(double, group, cast.malee)

    for one, into, sentence in (
        (third, double, f"«{MISSPELT}» รวมเข้ากับ «{NAME}» แล้ว — เปิด «{NAME}» แทน"),
        (double, third, f"«{MISSPELT}» รวมเข้ากับ «{NAME}» แล้ว — เปิด «{NAME}» แทน"),
        (group, third, f"«{NAME}» มีกลุ่มอื่นรวมอยู่ด้วย 1 กลุ่ม — รวม «กลุ่มที่สามสมมุติ» เข้ากับ «{NAME}» แทน"),
        (third, third, "เลือกกลุ่มเดียวกันทั้งสองข้าง"),
    ):
        with pytest.raises(Refused, match=sentence):
            merged(one, into, cast.malee)
    assert merged(third, group, cast.malee).stands


def test_a_join_of_two_districts_is_for_their_province(cast: Cast, group: Group) -> None:
    other = make.group(cast.prasit, name=NAME, tambon="310201", phone="0812345678")

    for actor in (cast.malee, cast.prasit, cast.kanya):
        with pytest.raises(Refused, match="นอกความรับผิดชอบ"):
            merged(other, group, actor)
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด"):
        merged(other, group, cast.anong)
    assert [(one.one, one.other) for one in pairs_within("/31/")] == [(group.pk, other.pk)]
    merged(other, group, cast.somchai)
    told = set(Notice.objects.filter(kind="groups-merged").values_list("person_id", flat=True))
    assert told == {one.person.pk for one in (cast.malee, cast.mana, cast.prasit)}


def test_a_join_needs_its_reason_and_both_as_they_were_seen(cast: Cast, group: Group, double: Group) -> None:
    with pytest.raises(Refused, match="ระบุเหตุผล"):
        merge_group(double, group, reason=" ", actor=cast.malee)
    actions.learn(group, {"product": "ผ้าไหม"}, source="page", said_on=date(2018, 9, 9), actor=cast.mana)
    with pytest.raises(Stale):
        merge_group(double, group, reason=WHY, seen=(1, 1), actor=cast.malee)
    assert standing() == {group.pk, double.pk}


def test_two_said_to_be_two_are_not_asked_about_again(cast: Cast, group: Group, double: Group) -> None:
    [kept] = keep_apart(double, [group], reason="คนละประธาน", actor=cast.malee)

    assert (kept.one, kept.other, kept.reason) == (group, double, "คนละประธาน")
    assert keep_apart(group, [double], reason="อีกครั้ง", actor=cast.mana) == []
    assert pairs_within("/31/3101/") == []
    assert alike(traits_of(double), actor=cast.malee) == []
    assert Event.objects.filter(verb="group.apart").count() == 1


def test_joined_groups_are_not_said_to_be_two(cast: Cast, group: Group, double: Group) -> None:
    merged(double, group, cast.malee)

    with pytest.raises(Refused, match="รวมเข้ากับ"):
        keep_apart(group, [double], reason="คนละประธาน", actor=cast.malee)
    assert not Apart.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "อื่น"},
        {"stands": False},
        {"stands": False, "undone_reason": "แก้"},
    ],
)
def test_the_tables_keep_what_was_said_whatever_writes(
    cast: Cast, group: Group, double: Group, wrong: dict[str, object]
) -> None:
    made = merged(double, group, cast.malee)

    with pytest.raises(DatabaseError), transaction.atomic():
        Merge.objects.filter(pk=made.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(
            group=double, into=group, reason="อีกครั้ง", merged_by=made.merged_by, merged_at=made.merged_at
        )


def test_the_tables_keep_pointers_from_making_a_chain_whatever_writes(
    cast: Cast, group: Group, double: Group
) -> None:
    third, told = make.group(cast.malee, name="กลุ่มที่สามสมมุติ"), merged(double, group, cast.malee)
    by = {"reason": WHY, "merged_by": told.merged_by, "merged_at": told.merged_at}

    for one, into in ((third, double), (group, third)):
        with pytest.raises(IntegrityError, match="leads to another"), transaction.atomic():
            Merge.objects.create(group=one, into=into, **by)
    undo_merge(told, reason="คนละประธาน", actor=cast.malee)
    Merge.objects.create(group=third, into=double, **by)
    with pytest.raises(IntegrityError, match="leads to another"), transaction.atomic():
        Merge.objects.filter(pk=told.pk).update(
            stands=True, undone_reason="", undone_by=None, undone_as="", undone_at=None
        )
