"""A letter ordered down from an office above: its line in the register of the office that is to act."""

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.verdict import Stale, require
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records import rules_incoming as rules
from sammachip.records.actions_incoming import Came, Holder, OnPaper, lay_in, order, receive
from sammachip.records.incoming import posted_in
from sammachip.records.models import ActKind, IncomingAct, IncomingLetter, Urgency
from sammachip.trail import actions as trail
from sammachip.trail.writes import claim


@transaction.atomic
def receive_down(
    line: IncomingLetter, *, number: str = "", kept_in: str = "", actor: Actor
) -> IncomingLetter:
    """Write the letter that an office above ordered down into the own register (ลงรับ), with its files and, where the
    order names who is to act, assigned to them; or join it to the line it has there. Raises Stale where it was received
    meanwhile."""
    require(rules.may_receive_down(actor, line))
    office = actor.office
    trail.hold(actor)
    if IncomingLetter.objects.filter(line_above=line, office=office).exists():
        raise Stale(_("มีผู้ลงรับหนังสือฉบับนี้ไปแล้ว — เปิดดูในทะเบียนหนังสือรับ"))
    found = _already(line, office) or receive(
        _as_it_came(line), office=office, number=number, kept_in=kept_in, actor=actor
    )
    claim(IncomingLetter.objects.filter(pk=found.pk, line_above__isnull=True), line_above=line)
    found.refresh_from_db()
    lay_in(found, [one.file for one in line.files.select_related("file")], actor)
    trail.settle(["letter-assigned"], url=line.get_absolute_url(), of=posted_in(office))
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
    there = IncomingLetter.objects.bearing(line.letter_number, line.dated_on)
    return there.filter(office=office, line_above__isnull=True).first()


def _as_ordered(line: IncomingLetter, found: IncomingLetter, actor: Actor) -> IncomingLetter:
    """The order from above stands on the letter as it came: who wrote it, in what words, and to whom it goes."""
    down = line.ordered_down.select_related("section", "officer").get(office=found.office)
    if found.version or not (down.officer or down.section):
        return found
    acts = list(IncomingAct.objects.filter(letter=line).order_by("position"))
    assigned = next(act for act in reversed(acts) if act.to_office_id == found.office_id)
    before = [act for act in acts[: assigned.position] if act.kind != ActKind.ASSIGNED]
    words = before[-1].words if before and before[-1].kind == ActKind.ORDERED else ""
    written = OnPaper(assigned.done_by_name, assigned.done_by_title, assigned.done_on)
    to = Holder(down.section, down.officer)
    return order(found, words, to=to, seen=found.version, on_paper=written, actor=actor)
