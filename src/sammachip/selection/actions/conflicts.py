"""What keeps a member from an entry: found, told by the member, recorded from paper, lifted by the chair."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.rules import may_be_done_on
from sammachip.core.reading import one_line
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.selection import conflicts, rules
from sammachip.selection.actions.keeping import keep_totals
from sammachip.selection.models import (
    Assignment,
    Conflict,
    Declaration,
    PanelSeat,
    Round,
    RoundEntry,
    Sheet,
)
from sammachip.selection.models.panels import ROLE_OF_DUTY, Duty, seat_of
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.thai import in_thai
from sammachip.trail.writes import claim


@in_thai
def derive_conflicts(round_: Round, seats: Iterable[PanelSeat], *, actor: Actor) -> list[Conflict]:
    """Keep what the house itself knows to keep these members from the round's entries. What was lifted stays lifted."""
    entries = list(round_.entries.select_related("case"))
    grounds = {one.key for one in round_.law.grounds} & set(conflicts.DERIVED)
    people = {seat.person_id for seat in seats}
    window = round_.task.case.edition.pack.window
    found = conflicts.found(people, [entry.case for entry in entries], grounds, window)
    told = set(
        Conflict.objects.filter(person__in=people, case__in=[entry.case_id for entry in entries]).values_list(
            "person", "case", "ground"
        )
    )
    made = Conflict.objects.bulk_create(
        Conflict(
            person_id=one.person,
            case_id=one.case,
            ground=one.ground,
            because=one.because,
            derived=True,
            made_at=clock.now(),
        )
        for one in found
        if (one.person, one.case, one.ground) not in told
    )
    _follow(round_, made, actor)
    return made


@transaction.atomic
def declare(
    round_: Round, entries: Sequence[RoundEntry], *, ground: str = "", because: str = "", actor: Actor
) -> list[Conflict]:
    """Tell what keeps the hat's own seat from these entries; without any, that nothing further does. Raises Refused.

    Either way the member has declared, and may mark what is left.
    """
    require(rules.may_declare(actor, round_))
    seat = PanelSeat.objects.get(pk=seat_of(actor))
    made = _keep(round_, seat, entries, ground, because, actor) if entries else []
    _declared(round_, seat, clock.today(), False, actor)
    return made


@transaction.atomic
def record_declaration(
    round_: Round,
    seat: PanelSeat,
    entries: Sequence[RoundEntry],
    *,
    ground: str = "",
    because: str = "",
    declared_on: date,
    actor: Actor,
) -> list[Conflict]:
    """Keep what a member of the panel told on paper; the secretary records it. Raises Refused."""
    require(rules.may_run(actor, round_))
    require(may_be_done_on(declared_on))
    assert seat.panel_id == round_.panel_id, "a seat of the round's panel"
    made = _keep(round_, seat, entries, ground, because, actor) if entries else []
    _declared(round_, seat, declared_on, True, actor)
    return made


def _declared(round_: Round, seat: PanelSeat, day: date, on_paper: bool, actor: Actor) -> None:
    told = {"on_paper": on_paper, "declared_on": day, "made_by": actor.person, "made_at": clock.now()}
    _kept, new = Declaration.objects.get_or_create(round=round_, seat=seat, defaults=told)
    if new:
        trail.log("round.declared", about=round_, actor=actor, done_on=day, seat=seat.pk, on_paper=on_paper)


def _keep(
    round_: Round, seat: PanelSeat, entries: Sequence[RoundEntry], ground: str, because: str, actor: Actor
) -> list[Conflict]:
    labels = {one.key: one.label for one in round_.law.grounds}
    if ground not in labels:
        raise Refused(_("เลือกเหตุที่มีส่วนได้เสียจากรายการ: {grounds}").format(grounds=", ".join(labels.values())))
    words = one_line(because)
    if not words:
        raise Refused(_("ระบุข้อเท็จจริงของการมีส่วนได้เสีย เช่น เป็นพี่น้องกับประธานกลุ่ม"))
    cases = {entry.case_id for entry in entries}
    told = Conflict.objects.in_force().filter(person=seat.person_id, case__in=cases, ground=ground)
    known = set(told.values_list("case", flat=True))
    made = Conflict.objects.bulk_create(
        Conflict(
            person_id=seat.person_id,
            case_id=case,
            ground=ground,
            because=words,
            made_by=actor.person,
            made_at=clock.now(),
        )
        for case in sorted(cases - known)
    )
    _follow(round_, made, actor)
    return made


