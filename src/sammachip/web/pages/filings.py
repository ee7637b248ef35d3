"""A filing on the screen: fill it in, send it, and read it as it was sent."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import actions, answering, limits, queries, rules
from sammachip.cases.attached import places_of, sent_or_given, way_to_file
from sammachip.cases.consented import FACES, faces_in
from sammachip.cases.exporting import PREFIX as EXPORTED
from sammachip.cases.filled import filled_facts, form_of, restored_facts, with_photos
from sammachip.cases.handing_out import hides_from
from sammachip.cases.handovers import as_typed, bought_and_here, goods_table, with_bought
from sammachip.cases.models import Filing, Handwritten, Photo
from sammachip.cases.owed import beside_answers
from sammachip.cases.papers import FILING
from sammachip.cases.planned import tells_work
from sammachip.cases.proposing import plan_table, weak_parts, with_taken
from sammachip.cases.readings import filing_reading
from sammachip.cases.receipts import receipts_of
from sammachip.cases.reuse import reused_pictures
from sammachip.core import answers as core_answers
from sammachip.core.answers import Answers
from sammachip.core.verdict import Refused, Stale, require
from sammachip.money.plans import activity_money
from sammachip.money.reuse import proving
from sammachip.org.hats import Actor
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.records.models import Paper
from sammachip.records.rules_drafts import may_compose
from sammachip.trail import clock
from sammachip.web.case_histories import deed_of
from sammachip.web.decorators import Comparison, Request, act, page
from sammachip.web.forms.fields import typed_day
from sammachip.web.forms.filing import PREFIX, computed_cells, posted, sections, way_to
from sammachip.web.forms.signing import (
    AdviceForm,
    NilForm,
    PaperCheckForm,
    PaperSignatureForm,
    ReopenForm,
    ReturnForm,
)
from sammachip.web.known import changed_meanwhile
from sammachip.web.posted import posted_day, posted_seen
from sammachip.web.shapes import Gap

WRITES = (GROUP_MEMBER,)
"""The seats that write a filing."""
BOUGHT = "bought"
"""What a press says that takes everything bought into the form."""


def a_filing(request: Request, pk: int) -> Filing:
    seen = Filing.objects.visible_to(request.actor).select_related(
        "task__case__edition__programme",
        "task__case__office",
        "task__case__group__village__area",
        "maker",
        "maker_office",
    )
    found = get_object_or_404(seen, pk=pk)
    if not rules.opens(request.actor, found.task):
        raise Http404
    return found


@page(seats=WRITES)
def edit(request: Request, pk: int) -> HttpResponse:
    filing = a_filing(request, pk)
    if not rules.may_edit(request.actor, filing):
        return redirect(filing)
    return draft_page(request, filing)


def draft_page(
    request: Request, filing: Filing, *, status: int = 200, pictured: object = None
) -> HttpResponse:
    """The draft as it is kept, to write on in; `pictured` tells of pictures just chosen that were not all taken."""
    if filing.nil_reason:
        return _nil_page(request, filing, NilForm({"reason": filing.nil_reason}), status=status)
    facts = filled_facts(filing.task, filing.as_of or clock.today())
    answers = answering.coerce(form_of(filing.task), with_photos(filing), facts=facts)
    return _edit_page(request, filing, answers, facts, status=status, pictured=pictured)


def _edit_page(
    request: Request,
    filing: Filing,
    answers: Answers,
    facts: Mapping[str, object],
    *,
    status: int = 200,
    nil_form: NilForm | None = None,
    **more: object,
) -> HttpResponse:
    """The form with its answers; `more` is why it came back: a refusal, or what a newer draft says otherwise."""
    paper = queries.handwriting(filing)
    context = {
        "filing": filing,
        "stage": queries.stage_of(filing.task),
        **_filled_in(request.actor, filing, answers, facts),
        **_judged(request, filing, answers),
        "typed": _typed_days(request, paper),
        "paper": paper,
        "places": places_of(filing, request.actor),
        "photos": filing.photos.select_related("file").order_by("row", "position", "pk"),
        "reused": reused_pictures(filing, request.actor),
        "proving": proving(filing, request.actor),
        "faces": faces_in(filing),
        "why_faces": request.POST.get(f"decide.{FACES}", ""),
        "learned": changed_meanwhile(filing, request.actor),
        "bought": _bought(filing, answers),
        "returned": queries.sent_back(filing),
        "nil_form": (nil_form or NilForm()) if rules.takes_nil(filing.task) else None,
        "today": clock.today(),
        "refusal": "",
        "compared": None,
        "pictured": None,
        **more,
    }
    return render(request, "web/filing/edit.html", context, status=status)


def _judged(request: Request, filing: Filing, answers: Answers) -> dict[str, object]:
    """A plan beside its limits: what it goes beyond now, the reasons typed, and the class of each line; else nothing."""
    if not (asked := limits.plan_decidable(filing)):
        return {"decidable": [], "classes": [], "other_money": [], **_proposed(request, filing)}
    day = filing.as_of or clock.today()
    beyond = {one.limit.key: one for one in limits.plan_oversteps(filing, answers.values, day)}
    decisions = [(one, request.POST.get(f"decide.{one.key}", ""), beyond.get(one.key)) for one in asked]
    return {
        "decidable": decisions,
        "classes": limits.plan_classes(filing, answers.values, day),
        "other_money": limits.plan_other_money(filing, answers.values),
        **_proposed(request, filing),
    }


def _proposed(request: Request, filing: Filing) -> dict[str, object]:
    """What the pack proposes for this plan, with reasons typed, and the table of the form that it stands beneath."""
    table = plan_table(filing)
    weak = weak_parts(filing, request.actor)
    return {
        "weak": [
            (one, [(line, request.POST.get(f"aside.{line.key}", "")) for line in one.lines]) for one in weak
        ],
        "weak_beside": f"{PREFIX}.{table.key}" if table else "",
        "proposals_are_sample": "proposals" in filing.task.case.edition.pack.samples,
    }


def _bought(filing: Filing, answers: Answers) -> list[tuple[str, object]]:
    """Where the form hands goods over: what was bought and stands in no row yet, in words, with the day it was paid."""
    if (table := goods_table(filing)) is None:
        return []
    rows = answers.values.get(table.key)
    named = {str(row.get("id", "")) for row in rows} if isinstance(rows, list) else set()
    waiting = [one for one in bought_and_here(filing.task, clock.today()) if one["id"] not in named]
    return [
        (f"{one['item']} {as_typed(one['quantity'])} {one['unit']}".rstrip(), one["paid_on"])
        for one in waiting
    ]


def _filled_in(
    actor: Actor, filing: Filing, answers: Answers, facts: Mapping[str, object]
) -> dict[str, object]:
    """The form as laid out, what is refused in it and what is missing, each with the way there."""
    form = form_of(filing.task)
    shown = sections(form, answers, facts)
    missing = (*answering.missing(form, answers, facts=facts), *beside_answers(filing))
    opening = queries.opening_of(filing.task, queries.results_around(filing.task.case))
    return {
        "form": form,
        "sections": shown,
        "is_filled": any(one.filled for one in form.fields),
        "errors": [Gap(one.sentence, url=way_to(one.path, shown)) for one in answers.errors],
        "missing": [
            Gap(one.label, one.hint, _way_beside(filing, one.key) or way_to(one.key, shown))
            for one in missing
        ],
        "wanting": [
            Gap(one.label, one.hint, way_to(one.key, shown))
            for one in answering.wanting(form, answers, facts=facts)
        ],
        "may_send": rules.may_send(actor, filing, missing, opening),
    }


def _way_beside(filing: Filing, key: str) -> str:
    """The way to what is owed beside the answers: a place for files, or the data for another system."""
    if key.startswith(EXPORTED):
        return reverse("web:case-exports", args=[filing.task.case_id])
    return way_to_file(key)


def _autosaved(request: Request, filing: Filing, answers: Answers) -> HttpResponse:
    """What is missing now, and the computed cells by their ids, to be put in place of what the page came with."""
    form, facts = form_of(filing.task), filled_facts(filing.task, filing.as_of or clock.today())
    context = _filled_in(request.actor, filing, answers, facts)
    now = {
        "missing": render_to_string("web/filing/edit.html#checklist", context, request),
        "computed": computed_cells(form, request.POST, answers),
    }
    return JsonResponse(now, headers={"X-Revision": str(filing.saved)})


def _compare_page(request: Request, filing: Filing, stale: Stale) -> HttpResponse:
    """What was typed over an older draft, to be saved over the newer one now known, with what differs between them.

    Raises the same Stale where the form is not what to come back to: the newer draft says that there is nothing.
    """
    if filing.nil_reason or request.headers.get("X-Autosave"):
        raise stale
    form, facts = form_of(filing.task), filled_facts(filing.task, filing.as_of or clock.today())
    typed = with_photos(filing, posted(form, request.POST))
    mine = answering.coerce(form, typed, facts=facts)
    theirs = answering.coerce(form, with_photos(filing), facts=facts)
    compared = [
        Comparison(one.label, one.after, one.before)
        for one in answering.changed(form, theirs.values, mine.values)
    ]
    return _edit_page(request, filing, mine, facts, status=409, compared=compared)


def _typed_days(request: Request, paper: Handwritten | None = None) -> dict[str, str]:
    """The days beside the form as they were typed, for a page that comes back; before that, the day of its paper."""
    days = {"as_of": "", "done_on": typed_day(paper.written_on) if paper else ""}
    return {name: request.POST.get(name, day) for name, day in days.items()}


def _mend_page(
    request: Request, filing: Filing, answers: Answers, *, nil_form: NilForm | None = None, refusal: str = ""
) -> HttpResponse:
    """The form again, with what was typed and what is wrong with it."""
    facts = filled_facts(filing.task, filing.as_of or clock.today())
    return _edit_page(request, filing, answers, facts, status=422, nil_form=nil_form, refusal=refusal)


def _keep_draft(request: Request, filing: Filing, day: date | None) -> Answers:
    typed = posted(form_of(filing.task), request.POST)
    if (taken := request.POST.get("take")) == BOUGHT:
        typed = with_bought(filing, typed, clock.today())
    elif taken:
        typed = with_taken(filing, typed, taken, request.actor)
    return actions.save_draft(filing, typed, seen=posted_seen(request), as_of=day, actor=request.actor)


def _answer_proposal(request: Request, filing: Filing) -> str:
    """Put a proposed line aside, or take it up, as a button asks; why not, where it cannot be."""
    try:
        if key := request.POST.get("aside"):
            reason = request.POST.get(f"aside.{key}", "")
            actions.put_line_aside(filing, key, reason=reason, actor=request.actor)
        elif key := request.POST.get("take-up"):
            actions.take_line_up(filing, key, actor=request.actor)
    except (Refused, Stale) as why:
        return str(why)
    return ""


def _day_or_why(request: Request, name: str) -> tuple[date | None, str]:
    """A typed day, or the sentence that says what is wrong with it: the answers beside it are kept all the same."""
    try:
        return posted_day(request, name), ""
    except Refused as refusal:
        return None, refusal.verdict.reason


@act(seats=WRITES)
def save(request: Request, pk: int) -> HttpResponse:
    filing = a_filing(request, pk)
    day, wrong = _day_or_why(request, "as_of")
    try:
        answers = _keep_draft(request, filing, day)
    except Stale as stale:
        return _compare_page(request, a_filing(request, pk), stale)
    if request.headers.get("X-Autosave"):
        return _autosaved(request, filing, answers)
    wrong = wrong or _answer_proposal(request, filing)
    if wrong or answers.errors:
        return _mend_page(request, filing, answers, refusal=wrong)
    if request.POST.get("then") == "send":
        return _send_or_mend(request, filing, answers)
    return _kept(request, filing)


def _kept(request: Request, filing: Filing) -> HttpResponse:
    """Back to the form: to the plan's lines or the proposals where one was just answered, else to its beginning."""
    address = reverse("web:filing-edit", args=[filing.pk])
    if {"aside", "take-up"} & request.POST.keys():
        messages.success(request, _("บันทึกร่างและคำตอบของข้อเสนอแล้ว"))
        return redirect(f"{address}#proposed")
    if request.POST.get("take") in (None, BOUGHT) or not (table := plan_table(filing)):
        messages.success(request, _("บันทึกร่างแล้ว"))
        return redirect(address)
    messages.success(request, _("เพิ่มข้อเสนอเป็นแถวหนึ่งในแผนและบันทึกร่างแล้ว"))
    return redirect(f"{address}#{PREFIX}-{table.key}")


