"""Patience with who tries codes: after many that are no paper's, an address waits. Guessing is hopeless anyway; this keeps it cheap."""

from django.core.cache import cache
from django.http import HttpRequest

MOST = 60
SECONDS = 600


def _key(request: HttpRequest) -> str:
    return f"missed-codes:{request.META.get('REMOTE_ADDR', '')}"


def is_out(request: HttpRequest) -> bool:
    """Whether this address missed so often of late that it is to wait."""
    return int(cache.get(_key(request), 0)) >= MOST


def missed(request: HttpRequest) -> None:
    """Count a miss. Each web process counts its own: the limit is a brake, no law."""
    cache.add(_key(request), 0, SECONDS)
    try:
        cache.incr(_key(request))
    except ValueError:  # it ran out between the two
        cache.add(_key(request), 1, SECONDS)
