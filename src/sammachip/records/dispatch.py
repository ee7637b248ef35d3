"""What letters on their way say: their files, how urgent they are, to whom they may go, and whether all agrees."""

from collections.abc import Iterator, Mapping

from django.db.models import F, QuerySet

from sammachip.core import document as doc
from sammachip.org.models import Office
from sammachip.records.models import Delivery, IncomingLetter, OutgoingLetter, StoredFile, Urgency


def files_of(line: OutgoingLetter) -> list[StoredFile]:
    """What a recipient is given: the letter's PDF where it was written here, and what goes with it."""
    own = [line.paper.pdf] if line.paper and line.paper.pdf else []
    return [*own, *(one.file for one in line.enclosures.select_related("file"))]


def urgency_of(line: OutgoingLetter) -> Urgency:
    """The urgency on the letter's own face; plain where it was written elsewhere."""
    if line.paper is None:
        return Urgency.PLAIN
    blocks = doc.from_json(line.paper.content).blocks
    said = next((block.urgency for block in blocks if isinstance(block, doc.LetterHead | doc.MemoHead)), "")
    return WRITTEN.get(said, Urgency.PLAIN)


WRITTEN: Mapping[str, Urgency] = {
    "ด่วน": Urgency.URGENT,
    "ด่วนมาก": Urgency.VERY,
    "ด่วนที่สุด": Urgency.MOST,
}
"""The urgencies as they stand on paper, in Thai in every language of the screen."""


def already_received(line: OutgoingLetter, office: Office) -> IncomingLetter | None:
    """The line that the letter's paper copy has in the office's register, and no other delivery."""
    there = IncomingLetter.objects.bearing(line.number, line.dated_on)
    return there.filter(office=office, delivery__isnull=True).first()


def offices_to_send(office: Office) -> QuerySet[Office]:
    """To whom an office sends: those below it, the one above, and the department."""
    below = Office.objects.within(office.path)
    above = Office.objects.filter(pk__in=[office.parent_id]) if office.parent_id else Office.objects.none()
    return (below | above).exclude(pk=office.pk).order_by("path")


def strayed() -> Iterator[str]:
    """One sentence for each letter that counts as received by an office in whose register it does not stand: behind
    `verify`."""
    torn = Delivery.objects.filter(received__isnull=False).exclude(received__office=F("office"))
    for number, office in torn.order_by("pk").values_list("line__number", "office__name"):
        yield f"หนังสือที่ {number} ซึ่ง{office}ลงรับ อยู่ในทะเบียนของหน่วยงานอื่น — เรียกคืนจากแฟ้มสำรอง"
