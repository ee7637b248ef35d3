"""The stage kind `spend`: money allotted for a case is spent by the office, until it is paid out or laid down."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from sammachip.cases.models import CaseLevel, Task
from sammachip.cases.queries import DueDates, due_dates, writers
from sammachip.core.area import Level
from sammachip.core.fields import FieldType
from sammachip.core.flow import Outcome, Result
from sammachip.core.money import NotMoney, format_baht, parse_baht
from sammachip.core.verdict import Missing
from sammachip.money import actions
from sammachip.money.models import Answer, ChecklistAnswer, SpendingEnd
from sammachip.money.queries import Sums, sums
from sammachip.money.stages import SPEND, by_tier, spends_per_group
from sammachip.org.hats import Actor
from sammachip.org.models import Role
from sammachip.programmes.kinds import Standing, odd_options
from sammachip.programmes.meaning.names import items
from sammachip.programmes.pack import ChecklistItem, Pack, Stage

MOMENTS = ("request", "order", "payment")
"""The moments of spending a regulation may stand before, in their order."""
SPENT = gettext_noop("เบิกจ่ายแล้ว {paid} จาก {allotted} บาท")
"""The label of a row of spending."""

SPENDER = {CaseLevel.NATION: Role.DEPARTMENT_OFFICER, CaseLevel.PROVINCE: Role.PROVINCE_OFFICER}


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the tasks of one stage, fetched for all at once."""

    sums: Mapping[int, Sums]
    answered: Mapping[int, int]
    ended: Mapping[int, str]
    dates: DueDates


class SpendKind:
    """Spending on a case: open until what was allotted is paid out, or until the office ends it with a reason."""

    name = SPEND

    @property
    def label(self) -> str:
        return _("การใช้จ่ายงบประมาณ")

    def problems(self, stage: Stage, pack: Pack) -> Iterable[str]:
        if stage.form is not None:
            yield _("ขั้นตอน «{title}» เป็นการใช้จ่ายงบประมาณ จึงไม่มี form: — ลบออก").format(title=stage.title)
        if stage.many or stage.repeats or stage.every:
            yield _(
                "ขั้นตอน «{title}» เป็นการใช้จ่ายงบประมาณ มีครั้งเดียวต่อหนึ่งงาน — ลบ many, repeats และ every"
            ).format(title=stage.title)
        yield from _amounts_by_tier(stage, pack)
        yield from _plans_by_tier(stage, pack)
        yield from odd_options(stage, "allot", "by_tier_of", "plans")

    def open(self, task: Task, *, actor: Actor) -> None:
        """A group that joins gets its share at once, if its office has been allotted any."""
        if task.case.level == CaseLevel.GROUP and spends_per_group(task.case.edition):
            actions.give_to_group(task.case, actor=actor)

    def withdraw(self, task: Task, *, actor: Actor) -> None:
        """What is not bound goes back to where it came from; what is bound or paid stays on the account."""
        actions.give_back(task.case, reason=_("ถอนตัวจากโครงการ"), actor=actor)

    def standings(self, tasks: Sequence[Task]) -> Mapping[int, Standing]:
        cases = [task.case for task in tasks]
        items = checklist(tasks[0].case.edition.pack)
        known = _Known(
            sums=sums(cases),
            answered=_answered([case.pk for case in cases], items),
            ended=dict(SpendingEnd.objects.filter(task__in=tasks).values_list("task", "reason")),
            dates=due_dates(tasks[0].case.edition),
        )
        return {task.pk: _standing(task, known, len(items)) for task in tasks}


def _amounts_by_tier(stage: Stage, pack: Pack) -> Iterator[str]:
    """What is wrong with amounts given by the tier of a round, if the stage names any."""
    given, of = stage.options.get("allot"), stage.options.get("by_tier_of")
    if given is None and of is None:
        return
    named = _("ขั้นตอน «{title}»").format(title=stage.title)
    round_ = next((one for one in pack.stages if one.key == of), None)
    if not isinstance(given, Mapping) or round_ is None or Level.GROUP not in stage.per:
        yield _(
            "{stage} จ่ายตามระดับผล ต้องมี per: group, allot: ระดับกับจำนวนเงิน และ by_tier_of: ขั้นตอนคัดเลือก"
        ).format(stage=named)
        return
    tiers = {str(tier["name"]) for tier in items(round_.options.get("tiers")) if "name" in tier}
    for tier in sorted({str(name) for name in given} ^ tiers):
        yield _("{stage} ระดับ «{tier}» ไม่ตรงกันระหว่าง allot กับ tiers ของ '{round}' — ใส่ให้ครบทุกระดับ").format(
            stage=named, tier=tier, round=of
        )
    for tier, amount in given.items():
        if not _is_amount(amount):
            yield _(
                "{stage} จำนวนเงินของระดับ «{tier}» คือ '{amount}' — เขียนเป็นบาทมากกว่าศูนย์ เช่น 90000.00"
            ).format(stage=named, tier=tier, amount=amount)


