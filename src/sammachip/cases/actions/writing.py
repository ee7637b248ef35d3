"""Writing a filing: a draft that keeps whatever was typed, and sending it frozen."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import answering, attached, consented, handovers, limits, owed, queries, rules
from sammachip.cases.actions.advancing import advance_alone
from sammachip.cases.actions.classing import decide_classes
from sammachip.cases.actions.signing import go_on, moved_on, told
from sammachip.cases.filled import filled_facts, form_of, with_photos
from sammachip.cases.models import Case, Filing, FilingState, Revision, Task
from sammachip.cases.papers import filing_document
from sammachip.cases.prefill import first_answers
from sammachip.cases.sealed import digest_of
from sammachip.core import answers as core_answers
from sammachip.core import document as core_document
from sammachip.core.answers import Answers
from sammachip.core.reading import one_line
from sammachip.core.verdict import Missing, Refused, require
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@transaction.atomic
def start_filing(task: Task, *, as_of: date | None = None, interim: bool = False, actor: Actor) -> Filing:
    """Begin a draft on this task. On a stage that repeats, an `interim` one leaves the one that is due still owed."""
    latest = queries.newest_filing(task)
    require(rules.may_start(actor, task, latest))
    filing = Filing.objects.create(
        task=task,
        number=(latest.number + 1) if latest else 1,
        as_of=as_of or clock.today(),
        interim=interim and queries.stage_of(task).repeats is not None,
        answers=first_answers(task, latest, actor.person),
        registry_version=task.case.group.version if task.case.group else 0,
        maker=actor.person,
        maker_office=actor.office,
        started_at=clock.now(),
        saved_at=clock.now(),
    )
    told("filing.started", filing, actor, stage=task.stage, number=filing.number)
    advance_alone(task.case)
    return filing


@transaction.atomic
def save_draft(
    filing: Filing, raw: Mapping[str, object], *, seen: int, as_of: date | None = None, actor: Actor
) -> Answers:
    """Keep what was typed, right or wrong, as save number `seen` + 1; the answers say what is wrong with it.

    A word that there is nothing to report is taken back with it. Raises Stale when the draft was saved by another
    meanwhile, Refused when it may not be edited now.
    """
    require(rules.may_edit(actor, filing))
    day = as_of or filing.as_of or clock.today()
    form = form_of(filing.task)
    answers = answering.coerce(form, with_photos(filing, dict(raw)), facts=filled_facts(filing.task, day))
    _save(filing, seen, actor, answers=dict(raw), nil_reason="", as_of=day)
    return answers


def _save(filing: Filing, seen: int, actor: Actor, **draft: object) -> None:
    """Keep these columns of the draft as save number `seen` + 1; whoever saves is its maker."""
    claim(
        Filing.objects.filter(pk=filing.pk, saved=seen, state=FilingState.DRAFT),
        **draft,
        saved=seen + 1,
        saved_at=clock.now(),
        maker=actor.person,
        maker_office=actor.office,
    )
    filing.refresh_from_db()
    advance_alone(filing.task.case)


@transaction.atomic
def declare_nil(filing: Filing, *, reason: str, seen: int, as_of: date | None = None, actor: Actor) -> Filing:
    """Say in the draft, as save number `seen` + 1, that there is nothing to report; what was typed before stays.

    The next answers saved take the word back. Raises Stale and Refused as `save_draft` does.
    """
    require(rules.may_declare_nil(actor, filing, reason))
    day = as_of or filing.as_of or clock.today()
    _save(filing, seen, actor, nil_reason=one_line(reason), as_of=day)
    return filing


@transaction.atomic
def send_filing(
    filing: Filing,
    *,
    seen: int,
    done_on: date | None = None,
    decided: Mapping[str, str] | None = None,
    actor: Actor,
) -> Filing:
    """Hand the draft as saved under `seen` to its first signer, frozen with all that was filled in.

    `done_on` is the day on the paper; without it, that of the paper it was keyed in from, or today. `decided` gives, by
    the key of a limit that a person must decide, the reason for which the plan goes beyond it; under `consented.FACES`
    why pictures go on against a refusal. Raises Refused with a reason, Stale if someone was faster.
    """
    # No new edition is adopted while this goes on, and what is frozen is what the claim below finds unchanged.
    Case.objects.select_for_update(of=("self",), no_key=True).get(tasks__filings=filing.pk)
    filing.refresh_from_db()
    facts = filled_facts(filing.task, filing.as_of or clock.today())
    ready = _nil_answers if filing.nil_reason else _complete_answers
    answers = ready(filing, facts, actor)
    paper = queries.handwriting(filing)
    done_on = done_on or (paper.written_on if paper else None)
    require(rules.may_be_dated(filing, done_on))
    beyond = {
        **_beyond_limits(filing, answers, decided or {}, actor),
        **_against_faces(filing, decided or {}),
    }
    claim(
        Filing.objects.filter(pk=filing.pk, state=FilingState.DRAFT, saved=seen),
        state=FilingState.SENT,
        revision=filing.revision + 1,
        hop=0,
        first_sent_at=filing.first_sent_at or clock.now(),
    )
    filing.refresh_from_db()
    frozen = _freeze(filing, answers, {**facts, **beyond, **attached.frozen(filing)}, done_on, actor)
    sent = {"revision": filing.revision, "digest": frozen.digest, "nil": filing.nil_reason or None}
    told("filing.sent", filing, actor, done_on, **sent, **beyond)
    go_on(filing, actor)
    return filing


def _beyond_limits(
    filing: Filing, answers: Answers, decided: Mapping[str, str], actor: Actor
) -> dict[str, object]:
    """The limits that the plan goes beyond, each with its reason, as they are kept; nothing where there is none.

    A reason for the classes in question is kept as the decision on each of them. Raises Refused where a limit refuses,
    or waits for a person's reason.
    """
    day = filing.as_of or clock.today()
    found = limits.plan_oversteps(filing, answers.values, day)
    require(limits.may_go_beyond(found, decided))
    classes = limits.plan_classes(filing, answers.values, day)
    if reason := limits.class_reason(found, decided):
        asked = [one for one in classes if one.is_in_question]
        decide_classes(asked, reason=reason, about=filing, within=filing.task.case, actor=actor)
    kept = {limits.KEPT: limits.told(found, decided), limits.RELIED_ON: limits.relied_on(classes)}
    return {name: rows for name, rows in kept.items() if rows}


def _against_faces(filing: Filing, decided: Mapping[str, str]) -> dict[str, object]:
    """The reason for which pictures go on against the word of those in them, as it is kept; else nothing."""
    found = None if filing.nil_reason else consented.faces_in(filing)
    reason = decided.get(consented.FACES, "")
    require(consented.may_show_faces(found, reason))
    if found is None or not found.asks_for_reason:
        return {}
    return {consented.FACES: {"pictures": found.pictures, "reason": one_line(reason)}}


def _nil_answers(filing: Filing, facts: Mapping[str, object], actor: Actor) -> Answers:
    """Nothing but what the house itself knows: a report of nothing gives no answers. Raises Refused as sending does."""
    require(rules.may_declare_nil(actor, filing, filing.nil_reason))
    _require_sendable(filing, (), actor)
    return answering.coerce(form_of(filing.task), {}, facts=facts)


def _complete_answers(filing: Filing, facts: Mapping[str, object], actor: Actor) -> Answers:
    """The draft's answers, every one right and none missing. Raises Refused with what stands in the way."""
    form = form_of(filing.task)
    answers = answering.coerce(form, with_photos(filing), facts=facts)
    if answers.errors:
        raise Refused(
            _("ยังมีคำตอบที่ต้องแก้ {n} ข้อ: {first}").format(
                n=len(answers.errors), first=answers.errors[0].sentence
            )
        )
    missing = (*answering.missing(form, answers, facts=facts), *owed.beside_answers(filing))
    _require_sendable(filing, missing, actor)
    if beyond := handovers.beyond_bought(filing, answers.values):
        raise Refused(beyond)
    return answers


