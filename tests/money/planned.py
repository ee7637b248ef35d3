"""A group with a plan of three lines and 31,200 baht, costs that name its lines, and activities that carry them out."""

from decimal import Decimal

import make
from cast import Cast
from money import build
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, PlanLine
from sammachip.core.goods import ExpenseClass
from sammachip.money.actions_spending import Line

ROW = {"dimension": "activity", "unit": "ครั้ง", "quantity": "1"}
PLAN = {
    "production": "ย้อมสี",
    "marketing": "ตลาดนัด",
    "overlap": "no",
    "lines": [
        {**ROW, "item": "ค่าวิทยากรย้อมสี", "price": "3600", "expense_class": "remuneration"},
        {**ROW, "item": "ค่าอาหารกลางวัน", "price": "3000", "expense_class": "services"},
        {**ROW, "item": "ค่าจ้างทำป้ายไวนิล", "price": "1000", "expense_class": "services"},
    ],
}


def planned_group(cast: Cast) -> Case:
    """A group of the letter's programme whose plan is in force."""
    group = build.group(build.funded_district("3101", published=make.edition(cast)))
    plan = make.filing(make.task(group, "plan"), cast.malee, PLAN, sent=True)
    actions.sign_filing(plan, seen=1, actor=cast.mana)
    return group


def line(item: str) -> PlanLine:
    return PlanLine.objects.get(item=item, ended_at__isnull=True)


def cost(item: str, amount: str, *, of_plan: bool = True) -> Line:
    plan_line = line(item).pk if of_plan else None
    kind = ExpenseClass.REMUNERATION if "วิทยากร" in item else ExpenseClass.SERVICES
    return Line(item, Decimal(1), "ครั้ง", Decimal(amount), kind, plan_line)


def activity(group: Case, cast: Cast, *items: str, day: str = "8 กันยายน 2561") -> Filing:
    said = {"held_on": day, "kind": "plan_item", "what": "อบรม", "result": "ย้อมได้"}
    rows = {str(line(item).pk): {"carried_out": "yes"} for item in items}
    return make.filing(make.task(group, "develop"), cast.malee, {**said, "plan_lines": rows}, sent=True)
