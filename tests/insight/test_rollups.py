"""Sums over rows of accepted answers: by kind and by place, equal to the list behind them on every board."""

import random
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import make
from cast import Cast
from conftest import Freeze
from insight import build
from insight.test_papers import grids
from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.core.document import plain_text
from sammachip.core.rollup import Added
from sammachip.insight.measures import readings
from sammachip.insight.papers import board_document
from sammachip.insight.queries import board
from sammachip.insight.rollups import Gathered, by_place, gathered, places_below
from sammachip.insight.sheets import board_workbook
from sammachip.insight.sums import sums_of
from sammachip.insight.winnings import other_money_won
from sammachip.org.hats import Actor
from sammachip.registry.actions_supports import keep_supports
from sammachip.registry.supports import Told
from sammachip.trail import clock

pytestmark = [pytest.mark.both, pytest.mark.django_db]
DYES = {
    "item": "สีย้อมไหม",
    "quantity": "2",
    "unit": "ชุด",
    "price": "450",
    "expense_class": "materials",
    "dimension": "activity",
}
PACK = Path(__file__).with_name("measured.yaml")


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return make.district(cast, make.edition(cast, PACK), places=9)


def won(case: Case, actor: Actor, *funds: dict[str, str], counts: bool = True, got_on: str = "") -> None:
    said = {"counts": counts, "funds": list(funds)} | ({"got_on": got_on} if got_on else {})
    make.filing(make.task(case, "won"), actor, said, sent=True)


def funds(case: Case, as_of: date | None = None) -> Gathered:
    return gathered(case, as_of)[0]


def test_rows_add_up_by_kind_and_what_nobody_told_stands_beside(cast: Cast, district: Case) -> None:
    case = build.enrolled(district, cast.malee, name="หนึ่ง")
    silent = build.enrolled(district, cast.malee, name="เงียบ")
    bank = {"source": "bank", "name": "ธนาคารก", "asked": "100000", "got": "60000.25"}
    won(case, cast.malee, bank, {"source": "fund", "asked": "500"}, got_on="2561-09-02")
    won(case, cast.malee, {"got": "10.50", "people": "3"})
    won(case, cast.malee, {"source": "bank", "got": "999"}, counts=False)

    found = funds(district.parent)

    assert (len(found.rows), found.cases, found.latest) == (3, 1, date(2018, 9, 10))
    assert found.sums == (Added(Decimal("100500"), 1), Added(Decimal("60010.75"), 1), Added(Decimal(3), 2))
    assert [(kind, len(one.rows), one.sums[1]) for kind, one in found.by_kind] == [
        ("bank", 1, Added(Decimal("60000.25"))),
        ("fund", 1, Added(untold=1)),
        ("", 1, Added(Decimal("10.50"))),
    ]
    assert found.rows[0].said == ("ธนาคารก", "2 กันยายน 2561")
    assert [row.kind for row in found.untold(1).rows] == ["fund"]
    assert [one for one, _path in found.silent] == [silent.pk]


def test_only_what_is_accepted_and_done_by_the_day_adds_up(cast: Cast, district: Case, at: Freeze) -> None:
    case = build.enrolled(district, cast.malee, name="หนึ่ง")
    won(case, cast.malee, {"got": "10"})
    at("2018-09-12 09:00")
    won(case, cast.malee, {"got": "5"})
    make.filing(make.task(case, "won"), cast.malee, {"counts": True, "funds": [{"got": "1"}]})

    found = [funds(district, date(2018, 9, day)).sums[1].total for day in (9, 11, 12)]

    assert found == [Decimal(0), Decimal(10), Decimal(15)]


def test_the_latest_alone_speaks_of_what_stands(cast: Cast, district: Case) -> None:
    case = build.enrolled(district, cast.malee, name="หนึ่ง")
    make.filing(make.task(case, "visit"), cast.malee, {"good": True}, sent=True)
    build.enrolled(district, cast.malee, name="สอง")

    stand = gathered(district)[1]

    assert (len(stand.rows), stand.kinds, stand.sums, len(stand.silent)) == (1, {}, (), 1)


