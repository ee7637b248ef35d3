"""Who may give which role, who may open whose account, and who may sign for what sum."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from org import build
from sammachip.core.verdict import YES
from sammachip.org import rules
from sammachip.org.models import Office, Role, Standin
from sammachip.org.queries import signing_power

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DAY = date(2018, 9, 10)
HOME = {  # where a post of this role stands in these tests: Buriram and its first district
    Role.FIELD_OFFICER: "3101",
    Role.DISTRICT_HEAD: "3101",
    Role.DISTRICT_FINANCE: "3101",
    Role.PROVINCE_OFFICER: "31",
    Role.PROVINCE_HEAD: "31",
    Role.PROVINCE_FINANCE: "31",
    Role.DEPARTMENT_OFFICER: "00",
    Role.DEPARTMENT_HEAD: "00",
}
DISTRICT = {"field-officer", "district-head", "district-finance"}
PROVINCE = {"province-officer", "province-head", "province-finance"}
DEPARTMENT = {"department-officer", "department-head"}
ANY = {"auditor", "administrator"}
GIVES = {
    ("field-officer", "3101"): set(),
    ("district-finance", "3101"): set(),
    ("district-head", "3101"): DISTRICT | ANY,
    ("province-finance", "31"): set(),
    ("province-officer", "31"): DISTRICT,
    ("province-head", "31"): DISTRICT | PROVINCE | ANY,
    ("department-officer", "00"): DISTRICT | PROVINCE,
    ("department-head", "00"): DISTRICT | PROVINCE | DEPARTMENT | ANY,
    ("auditor", "00"): set(),
    ("administrator", "3101"): DISTRICT | ANY,
    ("administrator", "31"): DISTRICT | PROVINCE | ANY,
    ("administrator", "00"): DISTRICT | PROVINCE | DEPARTMENT | ANY,
}


@pytest.mark.parametrize(("giver", "office"), GIVES)
def test_may_create_account_answers_for_every_role_and_says_why_not(giver, office):
    actor = build.actor(giver, office)
    places = Office.objects.in_bulk({*HOME.values(), office})

    answers = {
        given: rules.may_create_account(actor, places[HOME.get(given, office)], given)
        for given in Role.values
    }

    assert {given for given, verdict in answers.items() if verdict} == GIVES[giver, office]
    assert all(verdict.reason for verdict in answers.values() if not verdict)


def test_may_create_account_refuses_the_neighbouring_province():
    actor = build.actor(Role.PROVINCE_HEAD, "31")

    verdict = rules.may_create_account(actor, Office.objects.get(code="2706"), Role.FIELD_OFFICER)

    assert verdict.reason == "สพอ.อรัญประเทศ อยู่นอกพื้นที่ของท่าน — แจ้งหน่วยงานเจ้าของพื้นที่"


def test_may_create_account_refuses_the_office_above():
    actor = build.actor(Role.DISTRICT_HEAD, "3101")

    assert not rules.may_create_account(actor, Office.objects.get(code="31"), Role.AUDITOR)


def test_may_create_account_refuses_a_role_at_the_wrong_level():
    actor = build.actor(Role.PROVINCE_HEAD, "31")

    verdict = rules.may_create_account(actor, Office.objects.get(code="31"), Role.FIELD_OFFICER)

    assert "มีได้เฉพาะหน่วยงานระดับอำเภอ" in verdict.reason


@pytest.mark.parametrize(
    ("giver", "office", "expected"),
    [
        (Role.PROVINCE_OFFICER, "3101", ["field-officer", "district-head", "district-finance"]),
        (Role.PROVINCE_OFFICER, "31", []),
        (Role.FIELD_OFFICER, "3101", []),
        (Role.PROVINCE_HEAD, "31", [*sorted(PROVINCE - {"province-finance"}, reverse=True), "province-finance", "auditor", "administrator"]),
    ],
)  # fmt: skip
def test_roles_to_give_lists_only_what_the_office_may_have(giver, office, expected):
    home = HOME[giver]

    roles = rules.roles_to_give(build.actor(giver, home), Office.objects.get(code=office))

    assert roles == expected


def test_may_issue_reset_code_for_someone_below():
    actor = build.actor(Role.PROVINCE_OFFICER, "31")
    officer = build.actor(Role.FIELD_OFFICER, "3104").person

    assert rules.may_issue_reset_code(actor, officer, DAY) == YES


@pytest.mark.parametrize(
    ("role", "office"),
    [(Role.PROVINCE_HEAD, "31"), (Role.PROVINCE_OFFICER, "31"), (Role.FIELD_OFFICER, "2706"), (Role.DEPARTMENT_OFFICER, "00")],
)  # fmt: skip
def test_may_issue_reset_code_refuses_an_account_not_below_the_own(role, office):
    actor = build.actor(Role.PROVINCE_OFFICER, "31")

    assert not rules.may_issue_reset_code(actor, build.actor(role, office).person, DAY)


def test_may_issue_reset_code_looks_at_every_post_also_one_that_begins_later():
    actor = build.actor(Role.PROVINCE_OFFICER, "31")
    rising = build.actor(Role.FIELD_OFFICER, "3101").person
    build.post(rising, Role.PROVINCE_HEAD, "31", starts_on=date(2018, 10, 1))

    assert not rules.may_issue_reset_code(actor, rising, DAY)


def test_may_issue_reset_code_forgets_posts_that_are_over():
    actor = build.actor(Role.PROVINCE_OFFICER, "31")
    moved = build.actor(Role.FIELD_OFFICER, "3101").person
    build.post(moved, Role.PROVINCE_HEAD, "31", ends_on=date(2018, 9, 9))

    assert rules.may_issue_reset_code(actor, moved, DAY)


def test_may_issue_reset_code_refuses_oneself_the_suspended_and_who_never_logs_in():
    actor = build.actor(Role.PROVINCE_HEAD, "31")
    suspended = build.actor(Role.FIELD_OFFICER, "3101").person
    suspended.is_active = False
    on_paper = build.person(username=None)
    build.post(on_paper, "", "31")

    refusals = [rules.may_issue_reset_code(actor, who, DAY) for who in (actor.person, suspended, on_paper)]

    assert [bool(refusal) for refusal in refusals] == [False] * 3
    assert "ถูกระงับ" in refusals[1].reason
    assert "ไม่มีชื่อผู้ใช้" in refusals[2].reason


def test_powers_count_like_posts_for_whoever_manages_an_account():
    """A code for the account of a holder would open the way to the governor's signature."""
    officer, head = build.actor(Role.PROVINCE_OFFICER, "31"), build.actor(Role.PROVINCE_HEAD, "31")
    deputy = build.actor(Role.FIELD_OFFICER, "3101").person
    build.power(deputy, "31")

    refused = rules.may_issue_reset_code(officer, deputy, DAY)

    assert refused.reason.startswith("อำนาจแทนผู้ว่าราชการจังหวัดบุรีรัมย์")
    assert rules.may_manage_account(officer, deputy, DAY) == refused
    assert rules.may_correct(officer, deputy, DAY) == refused
    assert rules.may_issue_reset_code(head, deputy, DAY)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "allowed"),
    [
        (date(2018, 9, 11), None, False),
        (date(2018, 9, 1), date(2018, 9, 10), False),
        (date(2018, 9, 1), date(2018, 9, 9), True),
    ],
)
def test_a_power_counts_until_its_last_day_also_before_its_first(starts_on, ends_on, allowed):
    officer = build.actor(Role.PROVINCE_OFFICER, "31")
    deputy = build.actor(Role.FIELD_OFFICER, "3101").person
    build.power(deputy, "31", role=Role.PROVINCE_HEAD, starts_on=starts_on, ends_on=ends_on)

    assert bool(rules.may_manage_account(officer, deputy, DAY)) is allowed


