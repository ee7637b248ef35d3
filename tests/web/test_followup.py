"""The groups a programme follows to the end: counts that come to all of them and lead to lists."""

import io
import re

import pytest
from openpyxl import load_workbook

import make
from api.conftest import program_of
from cases import contest
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db
ONE, TWO, THREE, *_others = contest.LISTED
HANDED = {
    "handed_on": "20 กรกฎาคม 2563", "place": "ศาลากลางบ้าน", "receiver": "นางสมมุติ ทดสอบ", "witness": "นายสมมุติ ทดสอบ",
    "owner": "group", "items": [{"item": "เครื่องบรรจุ", "quantity": "2", "unit": "เครื่อง"}],
}  # fmt: skip


@pytest.fixture
def province(cast: Cast, at: Freeze) -> Case:
    """The contest as if all who take part had won: two of three groups do, on the day after the report was due."""
    at(contest.NOW)
    text = contest.PACK_B.read_text("utf-8")
    for old, new in (
        ("    after: [{round2: passed, gate: start}]\n", ""),
        ("  among: [round2]\n", "  among: [told]\n"),
    ):
        assert old in text
        text = text.replace(old, new)
    found = contest.begin(make.publish(cast, text), cast)
    contest.told(ONE, contest.YES, cast.malee)
    contest.told(TWO, contest.YES, cast.malee)
    contest.told(THREE, contest.NO, cast.malee)
    at("2020-08-21 09:00")
    return found


def of(case: Case, more: str = "") -> str:
    return f"/cases/{case.pk}/followup/{more}"


def handed_over(cast: Cast) -> None:
    make.filing(make.task(contest.case_of(ONE), "handover"), cast.malee, HANDED, sent=True)
    actions.close_task(make.task(contest.case_of(ONE), "handover"), actor=cast.mana)


def test_every_number_leads_to_its_groups_and_comes_to_all_of_them(cast: Cast, province: Case):
    handed_over(cast)
    assert of(province) in body(cast.somchai, f"/cases/{province.pk}/")

    whole = body(cast.somchai, of(province))
    done = body(cast.somchai, of(province, "?stage=handover&pace=done"))
    late = body(cast.somchai, of(province, "?stage=result&pace=late"))

    assert "ทั้งหมด 2 กลุ่ม" in whole
    assert 'href="?stage=handover&amp;pace=done">1</a>' in whole
    assert (ONE in done, TWO in done, THREE in whole) == (True, False, False)
    assert (ONE in late, TWO in late) == (True, True)
    told = program_of(cast.somchai).get(f"/cases/{province.pk}/followup").json()
    assert told["counts"]["handover"] == {"done": 1, "ongoing": 0, "not-begun": 1, "late": 0, "out": 0}
    assert {sum(counts.values()) for counts in told["counts"].values()} == {len(told["groups"])}


def test_the_sheet_has_a_row_for_each_group(cast: Cast, province: Case):
    content = browser(cast.somchai).get(of(province, "followup.xlsx")).content

    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=3, values_only=True))
    assert [row[1] for row in rows] == ["กลุ่ม", ONE, TWO]
    assert rows[0][-1] == "รายงานผลและคลิปกิจกรรมเครือข่าย"
    assert (rows[1][-1], rows[1][-3]) == ("เลยกำหนด · ยังไม่เริ่ม", "ยังไม่เริ่ม")
    assert {row[2] for row in rows[1:]} == {"ตำบลในเมือง อำเภอเมืองบุรีรัมย์"}


def test_a_group_whose_edition_lacks_a_stage_is_told_of_beside_the_others(cast: Cast, province: Case):
    another = re.sub(r"\bbpm\b", "bpm_anew", province.edition.source)
    district = contest.case_of(ONE).parent
    actions.adopt_edition(district, make.publish(cast, another), actor=cast.mana)

    page = body(cast.somchai, of(province))
    sheet = browser(cast.somchai).get(of(province, "followup.xlsx"))
    told = program_of(cast.somchai).get(f"/cases/{province.pk}/followup").json()

    assert page.count("ฉบับโครงการที่กลุ่มใช้ไม่มีขั้นตอนนี้") == 2
    assert sheet.status_code == 200
    assert told["counts"]["bpm"] == {"done": 0, "ongoing": 0, "not-begun": 0, "late": 0, "out": 2}


def test_a_stranger_finds_nothing_nor_who_asks_a_programme_that_follows_nobody(cast: Cast, province: Case):
    assert browser(cast.kanya).get(of(province)).status_code == 404
    assert browser(cast.malee).get(of(province)).status_code == 404
    assert browser(cast.malee).get(of(make.district(cast))).status_code == 404
    assert browser(cast.somchai).post(of(province)).status_code == 405


def test_the_page_costs_the_same_for_two_groups_and_three(cast: Cast, province: Case):
    def more() -> None:
        contest.register(cast.prasit, contest.FOUR)
        actions.take_in_listed(province, actor=cast.somchai)
        contest.told(contest.FOUR, contest.YES, cast.prasit)

    assert costs_no_more(cast.somchai, of(province), more)
