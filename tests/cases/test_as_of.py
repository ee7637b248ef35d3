"""A report is of a day: the groups, what was said of them, the clusters and the steps as they were on it."""

from datetime import date
from random import Random

import pytest

import make
from cases import answering
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions, knowledge
from sammachip.cases.models import Case, ClusterBasis, Filing, TaskResult
from sammachip.cases.steps import step_states
from sammachip.core.verdict import Refused
from sammachip.registry import actions as registry
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

BEFORE, DAY, AFTER = date(2018, 9, 9), date(2018, 9, 10), date(2018, 9, 12)


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast, places=3)


def enrolled(district: Case, cast: Cast, name: str = "กลุ่ม ก", done_on: date | None = None) -> Case:
    group = make.group(cast.malee, name=name)
    return make.enrolled(district, group, done_on=done_on, actor=cast.malee)


def names(district: Case, day: date) -> list[object]:
    rows = knowledge.known(make.task(district, "report"), ["groups[]"], day)["groups"]
    assert isinstance(rows, list)
    return [row["name"] for row in rows]


def clusters(district: Case, day: date) -> object:
    return knowledge.known(make.task(district, "report"), ["clusters_count"], day)["clusters_count"]


def surveyed(case: Case, cast: Cast, done_on: date | None = None) -> Filing:
    form = case.edition.pack.forms["survey"]
    filing = make.filing(make.task(case, "survey"), cast.malee, answering.answers(form, Random(1)))
    return actions.send_filing(filing, seen=1, done_on=done_on, actor=cast.malee)


def test_a_group_counts_from_the_day_it_joined_until_the_day_it_left(
    cast: Cast, district: Case, at: Freeze
) -> None:
    case = enrolled(district, cast)
    at("2018-09-12 09:00")
    actions.close_case(case, result=TaskResult.WITHDRAWN, reason="กลุ่มยุบ", actor=cast.malee)

    found = [names(district, day) for day in (BEFORE, DAY, date(2018, 9, 11), AFTER)]

    assert found == [[], ["กลุ่ม ก"], ["กลุ่ม ก"], []]


def test_a_group_typed_in_late_counts_from_the_day_it_was_chosen(
    cast: Cast, district: Case, at: Freeze
) -> None:
    at("2018-09-25 09:00")

    case = enrolled(district, cast, done_on=DAY)

    assert (names(district, BEFORE), names(district, DAY)) == ([], ["กลุ่ม ก"])
    assert Event.objects.get(verb="group.enrolled", about_id=case.pk).done_on == DAY


def test_nobody_joins_or_leaves_tomorrow(cast: Cast, district: Case) -> None:
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        enrolled(district, cast, done_on=AFTER)
    case = enrolled(district, cast, "กลุ่ม ข")
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        actions.close_case(case, result=TaskResult.WITHDRAWN, reason="ยุบ", done_on=AFTER, actor=cast.malee)


def test_what_was_said_of_a_group_later_does_not_stand_in_an_earlier_report(
    cast: Cast, district: Case, at: Freeze
) -> None:
    case = enrolled(district, cast)
    at("2018-09-12 09:00")
    assert case.group is not None
    registry.learn(case.group, {"members_count": 30}, source="page", said_on=AFTER, actor=cast.malee)

    told = [
        knowledge.known(make.task(district, "report"), ["groups[]"], day)["groups"] for day in (DAY, AFTER)
    ]

    assert [[row["members"] for row in rows] for rows in told if isinstance(rows, list)] == [[12], [30]]


