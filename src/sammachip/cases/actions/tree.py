"""Opening cases in their tree, taking groups in, and ending a passage."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import queries, rules
from sammachip.cases.actions.advancing import advance, advancing_once
from sammachip.cases.belonging import taken_in
from sammachip.cases.eligibility import eligible
from sammachip.cases.models import Case, CaseLevel, CaseQuerySet, Ending, Listing, Task, TaskResult
from sammachip.cases.opening import may_open_work, openable
from sammachip.core.area import Level, code_on, is_within
from sammachip.core.fiscal import Window, fiscal_year, quarter
from sammachip.core.thaidate import BANGKOK, format_date
from sammachip.core.verdict import YES, Refused, Stale, Verdict, require
from sammachip.org.hats import Actor
from sammachip.org.models import DEPARTMENT, Area, Office
from sammachip.programmes import kinds
from sammachip.programmes.models import Edition, Programme
from sammachip.programmes.pack import Stage
from sammachip.registry.actions import lock_group
from sammachip.registry.models import Group, Roster
from sammachip.registry.roster_standings import Standing, place_of
from sammachip.registry.rules import stands_alone
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import day_name
from sammachip.trail.writes import claim

_before_closing: list[Callable[[Case], Verdict]] = []


@transaction.atomic
@advancing_once()
def open_case(
    edition: Edition,
    *,
    level: str,
    office: Office | None = None,
    area: Area | None = None,
    group: Group | None = None,
    places: int | None = None,
    done_on: date | None = None,
    actor: Actor,
) -> Case:
    """The case of this subject in the edition's programme, opened with all its tasks if it was not there yet.

    It follows the edition of the nearest case above it; where none is at work yet, the one given. The cases above it
    are opened too. `places` says how many cases may be enrolled below; given again, it replaces
    the number. `done_on` is the day on the papers on which it joined; none given means today.
    """
    subject = Subject(level, office, area, group, done_on or clock.today())
    held = _case_of(edition, subject) or _open_new(edition, subject, places, actor)
    if places is not None and held.places != places:
        held.places = places
        held.save(update_fields=["places"])
        trail.log("case.places", about=held, actor=actor, places=places)
    return held


@transaction.atomic
@advancing_once()
def open_work(
    edition: Edition,
    codes: Collection[str],
    *,
    places: int | None = None,
    done_on: date | None = None,
    actor: Actor,
) -> list[Case]:
    """The cases of these offices and areas, opened by the officer whom the programme names; all of them or none.

    Raises Refused where the role opens nothing, and for a place that is opened already or not of the own area.
    """
    require(may_open_work(actor, edition))
    require(rules.may_be_done_on(done_on))
    found = {one.code: (part.level, one) for part in openable(edition, actor) for one in part.subjects}
    if unknown := sorted(set(codes) - set(found)):
        raise Refused(
            Verdict(
                _(
                    "เปิดงานของ {codes} ไม่ได้ เพราะเปิดแล้วหรือไม่อยู่ในพื้นที่ที่ท่านเปิดงานได้ — เลือกจากรายการที่ยังไม่ได้เปิดงาน"
                ).format(codes=", ".join(unknown)),
                "place",
            )
        )
    return [_open(edition, *found[code], places, done_on, actor) for code in sorted(set(codes))]


def _open(
    edition: Edition, level: Level, subject: Office | Area, places: int | None, day: date | None, actor: Actor
) -> Case:
    office, area = (subject, None) if isinstance(subject, Office) else (None, subject)
    return open_case(edition, level=level, office=office, area=area, places=places, done_on=day, actor=actor)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose passage a case is, an office, an area or a group, and from which day."""

    level: str
    office: Office | None
    area: Area | None
    group: Group | None
    joined_on: date

    @property
    def path(self) -> str:
        """The path of the subject's place; a group's case adds a step of its own."""
        whose = self.office or self.area or self.group
        assert whose is not None
        return whose.path


def _case_of(edition: Edition, subject: Subject) -> Case | None:
    found = Case.objects.filter(
        programme=edition.programme_id, office=subject.office, area=subject.area, group=subject.group
    )
    return found.first()


def _open_new(newest: Edition, subject: Subject, places: int | None, actor: Actor) -> Case:
    """A new case, unless somebody opened it while this one waited for the lock on what stands above."""
    parent = case_above(newest, subject.level, subject.path, actor=actor)
    parent = _lock(parent or newest.programme)
    edition = newest if parent is None else parent.edition
    if (held := _case_of(edition, subject)) is not None:
        return held
    case = Case.objects.create(
        programme=edition.programme,
        edition=edition,
        level=subject.level,
        parent=parent,
        office=subject.office,
        area=subject.area,
        group=subject.group,
        path=f"{subject.path}g{subject.group.pk}/" if subject.group else subject.path,
        opened_path=subject.path,
        places=places,
        joined_on=subject.joined_on,
        opened_at=clock.now(),
    )
    trail.log("case.opened", about=case, actor=actor, level=subject.level, places=places)
    open_tasks(case, planned_tasks(case.edition, case.level), actor)
    advance(case)
    return case


