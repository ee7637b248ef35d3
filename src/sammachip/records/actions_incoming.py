"""The verbs of the register of letters received: receive, note upward, order, assign, close, file away, cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.letternumber import one_spelling
from sammachip.core.thaidate import bangkok_day
from sammachip.core.thainum import tidy, to_arabic
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.org.heads import heads_of
from sammachip.org.models import Office, Person, Section
from sammachip.records import rules_incoming as rules
from sammachip.records.actions_outgoing import held_series
from sammachip.records.incoming import holders_of, next_of
from sammachip.records.models import (
    ActKind,
    Book,
    IncomingAct,
    IncomingFile,
    IncomingLetter,
    IncomingState,
    NumberSeries,
    OrderedDown,
    StoredFile,
    Urgency,
    subject_in_register,
)
from sammachip.records.outgoing import year_of
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

ASKING = ("letter-awaits-order", "letter-assigned")


@dataclass(frozen=True, slots=True)
class Came:
    """What a letter that came in says of itself. `due_on` is the day by which it wants something done; one before the letter's
    own day is taken where somebody saw that it is so `due_as_written`. The subject of a secret one is not written down."""

    subject: str
    from_whom: str
    to_whom: str = ""
    letter_number: str = ""
    dated_on: date | None = None
    urgency: Urgency = Urgency.PLAIN
    due_on: date | None = None
    secrecy: str = ""
    due_as_written: bool = False


@dataclass(frozen=True, slots=True)
class OnPaper:
    """Who wrote on the letter itself, in what post, and when: for acts done outside the system."""

    name: str
    title: str
    done_on: date


@dataclass(frozen=True, slots=True)
class Holder:
    """To whom a letter is assigned: an officer, a section, or with neither the whole office; the own, or one below."""

    section: Section | None = None
    officer: Person | None = None
    office: Office | None = None


NOBODY = Holder()


@transaction.atomic
def receive(
    letter: Came,
    *,
    office: Office,
    received_at: datetime | None = None,
    number: str = "",
    kept_in: str = "",
    files: Sequence[StoredFile] = (),
    noted: str = "",
    actor: Actor,
) -> IncomingLetter:
    """Write the letter into the office's register of letters received, under its next number or under `number` from
    elsewhere.

    The register stays locked until the caller's transaction ends, as with letters sent: what is rolled back gives its
    number back. Without `received_at` it came just now. `noted` is written for the head in the same stroke. Raises
    Refused for a letter that has its line already.
    """
    moment, theirs = received_at or clock.now(), one_spelling(letter.letter_number)
    require(rules.may_receive(actor, office))
    require(rules.may_be_received(theirs, letter.dated_on, moment))
    require(rules.may_want(letter.dated_on, letter.due_on, as_written=letter.due_as_written))
    trail.hold(actor)
    year, typed = year_of(bangkok_day(moment)), to_arabic(tidy(number))
    counted = held_series(office, year, Book.RECEIVED)
    require(rules.is_new(office, theirs, letter.dated_on))
    if typed:
        require(rules.is_free(office, year, typed))
    running = None if typed else _counted_on(counted)
    line = IncomingLetter.objects.create(
        office=office,
        year=year,
        running=running,
        number=typed or str(running),
        received_at=moment,
        **_as_told(letter, office),
        kept_in=tidy(kept_in)[:120],
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )
    lay_in(line, files, actor)
    trail.log(
        "incoming.received",
        about=line,
        actor=actor,
        done_on=bangkok_day(moment),
        number=line.number,
        letter=line.letter_number,
        own=not typed,
    )
    return note_upward(line, noted, seen=0, actor=actor) if tidy(noted) else line


def _as_told(letter: Came, office: Office) -> dict[str, object]:
    """What the letter says of itself, as the register's line has it."""
    return {
        "letter_number": one_spelling(letter.letter_number)[:60],
        "dated_on": letter.dated_on,
        "from_whom": tidy(letter.from_whom)[:200],
        "to_whom": (tidy(letter.to_whom) or office.authority_head)[:200],
        "subject": subject_in_register(letter.secrecy, tidy(letter.subject)[:300]),
        "urgency": letter.urgency,
        "secrecy": letter.secrecy,
        "due_on": letter.due_on,
    }


