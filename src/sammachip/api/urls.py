"""The API under /api/v1: its desks, its document, and answers in one shape even where no route is."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path
from django.views.decorators.csrf import csrf_exempt

from sammachip.api import problems
from sammachip.api.desks import (
    adoption,
    approvals,
    assessments,
    auditing,
    batches,
    blank_forms,
    board,
    cases,
    checking,
    clusters,
    dispatch,
    doubles,
    enrolment,
    evidence,
    exports,
    extensions,
    files,
    filings,
    followup,
    goods,
    group_facts,
    group_lists,
    handovers,
    imports,
    incoming,
    invited,
    law,
    letter_drafts,
    letter_readings,
    loans,
    me,
    money,
    opening,
    outgoing,
    papers,
    payments,
    personal,
    pictures,
    plans,
    purchases,
    registers,
    registry,
    revisions,
    rollups,
    rosters,
    seats,
    selection_panel,
    selection_results,
    selection_sheets,
    signing,
    spendings,
    submissions,
    supports,
    tasks,
    terms,
    writing,
    year,
)
from sammachip.api.ground import Bearer, House

View = Callable[..., HttpResponseBase]

api = House(
    title="Sammachip",
    version="1",
    description="อ่านและทำงานเดียวกับหน้าเว็บ ด้วยสิทธิ์ของผู้ถือโทเคน (docs/reference/api.md)",
    docs_url=None,  # its page needs scripts from elsewhere, which the content policy forbids
    auth=Bearer(),
    urls_namespace="api",
)
problems.lay_handlers(api)
for desk in (
    me,
    law,
    letter_drafts,
    goods,
    handovers,
    terms,
    extensions,
    opening,
    cases,
    enrolment,
    invited,
    exports,
    adoption,
    tasks,
    clusters,
    selection_panel,
    selection_results,
    selection_sheets,
    filings,
    revisions,
    writing,
    submissions,
    signing,
    seats,
    pictures,
    files,
    papers,
    checking,
    outgoing,
    incoming,
    letter_readings,
    dispatch,
    batches,
    blank_forms,
    registry,
    supports,
    rosters,
    group_facts,
    group_lists,
    personal,
    doubles,
    imports,
    registers,
    money,
    spendings,
    plans,
    purchases,
    approvals,
    evidence,
    loans,
    payments,
    year,
    assessments,
    board,
    followup,
    rollups,
    auditing,
):
    api.add_router("", desk.router)


def in_one_shape(view: View) -> View:
    """Gives a wrong method the API's own answer in place of the library's bare one."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            return problems.wrong_method(response.headers["Allow"])
        return response

    return answered


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    return problems.not_found(request, LookupError(request.path))


_routes, app_name, namespace = api.urls
urlpatterns = [
    *(
        URLPattern(route.pattern, in_one_shape(route.callback), route.default_args, route.name)
        for route in _routes
        if isinstance(route, URLPattern) and route.callback is not None
    ),
    re_path(r"", nowhere, name="nowhere"),
]
urls = (urlpatterns, app_name, namespace)
