"""Indicators: a ratio and a mean over several groups, what is not measured, and what that leaves open."""

import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import make
from cast import Cast
from conftest import Freeze
from insight import build
from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.core.document import plain_text
from sammachip.core.rollup import Tally
from sammachip.insight.lists import named
from sammachip.insight.measures import Attained, Measured, Reading, by_office, readings
from sammachip.insight.papers import board_document
from sammachip.insight.queries import board, offices_below
from sammachip.insight.words import numerators
from sammachip.programmes.pack import Measure
from sammachip.trail import clock

pytestmark = pytest.mark.django_db
PACK = Path(__file__).with_name("measured.yaml")


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return make.district(cast, make.edition(cast, PACK), places=9)


def visited(district: Case, cast: Cast, name: str, *, good: bool = True) -> Case:
    case = build.enrolled(district, cast.malee, name=name)
    make.filing(make.task(case, "visit"), cast.malee, {"good": good}, sent=True)
    return case


def measured(case: Case, cast: Cast, **answers: object) -> None:
    make.filing(make.task(case, "income"), cast.malee, answers, sent=True)


def test_a_ratio_counts_measured_groups_and_shows_the_others_beside(cast: Cast, district: Case) -> None:
    measured(visited(district, cast, "หนึ่ง"), cast, before="100", after="150", members=2)
    measured(visited(district, cast, "สอง"), cast, before="100", after="100", members=2)
    half = visited(district, cast, "สาม")
    measured(half, cast, before="100", members=2)
    silent = visited(district, cast, "สี่")
    build.enrolled(district, cast.malee, name="ไม่เคยเยี่ยม")

    more = readings(district.parent)[0]

    assert more.total == Tally(Decimal(1), Decimal(2), missing=2)
    assert more.value == Decimal("50.00")
    assert [(one.case, one.answered, one.reason) for one in more.behind("missing")] == [
        (half.pk, True, "ยังไม่มีรายได้หลัง — เก็บข้อมูลอีกครั้ง"),
        (silent.pk, False, ""),
    ]
    assert more.bounds == (Decimal("25.00"), Decimal("75.00"))
    assert more.attained == Attained.NO


def test_a_mean_is_a_sum_over_a_count_of_those_that_passed(cast: Cast, district: Case) -> None:
    measured(visited(district, cast, "หนึ่ง"), cast, before="1", after="100.50", members=1)
    measured(visited(district, cast, "สอง"), cast, before="1", after="300", members=3)
    measured(visited(district, cast, "สาม", good=False), cast, before="1", after="9000", members=1)
    measured(visited(district, cast, "สี่"), cast, before="1", after="50")

    up, mean = readings(district.parent)[:2]
    paper = plain_text(board_document(board(district.parent, clock.today()), [up, mean]))

    assert "ตัวชี้วัด\tเป้าหมาย\tผ่าน / ผลรวม\tมีข้อมูลครบ" in paper
    assert (numerators([up]), numerators([mean])) == ("ผ่าน", "ผลรวม")
    assert mean.total == Tally(Decimal("400.50"), Decimal(4), missing=1)
    assert (mean.value, mean.bounds, mean.attained) == (Decimal("100.12"), None, None)


def test_only_the_accepted_revision_counts(cast: Cast, district: Case) -> None:
    case = visited(district, cast, "หนึ่ง")
    make.filing(make.task(case, "income"), cast.malee, {"before": "100", "after": "150"})

    assert readings(district)[0].total == Tally(missing=1)


def test_an_indicator_is_of_its_day(cast: Cast, district: Case, at: Freeze) -> None:
    case = visited(district, cast, "หนึ่ง")
    at("2018-09-12 09:00")
    measured(case, cast, before="100", after="150", members=2)

    found = [readings(district, date(2018, 9, day))[0].total for day in (9, 11, 12)]

    assert found == [Tally(), Tally(missing=1), Tally(Decimal(1), Decimal(1))]


@pytest.mark.both
def test_a_neighbouring_district_is_not_counted(cast: Cast, district: Case) -> None:
    beside = make.district(cast, district.edition, code="3102")
    visited(district, cast, "หนึ่ง")

    assert [readings(case)[0].total.missing for case in (beside, district, district.parent)] == [0, 1, 1]


