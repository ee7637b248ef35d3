"""What a register changes once it is in force: offices take part, and allotment moves to and from them."""

from collections.abc import Sequence
from decimal import Decimal

from sammachip.cases import actions as cases
from sammachip.cases.models import Case
from sammachip.core.verdict import require
from sammachip.money import rules
from sammachip.money.actions import Posting, Voucher, give_down, hold_cases, opened_accounts, post, take_back
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Register, RegisterState
from sammachip.money.proof import Share
from sammachip.org.hats import Actor
from sammachip.org.models import Office, OfficeLevel
from sammachip.trail import clock


@cases.advancing_once()
def take_effect(register: Register, before: Sequence[Share], after: Sequence[Share], actor: Actor) -> None:
    """Open the cases of the offices and move the money by what `after` differs from `before`."""
    offices = {register.office_id, *(share.office for share in (*before, *after))}
    at_work = Case.objects.filter(programme=register.programme_id, office__in=offices)
    hold_cases(at_work.values_list("pk", flat=True))
    giver = cases.open_case(
        register.edition, level=register.office.level, office=register.office, actor=actor
    )
    opened = _open_receivers(register, before, after, actor)
    postings = []
    for head in register.edition.pack.budget.heads:
        accounts = opened_accounts([giver, *opened.values()], head.key)
        for code, case in opened.items():
            change = _amount(after, code, head.key) - _amount(before, code, head.key)
            postings += _change(register, accounts[giver.pk], accounts[case.pk], change)
    post(sorted(postings, key=lambda one: one.kind != EntryKind.REVERSED), actor=actor)
    for case in opened.values():
        give_down(case, actor=actor)
    cases.advance(giver, *opened.values())


def _open_receivers(
    register: Register, before: Sequence[Share], after: Sequence[Share], actor: Actor
) -> dict[str, Case]:
    groups = {share.office: 0 for share in before} | {share.office: share.groups for share in after}
    offices = Office.objects.in_bulk(list(groups))
    return {
        code: cases.open_case(
            register.edition,
            level=offices[code].level,
            office=offices[code],
            places=count if offices[code].level == OfficeLevel.DISTRICT else None,
            actor=actor,
        )
        for code, count in groups.items()
    }


def _amount(shares: Sequence[Share], code: str, head: str) -> Decimal:
    return next((share.amounts.get(head, Decimal(0)) for share in shares if share.office == code), Decimal(0))


def _change(register: Register, source: Account, account: Account, change: Decimal) -> list[Posting]:
    """An allotment of what is more, or earlier allotments taken back by what is less. Dated as the notice."""
    day = (
        register.notice_on if register.state == RegisterState.ISSUED and register.notice_on else clock.today()
    )
    voucher = Voucher(register.notice_number, reason=register.reason)
    if change > 0:
        return [
            Posting(
                EntryKind.ALLOTTED, account, change, day, other=source, register=register, voucher=voucher
            )
        ]
    if change == 0:
        return []
    require(rules.may_allot_less(account, -change))
    return take_back(account, -change, day, voucher)
