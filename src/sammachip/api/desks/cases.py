"""Cases and their tasks: what there is to do, whose turn it is, and what a form asks."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field, JsonValue

from sammachip.api.desks.law import an_office
from sammachip.api.ground import Call, acts, reads, window
from sammachip.api.words import (
    Answers,
    Count,
    Day,
    Id,
    Key,
    Line,
    Name,
    OfficeCode,
    PageAsked,
    Reason,
    Said,
    Told,
)
from sammachip.cases import actions, queries, rules
from sammachip.cases.eligibility import RuleAsked, ask, form_of_enrolment
from sammachip.cases.filled import filled_facts, form_of
from sammachip.cases.models import Case, CaseLevel, Cluster, ClusterBasis, Task
from sammachip.cases.prefill import known_of
from sammachip.core.fields import Field as Asked
from sammachip.core.verdict import Verdict
from sammachip.org.models import Area, Office
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import later_edition
from sammachip.registry.models import Group
from sammachip.trail import actions as trail
from sammachip.trail import clock

router = Router(tags=["cases"])


class SubjectTold(Told):
    """Whose case it is."""

    kind: Literal["office", "area", "group"]
    id: str
    name: str


class VerdictTold(Told):
    """Whether the caller may do something now; if not, the sentence that says why."""

    may: bool
    code: str
    reason: str


class TaskTold(Told):
    """One step of one case, as the engine last judged it."""

    id: int
    case: int
    subject: str
    stage: str
    title: str
    occurrence: int
    period: str
    result: str
    tier: str
    held: bool
    may_start: bool
    waits_for: list[str]
    turn_role: str
    turn_office: str | None
    missing: int
    next_due: datetime | None
    label: str


class TasksTold(Told):
    items: list[TaskTold]
    next: int | None


class TaskWhole(TaskTold):
    may_write: VerdictTold
    filings: list[int]


class CaseTold(Told):
    id: int
    edition: int
    programme: str
    level: str
    subject: SubjectTold
    path: str
    parent: int | None
    places: int | None
    joined_on: date
    opened_at: datetime
    left_on: date | None
    closed_at: datetime | None


class CasesTold(Told):
    items: list[CaseTold]
    next: int | None


class CaseWhole(CaseTold):
    tasks: list[TaskTold]


class CasesAsked(PageAsked):
    """Cases of one programme, one level, at and under one office, or directly under one case."""

    programme: Key | None = None
    level: Literal["nation", "province", "district", "subdistrict", "group"] | None = None
    office: OfficeCode | None = None
    parent: Id | None = None


class TasksAsked(PageAsked):
    """`mine` awaits the caller, `late` is past its instant, `open` is unfinished, within all that the caller sees."""

    which: Literal["mine", "late", "open", "all"] = "mine"
    case: Id | None = None
    stage: Key | None = None


class FieldTold(Told):
    """One question of a form. `filled` names the fact that answers it: nobody types it."""

    key: str
    label: str
    type: str
    unit: str
    help: str
    filled: str
    choices: dict[str, str]
    rows: dict[str, str]
    columns: list["FieldTold"]


class FormTold(Told):
    stage: str
    fields: list[FieldTold]


class FactsAsked(Said):
    as_of: Day | None = None


class FactsTold(Told):
    """Facts by name, as of a day; money as text, exact."""

    as_of: str
    facts: dict[str, JsonValue]


class EnrolSaid(Said):
    """The group, and the answers to the programme's form of enrolment where it has one.

    `done_on`: the day on which the group was chosen, where that was before today.
    """

    group: Id
    answers: Answers = {}
    done_on: Day | None = None


class RuleTold(Told):
    """One rule of eligibility: `holds` is null while what it asks about is not answered."""

    key: str
    sentence: str
    otherwise: str
    source: str
    holds: bool | None


class EligibilityTold(Told):
    """What the programme asks of a group before it is taken in, answered as far as the registry knows."""

    fields: list[FieldTold]
    answers: dict[str, str]
    rules: list[RuleTold]


class CloseSaid(Said):
    """`below`: how many cases the caller knows end with this one."""

    result: Literal["withdrawn", "declined"]
    reason: Reason
    below: Count = 0
    done_on: Day | None = None


class AdoptSaid(Said):
    """Which edition to follow, by its number, and the number of the one the caller last read."""

    edition: Id
    seen: Id


class StayingTold(Told):
    """A case that cannot follow yet, and why."""

    case: int
    subject: SubjectTold
    reason: str


class AdoptionTold(Told):
    """The cases that follow the edition, and those that stay."""

    edition: int
    following: list[int]
    staying: list[StayingTold]


class ReasonSaid(Said):
    reason: Reason


class EndSaid(ReasonSaid):
    done_on: Day | None = None


class ClusterSaid(Said):
    cases: Annotated[list[Id], Field(max_length=100)]
    name: Name
    basis: Literal["same", "linked", "both"]
    note: Line = ""
    done_on: Day | None = None


class MemberTold(Told):
    """What every office with a member sees of the others: name, product and place."""

    case: int
    name: str
    product: str
    place: str


class ClusterTold(Told):
    id: int
    edition: int
    name: str
    basis: str
    note: str
    path: str
    members: list[MemberTold]
    made_on: date
    made_at: datetime
    ended_on: date | None
    ended_at: datetime | None


class ClustersTold(Told):
    items: list[ClusterTold]
    next: int | None


class ClustersAsked(PageAsked):
    programme: Key | None = None


def verdict_told(verdict: Verdict) -> VerdictTold:
    return VerdictTold(may=bool(verdict), code=verdict.code, reason=verdict.reason)


def subject_told(case: Case) -> SubjectTold:
    subject = case.subject
    if isinstance(subject, Office):
        return SubjectTold(kind="office", id=subject.code, name=subject.name)
    if isinstance(subject, Area):
        return SubjectTold(kind="area", id=subject.code, name=subject.full_name)
    return SubjectTold(kind="group", id=str(subject.pk), name=subject.name)


def case_told(case: Case) -> CaseTold:
    return CaseTold(
        id=case.pk,
        edition=case.edition_id,
        programme=case.edition.programme.code,
        level=case.level,
        subject=subject_told(case),
        path=case.path,
        parent=case.parent_id,
        places=case.places,
        joined_on=case.joined_on,
        opened_at=case.opened_at,
        left_on=case.left_on,
        closed_at=case.closed_at,
    )


def case_whole(case: Case) -> CaseWhole:
    tasks = tasks_seen(Task.objects.filter(case=case)).order_by("position", "occurrence")
    return CaseWhole(**case_told(case).model_dump(), tasks=[task_told(task) for task in tasks])


def task_told(task: Task) -> TaskTold:
    return TaskTold(
        id=task.pk,
        case=task.case_id,
        subject=str(task.case.subject),
        stage=task.stage,
        title=queries.stage_of(task).title,
        occurrence=task.occurrence,
        period=task.period,
        result=task.result,
        tier=task.tier,
        held=task.held,
        may_start=task.may_start,
        waits_for=task.waits_for,
        turn_role=task.turn_role,
        turn_office=task.turn_office_id,
        missing=task.missing_count,
        next_due=task.next_due,
        label=task.label,
    )


def field_told(field: Asked) -> FieldTold:
    return FieldTold(
        key=field.key,
        label=field.label,
        type=field.type.value,
        unit=field.unit,
        help=field.help,
        filled=field.filled,
        choices={one.value: one.label for one in field.choices},
        rows={one.value: one.label for one in field.rows},
        columns=[field_told(one) for one in field.columns],
    )


def rule_told(asked: RuleAsked) -> RuleTold:
    rule = asked.rule
    return RuleTold(
        key=rule.key,
        sentence=rule.sentence,
        otherwise=rule.otherwise,
        source=rule.source,
        holds=asked.holds,
    )


def cluster_told(cluster: Cluster) -> ClusterTold:
    members = cluster.members.select_related("case__group__village__area").order_by("case__path", "pk")
    return ClusterTold(
        id=cluster.pk,
        edition=cluster.edition_id,
        name=cluster.name,
        basis=cluster.basis,
        note=cluster.note,
        path=cluster.path,
        members=[_member_told(one.case) for one in members],
        made_on=cluster.made_on,
        made_at=cluster.made_at,
        ended_on=cluster.ended_on,
        ended_at=cluster.ended_at,
    )


def _member_told(case: Case) -> MemberTold:
    group = case.group
    place = f"{group.village} {group.village.area.full_name}" if group else ""
    return MemberTold(
        case=case.pk, name=str(case.subject), product=group.product if group else "", place=place
    )


def cases_seen(rows: "QuerySet[Case, Case]") -> "QuerySet[Case, Case]":
    return rows.select_related("edition__programme", "office", "area", "group")


def tasks_seen(rows: "QuerySet[Task, Task]") -> "QuerySet[Task, Task]":
    return rows.select_related("case__edition__programme", "case__office", "case__area", "case__group")


def a_case(request: Call, pk: int) -> Case:
    return get_object_or_404(cases_seen(Case.objects.visible_to(request.auth.actor)), pk=pk)


def a_task(request: Call, pk: int) -> Task:
    return get_object_or_404(tasks_seen(Task.objects.visible_to(request.auth.actor)), pk=pk)


def a_cluster(request: Call, pk: int) -> Cluster:
    return get_object_or_404(Cluster.objects.visible_to(request.auth.actor), pk=pk)


@reads(router, "/cases")
def cases(request: Call, asked: Query[CasesAsked]) -> CasesTold:
    """The cases the caller sees."""
    rows = cases_seen(Case.objects.visible_to(request.auth.actor))
    if asked.office:
        rows = rows.filter(pk__in=Case.objects.within(an_office(request, asked.office).path))
    wanted = {"programme__code": asked.programme, "level": asked.level, "parent": asked.parent}
    shown, after = window(rows.filter(**{key: one for key, one in wanted.items() if one}), asked)
    return CasesTold(items=[case_told(one) for one in shown], next=after)


@reads(router, "/cases/{pk}")
def case(request: Call, pk: Id) -> CaseWhole:
    """One case with its tasks in their order."""
    return case_whole(a_case(request, pk))


@acts(router, "/cases/{pk}/groups")
def enrol_group(request: Call, pk: Id, said: EnrolSaid) -> CaseWhole:
    """Take a registered group into the programme below this case, each of its rules of eligibility saying yes."""
    found = a_case(request, pk)
    group = get_object_or_404(Group.objects.visible_to(request.auth.actor), pk=said.group)
    made = actions.enrol_group(
        found, group, answers=said.answers, done_on=said.done_on, actor=request.auth.actor
    )
    return case_whole(cases_seen(Case.objects.all()).get(pk=made.pk))


@reads(router, "/cases/{pk}/groups/{group_pk}/eligibility")
def eligibility(request: Call, pk: Id, group_pk: Id) -> EligibilityTold:
    """What taking this group in would ask, and each rule's answer as far as the registry knows."""
    pack = a_case(request, pk).edition.pack
    group = get_object_or_404(Group.objects.visible_to(request.auth.actor), pk=group_pk)
    form = form_of_enrolment(pack)
    known = known_of(form, group) if form else {}
    asked = ask(pack, known)
    return EligibilityTold(
        fields=[field_told(one) for one in form.fields] if form else [],
        answers=known,
        rules=[rule_told(one) for one in asked.rules] if asked else [],
    )


