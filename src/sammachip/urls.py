"""The root of all addresses, and the answers for what goes wrong."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from sammachip.api import openrosa, problems
from sammachip.api.urls import urls as api_urls
from sammachip.web.pages import errors


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 from before any view: to a program in the API's one shape, to a person as a page."""
    answer = problems.bad_request if request.path.startswith("/api/") else errors.bad_request
    return answer(request, exception)


urlpatterns = [
    path("api/v1/", api_urls),
    path("openrosa/", include((openrosa.urlpatterns, "openrosa"))),
    path("", include("sammachip.web.urls")),
]

handler400 = "sammachip.urls.bad_request"
handler403 = "sammachip.web.pages.errors.forbidden"
handler404 = "sammachip.web.pages.errors.not_found"
handler500 = "sammachip.web.pages.errors.server_error"
