"""Deadlines: an instant with a hop, moved by letter for one or for all, and set by an office's own terms."""

from datetime import date, datetime

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions, queries
from sammachip.cases.models import Case, Extension, Task
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Post
from sammachip.programmes.actions import set_terms
from sammachip.trail import clock
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

HEAD = "district-head"


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.BANGKOK)


@pytest.fixture
def districts(cast: Cast, at: Freeze) -> tuple[Case, Case]:
    at("2018-09-10 09:00")
    first = make.district(cast)
    return first, make.district(cast, first.edition, code="3102")


def extend(case: Case, actor: Actor, *, path: str, due: str, task: Task | None = None) -> Extension:
    return actions.extend_due(
        case.edition,
        stage="report",
        role=HEAD,
        path=path,
        task=task,
        due_at=instant(due),
        letter_number="บร ๐๐๑๙/ว ๑",
        letter_on=date(2018, 9, 9),
        reason="น้ำท่วม",
        actor=actor,
    )


def due(case: Case) -> datetime | None:
    return make.task(case, "report").next_due


def test_a_day_without_an_hour_is_its_last_second_in_bangkok(districts: tuple[Case, Case]) -> None:
    assert due(districts[0]) == instant("2018-09-20 23:59:59")


def test_a_letter_for_one_task_moves_that_one(cast: Cast, districts: tuple[Case, Case]) -> None:
    first, second = districts

    extend(first, cast.somchai, path=first.path, due="2018-09-25 16:30", task=make.task(first, "report"))

    assert (due(first), due(second)) == (instant("2018-09-25 16:30"), instant("2018-09-20 23:59:59"))


