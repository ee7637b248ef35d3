"""A purchase from its report to the hand-over, and every way round it that is shut."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

import make
from cast import Cast
from conftest import Freeze
from goods import HANDED
from money import build, purchasing
from money.planned import line
from money.purchasing import DYE, THREAD
from sammachip.cases import actions as cases
from sammachip.cases.handovers import with_bought
from sammachip.cases.models import Case, Task
from sammachip.core.document import plain_text
from sammachip.core.goods import ExpenseClass
from sammachip.core.verdict import Refused
from sammachip.money import actions_purchase as buying
from sammachip.money import actions_spending, papers_purchase, paths, purchases, spendings
from sammachip.money.actions import Posting, Voucher, post
from sammachip.money.bought import handed_over, left_below
from sammachip.money.kinds_purchase import plan_standings
from sammachip.money.ledger import EntryKind
from sammachip.money.models import (
    Entry,
    InspectionLine,
    Order,
    Purchase,
    PurchaseType,
    SpendingLine,
    SpendingState,
)
from sammachip.money.plans import lines_to_ask, plan_book
from sammachip.money.purchases import Step, StepState, step_of
from sammachip.org.hats import Actor
from sammachip.records.models import Paper
from sammachip.trail.queries import breaks

pytestmark = [pytest.mark.both, pytest.mark.django_db]

TODAY = date(2018, 9, 10)
STEPS = (Step.ORDER, Step.DELIVERY, Step.INSPECTION)


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return purchasing.buying_group(cast)


def task(group: Case) -> Task:
    return Task.objects.get(case=group, stage="procure")


def test_a_plan_is_bought_line_by_line_paid_and_handed_over_and_its_stage_passes(
    group: Case, cast: Cast
) -> None:
    before = task(group).label
    purchasing.looked_into(group, cast)
    purchase = purchasing.bought(group, cast)

    assert before == "จัดหาครบแล้ว 0 จาก 2 รายการตามแผน"
    assert purchase.spending.state == SpendingState.CLOSED
    assert build.account(group).totals.unpaid == 0
    assert build.account(group).paid_baht == Decimal("6800.00")
    paid = {one.line.item: (one.paid, one.exact) for one in plan_book(group).lines if one.line and one.paid}
    assert paid == {THREAD: (Decimal("5800.00"), True), DYE: (Decimal("1000.00"), True)}
    assert [(one.line.item, one.left) for one in left_below(group, cast.mana, TODAY)] == [
        (THREAD, 20),
        (DYE, 10),
    ]
    assert task(group).result == ""

    paper = make.filing(make.task(group, "handover"), cast.malee)
    typed = with_bought(paper, {**HANDED, "items": []}, TODAY)
    cases.save_draft(paper, typed, seen=paper.saved, actor=cast.malee)
    cases.send_filing(paper, seen=paper.saved, actor=cast.malee)

    assert (task(group).result, task(group).label) == ("passed", "จัดหาครบแล้ว 2 จาก 2 รายการตามแผน")
    lines = list(purchase.spending.lines.all())
    assert [one.item for one in handed_over(group.pk, lines, cast.mana)] == [THREAD, DYE]
    assert (handed_over(group.pk, [], cast.mana), handed_over(group.pk, lines, cast.kanya)) == ([], [])
    assert list(paths.orphans()) == []
    kinds = Paper.objects.about(purchase.spending).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["purchase-report", "purchase-order", "purchase-inspection"]


def test_an_order_is_named_in_thai_for_who_reads_english():
    order = Order(number="5/2561", purchase=Purchase(kind=PurchaseType.HIRE))

    with override("en"):
        assert papers_purchase.order_title(order) == "ใบสั่งจ้าง เลขที่ ๕/๒๕๖๑"


def test_nothing_is_paid_without_order_inspection_and_evidence_whoever_pays(group: Case, cast: Cast) -> None:
    purchase = purchasing.approved(group, cast)
    purchase.spending.refresh_from_db()

    def refused(amount: str, on: date = purchasing.PAID) -> str:
        paying = Posting(
            EntryKind.PAID_AT_ONCE, build.account(group), Decimal(amount), on, spending=purchase.spending
        )
        with pytest.raises(Refused) as refusal:
            post([paying], actor=cast.fong)
        return refusal.value.verdict.code

    dye = SpendingLine.objects.filter(spending=purchase.pk, item=DYE)
    planned = dye.get().plan_line
    dye.update(plan_line=None)
    assert refused("1.00") == "purchase-plan"
    dye.update(plan_line=planned)
    assert refused("1.00") == "purchase-order"
    with pytest.raises(Refused, match="ยังไม่ได้บันทึกการสั่ง"):
        actions_spending.commit_spending(
            purchase.spending, Decimal(1), done_on=purchasing.ORDERED, actor=cast.fong
        )
    purchasing.ordered(purchase, cast)
    assert refused("1.00") == "purchase-inspection"
    purchasing.taken(purchase, cast, thread=10)
    assert refused("1.00") == "purchase-evidence"
    purchasing.proved(purchase, cast)
    assert refused("3900.01") == "purchase-inspection"
    assert refused("1.00", purchasing.DELIVERED) == "purchase-inspection"
    loan = actions_spending.Contract(
        cast.malee.person, "บย ๑", Decimal(100), lent_on=purchasing.PAID, due_on=date(2018, 9, 20)
    )
    with pytest.raises(Refused, match="ให้ยืมเงินจากรายการนี้ไม่ได้"):
        actions_spending.lend(purchase.spending, loan, voucher=Voucher("บย.1"), actor=cast.fong)
    purchasing.paid(purchase, cast, "3900.00")

    assert Entry.objects.filter(kind=EntryKind.PAID).count() == 1
    assert spendings.evidence_lacking(purchase.spending) == []
    assert list(paths.orphans()) == []


def test_verify_names_a_payment_that_lost_what_it_rests_on(group: Case, cast: Cast) -> None:
    purchase = purchasing.bought(group, cast)
    SpendingLine.objects.filter(spending=purchase.pk, item=DYE).update(plan_line=None)
    InspectionLine.objects.filter(line__item=THREAD).update(accepted=1)

    found = list(paths.orphans())

    assert len(found) == 2
    assert "«สีย้อม» ไม่อ้างรายการตามแผน" in found[0]
    assert "เบิกจ่าย 6,800.00 บาท แต่ตรวจรับหักค่าปรับ 1,290.00 บาท" in found[1]


def test_a_part_is_taken_and_fined_the_rest_later_and_only_what_is_owed_is_paid(
    group: Case, cast: Cast
) -> None:
    purchase = purchasing.approved(group, cast)
    purchasing.ordered(purchase, cast)
    purchasing.taken(purchase, cast, thread=5, dye=0, fine="50")
    purchasing.proved(purchase, cast)
    purchasing.paid(purchase, cast, "1400.00")

    with pytest.raises(Refused, match=r"รับ «เส้นด้าย» 16 กก\. ไม่ได้: ที่สั่งไว้และยังไม่ได้รับมี 15 กก\."):
        purchasing.taken(purchase, cast, thread=16)
    purchase.deliveries.filter(inspections=None).delete()
    purchasing.taken(purchase, cast, thread=15)
    with pytest.raises(Refused, match=r"ต้องจ่าย 6,750\.00 บาท แต่เบิกจ่ายแล้ว 1,400\.00 บาท"):
        actions_spending.close_spending(purchase.spending, reason="พอแล้ว", actor=cast.fong)
    purchasing.paid(purchase, cast, "5350.00", on=TODAY)

    purchase.spending.refresh_from_db()
    assert purchase.spending.state == SpendingState.CLOSED
    assert (build.account(group).paid_baht, build.account(group).totals.unpaid) == (Decimal("6750.00"), 0)


def test_no_step_comes_before_the_one_it_follows_and_no_fine_goes_beyond_what_was_taken(
    group: Case, cast: Cast
) -> None:
    purchase = purchasing.approved(group, cast)
    purchasing.ordered(purchase, cast)
    with pytest.raises(Refused, match="ก่อน"):
        buying.record_delivery(
            purchase, delivered_on=purchasing.APPROVED, note_number="ส่ง ๑", actor=cast.malee
        )
    buying.record_delivery(purchase, delivered_on=purchasing.DELIVERED, note_number="ส่ง ๑", actor=cast.malee)
    thread = purchase.spending.lines.get(item=THREAD).pk

    def inspected(on: date, fine: str) -> None:
        taken = buying.Taken(on, {thread: Decimal(5)}, fine=Decimal(fine))
        buying.inspect_delivery(purchase, taken, actor=cast.malee)

    with pytest.raises(Refused, match="ก่อน"):
        inspected(purchasing.ORDERED, "0")
    with pytest.raises(Refused, match=r"ค่าปรับ -1\.00 บาท ติดลบไม่ได้"):
        inspected(purchasing.INSPECTED, "-1.00")
    with pytest.raises(Refused, match=r"1,450\.01 บาท เกินมูลค่าที่ตรวจรับ 1,450\.00 บาท"):
        inspected(purchasing.INSPECTED, "1450.01")
    assert not InspectionLine.objects.exists()


def test_what_was_never_taken_is_not_here_to_be_handed_over(group: Case, cast: Cast) -> None:
    purchase = purchasing.approved(group, cast)
    purchasing.ordered(purchase, cast)
    purchasing.taken(purchase, cast, thread=5, dye=0)
    purchasing.proved(purchase, cast)
    purchasing.paid(purchase, cast, "1450.00")

    actions_spending.close_spending(purchase.spending, reason="ผู้ขายไม่ส่งส่วนที่เหลือ", actor=cast.fong)

    assert [(one.line.item, one.left) for one in left_below(group, cast.mana, TODAY)] == [(THREAD, 5)]
    assert build.account(group).totals.unpaid == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"specification": " "}, "ยังขาด 1 ข้อ: ขอบเขตหรือคุณลักษณะ"),
        ({"inspectors": []}, "ยังขาด 1 ข้อ: ผู้ตรวจรับพัสดุ"),
        ({"rule": "specific"}, "ต้องมีผู้ตรวจรับอย่างน้อย 3 คน แต่ระบุไว้ 1 คน"),
        ({"rule": "w119"}, "ต้องระบุเหตุผลที่ใช้วิธีนี้"),
        ({"rule": "w804"}, r"ใช้กับวงเงิน 7,000\.00 บาท ณ วันที่ 3 กันยายน 2561 ไม่ได้"),
        (
            {"rule": "specific", "inspectors": [("นางสาวมาลี ทดสอบระบบ", "ก"), ("ข", "ข"), ("ค", "ค")]},
            "เป็นเจ้าหน้าที่ผู้รับผิดชอบ จึงเป็นผู้ตรวจรับของรายการนี้ไม่ได้",
        ),
    ],
)
def test_a_report_is_asked_for_when_it_is_whole_and_keeps_its_rule(
    group: Case, cast: Cast, change: dict[str, object], reason: str
) -> None:
    report = buying.Report(**(vars_of(purchasing.REPORT) | change))  # type: ignore[arg-type]  # a test's own words
    purchase = purchasing.drafted(group, cast, report=report)

    with pytest.raises(Refused, match=reason):
        actions_spending.request_spending(
            purchase.spending, seen=0, done_on=purchasing.ASKED, actor=cast.malee
        )


def vars_of(report: buying.Report) -> dict[str, object]:
    return {name: getattr(report, name) for name in report.__dataclass_fields__}


def test_a_request_keeps_its_rule_and_every_line_is_of_the_plan(group: Case, cast: Cast) -> None:
    asked = purchasing.requested(group, cast)
    loose = purchasing.drafted(group, cast, purchasing.cost("กรรไกร", 1, "อัน", "100.00", of_plan=None))

    assert asked.rule_asked is not None
    assert (asked.rule_asked.key, asked.rule_asked.inspectors) == ("specific-small", 1)
    with pytest.raises(Refused, match="«กรรไกร» ไม่อ้างรายการตามแผน"):
        actions_spending.request_spending(loose.spending, seen=0, actor=cast.malee)
    fee = replace(
        purchasing.cost("ค่าวิทยากรย้อมสี", 1, "ครั้ง", "3600.00"), expense_class=ExpenseClass.REMUNERATION
    )
    with pytest.raises(Refused, match="«ค่าวิทยากรย้อมสี» เป็นค่าตอบแทน ไม่ใช่การจัดซื้อจัดจ้าง"):
        purchasing.requested(group, cast, fee)


def test_what_goes_beyond_the_plan_is_approved_with_a_reason_only(group: Case, cast: Cast) -> None:
    dear = purchasing.cost(THREAD, 20, "กก.", "400.00"), purchasing.cost(DYE, 10, "กระป๋อง", "100.00")

    with pytest.raises(Refused, match=r"«เส้นด้าย» ราคาต่อหน่วย 400\.00 บาท แผนระบุ 300\.00 บาท"):
        purchasing.approved(group, cast, *dear)
    asked = Purchase.objects.get()
    actions_spending.approve_spending(
        asked.spending,
        number="บร ๑",
        done_on=purchasing.APPROVED,
        deviation_reason="ราคาตลาดสูงขึ้น",
        actor=cast.mana,
    )

    asked.refresh_from_db()
    assert asked.deviation_reason == "ราคาตลาดสูงขึ้น"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"ordered_on": date(2018, 9, 3)}, "วันที่สั่ง 3 กันยายน 2561 อยู่ก่อนวันที่เสนอราคา 5 กันยายน 2561"),
        ({"ordered_on": date(2018, 9, 11)}, "วันที่ตามเอกสาร 11 กันยายน 2561 ยังมาไม่ถึง"),
        ({"number": " "}, "ยังไม่ได้ระบุเลขที่ใบสั่ง"),
        ({"delivery_days": 4000}, "กำหนดส่งมอบ 4000 วัน"),
        ({"fine_percent": Decimal(50)}, "ค่าปรับร้อยละ 50 ต่อวัน อยู่นอกช่วง 0 ถึง 10"),
    ],
)
def test_an_order_is_sound(group: Case, cast: Cast, more: dict[str, object], reason: str) -> None:
    purchase = purchasing.approved(group, cast)
    quotation = purchasing.quoted(purchase, cast)

    with pytest.raises(Refused, match=reason):
        buying.order_purchase(purchase, purchasing.agreed(quotation, **more), actor=cast.fong)


def test_nobody_orders_beyond_what_was_approved_or_what_they_approved_themselves(
    group: Case, cast: Cast
) -> None:
    purchase = purchasing.approved(group, cast)
    dear = purchasing.quoted(purchase, cast, thread="301.00")

    with pytest.raises(Refused, match=r"เสนอ 7,020\.00 บาท แต่อนุมัติไว้ 7,000\.00 บาท"):
        buying.order_purchase(purchase, purchasing.agreed(dear), actor=cast.fong)
    with pytest.raises(Refused, match="เฉพาะการเงิน"):
        buying.order_purchase(purchase, purchasing.agreed(dear), actor=cast.mana)
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่ของหน่วยงาน"):
        buying.record_delivery(purchase, delivered_on=TODAY, note_number="๑", actor=cast.prasit)


def test_a_late_delivery_is_proposed_to_be_fined_by_the_day(group: Case, cast: Cast) -> None:
    purchase = purchasing.approved(group, cast)
    hurried = purchasing.agreed(purchasing.quoted(purchase, cast), delivery_days=2)
    buying.order_purchase(purchase, hurried, actor=cast.fong)
    before = purchases.found(purchase).fine_due

    buying.record_delivery(purchase, delivered_on=TODAY, note_number="ส่ง ๑", actor=cast.malee)

    assert (before, purchases.found(purchase).fine_due) == (0, Decimal("40.80"))


def test_sums_beyond_counting_and_lines_of_another_purchase_are_refused(group: Case, cast: Cast) -> None:
    with pytest.raises(Refused, match="ตรวจจำนวนและราคาต่อหน่วย"):
        purchasing.drafted(group, cast, purchasing.cost(THREAD, 10**8, "กก.", "9999999999999.99"))
    purchase = purchasing.approved(group, cast)
    with pytest.raises(Refused, match="ตรวจจำนวนและราคาต่อหน่วย"):
        purchasing.quoted(purchase, cast, "9999999999999.99")
    purchasing.ordered(purchase, cast)
    buying.record_delivery(purchase, delivered_on=TODAY, note_number="ส่ง ๑", actor=cast.malee)
    with pytest.raises(Refused, match="ไม่อยู่ในการจัดซื้อจัดจ้างนี้"):
        buying.inspect_delivery(purchase, buying.Taken(TODAY, {0: Decimal(1)}), actor=cast.malee)

    assert purchases.found(purchase).uninspected


def test_a_line_nobody_buys_is_ended_with_a_reason(group: Case, cast: Cast) -> None:
    procure = task(group)
    with pytest.raises(Refused, match="ระบุเหตุผลที่ไม่จัดหา"):
        buying.end_buying(procure, line(DYE), reason=" ", actor=cast.malee)
    buying.end_buying(procure, line(DYE), reason="กลุ่มมีอยู่แล้ว", actor=cast.malee)
    purchasing.drafted(group, cast, purchasing.cost(THREAD, 20, "กก.", "300.00"))
    with pytest.raises(Refused, match="เสนอจัดหา «เส้นด้าย» ไว้แล้ว"):
        buying.end_buying(procure, line(THREAD), reason="ไม่ซื้อ", actor=cast.malee)

    plan = plan_standings([group])[group.pk]
    assert ([one.item for one in plan.ended], [one.item for one in plan.to_pay]) == ([DYE], [THREAD])
    assert task(group).label == "จัดหาครบแล้ว 1 จาก 2 รายการตามแผน"


def test_where_a_stage_buys_no_thing_is_bought_as_the_cost_of_an_activity(group: Case, cast: Cast) -> None:
    spending = actions_spending.draft_spending(group, purchasing.asks(), actor=cast.malee)

    with pytest.raises(Refused, match="จึงเสนอ «เส้นด้าย, สีย้อม» เป็นค่าใช้จ่ายในกิจกรรมไม่ได้"):
        actions_spending.request_spending(spending, seen=0, actor=cast.malee)

    actions_spending.close_spending(spending, reason="ซื้อด้วยขั้นตอนจัดซื้อ", actor=cast.malee)
    assert [one.item for one in lines_to_ask(group)] == ["ค่าวิทยากรย้อมสี"]


def test_what_was_recorded_wrongly_is_withdrawn_until_it_is_paid_and_recorded_anew(
    group: Case, cast: Cast
) -> None:
    purchase = purchasing.approved(group, cast)
    purchasing.ordered(purchase, cast)
    purchasing.taken(purchase, cast, thread=5)

    def withdraw(step: Step, actor: Actor, reason: str = "พิมพ์ผิด") -> None:
        buying.withdraw_step(purchase, step, reason=reason, actor=actor)

    for step, actor, reason, refusal in (
        (Step.DELIVERY, cast.malee, "พิมพ์ผิด", "ขั้นที่บันทึกล่าสุดคือการตรวจรับ — ถอนขั้นล่าสุดก่อน"),
        (Step.INSPECTION, cast.malee, " ", "ระบุเหตุผลที่ถอน"),
        (Step.INSPECTION, cast.prasit, "พิมพ์ผิด", "เฉพาะเจ้าหน้าที่ของหน่วยงาน"),
    ):
        with pytest.raises(Refused, match=refusal):
            withdraw(step, actor, reason)
    withdraw(Step.INSPECTION, cast.malee)
    withdraw(Step.DELIVERY, cast.malee)
    with pytest.raises(Refused, match="เฉพาะการเงิน"):
        withdraw(Step.ORDER, cast.mana)
    withdraw(Step.ORDER, cast.fong, "สั่งผิดราคา")
    with pytest.raises(Refused, match="ยังไม่มีการสั่ง"):
        withdraw(Step.ORDER, cast.fong)
    freed = build.account(group).committed_baht
    purchasing.ordered(purchase, cast)
    purchasing.taken(purchase, cast)
    purchasing.proved(purchase, cast)
    purchasing.paid(purchase, cast)
    with pytest.raises(Refused, match=r"เบิกจ่ายแล้ว 6,800\.00 บาทหลังบันทึกการตรวจรับ จึงถอนไม่ได้"):
        withdraw(Step.INSPECTION, cast.malee)

    [wrong, right] = purchase.orders.order_by("pk")
    bound, again = Entry.objects.filter(kind=EntryKind.COMMITTED).order_by("pk")
    back = Entry.objects.get(kind=EntryKind.REVERSED)
    assert (wrong.withdrawn_by, wrong.withdrawn_reason, right.stands) == (cast.fong.person, "สั่งผิดราคา", True)
    assert (back.reverses, back.amount_baht, back.reason) == (bound, bound.amount_baht, "สั่งผิดราคา")
    assert (freed, again.amount_baht) == (0, Decimal("6800.00"))
    assert purchases.found(purchase).claim.payable == Decimal("6800.00")
    assert [step_of(one) for one in purchases.found(purchase).withdrawn] == list(STEPS)
    assert (list(paths.orphans()), list(breaks())) == ([], [])


def test_a_plan_that_buys_nothing_passes_the_stage_by_itself(cast: Cast, at: Freeze) -> None:
    at(build.NOW)
    group = purchasing.buying_group(cast, purchasing.SPEAKER_ALONE)
    assert group.parent is not None
    waits = build.group(group.parent, "กลุ่มยังไม่มีแผน")
    purchasing.looked_into(group, cast)

    assert (task(waits).result, task(waits).label) == ("", "ยังไม่มีรายการตามแผนให้จัดหา")
    assert (task(group).result, task(group).label) == ("passed", "แผนไม่มีรายการที่ต้องจัดหา")


def test_durable_goods_are_refused_at_request_order_and_payment_with_the_rule_quoted(
    group: Case, cast: Cast
) -> None:  # clause A15
    rule = r"บาท แต่กำหนดไม่เกิน 0\.00 บาท — กรณีสนับสนุนเป็นวัสดุ/อุปกรณ์ต้องไม่เป็นประเภทครุภัณฑ์"
    loom = replace(purchasing.cost(THREAD, 1, "หลัง", "4000.00"), expense_class=ExpenseClass.DURABLE)
    with pytest.raises(Refused, match=rule):
        purchasing.requested(group, cast, loom)
    purchase = purchasing.approved(group, cast)
    dye = purchase.spending.lines.filter(item=DYE)

    dye.update(expense_class="durable")
    with pytest.raises(Refused, match=rule):
        purchasing.ordered(purchase, cast)
    dye.update(expense_class="materials")
    purchase.quotations.all().delete()
    purchasing.ordered(purchase, cast)
    purchasing.taken(purchase, cast)
    purchasing.proved(purchase, cast)
    dye.update(expense_class="durable")
    with pytest.raises(Refused, match=rule):
        purchasing.paid(purchase, cast)

    assert build.account(group).paid_baht == 0


def test_purchases_seen_end_where_sight_ends(group: Case, cast: Cast) -> None:
    purchasing.drafted(group, cast)

    assert Purchase.objects.visible_to(cast.mana).count() == 1
    assert Purchase.objects.visible_to(cast.kanya).count() == 0


def test_a_purchase_cancelled_after_its_approval_still_shows_it_approved(group: Case, cast: Cast) -> None:
    purchase = purchasing.approved(group, cast)

    actions_spending.close_spending(purchase.spending, reason="ผู้ขายเลิกกิจการ", actor=cast.fong)

    told = purchases.found(Purchase.objects.get(pk=purchase.pk))
    shown = dict(purchases.steps(told, waits_for_handover=False))
    assert (shown[Step.APPROVAL], shown[Step.ORDER]) == (StepState.DONE, StepState.LATER)


def test_where_the_pack_says_so_the_province_buys_as_well_with_its_own_head_and_finance(
    cast: Cast, at: Freeze
) -> None:  # clause B7
    at(build.NOW)
    text = make.PACK_A.read_text()
    procure = text.index("  - key: procure")
    bought = text[:procure] + text[procure:].replace(
        "district-finance]", "district-finance, province-officer]", 1
    )
    group = build.group(build.funded_district("3101", published=make.publish(cast, bought)))
    plan = make.filing(make.task(group, "plan"), cast.malee, purchasing.BUYS, sent=True)
    cases.sign_filing(plan, seen=1, actor=cast.mana)
    build.answered(group)
    purchase = buying.draft_purchase(group, purchasing.asks(), purchasing.REPORT, actor=cast.somchai)
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่ของหน่วยงานที่ใช้จ่าย"):
        actions_spending.request_spending(
            purchase.spending, seen=0, done_on=purchasing.ASKED, actor=cast.malee
        )
    actions_spending.request_spending(purchase.spending, seen=0, done_on=purchasing.ASKED, actor=cast.somchai)
    with pytest.raises(Refused, match="อนุมัติ"):
        actions_spending.approve_spending(
            purchase.spending, number="บร ๑", done_on=purchasing.APPROVED, actor=cast.mana
        )
    actions_spending.approve_spending(
        purchase.spending, number="บร ๑", done_on=purchasing.APPROVED, actor=cast.suda
    )
    purchase = Purchase.objects.get(pk=purchase.pk)
    prices = {pk: Decimal("100.00") for pk in purchase.spending.lines.values_list("pk", flat=True)}
    offer = buying.Offer("ร้านสมมุติการค้า", purchasing.ORDERED, prices)
    quotation = buying.add_quotation(purchase, offer, actor=cast.somchai)
    with pytest.raises(Refused, match="เฉพาะการเงินของหน่วยงานหรือของจังหวัด"):
        buying.order_purchase(purchase, purchasing.agreed(quotation), actor=cast.fong)
    buying.order_purchase(purchase, purchasing.agreed(quotation), actor=cast.fai)

    assert purchase.spending.office == cast.somchai.office
    assert build.account(group).committed_baht == Decimal("3000.00")
    assert "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์" in plain_text(papers_purchase.purchase_report(purchase))
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่ของหน่วยงานที่ใช้จ่าย"):
        actions_spending.draft_spending(group, build.request(), actor=cast.somchai)
