"""Letters as they are written: begun by kind, typed beside how they will look, signed, numbered and issued."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases.actions import issue_with_work
from sammachip.core import document as doc
from sammachip.core.answers import Answers
from sammachip.core.letter import FILLS, LetterKind, stock_for
from sammachip.core.shown import changed
from sammachip.core.thainum import tidy
from sammachip.core.verdict import Stale, Verdict, require
from sammachip.records import actions_drafts as actions
from sammachip.records import letters
from sammachip.records import rules_drafts as rules
from sammachip.records.models import Batch, DraftState, LetterDraft, OutgoingLetter
from sammachip.records.rules_batches import may_list
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.web.decorators import Comparison, Request, act, either, page
from sammachip.web.downloads import printed
from sammachip.web.forms.batches import IssueManyForm
from sammachip.web.forms.filing import posted, sections, way_to
from sammachip.web.forms.letter_drafts import (
    DayForm,
    IssueForm,
    KindForm,
    ReturnDraftForm,
    SendForm,
    SignedForm,
    WithdrawForm,
)
from sammachip.web.posted import posted_seen
from sammachip.web.shapes import Gap

ON_A_LEAF = 30


def _draft(request: Request, pk: int) -> LetterDraft:
    seen = LetterDraft.objects.visible_to(request.actor)
    return get_object_or_404(seen.select_related("office", "author", "checker", "signed_by", "paper"), pk=pk)


@page
def drafts(request: Request) -> HttpResponse:
    return _list_page(request, KindForm())


def _list_page(request: Request, form: KindForm, *, status: int = 200) -> HttpResponse:
    words, everything = tidy(request.GET.get("q", "")), request.GET.get("all") == "1"
    found = LetterDraft.objects.visible_to(request.actor).saying(words).defer("answers")
    found = found if everything or words else found.open()
    may_begin = rules.may_compose(request.actor, request.actor.office)
    context = {
        "leaf": Paginator(found.select_related("author", "office"), ON_A_LEAF).get_page(
            request.GET.get("page")
        ),
        "wanted": words,
        "everything": everything,
        "may_begin": may_begin,
        "form": form if may_begin else None,
    }
    return render(request, "web/draft/list.html", context, status=status)


@act
def begin(request: Request) -> HttpResponse:
    form = KindForm(request.POST)
    if not form.is_valid():
        require(rules.may_compose(request.actor, request.actor.office))
        return _list_page(request, form, status=422)
    kind = LetterKind(form.cleaned_data["kind"])
    draft = actions.begin_letter(kind, office=request.actor.office, actor=request.actor)
    return redirect("web:letter-draft-edit", draft.pk)


@act
def begin_again(request: Request, pk: int) -> HttpResponse:
    """A new letter of the own office that begins with what this one says."""
    found = _draft(request, pk)
    draft = actions.begin_letter(
        found.letter_kind, office=request.actor.office, answers=found.answers, actor=request.actor
    )
    messages.success(request, _("เริ่มร่างใหม่จากหนังสือฉบับเดิมแล้ว แก้ให้ตรงเรื่องก่อนเสนอ"))
    return redirect("web:letter-draft-edit", draft.pk)


@page
def edit(request: Request, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    if not rules.may_edit(request.actor, draft):
        return redirect(draft)
    return _edit_page(request, draft, letters.answers_of(draft.letter_kind, draft.answers))


def _edit_page(
    request: Request, draft: LetterDraft, answers: Answers, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {**_typed(draft, answers), "compared": None, **more}
    return render(request, "web/draft/edit.html", context, status=status)


def _typed(draft: LetterDraft, answers: Answers) -> dict[str, object]:
    """The form as it is filled, what is wrong in it or missing, each with the way there, and how the letter looks."""
    kind = draft.letter_kind
    shown = sections(letters.form_of(kind), answers, {})
    return {
        "draft": draft,
        "sections": shown,
        "errors": [Gap(one.sentence, url=way_to(one.path, shown)) for one in answers.errors],
        "missing": [
            Gap(one.label, one.hint, way_to(one.key, shown)) for one in letters.lacking_of(draft, answers)
        ],
        "stock": letters.stock_of(kind),
        "fills": [f"{{{{{name}}}}}" for name in (*FILLS, *letters.own_fills(draft))],
        "document": letters.document_of(draft, clock.today(), typed=answers.raw),
        "nothing": {},
    }


@act
def save(request: Request, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    typed = _with_stock(draft, posted(letters.form_of(draft.letter_kind), request.POST), request)
    try:
        answers = actions.save_letter(draft, typed, seen=posted_seen(request), actor=request.actor)
    except Stale as stale:
        return _compare_page(request, _draft(request, pk), typed, stale)
    if request.headers.get("X-Autosave"):
        return _autosaved(request, draft, answers)
    if answers.errors:
        return _edit_page(request, draft, answers, status=422)
    if request.POST.get("then") == "look":
        return redirect(draft)
    messages.success(request, _("บันทึกร่างแล้ว"))
    return redirect("web:letter-draft-edit", draft.pk)


def _with_stock(draft: LetterDraft, typed: Mapping[str, object], request: Request) -> dict[str, object]:
    """What was typed, and at its end the ready paragraph whose button was pressed."""
    wanted = request.POST.get("insert", "")
    found = next((one.text for one in stock_for(draft.letter_kind) if one.key == wanted), "")
    text = str(typed.get("body") or "").rstrip("\n")
    return {**typed, "body": "\n".join(filter(None, (text, found)))} if found else dict(typed)


def _autosaved(request: Request, draft: LetterDraft, answers: Answers) -> HttpResponse:
    """What is missing now and how the letter looks, to be put in place of what the page came with."""
    context = _typed(draft, answers)
    now = {
        "missing": render_to_string("web/draft/edit.html#checklist", context, request),
        "preview": render_to_string("web/draft/edit.html#preview", context, request),
        "computed": {},
    }
    return JsonResponse(now, headers={"X-Revision": str(draft.version)})


def _compare_page(
    request: Request, draft: LetterDraft, typed: Mapping[str, object], stale: Stale
) -> HttpResponse:
    """What was typed over an older version, to be saved over the newer one now known, with what differs between them."""
    if request.headers.get("X-Autosave") or not rules.may_edit(request.actor, draft):
        raise stale
    form = letters.form_of(draft.letter_kind)
    mine = letters.answers_of(draft.letter_kind, typed)
    theirs = letters.answers_of(draft.letter_kind, draft.answers)
    compared = [
        Comparison(worded(one.label), worded(one.after), worded(one.before))
        for one in changed(form, theirs.values, mine.values)
    ]
    return _edit_page(request, draft, mine, status=409, compared=compared)


@page
def draft(request: Request, pk: int) -> HttpResponse:
    return _draft_page(request, _draft(request, pk))


def _draft_page(
    request: Request, found: LetterDraft, *, status: int = 200, **forms: forms.Form
) -> HttpResponse:
    """The letter, and the next step with it; after a refused form with that form's errors."""
    kind, actor = found.letter_kind, request.actor
    answers = letters.answers_of(kind, found.answers)
    writing = found.state == DraftState.WRITING
    lacking = letters.lacking_of(found, answers) if writing else ()
    wrong = [one.sentence for one in answers.errors] if writing else []
    context: dict[str, object] = {
        "draft": found,
        "document": _document(found),
        "nothing": {},
        "missing": [*map(Gap, wrong), *(Gap(one.label, one.hint) for one in lacking)],
        "may_begin": rules.may_compose(actor, actor.office),
        "may_edit": rules.may_edit(actor, found),
        "may_send": Verdict(wrong[0]) if wrong else rules.may_send(actor, found, lacking),
        "may_sign": rules.may_sign(actor, found),
        "may_record": rules.may_record_signature(actor, found),
        "may_issue": rules.may_issue(actor, found),
        "may_withdraw": rules.may_withdraw(actor, found),
        "may_list": may_list(actor, found),
        "batch": Batch.objects.filter(draft=found).first() if found.copies else None,
        "line": OutgoingLetter.objects.visible_to(actor).filter(paper=found.paper).first()
        if found.paper
        else None,
        "send_form": SendForm(office=found.office),
        "return_form": ReturnDraftForm(),
        "signed_form": SignedForm(),
        "issue_form": _issue_form(found),
        "withdraw_form": WithdrawForm(),
        **forms,
    }
    return render(request, "web/draft/draft.html", context, status=status)


