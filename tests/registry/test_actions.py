"""The registry learns: who said what, when, by which filing; the unchanged writes nothing; nothing personal is told on."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

import make
from cast import Cast
from conftest import Freeze
from sammachip.core.verdict import Refused
from sammachip.org.models import Area
from sammachip.registry import actions
from sammachip.registry.models import Fact, Group, GroupKind, Income, Partner
from sammachip.registry.rules import sees_personal
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

SAID_ON = date(2018, 9, 5)
SOURCE = "cases.filing:7"
INCOME = {
    "moment": "before",
    "amount": Decimal("3500.00"),
    "period": "month",
    "as_of": date(2018, 6, 30),
    "method": "สอบถาม",
}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return make.group(cast.malee)


def learn(group: Group, cast: Cast, **said: object) -> dict[str, tuple[object, object]]:
    return actions.learn(group, said, source=SOURCE, said_on=SAID_ON, actor=cast.malee)


def test_a_change_keeps_who_said_it_when_and_by_which_filing(cast: Cast, group: Group) -> None:
    changes = learn(group, cast, members_count=15)

    assert changes == {"members_count": (12, 15)}
    fact = Fact.objects.get(group=group, version=2)
    assert (fact.field, fact.before, fact.value, fact.source) == ("members_count", 12, 15, SOURCE)
    assert (fact.said_by, fact.said_on, fact.recorded_at.date()) == (
        cast.malee.person,
        SAID_ON,
        date(2018, 9, 10),
    )
    group.refresh_from_db()
    assert (group.members_count, group.version) == (15, 2)


def test_unchanged_answers_write_nothing(cast: Cast, group: Group) -> None:
    rows = (Fact.objects.count(), Event.objects.count())

    changes = learn(group, cast, members_count=12, product="ผ้าทอ", phone=None)

    assert changes == {}
    group.refresh_from_db()
    assert (Fact.objects.count(), Event.objects.count(), group.version) == (*rows, 1)


def test_only_what_the_registry_keeps_is_learnt(cast: Cast, group: Group) -> None:
    changes = learn(group, cast, version=99, path="/32/", product="ผ้าไหม")

    assert changes == {"product": ("ผ้าทอ", "ผ้าไหม")}


def test_facts_cannot_be_rewritten(cast: Cast, group: Group) -> None:
    for change in (lambda rows: rows.update(value="x"), lambda rows: rows._raw_delete("default")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(Fact.objects.filter(group=group))


@pytest.mark.parametrize("name", ["กลุ่มทอผ้าตัวอย่าง", " กลุ่มทอผ้า ตัวอย่าง ", "กลุ่มทอผ้า\u200bตัวอย่าง"])
def test_a_name_spelt_otherwise_is_the_same_group(cast: Cast, group: Group, name: str) -> None:
    with pytest.raises(Refused, match="หมู่บ้านนี้มีกลุ่มชื่อนี้แล้ว"):
        make.group(cast.malee, name=name)

    assert actions.already_there(group.village, name, group.kind) == group
    with pytest.raises(Refused, match="กลุ่มทอผ้าตัวอย่าง"):
        actions.refuse_double(group.village, name, group.kind)


def test_the_same_name_in_another_village_is_another_group(cast: Cast, group: Group) -> None:
    assert make.group(cast.malee, moo=2) != group


def test_renaming_onto_another_group_is_refused_not_crashed(cast: Cast, group: Group) -> None:
    other = make.group(cast.malee, name="กลุ่มจักสาน")

    with pytest.raises(Refused, match="หมู่บ้านนี้มีกลุ่มชื่อนี้แล้ว"):
        learn(other, cast, name="กลุ่มทอผ้า ตัวอย่าง")

    other.refresh_from_db()
    assert (other.name, other.version) == ("กลุ่มจักสาน", 1)


def test_a_new_name_is_sorted_and_folded_anew(cast: Cast, group: Group) -> None:
    learn(group, cast, name="กลุ่มแม่บ้าน เกษตร")

    group.refresh_from_db()
    assert actions.already_there(group.village, "กลุ่มแม่บ้านเกษตร", GroupKind.OCCUPATIONAL) == group


def test_names_phones_and_free_words_are_kept_and_never_told_in_events(cast: Cast, group: Group) -> None:
    learn(group, cast, chair_name="นางลับ เฉพาะตน", phone="0812345678", product="ผ้าไหม", members_count=15)

    group.refresh_from_db()
    assert (group.chair_name, group.phone) == ("นางลับ เฉพาะตน", "0812345678")
    event = Event.objects.about(group).get(verb="group.learned")
    assert event.facts["fields"] == {
        "chair_name": None,
        "phone": None,
        "product": None,
        "members_count": {"before": 12, "after": 15},
    }


def test_incomes_told_again_by_the_same_filing_count_once(cast: Cast, group: Group) -> None:
    after = {**INCOME, "moment": "after", "amount": Decimal("4200.00")}
    actions.keep_incomes(group, [INCOME], source=SOURCE, actor=cast.malee)

    kept = actions.keep_incomes(group, [INCOME, after], source=SOURCE, actor=cast.malee)

    assert [income.moment for income in kept] == ["after"]
    assert Income.objects.filter(group=group).count() == 2


def test_an_income_corrected_by_its_filing_keeps_its_row(cast: Cast, group: Group) -> None:
    [first] = actions.keep_incomes(group, [INCOME], source=SOURCE, actor=cast.malee)
    [other] = actions.keep_incomes(group, [INCOME], source="cases.filing:8", actor=cast.malee)

    actions.keep_incomes(group, [{**INCOME, "amount": Decimal("3900.00")}], source=SOURCE, actor=cast.malee)

    told = dict(Income.objects.filter(group=group).values_list("pk", "amount_baht"))
    assert told == {first.pk: Decimal("3900.00"), other.pk: Decimal("3500.00")}


def test_an_income_its_filing_no_longer_tells_is_taken_back(cast: Cast, group: Group) -> None:
    after = {**INCOME, "moment": "after"}
    actions.keep_incomes(group, [INCOME, after], source=SOURCE, actor=cast.malee)

    actions.keep_incomes(group, [INCOME], source=SOURCE, actor=cast.malee)

    assert [income.moment for income in Income.objects.filter(group=group)] == ["before"]
    assert Event.objects.about(group).filter(verb="group.incomes").count() == 2


def test_an_income_without_its_amount_is_not_kept(cast: Cast, group: Group) -> None:
    actions.keep_incomes(group, [{**INCOME, "amount": None}], source=SOURCE, actor=cast.malee)

    assert not Income.objects.exists()
    assert not Event.objects.filter(verb="group.incomes").exists()


def test_partners_named_again_by_the_same_filing_replace_those_before(cast: Cast) -> None:
    for names in (["ธนาคาร", "วิทยาลัย"], ["วิทยาลัย"]):
        actions.keep_partners(
            "/31/3101/", [{"name": name} for name in names], source=SOURCE, actor=cast.malee
        )
    actions.keep_partners("/31/3101/", [{"name": "โรงพยาบาล"}], source="cases.filing:8", actor=cast.malee)

    events = Event.objects.filter(verb="partners.kept", about_kind="org.office", about_id=3101).order_by("pk")
    assert [(event.facts["count"], event.facts["taken_back"]) for event in events] == [(2, 0), (1, 1), (1, 0)]
    assert [partner.name for partner in Partner.objects.order_by("pk")] == ["วิทยาลัย", "โรงพยาบาล"]


def test_a_partner_named_again_keeps_its_row_and_says_what_is_new(cast: Cast) -> None:
    actions.keep_partners("/31/", [{"name": "ธนาคาร", "part": "adviser"}], source=SOURCE, actor=cast.somchai)
    row = Partner.objects.get().pk

    actions.keep_partners("/31/", [{"name": "ธนาคาร", "part": "support"}], source=SOURCE, actor=cast.somchai)

    assert list(Partner.objects.values_list("pk", "part")) == [(row, "support")]


@pytest.mark.parametrize(
    ("who", "reason"), [("fong", "เฉพาะเจ้าหน้าที่"), ("prasit", "นอกความรับผิดชอบ"), ("kanya", "นอกความรับผิดชอบ")]
)
def test_others_register_no_group_here(cast: Cast, at: Freeze, who: str, reason: str) -> None:
    at("2018-09-10 09:00")

    with pytest.raises(Refused, match=reason):
        make.group(getattr(cast, who))

    assert not Group.objects.exists()


def test_a_group_is_seen_from_its_district_upward_only(cast: Cast, group: Group) -> None:
    seen = {
        actor.person.username: (
            Group.objects.visible_to(actor).exists(),
            sees_personal(actor, group.path),
        )
        for actor in (cast.malee, cast.somchai, cast.anong, cast.prasit, cast.kanya)
    }

    assert seen == {
        "malee": (True, True),
        "somchai": (True, True),
        "anong": (True, False),
        "prasit": (False, False),
        "kanya": (False, False),
    }


def test_a_village_keeps_the_name_first_told(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    area = Area.objects.get(code="310101")

    first = actions.place_village(area, moo=3, name="บ้านหนองตัวอย่าง")
    again = actions.place_village(area, moo=3, name="หนองอื่น")

    assert (first.code, str(again)) == ("31010103", "บ้านหนองตัวอย่าง หมู่ที่ 3")
