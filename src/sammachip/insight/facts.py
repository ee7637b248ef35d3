"""What a report over many offices shows filled in: who has reported, how far the steps are, the indicators."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from sammachip.cases import knowledge
from sammachip.cases.models import Case, CaseLevel, Task
from sammachip.cases.steps import StepState, step_states
from sammachip.core.expr import Kind
from sammachip.insight.measures import Reading, readings
from sammachip.insight.queries import step_titles
from sammachip.insight.reports import NO_REPORT, Report, ReportState, reports_as_of
from sammachip.money.queries import Sums, sums
from sammachip.programmes.facts import Fact, register_fact
from sammachip.trail.thai import in_thai

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
    "missing": Kind.INTEGER, "value": Kind.NUMBER, "lowest": Kind.NUMBER, "highest": Kind.NUMBER,
}  # fmt: skip


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


def districts_below(case: Case, day: date) -> list[Case]:
    """Every district's case at or below that took part on a day, by its code; one query."""
    found = Case.objects.filter(programme=case.programme_id, level=CaseLevel.DISTRICT).within(case.path)
    return list(found.taking_part(day).select_related("office", "edition__programme").order_by("office_id"))


def read_districts(task: Task, as_of: date) -> Mapping[str, object]:
    """Each district with its money and its report as of a day, and how many have reported."""
    cases = districts_below(task.case, as_of)
    money = sums(cases, as_of)
    reports = reports_as_of(cases, as_of)
    rows = [_district(case, money[case.pk], reports.get(case.pk, NO_REPORT)) for case in cases]
    reported = sum(report.state.is_handed_in for report in reports.values())
    return {"districts_total": len(rows), "districts_reported": reported, "districts": rows}


def _district(case: Case, money: Sums, report: Report) -> dict[str, object]:
    assert case.office is not None
    return {
        "id": case.office.code,
        "name": case.office.place_name,
        "groups": case.places or 0,
        "allotted": money.allotted,
        "paid": money.paid,
        "percent": money.percent,
        "state": _on_paper(report.state),
        "reported_on": report.sent_on,
    }


@in_thai
def _on_paper(state: ReportState) -> str:
    return str(state.label)


def read_steps(task: Task, as_of: date) -> Mapping[str, object]:
    """For each step, how many districts have finished it, are at it, or have not begun."""
    cases = districts_below(task.case, as_of)
    states = step_states(task.case, [case.path for case in cases], as_of)
    rows = []
    for number, title in step_titles(task.case.edition.pack).items():
        counts = Counter(states[case.path][number] for case in cases)
        rows.append(
            {
                "id": f"step_{number}",
                "step": title,
                "finished": counts[StepState.FINISHED],
                "ongoing": counts[StepState.ONGOING],
                "none": counts[StepState.NONE],
            }
        )
    return {"steps_rollup": rows}


def read_measures(task: Task, as_of: date) -> Mapping[str, object]:
    """Each indicator with the two counts it is made of and what could not be measured."""
    return {"measures": [_measure(reading) for reading in readings(task.case, as_of)]}


def _measure(reading: Reading) -> dict[str, object]:
    lowest, highest = reading.bounds or (None, None)
    return {
        "id": reading.measure.key,
        "title": reading.measure.title,
        "target": reading.measure.target,
        "numerator": reading.total.numerator,
        "denominator": reading.total.denominator,
        "missing": reading.total.missing,
        "value": reading.value,
        "lowest": lowest,
        "highest": highest,
    }
