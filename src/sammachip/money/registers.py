"""Reads of a register: its rows as shares, what it is proved against, and what each row has come to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F

from sammachip.cases.models import Case, CaseLevel
from sammachip.money.models import Account, Purse, Register, RegisterRow
from sammachip.money.proof import ZERO, Grounds, Proof, Share, prove
from sammachip.money.sheets import receivers
from sammachip.money.stages import spends_by_tier
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import terms_in_force


def shares_of(register: Register) -> list[Share]:
    """The register's rows in their order; two queries."""
    rows = (
        RegisterRow.objects.filter(register=register).prefetch_related("amounts").order_by("position", "pk")
    )
    return [
        Share(row.office_id, row.groups, {one.head: one.amount_baht for one in row.amounts.all()}, row.remark)
        for row in rows
    ]


def current(edition: Edition, office: Office) -> Register | None:
    """The register in force, else the draft, else none."""
    found = Register.objects.of(edition.programme_id, office.code).select_related(
        "edition__programme", "office"
    )
    return found.in_force().first() or found.drafts().first()


def grounds_of(register: Register, offices: Sequence[Office] | None = None) -> Grounds:
    """What the register is proved against: terms, offices below, and what its office may give."""
    offices = receivers(register.office) if offices is None else offices
    return Grounds(
        unit_cost=terms_in_force(register.edition, register.office).unit_cost,
        heads=register.edition.pack.budget.heads,
        names={office.code: office.place_name for office in offices},
        room=room_of(register),
        has_groups=register.edition.pack.has_groups,
        stated_total=register.stated_total_baht,
        stated_words=register.stated_words,
        omitted_reason=register.omitted_reason,
    )


def room_of(register: Register) -> Mapping[str, Decimal]:
    """What the office may give under each head: what is free, and what the register in force has given already."""
    room: dict[str, Decimal] = defaultdict(lambda: ZERO)
    accounts = Account.objects.filter(
        case__programme=register.programme_id, case__office=register.office_id, purse=Purse.BUDGET
    )
    for account in accounts:
        room[account.head] += account.totals.free
    in_force = Register.objects.of(register.programme_id, register.office_id).in_force().first()
    for share in shares_of(in_force) if in_force else []:
        for head, amount in share.amounts.items():
            room[head] += amount
    return dict(room)


def proof_of(register: Register) -> Proof:
    return prove(shares_of(register), grounds_of(register))


@dataclass(frozen=True, slots=True)
class RowStanding:
    """One row of a register in force: what was allotted and what has been transferred so far."""

    office: Office
    share: Share
    case: Case
    allotted: Decimal
    transferred: Decimal

    @property
    def outstanding(self) -> Decimal:
        return self.allotted - self.transferred


def row_standings(register: Register, actor: Actor) -> list[RowStanding]:
    """The rows of the offices this hat sees, with what their accounts say now; four queries however many rows.

    The register itself went out to every office on it; what each account holds today did not.
    """
    shares = shares_of(register)
    offices = Office.objects.in_bulk([share.office for share in shares])
    cases = Case.objects.visible_to(actor).filter(programme=register.programme_id, office__in=offices)
    case_of = {str(case.office_id): case for case in cases}
    office_of = {case.pk: code for code, case in case_of.items()}
    allotted: dict[str, Decimal] = defaultdict(lambda: ZERO)
    got: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for account in Account.objects.filter(case__in=office_of, purse=Purse.BUDGET):
        allotted[office_of[account.case_id]] += account.allotted_baht
        got[office_of[account.case_id]] += account.got_baht
    return [
        RowStanding(offices[one.office], one, case_of[one.office], allotted[one.office], got[one.office])
        for one in shares
        if one.office in case_of
    ]


def awaiting_transfer(office: Office) -> list[tuple[Register, int]]:
    """The office's registers in force with how many offices still wait for their money; two queries, one where none waits."""
    lacking = Account.objects.filter(case__parent__office=office, got_baht__lt=F("allotted_baht"))
    counted = lacking.order_by().values_list("case__programme").annotate(offices=Count("case", distinct=True))
    waiting = dict(counted)
    in_force = Register.objects.in_force().filter(office=office, programme__in=waiting)
    found = in_force.select_related("edition__programme").order_by("pk") if waiting else ()
    return [(one, waiting[one.programme_id]) for one in found]


@dataclass(frozen=True, slots=True)
class AwaitedMoney:
    """What a programme's tiers give and no transfer has brought yet: to how many groups, how much."""

    edition: Edition
    groups: int
    lacking: Mapping[str, Decimal]

    @property
    def sum(self) -> Decimal:
        return sum(self.lacking.values(), ZERO)


def awaiting_money(office: Office) -> list[AwaitedMoney]:
    """The programmes whose tiers give from this office's own account more than has come to it; two queries, one where
    nothing is awaited."""
    own = Account.objects.filter(case__office=office, case__parent=None, purse=Purse.BUDGET)
    lacking: dict[Edition, dict[str, Decimal]] = defaultdict(dict)
    for account in own.filter(got_baht__lt=F("allotted_baht")).select_related("case__edition__programme"):
        if spends_by_tier(account.case.edition):
            lacking[account.case.edition][account.head] = account.allotted_baht - account.got_baht
    short = Account.objects.filter(case__level=CaseLevel.GROUP, got_baht__lt=F("allotted_baht"))
    counted = short.filter(case__programme__in=[one.programme_id for one in lacking]).order_by()
    groups = dict(
        counted.values_list("case__programme").annotate(n=Count("case", distinct=True)) if lacking else ()
    )
    return [AwaitedMoney(one, groups.get(one.programme_id, 0), heads) for one, heads in lacking.items()]
