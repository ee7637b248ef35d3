"""The seats of a group on the screen: the officer who opens one, and the member who comes in by it and writes."""

import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

import make
from api.conftest import program_of
from cases.applying import LINE, PLAN, apply_task, group_case, seat, sitting
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.actions.seats import Opened
from sammachip.cases.models import Case, Filing, FilingState, GroupSeat
from sammachip.web.desk import desk_of
from standing import laid
from web.asking import browser, queries

pytestmark = pytest.mark.django_db

NAME = {"prefix": "นาย", "given_name": "บุญมี", "family_name": "ทดสอบระบบ", "ends_on": "31 ส.ค. 2563"}


@pytest.fixture
def case(cast: Cast, at: Freeze) -> Case:
    at("2020-05-10 09:00")
    return voiced(cast)


@laid
def voiced(cast: Cast) -> Case:
    return group_case(cast)


@pytest.fixture
def opened(cast: Cast, case: Case) -> Opened:
    return seat(case, cast.malee)


def inside(opened: Opened) -> Client:
    """A phone on which the member has come in."""
    phone = Client()
    answer = phone.post(reverse("web:seat-door", args=[opened.code]), {"pin": opened.pin})
    assert (answer.status_code, answer.url) == (302, reverse("web:village"))
    return phone


def text(answer) -> str:
    return answer.content.decode()


def typed(**more: str) -> dict[str, str]:
    """The plan as a page posts it."""
    lines = {
        f"a.{table}.{number}.{column}": value
        for table in ("lines_90000", "lines_50000")
        for number, row in enumerate(PLAN[table])
        for column, value in row.items()
    }
    return {"a.business": "ร้านค้าชุมชน", "a.summary": "ขายของที่สมาชิกทำ", **lines, **more}


def test_an_officer_opens_a_seat_and_its_paper_lets_the_member_in(cast: Cast, case: Case) -> None:
    paper = text(browser(cast.malee).post(reverse("web:case-seats", args=[case.pk]), NAME))

    way = re.search(r"http://testserver(/g/[\w-]+/)", paper)
    pin = re.search(r"(\d{3} \d{3})</strong>", paper)
    assert way
    assert pin
    assert "data:image/png;base64," in paper
    assert "PIN 6 หลัก" in text(Client().get(way[1]))
    phone = Client()
    assert phone.post(way[1], {"pin": pin[1]}).url == reverse("web:village")
    home = text(phone.get(reverse("web:village")))
    assert "เริ่มเขียน" in home
    assert "25 พฤษภาคม 2563" in home
    assert "บุญมี" in text(browser(cast.mana).get(reverse("web:case-seats", args=[case.pk])))


def test_the_group_writes_sends_and_sees_how_far_it_came(cast: Cast, case: Case, opened: Opened) -> None:
    phone = inside(opened)
    phone.post(reverse("web:task-start", args=[apply_task(case).pk]))
    filing = Filing.objects.get()
    save = reverse("web:filing-save", args=[filing.pk])
    assert "แผนการใช้เงิน" in text(phone.get(reverse("web:filing-edit", args=[filing.pk])))

    kept = phone.post(save, typed(seen="0"), headers={"X-Autosave": "1"})
    assert (kept.status_code, kept["X-Revision"]) == (200, "1")
    sums = {name: shown for name, shown in kept.json()["computed"].items() if "-sum-" in name}
    assert sums == {"a-lines_90000-sum-amount": "90,000.00", "a-lines_50000-sum-amount": "50,000.00"}
    sent = phone.post(save, typed(seen="1", then="send"))

    assert sent.url == reverse("web:village")
    filing.refresh_from_db()
    assert (filing.state, filing.maker) == (FilingState.SENT, opened.seat.person)
    assert "ร้านค้าชุมชน" in text(phone.get(reverse("web:village-filing", args=[filing.pk])))
    assert phone.get(filing.get_absolute_url()).url == reverse("web:village-filing", args=[filing.pk])
    assert filing.revisions.get().facts["reporter.post"] == "สมาชิกกลุ่ม"
    seen = [text(browser(actor).get(filing.get_absolute_url())) for actor in (cast.mana, cast.anong)]
    assert ["บุญมี" in page for page in seen] == [True, False]
    seen = [text(browser(actor).get(filing.task.get_absolute_url())) for actor in (cast.mana, cast.anong)]
    assert ["บุญมี" in page for page in seen] == [True, False]
    told = [
        program_of(actor).get("/filings").json()["items"][0]["maker"] for actor in (cast.mana, cast.anong)
    ]
    assert ["บุญมี" in one["name"] for one in told] == [True, False]
    actions.return_filing(filing, seen=1, reason="ขาดราคาตู้อบ", actor=cast.mana)
    assert "ขาดราคาตู้อบ" in text(phone.get(reverse("web:village")))


def part_of(filing: Filing, number: int) -> str:
    return reverse("web:village-part", args=[filing.pk, number])


