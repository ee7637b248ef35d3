"""Letters received on their pages: received, found, carried from the clerk to the head to the officer, and printed."""

import io
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases.actions import tie_letter
from sammachip.core.thaidate import day_end
from sammachip.core.verdict import Refused
from sammachip.org.actions import give_power, record_order
from sammachip.org.hats import Actor
from sammachip.org.models import Role, Standin
from sammachip.records.actions_clips import keep_sent
from sammachip.records.actions_dispatch import dispatch
from sammachip.records.actions_incoming import Came, Holder, note_upward, order, receive
from sammachip.records.actions_outgoing import Letter, give_number
from sammachip.records.models import IncomingLetter, LetterDraft, StoredFile
from sammachip.trail.models import Event
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

REGISTER = "/offices/3101/letters-in/"
TYPED = {
    "letter_number": "บร ๐๐๑๙/ว ๕๓๓๕",
    "dated_on": "31 สิงหาคม 2561",
    "from_whom": "จังหวัดสมมุติ",
    "to_whom": "นายอำเภอสมมุติ",
    "subject": "การรายงานผลสมมุติ",
    "urgency": "most",
    "due_on": "20 กันยายน 2561",
    "received_on": "10 กันยายน 2561",
    "received_time": "๘.๔๕ น.",
    "by": "own",
    "number": "",
    "kept_in": "แฟ้ม กส. ๑",
}


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


def received(actor: Actor, subject: str = "การรายงานผลสมมุติ") -> IncomingLetter:
    return receive(Came(subject, "จังหวัดสมมุติ"), office=actor.office, actor=actor)


def whole_pdf() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30)).save(made, "PDF")
    return made.getvalue()


def test_a_letter_is_received_with_its_file_and_opens(cast: Cast) -> None:
    asked, scan = browser(cast.malee), whole_pdf()
    chosen = SimpleUploadedFile("หนังสือ.pdf", scan)
    sent = asked.post("/letters/in/receive/", {**TYPED, "attached": chosen}, follow=True)

    line = IncomingLetter.objects.get()
    page = sent.content.decode()
    assert sent.redirect_chain == [(f"/letters/in/{line.pk}/", 302)]
    assert (line.number, line.letter_number, line.urgency, str(line.due_on)) == (
        "1", "บร 0019/ว 5335", "most", "2018-09-20",
    )  # fmt: skip
    assert ("เกษียนเสนอหัวหน้า" in page, "08.45 น." in page, "แฟ้ม กส. ๑" in page) == (True, True, True)
    kept = asked.get(f"/letters/in/{line.pk}/files/{line.files.get().pk}/")
    assert b"".join(kept.streaming_content) == scan


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"subject": ""}, "ยังไม่ได้ระบุเรื่อง"),
        ({"received_time": "25.00"}, "อ่านเวลาจาก «25.00» ไม่ได้"),
        ({"by": "typed"}, "พิมพ์เลขรับที่ทะเบียนอื่นให้ไว้"),
        ({"received_on": "11 กันยายน 2561"}, "ยังมาไม่ถึง"),
        ({"attached": SimpleUploadedFile("หนังสือ.pdf", b"%PDF-1.7 broken")}, "ไฟล์ หนังสือ.pdf"),
    ],
)
def test_bad_input_says_why_and_keeps_what_was_typed(cast: Cast, wrong: dict[str, Any], told: str) -> None:
    answer = browser(cast.malee).post("/letters/in/receive/", {**TYPED, **wrong})

    page = answer.content.decode()
    assert (answer.status_code, told in page, "บร ๐๐๑๙/ว ๕๓๓๕" in page) == (422, True, True)
    assert not IncomingLetter.objects.exists()


def test_a_refused_file_costs_neither_the_others_chosen_nor_what_was_typed(cast: Cast) -> None:
    asked, here = browser(cast.malee), "/letters/in/receive/"
    chosen = [
        SimpleUploadedFile(name, content)
        for name, content in (
            ("ก.pdf", whole_pdf()),
            ("ข.bin", b"\x7fELF"),
            ("ค.docx", b"PK\x03\x04"),
            ("ง.png", b""),
        )
    ]

    wrong = asked.post(here, {**TYPED, "attached": chosen})
    page = wrong.content.decode()
    kept = StoredFile.objects.get()
    asked.post(here, {**TYPED, "laid": [str(kept.pk)]})
    line = IncomingLetter.objects.get()

    assert wrong.status_code == 422
    assert [said in page for said in (
        f'value="{kept.pk}" id="id_laid_0" checked', "ไฟล์ ข.bin: ไฟล์นี้ไม่ใช่ PDF DOCX XLSX หรือภาพที่เปิดได้", "ไฟล์ ค.docx:", "ไฟล์ ง.png ว่างเปล่า",
    )] == [True] * 4  # fmt: skip
    assert [one.file for one in line.files.all()] == [kept]

    added = asked.post(
        f"/letters/in/{line.pk}/files/",
        {
            "attached": [
                SimpleUploadedFile("จ.pdf", whole_pdf() + b"%"),
                SimpleUploadedFile("ข.bin", b"\x7fELF"),
                SimpleUploadedFile("ง.png", b""),
            ]
        },
    )
    assert (added.status_code, line.files.count(), "ไฟล์ ข.bin" in added.content.decode()) == (422, 2, True)


