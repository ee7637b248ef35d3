"""Files of a filing: sent in pieces or in one go, taken out of a draft, given out to whoever sees the filing."""

from typing import Annotated, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Query, Router, UploadedFile
from pydantic import Field

from sammachip.api.desks.filings import FilingWhole, a_filing, filing_whole
from sammachip.api.ground import Call, acts, first, reads
from sammachip.api.problems import sent_file
from sammachip.api.words import Id, Key, Line, Said, Told
from sammachip.cases import actions
from sammachip.cases.models import Attachment
from sammachip.cases.rules import may_edit
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.records.actions_uploads import PIECE, receive
from sammachip.records.models import Upload
from sammachip.stored import serve_stored

router = Router(tags=["filings"])
WRITES = (GROUP_MEMBER,)
"""The seats that give files with a filing."""
GIVEN = ["image/jpeg", "video/mp4", "video/webm", "application/pdf"]


class BeginFileSaid(Said):
    """`mark` tells two files of one name and size apart, such as the moment the file was changed last."""

    name: Annotated[Line, Field(min_length=1, max_length=200)]
    size: Id
    mark: Annotated[Line, Field(max_length=40)] = ""


class PieceAsked(Said):
    """Where in the file the piece begins."""

    at: Annotated[int, Field(ge=0, le=2**63 - 1)]


class UploadTold(Told):
    """A file on its way in: the next piece begins at `received` and has at most `piece` bytes."""

    id: int
    name: str
    size: int
    received: int
    piece: int


def upload_told(upload: Upload) -> UploadTold:
    return UploadTold(id=upload.pk, name=upload.name, size=upload.size, received=upload.received, piece=PIECE)


def an_upload(request: Call, pk: int) -> Upload:
    return get_object_or_404(Upload.objects.visible_to(request.auth.actor), pk=pk)


@reads(router, "/attachments/{pk}", media=GIVEN, seats=WRITES)
def attachment(request: Call, pk: Id) -> HttpResponse:
    """A file given with a filing: a document, the stripped copy of a picture, a clip as it is played, in parts if asked."""
    seen = Attachment.objects.visible_to(request.auth.actor).select_related("file__clip")
    return cast("HttpResponse", serve_stored(request, get_object_or_404(seen, pk=pk).file))


@reads(router, "/uploads/{pk}", seats=WRITES)
def upload(request: Call, pk: Id) -> UploadTold:
    """How much of a file on its way in is here."""
    return upload_told(an_upload(request, pk))


@acts(router, "/filings/{pk}/files/{key}/begin", seats=WRITES, may=first(may_edit, a_filing))
def begin_file(request: Call, pk: Id, key: Key, said: BeginFileSaid) -> UploadTold:
    """Make ready for a file of this size, or go on with the same one that stopped half-way."""
    found = a_filing(request, pk)
    return upload_told(actions.begin_file(found, key, **said.model_dump(), actor=request.auth.actor))


@acts(router, "/uploads/{pk}/pieces", seats=WRITES)
def add_piece(request: Call, pk: Id, asked: Query[PieceAsked]) -> UploadTold:
    """Take the next piece, the body of the request; 409 names the byte at which the next one must begin."""
    found = an_upload(request, pk)
    return upload_told(receive(found, at=asked.at, piece=request.body, actor=request.auth.actor))


@acts(
    router,
    "/filings/{pk}/files/{key}/uploads/{upload_pk}",
    apart=True,
    seats=WRITES,
    may=first(may_edit, a_filing),
)
def finish_file(request: Call, pk: Id, key: Key, upload_pk: Id) -> FilingWhole:
    """Check the file that has come whole and give it with the draft."""
    found = a_filing(request, pk)
    actions.attach_upload(found, key, an_upload(request, upload_pk), actor=request.auth.actor)
    return filing_whole(request, a_filing(request, pk))


@acts(router, "/filings/{pk}/files/{key}", apart=True, seats=WRITES, may=first(may_edit, a_filing))
def add_file(request: Call, pk: Id, key: Key, file: File[UploadedFile]) -> FilingWhole:
    """Check a file sent in one go and give it with the draft."""
    name, size = sent_file(file)
    found = a_filing(request, pk)
    actions.attach_sent(found, key, file.chunks(), name=name, size=size, actor=request.auth.actor)
    return filing_whole(request, a_filing(request, pk))


@acts(router, "/filings/{pk}/attachments/{attachment_pk}/remove", seats=WRITES, may=first(may_edit, a_filing))
def remove_file(request: Call, pk: Id, attachment_pk: Id) -> FilingWhole:
    """Take a file out of a draft; what was sent with it keeps it."""
    found = a_filing(request, pk)
    given = get_object_or_404(found.attachments.standing().select_related("file"), pk=attachment_pk)
    actions.remove_file(given, actor=request.auth.actor)
    return filing_whole(request, a_filing(request, pk))
