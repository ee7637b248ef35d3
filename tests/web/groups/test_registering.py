"""A group is registered on the screen, asked the seven questions."""

import pytest

from cast import Cast
from sammachip.registry.models import Fact, Group, Village
from web.asking import body, browser
from web.groups.typed import NEW, TYPED, of

pytestmark = pytest.mark.django_db


def test_group_is_registered_with_all_that_was_typed(cast: Cast, today: None):
    answer = browser(cast.malee).post(NEW, TYPED)

    made = Group.objects.get()
    assert (answer.status_code, answer.url) == (302, of(made))
    assert (made.name, made.members_count, made.phone, made.otop_registered) == (
        "กลุ่มจักสานสมมุติ", 18, "0812345678", False,
    )  # fmt: skip
    assert (made.village.code, made.village.name) == ("31010103", "โคกสมมุติ")
    fact = Fact.objects.get(field="product")
    assert (fact.source, fact.said_on.isoformat(), fact.said_by) == ("page", "2018-09-05", cast.malee.person)


def test_form_offers_the_official_sub_districts_of_the_own_office_only(cast: Cast, today: None):
    own, above = body(cast.malee, NEW), body(cast.somchai, NEW)

    assert '<option value="310101">' in own
    assert '<option value="310201">' not in own
    assert '<optgroup label="อำเภอคูเมือง">' in above
    answer = browser(cast.malee).post(NEW, {**TYPED, "tambon": "310201"})
    assert answer.status_code == 422
    assert not Group.objects.exists()


def test_group_of_the_same_name_in_the_village_is_refused_and_named(cast: Cast, today: None):
    browser(cast.malee).post(NEW, TYPED)

    answer = browser(cast.malee).post(NEW, {**TYPED, "name": "กลุ่ม จักสานสมมุติ", "product": "กระบุง"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "บ้านโคกสมมุติ หมู่ที่ 3 มี «กลุ่มจักสานสมมุติ» ในทะเบียนแล้ว" in text
    assert f'href="{of(Group.objects.get())}"' in text
    assert "กระบุง" in text


def test_village_keeps_the_name_it_was_first_told(cast: Cast, today: None):
    browser(cast.malee).post(NEW, TYPED)

    second = {**TYPED, "name": "กลุ่มที่สอง", "village": "โคกใหม่", "phone": ""}
    answer = browser(cast.malee).post(NEW, second, follow=True)

    assert "หมู่บ้านนี้มีชื่อในทะเบียนแล้วว่า บ้านโคกสมมุติ" in answer.content.decode()
    assert Village.objects.get(code="31010103").name == "โคกสมมุติ"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "ยังไม่ได้ระบุชื่อกลุ่ม"),
        ({"moo": "0"}, "หมู่ที่"),
        ({"members_count": "สิบแปด"}, "«สิบแปด» ไม่ใช่ตัวเลข"),
        ({"members_count": "0"}, "สมาชิก (คน)"),
        ({"phone": "12345"}, "«12345» ไม่ใช่หมายเลขโทรศัพท์"),
        ({"product": "ผ" * 201}, "เกิน 200 ตัวอักษร"),
        ({"said_on": "31 เมษายน 2561"}, "31 เมษายน 2561"),
        ({"kind": "x"}, "ไม่มีตัวเลือกนี้ในชนิดกลุ่ม"),
    ],
)
def test_form_says_what_is_wrong_and_keeps_what_was_typed(
    cast: Cast, today: None, wrong: dict[str, str], sentence: str
):
    answer = browser(cast.malee).post(NEW, {**TYPED, **wrong})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    kept = {**TYPED, **wrong}
    assert all(kept[name] in text for name in ("village", "product", "sale_places", "chair_name", "phone"))
    assert not Group.objects.exists()


def test_finance_and_department_do_not_register(cast: Cast, today: None):
    for actor in (cast.fong, cast.anong):
        for answer in (browser(actor).get(NEW), browser(actor).post(NEW, TYPED)):
            assert answer.status_code == 403
            assert "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดจึงลงทะเบียนกลุ่มได้" in answer.content.decode()


def test_register_takes_no_other_method(cast: Cast, db: None):
    assert browser(cast.malee).put(NEW).status_code == 405
