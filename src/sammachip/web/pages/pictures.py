"""Pictures given with a filing: added and taken out while it is a draft, shown without their private data."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import actions, rules
from sammachip.cases.models import Filing, Photo
from sammachip.core.verdict import Refused
from sammachip.records import store
from sammachip.web.decorators import Request, act, page
from sammachip.web.pages.filings import WRITES, a_filing


@act(seats=WRITES)
def add_photos(request: Request, pk: int) -> HttpResponse:
    found, uploads = a_filing(request, pk), request.FILES.getlist("photos")
    if not uploads:
        raise Refused(_("ยังไม่ได้เลือกภาพ — เลือกไฟล์ภาพแล้วเพิ่มอีกครั้ง"))
    for upload in uploads:
        actions.add_photo(
            found,
            content=upload.read(),
            name=upload.name or "",
            row=request.POST.get("row", ""),
            caption=request.POST.get("caption", ""),
            actor=request.actor,
        )
    return redirect(_pictures_of(found))


@act(seats=WRITES)
def remove_photo(request: Request, pk: int, photo: int) -> HttpResponse:
    found = a_filing(request, pk)
    actions.remove_photo(get_object_or_404(found.photos, pk=photo), actor=request.actor)
    return redirect(_pictures_of(found))


def _pictures_of(found: Filing) -> str:
    return f"{reverse('web:filing-edit', args=[found.pk])}#photos"


@page(seats=WRITES)
def photo(request: Request, pk: int) -> HttpResponse:
    """The stripped copy; the original stays with the office that took it."""
    seen = Photo.objects.visible_to(request.actor).select_related(
        "file", "filing__task__case__edition__programme"
    )
    found = get_object_or_404(seen, pk=pk)
    if not rules.opens(request.actor, found.filing.task):
        raise Http404
    return HttpResponse(store.fetch(found.file.shown_digest), content_type="image/jpeg")


urlpatterns = [
    path("filings/<int:pk>/photos/", add_photos, name="filing-photos"),
    path("filings/<int:pk>/photos/<int:photo>/remove/", remove_photo, name="filing-photo-remove"),
    path("photos/<int:pk>/", photo, name="photo"),
]
