"""Ceilings of the pack when a plan is sent: refused, decided with a reason, or only shown; always with the numbers."""

import json
from datetime import date
from decimal import Decimal
from random import Random

import pytest

import make
from cases import answering
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions, limits
from sammachip.cases.actions import decide_classes
from sammachip.cases.classing import ClassedLine, classed
from sammachip.cases.limits import plan_oversteps
from sammachip.cases.models import Case, ClassDecision, Filing, PlanLine, Task
from sammachip.cases.overlaps import other_money
from sammachip.core.answers import from_json
from sammachip.core.verdict import Refused
from sammachip.registry.actions_supports import keep_supports
from sammachip.registry.supports import Told
from sammachip.trail import clock
from sammachip.trail.models import Event
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]

DIRECTION = {"production": "ย้อมสีธรรมชาติ", "marketing": "ตลาดนัดชุมชน"}


@pytest.fixture
def plan(cast: Cast, at: Freeze) -> Task:
    at("2018-09-10 09:00")
    return plan_of(make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee), cast)


@laid
def plan_of(group: Case, cast: Cast) -> Task:
    """The plan of this group, which is surveyed and assessed first."""
    pack = group.edition.pack
    for stage in (pack.stage("survey"), pack.stage("assess")):
        raw = answering.answers(pack.forms[str(stage.form)], Random(1))
        sent = make.filing(make.task(group, stage.key), cast.malee, raw, sent=True)
        if stage.signs:
            actions.sign_filing(sent, seen=1, actor=cast.mana)
    return make.task(group, "plan")


def line(item: str, price: str, expense_class: str) -> dict[str, object]:
    return {
        "item": item,
        "quantity": "1",
        "unit": "ชุด",
        "price": price,
        "expense_class": expense_class,
        "dimension": "activity",
    }


THREAD, LOOM = line("ด้าย", "1500", "materials"), line("กี่ทอผ้า", "8500.50", "durable")
ALONE = {"overlap": "no"}
OVERLAPPING = {"overlap": "yes", "overlap_detail": "ด้ายจากเทศบาล"}
TOLD_BY_GROUP = {
    "overlap": "no",
    "overlap_group": "yes",
    "overlap_group_by": "นางสมมุติ ประธาน",
    "overlap_detail": "ด้ายจากเทศบาล",
}


def draft(task: Task, cast: Cast, *lines: dict[str, object], **rest: object) -> Filing:
    return make.filing(task, cast.malee, {**DIRECTION, "lines": list(lines), **rest})


def test_durable_goods_are_refused_with_the_sentence_of_the_letter_and_both_numbers(
    cast: Cast, plan: Task
) -> None:
    filing = draft(plan, cast, THREAD, LOOM, **ALONE)

    with pytest.raises(Refused) as refused:
        actions.send_filing(filing, seen=1, actor=cast.malee)

    limit = plan.case.edition.pack.limits[0]
    assert str(refused.value) == (
        f"ไม่สนับสนุนครุภัณฑ์ «{LOOM['item']}»: 8,500.50 บาท แต่กำหนดไม่เกิน 0.00 บาท — {limit.sentence} (ที่มา: {limit.source})"
    )
    assert not filing.revisions.exists()


def test_no_reason_lets_durable_goods_pass(cast: Cast, plan: Task) -> None:
    filing = draft(plan, cast, LOOM, **ALONE)

    with pytest.raises(Refused, match="ไม่สนับสนุนครุภัณฑ์"):
        actions.send_filing(filing, seen=1, decided={"no_durable": "จำเป็น"}, actor=cast.malee)


def printed(filing: Filing) -> str:
    """The paper of what was sent last."""
    return json.dumps(filing.revisions.latest("number").document, ensure_ascii=False)


@pytest.mark.parametrize("declared", [OVERLAPPING, TOLD_BY_GROUP], ids=["officer", "group"])
def test_an_overlap_is_decided_by_a_person_with_a_reason_that_stays(
    cast: Cast, plan: Task, declared: dict[str, object]
) -> None:
    filing = draft(plan, cast, THREAD, **declared)
    for nothing in (None, {"no_overlap": "  "}, {"no_overlap": " . "}):
        with pytest.raises(Refused, match="บันทึกเหตุผลว่าไม่ซ้ำซ้อน") as refused:
            actions.send_filing(filing, seen=1, decided=nothing, actor=cast.malee)
        assert refused.value.verdict.code == "limit-undecided"

    actions.send_filing(filing, seen=1, decided={"no_overlap": "คนละช่วงเวลา "}, actor=cast.malee)

    decided = [
        {
            "limit": "no_overlap",
            "title": "ไม่ซ้ำซ้อนกับงบประมาณของหน่วยงานอื่น",
            "measured": "1",
            "ceiling": "0",
            "reason": "คนละช่วงเวลา",
        }
    ]
    kept = filing.revisions.get().facts["limits"]
    assert [{**one, "ceiling": str(Decimal(one["ceiling"]).to_integral())} for one in kept] == decided
    assert Event.objects.about(filing).get(verb="filing.sent").facts["limits"] == kept
    assert "ไม่ซ้ำซ้อนกับงบประมาณของหน่วยงานอื่น — เหตุผล: คนละช่วงเวลา" in printed(filing)