def test_nobody_lays_with_a_letter_what_another_person_kept(cast: Cast) -> None:
    theirs = keep_sent([whole_pdf()], name="ก.pdf", size=9, actor=cast.mana)

    browser(cast.malee).post("/letters/in/receive/", {**TYPED, "laid": [str(theirs.pk), "x", "9" * 30]})

    assert IncomingLetter.objects.get().files.count() == 0


def test_a_day_before_the_letter_s_own_is_taken_once_somebody_saw_that_it_says_so(cast: Cast) -> None:
    asked, here, early = browser(cast.malee), "/letters/in/receive/", {**TYPED, "due_on": "20 สิงหาคม 2561"}

    page = asked.post(here, early).content.decode()
    assert ["มาก่อนวันที่ของหนังสือ" in page, "due_as_written" in page, IncomingLetter.objects.exists()] == [
        True,
        True,
        False,
    ]
    asked.post(here, {**early, "due_as_written": "on"})

    assert str(IncomingLetter.objects.get().due_on) == "2018-08-20"


def test_a_busy_clerk_receives_notes_and_goes_on_without_leaving_the_form(cast: Cast) -> None:
    asked, here = browser(cast.malee), "/letters/in/receive/"
    noted = {**TYPED, "noted": "เพื่อโปรดพิจารณา", "then": "next"}

    led = asked.post(here, noted)
    again = asked.get(led["Location"]).text
    wrong = asked.post(here, {**noted, "subject": ""})
    sent = dispatch(
        give_number(Letter("ขอเชิญ", "นายอำเภอ"), office=cast.somchai.office, dated_on=date(2018, 9, 9), actor=cast.somchai),
        [cast.malee.office],
        actor=cast.somchai,
    )[0]  # fmt: skip
    listed = asked.get("/letters/in/").text
    taken = asked.post(f"/letters/arrived/{sent.pk}/receive/", {"then": "register"})

    line = IncomingLetter.objects.get(number="1")
    assert (led["Location"], line.state, line.acts.get().words) == (
        f"{here}?next=1", "noted", "เพื่อโปรดพิจารณา",
    )  # fmt: skip
    assert ("ได้เลขรับ 1: การรายงานผลสมมุติ" in again, "autofocus" in again) == (True, True)
    assert '<option value="จังหวัดสมมุติ">' in again
    for page in (again, wrong.text):  # Enter presses the first button
        assert page.index('value="next"') < page.index(">ลงรับ</button>")
    assert (wrong.status_code, "autofocus" in wrong.text) == (422, False)
    assert (f'action="/letters/arrived/{sent.pk}/receive/"' in listed, taken["Location"]) == (
        True,
        "/letters/in/",
    )


@pytest.mark.parametrize("brings", [False, True])
def test_the_same_form_sent_twice_receives_one_letter(cast: Cast, brings: bool) -> None:
    """One that brought a file took two numbers of the register, where the letter had none of its own."""
    asked = browser(cast.malee)
    form = {**TYPED, "letter_number": "", "csrfmiddlewaretoken": "x" * 64}

    def brought() -> dict[str, Any]:
        return {"attached": SimpleUploadedFile("หนังสือ.pdf", whole_pdf())} if brings else {}

    led = [asked.post("/letters/in/receive/", form | brought()).url for _turn in range(2)]

    assert (led[0] == led[1], IncomingLetter.objects.count()) == (True, 1)


def test_files_that_one_form_adds_twice_are_kept_once(cast: Cast) -> None:
    line = received(cast.malee)
    asked, here = browser(cast.malee), f"/letters/in/{line.pk}/files/"

    for _turn in range(2):
        chosen = SimpleUploadedFile("หนังสือ.pdf", whole_pdf())
        asked.post(here, {"attached": chosen, "csrfmiddlewaretoken": "x" * 64})

    assert (line.files.count(), StoredFile.objects.count()) == (1, 1)


