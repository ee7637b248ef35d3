"""What a report over many offices shows filled in: who has reported, how far the steps are, the indicators."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sammachip.cases import knowledge
from sammachip.cases.facts import FINISHED, NONE, ONGOING, step_states
from sammachip.cases.models import Case, CaseLevel, Filing, Task
from sammachip.core.expr import Kind
from sammachip.insight.measures import readings
from sammachip.money.queries import sums
from sammachip.programmes.facts import Fact, register_fact
from sammachip.programmes.pack import Pack, Stage
from sammachip.trail.clock import BANGKOK

DISTRICT = {
    "id": Kind.TEXT, "name": Kind.TEXT, "groups": Kind.INTEGER, "allotted": Kind.MONEY, "paid": Kind.MONEY,
    "percent": Kind.NUMBER, "state": Kind.TEXT, "reported_on": Kind.DATE,
}  # fmt: skip
STEP = {
    "id": Kind.TEXT,
    "step": Kind.TEXT,
    "finished": Kind.INTEGER,
    "ongoing": Kind.INTEGER,
    "none": Kind.INTEGER,
}
MEASURE = {
    "id": Kind.TEXT, "title": Kind.TEXT, "target": Kind.NUMBER, "numerator": Kind.NUMBER, "denominator": Kind.NUMBER,
    "missing": Kind.INTEGER, "value": Kind.NUMBER,
}  # fmt: skip
REPORTED, SENT, WRITING, UNREPORTED = "รายงานแล้ว", "ส่งแล้ว รอรับ", "กำลังดำเนินการ", "ยังไม่รายงาน"


def register() -> None:
    """Make these facts known to packs and readable for tasks."""
    for fact in (
        Fact("districts_total", Kind.INTEGER, "จำนวนอำเภอทั้งหมด"),
        Fact("districts_reported", Kind.INTEGER, "จำนวนอำเภอที่รายงานแล้ว"),
        Fact("districts[]", Kind.ROWS, "รายอำเภอ", columns=DISTRICT),
        Fact("steps_rollup[]", Kind.ROWS, "จำนวนอำเภอตามขั้นตอน", columns=STEP),
        Fact("measures[]", Kind.ROWS, "ผลตามตัวชี้วัด", columns=MEASURE),
    ):
        register_fact(fact)
    knowledge.register_reader(("districts_total", "districts_reported", "districts"), read_districts)
    knowledge.register_reader(("steps_rollup",), read_steps)
    knowledge.register_reader(("measures",), read_measures)


def districts_below(case: Case) -> list[Case]:
    found = Case.objects.filter(edition=case.edition_id, level=CaseLevel.DISTRICT).within(case.path).live()
    return list(found.select_related("office", "edition__programme").order_by("path"))


def report_stage(pack: Pack) -> Stage | None:
    """The stage in which districts report for any day, if the programme has one."""
    return next((one for one in pack.stages if one.repeats and CaseLevel.DISTRICT in one.per), None)


def reports_as_of(cases: Sequence[Case], stage: Stage | None, as_of: date) -> dict[int, Filing]:
    """Each district's latest report by that day, whatever its state; one query."""
    if stage is None:
        return {}
    filings = Filing.objects.filter(
        task__case__in=cases, task__stage=stage.key, as_of__lte=as_of
    ).select_related("task")
    return {filing.task.case_id: filing for filing in filings.order_by("as_of", "number")}


def report_state(filing: Filing | None) -> str:
    if filing is None:
        return UNREPORTED
    if filing.accepted_revision:
        return REPORTED
    return SENT if filing.state == "sent" else WRITING


def groups_by_district(cases: Sequence[Case]) -> Counter[int | None]:
    """How many groups are enrolled under each of these cases; one query."""
    rows = (
        Case.objects.filter(parent__in=cases, level=CaseLevel.GROUP)
        .live()
        .values_list("parent_id", flat=True)
    )
    return Counter(rows)


def read_districts(task: Task, as_of: date) -> Mapping[str, object]:
    cases = districts_below(task.case)
    money = sums(cases, as_of)
    reports = reports_as_of(cases, report_stage(task.case.edition.pack), as_of)
    rows = []
    for case in cases:
        filing, here = reports.get(case.pk), money[case.pk]
        assert case.office is not None
        rows.append(
            {
                "id": case.office.code,
                "name": case.office.place_name,
                "groups": case.places or 0,
                "allotted": here.allotted,
                "paid": here.paid,
                "percent": here.percent,
                "state": report_state(filing),
                "reported_on": _day_sent(filing),
            }
        )
    reported = sum(1 for row in rows if row["state"] == REPORTED)
    return {"districts_total": len(rows), "districts_reported": reported, "districts": rows}


def _day_sent(filing: Filing | None) -> date | None:
    return filing.first_sent_at.astimezone(BANGKOK).date() if filing and filing.first_sent_at else None


def step_titles(pack: Pack) -> dict[int, str]:
    """Each numbered step as the official form words it, else by its stages."""
    worded: dict[str, str] = {}
    for form in pack.forms.values():
        for field in form.fields:
            worded |= {row.value: row.label for row in field.rows if row.value.startswith("step_")}
    return {
        number: worded.get(f"step_{number}", " · ".join(stage.title for stage in stages))
        for number, stages in pack.steps().items()
    }


def read_steps(task: Task, as_of: date) -> Mapping[str, object]:
    """For each step, how many districts have finished it, are at it, or have not begun."""
    cases = districts_below(task.case)
    states = step_states(task.case, [case.path for case in cases])
    rows = []
    for number, title in step_titles(task.case.edition.pack).items():
        counts = Counter(states[case.path][number] for case in cases)
        rows.append(
            {
                "id": f"step_{number}",
                "step": title,
                "finished": counts[FINISHED],
                "ongoing": counts[ONGOING],
                "none": counts[NONE],
            }
        )
    return {"steps_rollup": rows}


def read_measures(task: Task, as_of: date) -> Mapping[str, object]:
    rows = [
        {
            "id": reading.measure.key,
            "title": reading.measure.title,
            "target": reading.measure.target,
            "numerator": reading.total.numerator,
            "denominator": reading.total.denominator,
            "missing": reading.total.missing,
            "value": reading.value,
        }
        for reading in readings(task.case)
    ]
    return {"measures": rows}
