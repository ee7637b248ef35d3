"""Collectors on a phone: what they are given, what comes back, and that nothing of it is lost or counted twice."""

import base64
import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from PIL import Image

import make
from api.conftest import Program, refused, told
from cast import Cast
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, Submission, SubmissionState, Task
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.trail.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

Caller = Callable[[Actor], Program]


class Phone:
    """A collector in which one person is logged in with a token."""

    def __init__(self, actor: Actor, key: str) -> None:
        packed = base64.b64encode(f"{actor.person.get_username()}:{key}".encode()).decode()
        self.headers = {"Authorization": f"Basic {packed}", "X-OpenRosa-Version": "1.0"}

    def get(self, path: str) -> str:
        answer = Client().get(path, headers=self.headers)
        assert answer.status_code == 200, answer.content.decode()
        assert answer.headers["X-OpenRosa-Version"] == "1.0"
        return answer.content.decode()

    def send(self, xml: str, **pictures: bytes) -> tuple[int, str]:
        files = {"xml_submission_file": named("answers.xml", xml.encode())}
        files |= {f"{name}.jpg": named(f"{name}.jpg", content) for name, content in pictures.items()}
        answer = Client().post("/openrosa/submission", files, headers=self.headers)
        return answer.status_code, answer.content.decode()


def named(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def picture(colour: str = "red") -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(drawn, "JPEG")
    return drawn.getvalue()


@pytest.fixture
def group(cast: Cast) -> Case:
    return make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)


@pytest.fixture
def phone(cast: Cast, caller: Caller) -> Phone:
    return Phone(cast.malee, caller(cast.malee).key)


def visit(case: Case, *, number: str = "uuid:1", task: str = "", said: str = "") -> str:
    code, version = case.edition.programme.code, case.edition.number
    return (
        f'<data xmlns="http://www.w3.org/2002/xforms" id="{code}.survey" version="{version}">'
        f"<sammachip-task>{task}</sammachip-task>"
        "<section-identity><name>กลุ่มทอผ้าบ้านตัวอย่าง</name><members_count>๑๒</members_count></section-identity>"
        f"<section-market><sale_places>ตลาดนัด</sale_places>{said}"
        "<incomes><incomes-moment>before</incomes-moment><incomes-amount>5000</incomes-amount></incomes>"
        "</section-market><section-needs><photos><photos-file>a.jpg</photos-file>"
        "<photos-caption>สมาชิก</photos-caption></photos></section-needs>"
        f"<meta><instanceID>{number}</instanceID></meta></data>"
    )


def task_of(case: Case) -> Task:
    return make.task(case, "survey")


def test_a_phone_finds_its_forms_and_its_own_tasks(group: Case, phone: Phone) -> None:
    listed = phone.get("/openrosa/formList")
    assert f"<formID>{group.edition.programme.code}.survey</formID>" in listed
    urls = re.findall(r"<(?:downloadUrl|manifestUrl)>http://testserver([^<]+survey[^<]*)<", listed)

    form, manifest = (phone.get(url) for url in urls)
    [tasks] = re.findall(r"<downloadUrl>http://testserver([^<]+)<", manifest)

    assert "<h:html" in form
    assert "tasks.csv" in form
    assert phone.get(tasks).splitlines()[0] == "name,label"
    assert f"{task_of(group).pk},กลุ่ม" in phone.get(tasks)


def test_a_phone_is_told_where_to_send_and_how_much(group: Case, phone: Phone) -> None:
    answer = Client().head("/openrosa/submission", headers=phone.headers)

    assert answer.status_code == 204
    assert answer.headers["Location"] == "http://testserver/openrosa/submission"
    assert int(answer.headers["X-OpenRosa-Accept-Content-Length"]) > 20_000_000


def test_answers_become_a_draft_on_the_task_with_their_picture(group: Case, phone: Phone) -> None:
    status, said = phone.send(visit(group, task=str(task_of(group).pk)), a=picture())

    filing = Filing.objects.get()
    assert (status, 'nature="submit_success"' in said) == (201, True)
    assert filing.task == task_of(group)
    assert filing.answers["members_count"] == "๑๒"
    assert filing.answers["incomes"] == [{"moment": "before", "amount": "5000"}]
    assert [photo.caption for photo in filing.photos.all()] == ["สมาชิก"]


@pytest.mark.both
def test_sent_again_has_one_effect_and_other_content_is_refused(group: Case, phone: Phone) -> None:
    xml = visit(group, task=str(task_of(group).pk))

    assert phone.send(xml)[0] == 201
    assert phone.send(xml, a=picture())[0] == 202  # a picture that comes later finds its place
    assert phone.send(xml, a=picture())[0] == 202
    assert phone.send(xml.replace("๑๒", "๑๓"))[0] == 409

    assert (Submission.objects.count(), Filing.objects.count()) == (1, 1)
    assert Filing.objects.get().photos.count() == 1
    assert Filing.objects.get().answers["members_count"] == "๑๒"


@pytest.mark.both
@pytest.mark.parametrize("task", ["", "987654321"])
def test_without_a_task_it_waits_and_its_sender_is_told(
    cast: Cast, group: Case, phone: Phone, task: str
) -> None:
    status, said = phone.send(visit(group, task=task), a=picture())

    kept = Submission.objects.get()
    assert (status, kept.state, Filing.objects.count()) == (201, SubmissionState.WAITING, 0)
    assert kept.why in said
    assert Notice.objects.get(kind="submission-waits").url == f"/submissions/{kept.pk}/"

    filing = actions.place_submission(kept, task_of(group), actor=cast.malee)

    kept.refresh_from_db()
    assert (kept.state, kept.filing, filing.photos.count()) == (SubmissionState.PLACED, filing, 1)
    with pytest.raises(Refused, match="เป็นฉบับร่างแล้ว"):
        actions.put_submission_aside(kept, reason="ส่งซ้ำ", actor=cast.malee)


