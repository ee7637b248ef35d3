"""Papers: found, given out byte for byte, and numbered by the office that writes them."""

from datetime import date, datetime
from typing import Literal

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from sammachip.api.desks.filings import a_filing
from sammachip.api.ground import Call, acts, first, given, narrowed, reads, window
from sammachip.api.words import Day, Id, PageAsked, Said, Short, Told
from sammachip.cases import handing_out
from sammachip.cases.personal import sight_of
from sammachip.records import actions as records
from sammachip.records import store
from sammachip.records.models import Paper, PaperState, Series, StoredFile
from sammachip.records.rules import may_number
from sammachip.trail import clock

router = Router(tags=["filings"])
MEDIA = {"pdf": records.PDF, "docx": records.DOCX}
FileFormat = Literal["pdf", "docx"]


class PaperTold(Told):
    id: int
    kind: str
    title: str
    office: str
    to_office: str | None
    state: str
    number: str
    dated_on: date | None
    issued_at: datetime | None
    pdf_sha256: str | None
    docx_sha256: str | None


class PapersTold(Told):
    items: list[PaperTold]
    next: int | None


class PapersAsked(PageAsked):
    filing: Id | None = None
    state: PaperState | None = None


class PaperNumberSaid(Said):
    """The day, and the `number` that another register gave; without one, the next of the office's own `series`."""

    number: Short = ""
    series: Literal[Series.LETTER, Series.CIRCULAR] = Series.LETTER
    dated_on: Day


def paper_told(paper: Paper) -> PaperTold:
    return PaperTold(
        id=paper.pk,
        kind=paper.kind,
        title=paper.title,
        office=paper.office_id,
        to_office=paper.to_office_id,
        state=paper.state,
        number=paper.number,
        dated_on=paper.dated_on,
        issued_at=paper.issued_at,
        pdf_sha256=paper.pdf.digest if paper.pdf else None,
        docx_sha256=paper.docx.digest if paper.docx else None,
    )


def kept_file(file: StoredFile | None, media: str) -> HttpResponse:
    """The very bytes that were kept, with their digest."""
    if file is None:
        raise Http404
    response = given(store.fetch(file.digest), file.name, media)
    response.headers["X-Content-SHA256"] = file.digest
    return response


def a_paper(request: Call, pk: int) -> Paper:
    rows = Paper.objects.visible_to(request.auth.actor).select_related("office", "pdf", "docx")
    return get_object_or_404(rows, pk=pk)


@reads(router, "/filings/{pk}/file.{kind}", media=MEDIA.values())
def filing_file(request: Call, pk: Id, kind: FileFormat) -> HttpResponse:
    """The accepted filing's issued file, byte for byte; before that, a draft of the latest revision."""
    found = a_filing(request, pk)
    sight = sight_of(request.auth.actor, found.task)
    out = handing_out.give_out(found, kind, sight=sight, stamp=clock.now())
    if out is None:
        raise Http404
    return kept_file(out.kept, MEDIA[kind]) if out.kept else given(out.content, out.name, MEDIA[kind])


@reads(router, "/papers")
def papers(request: Call, asked: Query[PapersAsked]) -> PapersTold:
    """The papers of offices the caller sees, and those addressed to its office."""
    rows = Paper.objects.visible_to(request.auth.actor).select_related("pdf", "docx")
    if asked.filing:
        rows = rows.about(a_filing(request, asked.filing))
    shown, after = window(narrowed(rows, state=asked.state), asked)
    return PapersTold(items=[paper_told(one) for one in shown], next=after)


@reads(router, "/papers/{pk}")
def paper(request: Call, pk: Id) -> PaperTold:
    """One paper: its number, its day, and the digests of its files."""
    return paper_told(a_paper(request, pk))


@reads(router, "/papers/{pk}/file.{kind}", media=MEDIA.values())
def paper_file(request: Call, pk: Id, kind: FileFormat) -> HttpResponse:
    """An issued paper's file, byte for byte; 404 while it is a draft."""
    found = a_paper(request, pk)
    handing_out.require_whole(request.auth.actor, found)
    return kept_file(found.pdf if kind == "pdf" else found.docx, MEDIA[kind])


@acts(router, "/papers/{pk}/issue", may=first(may_number, a_paper))
def issue_paper(request: Call, pk: Id, said: PaperNumberSaid) -> PaperTold:
    """Give a drafted letter its number and day, and keep its files for good."""
    issued = records.issue_letter(
        a_paper(request, pk),
        number=said.number,
        series=said.series,
        dated_on=said.dated_on,
        actor=request.auth.actor,
    )
    return paper_told(issued)
