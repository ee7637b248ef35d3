"""Auditors on the screen: their scopes, what they see first, and the trace that each page leaves."""

from datetime import date

import pytest
from django.db import connection

import make
from cast import Cast
from org import build
from sammachip.cases.models import Case
from sammachip.insight.places import PLACES
from sammachip.org import actions_audit
from sammachip.org.actions_tokens import issue_token
from sammachip.org.hats import Actor
from sammachip.org.models import AuditReading, AuditScope, Office, Role
from sammachip.records import actions_outgoing as numbers
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(at):
    at("2018-09-10 09:00")


@pytest.fixture
def auditor(cast: Cast) -> Actor:
    return make.auditor("31")


SCOPE = {
    "offices": "สพอ.เมืองบุรีรัมย์\n3102",
    "programme_code": "",
    "starts_on": "1/9/2561",
    "ends_on": "๓๐ กันยายน ๒๕๖๑",
    "letter_number": "ตผ 0001/ว 12",
    "letter_on": "1/8/2561",
}


def addresses(of: Actor) -> list[str]:
    scope = make.scope(of, "3101")
    return [f"/posts/{of.hat.post.pk}/scopes/add/", f"/scopes/{scope.pk}/end/", "/offices/3101/readings/"]


def test_the_pages_work_and_know_their_methods(cast: Cast, auditor: Actor) -> None:
    for address in addresses(auditor):
        client = browser(cast.suda)

        assert client.get(address).status_code == 200
        assert client.put(address).status_code == 405


def test_registers_of_the_auditors_own_office_lead_to_no_closed_page(auditor: Actor) -> None:
    for address in ("/letters/", "/letters/in/"):
        page = browser(auditor).get(address).text

        assert f'action="{address}"' in page
        assert f"/offices/{auditor.office.code}/" not in page
        assert "เปิดจากหน้าของหน่วยงานนั้น" in page
        assert "ด้วยแบบด้านล่าง" not in page


def test_a_stranger_does_not_find_them(cast: Cast, auditor: Actor) -> None:
    for address in addresses(auditor):
        assert browser(cast.kanya).get(address).status_code == 404
        assert browser(cast.kanya).post(address, SCOPE).status_code in (404, 405)


def test_a_colleague_without_the_role_reads_why(cast: Cast, auditor: Actor) -> None:
    for address in addresses(auditor):
        answer = browser(cast.somchai).get(address)

        assert answer.status_code == 403
        assert "ยังทำรายการนี้ไม่ได้" in answer.text
        assert browser(cast.somchai).post(address).status_code in (403, 405)


def test_give_scope_opens_several_offices_at_once(cast: Cast, auditor: Actor) -> None:
    answer = browser(cast.suda).post(f"/posts/{auditor.hat.post.pk}/scopes/add/", SCOPE)

    assert answer.headers["Location"] == f"/people/{auditor.person.pk}/"
    given = AuditScope.objects.order_by("office")
    assert [(scope.office_id, scope.ends_on) for scope in given] == [
        ("3101", date(2018, 9, 30)),
        ("3102", date(2018, 9, 30)),
    ]


