"""Opening cases in their tree, taking groups in, and ending a passage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import queries, rules
from sammachip.cases.actions.advancing import advance
from sammachip.cases.eligibility import eligible_answers
from sammachip.cases.models import Case, CaseLevel, Task, TaskResult
from sammachip.core.area import Level, is_within
from sammachip.core.fiscal import Window, fiscal_year, quarter
from sammachip.core.thaidate import format_date
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.org.models import Area, Office
from sammachip.programmes import kinds
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Stage
from sammachip.registry.models import Group
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

_on_enrolled: list[Callable[[Case, Actor], None]] = []


@transaction.atomic
def open_case(
    edition: Edition,
    *,
    level: str,
    office: Office | None = None,
    area: Area | None = None,
    group: Group | None = None,
    places: int | None = None,
    actor: Actor,
) -> Case:
    """The case of this subject in this edition, opened with all its tasks if it was not there yet.

    The cases above it are opened too. `places` says how many cases may be enrolled below; given again, it replaces
    the number.
    """
    subject = Subject(level, office, area, group)
    held = _case_of(edition, subject) or _open_new(edition, subject, places, actor)
    if places is not None and held.places != places:
        held.places = places
        held.save(update_fields=["places"])
        trail.log("case.places", about=held, actor=actor, places=places)
    return held


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose passage a case is: an office, an area or a group."""

    level: str
    office: Office | None = None
    area: Area | None = None
    group: Group | None = None

    @property
    def path(self) -> str:
        """The path of the subject's place; a group's case adds a step of its own."""
        whose = self.office or self.area or self.group
        assert whose is not None
        return whose.path


def _case_of(edition: Edition, subject: Subject) -> Case | None:
    found = Case.objects.filter(
        edition=edition, office=subject.office, area=subject.area, group=subject.group
    )
    return found.first()


def _open_new(edition: Edition, subject: Subject, places: int | None, actor: Actor) -> Case:
    """A new case, unless somebody opened it while this one waited for the lock on what stands above."""
    parent = _parent(edition, subject.level, subject.path, actor)
    _lock(parent or edition)
    if (held := _case_of(edition, subject)) is not None:
        return held
    case = Case.objects.create(
        edition=edition,
        level=subject.level,
        parent=parent,
        office=subject.office,
        area=subject.area,
        group=subject.group,
        path=f"{subject.path}g{subject.group.pk}/" if subject.group else subject.path,
        opened_path=subject.path,
        places=places,
        opened_at=clock.now(),
    )
    trail.log("case.opened", about=case, actor=actor, level=subject.level, places=places)
    _open_tasks(case, actor)
    advance(case)
    return case


def _lock(row: Case | Edition) -> None:
    """Let nobody else open a case right below this row until the transaction ends."""
    type(row)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)


def _parent(edition: Edition, level: str, path: str, actor: Actor) -> Case | None:
    """The case one used level up on this path, opened if need be."""
    used = [one for one in edition.pack.levels if one.is_above(Level(level))]
    if not used:
        return None
    above = used[-1]
    if above is Level.SUBDISTRICT:
        code = next(part for part in path.split("/") if len(part) == 6)
        return open_case(edition, level=above, area=Area.objects.get(code=code), actor=actor)
    code = queries.NATION_CODE
    if above is not Level.NATION:
        code = next(part for part in path.split("/") if len(part) == queries.CODE_LENGTH[above])
    return open_case(edition, level=above, office=Office.objects.get(code=code), actor=actor)


def _open_tasks(case: Case, actor: Actor) -> None:
    pack = case.edition.pack
    for position, stage in enumerate(pack.stages, start=1):
        if Level(case.level) not in stage.per:
            continue
        for occurrence, (period, opens) in enumerate(_occurrences(stage, case.edition), start=1):
            task = Task.objects.create(
                case=case,
                stage=stage.key,
                position=position,
                occurrence=occurrence,
                period=period,
                opens_at=opens,
            )
            kinds.get(stage.kind).open(task, actor=actor)


def _occurrences(stage: Stage, edition: Edition) -> list[tuple[str, datetime]]:
    """One occurrence a month or quarter of the programme's window; else just one, open at once."""
    if stage.every is None:
        return [("", clock.now())]
    window = edition.pack.window
    spans = window.months() if stage.every == "month" else window.quarters()
    return [(_period(stage, span), datetime.combine(span.start, time.min, clock.BANGKOK)) for span in spans]


def _period(stage: Stage, span: Window) -> str:
    """How a month or quarter is called: «ตุลาคม 2564», «ไตรมาส 1/2565» of the fiscal year."""
    if stage.every == "month":
        return format_date(span.start, style="month")
    return f"ไตรมาส {quarter(span.start)}/{fiscal_year(span.start)}"


@transaction.atomic
def enrol_group(
    above: Case, group: Group, *, answers: Mapping[str, object] | None = None, actor: Actor
) -> Case:
    """Take a registered group into the programme below this case. Raises Refused beyond the places allotted.

    `answers` are those to the form of enrolment, as typed; where they are given, the programme's rules of
    eligibility are asked, and the answers are kept with the event.
    """
    above = Case.objects.select_for_update(of=("self",)).select_related("edition__programme").get(pk=above.pk)
    require(rules.may_enrol_group(actor, above, queries.groups_enrolled(above)))
    _require_inside(above, group)
    kept = None if answers is None else eligible_answers(above.edition.pack, answers)
    case = open_case(above.edition, level=CaseLevel.GROUP, group=group, actor=actor)
    trail.log("group.enrolled", about=case, within=above, actor=actor, group=group.name, answers=kept)
    for enrolled in _on_enrolled:
        enrolled(case, actor)
    advance(above)
    return case


def _require_inside(above: Case, group: Group) -> None:
    if not is_within(group.path, above.path):
        raise Refused(
            _("กลุ่ม{group}อยู่นอกพื้นที่ของ{office} — เลือกกลุ่มในพื้นที่").format(group=group.name, office=above.subject)
        )
    if Case.objects.filter(edition=above.edition, group=group).exists():
        raise Refused(_("กลุ่ม{group}อยู่ในโครงการนี้แล้ว").format(group=group.name))


def when_enrolled(act: Callable[[Case, Actor], None]) -> None:
    """Let a higher room act in the same transaction when a group joins (money gives the group its share)."""
    _on_enrolled.append(act)


@transaction.atomic
def close_case(case: Case, *, result: str, reason: str, actor: Actor) -> None:
    """End a subject's passage: withdrawn or declined, with the reason. Its open tasks end with it."""
    assert result in (TaskResult.WITHDRAWN, TaskResult.DECLINED), result
    require(
        rules.may_enrol_group(actor, case.parent, -1) if case.parent else rules.may_extend(actor, case.path)
    )
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ยุติ เพื่อให้ผู้ตรวจสอบทราบที่มา"))
    claim(Case.objects.filter(pk=case.pk, closed_at__isnull=True), closed_at=clock.now())
    for task in case.tasks.filter(result=""):
        kinds.get(queries.stage_of(task).kind).withdraw(task, actor=actor)
        Task.objects.filter(pk=task.pk).update(
            result=result, finished_at=clock.now(), turn_role="", turn_office=None
        )
    trail.log("case.closed", about=case, actor=actor, result=result, reason=reason.strip())
    if case.parent:
        advance(case.parent)
