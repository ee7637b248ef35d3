"""Groups that look alike, on the screen: asked at entry, listed for an office, compared, joined, told apart, undone."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.org.models import AuditReading
from sammachip.registry.actions_lists import Telling, keep_list
from sammachip.registry.models import Apart, Group, Merge, Product
from sammachip.web.beside import read_beside
from web.asking import body, browser, queries
from web.groups.typed import NEW, TYPED

pytestmark = pytest.mark.django_db

PAIRS = "/groups/doubles/"
NAME, MISSPELT = "กลุ่มทอผ้าไหมสมมุติ", "วิสาหกิจชุมชนทอผ้าใหมสมมุติ"
WHY = "สอบถามประธานแล้ว"


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return make.group(cast.malee, name=NAME, chair_name="นางทอง ทดลอง", moo=3)


@pytest.fixture
def double(cast: Cast, group: Group) -> Group:
    return make.group(cast.malee, name=MISSPELT, product="ผ้าไหม", moo=3)


def beside(one: Group, other: Group, more: str = "") -> str:
    return f"/groups/{one.pk}/beside/{other.pk}/{more}"


def said(stays: Group, /, **changed: object) -> dict[str, object]:
    return {"stays": stays.pk, "reason": WHY, "seen": 1, "seen_other": 1} | changed


def merged(group: Group, into: Group, cast: Cast) -> None:
    answer = browser(cast.malee).post(beside(group, into), said(into))
    assert (answer.status_code, answer.url) == (302, f"/groups/{into.pk}/")


def test_a_new_group_that_looks_like_one_is_asked_about_once(cast: Cast, group: Group):
    typed = {**TYPED, "name": MISSPELT, "product": "กระบุง"}

    asked = browser(cast.malee).post(NEW, typed)

    text = asked.content.decode()
    assert asked.status_code == 422
    assert "น่าจะเป็นกลุ่มเดียวกัน: ชื่อสะกดต่างกัน 1 ตัวอักษร · หมู่บ้านเดียวกัน" in text
    assert f'<a href="/groups/{group.pk}/">{NAME}</a>' in text
    assert f'name="told_apart" value="{group.pk}"' in text
    assert "กระบุง" in text
    shown = {**typed, "told_apart": str(group.pk)}
    assert browser(cast.malee).post(NEW, {**shown, "another_because": " "}).status_code == 422
    assert Group.objects.count() == 1

    answer = browser(cast.malee).post(NEW, {**shown, "another_because": "คนละประธาน"})

    made = Group.objects.get(name=MISSPELT)
    assert (answer.status_code, answer.url) == (302, f"/groups/{made.pk}/")
    kept = Apart.objects.get()
    assert (kept.one, kept.other, kept.reason, kept.said_by) == (group, made, "คนละประธาน", cast.malee.person)
    assert MISSPELT not in body(cast.malee, PAIRS)


def test_an_answer_about_one_group_does_not_answer_for_another(cast: Cast, group: Group, double: Group):
    typed = {**TYPED, "name": "กลุ่มทอผ้าไหมสมมติ", "another_because": "คนละประธาน"}

    answer = browser(cast.malee).post(NEW, {**typed, "told_apart": str(group.pk)})

    assert answer.status_code == 422
    assert MISSPELT in answer.content.decode()
    assert "คนละประธาน" in answer.content.decode()


def test_enrolment_asks_the_same_of_a_new_group(cast: Cast, group: Group):
    district = make.district(cast)

    answer = browser(cast.malee).post(f"/cases/{district.pk}/groups/new/", {**TYPED, "name": MISSPELT})

    assert answer.status_code == 422
    assert f'<a href="/groups/{group.pk}/">{NAME}</a>' in answer.content.decode()


def test_pairs_of_the_office_are_listed_with_why(cast: Cast, group: Group, double: Group):
    make.group(cast.prasit, name=NAME, tambon="310201", moo=3)

    text = body(cast.malee, PAIRS)

    assert "ทั้งหมด 1 คู่" in text
    assert "ชื่อสะกดต่างกัน 1 ตัวอักษร" in text
    assert f'href="{beside(group, double)}"' in text
    assert f'href="{PAIRS}"' in body(cast.malee, "/groups/")
    assert "ไม่พบกลุ่มที่น่าสงสัยว่าซ้ำกัน" in body(cast.kanya, PAIRS)


def test_pages_cost_the_same_for_one_double_and_thirty(cast: Cast, group: Group, double: Group):
    addresses = (PAIRS, f"/groups/{group.pk}/", beside(group, double))
    before = [queries(cast.malee, address) for address in addresses]

    for number in range(30):
        make.group(cast.malee, name=NAME, moo=number + 4)

    assert [queries(cast.malee, address) for address in addresses] == before


@pytest.mark.parametrize("who", ["fong", "anong"])
def test_others_compare_and_do_not_decide(cast: Cast, group: Group, double: Group, who: str):
    client = browser(getattr(cast, who))

    assert client.get(PAIRS).status_code == 403
    text = body(getattr(cast, who), beside(group, double))
    assert "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด" in text
    assert "นางทอง ทดลอง" not in text
    for more in ("", "apart/"):
        answer = client.post(beside(group, double, more), said(group))
        assert answer.status_code == 403
        assert "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด" in answer.content.decode()


def test_stranger_finds_neither(cast: Cast, group: Group, double: Group):
    other = make.group(cast.prasit, name=NAME, tambon="310201")

    for actor, address in ((cast.kanya, beside(group, double)), (cast.malee, beside(group, other))):
        assert browser(actor).get(address).status_code == 404
        assert browser(actor).post(address, said(group)).status_code == 404
    assert browser(cast.malee).get(beside(group, group)).status_code == 404
    assert browser(cast.malee).put(beside(group, double)).status_code == 405
    assert browser(cast.malee).get(beside(group, double, "undo/")).status_code == 405


def test_both_stand_side_by_side_with_their_programmes_and_money(cast: Cast, group: Group, double: Group):
    told = Telling(Product.TOLD, 1, "page", date(2018, 9, 9))
    keep_list(double, "products", [{"name": "ผ้าขาวม้าสมมุติ", "main": True}], told, actor=cast.malee)
    case = make.enrolled(make.district(cast), group, actor=cast.malee)

    text = body(cast.malee, beside(double, group))

    assert "ผ้าขาวม้าสมมุติ · ผลิตภัณฑ์หลัก" in text
    assert "ผ้าทอ" in text
    assert "ผ้าไหม" in text
    assert "ต่างกัน" in text
    assert f'href="/cases/{case.pk}/"' in text
    assert "รวมสองกลุ่ม" in text
    assert "ยืนยันว่าเป็นคนละกลุ่ม" in text


def test_only_what_both_know_and_know_otherwise_is_said_to_differ(cast: Cast):
    told = {"phone": "080-000-0113", "line_id": "sommut"}
    one, other = (
        make.group(cast.malee, name=NAME, **told),
        make.group(cast.malee, name=f"{NAME}ใหม่", phone="0800000113", moo=2),
    )

    read = read_beside(one, other, cast.malee)
    rows = {row.one.field: row.differs for row in read.rows}

    assert [row.one.field for row in read.differing] == ["name"]
    assert [row.one.field for row in read.known_of_one] == ["line_id"]
    assert {"phone", "product"} <= {row.one.field for row in read.shared}
    assert "เฟซบุ๊ก" in read.untold
    assert {field: rows[field] for field in ("name", "phone", "line_id")} == {
        "name": True,
        "phone": False,
        "line_id": False,
    }


def test_a_joined_group_leaves_lists_and_points_to_the_other(cast: Cast, group: Group, double: Group):
    case = make.enrolled(make.district(cast, places=3), double, actor=cast.malee)
    filing = make.filing(make.task(case, "survey"), cast.malee)
    merged(double, group, cast)

    listed, page, other = (
        body(cast.malee, address) for address in ("/groups/", f"/groups/{group.pk}/", f"/groups/{double.pk}/")
    )

    assert NAME in listed
    assert MISSPELT not in listed
    assert f'href="{beside(double, group)}"' in page
    assert f'href="/cases/{case.pk}/"' in page
    assert f"กลุ่มนี้รวมเข้ากับ «{NAME}» แล้ว" in other
    assert f'href="/groups/{group.pk}/"' in other
    assert f'href="/groups/{double.pk}/edit/"' not in other
    assert body(cast.malee, filing.get_absolute_url())
    candidates = body(cast.malee, f"/cases/{case.parent_id}/groups/")
    assert NAME not in candidates
    assert MISSPELT not in candidates


def test_a_joined_group_is_not_corrected(cast: Cast, group: Group, double: Group):
    merged(double, group, cast)

    for answer in (
        browser(cast.malee).get(f"/groups/{double.pk}/edit/"),
        browser(cast.malee).post(f"/groups/{double.pk}/edit/", {}),
    ):
        assert answer.status_code == 403
        assert f"รวมเข้ากับ «{NAME}» แล้ว — เปิด «{NAME}» แทน" in answer.content.decode()


def test_an_undone_join_brings_both_back(cast: Cast, group: Group, double: Group):
    merged(double, group, cast)
    page = body(cast.mana, beside(group, double))
    assert "แยกคืนเป็นสองกลุ่ม" in page
    assert "รวมสองกลุ่ม" not in page

    bad = browser(cast.mana).post(beside(group, double, "undo/"), {"reason": " "})
    answer = browser(cast.mana).post(beside(group, double, "undo/"), {"reason": "คนละประธาน"})

    assert (bad.status_code, answer.url) == (422, f"/groups/{double.pk}/")
    assert MISSPELT in body(cast.malee, "/groups/")
    again = browser(cast.mana).post(beside(group, double, "undo/"), {"reason": "อีกครั้ง"})
    assert again.status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"stays": ""}, "ยังไม่ได้ระบุกลุ่มที่คงไว้"),
        ({"stays": "999"}, "ไม่มีตัวเลือกนี้ในกลุ่มที่คงไว้"),
        ({"reason": " "}, "ยังไม่ได้ระบุเหตุผลที่รวม"),
        ({"reason": "ก" * 301}, "เกิน 300 ตัวอักษร"),
    ],
)
def test_bad_join_says_why_and_keeps_what_was_typed(
    cast: Cast, group: Group, double: Group, wrong: dict[str, str], sentence: str
):
    answer = browser(cast.malee).post(beside(group, double), said(group, **wrong))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert wrong.get("reason", WHY).strip() in answer.content.decode()
    assert not Merge.objects.exists()


def test_join_of_an_older_state_is_stale(cast: Cast, group: Group, double: Group):
    assert browser(cast.malee).post(beside(group, double), said(group, seen_other=0)).status_code == 409
    assert not Merge.objects.exists()


def test_two_at_work_in_one_programme_are_told_what_to_do_first(cast: Cast, group: Group, double: Group):
    district = make.district(cast, places=3)
    for one in (group, double):
        make.enrolled(district, one, actor=cast.malee)

    text = body(cast.malee, beside(group, double))

    assert "ยังรวมสองกลุ่มนี้ไม่ได้" in text
    assert "ยุติการเข้าร่วมของกลุ่มหนึ่งในโครงการนั้นก่อน" in text
    assert "รวมสองกลุ่ม</button>" not in text
    answer = browser(cast.malee).post(beside(group, double), said(group))
    assert answer.status_code == 403
    actions.close_case(group.cases.get(), result="withdrawn", reason="ลงทะเบียนซ้ำ", actor=cast.mana)
    assert "รวมสองกลุ่ม</button>" in body(cast.malee, beside(group, double))


def test_two_said_to_be_two_leave_the_list_and_the_answer_is_shown(cast: Cast, group: Group, double: Group):
    answer = browser(cast.malee).post(beside(group, double, "apart/"), {"reason": "คนละประธาน"}, follow=True)

    assert "จะไม่ถามคู่นี้อีก" in answer.content.decode()
    assert MISSPELT not in answer.content.decode()
    page = body(cast.malee, beside(group, double))
    assert "คนละประธาน" in page
    assert "ยืนยันว่าเป็นคนละกลุ่ม</button>" not in page


def test_an_auditor_who_compares_two_groups_has_read_both(cast: Cast, group: Group):
    other = make.group(cast.prasit, name=NAME, tambon="310201")
    auditor = make.auditor("31")
    make.scope(auditor, "31")

    text = body(auditor, beside(group, other))

    assert "รวมสองกลุ่ม</button>" not in text
    read = AuditReading.objects.filter(post=auditor.hat.post).values_list("path", flat=True)
    assert set(read) == {group.path, other.path}