@pytest.mark.both
def test_the_list_behind_an_indicator_adds_up_to_it_on_every_board(cast: Cast, district: Case) -> None:
    beside = make.district(cast, district.edition, code="3102", places=9)
    drawn = random.Random(2561)
    expected = {office: Tally() for office in ("3101", "3102")}
    for above, actor, tambon in ((district, cast.malee, make.TAMBON), (beside, cast.prasit, "310201")):
        for number in range(6):
            before, after = (drawn.choice([None, 100, 200, 300]) for _ in range(2))
            group = build.enrolled(above, actor, name=f"กลุ่ม {number}", tambon=tambon)
            make.filing(make.task(group, "visit"), actor, {"good": True}, sent=True)
            said = {"before": before, "after": after}
            if given := {key: str(one) for key, one in said.items() if one is not None}:
                make.filing(make.task(group, "income"), actor, given, sent=True)
            whole = before is not None and after is not None
            tally = Tally(Decimal(int(after > before)), Decimal(1)) if whole else Tally(missing=1)
            expected[str(above.office_id)] += tally
    province, nation = build.province(district.edition), district.parent.parent

    by_district = by_office(readings(province)[0], province, offices_below(province, clock.today()))
    by_province = by_office(readings(nation)[0], nation, offices_below(nation, clock.today()))

    assert {case.office_id: one.total for case, one in by_district} == expected
    assert [(case.office_id, one.total) for case, one in by_province] == [
        ("31", expected["3101"] + expected["3102"])
    ]
    assert all(one.total.missing and one.total.numerator for _case, one in by_district)
    for _case, reading in (*by_district, *by_province):
        listed = [one.part.tally for one in named(reading, reading.cases)]
        assert sum(listed, Tally()) == reading.total


def test_the_queries_do_not_grow_with_the_groups(
    cast: Cast, district: Case, django_assert_num_queries
) -> None:
    for number in range(3):
        measured(visited(district, cast, f"กลุ่ม {number}"), cast, before="1", after="2", members=1)
    district.edition.pack.measures  # noqa: B018 -- the pack is read and kept before anything is counted

    with django_assert_num_queries(7):
        readings(district)


def test_a_withdrawn_group_no_longer_counts(cast: Cast, district: Case) -> None:
    case = visited(district, cast, "หนึ่ง")

    actions.close_case(case, result="withdrawn", reason="สมาชิกย้ายออก", actor=cast.mana)

    assert readings(district)[0].total == Tally()


RATIO = Measure(
    key="m", title="ตัวชี้วัด", kind="ratio", per="group", stage="s", numerator="true", denominator="true",
    missing="", unit="ร้อยละ", sentence="", target=Decimal(85),
)  # fmt: skip


@pytest.mark.parametrize(
    ("passed", "known", "missing", "value", "bounds", "attained"),
    [
        (22, 26, 0, "84.62", ("84.62", "84.62"), Attained.NO),
        (22, 26, 2, "84.62", ("78.57", "85.71"), Attained.OPEN),
        (17, 20, 0, "85.00", ("85.00", "85.00"), Attained.YES),
        (0, 0, 3, None, ("0.00", "100.00"), Attained.OPEN),
        (0, 0, 0, None, None, None),
    ],
)
def test_what_is_open_follows_from_what_is_not_measured(
    passed: int,
    known: int,
    missing: int,
    value: str | None,
    bounds: tuple[str, str] | None,
    attained: Attained | None,
) -> None:
    yes, no, unknown = Tally(Decimal(1), Decimal(1)), Tally(Decimal(0), Decimal(1)), Tally(missing=1)
    tallies = [yes] * passed + [no] * (known - passed) + [unknown] * missing
    parts = tuple(Measured(number, tally) for number, tally in enumerate(tallies))

    reading = Reading(RATIO, sum(tallies, Tally()), parts)

    assert reading.value == (Decimal(value) if value else None)
    assert reading.bounds == (tuple(map(Decimal, bounds)) if bounds else None)
    assert reading.attained == attained
