"""The allocation register on the screen: fill in, paste, prove, give notice, revise, record transfers, print."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.grid import NotATable
from sammachip.core.verdict import Refused, require
from sammachip.money import actions_register as actions
from sammachip.money import papers, registers, rules, sheets
from sammachip.money.actions import Voucher
from sammachip.money.models import Register, RegisterState
from sammachip.money.proof import Proof, prove
from sammachip.money.sheets import SheetReading
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import newest_editions
from sammachip.records import store
from sammachip.records.drawing import drawn
from sammachip.records.models import Paper, PaperState, SheetImport
from sammachip.records.sheets import require_size
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.web.case_histories import register_history
from sammachip.web.decorators import Request, act, page
from sammachip.web.downloads import download
from sammachip.web.forms import register as forms
from sammachip.web.forms.sheets import RegisterSheetForm
from sammachip.web.from_letter import FromLetter, confirmed_letter, rows_from
from sammachip.web.posted import posted_seen, whole_number

KINDS = ("xlsx", "csv", "pdf", "docx")


def _register(request: Request, pk: int) -> Register:
    seen = Register.objects.visible_to(request.actor).select_related(
        "edition__programme", "office", "issued_by"
    )
    return get_object_or_404(seen, pk=pk)


@page
def register_list(request: Request) -> HttpResponse:
    return _list_page(request, forms.StartForm(editions=newest_editions()))


def _list_page(request: Request, form: forms.StartForm, *, status: int = 200) -> HttpResponse:
    found = Register.objects.visible_to(request.actor).select_related("edition", "office").newest_first()
    context = {
        "registers": found,
        "start_form": form,
        "any_programme": Edition.objects.exists(),
        "may_start": rules.may_write_register(request.actor, request.actor.office),
    }
    return render(request, "web/register/list.html", context, status=status)


@act
def start(request: Request) -> HttpResponse:
    form = forms.StartForm(request.POST, editions=newest_editions())
    if not form.is_valid():
        require(rules.may_write_register(request.actor, request.actor.office))
        return _list_page(request, form, status=422)
    started = actions.start_register(form.cleaned_data["edition"], request.actor.office, actor=request.actor)
    return redirect(started)


@page
def register(request: Request, pk: int) -> HttpResponse:
    found = _register(request, pk)
    return _page(request, found, **_from_letter(request, found))


def _from_letter(request: Request, found: Register) -> dict[str, Any]:  # parts of a context
    """A draft's grid as the letter named in the address would fill it; it is saved by whoever looks through it."""
    named = confirmed_letter(request) if found.is_draft else None
    at = whole_number(request.GET.get("table", ""), otherwise=0)
    filled = rows_from(named[1], at, found) if named else None
    if named is None or filled is None:
        return {}
    unplaced = [f"{error.cell} {error.message}".strip() for error in filled.errors]
    return {
        "letter": FromLetter(named[0], unplaced),
        "typed": filled.typed,
        "details_form": filled.details_form,
        "proof": filled.proof,
    }


def _page(request: Request, found: Register, *, status: int = 200, **more: object) -> HttpResponse:
    """The register as a grid while it is a draft of the reader's, else as the paper with what came of it."""
    context = {
        "register": found,
        "proof": registers.proof_of(found),
        "may_edit": rules.may_edit_register(request.actor, found),
        "may_issue": rules.may_issue_register(request.actor, found),
        "may_revise": rules.may_write_register(request.actor, found.office),
        "may_transfer": rules.may_transfer(request.actor, found.office),
        "notice_form": forms.NoticeForm(),
        "reason_form": forms.ReasonForm(),
        "transfer_form": forms.TransferForm(),
        "chosen": None,
        "letter": None,
        **more,
    }
    if found.state == RegisterState.DRAFT and context["may_edit"]:
        return render(request, "web/register/edit.html", _with_grid(found, context), status=status)
    context |= {"document": papers.register_document(found), "images": {}}
    rows = registers.row_standings(found, request.actor) if found.issued_at else []
    context |= {"rows": rows, "outstanding": any(row.outstanding for row in rows)}
    context |= {"deeds": register_history(found)}
    return render(request, "web/register/register.html", context, status=status)


def _with_grid(found: Register, context: dict[str, object]) -> dict[str, object]:
    offices = sheets.receivers(found.office)
    shares = registers.shares_of(found)
    typed = context.get("typed") or forms.typed_of(shares, found.edition)
    proof = context["proof"]
    assert isinstance(proof, Proof)
    errors = context.get("cell_errors") or forms.faults_by_input(proof)
    assert isinstance(typed, Mapping)
    assert isinstance(errors, Mapping)
    rows = forms.grid_rows(found.edition, offices, typed, errors)
    return {
        "seen": found.saved,
        "details_form": forms.DetailsForm.of(found),
        "sheet_form": RegisterSheetForm(),
        "rows": rows,
        "columns": [(cell.label, cell.numeric) for cell in rows[0].cells] if rows else [],
        "applied": SheetImport.objects.filter(
            about_kind=found._meta.label_lower, about_id=found.pk, undone_at__isnull=True
        ).first(),
        **context,
        "cell_errors": context.get("cell_errors", {}),
    }


