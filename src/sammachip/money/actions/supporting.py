"""Support by tier: what a group wins in a published round is allotted to its account, down from the department.

The same walk settles a withdrawal: what the one who leaves has not bound goes back up, and whoever moves up gets it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.models import Case
from sammachip.cases.queries import stage_of
from sammachip.core.money import format_baht
from sammachip.core.verdict import Refused, require
from sammachip.money import rules
from sammachip.money.actions import telling
from sammachip.money.actions.holding import hold_cases
from sammachip.money.actions.posting import Posting, Voucher, account_of, post
from sammachip.money.actions.reversing import take_back
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry, Purse
from sammachip.money.stages import SPEND, by_tier
from sammachip.org.hats import Actor
from sammachip.programmes.pack import Stage
from sammachip.selection import queries
from sammachip.selection.models import Round
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.thai import in_thai

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Change:
    """What a group's account is to hold instead of what it holds."""

    case: Case
    holds: Decimal
    wanted: Decimal


def settle_support(round_: Round, *, actor: Actor) -> None:
    """Make every account hold what its group's place in this round gives, whoever left first; nothing where no stage of the
    programme pays by this round's tiers.

    Raises Refused where a group that leaves has bound or spent some of it, or where the programme's budget is too small.
    """
    stage = paying(round_)
    if stage is None:
        return
    head = round_.task.case.edition.pack.budget.heads[0].key
    hold_cases([round_.task.case_id, *round_.entries.values_list("case_id", flat=True)])
    changes = list(_changes(round_, stage, head))
    voucher = _voucher(round_)
    _take_back_from([change for change in changes if change.wanted < change.holds], head, voucher, actor)
    more = [change for change in changes if change.wanted > change.holds]
    downward = list(_downward(round_.task.case, more, head, voucher))
    entries = post(downward, actor=actor)
    telling.tell_allotted(downward, actor=actor)
    trail.log(
        "support.allotted", about=round_.task.case, actor=actor, groups=len(more), postings=len(entries),
        total=sum((change.wanted for change in changes), NOTHING),
    )  # fmt: skip
    cases.advance(*[change.case for change in changes])


@in_thai
def _voucher(round_: Round) -> Voucher:
    return Voucher(reason=_("ผลการคัดเลือก ({round})").format(round=stage_of(round_.task).title))


def paying(round_: Round) -> Stage | None:
    """The stage that spends what this round's tiers give; None without one."""
    stages = round_.task.case.edition.pack.stages
    return next((one for one in stages if one.kind == SPEND and by_tier(one) == round_.task.stage), None)


def given_by_tier(round_: Round) -> Mapping[str, Decimal]:
    """What a place in each tier of this round brings; empty where no stage pays by its tiers."""
    stage = paying(round_)
    return amounts_of(stage) if stage else {}


def amounts_of(stage: Stage) -> Mapping[str, Decimal]:
    """What each tier gives."""
    given = stage.options["allot"]
    assert isinstance(given, Mapping)
    return {str(tier): Decimal(str(amount)) for tier, amount in given.items()}


def _changes(round_: Round, stage: Stage, head: str) -> Iterator[Change]:
    """The groups to whom their place gives more than they were given, or less than they hold, by their path."""
    seated = queries.seated_in([round_]).get(round_.pk, {})
    amounts = amounts_of(stage)
    groups = list(round_.entries.values_list("case_id", flat=True))
    held, sent_back = _held(groups, head), _sent_back(groups, head)
    for entry in round_.entries.select_related("case__edition", "case__parent").order_by("case__path"):
        place = seated.get(entry.pk)
        wanted = amounts.get(place.tier, NOTHING) if place and place.became == queries.PASSED else NOTHING
        holds = held.get(entry.case_id, NOTHING)
        given = holds + sent_back.get(entry.case_id, NOTHING)
        if wanted > given:
            yield Change(entry.case, given, wanted)
        elif wanted < given and wanted < holds:
            yield Change(entry.case, holds, wanted)


