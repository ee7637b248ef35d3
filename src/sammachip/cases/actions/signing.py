"""Signing, returning and taking effect: each word is pinned to one revision."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import queries, rules
from sammachip.cases.actions.advancing import advance, advance_alone
from sammachip.cases.actions.effects import learn
from sammachip.cases.actions.issuing import draft_cover, issue_paper
from sammachip.cases.actions.receiving import give_receipt
from sammachip.cases.models import Filing, FilingState, SignOff, SignVerdict
from sammachip.cases.papers import filing_title
from sammachip.core.signoff import Hop, substitute, turn
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.org.models import Power
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

# What a person was asked to do about a filing, over when the filing moves on.
ASKING = ("filing-awaits-you", "paper-awaits-check", "filing-returned", "filing-reopened")


def standing_hop(filing: Filing) -> tuple[list[Hop], list[SignOff], Hop | None]:
    """The chain the filing passes, the words spoken on it so far, and the hop whose turn it is."""
    hops = queries.chain(filing.task, edition=queries.edition_of(filing))
    signoffs = list(filing.signoffs.select_related("checked_by").order_by("recorded_at", "pk"))
    return hops, signoffs, turn(hops, queries.acts_on(signoffs), filing.revision).hop


def serving_hop(filing: Filing, hops: Sequence[Hop], hop: Hop | None) -> Hop | None:
    """The hop whose office serves at `hop`: its own, or the next where its only holder is the maker."""
    if hop is None:
        return None
    holders = queries.holders_by_hop(filing.task, hops)
    if not holders[hop.index]:
        return None  # nobody holds it: shown as such, and a signature on paper can be recorded
    return substitute(hops, hop, holders, barred=queries.makers(filing))


@transaction.atomic
def sign_filing(filing: Filing, *, seen: int, done_on: date | None = None, actor: Actor) -> Filing:
    """Sign revision `seen` at the hop whose turn it is, and at the hops this office serves for.

    Who does not hold the post signs under the power of an order, which the signature then names.
    """
    hops, signoffs, hop = standing_hop(filing)
    serving = serving_hop(filing, hops, hop)
    require(rules.may_sign_now(actor, filing, hops, signoffs, serving))
    require(rules.may_be_dated(filing, done_on))
    assert hop is not None
    assert serving is not None
    power = _power_used(actor, filing, serving)
    claim_turn(filing, seen, hop, serving.index + 1)
    for passed in hops[hop.index : serving.index + 1]:
        _sign(filing, passed, SignVerdict.SIGNED, actor, done_on, power, for_next_office=passed != serving)
    used = power.pk if power else None
    told("filing.signed", filing, actor, done_on=done_on, revision=seen, hop=serving.index, power=used)
    filing.refresh_from_db()
    go_on(filing, actor)
    return filing


@transaction.atomic
def return_filing(filing: Filing, *, seen: int, reason: str, actor: Actor) -> Filing:
    """Give revision `seen` back to its maker for correction, with the reason."""
    hops, signoffs, hop = standing_hop(filing)
    serving = serving_hop(filing, hops, hop)
    require(rules.may_sign_now(actor, filing, hops, signoffs, serving))
    assert hop is not None
    assert serving is not None
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ส่งคืน เพื่อให้ผู้จัดทำแก้ไขได้ตรงจุด"))
    claim(
        Filing.objects.filter(pk=filing.pk, state=FilingState.SENT, revision=seen, hop=hop.index),
        state=FilingState.DRAFT,
        hop=None,
    )
    power = _power_used(actor, filing, serving)
    _sign(filing, serving, SignVerdict.RETURNED, actor, None, power, reason=reason.strip())
    told("filing.returned", filing, actor, revision=seen, reason=reason.strip())
    moved_on(filing)
    said = format_lazy(gettext_lazy("ส่งคืนแก้ไข: {filing}"), filing=filing_title(filing))
    _tell_maker("filing-returned", filing, said)
    return _with_its_maker(filing)


def _with_its_maker(filing: Filing) -> Filing:
    """The filing as it is now that it can be written again, its task brought up to date."""
    filing.refresh_from_db()
    advance_alone(filing.task.case)
    return filing


def moved_on(filing: Filing) -> None:
    """Nobody is asked any longer what was asked before the filing moved."""
    trail.settle(ASKING, url=filing.get_absolute_url())


def told(verb: str, filing: Filing, actor: Actor, done_on: date | None = None, **facts: object) -> None:
    """Log what happened to a filing, within its case."""
    trail.log(verb, about=filing, within=filing.task.case, actor=actor, done_on=done_on, **facts)


def _tell_maker(kind: str, filing: Filing, said: Promise) -> None:
    trail.notify(kind, to=[filing.maker_id], text=said, url=filing.get_absolute_url())


def _power_used(actor: Actor, filing: Filing, hop: Hop) -> Power | None:
    """The power on which a word at this hop rests; none in the own post."""
    own = actor.holds(hop.role, queries.office_code(filing.task.case.path, hop.role))
    return None if own else queries.power_to_sign(actor, filing.task, hop.role)


def claim_turn(filing: Filing, seen: int, hop: Hop, next_index: int) -> None:
    """Move revision `seen` from this hop to the next. Raises Stale when somebody moved it first."""
    claim(
        Filing.objects.filter(pk=filing.pk, state=FilingState.SENT, revision=seen, hop=hop.index),
        hop=next_index,
    )


def _sign(
    filing: Filing,
    hop: Hop,
    verdict: str,
    actor: Actor,
    done_on: date | None,
    power: Power | None,
    *,
    reason: str = "",
    for_next_office: bool = False,
) -> None:
    SignOff.objects.create(
        filing=filing,
        revision=filing.revision,
        hop=hop.index,
        role=hop.role,
        verb=hop.verb,
        verdict=verdict,
        reason=reason,
        signer=actor.person,
        signer_name=actor.person.name,
        signer_title=actor.hat.title,
        office=actor.office,
        power=power,
        for_next_office=for_next_office,
        done_on=done_on or clock.today(),
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )


def go_on(filing: Filing, actor: Actor) -> None:
    """Tell the next signer, or take effect when every hop has signed."""
    moved_on(filing)
    hops, _signoffs, hop = standing_hop(filing)
    if hop is None:
        _take_effect(filing, actor)
        advance(filing.task.case)
    else:
        give_receipt(filing, hop, actor)
        _ask(filing, serving_hop(filing, hops, hop) or hop, actor)
        advance_alone(filing.task.case)


def _ask(filing: Filing, hop: Hop, actor: Actor) -> None:
    """Draft the covering letter to this hop and tell who may sign there, but not whoever wrote the filing."""
    draft_cover(filing, hop, actor)
    signers = queries.holders_by_hop(filing.task, [hop])[hop.index]
    makers = queries.makers(filing)
    trail.notify(
        "filing-awaits-you",
        to=[person for person in signers if person not in makers],
        text=format_lazy(gettext_lazy("รอท่าน{verb}: {filing}"), verb=hop.verb, filing=filing_title(filing)),
        url=filing.get_absolute_url(),
    )


def _take_effect(filing: Filing, actor: Actor) -> None:
    """The last word is spoken: the filing is accepted and the registry learns what is bound."""
    claim(
        Filing.objects.filter(pk=filing.pk, state=FilingState.SENT, revision=filing.revision),
        state=FilingState.ACCEPTED,
        accepted_revision=filing.revision,
        nil_accepted=bool(filing.nil_reason),
        hop=None,
        reopened_until=None,
    )
    filing.refresh_from_db()
    if not filing.nil_accepted:
        learn(filing, actor=actor)
    issue_paper(filing, actor)
    told("filing.accepted", filing, actor, revision=filing.revision)
    said = format_lazy(gettext_lazy("รับแล้ว: {filing}"), filing=filing_title(filing))
    _tell_maker("filing-accepted", filing, said)


@transaction.atomic
def reopen_filing(filing: Filing, *, reason: str, until: date, actor: Actor) -> Filing:
    """Let an accepted filing be written again until a day; what was accepted stands until the next is."""
    hops, _signoffs, _hop = standing_hop(filing)
    require(rules.may_reopen(actor, filing, hops))
    if not reason.strip() or until < clock.today():
        raise Refused(_("การเปิดให้แก้ไขต้องมีเหตุผล และวันสิ้นสุดที่ยังไม่ผ่านไป"))
    claim(
        Filing.objects.filter(
            pk=filing.pk,
            state=filing.state,
            accepted_revision=filing.accepted_revision,
            reopened_until=filing.reopened_until,
        ),
        state=FilingState.DRAFT,
        reopened_until=until,
    )
    last = hops[-1] if hops else Hop(0, actor.role, _("เปิดให้แก้ไข"))
    _sign(filing, last, SignVerdict.REOPENED, actor, None, None, reason=reason.strip())
    told("filing.reopened", filing, actor, reason=reason.strip(), until=until)
    said = format_lazy(gettext_lazy("เปิดให้แก้ไข: {filing}"), filing=filing_title(filing))
    _tell_maker("filing-reopened", filing, said)
    return _with_its_maker(filing)
