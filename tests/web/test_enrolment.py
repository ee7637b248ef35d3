"""The way of a group into a programme: who may be chosen, what is asked, what each rule says, who is taken in."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases.models import Case
from sammachip.registry.models import Group
from sammachip.trail.models import Event
from web.asking import body, browser, costs_no_more
from web.groups.typed import TYPED

pytestmark = pytest.mark.django_db

QUESTIONS = ("sammachip_village", "thai_niyom_village", "same_occupation", "trained", "practising")
ALL_YES = {f"a.{key}": "yes" for key in QUESTIONS}
TAKE_IN = {**ALL_YES, "then": "take-in"}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return make.group(cast.malee)


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast)


def enrolling(district: Case, more: str = "") -> str:
    return f"/cases/{district.pk}/groups/{more}"


def asking(district: Case, group: Group) -> str:
    return enrolling(district, f"{group.pk}/")


def test_candidates_are_told_the_rules_and_the_places_left(cast: Cast, district: Case, group: Group):
    text = body(cast.malee, enrolling(district))

    assert f'href="{asking(district, group)}"' in text
    assert all(rule.sentence in text for rule in district.edition.pack.rules.values())  # clause A14
    assert "นำเข้าแล้ว 0 จาก 2 กลุ่มที่ได้รับจัดสรร" in text


def test_candidates_cost_the_same_for_one_group_and_thirty(cast: Cast, district: Case, group: Group):
    assert costs_no_more(
        cast.malee, enrolling(district), lambda: [make.group(cast.malee, name=f"กลุ่ม {n}") for n in range(29)]
    )


def test_candidates_are_only_read(cast: Cast, district: Case, group: Group):
    assert browser(cast.malee).post(enrolling(district), {"group": group.pk}).status_code == 405


def test_group_is_shown_as_known_with_every_question_and_rule(cast: Cast, district: Case, group: Group):
    text = body(cast.malee, asking(district, group))

    assert "ผ้าทอ" in text
    assert all(f'name="a.{key}"' in text for key in QUESTIONS)
    assert text.count("ยังไม่ได้ตอบ") == 3
    assert "take-in" not in text


def test_each_rule_answers_before_anybody_is_taken_in(cast: Cast, district: Case, group: Group):
    answer = browser(cast.malee).post(asking(district, group), ALL_YES)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.count("<strong>ผ่าน</strong>") == 3
    assert 'value="take-in"' in text
    assert district.children.count() == 0


def test_group_that_every_rule_lets_in_is_taken_in_with_its_answers(cast: Cast, district: Case, group: Group):
    answer = browser(cast.malee).post(asking(district, group), {**TAKE_IN, "a.evidence": "บัญชีหมู่บ้าน"})

    case = Case.objects.get(group=group)
    assert (answer.status_code, answer.url) == (302, f"/cases/{case.pk}/")
    shown = body(cast.somchai, f"/cases/{case.pk}/")
    assert "<dt>หลักฐานที่ใช้ตรวจ</dt><dd>บัญชีหมู่บ้าน</dd>" in shown  # clause A14
    assert shown.count("<dd>ใช่</dd>") == len(QUESTIONS)
    kept = Event.objects.about(case).get(verb="group.enrolled").facts["answers"]
    assert kept == {**dict.fromkeys(QUESTIONS, True), "evidence": "บัญชีหมู่บ้าน"}
    assert "ไม่มีกลุ่มที่นำเข้าได้" in body(cast.malee, enrolling(district))


@pytest.mark.parametrize(
    ("typed", "status", "joined"), [("5 ก.ย. 61", 302, date(2018, 9, 5)), ("11 ก.ย. 61", 422, None)]
)
def test_group_chosen_before_it_was_typed_joins_on_the_day_of_the_paper(
    cast: Cast, district: Case, group: Group, typed: str, status: int, joined: date | None
):
    answer = browser(cast.malee).post(asking(district, group), {**TAKE_IN, "done_on": typed})

    assert answer.status_code == status
    assert status == 302 or f'value="{typed}"' in answer.content.decode()
    assert Case.objects.filter(group=group).values_list("joined_on", flat=True).first() == joined


@pytest.mark.parametrize("pressed", [{}, {"then": "take-in"}])
def test_rule_that_says_no_says_why_and_keeps_the_answers(
    cast: Cast, district: Case, group: Group, pressed: dict[str, str]
):
    typed = {**ALL_YES, "a.practising": "no", "a.evidence": "ทะเบียนผู้ผ่านการฝึก", **pressed}

    answer = browser(cast.malee).post(asking(district, group), typed)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert district.edition.pack.rules["trained_and_practising"].otherwise in text
    assert text.count("<strong>ผ่าน</strong>") == 2
    assert "ทะเบียนผู้ผ่านการฝึก" in text
    assert 'value="take-in"' not in text
    assert district.children.count() == 0


def test_unanswered_question_is_named(cast: Cast, district: Case, group: Group):
    answer = browser(cast.malee).post(asking(district, group), {"a.trained": "yes", "then": "take-in"})

    assert answer.status_code == 422
    assert "ยังขาดคำตอบ 4 ข้อ" in answer.content.decode()


def test_wrong_answer_is_refused_beside_its_question(cast: Cast, district: Case, group: Group):
    answer = browser(cast.malee).post(asking(district, group), {**TAKE_IN, "a.trained": "maybe"})

    assert answer.status_code == 422
    assert "maybe" in answer.content.decode()
    assert district.children.count() == 0


def test_new_group_is_registered_and_taken_in_at_once(cast: Cast, district: Case):
    assert all(f'name="a.{key}"' in body(cast.malee, enrolling(district, "new/")) for key in QUESTIONS)

    answer = browser(cast.malee).post(enrolling(district, "new/"), {**TYPED, **TAKE_IN})

    case = Case.objects.get(level="group")
    assert (answer.url, case.group.name, case.parent) == (f"/cases/{case.pk}/", "กลุ่มจักสานสมมุติ", district)


def test_new_group_is_asked_before_it_is_registered(cast: Cast, district: Case):
    answer = browser(cast.malee).post(enrolling(district, "new/"), {**TYPED, **ALL_YES})

    assert answer.status_code == 200
    assert "ตะกร้าไม้ไผ่" in answer.content.decode()
    assert not Group.objects.exists()


@pytest.mark.parametrize("wrong", [{"moo": ""}, {"a.trained": "no"}])
def test_bad_new_group_enrols_nobody_and_keeps_what_was_typed(
    cast: Cast, district: Case, wrong: dict[str, str]
):
    answer = browser(cast.malee).post(enrolling(district, "new/"), {**TYPED, **TAKE_IN, **wrong})

    assert answer.status_code == 422
    assert "ตะกร้าไม้ไผ่" in answer.content.decode()
    assert not Group.objects.exists()


def test_no_group_beyond_the_places_allotted(cast: Cast, district: Case, group: Group):
    for number in (1, 2):
        make.enrolled(district, make.group(cast.malee, name=f"กลุ่ม {number}"), actor=cast.malee)

    assert "ขอปรับทะเบียนจัดสรรจากจังหวัดก่อน" in body(cast.malee, enrolling(district))
    for answer in (
        browser(cast.malee).get(asking(district, group)),
        browser(cast.malee).post(asking(district, group), TAKE_IN),
        browser(cast.malee).get(enrolling(district, "new/")),
        browser(cast.malee).post(enrolling(district, "new/"), {**TYPED, **TAKE_IN}),
    ):
        assert answer.status_code == 403
        assert "อำเภอนี้ได้รับจัดสรร 2 กลุ่ม และนำเข้าแล้ว 2 กลุ่ม" in answer.content.decode()
    assert not Group.objects.filter(name=TYPED["name"]).exists()


def test_group_of_another_district_or_inside_already_is_not_found(cast: Cast, district: Case, group: Group):
    other = make.group(cast.prasit, name="กลุ่มคูเมือง", tambon="310201")
    make.enrolled(district, group, actor=cast.malee)

    for actor in (cast.malee, cast.somchai):
        for one in (other, group):
            assert browser(actor).get(asking(district, one)).status_code == 404
            assert browser(actor).post(asking(district, one), TAKE_IN).status_code == 404


@pytest.mark.parametrize("who", ["fong", "anong"])
def test_others_enrol_nobody(cast: Cast, district: Case, group: Group, who: str):
    client = browser(getattr(cast, who))

    for answer in (client.get(asking(district, group)), client.post(asking(district, group), TAKE_IN)):
        assert answer.status_code == 403
        assert "จึงนำกลุ่มเข้าโครงการได้" in answer.content.decode()


def test_stranger_does_not_find_the_enrolment(cast: Cast, district: Case, group: Group):
    client = browser(cast.kanya)

    for address in (enrolling(district), asking(district, group), enrolling(district, "new/")):
        assert client.get(address).status_code == 404
    assert client.post(asking(district, group), TAKE_IN).status_code == 404
    assert client.post(enrolling(district, "new/"), {**TYPED, **TAKE_IN}).status_code == 404


def test_only_a_district_takes_groups_in(cast: Cast, district: Case):
    assert browser(cast.somchai).get(enrolling(district.parent)).status_code == 404


def test_enrolment_takes_no_other_method(cast: Cast, district: Case, group: Group):
    for address in (enrolling(district), asking(district, group), enrolling(district, "new/")):
        assert browser(cast.malee).delete(address).status_code == 405
