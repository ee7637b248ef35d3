"""A programme unlike the real ones runs from its first day to its end, with no line of Python of its own."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case, ClusterBasis, Task
from sammachip.cases.standings import differing
from sammachip.core.thaidate import bangkok_day
from sammachip.core.verdict import Refused
from sammachip.insight.measures import readings
from sammachip.money import actions as money
from sammachip.money.actions import Posting, Voucher
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account
from sammachip.org.hats import Actor
from sammachip.org.models import Area, Office
from sammachip.programmes.models import Edition
from sammachip.trail import clock
from sammachip.trail.models import Event
from sammachip.trail.queries import breaks
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]

PACK = make.PACKS.parent / "tests/packs/far-away.yaml"
JOINING = {"members": "8", "agreed": "yes", "spokesman": "นายใจดี สุขใจ"}
TAMBONS = ("310101", "310102")
QUARTERS = ("2021-10-05 09:00", "2022-01-05 09:00", "2022-04-05 09:00", "2022-07-05 09:00")


@dataclass(frozen=True)
class World:
    """The programme with two sub-districts, and three groups in the first: ready, nearly ready, not ready."""

    edition: Edition
    tambons: tuple[Case, Case]
    groups: tuple[Case, Case, Case]

    @property
    def nation(self) -> Case:
        return Case.objects.get(edition=self.edition, level="nation")


@pytest.fixture
def world(cast: Cast, at: Freeze) -> World:
    at("2021-10-01 09:00")
    return begun(cast)


@laid
def begun(cast: Cast) -> World:
    edition = make.edition(cast, PACK)
    district = actions.open_case(
        edition, level="district", office=Office.objects.get(code="3101"), places=3, actor=cast.somchai
    )
    first, second = (
        actions.open_case(edition, level="subdistrict", area=Area.objects.get(code=code), actor=cast.malee)
        for code in TAMBONS
    )
    _fund(district, cast)
    kickoff = make.task(Case.objects.get(edition=edition, level="nation"), "kickoff")
    make.filing(kickoff, cast.anong, {"text": "เริ่มโครงการ"}, sent=True)
    one, two, three = (_enrol(first, cast.malee, number) for number in (1, 2, 3))
    return World(edition, (first, second), (one, two, three))


def _fund(district: Case, cast: Cast) -> None:
    """Thirty thousand baht for pipes and training, notified and received."""
    amounts = {"training": Decimal("12000.00"), "pipes": Decimal("18000.00")}
    assert district.office is not None
    day = date(2021, 10, 1)
    money.record_allotment(
        district.edition, district.office, amounts, notice_number="ทด ๑", notice_on=day, actor=cast.anong
    )
    money.record_receipt(
        district.edition, district.office, amounts, done_on=day, voucher=Voucher("ทด ๒"), actor=cast.anong
    )


def _enrol(tambon: Case, actor: Actor, number: int) -> Case:
    group = make.group(actor, name=f"กลุ่มน้ำ {number}", moo=number)
    return actions.enrol_group(tambon, group, answers=JOINING, actor=actor)


def _send(case: Case, stage: str, actor: Actor, **raw: object) -> None:
    make.filing(make.task(case, stage), actor, raw, sent=True)


def _row(case: Case, stage: str) -> tuple[str, str, bool]:
    task = make.task(case, stage)
    return task.result, task.tier, task.held


def _inspect(world: World, cast: Cast) -> None:
    for group, score in zip(world.groups, ("80", "50", "20"), strict=True):
        _send(group, "inspect", cast.malee, score=score)


def test_every_case_hangs_under_the_level_above_it(world: World) -> None:
    levels = [world.groups[0].level]
    case = world.groups[0]
    while case.parent:
        case = case.parent
        levels.append(case.level)

    assert levels == ["group", "subdistrict", "district", "province", "nation"]


def test_a_stage_each_quarter_opens_four_tasks_named_and_dated(world: World) -> None:
    tasks = world.tambons[0].tasks.filter(stage="measure_water").order_by("occurrence")

    assert [(task.period, bangkok_day(task.opens_at).isoformat()) for task in tasks] == [
        ("ไตรมาส 1/2565", "2021-10-01"),
        ("ไตรมาส 2/2565", "2022-01-01"),
        ("ไตรมาส 3/2565", "2022-04-01"),
        ("ไตรมาส 4/2565", "2022-07-01"),
    ]


def test_a_quarter_is_written_when_it_has_begun_and_not_before(cast: Cast, world: World) -> None:
    first, second = world.tambons[0].tasks.filter(stage="measure_water", occurrence__lte=2)

    assert list(Task.objects.awaiting(cast.malee).filter(stage="measure_water")) == [
        first,
        world.tambons[1].tasks.get(stage="measure_water", occurrence=1),
    ]
    with pytest.raises(Refused, match="เริ่มกรอกได้ตั้งแต่วันที่ 1 มกราคม 2565"):
        actions.start_filing(second, actor=cast.malee)


def test_the_quarters_wait_for_the_kickoff_of_the_nation(cast: Cast, at: Freeze) -> None:
    at("2021-10-01 09:00")
    edition = make.edition(cast, PACK)
    tambon = actions.open_case(
        edition, level="subdistrict", area=Area.objects.get(code="310101"), actor=cast.malee
    )
    task = tambon.tasks.filter(stage="measure_water").first()
    assert task is not None

    with pytest.raises(Refused, match="ประกาศเริ่มโครงการ"):
        actions.start_filing(task, actor=cast.malee)
    nation = Case.objects.get(edition=edition, level="nation")
    make.filing(make.task(nation, "kickoff"), cast.anong, {"text": "เริ่ม"}, sent=True)

    task.refresh_from_db()
    assert (task.may_start, task.turn_role) == (True, "field-officer")


def test_a_group_that_breaks_the_rule_is_not_enrolled_and_told_why(cast: Cast, world: World) -> None:
    group = make.group(cast.malee, name="กลุ่มเล็ก", tambon="310102")

    with pytest.raises(Refused, match="กลุ่มมีสมาชิกไม่ถึง 5 คน"):
        actions.enrol_group(
            world.tambons[1], group, answers={"members": "4", "agreed": "yes"}, actor=cast.malee
        )
    with pytest.raises(Refused, match="ตกลงเข้าร่วม"):
        actions.enrol_group(world.tambons[1], group, answers={"members": "8"}, actor=cast.malee)

    assert not group.cases.exists()


def test_the_event_of_enrolment_keeps_the_answers_and_names_the_personal_ones(world: World) -> None:
    event = Event.objects.about(world.groups[0]).get(verb="group.enrolled")

    assert event.facts["answers"] == {"members": 8, "agreed": True, "spokesman": None}


def test_the_places_of_the_pack_are_counted_for_each_sub_district(cast: Cast, world: World) -> None:
    fourth = make.group(cast.malee, name="กลุ่มที่สี่")
    elsewhere = make.group(cast.malee, name="กลุ่มตำบลสอง", tambon="310102")

    with pytest.raises(Refused, match="3 กลุ่ม และนำเข้าแล้ว 3 กลุ่ม"):
        make.enrolled(world.tambons[0], fourth, actor=cast.malee)

    case = actions.enrol_group(world.tambons[1], elsewhere, answers=JOINING, actor=cast.malee)
    assert case.parent == world.tambons[1]


def test_a_failed_task_opens_its_branch_and_holds_the_other(cast: Cast, world: World) -> None:
    ready, nearly, failing = world.groups
    _inspect(world, cast)

    assert [_row(group, "inspect")[:2] for group in world.groups] == [
        ("passed", "พร้อมมาก"),
        ("passed", "พร้อม"),
        ("failed", ""),
    ]
    held = {
        group: {task.stage for task in group.tasks.filter(held=True)} for group in (ready, nearly, failing)
    }
    assert held == {
        ready: {"repair"},
        nearly: {"repair", "best"},
        failing: {"buy", "best", "plan"},
    }
    assert make.task(failing, "repair").turn_role == "field-officer"


def test_a_group_repaired_and_inspected_again_comes_back_to_the_others(cast: Cast, world: World) -> None:
    failing = world.groups[2]
    _inspect(world, cast)
    _repair(failing, cast)

    _inspect_again(failing, cast, score="45")

    assert _row(failing, "inspect") == ("passed", "พร้อม", False)
    assert _row(failing, "repair") == ("passed", "", False)
    assert _row(failing, "plan") == ("", "", False)


def _repair(group: Case, cast: Cast) -> None:
    for day in ("1 ธันวาคม 2564", "8 ธันวาคม 2564"):
        _send(group, "repair", cast.malee, done_on=day, what="ซ่อมฝาย")
    actions.close_task(make.task(group, "repair"), actor=cast.mana)


def _inspect_again(group: Case, cast: Cast, *, score: str) -> None:
    filing = make.task(group, "inspect").filings.get()
    actions.reopen_filing(filing, reason="ซ่อมแล้ว", until=clock.today(), actor=cast.malee)
    actions.save_draft(filing, {"score": score}, seen=filing.saved, actor=cast.malee)
    actions.send_filing(filing, seen=filing.saved, actor=cast.malee)


def _lines(remuneration: str) -> dict[str, object]:
    return {
        "lines": [
            {"item": "วิทยากร", "amount": remuneration, "expense_class": "remuneration"},
            {"item": "ท่อ", "amount": "4000", "expense_class": "materials"},
        ]
    }


def test_a_plan_beyond_the_per_cent_is_refused_with_both_numbers(cast: Cast, world: World) -> None:
    _inspect(world, cast)
    draft = make.filing(make.task(world.groups[0], "plan"), cast.malee, _lines("1250.01"))

    with pytest.raises(Refused) as refused:
        actions.send_filing(draft, seen=1, actor=cast.malee)

    assert str(refused.value) == (
        "ค่าตอบแทนไม่เกินร้อยละ 12.5: 1,250.01 บาท แต่กำหนดไม่เกิน 1,250.00 บาท — "
        "ค่าตอบแทนเกินร้อยละ 12.5 ของวงเงินที่กลุ่มได้รับ — ลดจำนวนวิทยากร (ที่มา: หลักเกณฑ์โครงการสมมติ ข้อ 4)"
    )
    actions.save_draft(draft, _lines("1250.00"), seen=1, actor=cast.malee)
    actions.send_filing(draft, seen=2, actor=cast.malee)
    assert _row(world.groups[0], "plan") == ("passed", "", False)


def test_the_whole_programme_runs_to_its_end(cast: Cast, world: World, at: Freeze) -> None:
    ready, nearly, failing = world.groups
    _measure_each_quarter(world, cast, at)
    _inspect(world, cast)
    _repair(failing, cast)
    _inspect_again(failing, cast, score="45")
    for group in world.groups:
        _send(group, "plan", cast.malee, **_lines("1000"))
        _buy(group, cast)
    _send(ready, "best", cast.malee, text="บทเรียน")
    actions.sign_filing(make.task(ready, "best").filings.get(), seen=1, actor=cast.suda)
    actions.make_cluster([ready, nearly], name="ลุ่มน้ำเดียวกัน", basis=ClusterBasis.LINKED, actor=cast.malee)
    at("2022-09-15 09:00")
    province = Case.objects.get(edition=world.edition, level="province")
    _send(province, "closing", cast.somchai, text="ปิดโครงการ")
    actions.sign_filing(make.task(province, "closing").filings.get(), seen=1, actor=cast.suda)

    assert list(Task.objects.filter(case__edition=world.edition).unfinished()) == []
    assert list(differing()) == []
    assert list(breaks()) == []
    mean, passed = readings(world.nation)
    assert (mean.measure.key, mean.value) == ("mean_litres", Decimal("6000.00"))
    assert (passed.measure.key, passed.value) == ("passed_inspection", Decimal("100.00"))


def _measure_each_quarter(world: World, cast: Cast, at: Freeze) -> None:
    """Rising water: 4,100 to 4,400 litres in the first sub-district, 7,300 to 7,600 in the second."""
    for number, moment in enumerate(QUARTERS, start=1):
        at(moment)
        for tambon, litres in zip(world.tambons, (4000, 7200), strict=True):
            task = tambon.tasks.select_related("case__edition__programme").get(
                stage="measure_water", occurrence=number
            )
            raw = {"litres": str(litres + 100 * number), "read_on": "5 มกราคม 2565"}
            actions.sign_filing(make.filing(task, cast.malee, raw, sent=True), seen=1, actor=cast.mana)


def _buy(group: Case, cast: Cast) -> None:
    """Pay out all that the group was given."""
    accounts = Account.objects.filter(case=group, allotted_baht__gt=0)
    paid = [
        Posting(EntryKind.PAID_AT_ONCE, account, account.allotted_baht, clock.today()) for account in accounts
    ]
    money.post(paid, actor=cast.fong)
    actions.advance(group)
