"""A round on the screen: where it stands, what keeps members from entries, and who is to mark what."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases.queries import stage_of
from sammachip.core.judging import TooFew
from sammachip.core.verdict import YES, require
from sammachip.org.hats import Actor
from sammachip.selection import actions, judged, queries, rules
from sammachip.selection.actions.assigning import too_few
from sammachip.selection.assigning import Pool, pool, proposed
from sammachip.selection.models import (
    Assignment,
    Conflict,
    Declaration,
    PanelSeat,
    Round,
    RoundEntry,
    Sheet,
)
from sammachip.selection.models.panels import seat_of
from sammachip.selection.progress import progress
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.selection import AssignForm, ConflictForm, PaperConflictForm, ReasonForm
from sammachip.web.selection import PLACE, SEATS, entries_of, round_head, round_seen


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round of the hat's panel: how much of it the seat has yet to mark, and how many paper sheets it may check."""

    round: Round
    title: str
    programme: str
    given: int
    left: int
    declared: bool
    to_check: int


@page(seats=SEATS)
def selections(request: Request) -> HttpResponse:
    """Where the work of a seat begins: the rounds of its panel."""
    seat = seat_of(request.actor)
    held = get_object_or_404(PanelSeat.objects.select_related("panel__case"), pk=seat)
    rounds = Round.objects.filter(panel=held.panel_id).select_related("task__case__edition").order_by("-pk")
    context = {
        "panel": held.panel,
        "seat": held,
        "runs": rules.runs(request.actor, held.panel),
        "lines": [_line(one, request.actor) for one in rounds],
        "tasks": [
            (task, stage_of(task).title)
            for task in queries.unopened(held.panel)
            if rules.is_secretary(request.actor, held.panel)
        ],
    }
    return render(request, "web/selection/selections.html", context)


def _line(round_: Round, actor: Actor) -> RoundLine:
    queue = judged.queue(round_, actor)
    return RoundLine(
        round_,
        stage_of(round_.task).title,
        round_.task.case.edition.title,
        given=len(queue.items),
        left=queue.left,
        declared=judged.has_declared(round_, actor),
        to_check=len(judged.to_check(round_, actor)) if rules.may_handle_sheets(actor, round_) else 0,
    )


@page(seats=SEATS)
def round_(request: Request, pk: int) -> HttpResponse:
    found = round_seen(request, pk)
    runs = rules.runs(request.actor, found.panel)
    context = {
        "head": round_head(found, request.actor, "round"),
        "law": found.law,
        "entries": entries_of(found, request.actor),
        "progress": progress(found, request.actor) if runs else None,
    }
    return render(request, "web/selection/round.html", context)


@page(seats=SEATS)
def conflicts(request: Request, pk: int) -> HttpResponse:
    found = round_seen(request, pk)
    return _conflicts_page(request, found)


