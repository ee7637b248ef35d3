"""The board's pages asked the seven questions they can be asked: they only read, so nothing goes stale."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import make
from assessing import SAMPLE
from cast import Cast
from conftest import Freeze
from insight import build
from sammachip.cases.models import Case
from sammachip.insight.queries import board
from sammachip.org.models import Office, Post, Role
from sammachip.programmes.models import Edition
from sammachip.trail import clock
from sammachip.web import boards
from standing import laid
from web.asking import browser

pytestmark = pytest.mark.django_db

MEASURED = Path(__file__).parent.parent / "insight/measured.yaml"
LISTS = {
    "groups": {},
    "late": {},
    "entries": {"column": "allotted"},
    "filings": {},
    "steps": {"step": 1, "state": "none"},
    "measure": {"measure": "income_up", "part": "missing"},
}
WRONG = [
    ("nonsense", {}),
    ("entries", {"column": "nonsense"}),
    ("filings", {"state": "nonsense"}),
    ("groups", {"office": "3201"}),
    ("steps", {"step": 9, "state": "none"}),
    ("steps", {"step": 1, "state": "nonsense"}),
    ("measure", {"measure": "income_up", "part": "nonsense"}),
    ("measure", {"measure": "nonsense", "part": "missing"}),
]


@pytest.fixture
def edition(cast: Cast, at: Freeze) -> Edition:
    at(build.AFTER_DUE)
    return make.edition(cast)


@pytest.fixture
def case(cast: Cast, edition: Edition) -> Case:
    return opened(cast, edition)


@laid
def opened(cast: Cast, edition: Edition) -> Case:
    """Two districts and a spare share: เมือง has spent, reported and has a group; คูเมือง is late."""
    in_force = build.allotted(edition, cast, {"3101": 2, "3102": 1}, spare=1)
    build.transferred(in_force, cast, ["3101", "3102"])
    district = Case.objects.get(edition=edition, office="3101")
    build.spent(build.enrolled(district, cast.malee, name="กลุ่มหนึ่ง"), "20000", "15000", cast.fong)
    build.reported(district, cast)
    return build.province(edition)


def address(case: Case) -> str:
    return reverse("web:board", args=[case.pk])


def addresses(case: Case) -> list[str]:
    files = [reverse("web:board-file", args=[case.pk, kind]) for kind in ("xlsx", "pdf", "docx")]
    return [address(case), *files, *(boards.list_url(case, what, **asked) for what, asked in LISTS.items())]


def test_every_page_works(cast: Cast, case: Case) -> None:
    client = browser(cast.somchai)

    answers = [client.get(url) for url in addresses(case)]

    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert answers[2].content.startswith(b"%PDF")
    assert answers[1]["Content-Disposition"] == 'attachment; filename="board-31-20180921.xlsx"'


def test_the_board_shows_each_office_in_the_order_of_codes(cast: Cast, case: Case) -> None:
    shown = browser(cast.somchai).get(address(case)).context

    assert [line.name.text for line in shown["lines"]] == ["เมืองบุรีรัมย์", "คูเมือง", "สพจ.บุรีรัมย์"]
    first = shown["lines"][0]
    assert (first.groups.text, first.places, first.late.text, first.report.text) == ("1", 2, "0", "รายงานแล้ว")
    assert [amount.cell.text for amount in first.money] == [
        *("62,400.00", "5,000.00", "15,000.00", "42,400.00", "0.00")
    ]
    assert [amount.cell.text for amount in shown["total"].money] == [
        *("124,800.00", "5,000.00", "15,000.00", "104,800.00", "0.00")
    ]


def test_the_board_is_narrowed_to_what_is_late_or_not_reported(cast: Cast, case: Case) -> None:
    client = browser(cast.somchai)

    for only in (boards.LATE, boards.UNREPORTED):
        shown = client.get(address(case), {"only": only}).context
        assert [line.name.text for line in shown["lines"]] == ["คูเมือง"]
        assert shown["total"] is None
        assert [tab.count for tab in shown["tabs"]] == [2, 1, 1]
    assert client.get(address(case), {"only": "nonsense"}).status_code == 404


def test_every_number_opens_a_list_as_long_or_as_large_as_itself(cast: Cast, case: Case) -> None:
    client = browser(cast.somchai)
    shown = client.get(address(case)).context
    lines = [*shown["lines"], shown["total"]]

    for line in lines:
        for cell in (line.groups, line.late):
            if cell.url:
                assert f"{client.get(cell.url).context['leaf'].paginator.count}" == cell.text
        for amount in line.money:
            if amount.cell.url:
                assert (
                    client.get(amount.cell.url).context["behind"].listing.total[-1].text == amount.cell.text
                )
    for row in shown["steps"].rows:
        for cell in row[1:]:
            if cell.url:
                assert f"{client.get(cell.url).context['leaf'].paginator.count}" == cell.text


def test_the_card_of_reports_opens_as_many_as_it_counts(cast: Cast, case: Case) -> None:
    client = browser(cast.somchai)
    listed = client.get(boards.list_url(case, "filings", state="accepted")).context["leaf"].paginator.count

    page = client.get(address(case))

    assert (listed, page.context["board"].reported, len(page.context["board"].rows)) == (1, 1, 2)
    assert f'href="{boards.list_url(case, "filings", state="accepted")}"' in page.content.decode()


def test_a_mark_opens_the_tasks_of_its_step(cast: Cast, case: Case) -> None:
    client = browser(cast.somchai)
    mark = client.get(address(case)).context["lines"][0].marks[0]

    behind = client.get(mark.url).context["behind"]
    rows = behind.listing.rows

    assert behind.title == "1. สำรวจข้อมูลและจัดทำฐานข้อมูลกลุ่มอาชีพเป้าหมาย · สพอ.เมืองบุรีรัมย์"
    assert mark.said == "1. สำรวจข้อมูลและจัดทำฐานข้อมูลกลุ่มอาชีพเป้าหมาย: ยังไม่เริ่ม"
    assert [[cell.text for cell in row[:2]] for row in rows] == [["สำรวจข้อมูลกลุ่มอาชีพ", "กลุ่มหนึ่ง"]]


def test_the_three_numbers_of_an_indicator_open_the_groups_they_count(cast: Cast, at: Freeze) -> None:
    at(build.NOW)
    district = make.district(cast, make.edition(cast, MEASURED), places=3)
    for name, after in (("เพิ่ม", "15000"), ("เท่าเดิม", "100"), ("ไม่มีข้อมูล", None)):
        group = build.enrolled(district, cast.malee, name=name)
        make.filing(make.task(group, "visit"), cast.malee, {"good": True}, sent=True)
        answers = {"before": "100", "members": 2} | ({"after": after} if after else {})
        make.filing(make.task(group, "income"), cast.malee, answers, sent=True)
    client = browser(cast.somchai)

    page = client.get(address(build.province(district.edition)))

    ratio = page.context["indicators"][0]
    opened = [
        client.get(cell.url).context["behind"] for cell in (ratio.numerator, ratio.denominator, ratio.missing)
    ]
    assert [[row[0].text for row in one.listing.rows] for one in opened] == [
        ["เพิ่ม"],
        ["เพิ่ม", "เท่าเดิม"],
        ["ไม่มีข้อมูล"],
    ]
    assert [cell.text for cell in opened[2].listing.rows[0][-1:]] == ["ยังไม่มีรายได้หลัง — เก็บข้อมูลอีกครั้ง"]
    assert [cell.text for cell in ratio.offices.rows[0]] == [
        *("เมืองบุรีรัมย์", "1", "2", "1", "50.00", "33.33 – 66.67")
    ]
    for cell in (cell for row in (*ratio.offices.rows, ratio.offices.total) for cell in row[1:3]):
        assert client.get(cell.url).context["behind"].listing.total[-1].text == cell.text
    assert "33.33% หากส่วนที่ยังวัดไม่ได้ไม่ผ่านเลย ถึง 66.67% หากผ่านทั้งหมด" in page.content.decode()
    assert ratio.said == "ไม่ถึงเป้าหมาย แม้ส่วนที่ยังวัดไม่ได้จะผ่านทั้งหมด"
    assert told_to_the_district(cast, district) == [["เพิ่ม"], ["เพิ่ม", "เท่าเดิม"], ["ไม่มีข้อมูล"]]
    _ratio, mean = page.content.decode().split('class="card flow"')[1:3]
    assert '<strong class="figure-big">3,775 <small>' in mean
    assert "<dt>รวม</dt>" in mean


def told_to_the_district(cast: Cast, district: Case) -> list[list[str]]:
    """The groups behind the three numbers that a district reads of its own indicator, on its page and in full."""
    client = browser(cast.mana)
    [brief, whole] = [
        client.get(url).context["indicators"][0]
        for url in (district.get_absolute_url(), reverse("web:case-rollups", args=[district.pk]))
    ]
    assert (brief.numerator, whole.said) == (whole.numerator, "ไม่ถึงเป้าหมาย แม้ส่วนที่ยังวัดไม่ได้จะผ่านทั้งหมด")
    cells = (whole.numerator, whole.denominator, whole.missing)
    assert client.get(cells[0].url.partition("?")[0]).url == reverse("web:case-rollups", args=[district.pk])
    return [[row[0].text for row in client.get(one.url).context["behind"].listing.rows] for one in cells]


def test_the_department_sees_provinces_and_goes_down_to_their_boards(cast: Cast, case: Case) -> None:
    nation = case.parent
    assert nation is not None

    shown = browser(cast.anong).get(address(nation)).context

    assert [(line.name.text, line.name.url) for line in shown["lines"]] == [("บุรีรัมย์", address(case))]


def test_a_programme_without_money_and_reports_shows_no_room_for_them(cast: Cast) -> None:
    """The sample once said «2 groups of a target of 0», «0.00 of 0.00 baht» and «not reported yet»."""
    district = make.district(cast, make.edition(cast, SAMPLE), places=0)
    assert district.parent is not None

    page = browser(cast.somchai).get(address(district.parent)).content.decode()

    assert [
        "เมือง" in page,
        *(said in page for said in ("เบิกจ่าย", "เป้าหมาย", "รายงาน", "(บาท)", "กำลังดำเนินการ", "jumps")),
    ] == [
        True,
        *[False] * 6,
    ]


def test_a_stranger_finds_nothing(cast: Cast, case: Case) -> None:
    for stranger in (cast.kanya, cast.malee):
        client = browser(stranger)
        assert [client.get(url).status_code for url in addresses(case)] == [404] * len(addresses(case))


def test_a_keeper_of_accounts_finds_nothing(cast: Cast, case: Case) -> None:
    Post.objects.filter(person=cast.suda.person).update(role=Role.ADMINISTRATOR)

    assert browser(cast.suda).get(address(case)).status_code == 404


def test_a_district_reads_why_it_has_no_board(cast: Cast, case: Case) -> None:
    district = Case.objects.get(edition=case.edition, office="3101")
    client = browser(cast.malee)

    of_the_board = [url for url in addresses(district) if "/measure/" not in url]
    assert len(of_the_board) < len(addresses(district))  # an indicator is a district's own too
    for url in of_the_board:
        answer = client.get(url)
        assert answer.status_code == 403
        assert "ตารางภาพรวมมีเฉพาะระดับจังหวัดและกรม" in answer.content.decode()


def test_nothing_can_be_posted(cast: Cast, case: Case) -> None:
    client = browser(cast.somchai)

    assert [client.post(url).status_code for url in addresses(case)] == [405] * len(addresses(case))


def test_an_address_that_asks_for_nonsense_is_not_found(cast: Cast, case: Case) -> None:
    client = browser(cast.somchai)

    told = [
        (what, asked, client.get(boards.list_url(case, what, **asked)).status_code) for what, asked in WRONG
    ]

    assert [one for one in told if one[2] != 404] == []


def test_no_other_file_is_given_out(cast: Cast, case: Case) -> None:
    assert browser(cast.somchai).get(reverse("web:board-file", args=[case.pk, "exe"])).status_code == 404


def test_the_queries_do_not_grow_with_the_offices(cast: Cast, edition: Edition) -> None:
    client = browser(cast.somchai)
    district = make.district(cast, edition)
    build.enrolled(district, cast.malee, name="กลุ่มที่ 1")
    province = build.province(edition)
    urls = [address(province), *(boards.list_url(province, what, **LISTS[what]) for what in LISTS)]
    few = [queries_for(client, url) for url in urls]
    codes = Office.objects.filter(parent="31").values_list("code", flat=True)
    build.allotted(edition, cast, dict.fromkeys(codes, 2))
    district.refresh_from_db()
    build.enrolled(district, cast.malee, name="กลุ่มที่ 2", moo=2)

    many = [queries_for(client, url) for url in urls]

    assert len(board(province, clock.today()).rows) == 23
    assert many == few


def queries_for(client: Client, url: str) -> int:
    """How many queries the page costs when nothing is read for the first time."""
    client.get(url)
    with CaptureQueriesContext(connection) as made:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(made)
