"""Files of a filing: sent in pieces or by a plain form, taken out of a draft, shown and played to whoever sees the filing."""

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import actions, rules
from sammachip.cases.attached import places_of
from sammachip.cases.models import Attachment, Filing
from sammachip.core.verdict import Refused, Stale
from sammachip.records.actions_uploads import PIECE, WrongOffset, receive
from sammachip.records.models import Upload
from sammachip.selection.models import RoundEntry
from sammachip.selection.rules import PANEL_SEATS
from sammachip.stored import serve_stored
from sammachip.web.decorators import Request, act, page
from sammachip.web.pages.filings import WRITES, a_filing
from sammachip.web.posted import whole_number

Told = Mapping[str, object]


def told(deed: Callable[[], Told]) -> JsonResponse:
    """What became of it, for the script of the page: its answer, the offset that is due (409), or why not (403)."""
    try:
        return JsonResponse(deed())
    except WrongOffset as other:
        return JsonResponse({"reason": str(other), "received": other.received}, status=409)
    except Stale as stale:
        return JsonResponse({"reason": str(stale)}, status=409)
    except Refused as refusal:
        return JsonResponse({"reason": refusal.verdict.reason}, status=403)


def upload_told(upload: Upload) -> Told:
    return {"id": upload.pk, "size": upload.size, "received": upload.received, "piece": PIECE}


def an_upload(request: Request, pk: int) -> Upload:
    return get_object_or_404(Upload.objects.visible_to(request.actor), pk=pk)


@act(seats=WRITES)
def begin(request: Request, pk: int, key: str) -> HttpResponse:
    """Whether a file of this size is taken here, and from which byte on it is to be sent."""
    found, said = a_filing(request, pk), request.POST
    size = whole_number(said.get("size", ""), otherwise=0)
    return told(
        lambda: _begun(
            found, key, name=said.get("name", ""), size=size, mark=said.get("mark", ""), request=request
        )
    )


def _begun(found: Filing, key: str, *, name: str, size: int, mark: str, request: Request) -> Told:
    upload = actions.begin_file(found, key, name=name, size=size, mark=mark, actor=request.actor)
    pieces = reverse("web:upload-pieces", args=[upload.pk])
    ends = reverse("web:filing-file-finish", args=[found.pk, key, upload.pk])
    return {**upload_told(upload), "pieces": pieces, "ends": ends}


@act(seats=WRITES)
def pieces(request: Request, pk: int) -> HttpResponse:
    """The next piece of the file, as the body; `at` says where in the file it begins."""
    found, offset = an_upload(request, pk), whole_number(request.GET.get("at", ""), otherwise=-1)
    return told(lambda: upload_told(receive(found, at=offset, piece=_body(request), actor=request.actor)))


def _body(request: Request) -> bytes:
    """The piece as it was sent; nothing, which is refused, where a form came in its place and was read as one."""
    try:
        return request.body
    except RawPostDataException:
        return b""


@page(seats=WRITES)
def upload(request: Request, pk: int) -> HttpResponse:
    """How much of the file is here."""
    return told(lambda: upload_told(an_upload(request, pk)))


@act(apart=True, seats=WRITES)
def finish(request: Request, pk: int, key: str, upload: int) -> HttpResponse:
    """Give the file that has come whole; the answer brings the place on the page as it is now."""
    found, whole = a_filing(request, pk), an_upload(request, upload)

    def deed() -> Told:
        actions.attach_upload(found, key, whole, actor=request.actor)
        return {"place": render_to_string("web/filing/file_place.html", _place(request, found, key), request)}

    return told(deed)


def _place(request: Request, found: Filing, key: str) -> dict[str, object]:
    [place] = [one for one in places_of(found, request.actor) if one.rule.key == key]
    return {"filing": found, "place": place}


@act(apart=True, seats=WRITES)
def add(request: Request, pk: int, key: str) -> HttpResponse:
    """Give a file by the plain form, as browsers without script send it: in one go."""
    found, given = a_filing(request, pk), request.FILES.get("file")
    if not isinstance(given, UploadedFile) or not given.name:
        raise Refused(_("ยังไม่ได้เลือกไฟล์ — เลือกไฟล์แล้วส่งอีกครั้ง"))
    actions.attach_sent(
        found, key, given.chunks(), name=given.name, size=given.size or 0, actor=request.actor
    )
    return redirect(_way_back(found, key))


@act(seats=WRITES)
def remove(request: Request, pk: int, attachment: int) -> HttpResponse:
    found = a_filing(request, pk)
    given = get_object_or_404(found.attachments.standing().select_related("file"), pk=attachment)
    actions.remove_file(given, actor=request.actor)
    return redirect(_way_back(found, given.key))


def _way_back(found: Filing, key: str) -> str:
    return f"{reverse('web:filing-edit', args=[found.pk])}#file-{key}"


def an_attachment(request: Request, pk: int) -> Attachment:
    """A file of a filing in the hat's sight, or of an entry that its seat on a panel may look at."""
    judged = RoundEntry.objects.seated(request.actor).values("filing")
    seen = Q(pk__in=Attachment.objects.visible_to(request.actor)) | Q(filing__in=judged)
    rows = Attachment.objects.filter(seen).select_related(
        "file__clip", "filing__task__case__edition__programme"
    )
    found = get_object_or_404(rows, pk=pk)
    if request.actor.is_one_of(*WRITES) and not rules.opens(request.actor, found.filing.task):
        raise Http404
    return found


@page(seats=(*WRITES, *PANEL_SEATS))
def attachment(request: Request, pk: int) -> HttpResponseBase:
    """The file as others may see it; of a clip what is played, in the parts that the player asks for."""
    return serve_stored(request, an_attachment(request, pk).file)


@page(seats=(*WRITES, *PANEL_SEATS))
def poster(request: Request, pk: int) -> HttpResponseBase:
    """A picture of what a clip or a picture shows."""
    return serve_stored(request, an_attachment(request, pk).file, poster=True)


urlpatterns = [
    path("filings/<int:pk>/files/<slug:key>/", add, name="filing-file-add"),
    path("filings/<int:pk>/files/<slug:key>/begin/", begin, name="filing-file-begin"),
    path("filings/<int:pk>/files/<slug:key>/uploads/<int:upload>/", finish, name="filing-file-finish"),
    path("filings/<int:pk>/attachments/<int:attachment>/remove/", remove, name="filing-file-remove"),
    path("uploads/<int:pk>/", upload, name="upload"),
    path("uploads/<int:pk>/pieces/", pieces, name="upload-pieces"),
    path("attachments/<int:pk>/", attachment, name="attachment"),
    path("attachments/<int:pk>/poster/", poster, name="attachment-poster"),
]
