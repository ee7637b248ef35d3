"""Paper beside the form: printed with what is known and a code, asked the questions of a page, and keyed in."""

import io
import re
from datetime import date

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, PlanLine, Task
from sammachip.registry.actions_lists import Telling, tell_list
from sammachip.trail.models import Event
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

SET = "/offices/3101/blank-forms/sammachip-sustain-2561/survey.pdf"
YARN = {
    "item": "เส้นด้าย",
    "quantity": "10",
    "unit": "ม้วน",
    "price": "100",
    "expense_class": "materials",
    "dimension": "fund",
}
TOLD = {"written_on": "8 กันยายน 2561", "written_by": "นางสาวมะลิ ทดสอบระบบ"}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    district = make.district(cast, places=9)
    make.enrolled(district, make.group(cast.malee, name="กลุ่มจักสานตัวอย่าง", moo=2), actor=cast.malee)
    return make.enrolled(district, make.group(cast.malee), actor=cast.malee)


@pytest.fixture
def survey(group: Case) -> Task:
    return make.task(group, "survey")


def pages(content: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in opened]


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30)).save(drawn, "PNG")
    return SimpleUploadedFile("แบบ.png", drawn.getvalue())


def key_in(cast: Cast, survey: Task, **more: object) -> Filing:
    answer = browser(cast.malee).post(f"/tasks/{survey.pk}/key-in/", {**TOLD, **more})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    filing = survey.filings.get()
    assert answer.url == f"/filings/{filing.pk}/edit/"
    return filing


def test_a_blank_form_prints_what_is_known_and_where_it_is_keyed_in(cast: Cast, survey: Task) -> None:
    drawn = browser(cast.malee).get(f"/tasks/{survey.pk}/blank.pdf")
    word = browser(cast.malee).get(f"/tasks/{survey.pk}/blank.docx")

    said = "".join(pages(drawn.content))
    assert "กลุ่มทอผ้าตัวอย่าง" in said
    assert f"http://testserver/tasks/{survey.pk}/key-in/" in said
    assert word.content.startswith(b"PK")
    for page in (f"/tasks/{survey.pk}/", f"/groups/{survey.case.group_id}/"):
        assert f'href="/tasks/{survey.pk}/blank.pdf"' in body(cast.malee, page)


def test_the_set_of_an_office_holds_every_open_form_one_after_another(cast: Cast, group: Case) -> None:
    drawn = browser(cast.malee).get(SET)

    starts = [page for page in pages(drawn.content) if "สแกนเพื่อคีย์" in page]
    assert ["กลุ่มทอผ้าตัวอย่าง" in one for one in starts] == [True, False]
    assert f'href="{SET}"' in body(cast.malee, "/blank-forms/")
    assert 'href="/blank-forms/"' in body(cast.malee, "/")
    assert "ไม่มีแบบที่ต้องกรอก" in body(cast.anong, "/blank-forms/")
    assert 'name="office"' not in body(cast.malee, "/blank-forms/")
    assert browser(cast.malee).get(SET.replace("survey", "nowhere")).status_code == 404


def test_the_sets_of_a_province_are_narrowed_by_form_and_office(cast: Cast, group: Case) -> None:
    def found(asked: str) -> tuple[bool, bool]:
        page = body(cast.somchai, f"/blank-forms/{asked}")
        return f'href="{SET}"' in page, f'href="{SET.replace("survey", "prepare")}"' in page

    assert found("") == (True, True)
    assert found("?office=3101&stage=sammachip-sustain-2561.survey") == (True, False)
    assert found("?office=9999") == (True, True)


