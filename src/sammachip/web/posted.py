"""What stands beside a form's fields: the save or revision it was made from, and a day typed there or in the address."""

from datetime import date

from django.http import HttpRequest

from sammachip.core.thaidate import NotADate, parse_date
from sammachip.core.verdict import Refused
from sammachip.trail.spoken import worded


def posted_seen(request: HttpRequest) -> int:
    """The save or revision the page was made from; a page that names none is older than any."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def posted_day(request: HttpRequest, name: str) -> date | None:
    """A typed day, None for a blank. Raises Refused with the sentence that says what is wrong with it."""
    return _day(request.POST.get(name, ""))


def asked_day(request: HttpRequest, name: str) -> date | None:
    """A day in the address, as `posted_day`."""
    return _day(request.GET.get(name, ""))


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return parse_date(text)
    except NotADate as error:
        raise Refused(worded(error.reason)) from error
