"""The verbs of writing letters: begin, save, send for signature, return, sign, issue, withdraw."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core import document as doc
from sammachip.core.answers import NOTHING, Answers
from sammachip.core.letter import LetterKind, subject_of
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.org.heads import heads_of
from sammachip.org.models import Office, Person
from sammachip.records import actions as records
from sammachip.records import letters, rules_drafts
from sammachip.records.actions_outgoing import Letter
from sammachip.records.models import DraftState, LetterDraft, Paper, Secrecy, Series
from sammachip.records.rules import may_be_dated
from sammachip.records.rules_batches import is_of_one
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.thai import in_thai
from sammachip.trail.writes import claim

CONCERNED = "ผู้เกี่ยวข้อง"
ASKING = ("letter-awaits-you", "letter-returned", "letter-signed")
"""The notices of a letter that ask for an act; each is over once the letter has gone on."""


@transaction.atomic
def begin_letter(
    kind: LetterKind, *, office: Office, answers: Mapping[str, object] = NOTHING, actor: Actor
) -> LetterDraft:
    """A draft with what the house knows of it filled in, and `answers` over that: a reminder brings its text along."""
    require(rules_drafts.may_compose(actor, office))
    typed = letters.as_kept(kind, {**letters.first_answers(kind, office, actor), **answers})
    draft = LetterDraft.objects.create(
        office=office,
        kind=kind.value,
        answers=typed,
        author=actor.person,
        begun_at=clock.now(),
        saved_at=clock.now(),
        **_named(kind, letters.answers_of(kind, typed)),
    )
    trail.log("letter-draft.begun", about=draft, actor=actor, kind=kind.value)
    return draft


@transaction.atomic
def save_letter(draft: LetterDraft, typed: Mapping[str, object], *, seen: int, actor: Actor) -> Answers:
    """Keep what was typed over version `seen`; gives back what of it can be read. Raises Stale if someone was faster."""
    require(rules_drafts.may_edit(actor, draft))
    kept = letters.as_kept(draft.letter_kind, typed)
    answers = letters.answers_of(draft.letter_kind, kept)
    claim(
        LetterDraft.objects.filter(pk=draft.pk, state=DraftState.WRITING, version=seen),
        answers=kept,
        version=seen + 1,
        saved_at=clock.now(),
        **_named(draft.letter_kind, answers, draft.copies),
    )
    draft.refresh_from_db()
    return answers


def _named(kind: LetterKind, answers: Answers, copies: int = 0) -> dict[str, str]:
    """How lists and the register name the letter, and how secret it is, from its answers; one to many by how many they
    are."""
    to = said_of(copies) or str(answers.values.get("to") or "")
    secrecy = answers.values.get("secrecy")
    return {
        "subject": subject_of(kind, answers.values)[:300],
        "to_whom": to[:300],
        "secrecy": str(secrecy) if secrecy in Secrecy.values else "",
    }


@in_thai
def said_of(copies: int) -> str:
    """To whom a letter to many goes, in short; "" for one to one."""
    return _("ผู้รับ {n} ราย").format(n=copies) if copies else ""


@transaction.atomic
def send_letter(draft: LetterDraft, *, seen: int, checker: Person | None = None, actor: Actor) -> LetterDraft:
    """Put version `seen` before who signs; `checker` is who read it through, for the office's copy."""
    answers = letters.answers_of(draft.letter_kind, draft.answers)
    lacking = letters.lacking_of(draft, answers)
    require(rules_drafts.may_send(actor, draft, lacking))
    if answers.errors:
        raise Refused(answers.errors[0].sentence)
    claim(
        LetterDraft.objects.filter(pk=draft.pk, state=DraftState.WRITING, version=seen),
        state=DraftState.SENT,
        sent_at=clock.now(),
        checker=checker,
        returned_why="",
    )
    draft.refresh_from_db()
    trail.log("letter-draft.sent", about=draft, actor=actor, version=seen)
    trail.settle(ASKING, url=draft.get_absolute_url())
    to = [person for person in heads_of(draft.office) if person != actor.person.pk]
    told = format_lazy(gettext_lazy("เสนอหนังสือให้ท่านลงนาม: {subject}"), subject=str(draft))
    _tell("letter-awaits-you", draft, to, told)
    return draft


def _tell(kind: str, draft: LetterDraft, to: Iterable[int], text: Promise) -> None:
    trail.notify(kind, to=to, text=text, url=draft.get_absolute_url())


@transaction.atomic
def return_letter(draft: LetterDraft, *, reason: str, actor: Actor) -> LetterDraft:
    """Back to be written on, with the reason; whoever wrote it may take it back without one."""
    require(rules_drafts.may_return(actor, draft))
    if not reason.strip() and draft.author_id != actor.person.pk:
        raise Refused(_("บอกสิ่งที่ให้แก้ไขในหนังสือฉบับนี้ เพื่อให้ผู้ร่างแก้ได้ตรง"))
    claim(
        LetterDraft.objects.filter(pk=draft.pk, state=DraftState.SENT),
        state=DraftState.WRITING,
        returned_why=reason.strip()[:500],
    )
    draft.refresh_from_db()
    trail.log("letter-draft.returned", about=draft, actor=actor, reason=draft.returned_why)
    trail.settle(ASKING, url=draft.get_absolute_url())
    if draft.author_id != actor.person.pk:
        words = gettext_lazy("ส่งคืนหนังสือให้แก้ไข: {subject} — {reason}")
        told = format_lazy(words, subject=str(draft), reason=draft.returned_why)
        _tell("letter-returned", draft, [draft.author_id], told)
    return draft


