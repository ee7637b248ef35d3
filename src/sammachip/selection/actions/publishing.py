"""Publishing a result: places, tiers and reserve, frozen with all they rest on, in one transaction with what follows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from sammachip.cases.actions import advance
from sammachip.cases.actions.advancing import advancing_once
from sammachip.cases.models import Case
from sammachip.cases.queries import stage_of
from sammachip.core.area import Level, code_on
from sammachip.core.ranking import VOTE, Entry, Placed, placed, problems
from sammachip.core.thaidate import BANGKOK
from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.org.models import DEPARTMENT
from sammachip.org.queries import at_work_in, offices_over
from sammachip.records import actions as records
from sammachip.selection import papers_results as papers
from sammachip.selection import rules_results as rules
from sammachip.selection import seating
from sammachip.selection.actions.deciding import held, keep_drawn
from sammachip.selection.actions.letters import write_of_result
from sammachip.selection.dossier import sealed_hashes
from sammachip.selection.law import RoundLaw
from sammachip.selection.letters import hold_letters
from sammachip.selection.models import Placement, Resolution, Round, RoundEntry
from sammachip.selection.ordering import Entered, Vote, entered_in, sentence, turns_of, votes_of
from sammachip.selection.queries import places_read_once
from sammachip.selection.queries_results import place_names
from sammachip.selection.steadying import marked_by
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@transaction.atomic
def publish(resolution: Resolution, *, seen: int, actor: Actor) -> Resolution:
    """Publish what the meeting resolved: the places are counted from the marks themselves, and all that follows happens now.

    Raises Refused with what keeps it open, Stale if someone saved or published it since `seen`.
    """
    round_ = held(resolution.round)
    hold_letters(round_)
    resolution = Resolution.objects.select_related("made_by").get(pk=resolution.pk)
    resolution.round = round_
    require(rules.may_publish(actor, resolution))
    require(rules.has_quorum(resolution))
    result = settled(round_)
    passing = [one.key for one in result.order[: result.law.places]]
    require(rules.leaves_the_next_round_alone(round_, passing))
    Placement.objects.bulk_create(_placements(resolution, result.order, result.law))
    _put_in_force(resolution, result, seen, actor)
    if round_.published_at is None:
        Round.objects.filter(pk=round_.pk, published_at__isnull=True).update(published_at=clock.now())
        round_.refresh_from_db(fields=["published_at"])
    trail.log(
        "round.published", about=round_, within=round_.task.case, actor=actor, done_on=resolution.met_on,
        stage=round_.task.stage, number=resolution.number, digest=resolution.digest, places=round_.places,
    )  # fmt: skip
    keep_drawn(round_, actor=actor)
    settle_places(round_, actor)
    write_of_result(resolution, actor)
    _tell(round_)
    return resolution


@dataclass(frozen=True, slots=True)
class Settled:
    """An order in which nothing is open any more, and what it was counted from."""

    law: RoundLaw
    entered: Sequence[Entered]
    order: Sequence[Placed]
    votes: Sequence[Vote]


def settled(round_: Round) -> Settled:
    """The order of all entries by their sealed sheets' marks. Raises Refused with the first thing that keeps it open."""
    law = round_.law
    entered = entered_in(round_, RoundEntry.objects.filter(round=round_), law)
    marks = marked_by(round_, [one.pk for one in entered])
    votes = votes_of(round_)
    plain = [Entry(one.pk, marks.get(one.pk, ()), one.handed_in) for one in entered]
    order = placed(plain, law.weights, law.ties)
    if VOTE in law.ties and (turns := turns_of([one.equals for one in order], votes)):
        voted = [Entry(one.key, one.sheets, one.handed_in, turns.get(one.key)) for one in plain]
        order = placed(voted, law.weights, law.ties)
    sealed = {one.pk: (len(marks.get(one.pk, ())), one.needed) for one in entered}
    known = {one.pk: one for one in entered}
    require(rules.is_settled([sentence(one, known) for one in problems(sealed, order, law.tiers)]))
    return Settled(law, entered, order, votes)


