"""Kept files given out: in parts where a player asks for them, never run, and to whoever was let through alone."""

from collections.abc import Iterable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from sammachip.core.ranges import BeyondTheEnd, part_asked
from sammachip.records import store
from sammachip.records.models import FileKind, StoredFile

SHOWN = frozenset({"image/jpeg", "video/mp4", "video/webm"})
"""What a browser shows on the page; anything else it puts away as a file."""


def serve_stored(request: HttpRequest, file: StoredFile, *, poster: bool = False) -> HttpResponseBase:
    """The file as others may see it: of a picture its stripped copy, of a clip what is played, or the `poster` of it.

    The caller has judged who asks: nothing is looked up here. A clip of which no copy is made yet is not there (404).
    """
    digest, content_type = _given(file, poster=poster)
    if not digest:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    headers = _headers(file, digest, content_type)
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    size, asked = store.size_of(digest), request.headers.get("Range", "")
    if request.headers.get("If-Range", headers["ETag"]) != headers["ETag"]:
        asked = ""
    try:
        part = part_asked(asked, size)
    except BeyondTheEnd:
        beyond = {**headers, "Content-Range": f"bytes */{size}"}
        return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=beyond)
    if part is None:
        return _answer(request, store.blocks(digest), size, headers, HTTPStatus.OK)
    headers["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    blocks = store.blocks(digest, part.first, part.length)
    return _answer(request, blocks, part.length, headers, HTTPStatus.PARTIAL_CONTENT)


def _given(file: StoredFile, *, poster: bool) -> tuple[str, str]:
    """The digest and type of what is given out; "" where that is not made yet."""
    if poster or file.kind == FileKind.PHOTO:
        return file.shown_digest, "image/jpeg"
    if file.kind == FileKind.VIDEO:
        clip = file.clip
        return (clip.played_digest or file.digest, clip.plays) if clip.is_playable else ("", "")
    return file.digest, file.content_type


def _headers(file: StoredFile, digest: str, content_type: str) -> dict[str, str]:
    """Kept by nobody but the reader's own browser, which asks each time whether it may still show it."""
    disposition = content_disposition_header(content_type not in SHOWN, file.name)
    return {
        "Content-Type": content_type,
        "Content-Disposition": disposition or "attachment",
        "Accept-Ranges": "bytes",
        "ETag": f'"{digest}"',
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
    }


def _answer(
    request: HttpRequest, blocks: Iterable[bytes], length: int, headers: dict[str, str], status: HTTPStatus
) -> HttpResponseBase:
    headers = {**headers, "Content-Length": str(length)}
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(blocks, status=status, headers=headers)
