"""What is held against a published result, and the answer. Neither touches the result: that changes by a resolution."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases.rules import may_be_done_on
from sammachip.core.reading import one_line
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.selection import rules_results as rules
from sammachip.selection.models import Complaint, Resolution, RoundEntry
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@dataclass(frozen=True, slots=True)
class Complained:
    """Who complains, of which entry or of the whole, when it came and what it says."""

    complainant: str
    received_on: date
    words: str
    entry: RoundEntry | None = None


@transaction.atomic
def record_complaint(resolution: Resolution, said: Complained, *, actor: Actor) -> Complaint:
    """Keep a complaint against this published resolution."""
    require(rules.may_follow_up(actor, resolution.round))
    require(may_be_done_on(said.received_on))
    if resolution.published_at is None:
        raise Refused(_("ร้องเรียนได้เฉพาะมติที่ประกาศแล้ว"))
    if not said.complainant.strip() or not said.words.strip():
        raise Refused(_("ระบุผู้ร้องและข้อร้องเรียน"))
    made = Complaint.objects.create(
        resolution=resolution,
        entry=said.entry,
        complainant=one_line(said.complainant),
        received_on=said.received_on,
        words=said.words.strip(),
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )
    trail.log(
        "complaint.recorded", about=made, within=resolution.round.task.case, actor=actor,
        done_on=said.received_on, resolution=resolution.number,
    )  # fmt: skip
    return made


@transaction.atomic
def answer_complaint(complaint: Complaint, *, answer: str, answered_on: date, actor: Actor) -> Complaint:
    """Keep the answer. Raises Stale where somebody answered it before."""
    round_ = complaint.resolution.round
    require(rules.may_follow_up(actor, round_))
    require(may_be_done_on(answered_on))
    if not answer.strip():
        raise Refused(_("ระบุคำตอบ"))
    if answered_on < complaint.received_on:
        raise Refused(_("วันที่ตอบอยู่ก่อนวันที่รับเรื่อง — ตรวจวันที่"))
    claim(
        Complaint.objects.filter(pk=complaint.pk, answered_on__isnull=True),
        answer=answer.strip(),
        answered_on=answered_on,
        answered_by=actor.person,
    )
    complaint.refresh_from_db()
    trail.log(
        "complaint.answered", about=complaint, within=round_.task.case, actor=actor, done_on=answered_on
    )
    return complaint
