"""What reads goods: the rows that a later form shows, and the list of what was handed over below a case."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q

from sammachip.cases import knowledge
from sammachip.cases.models import Case, Good, Task
from sammachip.cases.models.handovers import GoodFound, GoodQuerySet
from sammachip.core.expr import Kind
from sammachip.core.fields import keys_bound
from sammachip.org.hats import Actor
from sammachip.programmes.facts import Binding, Fact, plain, register_binding, register_fact
from sammachip.programmes.pack import Pack

GOODS, HANDED_ON = "goods[]", "goods.handed_on"
CHECKS, CHECKED_ON = "goods.checks[]", "goods.checked_on"
COLUMNS = {
    "id": Kind.TEXT, "item": Kind.TEXT, "quantity": Kind.NUMBER, "unit": Kind.TEXT, "handed_on": Kind.DATE,
}  # fmt: skip
UNCHECKED = "unchecked"
"""What the list calls a good of which no visit has told yet."""


def register() -> None:
    """Let packs hand goods over, show them on later forms, and say what was found of them."""
    told = tuple(column for column in COLUMNS if column != "id")
    register_fact(Fact(GOODS, Kind.ROWS, "พัสดุที่ส่งมอบแล้ว", columns=COLUMNS))
    register_binding(Binding(GOODS, Kind.ROWS, "พัสดุที่ส่งมอบ", ("item", "quantity", "unit")))
    register_binding(Binding(HANDED_ON, Kind.DATE, "วันที่ส่งมอบพัสดุ"))
    register_binding(
        Binding(
            CHECKS, Kind.ROWS, "ผลการตรวจพัสดุ", (*told, "found", "remark"), {"found": tuple(GoodFound.values)}
        )
    )
    register_binding(Binding(CHECKED_ON, Kind.DATE, "วันที่ตรวจพัสดุ"))
    knowledge.register_reader((GOODS,), read_goods)


def read_goods(task: Task, as_of: date) -> Mapping[str, object]:
    """The goods handed over to the task's own subject by a day, in the order in which they came."""
    goods = (
        Good.objects.standing().filter(case=task.case_id, handed_on__lte=as_of).order_by("handed_on", "pk")
    )
    rows = [
        {
            "id": str(good.pk),
            "item": good.item,
            "quantity": good.quantity,
            "unit": good.unit,
            "handed_on": good.handed_on,
        }
        for good in goods
    ]
    return {plain(GOODS): rows}


def hands_goods_over(pack: Pack) -> bool:
    """Whether some form of the pack hands goods over."""
    return any(GOODS in keys_bound(form).values() for form in pack.forms.values())


def goods_below(case: Case, actor: Actor) -> GoodQuerySet:
    """What was handed over at and below a case as far as the actor sees it, with what was found last, by place."""
    below = Case.objects.filter(programme=case.programme_id).within(case.path)
    goods = Good.objects.visible_to(actor).standing().filter(case__in=below).with_found()
    goods = goods.select_related("case__group__village__area__parent", "case__office", "case__area", "filing")
    return goods.order_by("case__path", "handed_on", "pk")


def narrowed(goods: GoodQuerySet, found: str) -> GoodQuerySet:
    """Those found so at the last visit, or not asked about yet."""
    return goods.filter(_found(found))


def counts(goods: GoodQuerySet) -> dict[str, int]:
    """How many goods there are of each finding, "" for all of them; one query."""
    each = {found: Count("pk", filter=_found(found)) for found in (*GoodFound.values, UNCHECKED)}
    counted = goods.order_by().aggregate(all_of_them=Count("pk"), **each)
    return {"": counted.pop("all_of_them"), **counted}


def _found(found: str) -> Q:
    return Q(found__isnull=True) if found == UNCHECKED else Q(found=found)
