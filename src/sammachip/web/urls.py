"""Every address of the web: each module of `web.pages` brings its own list."""

from sammachip.web.pages import account, components, filings, health, papers, people, register

app_name = "web"
urlpatterns = [
    *health.urlpatterns,
    *components.urlpatterns,
    *account.urlpatterns,
    *people.urlpatterns,
    *filings.urlpatterns,
    *papers.urlpatterns,
    *register.urlpatterns,
]
