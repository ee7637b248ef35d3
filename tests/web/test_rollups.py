"""Sums over rows, asked the questions that a page to read can be asked; every number opens rows that come to it."""

from pathlib import Path

import pytest

import make
from cast import Cast
from conftest import Freeze
from insight import build
from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.core.verdict import Refused
from sammachip.web.shapes import Cell
from web.asking import browser, costs_no_more

pytestmark = pytest.mark.django_db
PACK = Path(__file__).parent.parent / "insight/measured.yaml"
WON = {
    "counts": True,
    "got_on": "2 กันยายน 2561",
    "funds": [
        {"source": "bank", "name": "ธนาคารก", "asked": "100000", "got": "60000.25"},
        {"source": "fund", "name": "กองทุนข", "asked": "500"},
    ],
}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    district = make.district(cast, make.edition(cast, PACK), places=40)
    build.enrolled(district, cast.malee, name="เงียบ", moo=2)
    group = build.enrolled(district, cast.malee, name="ได้ทุน")
    make.filing(make.task(group, "won"), cast.malee, WON, sent=True)
    return group


def of(case: Case, more: str = "") -> str:
    return f"/cases/{case.pk}/rollups/{more}"


def test_every_number_on_the_board_opens_the_rows_that_come_to_it(cast: Cast, group: Case) -> None:
    client, province = browser(cast.somchai), build.province(group.edition)

    page = client.get(f"/cases/{province.pk}/board/")

    card = page.context["cards"][0]
    assert (card.count.text, card.cases, card.silent.text) == ("2", 1, "1")
    assert [(one.label, one.total.text, one.untold.text) for one in card.amounts] == [
        *(("ขอ", "100,500.00", "0"), ("ได้", "60,000.25", "1"), ("ผู้ได้ประโยชน์", "–", "2"))
    ]
    assert [[cell.text for cell in row[:5]] for row in card.kinds.rows] == [
        ["ธนาคาร", "1", "100,000.00", "60,000.25", "0"],
        ["กองทุน", "1", "500.00", "–", "1"],
    ]
    for listing in (card.kinds, card.places):
        for row in (*listing.rows, listing.total):
            assert [_opened(client, cell) for cell in (row[1], row[-1]) if cell.url]
            _opens(client, row[1])
            if row[3].url:
                _opens_sum(client, row[3], at=-2)
    _opens(client, card.silent)
    shown = page.content.decode()
    assert (shown.count('<article class="card flow" id="indicator-'), shown.count("<summary><strong>")) == (
        2,
        2,
    )


def _opened(client, cell: Cell):
    answer = client.get(cell.url)
    assert answer.status_code == 200
    return answer.context


def _opens(client, cell: Cell) -> None:
    assert f"{_opened(client, cell)['leaf'].paginator.count}" == cell.text


def _opens_sum(client, cell: Cell, *, at: int) -> None:
    assert _opened(client, cell)["listing"].total[at].text == cell.text


def test_the_rows_tell_whose_they_are_and_lead_to_their_papers(cast: Cast, group: Case) -> None:
    page = browser(cast.mana).get(of(group.parent, "funds/?kind=bank"))

    (row,) = page.context["listing"].rows
    filing = group.tasks.get(stage="won").filings.get()
    assert [cell.text for cell in row] == [
        *("ได้ทุน", "เมืองบุรีรัมย์", "2\xa0ก.ย.\xa061", "ธนาคาร", "ธนาคารก"),
        *("2 กันยายน 2561", "100,000.00", "60,000.25", "–"),
    ]
    assert row[2].url == filing.get_absolute_url()
    assert page.context["title"] == "ทุนที่กลุ่มได้ · ธนาคาร"


def test_a_group_and_its_district_tell_what_they_come_to(cast: Cast, group: Case) -> None:
    client = browser(cast.malee)

    for case in (group, group.parent):
        shown = client.get(case.get_absolute_url())
        assert [card.count.text for card in shown.context["cards"]] == ["2", "0"]
        assert of(case) in shown.content.decode()
    listed = client.get(of(group.parent)).context["cards"][0].places.rows
    assert [[row[0].text, row[1].text, row[0].url] for row in listed] == [
        ["เงียบ", "0", of(Case.objects.get(group__name="เงียบ"))],
        ["ได้ทุน", "2", of(group)],
    ]


@pytest.mark.parametrize(
    "more", ["", "funds/", "funds/?lacks=got", "funds/?silent=1"], ids=["all", "rows", "lacking", "silent"]
)
def test_strangers_find_nothing_and_nothing_can_be_posted(cast: Cast, group: Case, more: str) -> None:
    assert browser(cast.kanya).get(of(group.parent, more)).status_code == 404
    assert browser(cast.mana).get(of(group.parent, more)).status_code == 200
    assert browser(cast.mana).post(of(group.parent, more)).status_code == 405


@pytest.mark.parametrize("more", ["nonsense/", "funds/?kind=x", "funds/?lacks=x", "funds/?under=0"])
def test_nonsense_is_not_found(cast: Cast, group: Case, more: str) -> None:
    assert browser(cast.mana).get(of(group.parent, more)).status_code == 404


@pytest.mark.parametrize("more", ["", "funds/"], ids=["all", "rows"])
def test_the_pages_cost_the_same_however_many_rows(cast: Cast, group: Case, more: str) -> None:
    def add() -> None:
        for _time in range(3):
            make.filing(make.task(group, "won"), cast.malee, WON, sent=True)

    assert costs_no_more(cast.mana, of(group.parent, more), add)


def test_a_team_stands_person_by_person_on_its_order(cast: Cast, at: Freeze) -> None:
    at(build.NOW)
    district = make.district(cast)
    said = {
        "studied": True,
        "studied_by": "นางสาวมาลี",
        "studied_on": "1 กันยายน 2561",
        "no_partners": "กำลังประสาน",
        "order_number": "12/2561",
        "order_on": "2 กันยายน 2561",
        "team": [{"name": "นายสมมุติ หนึ่ง", "post": "ครู", "agency": "โรงเรียนสมมุติ", "duty": "ออกแบบ"}],
    }
    make.filing(make.task(district, "prepare"), cast.malee, said, sent=True)

    page = browser(cast.somchai).get(of(build.province(district.edition), "team/"))

    assert [cell.text for cell in page.context["listing"].rows[0]] == [
        *("สพอ.เมืองบุรีรัมย์", "2\xa0ก.ย.\xa061", "นายสมมุติ หนึ่ง", "ครู", "โรงเรียนสมมุติ", "ออกแบบ", "12/2561")
    ]
    unordered = {**said, "order_number": ""}
    draft = make.filing(make.task(build.province(district.edition), "prepare"), cast.somchai, unordered)
    with pytest.raises(Refused, match="มีรายชื่อทีมสนับสนุนแต่ยังไม่มีเลขที่หรือวันที่ของคำสั่ง"):
        actions.send_filing(draft, seen=1, actor=cast.somchai)
