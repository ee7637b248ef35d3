"""What is promised about speed, timed over the demo of one province and again beside the whole country.

Imports the program's models, so it comes after `world.province` has told the folder.
"""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.test import Client
from django.urls import reverse

from bench.timing import Promise, seconds
from bench.world import DAY
from sammachip.cases import actions
from sammachip.cases.models import Case, CaseLevel
from sammachip.core import document as doc
from sammachip.money.proof import Grounds, Share, prove
from sammachip.org.actions_tokens import issue_token
from sammachip.org.hats import Actor, hats_of
from sammachip.org.models import Office, OfficeLevel, Person
from sammachip.programmes.models import Edition
from sammachip.records import store
from sammachip.records.models import Paper, PaperState
from sammachip.records.rendering.pdf import render_pdf

DISTRICTS, PROVINCES, COUNTRY = 23, 76, 878
SLACK = 1.5
"""What a ratio may go beyond the ratio of the rows themselves."""


def page_times() -> Mapping[str, Callable[[], object]]:
    """What is timed in a database of one province, and again in one of the whole country."""
    somchai = acting("somchai")
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(somchai.person, backend="django.contrib.auth.backends.ModelBackend")
    token = issue_token(name="bench", ends_on=DAY + timedelta(days=30), actor=acting("anong"))
    program = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"})
    board = reverse("web:board", args=[case_of("31").pk])
    district = case_of("3101")
    return {
        "board": lambda: shown(browser, board),
        "settle": lambda: actions.advance(district),
        "api": lambda: shown(program, "/api/v1/cases?limit=20"),
    }


def the_edition() -> Edition:
    """The demo's first programme: others stand beside it."""
    return Edition.objects.earliest("pk")


def case_of(office: str) -> Case:
    return Case.objects.select_related("edition__programme").get(office=office, edition=the_edition())


def shown(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"


def national_board() -> Callable[[], object]:
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(acting("anong").person, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("web:board", args=[case_of("00").pk])
    return lambda: shown(browser, address)


def register_check(rows: int) -> float:
    """One proof of a register with so many rows, all of them right."""
    heads, rate = the_edition().pack.budget.heads, Decimal("31200.00")
    codes = [f"{number:04}" for number in range(1000, 1000 + rows)]
    grounds = Grounds(rate, heads, {code: code for code in codes}, {heads[0].key: rate * rows})
    shares = [Share(code, 1, {heads[0].key: rate}) for code in codes]
    assert not prove(shares, grounds).faults
    return seconds(lambda: prove(shares, grounds))


def paper_times() -> tuple[float, float]:
    """Rendering an issued report anew, and giving its kept file again."""
    paper = Paper.objects.filter(state=PaperState.ISSUED, kind="filing").order_by("pk")[0]
    content, stamp, file = paper.content, paper.issued_at, paper.pdf
    assert stamp is not None
    assert file is not None

    def render() -> bytes:
        document = doc.from_json(json.loads(json.dumps(content)))
        return render_pdf(
            document, stamp=stamp, images={ref: store.fetch(ref) for ref in document.image_refs}
        )

    return seconds(render), seconds(lambda: store.fetch(file.digest))


def promises() -> list[Promise]:
    timed = page_times()
    small = {name: seconds(act) for name, act in timed.items()}
    first, again = paper_times()
    few, many = register_check(DISTRICTS), register_check(COUNTRY)
    open_country()
    large = {name: seconds(act) for name, act in timed.items()}
    nation = seconds(national_board())
    return [
        Promise(
            "a province's board beside 23 districts, and beside 878", small["board"], large["board"], SLACK
        ),
        Promise(
            "the nation's board of 76 rows, and a province's of 23",
            large["board"],
            nation,
            PROVINCES / DISTRICTS * SLACK,
        ),
        Promise("settling one district among 23, and among 878", small["settle"], large["settle"], SLACK),
        Promise("checking a register of 23 rows, and of 878", few, many, COUNTRY / DISTRICTS * SLACK),
        Promise("rendering a report, and giving it again from the store", first, again, 0.1),
        Promise("a page of 20 cases by the API among 23, and among 878", small["api"], large["api"], SLACK),
    ]


def open_country() -> None:
    """A case for each of the other districts, as the department opens them."""
    edition, actor = the_edition(), acting("anong")
    with transaction.atomic():
        for office in Office.objects.filter(level=OfficeLevel.DISTRICT).order_by("code"):
            actions.open_case(edition, level=CaseLevel.DISTRICT, office=office, places=1, actor=actor)


def acting(username: str) -> Actor:
    person = Person.objects.get(username=username)
    return Actor(person, hats_of(person, DAY)[0])