@act
def save(request: Request, pk: int) -> HttpResponse:
    found = _register(request, pk)
    posted = forms.posted_grid(found.edition, sheets.receivers(found.office), request.POST)
    details, seen = forms.DetailsForm(request.POST), posted_seen(request)
    if posted.errors or not details.is_valid():
        require(rules.may_edit_register(request.actor, found))
        typed = {"typed": posted.typed, "cell_errors": posted.errors, "details_form": details, "seen": seen}
        return _page(request, found, status=422, **typed)
    actions.save_register(found, posted.shares, details.details(), seen=seen, actor=request.actor)
    messages.success(request, _("บันทึกร่างทะเบียนแล้ว"))
    return redirect(found)


@act
def preview(request: Request, pk: int) -> HttpResponse:
    """What a pasted table or a file would put into the register; nothing is changed yet."""
    found = _register(request, pk)
    form = RegisterSheetForm(request.POST, request.FILES)
    if not form.is_valid():
        require(rules.may_edit_register(request.actor, found))
        return _page(request, found, status=422, sheet_form=form)
    try:
        reading, name = _reading(found, form)
    except NotATable as error:
        form.add_error("file", worded(error.reason))
        return _page(request, found, status=422, sheet_form=form)
    return _preview_page(request, found, reading, name, form)


def _reading(found: Register, form: RegisterSheetForm) -> tuple[SheetReading, str]:
    offices = sheets.receivers(found.office)
    upload = form.cleaned_data["file"]
    if not upload:
        return sheets.read_pasted(form.cleaned_data["pasted"], found.edition, offices), _("วางจากตาราง")
    require_size(upload.size)
    reading = sheets.read_file(upload.name, upload.read(), found.edition, offices)
    return reading, f"{upload.name} · {reading.leaf}" if reading.leaf else upload.name


def _preview_page(
    request: Request, found: Register, reading: SheetReading, name: str, form: RegisterSheetForm
) -> HttpResponse:
    """The rows as read; a pasted table with wrong cells stays at hand, to be mended there."""
    offices = sheets.receivers(found.office)
    shown = [one for one in offices if one.code in {share.office for share in reading.shares}]
    proof = None if reading.errors else prove(reading.shares, registers.grounds_of(found, offices))
    faults = forms.faults_by_input(proof) if proof else {}
    rows = forms.grid_rows(found.edition, shown, forms.typed_of(reading.shares, found.edition), faults)
    context = {
        "register": found,
        "name": name,
        "rows": rows,
        "columns": [(cell.label, cell.numeric) for cell in rows[0].cells] if rows else [],
        "errors": reading.errors,
        "remarks": reading.remarks,
        "proof": proof,
        "sheet_form": form if reading.errors and form.cleaned_data["pasted"].strip() else None,
        "groups": sum(share.groups for share in reading.shares),
        "total": sum((share.total for share in reading.shares), start=Decimal(0)),
    }
    return render(request, "web/register/preview.html", context, status=422 if reading.errors else 200)


@act
def apply(request: Request, pk: int) -> HttpResponse:
    found = _register(request, pk)
    posted = forms.posted_grid(found.edition, sheets.receivers(found.office), request.POST)
    if posted.errors:
        require(rules.may_edit_register(request.actor, found))
        return _page(request, found, status=422, typed=posted.typed, cell_errors=posted.errors)
    name = request.POST.get("name", "")
    actions.apply_sheet(found, posted.shares, name=name, seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("นำเข้าแล้ว — ยกเลิกการนำเข้าได้จากหน้านี้"))
    return redirect(found)


@act
def undo_sheet(request: Request, pk: int, sheet: int) -> HttpResponse:
    found = _register(request, pk)
    applied = get_object_or_404(SheetImport, pk=sheet, about_kind=found._meta.label_lower, about_id=found.pk)
    actions.undo_sheet(found, applied, seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("ยกเลิกการนำเข้าแล้ว แถวเดิมกลับมา"))
    return redirect(found)


