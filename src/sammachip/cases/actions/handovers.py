"""What takes effect of goods: handed over by one filing, found in this state or that by another."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from sammachip.cases.handovers import BOUGHT_MARK
from sammachip.cases.models import Filing, Good, GoodCheck
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock

Rows = Sequence[Mapping[str, object]]


@transaction.atomic
def keep_goods(filing: Filing, rows: Rows, *, handed_on: date, actor: Actor) -> None:
    """Keep each good that the filing hands over. One that it names again keeps its row and what was found of it; one
    that it no longer names ends, still readable."""
    told = [_good(filing, row, handed_on) for row in rows if row.get("item")]
    standing = list(Good.objects.standing().filter(filing=filing).order_by("pk"))
    made: list[Good] = []
    for good in told:
        kept = next((one for one in standing if _content(one) == _content(good)), None)
        if kept is None:
            made.append(good)
        else:
            standing.remove(kept)
    ended = Good.objects.filter(pk__in=[one.pk for one in standing]).update(ended_at=clock.now())
    Good.objects.bulk_create(made)
    trail.log(
        "goods.handed-over",
        about=filing,
        within=filing.task.case,
        actor=actor,
        done_on=handed_on,
        goods=list(Good.objects.standing().filter(filing=filing).order_by("pk").values_list("pk", flat=True)),
        taken_back=ended,
    )


def _content(good: Good) -> tuple[object, ...]:
    return good.item, good.quantity, good.unit, good.handed_on, good.bought_as


def _good(filing: Filing, row: Mapping[str, object], handed_on: date) -> Good:
    name = str(row.get("id") or "")
    return Good(
        case=filing.task.case,
        filing=filing,
        item=str(row["item"]),
        quantity=Decimal(str(row.get("quantity") or 1)),
        unit=str(row.get("unit") or ""),
        handed_on=handed_on,
        bought_as=name if name.startswith(BOUGHT_MARK) else "",
    )


@transaction.atomic
def keep_checks(filing: Filing, rows: Rows, *, checked_on: date, actor: Actor) -> None:
    """Keep what the visit of this filing found of each good of its case; accepted again, it says so anew."""
    found = {str(row["id"]): row for row in rows if row.get("found")}
    goods = Good.objects.filter(case=filing.task.case_id, pk__in=found).order_by("pk")
    GoodCheck.objects.filter(filing=filing).delete()
    checks = GoodCheck.objects.bulk_create(
        GoodCheck(
            good=good,
            filing=filing,
            found=str(found[str(good.pk)]["found"]),
            remark=str(found[str(good.pk)].get("remark") or ""),
            checked_on=checked_on,
        )
        for good in goods
    )
    trail.log(
        "goods.checked",
        about=filing,
        within=filing.task.case,
        actor=actor,
        done_on=checked_on,
        found={str(one.good_id): one.found for one in checks},
    )
