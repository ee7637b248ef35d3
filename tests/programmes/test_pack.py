"""What the packs of the tests say once read: the livelihood programme to its last clause, and one unlike it."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from programmes import known
from sammachip.core.answers import coerce
from sammachip.core.area import Level
from sammachip.core.expr import Kind, compile_rule
from sammachip.core.fields import keys_bound, keys_filled
from sammachip.core.flow import Need, Outcome, problems
from sammachip.core.flow import Step as FlowStep
from sammachip.core.instrument import assess
from sammachip.programmes import facts, kinds, packfile
from sammachip.programmes.pack import ANYONE, SignHop, Terms
from sammachip.programmes.paperspec import Column, Table, blanks
from sammachip.programmes.planlines import limit_facts

BANGKOK = timezone(timedelta(hours=7))
FIVE_STEPS = [
    "สำรวจข้อมูลและจัดทำฐานข้อมูลกลุ่มอาชีพเป้าหมาย",
    "แยกประเภทอาชีพของกลุ่มอาชีพเป้าหมาย (คลัสเตอร์)",
    "ประเมินความพร้อมและศักยภาพของกลุ่มอาชีพ",
    "จัดระดับศักยภาพ และวางแผนการพัฒนาศักยภาพกลุ่มอาชีพตามความต้องการ",
    "พัฒนาศักยภาพกลุ่มอาชีพตามแผนการพัฒนาศักยภาพกลุ่มที่กำหนด",
]


def test_sustain_keeps_the_letters_figures(sustain):  # clauses A14, A15, A16
    assert sustain.budget.total == Decimal("61857700.00")
    assert [target.number for target in sustain.targets] == [20_140, 2_014]
    assert (sustain.window.start, sustain.window.end) == (date(2018, 8, 1), date(2018, 9, 30))
    assert sustain.window.text == "ไตรมาส ๔ (สิงหาคม - กันยายน ๒๕๖๑)"
    assert len(sustain.objectives) == 3
    assert len(sustain.results) == 3


def test_sustain_has_the_steps_of_a_group_that_its_how_to_tells(sustain):
    how_to = (Path(__file__).parents[2] / "docs/howto/field-groups.md").read_text(encoding="utf-8")
    [_heads, _rule, *told] = (
        how_to.partition("\n## งานของกลุ่ม\n")[2].partition("\n|")[2].partition("\n\n")[0].splitlines()
    )

    assert {row.split(" | ")[0].strip("| ") for row in told} == {
        one.title for one in sustain.stages_of(Level.GROUP)
    }


def test_sustain_gives_a_unit_cost_to_buriram_alone(sustain):
    assert sustain.terms == {
        "31": Terms(
            unit_cost=Decimal("31200.00"),
            report_to="กลุ่มงานส่งเสริมการพัฒนาชุมชน สพจ.บุรีรัมย์",
        )
    }


def test_sustain_asks_the_district_head_by_20_september(sustain):  # clause A4
    report = sustain.stage("report")

    assert report.due_for("district-head") == datetime(2018, 9, 20, 23, 59, 59, tzinfo=BANGKOK)
    assert report.due_for("province-officer") is None
    assert report.repeats == "any date"
    assert report.hops(Level.DISTRICT) == (
        SignHop("district-head", "ตรวจสอบ"),
        SignHop("province-officer", "รับทราบ"),
    )


def test_sustain_sets_no_date_that_the_letter_does_not(sustain):
    assert [stage.key for stage in sustain.stages if stage.due] == ["report"]


def test_sustain_counts_its_stages_under_the_forms_five_steps(sustain):  # clause A20
    assert {number: [stage.key for stage in stages] for number, stages in sustain.steps().items()} == {
        1: ["survey"],
        2: ["cluster"],
        3: ["assess"],
        4: ["plan"],
        5: ["develop"],
    }


def test_sustain_writes_with_the_office_of_the_case(sustain):
    prepare = sustain.stage("prepare")

    assert prepare.writers(Level.DISTRICT) == ("field-officer", "province-officer")
    assert prepare.writers(Level.PROVINCE) == ("province-officer",)


def test_sustain_can_be_walked_from_survey_to_income(sustain):
    steps = [FlowStep(one.key, one.needs, one.unless) for one in sustain.stages]
    waits = {step.key: [need.stage for need in step.needs] for step in steps}

    assert problems(steps) == []
    assert {key: waits[key] for key in ("survey", "assess", "plan", "develop", "income")} == {
        "survey": [],
        "assess": ["survey"],
        "plan": ["assess"],
        "develop": ["plan"],
        "income": ["develop"],
    }


def test_sustain_prints_form_22_word_for_word(sustain):  # clause A20
    process = sustain.forms["progress"].named("process")
    (printed,) = [table for table in sustain.papers["progress"].tables() if table.field == "process"]

    assert [row.label for row in process.rows] == FIVE_STEPS
    assert [(column.head, column.value) for column in printed.columns] == [
        ("กระบวนการ/ขั้นตอน", None),
        ("อยู่ระหว่างดำเนินการ", "ongoing"),
        ("ดำเนินการเสร็จสิ้นแล้ว", "finished"),
        ("ผลที่เกิดขึ้นจากดำเนินงาน", None),
        ("ปัญหา/อุปสรรค", None),
        ("แนวทางการแก้ไขปัญหา", None),
    ]


def test_sustain_prints_form_11_with_two_otop_columns(sustain):  # clause A18
    (printed,) = [table for table in sustain.papers["progress"].tables() if table.field == "group_list"]

    assert printed.number == "ที่"
    assert [column.head for column in printed.columns] == [
        "ที่อยู่",
        "ชื่อกลุ่ม",
        "ผลิตภัณฑ์ของกลุ่ม",
        "สมาชิก (คน)",
        "สถานที่จำหน่าย",
        "ลงทะเบียน",
        "ยังไม่ลงทะเบียน",
    ]
    assert {column.under for column in printed.columns[-2:]} == {"การลงทะเบียน OTOP"}


def test_sustain_fills_the_progress_report_from_what_is_known(sustain):  # clauses A18-A22
    filled = keys_filled(sustain.forms["progress"])

    assert {path: name for path, name in filled.items() if "[]." not in path} == {
        "group_list": "groups[]",
        "cluster_list": "clusters[]",
        "allotted": "money.allotted",
        "paid": "money.paid",
        "percent": "money.percent",
        "reporter_name": "reporter.name",
        "reporter_post": "reporter.post",
    }
    assert filled["process[].state"] == "steps"


def test_sustain_lets_the_registry_learn_from_the_survey(sustain):  # clause A7
    assert keys_bound(sustain.forms["survey"]) == {
        "name": "group.name",
        "chair_name": "group.chair_name",
        "phone": "group.phone",
        "founded_on": "group.founded_on",
        "committee": "group.committee[]",
        "products": "group.products[]",
        "markets": "group.markets[]",
        "members_count": "group.members_count",
        "occupation_kind": "group.occupation_kind",
        "product": "group.product",
        "otop_registered": "group.otop_registered",
        "sale_places": "group.sale_places",
        "incomes": "group.incomes[]",
    }


@pytest.mark.parametrize(("score", "percent"), [(3, Decimal(100)), (0, Decimal(0)), (1, Decimal("33.33"))])
def test_sustain_scores_the_five_k_in_per_cent(sustain, score, percent):  # clauses A9, A10
    form, instrument = sustain.forms["five_k"], sustain.stage("assess").instrument
    raw = {part.key: {row.value: {"score": score} for row in part.rows} for part in form.fields if part.rows}

    answers = coerce(form, raw)

    assert answers.errors == ()
    assert assess(instrument, answers.values).score == percent


def test_sustain_marks_the_five_k_and_what_it_leads_to_as_samples(sustain):
    assert sustain.samples == (
        "proposals",
        "five_k",
        "assess",
        "assess_again",
        "handover",
        "evaluation",
        "evaluation_district",
    )
    assert "ตัวอย่าง - ไม่ใช่แบบทางการ" in sustain.forms["five_k"].title


def test_sustain_assesses_again_after_the_development(sustain):  # clause A9
    [(first, again)] = sustain.assessments()

    assert (first.key, again.key, again.form) == ("assess", "assess_again", first.form)
    assert [need.stage for need in again.needs] == ["develop"]


@pytest.mark.parametrize(
    ("expense_class", "sum_"), [("materials", Decimal(0)), ("durable", Decimal("4500.00"))]
)
def test_sustain_counts_durable_goods_against_nothing(sustain, expense_class, sum_):  # clause A15
    limit = next(one for one in sustain.limits if one.key == "no_durable")
    lines = [
        {"item": "เครื่องบด", "amount": Decimal("4500.00"), "expense_class": expense_class},
        {"item": "วิทยากร", "amount": Decimal("1200.00"), "expense_class": "remuneration"},
    ]

    rule = compile_rule(limit.expression, limit_facts(sustain.forms), Kind.MONEY)

    assert rule.evaluate({"lines": lines}) == sum_
    assert (limit.at_most, limit.at, limit.otherwise) == (
        Decimal("0.00"),
        ("plan", "request", "order", "pay"),
        "refuse",
    )


INCOMES = {
    "more": ([("before", 900, "month"), ("after", 1000, "month")], True, True, ""),
    "the same": ([("before", 900, "month"), ("after", 900, "month")], True, False, ""),
    "only before": ([("before", 900, "month")], False, False, "ยังไม่มีรายได้หลังพัฒนา"),
    "only after": ([("after", 900, "month")], False, False, "ยังไม่มีรายได้ก่อนพัฒนา"),
    "over different spans": (
        [("before", 900, "month"), ("after", 9000, "year")],
        *(False, False, "รายได้ก่อนและหลังเป็นคนละรอบ (ต่อเดือนกับต่อปี) เทียบกันไม่ได้"),
    ),
}


@pytest.mark.parametrize(("rows", "measured", "higher", "why"), INCOMES.values(), ids=INCOMES.keys())
def test_sustain_measures_income_only_where_both_are_known(
    sustain, rows, measured, higher, why
):  # clause A17
    (measure,) = sustain.measures
    types = {one.key: one.fact_type() for one in sustain.forms["income"].fields}
    incomes = [
        {"moment": moment, "amount": Decimal(amount), "period": period} for moment, amount, period in rows
    ]

    reasons = {one.when: one.sentence.partition(" — ")[0] for one in measure.reasons}

    asked = {
        text: compile_rule(text, types, Kind.BOOL).evaluate({"incomes": incomes})
        for text in (measure.numerator, measure.denominator, measure.missing, *reasons)
    }
    said = [sentence for when, sentence in reasons.items() if asked.pop(when)]

    assert asked == {measure.numerator: higher, measure.denominator: measured, measure.missing: not measured}
    assert said == ([why] if why else [])
    assert measure.target == Decimal(85)


@pytest.mark.parametrize(
    ("as_of", "told"), [("30 ก.ค. 2561", 1), ("31 ก.ค. 2561", 0), ("1 ก.ย. 2561", 0), ("", 0)]
)
def test_sustain_takes_no_income_after_that_is_older_than_the_one_before(sustain, as_of, told):  # clause A17
    before = {"moment": "before", "amount": "11200", "period": "month", "as_of": "31 ก.ค. 2561"}
    after = {**before, "moment": "after", "amount": "13100", "as_of": as_of}

    answers = coerce(sustain.forms["income"], {"incomes": [after, before]})

    assert sum("มาก่อนรายได้ก่อนพัฒนา" in str(one.sentence) for one in answers.errors) == told


def test_sustain_says_why_a_group_is_eligible_or_not(sustain):  # clause A14
    enrol = sustain.enrol[Level.GROUP]

    assert (enrol.places, enrol.form, enrol.by) == ("allotted", "target", "field-officer")
    assert all(sustain.rules[key].sentence and sustain.rules[key].otherwise for key in enrol.eligible)
    assert (enrol.aim.percent, enrol.aim.of) == (10, tuple(sustain.lists))
    assert {one.of for one in sustain.lists.values()} == {"village"}


def test_sustain_checks_four_regulations_before_money_moves(sustain):  # clauses A3, A15
    assert {item.key: item.before for item in sustain.regulations} == {
        "rules": "payment",
        "no_overlap": "request",
        "transferred": "order",
        "no_durable": "request",
    }


def test_far_away_uses_every_level(far_away):
    assert far_away.levels == (Level.NATION, Level.PROVINCE, Level.DISTRICT, Level.SUBDISTRICT, Level.GROUP)
    assert [stage.key for stage in far_away.stages_of(Level.SUBDISTRICT)] == ["measure_water"]


def test_far_away_branches_on_a_failed_task(far_away):
    assert far_away.stage("repair").needs == (Need("inspect", "failed", "start"),)
    assert far_away.stage("buy").unless == (Need("inspect", "failed"),)
    assert far_away.stage("best").needs == (Need("inspect", "passed:พร้อมมาก"),)


def test_far_away_decides_by_its_clauses(far_away):
    judgement = far_away.stage("inspect").outcome

    assert [(clause.outcome, clause.tier) for clause in judgement.clauses] == [
        (Outcome.PASSED, "พร้อมมาก"),
        (Outcome.PASSED, "พร้อม"),
        (Outcome.FAILED, None),
    ]


def test_far_away_takes_a_time_of_day_and_a_date_for_all(far_away):
    assert far_away.stage("best").due_for("field-officer") == datetime(2022, 9, 1, 16, 30, tzinfo=BANGKOK)
    assert far_away.stage("buy").due == {ANYONE: datetime(2022, 8, 31, 23, 59, 59, tzinfo=BANGKOK)}


def test_far_away_limits_by_per_cent(far_away):
    (limit,) = far_away.limits

    assert (limit.at_most, limit.at_most_percent, limit.of) == (None, Decimal("12.50"), "money.allotted")


def test_far_away_form_asks_only_for_the_facts_it_names(far_away):
    assert set(far_away.forms["water"].known) == {"as_of", "office.name"}
    assert set(far_away.forms["note"].known) == set()


def test_far_away_paper_knows_its_blanks(far_away):
    assert [(blank.name, blank.date_part, blank.width_cm) for blank in blanks(far_away.papers["water"])] == [
        ("office.name", None, 2.0),
        ("litres", None, 3.0),
        ("read_on", "day", 1.0),
        ("read_on", "month", 2.0),
        ("read_on", "year", 1.0),
    ]


def test_stage_of_an_unknown_key_is_a_key_error(far_away):
    with pytest.raises(KeyError):
        far_away.stage("nowhere")


CONTEST = """
code: contest-2563
title: โครงการสมมติประกวดแผน
fiscal_year: 2563
levels: [nation, province, district, group]
window: {start: 2563-05-01, end: 2563-08-31}
budget: {total: 2520000.00, heads: [{key: support, label: งบประมาณสนับสนุน}]}
verbs: {district-head: ตรวจสอบ, province-head: เห็นชอบ, department-officer: รับทราบ}
lists: {funded-2562: กลุ่มที่ได้รับงบประมาณ ปี 2562}
enrol:
  district: {by: province-officer, source: office}
  group: {by: province-officer, source: "list:funded-2562", sentence: กลุ่มในบัญชีปี 2562}
