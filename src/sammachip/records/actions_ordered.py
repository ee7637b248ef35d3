"""A letter ordered down from an office above: its line in the register of the office that is to act."""

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.verdict import Stale, require
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records import rules_incoming as rules
from sammachip.records.actions_incoming import Came, Holder, OnPaper, order, receive
from sammachip.records.models import ActKind, IncomingAct, IncomingFile, IncomingLetter, Urgency
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@transaction.atomic
def receive_down(
    line: IncomingLetter, *, number: str = "", kept_in: str = "", actor: Actor
) -> IncomingLetter:
    """Write the letter that an office above ordered down into the own register (ลงรับ), with its files and, where the
    order names who is to act, assigned to them; or join it to the line it has there. Raises Stale where it was received
    meanwhile."""
    require(rules.may_receive_down(actor, line))
    assert line.to_office is not None
    trail.hold(actor)
    if IncomingLetter.objects.filter(line_above=line).exists():
        raise Stale(_("มีผู้ลงรับหนังสือฉบับนี้ไปแล้ว — เปิดดูในทะเบียนหนังสือรับ"))
    found = _already(line, line.to_office) or receive(
        _as_it_came(line), office=line.to_office, number=number, kept_in=kept_in, actor=actor
    )
    claim(IncomingLetter.objects.filter(pk=found.pk, line_above__isnull=True), line_above=line)
    found.refresh_from_db()
    _bring_files(line, found, actor)
    trail.settle(["letter-assigned"], url=line.get_absolute_url())
    trail.log("incoming.came-down", about=found, actor=actor, above=line, number=found.number)
    return _as_ordered(line, found, actor)


def _as_it_came(line: IncomingLetter) -> Came:
    urgency = Urgency(line.urgency)
    return Came(
        line.subject, line.from_whom, line.to_whom, line.letter_number, line.dated_on, urgency, line.due_on,
        line.secrecy, due_as_written=True,
    )  # fmt: skip


def _already(line: IncomingLetter, office: Office) -> IncomingLetter | None:
    """The line that the same letter has there already: it came by another way too."""
    if not (line.letter_number and line.dated_on):
        return None
    there = IncomingLetter.objects.standing().filter(office=office, line_above__isnull=True)
    return there.filter(letter_number=line.letter_number, dated_on=line.dated_on).first()


def _bring_files(line: IncomingLetter, found: IncomingLetter, actor: Actor) -> None:
    there, now = set(found.files.values_list("file__digest", flat=True)), clock.now()
    IncomingFile.objects.bulk_create(
        IncomingFile(letter=found, file=one.file, added_by=actor.person, added_at=now)
        for one in line.files.select_related("file")
        if one.file.digest not in there
    )


def _as_ordered(line: IncomingLetter, found: IncomingLetter, actor: Actor) -> IncomingLetter:
    """The order from above stands on the letter as it came: who wrote it, in what words, and to whom it goes."""
    if found.version or not (line.officer or line.section):
        return found
    acts = list(IncomingAct.objects.filter(letter=line).order_by("position"))
    assigned = next(act for act in reversed(acts) if act.kind == ActKind.ASSIGNED)
    before = next((act for act in acts if act.position == assigned.position - 1), None)
    words = before.words if before and before.kind == ActKind.ORDERED else ""
    written = OnPaper(assigned.done_by_name, assigned.done_by_title, assigned.done_on)
    to = Holder(line.section, line.officer)
    return order(found, words, to=to, seen=found.version, on_paper=written, actor=actor)
