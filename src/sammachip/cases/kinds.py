"""The two stage kinds of case work: a form to be answered, and the question of clusters."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sammachip.cases import answering, attached, queries
from sammachip.cases.exporting import missing_items
from sammachip.cases.judging import judge
from sammachip.cases.models import Cluster, ClusterAnswer, Filing, FilingState, Revision, Task
from sammachip.core import answers as core_answers
from sammachip.core.area import is_within
from sammachip.core.flow import Outcome, Result
from sammachip.core.signoff import timely
from sammachip.core.verdict import Missing
from sammachip.org.hats import Actor
from sammachip.programmes.kinds import Standing, odd_options
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Pack, Stage
from sammachip.trail import clock
from sammachip.trail.spoken import speaks_english

PASSED = Result(Outcome.PASSED)
_AWAITING = re.compile("รอ(?P<verb>.+)")
_TIMES = re.compile(r"รับแล้ว (?P<n>\d+) ครั้ง")
_FILLED_IN: dict[str, re.Pattern[str]] = {}


def reads_back(template: str) -> None:
    """Lets a label made from this template be read in another language: rooms above bring theirs when they start."""
    _FILLED_IN[template] = re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template)))


def label_said(label: str) -> str:
    """The label of a task's row in the reader's language: rows are written in Thai, some with a number or a pack's word."""
    if not label or not speaks_english():
        return label
    if (whole := _(label)) != label:
        return whole
    if found := _TIMES.fullmatch(label):
        n = int(found["n"])
        return ngettext("รับแล้ว {n} ครั้ง", "รับแล้ว {n} ครั้ง", n).format(n=n)
    if found := _AWAITING.fullmatch(label):
        verb = found["verb"]
        return _("รอ{verb}").format(verb=_(verb))
    for template, pattern in _FILLED_IN.items():
        if found := pattern.fullmatch(label):
            return _(template).format(**found.groupdict())
    return label


