"""Sharing entries out among those who mark: all in one click, one more, one taken back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.queries import stage_of
from sammachip.core.judging import TooFew
from sammachip.core.reading import one_line
from sammachip.core.verdict import YES, Refused, Verdict, require
from sammachip.org.hats import Actor
from sammachip.selection import rules
from sammachip.selection.actions.conflicts import end_assignments
from sammachip.selection.assigning import pool, proposed
from sammachip.selection.models import Assignment, Conflict, PanelSeat, Round, RoundEntry, Sheet
from sammachip.trail import actions as trail
from sammachip.trail import clock


@transaction.atomic
def share_out(round_: Round, *, actor: Actor) -> list[Assignment]:
    """Give every entry that lacks somebody the members it needs, as evenly as can be. Raises Refused where too few may.

    Entries that something keeps the actor from are left for another of those who run the round.
    """
    require(rules.may_run(actor, round_))
    Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round_.pk)
    entries = pool(round_, actor)
    try:
        found = proposed(entries)
    except TooFew as few:
        raise Refused(too_few(few)) from few
    made = _assign([(entry, seat) for entry, seats in found.items() for seat in seats], actor)
    if not made:
        raise Refused(rules.nothing_to_share())
    trail.log(
        "round.shared-out", about=round_, actor=actor, pairs=[[one.entry_id, one.seat_id] for one in made]
    )
    _tell(round_, {one.seat_id for one in made}, actor)
    return made


def too_few(few: TooFew) -> Verdict:
    """Why nothing can be shared out: an entry that too few may mark."""
    entry = RoundEntry.objects.select_related("case").get(pk=few.entry)
    words = _(
        "ผลงานลำดับ {number} {entry} มีกรรมการที่ให้คะแนนได้ {n} คน แต่ต้องมี {needed} คน — เพิ่มกรรมการ หรือทบทวนการมีส่วนได้เสีย"
    )
    return Verdict(
        words.format(number=entry.number, entry=entry.case, n=few.judges, needed=few.needed), "too-few"
    )


def _assign(pairs: Iterable[tuple[int, int]], actor: Actor) -> list[Assignment]:
    return Assignment.objects.bulk_create(
        Assignment(entry_id=entry, seat_id=seat, made_by=actor.person, made_at=clock.now())
        for entry, seat in pairs
    )


@transaction.atomic
def assign(entry: RoundEntry, seat: PanelSeat, *, actor: Actor) -> Assignment:
    """Give the entry to one more member. Raises Refused."""
    round_ = entry.round
    require(rules.may_run(actor, round_))
    Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round_.pk)
    require(_may_be_given(entry, seat))
    (made,) = _assign([(entry.pk, seat.pk)], actor)
    trail.log("round.assigned", about=round_, actor=actor, entry=entry.pk, seat=seat.pk)
    _tell(round_, {seat.pk}, actor)
    return made


def _may_be_given(entry: RoundEntry, seat: PanelSeat) -> Verdict:
    name = seat.person.name
    if entry.withdrawn_at:
        return Verdict(_("ผลงานนี้ออกจากรอบแล้ว จึงไม่ต้องให้คะแนน"), "withdrawn")
    if not (seat.marks and seat.ends_on is None and seat.panel_id == entry.round.panel_id):
        return Verdict(_("{name} ไม่ได้เป็นกรรมการที่ให้คะแนนในรอบนี้").format(name=name), "role")
    if Conflict.objects.in_force().filter(person=seat.person_id, case=entry.case_id).exists():
        return Verdict(
            _("{name} มีส่วนได้เสียกับ{entry} จึงมอบหมายให้ไม่ได้ — เลือกกรรมการคนอื่น").format(
                name=name, entry=entry.case
            ),
            "conflict",
        )
    if entry.assignments.standing().filter(seat=seat).exists():
        return Verdict(_("มอบหมาย{entry}ให้ {name} แล้ว").format(name=name, entry=entry.case), "assigned")
    return YES


@transaction.atomic
def take_back(assignment: Assignment, *, reason: str, actor: Actor) -> None:
    """Take an entry back from a member who has not sealed marks of it, for a reason. Raises Refused."""
    round_ = assignment.entry.round
    require(rules.may_run(actor, round_))
    if not one_line(reason):
        raise Refused(_("ระบุเหตุผลที่ถอนการมอบหมาย"))
    RoundEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=assignment.entry_id)
    sealed = Sheet.objects.current().sealed().filter(entry=assignment.entry_id, seat=assignment.seat_id)
    if sealed.exists():
        raise Refused(
            _("{name} ปิดผนึกคะแนนของผลงานนี้แล้ว จึงถอนการมอบหมายไม่ได้").format(name=assignment.seat.person.name)
        )
    if not end_assignments([assignment.pk], reason=one_line(reason)):
        raise Refused(_("การมอบหมายนี้ถูกถอนไปแล้ว"))
    trail.log(
        "round.taken-back",
        about=round_,
        actor=actor,
        entry=assignment.entry_id,
        seat=assignment.seat_id,
        reason=one_line(reason),
    )


def _tell(round_: Round, seats: set[int], actor: Actor) -> None:
    people = PanelSeat.objects.filter(pk__in=seats, person__username__isnull=False)
    trail.notify(
        "entries-assigned",
        to=people.exclude(person=actor.person).values_list("person", flat=True),
        text=format_lazy(
            gettext_lazy("มีผลงานของรอบ «{round}» รอท่านให้คะแนน"), round=stage_of(round_.task).title
        ),
        url=round_.get_absolute_url(),
    )
