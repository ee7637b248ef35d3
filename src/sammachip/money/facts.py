"""The facts of money that a form, a paper or a rule may read, for a case of any level with everything below it."""

from collections.abc import Mapping
from datetime import date

from sammachip.cases import knowledge
from sammachip.cases.models import Task
from sammachip.core.area import Level, code_on
from sammachip.core.expr import Kind
from sammachip.money.queries import sums
from sammachip.org.models import Office
from sammachip.programmes.facts import Fact, register_fact
from sammachip.programmes.queries import terms_in_force

FACTS = (
    Fact("money.allotted", Kind.MONEY, "งบประมาณที่ได้รับจัดสรร"),
    Fact("money.share", Kind.MONEY, "วงเงินของกลุ่ม", per=(Level.GROUP,)),
    Fact("money.transferred", Kind.MONEY, "งบประมาณที่ได้รับโอน"),
    Fact("money.committed", Kind.MONEY, "ก่อหนี้ผูกพันที่ยังไม่เบิกจ่าย"),
    Fact("money.paid", Kind.MONEY, "เบิกจ่ายแล้ว"),
    Fact("money.left", Kind.MONEY, "คงเหลือที่ยังไม่ผูกพัน"),
    Fact("money.returned", Kind.MONEY, "ส่งคืนงบประมาณ"),
    Fact("money.percent", Kind.NUMBER, "ร้อยละการเบิกจ่ายของงบประมาณที่ได้รับจัดสรร"),
)


def register() -> None:
    """Make the facts of money known to packs and readable for tasks."""
    for fact in FACTS:
        register_fact(fact)
    knowledge.register_reader([fact.name for fact in FACTS if not fact.per], read)
    knowledge.register_reader(["money.share"], read_share)


def read(task: Task, as_of: date) -> Mapping[str, object]:
    """The money of the task's case with everything below it, as of a day on the papers."""
    case = task.case
    money = sums([case], as_of)[case.pk]
    return {
        "money.allotted": money.allotted,
        "money.transferred": money.transferred,
        "money.committed": money.committed,
        "money.paid": money.paid,
        "money.left": money.left,
        "money.returned": money.returned,
        "money.percent": money.percent,
    }


def read_share(task: Task, as_of: date) -> Mapping[str, object]:
    """What a group has to plan with: what is allotted to it, or as long as nothing is, the unit cost of its office."""
    case = task.case
    allotted = sums([case], as_of)[case.pk].allotted
    if allotted or not (office := Office.objects.filter(code=code_on(case.path, Level.DISTRICT)).first()):
        return {"money.share": allotted}
    return {"money.share": terms_in_force(case.edition, office).unit_cost}
