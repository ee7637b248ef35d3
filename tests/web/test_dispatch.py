"""Letters sent off on their pages: to many in one step, received in one press, followed until nobody is missing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

import make
from cases.applying import group_case
from cast import Cast
from conftest import Freeze
from sammachip.cases.actions.letters import ask_for_work, receive_sent
from sammachip.core.thaidate import day_end
from sammachip.org.models import Office
from sammachip.records.actions_dispatch import dispatch
from sammachip.records.actions_incoming import Holder, order
from sammachip.records.actions_outgoing import Letter, cancel_number, give_number
from sammachip.records.models import (
    Arrival,
    Delivery,
    IncomingLetter,
    LetterDraft,
    OutgoingLetter,
    StoredFile,
)
from sammachip.trail.models import Notice
from wardens.rows import picture
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def line(cast: Cast) -> OutgoingLetter:
    letter = Letter("การรายงานผลสมมุติ", "นายอำเภอทุกอำเภอ")
    return give_number(letter, office=cast.somchai.office, dated_on=date(2018, 9, 10), actor=cast.somchai)


def sent(line: OutgoingLetter, cast: Cast, *codes: str) -> list[Delivery]:
    return dispatch(line, Office.objects.filter(code__in=codes), actor=cast.somchai)


def test_one_step_sends_a_letter_with_its_work_to_every_district_and_it_comes_to_a_desk(
    cast: Cast, line: OutgoingLetter
) -> None:
    own = make.district(cast)
    sender, here = browser(cast.somchai), f"/letters/{line.pk}/dispatch/"

    page = sender.get(here)
    form = {"to": "district", "due_on": "20 กันยายน 2561", "work": f"{own.edition_id}:report"}
    answer = sender.post(here, form, follow=True)
    delivery = Delivery.objects.get(office="3101")
    arrived = browser(cast.malee).get(f"/letters/{line.pk}/arrived/", follow=True)
    browser(cast.malee).post(f"/letters/arrived/{delivery.pk}/receive/", {"number": "", "kept_in": ""})
    letter = IncomingLetter.objects.get()
    order(letter, to=Holder(officer=cast.malee.person), seen=0, actor=cast.mana)

    districts = Office.objects.filter(parent="31").count()
    assert (page.status_code, Delivery.objects.count()) == (200, districts)
    assert f"ส่งหนังสือถึง {districts} แห่งแล้ว" in answer.content.decode()
    assert arrived.redirect_chain == [(f"/letters/arrived/{delivery.pk}/", 302)]
    [todo] = [one for one in browser(cast.malee).get("/").context["desk"].owed if one.letter]
    assert (todo.due, todo.words.startswith("ส่ง «")) == (day_end(date(2018, 9, 20)), True)


def test_a_letter_that_asks_for_a_step_of_groups_comes_with_that_step_and_no_other(
    cast: Cast, line: OutgoingLetter
) -> None:
    own = group_case(cast)
    [task] = own.tasks.all()
    ask_for_work(line, own.edition, stage=task.stage, actor=cast.somchai)
    [delivery] = sent(line, cast, "3101")

    letter = receive_sent(delivery, actor=cast.malee)

    assert (letter.tie.case, letter.tie.task) == (own, task)


def test_a_letter_tied_to_one_group_leads_to_the_others_that_have_the_step_open(
    cast: Cast, line: OutgoingLetter
) -> None:
    own = group_case(cast)
    make.enrolled(own.parent, make.group(cast.malee, name="กลุ่มที่สอง"), actor=cast.malee)
    ask_for_work(line, own.edition, stage=own.tasks.get().stage, actor=cast.somchai)
    [delivery] = sent(line, cast, "3101")
    letter = receive_sent(delivery, actor=cast.malee)

    others = browser(cast.malee).get(letter.get_absolute_url()).context["desk"].others

    assert ("อีก 1 กลุ่ม" in others.label, others.url) == (True, own.parent.get_absolute_url())


def test_opening_receiving_and_assigning_show_on_the_sender_s_page(cast: Cast, line: OutgoingLetter) -> None:
    [one, _other] = sent(line, cast, "3101", "3102")
    there, here = browser(cast.malee), f"/letters/{line.pk}/dispatch/"
    waiting = body(cast.malee, "/")
    opened = body(cast.malee, f"/letters/arrived/{one.pk}/")

    there.post(f"/letters/arrived/{one.pk}/opened/")
    seen = body(cast.somchai, here)
    there.post(f"/letters/arrived/{one.pk}/receive/", {})
    again = there.post(f"/letters/arrived/{one.pk}/receive/", {})
    after = browser(cast.somchai).get(here).context["way"]

    assert ("ลงรับหนังสือที่ บร 0019/1" in waiting, "ลงรับ (เลขรับ 1)" in opened, "data-opens" in opened) == (
        True, True, True,
    )  # fmt: skip
    assert ("เปิดแล้ว ยังไม่ลงรับ" in seen, again.status_code) == (True, 409)
    assert (after.received, after.names) == (1, [_other.office.short_name])
    assert f"http://testserver/letters/{line.pk}/arrived/" in after.text


def test_who_is_missing_is_followed_up_by_a_drafted_letter(cast: Cast, line: OutgoingLetter) -> None:
    sent(line, cast, "3101")
    asked, here = browser(cast.somchai), f"/letters/{line.pk}/dispatch"

    answer = asked.post(f"{here}/follow-up/")
    draft = LetterDraft.objects.get()
    asked.post(
        f"{here}/told/", {"delivery": Delivery.objects.get().pk, "number": "7", "day": "10 กันยายน 2561"}
    )
    nobody, told = asked.post(f"{here}/follow-up/"), body(cast.somchai, f"{here}/")

    assert (answer.url, draft.subject) == (draft.get_absolute_url(), "ติดตามการดำเนินการ เรื่อง การรายงานผลสมมุติ")
    assert "| 1 | อำเภอเมืองบุรีรัมย์ |" in str(draft.answers["body"])
    assert (nobody.status_code, Delivery.objects.get().told_number) == (403, "7")
    assert f'<span class="badge is-done">{Arrival.TOLD.label}</span>' in told
    assert asked.get(f"/letters/{line.pk}/arrived.png").content[:4] == b"\x89PNG"


def test_who_has_not_received_a_cancelled_letter_is_not_chased(cast: Cast, line: OutgoingLetter) -> None:
    sent(line, cast, "3101")
    here = f"/letters/{line.pk}/dispatch/"
    before = body(cast.somchai, here)
    assert Notice.objects.unread().filter(kind="letter-arrives").exists()

    cancel_number(line, reason="ออกซ้ำ", actor=cast.somchai)

    after = body(cast.somchai, here)
    assert ["ติดตามหน่วยงานที่ยังไม่ลงรับ" in page for page in (before, after)] == [True, False]
    assert "เลขนี้ยกเลิกแล้ว" in after
    assert not Notice.objects.unread().filter(kind="letter-arrives").exists()


def test_only_the_sender_sends_and_only_the_recipient_receives(cast: Cast, line: OutgoingLetter) -> None:
    [one] = sent(line, cast, "3101")
    here, there = f"/letters/{line.pk}/dispatch/", f"/letters/arrived/{one.pk}/"

    assert [browser(cast.kanya).get(page).status_code for page in (here, there)] == [404, 404]
    assert browser(cast.prasit).get(there).status_code == 404
    assert [
        browser(cast.anong).post(here, {"to": "district"}).status_code,
        browser(cast.anong).post(f"{here}told/").status_code,
        browser(cast.somchai).post(f"{there}receive/", {}).status_code,
        browser(cast.somchai).post(f"{there}opened/").status_code,
    ] == [403, 403, 403, 403]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"to": "picked"}, "เลือกหน่วยงานที่จะส่งถึงอย่างน้อย 1 แห่ง"),
        ({"to": "picked", "offices": "3201"}, "ไม่มีตัวเลือกนี้ใน"),
        ({"to": "district", "due_on": "31 กุมภาพันธ์ 2561"}, "ไม่มีวันที่ 31"),
    ],
)
def test_bad_input_says_why_and_sends_nothing(
    cast: Cast, line: OutgoingLetter, wrong: dict[str, str], told: str
) -> None:
    answer = browser(cast.somchai).post(f"/letters/{line.pk}/dispatch/", wrong)

    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert not Delivery.objects.exists()


def test_a_form_that_brings_a_file_sends_and_keeps_it_once(cast: Cast, line: OutgoingLetter) -> None:
    """The second was refused, since nobody was left to send to, and its file was kept again."""
    sender, form = browser(cast.somchai), {"to": "district", "csrfmiddlewaretoken": "x" * 64}

    def pressed() -> HttpResponse:
        enclosed = SimpleUploadedFile("สิ่งที่ส่งมาด้วย.jpg", picture())
        return sender.post(f"/letters/{line.pk}/dispatch/", form | {"attached": enclosed})

    assert [pressed().status_code for _turn in range(2)] == [302, 302]
    assert StoredFile.objects.count() == 1


def test_what_goes_with_a_letter_opens_where_it_came_and_of_a_secret_one_to_the_head_alone(
    cast: Cast, line: OutgoingLetter
) -> None:
    secret = Letter("เรื่องสมมุติ", "นายอำเภอ", secrecy="secret")
    hidden = give_number(secret, office=cast.somchai.office, dated_on=date(2018, 9, 10), actor=cast.somchai)
    for one in (line, hidden):
        form = {"to": "picked", "offices": "3101", "attached": SimpleUploadedFile("ก.jpg", picture())}
        assert browser(cast.somchai).post(f"/letters/{one.pk}/dispatch/", form).status_code == 302
    open_to_all, to_the_head = (Delivery.objects.get(line=one).pk for one in (line, hidden))

    def opened(who: str, delivery: int, position: int = 0) -> int:
        return browser(getattr(cast, who)).get(f"/letters/arrived/{delivery}/files/{position}/").status_code

    assert [opened(who, open_to_all) for who in ("malee", "fong", "kanya")] == [200, 200, 404]
    assert opened("malee", open_to_all, 1) == 404
    assert [opened(who, to_the_head) for who in ("mana", "fong", "kanya")] == [200, 403, 404]


def test_where_no_mail_is_set_up_the_page_says_so(cast: Cast, line: OutgoingLetter, settings) -> None:
    here, outside = (
        f"/letters/{line.pk}/dispatch/",
        {"to": "picked", "outside": "เทศบาลสมมุติ saraban@example.go.th"},
    )
    silent = body(cast.somchai, here)
    settings.MAIL_FROM = "buriram@example.go.th"

    wrong = browser(cast.somchai).post(here, {**outside, "outside": "เทศบาลสมมุติ"})
    long = browser(cast.somchai).post(here, {**outside, "outside": f"{'ก' * 201} a@example.go.th"})
    browser(cast.somchai).post(here, outside)

    assert ("ยังไม่ได้ตั้งค่าอีเมล" in silent, "อ่านอีเมลจาก «เทศบาลสมมุติ» ไม่ได้" in wrong.content.decode()) == (
        True,
        True,
    )
    assert "ยาว 201 ตัวอักษร เกิน 200" in long.text
    assert Delivery.objects.values_list("to_name", "email").get() == ("เทศบาลสมมุติ", "saraban@example.go.th")


def test_the_page_costs_as_many_queries_for_all_districts(cast: Cast, line: OutgoingLetter) -> None:
    sent(line, cast, "3101", "3102")
    others = Office.objects.filter(parent="31").values_list("code", flat=True)

    assert costs_no_more(cast.somchai, f"/letters/{line.pk}/dispatch/", lambda: sent(line, cast, *others))
