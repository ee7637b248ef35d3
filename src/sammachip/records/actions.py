"""The verbs of the records desk: keep a photo, draft a paper, issue it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from sammachip.core import document as doc
from sammachip.core.letternumber import on_its_face
from sammachip.core.verdict import Refused, Verdict, require
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records import genuine, photos, store
from sammachip.records.actions_outgoing import Letter, give_number
from sammachip.records.drawing import drawn
from sammachip.records.models import (
    FileKind,
    Paper,
    PaperQuerySet,
    PaperState,
    Series,
    StoredFile,
    secrecy_of,
    subject_in_register,
)
from sammachip.records.packing import file_stem
from sammachip.records.proof import issue_facts
from sammachip.records.rules import may_number
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.trail.writes import claim

NO_PICTURE = "no-picture"
PDF, DOCX = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX, CSV = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv; charset=utf-8"


def keep_photo(
    content: bytes, *, name: str, told: Mapping[str, object] | None = None, actor: Actor
) -> StoredFile:
    """Keep a photograph and the copy others see. Raises Refused with what is wrong with the file.

    `told` is what the phone says of when and where it was taken, for what the picture itself does not tell.
    """
    most = settings.UPLOAD_PHOTO_MAX_MB
    if len(content) > most * 1024 * 1024:
        raise Refused(
            _("ไฟล์ {name} ใหญ่ {size:.1f} MB เกิน {most} MB — ย่อภาพแล้วเลือกใหม่").format(
                name=name, size=len(content) / 1048576, most=most
            )
        )
    try:
        examined = photos.examine(content)
    except photos.NotAPhoto as error:
        said = _("ไฟล์ {name}: {reason}").format(name=name, reason=worded(error.reason))
        raise Refused(Verdict(said, "" if error.is_picture else NO_PICTURE)) from error
    shown, original = store.keep(examined.shown), store.keep(content)
    with transaction.atomic():
        file = StoredFile.objects.create(
            digest=original,
            kind=FileKind.PHOTO,
            name=name[:200],
            content_type=examined.content_type,
            size=len(content),
            shown_digest=shown,
            private={**(told or {}), **examined.private},
            office=actor.office,
            stored_by=actor.person,
            stored_at=clock.now(),
        )
        trail.log("file.kept", about=file, actor=actor, digest=original, size=len(content))
    return file


def keep_file(
    content: bytes, *, kind: FileKind, name: str, content_type: str, office: Office, actor: Actor
) -> StoredFile:
    """Keep bytes the house itself made, or has checked."""
    return StoredFile.objects.create(
        digest=store.keep(content),
        kind=kind,
        name=name[:200],
        content_type=content_type,
        size=len(content),
        office=office,
        stored_by=actor.person,
        stored_at=clock.now(),
    )


@transaction.atomic
def draft(
    *,
    kind: str,
    title: str,
    about: models.Model,
    office: Office,
    path: str,
    document: doc.Document,
    to_office: Office | None = None,
    actor: Actor,
) -> Paper:
    """Write a paper's content down; it has no number, no day and no files yet.

    A draft of the same matter between the same offices is drawn anew: a filing returned and sent again has one letter.
    """
    assert kind in genuine.KINDS, f"papers of kind {kind!r} are not known: see records.genuine"
    matter = {
        "kind": kind,
        "about_kind": about._meta.label_lower,
        "about_id": about.pk,
        "office": office,
        "to_office": to_office,
        "state": PaperState.DRAFT,
    }
    paper = Paper.objects.select_for_update(of=("self",), no_key=True).filter(**matter).first()
    paper = paper or Paper(**matter)
    paper.title, paper.path, paper.content = title[:300], path, doc.to_json(document)
    paper.secrecy = secrecy_of(document.secrecy)
    paper.made_at, paper.made_by = clock.now(), actor.person
    paper.save()
    named = subject_in_register(paper.secrecy, title)
    trail.log("paper.drafted", about=paper, actor=actor, kind=kind, title=named)
    return paper


@transaction.atomic
def discard(drafts: PaperQuerySet, *, reason: str, actor: Actor) -> int:
    """Take away those of these papers that nobody may send any more and nobody has sent yet; how many they were."""
    held = list(drafts.filter(state=PaperState.DRAFT).order_by("pk").select_for_update(of=("self",)))
    for one in held:
        named = subject_in_register(one.secrecy, one.title)
        trail.log("paper.discarded", about=one, actor=actor, kind=one.kind, title=named, reason=reason)
        one.delete()
    return len(held)


@transaction.atomic
def redrawn(paper: Paper, document: doc.Document) -> Paper:
    """The drafted paper with this content in place of what it said; it keeps the title it is listed by."""
    claim(Paper.objects.filter(pk=paper.pk, state=PaperState.DRAFT), content=doc.to_json(document))
    paper.refresh_from_db()
    return paper


@dataclass(frozen=True, slots=True)
class DrawnAhead:
    """The files of a paper as it will most likely be issued, drawn before it is: used if it comes out so."""

    document: doc.Document
    code: str
    pdf: bytes
    docx: bytes
    stamp: datetime


def _files_of(paper: Paper, ahead: DrawnAhead | None) -> DrawnAhead:
    """The files drawn ahead where they show this very content; else drawn now, under a code of their own."""
    document = doc.from_json(paper.content)
    if ahead and ahead.document == document:
        return ahead
    paper.code, stamp = genuine.new_code(), clock.now()
    seal = genuine.seal_of(paper)
    pdf, docx = (drawn(document, kind, stamp=stamp, seal=seal) for kind in ("pdf", "docx"))
    return DrawnAhead(document, paper.code, pdf, docx, stamp)


@transaction.atomic
def issue_draft(
    paper: Paper,
    *,
    number: str = "",
    dated_on: date | None = None,
    ahead: DrawnAhead | None = None,
    actor: Actor,
) -> Paper:
    """Make the files of a drafted paper and keep them for good. Issued already, it is given back as it is."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("office").get(pk=paper.pk)
    if paper.state == PaperState.ISSUED:
        return paper
    files, name = _files_of(paper, ahead), file_stem(number) or f"{paper.kind}-{paper.pk}"
    paper.pdf = keep_file(
        files.pdf,
        kind=FileKind.PAPER, name=f"{name}.pdf", content_type=PDF, office=paper.office, actor=actor,
    )  # fmt: skip
    paper.docx = keep_file(
        files.docx,
        kind=FileKind.PAPER, name=f"{name}.docx", content_type=DOCX, office=paper.office, actor=actor,
    )  # fmt: skip
    paper.code, paper.state, paper.number = files.code, PaperState.ISSUED, number
    paper.dated_on, paper.issued_at = dated_on, files.stamp
    paper.save(update_fields=["pdf", "docx", "state", "number", "dated_on", "issued_at", "code"])
    trail.log("paper.issued", about=paper, actor=actor, **issue_facts(paper))
    return paper


