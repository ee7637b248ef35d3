"""What holds of a letter that was read, and whether it still is what its event says."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused
from sammachip.records.models import LetterConfirmation, LetterReading
from sammachip.trail.actions import digest_of_content
from sammachip.trail.models import Event

RESTORE = "เรียกคืนจากแฟ้มสำรอง"


def confirmation_of(reading: LetterReading) -> LetterConfirmation:
    """The confirmation that holds: nothing is made of a letter before. Raises Refused while there is none."""
    holding = reading.holding
    if holding is None:
        raise Refused(_("ยังไม่ได้ยืนยันข้อมูลในหนังสือ — เทียบกับต้นฉบับแล้วยืนยันก่อน"))
    return holding


def digest_of_reading(reading: LetterReading) -> str:
    """One digest over the text and all that was proposed from it."""
    return digest_of_content([reading.text, reading.facts])


def differing() -> Iterator[str]:
    """One sentence for each reading or confirmation that departs from its event, or has none: behind `verify`."""
    kept = {("letter.read", one.pk, 0): one for one in LetterReading.objects.order_by("pk")}
    given = {
        ("letter.confirmed", one.reading_id, one.version): one
        for one in LetterConfirmation.objects.order_by("pk")
    }
    told = {
        (event.verb, event.about_id, int(event.facts.get("version", 0))): event.facts["facts"]
        for event in Event.objects.filter(verb__in=("letter.read", "letter.confirmed")).order_by("pk")
    }
    for reading_key, reading in kept.items():
        if told.get(reading_key) != digest_of_reading(reading):
            yield f"หนังสือที่อ่าน {reading.pk} ({reading.title}): ข้อความหรือข้อมูลที่เสนอไม่ตรงกับเหตุการณ์ — {RESTORE}"
    for key, confirmation in given.items():
        if told.get(key) != digest_of_content(confirmation.facts):
            yield (
                f"หนังสือที่อ่าน {confirmation.reading_id} ครั้งที่ {confirmation.version}: "
                f"ข้อมูลที่ยืนยันไม่ตรงกับเหตุการณ์ — {RESTORE}"
            )
    for verb, pk, version in told.keys() - kept.keys() - given.keys():
        yield f"หนังสือที่อ่าน {pk} ครั้งที่ {version} ({verb}) มีเหตุการณ์แต่ไม่มีข้อมูลแล้ว — {RESTORE}"
