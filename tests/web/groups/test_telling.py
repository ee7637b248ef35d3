"""A group's products, leaders and activity told on the screen, row by row."""

import pytest

from cast import Cast
from sammachip.registry.models import Group
from web.asking import body, browser
from web.groups.typed import of, told_rows

pytestmark = pytest.mark.django_db


def test_products_are_told_row_by_row_and_shown_with_who_said_so(cast: Cast, group: Group):
    address = of(group, "lists/products/")
    answer = browser(cast.malee).post(
        address, told_rows(name="ผ้าไหมมัดหมี่", otop_category="textile", standards="community")
    )

    text = body(cast.malee, of(group))
    [product] = group.products.all()
    assert (answer.status_code, answer.url) == (302, of(group))
    assert all(one in text for one in ("ผ้าไหมมัดหมี่", "ผ้าและเครื่องแต่งกาย", "มผช.", cast.malee.person.name))
    assert f'value="product-{product.pk}"' in body(cast.malee, address)
    browser(cast.malee).post(address, told_rows(seen="2", kept=f"product-{product.pk}", name="ผ้าไหมยกดอก"))
    assert "ผ้าไหมมัดหมี่ · ผลิตภัณฑ์หลัก · ผ้าและเครื่องแต่งกาย · มผช. → ผ้าไหมยกดอก" in body(cast.malee, of(group))


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"otop_category": "food"}, "ยังไม่ได้ระบุ ผลิตภัณฑ์ · แถวที่ 1 · ชื่อผลิตภัณฑ์"),
        ({"name": "ผ้า", "standards": "iso"}, "«iso»"),
        ({"name": "ผ" * 201}, "200"),
    ],
)
def test_a_wrong_row_says_why_and_keeps_the_others(
    cast: Cast, group: Group, cells: dict[str, str], sentence: str
):
    right = {"a.products.1.name": "ผ้าฝ้าย"}

    answer = browser(cast.malee).post(of(group, "lists/products/"), {**told_rows(**cells), **right})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "ผ้าฝ้าย" in answer.content.decode()
    assert not group.products.exists()


def test_lists_and_activity_are_asked_the_first_questions(cast: Cast, group: Group):
    stops = {"seen": "1", "activity": "dissolved", "reason": "สมาชิกย้ายถิ่น"}

    for more, typed in (("lists/products/", told_rows(name="ผ้า")), ("activity/", stops)):
        address = of(group, more)
        assert (
            browser(cast.kanya).get(address).status_code
            == browser(cast.kanya).post(address, typed).status_code
            == 404
        )
        refused = browser(cast.fong).post(address, typed)
        assert (refused.status_code, browser(cast.fong).get(address).status_code) == (403, 403)
        assert "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด" in refused.content.decode()
        assert browser(cast.malee).put(address).status_code == 405
        assert browser(cast.malee).post(address, {**typed, "seen": "0"}).status_code == 409
    assert browser(cast.malee).get(of(group, "lists/dreams/")).status_code == 404


def test_a_group_that_stops_says_since_when_and_why(cast: Cast, group: Group):
    wordless = browser(cast.malee).post(of(group, "activity/"), {"seen": "1", "activity": "dissolved"})
    told = {"seen": "1", "activity": "dissolved", "activity_on": "1 กันยายน 2561", "reason": "สมาชิกย้ายถิ่น"}
    browser(cast.malee).post(of(group, "activity/"), told)

    assert wordless.status_code == 422
    text = body(cast.malee, of(group))
    assert "ยุบเลิก" in text
    assert "สมาชิกย้ายถิ่น" in text


def test_leaders_are_counted_not_named_for_those_who_do_not_work_with_the_group(cast: Cast, group: Group):
    row = {
        "a.committee.0.post": "ประธาน",
        "a.committee.0.name": "นางเงิน ทดลอง",
        "a.committee.0.phone": "0822222222",
    }
    browser(cast.malee).post(of(group, "lists/committee/"), {"seen": "1", "a.said_on": "10/9/2561", **row})

    assert "นางเงิน ทดลอง" in body(cast.malee, of(group))
    for reader in (cast.fong, cast.anong):
        text = body(reader, of(group))
        assert "มี 1 รายการ (ปกปิดข้อมูลส่วนบุคคล)" in text
        assert not any(one in text for one in ("นางเงิน ทดลอง", "082-222-2222", "0822222222"))
