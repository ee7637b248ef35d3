"""The groups of a programme's list: taken in with a reason, told, answered, silent or out; their counts add up."""

from datetime import date

import pytest

import make
from cases import contest
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.invited import Stand, invited_under
from sammachip.cases.models import Case, Task
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.selection.law import RoundLaw
from sammachip.selection.queries import candidates
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]
ONE, TWO, THREE, FOUR, FIVE = contest.LISTED


@pytest.fixture
def province(cast: Cast, at: Freeze) -> Case:
    at(contest.NOW)
    return invited(cast)


@laid
def invited(cast: Cast) -> Case:
    return contest.taken_in(cast)


def stands(case: Case, actor: Actor) -> dict[str, str]:
    found = invited_under(case, actor)
    assert found is not None
    assert sum(found.counts().values()) == len(found.rows)
    return {one.line.name: str(one.stand) for one in found.rows}


def close(name: str, result: str, actor: Actor, reason: str = "ตามบันทึกของอำเภอ") -> None:
    actions.close_case(contest.case_of(name), result=result, reason=reason, actor=actor)


def test_the_list_is_taken_in_with_a_reason_for_each_and_only_once(cast: Cast, at: Freeze):
    at(contest.NOW)
    province = contest.province(cast)
    contest.register(cast.malee, ONE)

    first = actions.take_in_listed(province, actor=cast.somchai)
    again = actions.take_in_listed(province, actor=cast.somchai)

    assert {one.name: one.reason for one in first} == {
        ONE: "อยู่ในบัญชี และนำเข้าโครงการแล้ว",
        **dict.fromkeys((TWO, THREE, FOUR), "ยังไม่อยู่ในทะเบียนกลุ่ม — ลงทะเบียนกลุ่มในหมู่บ้านตามบัญชีก่อน"),
    }
    assert {one.name: one.reason for one in again if one.case} == {ONE: "อยู่ในโครงการแล้ว"}
    assert Case.objects.filter(level="group").count() == 1


def test_a_group_that_is_not_on_the_list_is_refused_with_the_list_and_its_letter(cast: Cast, province: Case):
    stranger = make.group(cast.malee, name="กลุ่มนอกบัญชี", moo=9)

    with pytest.raises(Refused, match=r"ไม่อยู่ในบัญชี .* ฉบับที่ 1 .*มท 0000.0/ว 1"):
        actions.enrol_group(contest.case_of(ONE).parent, stranger, answers={}, actor=cast.somchai)


def test_only_the_province_and_the_department_take_the_list_in(cast: Cast, province: Case):
    contest.register(cast.prasit, FOUR)
    for actor in (cast.malee, cast.kanya):
        with pytest.raises(Refused, match="เจ้าหน้าที่จังหวัด"):
            actions.take_in_listed(province, actor=actor)

    made = actions.take_in_listed(province, actor=cast.anong)

    assert [one.name for one in made if one.case and "นำเข้า" in one.reason] == [FOUR]


def test_every_way_through_and_out_has_a_standing_of_its_own(cast: Cast, province: Case, at: Freeze):
    assert stands(province, cast.somchai) == {
        ONE: Stand.UNTOLD, TWO: Stand.UNTOLD, THREE: Stand.UNTOLD, FOUR: Stand.UNREGISTERED,
    }  # fmt: skip
    contest.register(cast.prasit, FOUR)
    contest.told(ONE, contest.YES, cast.malee)
    contest.told(TWO, contest.NO, cast.malee)
    contest.told(THREE, contest.TOLD, cast.malee, sent=False)
    assert stands(province, cast.somchai) == {
        ONE: Stand.WRITING, TWO: Stand.DECLINED, THREE: Stand.TOLD, FOUR: Stand.OUTSIDE,
    }  # fmt: skip

    at(contest.LATER)
    close(ONE, "lost-standing", cast.somchai, "ไม่มีบัญชีของกลุ่ม")
    close(THREE, "silent", cast.malee)

    found = invited_under(province, cast.somchai)
    assert {one.line.name: (str(one.stand), one.reason) for one in found.rows} == {
        ONE: (Stand.LOST_STANDING, "ไม่มีบัญชีของกลุ่ม"),
        TWO: (Stand.DECLINED, "กำลังปรับปรุงโรงเรือน"),
        THREE: (Stand.SILENT, "ตามบันทึกของอำเภอ"),
        FOUR: (Stand.OUTSIDE, ""),
    }
    assert {contest.case_of(name).tasks.get(stage="apply").result for name in (ONE, THREE)} == {
        "withdrawn", "declined",
    }  # fmt: skip
    assert make.task(contest.case_of(TWO), "apply").held


def test_only_who_handed_in_enters_the_round_and_no_way_out_does(cast: Cast, province: Case, at: Freeze):
    contest.register(cast.prasit, FOUR)
    actions.take_in_listed(province, actor=cast.somchai)
    contest.told(TWO, contest.NO, cast.malee)
    at(contest.LATER)
    close(THREE, "silent", cast.malee)
    Task.objects.filter(stage="apply", case__in=[contest.case_of(one) for one in (THREE, FOUR)]).update(
        result="passed"
    )
    nation = Case.objects.select_related("edition__programme").get(level="nation")
    law = RoundLaw.of_stage(nation.edition.pack.stage("round1"), nation.edition.pack)

    entering = candidates(make.task(nation, "round1"), law)

    assert [task.case for task in entering] == [contest.case_of(FOUR)]


def test_silence_waits_for_the_day_that_is_due_and_for_nothing_handed_in(
    cast: Cast, province: Case, at: Freeze
):
    at("2020-05-25 20:00")
    with pytest.raises(Refused, match=r"ยังไม่พ้นกำหนดส่งวันที่ 25 พฤษภาคม 2563 .*วันที่บันทึก 25 พฤษภาคม 2563"):
        close(ONE, "silent", cast.malee)

    at("2020-05-26 08:00")
    close(ONE, "silent", cast.malee)

    assert contest.case_of(ONE).left_on == date(2020, 5, 26)


@pytest.mark.parametrize("ending", ["silent", "lost-standing"])
def test_only_a_group_that_was_invited_ends_so(cast: Cast, at: Freeze, ending: str):
    at("2018-09-10 09:00")
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)

    with pytest.raises(Refused, match="ไม่ได้เชิญกลุ่มตามบัญชี"):
        actions.close_case(group, result=ending, reason="ไม่ตอบ", actor=cast.malee)


def test_everybody_sees_the_lines_of_the_own_place(cast: Cast, province: Case):
    nation = Case.objects.get(level="nation", programme=province.programme_id)

    assert list(stands(nation, cast.anong)) == [ONE, TWO, THREE, FOUR, FIVE]
    assert list(stands(province, cast.malee)) == [ONE, TWO, THREE]
