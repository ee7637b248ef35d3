"""The pages of a filing, asked the seven questions."""

import io
import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

import make
from cast import Cast
from conftest import Freeze
from money.build import request
from sammachip.cases import actions
from sammachip.cases.models import Filing, FilingState, Task
from sammachip.money.actions_spending import add_evidence, draft_spending
from sammachip.records.models import LetterDraft
from web.asking import browser

pytestmark = pytest.mark.django_db

REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจแล้ว"}}}
TYPED = {"a.standing": "ongoing", "a.process.step_1.result": "สำรวจครบแล้ว", "as_of": "๑๐ กันยายน ๒๕๖๑"}


@pytest.fixture
def task(cast: Cast, at: Freeze) -> Task:
    at("2018-09-10 09:00")
    return make.task(make.district(cast), "report")


@pytest.fixture
def draft(cast: Cast, task: Task) -> Filing:
    return make.filing(task, cast.malee, REPORT)


@pytest.fixture
def sent(cast: Cast, draft: Filing) -> Filing:
    return make.sent(draft, cast.malee)


def address(name: str, filing: Filing, *more: object) -> str:
    return reverse(f"web:{name}", args=[filing.pk, *more])


def photo() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "JPEG")
    file.seek(0)
    file.name = "ภาพ.jpg"
    return file


READ = ("filing", "filing-edit")
WRITE = (
    "filing-save", "filing-sign", "filing-return", "filing-paper-signature", "filing-reopen", "filing-take-back",
    "filing-photos", "filing-nil", "filing-nil-send", "filing-nil-undo", "filing-paper-check",
    "filing-advice",
)  # fmt: skip


def test_an_officer_starts_writes_and_sends(cast: Cast, task: Task) -> None:
    malee = browser(cast.malee)

    malee.post(reverse("web:task-start", args=[task.pk]), {"as_of": "10 ก.ย. 61", "interim": "no"})
    filing = task.filings.get()
    response = malee.post(address("filing-save", filing), {**TYPED, "seen": "0", "then": "send"})

    assert response.status_code == 302
    filing.refresh_from_db()
    assert (filing.state, filing.revision) == (FilingState.SENT, 1)


@pytest.mark.parametrize("name", READ)
def test_pages_work(cast: Cast, draft: Filing, name: str) -> None:
    client = browser(cast.malee)

    assert client.get(address(name, draft)).status_code == 200
    assert client.get(reverse("web:task", args=[draft.task_id])).status_code == 200


def test_the_sent_paper_says_the_same_on_screen(cast: Cast, sent: Filing) -> None:
    page = browser(cast.mana).get(address("filing", sent)).content.decode()

    assert "แบบรายงานความก้าวหน้า" in page
    assert "อำเภอเมืองบุรีรัมย์" in page


def test_days_outside_the_programmes_window_are_pointed_out_to_the_signer(
    cast: Cast, task: Task, at: Freeze
) -> None:  # clause A16
    case = make.enrolled(task.case, make.group(cast.malee), actor=cast.malee)
    held = {"kind": "plan_item", "what": "อบรม", "result": "ทำได้"}
    within, before = (
        make.filing(make.task(case, stage), cast.malee, answers, sent=True)
        for stage, answers in (
            ("develop", {**held, "held_on": "1 ส.ค. 2561"}),
            ("follow", {"visited_on": "๓๑ กรกฎาคม ๒๕๖๑", "found": "พบ", "progress": "on_plan"}),
        )
    )

    told = "วันที่อยู่นอกช่วงดำเนินการของโครงการ"
    assert told not in browser(cast.mana).get(address("filing", within)).content.decode()
    page = browser(cast.mana).get(address("filing", before)).content.decode()
    assert told in page
    assert "วันที่ติดตาม 31 กรกฎาคม 2561" in page


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_file_of_what_is_not_accepted_is_a_draft(cast: Cast, sent: Filing, kind: str) -> None:
    response = browser(cast.mana).get(address("filing-file", sent, kind))

    assert response.status_code == 200
    assert f"draft-{sent.pk}.{kind}" in response["Content-Disposition"]