def _held(groups: Iterable[int], head: str) -> dict[int, Decimal]:
    """By group what it was allotted and did not give back; one query."""
    rows = Account.objects.filter(case__in=groups, head=head, purse=Purse.BUDGET)
    return {row.case_id: row.allotted_baht - row.returned_baht for row in rows}


def _sent_back(groups: Iterable[int], head: str) -> dict[int, Decimal]:
    """By group what its office sent back on a paper of its own, which no change of places gives out again; one query."""
    paper = ~Q(document_number="")
    undone = Q(kind=EntryKind.REVERSED, reverses__kind=EntryKind.RETURNED) & ~Q(reverses__document_number="")
    entries = Entry.objects.filter(account__case__in=groups, account__head=head, account__purse=Purse.BUDGET)
    rows = (
        entries.order_by()
        .values("account__case")
        .annotate(
            sent=Sum("amount_baht", filter=paper & Q(kind=EntryKind.RETURNED)),
            undone=Sum("amount_baht", filter=undone),
        )
    )
    return {row["account__case"]: (row["sent"] or NOTHING) - (row["undone"] or NOTHING) for row in rows}


def _downward(root: Case, changes: list[Change], head: str, voucher: Voucher) -> Iterator[Posting]:
    """The department's own money where it lacks, then each sum from case to case down to its group."""
    day = clock.today()
    top = account_of(root, head)
    asked = sum((change.wanted - change.holds for change in changes), NOTHING)
    if (short := asked - top.totals.free) > 0:
        require(rules.fits_budget(root.edition, short, by_tier=True))
        yield Posting(EntryKind.ALLOTTED, top, short, day, voucher=voucher)
    for change in changes:
        giver = top
        for case in _chain(change.case, root):
            account = account_of(case, head)
            yield Posting(
                EntryKind.ALLOTTED, account, change.wanted - change.holds, day, other=giver, voucher=voucher
            )
            giver = account


def _chain(case: Case, root: Case) -> list[Case]:
    """The cases from just below the root down to this one."""
    chain: list[Case] = []
    walker: Case | None = case
    while walker is not None and walker.pk != root.pk:
        chain.insert(0, walker)
        walker = walker.parent
    return chain


def _take_back_from(changes: Iterable[Change], head: str, voucher: Voucher, actor: Actor) -> None:
    """Bring back up what each of these groups is to hold no more, and tell the offices on the way."""
    passed: dict[Case, Decimal] = defaultdict(Decimal)
    for change in changes:
        _give_up(change, head, voucher, actor)
        walker = change.case.parent
        while walker is not None and walker.parent is not None:
            passed[walker] += change.holds - change.wanted
            walker = walker.parent
    telling.tell_taken_back(passed, actor=actor)


def _give_up(change: Change, head: str, voucher: Voucher, actor: Actor) -> None:
    """Return what the group is to hold no more, account by account, up to the department."""
    amount = change.holds - change.wanted
    account = account_of(change.case, head)
    if account.totals.free < amount:
        raise Refused(
            _(
                "{group} ผูกพันหรือเบิกจ่ายแล้ว ส่งคืนได้ {free} บาท จากที่ต้องคืน {amount} บาท — ยกเลิกหนี้ผูกพันหรือเรียกเงินคืนก่อนบันทึกการถอนตัว"
            ).format(
                group=change.case.subject, free=format_baht(account.totals.free), amount=format_baht(amount)
            )
        )
    walker: Case | None = change.case
    while walker is not None and walker.parent is not None:
        _return(account_of(walker, head), amount, voucher, actor)
        walker = walker.parent


def _return(account: Account, amount: Decimal, voucher: Voucher, actor: Actor) -> None:
    """Money that came goes back as money; allotment for which none came is taken back."""
    giver = account.entries.filter(kind=EntryKind.ALLOTTED).select_related("other").latest("pk").other
    cash = min(account.totals.free_cash, amount)
    postings = []
    if cash > 0:
        postings.append(
            Posting(EntryKind.RETURNED, account, cash, clock.today(), other=giver, voucher=voucher)
        )
    post([*postings, *take_back(account, amount - cash, clock.today(), voucher)], actor=actor)
