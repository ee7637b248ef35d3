"""The patience of `records`, asked by a request: web and API count the same misses of the same address."""

from django.http import HttpRequest

from sammachip.records import patience

SECONDS = int(patience.WITHIN.total_seconds())


def is_out(request: HttpRequest) -> bool:
    """Whether the address behind this request is to wait."""
    return patience.is_out(address_of(request))


def missed(request: HttpRequest) -> None:
    """Note that what was asked for is no paper's; the middleware counts it once the reading is over."""
    request.missed_code = True  # type: ignore[attr-defined]  # read by web.middleware.misses_counted


def address_of(request: HttpRequest) -> str:
    """The address behind the request, as the proxies that are trusted tell it (TRUSTED_PROXIES)."""
    return str(request.META.get("REMOTE_ADDR", ""))