def test_a_letter_is_noted_ordered_assigned_and_closed_from_its_page(cast: Cast) -> None:
    line = received(cast.malee)
    here = f"/letters/in/{line.pk}/"
    clerk, head = browser(cast.malee), browser(cast.mana)

    clerk.post(f"{here}note/", {"words": "เพื่อโปรดพิจารณา", "seen": 0})
    stale = head.post(f"{here}order/", {"words": "ทราบ", "seen": 0})
    head.post(f"{here}order/", {"words": "ดำเนินการ", "holder": f"person:{cast.malee.person.pk}", "seen": 1})
    yours = body(cast.malee, here)
    clerk.post(f"{here}close/", {"words": "รายงานแล้ว", "seen": 3})

    line.refresh_from_db()
    assert (stale.status_code, line.state, line.version) == (409, "done", 4)
    assert ("ดำเนินการตามหนังสือ แล้วปิดเรื่อง" in yours, "มอบหมายให้นางสาวมาลี" in yours) == (True, True)


def test_what_stands_on_the_paper_is_recorded_with_its_writer(cast: Cast) -> None:
    line = received(cast.malee)
    here, clerk = f"/letters/in/{line.pk}/", browser(cast.malee)
    said = {"words": "มอบ พช.", "holder": "office", "seen": 0}

    unsigned = clerk.post(f"{here}order/", said)
    signed = {**said, "done_by_name": "นายสมมุติ ลงนาม", "done_by_title": "นายอำเภอสมมุติ"}
    early = clerk.post(f"{here}order/", {**signed, "done_on": "1/1/2561"})
    clerk.post(f"{here}order/", signed)

    assert (unsigned.status_code, sorted(unsigned.context["order"].errors)) == (
        422, ["done_by_name", "done_by_title"],
    )  # fmt: skip
    assert (early.status_code, "วันที่ 1 มกราคม 2561 ไม่อยู่ระหว่าง" in early.text, "มอบ พช." in early.text) == (
        422, True, True,
    )  # fmt: skip
    assert "ผู้บันทึก นางสาวมาลี" in body(cast.malee, here)


def test_a_register_shows_a_stranger_nothing_and_a_superior_all(cast: Cast) -> None:
    line = received(cast.malee)
    here = f"/letters/in/{line.pk}/"

    strange = [browser(cast.kanya).get(one).status_code for one in (REGISTER, here, f"{REGISTER}2561.pdf")]
    asked = browser(cast.somchai)
    answers = [
        asked.post(f"{here}note/", {"words": "x", "seen": 0}),
        asked.post(f"{here}order/", {"words": "x", "done_by_name": "x", "done_by_title": "x", "seen": 0}),
        asked.post(f"{here}close/", {"seen": 0}),
        asked.post(f"{here}kept-in/", {"kept_in": "x"}),
        asked.post(f"{here}cancel/", {"reason": "x"}),
        asked.post(f"{REGISTER}begin/", {"last": "1"}),
    ]

    assert (strange, "การรายงานผลสมมุติ" in body(cast.somchai, REGISTER)) == ([404, 404, 404], True)
    assert [answer.status_code for answer in answers] == [403] * 6
    assert all("ท่านอ่านทะเบียนนี้ได้อย่างเดียว" in answer.content.decode() for answer in answers)


def test_the_register_is_found_filed_cancelled_and_given_out(cast: Cast) -> None:
    line = received(cast.malee)
    received(cast.malee, "เรื่องอื่น")
    asked, here = browser(cast.malee), f"/letters/in/{line.pk}/"

    asked.post(f"{here}kept-in/", {"kept_in": "แฟ้มสมมุติ", "before": ""})
    stale = asked.post(f"{here}kept-in/", {"kept_in": "แฟ้มอื่น", "before": ""})
    ways = [asked.post(f"{here}cancel/", {"reason": why}).status_code for why in ("", "ลงซ้ำ", "อีกครั้ง")]
    found = [
        [one.number for one in asked.get(REGISTER, {"q": words}).context["leaf"]]
        for words in ("๑", "แฟ้มสมมุติ", "เรื่องอื่น", "ไม่มี")
    ]

    assert (stale.status_code, ways, found) == (409, [422, 302, 409], [["1"], ["1"], ["2"], []])
    files = [asked.get(f"{REGISTER}2561.{kind}").content[:2] for kind in ("pdf", "docx", "xlsx")]
    assert files == [b"%P", b"PK", b"PK"]


