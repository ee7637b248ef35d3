"""Reads worth a name: whose office a hop is, when it is due, what stands in the way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.db.models import Count, Prefetch, prefetch_related_objects

from sammachip.cases.models import (
    Case,
    CaseLevel,
    Extension,
    Filing,
    FilingState,
    GroupSeat,
    Handwritten,
    PaperRecord,
    SignOff,
    SignVerdict,
    Task,
)
from sammachip.core.area import Level, ancestors, code_on, is_within, within
from sammachip.core.flow import Need, Opening, Outcome, Result, Step, opening
from sammachip.core.signoff import ROLE_LEVEL, Act, Decision, Hop
from sammachip.org.hats import Actor
from sammachip.org.models import DEPARTMENT, Office, Person, Post, Power
from sammachip.org.queries import offices_over, signing_power
from sammachip.programmes.models import Edition, Programme
from sammachip.programmes.pack import GROUP_MEMBER, Stage, of_role
from sammachip.programmes.queries import due_in_terms
from sammachip.trail import clock


def office_code(path: str, role: str) -> str:
    """The code of the office on this path where `role` sits. A seat of a group sits with its district."""
    return code_on(path, ROLE_LEVEL.get(role, Level.DISTRICT)) or DEPARTMENT


def edition_at(path: str, newest: Edition) -> Edition:
    """The edition that work at this path follows: that of its case or of the nearest above, else `newest`."""
    nearest = nearest_case(path, newest)
    return nearest.edition if nearest else newest


def nearest_case(path: str, edition: Edition) -> Case | None:
    """The case of the edition's programme at this path, or the nearest above it."""
    cases = Case.objects.filter(programme=edition.programme_id, path__in=ancestors(path))
    return cases.select_related("edition__programme").order_by("-path").first()


def followers(programme: Programme, actor: Actor) -> list[tuple[int, int]]:
    """Each edition's number with how many living cases in the actor's sight follow it, the newest first; one query."""
    seen = Case.objects.visible_to(actor).live().filter(programme=programme).order_by()
    counted = seen.values_list("edition__number").annotate(count=Count("pk"))
    return list(counted.order_by("-edition__number"))


def editions_at(case: Case) -> list[Edition]:
    """The editions that the cases at and below this one follow, by their numbers."""
    here = Case.objects.filter(programme=case.programme_id).within(case.path).order_by()
    return list(Edition.objects.filter(pk__in=here.values("edition")).order_by("number"))


def stage_of(task: Task, edition: Edition | None = None) -> Stage:
    """The task's stage as its case's edition of today has it, or as the edition of what was sent had it."""
    return (edition or task.case.edition).pack.stage(task.stage)


def edition_of(filing: Filing) -> Edition:
    """Where the filing is accepted, the edition under which that was sent; else the one its case follows today."""
    if filing.state != FilingState.ACCEPTED:
        return filing.task.case.edition
    return filing.revisions.select_related("edition").get(number=filing.accepted_revision or 0).edition


def writers(task: Task) -> tuple[str, ...]:
    """The roles that write this task's filing, for the level its case lives on."""
    return stage_of(task).writers(Level(task.case.level))


def writers_in_turn(tasks: Sequence[Task]) -> dict[int, str]:
    """For each of these tasks, the first of its writers who can write: a group only while it has a seat.

    One query where a group writes, else none.
    """
    cases = {task.case_id for task in tasks if GROUP_MEMBER in stage_of(task).by}
    seated = set(
        GroupSeat.objects.not_ended().filter(case__in=cases).values_list("case_id", flat=True)
        if cases
        else ()
    )
    return {task.pk: _first_writer(writers(task), seated=task.case_id in seated) for task in tasks}


def _first_writer(roles: Sequence[str], *, seated: bool) -> str:
    """The first of the roles; a group without a seat leaves its turn to the next, and keeps it where nobody is next."""
    able = [role for role in roles if seated or role != GROUP_MEMBER]
    return next(iter((*able, *roles)), "")


class DueDates:
    """The instants due for the stages of one edition: the pack's, an office's terms over them, a letter over both
    where it gives longer.

    Terms and letters hold for the programme, whichever edition they were made under.

    Reads terms and extensions once, so a list of tasks costs two queries however long it is. `but` is a letter to leave
    out: what would hold without it.
    """

    def __init__(self, edition: Edition, *, but: Extension | None = None) -> None:
        self._pack = edition.pack
        self._terms = due_in_terms(edition)
        self._moved: dict[tuple[str, str], list[Extension]] = defaultdict(list)
        for extension in Extension.objects.in_force().filter(edition__programme=edition.programme_id):
            if extension != but:
                self._moved[extension.stage, extension.role].append(extension)

    def due(self, task: Task, role: str) -> datetime | None:
        """When `role` must have sent on; of the letters that name this task or its office the longest holds."""
        return self.due_at(task.case.path, task.stage, role, task)

    def due_at(self, path: str, stage: str, role: str, task: Task | None = None) -> datetime | None:
        """The instant that holds at this path for whoever does the stage there, or for this task of it."""
        moment = self._in_terms(path, stage, role) or self._pack.stage(stage).due_for(role)
        for extension in self._moved.get((stage, role), ()):
            mine = task is not None and extension.task_id == task.pk
            if mine or (extension.task_id is None and is_within(path, extension.path)):
                moment = max(moment or extension.due_at, extension.due_at)
        return moment

    def _in_terms(self, path: str, stage: str, role: str) -> datetime | None:
        """What the nearest terms up the path set for this stage and role."""
        for code in reversed(offices_over(path)):
            if moment := of_role(self._terms.get(code, {}).get(stage, {}), role):
                return moment
        return None

    def due_for_writer(self, task: Task) -> datetime | None:
        """The writer's own instant; without one, that of the first hop that has one: the work must be there by then."""
        stage = self._pack.stage(task.stage)
        roles = [*writers(task), *(hop.role for hop in stage.signs)]
        return next((moment for role in roles if (moment := self.due(task, role))), None)