def test_a_letter_for_all_moves_every_office_below_also_those_that_join_later(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    first, second = districts

    extend(first, cast.somchai, path="/31/", due="2018-09-28 16:30")
    third = make.district(cast, first.edition, code="3103")

    assert {due(case) for case in (first, second, third)} == {instant("2018-09-28 16:30")}


def test_a_letter_for_all_shortens_none_that_was_given_longer(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    first, second = districts
    extend(second, cast.somchai, path=second.path, due="2018-09-28 16:30")

    extend(first, cast.somchai, path="/31/", due="2018-09-22 16:30")

    assert (due(first), due(second)) == (instant("2018-09-22 16:30"), instant("2018-09-28 16:30"))


@pytest.mark.parametrize("moved", ["1900-01-01 23:59:59", "2018-09-25 16:30"])
def test_a_letter_moves_a_deadline_to_a_later_instant_only(
    cast: Cast, districts: tuple[Case, Case], moved: str
) -> None:
    """A year typed wrong made everyone late by a century."""
    first = districts[0]
    extend(first, cast.somchai, path="/31/", due="2018-09-25 16:30")

    with pytest.raises(Refused, match=r"ไม่ช้ากว่ากำหนดที่ใช้อยู่ 25 กันยายน 2561 เวลา 16\.30 น\."):
        extend(first, cast.somchai, path=first.path, due=moved, task=make.task(first, "report"))

    assert due(first) == instant("2018-09-25 16:30")


def test_a_letter_taken_back_moves_nothing_any_more_and_stays_readable(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    """A year typed wrong held for ever: a letter moves to a later instant only."""
    first, second = districts
    wrong = extend(first, cast.somchai, path="/31/", due="2061-09-25 16:30")
    extend(second, cast.somchai, path=second.path, due="2061-09-26 16:30")

    back = actions.take_back_extension(wrong, reason=" บันทึกปีผิด ", actor=cast.suda)

    assert (due(first), due(second)) == (instant("2018-09-20 23:59:59"), instant("2061-09-26 16:30"))
    assert (back.taken_back_by, back.taken_back_reason) == (cast.suda.person, "บันทึกปีผิด")
    event = Event.objects.about(wrong).get(verb="due.extension-taken-back")
    assert (event.facts["letter"], event.facts["reason"]) == ("บร ๐๐๑๙/ว ๑", "บันทึกปีผิด")
    extend(first, cast.somchai, path="/31/", due="2018-09-25 16:30")
    assert due(first) == instant("2018-09-25 16:30")


def test_a_letter_for_one_task_is_taken_back_once(cast: Cast, districts: tuple[Case, Case]) -> None:
    case = districts[0]
    moved = extend(case, cast.somchai, path=case.path, due="2018-09-25 16:30", task=make.task(case, "report"))
    with pytest.raises(Refused, match="ระบุเหตุผลที่ถอน"):
        actions.take_back_extension(moved, reason=" ", actor=cast.somchai)
    opened_before = Extension.objects.get(pk=moved.pk)

    actions.take_back_extension(moved, reason="บันทึกผิดอำเภอ", actor=cast.somchai)

    assert due(case) == instant("2018-09-20 23:59:59")
    with pytest.raises(Refused, match="ถอนการขยายเวลานี้ไปแล้วเมื่อวันที่"):
        actions.take_back_extension(moved, reason="อีกครั้ง", actor=cast.somchai)
    with pytest.raises(Stale):
        actions.take_back_extension(opened_before, reason="อีกครั้ง", actor=cast.somchai)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [("malee", "เฉพาะจังหวัดหรือกรม"), ("kanya", "เฉพาะจังหวัดหรือกรม"), ("somchai", "หน่วยงานเหนือขึ้นไป")],
)
def test_a_letter_of_the_department_is_taken_back_by_the_department(
    cast: Cast, districts: tuple[Case, Case], who: str, sentence: str
) -> None:
    once_there = {"office": cast.somchai.office, "starts_on": date(2017, 10, 1), "ends_on": date(2018, 8, 31)}
    Post.objects.create(person=cast.anong.person, title="เจ้าหน้าที่จังหวัด", **once_there)
    moved = extend(districts[0], cast.anong, path="/31/3101/", due="2018-09-25 16:30")

    with pytest.raises(Refused, match=sentence):
        actions.take_back_extension(moved, reason="บันทึกผิด", actor=getattr(cast, who))

    assert due(districts[0]) == instant("2018-09-25 16:30")
    assert actions.take_back_extension(moved, reason="บันทึกผิด", actor=cast.amorn).taken_back_at is not None


def test_a_task_is_overdue_one_second_after_its_instant(districts: tuple[Case, Case]) -> None:
    late = Task.objects.filter(stage="report")

    assert not late.overdue(instant("2018-09-20 23:59:59")).exists()
    assert late.overdue(instant("2018-09-21 00:00:00")).count() == 2


@pytest.mark.parametrize(
    ("letter", "on", "why"),
    [
        pytest.param(" ", date(2018, 9, 9), "เลขที่หนังสือและเหตุผล", id="no number"),
        pytest.param("บร ๐๐๑๙/ว ๑", date(2018, 9, 11), "11 กันยายน 2561 ยังมาไม่ถึง", id="of tomorrow"),
    ],
)
def test_a_letter_without_number_or_of_tomorrow_moves_nothing(
    cast: Cast, districts: tuple[Case, Case], letter: str, on: date, why: str
) -> None:
    case = districts[0]

    with pytest.raises(Refused, match=why):
        actions.extend_due(
            case.edition,
            stage="report",
            role=HEAD,
            path=case.path,
            due_at=instant("2018-09-25 16:30"),
            letter_number=letter,
            letter_on=on,
            reason="น้ำท่วม",
            actor=cast.somchai,
        )

    assert due(case) == instant("2018-09-20 23:59:59")


def test_a_letter_gives_no_day_before_its_own(cast: Cast, districts: tuple[Case, Case]) -> None:
    with pytest.raises(Refused, match="กำหนดตามหนังสือ 8 กันยายน 2561 มาก่อนวันที่ของหนังสือ 9 กันยายน 2561"):
        actions.extend_due(
            districts[0].edition,
            stage="develop",
            role="field-officer",
            path=districts[0].path,
            due_at=instant("2018-09-08 16:30"),
            letter_number="บร ๐๐๑๙/ว ๑",
            letter_on=date(2018, 9, 9),
            reason="น้ำท่วม",
            actor=cast.somchai,
        )


def test_a_letter_moves_nothing_for_who_has_no_part_in_the_stage(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    with pytest.raises(Refused, match="ไม่มีบทบาท “การเงินอำเภอ”"):
        actions.extend_due(
            districts[0].edition,
            stage="report",
            role="district-finance",
            path=districts[0].path,
            due_at=instant("2018-09-25 16:30"),
            letter_number="บร ๐๐๑๙/ว ๑",
            letter_on=date(2018, 9, 9),
            reason="น้ำท่วม",
            actor=cast.somchai,
        )


@pytest.mark.parametrize("who", ["malee", "mana", "kanya"])
def test_an_office_does_not_move_its_own_deadline_nor_a_stranger(
    cast: Cast, districts: tuple[Case, Case], who: str
) -> None:
    with pytest.raises(Refused, match="เฉพาะจังหวัดหรือกรม"):
        extend(districts[0], getattr(cast, who), path="/31/3101/", due="2018-09-25 16:30")


def test_a_province_does_not_move_a_deadline_of_its_own(cast: Cast, districts: tuple[Case, Case]) -> None:
    with pytest.raises(Refused, match="เฉพาะจังหวัดหรือกรม"):
        actions.extend_due(
            districts[0].edition,
            stage="consolidated",
            role="province-officer",
            path="/31/",
            due_at=instant("2018-09-25 16:30"),
            letter_number="บร ๐๐๑๙/ว ๑",
            letter_on=date(2018, 9, 9),
            reason="น้ำท่วม",
            actor=cast.somchai,
        )


def test_terms_of_the_province_hold_for_its_districts_and_a_letter_over_them(
    cast: Cast, districts: tuple[Case, Case]
) -> None:
    first, second = districts
    province = Office.objects.get(code="31")
    content: dict[str, object] = {"due": {"report": {HEAD: "2018-09-18"}}}
    set_terms(
        first.edition,
        province,
        content,
        letter_number="บร ๐๐๑๙/ว ๒",
        letter_on=date(2018, 9, 1),
        reason="เร่งรัด",
        actor=cast.somchai,
    )
    extend(second, cast.somchai, path=second.path, due="2018-09-19 12:00")

    dates = queries.DueDates(first.edition)

    assert dates.due(make.task(first, "report"), HEAD) == instant("2018-09-18 23:59:59")
    assert dates.due(make.task(second, "report"), HEAD) == instant("2018-09-19 12:00")


def test_due_dates_of_a_list_cost_two_queries(
    districts: tuple[Case, Case], django_assert_num_queries
) -> None:
    tasks = [make.task(case, "report") for case in districts]

    with django_assert_num_queries(2):
        dates = queries.DueDates(tasks[0].case.edition)
        for task in tasks:
            dates.due_for_writer(task)
