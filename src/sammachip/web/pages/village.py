"""The pages of a group on a phone: the door that the code on its paper opens, what it has to write, what it sent."""

from django.contrib import auth, messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions
from sammachip.cases.actions.seats import unknown_code
from sammachip.cases.readings import filing_reading
from sammachip.cases.seats import is_in_use
from sammachip.core.thaidate import day_end
from sammachip.core.verdict import Verdict
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.trail import clock
from sammachip.web.decorators import PublicRequest, Request, act, either, page, unprocessable
from sammachip.web.forms.seats import PinForm
from sammachip.web.pages.account import BACKEND
from sammachip.web.pages.filings import a_filing, photo_url
from sammachip.web.pages.papers import paper_given
from sammachip.web.results_told import results_told
from sammachip.web.village import case_of, duties_of


@page(public=True)
def door(request: PublicRequest, code: str) -> HttpResponse:
    """What the code on a paper opens: it asks for the PIN, and tells nothing of the group before."""
    if not is_in_use(code):
        return _closed(request)
    return render(request, "web/village/door.html", {"form": PinForm(), "code": code})


def _closed(request: PublicRequest) -> HttpResponse:
    return render(request, "web/village/closed.html", {"said": unknown_code().reason}, status=404)


@act(public=True)
def enter(request: PublicRequest, code: str) -> HttpResponse:
    form = PinForm(request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/village/door.html", {"form": form, "code": code})
    actor = actions.enter_seat(code, form.cleaned_data["pin"])
    if isinstance(actor, Verdict):
        if actor.code == "seat-unknown":
            return _closed(request)
        form.add_error("pin", actor.reason)
        return unprocessable(request, "web/village/door.html", {"form": form, "code": code})
    auth.login(request, actor.person, backend=BACKEND)
    request.session["hat"] = actor.hat.key
    request.session.set_expiry(int((day_end(clock.today()) - clock.now()).total_seconds()) + 1)
    return redirect("web:village")


@page(public=True)
def village(request: PublicRequest) -> HttpResponse:
    """What the group has to write. Who does not sit in a group is told how to come in."""
    actor = request.actor
    case = case_of(actor) if actor and actor.role == GROUP_MEMBER else None
    if actor is None or case is None:
        said = _("สแกน QR บนใบที่ได้รับจากเจ้าหน้าที่พัฒนาชุมชนอีกครั้ง แล้วใส่ PIN — การเข้าใช้สิ้นสุดเมื่อครบวันหรือเมื่อกดออก")
        return render(request, "web/village/closed.html", {"said": said})
    context = {
        "case": case,
        "results": results_told(case, actor),
        "duties": duties_of(case, actor),
        "office": actor.office,
    }
    return render(request, "web/village/village.html", context)


@page(seats=(GROUP_MEMBER,))
def sent(request: Request, pk: int) -> HttpResponse:
    """What the group sent, as the offices read it; officers have a page of their own."""
    found = a_filing(request, pk)
    if not request.actor.is_seat:
        return redirect(found)
    context = {
        "filing": found,
        "reading": filing_reading(found, request.actor),
        "photo_urls": {one.file.shown_digest: photo_url(one) for one in found.photos.select_related("file")},
    }
    return render(request, "web/village/sent.html", context)


@page(seats=(GROUP_MEMBER,))
def letter(request: Request, pk: int) -> HttpResponse:
    """The letter that told the group what became of it in a round; officers have it in the round."""
    case = case_of(request.actor) if request.actor.is_seat else None
    told = results_told(case, request.actor) if case else []
    found = next((one.letter for one in told if one.letter and one.letter.pk == pk), None)
    if found is None:
        raise Http404
    return paper_given(found, "pdf")


@act(public=True)
def leave(request: PublicRequest) -> HttpResponse:
    auth.logout(request)
    messages.success(request, _("ออกแล้ว ผู้อื่นที่ใช้โทรศัพท์เครื่องนี้จะไม่เห็นงานของกลุ่ม"))
    return redirect("web:village")


urlpatterns = [
    path("g/", village, name="village"),
    path("g/leave/", leave, name="village-leave"),
    path("g/filings/<int:pk>/", sent, name="village-filing"),
    path("g/letters/<int:pk>/", letter, name="village-letter"),
    path("g/<slug:code>/", either(door, enter), name="seat-door"),
]
