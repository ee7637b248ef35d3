"""Whether what was sent is still what was signed: each revision against its digest and the event of its sending."""

from collections.abc import Iterator

from sammachip.cases.models import Filing, Revision
from sammachip.trail import actions as trail
from sammachip.trail.models import Event


def digest_of(*, answers: object, facts: object, document: object) -> str:
    """The digest under which these are frozen together."""
    return trail.digest_of_content({"answers": answers, "facts": facts, "document": document})


def altered() -> Iterator[str]:
    """One sentence for each sent revision that is gone or no longer what was sent: the check behind `verify`."""
    sent = Event.objects.filter(verb="filing.sent", about_kind=Filing._meta.label_lower)
    told = {(event.about_id, event.facts["revision"]): event for event in sent.order_by("pk").iterator()}
    for revision in Revision.objects.order_by("pk").iterator():
        event = told.pop((revision.filing_id, revision.number), None)
        if fault := _fault(revision, event):
            yield f"แบบรายงาน {revision.filing_id} ฉบับที่ {revision.number} {fault} — เรียกคืนจากแฟ้มสำรอง"
    for (filing, number), event in told.items():
        yield (
            f"แบบรายงาน {filing} ฉบับที่ {number} ส่งไว้ตามเหตุการณ์ {event.chain}#{event.sequence} "
            "แต่ไม่มีแล้ว — เรียกคืนจากแฟ้มสำรอง"
        )


def _fault(revision: Revision, event: Event | None) -> str:
    found = digest_of(answers=revision.answers, facts=revision.facts, document=revision.document)
    if found != revision.digest:
        return "เนื้อหาไม่ตรงกับที่ผู้ลงนามเห็น (digest ไม่ตรง)"
    if event is None:
        return "ไม่มีเหตุการณ์การส่ง"
    if event.facts.get("digest", found) != found:
        return f"เนื้อหาไม่ตรงกับเหตุการณ์การส่ง {event.chain}#{event.sequence}"
    return ""
