"""Seats of group members as hats: what a code reads as, and who sits there today."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from sammachip.cases.models import Case, GroupSeat
from sammachip.core.thainum import to_arabic
from sammachip.org.hats import Hat
from sammachip.org.models import Person
from sammachip.org.sight import Reach
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.trail import clock

CODE_BYTES, PIN_DIGITS = 12, 6
LONGEST_CODE = 40


def new_code() -> str:
    """What the picture on the paper leads to: nobody finds it by trying."""
    return secrets.token_urlsafe(CODE_BYTES)


def new_pin() -> str:
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"


def digest_of(code: str) -> str:
    """What is kept of a code. It is random and long, so a plain hash cannot be guessed back."""
    return hashlib.sha256(code[:LONGEST_CODE].encode(errors="replace")).hexdigest()


def typed_pin(text: str) -> str:
    """The digits of a PIN as people type it: Thai digits, spaces and dashes read alike."""
    return "".join(one for one in to_arabic(text) if one.isdecimal())


def seats_of(person: Person, day: date) -> Iterable[Hat]:
    """The hats of a group's member. Who has a user name comes in by it, and is asked nothing here."""
    if person.username:
        return []
    seats = GroupSeat.objects.in_use_on(day).filter(person=person)
    return [hat_of(seat) for seat in seats.select_related("case__programme", "case__group", "office")]


def hat_of(seat: GroupSeat) -> Hat:
    """The hat of a seat: it writes for its own group in its own programme, and sees nothing else."""
    case = seat.case
    return Hat(
        key=f"seat:{seat.pk}",
        role=GROUP_MEMBER,
        title=_("สมาชิก{group}").format(group=case.subject)[:160],
        office=seat.office,
        sees=(Reach(case.path, case.programme.code),),
        unnamed=True,
    )


def is_in_use(code: str) -> bool:
    """Whether somebody may come in by this code today."""
    return GroupSeat.objects.in_use_on(clock.today()).filter(code_digest=digest_of(code)).exists()


def seats_on(case: Case) -> list[GroupSeat]:
    """Everybody who sits or sat for the case's group, those still open first."""
    found = GroupSeat.objects.filter(case=case).select_related("person", "opened_by", "ended_by")
    return sorted(found, key=lambda seat: (seat.ended_at is not None, seat.opened_at))