def test_give_scope_offers_the_programmes_by_title(cast: Cast, auditor: Actor) -> None:
    edition = make.edition(cast)
    address = f"/posts/{auditor.hat.post.pk}/scopes/add/"

    assert edition.title in body(cast.suda, address)
    browser(cast.suda).post(address, SCOPE | {"programme_code": edition.programme.code})

    assert set(AuditScope.objects.values_list("programme_code", flat=True)) == {edition.programme.code}


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ({"offices": "สพอ.เมืองบุรีรัมย์\nสพอ.ไม่มี"}, "offices", "ไม่พบหน่วยงาน “สพอ.ไม่มี”"),
        ({"offices": ""}, "offices", "ยังไม่ได้ระบุหน่วยงานที่ตรวจสอบ"),
        ({"letter_number": ""}, "letter_number", "ยังไม่ได้ระบุเลขที่หนังสือขอตรวจสอบ"),
        ({"programme_code": "no-such-programme"}, "programme_code", ""),
    ],
)
def test_give_scope_says_what_is_wrong_and_keeps_what_was_typed(cast, auditor, wrong, field, reason) -> None:
    answer = browser(cast.suda).post(f"/posts/{auditor.hat.post.pk}/scopes/add/", SCOPE | wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors[field][0].startswith(reason)
    assert "๓๐ กันยายน ๒๕๖๑" in answer.text
    assert not AuditScope.objects.exists()


def test_end_scope_writes_the_last_day(cast: Cast, auditor: Actor) -> None:
    scope = make.scope(auditor, "3101")

    browser(cast.suda).post(f"/scopes/{scope.pk}/end/", {"on": "10/9/2561"})

    assert AuditScope.objects.get().ends_on == date(2018, 9, 10)


def test_withdraw_scope_closes_it_at_once_on_its_first_day(cast: Cast, auditor: Actor) -> None:
    """A scope given in error this morning could be ended no sooner than tonight."""
    district = make.district(cast)
    scope = make.scope(auditor, "3101", starts_on=date(2018, 9, 10))
    reading = browser(auditor)
    assert reading.get(f"/cases/{district.pk}/").status_code == 200
    assert f'action="/scopes/{scope.pk}/withdraw/"' in body(cast.suda, f"/scopes/{scope.pk}/end/")

    refused = browser(cast.somchai).post(f"/scopes/{scope.pk}/withdraw/")
    browser(cast.suda).post(f"/scopes/{scope.pk}/withdraw/")

    assert (refused.status_code, reading.get(f"/cases/{district.pk}/").status_code) == (403, 404)
    assert "ถอนเมื่อ 10\N{NO-BREAK SPACE}ก.ย.\N{NO-BREAK SPACE}61" in body(
        cast.suda, f"/people/{auditor.person.pk}/"
    )
    assert browser(cast.suda).post(f"/scopes/{scope.pk}/withdraw/").status_code == 403
    assert browser(cast.kanya).post(f"/scopes/{scope.pk}/withdraw/").status_code == 404


def test_the_first_page_leads_to_what_is_to_be_audited(cast: Cast, auditor: Actor) -> None:
    district = make.district(cast)
    assert "วันนี้ไม่มีขอบเขตการตรวจสอบที่มีผล" in body(auditor, "/")

    make.scope(auditor, "3101")

    page = body(auditor, "/")
    assert "งานที่ท่านตรวจสอบ" in page
    assert f'href="/cases/{district.pk}/"' in page
    assert browser(auditor).get(f"/cases/{district.pk}/").status_code == 200
    assert browser(auditor).get(f"/cases/{district.parent_id}/").status_code == 404


def test_an_auditor_of_another_programme_finds_no_board(cast: Cast, auditor: Actor) -> None:
    province = make.district(cast).parent
    make.scope(auditor, "31", "another-programme")

    assert browser(auditor).get(f"/cases/{province.pk}/board/").status_code == 404
    make.scope(auditor, "31", province.edition.programme.code)
    assert browser(auditor).get(f"/cases/{province.pk}/board/").status_code == 200


def trace() -> list[tuple[str, str]]:
    return list(AuditReading.objects.order_by("pk").values_list("address", "path"))


def test_each_page_and_file_an_auditor_opens_is_noted_with_where_it_lies(cast: Cast, auditor: Actor) -> None:
    district = make.district(cast)
    group = make.group(cast.malee)
    filing = make.filing(make.task(district, "report"), cast.malee, {"standing": "ongoing"}, sent=True)
    make.scope(auditor, "31")
    make.scope(auditor, "3201")
    client = browser(auditor)

    for address in (
        f"/cases/{district.pk}/",
        f"/groups/{group.pk}/",
        f"/filings/{filing.pk}/file.pdf",
        "/groups/?q=ก",
    ):
        assert client.get(address).status_code == 200

    assert trace() == [
        (f"/cases/{district.pk}/", "/31/3101/"),
        (f"/groups/{group.pk}/", group.path),
        (f"/filings/{filing.pk}/file.pdf", "/31/3101/"),
        (
            "/groups/",
            "/31/",
        ),  # a list is read over every place of the sight; what was searched for is not kept
        ("/groups/", "/32/3201/"),
    ]


def test_the_office_whose_letter_an_auditor_of_its_province_reads_is_told_and_no_other_of_its_year(
    cast: Cast, auditor: Actor
) -> None:
    letter = numbers.Letter("ขอส่งรายงาน", "พัฒนาการจังหวัดบุรีรัมย์")
    line = numbers.give_number(
        letter, office=cast.malee.office, dated_on=date(2018, 9, 10), number="บร 1/1", actor=cast.malee
    )
    line.pk, line.number = 2561, "บร 1/2"
    line.save(force_insert=True)  # a letter whose number in its table is that of the year
    make.scope(auditor, "31")
    client = browser(auditor)

    for address in ("/letters/2561/", "/offices/31/letters/2561.xlsx"):
        assert client.get(address).status_code == 200, address

    assert trace() == [("/letters/2561/", "/31/3101/"), ("/offices/31/letters/2561.xlsx", "/31/")]


def test_every_row_whose_reading_is_noted_has_a_place() -> None:
    for table, lookup in PLACES.values():
        assert list(table._default_manager.filter(pk=0).values_list(lookup)) == []


def test_a_form_of_others_work_shows_an_auditor_nothing_to_be_noted(cast: Cast, auditor: Actor) -> None:
    report = make.filing(
        make.task(make.district(cast), "report"), cast.malee, {"standing": "ongoing"}, sent=True
    )
    make.scope(auditor, "31")

    answer = browser(auditor).post(f"/filings/{report.pk}/nil/send/", {"reason": ""})

    assert (answer.status_code, report.task.case.edition.title in answer.text) == (403, False)
    assert trace() == []


def test_what_was_not_shown_leaves_no_trace(cast: Cast, auditor: Actor) -> None:
    district = make.district(cast)
    make.scope(auditor, "3102")
    client = browser(auditor)

    answers = [
        client.get(address).status_code for address in (f"/cases/{district.pk}/", "/reminders/", "/profile/")
    ]
    answers.append(client.post("/people/1/suspend/").status_code)

    assert answers == [404, 403, 200, 404]  # one's own page is no reading of an office
    assert trace() == []


def test_nobody_else_leaves_a_trace(cast: Cast) -> None:
    district = make.district(cast)

    body(cast.suda, f"/cases/{district.pk}/")

    assert trace() == []


def test_a_page_whose_trace_cannot_be_kept_is_not_given_out(cast: Cast, auditor: Actor) -> None:
    """An auditor reads nothing rather than unseen."""
    district = make.district(cast)
    make.scope(auditor, "3101")
    client = browser(auditor)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE org_auditreading RENAME TO org_lost")

    answer = client.get(f"/cases/{district.pk}/")

    assert answer.status_code == 500
    assert district.edition.title not in answer.text


def test_a_program_of_an_auditor_leaves_the_same_trace(client, cast: Cast, auditor: Actor) -> None:
    district = make.district(cast)
    make.scope(auditor, "31")
    key = issue_token(name="ตรวจสอบ", ends_on=date(2018, 9, 30), actor=auditor)
    asked = {"headers": {"Authorization": f"Bearer {key}"}}

    assert client.get(f"/api/v1/cases/{district.pk}", **asked).status_code == 200
    assert client.get("/api/v1/filings", **asked).status_code == 200
    assert client.get("/api/v1/me", **asked).status_code == 200
    assert client.get("/api/v1/cases/987654", **asked).status_code == 404

    assert trace() == [(f"/api/v1/cases/{district.pk}", "/31/3101/"), ("/api/v1/filings", "/31/")]


def test_a_head_reads_who_opened_what_of_the_office(cast: Cast, auditor: Actor) -> None:
    district = make.district(cast)
    make.scope(auditor, "31")
    body(auditor, f"/cases/{district.pk}/")
    body(auditor, "/groups/")

    lines = browser(cast.mana).get("/offices/3101/readings/").context["lines"]
    of_the_province = browser(cast.suda).get("/offices/31/readings/").context["lines"]

    assert [(line.who, line.what, line.office) for line in lines] == [
        (auditor.person.name, "การดำเนินงานในโครงการ", "สพอ.เมืองบุรีรัมย์")
    ]
    assert [line.what for line in of_the_province] == ["ทะเบียนกลุ่ม", "การดำเนินงานในโครงการ"]
    assert "ตผ 0001/ว 12" in body(cast.mana, "/offices/3101/readings/")
    assert 'href="/offices/3101/readings/"' in body(cast.mana, "/offices/3101/")
    assert 'href="/offices/3101/readings/"' not in body(cast.malee, "/offices/3101/")


def test_each_link_in_the_list_of_what_was_read_opens(cast: Cast, auditor: Actor) -> None:
    """A form that came back and a list behind one number led to 405 and 404."""
    report = make.filing(
        make.task(make.district(cast), "report"), cast.malee, {"standing": "ongoing"}, sent=True
    )
    province = report.task.case.parent
    make.scope(auditor, "31")
    client = browser(auditor)
    actions_audit.note_reading(f"/filings/{report.pk}/nil/send/", ["/31/3101/"], actor=auditor)
    client.get(f"/cases/{province.pk}/board/entries/?column=allotted")

    links = [line.url for line in browser(cast.suda).get("/offices/31/readings/").context["lines"]]

    assert links == [f"/cases/{province.pk}/board/entries/", ""]
    assert browser(cast.suda).get(links[0]).headers["Location"] == f"/cases/{province.pk}/board/"


def test_readings_and_scopes_cost_no_more_for_thirty(cast: Cast, auditor: Actor) -> None:
    def read_much() -> None:
        for n in range(30):
            other = build.actor(Role.AUDITOR, "31")
            make.scope(other, "3101")
            actions_audit.note_reading(f"/cases/{n}/", {"/31/3101/"}, actor=other)
            make.scope(auditor, "3101", starts_on=date(2018, 9, 2))

    make.scope(auditor, "3101")
    actions_audit.note_reading("/cases/1/", {"/31/3101/"}, actor=auditor)

    assert costs_no_more(cast.suda, "/offices/3101/readings/", read_much)
    assert costs_no_more(cast.suda, f"/people/{auditor.person.pk}/", read_much)


def test_a_program_reading_is_told_as_one_and_leads_nowhere(cast: Cast, auditor: Actor) -> None:
    case = Case.objects.get(office="3101") if Case.objects.exists() else make.district(cast)
    actions_audit.note_reading(
        f"/api/v1/cases/{case.pk}", {Office.objects.get(code="3101").path}, actor=auditor
    )

    [line] = browser(cast.mana).get("/offices/3101/readings/").context["lines"]

    assert (line.by_program, line.url, line.what) == (True, "", "การดำเนินงานในโครงการ")


def test_the_books_of_another_programme_stay_closed(cast: Cast, auditor: Actor) -> None:
    """An auditor's own office has books of its own; a scope opens those it names, and no others."""
    province = make.district(cast).parent
    name = f'href="/money/cases/{province.pk}/"'
    make.scope(auditor, "31", "another-programme")
    assert name not in body(auditor, "/money/")

    make.scope(auditor, "31", province.edition.programme.code)

    assert name in body(auditor, "/money/")


@pytest.mark.parametrize("register", ["/letters/", "/letters/in/"])
def test_no_register_leads_an_auditor_to_an_office_that_is_not_shown(auditor: Actor, register: str) -> None:
    client, own = browser(auditor), auditor.office.get_absolute_url()

    assert client.get(own).status_code == 404
    assert f'href="{own}"' not in client.get(register).text
