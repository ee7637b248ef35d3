"""Three weeks of work typed in one evening: any stage may be sent first, and each ends with the one it waits for."""

from datetime import date
from random import Random

import pytest

import make
from cases import answering
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing, FilingState, Task
from sammachip.cases.standings import differing
from sammachip.core.verdict import Refused

pytestmark = [pytest.mark.both, pytest.mark.django_db]

LINE = {
    "item": "อบรมการทอผ้า",
    "quantity": "1",
    "unit": "ครั้ง",
    "price": "100",
    "expense_class": "services",
    "dimension": "fund",
}
TYPED = {"plan": {"lines": [LINE], "overlap": "no", "overlap_group": "no"}}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 20:00")
    return make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)


def sent(group: Case, stage: str, cast: Cast, *, done_on: date) -> Filing:
    """This stage filled in as a person might and sent, with the day on its paper."""
    task = make.task(group, stage)
    raw = answering.answers(form_of(task), Random(1)) | TYPED.get(stage, {})
    return actions.send_filing(make.filing(task, cast.malee, raw), seen=1, done_on=done_on, actor=cast.malee)


def results(group: Case) -> dict[str, str]:
    return dict(Task.objects.filter(case=group).values_list("stage", "result"))


def test_what_was_done_in_order_may_be_typed_in_any_order(cast: Cast, group: Case) -> None:
    plan = sent(group, "plan", cast, done_on=date(2018, 9, 7))
    actions.sign_filing(plan, seen=1, done_on=date(2018, 9, 8), actor=cast.mana)
    assess = sent(group, "assess", cast, done_on=date(2018, 9, 3))
    assert (plan.state, assess.state) == (FilingState.ACCEPTED, FilingState.ACCEPTED)
    assert set(results(group).values()) == {""}

    survey = sent(group, "survey", cast, done_on=date(2018, 8, 27))
    actions.sign_filing(survey, seen=1, done_on=date(2018, 8, 28), actor=cast.mana)

    assert {stage: results(group)[stage] for stage in ("survey", "assess", "plan")} == {
        "survey": "passed",
        "assess": "passed",
        "plan": "passed",
    }
    assert list(differing()) == []


def test_who_sent_early_is_awaited_no_more(cast: Cast, group: Case) -> None:
    sent(group, "assess", cast, done_on=date(2018, 9, 3))

    assert "assess" not in set(Task.objects.awaiting(cast.malee).values_list("stage", flat=True))
    assert make.task(group, "assess").waits_for == ["survey"]


def after_the_assessment(cast: Cast, at: Freeze, when: str) -> Case:
    """A group whose incomes come after its assessment, ended like this."""
    at("2018-09-10 20:00")
    text = make.PACK_A.read_text().replace(
        "    form: income\n    after: [develop]", f"    form: income\n    after: [{{assess: {when}}}]"
    )
    text = text.replace("    among: [{develop: any}]", "    among: [{assess: any}]")
    district = make.district(cast, make.publish(cast, text))
    return make.enrolled(district, make.group(cast.malee), actor=cast.malee)


def test_what_comes_after_any_end_of_another_is_no_branch_and_sent_before_it(cast: Cast, at: Freeze) -> None:
    early = sent(after_the_assessment(cast, at, "any"), "income", cast, done_on=date(2018, 9, 3))

    assert (early.state, early.task.waits_for) == (FilingState.ACCEPTED, ["assess"])


def test_a_branch_is_not_sent_before_it_is_decided_to_be_taken(cast: Cast, at: Freeze) -> None:
    group = after_the_assessment(cast, at, "failed")

    with pytest.raises(Refused, match="ยังส่งไม่ได้ รอขั้นตอนก่อนหน้า: ประเมินศักยภาพ"):
        sent(group, "income", cast, done_on=date(2018, 9, 3))