def _conflicts_page(
    request: Request,
    found: Round,
    *,
    form: ConflictForm | None = None,
    paper: PaperConflictForm | None = None,
    lifting: tuple[int, ReasonForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    entries = list(entries_of(found, request.actor))
    runs = rules.may_run(request.actor, found)
    context = {
        "head": round_head(found, request.actor, "round-conflicts"),
        "form": form or ConflictForm(found.law, entries),
        "paper": _paper_form(found, entries, paper) if runs else None,
        "own": _told(found, Conflict.objects.filter(person=request.actor.person)),
        "declared": Declaration.objects.filter(round=found, seat=seat_of(request.actor)).first(),
        "may_declare": rules.may_declare(request.actor, found),
        "others": _others(request, found, entries, lifting) if runs else [],
        "members": _members_who_declared(found) if runs else [],
    }
    return render(request, "web/selection/conflicts.html", context, status=status)


def _paper_form(
    found: Round, entries: list[RoundEntry], paper: PaperConflictForm | None
) -> PaperConflictForm:
    return paper or PaperConflictForm(found.law, entries, queries.sitting(found.panel), auto_id="paper-%s")


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """What keeps somebody from an entry, in words, with the form that lifts it where the reader may."""

    conflict: Conflict
    ground: str
    form: ReasonForm | None = None


def _told(found: Round, rows: QuerySet[Conflict]) -> list[ConflictLine]:
    labels = {one.key: one.label for one in found.law.grounds}
    told = rows.filter(case__entries__round=found).select_related(PLACE, "person", "made_by", "lifted_by")
    return [
        ConflictLine(one, labels.get(one.ground, one.ground)) for one in told.order_by("case__path", "pk")
    ]


def _others(
    request: Request, found: Round, entries: list[RoundEntry], lifting: tuple[int, ReasonForm] | None
) -> list[ConflictLine]:
    """What keeps the panel's members from the entries the reader may look at."""
    people = [seat.person_id for seat in queries.sitting(found.panel)]
    rows = Conflict.objects.filter(person__in=people, case__in=[entry.case_id for entry in entries])
    forms = dict([lifting]) if lifting else {}
    return [
        ConflictLine(
            one.conflict,
            one.ground,
            forms.get(one.conflict.pk) or ReasonForm.of(one.conflict.pk)
            if one.conflict.lifted_at is None and rules.may_lift(request.actor, one.conflict, found)
            else None,
        )
        for one in _told(found, rows)
    ]


def _members_who_declared(found: Round) -> list[tuple[PanelSeat, Declaration | None]]:
    told = {one.seat_id: one for one in found.declarations.order_by("pk")}
    return [(seat, told.get(seat.pk)) for seat in queries.sitting(found.panel)]


@act(seats=SEATS)
def declare(request: Request, pk: int) -> HttpResponse:
    found = round_seen(request, pk)
    require(rules.may_declare(request.actor, found))
    form = ConflictForm(found.law, entries_of(found, request.actor), request.POST)
    if not form.is_valid():
        return _conflicts_page(request, found, form=form, status=422)
    made = actions.declare(found, **form.cleaned_data, actor=request.actor)
    messages.success(
        request,
        _("บันทึกการมีส่วนได้เสีย {n} ผลงานแล้ว").format(n=len(made)) if made else _("บันทึกแล้วว่าไม่มีส่วนได้เสียเพิ่ม"),
    )
    return redirect("web:round-conflicts", pk)


@act(seats=SEATS)
def record_declaration(request: Request, pk: int) -> HttpResponse:
    found = round_seen(request, pk)
    require(rules.may_run(request.actor, found))
    seats, entries = queries.sitting(found.panel), list(entries_of(found, request.actor))
    form = PaperConflictForm(found.law, entries, seats, request.POST, auto_id="paper-%s")
    if not form.is_valid():
        return _conflicts_page(request, found, paper=form, status=422)
    actions.record_declaration(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกการแจ้งในกระดาษของกรรมการแล้ว"))
    return redirect("web:round-conflicts", pk)


@act(seats=SEATS)
def lift(request: Request, pk: int, conflict: int) -> HttpResponse:
    found = round_seen(request, pk)
    seen = Conflict.objects.filter(case__in=entries_of(found, request.actor).values("case"))
    held = get_object_or_404(seen.select_related("person"), pk=conflict)
    require(rules.may_lift(request.actor, held, found))
    form = ReasonForm.of(held.pk, request.POST)
    if not form.is_valid():
        return _conflicts_page(request, found, lifting=(held.pk, form), status=422)
    actions.lift_conflict(held, found, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("ยกเลิกการมีส่วนได้เสียแล้ว มอบหมายงานใหม่ได้"))
    return redirect("web:round-conflicts", pk)


@dataclass(frozen=True, slots=True)
class EntryShares:
    """An entry with those who are to mark it, each with the form that takes it back, and the form for one more."""

    entry: RoundEntry
    needed: int
    assignments: list[tuple[Assignment, bool, ReasonForm]]
    form: AssignForm | None

    @property
    def is_short(self) -> bool:
        return len(self.assignments) < self.needed


@page(seats=SEATS)
def assignments(request: Request, pk: int) -> HttpResponse:
    return _assignments_page(request, _running(request, pk))


def _running(request: Request, pk: int) -> Round:
    found = round_seen(request, pk)
    require(rules.may_run(request.actor, found))
    return found


def _assignments_page(
    request: Request, found: Round, *, status: int = 200, taking: int = 0, adding: AssignForm | None = None
) -> HttpResponse:
    of = pool(found, request.actor)
    why, added = _preview(of)
    context = {
        "head": round_head(found, request.actor, "round-assignments"),
        "shares": _shares(found, of, request, taking, adding),
        "loads": [(seat, of.loads.get(seat.pk, 0), added.get(seat.pk, 0)) for seat in of.seats],
        "short": len(of.short),
        "law": found.law,
        "why": why,
        "may_share": YES if of.short and not why else rules.nothing_to_share(why),
    }
    return render(request, "web/selection/assignments.html", context, status=status)


def _preview(of: Pool) -> tuple[str, dict[int, int]]:
    """Why nothing can be shared out, or how many entries each would be given beside what is."""
    try:
        found = proposed(of)
    except TooFew as few:
        return too_few(few).reason, {}
    added: dict[int, int] = {}
    for seats in found.values():
        for seat in seats:
            added[seat] = added.get(seat, 0) + 1
    return "", added


def _shares(
    found: Round, of: Pool, request: Request, taking: int, adding: AssignForm | None
) -> list[EntryShares]:
    rows = Assignment.objects.standing().filter(entry__in=of.entries).select_related("seat__person")
    sealed = set(Sheet.objects.current().sealed().filter(entry__in=of.entries).values_list("entry", "seat"))
    held: dict[int, list[tuple[Assignment, bool, ReasonForm]]] = {}
    for one in rows.order_by("pk"):
        form = ReasonForm.of(one.pk, request.POST if one.pk == taking else None)
        held.setdefault(one.entry_id, []).append((one, (one.entry_id, one.seat_id) in sealed, form))
    named = {one.pk: one for one in entries_of(found, request.actor)}
    return [
        EntryShares(
            named[one.pk],
            of.needed(one),
            held.get(one.pk, []),
            _form_of(one, of, adding),
        )
        for one in of.entries
    ]


def _form_of(entry: RoundEntry, of: Pool, adding: AssignForm | None) -> AssignForm | None:
    """The form for one more member: the one that came back, a new one, none where nobody else may."""
    if adding is not None and adding.entry == entry:
        return adding
    return AssignForm(entry, able) if (able := of.able(entry)) else None


@act(seats=SEATS)
def share_out(request: Request, pk: int) -> HttpResponse:
    made = actions.share_out(_running(request, pk), actor=request.actor)
    messages.success(request, _("มอบหมายแล้ว {n} ใบคะแนน").format(n=len(made)))
    return redirect("web:round-assignments", pk)


@act(seats=SEATS)
def assign(request: Request, pk: int, entry: int) -> HttpResponse:
    found = _running(request, pk)
    given_to = get_object_or_404(entries_of(found, request.actor).select_related("round__panel"), pk=entry)
    form = AssignForm(given_to, queries.sitting(found.panel), request.POST)
    if not form.is_valid():
        return _assignments_page(request, found, adding=form, status=422)
    actions.assign(given_to, form.cleaned_data["seat"], actor=request.actor)
    messages.success(request, _("มอบหมายเพิ่มแล้ว"))
    return redirect("web:round-assignments", pk)


@act(seats=SEATS)
def take_back(request: Request, pk: int) -> HttpResponse:
    seen = Assignment.objects.filter(entry__in=RoundEntry.objects.seated(request.actor))
    held = get_object_or_404(seen.select_related("entry__round__panel", "seat__person"), pk=pk)
    found = _running(request, held.entry.round_id)
    form = ReasonForm.of(held.pk, request.POST)
    if not form.is_valid():
        return _assignments_page(request, found, taking=held.pk, status=422)
    actions.take_back(held, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("ถอนการมอบหมายแล้ว"))
    return redirect("web:round-assignments", found.pk)


urlpatterns = [
    path("selections/", selections, name="selections"),
    path("rounds/<int:pk>/", round_, name="round"),
    path("rounds/<int:pk>/conflicts/", either(conflicts, declare), name="round-conflicts"),
    path("rounds/<int:pk>/conflicts/on-paper/", record_declaration, name="round-conflicts-on-paper"),
    path("rounds/<int:pk>/conflicts/<int:conflict>/lift/", lift, name="conflict-lift"),
    path("rounds/<int:pk>/assignments/", assignments, name="round-assignments"),
    path("rounds/<int:pk>/assignments/share-out/", share_out, name="round-share-out"),
    path("rounds/<int:pk>/entries/<int:entry>/assign/", assign, name="entry-assign"),
    path("assignments/<int:pk>/take-back/", take_back, name="assignment-take-back"),
]