def _plans_by_tier(stage: Stage, pack: Pack) -> Iterator[str]:
    """What is wrong with the tables that become the plan by the tier won, if the stage names any."""
    given, allot = stage.options.get("plans"), stage.options.get("allot")
    if given is None:
        return
    named = _("ขั้นตอน «{title}»").format(title=stage.title)
    if not isinstance(given, Mapping) or not isinstance(allot, Mapping) or set(given) != set(allot):
        yield _("{stage} plans: ต้องบอกตารางของทุกระดับใน allot").format(stage=named)
        return
    tables = _tables_handed_in(stage, pack)
    for tier, table in given.items():
        if table not in tables:
            yield _(
                "{stage} ระดับ «{tier}» ไม่มีตาราง '{table}' ในแบบที่กลุ่มส่ง — ใช้ตารางใดตารางหนึ่ง: {tables}"
            ).format(stage=named, tier=tier, table=table, tables=", ".join(tables) or _("ไม่มี"))


def _tables_handed_in(stage: Stage, pack: Pack) -> list[str]:
    """The tables of the form that groups hand in for the round by whose tiers this stage pays."""
    round_ = next((one for one in pack.stages if one.key == by_tier(stage)), None)
    handed_in = round_.options.get("application") if round_ else None
    form = next((pack.forms.get(str(one.form)) for one in pack.stages if one.key == handed_in), None)
    return [one.key for one in form.fields if one.type is FieldType.TABLE] if form else []


def _is_amount(given: object) -> bool:
    try:
        return parse_baht(str(given)) > 0
    except NotMoney:
        return False


def checklist(pack: Pack, until: str = "payment") -> tuple[ChecklistItem, ...]:
    """The regulations to be answered for by that moment of spending, those of the moments before it included."""
    due = MOMENTS[: MOMENTS.index(until) + 1]
    return tuple(item for item in pack.regulations if item.before in due)


def latest_answers(
    cases: Sequence[int], items: Sequence[ChecklistItem]
) -> dict[tuple[int, str], ChecklistAnswer]:
    """The answer that counts, by case and regulation: a later one replaces an earlier one."""
    rows = ChecklistAnswer.objects.filter(case__in=cases, item__in=[item.key for item in items])
    return {
        (row.case_id, row.item): row for row in rows.select_related("made_by").order_by("recorded_at", "pk")
    }


def _answered(cases: Sequence[int], items: Sequence[ChecklistItem]) -> Mapping[int, int]:
    """How many of the regulations each case has settled."""
    latest = latest_answers(cases, items)
    return Counter(case for (case, _item), row in latest.items() if row.answer != Answer.NO)


def _standing(task: Task, known: _Known, items: int) -> Standing:
    money = known.sums[task.case_id]
    label = _(SPENT).format(paid=format_baht(money.paid), allotted=format_baht(money.allotted))
    spent = money.allotted > 0 and money.paid + money.returned + money.lapsed >= money.allotted
    if spent or task.pk in known.ended:
        return Standing(Result(Outcome.PASSED), (), None, None, label)
    missing = tuple(_missing(money, items - known.answered.get(task.case_id, 0)))
    if money.transferred <= 0:
        waiting = _("รอโอนเงินงบประมาณ") if money.allotted > 0 else _("รอแจ้งจัดสรร")
        return Standing(None, missing, None, _due(task, known), waiting)
    begun = money.committed + money.paid + money.lent > 0
    return Standing(None, missing, spender(task), _due(task, known), label, begun=begun)


def spender(task: Task) -> str:
    """The role whose turn it is to spend: the stage's own writer, else the officer of the case's level."""
    named = writers(task)
    return named[0] if named else SPENDER.get(CaseLevel(task.case.level), Role.FIELD_OFFICER)


def _due(task: Task, known: _Known) -> datetime | None:
    return known.dates.due(task, spender(task))


def _missing(money: Sums, unanswered: int) -> Iterator[Missing]:
    if money.allotted <= 0:
        yield Missing("allotment", _("ยังไม่ได้รับแจ้งจัดสรร"), _("จังหวัดแจ้งจัดสรรตามทะเบียน"))
    if money.transferred <= 0:
        yield Missing("transfer", _("ยังไม่ได้รับโอนเงินงบประมาณ"), _("ก่อหนี้ผูกพันและเบิกจ่ายได้เมื่อรับโอนแล้ว"))
    if unanswered > 0:
        text = ngettext("ยังไม่ยืนยันข้อกำหนดก่อนเบิกจ่าย {n} ข้อ", "ยังไม่ยืนยันข้อกำหนดก่อนเบิกจ่าย {n} ข้อ", unanswered)
        yield Missing("checklist", text.format(n=unanswered), _("ตอบรายการข้อกำหนดในหน้าการเงิน"))
    left = money.left + money.committed
    if left > 0:
        yield Missing(
            "pay",
            _("ยังไม่เบิกจ่าย {left} บาท").format(left=format_baht(left)),
            _("เบิกจ่าย ส่งคืน หรือสิ้นสุดการใช้จ่ายพร้อมเหตุผล"),
        )
