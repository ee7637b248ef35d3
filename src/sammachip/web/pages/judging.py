"""Marking on the screen: the member's own queue, the score sheet beside plan and clip, and sheets from paper."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases.attached import sent_files
from sammachip.cases.handing_out import signed_document
from sammachip.cases.personal import Sight
from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.records.actions_clips import keep_scan
from sammachip.selection import actions, judged, rules, sheets
from sammachip.selection.actions.marking import current_sheet
from sammachip.selection.models import Assignment, Round, RoundEntry, Sheet
from sammachip.selection.models.panels import seat_of
from sammachip.selection.papers_sheets import sheets_document
from sammachip.selection.rules_results import may_read_dossier
from sammachip.stored import serve_stored
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.downloads import printed
from sammachip.web.forms.selection import KeyInSheetForm, ReasonForm
from sammachip.web.posted import posted_seen
from sammachip.web.selection import PLACE, SEATS, place_of, round_head, round_seen


@page(seats=SEATS)
def judging(request: Request, pk: int) -> HttpResponse:
    found = round_seen(request, pk)
    context = {
        "head": round_head(found, request.actor, "judging"),
        "queue": judged.queue(found, request.actor),
        "declared": judged.has_declared(found, request.actor),
    }
    return render(request, "web/selection/judging.html", context)


def _entry(request: Request, pk: int) -> RoundEntry:
    seen = RoundEntry.objects.seated(request.actor).select_related(
        PLACE, "round__task__case__edition__programme", "round__panel", "filing__task__case__edition"
    )
    return get_object_or_404(seen, pk=pk)


@page(seats=SEATS)
def sheet(request: Request, pk: int) -> HttpResponse:
    entry = _entry(request, pk)
    held = current_sheet(entry, seat_of(request.actor))
    if not (held and held.is_sealed):
        require(rules.may_mark(request.actor, entry))
    return _sheet_page(request, entry, held)


def _sheet_page(
    request: Request,
    entry: RoundEntry,
    held: Sheet | None,
    *,
    status: int = 200,
    typed: sheets.Typed | None = None,
    **more: object,
) -> HttpResponse:
    """The sheet with what is kept, or with what was typed and could not be."""
    law = entry.round.law
    lines = sheets.lines(law, typed if typed is not None else (held.typed if held else {}))
    queue = judged.queue(entry.round, request.actor)
    context = {
        "head": round_head(entry.round, request.actor, "judging"),
        "entry": entry,
        "place": place_of(entry),
        "saved": held.saved if held else 0,
        "sealed_at": held.sealed_at if held else None,
        "remark": request.POST.get("remark", held.remark if held else ""),
        "law": law,
        "lines": lines,
        "total": sheets.total(law, lines),
        "wanting": sheets.wanting(lines),
        "queue": queue,
        "next": queue.after(entry.pk),
        **_work(entry),
        "others": judged.others(entry, request.actor),
        "refusal": "",
        "stands": None,
        **more,
    }
    return render(request, "web/selection/sheet.html", context, status=status)


def _work(entry: RoundEntry) -> dict[str, object]:
    """What was handed in, as it was frozen, with what is personal masked: it is the work that is judged."""
    revision = entry.filing.revisions.select_related("edition").get(number=entry.revision)
    return {
        "document": signed_document(entry.filing, revision, sight=Sight.MASKED),
        "files": sent_files(entry.filing, revision.facts),
        "nothing": {},
    }


def _posted(request: Request, entry: RoundEntry) -> dict[str, dict[str, str]]:
    return {
        one.key: {
            "points": request.POST.get(f"points.{one.key}", ""),
            "note": request.POST.get(f"note.{one.key}", ""),
        }
        for one in entry.round.law.rubric.criteria
    }


@act(seats=SEATS)
def save(request: Request, pk: int) -> HttpResponse:
    entry = _entry(request, pk)
    typed, remark = _posted(request, entry), request.POST.get("remark", "")
    try:
        held = actions.save_sheet(entry, typed, remark=remark, seen=posted_seen(request), actor=request.actor)
    except Stale as stale:
        return _compare(request, entry, typed, stale)
    if request.headers.get("X-Autosave"):
        return _autosaved(request, entry, held)
    if any(line.wrong for line in sheets.lines(entry.round.law, typed)):
        return _sheet_page(request, entry, held, status=422, refusal=_("เก็บสิ่งที่พิมพ์ไว้แล้ว แต่มีคะแนนที่ต้องแก้"))
    if request.POST.get("then") == "seal":
        return _seal(request, entry, held)
    messages.success(request, _("บันทึกร่างแล้ว"))
    return redirect("web:score-sheet", pk)


def _compare(request: Request, entry: RoundEntry, typed: sheets.Typed, stale: Stale) -> HttpResponse:
    """What was typed over an older draft, to be saved over the newer one that stands beside it."""
    held = current_sheet(entry, seat_of(request.actor))
    if held is None or request.headers.get("X-Autosave"):
        raise stale
    stands = sheets.lines(entry.round.law, held.typed)
    return _sheet_page(request, entry, held, status=409, typed=typed, stands=stands)


def _autosaved(request: Request, entry: RoundEntry, held: Sheet) -> HttpResponse:
    law = entry.round.law
    lines = sheets.lines(law, held.typed)
    context = {"wanting": sheets.wanting(lines), "law": law, "total": sheets.total(law, lines)}
    now = {
        "missing": render_to_string("web/selection/sheet.html#checklist", context, request),
        "computed": {},
    }
    return JsonResponse(now, headers={"X-Revision": str(held.saved)})


def _seal(request: Request, entry: RoundEntry, held: Sheet) -> HttpResponse:
    """Seal it and go on with the next; what is still wanting is said over the kept draft."""
    try:
        with transaction.atomic():
            actions.seal_sheet(entry, seen=held.saved, actor=request.actor)
    except Refused as refusal:
        return _sheet_page(request, entry, held, status=422, refusal=refusal.verdict.reason)
    messages.success(request, _("ปิดผนึกคะแนนของ{entry}แล้ว").format(entry=entry.case))
    following = judged.queue(entry.round, request.actor).after(entry.pk)
    if following is None:
        return redirect("web:judging", entry.round_id)
    return redirect("web:score-sheet", following.pk)


@page(seats=SEATS)
def round_sheets(request: Request, pk: int) -> HttpResponse:
    """Every sheet as those who run the round see them: what waits to be keyed in, checked, or let be marked anew."""
    found = round_seen(request, pk)
    require(rules.may_handle_sheets(request.actor, found))
    lines = [(one, _may_anew(request.actor, one)) for one in judged.sheet_lines(found, request.actor)]
    context = {
        "head": round_head(found, request.actor, "round-sheets"),
        "waiting": [one for one in lines if not one[0].is_sealed],
        "sealed": [one for one in lines if one[0].is_sealed],
    }
    return render(request, "web/selection/sheets.html", context)


def _may_anew(actor: Actor, line: judged.SheetLine) -> bool:
    """Whether the line leads on to having its sheet marked anew, asked of one who runs the round."""
    if line.sheet is None:
        return False
    line.sheet.seat = line.assignment.seat
    return bool(rules.may_be_marked_anew(actor, line.sheet))


def _sheet(request: Request, pk: int) -> Sheet:
    """A sheet that those who run its round handle: of an entry nothing keeps the reader from."""
    seen = Sheet.objects.filter(entry__in=RoundEntry.objects.seated(request.actor))
    found = seen.select_related(
        "entry__round__panel",
        "entry__round__task__case__edition",
        f"entry__{PLACE}",
        "seat__person",
        "keyed_by",
        "scan",
    )
    return get_object_or_404(found, pk=pk)


@page(seats=SEATS)
def anew(request: Request, pk: int) -> HttpResponse:
    held = _sheet(request, pk)
    require(rules.may_let_mark_anew(request.actor, held))
    return _anew_page(request, held, ReasonForm())


def _anew_page(request: Request, held: Sheet, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    context = {"head": round_head(held.entry.round, request.actor, ""), "sheet": held, "form": form}
    return render(request, "web/selection/anew.html", context, status=status)


@act(seats=SEATS)
def let_mark_anew(request: Request, pk: int) -> HttpResponse:
    held, form = _sheet(request, pk), ReasonForm(request.POST)
    require(rules.may_let_mark_anew(request.actor, held))
    if not form.is_valid():
        return _anew_page(request, held, form, status=422)
    actions.let_mark_anew(held, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("ให้ {name} ให้คะแนนใหม่ได้แล้ว").format(name=held.seat.person.name))
    return redirect("web:round-sheets", held.entry.round_id)


@page(seats=SEATS)
def sheets_file(request: Request, pk: int, kind: str) -> HttpResponse:
    """A sheet to be marked by hand for every assignment that is not sealed."""
    found = round_seen(request, pk)
    require(rules.may_handle_sheets(request.actor, found))
    waiting = [(one, _address(request, one)) for one in judged.unsealed(found, request.actor)]
    return printed(sheets_document(waiting, found.law), kind, f"score-sheets-{pk}")


def _address(request: Request, assignment: Assignment) -> str:
    """Where the paper is keyed in: what its code says to a telephone."""
    return request.build_absolute_uri(reverse("web:sheet-key-in", args=[assignment.pk]))


def _assignment(request: Request, pk: int) -> Assignment:
    seen = Assignment.objects.standing().filter(entry__in=RoundEntry.objects.seated(request.actor))
    found = seen.select_related(
        "entry__round__panel", "entry__round__task__case__edition", f"entry__{PLACE}", "seat__person"
    )
    return get_object_or_404(found, pk=pk)


@page(seats=SEATS)
def sheet_file(request: Request, pk: int, kind: str) -> HttpResponse:
    held = _assignment(request, pk)
    require(rules.may_handle_sheets(request.actor, held.entry.round))
    document = sheets_document([(held, _address(request, held))], held.entry.round.law)
    return printed(document, kind, f"score-sheet-{pk}")


@page(seats=SEATS)
def key_in(request: Request, pk: int) -> HttpResponse:
    held = _assignment(request, pk)
    require(rules.may_handle_sheets(request.actor, held.entry.round))
    kept = current_sheet(held.entry, held.seat_id)
    require(rules.may_key_over(kept))
    if kept and kept.keyed_by_id:
        require(rules.may_read_keyed(request.actor, kept))
    form = KeyInSheetForm(kept=_has_scan(kept), initial={"signed_on": kept.signed_on} if kept else {})
    return _key_in_page(request, held, form, kept)


def _has_scan(kept: Sheet | None) -> bool:
    return kept is not None and kept.scan_id is not None


@dataclass(frozen=True, slots=True)
class KeyedIn:
    """What is shown of a paper sheet while it is keyed in: the lines with what was typed, and the save they are from."""

    lines: list[sheets.Line]
    remark: str
    saved: int


def _key_in_page(
    request: Request, held: Assignment, form: KeyInSheetForm, kept: Sheet | None, *, status: int = 200
) -> HttpResponse:
    law, saved = held.entry.round.law, kept.saved if kept else 0
    stands = kept.typed if kept else {}
    typed = _posted(request, held.entry) if request.method == "POST" else stands
    remark = request.POST.get("remark", kept.remark if kept else "")
    context = {
        "head": round_head(held.entry.round, request.actor, "round-sheets"),
        "assignment": held,
        "place": place_of(held.entry),
        "form": form,
        "keyed": KeyedIn(sheets.lines(law, typed), remark, saved),
    }
    return render(request, "web/selection/key_in.html", context, status=status)


@act(seats=SEATS)
def keyed_in(request: Request, pk: int) -> HttpResponse:
    held = _assignment(request, pk)
    require(rules.may_handle_sheets(request.actor, held.entry.round))
    kept = current_sheet(held.entry, held.seat_id)
    form = KeyInSheetForm(request.POST, request.FILES, kept=_has_scan(kept))
    typed = _posted(request, held.entry)
    faults = sheets.faults(sheets.lines(held.entry.round.law, typed))
    if not form.is_valid() or faults:
        form.add_error(None, [*faults])
        return _key_in_page(request, held, form, kept, status=422)
    _keep_keyed(request, held, form, typed)
    messages.success(request, _("คีย์ใบคะแนนแล้ว รอผู้อื่นตรวจทานกับกระดาษ"))
    return redirect("web:round-sheets", held.entry.round_id)


def _keep_keyed(request: Request, held: Assignment, form: KeyInSheetForm, typed: sheets.Typed) -> None:
    """The sheet with the scan of its paper, or neither."""
    scan = form.cleaned_data["scan"]
    kept = keep_scan(scan.chunks(), name=scan.name, size=scan.size, actor=request.actor) if scan else None
    actions.key_in_sheet(
        held,
        typed,
        remark=request.POST.get("remark", ""),
        signed_on=form.cleaned_data["signed_on"],
        scan=kept,
        seen=posted_seen(request),
        actor=request.actor,
    )


@page(seats=SEATS)
def check(request: Request, pk: int) -> HttpResponse:
    held = _sheet(request, pk)
    require(rules.may_read_keyed(request.actor, held))
    shared = Assignment.objects.standing().filter(entry=held.entry_id, seat=held.seat_id)
    context = {
        "head": round_head(held.entry.round, request.actor, "round-sheets"),
        "sheet": held,
        "assignment": None if held.is_sealed else shared.values_list("pk", flat=True).first(),
        "place": place_of(held.entry),
        "lines": sheets.lines(held.entry.round.law, held.typed),
        "may_check": rules.may_check(request.actor, held),
    }
    return render(request, "web/selection/check.html", context)


@page(seats=SEATS)
def scan(request: Request, pk: int) -> HttpResponseBase:
    """A signed paper sheet as it was scanned: for those who run the round, and once it is published for who reads its
    dossier."""
    held = _scanned(request, pk)
    if not held.entry.round.published_at:
        require(rules.may_read_keyed(request.actor, held))
    assert held.scan is not None, "only scanned ones are looked for"
    return serve_stored(request, held.scan)


def _scanned(request: Request, pk: int) -> Sheet:
    actor = request.actor
    published = Round.objects.visible_to(actor).filter(published_at__isnull=False)
    seen = Q(entry__in=RoundEntry.objects.seated(actor)) | Q(entry__round__in=published)
    rows = Sheet.objects.filter(seen, scan__isnull=False)
    related = ("entry__round__panel", "entry__round__task__case__office", "scan")
    held = get_object_or_404(rows.select_related(*related), pk=pk)
    round_ = held.entry.round
    reads = may_read_dossier(actor, round_) if round_.published_at else rules.runs(actor, round_.panel)
    if not reads:
        raise Http404
    return held


@act(seats=SEATS)
def checked(request: Request, pk: int) -> HttpResponse:
    held = _sheet(request, pk)
    actions.check_sheet(held, seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("ตรวจทานแล้ว ใบคะแนนปิดผนึกเท่ากับกรรมการปิดผนึกเอง"))
    return redirect(_next_to_check(held.entry.round, request.actor))


def _next_to_check(round_: Round, actor: Actor) -> str:
    """The next of the pile that the reader may check; the list of sheets after the last."""
    waiting = (one for one in judged.to_check(round_, actor) if rules.may_check(actor, one))
    following = next(waiting, None)
    if following is None:
        return reverse("web:round-sheets", args=[round_.pk])
    return reverse("web:sheet-check", args=[following.pk])


urlpatterns = [
    path("rounds/<int:pk>/judging/", judging, name="judging"),
    path("entries/<int:pk>/sheet/", either(sheet, save), name="score-sheet"),
    path("rounds/<int:pk>/sheets/", round_sheets, name="round-sheets"),
    path("rounds/<int:pk>/sheets.<slug:kind>", sheets_file, name="round-sheets-file"),
    path("assignments/<int:pk>/sheet.<slug:kind>", sheet_file, name="sheet-file"),
    path("assignments/<int:pk>/key-in/", either(key_in, keyed_in), name="sheet-key-in"),
    path("sheets/<int:pk>/check/", either(check, checked), name="sheet-check"),
    path("sheets/<int:pk>/scan/", scan, name="sheet-scan"),
    path("sheets/<int:pk>/anew/", either(anew, let_mark_anew), name="sheet-anew"),
]