rubrics:
  screening:
    title: เกณฑ์กลั่นกรอง
    criteria: [{key: plan, label: แผนธุรกิจ, points: 60}, {key: film, label: คลิปวิดีโอ, points: 40}]
forms:
  business_plan:
    title: แผนธุรกิจ
    sections: [{key: plan, title: แผน, fields: [{key: idea, label: แนวคิด, type: long_text}]}]
stages:
  - key: apply
    title: ส่งแผนและคลิป
    kind: form
    per: group
    by: [group-member, field-officer]
    signs: [district-head, province-head, department-officer]
    form: business_plan
    due: {district-head: 2563-05-25, province-head: 2563-05-29}
    files: {clip: {label: คลิปวิดีโอ, accept: video, required: true, max_seconds: 300, tolerance_seconds: 0.25}}
  - {key: round1, title: รอบแรก, kind: round, per: nation, by: panel-secretary, after: [apply], due: 2563-06-30,
     options: {of: group, rubric: screening, expect: 76, keep: 36}}
  - {key: round2, title: รอบสอง, kind: round, per: nation, after: [round1],
     options: {of: group, rubric: screening, tiers: [{name: ดีเด่น, places: 18}, {name: ดี, places: 18}]}}
  - {key: support, title: สนับสนุนงบประมาณ, kind: spend, per: group, after: [{round2: "passed:ดีเด่น"}],
     options: {allot: {ดีเด่น: 90000.00, ดี: 50000.00}}}
