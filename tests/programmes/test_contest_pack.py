"""The programme of the second letter: its figures, dates, roads and refusals, as its pack says them."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from cast import Cast
from programmes.conftest import ROOT
from sammachip.core.answers import coerce
from sammachip.core.area import Level
from sammachip.core.flow import Need, Outcome, Result, Step, opening
from sammachip.money.kinds_purchase import BOUGHT_CLASSES, PurchaseKind, classes_of
from sammachip.programmes import actions, packfile
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Pack
from sammachip.programmes.packfile import PackErrors

PATH = ROOT / "packs/community-business-2563.yaml"
TEXT = PATH.read_text("utf-8")
BANGKOK = timezone(timedelta(hours=7))


@pytest.fixture(scope="module")
def contest() -> Pack:
    return packfile.read(TEXT, filename=PATH.name)


def end_of(month: int, day: int) -> datetime:
    return datetime(2020, month, day, 23, 59, 59, tzinfo=BANGKOK)


def test_contest_keeps_the_letters_figures(contest: Pack):  # clauses B2, B4, B5, B6
    assert [target.number for target in contest.targets] == [76, 36, 18, 18]
    assert contest.budget.total == 18 * Decimal("90000.00") + 18 * Decimal("50000.00")
    assert contest.enrol[Level.GROUP].places is None
    assert contest.listed_groups is contest.lists["funded_2562"]


def test_every_date_of_the_letter_is_due(contest: Pack):  # clauses B1, B3 to B9
    assert {stage.key: dict(stage.due) for stage in contest.stages if stage.due} == {
        "apply": {"district-head": end_of(5, 25), "province-head": end_of(5, 29)},
        "round1": {"*": end_of(6, 30)},
        "round2": {"*": end_of(6, 30)},
        "support": {"*": end_of(7, 31)},
        "procure": {"*": end_of(7, 31)},
        "bpm": {"province-officer": end_of(8, 31)},
        "result": {"province-head": end_of(8, 20)},
    }


def test_only_those_who_won_go_on_to_money_and_proof(contest: Pack):
    for key in ("support", "procure", "handover", "bpm", "result"):
        assert contest.stage(key).needs[0] == Need("round2", "passed", "start")


@pytest.mark.parametrize(
    "ended", [{"told": "declined"}, {"round1": "failed"}, {"round1": "declined"}, {"round2": "failed"}]
)
def test_nothing_is_late_of_those_who_went_out(contest: Pack, ended: dict[str, str]):
    outcomes = {key: [Result(Outcome(how))] for key, how in ended.items()}

    for key in ("support", "procure", "handover", "bpm", "result"):
        stage = contest.stage(key)
        assert opening(Step(key, stage.needs, stage.unless), outcomes).held


def test_purchases_wait_only_for_what_is_bought(contest: Pack):
    stage = contest.stage("procure")

    [said] = PurchaseKind().problems(
        replace(stage, options={"classes": ["materials", "remuneration"]}), contest
    )

    assert "รอ options.classes «remuneration» ซึ่งไม่ใช่สิ่งที่จัดซื้อหรือจ้าง" in said
    assert classes_of(stage) == BOUGHT_CLASSES


def test_both_rubrics_come_to_a_hundred_points(contest: Pack):
    for rubric in contest.rubrics.values():
        assert sum(one.points * one.weight for one in rubric.criteria) == 100
        assert all(one.anchors[-1].points == one.points for one in rubric.criteria)
        assert {rubric.key, "exports"} <= set(contest.samples)


LINE = {"item": "เครื่องบรรจุ", "quantity": "2", "unit": "เครื่อง", "expense_class": "materials", "priority": "1"}


@pytest.mark.parametrize(
    ("price", "said"),
    [
        ("45000", []),
        (
            "44999.50",
            ["รายการเมื่อได้รับ 90,000 บาท รวมได้ 89,999.00 บาท ไม่เท่ากับ 90,000.00 บาท — แก้จำนวนหรือราคาให้พอดีวงเงิน"],
        ),
    ],
)
def test_plan_comes_to_the_sum_it_is_priced_for(contest: Pack, price: str, said: list[str]):
    answers = coerce(contest.forms["business_plan"], {"lines_90000": [{**LINE, "price": price}]})

    assert [str(one.sentence) for one in answers.errors] == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("told, on: told_on", "told, on: told_how", "ขั้นตอน 'told' ไม่มีช่อง 'told_how' ชนิด date"),
        ("invitation: {stage: told", "invitation: {stage: tell", "ไม่มีขั้นตอนชื่อ 'tell'"),
        ('source: "list:funded_2562"', "source: office", "กลุ่มไม่ได้มาจากบัญชีรายชื่อกลุ่ม"),
        ("  among: [round2]\n  stages", "  among: [round3]\n  stages", "ไม่มีขั้นตอนชื่อ 'round3'"),
        ("answer: result.change", "answer: result.changes", "แบบของขั้นตอน 'result' ไม่มีช่อง 'changes'"),
        ("fact: money.paid, required", "fact: money.spent, required", "ไม่มีข้อมูลของกลุ่มชื่อ 'money.spent'"),
        ("fact: money.paid, required", "text: ก, fact: money.paid, required", "อย่างใดอย่างหนึ่ง"),
        ("columns: [item, quantity, unit, handed_on]", "columns: [items]", "ไม่มีคอลัมน์ 'items'"),
        ("of: result, take: files, key: clip", "of: result, take: files, key: film", "ไม่มีไฟล์แนบชื่อ 'film'"),
        ("name: handover, of: handover", "name: handover, of: bpm", "แบบของขั้นตอน 'bpm' ไม่มีช่องภาพถ่าย"),
        (
            "ties: [soundness, results, welfare, network, clarity, handed-in, vote]",
            "ties: [{soundness: 1}]",
            "ไม่รู้จักวิธีตัดสินคะแนนเท่ากัน '{'soundness': 1}'",
        ),
    ],
)
def test_a_slip_is_named(old: str, new: str, said: str):
    assert old in TEXT

    with pytest.raises(PackErrors) as refused:
        packfile.read(TEXT.replace(old, new), filename=PATH.name)

    assert any(said in str(one) for one in refused.value.problems)


@pytest.mark.django_db
def test_what_is_told_after_is_no_older_than_what_is_told_before(contest: Pack):
    told = {"as_of": "1 ก.ค. 2563", "persons": "9", "amount": "900", "period": "month"}
    jobs, incomes = (
        {one: told[one] for one in ("as_of", *kept)} for kept in (("persons",), ("amount", "period"))
    )
    older = {"as_of": "30 มิ.ย. 2563", "moment": "after"}
    rows = {
        key: [{**row, "moment": "before"}, {**row, **older}]
        for key, row in (("jobs", jobs), ("incomes", incomes))
    }

    errors = coerce(contest.forms["result"], rows).errors

    assert sum("มาก่อน" in str(one.sentence) for one in errors) == 2


def test_contest_is_published_whole(cast: Cast):
    edition = actions.publish(TEXT, filename=PATH.name, actor=cast.anong)

    assert Edition.objects.get(pk=edition.pk).pack.code == "community-business-2563"