def test_a_cluster_counts_from_the_day_it_was_made_until_the_day_it_ended(
    cast: Cast, district: Case, at: Freeze
) -> None:
    pair = [enrolled(district, cast, name) for name in ("กลุ่ม ก", "กลุ่ม ข")]
    cluster = actions.make_cluster(pair, name="ผ้า", basis=ClusterBasis.SAME, actor=cast.malee)
    at("2018-09-20 09:00")
    actions.end_cluster(cluster, reason="แยกกันทำ", done_on=AFTER, actor=cast.malee)

    assert [clusters(district, day) for day in (BEFORE, DAY, AFTER)] == [0, 1, 0]
    assert [step(district, 2, day) for day in (BEFORE, DAY, AFTER)] == ["none", "ongoing", "none"]


def test_an_office_that_said_it_has_no_cluster_has_begun_that_step(cast: Cast, district: Case) -> None:
    enrolled(district, cast)
    neighbour = make.district(cast, district.edition, code="3104", places=1)
    actions.answer_no_cluster(district, reason="มีกลุ่มเดียว", actor=cast.malee)

    assert [step(case, 2, DAY) for case in (district, neighbour)] == ["ongoing", "none"]


def test_a_cluster_does_not_end_before_it_was_made(cast: Cast, district: Case) -> None:
    pair = [enrolled(district, cast, name) for name in ("กลุ่ม ก", "กลุ่ม ข")]
    cluster = actions.make_cluster(pair, name="ผ้า", basis=ClusterBasis.SAME, actor=cast.malee)

    with pytest.raises(Refused, match="มาก่อนวันที่จัดคลัสเตอร์ 10 กันยายน 2561"):
        actions.end_cluster(cluster, reason="แยกกันทำ", done_on=BEFORE, actor=cast.malee)


def step(district: Case, number: int, day: date) -> str:
    return step_states(district, [district.path], day)[district.path][number]


def test_a_step_stands_as_it_did_at_the_end_of_the_day(cast: Cast, district: Case, at: Freeze) -> None:
    make.district(cast, district.edition, places=1)
    case = enrolled(district, cast)
    at("2018-09-11 09:00")
    sent = surveyed(case, cast)
    at("2018-09-12 09:00")
    actions.sign_filing(sent, seen=1, actor=cast.mana)

    found = [step(district, 1, day) for day in (DAY, date(2018, 9, 11), AFTER)]

    assert found == ["none", "ongoing", "finished"]


def test_work_done_on_paper_before_it_was_typed_counts_from_its_papers(
    cast: Cast, district: Case, at: Freeze
) -> None:
    make.district(cast, district.edition, places=1)
    at("2018-09-25 09:00")
    case = enrolled(district, cast, done_on=BEFORE)
    sent = surveyed(case, cast, done_on=DAY)
    actions.record_paper_signature(
        sent,
        seen=1,
        signer_name="นายพัฒนาการ สมมุติ",
        signer_title="พัฒนาการอำเภอ",
        paper_number="บร 0119/1",
        done_on=AFTER,
        actor=cast.mana,
    )

    found = [step(district, 1, day) for day in (BEFORE, DAY, date(2018, 9, 11), AFTER)]

    assert found == ["none", "ongoing", "ongoing", "finished"]


def test_a_step_of_groups_is_not_finished_while_a_place_is_free(cast: Cast, district: Case) -> None:
    make.district(cast, district.edition, places=2)
    sent = surveyed(enrolled(district, cast), cast)
    actions.sign_filing(sent, seen=1, actor=cast.mana)

    before = step(district, 1, DAY)
    make.district(cast, district.edition, places=1)

    assert (before, step(district, 1, DAY)) == ("ongoing", "finished")


def test_steps_of_many_offices_cost_what_those_of_one_do(
    cast: Cast, district: Case, django_assert_num_queries
) -> None:
    for code in ("3102", "3103", "3104"):
        make.district(cast, district.edition, code=code)
    province = district.parent
    assert province is not None
    paths = list(province.children.order_by("path").values_list("path", flat=True))

    with django_assert_num_queries(4):
        one = step_states(province, paths[:1], DAY)
    with django_assert_num_queries(4):
        many = step_states(province, paths, DAY)

    assert (list(one), list(many)) == (paths[:1], paths)
