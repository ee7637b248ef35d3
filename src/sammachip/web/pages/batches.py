"""Many papers as one job: to whom a letter goes, how far a job came, what could not be made, and what came out."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases.batches import gather_filings, gatherable
from sammachip.cases.models import BatchWork
from sammachip.core.verdict import require
from sammachip.records import actions_batches as actions
from sammachip.records import rules_batches as rules
from sammachip.records.actions_recipients import list_recipients
from sammachip.records.batches import file_name
from sammachip.records.letters import document_of, own_fills
from sammachip.records.models import Batch, ItemState, LetterDraft
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.batches import GatherForm, RecipientsForm
from sammachip.web.posted import posted_seen, whole_number

ON_A_LEAF = 100
BUNDLES = {"zip": "zip_place", "pdf": "merged_place"}


def _draft(request: Request, pk: int) -> LetterDraft:
    seen = LetterDraft.objects.visible_to(request.actor)
    return get_object_or_404(seen.select_related("office"), pk=pk)


@page
def recipients(request: Request, pk: int) -> HttpResponse:
    return _recipients_page(request, _draft(request, pk))


def _recipients_page(
    request: Request, draft: LetterDraft, form: RecipientsForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The list, how to write it, and the letter as one of it gets it."""
    listed = list(draft.recipients.select_related("office"))
    looked = whole_number(request.GET.get("look", ""), otherwise=1)
    shown = next((one for one in listed if one.position == looked), None)
    may = rules.may_list(request.actor, draft)
    context = {
        "draft": draft,
        "leaf": Paginator(listed, ON_A_LEAF).get_page(request.GET.get("page")),
        "may_list": may,
        "form": (form or RecipientsForm(draft=draft, recipients=listed)) if may else None,
        "fills": [f"{{{{{name}}}}}" for name in own_fills(draft)],
        "shown": shown,
        "document": document_of(draft, clock.today(), recipient=shown) if shown else None,
        "nothing": {},
    }
    return render(request, "web/batch/recipients.html", context, status=status)


@act
def set_recipients(request: Request, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    require(rules.may_list(request.actor, draft))
    form = RecipientsForm(request.POST, draft=draft, recipients=())
    if not form.is_valid():
        return _recipients_page(request, draft, form, status=422)
    list_recipients(draft, form.meant, columns=form.columns, seen=posted_seen(request), actor=request.actor)
    said = _("บันทึกรายชื่อผู้รับ {n} รายแล้ว") if form.meant else _("หนังสือนี้ทำเป็นฉบับเดียวแล้ว ตรวจช่อง ถึงใคร ก่อนเสนอ")
    messages.success(request, said.format(n=len(form.meant)))
    return redirect("web:letter-recipients", draft.pk)


@page
def batches(request: Request) -> HttpResponse:
    return _list_page(request)


def _list_page(request: Request, form: GatherForm | None = None, *, status: int = 200) -> HttpResponse:
    may = rules.may_gather(request.actor)
    offered = gatherable(request.actor) if may else []
    found = Batch.objects.visible_to(request.actor).counted().select_related("ordered_by")
    context = {
        "leaf": Paginator(found, ON_A_LEAF).get_page(request.GET.get("page")),
        "may_gather": may,
        "form": (form or GatherForm(offered=offered)) if offered else None,
    }
    return render(request, "web/batch/list.html", context, status=status)


@act
def gather(request: Request) -> HttpResponse:
    require(rules.may_gather(request.actor))
    form = GatherForm(request.POST, offered=gatherable(request.actor))
    if not form.is_valid():
        return _list_page(request, form, status=422)
    accepted_only = form.cleaned_data["accepted_only"]
    batch = gather_filings(form.asked, accepted_only=accepted_only, actor=request.actor)
    messages.success(request, _("สั่งรวมเป็นชุดแล้ว ระบบจัดทำให้ในเบื้องหลัง ปิดหน้านี้ได้"))
    return redirect(batch)


def _batch(request: Request, pk: int) -> Batch:
    seen = Batch.objects.visible_to(request.actor).counted()
    return get_object_or_404(seen.select_related("office", "ordered_by", "draft"), pk=pk)


@page
def batch(request: Request, pk: int) -> HttpResponse:
    """How far it came, first what could not be made, then all of it by leaves."""
    found = _batch(request, pk)
    items = found.items.select_related("paper").defer("paper__content").order_by("position")
    context = {
        "batch": found,
        "leaf": Paginator(items, ON_A_LEAF).get_page(request.GET.get("page")),
        "failures": items.filter(state=ItemState.FAILED)[:ON_A_LEAF],
        "work": BatchWork.objects.filter(batch=found).select_related("edition").first(),
        "gone": bool(found.pages) and not found.zip_place,
        "may_stop": rules.may_stop(request.actor, found),
        "may_go_on": rules.may_go_on(request.actor, found),
    }
    return render(request, "web/batch/batch.html", context)


@act
def stop(request: Request, pk: int) -> HttpResponse:
    found = _batch(request, pk)
    actions.stop_batch(found, actor=request.actor)
    messages.success(request, _("หยุดไว้แล้ว ฉบับที่จัดทำแล้วยังอยู่"))
    return redirect(found)


@act
def go_on(request: Request, pk: int) -> HttpResponse:
    found = _batch(request, pk)
    actions.go_on_with(found, actor=request.actor)
    messages.success(request, _("ทำต่อแล้ว ระบบจัดทำเฉพาะฉบับที่ยังไม่มี"))
    return redirect(found)


@page
def bundle(request: Request, pk: int, kind: str) -> HttpResponseBase:
    """All of it as one file."""
    found = _batch(request, pk)
    place = getattr(found, BUNDLES.get(kind, ""), "")
    if not place:
        raise Http404(kind)
    return FileResponse(default_storage.open(place), as_attachment=True, filename=f"batch-{found.pk}.{kind}")


@page
def item(request: Request, pk: int, position: int) -> HttpResponseBase:
    found = get_object_or_404(_batch(request, pk).items.select_related("paper"), position=position)
    if not found.place:
        raise Http404(position)
    return FileResponse(default_storage.open(found.place), as_attachment=True, filename=file_name(found))


urlpatterns = [
    path("letters/drafts/<int:pk>/recipients/", either(recipients, set_recipients), name="letter-recipients"),
    path("batches/", either(batches, gather), name="batches"),
    path("batches/<int:pk>/", batch, name="batch"),
    path("batches/<int:pk>/stop/", stop, name="batch-stop"),
    path("batches/<int:pk>/go-on/", go_on, name="batch-go-on"),
    path("batches/<int:pk>/all.<slug:kind>", bundle, name="batch-bundle"),
    path("batches/<int:pk>/<int:position>.pdf", item, name="batch-item"),
]
