"""The demo world: one programme in one province, as it might stand on one day of September 2561.

Whatever is here was made by the same actions as in an office, each on its own day. What is told lies in
`fixtures/`.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import yaml
from django.conf import settings

from sammachip.demo import contest, desk, letters, people, story
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, World, publish
from sammachip.demofile import Login
from sammachip.money import actions as money
from sammachip.money import actions_register as registers
from sammachip.money.models import Register
from sammachip.money.proof import Share
from sammachip.org import actions as org
from sammachip.org import actions_audit as audit
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes import actions as programmes
from sammachip.programmes.models import Edition

FIXTURES = ("buriram.yaml", "buriram-groups.yaml", "contest.yaml", "letters.yaml")


def build(today: date) -> tuple[Login, ...]:
    """Fill an empty database with the demo as of `today`; gives back who may log in.

    The days of the first letter tell of it alone. From the contest of the second on, that is told instead: its offices
    are those of the whole country, and it takes its own minutes to build.
    """
    world = read_world()
    with seldom_tidying():
        with on(date(2018, 8, 20)):
            cast, logins = people.gather()
            describe_province(cast["suda"])
        if today >= contest.DAY:
            return (*logins, *contest.tell(world["contest"], world["second_letters"], cast, today))
        tell_first_letter(world, cast, today)
    return logins


def tell_first_letter(world: World, cast: Cast, today: date) -> None:
    with on(date(2018, 8, 20)):
        edition = publish(world["pack"], cast["anong"])
        let_audit(edition, cast)
        letters.give_codes(world["letters"], cast)
    allot(edition, world, cast)
    desk.fill_registry(world, cast)
    letters.tell(edition, world, cast)
    story.tell(edition, world, cast, today)
    letters.close_reported(world, cast, today)


@contextmanager
def seldom_tidying() -> Iterator[None]:
    """Let the collector of cycles come more seldom: over so many models it took a tenth of the building."""
    before = gc.get_threshold()
    gc.collect()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def read_world() -> World:
    """All that is told: what offices did, and what became of each group."""
    told = (settings.FIXTURES_DIR / name for name in FIXTURES)
    world: dict[str, object] = {}
    for file in told:
        world |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return world


def describe_province(head: Actor) -> None:
    """The province's letterhead as on its letter; the districts' telephone numbers are left for them to give."""
    org.describe_office(
        head.office,
        seen=head.office.version,
        actor=head,
        letter_code="บร 0019",
        address="ศาลากลางจังหวัดบุรีรัมย์\n1159 เขากระโดง\nจังหวัดบุรีรัมย์ 31000",
        phone="0 4466 6512",
        fax="0 4466 6513",
    )


def let_audit(edition: Edition, cast: Cast) -> None:
    """The department's auditor reads the programme in Buriram until the year's books are closed."""
    post = cast["wichai"].hat.post
    assert post is not None
    audit.give_scope(
        post, [cast["somchai"].office], date(2018, 8, 20), date(2018, 12, 28), programme_code=edition.programme.code,
        letter_number="มท 0402.1/ว 118", letter_on=date(2018, 8, 17), actor=cast["amorn"],
    )  # fmt: skip


def allot(edition: Edition, world: World, cast: Cast) -> None:
    """The department's notice to the province, the province's register of its districts, and the first transfers."""
    rows = shares(edition, world)
    head = edition.pack.budget.heads[0].key
    total = {head: sum((row.amounts[head] for row in rows), Decimal(0))}
    give_notice(edition, world["notice"], total, cast)
    register = issue_register(edition, world, rows, cast)
    transfer(register, world, total, cast["fai"])


def give_notice(edition: Edition, notice: World, total: dict[str, Decimal], cast: Cast) -> None:
    with on(notice["dated"], 14):
        money.record_allotment(
            edition, cast["somchai"].office, total, notice_number=notice["number"], notice_on=notice["dated"],
            source=notice["source"], actor=cast["anong"],
        )  # fmt: skip


def issue_register(edition: Edition, world: World, rows: list[Share], cast: Cast) -> Register:
    """The province's letter: its rate in the terms, its register drawn up and issued."""
    officer, letter = cast["somchai"], world["letter"]
    with on(letter["dated"], 10):
        programmes.set_terms(
            edition, officer.office, {"unit_cost": Decimal(world["rate"])}, letter_number=letter["number"],
            letter_on=letter["dated"], reason="อัตราต่อกลุ่มตามทะเบียนจัดสรรของจังหวัด", actor=officer,
        )  # fmt: skip
        register = registers.start_register(edition, officer.office, actor=officer)
        details = registers.Details(
            source_text=world["notice"]["source"],
            stated_total=sum((row.total for row in rows), Decimal(0)),
            stated_words=world["total_words"],
        )
        registers.save_register(register, rows, details, seen=0, actor=officer)
        return registers.issue_register(
            register, notice_number=letter["number"], notice_on=letter["dated"], seen=register.saved,
            actor=cast["suda"],
        )  # fmt: skip


def transfer(register: Register, world: World, total: dict[str, Decimal], finance: Actor) -> None:
    """The department's money reaches the province, and goes on to the districts that have it by then."""
    letter = world["transfer"]
    voucher = money.Voucher(number=letter["number"], fund_code=letter["fund"])
    with on(letter["dated"], 11):
        money.record_receipt(
            register.edition, register.office, total, done_on=letter["dated"], voucher=voucher, actor=finance
        )
        registers.record_transfers(
            register, world["transferred"], done_on=letter["dated"], voucher=voucher, actor=finance
        )


def shares(edition: Edition, world: World) -> list[Share]:
    """The letter's own rows, in the order of the districts' codes."""
    head, rate = edition.pack.budget.heads[0].key, Decimal(world["rate"])
    codes = Office.objects.filter(parent="31").order_by("code").values_list("code", flat=True)
    counts = {code: 2 if code in world["two_groups"] else 1 for code in codes}
    return [Share(code, count, {head: rate * count}, "") for code, count in counts.items()]