def _document(found: LetterDraft) -> doc.Document:
    if found.paper:
        return doc.from_json(found.paper.content)
    return letters.document_of(found, clock.today())


def _issue_form(
    found: LetterDraft, data: Mapping[str, object] | None = None
) -> IssueForm | IssueManyForm | DayForm:
    if found.copies:
        return IssueManyForm(data, draft=found)
    if not letters.SERIES[found.letter_kind]:
        return DayForm(data)
    return IssueForm(data, draft=found)


@act
def send(request: Request, pk: int) -> HttpResponse:
    found = _draft(request, pk)
    form = SendForm(request.POST, office=found.office)
    if not form.is_valid():
        require(rules.may_edit(request.actor, found))
        return _draft_page(request, found, send_form=form, status=422)
    actions.send_letter(found, seen=posted_seen(request), actor=request.actor, **form.cleaned_data)
    messages.success(request, _("เสนอลงนามแล้ว พิมพ์หนังสือให้ลงนามได้จากหน้านี้"))
    return redirect(found)


@act
def give_back(request: Request, pk: int) -> HttpResponse:
    found = _draft(request, pk)
    form = ReturnDraftForm(request.POST)
    if not form.is_valid():
        require(rules.may_return(request.actor, found))
        return _draft_page(request, found, return_form=form, status=422)
    actions.return_letter(found, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("ส่งกลับไปแก้ไขแล้ว"))
    return redirect("web:letter-drafts")


