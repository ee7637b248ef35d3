"""What a filing says beside newer knowledge: the untouched says nothing, the double a person decides, once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import make
from cast import Cast
from conftest import Freeze
from sammachip.core.verdict import Refused, Stale
from sammachip.registry import actions
from sammachip.registry.actions_differences import learn_from_filing, settle
from sammachip.registry.models import Difference, Fact, Group, Settlement, Stands
from sammachip.registry.queries import known_at
from sammachip.trail.models import Event, Notice

pytestmark = [pytest.mark.both, pytest.mark.django_db]

FILING, OTHER = "cases.filing:7", "cases.filing:8"
FIRST, LATER = date(2018, 9, 5), date(2018, 9, 8)


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return make.group(cast.malee, chair_name="นางทอง ทดลอง")


def corrected(group: Group, cast: Cast, **said: object) -> None:
    """Somebody learned otherwise after version 1 was shown."""
    actions.learn(group, said, source="page", said_on=LATER, actor=cast.mana)


def filed(
    group: Group, cast: Cast, *, shown: int = 1, source: str = FILING, **said: object
) -> list[Difference]:
    return learn_from_filing(group, said, shown=shown, source=source, said_on=FIRST, actor=cast.mana)


def decide(difference: Difference, stands: Stands, cast: Cast, *, seen: int = 2) -> Settlement:
    return settle(difference, stands=stands, reason="ตรวจบัญชีสมาชิกแล้ว", seen=seen, actor=cast.malee)


def test_what_was_known_at_a_version_is_told_from_the_facts(cast: Cast, group: Group) -> None:
    corrected(group, cast, product="ผ้าไหม")
    corrected(group, cast, product="ผ้าฝ้าย", members_count=15)
    group.refresh_from_db()

    products = [known_at(group, version)["product"] for version in (1, 2, 3)]

    assert products == ["ผ้าทอ", "ผ้าไหม", "ผ้าฝ้าย"]
    assert known_at(group, 2)["members_count"] == 12


def test_an_answer_left_as_it_was_shown_does_not_undo_newer_knowledge(cast: Cast, group: Group) -> None:
    corrected(group, cast, product="ผ้าไหม")
    rows = (Fact.objects.count(), Event.objects.count())

    asked = filed(group, cast, product="ผ้าทอ", members_count=12, sale_places="")

    group.refresh_from_db()
    assert (asked, group.product, group.version) == ([], "ผ้าไหม", 2)
    assert (Fact.objects.count(), Event.objects.count()) == rows


def test_a_touched_answer_is_learned_while_another_field_moved(cast: Cast, group: Group) -> None:
    corrected(group, cast, product="ผ้าไหม")

    asked = filed(group, cast, product="ผ้าทอ", members_count=15)

    group.refresh_from_db()
    assert (asked, group.product, group.members_count) == ([], "ผ้าไหม", 15)
    assert Fact.objects.get(group=group, version=3).source == FILING


def test_both_saying_the_same_is_no_question(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)

    assert filed(group, cast, members_count=15) == []
    assert not Difference.objects.exists()


def test_a_field_that_came_back_to_what_was_shown_is_learned(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)
    corrected(group, cast, members_count=12)

    assert filed(group, cast, members_count=20) == []
    group.refresh_from_db()
    assert group.members_count == 20


def test_the_same_field_learned_otherwise_meanwhile_waits_for_a_person(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)

    [asked] = filed(group, cast, members_count=20)

    group.refresh_from_db()
    assert (group.members_count, group.version) == (15, 2)
    assert (asked.said, asked.shown, asked.shown_version, asked.fact.value) == (20, 12, 1, 15)
    told = Notice.objects.filter(kind="registry-differs").values_list("person_id", "url")
    assert set(told) == {(who.person.pk, asked.get_absolute_url()) for who in (cast.malee, cast.mana)}


def test_the_filing_may_stand(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)
    [asked] = filed(group, cast, members_count=20)

    decide(asked, Stands.SAID, cast)

    group.refresh_from_db()
    assert (group.members_count, group.version) == (20, 3)
    fact = Fact.objects.get(group=group, version=3)
    assert (fact.before, fact.value, fact.source) == (15, 20, f"registry.difference:{asked.pk}")
    assert (fact.said_by, fact.said_on) == (cast.malee.person, FIRST)


def test_the_registry_may_stand(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)
    [asked] = filed(group, cast, members_count=20)

    decide(asked, Stands.KNOWN, cast)

    group.refresh_from_db()
    assert (group.members_count, group.version) == (15, 2)
    fact = Fact.objects.filter(group=group, field="members_count").latest("pk")
    assert (fact.before, fact.value, fact.said_on) == (15, 15, LATER)
    assert fact.source == f"registry.difference:{asked.pk}"


@pytest.mark.parametrize("stands", [None, Stands.KNOWN])
def test_the_same_answer_of_the_same_filing_is_asked_once(
    cast: Cast, group: Group, stands: Stands | None
) -> None:
    corrected(group, cast, members_count=15)
    [asked] = filed(group, cast, members_count=20)
    if stands:
        decide(asked, stands, cast)

    assert filed(group, cast, shown=2, members_count=20) == []
    group.refresh_from_db()
    assert group.members_count == 15


def test_a_new_answer_of_the_filing_withdraws_the_question_and_asks_anew(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)
    [first] = filed(group, cast, members_count=20)

    [second] = filed(group, cast, shown=2, members_count=21)

    assert Settlement.objects.get().difference == first
    assert list(Difference.objects.unsettled()) == [second]
    assert (second.said, second.fact.value) == (21, 15)


def test_a_new_answer_that_agrees_closes_the_question(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)
    filed(group, cast, members_count=20)

    assert filed(group, cast, shown=2, members_count=15) == []
    assert not Difference.objects.unsettled().exists()


def test_two_filings_may_each_differ(cast: Cast, group: Group) -> None:
    filed(group, cast, members_count=15)

    [asked] = filed(group, cast, source=OTHER, members_count=20)

    assert (asked.fact.source, asked.source) == (FILING, OTHER)


def test_a_decision_gives_its_reason(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)
    [asked] = filed(group, cast, members_count=20)

    with pytest.raises(Refused, match="ระบุเหตุผล"):
        settle(asked, stands=Stands.SAID, reason="  ", seen=2, actor=cast.malee)
    assert not Settlement.objects.exists()


def test_a_decision_is_made_once_and_on_what_was_seen(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)
    [asked] = filed(group, cast, members_count=20)
    corrected(group, cast, members_count=16)

    with pytest.raises(Stale):
        decide(asked, Stands.SAID, cast, seen=2)
    decide(asked, Stands.KNOWN, cast, seen=3)
    with pytest.raises(Stale):
        decide(asked, Stands.SAID, cast, seen=3)


@pytest.mark.parametrize("who", ["fong", "prasit", "anong", "kanya"])
def test_only_who_may_register_the_group_decides(cast: Cast, group: Group, who: str) -> None:
    corrected(group, cast, members_count=15)
    [asked] = filed(group, cast, members_count=20)

    with pytest.raises(Refused):
        settle(asked, stands=Stands.SAID, reason="เหตุผล", seen=2, actor=getattr(cast, who))


def test_questions_and_answers_cannot_be_rewritten(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)
    [asked] = filed(group, cast, members_count=20)
    decide(asked, Stands.KNOWN, cast)

    for change in (
        lambda: Difference.objects.update(said=1),
        lambda: Settlement.objects.update(stands=Stands.SAID),
        lambda: Settlement.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_no_event_repeats_a_name(cast: Cast, group: Group) -> None:
    corrected(group, cast, chair_name="นางเงิน ทดลอง")
    [asked] = filed(group, cast, chair_name="นางนาก ทดลอง")
    decide(asked, Stands.SAID, cast)

    told = str(list(Event.objects.about(group).values_list("facts", flat=True)))

    assert "chair_name" in told
    assert not any(name in told for name in ("นางทอง", "นางเงิน", "นางนาก"))


def test_a_correction_on_what_was_not_seen_is_stale(cast: Cast, group: Group) -> None:
    corrected(group, cast, members_count=15)

    with pytest.raises(Stale):
        actions.learn(group, {"product": "ผ้าไหม"}, source="page", said_on=LATER, seen=1, actor=cast.malee)
