"""Many hands at once: one wins, the others are told, and nothing is lost or done twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, FilingState, SignOff
from sammachip.cases.standings import differing
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor, Hat
from sammachip.org.models import Office, Person, Post, Role
from sammachip.programmes import actions as programmes
from sammachip.programmes.models import Edition
from sammachip.registry.models import Group
from sammachip.trail import clock
from sammachip.trail.queries import breaks

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]

REPORT = {
    "standing": "ongoing",
    "process": {"step_1": {"result": "สำรวจครบ"}, "step_2": {"result": "ยังไม่รวม"}},
}


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast)


def at_once(*works: Callable[[], object]) -> Counter[str]:
    """How often the works came out in each way, all having started together under the same frozen clock."""
    start, moment = Barrier(len(works)), clock.now()

    def hand(work: Callable[[], object]) -> str:
        with clock.frozen(moment):
            start.wait()
            try:
                work()
            except (Refused, Stale) as told:
                return type(told).__name__
            else:
                return "done"
            finally:
                connection.close()

    with ThreadPoolExecutor(len(works)) as hands:
        return Counter(hands.map(hand, works))


def colleague(name: str, role: Role, office: str = "3101") -> Actor:
    """A second person of the same role in the same office."""
    person = Person.objects.create(username=name, prefix="นาง", given_name=name, family_name="ทดสอบระบบ")
    post = Post.objects.create(
        person=person,
        office=Office.objects.get(code=office),
        role=role,
        title=str(role.label),
        starts_on="2018-01-01",
    )
    return Actor(person, Hat.of_post(post))


def test_of_two_who_save_one_draft_one_is_told_it_is_stale(cast: Cast, district: Case) -> None:
    draft = make.filing(make.task(district, "report"), cast.malee, REPORT)
    other = colleague("malai", Role.FIELD_OFFICER)

    def save(actor: Actor, standing: str) -> Callable[[], object]:
        return lambda: actions.save_draft(
            Filing.objects.get(pk=draft.pk), {"standing": standing}, seen=1, actor=actor
        )

    ways = at_once(save(cast.malee, "ongoing"), save(other, "finished"))

    draft.refresh_from_db()
    assert ways == {"done": 1, "Stale": 1}
    assert (draft.saved, draft.answers["standing"]) == (
        2,
        "ongoing" if draft.maker == cast.malee.person else "finished",
    )


def test_of_two_who_sign_one_hop_one_wins(cast: Cast, district: Case) -> None:
    sent = make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)
    other = colleague("manop", Role.DISTRICT_HEAD)

    def sign(actor: Actor) -> Callable[[], object]:
        return lambda: actions.sign_filing(Filing.objects.get(pk=sent.pk), seen=1, actor=actor)

    ways = at_once(sign(cast.mana), sign(other))

    assert ways["done"] == 1
    assert SignOff.objects.filter(filing=sent).count() == 1
    sent.refresh_from_db()
    assert (sent.state, sent.hop) == (FilingState.SENT, 1)


def test_of_a_signature_and_a_return_at_once_only_one_stands(cast: Cast, district: Case) -> None:
    sent = make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)
    other = colleague("manop", Role.DISTRICT_HEAD)

    ways = at_once(
        lambda: actions.sign_filing(Filing.objects.get(pk=sent.pk), seen=1, actor=cast.mana),
        lambda: actions.return_filing(Filing.objects.get(pk=sent.pk), seen=1, reason="แก้ไข", actor=other),
    )

    sent.refresh_from_db()
    verdict = SignOff.objects.get(filing=sent).verdict
    assert ways["done"] == 1
    assert (verdict, sent.state) in {("signed", FilingState.SENT), ("returned", FilingState.DRAFT)}


def test_of_ten_enrolments_for_two_places_two_succeed(cast: Cast, district: Case) -> None:
    groups = [make.group(cast.malee, name=f"กลุ่ม {number}") for number in range(10)]

    def enrol(group: Group) -> Callable[[], object]:
        return lambda: make.enrolled(Case.objects.get(pk=district.pk), group, actor=cast.malee)

    ways = at_once(*[enrol(group) for group in groups])

    assert ways == {"done": 2, "Refused": 8}
    assert district.children.count() == 2
    assert list(differing()) == []
    assert list(breaks()) == []


def test_one_group_enrolled_by_two_at_once_enters_once(cast: Cast, district: Case) -> None:
    group = make.group(cast.malee)

    ways = at_once(
        *[
            lambda: make.enrolled(Case.objects.get(pk=district.pk), group, actor=cast.malee)
            for _hand in range(2)
        ]
    )

    assert ways == {"done": 1, "Refused": 1}


def test_one_office_opened_by_many_at_once_has_one_case(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    edition = make.edition(cast)
    office = Office.objects.get(code="3101")

    ways = at_once(
        *[
            lambda: actions.open_case(edition, level="district", office=office, actor=cast.somchai)
            for _hand in range(4)
        ]
    )

    assert ways == {"done": 4}
    assert list(Case.objects.order_by("path").values_list("level", flat=True)) == [
        "nation",
        "province",
        "district",
    ]
    assert list(breaks()) == []


def test_editions_published_at_once_are_numbered_in_a_row(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    text = make.PACK_A.read_text()
    texts = [text.replace("version_note:", f"version_note: ฉบับที่ {n}", 1) for n in range(1, 5)]

    def publish(one: str) -> Callable[[], object]:
        return lambda: programmes.publish(one, filename="a.yaml", actor=cast.anong)

    ways = at_once(*[publish(one) for one in texts])

    assert ways == {"done": 4}
    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert list(breaks()) == []


def test_a_group_enrolled_while_its_province_leaves_ends_with_it(cast: Cast, district: Case) -> None:
    """Whichever comes first: nothing lives on under a case that has ended."""
    province = district.parent
    assert province is not None
    group = make.group(cast.malee)

    at_once(
        lambda: make.enrolled(district, group, actor=cast.malee),
        lambda: actions.close_case(province, result="withdrawn", reason="ยกเลิก", below=1, actor=cast.anong),
    )

    lives = dict(Case.objects.within(province.path).values_list("level", "closed_at"))
    assert len({ended is None for ended in lives.values()}) == 1, lives
