"""What an evaluation shows filled in: levels reached, incomes, work accepted, goods as found, and what is added up."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import Count, F, Max, OuterRef, Subquery

from sammachip.cases import knowledge
from sammachip.cases.assessments import levels_found
from sammachip.cases.handovers import UNCHECKED, UNCHECKED_WORDS
from sammachip.cases.models import Case, CaseLevel, Good, GoodCheck, GoodFound, Revision, Task
from sammachip.cases.steps import ended_by
from sammachip.core.area import Level
from sammachip.core.expr import Kind
from sammachip.insight.levels import ranked_stages
from sammachip.insight.rollups import Gathered, gathered
from sammachip.programmes.facts import Fact, register_fact
from sammachip.programmes.models import Edition
from sammachip.registry.models import Income, IncomeMoment
from sammachip.trail.thai import in_thai

LEVEL = {"id": Kind.TEXT, "stage": Kind.TEXT, "level": Kind.TEXT, "count": Kind.INTEGER}
INCOME = {
    "id": Kind.TEXT, "moment": Kind.TEXT, "amount": Kind.MONEY, "period": Kind.TEXT, "as_of": Kind.DATE,
    "method": Kind.TEXT,
}  # fmt: skip
WORK = {"id": Kind.TEXT, "stage": Kind.TEXT, "count": Kind.INTEGER, "last_on": Kind.DATE}
FOUND = {"id": Kind.TEXT, "found": Kind.TEXT, "count": Kind.INTEGER}
ADDED = {
    "id": Kind.TEXT, "title": Kind.TEXT, "kind": Kind.TEXT, "count": Kind.INTEGER, "unit": Kind.TEXT,
    "sums": Kind.TEXT,
}  # fmt: skip


def register() -> None:
    """Make these facts known to packs and readable for tasks."""
    for fact, read in (
        (Fact("levels_reached[]", Kind.ROWS, "ระดับที่ได้จากการประเมิน", columns=LEVEL), read_levels),
        (Fact("group.incomes[]", Kind.ROWS, "รายได้ของกลุ่ม", (Level.GROUP,), INCOME), read_incomes),
        (Fact("accepted_work[]", Kind.ROWS, "งานที่รับแล้วรายขั้นตอน", columns=WORK), read_work),
        (Fact("goods_found[]", Kind.ROWS, "พัสดุตามที่พบครั้งล่าสุด", columns=FOUND), read_found),
        (Fact("added_up[]", Kind.ROWS, "ผลรวมตามประเภท", columns=ADDED), read_added),
    ):
        register_fact(fact)
        knowledge.register_reader((fact.name,), read)


def read_levels(task: Task, as_of: date) -> Mapping[str, object]:
    """How many reached each level of each assessment at and below the case; of a group, the level itself.

    A group's own is told once it is accepted, though its stage may wait for another: whoever evaluates sees before and
    after. Offices count what has ended.
    """
    case = task.case
    editions = list(Edition.objects.filter(programme=case.programme_id))
    below = Case.objects.filter(programme=case.programme_id).within(case.path).taking_part(as_of)
    ended = Task.objects.filter(ended_by(editions, as_of), case__in=below).exclude(tier="")
    counted = ended.order_by().values_list("stage", "tier").annotate(count=Count("pk"))
    own = levels_found(case, as_of) if case.level == CaseLevel.GROUP else {}
    found = {(stage, tier): count for stage, tier, count in counted if stage not in own}
    found |= dict.fromkeys(own.items(), 1)
    rows = [
        {"id": f"{stage.key}.{n}", "stage": stage.title, "level": label, "count": found[stage.key, label]}
        for stage in ranked_stages(case.edition.pack)
        for n, label in enumerate(stage.outcome.levels if stage.outcome else ())
        if (stage.key, label) in found
    ]
    return {"levels_reached": rows}


@in_thai
def read_incomes(task: Task, as_of: date) -> Mapping[str, object]:
    """What the task's group earned before and after, each as it was told last by the day."""
    told = Income.objects.filter(group=task.case.group_id, as_of__lte=as_of).order_by("as_of", "pk")
    latest = {income.moment: income for income in told}
    rows = [
        {
            "id": str(moment),
            "moment": latest[moment].get_moment_display(),
            "amount": latest[moment].amount_baht,
            "period": latest[moment].get_period_display(),
            "as_of": latest[moment].as_of,
            "method": latest[moment].method,
        }
        for moment in IncomeMoment
        if moment in latest
    ]
    return {"group.incomes": rows}


def read_work(task: Task, as_of: date) -> Mapping[str, object]:
    """For each stage, how many papers done by a day are accepted at and below the case, and the day of the last."""
    case = task.case
    below = Case.objects.filter(programme=case.programme_id).within(case.path).taking_part(as_of)
    accepted = Revision.objects.filter(
        filing__task__case__in=below, number=F("filing__accepted_revision"), done_on__lte=as_of
    )
    counted = accepted.order_by().values_list("filing__task__stage")
    found = {stage: (n, last) for stage, n, last in counted.annotate(n=Count("pk"), last=Max("done_on"))}
    rows = [
        {
            "id": stage.key,
            "stage": stage.title,
            "count": found[stage.key][0],
            "last_on": found[stage.key][1],
        }
        for stage in case.edition.pack.stages
        if stage.key in found and stage.key != task.stage
    ]
    return {"accepted_work": rows}


@in_thai
def read_found(task: Task, as_of: date) -> Mapping[str, object]:
    """Of the goods handed over at and below the case by a day, how many were found so at their last visit by then."""
    below = Case.objects.filter(programme=task.case.programme_id).within(task.case.path)
    checks = GoodCheck.objects.filter(good=OuterRef("pk"), checked_on__lte=as_of)
    seen = Subquery(checks.order_by("-checked_on", "-pk").values("found")[:1])
    goods = Good.objects.standing().filter(case__in=below, handed_on__lte=as_of).annotate(seen=seen)
    states = Counter(goods.order_by().values_list("seen", flat=True))
    states[UNCHECKED] = states.pop(None, 0)
    labels = {**{one.value: str(one.label) for one in GoodFound}, UNCHECKED: str(UNCHECKED_WORDS)}
    rows = [{"id": key, "found": label, "count": states[key]} for key, label in labels.items() if states[key]]
    return {"goods_found": rows}


def read_added(task: Task, as_of: date) -> Mapping[str, object]:
    """Every sum of the programme over the case by kind: how many, and what each amount comes to."""
    rows = [
        _added(part, kind, label)
        for found in gathered(task.case, as_of)
        for kind, label, part in _parts(found)
        if part.rows
    ]
    return {"added_up": rows}


def _parts(found: Gathered) -> list[tuple[str, str, Gathered]]:
    if not found.kinds:
        return [("all", "", found)]
    return [(kind, found.kinds[kind], part) for kind, part in found.by_kind]


def _added(part: Gathered, kind: str, label: str) -> dict[str, object]:
    rollup = part.rollup
    sums = [
        f"{one.label} {sum_.total:,} {one.unit}" for one, sum_ in zip(rollup.sums, part.sums, strict=True)
    ]
    return {
        "id": f"{rollup.key}.{kind or 'none'}",
        "title": rollup.title,
        "kind": label,
        "count": len(part.rows),
        "unit": rollup.unit,
        "sums": " · ".join(sums),
    }