"""


def test_a_selection_in_two_rounds_can_be_said():  # clauses B1-B7
    with facts.only(known.FACTS, known.BINDINGS), kinds.only(*known.KINDS, known.PlainKind("round")):
        pack = packfile.read(CONTEST, filename="contest.yaml")

    [film] = pack.stage("apply").files
    assert (film.max_seconds, film.tolerance_seconds) == (300, Decimal("0.25"))
    assert [one.points for one in pack.rubrics["screening"].criteria] == [Decimal(60), Decimal(40)]
    assert pack.stage("support").options == {"allot": {"ดีเด่น": Decimal("90000.00"), "ดี": Decimal("50000.00")}}


def test_only_what_may_be_a_clip_has_a_length():
    with (
        facts.only(known.FACTS, known.BINDINGS),
        kinds.only(*known.KINDS, known.PlainKind("round")),
        pytest.raises(packfile.PackErrors) as refused,
    ):
        packfile.read(CONTEST.replace("accept: video", "accept: image"), filename="contest.yaml")

    assert "ไฟล์ชนิด 'image' ไม่มีความยาว" in str(refused.value)


def test_paper_keeps_its_columns(sustain):
    table = next(part for part in sustain.papers["plan"].parts if isinstance(part, Table))

    assert table.totals == ("amount",)
    assert table.columns[1] == Column("quantity", "จำนวน", 1.8, align="end")
