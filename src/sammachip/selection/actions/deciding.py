"""What a meeting resolves, written down before it is published; the chair's vote on equals; how steady the result is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.cases.rules import may_be_done_on
from sammachip.core.reading import one_line
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.selection import rules_results as rules
from sammachip.selection.board import board_of
from sammachip.selection.models import PanelSeat, Resolution, Round, RoundEntry, Steadiness, TieVote
from sammachip.selection.ordering import Vote, entered_in, ordered, votes_of
from sammachip.selection.steadying import DRAWS, drawn
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its minutes tell of it; `present` are the seats that were there."""

    title: str
    met_on: date
    place: str
    present: tuple[int, ...]
    minutes: str


@transaction.atomic
def prepare_resolution(round_: Round, meeting: Meeting, *, reason: str = "", actor: Actor) -> Resolution:
    """A draft of what the meeting resolved. After publication it is the next resolution, which says why the result changes."""
    round_ = held(round_)
    require(rules.may_prepare(actor, round_))
    _require_whole(round_, meeting)
    number = round_.resolutions.count() + 1
    if round_.resolutions.filter(published_at__isnull=True).exists():
        raise Refused(_("มีร่างมติของรอบนี้อยู่แล้ว — แก้ไขร่างเดิม หรือให้ประธานประกาศก่อน"))
    if number > 1 and not reason.strip():
        raise Refused(_("รอบนี้ประกาศผลแล้ว มติใหม่ต้องระบุเหตุผลที่แก้ไขผล"))
    made = Resolution.objects.create(
        round=round_,
        number=number,
        reason=one_line(reason) if number > 1 else "",
        made_by=actor.person,
        made_at=clock.now(),
        **_columns(meeting),
    )
    trail.log("resolution.prepared", about=made, actor=actor, done_on=meeting.met_on, number=number)
    return made


@transaction.atomic
def save_resolution(
    resolution: Resolution, meeting: Meeting, *, reason: str = "", seen: int, actor: Actor
) -> Resolution:
    """The draft as the meeting is told of now. Raises Stale if someone saved it since `seen`, or published it."""
    require(rules.may_prepare(actor, resolution.round))
    _require_whole(resolution.round, meeting)
    claim(
        Resolution.objects.filter(pk=resolution.pk, saved=seen, published_at__isnull=True),
        saved=seen + 1,
        reason=one_line(reason) if resolution.number > 1 else "",
        **_columns(meeting),
    )
    resolution.refresh_from_db()
    trail.log("resolution.saved", about=resolution, actor=actor, done_on=meeting.met_on)
    return resolution


def held(round_: Round) -> Round:
    """The round, kept from others until this transaction ends: results, withdrawals and votes come one after another.

    Its office's case is held before it, since money that comes down meanwhile goes through the same accounts.
    """
    Case.objects.select_for_update(of=("self",), no_key=True).get(tasks=round_.task_id)
    rows = Round.objects.select_for_update(of=("self",)).select_related("task__case__edition", "panel")
    return rows.get(pk=round_.pk)


def _columns(meeting: Meeting) -> dict[str, object]:
    return {
        "meeting": one_line(meeting.title),
        "met_on": meeting.met_on,
        "place": one_line(meeting.place),
        "present": sorted(set(meeting.present)),
        "minutes": meeting.minutes.strip(),
    }


def _require_whole(round_: Round, meeting: Meeting) -> None:
    require(may_be_done_on(meeting.met_on))
    if not meeting.title.strip() or not meeting.minutes.strip():
        raise Refused(_("ระบุชื่อการประชุมและรายงานการประชุม"))
    if not meeting.present:
        raise Refused(_("เลือกผู้มาประชุม — มติต้องบอกว่าผู้ใดมาประชุม และต้องครบองค์ประชุมจึงประกาศได้"))
    held_then = PanelSeat.objects.held_on(meeting.met_on).filter(panel=round_.panel_id)
    known = set(held_then.values_list("pk", flat=True))
    if strange := set(meeting.present) - known:
        raise Refused(
            _("มีผู้มาประชุม {n} คนที่ไม่ได้เป็นกรรมการชุดนี้ในวันประชุม — ตรวจรายชื่อผู้มาประชุม").format(n=len(strange))
        )


@transaction.atomic
def vote_on_equals(
    round_: Round, entries: Sequence[int], *, minute: str, voted_on: date, actor: Actor
) -> TieVote:
    """The chair's vote sets these entries, equal in all else, in this order. Raises Refused where they are not exactly those
    that share a place, or where a vote on them stands already."""
    round_ = held(round_)
    require(rules.may_vote(actor, round_))
    require(may_be_done_on(voted_on))
    if not minute.strip():
        raise Refused(_("ระบุมติและเหตุผลของประธาน"))
    if set(entries) not in [set(one) for one in equals_in(round_)] or len(set(entries)) != len(entries):
        raise Refused(
            _("ผลงานที่เลือกไม่ได้มีคะแนนเท่ากันทุกเกณฑ์ — ลงมติได้เฉพาะผลงานที่ได้ลำดับเดียวกัน และต้องเรียงให้ครบทุกผลงาน")
        )
    if any(set(one) == set(entries) for one in votes_of(round_)):
        raise Refused(_("ประธานลงมติเรียงลำดับผลงานชุดนี้ไว้แล้ว — ถอนมติเดิมพร้อมเหตุผลก่อน จึงลงมติใหม่ได้"))
    made = TieVote.objects.create(
        round=round_,
        entries=list(entries),
        minute=minute.strip(),
        voted_on=voted_on,
        made_by=actor.person,
        made_at=clock.now(),
    )
    trail.log("round.voted", about=round_, actor=actor, done_on=voted_on, vote=made.pk)
    return made


def equals_in(round_: Round) -> list[Vote]:
    """Those of the round that nothing but a vote can tell apart."""
    entered = entered_in(round_, RoundEntry.objects.filter(round=round_), round_.law)
    shared = {one.equals for one in ordered(entered, round_.law).ranked if len(one.equals) > 1}
    return sorted(shared)


@transaction.atomic
def take_vote_back(vote: TieVote, *, reason: str, actor: Actor) -> TieVote:
    """The vote counts no more."""
    require(rules.may_vote(actor, held(vote.round)))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ถอนมติ"))
    claim(
        TieVote.objects.filter(pk=vote.pk, withdrawn_at__isnull=True),
        withdrawn_at=clock.now(),
        withdrawn_reason=one_line(reason),
    )
    vote.refresh_from_db()
    trail.log("round.vote-taken-back", about=vote.round, actor=actor, vote=vote.pk, reason=reason.strip())
    return vote


@transaction.atomic
def draw_panels(round_: Round, *, actor: Actor) -> Steadiness:
    """How the last line would stand under a thousand other panels drawn from the judges, of what this reader sees."""
    require(rules.may_draw(actor, round_))
    return keep_drawn(round_, actor=actor)


def keep_drawn(round_: Round, *, actor: Actor) -> Steadiness:
    """The panels drawn for the sheets this reader sees, once for the same sheets and with the same outcome; after
    publication everybody sees the same ones."""
    board = board_of(round_, actor)
    turns = {entry: turn for vote in board.votes for turn, entry in enumerate(vote, start=1)}
    above = drawn(round_, board.order, board.totals, turns, seed=board.digest)
    kept, is_new = Steadiness.objects.get_or_create(
        round=round_,
        digest=board.digest,
        defaults={"draws": DRAWS, "above": above, "made_at": clock.now()},
    )
    if is_new:
        trail.log("round.panels-drawn", about=round_, actor=actor, draws=DRAWS)
    return kept
