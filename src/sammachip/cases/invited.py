"""The groups of a programme's named list, each with where it stands: told, asked, answered, handed in, or out and why.

Every line of the list has one standing, so their counts always come to the length of the list; that length is no gate.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from sammachip.cases import answering
from sammachip.cases.models import Case, Ending, Filing, FilingState, Task, TaskResult
from sammachip.core.fields import FormSpec
from sammachip.core.shown import display
from sammachip.core.thainum import fold
from sammachip.org.hats import Actor
from sammachip.programmes.outwardspec import Invitation
from sammachip.programmes.pack import Pack
from sammachip.registry.models import Group, Merge, Roster, RosterLine
from sammachip.registry.roster_standings import in_force
from sammachip.trail import clock


class Stand(TextChoices):
    """Where a group of the list stands, from the list to the hand-in; the last four are ends."""

    UNREGISTERED = "unregistered", _("ยังไม่อยู่ในทะเบียนกลุ่ม")
    OUTSIDE = "outside", _("ยังไม่นำเข้าโครงการ")
    UNTOLD = "untold", _("ยังไม่แจ้ง")
    TOLD = "told", _("แจ้งแล้ว รอคำตอบ")
    WRITING = "writing", _("เข้าร่วม กำลังจัดทำ")
    HANDED_IN = "handed-in", _("ส่งแล้ว รอตรวจ")
    APPLIED = "applied", _("ยื่นครบแล้ว")
    DECLINED = "declined", _("ไม่เข้าร่วม")
    SILENT = "silent", _("ไม่ตอบหรือไม่ส่งภายในกำหนด")
    LOST_STANDING = "lost-standing", _("ขาดคุณสมบัติ")
    WITHDRAWN = "withdrawn", _("ถอนตัว")


OUT = (Stand.DECLINED, Stand.SILENT, Stand.LOST_STANDING, Stand.WITHDRAWN)
"""The standings of those who hand nothing in."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the stage of telling says so far, also in a draft: when, by which way, the answer, why not."""

    on: date | None = None
    how: str = ""
    takes_part: bool | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """One group of the list. `group` is None while it is not registered, `case` while it is not in the programme."""

    line: RosterLine
    group: Group | None
    case: Case | None
    telling: Telling
    application: Task | None
    stand: Stand

    @property
    def answer(self) -> str:
        """What it answered, in words; nothing while it has not."""
        match self.telling.takes_part:
            case None:
                return ""
            case True:
                return str(_("เข้าร่วม"))
        return str(Stand.DECLINED.label)

    @property
    def reason(self) -> str:
        """Why it is out, in the words recorded."""
        return (self.case.ended_because if self.case else "") or self.telling.why

    @property
    def handing_in(self) -> str:
        """How far the hand-in is, as the task says; nothing of a group that is out."""
        return self.application.label if self.application and self.stand not in OUT else ""

    @property
    def due(self) -> datetime | None:
        """By when it is to hand in, as long as that is awaited."""
        awaited = self.application is not None and self.stand not in (*OUT, Stand.APPLIED)
        return self.application.next_due if awaited and self.application else None


@dataclass(frozen=True, slots=True)
class InvitedList:
    """The lines of a programme's list under one place, with the revisions that speak there."""

    title: str
    rosters: Sequence[Roster]
    rows: Sequence[Invited]

    def counts(self) -> Mapping[Stand, int]:
        """How many stand where, in the order of `Stand`; together all of them."""
        found = Counter(one.stand for one in self.rows)
        return {stand: found[stand] for stand in Stand}

    def at(self, stand: str) -> Sequence[Invited]:
        return [one for one in self.rows if one.stand == stand]


def invited_under(case: Case, actor: Actor) -> InvitedList | None:
    """The groups of the programme's list at and under this case, as the actor may see them; None where it has no list.

    Nine queries, however long the list is.
    """
    pack = case.edition.pack
    named = pack.listed_groups
    if named is None or pack.invitation is None:
        return None
    rosters = in_force([named], case.path, clock.today())[named.key]
    lines = RosterLine.objects.visible_to(actor).filter(roster__in=rosters).within(case.path).in_order()
    listed = list(lines.select_related("roster__office"))
    groups = registered(listed)
    rows = _standing(case, pack, pack.invitation, [(line, groups.get(line.pk)) for line in listed])
    return InvitedList(named.title, rosters, rows)


