"""Pictures of a filing: given out without their private data, added to a draft and taken out."""

from typing import Annotated

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Form, Router, UploadedFile
from pydantic import Field

from sammachip.api.desks.filings import FilingWhole, PhotoTold, a_filing, filing_whole, photos_told
from sammachip.api.ground import Call, acts, first, reads
from sammachip.api.problems import sent_file
from sammachip.api.words import Id, Line, Said, Short
from sammachip.cases import actions
from sammachip.cases.models import Photo
from sammachip.cases.reuse import reused_pictures
from sammachip.cases.rules import may_edit
from sammachip.records import store
from sammachip.sent import whole

router = Router(tags=["filings"])


class PhotoSaid(Said):
    row: Annotated[Short, Field(max_length=40)] = ""
    caption: Line = ""


@reads(router, "/photos/{pk}", media=["image/jpeg"])
def photo(request: Call, pk: Id) -> HttpResponse:
    """The copy of a picture without its private data; the original stays with the office that took it."""
    rows = Photo.objects.visible_to(request.auth.actor)
    found = get_object_or_404(rows.select_related("file"), pk=pk)
    return HttpResponse(store.fetch(found.file.shown_digest), content_type="image/jpeg")


@acts(router, "/filings/{pk}/photos", may=first(may_edit, a_filing))
def add_photo(request: Call, pk: Id, picture: File[UploadedFile], said: Form[PhotoSaid]) -> PhotoTold:
    """Add a picture to a draft, for one of its rows, with a caption; the answer tells where else it stands."""
    name, _size = sent_file(picture, "picture")
    found = a_filing(request, pk)
    kept = actions.add_photo(
        found,
        content=whole(picture, settings.UPLOAD_PHOTO_MAX_MB),
        name=name,
        row=said.row,
        caption=said.caption,
        actor=request.auth.actor,
    )
    [told] = [
        one for one in photos_told(found, reused_pictures(found, request.auth.actor)) if one.id == kept.pk
    ]
    return told


@acts(router, "/filings/{pk}/photos/{photo_pk}/remove", may=first(may_edit, a_filing))
def remove_photo(request: Call, pk: Id, photo_pk: Id) -> FilingWhole:
    """Take a picture out of a draft."""
    found = a_filing(request, pk)
    actions.remove_photo(get_object_or_404(found.photos, pk=photo_pk), actor=request.auth.actor)
    return filing_whole(request, found)