def _require_sendable(filing: Filing, missing: Sequence[Missing], actor: Actor) -> None:
    opening = queries.opening_of(filing.task, queries.results_around(filing.task.case))
    require(rules.may_send(actor, filing, missing, opening))


def _freeze(
    filing: Filing,
    answers: Answers,
    facts: Mapping[str, object],
    done_on: date | None,
    actor: Actor,
) -> Revision:
    """Keep the revision just claimed, under a digest of everything that is frozen with it; its event tells the digest."""
    document = filing_document(
        filing,
        answers,
        facts,
        revision=filing.revision,
        nil_reason=filing.nil_reason,
        edition=filing.task.case.edition,
    )
    frozen = {
        "answers": core_answers.to_json(answers.values),
        "facts": trail.plain(dict(facts)),
        "document": core_document.to_json(document),
        "salt": secrets.token_hex(16),
    }
    return filing.revisions.create(
        number=filing.revision,
        edition=filing.task.case.edition,
        **frozen,
        nil_reason=filing.nil_reason,
        digest=digest_of(**frozen),  # type: ignore[arg-type]  # the salt is a text, the rest is JSON
        registry_version=filing.registry_version,
        sent_by=actor.person,
        sent_as=actor.hat.title,
        done_on=done_on or clock.today(),
        sent_at=clock.now(),
    )


@transaction.atomic
def take_back(filing: Filing, *, seen: int, actor: Actor) -> None:
    """Bring a sent filing back to its draft, as long as nobody has signed it."""
    require(rules.may_withdraw_sending(actor, filing, list(filing.signoffs.all())))
    claim(
        Filing.objects.filter(pk=filing.pk, state=FilingState.SENT, revision=seen),
        state=FilingState.DRAFT,
        hop=None,
    )
    told("filing.taken-back", filing, actor, revision=seen)
    moved_on(filing)
    filing.refresh_from_db()
    advance_alone(filing.task.case)