@act
def sign(request: Request, pk: int) -> HttpResponse:
    found = _draft(request, pk)
    actions.sign_letter(found, seen=posted_seen(request), on_paper=False, actor=request.actor)
    messages.success(request, _("ลงนามแล้ว ขั้นต่อไปคือออกเลขที่และวันที่"))
    return redirect(found)


@act
def record_signature(request: Request, pk: int) -> HttpResponse:
    found = _draft(request, pk)
    form = SignedForm(request.POST)
    if not form.is_valid():
        require(rules.may_record_signature(request.actor, found))
        return _draft_page(request, found, signed_form=form, status=422)
    actions.sign_letter(
        found, seen=posted_seen(request), on_paper=True, actor=request.actor, **form.cleaned_data
    )
    messages.success(request, _("บันทึกการลงนามแล้ว ขั้นต่อไปคือออกเลขที่และวันที่"))
    return redirect(found)


@act
def issue(request: Request, pk: int) -> HttpResponse:
    found = _draft(request, pk)
    form = _issue_form(found, request.POST)
    if not form.is_valid():
        require(rules.may_issue(request.actor, found))
        return _draft_page(request, found, issue_form=form, status=422)
    if isinstance(form, IssueManyForm):
        return _ordered(request, found, form)
    typed = form.cleaned_data
    numbered = {"series": form.series, "number": typed["number"]} if isinstance(form, IssueForm) else {}
    paper = actions.issue_letter(found, dated_on=typed["dated_on"], actor=request.actor, **numbered)
    said = _("ออกเลขที่ {number} และเก็บไฟล์ถาวรแล้ว") if paper.number else _("ออกหนังสือและเก็บไฟล์ถาวรแล้ว")
    messages.success(request, said.format(number=paper.number))
    return redirect(found)


def _ordered(request: Request, found: LetterDraft, form: IssueManyForm) -> HttpResponse:
    """The letters of a list, as one job that goes on while nobody waits for it."""
    told = form.cleaned_data
    batch = issue_with_work(
        found,
        form.numbered(),
        asked=form.asked,
        sends=told["sends"],
        due_on=told["due_on"],
        actor=request.actor,
    )
    messages.success(request, _("สั่งออกหนังสือ {n} ฉบับแล้ว ระบบจัดทำให้ในเบื้องหลัง").format(n=found.copies))
    return redirect(batch)


@act
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = _draft(request, pk)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        require(rules.may_withdraw(request.actor, found))
        return _draft_page(request, found, withdraw_form=form, status=422)
    actions.withdraw_letter(found, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("บันทึกว่าไม่ออกหนังสือฉบับนี้แล้ว"))
    return redirect("web:letter-drafts")


@page
def draft_file(request: Request, pk: int, kind: str) -> HttpResponse:
    """The letter to print and sign, its number and day blank; what is still written on is marked as a draft."""
    found = _draft(request, pk)
    if found.paper:
        return redirect("web:paper-file", found.paper.pk, kind)
    still = found.state in (DraftState.WRITING, DraftState.WITHDRAWN)
    return printed(_document(found), kind, f"letter-{found.pk}", draft=still)


@page
def copy_file(request: Request, pk: int, kind: str) -> HttpResponse:
    """The office's own copy of the letter, with the initials of those who wrote it."""
    found = _draft(request, pk)
    return printed(letters.copy_of(found, _document(found)), kind, f"copy-{found.pk}")


urlpatterns = [
    path("letters/drafts/", either(drafts, begin), name="letter-drafts"),
    path("letters/drafts/<int:pk>/", draft, name="letter-draft"),
    path("letters/drafts/<int:pk>/again/", begin_again, name="letter-draft-again"),
    path("letters/drafts/<int:pk>/edit/", edit, name="letter-draft-edit"),
    path("letters/drafts/<int:pk>/save/", save, name="letter-draft-save"),
    path("letters/drafts/<int:pk>/send/", send, name="letter-draft-send"),
    path("letters/drafts/<int:pk>/return/", give_back, name="letter-draft-return"),
    path("letters/drafts/<int:pk>/sign/", sign, name="letter-draft-sign"),
    path("letters/drafts/<int:pk>/signed/", record_signature, name="letter-draft-signed"),
    path("letters/drafts/<int:pk>/issue/", issue, name="letter-draft-issue"),
    path("letters/drafts/<int:pk>/withdraw/", withdraw, name="letter-draft-withdraw"),
    path("letters/drafts/<int:pk>/file.<slug:kind>", draft_file, name="letter-draft-file"),
    path("letters/drafts/<int:pk>/copy.<slug:kind>", copy_file, name="letter-draft-copy"),
]