def _lock(row: Case | Programme) -> Case | None:
    """Let nobody else open a case right below this row until the transaction ends; a case as it stands now."""
    if isinstance(row, Case):
        held = Case.objects.select_for_update(of=("self",), no_key=True)
        return held.select_related("edition__programme").get(pk=row.pk)
    Programme.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    return None


def case_above(newest: Edition, level: str, path: str, *, actor: Actor) -> Case | None:
    """The case one used level up on this path, opened if need be; the nearest on the path says which levels are used."""
    nearest = queries.nearest_case(path, newest)
    edition = nearest.edition if nearest else newest
    used = [one for one in edition.pack.levels if one.is_above(Level(level))]
    if not used:
        return None
    above = used[-1]
    if nearest is not None and nearest.level == above:
        return nearest
    code = code_on(path, above)
    if above is Level.SUBDISTRICT:
        return open_case(edition, level=above, area=Area.objects.get(code=code), actor=actor)
    return open_case(edition, level=above, office=Office.objects.get(code=code or DEPARTMENT), actor=actor)


@dataclass(frozen=True, slots=True)
class Planned:
    """A task that an edition asks of every case of a level: its stage, its place, its month or quarter."""

    stage: Stage
    position: int
    occurrence: int
    period: str
    opens_at: datetime


def planned_tasks(edition: Edition, level: str) -> list[Planned]:
    """Every task that the edition asks of a case of this level, in its order."""
    return [
        Planned(stage, position, occurrence, period, opens)
        for position, stage in enumerate(edition.pack.stages, start=1)
        if Level(level) in stage.per
        for occurrence, (period, opens) in enumerate(_occurrences(stage, edition), start=1)
    ]


def open_tasks(case: Case, planned: Iterable[Planned], actor: Actor) -> None:
    """Give the case these tasks, and tell each one's kind."""
    opened = [
        (
            one.stage.kind,
            Task(
                case=case,
                stage=one.stage.key,
                position=one.position,
                occurrence=one.occurrence,
                period=one.period,
                opens_at=one.opens_at,
            ),
        )
        for one in planned
    ]
    Task.objects.bulk_create(task for _kind, task in opened)
    for kind, task in opened:
        kinds.get(kind).open(task, actor=actor)


def _occurrences(stage: Stage, edition: Edition) -> list[tuple[str, datetime]]:
    """One occurrence a month or quarter of the programme's window; else just one, open at once."""
    if stage.every is None:
        return [("", clock.now())]
    window = edition.pack.window
    spans = window.months() if stage.every == "month" else window.quarters()
    return [(_period(stage, span), datetime.combine(span.start, time.min, BANGKOK)) for span in spans]


def _period(stage: Stage, span: Window) -> str:
    """How a month or quarter is called: «ตุลาคม 2564», «ไตรมาส 1/2565» of the fiscal year."""
    if stage.every == "month":
        return format_date(span.start, style="month")
    return f"ไตรมาส {quarter(span.start)}/{fiscal_year(span.start)}"


@transaction.atomic
@advancing_once()
def enrol_group(
    above: Case, group: Group, *, answers: Mapping[str, object], done_on: date | None = None, actor: Actor
) -> Case:
    """Take a registered group into the programme below this case. Raises Refused beyond the places allotted, and where
    a rule of the programme's eligibility says no.

    `answers` are those to the form of enrolment, as typed; the event keeps them, and the case which revision of each named
    list said what. `done_on` is the day on which the group was chosen, for work typed in late; none given means today.
    """
    above = (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("edition__programme")
        .get(pk=above.pk)
    )
    require(rules.may_enrol_group(actor, above, queries.groups_enrolled(above)))
    require(rules.may_be_done_on(done_on))
    trail.hold(actor)
    _require_inside(above, lock_group(group))
    kept, lists = eligible(above.edition.pack, answers, place_of(group), done_on=done_on)
    case = open_case(above.edition, level=CaseLevel.GROUP, group=group, done_on=done_on, actor=actor)
    _keep_listings(case, lists)
    trail.log(
        "group.enrolled",
        about=case,
        within=above,
        actor=actor,
        done_on=case.joined_on,
        group=group.name,
        answers=kept,
        lists=[{"list": one.key, "roster": one.roster, "listed": one.listed} for one in lists],
    )
    advance(above)
    return case


