"""Where a request came from, so that a page can lead back there."""

from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def came_from(request: HttpRequest) -> str:
    """The page to return to: this one when it was read, else the one the form stood on, else the start."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return referring(request)


def back_to(wanted: str) -> str:
    """The address that a form brought along, if it is one of ours; else the start."""
    return wanted if url_has_allowed_host_and_scheme(wanted, None) else "/"


def referring(request: HttpRequest) -> str:
    """Path and query of the page that led here, if it is one of ours; else the start."""
    referer = request.headers.get("Referer", "")
    try:
        ours = {request.get_host()}
    except DisallowedHost:
        return "/"
    if not url_has_allowed_host_and_scheme(referer, ours, request.is_secure()):
        return "/"
    parts = urlsplit(referer)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