@pytest.mark.parametrize(
    ("giver", "home", "place", "role", "allowed"),
    [
        (Role.PROVINCE_OFFICER, "31", "31", Role.PROVINCE_HEAD, False),
        (Role.PROVINCE_OFFICER, "31", "31", "", False),
        (Role.PROVINCE_OFFICER, "31", "3101", "", False),
        (Role.PROVINCE_OFFICER, "31", "3101", Role.DISTRICT_HEAD, True),
        (Role.PROVINCE_HEAD, "31", "31", Role.PROVINCE_HEAD, True),
        (Role.PROVINCE_HEAD, "31", "31", "", True),
        (Role.PROVINCE_HEAD, "31", "3101", "", True),
        (Role.PROVINCE_HEAD, "31", "27", "", False),
        (Role.DISTRICT_HEAD, "3101", "3101", "", True),
        (Role.DISTRICT_HEAD, "3101", "31", "", False),
        (Role.DISTRICT_HEAD, "3101", "3101", Role.DISTRICT_HEAD, True),
        (Role.DEPARTMENT_OFFICER, "00", "31", Role.PROVINCE_HEAD, True),
        (Role.DEPARTMENT_OFFICER, "00", "31", "", False),
        (Role.DEPARTMENT_HEAD, "00", "00", "", True),
        (Role.ADMINISTRATOR, "00", "31", "", False),
        (Role.FIELD_OFFICER, "3101", "3101", Role.FIELD_OFFICER, False),
    ],
)
def test_a_power_is_given_by_who_could_give_the_post(giver, home, place, role, allowed):
    actor = build.actor(giver, home)

    assert bool(rules.may_let_stand_for(actor, Office.objects.get(code=place), role)) is allowed


