"""Work away from the house: what a phone takes along, and what comes back is kept once, whoever wrote meanwhile."""

import io
import json
import re
from html import unescape

import pytest
from django.test import Client

import make
from cast import Cast
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, Submission, SubmissionState, Task
from sammachip.org.hats import Actor
from sammachip.registry.actions import learn
from web.asking import body, browser, costs_no_more

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
FIELD, SYNC = "/field/", "/field/sync/"
LINE = "Mozilla/5.0 (Linux; Android 9) Chrome/98.0 Mobile Safari/537.36 Line/12.1.1/IAB"


@pytest.fixture
def day(at) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def group(cast: Cast) -> Case:
    return make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)


@pytest.fixture
def task(group: Case) -> Task:
    return make.task(group, "survey")


def along(actor: Actor, task: Task) -> dict[str, object]:
    """What the phone is told of the form, as its page carries it."""
    found = re.search(r'data-field="([^"]*)"', body(actor, f"/field/tasks/{task.pk}/"))
    assert found
    told: dict[str, object] = json.loads(unescape(found[1]))
    return told


def written(told: dict, said: dict[str, str], *, number: str = "uuid:1", more: str = "") -> bytes:
    """The answers shown with these in their place, as the phone writes them down."""
    answers = {**told["shown"].get("answers", {}), **said}
    sections = "".join(
        f"<section-{section['key']}>"
        + "".join(
            f"<{one['key']}>{answers[one['key']]}</{one['key']}>"
            for one in section["fields"]
            if isinstance(answers.get(one["key"]), str) and answers[one["key"]]
        )
        + f"{more if section['key'] == 'identity' else ''}</section-{section['key']}>"
        for section in told["sections"]
    )
    task = f"<sammachip-task>{told['task']}</sammachip-task>" if told["task"] else ""
    return (
        f'<data id="{told["id"]}" version="{told["version"]}">{task}{sections}<meta><instanceID>{number}</instanceID>'
        f"<timeEnd>2018-09-09T16:00:00+07:00</timeEnd>"
        f"<sammachip-shown>{json.dumps(told['shown'])}</sammachip-shown></meta></data>"
    ).encode()


def send(actor: Actor, content: bytes, *, person: Actor | None = None, status: int = 200) -> dict:
    file = io.BytesIO(content)
    file.name = "answers.xml"
    sent = {"person": (person or actor).person.pk, "xml_submission_file": file}
    answer = browser(actor).post(SYNC, sent)
    assert answer.status_code == status, answer.content.decode()[:500]
    told: dict = answer.json()
    return told


def test_the_page_offers_the_officers_own_forms_and_those_for_a_group_met_on_the_way(
    cast: Cast, task: Task
) -> None:
    said = body(cast.malee, FIELD)

    assert f'href="/field/tasks/{task.pk}/"' in said
    assert f'href="/field/new/{task.case.edition_id}/survey/"' in said
    assert "เปิดอยู่ในแอปแชต" not in said
    assert f'href="/field/tasks/{task.pk}/"' not in body(cast.prasit, FIELD)
    assert "ตำแหน่งนี้ไม่บันทึกงานของโครงการ" in body(make.auditor(), FIELD)
    assert browser(cast.malee).get(FIELD).headers["X-Field-Person"] == str(cast.malee.person.pk)


@pytest.mark.parametrize(
    "agent", [LINE, "Mozilla/5.0 [FBAN/FBIOS;FBAV/300.0]", "Mozilla/5.0 Instagram 200.0"]
)
def test_inside_a_chat_application_it_says_how_to_leave(cast: Cast, agent: str) -> None:
    said = browser(cast.malee).get(FIELD, headers={"User-Agent": agent}).content.decode()

    assert "เปิดอยู่ในแอปแชต" in said
    assert ("openExternalBrowser=1" in said) == (agent == LINE)


def test_the_page_costs_no_more_for_many(cast: Cast, group: Case) -> None:
    def more() -> None:
        Case.objects.filter(pk=group.parent_id).update(places=20)
        above = Case.objects.get(pk=group.parent_id)
        for n in range(6):
            made = make.group(cast.malee, name=f"กลุ่มที่ {n}", moo=n + 2)
            make.enrolled(above, made, actor=cast.malee)

    assert costs_no_more(cast.malee, FIELD, more)


