"""Where a filing and the registry do not agree: both sides on one page, decided by who works with the group."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.registry import actions
from sammachip.registry.actions_differences import learn_from_filing
from sammachip.registry.models import Difference, Group, Settlement
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

DAY = date(2018, 9, 8)


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return make.group(cast.malee, chair_name="นางทอง ทดลอง")


def differing(
    group: Group, cast: Cast, known: object = 14, said: object = 15, field: str = "members_count"
) -> Difference:
    """The registry learned one thing after version 1 was shown, a filing another."""
    actions.learn(group, {field: known, "product": "ผ้าไหม"}, source="page", said_on=DAY, actor=cast.mana)
    [asked] = learn_from_filing(
        group, {field: said}, shown=1, source="cases.filing:7", said_on=DAY, actor=cast.mana
    )
    return asked


def decided(**changed: str) -> dict[str, str]:
    return {"stands": "said", "reason": "ตรวจกับบัญชีสมาชิกแล้ว", "seen": "2", **changed}


def test_page_shows_both_values_with_their_sources_and_what_else_changed(cast: Cast, group: Group):
    text = body(cast.malee, differing(group, cast).get_absolute_url())

    assert "«12»" in text
    assert "ใช้ค่าตามแบบ: 15" in text
    assert "คงค่าในทะเบียน: 14" in text
    assert "บันทึกในหน้าทะเบียนกลุ่ม" in text
    assert "ข้ออื่นที่ทะเบียนเปลี่ยนหลังเริ่มกรอกแบบ" in text
    assert "ผ้าไหม" in text


def test_first_page_and_the_group_lead_to_the_question(cast: Cast, group: Group):
    asked = differing(group, cast)

    for reader, address in ((cast.malee, "/"), (cast.somchai, "/"), (cast.malee, f"/groups/{group.pk}/")):
        assert f'href="{asked.get_absolute_url()}"' in body(reader, address)
    assert asked.get_absolute_url() not in body(cast.anong, "/")


def test_decision_writes_the_value_and_is_shown(cast: Cast, group: Group):
    asked = differing(group, cast)

    answer = browser(cast.malee).post(asked.get_absolute_url(), decided(), follow=True)

    group.refresh_from_db()
    assert (answer.status_code, group.members_count) == (200, 15)
    text = answer.content.decode()
    assert "ตัดสินแล้ว สมาชิก (คน)ของกลุ่มทอผ้าตัวอย่าง" in text
    assert "รอผู้ตัดสิน" not in text
    assert f'<a href="{asked.get_absolute_url()}">การตัดสินข้อมูลที่ไม่ตรงกัน</a>' in text
    settled = body(cast.malee, asked.get_absolute_url())
    assert "ตรวจกับบัญชีสมาชิกแล้ว" in settled
    assert "<form" not in settled.split("<main")[1]


def test_stranger_does_not_find_it(cast: Cast, group: Group):
    asked = differing(group, cast)

    assert browser(cast.kanya).get(asked.get_absolute_url()).status_code == 404
    assert browser(cast.kanya).post(asked.get_absolute_url(), decided()).status_code == 404


@pytest.mark.parametrize("who", ["fong", "anong"])
def test_others_read_it_and_do_not_decide(cast: Cast, group: Group, who: str):
    asked = differing(group, cast)

    assert "รอเจ้าหน้าที่อำเภอหรือจังหวัดตัดสิน" in body(getattr(cast, who), asked.get_absolute_url())
    answer = browser(getattr(cast, who)).post(asked.get_absolute_url(), decided())
    assert answer.status_code == 403
    assert "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด" in answer.content.decode()


def test_names_of_villagers_are_masked_for_others(cast: Cast, group: Group):
    asked = differing(group, cast, known="นางเงิน ทดลอง", said="นางนาก ทดลอง", field="chair_name")

    near, far = (body(who, asked.get_absolute_url()) for who in (cast.malee, cast.anong))

    names = ("นางทอง", "นางเงิน", "นางนาก")
    assert all(name in near for name in names)
    assert not any(name in far for name in names)
    assert "ปกปิดข้อมูลส่วนบุคคล" in far


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"stands": ""}, "ยังไม่ได้ระบุค่าที่ใช้"),
        ({"stands": "withdrawn"}, "ไม่มีตัวเลือกนี้ในค่าที่ใช้"),
        ({"reason": " "}, "ยังไม่ได้ระบุเหตุผลที่ตัดสิน"),
        ({"reason": "ก" * 301}, "เกิน 300 ตัวอักษร"),
    ],
)
def test_bad_decision_says_why_and_keeps_what_was_typed(
    cast: Cast, group: Group, wrong: dict[str, str], sentence: str
):
    asked = differing(group, cast)

    answer = browser(cast.malee).post(asked.get_absolute_url(), decided(**wrong))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert wrong.get("reason", "ตรวจกับบัญชีสมาชิกแล้ว").strip() in answer.content.decode()
    assert not Settlement.objects.exists()


def test_decision_on_an_older_state_is_stale(cast: Cast, group: Group):
    asked = differing(group, cast)

    answer = browser(cast.malee).post(asked.get_absolute_url(), decided(seen="1"))

    assert answer.status_code == 409
    assert not Settlement.objects.exists()


def test_page_takes_no_other_method(cast: Cast, group: Group):
    assert browser(cast.malee).put(differing(group, cast).get_absolute_url()).status_code == 405


def test_page_costs_the_same_however_much_changed(cast: Cast, group: Group):
    asked = differing(group, cast)

    def change() -> None:
        for number in range(30):
            said = {"sale_places": f"ตลาด {number}"}
            actions.learn(group, said, source="page", said_on=DAY, actor=cast.mana)

    assert costs_no_more(cast.malee, asked.get_absolute_url(), change)


def test_first_page_costs_the_same_for_one_question_and_thirty(cast: Cast, group: Group):
    differing(group, cast)

    assert costs_no_more(
        cast.malee,
        "/",
        lambda: [differing(make.group(cast.malee, name=f"กลุ่ม {n}"), cast) for n in range(29)],
    )