def test_an_officer_gives_no_accomplice_the_power_of_the_own_head():
    officer, accomplice = (
        build.actor(Role.PROVINCE_OFFICER, "31"),
        build.actor(Role.PROVINCE_FINANCE, "31").person,
    )
    power = build.power(accomplice, "31", role=Role.PROVINCE_HEAD)

    given = rules.may_give_power(officer, power.order, accomplice, officer.office, Role.PROVINCE_HEAD)

    assert given.reason.startswith("บทบาท “เจ้าหน้าที่จังหวัด” มอบบทบาท “พัฒนาการจังหวัด” ไม่ได้")
    assert rules.may_end_power(officer, power) == given


def test_an_officer_records_that_the_head_of_today_signs_for_the_governor():
    officer, head = build.actor(Role.PROVINCE_OFFICER, "31"), build.actor(Role.PROVINCE_HEAD, "31")
    finance = build.actor(Role.PROVINCE_FINANCE, "31").person
    once_head = build.person()
    build.post(once_head, Role.PROVINCE_HEAD, "31", ends_on=DAY - timedelta(days=1))
    power = build.power(head.person, "31")

    assert rules.may_give_power(officer, power.order, head.person, officer.office, "") == YES
    assert rules.may_end_power(officer, power) == YES
    for other in (finance, once_head):
        assert rules.may_give_power(officer, power.order, other, officer.office, "").reason.startswith(
            "อำนาจแทนผู้ว่าราชการจังหวัดบุรีรัมย์ บันทึกหรือแก้ไขได้เฉพาะหัวหน้า"
        )


def signs(actor, amount: str | None, role: str = "", office: str = "31", **more):
    wanted = None if amount is None else Decimal(amount)
    return rules.may_sign_for(actor, Office.objects.get(code=office), role, wanted, DAY, **more)


@pytest.mark.parametrize(
    ("amount", "allowed"),
    [("19999.99", True), ("20000.00", True), ("20000.01", False), ("31200.00", False), (None, True)],
)
def test_may_sign_for_reaches_exactly_to_the_limit(amount, allowed):
    actor = build.actor(Role.PROVINCE_HEAD, "31")
    build.power(actor.person, "31", limit_baht=Decimal("20000.00"))

    assert bool(signs(actor, amount)) is allowed


def test_may_sign_for_quotes_both_sums_above_the_limit():
    actor = build.actor(Role.PROVINCE_HEAD, "31")
    power = build.power(actor.person, "31", limit_baht=Decimal("20000.00"))

    verdict = signs(actor, "31200.00")

    assert verdict.reason == (
        f"คำสั่งที่ {power.order.number} มอบอำนาจไม่เกิน 20,000.00 บาท แต่รายการนี้ 31,200.00 บาท"
        " — เสนอผู้ว่าราชการจังหวัดบุรีรัมย์ลงนาม"
    )