class FormKind:
    """A form answered on a task: once, many times until its closer closes it, or again for any day."""

    name = "form"

    @property
    def label(self) -> str:
        return _("แบบฟอร์ม")

    def problems(self, stage: Stage, pack: Pack) -> Iterable[str]:
        if stage.form is None:
            yield f"ขั้นตอน «{stage.title}» เป็นแบบฟอร์ม ต้องระบุ form:"
        if not stage.by:
            yield f"ขั้นตอน «{stage.title}» ต้องระบุผู้กรอกใน by:"
        if stage.many and not stage.closer:
            yield f"ขั้นตอน «{stage.title}» กรอกได้หลายครั้ง ต้องระบุผู้ปิดใน closer:"
        yield from odd_options(stage)

    def open(self, task: Task, *, actor: Actor) -> None:
        """A form keeps nothing until somebody begins it."""

    def withdraw(self, task: Task, *, actor: Actor) -> None:
        """What was written stays readable; the task alone says that it ended."""

    def standings(self, tasks: Sequence[Task]) -> Mapping[int, Standing]:
        filings = queries.filings_by_task(tasks)
        edition = tasks[0].case.edition
        dates = queries.due_dates(edition)
        accepted = _accepted_answers(_judged(tasks, filings), edition)
        turns = queries.writers_in_turn(tasks)
        given = attached.given_to(one for of_task in filings.values() for one in of_task)
        return {
            task.pk: replace(
                self._standing(task, filings.get(task.pk, []), dates, accepted, turns[task.pk], given),
                begun=task.pk in filings,
                sent_late=queries.stage_of(task).late == "mark"
                and _sent_late(filings.get(task.pk, ()), dates.due_for_writer(task)),
            )
            for task in tasks
        }

    def _standing(
        self,
        task: Task,
        filings: Sequence[Filing],
        dates: queries.DueDates,
        accepted: Mapping[int, "Said"],
        writer: str,
        given: attached.Counts,
    ) -> Standing:
        stage = queries.stage_of(task)
        latest = filings[-1] if filings else None
        done = [filing for filing in filings if filing.accepted_revision and not filing.interim]
        result = self._result(stage, task, done, accepted)
        if latest is not None and latest.state == FilingState.SENT:
            return self._awaiting(task, latest, dates, result)
        due = dates.due_for_writer(task)
        if result and (latest is None or latest.state == FilingState.ACCEPTED):
            early = _("ทำแล้ว · รอขั้นก่อนหน้า")
            return Standing(result, (), None, None, self._done_label(stage, filings), label_early=early)
        if latest is None:
            return Standing(result, (_unstarted(stage),), writer, due, _("ยังไม่เริ่ม"))
        if stage.many and latest.state == FilingState.ACCEPTED:
            missing = Missing("close", _("ปิดการบันทึกเมื่อครบถ้วน"))
            return Standing(None, (missing,), _closer(task, latest), due, self._done_label(stage, filings))
        if latest.interim and latest.state == FilingState.ACCEPTED:
            return Standing(result, (_unstarted(stage),), writer, due, _("รับฉบับระหว่างทางแล้ว"))
        returned = latest.state == FilingState.DRAFT and latest.revision > 0
        label = _("เปิดให้แก้ไข") if latest.reopened_until else _("ส่งคืนแก้ไข") if returned else _("กำลังกรอก")
        beside = (
            *attached.lacking(stage, latest, given),
            *missing_items(task, latest.as_of or clock.today()),
        )
        lacking = (*_lacking(task, latest), *beside)
        return Standing(result, lacking, writer, due, label)

    def _awaiting(
        self, task: Task, filing: Filing, dates: queries.DueDates, result: Result | None
    ) -> Standing:
        hops = queries.chain(task, dates)
        hop = hops[filing.hop] if filing.hop is not None and filing.hop < len(hops) else None
        if hop is None:
            return Standing(result, (), None, None, _("ส่งแล้ว"))
        return Standing(result, (), hop.role, hop.due, _("รอ{verb}").format(verb=hop.verb))

    def _result(
        self, stage: Stage, task: Task, done: Sequence[Filing], accepted: Mapping[int, "Said"]
    ) -> Result | None:
        """How the accepted answers end the task, as the edition they were sent under decides it."""
        if not done or (stage.many and not task.closed_by_id):
            return None
        said = accepted.get(done[-1].pk)
        if said is None or done[-1].nil_accepted:
            return PASSED
        law = said.pack.stage(task.stage)
        if law.outcome is None:
            return PASSED
        form = said.pack.forms[str(law.form)]
        judged = judge(law.outcome, form, core_answers.from_json(form, said.answers))
        return judged.result if judged else PASSED

    def _done_label(self, stage: Stage, filings: Sequence[Filing]) -> str:
        times = sum(1 for filing in filings if filing.accepted_revision)
        if filings[-1].nil_accepted:
            return _("รับแล้ว · รายงานไม่มีผล")
        if stage.many or stage.repeats:
            return ngettext("รับแล้ว {n} ครั้ง", "รับแล้ว {n} ครั้ง", times).format(n=times)
        return _("เสร็จแล้ว")


def _sent_late(filings: Iterable[Filing], due: datetime | None) -> bool:
    """Whether any of these was sent for the first time after the instant."""
    return any(timely(filing.first_sent_at, due) is False for filing in filings if not filing.interim)


def _closer(task: Task, latest: Filing) -> str:
    """Whose turn it is to close: of the office that wrote last where the stage names one of it, else the first."""
    roles = queries.stage_of(task).closer
    own = (one for one in roles if queries.office_code(task.case.path, one) == latest.maker_office_id)
    return next(own, roles[0])


def _unstarted(stage: Stage) -> Missing:
    return Missing("start", _("เริ่มกรอก{title}").format(title=stage.title))


