"""The pages of named lists: brought with their letter, looked through, taken in and back; and the target they make."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases.models import Case
from sammachip.records.models import SheetImport
from sammachip.registry.models import Roster, RosterOf
from sammachip.registry.rosters import read_file
from sammachip.trail.models import Notice
from web.asking import body, browser, costs_no_more, words

pytestmark = pytest.mark.django_db

LIST = "/rosters/lists/sammachip_2561/"
LETTER = {"letter_from": "กรมสมมุติ", "letter_number": "มท 0000.0/ว 1", "letter_on": "๑ สิงหาคม ๒๕๖๑"}
HEAD = "รหัสตำบล\tอำเภอ\tตำบล\tหมู่ที่\tบ้าน\n"
PASTED = HEAD + "310101\t\t\t๑\tตัวอย่าง\n\tคูเมือง\tหนองขมาน\t1\t\n"


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast)


def both(cast: Cast, district: Case, *codes: str) -> list[Roster]:
    return [make.roster(cast.somchai, one, *codes) for one in district.edition.pack.lists.values()]


def test_list_is_brought_asked_about_taken_in_and_back(cast: Cast, district: Case):
    client = browser(cast.somchai)
    assert "ยังไม่มีบัญชี" in body(cast.somchai, "/rosters/")

    read = client.post(LIST, {**LETTER, "pasted": PASTED})
    sheet = SheetImport.objects.get(kind="roster")
    assert (read.status_code, read.url) == (302, f"/rosters/sheets/{sheet.pk}/")
    preview = body(cast.somchai, read.url)
    assert "«หนองขมาน» อำเภอคูเมือง หมายถึงที่ใด" in preview
    assert "นำบัญชีเข้าระบบ" not in preview
    assert read.url in body(cast.somchai, LIST)

    key = preview.split('name="place:')[1].split('"')[0]
    code = preview.split('<option value="3102')[1].split('"')[0]
    client.post(f"{read.url}answer/", {f"place:{key}": f"3102{code}"})
    ready = body(cast.somchai, read.url)
    assert "จะเป็นฉบับที่ 1 มี 2 รายการ" in ready
    applied = client.post(f"{read.url}apply/", {"seen": ready.split('name="seen" value="')[1].split('"')[0]})

    roster = Roster.objects.get()
    assert applied.url == f"/rosters/{roster.pk}/"
    assert "หมู่ที่ 1 ตำบลในเมือง อำเภอเมืองบุรีรัมย์ จังหวัดบุรีรัมย์" in words(body(cast.malee, applied.url))
    assert "ฉบับที่ 1 (หนังสือกรมสมมุติ ที่ มท 0000.0/ว 1 ลงวันที่ 1 สิงหาคม 2561)" in body(cast.malee, "/rosters/")
    told = Notice.objects.filter(kind="roster-arrived", url=applied.url)
    assert {one.person_id for one in told} >= {cast.malee.person.pk, cast.mana.person.pk}
    assert not told.filter(person_id__in=[cast.somchai.person.pk, cast.kanya.person.pk]).exists()
    assert "31010101" in client.get(f"{applied.url}roster.csv").content.decode()
    assert client.get(read.url).url == applied.url
    client.post(f"{applied.url}take-back/")
    assert "ยกเลิกฉบับนี้แล้วเมื่อ" in body(cast.somchai, applied.url)


def test_list_that_is_not_wanted_is_put_away_and_stays_away(cast: Cast, district: Case):
    client = browser(cast.somchai)
    read = client.post(LIST, {**LETTER, "pasted": PASTED}).url

    long = client.post(f"{read}discard/", {"reason": "ย" * 301})
    gone = client.post(f"{read}discard/", {"reason": "เลือกผิดแฟ้ม"})

    assert (long.status_code, "301" in long.content.decode()) == (422, True)
    assert gone.url == "/rosters/"
    assert "เลือกไม่นำเข้าแฟ้มนี้แล้ว" in client.get(gone.url).content.decode()
    assert client.get(read).url == "/rosters/"
    assert read not in body(cast.somchai, LIST)
    again = client.post(f"{read}apply/", {"seen": "x"}, follow=True)
    assert "มีผู้เลือกไม่นำเข้าแล้ว" in again.content.decode()
    assert browser(cast.kanya).post(f"{read}discard/").status_code == 404


def test_the_template_of_a_list_has_its_columns_and_brings_nothing(cast: Cast, district: Case):
    assert f'href="{LIST}template.xlsx"' in body(cast.somchai, LIST)

    answer = browser(cast.somchai).get(f"{LIST}template.xlsx")

    assert browser(cast.somchai).get("/rosters/lists/none/template.xlsx").status_code == 404
    assert answer.content.startswith(b"PK")
    assert read_file(RosterOf.VILLAGE, "ก.xlsx", answer.content).rows == ()


def test_stale_preview_is_told_and_nothing_is_taken_in(cast: Cast, district: Case):
    read = browser(cast.somchai).post(LIST, {**LETTER, "pasted": HEAD + "310101\t\t\t1\t\n"})

    answer = browser(cast.somchai).post(f"{read.url}apply/", {"seen": "stale"})

    assert answer.status_code == 409
    assert not Roster.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"pasted": "บ้าน\tอำเภอ\nก\tคูเมือง\n"}, "ตารางไม่มีหัวตารางที่บอกหมู่บ้าน"),
        ({"pasted": ""}, "วางข้อมูลหรือเลือกแฟ้มก่อน"),
        ({"pasted": PASTED, "letter_on": "32/13/2561"}, "32/13/2561"),
    ],
)
def test_bad_list_says_why_and_keeps_what_was_typed(
    cast: Cast, district: Case, typed: dict[str, str], said: str
):
    answer = browser(cast.somchai).post(LIST, {**LETTER, **typed})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert "มท 0000.0/ว 1" in text
    assert not SheetImport.objects.exists()


def test_who_may_not_keep_lists_reads_them_and_is_told_why(cast: Cast, district: Case):
    [roster, _] = both(cast, district, "31010101")

    assert "เฉพาะเจ้าหน้าที่กรมหรือจังหวัด" in body(cast.malee, LIST)
    answer = browser(cast.malee).post(LIST, {**LETTER, "pasted": PASTED})
    assert (answer.status_code, "เฉพาะเจ้าหน้าที่กรมหรือจังหวัด" in answer.content.decode()) == (403, True)
    assert browser(cast.kanya).get(f"/rosters/{roster.pk}/").status_code == 404
    assert browser(cast.malee).post(f"/rosters/{roster.pk}/take-back/").status_code == 403
    assert browser(cast.malee).get("/rosters/lists/nothing/").status_code == 404


def test_lists_cost_the_same_for_one_village_and_for_many(cast: Cast, district: Case):
    [roster, _] = both(cast, district, "31010101")
    address = f"/rosters/{roster.pk}/"

    assert costs_no_more(
        cast.somchai,
        LIST,
        lambda: [both(cast, district, "31010101", f"310101{n:02}") for n in range(2, 6)],
    )
    assert costs_no_more(cast.malee, address, lambda: make.group(cast.malee))


def test_target_is_a_tenth_of_the_villages_on_every_list_beside_what_was_found(
    cast: Cast, district: Case
):  # clause A14
    province = district.parent
    assert province is not None
    make.roster(
        cast.somchai, district.edition.pack.lists["sammachip_2561"], "31010101", "31010102", "31020101"
    )
    assert "ยังไม่มีบัญชี" in body(cast.somchai, f"/cases/{province.pk}/target/")
    make.roster(cast.somchai, district.edition.pack.lists["thai_niyom"], "31010101", "31020101", "31020102")
    make.group(cast.malee)
    make.group(cast.malee, name="กลุ่มนอกบัญชี", moo=2)
    case = make.enrolled(district, make.group(cast.malee, name="กลุ่มที่เลือก"), actor=cast.malee)

    text = body(cast.somchai, f"/cases/{province.pk}/target/")

    rows = [
        [cell.split(">")[-1].strip() for cell in row.replace("</a>", "").split("</td>")[:-1]]
        for row in text.split("<tr>")[2:]
    ]
    assert rows == [["1", "0.1", "2", "2", "1"], ["1", "0.1", "–", "0", "0"], ["2", "0.2", "2", "2", "1"]]
    behind = f"/cases/{province.pk}/target/found/?office=3101"
    assert behind.replace("&", "&amp;") in text
    assert [name in body(cast.somchai, behind) for name in ("กลุ่มทอผ้าตัวอย่าง", "กลุ่มนอกบัญชี")] == [True, False]
    assert "31010101" in body(cast.malee, f"/cases/{district.pk}/target/villages/")
    assert f"/cases/{case.pk}/" in body(cast.malee, f"/cases/{district.pk}/target/taken/")
    assert "31020101" in body(cast.somchai, f"/cases/{province.pk}/target/villages/?office=31")
    assert "อยู่ในบัญชี ฉบับที่ 1" in body(cast.malee, f"/cases/{case.pk}/")


def test_target_costs_the_same_for_one_group_and_thirty_and_is_only_read(cast: Cast, district: Case):
    both(cast, district, "31010101")
    address = f"/cases/{district.pk}/target/"

    def many() -> None:
        for n in range(29):
            make.group(cast.malee, name=f"กลุ่ม {n}")

    make.group(cast.malee)
    assert costs_no_more(cast.malee, address, many)
    assert costs_no_more(cast.malee, f"{address}found/", lambda: make.group(cast.malee, name="อีกกลุ่ม"))
    assert browser(cast.malee).post(address).status_code == 405
    assert browser(cast.kanya).get(address).status_code == 404
    assert browser(cast.malee).get(f"{address}nothing/").status_code == 404


def test_candidates_are_told_by_their_lists_and_a_new_group_by_its_village(cast: Cast, district: Case):
    group = make.group(cast.malee)
    make.group(cast.malee, name="กลุ่มนอกบัญชี", moo=2)
    both(cast, district, "31010101")

    text = body(cast.malee, f"/cases/{district.pk}/groups/")
    assert (text.count("อยู่ในทุกบัญชี"), text.count("ไม่อยู่ครบทุกบัญชี")) == (1, 1)
    asked = body(cast.malee, f"/cases/{district.pk}/groups/{group.pk}/")
    assert 'name="a.sammachip_village"' not in asked
    assert "หมู่ที่ 1 ตำบลในเมือง อยู่ในบัญชี «หมู่บ้านสัมมาชีพชุมชน ปี 2561» ฉบับที่ 1" in asked
    assert asked.count("<strong>ผ่าน</strong>") == 1
    assert "เลือกหมู่บ้านก่อน จึงตรวจกับบัญชี" in body(cast.malee, f"/cases/{district.pk}/groups/new/")


def test_an_auditor_reads_the_lists_of_the_places_they_may_read(cast: Cast, district: Case):
    both(cast, district, "31010101")
    for one in district.edition.pack.lists.values():
        make.roster(cast.kanya, one, "32010101")
    auditor = make.auditor()
    make.scope(auditor, "31")

    said = body(auditor, "/rosters/")

    assert "บุรีรัมย์" in said
    assert "สุรินทร์" not in said