def test_many_sets_are_listed_leaf_by_leaf(cast: Cast, group: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sammachip.web.pages.blank_forms.ON_A_LEAF", 1)
    pages = [body(cast.somchai, f"/blank-forms/?page={number}") for number in (1, 2)]
    first, second = (set(re.findall(r'href="([^"]+[.]pdf)"', page)) for page in pages)

    assert (len(first), len(second), first & second) == (1, 1, set())
    assert "?page=2" in pages[0]


def test_a_set_too_large_for_one_file_is_refused_with_the_numbers(
    cast: Cast, group: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sammachip.cases.paper_sets.MOST", 1)

    answer = browser(cast.malee).get(SET)

    assert answer.status_code == 403
    assert "ชุดนี้มี 2 ฉบับ เกิน 1 ฉบับต่อแฟ้ม" in answer.content.decode()


def test_the_code_leads_through_the_log_in_to_the_form(cast: Cast, survey: Task) -> None:
    asked = f"/tasks/{survey.pk}/key-in/"

    sent_there = browser(cast.malee)
    sent_there.logout()
    assert sent_there.get(asked).url == f"/login/?next={asked}"
    filing = key_in(cast, survey, scan=picture())

    page = body(cast.malee, f"/filings/{filing.pk}/edit/")
    assert "คีย์จากกระดาษที่ นางสาวมะลิ ทดสอบระบบ กรอกเมื่อ" in page
    assert 'id="done-on" name="done_on" type="text" value="8' in page
    scan = filing.handwritten.scan_id
    assert browser(cast.malee).get(f"/scans/{scan}/").status_code == 200
    assert browser(cast.kanya).get(f"/scans/{scan}/").status_code == 404
    assert browser(cast.anong).get(f"/scans/{scan}/").status_code == 404  # it holds what villagers told
    assert filing.as_of == date(2018, 9, 8)
    event = Event.objects.about(filing).get(verb="filing.keyed-in")
    assert "มะลิ" not in str(event.facts)


def test_what_is_told_of_the_paper_is_mended_while_it_is_a_draft(cast: Cast, survey: Task) -> None:
    first = key_in(cast, survey, scan=picture())
    assert TOLD["written_by"] in body(cast.malee, f"/tasks/{survey.pk}/key-in/")

    again = key_in(cast, survey, written_by="นางมะลิวัลย์ ทดสอบระบบ")

    told = again.handwritten
    assert (again.pk, told.written_by, bool(told.scan_id)) == (first.pk, "นางมะลิวัลย์ ทดสอบระบบ", True)


def test_what_is_sent_was_done_on_the_day_of_the_paper(cast: Cast, survey: Task) -> None:
    filing = key_in(cast, survey)
    answers = {**filing.answers, "occupation_kind": "processing", "product": "ผ้า", "otop_registered": "no"}
    answers |= {"sale_places": "ตลาดนัด", "members_count": "12"}
    answers["incomes"] = [
        {"moment": "before", "amount": "1000", "period": "month", "as_of": "2018-09-01", "method": "สอบถาม"}
    ]
    actions.save_draft(filing, answers, seen=filing.saved, actor=cast.malee)

    sent = actions.send_filing(filing, seen=filing.saved, actor=cast.malee)

    assert sent.revisions.get().done_on == date(2018, 9, 8)
    assert browser(cast.malee).get(f"/tasks/{survey.pk}/key-in/").url == f"/tasks/{survey.pk}/"
    assert "คีย์จากกระดาษ" in body(cast.mana, f"/filings/{filing.pk}/")
    assert "คีย์จากกระดาษ" not in body(cast.anong, f"/filings/{filing.pk}/")


def test_who_may_not_write_is_told_why_and_bad_input_keeps_what_was_typed(cast: Cast, survey: Task) -> None:
    address = f"/tasks/{survey.pk}/key-in/"

    for method in ("get", "post"):
        refused = getattr(browser(cast.fong), method)(address, TOLD)
        assert (refused.status_code, "จึงกรอกแบบนี้ได้" in refused.content.decode()) == (403, True), method
    wrong = browser(cast.malee).post(address, {**TOLD, "written_on": "9 กันยายน 2570"})

    assert wrong.status_code == 422
    assert TOLD["written_by"] in wrong.content.decode()
    assert not survey.filings.exists()


def test_the_list_of_sets_costs_the_same_however_many_forms_are_open(cast: Cast, group: Case) -> None:
    def add() -> None:
        for number in range(3, 9):
            make.enrolled(
                group.parent, make.group(cast.malee, name=f"กลุ่มที่ {number}", moo=number), actor=cast.malee
            )

    assert costs_no_more(cast.malee, "/blank-forms/", add)


def test_a_sheet_to_sign_holds_the_plan_the_day_and_those_who_are_known(cast: Cast, group: Case) -> None:
    told = {"production": "ย้อมสี", "marketing": "ตลาดนัด", "lines": [YARN], "overlap": "no"}
    make.filing(make.task(group, "plan"), cast.malee, told, sent=True)
    actions.sign_filing(Filing.objects.get(task=make.task(group, "plan")), seen=1, actor=cast.mana)
    known = [{"post": "ประธาน", "name": "นางสมมุติ ใจดี", "phone": ""}]
    asked = Telling(("post", "name", "phone"), group.group.version, "test", date(2018, 9, 1))
    tell_list(group.group, "committee", known, asked, actor=cast.malee)
    address = f"/tasks/{make.task(group, 'develop').pk}/sign-in"
    line = PlanLine.objects.get()

    asked = {"about": "ฝึกย้อมสี", "held_on": "12 กันยายน 2561", "place": "ศาลากลางบ้าน", "line": line.pk}
    said = "".join(pages(browser(cast.malee).get(f"{address}.pdf", asked).content))
    masked = "".join(pages(browser(cast.anong).get(f"{address}.pdf", asked).content))
    usual = pages(browser(cast.malee).get(f"{address}.pdf").content)

    for words in ("ฝึกย้อมสี", "๑๒ กันยายน ๒๕๖๑", "ศาลากลางบ้าน", "เส้นด้าย ๑๐ ม้วน", "นางสมมุติ"):
        assert words in said
    assert "นางสมมุติ" not in masked
    assert len(usual) == 1  # its signatures stand below its table
    assert f'href="{address}/"' in body(cast.malee, f"/tasks/{make.task(group, 'develop').pk}/")
    assert "เส้นด้าย 10 ม้วน" in body(cast.malee, f"{address}/")


def test_a_sheet_is_only_for_activities_and_says_what_is_wrong(cast: Cast, survey: Task, group: Case) -> None:
    assert browser(cast.malee).get(f"/tasks/{survey.pk}/sign-in/").status_code == 404

    develop = f"/tasks/{make.task(group, 'develop').pk}/sign-in"
    assert browser(cast.kanya).get(f"{develop}.pdf").status_code == 404
    wrong = browser(cast.malee).get(
        f"{develop}.pdf", {"about": "ฝึกย้อม", "held_on": "เมื่อวาน", "empty_rows": "900"}
    )

    assert wrong.status_code == 422
    assert 'value="ฝึกย้อม"' in wrong.content.decode()
    assert browser(cast.malee).post(f"{develop}.pdf").status_code == 405
