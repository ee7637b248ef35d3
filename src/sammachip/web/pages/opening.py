"""Work is opened where no register opens it: an officer whom the programme names chooses the offices or areas."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions
from sammachip.cases.models import CaseLevel
from sammachip.cases.opening import may_open_work, openable
from sammachip.core.verdict import require
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import latest_edition
from sammachip.web.decorators import Request, act, either, page


def _edition(request: Request, code: str) -> Edition:
    edition = latest_edition(code)
    if edition is None:
        raise Http404
    require(may_open_work(request.actor, edition))
    return edition


def _page(request: Request, edition: Edition, *, refusal: str = "") -> HttpResponse:
    levels = [(CaseLevel(one.level).label, one) for one in openable(edition, request.actor)]
    context = {"edition": edition, "levels": levels, "refusal": refusal}
    return render(request, "web/programme/open.html", context, status=422 if refusal else 200)


@page
def choose(request: Request, code: str) -> HttpResponse:
    return _page(request, _edition(request, code))


@act
def open_chosen(request: Request, code: str) -> HttpResponse:
    edition = _edition(request, code)
    left = {subject.code for one in openable(edition, request.actor) for subject in one.subjects}
    chosen = left.intersection(request.POST.getlist("code"))
    if not chosen:
        return _page(request, edition, refusal=_("เลือกอย่างน้อยหนึ่งแห่งที่ยังไม่ได้เปิดงาน แล้วกดเปิดงาน"))
    actions.open_work(edition, chosen, actor=request.actor)
    messages.success(request, _("เปิดงานแล้ว {n} แห่ง").format(n=len(chosen)))
    return redirect("web:programme-open", code)


urlpatterns = [
    path("programmes/<slug:code>/open/", either(choose, open_chosen), name="programme-open"),
]