@acts(router, "/cases/{pk}/close")
def close_case(request: Call, pk: Id, said: CloseSaid) -> CaseWhole:
    """End a subject's passage, withdrawn or declined, with the reason; the cases below end with it."""
    actions.close_case(a_case(request, pk), **said.model_dump(), actor=request.auth.actor)
    return case_whole(a_case(request, pk))


@reads(router, "/cases/{pk}/adoption")
def adoption(request: Call, pk: Id) -> AdoptionTold:
    """What following the newest edition would come to, for this case and those below it."""
    found = a_case(request, pk)
    newest = later_edition(found.edition) or found.edition
    return _adoption_told(newest, actions.prospect(found, newest))


@acts(router, "/cases/{pk}/adoption")
def adopt(request: Call, pk: Id, said: AdoptSaid) -> AdoptionTold:
    """Let this case and those below it that can follow a later edition of their programme."""
    found = a_case(request, pk)
    chosen = get_object_or_404(Edition, programme=found.programme_id, number=said.edition)
    done = actions.adopt_edition(found, chosen, seen=said.seen, actor=request.auth.actor)
    return _adoption_told(chosen, done)


def _adoption_told(edition: Edition, found: actions.Adoption) -> AdoptionTold:
    return AdoptionTold(
        edition=edition.number,
        following=[one.pk for one in found.following],
        staying=[
            StayingTold(case=one.case.pk, subject=subject_told(one.case), reason=one.reason)
            for one in found.staying
        ],
    )