def test_may_sign_for_takes_the_widest_of_several_powers():
    actor = build.actor(Role.PROVINCE_HEAD, "31")
    build.power(actor.person, "31", limit_baht=Decimal("20000.00"))
    wide = build.power(actor.person, "31", limit_baht=Decimal("50000.00"))

    assert signs(actor, "31200.00")
    assert f"คำสั่งที่ {wide.order.number} มอบอำนาจไม่เกิน 50,000.00 บาท" in signs(actor, "60000.00").reason


def test_may_sign_for_without_a_limit_reaches_any_sum():
    actor = build.actor(Role.PROVINCE_HEAD, "31")
    build.power(actor.person, "31")

    assert signs(actor, "61857700.00")


@pytest.mark.parametrize("form", Standin.values)
def test_may_sign_for_holds_under_each_of_the_five_forms(form):
    actor = build.actor(Role.FIELD_OFFICER, "3101")
    build.power(actor.person, "3101", form=form, role=Role.DISTRICT_HEAD, for_title="พัฒนาการอำเภอเมืองบุรีรัมย์")

    assert signs(actor, "31200.00", Role.DISTRICT_HEAD, "3101")
    assert not signs(actor, "31200.00", Role.DISTRICT_HEAD, "3104")


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "allowed"),
    [
        (date(2018, 9, 10), date(2018, 9, 10), True),
        (date(2018, 9, 11), None, False),
        (date(2018, 9, 1), date(2018, 9, 9), False),
        (date(2018, 9, 1), None, True),
    ],
)
def test_may_sign_for_only_while_the_power_is_in_force(starts_on, ends_on, allowed):
    actor = build.actor(Role.PROVINCE_HEAD, "31")
    build.power(actor.person, "31", starts_on=starts_on, ends_on=ends_on)

    assert bool(signs(actor, "1.00")) is allowed


def test_may_sign_for_needs_no_order_in_the_own_post():
    actor = build.actor(Role.PROVINCE_HEAD, "31")

    assert signs(actor, "1000000.00", Role.PROVINCE_HEAD)


def test_may_sign_for_refuses_without_any_order():
    verdict = signs(build.actor(Role.PROVINCE_OFFICER, "31"), "1.00", Role.PROVINCE_HEAD)

    assert verdict.reason.startswith("ไม่มีคำสั่งที่ให้ท่านลงนามแทนในวันนั้น")


def test_may_sign_for_keeps_a_power_within_its_programme():
    actor = build.actor(Role.PROVINCE_HEAD, "31")
    build.power(actor.person, "31", programme_code="weaving-2561")

    assert signs(actor, "1.00", programme="weaving-2561")
    assert not signs(actor, "1.00", programme="other-2561")
    assert not signs(actor, "1.00")


def test_signing_power_is_the_newest_that_reaches_the_sum():
    actor = build.actor(Role.PROVINCE_HEAD, "31")
    wide = build.power(actor.person, "31")
    build.power(actor.person, "31", limit_baht=Decimal("20000.00"))
    office = Office.objects.get(code="31")

    assert signing_power(actor.person, office, "", DAY, Decimal("20000.01")) == wide
    assert signing_power(actor.person, office, Role.PROVINCE_HEAD, DAY, None) is None


@pytest.mark.parametrize(("giver", "home"), [(Role.ADMINISTRATOR, "00"), (Role.PROVINCE_HEAD, "31")])
def test_nobody_gives_a_post_to_oneself(giver, home):
    actor = build.actor(giver, home)

    verdict = rules.may_give_post(actor, actor.person, Office.objects.get(code="31"), Role.PROVINCE_OFFICER)

    assert verdict.reason.startswith("มอบตำแหน่งให้ตนเองไม่ได้")


@pytest.mark.parametrize(
    "kept",
    ["", "๐ ๔๔๖๖ ๖๕๑๒", "0 4400 0000 ต่อ 12, (มท) 37156", "+66 81 000 0000", "044-000000 หรือ 081 000 0000"],
)
def test_a_number_to_call_is_kept_as_letters_print_it(kept: str):
    assert rules.may_keep_phone(kept)


@pytest.mark.parametrize("refused", ["NaN", "-1", "31 กุมภาพันธ์ 2561", "ไม่มี", "ต่อ 12"])
def test_what_nobody_can_call_is_no_telephone(refused: str):
    assert not rules.may_keep_phone(refused)
