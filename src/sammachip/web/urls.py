"""Every address of the web: each module of `web.pages` brings its own list."""

from sammachip.web.pages import components, filings, health, papers

app_name = "web"
urlpatterns = [
    *health.urlpatterns,
    *components.urlpatterns,
    *filings.urlpatterns,
    *papers.urlpatterns,
]