def test_an_accepted_file_is_given_out_byte_for_byte(cast: Cast, sent: Filing) -> None:
    actions.sign_filing(sent, seen=1, actor=cast.mana)
    actions.sign_filing(sent, seen=1, actor=cast.somchai)
    client = browser(cast.malee)

    first, second = (client.get(address("filing-file", sent, "pdf")) for _ in range(2))

    assert first.content == second.content
    assert first["X-Content-SHA256"] == second["X-Content-SHA256"]


def test_a_returned_filing_says_who_sent_it_back_and_why(cast: Cast, sent: Filing) -> None:
    actions.return_filing(sent, seen=1, reason="ขาดผลของขั้นที่สอง", actor=cast.mana)

    page = browser(cast.malee).get(address("filing", sent)).content.decode()

    assert f"<strong>{cast.mana.person.name} ส่งคืนให้แก้ไข</strong><br>ขาดผลของขั้นที่สอง" in page

    asked = f"/filings/{sent.pk}/return/letter/"
    answer, elsewhere = browser(cast.mana).post(asked), browser(cast.somchai).post(asked)
    letter = LetterDraft.objects.get()
    assert (answer.url, elsewhere.status_code) == (letter.get_absolute_url(), 403)
    assert str(letter.answers["body"]).splitlines()[0::2] == [
        "ตามที่อำเภอเมืองบุรีรัมย์ ได้ส่งแบบรายงานความก้าวหน้า ของสำนักงานพัฒนาชุมชนอำเภอเมืองบุรีรัมย์ นั้น",
        "ขาดผลของขั้นที่สอง",
    ]


def test_advice_is_given_and_read_below_the_filing(cast: Cast, sent: Filing) -> None:
    client = browser(cast.mana)
    typed = {"seen": "1", "words": "นัดกลุ่มก่อน", "given_on": "32 กันยายน 2561"}

    refused = client.post(address("filing-advice", sent), typed)
    unentitled = browser(cast.malee).post(address("filing-advice", sent), {**typed, "given_on": ""})
    stale = client.post(address("filing-advice", sent), {"seen": "0", "words": "นัดกลุ่มก่อน"})
    given = client.post(address("filing-advice", sent), {**typed, "given_on": "9 กันยายน 2561"})

    assert (refused.status_code, unentitled.status_code, stale.status_code) == (422, 403, 409)
    assert "นัดกลุ่มก่อน</textarea>" in refused.content.decode()
    assert given.status_code == 302
    assert (
        "<blockquote>นัดกลุ่มก่อน</blockquote>"
        in browser(cast.malee).get(address("filing", sent)).content.decode()
    )


@pytest.mark.parametrize("name", READ)
def test_strangers_find_no_page(cast: Cast, draft: Filing, name: str) -> None:
    for stranger in (cast.kanya, cast.prasit):
        assert browser(stranger).get(address(name, draft)).status_code == 404


@pytest.mark.parametrize("name", WRITE)
def test_strangers_change_nothing(cast: Cast, draft: Filing, name: str) -> None:
    assert browser(cast.kanya).post(address(name, draft), {"seen": "1"}).status_code == 404


def test_a_wrong_role_is_told_why_before_what_is_missing(cast: Cast, sent: Filing) -> None:
    client = browser(cast.fong)
    acts = ("sign", "return", "paper-check", "reopen", "advice")

    answers = {act: client.post(address(f"filing-{act}", sent), {"seen": "1"}) for act in acts}

    assert {act: answer.status_code for act, answer in answers.items()} == dict.fromkeys(acts, 403)
    assert "พัฒนาการอำเภอ" in answers["sign"].text


