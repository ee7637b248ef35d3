"""The tree of cases: opened once, parents with it, seen by path, ended with a reason."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, Task, TaskResult
from sammachip.core.verdict import Refused, Stale
from sammachip.org.models import Area
from sammachip.programmes import actions as programmes
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast)


def test_opening_a_district_opens_the_cases_above_it(district: Case) -> None:
    province = district.parent
    assert province is not None
    assert province.parent is not None

    assert [(case.level, case.path) for case in (district, province, province.parent)] == [
        ("district", "/31/3101/"),
        ("province", "/31/"),
        ("nation", "/"),
    ]
    assert province.parent.parent is None


def test_opening_twice_gives_the_same_case_and_tells_nothing_new(cast: Cast, district: Case) -> None:
    before = Event.objects.count()

    again = make.district(cast, district.edition)

    assert again == district
    assert (Case.objects.count(), Event.objects.count()) == (3, before)


OF_ITS_OWN = """\
code: our-province-2562
title: งานสมมติของจังหวัดเอง
fiscal_year: 2562
levels: [province]
window: {start: 2561-10-01, end: 2562-09-30}
budget: {total: 1000, heads: [{key: work, label: ค่าใช้จ่าย}]}
stages: [{key: tell, title: บันทึกผล, kind: form, per: province, by: province-officer, form: note}]
forms:
  note: {title: บันทึก, sections: [{key: one, title: ผล, fields: [{key: said, label: ผล, type: text, required: true}]}]}
"""


def test_a_programme_of_one_level_is_opened_by_its_owner_alone(cast: Cast, at: Freeze) -> None:
    at("2018-10-05 09:00")
    head = cast.suda
    edition = programmes.publish(OF_ITS_OWN, filename="own.yaml", actor=head)

    for stranger in (cast.kanya, cast.anong, cast.malee):
        with pytest.raises(Refused, match=edition.programme.owner.name):
            actions.open_work(edition, ["31"], actor=stranger)
    [case] = actions.open_work(edition, ["31"], actor=cast.somchai)

    assert (case.path, case.parent, [task.stage for task in case.tasks.all()]) == ("/31/", None, ["tell"])
    with pytest.raises(Refused, match="31"):
        actions.open_work(edition, ["31"], actor=head)


def test_a_case_opens_with_the_tasks_of_its_level(district: Case) -> None:
    stages = [task.stage for task in district.tasks.order_by("position")]

    assert stages == [stage.key for stage in district.edition.pack.stages if "district" in stage.per]
    assert "report" in stages


def test_places_given_again_replace_the_number_and_are_told(cast: Cast, district: Case) -> None:
    make.district(cast, district.edition, places=5)

    district.refresh_from_db()
    assert district.places == 5
    assert Event.objects.about(district).get(verb="case.places").facts == {"places": 5}


def test_a_group_hangs_under_its_district_and_keeps_the_path_of_its_day(cast: Cast, district: Case) -> None:
    group = make.group(cast.malee)

    case = make.enrolled(district, group, actor=cast.malee)

    assert (case.parent, case.path, case.opened_path) == (
        district,
        f"/31/3101/310101/g{group.pk}/",
        "/31/3101/310101/",
    )


def test_sight_follows_the_path_and_stops_at_the_neighbours(cast: Cast, district: Case) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    make.filing(make.task(district, "report"), cast.malee)
    everyone = (cast.malee, cast.mana, cast.somchai, cast.anong, cast.prasit, cast.kanya)

    seen = {
        actor.person.username: (
            Case.objects.visible_to(actor).filter(pk__in=[district.pk, group.pk]).count(),
            Task.objects.visible_to(actor).filter(case=group).exists(),
            Filing.objects.visible_to(actor).exists(),
        )
        for actor in everyone
    }

    assert seen == {
        **dict.fromkeys(("malee", "mana", "somchai", "anong"), (2, True, True)),
        **dict.fromkeys(("prasit", "kanya"), (0, False, False)),
    }


def test_an_auditor_sees_the_offices_of_the_order_on_its_days_only(
    cast: Cast, district: Case, at: Freeze
) -> None:
    auditor = make.auditor()

    before_the_order = list(Case.objects.visible_to(auditor))
    make.scope(auditor)
    within_it = set(Case.objects.visible_to(auditor))
    at("2018-10-01 09:00")

    assert before_the_order == []
    assert within_it == {district, district.parent}
    assert list(Case.objects.visible_to(auditor)) == []


def test_a_withdrawn_group_frees_its_place_and_its_tasks_end(cast: Cast, district: Case) -> None:
    make.district(cast, district.edition, places=1)
    case = make.enrolled(district, make.group(cast.malee), actor=cast.malee)

    actions.close_case(case, result=TaskResult.WITHDRAWN, reason="กลุ่มยุบ", actor=cast.malee)

    assert set(case.tasks.values_list("result", "turn_role")) == {("withdrawn", "")}
    other = make.enrolled(district, make.group(cast.malee, name="กลุ่มใหม่"), actor=cast.malee)
    assert other.closed_at is None


def test_ending_a_passage_needs_a_reason_and_happens_once(cast: Cast, district: Case) -> None:
    case = make.enrolled(district, make.group(cast.malee), actor=cast.malee)

    with pytest.raises(Refused, match="เหตุผล"):
        actions.close_case(case, result=TaskResult.WITHDRAWN, reason=" ", actor=cast.malee)
    actions.close_case(case, result=TaskResult.WITHDRAWN, reason="กลุ่มยุบ", actor=cast.malee)
    with pytest.raises(Stale):
        actions.close_case(case, result=TaskResult.DECLINED, reason="อีกครั้ง", actor=cast.malee)


def test_a_closed_case_takes_no_more_answers(cast: Cast, district: Case) -> None:
    case = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    actions.close_case(case, result=TaskResult.DECLINED, reason="ไม่เข้าร่วม", actor=cast.malee)

    with pytest.raises(Refused, match="งานนี้ปิดแล้ว"):
        actions.start_filing(make.task(case, "survey"), actor=cast.malee)


def test_months_of_the_window_open_one_task_each(cast: Cast, at: Freeze) -> None:
    at("2021-09-20 09:00")
    text = (
        (make.PACKS.parent / "tests/packs/far-away.yaml")
        .read_text()
        .replace("every: quarter", "every: month")
    )
    edition = make.publish(cast, text)

    case = actions.open_case(
        edition, level="subdistrict", area=Area.objects.get(code="310101"), actor=cast.malee
    )

    periods = list(case.tasks.order_by("occurrence").values_list("period", flat=True))
    assert (len(periods), periods[0], periods[-1]) == (12, "ตุลาคม 2564", "กันยายน 2565")
