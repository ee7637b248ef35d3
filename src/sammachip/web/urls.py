"""Every address of the web: each module of `web.pages` brings its own list."""

from sammachip.web.pages import (
    account,
    board,
    cases,
    clusters,
    components,
    desk,
    extensions,
    filings,
    groups,
    health,
    money,
    papers,
    people,
    programmes,
    register,
    tokens,
)

app_name = "web"
urlpatterns = [
    *desk.urlpatterns,
    *cases.urlpatterns,
    *groups.urlpatterns,
    *clusters.urlpatterns,
    *extensions.urlpatterns,
    *programmes.urlpatterns,
    *health.urlpatterns,
    *components.urlpatterns,
    *account.urlpatterns,
    *tokens.urlpatterns,
    *people.urlpatterns,
    *filings.urlpatterns,
    *papers.urlpatterns,
    *register.urlpatterns,
    *board.urlpatterns,
    *money.urlpatterns,
]
