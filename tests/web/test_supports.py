"""Lists of other agencies' support on the screen: looked at, kept, laid beside a plan, taken back."""

import pytest

import make
from cast import Cast
from sammachip.records.sheets import leaves_in
from sammachip.registry.models import Support
from sammachip.registry.supports import COLUMNS, read_file
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

HEAD = "ปีงบประมาณ\tหน่วยงานที่สนับสนุน\tชื่อกลุ่ม\tรายการ\tจำนวนเงิน\n"
ROW = "2561\tเทศบาลสมมุติ\tกลุ่มทอผ้าตัวอย่าง\t{item}\t5,000\n"


def kept(cast: Cast, *items: str) -> None:
    """A list of these items, brought as an officer does: looked at, then kept."""
    client = browser(cast.malee)
    text = HEAD + "".join(ROW.format(item=item) for item in items)
    looked = client.post("/supports/preview/", {"pasted": text})
    assert looked.status_code == 200
    answer = client.post(
        "/supports/keep/", {"name": looked.context["name"], "table": looked.context["table"]}
    )
    assert answer.status_code == 302


def test_a_list_is_looked_at_kept_and_taken_back(cast: Cast) -> None:
    make.group(cast.malee)
    assert "ยังไม่มีรายการสนับสนุน" in body(cast.malee, "/supports/")

    kept(cast, "เส้นด้าย")

    assert "เทศบาลสมมุติ" in body(cast.malee, "/supports/")
    assert "เทศบาลสมมุติ" not in body(cast.kanya, "/supports/")
    sheet = Support.objects.get().sheet_id
    assert browser(cast.kanya).post(f"/supports/{sheet}/take-back/").status_code == 404
    assert browser(cast.somchai).post(f"/supports/{sheet}/take-back/").status_code == 403
    for address in ("preview", "keep"):  # told before what is wrong with what was sent
        assert browser(cast.anong).post(f"/supports/{address}/").status_code == 403
    assert browser(cast.malee).post(f"/supports/{sheet}/take-back/").status_code == 302
    assert browser(cast.malee).post(f"/supports/{sheet}/take-back/").status_code == 409
    assert "เทศบาลสมมุติ" not in body(cast.malee, "/supports/")


@pytest.mark.parametrize(("named", "kept_as"), [(" ที่ บร ๑/๒๕๖๑\n", "ที่ บร ๑/๒๕๖๑"), ("  ", "วางจากตาราง")])
def test_a_list_is_kept_under_the_name_or_letter_its_officer_gives(
    cast: Cast, named: str, kept_as: str
) -> None:
    make.group(cast.malee)
    looked = browser(cast.malee).post("/supports/preview/", {"pasted": HEAD + ROW.format(item="เส้นด้าย")})
    assert 'id="list-name" name="name" value="วางจากตาราง"' in looked.content.decode()

    browser(cast.malee).post("/supports/keep/", {"name": named, "table": looked.context["table"]})

    assert Support.objects.get().sheet.name == kept_as
    assert kept_as in body(cast.malee, "/supports/")


def test_what_cannot_be_taken_is_told_by_its_cell_and_the_wrong_role_why(cast: Cast) -> None:
    text = HEAD + "2461\tเทศบาลสมมุติ\tกลุ่มทอผ้าตัวอย่าง\tเส้นด้าย\tมาก\n"

    wrong = browser(cast.malee).post("/supports/preview/", {"pasted": text})
    empty = browser(cast.malee).post("/supports/preview/", {"pasted": " "})
    endless = browser(cast.malee).post("/supports/keep/", {"table": '"' + "ก" * 140_000})

    assert (wrong.status_code, empty.status_code, endless.status_code) == (422, 422, 422)
    assert "อ่านแฟ้ม CSV ไม่ได้" in endless.content.decode()
    assert "<code>A2</code>" in wrong.content.decode()
    assert "<code>E2</code>" in wrong.content.decode()
    assert "วางข้อมูลหรือเลือกแฟ้มก่อน" in empty.content.decode()
    assert "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด" in body(cast.anong, "/supports/")


def test_what_was_pasted_is_kept_to_be_mended_in_its_place(cast: Cast) -> None:
    make.group(cast.malee)
    client, row = browser(cast.malee), ROW.format(item="เส้นด้าย")
    strange = row.replace("กลุ่มทอผ้าตัวอย่าง", "กลุ่มที่ไม่มี")

    wrong = client.post("/supports/preview/", {"pasted": HEAD + row.replace("5,000", "มาก")})
    unknown = client.post("/supports/preview/", {"pasted": HEAD + row + strange})
    spoilt = client.post("/supports/keep/", {"table": unknown.context["table"].replace("5000", "มาก")})

    assert "\tมาก\n</textarea>" in wrong.content.decode()
    assert strange + "</textarea>" in unknown.content.decode()
    assert (wrong.status_code, unknown.status_code, spoilt.status_code) == (422, 200, 422)
    assert "\tเส้นด้าย\tมาก" in spoilt.content.decode()


def test_the_template_has_the_columns_and_brings_nothing(cast: Cast) -> None:
    assert 'href="/supports/template.xlsx"' in body(cast.malee, "/supports/")

    content = browser(cast.malee).get("/supports/template.xlsx").content

    assert list(leaves_in("ก.xlsx", content)[0].grid[0]) == [one.label for one in COLUMNS]
    assert read_file("ก.xlsx", content, cast.malee).rows == ()


def test_a_plan_is_laid_beside_what_others_pay(cast: Cast) -> None:
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    kept(cast, "เส้นด้าย", "โรงเรือนสาธิต")
    line = {
        "item": "ค่าวัสดุ เส้นด้ายฝ้าย",
        "quantity": "1",
        "unit": "ชุด",
        "price": "900",
        "expense_class": "materials",
    }

    plan = make.filing(make.task(group, "plan"), cast.malee, {"lines": [line], "overlap": "no"})
    page = body(cast.malee, f"/filings/{plan.pk}/edit/")

    assert "อาจซ้ำกับ</span> ค่าวัสดุ เส้นด้ายฝ้าย" in page
    assert "รายการอื่น ไม่ซ้ำ" in page
    assert "แล้วในปีเดียวกัน 1 รายการ: «ค่าวัสดุ เส้นด้ายฝ้าย»" in page


def test_page_costs_the_same_queries_for_one_row_and_for_thirty(cast: Cast) -> None:
    make.group(cast.malee)
    kept(cast, "เส้นด้าย")

    assert costs_no_more(cast.malee, "/supports/", lambda: kept(cast, *(f"เส้นด้าย {n}" for n in range(30))))
