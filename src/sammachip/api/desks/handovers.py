"""What was handed over to groups, what the last visit found of it, and what was bought and is still here."""

from datetime import date
from decimal import Decimal
from typing import Literal

from ninja import Query, Router

from sammachip.api.desks.cases import a_case
from sammachip.api.ground import Call, reads, window
from sammachip.api.words import Id, PageAsked, Told
from sammachip.cases.handovers import goods_below, narrowed
from sammachip.cases.models import Good
from sammachip.cases.models.handovers import GoodFound
from sammachip.money.bought import Bought, left_below
from sammachip.trail import clock

router = Router(tags=["handovers"])


class GoodTold(Told):
    """One good and the filing that handed it over; `found` is null until a visit tells of it."""

    id: int
    case: int
    filing: int
    item: str
    quantity: Decimal
    unit: str
    handed_on: date
    found: str | None
    found_on: date | None
    found_by: int | None


class GoodsTold(Told):
    items: list[GoodTold]
    next: int | None


class HandedOverAsked(PageAsked):
    """`found` as the last visit found it; `unchecked` are those of which no visit told yet."""

    found: GoodFound | Literal["unchecked"] | None = None


@reads(router, "/cases/{pk}/goods")
def case_goods(request: Call, pk: Id, asked: Query[HandedOverAsked]) -> GoodsTold:
    """What was handed over at and below this case, all of it or what the last visit found so."""
    rows = goods_below(a_case(request, pk), request.auth.actor)
    shown, after = window(narrowed(rows, asked.found) if asked.found else rows, asked)
    return GoodsTold(items=[good_told(one) for one in shown], next=after)


class BoughtTold(Told):
    """A cost that was paid and how much of what it bought is still to be handed over; `id` is its row's on the paper."""

    id: str
    case: int
    spending: int
    item: str
    bought: Decimal
    left: Decimal
    unit: str
    paid_on: date


class BoughtListTold(Told):
    items: list[BoughtTold]


@reads(router, "/cases/{pk}/goods/bought")
def goods_bought(request: Call, pk: Id) -> BoughtListTold:
    """What was bought at and below this case and not handed over yet."""
    left = left_below(a_case(request, pk), request.auth.actor, clock.today())
    return BoughtListTold(items=[bought_told(one) for one in left])


def bought_told(one: Bought) -> BoughtTold:
    return BoughtTold(
        id=one.name,
        case=one.line.spending.case_id,
        spending=one.line.spending_id,
        item=one.line.item,
        bought=one.line.quantity,
        left=one.left,
        unit=one.line.unit,
        paid_on=one.paid_on,
    )


def good_told(good: Good) -> GoodTold:
    """The good as `with_found` gives it."""
    return GoodTold(
        id=good.pk,
        case=good.case_id,
        filing=good.filing_id,
        item=good.item,
        quantity=good.quantity,
        unit=good.unit,
        handed_on=good.handed_on,
        found=good.found,  # type: ignore[attr-defined]  # with_found
        found_on=good.found_on,  # type: ignore[attr-defined]  # with_found
        found_by=good.found_by_filing,  # type: ignore[attr-defined]  # with_found
    )
