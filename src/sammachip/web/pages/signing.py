"""Words on a filing: signed, sent back, signed on paper and checked, opened again, taken back by who sent it."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions, queries
from sammachip.cases.models import Filing, Handwritten, PaperRecord, SignOff
from sammachip.cases.personal import sees_whole
from sammachip.cases.readings import filing_reading
from sammachip.core.verdict import Refused, require
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.records.actions_clips import keep_scan
from sammachip.records.models import StoredFile
from sammachip.stored import serve_stored
from sammachip.web.decorators import Request, act, page
from sammachip.web.forms.signing import PaperCheckForm, PaperSignatureForm, ReopenForm, ReturnForm
from sammachip.web.pages.filings import a_filing, filing_page
from sammachip.web.posted import posted_seen


@act
def sign(request: Request, pk: int) -> HttpResponse:
    found = a_filing(request, pk)
    actions.sign_filing(found, seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("ลงนามแล้ว"))
    return redirect(found)


@act
def send_back(request: Request, pk: int) -> HttpResponse:
    found = a_filing(request, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        require(filing_reading(found, request.actor).may_sign)
        return filing_page(request, found, status=422, return_form=form)
    actions.return_filing(
        found,
        seen=posted_seen(request),
        reason=form.cleaned_data["reason"],
        actor=request.actor,
    )
    messages.success(request, _("ส่งคืนแก้ไขแล้ว ผู้จัดทำได้รับแจ้งพร้อมเหตุผล"))
    return redirect(found)


@act
def sign_on_paper(request: Request, pk: int) -> HttpResponse:
    found = a_filing(request, pk)
    form = PaperSignatureForm(request.POST, request.FILES)
    if not form.is_valid():
        require(filing_reading(found, request.actor).may_record_paper)
        return filing_page(request, found, status=422, paper_form=form)
    try:
        _record_paper(request, found, form)
    except Refused as refusal:
        found = a_filing(request, pk)
        if not filing_reading(found, request.actor).may_record_paper:
            raise
        form.add_error(None, refusal.verdict.reason)
        return filing_page(request, found, status=422, paper_form=form)
    messages.success(request, _said_of_paper(found))
    return redirect(found)


@transaction.atomic
def _record_paper(request: Request, found: Filing, form: PaperSignatureForm) -> None:
    """The signature with the scan of its paper, or neither."""
    signed = dict(form.cleaned_data)
    scan = signed.pop("scan")
    kept = keep_scan(scan.chunks(), name=scan.name, size=scan.size, actor=request.actor) if scan else None
    actions.record_paper_signature(found, seen=posted_seen(request), scan=kept, actor=request.actor, **signed)


def _said_of_paper(found: Filing) -> str:
    if queries.paper_waiting(found) is not None:
        return _("บันทึกแล้ว การลงนามมีผลเมื่อเจ้าหน้าที่อีกคนตรวจกับเอกสาร")
    return _("บันทึกการลงนามในเอกสารแล้ว")


@act
def check_paper(request: Request, pk: int) -> HttpResponse:
    found = a_filing(request, pk)
    matches = request.POST.get("matches") == "yes"
    form = PaperCheckForm(request.POST)
    if not matches and not form.is_valid():
        require(filing_reading(found, request.actor).may_check_paper)
        return filing_page(request, found, status=422, check_form=form)
    reason = "" if matches else form.cleaned_data["reason"]
    actions.check_paper_signature(
        found, seen=posted_seen(request), matches=matches, reason=reason, actor=request.actor
    )
    told = _("ตรวจแล้ว การลงนามในเอกสารมีผล") if matches else _("แจ้งผู้บันทึกแล้วว่าไม่ตรงกับเอกสาร")
    messages.success(request, told)
    return redirect(found)


@page
def scan(request: Request, pk: int) -> HttpResponseBase:
    """A picture or PDF of a signed or handwritten paper, for whoever sees the filing it belongs to."""
    of_these = {"scan": pk, "filing__in": Filing.objects.visible_to(request.actor)}
    signed = SignOff.objects.filter(**of_these).values("scan")
    recorded = PaperRecord.objects.filter(**of_these).values("scan")
    any_of_them = Q(pk__in=signed) | Q(pk__in=recorded) | Q(pk__in=_written(request, of_these))
    kept = get_object_or_404(StoredFile.objects.filter(any_of_them))
    return serve_stored(request, kept)


def _written(request: Request, of_these: dict[str, object]) -> list[int]:
    """Of pictures of handwritten forms, those whose filing the reader sees whole: they hold all that villagers told."""
    found = Handwritten.objects.filter(**of_these).select_related("filing__task__case__edition__programme")
    return [one.scan_id for one in found if one.scan_id and sees_whole(request.actor, one.filing.task)]


@act
def reopen(request: Request, pk: int) -> HttpResponse:
    found = a_filing(request, pk)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        require(filing_reading(found, request.actor).may_reopen)
        return filing_page(request, found, status=422, reopen_form=form)
    actions.reopen_filing(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("เปิดให้แก้ไขแล้ว ฉบับที่รับไว้ยังใช้อยู่จนกว่าจะรับฉบับใหม่"))
    return redirect(found)


@act(seats=(GROUP_MEMBER,))
def take_back(request: Request, pk: int) -> HttpResponse:
    found = a_filing(request, pk)
    actions.take_back(found, seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("ถอนคืนมาเป็นฉบับร่างแล้ว"))
    return redirect("web:filing-edit", found.pk)


urlpatterns = [
    path("filings/<int:pk>/sign/", sign, name="filing-sign"),
    path("filings/<int:pk>/return/", send_back, name="filing-return"),
    path("filings/<int:pk>/paper-signature/", sign_on_paper, name="filing-paper-signature"),
    path("filings/<int:pk>/paper-signature/check/", check_paper, name="filing-paper-check"),
    path("scans/<int:pk>/", scan, name="scan"),
    path("filings/<int:pk>/reopen/", reopen, name="filing-reopen"),
    path("filings/<int:pk>/take-back/", take_back, name="filing-take-back"),
]
