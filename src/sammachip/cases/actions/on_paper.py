"""Signatures given on paper: recorded by an entitled officer, checked by a second one where the programme asks it."""

from datetime import date
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import queries, rules
from sammachip.cases.actions.signing import claim_turn, go_on, standing_hop, told
from sammachip.cases.models import Filing, PaperCheck, PaperRecord, SignOff, SignVerdict
from sammachip.cases.papers import filing_title
from sammachip.core.signoff import Hop
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.records.models import StoredFile
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


class OnPaper(TypedDict):
    """What a paper tells of the signature on it: who, in what post, on which paper, when."""

    signer_name: str
    signer_title: str
    paper_number: str
    done_on: date
    scan: NotRequired[StoredFile | None]


@transaction.atomic
def record_paper_signature(filing: Filing, *, seen: int, actor: Actor, **signed: Unpack[OnPaper]) -> Filing:
    """Record that the hop whose turn it is signed on paper.

    It counts at once, or, where the programme asks a second person, when another has checked it.
    """
    _hops, _signoffs, hop = standing_hop(filing)
    require(rules.may_record_paper(actor, filing, hop, queries.paper_waiting(filing)))
    require(rules.may_have_signed(filing, signed["signer_name"]))
    require(rules.may_be_dated(filing, signed["done_on"]))
    assert hop is not None
    record = PaperRecord(
        **signed,
        filing=filing,
        revision=filing.revision,
        hop=hop.index,
        office_id=queries.office_code(filing.task.case.path, hop.role),
        recorded_in=actor.office,
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )
    if rules.needs_second_person(filing.task, hop):
        return _keep_for_check(filing, hop, record, seen, actor)
    claim_turn(filing, seen, hop, hop.index + 1)
    return _count(filing, hop, record, actor)


def _keep_for_check(filing: Filing, hop: Hop, record: PaperRecord, seen: int, actor: Actor) -> Filing:
    """The turn stays where it is until the check; whoever moved it first is told as always."""
    claim_turn(filing, seen, hop, hop.index)
    record.save(force_insert=True)
    _log("filing.paper-recorded", filing, record, actor)
    trail.notify(
        "paper-awaits-check",
        to=_checkers(filing, hop, record),
        text=format_lazy(gettext_lazy("รอตรวจการลงนามในเอกสาร: {filing}"), filing=filing_title(filing)),
        url=filing.get_absolute_url(),
    )
    return filing


def _checkers(filing: Filing, hop: Hop, record: PaperRecord) -> list[int]:
    """Those who sign at that hop, and the writers of the recording office; not who recorded it."""
    posts = [
        (hop.role, record.office_id),
        *((role, record.recorded_in_id) for role in queries.writers(filing.task)),
    ]
    people = {person.pk for role, office in posts for person in queries.holders(role, office)}
    return sorted(people - {record.recorded_by_id})


@transaction.atomic
def check_paper_signature(
    filing: Filing, *, seen: int, matches: bool, reason: str = "", actor: Actor
) -> Filing:
    """Say, as a second person, whether the recorded signature is as on the paper.

    If it is, the hop has signed; if not, the record is set aside with the reason, and can be made anew.
    """
    _hops, _signoffs, hop = standing_hop(filing)
    record = queries.paper_waiting(filing)
    require(rules.may_check_paper(actor, record, hop))
    assert hop is not None
    assert record is not None
    if not matches and not reason.strip():
        raise Refused(_("ระบุสิ่งที่ไม่ตรงกับเอกสาร เพื่อให้ผู้บันทึกแก้ไขได้"))
    claim_turn(filing, seen, hop, hop.index + 1 if matches else hop.index)
    claim(
        PaperRecord.objects.filter(pk=record.pk, check_result=PaperCheck.WAITING),
        check_result=PaperCheck.CONFIRMED if matches else PaperCheck.REJECTED,
        checked_by=actor.person,
        checked_at=clock.now(),
        reason="" if matches else reason.strip(),
    )
    record.refresh_from_db()
    return _count(filing, hop, record, actor) if matches else _set_aside(filing, record, actor)


def _count(filing: Filing, hop: Hop, record: PaperRecord, actor: Actor) -> Filing:
    """Make the record the sign-off of its hop, and go on."""
    SignOff.objects.create(
        filing=filing,
        revision=filing.revision,
        hop=hop.index,
        role=hop.role,
        verb=hop.verb,
        verdict=SignVerdict.SIGNED,
        signer_name=record.signer_name,
        signer_title=record.signer_title,
        office_id=record.office_id,
        on_paper=True,
        paper_number=record.paper_number,
        scan=record.scan,
        done_on=record.done_on,
        recorded_by=record.recorded_by,
        recorded_at=record.recorded_at,
        checked_by=record.checked_by,
    )
    _log("filing.paper-checked" if record.checked_by else "filing.signed-on-paper", filing, record, actor)
    filing.refresh_from_db()
    go_on(filing, actor)
    return filing


def _set_aside(filing: Filing, record: PaperRecord, actor: Actor) -> Filing:
    _log("filing.paper-rejected", filing, record, actor)
    trail.settle(["paper-awaits-check"], url=filing.get_absolute_url())
    trail.notify(
        "paper-rejected",
        to=[record.recorded_by_id],
        text=format_lazy(gettext_lazy("การลงนามที่บันทึกไม่ตรงกับเอกสาร: {filing}"), filing=filing_title(filing)),
        url=filing.get_absolute_url(),
    )
    return filing


def _log(verb: str, filing: Filing, record: PaperRecord, actor: Actor) -> None:
    facts = {"revision": record.revision, "hop": record.hop, "paper": record.paper_number}
    told(verb, filing, actor, done_on=record.done_on, **facts, reason=record.reason or None)