def _lacking(task: Task, filing: Filing) -> tuple[Missing, ...]:
    """What the draft still lacks, judged from what is typed: facts filled in later can only add to it."""
    if filing.nil_reason:
        return ()
    form = task.case.edition.pack.forms[str(queries.stage_of(task).form)]
    answers = answering.coerce(form, filing.answers)
    return answering.missing(form, answers)


@dataclass(frozen=True, slots=True)
class Said:
    """What an accepted revision says, and the pack it was sent under."""

    answers: Mapping[str, object]
    pack: Pack


def _judged(tasks: Iterable[Task], filings: Mapping[int, Sequence[Filing]]) -> list[Filing]:
    """The accepted filings of which the answers may decide how the task ends."""
    return [
        filing
        for task in tasks
        if queries.stage_of(task).outcome or task.case.edition.number > 1
        for filing in filings.get(task.pk, ())
        if filing.accepted_revision
    ]


def _accepted_answers(filings: Iterable[Filing], today: Edition) -> dict[int, Said]:
    """What each accepted revision says, by filing; one query for all, none without one.

    One query more where some were sent under another edition than that of today.
    """
    accepted = {filing.pk: filing.accepted_revision for filing in filings}
    if not accepted:
        return {}
    revisions = Revision.objects.filter(filing__in=accepted).order_by()
    rows = [
        row
        for row in revisions.values_list("filing_id", "number", "answers", "edition_id")
        if accepted[row[0]] == row[1]
    ]
    others = {edition for *_row, edition in rows} - {today.pk}
    editions = {today.pk: today} | (Edition.objects.in_bulk(others) if others else {})
    return {filing: Said(answers, editions[edition].pack) for filing, _number, answers, edition in rows}


class ClusterKind:
    """An office's step of joining groups: closed by a share in a cluster, or by saying none, with the reason."""

    name = "cluster"

    @property
    def label(self) -> str:
        return _("คลัสเตอร์")

    def problems(self, stage: Stage, pack: Pack) -> Iterable[str]:
        if not stage.by:
            yield f"ขั้นตอน «{stage.title}» ต้องระบุผู้รับผิดชอบใน by:"
        yield from odd_options(stage)

    def open(self, task: Task, *, actor: Actor) -> None:
        """Clusters are made when somebody makes one."""

    def withdraw(self, task: Task, *, actor: Actor) -> None:
        """The register of clusters is the programme's, not the task's."""

    def standings(self, tasks: Sequence[Task]) -> Mapping[int, Standing]:
        edition = tasks[0].case.edition
        shares = _member_paths(edition.programme_id)
        answered = set(
            ClusterAnswer.objects.filter(case__tasks__in=tasks, withdrawn_at__isnull=True).values_list(
                "case_id", flat=True
            )
        )
        dates = queries.due_dates(edition)
        return {task.pk: self._standing(task, shares, answered, dates.due_for_writer(task)) for task in tasks}

    def _standing(
        self, task: Task, shares: Sequence[tuple[int, str]], answered: set[int], due: datetime | None
    ) -> Standing:
        mine = {cluster for cluster, path in shares if is_within(path, task.case.path)}
        if mine:
            return Standing(PASSED, (), None, None, _("จัดคลัสเตอร์แล้ว"))
        if task.case_id in answered:
            return Standing(PASSED, (), None, None, _("ไม่มีคลัสเตอร์ (มีเหตุผล)"))
        missing = Missing("cluster", _("จัดคลัสเตอร์ หรือบันทึกว่าไม่มีพร้อมเหตุผล"))
        return Standing(None, (missing,), (queries.writers(task) or ("",))[0], due, _("ยังไม่จัดคลัสเตอร์"))


def _member_paths(programme: int) -> list[tuple[int, str]]:
    """Each living cluster with the path of each of its members' cases; one query."""
    return list(
        Cluster.objects.filter(edition__programme=programme, ended_at__isnull=True).values_list(
            "pk", "members__case__path"
        )
    )
