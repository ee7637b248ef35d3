"""A province with districts at different points of one programme, through the actions an office uses."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import make
from cast import Cast
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing
from sammachip.money import actions as money
from sammachip.money import actions_register as registers
from sammachip.money.actions import Posting, Voucher
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Register
from sammachip.money.proof import Share
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from standing import stand

RATE = Decimal("31200.00")
NOTICE_ON = date(2018, 8, 27)
LETTER_ON = date(2018, 8, 31)
TRANSFERRED_ON = date(2018, 9, 3)
NOW = "2018-09-10 09:00"
AFTER_DUE = "2018-09-21 09:00"
REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจแล้ว"}}}


def province(of: Edition) -> Case:
    """The province's case as a page fetches it."""
    return Case.objects.select_related("office", "edition__programme").get(edition=of, office="31")


def allotted(of: Edition, cast: Cast, groups: dict[str, int], *, spare: int = 0) -> Register:
    """A register in force that gives each district so many shares; `spare` shares stay with the province."""
    key = ("allotted", of.pk, tuple(groups.items()), spare)
    return stand(key, lambda: _allotted(of, cast, groups, spare))


def _allotted(of: Edition, cast: Cast, groups: dict[str, int], spare: int) -> Register:
    head = of.pack.budget.heads[0].key
    whole = RATE * (sum(groups.values()) + spare)
    money.record_allotment(
        of, cast.somchai.office, {head: whole}, notice_number="ว 1", notice_on=NOTICE_ON, actor=cast.somchai
    )
    money.record_receipt(
        of, cast.somchai.office, {head: whole}, done_on=NOTICE_ON, voucher=Voucher("อ 1"), actor=cast.fai
    )
    draft = registers.start_register(of, cast.somchai.office, actor=cast.somchai)
    shares = [Share(code, count, {head: RATE * count}) for code, count in groups.items()]
    details = registers.Details(omitted_reason="ไม่มีกลุ่มเป้าหมายในปีนี้")
    registers.save_register(draft, shares, details, seen=0, actor=cast.somchai)
    return registers.issue_register(
        draft, notice_number="ว 2", notice_on=LETTER_ON, seen=draft.saved, actor=cast.suda
    )


def transferred(in_force: Register, cast: Cast, codes: Sequence[str]) -> None:
    def record() -> None:
        registers.record_transfers(
            in_force, list(codes), done_on=TRANSFERRED_ON, voucher=Voucher("อ 2"), actor=cast.fai
        )

    stand(("transferred", in_force.pk, tuple(codes)), record)


def spent(case: Case, committed: str, paid: str, actor: Actor) -> None:
    """So much bound and so much of it paid on the case's own account."""
    account = Account.objects.get(case=case)
    for kind, amount in ((EntryKind.COMMITTED, committed), (EntryKind.PAID, paid)):
        money.post([Posting(kind, account, Decimal(amount), date(2018, 9, 5))], actor=actor)


def enrolled(district: Case, actor: Actor, *, name: str, moo: int = 1, tambon: str = make.TAMBON) -> Case:
    return make.enrolled(district, make.group(actor, name=name, moo=moo, tambon=tambon), actor=actor)


def reported(district: Case, cast: Cast, *, interim: bool = False) -> Filing:
    """The progress report of เมืองบุรีรัมย์, accepted by the province."""

    def accepted() -> Filing:
        filing = actions.start_filing(make.task(district, "report"), interim=interim, actor=cast.malee)
        actions.save_draft(filing, REPORT, seen=filing.saved, actor=cast.malee)
        actions.send_filing(filing, seen=filing.saved, actor=cast.malee)
        actions.sign_filing(filing, seen=1, actor=cast.mana)
        return actions.sign_filing(filing, seen=1, actor=cast.somchai)

    return stand(("reported", district.pk, interim), accepted)
