"""Patience with who tries codes: after many that are no paper's, an address waits. Guessing is hopeless; this keeps it cheap."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from django.utils.crypto import salted_hmac

from sammachip.records.models import MissedCodes
from sammachip.trail import clock

MOST: Final = 60
WITHIN: Final = timedelta(minutes=10)
ONE_LINE = 64
"""Bits of an IPv6 address that a provider gives one subscriber, who may take another of the rest at every turn."""


def is_out(address: str) -> bool:
    """Whether this address missed so often of late that it is to wait; one query."""
    late = MissedCodes.objects.filter(since__gt=clock.now() - WITHIN)
    return late.filter(mark=mark_of(address), times__gte=MOST).exists()


def mark_of(address: str) -> str:
    """What an address is counted under."""
    return salted_hmac("sammachip.records.patience", _line_of(address), algorithm="sha256").hexdigest()


def _line_of(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, ONE_LINE), strict=False)) if isinstance(found, IPv6Address) else str(found)
