"""A receipt on the screen and on paper: that an office received what was sent, under which number."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from sammachip.cases import queries, rules
from sammachip.cases.models import Receipt
from sammachip.cases.receipts import receipt_document, revision_of
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.web.decorators import Request, page
from sammachip.web.downloads import printed

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
    way = reverse("web:genuine", args=[found.code]) if found.code else reverse("web:receipt", args=[found.pk])
    address = request.build_absolute_uri(way)
    document = receipt_document(found, address=address)
    return printed(document, kind, f"receipt-{found.year}-{found.number}", stamp=found.received_at)


urlpatterns = [
    path("receipts/<int:pk>/", receipt, name="receipt"),
    path("receipts/<int:pk>/receipt.<slug:kind>", receipt_file, name="receipt-file"),
]
