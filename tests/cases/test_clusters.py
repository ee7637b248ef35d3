"""Clusters: joined over places, counted once at their lowest common office, seen by every office with a share."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.facts import clusters_with_share
from sammachip.cases.models import Case, Cluster, ClusterBasis
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.trail.models import Event, Notice

DAY = date(2018, 9, 10)
pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def districts(cast: Cast, at: Freeze) -> tuple[Case, Case]:
    at("2018-09-10 09:00")
    first = make.district(cast, places=3)
    return first, make.district(cast, first.edition, code="3102")


def enrol(district: Case, actor: Actor, name: str, tambon: str = make.TAMBON) -> Case:
    return make.enrolled(district, make.group(actor, name=name, tambon=tambon), actor=actor)


def join(cases: list[Case], actor: Actor) -> Cluster:
    return actions.make_cluster(cases, name="ผ้าทอบุรีรัมย์", basis=ClusterBasis.SAME, actor=actor)


def test_a_cluster_within_one_district_stands_at_that_district(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    same_tambon = [enrol(districts[0], cast.malee, name) for name in ("ก", "ข")]
    across = [same_tambon[0], enrol(districts[0], cast.malee, "ค", "310102")]

    assert [join(cases, cast.malee).path for cases in (same_tambon, across)] == ["/31/3101/", "/31/3101/"]


def test_a_cluster_over_two_districts_stands_at_the_province_and_counts_once(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    first, second = districts
    members = [enrol(first, cast.malee, "ก"), enrol(second, cast.prasit, "ข", "310201")]

    cluster = join(members, cast.somchai)

    assert cluster.path == "/31/"
    assert first.parent is not None
    assert [len(clusters_with_share(case, DAY)) for case in (first, second, first.parent)] == [1, 1, 1]
    assert Cluster.objects.filter(path="/31/").count() == 1


def test_a_district_is_told_when_another_office_joins_its_group(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    members = [enrol(districts[0], cast.malee, "ก"), enrol(districts[1], cast.prasit, "ข", "310201")]

    join(members, cast.somchai)

    told = Notice.objects.filter(kind="group-joined-cluster").order_by("person_id")
    assert {one.person_id: one.url for one in told} == {
        cast.malee.person.pk: members[0].get_absolute_url(),
        cast.mana.person.pk: members[0].get_absolute_url(),
        cast.prasit.person.pk: members[1].get_absolute_url(),
    }
    assert "ก เข้าคลัสเตอร์ «ผ้าทอบุรีรัมย์»" in told[0].text


def test_a_district_is_told_when_another_office_ends_the_cluster_of_its_group(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    members = [enrol(districts[0], cast.malee, "ก"), enrol(districts[1], cast.prasit, "ข", "310201")]
    cluster = join(members, cast.somchai)

    actions.end_cluster(cluster, reason="แยกกันผลิต", actor=cast.somchai)

    told = Notice.objects.filter(kind="cluster-ended", person_id=cast.malee.person.pk)
    assert [(one.text, one.url) for one in told] == [
        ("สพจ.บุรีรัมย์ยกเลิกคลัสเตอร์ «ผ้าทอบุรีรัมย์» ที่มีก", members[0].get_absolute_url())
    ]
    assert Notice.objects.filter(kind="cluster-ended").count() == 3


def test_a_district_is_not_told_of_what_it_joined_itself(cast: Cast, districts: tuple[Case, Case]) -> None:
    join([enrol(districts[0], cast.malee, name) for name in ("ก", "ข")], cast.malee)

    assert not Notice.objects.filter(kind="group-joined-cluster").exists()


def test_every_office_with_a_member_sees_it_once_and_a_stranger_never(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    first, second = districts
    members = [enrol(first, cast.malee, name) for name in ("ก", "ข")]
    members.append(enrol(second, cast.prasit, "ค", "310201"))
    cluster = join(members, cast.somchai)

    for actor in (cast.malee, cast.prasit, cast.somchai, cast.anong):
        assert list(Cluster.objects.visible_to(actor)) == [cluster]
    assert list(Cluster.objects.visible_to(cast.kanya)) == []


def test_one_group_is_no_cluster(cast: Cast, districts: tuple[Case, Case]) -> None:
    case = enrol(districts[0], cast.malee, "ก")

    with pytest.raises(Refused, match="อย่างน้อย 2 กลุ่ม"):
        join([case, case], cast.malee)


def test_groups_of_two_programmes_make_no_cluster(cast: Cast, districts: tuple[Case, Case]) -> None:
    text = make.PACK_A.read_text()
    other = make.publish(cast, text.replace("code: sammachip-sustain-2561", "code: another-one", 1))
    mine = enrol(districts[0], cast.malee, "ก")
    theirs = enrol(make.district(cast, other), cast.malee, "ข")

    with pytest.raises(Refused, match="โครงการเดียวกัน"):
        join([mine, theirs], cast.malee)


def test_a_share_in_a_cluster_closes_the_step_and_its_end_opens_it(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    district = districts[0]
    members = [enrol(district, cast.malee, name) for name in ("ก", "ข")]
    cluster = join(members, cast.malee)
    assert make.task(district, "cluster").label == "จัดคลัสเตอร์แล้ว"

    actions.end_cluster(cluster, reason="แยกกันทำ", actor=cast.malee)

    row = make.task(district, "cluster")
    assert (row.label, row.missing_count) == ("ยังไม่จัดคลัสเตอร์", 1)
    with pytest.raises(Stale):
        actions.end_cluster(cluster, reason="อีกครั้ง", actor=cast.malee)


def test_no_cluster_is_an_answer_with_a_reason(cast: Cast, districts: tuple[Case, Case]) -> None:
    district = districts[0]

    with pytest.raises(Refused, match="เหตุผล"):
        actions.answer_no_cluster(district, reason=" ", actor=cast.malee)
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        actions.answer_no_cluster(district, reason="มีกลุ่มเดียว", done_on=date(2018, 9, 11), actor=cast.malee)
    answer = actions.answer_no_cluster(
        district, reason="มีกลุ่มเดียว", done_on=date(2018, 9, 5), actor=cast.malee
    )

    assert (answer.made_on, Event.objects.about(answer).get().done_on) == (date(2018, 9, 5), date(2018, 9, 5))
    assert make.task(district, "cluster").label == "ไม่มีคลัสเตอร์ (มีเหตุผล)"


def test_the_same_answer_of_no_cluster_given_twice_stands_once(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    first = actions.answer_no_cluster(districts[0], reason="มีกลุ่มเดียว", actor=cast.malee)

    again = actions.answer_no_cluster(districts[0], reason=" มีกลุ่มเดียว ", actor=cast.malee)

    assert again == first


@pytest.mark.parametrize("who", ["prasit", "kanya", "fong"])
def test_another_office_makes_no_cluster_here(cast: Cast, districts: tuple[Case, Case], who: str) -> None:
    members = [enrol(districts[0], cast.malee, name) for name in ("ก", "ข")]

    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่"):
        join(members, getattr(cast, who))


def test_only_the_office_that_counts_a_cluster_or_one_above_ends_it(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    first, second = districts
    members = [enrol(first, cast.malee, "ก"), enrol(second, cast.prasit, "ข", "310201")]
    kept, ended = join(members, cast.somchai), join(members, cast.somchai)

    for actor in (cast.malee, cast.mana, cast.prasit):
        with pytest.raises(Refused, match="นับที่หน่วยงานเหนือขึ้นไป"):
            actions.end_cluster(kept, reason="แยกกันทำ", actor=actor)
    actions.end_cluster(ended, reason="แยกกันทำ", actor=cast.anong)

    kept.refresh_from_db()
    ended.refresh_from_db()
    assert (kept.ended_at is None, ended.ended_at is None) == (True, False)


def test_a_district_joins_no_group_of_another(cast: Cast, districts: tuple[Case, Case]) -> None:
    first, second = districts
    members = [enrol(first, cast.malee, "ก"), enrol(second, cast.prasit, "ข", "310201")]

    with pytest.raises(Refused, match="นับที่หน่วยงานเหนือขึ้นไป"):
        join(members, cast.malee)
