"""Whether kept files and issued papers are still what they were when they were kept and issued."""

from collections.abc import Iterator
from typing import TypedDict

from sammachip.records import store
from sammachip.records.models import Paper, PaperState, StoredFile
from sammachip.trail.actions import digest_of_content
from sammachip.trail.models import Event

RESTORE = "เรียกคืนจากแฟ้มสำรอง"


class IssueFacts(TypedDict):
    """What the event of a paper's issue says of it: its number, its day, its code, its content and its files, by their digests."""

    number: str
    day: str
    code: str
    content: str
    pdf: str
    docx: str


def damaged_files() -> Iterator[str]:
    """One sentence for each kept file that is gone or has other bytes: the check behind `verify`."""
    known: dict[str, str] = {}
    for file in StoredFile.objects.select_related("clip").order_by("pk").iterator():
        clip = getattr(file, "clip", None)
        for digest in filter(None, (file.digest, file.shown_digest, clip and clip.played_digest)):
            if digest not in known:
                known[digest] = _fault(digest)
            if known[digest]:
                yield f"แฟ้ม {file.pk} ({file.name}) {known[digest]} — {RESTORE}"


def _fault(digest: str) -> str:
    try:
        store.check(digest)
    except store.Damaged:
        return f"ไม่ตรงกับที่เก็บไว้ (SHA-256 {digest[:12]}…)"
    except FileNotFoundError:
        return f"หายไป (SHA-256 {digest[:12]}…)"
    return ""


def differing_papers() -> Iterator[str]:
    """One sentence for each issued paper that departs from the event of its issue, or has none."""
    papers = Paper.objects.select_related("pdf", "docx").in_bulk()
    told: set[int] = set()
    for event in Event.objects.filter(verb="paper.issued").order_by("pk").iterator():
        told.add(event.about_id)
        paper = papers.get(event.about_id)
        if paper is None:
            yield f"เอกสาร {event.about_id} ออกไว้ตามเหตุการณ์ {event.chain}#{event.sequence} แต่ไม่มีแล้ว — {RESTORE}"
            continue
        facts = issue_facts(paper)
        wrong = [name for name, value in facts.items() if event.facts.get(name, value) != value]
        if wrong or paper.state != PaperState.ISSUED:
            said = ", ".join(wrong or ["state"])
            yield f"เอกสาร {paper.pk} ({paper.title}): {said} ไม่ตรงกับเหตุการณ์ออกเอกสาร {event.chain}#{event.sequence} — {RESTORE}"
    for paper in papers.values():
        if paper.state == PaperState.ISSUED and paper.pk not in told:
            yield f"เอกสาร {paper.pk} ({paper.title}): ไม่มีเหตุการณ์ออกเอกสาร — {RESTORE}"


def issue_facts(paper: Paper) -> IssueFacts:
    return {
        "number": paper.number,
        "day": paper.dated_on.isoformat() if paper.dated_on else "",
        "code": paper.code or "",
        "content": digest_of_content(paper.content),
        "pdf": paper.pdf.digest if paper.pdf else "",
        "docx": paper.docx.digest if paper.docx else "",
    }