@acts(router, "/cases/{pk}/no-cluster")
def answer_no_cluster(request: Call, pk: Id, said: ReasonSaid) -> CaseWhole:
    """Record that this office has no cluster of its own, and why."""
    actions.answer_no_cluster(a_case(request, pk), reason=said.reason, actor=request.auth.actor)
    return case_whole(a_case(request, pk))


@reads(router, "/tasks")
def tasks(request: Call, asked: Query[TasksAsked]) -> TasksTold:
    """What awaits the caller, or what is late, open or there at all within its sight."""
    actor = request.auth.actor
    rows = Task.objects.visible_to(actor).filter(case__closed_at__isnull=True)
    narrowed = {
        "mine": rows.awaiting(actor),
        "late": rows.overdue(clock.now()),
        "open": rows.unfinished(),
        "all": Task.objects.visible_to(actor),
    }[asked.which]
    wanted = {"case": asked.case, "stage": asked.stage}
    found = tasks_seen(narrowed.filter(**{key: one for key, one in wanted.items() if one}))
    shown, after = window(found, asked)
    return TasksTold(items=[task_told(one) for one in shown], next=after)


@reads(router, "/tasks/{pk}")
def task(request: Call, pk: Id) -> TaskWhole:
    """One task, whether the caller may write it, and its filings."""
    found = a_task(request, pk)
    return TaskWhole(
        **task_told(found).model_dump(),
        may_write=verdict_told(rules.may_write(request.auth.actor, found)),
        filings=list(found.filings.order_by("number").values_list("pk", flat=True)),
    )


