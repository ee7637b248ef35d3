"""The first page of every hat, its notices, and the page of whom to remind."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing
from sammachip.core.thaidate import day_end
from sammachip.org.models import Office
from sammachip.programmes import actions as programmes
from sammachip.records.actions_outgoing import Letter, give_number
from sammachip.records.models import LetterDraft
from sammachip.trail import actions as trail
from sammachip.trail.models import Notice, NoticeState
from sammachip.web.desk import Desk, desk_of
from sammachip.web.reminders import reminders_for
from sammachip.web.todos import Todo
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจแล้ว"}}}
NEXT = re.compile(r'<p class="next-thing">(.*?)</p>')
HOME, REMIND = "/", "/reminders/"


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast)


@pytest.fixture
def sent(cast: Cast, district: Case) -> Filing:
    return make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)


def words(todos: object) -> list[str]:
    return [todo.words for todo in todos]


def test_desk_says_the_one_thing_to_do_next(cast: Cast, district: Case):
    page = body(cast.malee, HOME)

    assert re.sub(r"<[^>]+>", "", NEXT.findall(page)[0]) == (
        "ส่ง «แบบรายงานความก้าวหน้า» ของ สพอ.เมืองบุรีรัมย์ ภายใน 20 กันยายน 2561"
    )
    assert desk_of(cast.malee).first.url == reverse("web:task", args=[make.task(district, "report").pk])


@pytest.mark.parametrize(
    ("today", "next_step"), [("2018-09-10 09:00", "ลงนาม"), ("2018-10-01 09:00", "ปิดบัญชี")]
)
def test_what_waits_for_a_signature_comes_before_a_day_still_far_off(at: Freeze, today: str, next_step: str):
    at(today)
    sign = Todo(words="ลงนาม", programme="", url="/1/")
    close = Todo(words="ปิดบัญชี", programme="", url="/2/", due=day_end(date(2018, 9, 30)))

    desk = Desk([sign], [close], [], [], [], [], [])

    assert desk.first is not None
    assert desk.first.words == next_step


def test_desk_says_when_a_day_has_passed(cast: Cast, district: Case, at: Freeze):
    at("2018-09-21 00:30")

    assert desk_of(cast.malee).first.late
    assert "เลยกำหนด 20 กันยายน 2561 แล้ว" in NEXT.findall(body(cast.malee, HOME))[0]


def test_desk_leads_on_to_a_draft_that_was_begun(cast: Cast, district: Case):
    draft = make.filing(make.task(district, "report"), cast.malee, REPORT)

    assert desk_of(cast.malee).first.url == reverse("web:filing-edit", args=[draft.pk])


def test_sent_report_waits_for_its_signer_and_left_its_writer(cast: Cast, sent: Filing):
    assert words(desk_of(cast.mana).waiting) == ["ตรวจสอบ «แบบรายงานความก้าวหน้า» ของ สพอ.เมืองบุรีรัมย์"]
    assert "แบบรายงานความก้าวหน้า" not in " ".join(words(desk_of(cast.malee).owed))
    assert sent.get_absolute_url() in body(cast.mana, HOME)


def test_report_still_with_its_writer_is_on_its_way_to_the_head(cast: Cast, district: Case):
    coming = desk_of(cast.mana).coming

    assert words(coming) == ["«แบบรายงานความก้าวหน้า» ของ สพอ.เมืองบุรีรัมย์"]
    assert "สพอ.เมืองบุรีรัมย์" in coming[0].where
    assert coming[0].due.isoformat() == "2018-09-20T23:59:59+07:00"


def test_report_that_passed_the_head_is_no_longer_on_its_way_there(cast: Cast, sent: Filing):
    actions.sign_filing(sent, seen=1, actor=cast.mana)

    assert desk_of(cast.mana).coming == []


def test_returned_report_is_told_to_both_sides(cast: Cast, sent: Filing):
    actions.return_filing(sent, seen=1, reason="ระบุปัญหาให้ครบ", actor=cast.mana)

    assert desk_of(cast.mana).returned[0].reason == "ระบุปัญหาให้ครบ"
    owed = desk_of(cast.malee).first
    assert owed.words == "แก้ไขและส่ง «แบบรายงานความก้าวหน้า» ของ สพอ.เมืองบุรีรัมย์ อีกครั้ง"
    assert owed.reason == "ระบุปัญหาให้ครบ"
    assert "ระบุปัญหาให้ครบ" in body(cast.malee, HOME)


def test_returned_report_leaves_the_desk_of_its_reader_when_it_comes_again(cast: Cast, sent: Filing):
    actions.return_filing(sent, seen=1, reason="ระบุปัญหาให้ครบ", actor=cast.mana)
    sent.refresh_from_db()
    actions.send_filing(sent, seen=sent.saved, actor=cast.malee)

    desk = desk_of(cast.mana)

    assert desk.returned == []
    assert len(desk.waiting) == 1


def test_stage_of_many_records_is_closed_from_the_desk_of_its_closer(cast: Cast, at: Freeze):
    at("2018-09-10 09:00")
    text = make.PACK_A.read_text()
    waits = "form: visit\n    many: true\n    closer: district-head\n    after: [plan]"
    assert waits in text
    free = text.replace(waits, waits.removesuffix("\n    after: [plan]"))
    edition = programmes.publish(free, filename="free.yaml", actor=cast.anong)
    district = make.district(cast, edition)
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    assert "ปิดการบันทึก" not in " ".join(words(desk_of(cast.mana).waiting))
    visit = {"visited_on": "2018-09-09", "found": "ทำตามแผน", "progress": "on_plan"}
    make.filing(make.task(group, "follow"), cast.malee, visit, sent=True)

    assert f"ปิดการบันทึก «ติดตาม สนับสนุน และประเมินผล» ของ {group.group.name}" in words(desk_of(cast.mana).waiting)


def test_stage_that_must_wait_may_be_begun_but_is_not_owed_yet(cast: Cast, district: Case):
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)

    desk = desk_of(cast.malee)

    name = group.group.name
    assert f"ส่ง «สำรวจข้อมูลกลุ่มอาชีพ» ของ {name}" in words(desk.owed)
    assert f"ทำ «ประเมินศักยภาพตามองค์ประกอบ ๕ ก» ของ {name}" in words(desk.later)
    assert desk.later[0].waits_for == "สำรวจข้อมูลกลุ่มอาชีพ"
    assert "เสร็จได้เมื่อ สำรวจข้อมูลกลุ่มอาชีพ เสร็จแล้ว" in body(cast.malee, HOME)


def test_places_allotted_and_still_free_are_owed_until_they_are_filled(cast: Cast, district: Case):
    make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    fill = [
        todo
        for todo in desk_of(cast.malee).owed
        if todo.url == reverse("web:case-groups", args=[district.pk])
    ]
    assert words(fill) == ["นำกลุ่มเข้าโครงการอีก 1 กลุ่ม (ได้รับจัดสรร 2 กลุ่ม นำเข้าแล้ว 1 กลุ่ม)"]
    assert "นำกลุ่มเข้าโครงการอีก 1 กลุ่ม" in body(cast.malee, HOME)

    make.enrolled(district, make.group(cast.malee, name="กลุ่มที่สอง"), actor=cast.malee)

    assert "นำกลุ่มเข้าโครงการ" not in " ".join(words(desk_of(cast.malee).owed))


def test_free_places_are_the_next_step_when_nothing_has_a_day(cast: Cast, at: Freeze):
    at("2018-09-10 09:00")
    due = "\n    due: {district-head: 2561-09-20}"
    text = make.PACK_A.read_text()
    assert due in text
    district = make.district(cast, make.publish(cast, text.replace(due, "")))

    assert desk_of(cast.malee).first.url == reverse("web:case-groups", args=[district.pk])


def test_free_places_are_not_owed_by_those_who_take_no_groups_in(cast: Cast, district: Case):
    for actor in (cast.fong, cast.somchai, cast.anong):
        assert "นำกลุ่มเข้าโครงการ" not in " ".join(words(desk_of(actor).owed))


def test_offices_above_see_in_one_line_how_a_programme_stands(cast: Cast, sent: Filing):
    actions.sign_filing(sent, seen=1, actor=cast.mana)
    sent.refresh_from_db()
    actions.sign_filing(sent, seen=1, actor=cast.somchai)
    make.district(cast, sent.task.case.edition, code="3102")

    page = body(cast.somchai, HOME)

    assert "รายงานแล้ว 1 จาก 2 อำเภอ" in page
    assert "เบิกจ่าย 0.00 จากที่จัดสรร 0.00 บาท" in page
    assert "รายงานแล้ว 0 จาก 1 จังหวัด" in body(cast.anong, HOME)
    assert "รายงานแล้ว" not in body(cast.malee, HOME)


def test_empty_desk_says_how_to_begin(cast: Cast, at: Freeze):
    at("2018-09-10 09:00")

    for actor in (cast.malee, cast.somchai, cast.anong, cast.fai):
        assert "ยังไม่มีงานถึงท่าน" in body(actor, HOME)
    ways = {cast.malee: "ไปทะเบียนกลุ่ม", cast.somchai: "เปิดทะเบียนจัดสรร", cast.fai: "เปิดการเงิน"}
    assert [way in body(actor, HOME) for actor, way in ways.items()] == [True] * len(ways)


def test_desk_of_a_neighbour_holds_nothing(cast: Cast, sent: Filing):
    desk = desk_of(cast.kanya)

    assert (desk.waiting, desk.owed, desk.coming, desk.returned, desk.cases) == ([], [], [], [], [])


def test_desk_asks_a_visitor_to_log_in(db: None):
    answer = Client().get(HOME)

    assert (answer.status_code, answer.url) == (302, "/login/?next=/")


def test_desk_is_only_read(cast: Cast, db: None):
    assert browser(cast.malee).post(HOME).status_code == 405


def test_desk_costs_the_same_for_one_task_and_thirty(cast: Cast, district: Case):
    def many() -> None:
        district.places = 30
        district.save()
        for number in range(10):
            group = make.group(cast.malee, name=f"กลุ่มที่ {number}")
            make.enrolled(district, group, actor=cast.malee)

    make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    assert costs_no_more(cast.malee, HOME, many)


@pytest.fixture
def notices(cast: Cast, at: Freeze) -> list[Notice]:
    at("2018-09-10 09:00")
    trail.notify("test", to=[cast.malee.person.pk], text="เรื่องที่หนึ่ง", url="/programmes/")
    trail.notify("test", to=[cast.malee.person.pk, cast.kanya.person.pk], text="เรื่องที่สอง")
    return list(Notice.objects.order_by("pk"))


def test_notices_stay_until_they_are_read(cast: Cast, notices: list[Notice]):
    page = body(cast.malee, HOME)

    assert "เรื่องที่หนึ่ง" in page
    assert "เรื่องที่สอง" in page


def test_one_notice_is_marked_read(cast: Cast, notices: list[Notice]):
    answer = browser(cast.malee).post("/notices/read/", {"notice": notices[0].pk})

    assert (answer.status_code, answer.url) == (302, HOME)
    states = [notice.state for notice in Notice.objects.order_by("pk")]
    assert states == [NoticeState.READ, NoticeState.WAITING, NoticeState.WAITING]


def test_reading_all_leaves_the_notices_of_others(cast: Cast, notices: list[Notice]):
    browser(cast.malee).post("/notices/read/")

    assert list(Notice.objects.exclude(state=NoticeState.READ).values_list("person_id", flat=True)) == [
        cast.kanya.person.pk
    ]


def test_notice_of_another_is_not_marked_read(cast: Cast, notices: list[Notice]):
    browser(cast.kanya).post("/notices/read/", {"notice": [notices[0].pk, "x", "9" * 30]})

    notices[0].refresh_from_db()
    assert notices[0].state == NoticeState.WAITING


def test_notices_are_not_read_by_opening_the_address(cast: Cast, db: None):
    assert browser(cast.malee).get("/notices/read/").status_code == 405


def test_reminder_names_the_offices_in_the_order_of_their_codes(cast: Cast, district: Case):
    make.district(cast, district.edition, code="3123")
    make.district(cast, district.edition, code="3102")

    (reminder,) = reminders_for(cast.somchai)

    assert [owing.office for owing in reminder.offices] == ["สพอ.เมืองบุรีรัมย์", "สพอ.คูเมือง", "สพอ.เฉลิมพระเกียรติ"]
    assert reminder.late == 0
    assert "1. สพอ.เมืองบุรีรัมย์ — 1 รายการ กำหนด 20 กันยายน 2561\n2. สพอ.คูเมือง" in reminder.text
    assert "1. สพอ.เมืองบุรีรัมย์" in body(cast.somchai, REMIND)


def test_reminder_tells_who_is_late(cast: Cast, district: Case, at: Freeze):
    at("2018-09-21 08:00")

    (reminder,) = reminders_for(cast.somchai)

    assert reminder.late == 1
    assert "(เลยกำหนด)" in reminder.text
    assert "เลยกำหนด 1 จาก 1 หน่วยงาน" in body(cast.somchai, REMIND)

    letter = Letter("แจ้งให้รายงาน", "นายอำเภอทุกอำเภอ")
    line = give_number(letter, office=cast.somchai.office, dated_on=date(2018, 9, 10), actor=cast.somchai)
    actions.ask_for_work(line, district.edition, stage="report", actor=cast.somchai)
    answer = browser(cast.somchai).post(f"{REMIND}{reminder.key}/letter/")
    draft = LetterDraft.objects.get()
    assert draft.answers["refs"] == [{"letter": "หนังสือจังหวัดบุรีรัมย์ ที่ บร 0019/1 ลงวันที่ 10 กันยายน 2561"}]
    assert (answer.url, draft.to_whom) == (draft.get_absolute_url(), "นายอำเภอที่มีรายชื่อในหนังสือนี้")
    assert "| 1 | อำเภอเมืองบุรีรัมย์ | 1 | 20 กันยายน 2561 |" in str(draft.answers["body"])
    assert browser(cast.kanya).post(f"{REMIND}{reminder.key}/letter/").status_code == 404


def test_reminders_follow_the_chain(cast: Cast, sent: Filing):
    make.district(cast, sent.task.case.edition, code="3102")

    assert [reminder.role for reminder in reminders_for(cast.somchai)] == [
        "เจ้าหน้าที่พัฒนาชุมชน (พัฒนากร)",
        "พัฒนาการอำเภอ",
    ]


def test_reminder_forgets_what_is_done(cast: Cast, sent: Filing):
    actions.sign_filing(sent, seen=1, actor=cast.mana)

    assert reminders_for(cast.somchai) == []
    assert "ไม่มีหน่วยงานที่ต้องติดตามตอนนี้" in body(cast.somchai, REMIND)


def test_reminders_of_a_neighbour_name_nobody(cast: Cast, district: Case):
    assert reminders_for(cast.kanya) == []


def test_reminders_are_for_those_above(cast: Cast, district: Case):
    answer = browser(cast.malee).get(REMIND)

    assert answer.status_code == 403
    assert "หน้าติดตามนี้สำหรับจังหวัดและกรม" in answer.content.decode()


def test_reminders_are_only_read(cast: Cast, db: None):
    assert browser(cast.somchai).post(REMIND).status_code == 405


def test_reminders_cost_the_same_for_one_office_and_twenty_three(cast: Cast, district: Case):
    def many() -> None:
        for office in Office.objects.within("/31/").exclude(code__in=["31", "3101"]):
            make.district(cast, district.edition, code=office.code)

    assert costs_no_more(cast.somchai, REMIND, many)


def test_offices_above_are_led_to_their_board(cast: Cast, district: Case):
    province = district.parent
    assert province is not None

    assert f'href="/cases/{province.pk}/board/"' in body(cast.somchai, HOME)
    assert "/board/" not in body(cast.malee, HOME)