def _follow(round_: Round, made: Sequence[Conflict], actor: Actor) -> None:
    """What a new conflict brings with it: an event, sheets that no longer count, assignments taken back, a word to those
    who share out anew. The event names no marks: whoever it keeps away may read events."""
    for one in made:
        trail.log(
            "conflict.found",
            about=one,
            actor=actor,
            round=round_.pk,
            person=one.person_id,
            case=one.case_id,
            ground=one.ground,
            derived=one.derived,
        )
    _tell_to_share_out_anew(round_, [one for one in made if _let_go(one)])


def _let_go(one: Conflict) -> bool:
    """Take back what this member was to mark of this case, in every round that is not published; the sealed sheets no longer
    count. Gives back whether somebody else must mark instead."""
    seats = PanelSeat.objects.filter(person=one.person_id)
    entries = RoundEntry.objects.filter(case=one.case_id, round__published_at__isnull=True)
    list(entries.select_for_update(of=("self",), no_key=True).order_by("pk"))  # nobody seals meanwhile
    standing = Assignment.objects.standing().filter(seat__in=seats, entry__in=entries)
    ended = end_assignments(standing.values_list("pk", flat=True), reason=_reason())
    sheets = Sheet.objects.current().sealed().filter(seat__in=seats, entry__in=entries)
    if sheets.update(replaced_at=clock.now(), replace_reason=_reason()):
        for entry in entries.select_related("round"):
            keep_totals(entry)
    return bool(ended)


@in_thai
def _reason() -> str:
    return _("กรรมการมีส่วนได้เสียกับผลงานนี้")


def end_assignments(assignments: Iterable[int], *, reason: str) -> int:
    """Take these assignments back for this reason; gives back how many."""
    held = Assignment.objects.standing().filter(pk__in=list(assignments))
    return held.update(ended_at=clock.now(), end_reason=reason[:300])


def _tell_to_share_out_anew(round_: Round, made: Sequence[Conflict]) -> None:
    """Those who share out and whom nothing keeps from the entry are told that somebody else must mark it."""
    runs = [duty for duty in Duty if ROLE_OF_DUTY[duty] in (rules.CHAIR, rules.SECRETARY)]
    leaders = round_.panel.seats.sitting().filter(duty__in=runs, person__username__isnull=False)
    for one in made:
        barred = Conflict.objects.in_force().filter(case=one.case_id).values_list("person", flat=True)
        trail.notify(
            "conflict-found",
            to=sorted(set(leaders.values_list("person", flat=True)) - set(barred)),
            text=format_lazy(
                gettext_lazy("{member} มีส่วนได้เสียกับ{entry} จึงต้องมอบหมายกรรมการอื่นแทน"),
                member=one.person.name,
                entry=one.case,
            ),
            url=reverse("web:round-assignments", args=[round_.pk]),
        )


@transaction.atomic
def lift_conflict(conflict: Conflict, round_: Round, *, reason: str, actor: Actor) -> Conflict:
    """Let the member look at the entry again, for a reason. What was taken back is shared out anew by hand.

    Raises Refused, or Stale where it is lifted already.
    """
    require(rules.may_lift(actor, conflict, round_))
    if not one_line(reason):
        raise Refused(_("ระบุเหตุผลที่ยกเลิกการมีส่วนได้เสีย"))
    claim(
        Conflict.objects.in_force().filter(pk=conflict.pk),
        lifted_by=actor.person,
        lifted_at=clock.now(),
        lift_reason=one_line(reason),
    )
    conflict.refresh_from_db()
    trail.log("conflict.lifted", about=conflict, actor=actor, round=round_.pk, reason=conflict.lift_reason)
    return conflict