@act(seats=WRITES)
def declare_nil(request: Request, pk: int) -> HttpResponse:
    """Keep what the form holds, and say over it that there is nothing to report; sending is the next step."""
    filing = a_filing(request, pk)
    day, wrong = _day_or_why(request, "as_of")
    answers = _keep_draft(request, filing, day)
    form = NilForm(request.POST)
    if wrong or not form.is_valid():
        return _mend_page(request, filing, answers, nil_form=form, refusal=wrong)
    actions.declare_nil(filing, **form.cleaned_data, seen=filing.saved, actor=request.actor)
    return redirect("web:filing-edit", filing.pk)


@act(seats=WRITES)
def send_nil(request: Request, pk: int) -> HttpResponse:
    """Send a report of nothing, with the reason as it reads now."""
    filing = a_filing(request, pk)
    form = NilForm(request.POST)
    day, wrong = _day_or_why(request, "as_of")
    if wrong or not form.is_valid():
        require(rules.may_edit(request.actor, filing))
        return _nil_page(request, filing, form, status=422, refusal=wrong)
    actions.declare_nil(
        filing, **form.cleaned_data, seen=posted_seen(request), as_of=day, actor=request.actor
    )
    try:
        return _send(request, filing)
    except Refused as refusal:
        return _nil_page(request, a_filing(request, pk), form, status=422, refusal=refusal.verdict.reason)


