"""Task rows always say what the engine answers, whatever is done and in whatever order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

import pytest

import make
from cases import answering
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, ClusterBasis, Filing, FilingState, Task, TaskResult
from sammachip.cases.standings import differing
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.trail import clock
from sammachip.trail.queries import breaks

pytestmark = [pytest.mark.both, pytest.mark.django_db]

ROW = ("pk", "result", "tier", "held", "may_start", "waits_for", "turn_role", "turn_office", "missing_count")
STEPS = 45


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast, places=3)


def test_a_survey_accepted_opens_what_waited_for_it(cast: Cast, district: Case) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    assert make.task(group, "assess").waits_for == ["survey"]

    _accept(make.task(group, "survey"), cast)

    assert make.task(group, "survey").result == "passed"
    assert make.task(group, "assess").waits_for == []
    assert make.task(group, "plan").waits_for == ["assess"]


def test_a_walk_within_an_act_on_many_waits_for_its_end(cast: Cast, district: Case) -> None:
    survey = make.task(make.enrolled(district, make.group(cast.malee), actor=cast.malee), "survey")
    Task.objects.filter(pk=survey.pk).update(label="")

    with actions.advancing_once(), actions.advancing_once():
        actions.advance(survey.case)
        actions.advance(district)
        within = Task.objects.get(pk=survey.pk).label

    assert (within, Task.objects.get(pk=survey.pk).label) == ("", "ยังไม่เริ่ม")


def test_a_step_over_groups_ends_when_every_live_group_has_passed(cast: Cast, district: Case) -> None:
    first, second = (
        make.enrolled(district, make.group(cast.malee, name=f"กลุ่ม {n}"), actor=cast.malee) for n in (1, 2)
    )
    actions.answer_no_cluster(district, reason="ต่างอาชีพกัน", actor=cast.malee)
    _accept(make.task(first, "survey"), cast)
    assert make.task(district, "cluster").result == ""

    actions.close_case(second, result=TaskResult.WITHDRAWN, reason="กลุ่มยุบ", actor=cast.malee)

    assert make.task(district, "cluster").result == "passed"


def test_a_step_of_an_office_without_groups_waits_for_the_first(cast: Cast, district: Case) -> None:
    actions.answer_no_cluster(district, reason="ยังไม่มีกลุ่ม", actor=cast.malee)

    cluster = make.task(district, "cluster")
    assert (cluster.result, cluster.waits_for) == ("", ["survey"])


def test_advancing_again_changes_no_row(cast: Cast, district: Case) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    _accept(make.task(group, "survey"), cast)
    before = list(Task.objects.order_by("pk").values_list(*ROW))

    for case in Case.objects.all():
        actions.advance(case)

    assert list(Task.objects.order_by("pk").values_list(*ROW)) == before


def test_what_a_later_return_undoes_is_undone_on_the_row(cast: Cast, district: Case) -> None:
    task = make.task(district, "report")
    filing = make.filing(task, cast.malee, answering.answers(form_of(task), Random(1)), sent=True)
    actions.sign_filing(filing, seen=1, actor=cast.mana)
    assert make.task(district, "report").turn_role == "province-officer"

    actions.return_filing(filing, seen=1, reason="แก้ยอด", actor=cast.somchai)

    row = make.task(district, "report")
    assert (row.turn_role, row.turn_office_id, row.label) == ("field-officer", "3101", "ส่งคืนแก้ไข")


def _accept(task: Task, cast: Cast) -> Filing:
    filing = make.filing(task, cast.malee, answering.answers(form_of(task), Random(1)), sent=True)
    if filing.state == FilingState.SENT:
        actions.sign_filing(filing, seen=1, actor=cast.mana)
    return filing


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_rows_hold_after_every_step_of_a_random_walk(cast: Cast, district: Case, seed: int) -> None:
    walk = Walk(Random(seed), cast, district)
    done = 0

    for step in range(STEPS):
        name = walk.step()
        done += name is not None
        assert list(differing()) == [], f"seed {seed} step {step}: {name}"

    assert done >= STEPS // 3
    assert list(breaks()) == []


@dataclass
class Walk:
    """Somebody who does one thing after another, some of them out of turn."""

    chance: Random
    cast: Cast
    district: Case

    def step(self) -> str | None:
        """The name of what was done, or None when it was refused."""
        often = [self.write, self.send, self.sign] * 3
        seldom = [self.enrol, self.give_back, self.take_back, self.reopen, self.close, self.cluster]
        does = self.chance.choice([*often, *seldom, self.no_cluster, self.extend, self.withdraw])
        try:
            does()
        except (Refused, Stale):
            return None
        return does.__name__

    def actor(self, *names: str) -> Actor:
        chosen: Actor = getattr(self.cast, self.chance.choice(names))
        return chosen

    def task(self, *filters: Callable[[Task], bool]) -> Task:
        rows = Task.objects.select_related("case__edition__programme", "case__group").order_by("pk")
        forms = [task for task in rows if task.case.edition.pack.stage(task.stage).form]
        return self.chance.choice([task for task in forms if all(passes(task) for passes in filters)])

    def filing(self, state: FilingState) -> Filing:
        rows = Filing.objects.filter(state=state).select_related("task__case__edition__programme")
        found = list(rows.order_by("pk"))
        if not found:
            raise Refused("none")
        return self.chance.choice(found)

    def enrol(self) -> None:
        number = self.chance.randint(1, 4)
        group = make.group(self.cast.malee, name=f"กลุ่ม {number}", moo=number)
        make.enrolled(self.district, group, actor=self.actor("malee", "somchai"))

    def write(self) -> None:
        task = self.task(lambda task: task.may_start and not task.held)
        actor = self.actor("malee", "somchai", "anong")
        filing = task.filings.filter(state=FilingState.DRAFT).first() or actions.start_filing(
            task, actor=actor
        )
        raw = answering.answers(form_of(task), self.chance)
        if self.chance.random() < 0.2:
            raw.popitem()
        actions.save_draft(filing, raw, seen=filing.saved, actor=actor)

    def send(self) -> None:
        filing = self.filing(FilingState.DRAFT)
        reasons = {limit.key: "ตรวจแล้วไม่ซ้ำซ้อน" for limit in self.district.edition.pack.limits}
        actor = self.actor("malee", "somchai")
        actions.send_filing(filing, seen=filing.saved, decided=reasons, actor=actor)

    def sign(self) -> None:
        filing = self.filing(FilingState.SENT)
        actions.sign_filing(
            filing, seen=filing.revision, actor=self.actor("mana", "somchai", "suda", "anong")
        )

    def give_back(self) -> None:
        filing = self.filing(FilingState.SENT)
        actor = self.actor("mana", "somchai")
        actions.return_filing(filing, seen=filing.revision, reason="แก้ไข", actor=actor)

    def take_back(self) -> None:
        filing = self.filing(FilingState.SENT)
        actions.take_back(filing, seen=filing.revision, actor=self.actor("malee", "somchai"))

    def reopen(self) -> None:
        filing = self.filing(FilingState.ACCEPTED)
        actor = self.actor("mana", "somchai", "anong")
        actions.reopen_filing(filing, reason="แก้ไข", until=clock.today(), actor=actor)

    def close(self) -> None:
        actions.close_task(self.task(), actor=self.cast.mana)

    def cluster(self) -> None:
        groups = list(self.district.children.live().order_by("pk")[:2])
        if len(groups) == 2:
            actions.make_cluster(groups, name="คลัสเตอร์", basis=ClusterBasis.SAME, actor=self.cast.malee)

    def no_cluster(self) -> None:
        actions.answer_no_cluster(self.district, reason="ต่างอาชีพ", actor=self.cast.malee)

    def extend(self) -> None:
        actions.extend_due(
            self.district.edition,
            stage="report",
            role="district-head",
            path=self.chance.choice(["/", "/31/", "/31/3101/"]),
            due_at=datetime(2018, 9, self.chance.randint(20, 30), 16, tzinfo=clock.BANGKOK),
            letter_number="ทด ๑",
            letter_on=date(2018, 9, 10),
            reason="น้ำท่วม",
            actor=self.actor("somchai", "anong"),
        )

    def withdraw(self) -> None:
        groups = list(self.district.children.live().order_by("pk"))
        if len(groups) > 1:
            actions.close_case(
                self.chance.choice(groups), result=TaskResult.WITHDRAWN, reason="ยุบ", actor=self.cast.malee
            )
