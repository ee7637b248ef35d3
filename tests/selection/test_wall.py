"""The wall around a conflict of interest: whatever its person opens, under whatever hat, is to the byte the same whether
the entry was given nothing or everything, until the result is published.

Every address of the web and of the programs' door is asked, so that a new one cannot be forgotten.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from api.conftest import ROOT, routes
from cast import Cast
from conftest import Freeze
from sammachip.cases.models import Case, Filing, Task
from sammachip.org.actions_tokens import issue_token
from sammachip.org.hats import Actor, hats_of
from sammachip.org.models import AuditScope, Office, Post, Role
from sammachip.records.actions import XLSX
from sammachip.selection import actions
from sammachip.selection.board import board_of
from sammachip.selection.models import RoundEntry, Sheet
from sammachip.selection.progress import progress
from sammachip.trail import clock
from selection import build
from selection.build import Contest
from web.asking import signed_in

pytestmark = pytest.mark.django_db

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|csrfToken[^,}]*')
FILES = {
    "kind": "docx",
    "month": "2561-09",
    "code": "31",
    "name": "products",
    "paper": "notice",
    "what": "groups",
}
ABSENT = 987_654_321


class Asked(NamedTuple):
    """One address as one hat asks it."""

    hat: str
    address: str


def world(cast: Cast, points: int) -> tuple[Contest, RoundEntry, dict[str, object]]:
    """A round in which one entry was given these points by all who may mark it, and everything else the same. The chair, a
    member who holds posts as well, and the secretary are kept from it."""
    contest = build.contest(cast, entries=5, judges=5, text=build.pack(keep=2, sheets=2))
    entry, kept_away = contest.entries[0], (contest.chair, contest.judges[1], contest.secretary)
    give_posts(contest.judges[1])
    for actor in kept_away:
        actions.declare(contest.round, [entry], ground="relation", because="ญาติ", actor=actor)
    for judge in contest.judges[2:]:
        actions.declare(contest.round, [], actor=judge)
        actions.record_declaration(
            contest.round, contest.seat(judge), [], declared_on=build.SINCE, actor=contest.secretary
        )
    actions.share_out(contest.round, actor=contest.secretary)
    for seat in (contest.seat(judge) for judge in contest.judges[2:4]):
        entry.assignments.create(seat=seat, made_by=cast.anong.person, made_at=clock.now())
    for one in contest.entries:
        marked(contest, one, points if one == entry else 10 + one.number)
    return contest, entry, rows(contest, entry)


def give_posts(judge: Actor) -> None:
    """Posts under which the member sees the whole department's work."""
    for role in (Role.DEPARTMENT_OFFICER, Role.AUDITOR):
        post = Post.objects.create(
            person=judge.person,
            office=Office.objects.get(code="00"),
            role=role,
            title=str(Role(role).label),
            starts_on=date(2018, 1, 1),
        )
    AuditScope.objects.create(
        post=post,
        office=Office.objects.get(code="00"),
        starts_on=date(2018, 9, 1),
        ends_on=date(2018, 9, 30),
        letter_number="1",
        letter_on=date(2018, 8, 1),
    )


def marked(contest: Contest, entry: RoundEntry, points: int) -> None:
    """All who were given the entry mark and seal it as the product has it, with events and notices."""
    for assignment in entry.assignments.standing().order_by("pk"):
        judge = build.seated(contest.panel, assignment.seat.person)
        typed = {key: {"points": str(points), "note": ""} for key in build.FULL}
        actions.save_sheet(entry, typed, seen=0, actor=judge)
        actions.seal_sheet(entry, seen=1, actor=judge)


def rows(contest: Contest, entry: RoundEntry) -> dict[str, object]:
    """A row for the first argument of an address, by how the address begins; the walled-off entry's where it can be."""
    sheet = Sheet.objects.filter(entry=entry).order_by("pk")[0]
    return {
        "": 1,
        "assignments/": entry.assignments.order_by("pk")[0].pk,
        "cases/": contest.panel.case_id,
        "entries/": entry.pk,
        "filings/": entry.filing_id,
        "groups/": entry.case.group_id,
        "offices/": "00",
        "panel-seats/": contest.seat(contest.chair).pk,
        "panels/": contest.panel.pk,
        "people/": contest.judges[2].person.pk,
        "programmes/": contest.edition.programme.code,
        "rounds/": contest.round.pk,
        "resolutions/": 1,
        "sheets/": sheet.pk,
        "tasks/": contest.task.pk,
    }


OF_THE_SELECTION = {"panels", "rounds", "judging", "selection_board", "results", "result_letters"}


def web_addresses(found: dict[str, object]) -> Iterator[str]:
    for pattern in _walk(get_resolver().url_patterns):
        route = str(pattern.pattern)
        first = max((one for one in found if route.startswith(one)), key=len)
        of_selection = pattern.callback.__module__.rpartition(".")[2] in OF_THE_SELECTION
        named = bool(pattern.pattern.converters)
        assert first or not (of_selection and named), f"{route} → let `rows` hold a row for it"
        yield "/" + filled(route, found[first])


