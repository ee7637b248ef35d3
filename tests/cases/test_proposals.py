"""Proposed clusters: made of free groups, decided by a person, both kept."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.clustering import Outlook, Suggestion, outlook
from sammachip.cases.models import Case, Cluster, ClusterBasis, ClusterDecision, ProposalVerdict
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.registry import actions as registry
from sammachip.registry.models import Group, Product
from sammachip.trail.models import Event
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def districts(cast: Cast, at: Freeze) -> tuple[Case, Case]:
    at("2018-09-10 09:00")
    first = make.district(cast, places=10)
    return first, make.district(cast, first.edition, code="3102")


@pytest.fixture
def weavers(cast: Cast, districts: tuple[Case, Case]) -> list[Case]:
    return weaving(cast, districts)


@laid
def weaving(cast: Cast, districts: tuple[Case, ...]) -> list[Case]:
    return [enrol(districts[0], cast.malee, product) for product in ("ผ้าไหมมัดหมี่", "ผ้าฝ้าย", "ทอผ้าขาวม้า")]


def enrol(district: Case, actor: Actor, product: str, **said: object) -> Case:
    tambon = f"{district.office_id}01"
    group = make.group(actor, name=f"กลุ่ม{product}", product=product, tambon=tambon, **said)
    return make.enrolled(district, group, actor=actor)


def suggested(case: Case) -> Suggestion:
    """The only proposal at this case."""
    seen = outlook(case)
    [one] = seen.proposals
    return seen.suggestion(one)


def proposed(seen: Outlook) -> list[list[int]]:
    return [[member.group.key for member in one.members] for one in seen.proposals]


def test_a_proposal_tells_its_reason_and_where_it_counts(
    districts: tuple[Case, Case], weavers: list[Case]
) -> None:  # clause A8
    one = suggested(districts[0])

    assert (one.title, one.basis, one.path) == ("คลัสเตอร์ผ้าทอ เมืองบุรีรัมย์", ClusterBasis.SAME, "/31/3101/")
    assert one.because == "ผลิตผ้าทอเหมือนกัน 3 กลุ่ม · อยู่อำเภอเดียวกัน"
    assert [member.case for member in one.members] == [case.pk for case in weavers]


def test_groups_whose_words_name_nothing_are_proposed_by_their_otop_category(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    for product in ("ของฝากสูตรยาย", "สูตรลับคุณป้า"):
        group = enrol(districts[0], cast.malee, product).group
        Product.objects.create(group=group, name=product, key=product, main=True, otop_category="food")

    one = suggested(districts[0])

    assert one.title == "คลัสเตอร์อาหาร เมืองบุรีรัมย์"
    assert one.because == (
        "ผลิตภัณฑ์อยู่ในประเภท OTOP «อาหาร» เหมือนกัน 2 กลุ่ม (ชื่อผลิตภัณฑ์ยังบอกชนิดไม่ได้) · อยู่อำเภอเดียวกัน"
    )


def test_an_accepted_proposal_is_a_cluster_and_both_are_kept(
    cast: Cast, districts: tuple[Case, Case], weavers: list[Case]
) -> None:
    one = suggested(districts[0])

    cluster = actions.accept_proposal(districts[0], one.mark, actor=cast.malee)

    decision = ClusterDecision.objects.get()
    assert (cluster.name, cluster.basis, cluster.path) == (one.title, ClusterBasis.SAME, "/31/3101/")
    assert set(cluster.members.values_list("case", flat=True)) == {case.pk for case in weavers}
    assert (decision.verdict, decision.cluster, decision.because) == ("accepted", cluster, one.because)
    assert make.task(districts[0], "cluster").label == "จัดคลัสเตอร์แล้ว"
    assert Event.objects.about(decision).get().verb == "proposal.accepted"
    assert proposed(outlook(districts[0])) == []
    with pytest.raises(Stale, match="เปิดกระดานคลัสเตอร์ดูข้อเสนอล่าสุด"):
        actions.accept_proposal(districts[0], one.mark, actor=cast.malee)


def test_a_changed_proposal_keeps_what_was_proposed(
    cast: Cast, districts: tuple[Case, Case], weavers: list[Case]
) -> None:
    cluster = actions.accept_proposal(
        districts[0],
        suggested(districts[0]).mark,
        cases=weavers[:2],
        name="ผ้าไหมเมืองบุรีรัมย์",
        basis=ClusterBasis.BOTH,
        actor=cast.malee,
    )

    decision = ClusterDecision.objects.get()
    assert decision.verdict == ProposalVerdict.CHANGED
    assert (decision.title, decision.basis) == ("คลัสเตอร์ผ้าทอ เมืองบุรีรัมย์", ClusterBasis.SAME)
    assert decision.members == [case.pk for case in weavers]
    assert (cluster.name, cluster.basis, cluster.members.count()) == ("ผ้าไหมเมืองบุรีรัมย์", ClusterBasis.BOTH, 2)


def test_single_groups_of_districts_are_joined_by_the_province_only(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    first, second = districts
    enrol(first, cast.malee, "ผ้าไหม")
    enrol(second, cast.prasit, "รังไหม")
    assert first.parent is not None

    one = suggested(first.parent)

    assert [proposed(outlook(case)) for case in districts] == [[], []]
    assert (one.path, one.basis) == ("/31/", ClusterBasis.LINKED)
    assert one.because == "เส้นไหมและเส้นฝ้ายใช้ทอผ้า · อยู่ 2 อำเภอของจังหวัดเดียวกัน"
    with pytest.raises(Refused, match="เหนือขึ้นไป"):
        actions.accept_proposal(first.parent, one.mark, actor=cast.malee)
    assert actions.accept_proposal(first.parent, one.mark, actor=cast.somchai).path == "/31/"


def test_a_group_near_over_the_border_is_proposed_with_its_kilometres(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    first, second = districts
    for product, north in (("ผ้าไหม", 14.99), ("ผ้าฝ้าย", 15.0)):
        enrol(first, cast.malee, product, latitude=north, longitude=103.1)
    enrol(second, cast.prasit, "รังไหม", latitude=15.1, longitude=103.1)
    assert first.parent is not None

    assert suggested(first).because.endswith("อยู่อำเภอเดียวกัน ห่างกันไม่เกิน 2 กม.")
    assert suggested(first.parent).because.endswith("อยู่ 2 อำเภอของจังหวัดเดียวกัน ห่างกันไม่เกิน 13 กม.")


def test_a_group_that_stopped_is_not_proposed(
    cast: Cast, districts: tuple[Case, Case], weavers: list[Case]
) -> None:
    Group.objects.filter(cases=weavers[0]).update(
        activity="paused", activity_on=date(2018, 9, 1), activity_reason="พักชั่วคราว"
    )

    assert proposed(outlook(districts[0])) == [[case.pk for case in weavers[1:]]]


def test_a_proposal_put_aside_stays_away_until_a_member_changes(
    cast: Cast, districts: tuple[Case, Case], weavers: list[Case]
) -> None:
    district = districts[0]
    with pytest.raises(Refused, match="เหตุผล"):
        actions.put_aside(district, suggested(district).mark, reason=" ", actor=cast.malee)

    decision = actions.put_aside(district, suggested(district).mark, reason="ขายคนละตลาด", actor=cast.malee)

    assert (decision.reason, decision.path) == ("ขายคนละตลาด", "/31/3101/")
    assert proposed(outlook(district)) == []
    assert district.parent is not None
    assert proposed(outlook(district.parent)) == []
    group = weavers[0].group
    assert group is not None
    registry.learn(
        group,
        {"product": "ผ้าซิ่นตีนจก"},
        source="test",
        said_on=decision.decided_at.date(),
        seen=group.version,
        actor=cast.malee,
    )
    assert proposed(outlook(district)) == [[case.pk for case in weavers]]


def test_a_proposal_is_taken_up_again_once(
    cast: Cast, districts: tuple[Case, Case], weavers: list[Case]
) -> None:
    mark = suggested(districts[0]).mark
    decision = actions.put_aside(districts[0], mark, reason="ขายคนละตลาด", actor=cast.malee)

    actions.take_up_again(districts[0], decision, actor=cast.malee)

    assert suggested(districts[0]).mark == mark
    with pytest.raises(Stale):
        actions.take_up_again(districts[0], decision, actor=cast.malee)


def test_a_mark_is_put_aside_once(cast: Cast, districts: tuple[Case, Case], weavers: list[Case]) -> None:
    decision = actions.put_aside(districts[0], suggested(districts[0]).mark, reason="รอ", actor=cast.malee)
    decision.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


@pytest.mark.parametrize("who", ["fong", "prasit", "kanya"])
def test_another_office_decides_nothing_here(
    cast: Cast, districts: tuple[Case, Case], weavers: list[Case], who: str
) -> None:
    actor, mark = getattr(cast, who), suggested(districts[0]).mark

    with pytest.raises(Refused):
        actions.accept_proposal(districts[0], mark, actor=actor)
    with pytest.raises(Refused):
        actions.put_aside(districts[0], mark, reason="ขายคนละตลาด", actor=actor)

    assert not Cluster.objects.exists()


def test_decisions_are_seen_where_the_cluster_counts_and_above(
    cast: Cast, districts: tuple[Case, Case], weavers: list[Case]
) -> None:
    decision = actions.put_aside(districts[0], suggested(districts[0]).mark, reason="รอ", actor=cast.malee)

    for actor in (cast.malee, cast.somchai, cast.anong):
        assert list(ClusterDecision.objects.visible_to(actor)) == [decision]
    for stranger in (cast.prasit, cast.kanya):
        assert list(ClusterDecision.objects.visible_to(stranger)) == []
