"""What reads goods: the rows that a later form shows, what is still to be handed over, and the list below a case."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import knowledge
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing, Good, Task, TaskQuerySet
from sammachip.cases.models.handovers import GoodFound, GoodQuerySet
from sammachip.core.expr import Kind
from sammachip.core.fields import Field, keys_bound
from sammachip.core.thainum import counted, trimmed
from sammachip.org.hats import Actor
from sammachip.programmes.facts import Binding, Fact, plain, register_binding, register_fact
from sammachip.programmes.pack import Pack
from sammachip.trail import clock

GOODS, HANDED_ON = "goods[]", "goods.handed_on"
CHECKS, CHECKED_ON = "goods.checks[]", "goods.checked_on"
COLUMNS = {
    "id": Kind.TEXT, "item": Kind.TEXT, "quantity": Kind.NUMBER, "unit": Kind.TEXT, "handed_on": Kind.DATE,
}  # fmt: skip
BOUGHT = "goods.bought[]"
BOUGHT_MARK = "bought-"
"""What the name of a bought thing begins with; the room that pays gives the rest."""
UNCHECKED, UNCHECKED_WORDS = "unchecked", gettext_lazy("ยังไม่เคยตรวจ")
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


def bought_and_here(task: Task, as_of: date) -> list[Mapping[str, object]]:
    """What was paid for the task's subject by a day and is not handed over yet, as the room that pays tells it."""
    rows = knowledge.known(task, [BOUGHT], as_of)[plain(BOUGHT)]
    return list(rows) if isinstance(rows, list) else []


def goods_table(filing: Filing) -> Field | None:
    """The table of the form whose rows are handed over; None where it hands nothing over."""
    form = form_of(filing.task)
    key = next((key for key, name in keys_bound(form).items() if plain(name) == plain(GOODS)), None)
    return form.named(key) if key else None


def with_bought(filing: Filing, typed: Mapping[str, object], as_of: date) -> dict[str, object]:
    """What was typed with one row more for each bought thing that no row names; as it was where nothing waits."""
    table = goods_table(filing)
    if table is None:
        return dict(typed)
    rows = typed.get(table.key)
    told: list[object] = list(rows) if isinstance(rows, list) else []
    named = {str(row.get("id", "")) for row in told if isinstance(row, Mapping)}
    asked = ("id", *(column.key for column in table.columns))
    more = [
        {key: as_typed(one[key]) for key in asked if one.get(key) is not None}
        for one in bought_and_here(filing.task, as_of)
        if one["id"] not in named
    ]
    return {**typed, table.key: [*told, *more]}


def beyond_bought(filing: Filing, answers: Mapping[str, object]) -> str:
    """Of which good taken from what was bought the answers hand over more than is here; empty where of none.

    What the filing itself handed over before is here again: it is corrected. A row typed by hand may be of a thing not
    paid yet, and is left to who typed it.
    """
    rows = _rows_of_bought(filing, answers)
    here = {
        one["id"]: one["quantity"] for one in (bought_and_here(filing.task, clock.today()) if rows else ())
    }
    told: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        name = str(row["id"])
        told[name] += row.get("quantity") or Decimal(1)
        left = Decimal(str(here.get(name, 0))) + _handed_by(filing, name)
        if told[name] > left:
            return _(
                "«{item}» ส่งมอบ {told} {unit} แต่ซื้อแล้วยังไม่ส่งมอบ {left} {unit} — แก้จำนวนตามที่ตรวจรับ"
            ).format(
                item=row["item"], told=counted(told[name]), left=counted(left), unit=row.get("unit") or ""
            )
    return ""


def _rows_of_bought(filing: Filing, answers: Mapping[str, object]) -> list[dict[str, Any]]:  # as coerced
    """The rows of the form's goods that name what was bought."""
    table = goods_table(filing)
    rows = answers.get(table.key) if table else None
    told = rows if isinstance(rows, list) else []
    return [row for row in told if str(row.get("id") or "").startswith(BOUGHT_MARK)]


def _handed_by(filing: Filing, name: str) -> Decimal:
    quantities = (
        Good.objects.standing().filter(filing=filing, bought_as=name).values_list("quantity", flat=True)
    )
    return sum(quantities, Decimal(0))


def as_typed(value: object) -> str:
    """A cell as a person would type it."""
    return trimmed(value) if isinstance(value, Decimal) else str(value)


def hands_goods_over(pack: Pack) -> bool:
    """Whether some form of the pack hands goods over."""
    return any(GOODS in keys_bound(form).values() for form in pack.forms.values())


def ended_handing_over(case: Case) -> TaskQuerySet:
    """The tasks at and below this case on which goods are handed over no more: closed, or ended."""
    pack = case.edition.pack
    hands = [
        stage.key
        for stage in pack.stages
        if stage.form and GOODS in keys_bound(pack.forms[stage.form]).values()
    ]
    below = Case.objects.filter(programme=case.programme_id).within(case.path)
    tasks = Task.objects.filter(case__in=below, stage__in=hands)
    return tasks.filter(Q(closed_by__isnull=False) | ~Q(result=""))


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
