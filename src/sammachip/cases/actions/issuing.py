"""Papers of a filing: issued for good when it is accepted, and a covering letter drafted for every hop upward."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.filled import form_of, restored_facts
from sammachip.cases.models import Filing, Revision
from sammachip.cases.papers import covering_letter, filing_document
from sammachip.cases.personal import holds_personal, sees_whole
from sammachip.core import answers as core_answers
from sammachip.core import document as doc
from sammachip.core.answers import Answers
from sammachip.core.signoff import Hop
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records import actions as records
from sammachip.records import store
from sammachip.records.drawing import drawn
from sammachip.records.models import Paper, PaperState, StoredFile
from sammachip.trail.thai import in_thai

FILING, COVER = "filing", "cover"


def signed_document(filing: Filing, revision: Revision, *, whole: bool = True) -> doc.Document:
    """The paper of a revision from what was frozen with it, with the signatures given on it."""
    form = form_of(filing.task, revision.edition)
    answers = Answers(core_answers.from_json(form, revision.answers))
    return filing_document(
        filing,
        answers,
        restored_facts(revision.facts),
        revision=revision.number,
        nil_reason=revision.nil_reason,
        edition=revision.edition,
        whole=whole,
    )


def filing_title(filing: Filing) -> str:
    """The filing as notices and papers name it: its stage and its subject."""
    return f"{queries.stage_of(filing.task).title} · {filing.task.case.subject}"


def issue_paper(filing: Filing, actor: Actor) -> Paper:
    """Issue the accepted revision: its PDF and DOCX are kept and given out again byte for byte."""
    revision = filing.revisions.select_related("edition").get(number=filing.accepted_revision or 0)
    return records.issue(
        kind=FILING,
        title=filing_title(filing),
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


@dataclass(frozen=True, slots=True)
class Given:
    """A file of a filing as it is given out. `kept` is the issued one, byte for byte; without it, made for this reader."""

    content: bytes
    name: str
    kept: StoredFile | None = None


def give_out(filing: Filing, kind: str, *, whole: bool, stamp: datetime) -> Given | None:
    """The issued file once the last revision is accepted, before that a draft; masked for who does not see it whole.

    None while nothing was sent.
    """
    revision = filing.revisions.select_related("edition").filter(number=filing.revision).first()
    if revision is None:
        return None
    accepted = filing.accepted_revision == filing.revision
    masked = not whole and holds_personal(form_of(filing.task, revision.edition), revision.answers)
    issued = Paper.objects.about(filing).filter(kind=FILING, state=PaperState.ISSUED).first()
    if issued and accepted and not masked:
        file = issued.pdf if kind == "pdf" else issued.docx
        assert file is not None
        return Given(store.fetch(file.digest), file.name, file)
    document = signed_document(filing, revision, whole=not masked)
    content = drawn(document, kind, stamp=stamp, draft=not accepted)
    return Given(content, f"{'masked' if accepted else 'draft'}-{filing.pk}.{kind}")


def hidden_from(actor: Actor, paper: Paper) -> bool:
    """Whether an issued paper tells of villagers whom this reader does not see; a masked copy is with its filing."""
    if paper.kind != FILING or paper.about_kind != Filing._meta.label_lower:
        return False
    filing = Filing.objects.select_related("task__case__edition").get(pk=paper.about_id)
    return hides_from(actor, filing)


def hides_from(actor: Actor, filing: Filing) -> bool:
    """Whether what was sent of this filing tells of villagers whom this reader does not see."""
    if sees_whole(actor, filing.task):
        return False
    return any(
        holds_personal(form_of(filing.task, one.edition), one.answers)
        for one in filing.revisions.select_related("edition")
    )


def require_whole(actor: Actor, paper: Paper) -> None:
    """Raises Refused, with where the masked copy is, when this paper is hidden from the reader."""
    if hidden_from(actor, paper):
        raise Refused(_("เอกสารฉบับนี้มีข้อมูลส่วนบุคคลของชาวบ้าน — เปิดฉบับที่ปกปิดข้อมูลได้จากหน้าของแบบรายงานนั้น"))
