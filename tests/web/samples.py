"""Pages that end in every way a page can: the ground of the web is asked through them."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import include, path

from sammachip.core.verdict import Refused, Stale
from sammachip.org.models import Section
from sammachip.web import urls as web_urls
from sammachip.web.decorators import (
    Comparison,
    PublicRequest,
    RefusedInput,
    Request,
    StaleInput,
    act,
    either,
    page,
)

REASON = "ยังขาด 2 ข้อ — เติมให้ครบแล้วส่งใหม่"


@page
def shown(request: Request) -> HttpResponse:
    return HttpResponse(f"{request.actor.hat.title} · {Section.objects.filter(name='ไม่ควรมี').count()}")


@page
def writes(request: Request) -> HttpResponse:
    Section.objects.create(office=request.actor.office, name="ไม่ควรมี")
    return HttpResponse("never")


@page
def writes_late(request: Request) -> HttpResponse:
    return TemplateResponse(request, "web/components.html", {"swatches": _written(request)})


def _written(request: Request) -> object:
    for name in ("หนึ่ง", "สอง"):
        yield Section.objects.create(office=request.actor.office, name=name)


@page(public=True)
def broken(request: PublicRequest) -> HttpResponse:
    raise ZeroDivisionError("what went wrong inside")


def _begin(request: Request) -> None:
    Section.objects.create(office=request.actor.office, name="ทำไปครึ่งหนึ่ง")


@act
def done(request: Request) -> HttpResponse:
    _begin(request)
    return HttpResponse("done")


@act
def refused(request: Request) -> HttpResponse:
    _begin(request)
    raise Refused(REASON)


@act
def stale(request: Request) -> HttpResponse:
    _begin(request)
    raise Stale("มีผู้บันทึกไปก่อน")


@act
def stale_input(request: Request) -> HttpResponse:
    raise StaleInput("มีผู้บันทึกไปก่อน", [Comparison("จำนวนสมาชิก", "ของฉัน 18", "ของเขา 21")])


@act
def bad_input(request: Request) -> HttpResponse:
    raise RefusedInput({"members": ["จำนวนสมาชิกต้องมากกว่า 0"]})


both = either(shown, done)

samples = [
    path(f"sample/{view.__name__}", view, name=view.__name__)
    for view in (shown, writes, writes_late, broken, done, refused, stale, stale_input, bad_input)
]
samples.append(path("sample/both", both, name="both"))
urlpatterns = [path("", include(([*web_urls.urlpatterns, *samples], "web")))]
handler400 = "sammachip.web.pages.errors.bad_request"
handler403 = "sammachip.web.pages.errors.forbidden"
handler404 = "sammachip.web.pages.errors.not_found"
handler500 = "sammachip.web.pages.errors.server_error"


def begun() -> int:
    """How many times an act has begun its work and kept it."""
    return Section.objects.filter(name="ทำไปครึ่งหนึ่ง").count()


def text(response: HttpResponse) -> str:
    return response.content.decode()
