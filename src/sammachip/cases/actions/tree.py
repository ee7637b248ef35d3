"""Opening cases in their tree, taking groups in, and ending a passage."""

from collections.abc import Callable
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import queries, rules
from sammachip.cases.actions.advancing import advance
from sammachip.cases.models import Case, CaseLevel, Task
from sammachip.core.area import Level
from sammachip.core.fiscal import Window
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
    held = Case.objects.filter(edition=edition, office=office, area=area, group=group).first()
    if held is None:
        held = _open_new(edition, level, office, area, group, places, actor)
    elif places is not None and held.places != places:
        held.places = places
        held.save(update_fields=["places"])
        trail.log("case.places", about=held, actor=actor, places=places)
    return held


def _open_new(
    edition: Edition,
    level: str,
    office: Office | None,
    area: Area | None,
    group: Group | None,
    places: int | None,
    actor: Actor,
) -> Case:
    subject = office or area or group
    assert subject is not None
    case = Case.objects.create(
        edition=edition,
        level=level,
        parent=_parent(edition, level, subject.path, actor),
        office=office,
        area=area,
        group=group,
        path=f"{subject.path}g{group.pk}/" if group else subject.path,
        opened_path=subject.path,
        places=places,
        opened_at=clock.now(),
    )
    trail.log("case.opened", about=case, actor=actor, level=level, places=places)
    _open_tasks(case, actor)
    advance(case)
    return case


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
    window = Window(edition.pack.window.start, edition.pack.window.end)
    if stage.every is None:
        return [("", clock.now())]
    spans = window.months() if stage.every == "month" else window.quarters()
    return [
        (label, datetime.combine(start, time.min, clock.BANGKOK))
        for label, start in ((span.label, span.start) for span in spans)
    ]


@transaction.atomic
def enrol_group(district: Case, group: Group, *, actor: Actor) -> Case:
    """Take a registered group into the programme below this case. Raises Refused beyond the places allotted."""
    Case.objects.select_for_update(of=("self",)).get(pk=district.pk)
    require(rules.may_enrol_group(actor, district, district.children.live().count()))
    if not group.path.startswith(district.path):
        raise Refused(
            _("กลุ่ม{group}อยู่นอกพื้นที่ของ{office} — เลือกกลุ่มในพื้นที่").format(
                group=group.name, office=district.subject
            )
        )
    if Case.objects.filter(edition=district.edition, group=group).exists():
        raise Refused(_("กลุ่ม{group}อยู่ในโครงการนี้แล้ว").format(group=group.name))
    case = open_case(district.edition, level=CaseLevel.GROUP, group=group, actor=actor)
    trail.log("group.enrolled", about=case, within=district, actor=actor, group=group.name)
    for enrolled in _on_enrolled:
        enrolled(case, actor)
    advance(district)
    return case


def when_enrolled(act: Callable[[Case, Actor], None]) -> None:
    """Let a higher room act in the same transaction when a group joins (money gives the group its share)."""
    _on_enrolled.append(act)


@transaction.atomic
def close_case(case: Case, *, result: str, reason: str, actor: Actor) -> None:
    """End a subject's passage: withdrawn or declined, with the reason. Its open tasks end with it."""
    require(
        rules.may_enrol_group(actor, case.parent, -1) if case.parent else rules.may_extend(actor, case.path)
    )
    claim(Case.objects.filter(pk=case.pk, closed_at__isnull=True), closed_at=clock.now())
    for task in case.tasks.filter(result=""):
        kinds.get(queries.stage_of(task).kind).withdraw(task, actor=actor)
        Task.objects.filter(pk=task.pk).update(
            result=result, finished_at=clock.now(), turn_role="", turn_office=None
        )
    trail.log("case.closed", about=case, actor=actor, result=result, reason=reason)
    if case.parent:
        advance(case.parent)