@act(seats=WRITES)
def undo_nil(request: Request, pk: int) -> HttpResponse:
    """Back to the form, with every answer as it was typed."""
    filing = a_filing(request, pk)
    actions.save_draft(filing, filing.answers, seen=posted_seen(request), actor=request.actor)
    return redirect("web:filing-edit", filing.pk)


def _nil_page(
    request: Request, filing: Filing, form: NilForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    context = {
        "filing": filing,
        "stage": queries.stage_of(filing.task),
        "form": form,
        "refusal": refusal,
        "typed": _typed_days(request),
        "returned": queries.sent_back(filing),
        "today": clock.today(),
    }
    return render(request, "web/filing/nil.html", context, status=status)


def _send(request: Request, filing: Filing) -> HttpResponse:
    done_on = posted_day(request, "done_on")
    asked = [*(limit.key for limit in limits.plan_decidable(filing)), FACES]
    decided = {
        key: reason for key in asked if (reason := request.POST.get(f"decide.{key}", "").strip()[:300])
    }
    actions.send_filing(filing, seen=filing.saved, done_on=done_on, decided=decided, actor=request.actor)
    messages.success(request, _("ส่งแล้ว"))
    return redirect("web:village" if request.actor.is_seat else filing)


def _send_or_mend(request: Request, filing: Filing, answers: Answers) -> HttpResponse:
    """The filing sent, or the form again with the reason: the draft just kept stays kept where sending is refused."""
    try:
        return _send(request, filing)
    except Refused as refusal:
        return _mend_page(request, a_filing(request, filing.pk), answers, refusal=refusal.verdict.reason)


@page(seats=WRITES)
def filing(request: Request, pk: int) -> HttpResponse:
    found = a_filing(request, pk)
    return redirect("web:village-filing", pk) if request.actor.is_seat else filing_page(request, found)


def filing_page(request: Request, found: Filing, *, status: int = 200, **forms: object) -> HttpResponse:
    """The filing's page; after a refused form with that form's errors and everything typed."""
    context = {
        "filing": found,
        "stage": queries.stage_of(found.task),
        "reading": filing_reading(found, request.actor),
        "proving": proving(found, request.actor),
        **_came_back(found, request.actor),
        "learned": changed_meanwhile(found, request.actor),
        "deeds": [deed_of(signoff) for signoff in found.signoffs.order_by("-recorded_at", "-pk")],
        "receipts": receipts_of(found),
        "papers": Paper.objects.visible_to(request.actor).about(found),
        **_plan_sent(found),
        **_money_used(found),
        "wanting": _wanting(found),
        "faces": faces_in(found),
        "files": sent_or_given(found),
        "hides": hides_from(request.actor, found),
        "hidden_kind": FILING,
        "photo_urls": {
            photo.file.shown_digest: photo_url(photo) for photo in found.photos.select_related("file")
        },
        "take_back_url": reverse("web:filing-take-back", args=[found.pk]),
        "return_form": ReturnForm(),
        "paper_form": PaperSignatureForm(),
        "check_form": PaperCheckForm(),
        "reopen_form": ReopenForm(),
        "advice_form": AdviceForm(),
        **forms,
    }
    return render(request, "web/filing/filing.html", context, status=status)


def _came_back(found: Filing, actor: Actor) -> dict[str, object]:
    """Why the draft came back, and whether it came from the reader's office, which may write of it."""
    returned = queries.sent_back(found)
    own = returned is not None and returned.office_id == actor.office.code
    return {"returned": returned, "may_write_back": own and may_compose(actor, actor.office)}


def _plan_sent(found: Filing) -> dict[str, object]:
    """For those who check a plan: the classes of the lines last sent, and what other agencies pay; else nothing."""
    if not limits.plan_decidable(found) or not (sent := found.revisions.order_by("number").last()):
        return {"classes": [], "other_money": [], "decided": []}
    values = core_answers.from_json(form_of(found.task, sent.edition), sent.answers)
    classes = limits.plan_classes(found, values, found.as_of or sent.done_on)
    return {
        "classes": classes,
        "other_money": limits.plan_other_money(found, values),
        "decided": limits.decided_in(sent.facts, sent.edition.pack),
    }


def _wanting(found: Filing) -> list[Gap]:
    """What the form asks for that the last revision was sent without; none in a report of nothing."""
    sent = found.revisions.select_related("edition").order_by("number").last()
    if sent is None or sent.nil_reason:
        return []
    form = form_of(found.task, sent.edition)
    answers = Answers(core_answers.from_json(form, sent.answers))
    facts = restored_facts(sent.facts)
    return [Gap(one.label, one.hint) for one in answering.wanting(form, answers, facts=facts)]


def _money_used(found: Filing) -> dict[str, object]:
    """Of an activity that took effect: the money of the lines of the plan that it carried out; else nothing."""
    if found.accepted_revision is None or not tells_work(found):
        return {"used": None}
    way = f"{reverse('web:case-money', args=[found.task.case_id])}#plan-money"
    return {"used": activity_money(found), "money_way": way}


def photo_url(photo: Photo) -> str:
    return reverse("web:photo", args=[photo.pk])


urlpatterns = [
    path("filings/<int:pk>/", filing, name="filing"),
    path("filings/<int:pk>/edit/", edit, name="filing-edit"),
    path("filings/<int:pk>/save/", save, name="filing-save"),
    path("filings/<int:pk>/nil/", declare_nil, name="filing-nil"),
    path("filings/<int:pk>/nil/send/", send_nil, name="filing-nil-send"),
    path("filings/<int:pk>/nil/undo/", undo_nil, name="filing-nil-undo"),
]