def test_what_anybody_may_fetch_holds_nothing_of_anybody() -> None:
    worker, manifest = Client().get("/field/worker.js"), Client().get("/field/app.webmanifest")

    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert 'importScripts("/static/web/js/field-worker' in worker.content.decode()
    assert manifest.json()["scope"] == manifest.json()["start_url"] == FIELD
    assert "ไม่ได้เก็บไว้ในเครื่อง" in Client().get("/field/away/").content.decode()


def test_a_form_is_taken_along_with_what_is_known_and_refused_where_nobody_may_write(
    cast: Cast, task: Task
) -> None:
    told = along(cast.malee, task)

    assert told["shown"] == {
        "version": 1,
        "answers": {"name": "กลุ่มทอผ้าตัวอย่าง", "members_count": "12", "product": "ผ้าทอ"},
    }
    assert {"name": "a.sale_places", "label": "สถานที่จำหน่าย"} in told["required"]
    assert browser(cast.kanya).get(f"/field/tasks/{task.pk}/").status_code == 404
    assert browser(cast.fong).get(f"/field/tasks/{task.pk}/").status_code == 403
    assert browser(cast.malee).get(f"/field/new/{task.case.edition_id}/five_k/").status_code == 404


def test_what_comes_in_is_a_draft_once_with_what_is_still_wrong_in_it(cast: Cast, task: Task) -> None:
    content = written(along(cast.malee, task), {"members_count": "ยี่สิบ", "problems": "ขาดวัตถุดิบ"})

    first = send(cast.malee, content)
    again = send(cast.malee, content)

    filing = Filing.objects.get()
    assert first["state"] == again["state"] == "placed"
    assert (first["new"], again["new"]) == (True, False)
    assert filing.answers["problems"] == "ขาดวัตถุดิบ"
    assert str(filing.as_of) == "2018-09-09"
    assert "ยี่สิบ" in first["wrong"][0]["sentence"]
    assert "สถานที่จำหน่าย" in first["missing"]
    changed = written(along(cast.malee, task), {"problems": "อื่น"})
    assert "เนื้อหาไม่ตรงกัน" in send(cast.malee, changed, status=422)["why"]


def test_a_draft_of_another_or_nothing_at_all_is_refused(cast: Cast, task: Task) -> None:
    content = written(along(cast.malee, task), {})

    assert "เป็นของผู้อื่น" in send(cast.mana, content, person=cast.malee, status=422)["why"]
    assert "อ่านแฟ้ม XML ไม่ได้" in send(cast.malee, b"<data", status=422)["why"]
    assert browser(cast.malee).post(SYNC, {"person": cast.malee.person.pk}).status_code == 422
    assert browser(cast.malee).get(SYNC).status_code == 405
    assert not Submission.objects.exists()


def test_the_registry_changed_meanwhile_is_told_and_the_same_field_left_to_a_person(
    cast: Cast, task: Task
) -> None:
    told = along(cast.malee, task)
    learn(
        task.case.group,
        {"members_count": 13, "sale_places": "ตลาดนัดวันเสาร์"},
        source="page",
        said_on=task.opens_at.date(),
        actor=cast.mana,
    )

    said = send(cast.malee, written(told, {"members_count": "15"}))

    filing = Filing.objects.get()
    assert (filing.answers["members_count"], filing.answers["sale_places"]) == ("15", "ตลาดนัดวันเสาร์")
    assert filing.registry_version == 1
    assert said["disputed"] == [{"label": "สมาชิก (คน)", "mine": "15", "theirs": "13"}]
    assert said["told"] == [{"label": "สถานที่จำหน่าย", "mine": "", "theirs": "ตลาดนัดวันเสาร์"}]