def test_a_draft_that_stands_is_replaced_only_when_a_person_says_so(
    cast: Cast, group: Case, phone: Phone
) -> None:
    draft = make.filing(task_of(group), cast.malee, {"members_count": "9"})

    phone.send(visit(group, task=str(task_of(group).pk)))
    draft.refresh_from_db()
    kept = Submission.objects.get()
    assert (draft.answers["members_count"], kept.state) == ("9", SubmissionState.WAITING)

    assert actions.place_submission(kept, task_of(group), over=True, actor=cast.malee) == draft
    assert draft.revisions.count() == 0
    assert Filing.objects.get().answers["members_count"] == "๑๒"


def test_what_is_no_picture_is_told_and_holds_up_nothing(group: Case, phone: Phone) -> None:
    status, said = phone.send(visit(group, task=str(task_of(group).pk)), a=b"MZ\x90 not a picture")

    assert status == 201
    assert "a.jpg: ไฟล์นี้ไม่ใช่ภาพ" in said
    assert Filing.objects.get().photos.count() == 0


BOMB = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><data id="x.y"><n>&b;</n></data>'


@pytest.mark.parametrize(
    "xml",
    [BOMB, "<data", "<data/>", '<data id="a.b"/>', '<data id="a.b">' + "<x>" * 60 + "</x>" * 60 + "</data>"],
)
def test_what_is_no_submission_is_refused_and_not_kept(group: Case, phone: Phone, xml: str) -> None:
    status, said = phone.send(xml)

    assert status == 403
    assert "แฟ้ม XML" in said
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "header", ["", "Basic !", "Basic bWFsZWU6c21jX3g=", "Bearer x", "Digest username=malee"]
)
def test_whoever_has_no_token_is_asked_to_log_in(header: str) -> None:
    answer = Client().get("/openrosa/formList", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith('Basic realm="Sammachip"')


def test_a_token_stands_for_its_own_person_and_a_hat_that_works(cast: Cast, caller: Caller) -> None:
    others = Phone(cast.kanya, caller(cast.malee).key)
    auditor = make.auditor()
    reader = Phone(auditor, caller(auditor).key)

    assert Client().get("/openrosa/formList", headers=others.headers).status_code == 401
    assert Client().get("/openrosa/formList", headers=reader.headers).status_code == 403
    assert Client().delete("/openrosa/submission", headers=others.headers).status_code == 405


def test_a_stranger_neither_reaches_the_task_nor_sees_what_came_in(
    cast: Cast, group: Case, phone: Phone, caller: Caller
) -> None:
    neighbour = Phone(cast.kanya, caller(cast.kanya).key)

    neighbour.send(visit(group, task=str(task_of(group).pk)))

    kept = Submission.objects.get()
    assert kept.why.startswith("ไม่พบงานเลขที่")
    assert list(Submission.objects.visible_to(cast.malee)) == []
    assert list(Submission.objects.visible_to(cast.anong)) == [kept]


def test_a_program_reads_what_waits_and_places_it(group: Case, phone: Phone, program) -> None:
    phone.send(visit(group))

    [waiting] = told(program("malee").get("/submissions", state="waiting"))["items"]
    placed = told(program("malee").post(f"/submissions/{waiting['id']}/place", {"task": task_of(group).pk}))

    assert (waiting["form"], placed["state"], placed["task"]) == ("survey", "draft", task_of(group).pk)
    refused(program("malee").post(f"/submissions/{waiting['id']}/aside", {"reason": "ส่งซ้ำ"}), 403, "placed")
    refused(
        program("kanya").post(f"/submissions/{waiting['id']}/aside", {"reason": "ส่งซ้ำ"}), 404, "not-found"
    )


def test_a_program_reads_what_others_changed_meanwhile_and_chooses(
    cast: Cast, group: Case, phone: Phone, program
) -> None:
    task = task_of(group)
    draft = actions.start_filing(task, actor=cast.somchai)
    actions.save_draft(draft, {**draft.answers, "sale_places": "โรงเรียน"}, seen=0, actor=cast.somchai)
    shown = (
        '<sammachip-shown>{"version": 1, "answers": {"name": "กลุ่มทอผ้าบ้านตัวอย่าง"}}</sammachip-shown></meta>'
    )
    phone.send(visit(group, task=str(task.pk)).replace("</meta>", shown))

    [waiting] = told(program("malee").get("/submissions", state="waiting"))["items"]
    address = f"/submissions/{waiting['id']}"
    met = told(program("malee").get(f"{address}/meanwhile"))

    sides = {one["key"]: (one["mine"], one["theirs"]) for one in met["disputed"]}
    assert sides["sale_places"] == ("ตลาดนัด", "โรงเรียน")
    refused(program("somchai").get(f"{address}/meanwhile"), 403, "office")
    told(program("malee").post(f"{address}/place", {"task": task.pk, "theirs": ["sale_places"]}))
    draft.refresh_from_db()
    assert (draft.answers["sale_places"], draft.answers["members_count"]) == ("โรงเรียน", "๑๒")
