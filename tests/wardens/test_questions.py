"""Every address is asked what can be asked without knowing its page; the page's own test asks the rest.

Nobody signed in is sent to the log-in, another method is 405, a stranger to a row is told 404 as for a row that is not
there, and an empty form is answered, never broken.
"""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cases import applying
from cast import Cast
from conftest import Freeze
from insight import build
from web.asking import browser

from .rows import ABSENT, OF_A_PANEL, rows_of
from .source import listed

PUBLIC = {
    *("login", "logout", "reset", "start", "components", "healthz"),
    *("field-away", "field-worker", "field-manifest"),
    *("village", "village-leave", "seat-door"),
    *("genuine-desk", "genuine-file", "genuine"),
}
"""What is shown to nobody in particular. Whoever adds a page here has thought of everybody who may read it."""

OPEN_TO_GROUPS = {
    *("hat", "task-start", "village-filing", "photo", "filing-photos", "filing-photo-remove"),
    *("filing", "filing-edit", "filing-save", "filing-take-back"),
    *(
        "filing-nil",
        "filing-nil-send",
        "filing-nil-undo",
        "receipt",
        "receipt-file",
        "village-part",
        "village-letter",
    ),
    *("filing-file-add", "filing-file-begin", "filing-file-finish", "filing-file-remove"),
    *("upload", "upload-pieces", "attachment", "attachment-poster"),
}
"""What opens to a member of a group. Whoever adds a page here has thought of a villager on a borrowed phone."""

FOR_EVERY_OFFICER = {"programmes/", "money/editions/", "rosters/lists/", "g/", "check/"}
"""A programme is the law for all; what of its money reached an office is shown to that office only. Whoever has the code
of a seat stands before its door; whoever has that of a paper holds the paper."""

NO_ROW = {"money-month-file", "reminder-letter"}
"""What is made for whoever asks, from that office's own rows."""

OF_THEIR_OWN = {
    *("difference", "task-sign-in", "task-sign-in-file", "batch-bundle"),
    *("case-invited", "case-invited-sheet", "case-exports", "case-followup", "case-followup-sheet"),
    *("selection", "panel-appoint", "village-letter"),
}
"""Rows that many acts lead to, or few tasks and programmes have: that they are there for their own, their own test shows."""

WITHIN = {
    "kind": "pdf",
    "name": "products",
    "paper": "notice",
    "what": "groups",
    "which": "villages",
    "month": "2561-09",
    "code": "31",
}
"""What may follow a row in its address and is no row itself."""

ASKED = ("get", "post", "put")


class Address(NamedTuple):
    """One address of the web: its name, its pattern, the arguments it takes, and how it may be asked."""

    name: str
    route: str
    takes: tuple[str, ...]
    methods: tuple[str, ...]

    def to(self, row: object) -> str:
        """The address with the row in the place of the first argument; what lies within the row is not there."""
        numbers = {one for one in self.takes if f"<int:{one}>" in self.route}
        given = {one: ABSENT if one in numbers else WITHIN.get(one, ABSENT) for one in self.takes[1:]}
        return reverse(f"web:{self.name}", kwargs={**given, **dict.fromkeys(self.takes[:1], row)})


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: list[URLPattern | URLResolver]) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns)
        elif pattern.callback.__module__.startswith("sammachip.web") and pattern.name:
            answered = [one.lower() for one in getattr(pattern.callback, "takes", ("GET", "POST"))]
            methods = tuple(one for one in ASKED if one in answered)
            yield Address(pattern.name, str(pattern.pattern), tuple(pattern.pattern.converters), methods)


@pytest.fixture
def rows(cast: Cast, at: Freeze) -> dict[str, object]:
    at(build.NOW)
    return rows_of(cast)


def begins(address: Address, rows: dict[str, object]) -> str:
    """The longest of the beginnings that the address has; "" for an address that names no row."""
    return max((one for one in rows if address.route.startswith(one)), key=len, default="")


def asked(signed_in: Client, address: str, *, method: str) -> int:
    """How the person of this browser is answered; whatever the answer did is undone, also in the browser."""
    kept = signed_in.cookies.copy()
    with transaction.atomic():
        answer = getattr(signed_in, method)(address)
        transaction.set_rollback(True)
    signed_in.cookies = kept
    return answer.status_code


def with_rows(rows: dict[str, object]) -> Iterator[tuple[str, Address, str]]:
    """Every address that names a row, with its beginning and itself as it is asked."""
    for address in addresses():
        if address.takes and address.name not in NO_ROW:
            beginning = begins(address, rows)
            assert beginning, f"{address.route} → let `rows` hold a row for it"
            yield beginning, address, address.to(rows[beginning])


@pytest.mark.slow
def test_stranger_to_a_row_is_told_as_if_it_were_not_there(cast: Cast, rows: dict[str, object]):
    found, stranger = [], browser(cast.kanya)
    for beginning, address, asked_for in with_rows(rows):
        for method in address.methods:
            told = asked(stranger, asked_for, method=method)
            if told != 404 and beginning not in FOR_EVERY_OFFICER:
                found.append(f"{method} {address.route}: {told}")

    assert not found, listed(found, do="fetch the row through visible_to, first of all")


@pytest.mark.slow
def test_the_same_row_is_there_for_its_own_and_an_empty_form_is_answered(cast: Cast, rows: dict[str, object]):
    """Without this the stranger's 404 would say nothing. An act that trips over an empty form raises here."""
    found, province = [], browser(cast.somchai)
    for beginning, address, asked_for in with_rows(rows):
        told = {method: asked(province, asked_for, method=method) for method in reversed(address.methods)}
        one_row = set(address.takes[1:]) <= set(WITHIN) and address.name not in OF_THEIR_OWN
        if one_row and beginning not in OF_A_PANEL and told.get("get") == 404:
            found.append(address.route)

    assert not found, listed(found, do="let `rows` hold a row that this page shows")


@pytest.mark.django_db
def test_nobody_signed_in_is_sent_to_the_log_in():
    found = []
    for address in addresses():
        for method in address.methods:
            answer = getattr(Client(), method)(address.to(ABSENT))
            sent_there = answer.status_code == 302 and answer.url.startswith(reverse("web:login"))
            if address.name not in PUBLIC and not sent_there:
                found.append(f"{method} {address.route}: {answer.status_code}")

    assert not found, listed(found, do="leave out public=True, or say in PUBLIC that anybody may read it")


@pytest.mark.django_db
def test_another_method_is_refused_everywhere(cast: Cast):
    officer = browser(cast.malee)
    found = [
        f"{method} {one.route}"
        for one in addresses()
        for method in ASKED
        if method not in one.methods and asked(officer, one.to(ABSENT), method=method) != 405
    ]

    assert not found, listed(found, do="route to a view under @page or @act")


@pytest.mark.django_db
def test_a_seat_in_a_group_opens_only_what_names_it(cast: Cast, at: Freeze):
    at("2020-05-10 09:00")
    member = browser(applying.sitting(applying.seat(applying.group_case(cast), cast.malee)))
    found = []
    for address in addresses():
        for method in address.methods:
            told = asked(member, address.to(ABSENT), method=method)
            open_to_it = address.name in PUBLIC | OPEN_TO_GROUPS | {"home"}
            if told != 403 and not open_to_it:
                found.append(f"{method} {address.route}: {told}")

    assert not found, listed(
        found, do="leave out seats=, or say in OPEN_TO_GROUPS that a villager may open it"
    )
