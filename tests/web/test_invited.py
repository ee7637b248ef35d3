"""The page of a programme's list, asked the seven questions: each group with its standing and the next step."""

import io
import re

import pytest
from openpyxl import load_workbook

import make
from api.conftest import program_of
from cases import contest
from cast import Cast
from conftest import Freeze
from sammachip.cases.models import Case
from standing import laid
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db
ONE, TWO, THREE, FOUR, FIVE = contest.LISTED


@pytest.fixture
def province(cast: Cast, at: Freeze) -> Case:
    at(contest.NOW)
    return invited(cast)


@laid
def invited(cast: Cast) -> Case:
    return contest.province(cast)


def of(case: Case, more: str = "") -> str:
    return f"/cases/{case.pk}/invited/{more}"


def test_the_province_takes_its_groups_in_with_one_press_and_reads_why_not(cast: Cast, province: Case):
    contest.register(cast.malee, ONE)
    contest.register(cast.malee, TWO)
    assert of(province) in body(cast.somchai, f"/cases/{province.pk}/")
    assert "นำเข้าทุกกลุ่มที่พร้อม (2 กลุ่ม)" in body(cast.somchai, of(province))

    answer = browser(cast.somchai).post(of(province, "take-in/"), follow=True)

    text = answer.content.decode()
    assert "นำเข้าโครงการ 2 กลุ่ม" in text
    assert f"ไม่ได้นำเข้า {THREE}: ยังไม่อยู่ในทะเบียนกลุ่ม" in text
    assert FIVE not in text
    assert Case.objects.filter(level="group").count() == 2


def test_what_a_group_that_declines_does_no_more_is_owed_by_nobody(cast: Cast, province: Case, at: Freeze):
    contest.register(cast.malee, ONE)
    browser(cast.somchai).post(of(province, "take-in/"))
    owed = body(cast.malee, f"/cases/{contest.case_of(ONE).pk}/")
    contest.told(ONE, contest.NO, cast.malee)
    at("2020-08-15 09:00")

    shown = body(cast.malee, f"/cases/{contest.case_of(ONE).pk}/")

    assert (owed.count("ไม่ต้องดำเนินการ"), "กำหนดส่ง" in owed) == (0, True)
    assert shown.count("ไม่ต้องดำเนินการ") == 7
    assert [word for word in ("กำหนดส่ง", "เลยกำหนด", "เสร็จได้เมื่อ") if word in shown] == []


def test_a_group_of_the_list_is_registered_without_typing_what_the_list_says(cast: Cast, province: Case):
    [line] = re.findall(
        r'href="(/groups/new/\?line=\d+)">ลงทะเบียนกลุ่ม<span class="unseen">: ' + ONE,
        body(cast.somchai, of(province)),
    )

    begun = browser(cast.somchai).get(line).context["form"].initial

    assert {key: begun[key] for key in ("name", "kind", "moo")} == {"name": ONE, "kind": "savings", "moo": 1}
    assert browser(cast.kanya).get(line).context["form"].initial.keys() == {"said_on"}


def test_one_line_alone_is_taken_in(cast: Cast, province: Case):
    contest.register(cast.malee, ONE)
    contest.register(cast.malee, TWO)

    browser(cast.somchai).post(of(province, "take-in/"), {"line": contest.line_of(TWO).pk})

    assert [one.group.name for one in Case.objects.filter(level="group")] == [TWO]
    missed = browser(cast.somchai).post(of(province, "take-in/"), {"line": contest.line_of(FIVE).pk})
    assert missed.status_code == 403


def test_a_line_that_is_no_number_takes_nobody_in(cast: Cast, province: Case):
    contest.register(cast.malee, ONE)

    answer = browser(cast.somchai).post(of(province, "take-in/"), {"line": "ทั้งหมด"})

    assert (answer.status_code, Case.objects.filter(level="group").exists()) == (403, False)