def test_a_draft_begun_by_another_takes_in_what_does_not_contradict_it(cast: Cast, task: Task) -> None:
    told = along(cast.malee, task)
    draft = actions.start_filing(task, actor=cast.somchai)
    actions.save_draft(draft, {**draft.answers, "wants": "เครื่องจักร"}, seen=0, actor=cast.somchai)

    said = send(cast.malee, written(told, {"problems": "ขาดวัตถุดิบ"}))

    draft.refresh_from_db()
    assert said["state"] == "placed"
    assert [one["label"] for one in said["told"]] == ["ความต้องการสนับสนุน"]
    assert (draft.answers["problems"], draft.answers["wants"]) == ("ขาดวัตถุดิบ", "เครื่องจักร")


def test_the_same_field_of_a_draft_waits_until_its_office_chooses(cast: Cast, task: Task) -> None:
    told = along(cast.malee, task)
    draft = actions.start_filing(task, actor=cast.somchai)
    theirs = {**draft.answers, "problems": "ขาดทุน", "wants": "ตลาด"}
    actions.save_draft(draft, theirs, seen=0, actor=cast.somchai)

    said = send(cast.malee, written(told, {"problems": "ขาดวัตถุดิบ", "wants": "เครื่องจักร"}))

    assert said["state"] == "waiting"
    assert "ปัญหาของกลุ่ม, ความต้องการสนับสนุน" in said["why"]
    assert {"label": "ปัญหาของกลุ่ม", "mine": "ขาดวัตถุดิบ", "theirs": "ขาดทุน"} in said["disputed"]
    address = said["url"]
    assert "คงที่มีในฉบับร่าง: ขาดทุน" in body(cast.malee, address)
    assert browser(cast.malee).post(f"{address}decide/", {"problems": "mine"}).status_code == 422
    assert browser(cast.kanya).post(f"{address}decide/", {}).status_code == 404
    assert browser(cast.somchai).post(f"{address}decide/", {}).status_code == 403

    answer = browser(cast.malee).post(f"{address}decide/", {"problems": "mine", "wants": "theirs"})

    draft.refresh_from_db()
    assert answer.headers["Location"] == f"/filings/{draft.pk}/edit/"
    assert (draft.answers["problems"], draft.answers["wants"]) == ("ขาดวัตถุดิบ", "ตลาด")
    assert browser(cast.malee).post(f"{address}decide/", {"problems": "mine"}).status_code == 403


def test_nobody_learns_what_is_masked_for_them_by_contradicting_a_draft(cast: Cast, task: Task) -> None:
    told = along(cast.malee, task)
    draft = actions.start_filing(task, actor=cast.malee)
    named = {**draft.answers, "chair_name": "นางทอง ทดลอง"}
    actions.save_draft(draft, named, seen=0, actor=cast.malee)
    guessed = {**told, "shown": {"version": 1, "answers": {"chair_name": "ก"}}}

    said = send(cast.anong, written(guessed, {"chair_name": "ข"}))

    assert (said["state"], said["told"], said["disputed"]) == ("waiting", [], [])
    assert "ทอง ทดลอง" not in body(cast.anong, said["url"])


def test_rows_keep_the_ids_they_were_shown_with(cast: Cast, task: Task) -> None:
    row = "<committee><committee-post>ประธาน</committee-post><committee-id>c7</committee-id></committee>"

    send(cast.malee, written(along(cast.malee, task), {}, more=row))

    assert Filing.objects.get().answers["committee"] == [{"id": "c7", "post": "ประธาน"}]


def test_a_group_met_on_the_way_waits_to_be_registered_from_its_answers(cast: Cast, group: Case) -> None:
    page = body(cast.malee, f"/field/new/{group.edition_id}/survey/")
    told = json.loads(unescape(re.search(r'data-field="([^"]*)"', page)[1]))

    said = send(cast.malee, written(told, {"name": "กลุ่มที่เพิ่งพบ", "members_count": "9"}))

    kept = Submission.objects.get()
    assert (said["state"], kept.state) == ("waiting", SubmissionState.WAITING)
    way = f"/cases/{group.parent_id}/groups/new/?from={kept.pk}"
    assert f'href="{way}"' in body(cast.malee, kept.get_absolute_url())
    assert 'value="กลุ่มที่เพิ่งพบ"' in body(cast.malee, way)
    assert 'value="กลุ่มที่เพิ่งพบ"' not in body(cast.somchai, way)