def test_the_register_costs_as_many_queries_for_thirty_lines(cast: Cast) -> None:
    def assigned() -> None:
        order(received(cast.malee), to=Holder(officer=cast.malee.person), seen=0, actor=cast.mana)

    assigned()

    assert costs_no_more(cast.malee, REGISTER, lambda: [assigned() for _turn in range(30)])


def test_the_letter_s_task_is_on_the_desk_of_who_holds_it_due_as_the_letter_says(cast: Cast) -> None:
    task = make.task(make.district(cast), "report")
    asked = browser(cast.malee)
    asked.post("/letters/in/receive/", TYPED)
    line = IncomingLetter.objects.get()
    order(line, to=Holder(officer=cast.malee.person), seen=0, actor=cast.mana)
    plain = body(cast.malee, "/")

    asked.post(f"/letters/in/{line.pk}/work/", {"work": f"task:{task.pk}"})

    [todo] = [one for one in asked.get("/").context["desk"].owed if one.letter]
    assert (todo.words.startswith("ส่ง «"), todo.due, todo.letter.url) == (
        True, day_end(date(2018, 9, 20)), f"/letters/in/{line.pk}/",
    )  # fmt: skip
    assert ("ดำเนินการตามหนังสือเลขรับ 1" in plain, "ดำเนินการตามหนังสือเลขรับ 1" in body(cast.malee, "/")) == (
        True, False,
    )  # fmt: skip
    assert "ตามหนังสือเลขรับ 1" in body(cast.malee, f"/tasks/{task.pk}/")


def test_a_letter_ordered_down_puts_the_district_s_own_task_on_the_desk_of_the_officer_named_there(
    cast: Cast,
) -> None:
    task = make.task(make.district(cast), "report")
    line = receive(
        Came("การรายงานผลสมมุติ", "กรมสมมุติ", due_on=date(2018, 9, 20)), office=cast.suda.office, actor=cast.suda
    )
    tie_letter(line, task.case.edition, actor=cast.suda)
    here, head, officer = f"/letters/in/{line.pk}/", browser(cast.suda), browser(cast.malee)
    named = {
        "office": "3101",
        "words": "ดำเนินการ",
        "holder_3101": f"person:{cast.malee.person.pk}",
        "seen": 0,
    }

    ways = [officer.get(here).status_code, head.get(f"{here}down/").status_code]
    shown = head.get(f"{here}down/", {"office": "3101"}).text
    wrong = [head.post(f"{here}down/", {**named, **other}).status_code for other in (
        {"office": "2706"}, {"holder_3101": "person:0"},
    )]  # fmt: skip
    nobody = head.post(f"{here}down/", {**named, "holder_3101": "", "words": ""})
    sent = head.post(f"{here}down/", named)
    [todo] = [one for one in officer.get("/").context["desk"].owed if one.letter]
    said, asked = officer.get(here).text, body(cast.mana, "/")
    taken = officer.post(f"{here}down/receive/")
    [later] = [one for one in officer.get("/").context["desk"].owed if one.letter]

    assert (ways, wrong, sent.status_code) == ([404, 200], [422, 422], 302)
    assert nobody.context["form"].errors == {"holder_3101": ["ยังไม่ได้เลือกผู้รับมอบหมาย"]}
    assert (cast.malee.person.name in shown, cast.fong.person.name in shown) == (True, True)
    assert (todo.due, todo.letter.url, "สั่งการลงมา" in asked) == (day_end(date(2018, 9, 20)), here, True)
    assert "ลงรับในทะเบียนของหน่วยงานท่าน แล้วดำเนินการตามหนังสือ" in said
    assert later.letter.url == taken["Location"] != here
    assert "ลงรับแล้ว เลขรับ 1" in body(cast.suda, here)
    assert (
        browser(cast.kanya).post(f"{here}down/receive/").status_code,
        officer.post(f"{here}down/", named).status_code,
    ) == (404, 403)
    assert officer.post(f"{here}down/receive/").status_code == 409


