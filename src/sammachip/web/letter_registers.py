"""What both registers of letters show alike: a leaf of one year's lines, found by words, and all of them as a file."""

from collections.abc import Callable
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from sammachip.core.document import Document
from sammachip.core.thainum import tidy
from sammachip.org.models import Office
from sammachip.records.models import IncomingLetterQuerySet, OutgoingLetterQuerySet
from sammachip.records.outgoing import year_of
from sammachip.trail import clock
from sammachip.web.downloads import download, printed
from sammachip.web.posted import whole_number

Lines = TypeVar("Lines", IncomingLetterQuerySet, OutgoingLetterQuerySet)
ON_A_LEAF = 50


def leaf_of(
    request: HttpRequest, office: Office, seen: Lines, named: Callable[[Lines], Lines] | None = None
) -> dict[str, object]:
    """The year and the words asked for, the years there are, and the leaf; `named` fetches what its lines name."""
    this_year = year_of(clock.today())
    year, words = (
        whole_number(request.GET.get("year", ""), otherwise=this_year),
        tidy(request.GET.get("q", "")),
    )
    found = seen.filter(year=year).saying(words)
    return {
        "office": office,
        "year": year,
        "years": sorted({this_year, year, *seen.order_by().values_list("year", flat=True).distinct()}),
        "wanted": words,
        "leaf": Paginator(named(found) if named else found, ON_A_LEAF).get_page(request.GET.get("page")),
    }


def as_file(
    name: str, kind: str, *, sheet: Callable[[], bytes], document: Callable[[], Document]
) -> HttpResponse:
    """The register under this name, as the kind of file that was asked for. Raises Http404 for any other."""
    return download(sheet(), f"{name}.xlsx") if kind == "xlsx" else printed(document(), kind, name)


def asks_for_next(request: HttpRequest) -> bool:
    """Whether the next letter is to follow this one at once."""
    return request.POST.get("then") == "next"
