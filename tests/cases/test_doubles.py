"""Doubles in the registry and the programmes they take part in: counted once, never twice, by whichever hand is faster."""

import pytest

import make
from cases.test_concurrency import at_once
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.core.verdict import Refused
from sammachip.registry.actions_doubles import merge_group, undo_merge
from sammachip.registry.models import Group, Merge

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]

WHY = "สอบถามประธานแล้วเป็นกลุ่มเดียวกัน"


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast)


@pytest.fixture
def group(cast: Cast, district: Case) -> Group:
    return make.group(cast.malee, name="กลุ่มทอผ้าไหมสมมุติ")


@pytest.fixture
def double(cast: Cast, group: Group) -> Group:
    return make.group(cast.malee, name="วิสาหกิจชุมชนทอผ้าใหมสมมุติ")


def test_two_at_work_in_one_programme_are_not_joined_until_one_ends(
    cast: Cast, district: Case, group: Group, double: Group
) -> None:
    make.enrolled(district, group, actor=cast.malee)
    case = make.enrolled(district, double, actor=cast.malee)

    for one, into in ((group, double), (double, group)):
        with pytest.raises(Refused, match=f"{district.edition.title}ทั้งสองกลุ่ม — ยุติการเข้าร่วมของกลุ่มหนึ่ง"):
            merge_group(one, into, reason=WHY, actor=cast.malee)

    actions.close_case(case, result="withdrawn", reason="ลงทะเบียนซ้ำ", actor=cast.mana)
    assert merge_group(double, group, reason=WHY, actor=cast.malee).stands


def test_what_was_joined_counts_as_taken_in(cast: Cast, district: Case, group: Group, double: Group) -> None:
    third = make.group(cast.malee, name="กลุ่มที่สามสมมุติ")
    make.enrolled(district, double, actor=cast.malee)
    made = merge_group(double, group, reason=WHY, actor=cast.malee)
    merge_group(third, group, reason=WHY, actor=cast.malee)

    for one, sentence in ((group, "อยู่ในโครงการนี้แล้ว"), (third, "รวมเข้ากับ «กลุ่มทอผ้าไหมสมมุติ» แล้ว")):
        with pytest.raises(Refused, match=sentence):
            make.enrolled(district, one, actor=cast.malee)

    auditor = make.auditor("31")
    make.scope(auditor, programme=district.programme.code)
    assert set(Group.objects.visible_to(auditor)) == {group, double}

    undo_merge(made, reason="คนละประธาน", actor=cast.malee)
    assert set(Group.objects.visible_to(auditor)) == {double}
    assert make.enrolled(district, group, actor=cast.malee).group == group


def test_of_two_joins_at_once_in_opposite_ways_one_stands(cast: Cast, group: Group, double: Group) -> None:
    came_out = at_once(
        lambda: merge_group(group, double, reason=WHY, actor=cast.malee),
        lambda: merge_group(double, group, reason=WHY, actor=cast.mana),
        lambda: merge_group(double, group, reason=WHY, actor=cast.somchai),
    )

    assert came_out == {"done": 1, "Refused": 2}
    assert Merge.objects.standing().count() == 1


def test_joins_at_once_make_no_chain(cast: Cast, group: Group, double: Group) -> None:
    third = make.group(cast.malee, name="กลุ่มที่สามสมมุติ")

    came_out = at_once(
        lambda: merge_group(group, double, reason=WHY, actor=cast.malee),
        lambda: merge_group(double, third, reason=WHY, actor=cast.somchai),
    )

    assert came_out == {"done": 1, "Refused": 1}


def test_a_join_and_an_enrolment_at_once_count_the_group_once(
    cast: Cast, district: Case, group: Group, double: Group
) -> None:
    make.enrolled(district, double, actor=cast.malee)

    came_out = at_once(
        lambda: merge_group(double, group, reason=WHY, actor=cast.malee),
        lambda: make.enrolled(district, group, actor=cast.mana),
    )

    assert came_out == {"done": 1, "Refused": 1}