_read_already: ContextVar[dict[int, DueDates] | None] = ContextVar("_read_already", default=None)


@contextmanager
def due_dates_read_once() -> Iterator[None]:
    """Within the block an edition's instants are read once: for a walk that writes neither terms nor letters."""
    known = _read_already.get()
    before = _read_already.set({} if known is None else known)
    try:
        yield
    finally:
        _read_already.reset(before)


def due_dates(edition: Edition) -> DueDates:
    """The instants due in this edition, those already read for the walk that goes on."""
    known = _read_already.get()
    if known is None:
        return DueDates(edition)
    if edition.pk not in known:
        known[edition.pk] = DueDates(edition)
    return known[edition.pk]


def chain(task: Task, dates: DueDates | None = None, edition: Edition | None = None) -> list[Hop]:
    """The sign-offs this task's filings pass, in order, each with its instant; of what was sent, by its edition."""
    dates = dates or due_dates(edition or task.case.edition)
    hops = stage_of(task, edition).hops(Level(task.case.level))
    return [Hop(index, hop.role, hop.verb, dates.due(task, hop.role)) for index, hop in enumerate(hops)]


def acts_on(signoffs: Iterable[SignOff]) -> list[Act]:
    """Sign-offs as the pure turn-taking of core reads them; re-openings are no part of a chain."""
    return [
        Act(
            signoff.hop,
            Decision(signoff.verdict),
            signoff.revision,
            signoff.signer_id or 0,
            signoff.recorded_at,
            stands_in=signoff.for_next_office,
        )
        for signoff in signoffs
        if signoff.verdict != SignVerdict.REOPENED
    ]


def paper_waiting(filing: Filing) -> PaperRecord | None:
    """The signature on paper recorded for the hop whose turn it is, still to be checked by a second person."""
    return filing.paper_records.waiting().select_related("recorded_by", "scan").first()


def handwriting(filing: Filing) -> Handwritten | None:
    """The paper that the filing was keyed in from, if it was."""
    return Handwritten.objects.filter(filing=filing).select_related("filing", "scan").first()


def holders(role: str, office_id: str, day: date | None = None) -> list[Person]:
    """Those who hold the role in the office on the day, in order of their posts."""
    posts = Post.objects.of_role(role, office_id).held_on(day or clock.today()).select_related("person")
    return [post.person for post in posts if post.person.is_active]


def makers(filing: Filing) -> set[int]:
    """Whoever wrote the draft last and whoever sent it as their own: neither signs it."""
    senders = filing.revisions.filter(number=filing.revision).values_list("sent_by", flat=True)
    return {filing.maker_id, *senders}


def holders_by_hop(task: Task, hops: Sequence[Hop]) -> Mapping[int, list[int]]:
    """For each hop, the people who may sign there today: who holds its role in its office, then who stands in by an
    order. Two queries for the whole chain."""
    codes = {hop.index: office_code(task.case.path, hop.role) for hop in hops}
    offices, roles = set(codes.values()), {hop.role for hop in hops}
    posts = Post.objects.filter(office__in=offices, role__in=roles, person__is_active=True)
    powers = Power.objects.filter(for_office__in=offices, for_role__in=roles, holder__is_active=True)
    powers = powers.filter(programme_code__in={"", task.case.edition.programme.code})
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for office_id, role, person_id in (
        *posts.held_on(clock.today()).values_list("office_id", "role", "person_id"),
        *powers.in_force_on(clock.today()).values_list("for_office_id", "for_role", "holder_id"),
    ):
        found[office_id, role].append(person_id)
    return {hop.index: list(dict.fromkeys(found[codes[hop.index], hop.role])) for hop in hops}


def power_to_sign(actor: Actor, task: Task, role: str) -> Power | None:
    """The power of an order under which the actor signs as this role; None without one. Auditors and administrators
    sign nothing under those hats."""
    if not actor.takes_part:
        return None
    office = Office.objects.get(code=office_code(task.case.path, role))
    programme = task.case.edition.programme.code
    return signing_power(actor.person, office, role, clock.today(), None, programme=programme)


