"""Seats of group members: opened, entered by code and PIN, given a new PIN, ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Unpack

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import queries, rules
from sammachip.cases.actions.advancing import advance
from sammachip.cases.models import Case, GroupSeat
from sammachip.cases.seats import digest_of, hat_of, new_code, new_pin, typed_pin
from sammachip.core.erasing import Erasure
from sammachip.core.verdict import Refused, Verdict, require
from sammachip.org import actions_accounts as accounts
from sammachip.org.actions import Name
from sammachip.org.hats import Actor
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

MOST_TRIES = 6
REST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Opened:
    """A seat with what opens it: shown to the officer this once, and kept nowhere."""

    seat: GroupSeat
    code: str
    pin: str


@transaction.atomic
def open_seat(case: Case, *, ends_on: date, actor: Actor, **name: Unpack[Name]) -> Opened:
    """Let one member write for the group until a day. Raises Refused."""
    Case.objects.select_for_update(of=("self",), no_key=True).get(
        pk=case.pk
    )  # two at once: the second counts the first
    require(rules.may_open_seat(actor, case))
    require(rules.may_last_until(ends_on))
    _refuse_twice(case, name)
    code, pin = new_code(), new_pin()
    seat = GroupSeat.objects.create(
        case=case,
        person=accounts.add_without_account(**name),
        office_id=queries.office_code(case.path, GROUP_MEMBER),
        code_digest=digest_of(code),
        pin_hash=make_password(pin),
        ends_on=ends_on,
        opened_by=actor.person,
        opened_at=clock.now(),
    )
    trail.log("seat.opened", about=seat, within=case, actor=actor, ends_on=ends_on)
    advance(case)
    return Opened(seat, code, pin)


def _refuse_twice(case: Case, name: Name) -> None:
    """One open seat a member: a second paper for the same one would leave the first to whoever finds it."""
    told = f"{name['given_name']} {name['family_name']}"
    open_seats = GroupSeat.objects.not_ended().filter(case=case).select_related("person")
    if any(seat.person.goes_by(told) for seat in open_seats):
        words = _("{name} มีสิทธิ์เขียนของกลุ่มนี้อยู่แล้ว — ออก PIN ใหม่ให้ผู้นี้ หรือปิดของเดิมก่อน")
        raise Refused(words.format(name=told))


@transaction.atomic
def renew_pin(seat: GroupSeat, *, actor: Actor) -> str:
    """A new PIN, shown this once; the old one opens nothing and whoever came in by it is out. Raises Refused, Stale."""
    require(rules.may_keep_seats(actor, seat.case))
    pin = new_pin()
    claim(
        GroupSeat.objects.not_ended().filter(pk=seat.pk),
        pin_hash=make_password(pin),
        tries=0,
        locked_until=None,
    )
    accounts.end_sessions(seat.person)
    trail.log("seat.pin-renewed", about=seat, within=seat.case, actor=actor)
    return pin


@transaction.atomic
def end_seat(seat: GroupSeat, *, actor: Actor) -> None:
    """Nobody comes in by this seat any more; what was written stays. Raises Refused, Stale."""
    require(rules.may_keep_seats(actor, seat.case))
    claim(GroupSeat.objects.not_ended().filter(pk=seat.pk), ended_at=clock.now(), ended_by=actor.person)
    accounts.end_sessions(seat.person)
    trail.log("seat.ended", about=seat, within=seat.case, actor=actor)
    advance(seat.case)


@transaction.atomic
def enter_seat(code: str, pin: str) -> Actor | Verdict:
    """Whoever knows the code and its PIN, under the seat's hat; or why not. A refusal is given back and not raised:
    raising would undo the count of tries."""
    seat = _seat_of(code)
    if seat is None:
        return unknown_code()
    if seat.locked_until and seat.locked_until > clock.now():
        return _resting(seat)
    if not check_password(typed_pin(pin), seat.pin_hash):
        return _wrong_pin(seat)
    GroupSeat.objects.filter(pk=seat.pk).update(tries=0, locked_until=None, entered_at=clock.now())
    actor = Actor(seat.person, hat_of(seat))
    trail.log("seat.entered", about=seat, within=seat.case, actor=actor)
    return actor


def _seat_of(code: str) -> GroupSeat | None:
    """The seat of this code, locked, if somebody may come in by it today."""
    in_use = GroupSeat.objects.in_use_on(clock.today()).filter(code_digest=digest_of(code))
    held = in_use.select_related("case__programme", "case__group", "office", "person")
    return held.select_for_update(of=("self",)).first()


def _wrong_pin(seat: GroupSeat) -> Verdict:
    """Count the try; the last one brings a rest, after which the count begins anew."""
    tries = seat.tries + 1
    if tries < MOST_TRIES:
        GroupSeat.objects.filter(pk=seat.pk).update(tries=tries, locked_until=None)
        words = _("PIN ไม่ถูกต้อง — ดูตัวเลข {digits} หลักบนใบที่ได้รับแล้วลองใหม่ เหลือ {left} ครั้ง")
        return Verdict(words.format(digits=6, left=MOST_TRIES - tries), "pin")
    seat.locked_until = clock.now() + REST
    GroupSeat.objects.filter(pk=seat.pk).update(tries=0, locked_until=seat.locked_until)
    return _resting(seat)


def _resting(seat: GroupSeat) -> Verdict:
    assert seat.locked_until is not None
    words = _("ใส่ PIN ผิด {tries} ครั้ง จึงพักไว้ถึง {time} — รอแล้วลองใหม่ หรือขอ PIN ใหม่จากเจ้าหน้าที่พัฒนาชุมชน")
    return Verdict(words.format(tries=MOST_TRIES, time=rules.moment_words(seat.locked_until)), "resting")


def unknown_code() -> Verdict:
    return Verdict(
        _("QR นี้ใช้ไม่ได้แล้ว หรืออ่านมาไม่ครบ — สแกนใหม่อีกครั้ง ถ้ายังไม่ได้ ขอใบใหม่จากเจ้าหน้าที่พัฒนาชุมชน"), "seat-unknown"
    )


def erase_sitters(seats: Iterable[GroupSeat], find: Erasure, *, actor: Actor) -> int:
    """Forget the name of whoever the erasure tells of; such a seat is ended. Gives back how many."""
    told = [seat for seat in seats if find.tells_in(seat.person.name)]
    for seat in told:
        accounts.forget_name(seat.person)
        GroupSeat.objects.not_ended().filter(pk=seat.pk).update(ended_at=clock.now(), ended_by=actor.person)
    advance(*(seat.case for seat in told))
    return len(told)
