"""The class proposed for a thing: tried on its page, told in the plan, decided there with a reason."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from goods import LOOM
from sammachip.cases import actions
from sammachip.cases.models import ClassDecision, Filing
from web.asking import body, browser, queries

pytestmark = pytest.mark.django_db


def plan_of(cast: Cast, *lines: dict[str, str]) -> Filing:
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    answers = {"production": "ย้อมสี", "marketing": "ตลาดนัด", "lines": list(lines), "overlap": "no"}
    return make.filing(make.task(group, "plan"), cast.malee, answers)


def posted(lines: list[dict[str, str]], **more: str) -> dict[str, str]:
    cells = {f"a.lines.{row}.{name}": cell for row, line in enumerate(lines) for name, cell in line.items()}
    return {
        "seen": "1", "then": "send", "a.production": "ย้อมสี", "a.marketing": "ตลาดนัด", "a.overlap": "no", **cells, **more,
    }  # fmt: skip


def test_page_proposes_a_class_with_its_reason_and_the_rule_of_the_day(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")

    today = body(cast.malee, "/goods/?item=จักรเย็บผ้า&price=4,500&day=")
    before = body(cast.malee, "/goods/?item=จักรเย็บผ้า&price=4,500&day=5+ม.ค.+2559")

    assert "<strong>ค่าครุภัณฑ์</strong>" in today
    assert "คำว่า «จักรเย็บผ้า» คงทนถาวร" in today
    assert "<strong>ค่าวัสดุ</strong>" in before
    assert "ราคาต่อหน่วยไม่เกิน 5,000.00 บาท" in before


def test_page_says_what_is_wrong_with_what_is_tried(cast: Cast) -> None:
    answer = browser(cast.malee).get("/goods/", {"item": "ด้าย", "price": "มาก", "day": ""})

    assert answer.status_code == 422
    assert 'value="มาก"' in answer.content.decode()


def test_a_plan_tells_what_is_proposed_and_takes_the_decision_with_its_reason(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    plan = plan_of(cast, LOOM)
    client, save = browser(cast.malee), f"/filings/{plan.pk}/save/"
    assert "ต้องมีผู้ตัดสิน 1 รายการ: «กี่ทอผ้า»" in body(cast.malee, f"/filings/{plan.pk}/edit/")

    bare = client.post(save, posted([LOOM]))
    said = client.post(save, posted([LOOM], **{"seen": "2", "decide.class_decided": "กี่เอวไม้ไผ่"}))

    assert bare.status_code == 422
    assert "ยังส่งไม่ได้" in bare.content.decode()
    assert said.status_code == 302
    assert ClassDecision.objects.get().reason == "กี่เอวไม้ไผ่"
    signed = body(cast.mana, f"/filings/{plan.pk}/")
    assert "<li>ประเภทค่าใช้จ่ายที่ต้องมีผู้ตัดสิน «กี่ทอผ้า»<br>เหตุผล: กี่เอวไม้ไผ่</li>" in signed
    assert "ตัดสินแล้ว</span> กี่เอวไม้ไผ่" in body(cast.mana, f"/filings/{plan.pk}/")


def test_a_plan_that_relies_on_an_earlier_word_shows_its_day_person_and_price(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    plan = plan_of(cast, LOOM)
    client, address = browser(cast.malee), f"/filings/{plan.pk}/"
    client.post(f"{address}save/", posted([LOOM], **{"seen": "1", "decide.class_decided": "กี่เอวไม้ไผ่"}))
    plan.refresh_from_db()
    actions.take_back(plan, seen=1, actor=cast.malee)
    at("2018-09-12 09:00")
    assert "ใช้คำวินิจฉัยเดิม" not in body(cast.malee, f"{address}edit/")

    plan.refresh_from_db()
    cheaper = posted([{**LOOM, "price": "900"}], seen=str(plan.saved))
    sent = client.post(f"{address}save/", cheaper)

    assert sent.status_code == 302
    shown = body(cast.mana, address)
    assert "ใช้คำวินิจฉัยเดิม</span> กี่เอวไม้ไผ่" in shown
    assert (
        f"{cast.malee.person.name} {cast.malee.hat.title} · 10 กันยายน 2561 · ที่ราคา 4,000.00 บาทต่อหน่วย"
        in shown
    )
    assert ClassDecision.objects.count() == 1


def test_a_plan_costs_the_same_queries_however_many_lines_are_in_question(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    plan = plan_of(cast, LOOM)
    address = f"/filings/{plan.pk}/edit/"
    before = queries(cast.malee, address)

    Filing.objects.filter(pk=plan.pk).update(
        answers={
            **plan.answers,
            "lines": [{**LOOM, "item": f"กี่ทอผ้า {number}"} for number in range(30)],
        }
    )

    assert queries(cast.malee, address) == before