def test_a_withdrawn_group_and_a_neighbour_add_nothing(cast: Cast, district: Case) -> None:
    beside = make.district(cast, district.edition, code="3102")
    case = build.enrolled(district, cast.malee, name="หนึ่ง")
    won(case, cast.malee, {"got": "10"})

    before = [funds(one).sums[1].total for one in (beside, district, district.parent)]
    actions.close_case(case, result="withdrawn", reason="สมาชิกย้ายออก", actor=cast.mana)

    assert before == [Decimal(0), Decimal(10), Decimal(10)]
    assert funds(district).rows == ()


def test_the_list_behind_a_sum_adds_up_to_it_on_every_board(cast: Cast, district: Case) -> None:
    beside = make.district(cast, district.edition, code="3102", places=9)
    drawn = random.Random(2561)
    expected: dict[tuple[str, str], Added] = defaultdict(Added)
    for above, actor, tambon in ((district, cast.malee, make.TAMBON), (beside, cast.prasit, "310201")):
        for number in range(4):
            group = build.enrolled(above, actor, name=f"กลุ่ม {number}", tambon=tambon)
            for _time in range(drawn.randint(0, 2)):
                rows = []
                for _row in range(drawn.randint(1, 3)):
                    kind, got = drawn.choice(["bank", "fund"]), drawn.choice([None, 50025, 100000, 33333])
                    baht = None if got is None else Decimal(got) / 100
                    rows.append({"source": kind} | ({} if baht is None else {"got": str(baht)}))
                    expected[str(above.office_id), kind] += Added.of([baht])
                won(group, actor, *rows)
    province, nation = build.province(district.edition), district.parent.parent
    whole = funds(province)

    by_district = by_place(whole, province, places_below(province, clock.today()))
    by_province = by_place(funds(nation), nation, places_below(nation, clock.today()))

    told = {
        (str(place.office_id), kind): part.sums[1]
        for place, one in by_district
        for kind, part in one.by_kind
        if part.rows
    }
    assert told == expected
    assert all(one.untold and one.total for one in (whole.sums[1], by_district[0][1].sums[1]))
    assert [(place.office_id, one.sums) for place, one in by_province] == [("31", whole.sums)]
    for one in (whole, *(part for _place, part in (*by_district, *by_province))):
        assert Added.of(row.amounts[1] for row in one.rows) == one.sums[1]
        assert sum((part.sums[1] for _kind, part in one.by_kind), Added()) == one.sums[1]
        by_group = [
            funds(Case.objects.select_related("edition__programme").get(pk=pk))
            for pk in {r.case for r in one.rows}
        ]
        assert sum((group.sums[1] for group in by_group), Added()) == one.sums[1]


def test_the_queries_do_not_grow_with_the_groups(
    cast: Cast, district: Case, django_assert_num_queries
) -> None:
    for number in range(3):
        won(build.enrolled(district, cast.malee, name=f"กลุ่ม {number}"), cast.malee, {"got": "1"})
    district.edition.pack.rollups  # noqa: B018 -- the pack is read and kept before anything is counted

    with django_assert_num_queries(5):
        gathered(district)


