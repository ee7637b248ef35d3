"""Letters on their way: sent to many in one step and followed there; opened and received at the other end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases.actions import ask_for_work, receive_sent
from sammachip.cases.letters import askable_cases
from sammachip.core import document as doc
from sammachip.core.letter import LetterKind
from sammachip.core.verdict import Refused, require
from sammachip.records import actions_dispatch as actions
from sammachip.records import rules_dispatch as rules
from sammachip.records.actions_drafts import begin_letter
from sammachip.records.dispatch import files_of
from sammachip.records.incoming import next_number
from sammachip.records.models import Delivery, OutgoingLetter
from sammachip.records.rendering.codes import png
from sammachip.stored import serve_stored
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.dispatching import Way, way_of
from sammachip.web.forms.dispatch import DispatchForm, TakeForm, ToldForm
from sammachip.web.letter_files import Taken, chosen_in, take_files
from sammachip.web.once import once_taken

ON_A_LEAF = 100


def _line(request: Request, pk: int) -> OutgoingLetter:
    seen = OutgoingLetter.objects.visible_to(request.actor)
    return get_object_or_404(seen.select_related("office__parent", "paper__pdf"), pk=pk)


def _way(request: Request, line: OutgoingLetter) -> Way:
    return way_of(line, request.build_absolute_uri(reverse("web:letter-arrived", args=[line.pk])))


def _form(line: OutgoingLetter, **sent: object) -> DispatchForm:
    return DispatchForm(line=line, cases=askable_cases(line.office), mails=bool(rules.may_mail()), **sent)


@page
def dispatching(request: Request, pk: int) -> HttpResponse:
    return _dispatch_page(request, _line(request, pk))


def _dispatch_page(
    request: Request,
    line: OutgoingLetter,
    *,
    form: DispatchForm | None = None,
    told: ToldForm | None = None,
    status: int = 200,
) -> HttpResponse:
    way, may = _way(request, line), rules.may_dispatch(request.actor, line)
    context = {
        "way": way,
        "leaf": Paginator(way.deliveries, ON_A_LEAF).get_page(request.GET.get("page")),
        "may_dispatch": may,
        "may_mail": rules.may_mail(),
        "form": (form or _form(line)) if may else None,
        "told": (told or ToldForm(missing=way.missing, auto_id="told_%s")) if may and way.missing else None,
    }
    return render(request, "web/dispatch/sent.html", context, status=status)


@act(apart=True)
def dispatch(request: Request, pk: int) -> HttpResponseBase:
    line = _line(request, pk)
    require(rules.may_dispatch(request.actor, line))
    before = request.POST.getlist("laid")
    return once_taken(
        request,
        lambda: take_files(chosen_in(request), before=before, actor=request.actor),
        lambda files: _dispatch(request, line, files),
    )


def _dispatch(request: Request, line: OutgoingLetter, files: Taken) -> HttpResponse:
    form = _form(line, data=request.POST, files=files)
    if not form.is_valid():
        return _dispatch_page(request, line, form=form, status=422)
    try:
        made = _sent(request, line, form)
    except Refused as refusal:
        form.add_error(None, refusal.verdict.reason)
        return _dispatch_page(request, line, form=form, status=422)
    messages.success(request, _("ส่งหนังสือถึง {n} แห่งแล้ว").format(n=len(made)))
    return redirect("web:letter-dispatch", line.pk)


def _sent(request: Request, line: OutgoingLetter, form: DispatchForm) -> list[Delivery]:
    """What the letter asks for and to whom it goes, or neither."""
    told = form.cleaned_data
    with transaction.atomic():
        if form.asked:
            edition, stage = form.asked
            ask_for_work(line, edition, stage=stage, actor=request.actor)
        return actions.dispatch(
            line,
            form.chosen,
            outside=told.get("outside") or (),
            due_on=told["due_on"],
            files=form.files_taken.kept,
            actor=request.actor,
        )


@act
def tell(request: Request, pk: int) -> HttpResponse:
    """Note the receiving number that an office told, which does not use the system."""
    line = _line(request, pk)
    require(rules.may_dispatch(request.actor, line))
    form = ToldForm(request.POST, missing=_way(request, line).missing, auto_id="told_%s")
    if not form.is_valid():
        return _dispatch_page(request, line, told=form, status=422)
    told = form.cleaned_data
    actions.tell_received(form.chosen, number=told["number"], day=told["day"], actor=request.actor)
    messages.success(request, _("บันทึกการรับตามที่แจ้งแล้ว"))
    return redirect("web:letter-dispatch", line.pk)


@act
def follow_up(request: Request, pk: int) -> HttpResponse:
    """Begin a letter that follows this one up, with whoever is missing named in it."""
    line = _line(request, pk)
    require(rules.may_dispatch(request.actor, line))
    way = _way(request, line)
    if not way.missing:
        raise Refused(_("ทุกหน่วยงานลงรับหนังสือที่ {number} แล้ว ไม่มีใครต้องติดตาม").format(number=line.number))
    draft = begin_letter(
        LetterKind.EXTERNAL, office=line.office, answers=way.follow_up(), actor=request.actor
    )
    messages.success(request, _("ร่างหนังสือติดตามแล้ว ตรวจข้อความและผู้รับก่อนเสนอลงนาม"))
    return redirect(draft)


@page
def code(request: Request, pk: int) -> HttpResponse:
    """The picture that a telephone reads, which leads each recipient to the letter."""
    address = _way(request, _line(request, pk)).address
    return HttpResponse(png(doc.Code(address, ())), content_type="image/png")


@page
def arrived(request: Request, pk: int) -> HttpResponse:
    """One address of a letter for all: it leads its sender to its way, and each recipient to the letter there."""
    own = Delivery.objects.visible_to(request.actor).filter(line=pk, office=request.actor.office).first()
    if own:
        return redirect(own)
    return redirect("web:letter-dispatch", _line(request, pk).pk)


def _delivery(request: Request, pk: int) -> Delivery:
    seen = Delivery.objects.visible_to(request.actor)
    named = ("office", "received", "line__office", "line__paper__pdf", "line__paper__docx", "opened_by")
    return get_object_or_404(seen.select_related(*named), pk=pk)


@page
def delivery(request: Request, pk: int) -> HttpResponse:
    return _delivery_page(request, _delivery(request, pk), TakeForm())


def _delivery_page(request: Request, found: Delivery, form: TakeForm, *, status: int = 200) -> HttpResponse:
    line, may_open = found.line, rules.may_open(request.actor, found)
    context = {
        "delivery": found,
        "line": line,
        "may_open": may_open,
        "files": files_of(line) if may_open else (),
        "document": doc.from_json(line.paper.content) if line.paper and may_open else None,
        "nothing": {},
        "may_take": rules.may_take(request.actor, found),
        "next_number": next_number(found.office, clock.today()) if found.office else "",
        "form": form,
    }
    return render(request, "web/dispatch/arrived.html", context, status=status)


@act(again=True)
def opened(request: Request, pk: int) -> HttpResponse:
    """Note that the letter was opened here; the page's script sends it."""
    actions.open_delivery(_delivery(request, pk), actor=request.actor)
    return redirect("web:delivery", pk)


