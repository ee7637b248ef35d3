"""What cannot be true of a group is refused once, in one sentence, by whichever door it comes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

import make
from api.conftest import program_of
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions as cases
from sammachip.cases.models import Filing
from sammachip.core.verdict import Refused
from sammachip.registry import actions, sheets
from sammachip.registry.actions_lists import Telling, tell_list
from sammachip.registry.actions_outcomes import keep_jobs, keep_welfare
from sammachip.registry.models import Activity, Group, GroupKind, Income, Jobs, Welfare
from sammachip.registry.rules_values import why_not
from web.asking import browser

TODAY = date(2018, 9, 10)
TO_COME = "1 มกราคม 2590 ยังมาไม่ถึง (วันนี้ 10 กันยายน 2561) — ตรวจวัน เดือน ปี พ.ศ."


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("founded_on", TODAY, ""),
        ("founded_on", date(2018, 9, 11), "11 กันยายน 2561 ยังมาไม่ถึง"),
        ("founded_on", date(1907, 1, 1), ""),
        ("founded_on", date(1906, 12, 31), "เก่าเกินไป รับตั้งแต่ 1 มกราคม 2450"),
        ("members_count", 1, ""),
        ("members_count", 0, "ระหว่าง 1 ถึง 10,000 แต่พบ 0"),
        ("members_count", -5, "แต่พบ -5"),
        ("members_count", 10_001, "แต่พบ 10,001"),
        ("otop_year", 2561, ""),
        ("otop_year", 2562, "ระหว่าง 2544 ถึง 2561 แต่พบ 2562"),
        ("latitude", Decimal("103.1"), "103.1 อยู่นอกประเทศไทย"),
        ("longitude", Decimal("103.1"), ""),
        ("incomes.amount", Decimal(-1), "แต่พบ -1.00 บาท"),
        ("incomes.amount", Decimal("1000000000.01"), "แต่พบ 1,000,000,000.01 บาท"),
        ("incomes.as_of", date(2019, 1, 1), "ยังมาไม่ถึง"),
        ("jobs.persons", 0, ""),
        ("jobs.persons", -1, "แต่พบ -1"),
        ("welfare.persons", 99_999, "แต่พบ 99,999"),
        ("markets.since", date(2600, 1, 1), "ยังมาไม่ถึง"),
        ("members.joined_on", date(2600, 1, 1), "ยังมาไม่ถึง"),
        ("product", "ผ้าไหม", ""),
        ("founded_on", None, ""),
    ],
)
def test_a_value_is_doubted(name: str, value: object, words: str) -> None:
    told = why_not(name, value, TODAY)

    assert words in told
    assert bool(told) == bool(words)


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return make.group(cast.malee)


@pytest.fixture
def survey(cast: Cast, group: Group) -> Filing:
    case = make.enrolled(make.district(cast), group, actor=cast.malee)
    return cases.start_filing(make.task(case, "survey"), actor=cast.malee)


def sentences(cast: Cast, group: Group, survey: Filing) -> Iterator[str]:
    """What each door says of a founding day to come."""
    typed = {"seen": "1", "name": group.name, "kind": "occupational", "founded_on": "1 ม.ค. 2590", "said_on": "10/9/2561"}  # fmt: skip
    page = browser(cast.malee).post(f"/groups/{group.pk}/edit/", typed)
    assert page.status_code == 422
    yield page.content.decode()
    heads = "ชื่อกลุ่ม\tชนิดกลุ่ม\tอำเภอ\tตำบล\tหมู่ที่\tบ้าน\tวันที่จัดตั้งกลุ่ม"
    row = "กลุ่มใหม่\tกลุ่มอาชีพ\tเมืองบุรีรัมย์\tในเมือง\t1\tตัวอย่าง 1\t๑ มกราคม ๒๕๙๐"
    [error] = sheets.read_pasted(f"{heads}\n{row}").errors
    assert error.cell == "G2"
    yield error.message
    answers = {**survey.answers, "founded_on": "1/1/2590"}
    saved = program_of(cast.malee).post(
        f"/filings/{survey.pk}/save", {"answers": answers, "seen": survey.saved}
    )
    assert saved.status_code == 200
    [refusal] = [one for one in saved.json()["errors"] if one["field"] == "founded_on"]
    yield refusal["message"]
    with pytest.raises(Refused) as refused:
        actions.learn(group, {"founded_on": date(2047, 1, 1)}, source="x", said_on=TODAY, actor=cast.malee)
    yield str(refused.value)


@pytest.mark.django_db
def test_every_door_says_the_same_sentence(cast: Cast, group: Group, survey: Filing) -> None:
    told = list(sentences(cast, group, survey))

    assert len(told) == 4
    assert all(TO_COME in one for one in told)
    group.refresh_from_db()
    assert (group.founded_on, group.version) == (None, 1)


@pytest.mark.django_db
def test_a_survey_with_a_day_to_come_is_kept_as_typed_and_not_sent(cast: Cast, survey: Filing) -> None:
    incomes = [{"moment": "before", "amount": "1,200", "period": "month", "as_of": "1 ม.ค. 2590"}]

    answers = cases.save_draft(survey, {**survey.answers, "incomes": incomes}, seen=0, actor=cast.malee)

    assert [(one.path, one.code) for one in answers.errors] == [("incomes[0].as_of", "impossible")]
    assert TO_COME in answers.errors[0].sentence
    assert survey.answers["incomes"] == incomes
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        cases.send_filing(survey, seen=survey.saved, actor=cast.malee)


@pytest.mark.django_db
@pytest.mark.both
@pytest.mark.parametrize(
    ("keep", "row"),
    [
        (actions.keep_incomes, {"moment": "before", "amount": "-1", "as_of": TODAY}),
        (keep_jobs, {"moment": "before", "persons": 4, "as_of": date(2019, 1, 1)}),
        (keep_welfare, {"kind": "birth", "amount": Decimal(500), "persons": -2}),
    ],
)
def test_what_a_group_earns_and_makes_is_doubted_before_it_is_kept(
    cast: Cast, group: Group, keep: object, row: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        keep(group, [row], source="x", actor=cast.malee)  # type: ignore[operator]  # one of three actions

    assert not any(model.objects.exists() for model in (Income, Jobs, Welfare))


@pytest.mark.django_db
def test_a_standing_begins_neither_tomorrow_nor_before_the_group(cast: Cast, group: Group) -> None:
    actions.learn(group, {"founded_on": date(2015, 5, 1)}, source="x", said_on=TODAY, actor=cast.malee)
    address = f"/groups/{group.pk}/activity/"
    typed = {"seen": "2", "activity": "dissolved", "reason": "สมาชิกย้ายถิ่น"}

    for day, words in (("11 กันยายน 2561", "ยังมาไม่ถึง"), ("1 เมษายน 2558", "มาก่อนวันที่จัดตั้งกลุ่ม")):
        page = browser(cast.malee).post(address, {**typed, "activity_on": day})
        assert page.status_code == 422
        assert words in page.content.decode()
        assert "สมาชิกย้ายถิ่น" in page.content.decode()
    for on in ("2018-09-11", "2015-04-01"):
        said = {"activity": "dissolved", "reason": "สมาชิกย้ายถิ่น", "seen": 2, "on": on}
        answer = program_of(cast.malee).post(f"/groups/{group.pk}/activity", said)
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
            422,
            "impossible",
            "on",
        )
    with pytest.raises(Refused, match="มาก่อนวันที่จัดตั้งกลุ่ม"):
        actions.change_activity(
            group, Activity.PAUSED, on=date(2015, 4, 1), reason="ย้าย", seen=2, source="x", actor=cast.malee
        )
    group.refresh_from_db()
    assert group.activity == Activity.ACTIVE


@pytest.mark.django_db
def test_a_list_is_doubted_row_by_row(cast: Cast, group: Group) -> None:
    row = {"kind": "school", "name": "โรงเรียนตัวอย่าง", "since": date(2047, 1, 1)}
    typed = {
        "seen": "1",
        "a.markets.0.kind": "school",
        "a.markets.0.since": "1 ม.ค. 2590",
        "a.said_on": "10/9/2561",
    }
    said = {"rows": [{"kind": "school", "since": "2590-01-01"}], "seen": 1}

    page = browser(cast.malee).post(f"/groups/{group.pk}/lists/markets/", typed)
    answer = program_of(cast.malee).post(f"/groups/{group.pk}/lists/markets", said)

    assert page.status_code == 422
    assert "«ตั้งแต่วันที่»: " + TO_COME in page.content.decode()
    assert answer.status_code == 422
    assert TO_COME in answer.json()["message"]
    telling = Telling(["kind", "name", "since"], 1, "x", TODAY)
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        tell_list(group, "markets", [row], telling, actor=cast.malee)


@pytest.mark.django_db
def test_a_program_is_told_every_value_that_cannot_be(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    said = {"area": "310101", "moo": 1, "village_name": "ตัวอย่าง", "name": "กลุ่มใหม่", "members_count": 0, "said_on": "2018-09-11"}  # fmt: skip

    answer = program_of(cast.malee).post("/groups", said)

    assert (answer.status_code, answer.json()["code"]) == (422, "impossible")
    assert [one["field"] for one in answer.json()["details"]] == ["members_count", "said_on"]
    assert not Group.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["ไม่มี", "12345", "ถามที่ผู้ใหญ่บ้าน"])
def test_a_group_is_registered_under_no_words_as_its_telephone(cast: Cast, at: Freeze, given: str) -> None:
    at("2018-09-10 09:00")
    said = {"area": "310101", "moo": 1, "village_name": "ตัวอย่าง", "name": "กลุ่มใหม่", "phone": given}
    village = make.group(cast.malee).village

    answer = program_of(cast.malee).post("/groups", said)

    assert (answer.status_code, answer.json()["field"]) == (422, "phone")
    assert f"«{given}» ไม่ใช่หมายเลขโทรศัพท์" in answer.json()["message"]
    with pytest.raises(Refused, match="«โทรศัพท์»: "):
        actions.register_group(
            village, name="กลุ่มใหม่", kind=GroupKind.OCCUPATIONAL, said={"phone": given}, source="x",
            said_on=TODAY, actor=cast.malee,
        )  # fmt: skip
    assert not Group.objects.filter(name="กลุ่มใหม่").exists()