def _walk(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns)
        elif pattern.callback.__module__.startswith("sammachip.web") and is_read(pattern):
            yield pattern


def is_read(pattern: URLPattern) -> bool:
    """Whether it shows anything: what only takes acts answers a reader before it looks at any row."""
    return pattern.name not in NOT_READ and "GET" in getattr(pattern.callback, "takes", ("GET",))


NOT_READ = {"logout", "healthz"}
"""What is no page of anybody's: leaving, and the state of the machine."""


def filled(route: str, row: object) -> str:
    """The route with the row in its first place, and in the others what may stand there."""
    places = iter([row])

    def given(match: re.Match[str]) -> str:
        name = match[0].strip("<>{}").rpartition(":")[2]
        within = ABSENT if match[0].startswith("<int:") else FILES.get(name, ABSENT)
        return str(next(places, within))

    return re.sub(r"<[^>]+>|\{[^}]+\}", given, route)


def program_addresses(found: dict[str, object]) -> Iterator[str]:
    for method, route in routes():
        if method == "GET":
            first = max((one for one in found if route.removeprefix("/").startswith(one)), key=len)
            yield filled(route, found[first])


def answers(cast: Cast, points: int) -> dict[Asked, tuple[int, bytes]]:
    """What those whom the wall keeps away are answered, everywhere, under each of their hats; then nothing of it was."""
    told: dict[Asked, tuple[int, bytes]] = {}
    with transaction.atomic():
        contest, entry, found = world(cast, points)
        everywhere = [*web_addresses(found), *beside(contest, entry)]
        for actor in (contest.chair, contest.judges[1]):
            for hat in hats_of(actor.person, clock.today()):
                told |= of_hat(Actor(actor.person, hat), everywhere, found)
        transaction.set_rollback(True)
    return told


def beside(contest: Contest, entry: RoundEntry) -> list[str]:
    """The same pages of the entry's own group and of another entry: its neighbours tell nothing either."""
    tasks = Task.objects.filter(case=entry.case).order_by("position")
    other = contest.entries[1]
    return [
        *(f"/tasks/{task.pk}/" for task in tasks),
        *(f"/tasks/{task.pk}/selection/" for task in tasks),
        f"/cases/{entry.case_id}/",
        f"/cases/{entry.case_id}/history/",
        f"/entries/{other.pk}/sheet/",
        f"/filings/{Filing.objects.get(pk=entry.filing_id).pk}/",
        f"/cases/{Case.objects.get(pk=contest.panel.case_id).pk}/history/",
        "/?q=กลุ่มออมทรัพย์ตัวอย่าง",
    ]


def of_hat(actor: Actor, addresses: list[str], found: dict[str, object]) -> dict[Asked, tuple[int, bytes]]:
    """What this hat is answered at all of these addresses, and by the door for programs."""
    browser = signed_in(actor.person)
    browser.post("/hat/", {"hat": actor.hat.key})
    told = {Asked(actor.hat.key, address): plain(browser.get(address)) for address in addresses}
    key = {"Authorization": f"Bearer {issued(actor)}"} if actor.takes_part else None
    for address in program_addresses(found) if key else ():
        told[Asked(actor.hat.key, ROOT + address)] = plain(Client().get(ROOT + address, headers=key))
    return told


def issued(actor: Actor) -> str:
    return issue_token(name="ทดสอบ", ends_on=clock.today() + timedelta(days=5), actor=actor)


def plain(answer) -> tuple[int, bytes]:
    content = b"".join(answer) if answer.streaming else answer.content
    if answer.headers["Content-Type"].startswith(XLSX):
        content = without_its_moment(content)
    return answer.status_code, TOKEN.sub(b"", content)


def without_its_moment(workbook: bytes) -> bytes:
    """What stands in a workbook, without the second in which it was written."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return b"".join(
            parts.read(one) for one in sorted(parts.namelist()) if not one.startswith("docProps/")
        )


@pytest.mark.slow
def test_what_a_member_is_kept_from_leaves_no_trace_in_any_answer(cast: Cast, at: Freeze) -> None:
    at(build.NOW)

    nothing, everything = answers(cast, 0), answers(cast, 20)

    assert nothing.keys() == everything.keys()
    assert [asked for asked in nothing if nothing[asked] != everything[asked]] == []
    seen = {asked.address for asked, (status, _content) in nothing.items() if status == 200}
    assert sum("/rounds/" in address for address in seen) >= 10


def test_counts_ranks_and_loads_are_as_if_the_entry_were_not_there(cast: Cast, at: Freeze) -> None:
    at(build.NOW)
    contest, entry, _rows = world(cast, 20)

    found = progress(contest.round, contest.chair)
    board = board_of(contest.round, contest.chair)

    assert entry.pk not in {one.entry.pk for one in found.entries}
    assert found.sealed == Sheet.objects.exclude(entry=entry).count()
    assert [one.place for one in board.order.ranked] == [1, 2, 3, 4]
    assert entry.pk not in {one.key for one in board.order.ranked}