def test_a_form_is_written_part_by_part_and_each_says_what_it_lacks(case: Case, opened: Opened) -> None:
    phone, filing = inside(opened), make.filing(apply_task(case), sitting(opened), {"lines_50000": [LINE]})
    assert "ยังขาด 2" in text(phone.get(reverse("web:village")))

    wrong = phone.post(part_of(filing, 2), {"seen": "1", "a.lines_90000.0.price": "แพง"})
    kept = phone.post(part_of(filing, 1), {"seen": "2", "a.business": "ร้านค้าชุมชน", "a.summary": "ขายของ"})
    here = phone.post(part_of(filing, 2), {"seen": "3", "a.lines_90000.0.item": "ตู้อบ", "then": "stay"})
    last = phone.post(part_of(filing, 2), {"seen": "4", "a.lines_90000.0.item": "ตู้อบ"})

    assert (wrong.status_code, kept.url) == (422, part_of(filing, 2))
    assert 'value="แพง"' in text(wrong)
    assert here.url == part_of(filing, 2)
    assert last.url == f"{reverse('web:filing-edit', args=[filing.pk])}#before-sending"
    filing.refresh_from_db()
    assert (filing.answers["business"], filing.answers["lines_90000"]) == ("ร้านค้าชุมชน", [{"item": "ตู้อบ"}])
    assert phone.get(part_of(filing, 3)).status_code == 404


def test_of_two_phones_on_one_part_the_slower_is_shown_both_and_other_parts_stay(
    case: Case, opened: Opened
) -> None:
    phone, filing = inside(opened), make.filing(apply_task(case), sitting(opened), PLAN)
    typed_here = {"a.business": "ตลาดชุมชน", "a.summary": "ขายของ"}

    stale = phone.post(part_of(filing, 1), {"seen": "0", **typed_here})
    again = phone.post(part_of(filing, 1), {"seen": "1", **typed_here}, headers={"X-Autosave": "1"})

    assert stale.status_code == 409
    assert "ตลาดชุมชน" in text(stale)
    assert "ร้านค้าชุมชน" in text(stale)
    assert (again.status_code, again["X-Revision"]) == (200, "2")
    filing.refresh_from_db()
    assert filing.answers == {**PLAN, "business": "ตลาดชุมชน", "summary": "ขายของ"}


def test_a_part_with_a_wrong_answer_is_not_said_to_be_complete(case: Case, opened: Opened) -> None:
    phone, filing = inside(opened), make.filing(apply_task(case), sitting(opened), PLAN)
    dear = typed(seen="1", **{"a.lines_90000.0.price": "แพง"})

    kept = phone.post(part_of(filing, 2), dear, headers={"X-Autosave": "1"})

    shown = kept.json()["missing"]
    assert ("แพง" in shown, "ครบทุกข้อแล้ว" in shown) == (True, False)


def test_the_district_sees_what_waits_for_the_group(cast: Cast, opened: Opened) -> None:
    found = [desk_of(actor) for actor in (cast.malee, cast.mana, cast.prasit)]

    assert [[(todo.words, todo.where) for todo in desk.coming] for desk in found] == [
        [("«แผนธุรกิจ» ของ กลุ่มทอผ้าตัวอย่าง", "สมาชิกกลุ่ม · สพอ.เมืองบุรีรัมย์")],
        [("«แผนธุรกิจ» ของ กลุ่มทอผ้าตัวอย่าง", "สมาชิกกลุ่ม · สพอ.เมืองบุรีรัมย์")],
        [],
    ]


def test_of_two_phones_the_slower_is_shown_both_versions(cast: Cast, case: Case, opened: Opened) -> None:
    filing = make.filing(apply_task(case), sitting(opened), PLAN)
    other = inside(seat(case, cast.malee, given_name="สมศรี"))

    answer = other.post(
        reverse("web:filing-save", args=[filing.pk]), typed(seen="0", **{"a.business": "ตลาดชุมชน"})
    )

    assert answer.status_code == 409
    assert "ตลาดชุมชน" in text(answer)
    assert "ร้านค้าชุมชน" in text(answer)


def test_a_page_that_is_not_for_a_seat_says_so_and_home_is_the_groups_own(case: Case, opened: Opened) -> None:
    phone = inside(opened)

    answer = phone.get(case.get_absolute_url())

    assert answer.status_code == 403
    assert "ซึ่งเปิดได้เฉพาะหน้าของงานนั้น" in text(answer)
    assert phone.get("/").url == reverse("web:village")


def test_a_group_opens_what_it_writes_and_not_what_its_officers_write_of_it(cast: Cast, at: Freeze) -> None:
    at("2020-05-10 09:00")
    told = "{key: told, title: เยี่ยมกลุ่ม, kind: form, per: group, by: field-officer, form: plan}"
    case = group_case(cast, due=f"{{district-head: 2563-05-25}}\n  - {told}")
    phone = inside(seat(case, cast.malee))
    own, officers = (
        actions.start_filing(make.task(case, key), actor=cast.malee) for key in ("apply", "told")
    )

    answers = [phone.get(f"/g/filings/{one.pk}/").status_code for one in (own, officers)]
    opened = [phone.get(f"/filings/{one.pk}/edit/").status_code for one in (own, officers)]

    assert (answers, opened) == ([200, 404], [200, 404])