def test_the_workbook_and_the_paper_tell_the_same_sums_as_the_board(cast: Cast, district: Case) -> None:
    case = build.enrolled(district, cast.malee, name="หนึ่ง")
    bank = {"source": "bank", "name": "ธนาคารก", "asked": "100000", "got": "60000.25"}
    won(case, cast.malee, bank, {"source": "fund", "got": "40"}, {"source": "fund"})
    province = build.province(district.edition)
    shown = board(province, clock.today()), readings(province), gathered(province)

    *_sheets, sums, rows = grids(board_workbook(*shown))
    paper = plain_text(board_document(*shown))

    got = [row for row in sums[4:] if row[5] == "ได้"]
    assert [row[1:4] + row[6:] for row in got] == [
        ["สพอ.เมืองบุรีรัมย์", "ธนาคาร", 1, 60000.25, "บาท", 0],
        ["สพอ.เมืองบุรีรัมย์", "กองทุน", 2, 40, "บาท", 1],
    ]
    listed = [row for row in rows[4:] if row[6] == "ได้"]
    assert [row[2:6] + row[7:] for row in listed] == [
        ["หนึ่ง", date(2018, 9, 10), "ธนาคาร", "ธนาคารก", 60000.25, "บาท"],
        ["หนึ่ง", date(2018, 9, 10), "กองทุน", "", 40, "บาท"],
        ["หนึ่ง", date(2018, 9, 10), "กองทุน", "", "", "บาท"],
    ]
    assert "กองทุน\t๒\t๐.๐๐\t๒\t๔๐.๐๐\t๑" in paper
    assert "รวม\t๓\t๑๐๐,๐๐๐.๐๐\t๒\t๖๐,๐๔๐.๒๕\t๑" in paper


def test_money_of_others_for_other_things_is_won_and_what_the_plan_asks_is_not(
    cast: Cast, at: Freeze, django_assert_num_queries
) -> None:
    at(build.NOW)
    district = make.district(cast)
    case = build.enrolled(district, cast.malee, name="หนึ่ง")
    plan = {"production": "ย้อมสี", "marketing": "ตลาดนัด", "lines": [DYES], "overlap": "no"}
    make.filing(make.task(case, "plan"), cast.malee, plan, sent=True)
    actions.sign_filing(make.task(case, "plan").filings.get(), seen=1, actor=cast.mana)
    told = [
        Told(case.group, 2561, "เทศบาลสมมุติ", "สีย้อมไหม", Decimal(900)),
        Told(case.group, 2561, "เทศบาลสมมุติ", "ปรับปรุงอาคารกลุ่ม", Decimal("45000.50")),
        Told(case.group, 2561, "สหกรณ์สมมุติ", "ศึกษาดูงาน", None),
        Told(case.group, 2560, "เทศบาลสมมุติ", "ปีก่อน", Decimal(1)),
    ]
    keep_supports(told, name="บัญชีเทศบาล", actor=cast.malee)
    province = build.province(district.edition)

    with django_assert_num_queries(5):
        found = other_money_won(province, clock.today())

    assert [(row.case, row.kind, row.said[0]) for row in found.rows] == [
        (case.pk, "เทศบาลสมมุติ", "ปรับปรุงอาคารกลุ่ม"),
        (case.pk, "สหกรณ์สมมุติ", "ศึกษาดูงาน"),
    ]
    assert found.sums == (Added(Decimal("45000.50"), untold=1),)
    assert sums_of(case)[-1].rows == found.rows
    assert other_money_won(province, date(2018, 9, 9)).rows == ()


def test_papers_of_an_earlier_edition_add_up_what_their_form_asked(cast: Cast, at: Freeze) -> None:
    at(build.NOW)
    text = PACK.read_text("utf-8")
    people = "              - {key: people, label: คน, type: integer}\n"
    summed = "      - {key: people, label: ผู้ได้ประโยชน์, unit: คน, of: people}\n"
    earlier = make.publish(cast, text.replace(people, "").replace(summed, ""))
    district = make.district(cast, earlier, places=9)
    case = build.enrolled(district, cast.malee, name="หนึ่ง")
    won(case, cast.malee, {"source": "bank", "got": "10"})
    newer = make.publish(cast, text.replace("label: ธนาคาร}", "label: ธนาคารทั่วไป}"))

    actions.adopt_edition(district.parent, newer, actor=cast.anong)

    found = funds(Case.objects.select_related("edition__programme").get(pk=district.parent_id))
    assert found.sums == (Added(untold=1), Added(Decimal(10)), Added(untold=1))
    assert [kind for kind, part in found.by_kind if part.rows] == ["bank"]
    assert found.kind_label("bank") == "ธนาคารทั่วไป"
