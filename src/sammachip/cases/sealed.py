"""Whether what was sent is still what was signed: each revision against its digest and the event of its sending."""

from collections.abc import Iterator

from sammachip.cases.models import Filing, Revision
from sammachip.trail import actions as trail
from sammachip.trail.models import Event

ERASED = "filing.erased"
"""The event that a decided request erased somebody's data in a revision, with the digest of what was left."""


def digest_of(*, answers: object, facts: object, document: object, salt: str = "") -> str:
    """The digest under which these are frozen together; the salt keeps what was erased of them from being guessed."""
    salted = {"salt": salt} if salt else {}
    return trail.digest_of_content({"answers": answers, "facts": facts, "document": document, **salted})


def digest_now(revision: Revision) -> str:
    """The digest of what stands in the revision today."""
    return digest_of(
        answers=revision.answers, facts=revision.facts, document=revision.document, salt=revision.salt
    )


def altered() -> Iterator[str]:
    """One sentence for each sent revision that is gone or no longer what was sent: the check behind `verify`."""
    told, erased = _events("filing.sent"), _events(ERASED)
    for revision in Revision.objects.order_by("pk").iterator():
        event = told.pop((revision.filing_id, revision.number), None)
        last = erased.get((revision.filing_id, revision.number))
        if fault := _fault(revision, event, last):
            yield f"แบบรายงาน {revision.filing_id} ฉบับที่ {revision.number} {fault} — เรียกคืนจากแฟ้มสำรอง"
    for (filing, number), event in told.items():
        yield (
            f"แบบรายงาน {filing} ฉบับที่ {number} ส่งไว้ตามเหตุการณ์ {event.chain}#{event.sequence} "
            "แต่ไม่มีแล้ว — เรียกคืนจากแฟ้มสำรอง"
        )


def _events(verb: str) -> dict[tuple[int, object], Event]:
    """The newest event of this verb for each revision."""
    about = Event.objects.filter(verb=verb, about_kind=Filing._meta.label_lower)
    return {(event.about_id, event.facts["revision"]): event for event in about.order_by("pk").iterator()}


def _fault(revision: Revision, event: Event | None, erased: Event | None) -> str:
    found = digest_now(revision)
    if found != (erased.facts["digest"] if erased else revision.digest):
        return "เนื้อหาไม่ตรงกับที่ผู้ลงนามเห็น (digest ไม่ตรง)"
    if bool(revision.erased) != bool(erased):
        return "มีข้อมูลถูกลบโดยไม่มีเหตุการณ์การลบตามคำขอ"
    if event is None:
        return "ไม่มีเหตุการณ์การส่ง"
    if event.facts.get("digest", revision.digest) != revision.digest:
        return f"เนื้อหาไม่ตรงกับเหตุการณ์การส่ง {event.chain}#{event.sequence}"
    return ""