@act
def take(request: Request, pk: int) -> HttpResponse:
    """Receive the letter (ลงรับ) in one press."""
    found = _delivery(request, pk)
    form = TakeForm(request.POST)
    if not form.is_valid():
        require(rules.may_take(request.actor, found))
        return _delivery_page(request, found, form, status=422)
    told = form.cleaned_data
    letter = receive_sent(found, number=told["number"], kept_in=told["kept_in"], actor=request.actor)
    messages.success(request, _("ลงรับแล้ว หนังสือฉบับนี้ได้เลขรับ {number}").format(number=letter.number))
    return redirect("web:incoming-letters") if request.POST.get("then") == "register" else redirect(letter)


@page
def file(request: Request, pk: int, position: int) -> HttpResponseBase:
    found = _delivery(request, pk)
    require(rules.may_open(request.actor, found))
    files = files_of(found.line)
    if position >= len(files):
        raise Http404
    return serve_stored(request, files[position])


urlpatterns = [
    path("letters/<int:pk>/dispatch/", either(dispatching, dispatch), name="letter-dispatch"),
    path("letters/<int:pk>/dispatch/told/", tell, name="letter-told"),
    path("letters/<int:pk>/dispatch/follow-up/", follow_up, name="letter-follow-up"),
    path("letters/<int:pk>/arrived.png", code, name="letter-qr"),
    path("letters/<int:pk>/arrived/", arrived, name="letter-arrived"),
    path("letters/arrived/<int:pk>/", delivery, name="delivery"),
    path("letters/arrived/<int:pk>/opened/", opened, name="delivery-opened"),
    path("letters/arrived/<int:pk>/receive/", take, name="delivery-receive"),
    path("letters/arrived/<int:pk>/files/<int:position>/", file, name="delivery-file"),
]
