"""A letter received goes down: by the head's order to offices below, or in a letter of its own that passes it on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases.actions import receive_ordered
from sammachip.core.letter import LetterKind
from sammachip.core.verdict import require
from sammachip.org.heads import is_head_of
from sammachip.records import actions_incoming as actions
from sammachip.records import rules_incoming as rules
from sammachip.records.actions_drafts import begin_letter
from sammachip.records.models import IncomingLetter
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.followups import of_letter
from sammachip.web.forms.ordering_down import BelowForm, OrderDownForm
from sammachip.web.pages.incoming import a_letter
from sammachip.web.posted import posted_seen


def _below(found: IncomingLetter, said: object = None) -> BelowForm:
    return BelowForm(said, offices=list(found.office.children.order_by("path")))


@page
def to_order_down(request: Request, pk: int) -> HttpResponse:
    """First the offices below, then who is to act in each."""
    found = a_letter(request, pk)
    require(rules.may_handle(request.actor, found))
    asks = "office" in request.GET or "every" in request.GET
    return _down_page(request, found, _below(found, request.GET if asks else None))


def _down_page(
    request: Request,
    found: IncomingLetter,
    to: BelowForm,
    form: OrderDownForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    chosen = to.chosen if to.is_bound and to.is_valid() else []
    if chosen and form is None:
        must = not is_head_of(request.actor, found.office)
        form = OrderDownForm(letter=found, offices=chosen, must=must, auto_id="order_%s")
    context = {"letter": found, "to": to, "chosen": chosen, "form": form}
    return render(request, "web/incoming/down.html", context, status=status)


@act
def order_down(request: Request, pk: int) -> HttpResponse:
    """The head's order to offices below: in each to one of its officers or sections, or to all there."""
    found = a_letter(request, pk)
    require(rules.may_handle(request.actor, found))
    to = _below(found, request.POST)
    if not to.is_valid():
        return _down_page(request, found, to, status=422)
    must = not is_head_of(request.actor, found.office)
    form = OrderDownForm(request.POST, letter=found, offices=to.chosen, must=must, auto_id="order_%s")
    if not form.is_valid():
        return _down_page(request, found, to, form, status=422)
    actions.order(
        found, form.cleaned_data["words"], to=form.to,
        seen=posted_seen(request), on_paper=form.on_paper, actor=request.actor,
    )  # fmt: skip
    messages.success(request, _("มอบหมายให้ {n} หน่วยงานแล้ว ผู้รับมอบหมายได้รับแจ้ง").format(n=len(form.to)))
    return redirect(found)


@act
def forward(request: Request, pk: int) -> HttpResponse:
    """Begin a letter that passes this one on to offices below."""
    found = a_letter(request, pk)
    require(rules.may_handle(request.actor, found))
    draft = begin_letter(
        LetterKind.EXTERNAL, office=found.office, answers=of_letter(found), actor=request.actor
    )
    messages.success(request, _("ร่างหนังสือส่งต่อแล้ว ระบุผู้รับและตรวจข้อความก่อนเสนอลงนาม"))
    return redirect(draft)


@act
def take_down(request: Request, pk: int) -> HttpResponse:
    """Write what an office above ordered down into the own register."""
    letter = receive_ordered(a_letter(request, pk), actor=request.actor)
    messages.success(request, _("ลงรับแล้ว หนังสือฉบับนี้ได้เลขรับ {number}").format(number=letter.number))
    return redirect("web:incoming-letters") if request.POST.get("then") == "register" else redirect(letter)


urlpatterns = [
    path("letters/in/<int:pk>/down/", either(to_order_down, order_down), name="incoming-down"),
    path("letters/in/<int:pk>/forward/", forward, name="incoming-forward"),
    path("letters/in/<int:pk>/down/receive/", take_down, name="incoming-take-down"),
]
