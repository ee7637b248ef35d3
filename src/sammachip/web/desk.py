"""What lies on a desk: what waits for this hat, what it owes, what it sent back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import F, Model, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.kinds import label_said
from sammachip.cases.letters import Held, letters_held
from sammachip.cases.models import Case, Filing, FilingState, PaperRecord, SignOff, Task
from sammachip.cases.rules import role_label, writes
from sammachip.org.hats import DISTRICT_OFFICERS, Actor
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.registry.rules import may_register
from sammachip.trail import clock
from sammachip.trail.models import Notice
from sammachip.web.known import open_differences
from sammachip.web.readings import must_wait, short_name, task_state, task_url
from sammachip.web.todo_drafts import letters_to_go_on_with, letters_to_sign
from sammachip.web.todo_letters import by_letter, letters_to_handle, work_of_letters
from sammachip.web.todos import (
    Todo,
    letters_to_number,
    owed_in_money,
    places_to_fill,
    to_approve,
    to_give_notice,
)

Row = TypeVar("Row", bound=Model)
NOTICES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """A hat's inbox. `waiting` is to be signed, closed or decided, `owed` to be written, `later` may be done ahead of
    what it waits for, `coming` is still with another."""

    waiting: Sequence[Todo]
    owed: Sequence[Todo]
    later: Sequence[Todo]
    coming: Sequence[Todo]
    returned: Sequence[Todo]
    notices: Sequence[Notice]
    cases: Sequence[Case]

    @property
    def first(self) -> Todo | None:
        """The one thing to do next: what is due first. What holds others up and has no day of its own is due now."""
        return min([*self.waiting, *self.owed], key=self._rank, default=None)

    def _rank(self, todo: Todo) -> tuple[bool, datetime]:
        undated, day = _urgency(todo)
        return undated and todo not in self.waiting, day


def _urgency(todo: Todo) -> tuple[bool, datetime]:
    return (todo.due is None, todo.due or clock.now())


def desk_of(actor: Actor) -> Desk:
    """Everything on the desk of this hat, in a number of queries that does not grow with what lies there."""
    held, own = letters_held(actor), _own_cases(actor)
    turns = _turns(actor, held)
    waiting = [
        *turns.waiting,
        *letters_to_sign(actor),
        *letters_to_handle(actor),
        *letters_to_number(actor),
        *to_approve(actor),
        *to_give_notice(actor),
        *_papers_to_check(actor),
        *_to_settle(actor),
    ]
    owed = [
        *places_to_fill(actor, own),
        *turns.owed,
        *work_of_letters(turns.beside),
        *letters_to_go_on_with(actor),
        *owed_in_money(actor),
    ]
    by_day = sorted(owed, key=_urgency)
    return Desk(waiting, by_day, turns.later, _coming(actor), _returned(actor), unread(actor), own)


@dataclass(frozen=True, slots=True)
class _Turns:
    """What it is this hat's turn to do, each with the letter that wants it; `beside` are the letters of the hat whose
    work is none of these, or wanted by another letter already."""

    waiting: list[Todo]
    owed: list[Todo]
    later: list[Todo]
    beside: Sequence[Held]


def _turns(actor: Actor, held: Sequence[Held]) -> _Turns:
    by_due = (F("next_due").asc(nulls_last=True), "case__path", "position", "pk")
    tasks = list(Task.objects.awaiting(actor).with_names().order_by(*by_due))
    latest = _latest_filings(tasks)
    reasons = _reasons(latest.values())
    wanted = {one.task.pk: one for one in reversed(held) if one.task}
    beside = [one for one in held if one.task is None or wanted[one.task.pk] is not one]
    waiting, owed, later = list[Todo](), list[Todo](), list[Todo]()
    for task in tasks:
        filing, letter = latest.get(task.pk), wanted.pop(task.pk, None)
        if not _is_to_write(task, filing, actor):
            side, todo = waiting, _to_sign(task, filing)
        else:
            side = later if must_wait(task) else owed
            todo = _to_write(task, filing, reasons.get(filing.pk, "") if filing else "")
        side.append(by_letter(todo, letter) if letter else todo)
    return _Turns(waiting, owed, later, [*beside, *wanted.values()])


def _to_settle(actor: Actor) -> list[Todo]:
    """Where a filing and the registry do not agree, for those who may register the group; one query."""
    if not may_register(actor, actor.office.path):
        return []
    words = _("ตัดสิน{field}ของ {group} ซึ่งแบบกับทะเบียนไม่ตรงกัน")
    return [
        Todo(
            words=words.format(field=label, group=one.group.name),
            programme=_("ทะเบียนกลุ่ม"),
            url=one.get_absolute_url(),
        )
        for label, one in open_differences(actor)
    ]


def _latest_filings(tasks: Sequence[Task]) -> dict[int, Filing]:
    """The newest filing of each task, without its answers; one query."""
    found = Filing.objects.filter(task__in=tasks).defer("answers").order_by("task", "number")
    return {filing.task_id: filing for filing in found}


def _reasons(filings: Iterable[Filing]) -> dict[int, str]:
    """Why each of these came back, when it did; one query."""
    back = SignOff.objects.sending_back().filter(filing__in=[filing.pk for filing in filings])
    return dict(back.values_list("filing", "reason"))


def _is_to_write(task: Task, filing: Filing | None, actor: Actor) -> bool:
    if filing is not None and filing.state == FilingState.SENT:
        return False
    return not _is_to_close(task, filing, actor)


def _is_to_close(task: Task, filing: Filing | None, actor: Actor) -> bool:
    """Whether all that is left is to say that a task of many filings has them all."""
    closes = actor.role in queries.stage_of(task).closer
    return closes and filing is not None and filing.state == FilingState.ACCEPTED


def _to_write(task: Task, filing: Filing | None, reason: str) -> Todo:
    stage = queries.stage_of(task)
    words = _("ส่ง «{stage}» ของ {subject}") if stage.signs else _("ทำ «{stage}» ของ {subject}")
    if reason:
        words = _("แก้ไขและส่ง «{stage}» ของ {subject} อีกครั้ง")
    going_on = filing is not None and filing.state == FilingState.DRAFT
    url = reverse("web:filing-edit", args=[filing.pk]) if filing and going_on else task_url(task)
    return _todo(task, words, url, reason=reason)


def _to_sign(task: Task, filing: Filing | None) -> Todo:
    if filing is None or filing.state != FilingState.SENT:
        return _todo(task, _("ปิดการบันทึก «{stage}» ของ {subject}"), task_url(task))
    verb = next((hop.verb for hop in queries.stage_of(task).signs if hop.role == task.turn_role), _("ลงนาม"))
    return _todo(task, _("{verb} «{stage}» ของ {subject}"), filing.get_absolute_url(), verb=verb)


def _todo(
    task: Task,
    words: str,
    url: str,
    *,
    verb: str = "",
    due: datetime | None = None,
    where: str = "",
    reason: str = "",
) -> Todo:
    stage = queries.stage_of(task)
    waits_for = ", ".join(task.case.edition.pack.stage(key).title for key in task.waits_for)
    return Todo(
        waits_for="" if stage.repeats else waits_for,
        words=words.format(verb=verb, stage=stage.title, subject=short_name(task.case)),
        programme=task.case.edition.title,
        url=url,
        due=due or task.next_due,
        label=label_said(task.label),
        state=task_state(task),
        where=where,
        reason=reason,
    )


def _coming(actor: Actor) -> list[Todo]:
    """What is still with another: with a group of the own district, or due at this hat's own hop by a day that is set."""
    passes = _stages_due_for(actor)
    wanted = Q(pk__in=[])
    if actor.is_one_of(*DISTRICT_OFFICERS):
        wanted |= Q(turn_role=GROUP_MEMBER, turn_office=actor.office)
    for edition, keys in passes.items():
        wanted |= Q(case__edition=edition.pk, stage__in=keys)
    tasks = Task.objects.visible_to(actor).unfinished().filter(wanted).with_names().exclude(turn_role="")
    dues = {edition.pk: queries.DueDates(edition) for edition in passes}
    found = [
        _todo(
            task,
            _("«{stage}» ของ {subject}"),
            task_url(task),
            due=dues[task.case.edition_id].due(task, actor.role) if task.case.edition_id in dues else None,
            where=f"{role_label(task.turn_role)} · {task.turn_office.short_name}" if task.turn_office else "",
        )
        for task in tasks.exclude(turn_role=actor.role, turn_office=actor.office).order_by(
            "case__path", "position", "pk"
        )
        if queries.office_code(task.case.path, actor.role) == actor.office.code
        and not _has_passed(task, actor)
    ]
    return sorted(found, key=_urgency)