def test_a_class_other_than_proposed_is_decided_once_and_both_are_kept(cast: Cast, plan: Task) -> None:
    goods = [line("กี่ทอผ้า", "4000", "materials"), line("ชุดสาธิต", "900", "materials"), THREAD]
    filing = draft(plan, cast, *goods, **ALONE)
    with pytest.raises(Refused, match=r"ต้องมีผู้ตัดสิน 2 รายการ: «กี่ทอผ้า» «ชุดสาธิต» — ") as refused:
        actions.send_filing(filing, seen=1, actor=cast.malee)
    assert refused.value.verdict.code == "limit-undecided"
    assert not ClassDecision.objects.exists()

    actions.send_filing(filing, seen=1, decided={"class_decided": "กี่เอวไม้ไผ่ ใช้ได้ปีเดียว"}, actor=cast.malee)

    assert [
        (one.item, one.price_baht, one.expense_class, one.proposed, one.reason, one.decided_by)
        for one in ClassDecision.objects.order_by("pk")
    ] == [
        ("กี่ทอผ้า", Decimal(4000), "materials", "durable", "กี่เอวไม้ไผ่ ใช้ได้ปีเดียว", cast.malee.person),
        ("ชุดสาธิต", Decimal(900), "materials", "", "กี่เอวไม้ไผ่ ใช้ได้ปีเดียว", cast.malee.person),
    ]
    decided = Event.objects.about(filing).get(verb="class.decided").facts["lines"]
    assert decided[0] == {
        "decision": ClassDecision.objects.earliest("pk").pk,
        "price": "4000.00",
        "class": "materials",
        "proposed": "durable",
    }


@pytest.mark.parametrize(("price", "asked"), [("3999", False), ("4000.01", True)])
def test_a_decision_holds_for_the_same_thing_at_no_higher_price(
    cast: Cast, plan: Task, price: str, asked: bool
) -> None:
    filing = draft(plan, cast, line("กี่ทอผ้า", "4000", "materials"), **ALONE)
    actions.send_filing(filing, seen=1, decided={"class_decided": "กี่เอวไม้ไผ่"}, actor=cast.malee)
    assert printed(filing).count("ตัดสิน «กี่ทอผ้า» — เหตุผล: กี่เอวไม้ไผ่") == 1
    actions.take_back(filing, seen=1, actor=cast.malee)
    again = {**DIRECTION, "lines": [line("กี่ ทอผ้า", price, "materials")], **ALONE}

    values = actions.save_draft(filing, again, seen=1, actor=cast.malee).values

    found = plan_oversteps(filing, values, clock.today())
    assert [one.limit.key for one in found] == (["class_decided"] if asked else [])
    relied = limits.relied_on(limits.plan_classes(filing, values, clock.today()))
    assert relied == ([] if asked else [{"item": "กี่ ทอผ้า", "reason": "กี่เอวไม้ไผ่"}])
    told = limits.decided_in({limits.RELIED_ON: relied}, filing.task.case.edition.pack)
    assert [one.line for one in told] == [
        "ประเภทค่าใช้จ่ายที่ต้องมีผู้ตัดสิน «กี่ ทอผ้า» — เหตุผล: กี่เอวไม้ไผ่" for one in relied
    ]


def test_a_line_that_relies_on_an_earlier_word_says_so_and_not_where_another_class_is_proposed_by_now(
    cast: Cast, plan: Task
) -> None:
    filing = draft(plan, cast, line("กี่ทอผ้า", "4000", "materials"), **ALONE)
    actions.send_filing(filing, seen=1, decided={"class_decided": "กี่เอวไม้ไผ่"}, actor=cast.malee)
    filing.refresh_from_db()

    def read(price: str, day: date, expense_class: str = "materials") -> ClassedLine:
        row = line("กี่ทอผ้า", price, expense_class)
        [found] = classed([(plan.case_id, row)], day, since=filing.started_at)
        assert found
        return found

    today = clock.today()
    same, cheaper, dearer = (read(price, today) for price in ("4000", "3999", "4001"))
    assert (same.relies_on_earlier, cheaper.relies_on_earlier) == (False, True)
    assert cheaper.decision is not None
    assert (cheaper.decision.price_baht, cheaper.decision.decided_by) == (Decimal(4000), cast.malee.person)
    assert (dearer.decision, dearer.is_in_question) == (None, True)

    decide_classes(
        [read("4000", date(2015, 9, 10), "services")],
        reason="จ้างทำ",
        about=filing,
        within=plan.case,
        actor=cast.malee,
    )
    assert not read("4000", date(2015, 9, 10), "services").is_in_question
    assert read("4000", today, "services").is_in_question