def _counted_on(counted: NumberSeries) -> int:
    running = next_of(counted)
    claim(NumberSeries.objects.filter(pk=counted.pk, last=counted.last), last=running)
    return running


@transaction.atomic
def add_files(line: IncomingLetter, files: Sequence[StoredFile], *, actor: Actor) -> None:
    """Put more files with a letter: a scan that was made later, an enclosure that came after. One that is there stays one."""
    require(rules.may_handle(actor, line))
    trail.hold(actor)
    for file in lay_in(line, files, actor):
        trail.log("incoming.file-added", about=line, actor=actor, digest=file.digest)


def lay_in(line: IncomingLetter, files: Sequence[StoredFile], actor: Actor) -> list[StoredFile]:
    """Put these files with the letter; of one whose bytes lie there already nothing is added. Gives back the new ones."""
    there = set(line.files.values_list("file__digest", flat=True)) if files else set()
    new = list({one.digest: one for one in files if one.digest not in there}.values())
    now = clock.now()
    IncomingFile.objects.bulk_create(
        IncomingFile(letter=line, file=file, added_by=actor.person, added_at=now) for file in new
    )
    return new


@transaction.atomic
def note_upward(
    line: IncomingLetter, words: str, *, seen: int, on_paper: OnPaper | None = None, actor: Actor
) -> IncomingLetter:
    """Write for the head what the letter is and what is proposed (เกษียน). Raises Stale where another act came first."""
    require(rules.may_handle(actor, line))
    _write(line, ActKind.NOTED, words, seen=seen, on_paper=on_paper, actor=actor)
    trail.notify(
        "letter-awaits-order",
        to=[person for person in heads_of(line.office) if person != actor.person.pk],
        text=format_lazy(
            gettext_lazy("รอท่านสั่งการ หนังสือเลขรับ {number}: {subject}"),
            number=line.number,
            subject=line.subject,
        ),
        url=line.get_absolute_url(),
    )
    return line


@transaction.atomic
def order(
    line: IncomingLetter,
    words: str = "",
    *,
    to: Holder | Sequence[Holder] | None = None,
    seen: int,
    on_paper: OnPaper | None = None,
    actor: Actor,
) -> IncomingLetter:
    """Write the head's order on the letter (สั่งการ), give it to whom it concerns (มอบหมาย), or both in one stroke.

    Given to several, in the own office and below, each has an act of its own; who is given it is told. Raises Stale where
    another act came first.
    """
    require(rules.may_order(actor, line, on_paper=on_paper is not None))
    given = [to] if isinstance(to, Holder) else list(to or ())
    if tidy(words) or not given:
        _write(line, ActKind.ORDERED, words, seen=seen, on_paper=on_paper, actor=actor)
        seen += 1
    require(rules.may_be_shared(line, [one.office for one in given]))
    for beside, one in enumerate(given):
        require(rules.may_hold(line, one.section, one.officer, one.office))
        _assign(line, one, beside=beside > 0, seen=seen + beside, on_paper=on_paper, actor=actor)
    if given:
        _tell_holders(line, actor)
    return line


def _assign(
    line: IncomingLetter, to: Holder, *, beside: bool, seen: int, on_paper: OnPaper | None, actor: Actor
) -> None:
    """Give the letter to one; `beside` others who were given it in the same stroke."""
    down, keep = _below(line, to), Holder(line.section, line.officer) if beside else NOBODY
    own = to if down is None else keep
    if not beside:
        line.ordered_down.all().delete()
    _write(line, ActKind.ASSIGNED, "", seen=seen, to=own, named=to, on_paper=on_paper, actor=actor)
    if down:
        OrderedDown.objects.create(letter=line, office=down, section=to.section, officer=to.officer)


def _tell_holders(line: IncomingLetter, actor: Actor) -> None:
    trail.notify(
        "letter-assigned",
        to=[person for person in holders_of(line) if person != actor.person.pk],
        text=format_lazy(
            gettext_lazy("มอบหมายหนังสือเลขรับ {number}: {subject}"),
            number=line.number,
            subject=line.subject,
        ),
        url=line.get_absolute_url(),
    )