def _stages_due_for(actor: Actor) -> dict[Edition, list[str]]:
    """The stages of each edition at work here in which this hat's role has a day of its own; one query."""
    at_work = Case.objects.visible_to(actor).live().values("edition")
    editions = Edition.objects.filter(pk__in=at_work).select_related("programme")
    found = {
        edition: [
            stage.key
            for stage in edition.pack.stages
            if stage.due_for(actor.role) and any(hop.role == actor.role for hop in stage.signs)
        ]
        for edition in editions
    }
    return {edition: keys for edition, keys in found.items() if keys}


def _has_passed(task: Task, actor: Actor) -> bool:
    """Whether the turn is at a hop after this hat's own."""
    roles = [hop.role for hop in queries.stage_of(task).signs]
    return task.turn_role in roles and roles.index(task.turn_role) > roles.index(actor.role)


def _papers_to_check(actor: Actor) -> list[Todo]:
    """Signatures on paper that another recorded and this person may hold against the paper; three queries."""
    if not actor.takes_part:
        return []
    found = PaperRecord.objects.awaiting(actor).filter(filing__in=Filing.objects.visible_to(actor))
    return [
        _todo(
            record.filing.task,
            _("ตรวจการลงนามในเอกสาร «{stage}» ของ {subject}"),
            record.filing.get_absolute_url(),
        )
        for record in _with_their_cases(found, "filing__task")
        if record.office_id == actor.office.code or writes(actor, record.filing.task)
    ]


