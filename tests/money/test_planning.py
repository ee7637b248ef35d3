"""The plan by tier: a group that wrote one for each sum buys by the variant of the sum it won."""

import pytest

from cast import Cast
from money.test_support import leave, published
from sammachip.cases.actions.variants import take_variant
from sammachip.cases.models import PlanLine
from sammachip.cases.planned import lines_in_force
from sammachip.money.actions.planning import settle_plans
from sammachip.programmes import packfile
from sammachip.selection.models import RoundEntry
from sammachip.selection.seating import tell_seated
from sammachip.trail.models import Event
from selection import build

pytestmark = [pytest.mark.django_db, pytest.mark.both]

TABLE = (
    "type: table, columns: [{key: item, label: รายการ, type: text}, {key: price, label: ราคา, type: money}]"
)
WORDS = "{key: what, label: ทำอะไร, type: text, required: true}"
OPTIONS = "by_tier_of: round2}"
TEXT = (
    build.PACK.read_text()
    .replace(WORDS, f"{WORDS}, {{key: big, label: มาก, {TABLE}}}, {{key: small, label: น้อย, {TABLE}}}")
    .replace(OPTIONS, "by_tier_of: round2, plans: {ดีเด่น: big, ดี: small}}")
)
SAID = {
    "big": [{"item": "ตู้อบ", "price": "50000.00"}, {"item": "ชั้นวาง", "price": "40000.00"}],
    "small": [{"item": "ตู้อบ", "price": "50000.00"}],
}


def planned(entry: RoundEntry) -> list[str]:
    return [line.item for line in lines_in_force(entry.case)]


def won(cast: Cast) -> tuple[build.Contest, list[RoundEntry]]:
    """The second round of three entries, the first ดีเด่น and the second ดี."""
    first = build.contest(cast, entries=4, text=TEXT, said=SAID)
    published(first.round, {entry.pk: "" for entry in first.entries}, cast)
    second = build.opened(cast, first.edition, first.panel, stage="round2")
    entries = list(second.entries)
    published(second.round, {entries[0].pk: "ดีเด่น", entries[1].pk: "ดี"}, cast)
    tell_seated(second.round, actor=second.chair)
    return second, entries


def test_the_variant_of_the_tier_won_is_the_plan_and_follows_the_place(cast: Cast, at) -> None:
    at(build.NOW)
    second, entries = won(cast)
    kept = list(PlanLine.objects.filter(ended_at=None).values_list("pk", flat=True))
    told = Event.objects.filter(verb="plan.replaced")
    before = told.count()

    assert [planned(one) for one in entries[:3]] == [["ตู้อบ", "ชั้นวาง"], ["ตู้อบ"], []]
    settle_plans(second.round, actor=second.chair)
    assert list(PlanLine.objects.filter(ended_at=None).values_list("pk", flat=True)) == kept
    assert (before, told.count()) == (2, 2)

    leave(second.round, entries[0], cast)
    settle_plans(second.round, actor=cast.anong)

    assert [planned(one) for one in entries[:3]] == [[], ["ตู้อบ", "ชั้นวาง"], ["ตู้อบ"]]


def test_who_handed_in_no_plan_and_won_nothing_is_asked_for_none(cast: Cast, at) -> None:
    at(build.NOW)
    [entry] = build.contest(cast, entries=1, text=TEXT).entries

    assert take_variant(entry.case, "apply", "", actor=cast.anong) is False


@pytest.mark.parametrize(
    ("plans", "said"),
    [("{ดีเด่น: big}", "ต้องบอกตารางของทุกระดับ"), ("{ดีเด่น: big, ดี: what}", "ไม่มีตาราง 'what'")],
)
def test_a_pack_names_a_table_for_each_tier(plans: str, said: str) -> None:
    with pytest.raises(packfile.PackErrors, match=said):
        packfile.read(TEXT.replace("{ดีเด่น: big, ดี: small}", plans), filename="contest.yaml")
