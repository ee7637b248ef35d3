"""What stands beside a form's fields: the save or revision it was made from, and a day typed there or in the address."""

from datetime import date

from django.http import HttpRequest

from sammachip.core.thaidate import NotADate, parse_date
from sammachip.core.thainum import to_arabic
from sammachip.core.verdict import Refused
from sammachip.trail.spoken import worded

MOST_DIGITS = 18
"""A longer number is no key and no size of anything."""


def whole_number(text: str, *, otherwise: int) -> int:
    """A whole number as a page or a script sends it, Thai numerals too; `otherwise` where it is none, or too long to be one
    of ours."""
    digits = to_arabic(text)
    return (
        int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS else otherwise
    )


def posted_seen(request: HttpRequest) -> int:
    """The save or revision the page was made from; a page that names none is older than any."""
    text = request.POST.get("seen", "")
    return whole_number(text, otherwise=-1) if len(text) < 10 else -1


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
