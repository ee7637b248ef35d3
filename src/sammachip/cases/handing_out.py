"""A filing as readers get it: its paper with the signatures, and its files, issued, drafted or masked."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from sammachip.cases.filled import form_of, restored_facts
from sammachip.cases.models import Filing, Revision
from sammachip.cases.papers import FILING, advice_blocks, filing_document
from sammachip.cases.personal import Sight, holds_hidden, sight_of
from sammachip.core import answers as core_answers
from sammachip.core import document as doc
from sammachip.core.answers import Answers
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.records import store
from sammachip.records.drawing import drawn
from sammachip.records.models import Paper, PaperState, StoredFile


def signed_document(filing: Filing, revision: Revision, *, sight: Sight = Sight.WHOLE) -> doc.Document:
    """The paper of a revision from what was frozen with it, with the signatures and the advice given on it.

    Advice is free words on people's work: who does not work with those people reads the paper without.
    """
    form = form_of(filing.task, revision.edition)
    answers = Answers(core_answers.from_json(form, revision.answers))
    paper = filing_document(
        filing,
        answers,
        restored_facts(revision.facts),
        revision=revision.number,
        nil_reason=revision.nil_reason,
        edition=revision.edition,
        sight=sight,
    )
    advice = () if sight is Sight.MASKED else filing.advice.filter(revision=revision.number)
    return replace(paper, blocks=(*paper.blocks, *advice_blocks(advice)))


@dataclass(frozen=True, slots=True)
class Given:
    """A file of a filing as it is given out. `kept` is the issued one, byte for byte; without it, made for this reader."""

    content: bytes
    name: str
    kept: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a reader of a filing is given: the paper as it was issued, or a document to be drawn, and as what it is made."""

    issued: Paper | None = None
    document: doc.Document | None = None
    made: str = ""

    @property
    def is_draft(self) -> bool:
        return self.made == DRAFTED


DRAFTED, MASKED, ADVISED = "draft", "masked", "advised"


def prepared(filing: Filing, *, sight: Sight) -> Prepared | None:
    """The issued paper once the last revision is accepted, before that a draft; masked for who does not see it whole.

    None while nothing was sent.
    """
    revision = filing.revisions.select_related("edition").filter(number=filing.revision).first()
    if revision is None:
        return None
    accepted = filing.accepted_revision == filing.revision
    masked = holds_hidden(form_of(filing.task, revision.edition), revision.answers, sight)
    issued = Paper.objects.about(filing).filter(kind=FILING, state=PaperState.ISSUED)
    paper = issued.select_related("pdf", "docx").first()
    if paper and accepted and not masked and not _advised_since(filing, paper):
        return Prepared(issued=paper)
    document = signed_document(filing, revision, sight=sight if masked else Sight.WHOLE)
    return Prepared(document=document, made=DRAFTED if not accepted else MASKED if masked else ADVISED)


def give_out(filing: Filing, kind: str, *, sight: Sight, stamp: datetime) -> Given | None:
    """What `prepared` finds, as a file of this kind; None while nothing was sent."""
    found = prepared(filing, sight=sight)
    if found is None:
        return None
    if found.issued:
        file = found.issued.pdf if kind == "pdf" else found.issued.docx
        assert file is not None
        return Given(store.fetch(file.digest), file.name, file)
    assert found.document is not None
    content = drawn(found.document, kind, stamp=stamp, draft=found.is_draft)
    return Given(content, f"{found.made}-{filing.pk}.{kind}")


def _advised_since(filing: Filing, issued: Paper) -> bool:
    """Whether advice came after the paper was issued: that stays as it is, and a copy with the advice is made."""
    assert issued.issued_at is not None
    return filing.advice.filter(revision=filing.revision, recorded_at__gt=issued.issued_at).exists()


def hidden_from(actor: Actor, paper: Paper) -> bool:
    """Whether an issued paper tells of villagers whom this reader does not see; a masked copy is with its filing."""
    if paper.kind != FILING or paper.about_kind != Filing._meta.label_lower:
        return False
    filing = Filing.objects.select_related("task__case__edition").get(pk=paper.about_id)
    return hides_from(actor, filing)


def hides_from(actor: Actor, filing: Filing) -> bool:
    """Whether what was sent of this filing tells of villagers whom this reader does not see."""
    sight = sight_of(actor, filing.task)
    return sight is not Sight.WHOLE and any(
        holds_hidden(form_of(filing.task, one.edition), one.answers, sight)
        for one in filing.revisions.select_related("edition")
    )


def require_whole(actor: Actor, paper: Paper) -> None:
    """Raises Refused, with where the masked copy is, when this paper is hidden from the reader."""
    if hidden_from(actor, paper):
        raise Refused(_("เอกสารฉบับนี้มีข้อมูลส่วนบุคคลของชาวบ้าน — เปิดฉบับที่ปกปิดข้อมูลได้จากหน้าของแบบรายงานนั้น"))