@transaction.atomic
def sign_letter(
    draft: LetterDraft, *, seen: int, on_paper: bool, signed_on: date | None = None, actor: Actor
) -> LetterDraft:
    """Sign version `seen` here, or record that it was signed by hand. From now on it changes no more."""
    may = rules_drafts.may_record_signature if on_paper else rules_drafts.may_sign
    require(may(actor, draft))
    day = signed_on or clock.today()
    require(rules_drafts.signed_in_time(day))
    claim(
        LetterDraft.objects.filter(pk=draft.pk, state=DraftState.SENT, version=seen),
        state=DraftState.SIGNED,
        signed_at=clock.now(),
        signed_on=day,
        signed_by=actor.person,
        on_paper=on_paper,
    )
    draft.refresh_from_db()
    trail.log("letter-draft.signed", about=draft, actor=actor, version=seen, on_paper=on_paper, day=day)
    trail.settle(ASKING, url=draft.get_absolute_url())
    if draft.author_id != actor.person.pk:
        told = format_lazy(gettext_lazy("ลงนามแล้ว รอออกเลข: {subject}"), subject=str(draft))
        _tell("letter-signed", draft, [draft.author_id], told)
    return draft


@transaction.atomic
def issue_letter(
    draft: LetterDraft, *, dated_on: date, series: Series | None = None, number: str = "", actor: Actor
) -> Paper:
    """Give the signed letter its number and day and keep its files: its line stands in the register of letters sent.

    The number is the next of `series`, or of the first series of its kind. A kind that the rules give no number (an
    announcement, minutes) is kept with its day alone.
    """
    draft = LetterDraft.objects.select_for_update(of=("self",)).select_related("office").get(pk=draft.pk)
    require(rules_drafts.may_issue(actor, draft))
    require(is_of_one(draft))
    paper = _drawn_up(draft, dated_on, actor)
    if offered := letters.SERIES[draft.letter_kind]:
        paper = records.issue_letter(
            paper,
            dated_on=dated_on,
            series=series if series in offered else offered[0],
            number=number,
            told=told_of(draft, paper, draft.to_whom),
            actor=actor,
        )
    else:
        paper = _issue_unnumbered(paper, dated_on, actor)
    claim(
        LetterDraft.objects.filter(pk=draft.pk, state=DraftState.SIGNED), state=DraftState.ISSUED, paper=paper
    )
    trail.log("letter-draft.issued", about=draft, within=paper, actor=actor, number=paper.number)
    trail.settle(ASKING, url=draft.get_absolute_url())
    return paper


def _drawn_up(draft: LetterDraft, day: date, actor: Actor) -> Paper:
    """The signed letter as a paper of the office, still without its number."""
    document = letters.document_of(draft, day)
    return records.draft(
        kind=f"letter-{draft.kind}",
        title=document.title,
        about=draft,
        office=draft.office,
        path=draft.office.path,
        document=document,
        actor=actor,
    )


def told_of(draft: LetterDraft, paper: Paper, to_whom: str) -> Letter:
    """What the register says of the letter: an order names nobody it goes to, a certificate of honour in its middle."""
    face = Letter.of(paper)
    to = {
        LetterKind.AWARD: to_whom,
        **dict.fromkeys((LetterKind.ORDER, LetterKind.CERTIFICATE), CONCERNED),
    }
    section = str(draft.answers.get("section") or "")
    return Letter(face.subject, to.get(draft.letter_kind, face.to_whom), section, face.secrecy)


def _issue_unnumbered(paper: Paper, dated_on: date, actor: Actor) -> Paper:
    require(may_be_dated(dated_on))
    dated = doc.numbered(doc.from_json(paper.content), "", dated_on)
    return records.issue_draft(records.redrawn(paper, dated), dated_on=dated_on, actor=actor)


@transaction.atomic
def withdraw_letter(draft: LetterDraft, *, reason: str, actor: Actor) -> LetterDraft:
    """Say that this letter will not go out. It had no number, so none is lost."""
    require(rules_drafts.may_withdraw(actor, draft))
    why = reason.strip()
    if not why:
        raise Refused(_("บอกเหตุที่ไม่ออกหนังสือฉบับนี้ เพื่อให้ผู้ร่วมงานทราบ"))
    claim(
        LetterDraft.objects.open().filter(pk=draft.pk),
        state=DraftState.WITHDRAWN,
        withdrawn_at=clock.now(),
        withdrawn_why=why[:300],
    )
    draft.refresh_from_db()
    trail.log("letter-draft.withdrawn", about=draft, actor=actor, reason=why)
    trail.settle(ASKING, url=draft.get_absolute_url())
    return draft