def _returned(actor: Actor) -> list[Todo]:
    """What this person sent back from this office and has not come again; two queries."""
    drafts = Filing.objects.visible_to(actor).filter(state=FilingState.DRAFT)
    back = SignOff.objects.sending_back().filter(filing__in=drafts, signer=actor.person, office=actor.office)
    return [
        _todo(
            signoff.filing.task,
            _("«{stage}» ของ {subject}"),
            signoff.filing.get_absolute_url(),
            reason=signoff.reason,
        )
        for signoff in _with_their_cases(back.reverse(), "filing__task")
    ]


def _with_their_cases(rows: QuerySet[Row], task: str) -> QuerySet[Row]:
    """The rows with all that names their task; one query more for the editions."""
    editions = Prefetch(f"{task}__case__edition", queryset=Edition.objects.select_related("programme"))
    case = f"{task}__case"
    return rows.select_related(
        f"{case}__office", f"{case}__area", f"{case}__group__village__area", f"{task}__turn_office"
    ).prefetch_related(editions)


def unread(actor: Actor) -> list[Notice]:
    waiting = Notice.objects.unread().filter(person_id=actor.person.pk)
    return list(waiting.order_by("-made_at", "-pk")[:NOTICES_SHOWN])


def _own_cases(actor: Actor) -> list[Case]:
    """The cases at the top of what the hat sees: of its own office, or of those an auditor is to read."""
    own = Case.objects.visible_to(actor).live().filter(path__in=actor.roots())
    return list(
        own.select_related("edition", "office").order_by("-edition__fiscal_year", "edition", "path", "pk")
    )