@reads(router, "/tasks/{pk}/form")
def form(request: Call, pk: Id) -> FormTold:
    """What the task's form asks; 404 where its stage has no form."""
    found = a_task_with_form(request, pk)
    return FormTold(stage=found.stage, fields=[field_told(one) for one in form_of(found).fields])


@reads(router, "/tasks/{pk}/facts")
def facts(request: Call, pk: Id, asked: Query[FactsAsked]) -> FactsTold:
    """What the house would fill in on the task's form as of a day; without one, today."""
    found = a_task_with_form(request, pk)
    day = asked.as_of or clock.today()
    return facts_told(filled_facts(found, day), day.isoformat())


def a_task_with_form(request: Call, pk: int) -> Task:
    found = a_task(request, pk)
    if queries.stage_of(found).form is None:
        raise Http404
    return found


def facts_told(known: object, day: str) -> FactsTold:
    plain = trail.plain(known)
    assert isinstance(plain, dict)
    return FactsTold(as_of=day, facts=plain)


@acts(router, "/tasks/{pk}/close")
def close_task(request: Call, pk: Id) -> TaskTold:
    """Say that a task which takes many filings has them all."""
    actions.close_task(a_task(request, pk), actor=request.auth.actor)
    return task_told(a_task(request, pk))


@reads(router, "/clusters")
def clusters(request: Call, asked: Query[ClustersAsked]) -> ClustersTold:
    """The clusters in which an office the caller sees has a member."""
    rows = Cluster.objects.visible_to(request.auth.actor)
    if asked.programme:
        rows = rows.filter(edition__programme__code=asked.programme)
    shown, after = window(rows, asked)
    return ClustersTold(items=[cluster_told(one) for one in shown], next=after)


@reads(router, "/clusters/{pk}")
def cluster(request: Call, pk: Id) -> ClusterTold:
    """One cluster with its members."""
    return cluster_told(a_cluster(request, pk))


@acts(router, "/clusters")
def make_cluster(request: Call, said: ClusterSaid) -> ClusterTold:
    """Join groups of one edition into a cluster."""
    actor = request.auth.actor
    seen = Case.objects.visible_to(actor).filter(level=CaseLevel.GROUP).live()
    members = [get_object_or_404(seen.select_related("edition__programme"), pk=pk) for pk in said.cases]
    made = actions.make_cluster(
        members,
        name=said.name,
        basis=ClusterBasis(said.basis),
        note=said.note,
        done_on=said.done_on,
        actor=actor,
    )
    return cluster_told(made)


@acts(router, "/clusters/{pk}/end")
def end_cluster(request: Call, pk: Id, said: EndSaid) -> ClusterTold:
    """End a cluster, with the reason."""
    actions.end_cluster(
        a_cluster(request, pk), reason=said.reason, done_on=said.done_on, actor=request.auth.actor
    )
    return cluster_told(a_cluster(request, pk))