def test_a_letter_goes_down_to_every_office_below_from_one_page(cast: Cast) -> None:
    line, head = received(cast.suda), browser(cast.suda)
    here, count = f"/letters/in/{line.pk}/down/", cast.suda.office.children.count()
    costs = []
    for chosen in ({"office": ["3101", "3102"]}, {"every": "on"}):
        with CaptureQueriesContext(connection) as asked:
            page = head.get(here, chosen).text
        costs.append(len(asked))
    said = {"every": "on", "words": "ดำเนินการ", **dict.fromkeys(re.findall(r'name="(holder_\d+)"', page), "office")}  # fmt: skip
    named = {**said, "holder_3101": f"person:{cast.malee.person.pk}", "seen": "0"}

    none = head.post(here, {"seen": "0"})
    by_hand = browser(cast.somchai).post(here, named)
    sent = head.post(here, named, follow=True)
    again = head.post(here, named)

    assert costs[0] == costs[1]
    assert (none.status_code, "เลือกหน่วยงานอย่างน้อย 1 แห่ง" in none.text) == (422, True)
    assert (by_hand.status_code, set(by_hand.context["form"].errors)) == (
        422,
        {"done_by_name", "done_by_title"},
    )
    assert [f"มอบหมายให้ {count} หน่วยงานแล้ว" in sent.text, "สพอ.เมืองบุรีรัมย์ ยังไม่ลงรับ" in sent.text] == [
        True,
        True,
    ]
    assert (again.status_code, line.ordered_down.count(), line.acts.count()) == (409, count, count + 1)
    assert f"{count} หน่วยงาน" in body(cast.somchai, "/letters/in/")
    taken_over = f"ผู้รับผิดชอบตอนนี้คือ {count} หน่วยงาน ผู้ที่มอบหมายครั้งนี้รับแทน"
    assert (taken_over in page, taken_over in head.get(here, {"every": "on"}).text) == (False, True)


def test_a_letter_is_passed_on_by_a_letter_that_names_it(cast: Cast) -> None:
    line = receive(
        Came("การรายงานผลสมมุติ", "กรมสมมุติ", letter_number="มท 1/ว 2", dated_on=date(2018, 8, 27), due_on=date(2018, 9, 20)),
        office=cast.suda.office, actor=cast.suda,
    )  # fmt: skip

    led = browser(cast.somchai).post(f"/letters/in/{line.pk}/forward/")
    draft = LetterDraft.objects.get()

    assert led["Location"] == draft.get_absolute_url()
    assert draft.answers["refs"] == [{"letter": "หนังสือกรมสมมุติ ที่ มท 1/ว 2 ลงวันที่ 27 สิงหาคม 2561"}]
    assert "ภายในวันที่ 20 กันยายน 2561" in draft.answers["body"]
    assert browser(cast.anong).post(f"/letters/in/{line.pk}/forward/").status_code == 403
    assert browser(cast.kanya).post(f"/letters/in/{line.pk}/forward/").status_code == 404


def test_a_letter_is_tied_to_its_own_office_s_work_alone_and_untied(cast: Cast) -> None:
    own = make.district(cast)
    beside, line = make.district(cast, own.edition, code="3102"), received(cast.malee)
    asked, here = browser(cast.malee), f"/letters/in/{line.pk}/work/"

    ways = [
        asked.post(here, {"work": work}).status_code
        for work in (f"case:{beside.pk}", f"case:{own.pk}", "", "")
    ]

    assert ways == [422, 302, 302, 302]
    with pytest.raises(Refused, match="ไม่อยู่ในสังกัด"):
        tie_letter(line, beside.edition, case=beside, actor=cast.malee)
    assert [event.verb for event in Event.objects.about(line)] == [
        "incoming.received", "incoming.tied", "incoming.untied",
    ]  # fmt: skip


def test_what_waits_to_be_noted_and_ordered_is_on_the_desks_of_the_office_and_of_who_stands_in(
    cast: Cast,
) -> None:
    letter = received(cast.malee)

    def waiting(*actors: Actor) -> list[list[str]]:
        return [
            [one.words.partition("หนังสือ")[0] for one in browser(actor).get("/").context["desk"].waiting]
            for actor in actors
        ]

    before = waiting(cast.malee, cast.mana, cast.fong)
    order_ = record_order(cast.mana.office, "1/2561", date(2018, 9, 1), "มอบอำนาจ", actor=cast.mana)
    give_power(
        order_, cast.fong.person, Standin.IN_CHARGE, cast.mana.office, "พัฒนาการอำเภอ", date(2018, 9, 1),
        for_role=Role.DISTRICT_HEAD, actor=cast.mana,
    )  # fmt: skip
    in_charge = waiting(cast.fong)
    note_upward(letter, "เพื่อโปรดพิจารณา", seen=0, actor=cast.malee)

    assert in_charge == [["สั่งการ"]]
    assert before == [["เกษียนเสนอ"], ["สั่งการ"], []]
    assert waiting(cast.malee, cast.mana, cast.fong) == [[], ["สั่งการ"], ["สั่งการ"]]
    assert order(letter, "ทราบ", seen=1, actor=cast.fong).acts.last().on_paper is False
