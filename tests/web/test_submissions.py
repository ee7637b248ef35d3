"""What phones collected, on the screen: taken in from files, placed on a task, put aside; asked the questions of a page."""

import io

import pytest

import make
from cast import Cast
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, Submission, SubmissionState
from web.asking import body, browser, costs_no_more

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
LIST = "/submissions/"


@pytest.fixture
def day(at) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def group(cast: Cast) -> Case:
    return make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)


def answers(case: Case, number: str, task: str = "") -> bytes:
    return (
        f'<data id="{case.edition.programme.code}.survey" version="1"><sammachip-task>{task}</sammachip-task>'
        "<section-needs><problems>ขาดวัตถุดิบ</problems></section-needs>"
        f"<meta><instanceID>{number}</instanceID></meta></data>"
    ).encode()


def file(content: bytes, name: str = "answers.xml") -> io.BytesIO:
    given = io.BytesIO(content)
    given.name = name
    return given


def waiting(cast: Cast, case: Case, number: str = "uuid:1") -> Submission:
    return actions.take_in(answers(case, number), {}, actor=cast.malee)[0]


def test_files_are_taken_in_once_and_each_says_what_became_of_it(cast: Cast, group: Case) -> None:
    named = answers(group, "uuid:1", str(make.task(group, "survey").pk))
    sent = [file(named, "one.xml"), file(answers(group, "uuid:2"), "two.xml"), file(b"<data", "three.xml")]

    said = browser(cast.malee).post(LIST, {"files": sent}, follow=True).content.decode()

    assert "one.xml: เป็นฉบับร่างแล้ว" in said
    assert "two.xml: ยังไม่ได้เลือกงาน" in said
    assert "three.xml: อ่านแฟ้ม XML ไม่ได้" in said
    assert (
        "one.xml: รับไว้ก่อนแล้ว"
        in browser(cast.malee).post(LIST, {"files": [file(named, "one.xml")]}, follow=True).content.decode()
    )
    assert Filing.objects.get().answers["problems"] == "ขาดวัตถุดิบ"


def test_without_a_file_of_answers_the_page_says_what_to_choose(cast: Cast, group: Case) -> None:
    picture = file(b"...", "picture.jpg")

    nothing, alone = (browser(cast.malee).post(LIST, said) for said in ({}, {"files": [picture]}))

    assert (nothing.status_code, alone.status_code) == (422, 422)
    assert 'id="files-wrong"' in nothing.content.decode()
    assert browser(make.auditor("31")).post(LIST, {}).status_code == 403


def test_what_waits_is_told_apart_by_the_group_it_names(cast: Cast, group: Case) -> None:
    told = answers(group, "uuid:1").replace(
        b"<section-needs>", "<section-identity><name>กลุ่มที่พบ</name></section-identity><section-needs>".encode()
    )
    actions.take_in(told, {}, actor=cast.malee)

    assert "แบบสำรวจข้อมูลกลุ่มอาชีพ · กลุ่มที่พบ ·" in body(cast.malee, LIST)
    assert "กลุ่มที่พบ" not in body(cast.somchai, LIST)


def test_what_waits_is_read_by_its_office_and_placed_on_a_task(cast: Cast, group: Case) -> None:
    kept, task = waiting(cast, group), make.task(group, "survey")

    assert "<dt>ปัญหาของกลุ่ม</dt><dd>ขาดวัตถุดิบ</dd>" in body(cast.malee, kept.get_absolute_url())
    assert "ขาดวัตถุดิบ" not in body(cast.somchai, kept.get_absolute_url())
    assert browser(cast.kanya).get(kept.get_absolute_url()).status_code == 404
    assert browser(cast.malee).post(kept.get_absolute_url(), {"task": ""}).status_code == 422
    assert browser(cast.somchai).post(kept.get_absolute_url(), {"task": task.pk}).status_code == 403

    answer = browser(cast.malee).post(kept.get_absolute_url(), {"task": task.pk})

    assert answer.headers["Location"] == f"/filings/{Filing.objects.get().pk}/edit/"
    assert "เปิดฉบับร่าง" in body(cast.malee, kept.get_absolute_url())
    assert browser(cast.malee).post(kept.get_absolute_url(), {"task": task.pk}).status_code in (403, 422)


def test_putting_aside_asks_why_and_can_be_thought_better_of(cast: Cast, group: Case) -> None:
    kept = waiting(cast, group)
    address = f"{kept.get_absolute_url()}aside/"

    assert browser(cast.malee).post(address, {"reason": ""}).status_code == 422
    assert browser(cast.malee).get(address).status_code == 405
    assert browser(cast.malee).post(address, {"reason": "ทดลองใช้แอป"}).status_code == 302
    assert browser(cast.malee).post(address, {"reason": "อีกครั้ง"}).status_code == 409

    kept.refresh_from_db()
    assert kept.state == SubmissionState.ASIDE
    assert '<span class="badge is-held">เก็บไว้ไม่ใช้</span>' in body(cast.malee, kept.get_absolute_url())
    assert "ทดลองใช้แอป" in body(cast.malee, LIST)
    actions.place_submission(kept, make.task(group, "survey"), actor=cast.malee)


def test_the_list_costs_no_more_for_many(cast: Cast, group: Case) -> None:
    waiting(cast, group)

    assert costs_no_more(cast.malee, LIST, lambda: [waiting(cast, group, f"uuid:m{n}") for n in range(20)])


def test_the_own_tasks_go_along_with_a_form_taken_to_another_tool(cast: Cast, group: Case) -> None:
    assert 'href="/submissions/tasks.csv"' in body(cast.malee, LIST)
    lines = body(cast.malee, "/submissions/tasks.csv").splitlines()

    assert lines[0] == "name,label"
    assert any(line.startswith(f"{make.task(group, 'survey').pk},") for line in lines)
    assert body(cast.kanya, "/submissions/tasks.csv").splitlines() == ["name,label"]