def _placements(resolution: Resolution, order: Sequence[Placed], law: RoundLaw) -> Iterator[Placement]:
    tiers = [tier.name for tier in law.tiers for _place in range(tier.places)]
    for at, one in enumerate(order):
        passes = at < law.places
        yield Placement(
            resolution=resolution,
            entry_id=one.key,
            place=one.place,
            passed=passes,
            tier=tiers[at] if passes else "",
            reserve=None if passes else one.place - law.places,
            total=f"{one.total.numerator}/{one.total.denominator}",
            told_by=one.told_by,
        )


def _put_in_force(resolution: Resolution, result: Settled, seen: int, actor: Actor) -> None:
    """The draft as it was seen becomes the resolution, with its paper. Raises Stale if someone was faster."""
    resolution.published_by, resolution.published_at = actor.person, clock.now()
    frozen = frozen_of(resolution, result)
    resolution.frozen, resolution.digest = frozen, trail.digest_of_content(frozen)
    office = resolution.round.task.case.office
    assert office is not None, "a round is an office's"
    resolution.paper = records.issue(
        kind=papers.RESOLUTION,
        title=papers.resolution_title(resolution),
        about=resolution,
        office=office,
        path=office.path,
        document=papers.resolution_document(resolution),
        actor=actor,
    )
    claim(
        Resolution.objects.filter(pk=resolution.pk, saved=seen, published_at__isnull=True),
        **{
            name: getattr(resolution, name)
            for name in ("published_by", "published_at", "frozen", "digest", "paper")
        },
    )


def frozen_of(resolution: Resolution, result: Settled) -> dict[str, object]:
    """All that the resolution rests on, as plain values."""
    round_ = resolution.round
    seats = round_.panel.seats.select_related("person").order_by("pk")
    entered = {one.pk: one for one in result.entered}
    places = place_names(one.path for one in result.entered)
    return {
        "round": round_.pk,
        "rules": round_.digest,
        "number": resolution.number,
        "reason": resolution.reason,
        "meeting": resolution.meeting,
        "met_on": resolution.met_on.isoformat(),
        "place": resolution.place,
        "minutes": resolution.minutes,
        "quorum": round_.panel.quorum,
        "present": [
            {"seat": seat.pk, "name": seat.person.name, "post": seat.post, "duty": seat.duty, "marks": seat.marks}
            for seat in seats
            if seat.pk in resolution.present
        ],
        "votes": [list(vote) for vote in result.votes],
        "sections": sealed_hashes(round_),
        "published_at": resolution.published_at.astimezone(BANGKOK).isoformat()
        if resolution.published_at
        else "",
        "order": [_frozen_place(one, entered[one.entry_id], places) for one in _placements(resolution, result.order, result.law)],
    }  # fmt: skip


def _frozen_place(one: Placement, entered: Entered, places: Mapping[str, str]) -> dict[str, object]:
    return {
        "province": places.get(code_on(entered.path, Level.PROVINCE), ""),
        "district": places.get(code_on(entered.path, Level.DISTRICT), ""),
        "entry": entered.pk, "number": entered.number, "group": entered.name, "place": one.place, "passed": one.passed,
        "tier": one.tier, "reserve": one.reserve, "total": one.total, "told_by": one.told_by, "sheets": entered.sheets,
    }  # fmt: skip


def settle_places(round_: Round, actor: Actor) -> None:
    """What follows from who holds a place now: the tasks of office and groups, and what higher rooms give."""
    groups = Case.objects.filter(entries__round=round_).select_related("edition").order_by("path")
    with places_read_once(), advancing_once():
        seating.tell_seated(round_, actor=actor)
        advance(round_.task.case, *groups)


def people_over(paths: Iterable[str]) -> list[int]:
    """Whoever works in the districts and provinces in which these places lie; one query."""
    offices = {code for path in paths for code in offices_over(path)} - {DEPARTMENT}
    found = at_work_in(sorted(offices), clock.today())
    return [person for people in found.values() for person in people]


def _tell(round_: Round) -> None:
    """Notices go out only now: to the panel, and to the districts and provinces whose groups took part."""
    panel = round_.panel.seats.sitting().values_list("person_id", flat=True)
    trail.notify(
        "round-published",
        to=[*panel, *people_over(round_.entries.values_list("case__path", flat=True))],
        text=format_lazy(
            gettext_lazy("ประกาศผลการคัดเลือก: {title} {programme}"),
            title=stage_of(round_.task).title,
            programme=round_.task.case.edition.title,
        ),
        url=papers.result_url(round_),
    )
