"""A receipt on the screen and on paper: that an office received what was sent, under which number."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from sammachip.cases import queries, rules
from sammachip.cases.models import Receipt
from sammachip.cases.receipts import receipt_document, revision_of
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.records.drawing import drawn
from sammachip.web.decorators import Request, page
from sammachip.web.downloads import download
from sammachip.web.pages.papers import KINDS

READS = (GROUP_MEMBER,)


def _receipt(request: Request, pk: int) -> Receipt:
    seen = Receipt.objects.visible_to(request.actor).select_related(
        "office", "filing__task__case__edition__programme", "filing__task__case__group__village__area__parent"
    )
    found = get_object_or_404(seen, pk=pk)
    if not rules.opens(request.actor, found.filing.task):
        raise Http404
    return found


@page(seats=READS)
def receipt(request: Request, pk: int) -> HttpResponse:
    found = _receipt(request, pk)
    context = {
        "receipt": found,
        "stage": queries.stage_of(found.filing.task),
        "revision": revision_of(found),
    }
    return render(request, "web/filing/receipt.html", context)


@page(seats=READS)
def receipt_file(request: Request, pk: int, kind: str) -> HttpResponse:
    found = _receipt(request, pk)
    if kind not in KINDS:
        raise Http404
    way = reverse("web:genuine", args=[found.code]) if found.code else reverse("web:receipt", args=[found.pk])
    address = request.build_absolute_uri(way)
    content = drawn(receipt_document(found, address=address), kind, stamp=found.received_at)
    return download(content, f"receipt-{found.year}-{found.number}.{kind}")


urlpatterns = [
    path("receipts/<int:pk>/", receipt, name="receipt"),
    path("receipts/<int:pk>/receipt.<slug:kind>", receipt_file, name="receipt-file"),
]
