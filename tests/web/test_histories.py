"""What the page of a person tells of posts, powers, scopes and the account: what, by whom, to whose eyes."""

from datetime import date

import pytest

import make
from cast import Cast
from org import build
from sammachip.org import actions, actions_accounts, actions_audit
from sammachip.org.models import Office, Role, Standin
from sammachip.web.histories import person_history
from web.asking import body, costs_no_more

pytestmark = pytest.mark.django_db

SINCE = date(2018, 9, 1)


@pytest.fixture(autouse=True)
def clock(at):
    at("2018-09-10 09:00")


def told(person, actor) -> list[str]:
    return [deed.what for deed in person_history(person, actor)]


@pytest.fixture
def moved(cast: Cast):
    """Malee signs for the head of her district, is given a second post there, and one in the province."""
    malee = cast.malee.person
    order = actions.record_order(cast.mana.office, "7/2561", SINCE, "มอบอำนาจ", actor=cast.mana)
    actions.give_power(
        order, malee, Standin.IN_CHARGE, cast.mana.office, "พัฒนาการอำเภอ", SINCE, for_role=Role.DISTRICT_HEAD, actor=cast.mana
    )  # fmt: skip
    second = actions.give_post(
        malee, cast.mana.office, Role.DISTRICT_FINANCE, "การเงิน", SINCE, actor=cast.mana
    )
    actions.end_post(second, on=date(2018, 9, 30), actor=cast.suda)
    actions.give_post(malee, cast.suda.office, Role.PROVINCE_FINANCE, "การเงินจังหวัด", SINCE, actor=cast.suda)
    actions_accounts.issue_reset_code(malee, actor=cast.suda)
    return malee


def test_a_history_names_each_deed_and_who_did_it(cast: Cast, moved) -> None:
    deeds = person_history(moved, cast.suda)

    assert [(deed.what, deed.who) for deed in deeds] == [
        ("ออกรหัสตั้งรหัสผ่าน", cast.suda.person.name),
        ("ให้ตำแหน่ง การเงินจังหวัด · สพจ.บุรีรัมย์", cast.suda.person.name),
        ("สิ้นสุดตำแหน่ง การเงิน · สพอ.เมืองบุรีรัมย์", cast.suda.person.name),
        ("ให้ตำแหน่ง การเงิน · สพอ.เมืองบุรีรัมย์", cast.mana.person.name),
        ("ให้อำนาจลงนาม รักษาราชการแทนพัฒนาการอำเภอ", cast.mana.person.name),
    ]
    assert deeds[-1].done_on == SINCE
    page = body(cast.suda, f"/people/{moved.pk}/")
    assert "ให้ตำแหน่ง การเงินจังหวัด · สพจ.บุรีรัมย์" in page


def test_a_district_reads_nothing_of_a_post_in_the_province(cast: Cast, moved) -> None:
    assert "ให้ตำแหน่ง การเงินจังหวัด · สพจ.บุรีรัมย์" in told(moved, cast.malee)
    assert told(moved, cast.mana)[1:] == told(moved, cast.suda)[2:]


def test_a_colleague_who_keeps_no_accounts_reads_nothing_of_this_one(cast: Cast, moved) -> None:
    assert "ออกรหัสตั้งรหัสผ่าน" in told(moved, cast.malee)
    assert "ออกรหัสตั้งรหัสผ่าน" not in told(moved, cast.fong)
    assert "ให้ตำแหน่ง การเงิน · สพอ.เมืองบุรีรัมย์" in told(moved, cast.fong)


def test_an_auditors_scopes_are_part_of_the_history(cast: Cast) -> None:
    auditor = make.auditor("31")
    offices = [Office.objects.get(code="3101")]
    [scope] = actions_audit.give_scope(
        auditor.hat.post,
        offices,
        SINCE,
        date(2018, 9, 30),
        letter_number="1",
        letter_on=SINCE,
        actor=cast.suda,
    )
    actions_audit.end_scope(scope, on=date(2018, 9, 20), actor=cast.suda)

    assert told(auditor.person, cast.suda) == [
        "สิ้นสุดการตรวจสอบ สพอ.เมืองบุรีรัมย์",
        "ให้ตรวจสอบ สพอ.เมืองบุรีรัมย์",
    ]


def test_a_long_history_costs_no_more(cast: Cast, moved) -> None:
    def much() -> None:
        order = actions.record_order(cast.suda.office, "8/2561", SINCE, "มอบอำนาจ", actor=cast.suda)
        for _ in range(30):
            power = actions.give_power(
                order, moved, Standin.IN_CHARGE, cast.mana.office, "x", SINCE, for_role=Role.DISTRICT_HEAD, actor=cast.suda
            )  # fmt: skip
            actions.end_power(power, on=SINCE, actor=cast.suda)
            build.post(moved, "", "3104", ends_on=SINCE)

    assert costs_no_more(cast.suda, f"/people/{moved.pk}/", much)
