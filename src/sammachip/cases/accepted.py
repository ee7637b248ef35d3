"""What has been accepted, as it is given out: the report that speaks for an office, its files, its frozen content."""

from django.db.models import F

from sammachip.cases.models import Filing, Revision
from sammachip.cases.papers import FILING
from sammachip.records.models import Paper, PaperState, StoredFile
from sammachip.trail import actions as trail


def latest_accepted(programme: str, office: str, stage: str = "") -> Filing | None:
    """The office's newest accepted filing in the programme, by the day it is of.

    Without a stage, that of a stage which reports for any day, and no other's: what an office filed to prepare itself is
    no report. Only where the programme has no such stage, of any.
    """
    rows = Filing.objects.filter(
        task__case__programme__code=programme,
        task__case__office=office,
        accepted_revision__isnull=False,
    ).select_related("task__case__edition__programme", "task__case__office")
    found = list(rows.order_by(F("as_of").desc(nulls_last=True), "-number", "-pk"))
    if stage:
        return next((filing for filing in found if filing.task.stage == stage), None)
    return next((filing for filing in found if _speaks(filing)), None)


def _speaks(filing: Filing) -> bool:
    """Whether the filing is of a stage that reports for any day, or its programme has none."""
    pack = filing.task.case.edition.pack
    return pack.stage(filing.task.stage).repeats is not None or all(
        one.repeats is None for one in pack.stages
    )


def issued_file(filing: Filing, kind: str) -> StoredFile | None:
    """The kept PDF or DOCX of what was accepted last."""
    papers = Paper.objects.about(filing).filter(kind=FILING, state=PaperState.ISSUED)
    paper = papers.select_related("pdf", "docx").order_by("-issued_at", "-pk").first()
    if paper is None:
        return None
    return paper.pdf if kind == "pdf" else paper.docx


def accepted_revision(filing: Filing) -> Revision:
    assert filing.accepted_revision is not None
    return filing.revisions.get(number=filing.accepted_revision)


def content_of(filing: Filing) -> dict[str, object]:
    """The accepted revision as plain values.

    `digest` is the SHA-256 of `answers`, `document`, `facts` and, where it is not blank, `salt`, written as JSON with
    sorted keys, no blanks and UTF-8. Where a request erased something of it (`erased` is not 0), the digest is still that
    of what was signed, which stands no more.
    """
    revision = accepted_revision(filing)
    case = filing.task.case
    content = {
        "programme": case.edition.programme.code,
        "edition": revision.edition.number,
        "office": case.office_id,
        "stage": filing.task.stage,
        "as_of": filing.as_of,
        "revision": revision.number,
        "done_on": revision.done_on,
        "sent_at": revision.sent_at,
        "answers": revision.answers,
        "facts": revision.facts,
        "document": revision.document,
        "salt": revision.salt,
        "erased": revision.erased,
        "digest": revision.digest,
    }
    plain = trail.plain(content)
    assert isinstance(plain, dict)
    return plain