def _keep_listings(case: Case, lists: Collection[Standing]) -> None:
    """Keep what each list said. Raises Stale where one was taken back at the same moment."""
    rosters = {one.roster.pk: one for one in lists if one.roster}
    Listing.objects.bulk_create(
        Listing(case=case, roster_id=pk, listed=one.listed is True) for pk, one in rosters.items()
    )
    if Roster.objects.standing().filter(pk__in=rosters).count() != len(rosters):
        raise Stale(_("บัญชีรายชื่อเปลี่ยนไประหว่างนำเข้า — ตรวจคุณสมบัติอีกครั้ง"))


def _require_inside(above: Case, group: Group) -> None:
    if not is_within(group.path, above.path):
        raise Refused(
            _("กลุ่ม{group}อยู่นอกพื้นที่ของ{office} — เลือกกลุ่มในพื้นที่").format(group=group.name, office=above.subject)
        )
    require(stands_alone(group))
    if Group.objects.filter(taken_in(programme=above.programme_id), pk=group.pk).exists():
        raise Refused(_("กลุ่ม{group}อยู่ในโครงการนี้แล้ว").format(group=group.name))


TASKS_END = {
    Ending.WITHDRAWN: TaskResult.WITHDRAWN,
    Ending.DECLINED: TaskResult.DECLINED,
    Ending.SILENT: TaskResult.DECLINED,
    Ending.LOST_STANDING: TaskResult.WITHDRAWN,
}
"""What the open tasks come to when a passage ends so."""


@transaction.atomic
def close_case(
    case: Case, *, result: str, reason: str, below: int = 0, done_on: date | None = None, actor: Actor
) -> None:
    """End a subject's passage as one of `Ending`, with the reason; whatever lies below it ends with it.

    `below` is how many cases the actor was told end with this one: raises Stale when there are more or fewer by now.
    Raises Refused while something in them binds others, such as money committed and not paid.
    """
    ending = Ending(result)
    hold_tree(case)
    require(rules.may_close_case(actor, case))
    day = done_on or clock.today()
    _require_closable(case, reason, day)
    require(rules.may_end_as(case, ending, day))
    require(may_end_now(case))
    claim(
        Case.objects.filter(pk=case.pk, closed_at__isnull=True),
        closed_at=clock.now(),
        left_on=day,
        ended_as=ending,
        ended_because=reason.strip(),
    )
    following = list(cases_ending_with(case))
    if len(following) != below:
        raise Stale(
            _("ขณะนี้มีงานที่จะสิ้นสุดตามไปด้วย {now} งาน ไม่ใช่ {told} งาน — ตรวจรายการแล้วยืนยันอีกครั้ง").format(
                now=len(following), told=below
            )
        )
    for one in (*following, case):
        _end(one, TASKS_END[ending], day, actor)
    trail.log(
        "case.closed", about=case, actor=actor, done_on=day, result=result, reason=reason.strip(), below=below
    )
    if case.parent:
        advance(case.parent)


def hold_tree(case: Case) -> None:
    """Let nobody send from, or open anything under, the cases at and below this one until the transaction ends."""
    rows = Case.objects.filter(programme=case.programme_id).within(case.path)
    list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def cases_ending_with(case: Case) -> CaseQuerySet:
    """The living cases below this one, the lowest first: they end when it ends."""
    below = Case.objects.filter(programme=case.programme_id).within(case.path).live().exclude(pk=case.pk)
    return below.select_related("edition__programme", "parent").order_by("-path", "pk")


def before_closing(check: Callable[[Case], Verdict]) -> None:
    """Let a higher room say whether a case may end with all below it (money asks what is bound)."""
    _before_closing.append(check)


def may_end_now(case: Case) -> Verdict:
    """Whether nothing at or below the case stands against its end; else the first reason."""
    return next((verdict for check in _before_closing if not (verdict := check(case))), YES)


def _require_closable(case: Case, reason: str, day: date) -> None:
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ยุติ เพื่อให้ผู้ตรวจสอบทราบที่มา"))
    require(rules.may_be_done_on(day))
    if case.level == CaseLevel.GROUP and day < case.joined_on:
        raise Refused(
            _("วันที่สิ้นสุด {day} มาก่อนวันที่เข้าร่วม {joined} — ตรวจวันที่").format(
                day=day_name(day), joined=day_name(case.joined_on)
            )
        )


def _end(case: Case, result: TaskResult, day: date, actor: Actor) -> None:
    """Close the row if it still is open, and end its open tasks."""
    Case.objects.filter(pk=case.pk, closed_at__isnull=True).update(closed_at=clock.now(), left_on=day)
    for task in case.tasks.filter(result="").select_related("case__edition__programme", "case__parent"):
        kinds.get(queries.stage_of(task).kind).withdraw(task, actor=actor)
        Task.objects.filter(pk=task.pk).update(
            result=result, finished_at=clock.now(), turn_role="", turn_office=None
        )