@pytest.mark.parametrize("name", WRITE)
def test_reading_an_act_is_refused(cast: Cast, draft: Filing, name: str) -> None:
    assert browser(cast.malee).get(address(name, draft)).status_code == 405


@pytest.mark.parametrize("name", READ)
def test_posting_to_a_page_is_refused(cast: Cast, draft: Filing, name: str) -> None:
    assert browser(cast.malee).post(address(name, draft)).status_code == 405


def test_a_bad_answer_is_kept_and_explained(cast: Cast, draft: Filing) -> None:
    typed = {**TYPED, "a.standing": "maybe", "seen": "1"}

    response = browser(cast.malee).post(address("filing-save", draft), typed)

    assert response.status_code == 422
    page = response.content.decode()
    assert "«สถานภาพของโครงการ»: «maybe» ไม่อยู่ในตัวเลือก" in page
    assert "สำรวจครบแล้ว" in page
    draft.refresh_from_db()
    assert draft.answers["standing"] == "maybe"


def test_a_label_says_its_unit_once_and_whether_it_may_be_left(cast: Cast, task: Task) -> None:
    group = make.enrolled(task.case, make.group(cast.malee), actor=cast.malee)
    survey = make.filing(make.task(group, "survey"), cast.malee)

    page = browser(cast.malee).get(address("filing-edit", survey)).content.decode()

    labels = re.findall(r"<label for=[^>]*>(.*?)</label>", page)
    assert [one for one in labels if one.startswith("สมาชิก")] == ["สมาชิก (คน)"]
    assert 'ประธานกลุ่ม <span class="optional">(ไม่บังคับ)</span>' in labels


