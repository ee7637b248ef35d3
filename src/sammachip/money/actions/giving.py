"""Money goes down from the lowest office to its groups, share by share, and back up from a case that leaves."""

from decimal import ROUND_DOWN, Decimal

from django.db import transaction
from django.db.models import QuerySet

from sammachip.cases import actions as cases
from sammachip.cases.models import Case, CaseLevel
from sammachip.core.area import Level
from sammachip.money.actions import telling
from sammachip.money.actions.posting import NO_VOUCHER, Posting, Voucher, account_of, post
from sammachip.money.actions.reversing import take_back
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry, Purse
from sammachip.money.stages import spends_by_tier, spends_per_group
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock

SATANG = Decimal("0.01")


def gives_to_groups(case: Case) -> bool:
    """Whether groups get their money from this case: the lowest office the edition uses, or a sub-district under it."""
    offices = [level for level in case.edition.pack.levels if level.is_above(Level.SUBDISTRICT)]
    lowest = offices[-1] if offices else Level.NATION
    return case.level in (lowest, CaseLevel.SUBDISTRICT) and spends_per_group(case.edition)


def give_down(case: Case, *, actor: Actor) -> None:
    """Give each group below that has nothing yet its even share of what this office was allotted."""
    if not gives_to_groups(case):
        return
    waiting = _groups_below(case).exclude(accounts__allotted_baht__gt=0)
    for group in waiting.select_related("edition", "parent"):
        give_to_group(group, actor=actor)


def _groups_below(case: Case) -> QuerySet[Case]:
    return (
        Case.objects.filter(programme=case.programme_id, level=CaseLevel.GROUP)
        .live()
        .within(case.path)
        .order_by("path", "pk")
    )


@transaction.atomic
def give_to_group(case: Case, *, actor: Actor) -> list[Entry]:
    """Allot a group its even share of what its office may still give, and pass on the money that has come for it.

    The share is what is free over the places not yet filled, so the last group takes what rounding left. An office
    below the department gives; where it was allotted nothing yet, the group waits and gets its share with the notice.
    The share is of the day of that notice, whenever the group is typed in.
    """
    postings = []
    for head in case.edition.pack.budget.heads:
        giver = giver_of(case, head.key)
        if giver is None or not gives_to_groups(giver.case):
            continue
        share = _even_share(giver)
        if share > 0:
            notice = _latest(giver, EntryKind.ALLOTTED)
            day = notice.done_on if notice else clock.today()
            postings.append(Posting(EntryKind.ALLOTTED, account_of(case, head.key), share, day, other=giver))
    if not postings:
        return []
    entries = post(postings, actor=actor)
    trail.log("money.given-to-group", about=case, actor=actor, amount=sum(one.amount for one in postings))
    for posting in postings:
        assert posting.other is not None
        _pass_on(posting.other.pk, actor)
    return entries


def _even_share(giver: Account) -> Decimal:
    given = Account.objects.filter(
        entries__other=giver, entries__kind=EntryKind.ALLOTTED, head=giver.head, allotted_baht__gt=0
    )
    places_left = max((giver.case.places or 1) - given.distinct().count(), 1)
    return (giver.totals.free / places_left).quantize(SATANG, rounding=ROUND_DOWN)


def pass_down(case: Case, *, actor: Actor) -> None:
    """Pass on what has come for the groups below, account by account; where tiers give, through every office between."""
    if gives_to_groups(case) or spends_by_tier(case.edition):
        for account in Account.objects.filter(case=case, purse=Purse.BUDGET, given_baht__gt=0).order_by("pk"):
            _pass_on(account.pk, actor)


def _pass_on(giver_pk: int, actor: Actor) -> None:
    """Transfer what the giver has to the groups that lack it, in the order they joined."""
    giver = Account.objects.select_related("case").get(pk=giver_pk)
    came = _latest(giver, EntryKind.TRANSFERRED)
    done_on = came.done_on if came else clock.today()
    voucher = _voucher_of(came) if came else NO_VOUCHER
    left = giver.totals.free_cash
    postings = []
    lacking = (
        Account.objects.filter(entries__other=giver, entries__kind=EntryKind.ALLOTTED)
        .distinct()
        .order_by("pk")
    )
    for account in lacking:
        amount = min(account.allotted_baht - account.got_baht, left)
        if amount > 0:
            postings.append(
                Posting(EntryKind.TRANSFERRED, account, amount, done_on, other=giver, voucher=voucher)
            )
            left -= amount
    if postings:
        post(postings, actor=actor)
        telling.tell_came(postings, actor=actor)
        for posting in postings:
            pass_down(posting.account.case, actor=actor)
        cases.advance(*[posting.account.case for posting in postings])


def _latest(account: Account, kind: str) -> Entry | None:
    """The entry of this kind that reached the account last by the day of its paper."""
    return account.entries.filter(kind=kind).order_by("done_on", "pk").last()


def _voucher_of(entry: Entry) -> Voucher:
    """The paper of money that came: it goes on with the money."""
    return Voucher(
        entry.document_number, entry.payer_office, entry.fund_code, entry.budget_code, entry.reason
    )


def giver_of(case: Case, head: str) -> Account | None:
    """The account above from which this case's money comes: the nearest that was allotted any, else the department's."""
    above = case.parent
    while above is not None and above.parent is not None:
        held = Account.objects.filter(case=above, head=head, purse=Purse.BUDGET, allotted_baht__gt=0).first()
        if held:
            return held
        above = above.parent
    return account_of(above, head) if above is not None else None


@transaction.atomic
def give_back(case: Case, *, reason: str, actor: Actor) -> list[Entry]:
    """Return what a case has not bound to the account it came from: money that came, then allotment that did not."""
    postings: list[Posting] = []
    voucher = Voucher(reason=reason)
    day = clock.today()
    for account in Account.objects.filter(case=case, purse=Purse.BUDGET).order_by("pk"):
        totals = account.totals
        allotments = (
            account.entries.filter(kind=EntryKind.ALLOTTED).select_related("other", "account").order_by("-pk")
        )
        giver = next((entry.other for entry in allotments), None)
        cash = min(totals.free_cash, totals.free)
        if giver is not None and cash > 0:
            postings.append(Posting(EntryKind.RETURNED, account, cash, day, other=giver, voucher=voucher))
        postings += take_back(account, min(totals.free - cash, totals.allotted - totals.got), day, voucher)
    if not postings:
        return []
    entries = post(postings, actor=actor)
    trail.log(
        "money.returned", about=case, actor=actor, reason=reason, amount=sum(one.amount for one in postings)
    )
    return entries