def test_a_program_under_a_seat_is_refused(opened: Opened) -> None:
    answer = program_of(sitting(opened)).get("/me")

    assert (answer.status_code, answer.json()["code"]) == (403, "seat")


def test_programs_of_officers_read_seats_and_receipts_and_end_a_seat(
    cast: Cast, case: Case, opened: Opened
) -> None:
    malee = program_of(cast.malee)
    filing = make.filing(apply_task(case), cast.malee, PLAN, sent=True)

    [seat_told] = malee.get(f"/cases/{case.pk}/seats").json()["items"]
    [receipt] = malee.get(f"/filings/{filing.pk}/receipts").json()["items"]
    ended = malee.post(f"/seats/{opened.seat.pk}/end")

    assert (seat_told["name"], seat_told["ended_at"]) == ("นายบุญมี ทดสอบระบบ", None)
    assert (receipt["number"], receipt["office"]) == (1, "3101")
    assert receipt["digest"] == filing.revisions.get().digest
    assert ended.json()["ended_at"].startswith("2020-05-10")
    assert program_of(cast.fong).get(f"/cases/{case.pk}/seats").status_code == 403


def test_wrong_pins_are_told_how_many_are_left_and_a_blank_one_what_is_asked(opened: Opened) -> None:
    door = reverse("web:seat-door", args=[opened.code])

    wrong = Client().post(door, {"pin": "1" if opened.pin != "000001" else "2"})
    blank = Client().post(door, {"pin": ""})

    assert (wrong.status_code, blank.status_code) == (422, 422)
    assert "เหลือ 5 ครั้ง" in text(wrong)
    assert "ใส่ PIN 6 หลักบนใบที่ได้รับ" in text(blank)


def test_a_code_nobody_knows_and_an_ended_seat_say_whom_to_ask(cast: Cast, opened: Opened) -> None:
    phone = inside(opened)
    door = reverse("web:seat-door", args=[opened.code])
    browser(cast.mana).post(reverse("web:seat-end", args=[opened.seat.pk]))

    assert Client().get(door).status_code == Client().get("/g/nobody/").status_code == 404
    assert "ขอใบใหม่จากเจ้าหน้าที่" in text(Client().get(door))
    assert phone.get(reverse("web:task-start", args=[1])).status_code == 405
    assert "สแกน QR" in text(phone.get(reverse("web:village")))


def test_a_new_pin_puts_out_whoever_came_in_by_the_old_one(cast: Cast, opened: Opened) -> None:
    phone = inside(opened)
    paper = text(browser(cast.malee).post(reverse("web:seat-pin", args=[opened.seat.pk])))

    assert re.search(r"\d{3} \d{3}</strong>", paper)
    assert "data:image" not in paper
    assert "สแกน QR" in text(phone.get(reverse("web:village")))


def test_leaving_ends_the_session(opened: Opened) -> None:
    phone = inside(opened)

    answer = phone.post(reverse("web:village-leave"))

    assert [str(one) for one in get_messages(answer.wsgi_request)] != []
    assert "สแกน QR" in text(phone.get(reverse("web:village")))


@pytest.mark.parametrize(("who", "status"), [("fong", 403), ("prasit", 404), ("kanya", 404)])
def test_seats_are_kept_by_officers_over_the_group(cast: Cast, case: Case, who: str, status: int) -> None:
    client, address = browser(getattr(cast, who)), reverse("web:case-seats", args=[case.pk])

    assert client.get(address).status_code == status
    assert client.post(address, NAME).status_code == status
    assert not GroupSeat.objects.exists()


def test_what_is_wrong_in_a_seats_form_is_said_and_kept(cast: Cast, case: Case, opened: Opened) -> None:
    address = reverse("web:case-seats", args=[case.pk])

    blank = browser(cast.malee).post(address, {**NAME, "family_name": "", "given_name": "สมใจ"})
    twice = browser(cast.malee).post(address, NAME)

    assert (blank.status_code, twice.status_code) == (422, 422)
    assert 'value="สมใจ"' in text(blank)
    assert "มีสิทธิ์เขียนของกลุ่มนี้อยู่แล้ว" in text(twice)


def test_each_way_of_a_seat_names_its_member_and_says_its_own_reason(
    cast: Cast, case: Case, opened: Opened
) -> None:
    page = text(browser(cast.malee).get(reverse("web:case-seats", args=[case.pk])))
    ids = re.findall(r'\bid="([^"]+)"', page)

    assert len(ids) == len(set(ids))
    assert f'ออก PIN ใหม่<span class="unseen">: {opened.seat.person.name}</span>' in page
    assert f'ปิดสิทธิ์<span class="unseen">: {opened.seat.person.name}</span>' in page


def test_the_list_of_seats_costs_the_same_for_one_and_for_many(
    cast: Cast, case: Case, opened: Opened
) -> None:
    address = reverse("web:case-seats", args=[case.pk])
    before = queries(cast.malee, address)
    for number in range(3):
        seat(case, cast.malee, given_name=f"คนที่{number}")

    assert queries(cast.malee, address) == before
