"""Papers as files and on the screen: what was issued is given out byte for byte, drafts are marked as such."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import handing_out
from sammachip.cases.models import Filing
from sammachip.cases.personal import sight_of
from sammachip.core import document as doc
from sammachip.core.verdict import require
from sammachip.money.models import Register, Spending
from sammachip.org.hats import Actor
from sammachip.records import actions as records
from sammachip.records import store
from sammachip.records.genuine import Standing, life_of
from sammachip.records.models import LetterDraft, OutgoingLetter, Paper, PaperState, StoredFile
from sammachip.records.rules import may_number
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, page
from sammachip.web.downloads import PRINTED, download, printed
from sammachip.web.forms.papers import NumberForm
from sammachip.web.shapes import Way

_MARKS: Mapping[str, Promise] = {
    Standing.WITHDRAWN: gettext_lazy("ยกเลิกแล้ว"),
    Standing.REPLACED: gettext_lazy("มีฉบับใหม่แทนแล้ว"),
}
"""What the name of a copy begins with where its paper holds no more: its bytes stay those that were issued."""


def _kept(file: StoredFile, kind: str, mark: str | Promise = "") -> HttpResponse:
    name = f"{file.name.rpartition('.')[0]}.{kind}"
    response = download(store.fetch(file.digest), f"{mark}-{name}" if mark else name)
    response.headers["X-Content-SHA256"] = file.digest
    return response


@page
def filing_file(request: Request, pk: int, kind: str) -> HttpResponse:
    """The accepted filing's issued file; before that, a draft of the latest revision."""
    filing = get_object_or_404(
        Filing.objects.visible_to(request.actor).select_related("task__case__edition"), pk=pk
    )
    if kind not in PRINTED:
        raise Http404
    sight = sight_of(request.actor, filing.task)
    given = handing_out.give_out(filing, kind, sight=sight, stamp=clock.now())
    if given is None:
        raise Http404
    return (
        _kept(given.kept, kind)
        if given.kept
        else download(given.content, f"{given.name.rpartition('.')[0]}.{kind}")
    )


def _paper(request: Request, pk: int) -> Paper:
    seen = Paper.objects.visible_to(request.actor).select_related("office", "pdf", "docx")
    found = get_object_or_404(seen, pk=pk)
    handing_out.require_whole(request.actor, found)
    return found


@page
def paper(request: Request, pk: int) -> HttpResponse:
    return _paper_page(request, _paper(request, pk))


def _paper_page(
    request: Request, found: Paper, form: NumberForm | None = None, *, status: int = 200
) -> HttpResponse:
    verdict = may_number(request.actor, found)
    context = {
        "paper": found,
        "document": doc.from_json(found.content),
        "nothing": {},
        "is_draft": found.state == PaperState.DRAFT,
        "number_form": form or (NumberForm(office=found.office) if verdict else None),
        "may_number": verdict,
        "line": OutgoingLetter.objects.visible_to(request.actor).filter(paper=found).first(),
        "about": _about(request.actor, found),
        "life": life_of(found),
    }
    return render(request, "web/paper/paper.html", context, status=status)


Told = type[Filing] | type[Spending] | type[Register] | type[LetterDraft]
ABOUT: dict[str, tuple[Told, Promise]] = {
    Filing._meta.label_lower: (Filing, gettext_lazy("แบบหรือรายงาน")),
    Spending._meta.label_lower: (Spending, gettext_lazy("รายการใช้จ่าย")),
    Register._meta.label_lower: (Register, gettext_lazy("ทะเบียนจัดสรร")),
    LetterDraft._meta.label_lower: (LetterDraft, gettext_lazy("ร่างหนังสือ")),
}


def _about(actor: Actor, paper: Paper) -> Way | None:
    """The way to what the paper is about; None where the actor sees the paper alone, as one who was sent it."""
    if paper.about_kind not in ABOUT:
        return None
    table, label = ABOUT[paper.about_kind]
    row = table.objects.visible_to(actor).filter(pk=paper.about_id).first()
    return Way(str(label), row.get_absolute_url()) if row else None


@page
def paper_file(request: Request, pk: int, kind: str) -> HttpResponse:
    return paper_given(_paper(request, pk), kind)


def paper_given(found: Paper, kind: str) -> HttpResponse:
    """The paper as it was issued; before that, a draft of it."""
    if kind not in PRINTED:
        raise Http404
    if found.state == PaperState.ISSUED:
        file = found.pdf if kind == "pdf" else found.docx
        assert file is not None
        return _kept(file, kind, _MARKS.get(life_of(found).standing, ""))
    return printed(doc.from_json(found.content), kind, f"draft-{found.kind}-{found.pk}", draft=True)


@act
def issue(request: Request, pk: int) -> HttpResponse:
    """Give the letter its number, from the office's register or from elsewhere, and keep the files for good."""
    found = _paper(request, pk)
    form = NumberForm(request.POST, office=found.office)
    if not form.is_valid():
        require(may_number(request.actor, found))
        return _paper_page(request, found, form, status=422)
    told = form.cleaned_data
    issued = records.issue_letter(
        found, dated_on=told["dated_on"], series=form.series, number=told["number"], actor=request.actor
    )
    messages.success(request, _("ออกเลขที่ {number} และเก็บไฟล์ถาวรแล้ว").format(number=issued.number))
    return redirect("web:paper", found.pk)


urlpatterns = [
    path("filings/<int:pk>/file.<slug:kind>", filing_file, name="filing-file"),
    path("papers/<int:pk>/", paper, name="paper"),
    path("papers/<int:pk>/file.<slug:kind>", paper_file, name="paper-file"),
    path("papers/<int:pk>/issue/", issue, name="paper-issue"),
]
