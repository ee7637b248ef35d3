"""Papers of a filing: issued for good when it is accepted, and a covering letter drafted for every hop upward."""

from datetime import datetime

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.filled import form_of, restored_facts
from sammachip.cases.models import Filing, Revision
from sammachip.cases.papers import covering_letter, filing_document
from sammachip.core import answers as core_answers
from sammachip.core import document as doc
from sammachip.core.answers import Answers
from sammachip.core.signoff import Hop
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records import actions as records
from sammachip.records import store
from sammachip.records.models import Paper
from sammachip.records.rendering import render_docx, render_pdf
from sammachip.trail.thai import in_thai

FILING, COVER = "filing", "cover"


def signed_document(filing: Filing, revision: Revision) -> doc.Document:
    """The paper of a revision from what was frozen with it, with the signatures given on it."""
    form = form_of(filing.task)
    answers = Answers(core_answers.from_json(form, revision.answers))
    facts = restored_facts(revision.facts)
    as_of = filing.as_of or revision.done_on
    return filing_document(filing, answers, facts, as_of, nil_reason=revision.nil_reason)


def issue_paper(filing: Filing, actor: Actor) -> Paper:
    """Issue the accepted revision: its PDF and DOCX are kept and given out again byte for byte."""
    revision = filing.revisions.get(number=filing.accepted_revision or 0)
    return records.issue(
        kind=FILING,
        title=f"{queries.stage_of(filing.task).title} · {filing.task.case.subject}",
        about=filing,
        office=filing.maker_office,
        path=filing.task.case.path,
        document=signed_document(filing, revision),
        actor=actor,
    )


@in_thai
def draft_cover(filing: Filing, hop: Hop, actor: Actor) -> Paper | None:
    """Draft the letter, in Thai, that takes the filing up to the hop's office, when that is not the sender's."""
    code = queries.office_code(filing.task.case.path, hop.role)
    if code == actor.office.code or len(code) > len(actor.office.code):
        return None
    receiver = Office.objects.get(code=code)
    return records.draft(
        kind=COVER,
        title=_("หนังสือนำส่ง{stage} ถึง{office}").format(
            stage=queries.stage_of(filing.task).title, office=receiver.authority_head
        ),
        about=filing,
        office=actor.office,
        path=actor.office.path,
        document=covering_letter(filing, actor.office, receiver),
        to_office=receiver,
        actor=actor,
    )


def preview(filing: Filing, revision: Revision, kind: str, *, stamp: datetime) -> bytes:
    """A file of a revision not yet accepted, marked as a draft; it is not kept."""
    document = signed_document(filing, revision)
    images = {ref: store.fetch(ref) for ref in document.image_refs}
    if kind == "pdf":
        return render_pdf(document, stamp=stamp, images=images, draft=True)
    return render_docx(document, images=images)