def names_by_hop(task: Task, hops: Sequence[Hop]) -> Mapping[int, list[str]]:
    """For each hop, the names of those who may sign there today; three queries."""
    holding = holders_by_hop(task, hops)
    people = Person.objects.in_bulk({person for ids in holding.values() for person in ids})
    return {index: [people[person].name for person in ids] for index, ids in holding.items()}


def results_around(case: Case, own: Iterable[Task] = ()) -> dict[str, list[Result | None]]:
    """By stage, the results that this case's stages may wait for; of its `own` tasks, where they were read, as they say.

    A stage of the case's own counts alone; else that of the nearest case above; else those of every live case
    below, each distinct result once, so the answer stays small however many cases there are.
    """
    wanted = {
        need.stage
        for stage in case.edition.pack.stages_of(Level(case.level))
        for need in (*stage.needs, *stage.unless)
    }
    seen: dict[str, list[Result | None]] = {}
    for task in own:
        if task.stage in wanted:
            seen.setdefault(task.stage, []).append(_result(task.result, task.tier))
    if not (wanted := wanted - seen.keys()):
        return seen
    tasks = Task.objects.filter(
        case__programme=case.programme_id, case__closed_at__isnull=True, stage__in=wanted
    )
    upward = tasks.filter(case__path__in=ancestors(case.path)).order_by("-case__path", "stage", "occurrence")
    nearest: dict[str, str] = {}
    for stage, path, result, tier in upward.values_list("stage", "case__path", "result", "tier"):
        if nearest.setdefault(stage, path) == path:
            seen.setdefault(stage, []).append(_result(result, tier))
    if not wanted - seen.keys():
        return seen
    low, high = within(case.path)
    below = tasks.filter(case__path__gt=low, case__path__lt=high).exclude(stage__in=seen)
    for stage, result, tier in below.order_by().values_list("stage", "result", "tier").distinct():
        seen.setdefault(stage, []).append(_result(result, tier))
    return seen


def _result(result: str, tier: str) -> Result | None:
    return Result(Outcome(result), tier or None) if result else None


def opening_of(task: Task, results: Mapping[str, Sequence[Result | None]]) -> Opening:
    """What the results around allow this task. A branch that others have closed is held back, as `unless` holds back."""
    stage = stage_of(task)
    found = opening(Step(stage.key, stage.needs, stage.unless), results)
    if any(_ruled_out(task, need, results) for need in stage.needs):
        return Opening(may_start=False, may_finish=False, held=True, waits_for=found.waits_for)
    return found


def _ruled_out(task: Task, need: Need, results: Mapping[str, Sequence[Result | None]]) -> bool:
    """Whether the need's own stage ended otherwise, on this case or above: then nothing is left to wait for.

    Of cases below, one that ended otherwise rules nothing out: the office waits until it is mended or taken out.
    """
    level = Level(task.case.level)
    upward = any(not level.is_above(per) for per in task.case.edition.pack.stage(need.stage).per)
    return upward and any(result and not need.met_by(result) for result in results.get(need.stage, ()))


def may_end(task: Task, opening: Opening) -> bool:
    """Whether work that is done also ends the task. A need that only gates the start asks nothing of its end."""
    needs = stage_of(task).needs
    return all(need.gate == "start" or need.stage not in opening.waits_for for need in needs)


def groups_enrolled(case: Case) -> int:
    """How many groups take part below this case now, at whatever depth they hang."""
    below = Case.objects.filter(programme=case.programme_id, level=CaseLevel.GROUP)
    return below.within(case.path).live().count()


def places_below(case: Case) -> int | None:
    """For how many groups this case has room: its own allotment, or the number the pack gives; None for any number.

    A pack's number holds for each case at the level from which groups are taken in.
    """
    enrol = case.edition.pack.enrol.get(Level.GROUP)
    if case.places is not None or enrol is None or not isinstance(enrol.places, int):
        return case.places
    nearest = [level for level in case.edition.pack.levels if level.is_above(Level.GROUP)][-1]
    return enrol.places if case.level == nearest else None


def fetch_filings(tasks: Sequence[Task]) -> None:
    """Fetch the filings of all these tasks that lack them; one query, or none."""
    # By the column: ordering by the relation would follow the order of tasks, cases and editions.
    prefetch_related_objects(tasks, Prefetch("filings", Filing.objects.order_by("task_id", "number")))


def filings_by_task(tasks: Sequence[Task]) -> dict[int, list[Filing]]:
    """The filings of each task that has any, oldest first; no query where they were fetched already."""
    fetch_filings(tasks)
    return {task.pk: found for task in tasks if (found := list(task.filings.all()))}


def newest_filing(task: Task) -> Filing | None:
    """The last filing that was begun on the task, if one was."""
    return task.filings.order_by("-number").first()


def sent_back(filing: Filing) -> SignOff | None:
    """The word by which this draft came back, if it did since it was sent last."""
    return filing.signoffs.sending_back().last() if filing.state == FilingState.DRAFT else None


def offices_on(path: str) -> list[Office]:
    """The offices from the department down to this path."""
    return list(Office.objects.filter(code__in=offices_over(path)).order_by("path"))
