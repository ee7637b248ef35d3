"""Pictures given with a filing: added and taken out while it is a draft, shown without their private data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import actions, rules
from sammachip.cases.models import Filing, Photo
from sammachip.core.verdict import Refused, require
from sammachip.records import store
from sammachip.sent import whole
from sammachip.web.decorators import Request, act, page
from sammachip.web.pages.filings import WRITES, a_filing, draft_page

if TYPE_CHECKING:
    Upload = UploadedFile[bytes]


@dataclass(frozen=True, slots=True)
class Pictured:
    """A choice of pictures for one row that was not taken whole: how many were, why the others were not."""

    row: str
    caption: str
    kept: int
    refused: Sequence[str]


@act(seats=WRITES)
def add_photos(request: Request, pk: int) -> HttpResponse:
    """Each picture is taken or refused by itself: a browser chooses none anew."""
    found = a_filing(request, pk)
    require(rules.may_edit(request.actor, found))
    told = _take(request, found, request.FILES.getlist("photos"))
    if not told.refused:
        return redirect(_pictures_of(found))
    shown = draft_page(request, found, status=422, pictured=told)
    if told.kept:
        shown.headers["Content-Location"] = reverse("web:filing-edit", args=[found.pk])
    return shown


def _take(request: Request, found: Filing, chosen: Sequence["Upload"]) -> Pictured:
    row, caption, refused = request.POST.get("row", ""), request.POST.get("caption", ""), list[str]()
    for one in chosen:
        name = one.name or _("ไฟล์")
        try:
            content = whole(one, settings.UPLOAD_PHOTO_MAX_MB)
            actions.add_photo(
                found, content=content, name=name, row=row, caption=caption, actor=request.actor
            )
        except Refused as why:
            require(rules.may_edit(request.actor, found))  # sent meanwhile: that is said of no picture
            refused.append(why.verdict.reason)
    kept = len(chosen) - len(refused)
    if not chosen:
        refused.append(_("ยังไม่ได้เลือกภาพ — เลือกไฟล์ภาพแล้วเพิ่มอีกครั้ง"))
    return Pictured(row, caption, kept, refused)


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
