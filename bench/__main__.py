"""make bench: each line a promise, its ratio, its bar and whether it held; ends with 1 when one did not."""

import json
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from bench import world
from bench.timing import Promise, seconds

if TYPE_CHECKING:
    from django.test import Client

DISTRICTS, PROVINCES, COUNTRY = 23, 76, 878
SLACK = 1.5
"""What a ratio may go beyond the ratio of the rows themselves."""


def page_times() -> Mapping[str, Callable[[], object]]:
    """What is timed in a database of one province, and again in one of the whole country."""
    from django.test import Client  # noqa: PLC0415  settings are read only once the folder is told
    from django.urls import reverse  # noqa: PLC0415  as above

    from sammachip.cases import actions  # noqa: PLC0415  as above
    from sammachip.cases.models import Case  # noqa: PLC0415  as above
    from sammachip.org.actions_tokens import issue_token, last_day  # noqa: PLC0415  as above

    somchai = world.acting("somchai")
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(somchai.person, backend="django.contrib.auth.backends.ModelBackend")
    token = issue_token(name="bench", ends_on=last_day(), actor=world.acting("anong"))
    program = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"})
    board = reverse("web:board", args=[Case.objects.get(office="31").pk])
    district = Case.objects.select_related("edition__programme").get(office="3101")
    return {
        "board": lambda: shown(browser, board),
        "settle": lambda: actions.advance(district),
        "api": lambda: shown(program, "/api/v1/cases?limit=20"),
    }


def shown(client: "Client", address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"


def national_board() -> Callable[[], object]:
    from django.test import Client  # noqa: PLC0415  as above
    from django.urls import reverse  # noqa: PLC0415  as above

    from sammachip.cases.models import Case  # noqa: PLC0415  as above

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(world.acting("anong").person, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("web:board", args=[Case.objects.get(office="00").pk])
    return lambda: shown(browser, address)


def register_check(rows: int) -> float:
    """One proof of a register with so many rows, all of them right."""
    from sammachip.money.proof import Grounds, Share, prove  # noqa: PLC0415  as above
    from sammachip.programmes.models import Edition  # noqa: PLC0415  as above

    heads, rate = Edition.objects.get().pack.budget.heads, Decimal("31200.00")
    codes = [f"{number:04}" for number in range(1000, 1000 + rows)]
    grounds = Grounds(rate, heads, {code: code for code in codes}, {heads[0].key: rate * rows})
    shares = [Share(code, 1, {heads[0].key: rate}) for code in codes]
    assert not prove(shares, grounds).faults
    return seconds(lambda: prove(shares, grounds))


def paper_times() -> tuple[float, float]:
    """Rendering an issued report anew, and giving its kept file again."""
    from sammachip.core import document as doc  # noqa: PLC0415  as above
    from sammachip.records import store  # noqa: PLC0415  as above
    from sammachip.records.models import Paper, PaperState  # noqa: PLC0415  as above
    from sammachip.records.rendering.pdf import render_pdf  # noqa: PLC0415  as above

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
    world.open_country()
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


def main() -> int:
    with world.province():
        found = promises()
    for promise in found:
        print(promise)
    return 0 if all(promise.held for promise in found) else 1


if __name__ == "__main__":
    sys.exit(main())
