"""What a group has before it on a phone: what to write, by when, what is missing, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from sammachip.cases import queries, rules
from sammachip.cases.actions.signing import standing_hop
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing, Receipt, SignOff, SignVerdict, Task
from sammachip.cases.receipts import receipts_of
from sammachip.core.area import Level
from sammachip.core.verdict import Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import GROUP_MEMBER, Stage
from sammachip.web.filing_parts import Part, answers_of, facts_for, parts_of
from sammachip.web.readings import task_standing
from sammachip.web.shapes import Standing

FEWEST_PARTS = 2
"""A form of fewer sections is one page on any screen."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One office on the way of what the group sends: by when it must be there, and when it was signed there."""

    verb: str
    office: str
    due: datetime | None
    signed_at: datetime | None
    here: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that the group writes: where it stands, what it waits for, and what may be done with it now."""

    task: Task
    stage: Stage
    standing: Standing
    due: datetime | None
    filing: Filing | None
    returned: SignOff | None
    may_start: Verdict
    may_edit: bool
    stops: Sequence[Stop]
    receipts: Sequence[Receipt]
    parts: Sequence[Part]

    @property
    def sent_at(self) -> datetime | None:
        return self.filing.first_sent_at if self.filing else None


def case_of(actor: Actor) -> Case | None:
    """The case in which this seat is."""
    [reach, *_rest] = actor.hat.sees
    edition = Prefetch("edition", Edition.objects.select_related("programme"))
    seen = (
        Case.objects.visible_to(actor).filter(path=reach.path).select_related("group__village__area__parent")
    )
    return seen.prefetch_related(edition).select_related("programme").first()


def duties_of(case: Case, actor: Actor) -> list[Duty]:
    """What the group writes in its case, in the programme's order."""
    tasks = case.tasks.select_related("turn_office").order_by("position", "occurrence")
    found = []
    for task in tasks:
        task.case = case  # one edition read once for all
        if GROUP_MEMBER in queries.stage_of(task).writers(Level.GROUP) and not task.held:
            found.append(_duty(task, actor))
    return found


def _duty(task: Task, actor: Actor) -> Duty:
    filing = task.filings.order_by("-number").first()
    if filing is not None:
        filing.task = task
    dates = queries.due_dates(task.case.edition)
    return Duty(
        task=task,
        stage=queries.stage_of(task),
        standing=task_standing(task),
        due=dates.due_for_writer(task),
        filing=filing,
        returned=queries.sent_back(filing) if filing else None,
        may_start=rules.may_start(actor, task, filing),
        may_edit=bool(filing and rules.may_edit(actor, filing)),
        stops=_stops(task, filing, dates),
        receipts=receipts_of(filing) if filing else [],
        parts=_parts(filing, actor) if filing else [],
    )


def _parts(filing: Filing, actor: Actor) -> list[Part]:
    """The parts of a draft that may be written now; none of a form so short that one page shows it."""
    if len(form_of(filing.task).sections) < FEWEST_PARTS or not rules.may_edit(actor, filing):
        return []
    facts = facts_for(filing)
    return parts_of(filing, answers_of(filing, facts), facts)


def _stops(task: Task, filing: Filing | None, dates: queries.DueDates) -> list[Stop]:
    hops = queries.chain(task, dates)
    codes = {hop.index: queries.office_code(task.case.path, hop.role) for hop in hops}
    offices = Office.objects.in_bulk(set(codes.values()))
    _hops, signoffs, now = standing_hop(filing) if filing and filing.is_sent else (hops, [], None)
    if filing is not None and not signoffs:
        signoffs = list(filing.signoffs.all())
    signed = {
        one.hop: one.recorded_at
        for one in signoffs
        if filing and one.revision == filing.revision and one.verdict == SignVerdict.SIGNED
    }
    return [
        Stop(hop.verb, offices[codes[hop.index]].short_name, hop.due, signed.get(hop.index), hop == now)
        for hop in hops
    ]
