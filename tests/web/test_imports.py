"""Importing groups on the screen: the seven questions, and the way from a file to the registry and back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import make
from cast import Cast
from conftest import Freeze
from records import books
from sammachip.org.hats import Actor
from sammachip.records.models import SheetImport
from sammachip.registry import sheets
from sammachip.registry.actions_import import apply_groups, keep_reading
from sammachip.registry.importing import proposal
from sammachip.registry.models import Group
from web.asking import body, browser, costs_no_more, queries, words

pytestmark = pytest.mark.django_db

NEW = "/groups/imports/new/"
HEADING = "ชื่อกลุ่ม\tชนิดกลุ่ม\tอำเภอ\tตำบล\tหมู่ที่\tบ้าน\tสมาชิก (คน)"


@pytest.fixture(autouse=True)
def now(at: Freeze) -> None:
    at("2018-09-10 09:00")


def pasted(count: int = 1, *, district: str = "เมืองบุรีรัมย์") -> str:
    rows = [f"กลุ่มสมมุติ {number}\tกลุ่มอาชีพ\t{district}\tในเมือง\t1\tตัวอย่าง 1\t15" for number in range(count)]
    return "\n".join([HEADING, *rows])


def kept(actor: Actor, count: int = 1, **more: str) -> SheetImport:
    return keep_reading(sheets.read_pasted(pasted(count, **more)), name="วาง", digest="ab" * 32, actor=actor)


def applied(actor: Actor, count: int = 1) -> SheetImport:
    sheet = kept(actor, count)
    return apply_groups(sheet, seen=proposal(sheet).seal, actor=actor)


def test_rows_that_look_like_a_held_group_say_so_before_they_are_taken_in(cast: Cast) -> None:
    held = make.group(cast.malee, name="วิสาหกิจชุมชนจักสานโคกสมมุติ")
    typed = pasted().replace("กลุ่มสมมุติ 0", "กลุ่มจักสานโคกสมมุต")

    text = browser(cast.malee).post(NEW, {"pasted": typed}, follow=True).content.decode()

    assert "น่าจะเป็นกลุ่มเดียวกัน: ชื่อสะกดต่างกัน 1 ตัวอักษร · หมู่บ้านเดียวกัน" in text
    assert f'<a href="/groups/{held.pk}/">{held.name}</a>' in text


def test_a_file_is_looked_through_applied_and_taken_back(cast: Cast) -> None:
    make.group(cast.malee, name="กลุ่มสมมุติ 0")
    client = browser(cast.malee)
    grid = [line.split("\t") for line in pasted(2).split("\n")]

    shown = client.post(NEW, {"file": SimpleUploadedFile("ก.xlsx", books.xlsx(*grid))}, follow=True)
    sheet = SheetImport.objects.get()
    page = f"/groups/imports/{sheet.pk}/"
    changed = client.get(f"{page}?which=changed").content.decode()
    done = client.post(f"{page}apply/", {"seen": proposal(sheet).seal}, follow=True).content.decode()
    undone = client.post(f"{page}undo/", follow=True).content.decode()

    assert "กลุ่มสมมุติ 1" in shown.content.decode()
    assert "<del>12</del> → <ins>15</ins>" in changed
    assert "นำเข้าแล้ว — ยกเลิกการนำเข้าได้จากหน้านี้" in done
    assert "นำกลุ่มใหม่ออก 1 กลุ่ม คืนค่าเดิม 1 ค่า" in undone
    assert list(Group.objects.visible_to(cast.malee).values_list("name", "members_count")) == [
        ("กลุ่มสมมุติ 0", 12)
    ]


def test_every_wrong_cell_is_told_at_once_and_what_was_pasted_stays(cast: Cast) -> None:
    text = pasted().replace("\t15", "\tสิบ").replace("กลุ่มอาชีพ", "ชมรม")

    answer = browser(cast.malee).post(NEW, {"pasted": text})

    told = answer.content.decode()
    assert (answer.status_code, "<code>B2</code>" in told, "<code>G2</code>" in told) == (422, True, True)
    assert "ชมรม\tเมืองบุรีรัมย์" in told
    assert not SheetImport.objects.exists()


@pytest.mark.parametrize(
    ("posted", "words"),
    [({}, "วางข้อมูลหรือเลือกแฟ้มก่อน"), ({"file": SimpleUploadedFile("ก.xlsx", b"no book")}, "เปิดแฟ้มตารางไม่ได้")],
)
def test_what_is_no_table_is_told(cast: Cast, posted: dict[str, object], words: str) -> None:
    answer = browser(cast.malee).post(NEW, posted)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_a_misspelt_district_is_asked_on_the_page_and_remembered(cast: Cast) -> None:
    sheet = kept(cast.somchai, district="เมืองบุรีรมย์")
    [asked] = proposal(sheet).questions
    client, page = browser(cast.somchai), f"/groups/imports/{sheet.pk}/"

    before = client.get(page).content.decode()
    refused = client.post(f"{page}apply/", {"seen": proposal(sheet).seal})
    after = client.post(
        f"{page}answer/", {f"place:{asked.question.key}": "3101"}, follow=True
    ).content.decode()

    assert (f'name="place:{asked.question.key}"' in before, f"{page}apply/" in before) == (True, False)
    assert refused.status_code == 403
    assert f"{page}apply/" in after


def test_a_preview_that_is_no_longer_true_is_stale(cast: Cast) -> None:
    sheet = kept(cast.malee)

    answer = browser(cast.malee).post(f"/groups/imports/{sheet.pk}/apply/", {"seen": "old"})

    assert answer.status_code == 409
    assert not Group.objects.exists()


def test_a_waiting_import_is_pointed_out_and_may_be_left_aside(cast: Cast, at: Freeze) -> None:
    sheet = kept(cast.malee)
    client, page = browser(cast.malee), f"/groups/imports/{sheet.pk}/"
    at("2018-09-25 09:00")
    kept(cast.malee, 2)

    waiting = body(cast.malee, "/groups/imports/")
    long = client.post(f"{page}discard/", {"reason": "ก" * 301})
    client.post(f"{page}discard/", {"reason": "เลือกผิดแฟ้ม"})
    again = client.post(f"{page}apply/", {"seen": ""})

    assert waiting.count("รอตรวจเกิน 14 วัน") == 2  # over the table, and in the one row
    assert (long.status_code, "ก" * 301 in long.content.decode()) == (422, True)
    shown = body(cast.malee, page)
    assert "เลือกไม่นำเข้าแฟ้มนี้เมื่อ 25 กันยายน 2561" in shown
    assert "เลือกผิดแฟ้ม" in shown
    assert (again.status_code, "มีผู้เลือกไม่นำเข้าแล้ว" in again.content.decode()) == (403, True)
    assert "รอตรวจเกิน 14 วัน" not in body(cast.malee, "/groups/imports/")
    assert SheetImport.objects.get(pk=sheet.pk).rows == []
    assert not Group.objects.exists()


@pytest.mark.parametrize("address", ["/groups/imports/", NEW, "/groups/groups.xlsx", "/groups/groups.csv"])
def test_who_registers_no_groups_is_told_why(cast: Cast, address: str) -> None:
    answer = browser(cast.fong).get(address)

    assert (answer.status_code, "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด" in answer.content.decode()) == (403, True)


def test_an_import_is_seen_by_its_own_and_those_above(cast: Cast) -> None:
    page = f"/groups/imports/{kept(cast.malee).pk}/"

    seen = {who: browser(getattr(cast, who)).get(page).status_code for who in ("malee", "somchai", "fong", "prasit", "kanya")}  # fmt: skip

    assert seen == {"malee": 200, "somchai": 200, "fong": 403, "prasit": 404, "kanya": 404}


def test_the_pages_cost_the_same_for_one_row_and_for_sixty(cast: Cast) -> None:
    few, many = kept(cast.malee), kept(cast.malee, 60)

    assert queries(cast.malee, f"/groups/imports/{few.pk}/") == queries(
        cast.malee, f"/groups/imports/{many.pk}/"
    )
    assert "หน้า 1 จาก 2" in body(cast.malee, f"/groups/imports/{many.pk}/")
    assert costs_no_more(cast.malee, "/groups/imports/", lambda: [kept(cast.malee) for _ in range(9)])


def test_a_groups_page_leads_to_the_import_that_told_it(cast: Cast) -> None:
    sheet = applied(cast.malee)

    told = body(cast.malee, f"/groups/{Group.objects.get().pk}/")

    assert f"/groups/imports/{sheet.pk}/" in told


def test_template_and_exports_are_given_out(cast: Cast) -> None:
    make.group(cast.malee)
    client = browser(cast.malee)

    template = client.get("/groups/template.xlsx").content
    csv = client.get("/groups/groups.csv").content.decode()
    book = client.get("/groups/groups.xlsx").content

    assert template.startswith(b"PK")
    assert "กลุ่มทอผ้าตัวอย่าง" in csv
    assert [row.said["name"] for row in sheets.read_file("ก.xlsx", book).rows] == ["กลุ่มทอผ้าตัวอย่าง"]


def test_a_sheet_that_must_be_mended_tells_places_doubles_questions_and_remarks_too(cast: Cast) -> None:
    heads = f"{HEADING}\tโทรศัพย์\tงบ"
    rows = (
        "ก\tกลุ่มอาชีพ\tเมืองบุรีรัมย์\tในเมือง\t1\tตัวอย่าง 1\tสิบ\t0812345678\t5",
        "ข\tกลุ่มอาชีพ\tเมืองบุรีรมย์\tในเมือง\t1\tตัวอย่าง 1\t9",
        "ค\tกลุ่มอาชีพ\tเมืองบุรีรัมย์\tในเมือง\tร้อย\tตัวอย่าง 1\t9",
        "ฝากพี่แดงตรวจ",
    )

    answer = browser(cast.somchai).post(NEW, {"pasted": "\n".join([heads, *rows])})

    told = answer.content.decode()
    assert answer.status_code == 422
    assert all(f"<code>{cell}</code>" in told for cell in ("G2", "E4"))
    assert "«เมืองบุรีรมย์»" in told
    assert "«โทรศัพย์» คอลัมน์ H" in told
    assert "ไม่ได้อ่านคอลัมน์ I «งบ»" in told
    assert "แถวที่ 5 «ฝากพี่แดงตรวจ»" in told


def test_a_heading_nearly_known_is_asked_on_the_page(cast: Cast) -> None:
    text = f"{HEADING}\tโทรศัพย์\nก\tกลุ่มอาชีพ\tเมืองบุรีรัมย์\tในเมือง\t1\tโคกสมมุติ\t9\t0812345678"
    client = browser(cast.malee)

    asked = client.post(NEW, {"pasted": text}, follow=True)
    page = f"/groups/imports/{SheetImport.objects.get().pk}/"
    answered = client.post(f"{page}answer/", {"place:column:H": "phone"}, follow=True).content.decode()

    assert "หัวตาราง «โทรศัพย์» คอลัมน์ H หมายถึงคอลัมน์ใด" in asked.content.decode()
    assert "081-234-5678" in answered
    assert "บ้านโคกสมมุติ หมู่ที่ 1 ตำบลในเมือง" in words(answered)
    assert f"{page}apply/" in answered


def test_rows_that_look_like_one_another_say_so_and_are_summed_up(cast: Cast) -> None:
    rows = ("กลุ่มทอผ้าไหมสมมุติ", "กลุ่มทอผ้าใหม สมมุติ", "กลุ่มจักสาน")
    lines = [f"{name}\tกลุ่มอาชีพ\tเมืองบุรีรัมย์\tในเมือง\t1\tตัวอย่าง 1\t9" for name in rows]

    text = (
        browser(cast.malee).post(NEW, {"pasted": "\n".join([HEADING, *lines])}, follow=True).content.decode()
    )

    assert "ชื่อสะกดต่างกัน 1 ตัวอักษร · หมู่บ้านเดียวกัน — แถวที่ 2 กลุ่มทอผ้าไหมสมมุติ" in text
    assert "แถวที่ 3 คล้ายกลุ่มในทะเบียนหรือแถวก่อนหน้า" in text