def test_sending_what_lacks_an_answer_keeps_the_draft_and_says_what_is_missing(
    cast: Cast, draft: Filing
) -> None:
    typed = {**TYPED, "a.standing": "", "seen": "1", "then": "send"}

    response = browser(cast.malee).post(address("filing-save", draft), typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert "บันทึกร่างไว้แล้ว แต่ยังส่งไม่ได้" in page
    assert "ยังขาด 1 ข้อ: สถานภาพของโครงการ" in page
    assert 'name="seen" value="2"' in page
    draft.refresh_from_db()
    assert (draft.state, draft.saved, draft.answers["standing"]) == (FilingState.DRAFT, 2, "")


def test_what_is_missing_or_wrong_leads_to_where_it_is_given(cast: Cast, task: Task) -> None:
    group = make.enrolled(task.case, make.group(cast.malee), actor=cast.malee)
    plan = make.filing(
        make.task(group, "plan"), cast.malee, {"lines": [{"item": "เส้นไหม", "quantity": "มาก"}]}
    )

    page = browser(cast.malee).get(address("filing-edit", plan)).content.decode()

    checklist = page.partition('<ul class="checklist"')[2].partition("</ul>")[0]
    ways = re.findall(r'href="#([^"]+)"', checklist)
    assert {"a-production", "a-lines-0-unit", "a-lines-0-quantity", "a-overlap"} <= set(ways)
    assert len(ways) == checklist.count("<li>")
    assert [way for way in ways if f'id="{way}"' not in page] == []
    assert '<a href="#a-lines-0-quantity">«รายการ» แถวที่ 1 «จำนวน»: ' in page


def test_a_row_that_came_with_an_id_keeps_it_through_the_page(cast: Cast, task: Task) -> None:
    group = make.enrolled(task.case, make.group(cast.malee), actor=cast.malee)
    rows = [{"id": "r-7", "item": "เส้นไหม"}, {"item": "กี่ทอ"}]
    plan = make.filing(make.task(group, "plan"), cast.malee, {"lines": rows})
    client = browser(cast.malee)
    page = client.get(address("filing-edit", plan)).content.decode()
    typed = dict(re.findall(r'name="(a\.lines\.[^"]+)"[^>]* value="([^"]*)"', page))

    client.post(address("filing-save", plan), {**typed, "seen": str(plan.saved)})

    plan.refresh_from_db()
    kept = [{name: cell for name, cell in row.items() if cell} for row in plan.answers["lines"]]
    assert kept == rows


def test_a_bad_day_is_explained_and_everything_typed_is_kept(cast: Cast, draft: Filing) -> None:
    response = browser(cast.malee).post(
        address("filing-save", draft), {**TYPED, "as_of": "31 ก.ย. 61", "seen": "1"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "ไม่มีวันที่ 31 กันยายน 2561" in page
    assert 'value="31 ก.ย. 61"' in page
    draft.refresh_from_db()
    assert draft.answers["process"]["step_1"]["result"] == "สำรวจครบแล้ว"


def test_a_return_without_reason_is_asked_for_it(cast: Cast, sent: Filing) -> None:
    response = browser(cast.mana).post(address("filing-return", sent), {"seen": "1", "reason": ""})

    assert response.status_code == 422
    assert "ระบุเหตุผลที่ส่งคืน" in response.content.decode()


def test_a_stale_draft_is_not_overwritten(cast: Cast, draft: Filing) -> None:
    response = browser(cast.malee).post(address("filing-save", draft), {**TYPED, "seen": "0"})

    page = response.content.decode()
    assert response.status_code == 409
    draft.refresh_from_db()
    assert draft.answers == REPORT
    assert '<td data-label="ที่ท่านพิมพ์">สำรวจครบแล้ว</td><td data-label="ที่บันทึกไว้ล่าสุด">สำรวจแล้ว</td>' in page
    assert f'name="seen" value="{draft.saved}"' in page
    assert ">สำรวจครบแล้ว</textarea>" in page


def test_a_stale_signature_is_not_given(cast: Cast, sent: Filing) -> None:
    assert browser(cast.mana).post(address("filing-sign", sent), {"seen": "0"}).status_code == 409


def test_autosave_answers_with_the_next_number_and_what_is_missing_now(cast: Cast, task: Task) -> None:
    case = make.enrolled(task.case, make.group(cast.malee), actor=cast.malee)
    survey = make.filing(make.task(case, "survey"), cast.malee)
    typed = {"a.name": "กลุ่มทอผ้า", "a.occupation_kind": "processing", "seen": str(survey.saved)}

    before = browser(cast.malee).get(address("filing-edit", survey)).content.decode()
    response = browser(cast.malee).post(address("filing-save", survey), typed, headers={"X-Autosave": "1"})
    now = response.json()["missing"]

    assert (response.status_code, response["X-Revision"]) == (200, str(survey.saved + 1))
    assert ">ประเภทอาชีพ</a>" in before.partition("data-checklist")[2]
    assert ">ประเภทอาชีพ</a>" not in now
    assert ">รายได้ก่อนพัฒนา</a>" in now


def test_a_computed_cell_is_shown_and_never_typed(cast: Cast, task: Task) -> None:
    group = make.enrolled(task.case, make.group(cast.malee), actor=cast.malee)
    plan = make.filing(make.task(group, "plan"), cast.malee)
    typed = {  # the second row of the page stays empty
        "a.lines.0.quantity": "๓",
        "a.lines.0.price": "1,200.50",
        "a.lines.2.quantity": "2",
        "a.lines.2.price": "100",
        "a.lines.2.amount": "7",
    }
    client = browser(cast.malee)

    kept = client.post(
        address("filing-save", plan), {**typed, "seen": "1"}, headers={"X-Autosave": "1"}
    ).json()

    assert kept["computed"] == {
        "a-lines-0-amount": "3,601.50",
        "a-lines-2-amount": "200.00",
        "a-lines-sum-amount": "3,801.50",
    }
    page = body(client, plan)
    assert 'id="a-lines-1-amount" aria-label="รวม (บาท) · 2" data-computed>200.00<' in page
    assert 'id="a-lines-2-amount" aria-label="รวม (บาท) · 3" data-computed>–<' in page
    assert 'name="a.lines.0.amount"' not in page


def test_a_photo_is_added_shown_and_taken_out(cast: Cast, draft: Filing) -> None:
    client = browser(cast.malee)

    client.post(address("filing-photos", draft), {"row": "step_1", "caption": "ประชุม", "photos": photo()})
    kept = draft.photos.get()
    shown = client.get(reverse("web:photo", args=[kept.pk]))
    stranger = browser(cast.kanya).get(reverse("web:photo", args=[kept.pk]))
    client.post(address("filing-photo-remove", draft, kept.pk))

    assert (shown.status_code, shown["Content-Type"], stranger.status_code) == (200, "image/jpeg", 404)
    assert not draft.photos.exists()


def test_a_form_that_asks_photos_for_no_step_takes_them_too(cast: Cast, task: Task) -> None:
    group = make.enrolled(task.case, make.group(cast.malee), actor=cast.malee)
    survey = make.filing(make.task(group, "survey"), cast.malee)
    client = browser(cast.malee)

    activity = make.filing(make.task(group, "develop"), cast.malee)
    assert body(client, activity).count("กดบันทึกร่างเพื่อแสดงข้อที่เกี่ยวข้อง") == 2  # funds and markets
    [row] = re.findall(r'name="row" value="([^"]*)"', body(client, survey))
    client.post(address("filing-photos", survey), {"row": row, "caption": "บ้านกลุ่ม", "photos": photo()})

    assert f'src="{reverse("web:photo", args=[survey.photos.get().pk])}"' in body(client, survey)


def test_a_picture_used_twice_is_pointed_out_with_where_and_never_refused(cast: Cast, sent: Filing) -> None:
    beside = make.district(cast, sent.task.case.edition, code="3102")
    elsewhere = make.filing(make.task(beside, "report"), cast.somchai, REPORT)
    group = make.enrolled(sent.task.case, make.group(cast.malee), actor=cast.malee)
    survey = make.filing(make.task(group, "survey"), cast.malee)
    client = browser(cast.malee)
    before = body(client, survey)

    client.post(address("filing-photos", survey), {"row": "", "caption": "บ้านกลุ่ม", "photos": photo()})
    file = survey.photos.get().file
    for filing in (sent, elsewhere):
        filing.photos.create(file=file, row="step_1", caption="ประชุม")

    told, seen_by_all = body(client, survey), body(browser(cast.somchai), elsewhere)
    assert "ภาพเดียวกันนี้ใช้มากกว่าหนึ่งแห่ง" not in before
    assert f'href="{sent.get_absolute_url()}"' in told
    assert ("งานของหน่วยงานอื่น 1 แห่ง" in told, elsewhere.get_absolute_url() in told) == (True, False)
    assert [sent.get_absolute_url() in seen_by_all, survey.get_absolute_url() in seen_by_all] == [True, True]
    assert "ภาพเดียวกันนี้ใช้มากกว่าหนึ่งแห่ง" in client.get(sent.get_absolute_url()).content.decode()


def test_a_picture_that_proves_a_spending_of_other_work_is_pointed_out_on_the_filing(
    cast: Cast, sent: Filing
) -> None:
    group = make.enrolled(sent.task.case, make.group(cast.malee), actor=cast.malee)
    survey, client = make.filing(make.task(group, "survey"), cast.malee), browser(cast.malee)
    client.post(address("filing-photos", survey), {"row": "", "caption": "บ้านกลุ่ม", "photos": photo()})
    beside = make.enrolled(sent.task.case, make.group(cast.malee, name="กลุ่มข้างเคียง"), actor=cast.malee)
    own, other = (draft_spending(case, request(), actor=cast.malee) for case in (group, beside))
    file = survey.photos.get().file
    add_evidence(own, kind="photo", note="", file=file, actor=cast.malee)
    before = body(client, survey)

    add_evidence(other, kind="photo", note="", file=file, actor=cast.malee)

    told = f'<li>บ้านกลุ่ม: <a href="{other.get_absolute_url()}">'
    assert (told in before, told in body(client, survey)) == (False, True)


def body(client: Client, filing: Filing) -> str:
    return client.get(address("filing-edit", filing)).content.decode()


def test_what_is_no_photo_is_refused_with_its_name_and_the_others_of_the_choice_stay(
    cast: Cast, draft: Filing
) -> None:
    """Of three pictures chosen the one that was none cost the other two."""
    client, text = browser(cast.malee), io.BytesIO(b"<html>not a picture</html>")
    text.name = "รายงาน.jpg"
    chosen = {"row": "step_1", "caption": "ประชุม", "photos": [photo(), text, photo()]}

    wrong = client.post(address("filing-photos", draft), chosen)
    kept = [(one.row, one.caption) for one in draft.photos.all()]
    none = client.post(address("filing-photos", draft), {"row": "step_2", "caption": "ฝึกอบรม"})
    another = browser(cast.fong).post(address("filing-photos", draft), {"row": "step_1", "photos": photo()})

    assert (wrong.status_code, wrong["Content-Location"]) == (422, address("filing-edit", draft))
    assert kept == [("step_1", "ประชุม")] * 2
    assert opened(wrong) == [
        "เพิ่มแล้ว 2 ภาพ ที่เหลือยังไม่ได้เพิ่ม",
        "ไฟล์ รายงาน.jpg: ไฟล์นี้ไม่ใช่ภาพ JPEG, PNG, WebP หรือ HEIC ที่เปิดได้ — ตรวจไฟล์แล้วเลือกใหม่",
        "step_1",
        "ประชุม",
    ]
    assert (none.status_code, "Content-Location" in none) == (422, False)
    assert opened(none) == [
        "ยังไม่ได้เพิ่มภาพ",
        "ยังไม่ได้เลือกภาพ — เลือกไฟล์ภาพแล้วเพิ่มอีกครั้ง",
        "step_2",
        "ฝึกอบรม",
    ]
    assert (another.status_code, draft.photos.count()) == (403, 2)


def opened(page: HttpResponse) -> list[str]:
    """What the one open place for pictures says: why it is open, for which row, with which caption."""
    [place] = [one for one in page.content.decode().split("<details")[1:] if one.startswith(" open>")]
    found = re.search(
        r'<strong>(.+?)</strong><ul><li>(.+?)</li></ul>.*?name="row" value="(.*?)".*?name="caption".*? value="(.*?)"',
        place,
        re.DOTALL,
    )
    return list(found.groups()) if found else []


def test_the_page_costs_the_same_for_one_group_and_for_thirty(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    case = make.district(cast, places=30)
    filing = make.filing(make.task(case, "report"), cast.malee, REPORT)
    counts = []
    for number in range(30):
        make.enrolled(case, make.group(cast.malee, name=f"กลุ่มที่ {number}", moo=number + 1), actor=cast.malee)
        if number in (0, 29):
            client = browser(cast.malee)
            with CaptureQueriesContext(connection) as captured:
                page = client.get(address("filing-edit", filing))
            folded = re.search(r"<details><summary>ระบบเติมให้แล้ว (\d+) รายการ", page.text)
            counts.append((page.status_code, len(captured), folded and folded[1]))
    assert counts == [(200, counts[0][1], None), (200, counts[0][1], "30")]


def test_a_plan_asks_the_reason_that_lets_a_limit_stand(cast: Cast, task: Task, draft: Filing) -> None:
    group = make.enrolled(task.case, make.group(cast.malee), actor=cast.malee)
    plan = actions.start_filing(make.task(group, "plan"), actor=cast.malee)
    client = browser(cast.malee)

    assert 'name="decide.no_overlap"' in client.get(address("filing-edit", plan)).content.decode()
    assert 'name="decide.' not in client.get(address("filing-edit", draft)).content.decode()