@act
def issue(request: Request, pk: int) -> HttpResponse:
    found = _register(request, pk)
    form = forms.NoticeForm(request.POST)
    if not form.is_valid():
        require(rules.may_issue_register(request.actor, found))
        return _page(request, found, status=422, notice_form=form)
    actions.issue_register(found, seen=posted_seen(request), actor=request.actor, **form.cleaned_data)
    messages.success(request, _("แจ้งจัดสรรแล้ว งานของหน่วยงานในทะเบียนเปิดแล้ว"))
    return redirect(found)


@act
def undo(request: Request, pk: int) -> HttpResponse:
    found = _register(request, pk)
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        require(rules.may_issue_register(request.actor, found))
        return _page(request, found, status=422, reason_form=form)
    actions.undo_issue(found, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("ยกเลิกการแจ้งจัดสรรแล้ว"))
    return redirect(found)


@act
def revise(request: Request, pk: int) -> HttpResponse:
    found = _register(request, pk)
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        require(rules.may_write_register(request.actor, found.office))
        return _page(request, found, status=422, reason_form=form)
    draft = actions.start_register(
        found.edition, found.office, reason=form.cleaned_data["reason"], actor=request.actor
    )
    return redirect(draft)


@act
def transfer(request: Request, pk: int) -> HttpResponse:
    found = _register(request, pk)
    form, chosen = forms.TransferForm(request.POST), request.POST.getlist("office")
    if not (form.is_valid() and _transferred(found, chosen, form, request.actor)):
        require(rules.may_transfer(request.actor, found.office))
        return _page(request, found, status=422, transfer_form=form, chosen=chosen)
    messages.success(request, _("บันทึกการโอนเงินงบประมาณแล้ว"))
    return redirect(found)


def _transferred(found: Register, chosen: Sequence[str], form: forms.TransferForm, actor: Actor) -> bool:
    """Whether it was recorded; what stands against it is said in the form, with the offices that were chosen."""
    typed = form.cleaned_data
    voucher = Voucher(typed["number"], None, typed["fund_code"], typed["budget_code"])
    try:
        with transaction.atomic():
            actions.record_transfers(found, chosen, done_on=typed["done_on"], voucher=voucher, actor=actor)
    except Refused as refusal:
        form.add_error(None, refusal.verdict.reason)
        return False
    return True


@page
def register_file(request: Request, pk: int, kind: str) -> HttpResponse:
    """The register's file: of an issued one the very bytes that were issued, of a draft a marked draft."""
    found = _register(request, pk)
    if kind not in KINDS:
        raise Http404
    content = _sheet_file(found, kind) if kind in ("xlsx", "csv") else _paper_file(found, kind)
    return download(content, f"allocation-{found.office_id}-{found.number}.{kind}")


@page
def template(request: Request, pk: int) -> HttpResponse:
    """The empty sheet of a register, with every office that may be allotted something."""
    found = _register(request, pk)
    content = sheets.template(found.edition, sheets.receivers(found.office), _("ทะเบียนจัดสรร"))
    return download(content, f"allocation-{found.office_id}-template.xlsx")


def _sheet_file(found: Register, kind: str) -> bytes:
    offices, shares = sheets.receivers(found.office), registers.shares_of(found)
    if kind == "csv":
        return sheets.csv_of(shares, found.edition, offices).encode()
    over = (papers.register_title(found), found.office.authority)
    return sheets.xlsx_of(sheets.grid_of(shares, found.edition, offices), _("ทะเบียนจัดสรร"), over=over)


def _paper_file(found: Register, kind: str) -> bytes:
    issued = Paper.objects.about(found).filter(kind=papers.REGISTER, state=PaperState.ISSUED).first()
    kept = (issued.pdf if kind == "pdf" else issued.docx) if issued else None
    if kept is not None:
        return store.fetch(kept.digest)
    document = papers.register_document(found)
    return drawn(document, kind, stamp=clock.now(), draft=True)


urlpatterns = [
    path("money/registers/", register_list, name="registers"),
    path("money/registers/start/", start, name="register-start"),
    path("money/registers/<int:pk>/", register, name="register"),
    path("money/registers/<int:pk>/save/", save, name="register-save"),
    path("money/registers/<int:pk>/preview/", preview, name="register-preview"),
    path("money/registers/<int:pk>/apply/", apply, name="register-apply"),
    path("money/registers/<int:pk>/sheets/<int:sheet>/undo/", undo_sheet, name="register-undo-sheet"),
    path("money/registers/<int:pk>/issue/", issue, name="register-issue"),
    path("money/registers/<int:pk>/undo/", undo, name="register-undo"),
    path("money/registers/<int:pk>/revise/", revise, name="register-revise"),
    path("money/registers/<int:pk>/transfer/", transfer, name="register-transfer"),
    path("money/registers/<int:pk>/template.xlsx", template, name="register-template"),
    path("money/registers/<int:pk>/file.<slug:kind>", register_file, name="register-file"),
]