def test_a_plan_beyond_the_groups_money_is_told_with_both_numbers(cast: Cast, plan: Task) -> None:
    filing = draft(plan, cast, line("จ้างเหมาอบรม", "31200.01", "services"), **ALONE)

    with pytest.raises(Refused, match=r"วงเงินของกลุ่ม: 31,200\.01 บาท แต่กำหนดไม่เกิน 31,200\.00 บาท — ลดจำนวน"):
        actions.send_filing(filing, seen=1, actor=cast.malee)

    actions.send_filing(filing, seen=1, decided={"within_share": "กลุ่มสมทบส่วนที่เกิน"}, actor=cast.malee)
    assert filing.revisions.get().facts["limits"][0]["reason"] == "กลุ่มสมทบส่วนที่เกิน"


def test_a_line_that_another_agency_pays_for_is_decided_on_and_other_money_is_none(
    cast: Cast, plan: Task
) -> None:
    assert plan.case.group
    told = [
        Told(plan.case.group, year, "เทศบาลสมมุติ", item, None)
        for year, item in ((2561, "เส้นด้ายฝ้าย"), (2561, "ตู้อบ"), (2560, "วิทยากร"))
    ]
    keep_supports(told, name="รายการของเทศบาล", actor=cast.malee)
    lines = [line("ค่าวัสดุ เส้นด้าย", "1500", "materials"), line("วิทยากร", "600", "remuneration")]
    filing = draft(plan, cast, *lines, **ALONE)

    with pytest.raises(Refused, match=r"ในปีเดียวกัน 1 รายการ: «ค่าวัสดุ เส้นด้าย» — ตรงกับรายการสนับสนุน"):
        actions.send_filing(filing, seen=1, actor=cast.malee)

    actions.send_filing(filing, seen=1, decided={"paid_elsewhere": "คนละรุ่น"}, actor=cast.malee)
    assert [(one.support.item, one.same) for one in other_money(plan.case, ["ค่าวัสดุ เส้นด้าย"])] == [
        ("เส้นด้ายฝ้าย", ("ค่าวัสดุ เส้นด้าย",)),
        ("ตู้อบ", ()),
    ]


def test_a_limit_that_warns_is_shown_and_stops_nothing(cast: Cast, at: Freeze) -> None:
    text = make.PACK_A.read_text().replace("    else: refuse\n", "    else: warn\n", 1)
    at("2018-09-10 09:00")
    group = make.enrolled(
        make.district(cast, make.publish(cast, text)), make.group(cast.malee), actor=cast.malee
    )
    filing = draft(plan_of(group, cast), cast, LOOM, **ALONE)

    actions.send_filing(filing, seen=1, actor=cast.malee)

    values = from_json(filing.task.case.edition.pack.forms["plan"], filing.revisions.get().answers)
    shown = plan_oversteps(filing, values, clock.today())
    assert [(one.limit.key, one.measured, one.ceiling) for one in shown] == [
        ("no_durable", Decimal("8500.50"), Decimal(0))
    ]


def test_an_accepted_plan_puts_its_lines_in_force_and_the_next_ends_what_it_says_no_more(
    cast: Cast, plan: Task
) -> None:
    filing = draft(plan, cast, THREAD, line("เข็ม", "90", "materials"), **ALONE)
    actions.send_filing(filing, seen=1, actor=cast.malee)
    actions.sign_filing(filing, seen=1, actor=cast.mana)
    actions.reopen_filing(filing, reason="เพิ่มรายการ", until=clock.today(), actor=cast.mana)
    more = {**DIRECTION, "lines": [THREAD, line("วิทยากร", "600", "remuneration")], **ALONE}
    actions.save_draft(filing, more, seen=1, actor=cast.malee)
    actions.send_filing(filing, seen=2, actor=cast.malee)

    actions.sign_filing(filing, seen=2, actor=cast.mana)

    lines = PlanLine.objects.filter(case=plan.case)
    assert [(one.item, one.amount_baht) for one in lines.filter(ended_at=None)] == [
        ("ด้าย", Decimal("1500.00")),
        ("วิทยากร", Decimal("600.00")),
    ]
    assert [one.item for one in lines.exclude(ended_at=None)] == ["เข็ม"]