def test_the_sheet_tells_each_group_and_counts_that_add_up(cast: Cast, at: Freeze):
    at(contest.NOW)
    province = contest.taken_in(cast)
    contest.told(ONE, contest.NO, cast.malee)
    contest.told(TWO, contest.TOLD, cast.malee, sent=False)
    assert 'href="?stand=declined"' in body(cast.somchai, of(province))
    assert TWO not in body(cast.somchai, of(province, "?stand=declined"))

    content = browser(cast.somchai).get(of(province, "invited.xlsx")).content

    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert "ทั้งหมด 4 กลุ่ม: ยังไม่อยู่ในทะเบียนกลุ่ม 1 · ยังไม่แจ้ง 1 · แจ้งแล้ว รอคำตอบ 1 · ไม่เข้าร่วม 1" in rows[1][0]
    assert rows[3][1] == ONE
    assert rows[3][3:7] == ("ไม่เข้าร่วม", rows[3][4], "พบที่กลุ่ม", "ไม่เข้าร่วม")
    assert rows[3][9] == "กำลังปรับปรุงโรงเรือน"


def test_silence_is_offered_when_the_time_is_over(cast: Cast, at: Freeze):
    at(contest.NOW)
    district = contest.opened_district(contest.taken_in(cast), cast)
    assert "?result=silent" not in body(cast.malee, of(district))

    at(contest.LATER)
    assert "?result=silent" in body(cast.malee, of(district))
    form = body(cast.malee, f"/cases/{contest.case_of(ONE).pk}/close/?result=silent")
    assert 'value="silent"' in form
    assert "checked" in form


def test_a_stranger_finds_nothing_and_the_wrong_role_reads_why(cast: Cast, province: Case):
    contest.register(cast.malee, ONE)

    assert browser(cast.kanya).get(of(province)).status_code == 404
    assert browser(cast.kanya).post(of(province, "take-in/")).status_code == 404
    refused = browser(cast.suda).put(of(province))
    assert refused.status_code == 405
    district = contest.opened_district(province, cast)
    answer = browser(cast.malee).post(of(district, "take-in/"))
    assert (answer.status_code, "เจ้าหน้าที่จังหวัด" in answer.content.decode()) == (403, True)


def test_a_programme_without_a_list_has_no_such_page(cast: Cast, at: Freeze):
    assert browser(cast.malee).get(of(make.district(cast))).status_code == 404


def test_the_page_costs_the_same_for_one_group_and_three(cast: Cast, province: Case):
    contest.register(cast.malee, ONE)
    browser(cast.somchai).post(of(province, "take-in/"))

    def more() -> None:
        for name in (TWO, THREE):
            contest.register(cast.malee, name)
        browser(cast.somchai).post(of(province, "take-in/"))
        for name in (TWO, THREE):
            contest.told(name, contest.YES, cast.malee)

    contest.told(ONE, contest.YES, cast.malee)
    assert costs_no_more(cast.somchai, of(province), more)


def test_a_program_reads_and_takes_in_the_same(cast: Cast, province: Case):
    contest.register(cast.malee, ONE)
    caller = program_of(cast.somchai)

    made = caller.post(f"/cases/{province.pk}/invited", {}).json()["items"]
    read = caller.get(f"/cases/{province.pk}/invited").json()

    assert [one["reason"] for one in made if one["is_new"]] == ["อยู่ในบัญชี และนำเข้าโครงการแล้ว"]
    assert sum(read["counts"].values()) == len(read["items"]) == 4
    assert read["items"][0] | {"line": 0, "group": 0, "case": 0} == {
        "line": 0, "village": "31010101", "name": ONE, "group": 0, "case": 0, "stand": "untold", "told_on": None,
        "told_how": "", "takes_part": None, "application": "ยังไม่เริ่ม", "due": "2020-05-25T16:59:59Z", "reason": "",
    }  # fmt: skip
