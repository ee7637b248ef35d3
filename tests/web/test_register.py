"""The register's pages asked the seven questions: works, stranger, role, method, bad input, stale, queries."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from money import build
from records import books
from sammachip.money import registers, sheets
from sammachip.money.models import Register, RegisterState
from sammachip.records.models import SheetImport
from standing import laid
from web.asking import browser

LETTER = (Path(__file__).parent.parent / "money/letter_rows.txt").read_text()


@pytest.fixture
def published(db, at):
    at(build.NOW)
    return allotted()


@laid
def allotted():
    found = build.edition()
    build.notified(found)
    build.received(found)
    return found


@pytest.fixture
def draft(published):
    return build.register(published)


@pytest.fixture
def in_force(draft):
    return build.issue(draft)


def grid(register: Register, **changes: str) -> dict[str, str]:
    """What the grid's form sends for the letter's rows, with these inputs changed."""
    typed = {"seen": str(register.saved)}
    for share in build.shares():
        typed[f"groups-{share.office}"] = str(share.groups)
        typed[f"amount:support-{share.office}"] = str(share.total)
    return typed | changes


@pytest.fixture
def officer():
    return browser(build.actor("province-officer", "31"))


@pytest.fixture
def head():
    return browser(build.actor("province-head", "31"))


@pytest.fixture
def finance():
    return browser(build.actor("province-finance", "31"))


def test_list_shows_the_register_and_how_to_begin(in_force):
    page = browser(build.actor("province-officer", "31")).get("/money/registers/")

    assert page.status_code == 200
    assert in_force.get_absolute_url() in page.text
    assert "เริ่มร่างทะเบียน" in page.text


def test_start_opens_an_empty_draft_with_a_row_for_every_district(published, officer):
    answer = officer.post("/money/registers/start/", {"edition": published.pk})
    page = officer.get(answer.url)

    assert page.status_code == 200
    assert page.text.count('name="groups-31') == 23
    omitted = next(fault for fault in page.context["proof"].faults if fault.places)
    assert omitted.sentence.startswith("ไม่มีแถวของ เมืองบุรีรัมย์, คูเมือง, กระสัง และอีก 20 แห่ง (23 แห่ง) — เพิ่มแถว")
    assert f"</summary>{', '.join(omitted.places)}</details>" in page.text


def test_pasted_cells_are_shown_first_then_applied_then_taken_back(published, officer):  # clause A2
    officer.post("/money/registers/start/", {"edition": published.pk})
    register = Register.objects.get()
    url = register.get_absolute_url()

    shown = officer.post(f"{url}preview/", {"pasted": LETTER})
    before = registers.shares_of(register)
    officer.post(f"{url}apply/", grid(register, name="วางจากตาราง"))
    applied = registers.proof_of(register)
    sheet = SheetImport.objects.get()
    register.refresh_from_db()
    officer.post(f"{url}sheets/{sheet.pk}/undo/", {"seen": register.saved})

    assert "873,600.00" in shown.text
    assert before == []
    assert (applied.groups, applied.total) == (28, build.TOTAL)
    assert registers.shares_of(register) == []


def test_an_uploaded_workbook_is_previewed_like_pasted_cells(draft, officer):
    offices = sheets.receivers(draft.office)
    grid = sheets.grid_of(build.shares(), draft.edition, offices)
    content = books.xlsx(*grid, also=lambda sheet: sheet.set_row(1, None, None, {"hidden": True}))
    upload = SimpleUploadedFile("ทะเบียน.xlsx", content)
    empty = officer.get(f"{draft.get_absolute_url()}template.xlsx")
    assert (
        sheets.read_file("a.xlsx", empty.content, draft.edition, offices).shares[0].office == offices[0].code
    )

    page = officer.post(f"{draft.get_absolute_url()}preview/", {"file": upload})

    assert page.status_code == 200
    assert "ทะเบียน.xlsx" in page.text
    assert "แถวที่ 2 ซ่อนอยู่ในแผ่นงาน แต่อ่านรวมไว้ด้วย" in page.text
    assert "873,600.00" in page.text


def test_notice_transfer_and_files_from_draft_to_money(draft, head, finance):
    url = draft.get_absolute_url()

    issued = head.post(
        f"{url}issue/",
        {"seen": draft.saved, "notice_number": "บร ๐๐๑๙/ว ๕๓๓๕", "notice_on": "๓๑ สิงหาคม ๒๕๖๑"},
    )
    moved = finance.post(
        f"{url}transfer/", {"office": ["3101", "3104"], "number": "อง.03/2", "done_on": "3/9/2561"}
    )

    draft.refresh_from_db()
    assert (issued.status_code, moved.status_code) == (302, 302)
    assert draft.state == RegisterState.ISSUED
    assert {
        row.office.code
        for row in registers.row_standings(draft, build.actor("province-finance", "31"))
        if row.transferred
    } == {"3101", "3104"}
    assert "๘๗๓,๖๐๐" in head.get(url).text


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv"])
def test_files_of_a_register_in_force_are_the_same_each_time(in_force, head, kind):
    url = f"{in_force.get_absolute_url()}file.{kind}"

    first, second = head.get(url), head.get(url)

    assert first.status_code == 200
    assert (first.content == second.content) or kind == "xlsx"
    assert "attachment" in first.headers["Content-Disposition"]


def test_a_file_of_another_kind_is_not_found(in_force, head):
    for other in ("exe", "json", "zip"):
        assert head.get(f"{in_force.get_absolute_url()}file.{other}").status_code == 404


def test_revise_and_undo_ask_for_the_reason(in_force, head):
    url = in_force.get_absolute_url()

    for what in ("revise", "undo"):
        page = head.post(f"{url}{what}/", {"reason": " "})
        assert page.status_code == 422
        assert "ระบุเหตุผล" in page.text
    revised = head.post(f"{url}revise/", {"reason": "ย้ายเป้าหมาย"})

    assert Register.objects.get(state="draft").get_absolute_url() == revised.url


def test_undo_takes_the_notice_back_and_its_page_says_why(in_force, head):
    head.post(f"{in_force.get_absolute_url()}undo/", {"reason": "แจ้งผิดโครงการ"})

    in_force.refresh_from_db()
    newest, *_ = head.get(in_force.get_absolute_url()).context["deeds"]
    assert in_force.state == RegisterState.UNDONE
    assert (newest.what, newest.words) == ("ยกเลิกการแจ้งจัดสรร", "แจ้งผิดโครงการ")


def test_a_stranger_gets_404_and_the_receiver_reads(in_force):
    neighbour, receiver = (
        browser(build.actor(role, office))
        for role, office in (("province-officer", "32"), ("field-officer", "3104"))
    )

    assert neighbour.get(in_force.get_absolute_url()).status_code == 404
    assert neighbour.get(f"{in_force.get_absolute_url()}template.xlsx").status_code == 404
    assert neighbour.post(f"{in_force.get_absolute_url()}transfer/").status_code == 404
    read = receiver.get(in_force.get_absolute_url())
    assert read.status_code == 200
    behind = [
        receiver.get(to).status_code for to in re.findall(r'"(/money/cases/\d+/entries/[^"]+)"', read.text)
    ]
    assert behind == [200], "the accounts of the others on the register are not the receiver's to read"


@pytest.mark.parametrize(
    ("what", "sent", "reason"),
    [
        ("save", {}, "เฉพาะเจ้าหน้าที่ของ"),
        ("issue", {"notice_number": "1", "notice_on": "31/8/2561"}, "เฉพาะพัฒนาการจังหวัด"),
        ("save", {"amount:support-3101": "สามหมื่น"}, "เฉพาะเจ้าหน้าที่ของ"),
        ("preview", {}, "เฉพาะเจ้าหน้าที่ของ"),
        ("issue", {}, "เฉพาะพัฒนาการจังหวัด"),
        ("undo", {}, "เฉพาะพัฒนาการจังหวัด"),
        ("revise", {}, "เฉพาะเจ้าหน้าที่ของ"),
    ],
)
def test_the_wrong_role_is_told_why_before_what_was_typed(draft, finance, what, sent, reason):
    answer = finance.post(f"{draft.get_absolute_url()}{what}/", {"seen": draft.saved, **sent})

    assert answer.status_code == 403
    assert reason in answer.text


def test_only_finance_records_transfers(in_force, officer):
    answer = officer.post(
        f"{in_force.get_absolute_url()}transfer/", {"office": "3101", "number": "1", "done_on": "3/9/2561"}
    )

    assert answer.status_code == 403
    assert "เฉพาะการเงินของ" in answer.text


def test_the_wrong_method_is_405(in_force, officer):
    url = in_force.get_absolute_url()

    assert [
        officer.get(f"{url}{what}/").status_code
        for what in ("save", "preview", "apply", "issue", "undo", "revise", "transfer")
    ] == [405] * 7
    assert officer.post(url).status_code == 405
    assert officer.post(f"{url}template.xlsx").status_code == 405


def test_a_bad_cell_is_told_at_the_cell_and_everything_typed_stays(draft, officer):
    sent = grid(draft, **{"groups-3101": "สองกลุ่ม", "remark-3102": "ตามมติที่ประชุม"})

    page = officer.post(f"{draft.get_absolute_url()}save/", sent)

    assert page.status_code == 422
    assert 'id="groups-3101-error"' in page.text
    assert 'value="สองกลุ่ม"' in page.text
    assert 'value="ตามมติที่ประชุม"' in page.text


def test_wrong_cells_of_a_pasted_table_are_named(draft, officer):
    page = officer.post(f"{draft.get_absolute_url()}preview/", {"pasted": LETTER.replace("สตึก", "สตก ๗")})

    assert page.status_code == 422
    assert "<code>B12</code>" in page.text


def test_the_preview_says_at_its_cell_what_does_not_agree(draft, officer):
    url = f"{draft.get_absolute_url()}preview/"
    lines = LETTER.replace("คูเมือง\t๑", "คูเมือง\t๒").splitlines()

    page = officer.post(url, {"pasted": "\n".join(lines[:-2])})

    cells = {cell.name: cell.errors for row in page.context["rows"] for cell in row.cells if cell.errors}
    assert page.status_code == 200
    assert list(cells) == ["amount:support-3102"]
    assert "คูเมือง: 2 กลุ่ม × 31,200.00 บาท เป็น 62,400.00 บาท" in page.text
    assert "ไม่มีแถวของ เฉลิมพระเกียรติ (1 แห่ง)" in page.text


def test_a_pasted_table_with_wrong_cells_is_mended_where_it_stands(draft, officer):
    url = f"{draft.get_absolute_url()}preview/"
    wrong = LETTER.replace("สตึก", "สตก ๗")

    kept = officer.post(url, {"pasted": wrong}).context["sheet_form"]["pasted"].value()

    assert kept == wrong
    assert officer.post(url, {"pasted": kept.replace("สตก ๗", "สตึก")}).status_code == 200


@pytest.mark.parametrize(
    ("sent", "words"),
    [({}, "วางข้อมูลหรือเลือกแฟ้มก่อน"), ({"file": SimpleUploadedFile("x.xlsx", b"nothing")}, "เปิดแฟ้มตารางไม่ได้")],
)
def test_a_sheet_that_cannot_be_read_is_refused_with_a_sentence(draft, officer, sent, words):
    page = officer.post(f"{draft.get_absolute_url()}preview/", sent)

    assert page.status_code == 422
    assert words in page.text


@pytest.mark.parametrize(
    ("day", "words"), [("31/9/2561", "ไม่มีวันที่ 31 กันยายน 2561"), ("1/10/2561", "ยังมาไม่ถึง")]
)
def test_a_date_that_cannot_be_is_told_where_it_was_typed(draft, head, day, words):
    page = head.post(
        f"{draft.get_absolute_url()}issue/",
        {"seen": draft.saved, "notice_number": "บร 1", "notice_on": day},
    )

    assert page.status_code == 422
    assert words in page.text
    assert 'value="บร 1"' in page.text


@pytest.mark.parametrize(
    ("day", "chosen", "words"),
    [("3/9/2561", [], "เลือกหน่วยงาน"), ("31/9/2561", ["3102"], "ไม่มีวันที่ 31 กันยายน 2561")],
)
def test_a_transfer_that_cannot_be_keeps_the_offices_that_were_chosen(in_force, finance, day, chosen, words):
    page = finance.post(
        f"{in_force.get_absolute_url()}transfer/", {"number": "กค 1", "done_on": day, "office": chosen}
    )

    assert (page.status_code, 'value="กค 1"' in page.text) == (422, True)
    assert words in page.text
    assert re.findall(r'name="office" value="(\d+)" checked', page.text) == chosen


def test_a_notice_beyond_the_programmes_budget_is_told_in_its_form(published):
    department = browser(build.actor("department-officer", "00"))
    typed = {"number": "กค 1", "done_on": "1/9/2561", "amount-support": "99,999,999"}

    page = department.post(f"/money/editions/{published.pk}/notice/record/", typed)

    assert page.status_code == 422
    assert "แต่งบประมาณโครงการ 61,857,700.00 บาท" in page.text
    assert 'value="99,999,999"' in page.text


@pytest.mark.parametrize("what", ["save", "apply"])
def test_an_old_page_is_stale(draft, officer, what):
    answer = officer.post(f"{draft.get_absolute_url()}{what}/", grid(draft, seen="0"))

    assert answer.status_code == 409


def test_a_register_of_one_row_costs_as_many_queries_as_one_of_23(
    published, officer, django_assert_max_num_queries
):
    many = build.issued(published)
    url = many.get_absolute_url()
    officer.get(url)

    with django_assert_max_num_queries(30) as all_rows:
        officer.get(url)
    many.rows.exclude(office="3101").delete()
    with django_assert_max_num_queries(30) as one_row:
        officer.get(url)

    assert len(all_rows) == len(one_row)