def registered(lines: Sequence[RosterLine]) -> dict[int, Group]:
    """By line, the registered group it means: the one it named when it came, else the one of that name in that village.

    A group joined into another is that other one. Three queries.
    """
    merged = dict(
        Merge.objects.standing()
        .filter(group__village__in={line.code for line in lines})
        .order_by("pk")
        .values_list("group", "into")
    )
    villages = Group.objects.filter(village__in={line.code for line in lines}, taken_back_by__isnull=True)
    by_name = {(one.village_id, one.name_folded): one.pk for one in villages.order_by("-pk")}
    wanted = {
        line.pk: pk
        for line in lines
        if (pk := line.group_id or by_name.get((line.code, fold(line.name)))) is not None
    }
    meant = {line: merged.get(pk, pk) for line, pk in wanted.items()}
    groups = Group.objects.select_related("village__area__parent").in_bulk(set(meant.values()))
    return {line: groups[pk] for line, pk in meant.items() if pk in groups}


def _standing(
    case: Case, pack: Pack, asked: Invitation, listed: Sequence[tuple[RosterLine, Group | None]]
) -> list[Invited]:
    cases = _cases(case, [group for _line, group in listed if group])
    tasks = _tasks(list(cases.values()), (asked.stage, asked.application))
    tellings = _tellings(
        pack, asked, [task for (_case, stage), task in tasks.items() if stage == asked.stage]
    )
    rows = []
    for line, group in listed:
        found = cases.get(group.pk) if group else None
        telling = tellings.get(found.pk, Telling()) if found else Telling()
        application = tasks.get((found.pk, asked.application)) if found else None
        told = tasks.get((found.pk, asked.stage)) if found else None
        stand = _stand(group, found, told, telling, application)
        rows.append(Invited(line, group, found, telling, application, stand))
    return rows


def _cases(case: Case, groups: Sequence[Group]) -> dict[int, Case]:
    """By group, its case in the programme, also where it stands under the name of one joined into it."""
    joined = dict(
        Merge.objects.standing().filter(into__in=groups).order_by("pk").values_list("group", "into")
    )
    family = {*joined, *(one.pk for one in groups)}
    found = Case.objects.filter(programme=case.programme_id, group__in=family)
    rows = found.select_related("edition__programme", "parent__office", "group").order_by("-pk")
    return {joined.get(one.group_id or 0, one.group_id or 0): one for one in rows}


def _tasks(cases: Sequence[Case], stages: Iterable[str]) -> dict[tuple[int, str], Task]:
    rows = Task.objects.filter(case__in=cases, stage__in=stages).order_by("-occurrence")
    return {(one.case_id, one.stage): one for one in rows.prefetch_related("filings")}


def _tellings(pack: Pack, asked: Invitation, tasks: Sequence[Task]) -> dict[int, Telling]:
    """What each group was told and answered, from the newest filing of its task; what cannot be read is not known."""
    form = pack.forms[str(pack.stage(asked.stage).form)]
    newest = {
        task.case_id: max(task.filings.all(), key=lambda one: one.number, default=None) for task in tasks
    }
    return {case: _telling(form, one, asked) for case, one in newest.items() if one is not None}


def _telling(form: FormSpec, filing: Filing, asked: Invitation) -> Telling:
    said = answering.coerce(form, filing.answers).values
    on, answer = said.get(asked.on), said.get(asked.answer)
    return Telling(
        on if isinstance(on, date) else None,
        display(form.named(asked.how), said.get(asked.how)),
        answer if isinstance(answer, bool) else None,
        str(said.get(asked.why) or "") if answer is False else "",
    )


ENDED_AS = {
    Ending.WITHDRAWN: Stand.WITHDRAWN,
    Ending.DECLINED: Stand.DECLINED,
    Ending.SILENT: Stand.SILENT,
    Ending.LOST_STANDING: Stand.LOST_STANDING,
}


def _stand(
    group: Group | None, case: Case | None, told: Task | None, telling: Telling, application: Task | None
) -> Stand:
    """The one standing that is true of the group, the farthest first."""
    if group is None:
        return Stand.UNREGISTERED
    if case is None or told is None or application is None:
        return Stand.OUTSIDE
    if application.result == TaskResult.PASSED:
        return Stand.APPLIED
    if case.closed_at:
        return ENDED_AS[Ending(case.ended_as)] if case.ended_as else Stand.WITHDRAWN
    if told.result == TaskResult.DECLINED:
        return Stand.DECLINED
    if any(one.state in (FilingState.SENT, FilingState.ACCEPTED) for one in application.filings.all()):
        return Stand.HANDED_IN
    if told.result == TaskResult.PASSED:
        return Stand.WRITING
    return Stand.TOLD if telling.on else Stand.UNTOLD
