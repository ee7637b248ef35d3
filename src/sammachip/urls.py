"""The root of all addresses, and the pages for what goes wrong."""

from django.urls import include, path

from sammachip.api.urls import urls as api_urls

urlpatterns = [path("api/v1/", api_urls), path("", include("sammachip.web.urls"))]

handler400 = "sammachip.web.pages.errors.bad_request"
handler403 = "sammachip.web.pages.errors.forbidden"
handler404 = "sammachip.web.pages.errors.not_found"
handler500 = "sammachip.web.pages.errors.server_error"
