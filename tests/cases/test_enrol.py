"""Groups enter a programme: by their own district, inside it, once, within the places and under its rules."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.eligibility import ask
from sammachip.cases.models import Case, Listing
from sammachip.core.verdict import Refused
from sammachip.registry.actions_rosters import take_back_roster
from sammachip.registry.models import Product
from sammachip.registry.roster_standings import place_of
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

TARGET = dict.fromkeys(
    ("sammachip_village", "thai_niyom_village", "same_occupation", "trained", "practising"), "yes"
)


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast)


def test_a_group_beyond_the_places_is_refused_with_both_numbers(cast: Cast, district: Case) -> None:
    for number in (1, 2):
        make.enrolled(district, make.group(cast.malee, name=f"กลุ่ม {number}"), actor=cast.malee)

    with pytest.raises(Refused, match="ได้รับจัดสรร 2 กลุ่ม และนำเข้าแล้ว 2 กลุ่ม"):
        make.enrolled(district, make.group(cast.malee, name="กลุ่ม 3"), actor=cast.malee)


def test_the_places_of_a_district_bind_its_province_too(cast: Cast, district: Case) -> None:
    assert district.parent is not None
    group = make.group(cast.malee)

    with pytest.raises(Refused, match="ไม่ใช่งานที่นำกลุ่มเข้าโดยตรง"):
        make.enrolled(district.parent, group, actor=cast.somchai)

    assert district.children.count() == 0


def test_a_district_that_left_takes_no_group_in(cast: Cast, district: Case) -> None:
    actions.close_case(district, result="withdrawn", reason="จังหวัดยกเลิกเป้าหมาย", actor=cast.somchai)

    with pytest.raises(Refused, match="สิ้นสุดแล้ว"):
        make.enrolled(district, make.group(cast.malee), actor=cast.malee)

    assert district.children.count() == 0


def test_who_takes_groups_in_is_whom_the_programme_names(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    text = make.PACK_A.read_text().replace(
        "group:\n    by: field-officer", "group:\n    by: province-officer"
    )
    district = make.district(cast, make.publish(cast, text))
    group = make.group(cast.malee)

    with pytest.raises(Refused, match="โครงการนี้ให้เจ้าหน้าที่จังหวัดเป็นผู้นำกลุ่มเข้าโครงการ"):
        make.enrolled(district, group, actor=cast.malee)
    with pytest.raises(Refused, match="โครงการนี้ให้เจ้าหน้าที่จังหวัด"):
        make.enrolled(district, group, actor=cast.kanya)

    assert make.enrolled(district, group, actor=cast.suda).parent == district


def test_a_group_enters_a_programme_once(cast: Cast, district: Case) -> None:
    group = make.group(cast.malee)
    make.enrolled(district, group, actor=cast.malee)

    with pytest.raises(Refused, match="อยู่ในโครงการนี้แล้ว"):
        make.enrolled(district, group, actor=cast.malee)


def test_a_group_of_another_district_is_refused(cast: Cast, district: Case) -> None:
    group = make.group(cast.prasit, tambon="310201")

    with pytest.raises(Refused, match="อยู่นอกพื้นที่"):
        make.enrolled(district, group, actor=cast.malee)


@pytest.mark.parametrize("who", ["prasit", "kanya", "anong", "fong"])
def test_only_the_district_or_its_province_enrols(cast: Cast, district: Case, who: str) -> None:
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่อำเภอเจ้าของพื้นที่"):
        make.enrolled(district, make.group(cast.malee), actor=getattr(cast, who))

    assert district.children.count() == 0


def test_the_province_may_key_in_for_its_district(cast: Cast, district: Case) -> None:
    case = make.enrolled(district, make.group(cast.malee), actor=cast.somchai)

    assert Event.objects.about(case).get(verb="group.enrolled").chain == "31"


def test_answers_within_the_rules_enrol_and_stay_on_the_event(cast: Cast, district: Case) -> None:
    case = actions.enrol_group(district, make.group(cast.malee), answers=TARGET, actor=cast.malee)

    event = Event.objects.about(case).get(verb="group.enrolled")
    assert event.facts["answers"] == dict.fromkeys(TARGET, True)


def test_each_rule_that_says_no_is_told(cast: Cast, district: Case) -> None:
    answers = {**TARGET, "thai_niyom_village": "no", "practising": "no"}

    with pytest.raises(Refused) as refused:
        actions.enrol_group(district, make.group(cast.malee), answers=answers, actor=cast.malee)

    rules = district.edition.pack.rules
    assert str(refused.value) == " ".join(
        rules[key].otherwise for key in ("target_village", "trained_and_practising")
    )
    assert district.children.count() == 0


def test_the_registry_answers_where_all_that_a_group_makes_is_of_one_occupation(
    cast: Cast, district: Case
) -> None:  # clause A14
    group = make.group(cast.malee, occupation_kind="processing")
    without = {key: yes for key, yes in TARGET.items() if key != "same_occupation"}

    asked = ask(district.edition.pack, without, place_of(group))
    assert asked is not None
    actions.enrol_group(district, group, answers=without, actor=cast.malee)

    by_rule = {one.rule.key: one for one in asked.rules}
    assert by_rule["same_occupation"].holds
    assert "การแปรรูป" in by_rule["same_occupation"].known
    other = make.group(cast.malee, name="กลุ่มสมมุติ", moo=2, occupation_kind="farming")
    Product.objects.create(group=other, key="ผ้า", name="ผ้า", main=True, occupation_kind="processing")
    with pytest.raises(Refused, match="ยังขาดคำตอบ 1 ข้อ: ครัวเรือนเลือกอาชีพเดียวกัน"):
        actions.enrol_group(district, other, answers=without, actor=cast.malee)


def test_a_wrong_answer_is_refused_as_the_form_refuses_it(cast: Cast, district: Case) -> None:
    with pytest.raises(Refused, match="ครัวเรือนเลือกอาชีพเดียวกัน"):
        actions.enrol_group(
            district, make.group(cast.malee), answers={**TARGET, "same_occupation": "maybe"}, actor=cast.malee
        )


def test_no_group_enters_unless_the_questions_of_the_programme_are_answered(
    cast: Cast, district: Case
) -> None:
    with pytest.raises(Refused, match="ยังขาดคำตอบ 5 ข้อ"):
        actions.enrol_group(district, make.group(cast.malee), answers={}, actor=cast.malee)

    assert district.children.count() == 0


def test_lists_answer_instead_of_the_officer_and_the_case_keeps_which_revision_did(
    cast: Cast, district: Case
) -> None:  # clause A14
    lists = district.edition.pack.lists.values()
    rosters = [make.roster(cast.somchai, one, "31010101") for one in lists]
    answers = dict.fromkeys(("same_occupation", "trained", "practising"), "yes")

    case = actions.enrol_group(district, make.group(cast.malee), answers=answers, actor=cast.malee)

    kept = Listing.objects.filter(case=case).values_list("roster", "listed")
    assert list(kept) == [(one.pk, True) for one in rosters]
    event = Event.objects.about(case).get(verb="group.enrolled")
    assert [one["roster"] for one in event.facts["lists"]] == [f"registry.roster:{one.pk}" for one in rosters]
    with pytest.raises(Refused, match="นำกลุ่มเข้าโครงการตามบัญชีฉบับนี้แล้ว 1 กลุ่ม"):
        take_back_roster(rosters[0], actor=cast.somchai)


def test_a_village_that_is_on_one_list_only_is_refused_with_the_letter_that_says_so(
    cast: Cast, district: Case
) -> None:
    first, second = district.edition.pack.lists.values()
    make.roster(cast.somchai, first, "31010101")
    make.roster(cast.somchai, second, "31010102")

    with pytest.raises(Refused) as refused:
        actions.enrol_group(district, make.group(cast.malee), answers=TARGET, actor=cast.malee)

    assert str(refused.value) == (
        "หมู่บ้านของกลุ่มไม่อยู่ในพื้นที่เป้าหมายทั้งสองโครงการ — ตรวจบัญชีหมู่บ้านเป้าหมาย หรือเลือกกลุ่มอื่น "
        "หมู่ที่ 1 ตำบลในเมือง ไม่อยู่ในบัญชี «หมู่บ้านเป้าหมายโครงการไทยนิยม ยั่งยืน» "
        "ฉบับที่ 1 (หนังสือกรมสมมุติ ที่ มท 0000.0/ว 1 ลงวันที่ 1 สิงหาคม 2561)"
    )
    assert district.children.count() == 0


def test_a_programme_may_ask_a_list_of_groups_and_nothing_else(cast: Cast, at: Freeze) -> None:  # clause B2
    at("2018-09-10 09:00")
    text = make.PACK_A.read_text()
    asked = text[text.index("    form: target\n") : text.index("    sentence: กลุ่มอาชีพของครัวเรือน")]
    rules = text[text.index("\nrules:\n") : text.index("\nstages:\n")]
    form = text[text.index("\n  target:\n") : text.index("\n  preparation:\n")]
    rule = "{that: listed.funded, sentence: อยู่ในบัญชี, otherwise: ไม่อยู่ในบัญชีปีก่อน}"
    text = text.replace(asked, "    eligible: [funded]\n").replace(rules, f"\nrules:\n  funded: {rule}\n")
    text = text.replace(form, "").replace(
        "\nlists:\n", "\nlists:\n  funded: {title: กลุ่มที่ได้รับงบประมาณ, of: group}\n"
    )
    edition = make.publish(cast, text)
    district, group = make.district(cast, edition), make.group(cast.malee)
    with pytest.raises(Refused, match="ไม่อยู่ในบัญชีปีก่อน"):
        actions.enrol_group(district, group, answers={}, actor=cast.malee)
    make.roster(cast.somchai, edition.pack.lists["funded"], "31010101", names=[group.name])

    case = actions.enrol_group(district, group, answers={}, actor=cast.malee)

    assert Listing.objects.get(case=case).listed