@transaction.atomic
def close(
    line: IncomingLetter, words: str = "", *, seen: int, on_paper: OnPaper | None = None, actor: Actor
) -> IncomingLetter:
    """Say that what the letter wanted is done, or that it wants nothing. The head's next order takes it up again."""
    require(rules.may_close(actor, line, on_paper=on_paper is not None))
    to = Holder(line.section, line.officer)
    return _write(line, ActKind.DONE, words, seen=seen, to=to, on_paper=on_paper, actor=actor)


def _write(
    line: IncomingLetter,
    kind: ActKind,
    words: str,
    *,
    seen: int,
    to: Holder = NOBODY,
    named: Holder = NOBODY,
    on_paper: OnPaper | None,
    actor: Actor,
) -> IncomingLetter:
    """Move the letter on by one act, which assigns it to whom it `named`; of two at once the slower is told so."""
    said = tidy(words)
    if not said and kind in (ActKind.NOTED, ActKind.ORDERED):
        raise Refused(_("ยังไม่มีข้อความ{kind} — เขียนข้อความแล้วบันทึกอีกครั้ง").format(kind=kind.label))
    signed = on_paper or OnPaper(actor.person.name, actor.hat.title, clock.today())
    require(rules.may_have_been_done(line, signed.done_on))
    claim(
        IncomingLetter.objects.standing().filter(pk=line.pk, version=seen),
        version=seen + 1, state=IncomingState(kind.value),
        section=to.section, officer=to.officer,
    )  # fmt: skip
    if kind in (ActKind.NOTED, ActKind.ORDERED):
        line.ordered_down.all().delete()
    line.refresh_from_db()
    act = IncomingAct.objects.create(
        letter=line,
        position=line.version,
        kind=kind,
        words=said[:600],
        section=named.section,
        officer=named.officer,
        to_office=_below(line, named),
        done_by_name=tidy(signed.name)[:160],
        done_by_title=tidy(signed.title)[:200],
        done_on=signed.done_on,
        on_paper=on_paper is not None,
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )
    _tell_the_trail(act, actor)
    return line


def _below(line: IncomingLetter, to: Holder) -> Office | None:
    """The office below that the letter goes to; None where it stays in its own."""
    return None if to.office is None or to.office.pk == line.office_id else to.office


def _tell_the_trail(act: IncomingAct, actor: Actor) -> None:
    trail.settle(ASKING, url=act.letter.get_absolute_url())
    trail.log(
        f"incoming.{act.kind}",
        about=act.letter,
        actor=actor,
        done_on=act.done_on,
        words=act.words,
        section=act.section,
        officer=act.officer,
        to_office=act.to_office,
        done_by=act.done_by_name,
        on_paper=act.on_paper,
    )


@transaction.atomic
def file_away(line: IncomingLetter, kept_in: str, *, seen: str, actor: Actor) -> IncomingLetter:
    """Say in which folder the paper original lies. Raises Stale where another has said otherwise since `seen`."""
    require(rules.may_handle(actor, line))
    where = tidy(kept_in)[:120]
    if not where:
        raise Refused(_("ระบุแฟ้มที่เก็บต้นฉบับของหนังสือเลขรับ {number}").format(number=line.number))
    claim(IncomingLetter.objects.filter(pk=line.pk, kept_in=seen), kept_in=where)
    line.refresh_from_db()
    trail.log("incoming.filed", about=line, actor=actor, before=seen, kept_in=where)
    return line


@transaction.atomic
def cancel_receiving(line: IncomingLetter, *, reason: str, actor: Actor) -> IncomingLetter:
    """Keep the number with the reason why it names no letter: a double, another office's. Raises Stale where it was
    cancelled already."""
    require(rules.may_receive(actor, line.office))
    why = tidy(reason)
    if not why:
        raise Refused(_("บอกเหตุที่ยกเลิกเลขรับ {number} เพื่อบันทึกในทะเบียน").format(number=line.number))
    claim(
        IncomingLetter.objects.standing().filter(pk=line.pk),
        cancelled_at=clock.now(), cancelled_by=actor.person, cancelled_why=why[:300],
    )  # fmt: skip
    line.refresh_from_db()
    trail.settle(ASKING, url=line.get_absolute_url())
    trail.log("incoming.cancelled", about=line, actor=actor, number=line.number, reason=why)
    return line