@transaction.atomic
def issue_letter(
    paper: Paper,
    *,
    dated_on: date,
    series: Series = Series.LETTER,
    number: str = "",
    told: Letter | None = None,
    ahead: DrawnAhead | None = None,
    actor: Actor,
) -> Paper:
    """Give a drafted letter its number and day, on its face, in its files and in the register of letters sent.

    The number is the next of the office's `series`, or the one that a register elsewhere gave, typed as `number`;
    `told` is what the register says of it where that is not what stands on its face. What was drawn `ahead` under the
    number that it then gets is not drawn again.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("office").get(pk=paper.pk)
    require(may_number(actor, paper))
    line = give_number(
        told or Letter.of(paper), office=paper.office, dated_on=dated_on, series=series, number=number,
        paper=paper, actor=actor,
    )  # fmt: skip
    document = doc.numbered(doc.from_json(paper.content), on_its_face(line.number), dated_on)
    return issue_draft(
        redrawn(paper, document), number=line.number, dated_on=dated_on, ahead=ahead, actor=actor
    )


@transaction.atomic
def issue(
    *,
    kind: str,
    title: str,
    about: models.Model,
    office: Office,
    path: str,
    document: doc.Document,
    actor: Actor,
) -> Paper:
    """Draft and issue in one: for papers that carry no number of the registry."""
    paper = draft(
        kind=kind, title=title, about=about, office=office, path=path, document=document, actor=actor
    )
    return issue_draft(paper, actor=actor)
