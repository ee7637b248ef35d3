"""The board of clusters of one office, asked the seven questions."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.clustering import outlook
from sammachip.cases.models import Case, Cluster, ClusterDecision
from sammachip.org.hats import Actor
from web.asking import body, browser, queries

pytestmark = pytest.mark.django_db
ASIDE = {"reason": "ขายคนละตลาด"}


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast, places=60)


def member(district: Case, actor: Actor, name: str, product: str) -> Case:
    tambon = f"{district.office_id}01"
    return make.enrolled(district, make.group(actor, name=name, product=product, tambon=tambon), actor=actor)


@pytest.fixture
def growers(cast: Cast, district: Case) -> list[Case]:
    """The second example of the official form: two that grow rice and one that makes fertiliser."""
    told = {"กลุ่มข้าวอินทรีย์": "ข้าวอินทรีย์", "กลุ่มไรซ์เบอร์รี่": "ข้าวไรซ์เบอร์รี่", "กลุ่มปุ๋ย": "ปุ๋ยจุลินทรีย์"}
    return [member(district, cast.malee, name, product) for name, product in told.items()]


def of(case: Case, more: str = "") -> str:
    return f"/cases/{case.pk}/clusters/{more}"


def mark_at(case: Case) -> str:
    [one] = outlook(case).proposals
    return one.mark


def test_board_proposes_what_the_form_gives_as_its_example(
    cast: Cast, district: Case, growers: list[Case]
):  # clause A8
    text = body(cast.malee, of(district, "proposed/"))

    assert "ผลิตสินค้าประเภทเดียวกัน และเชื่อมโยงกัน" in text
    assert "ผลิตข้าวเหมือนกัน 2 กลุ่ม · ปุ๋ยและจุลินทรีย์ใช้ปลูกข้าว · อยู่อำเภอเดียวกัน" in text
    assert "จะนับที่ สพอ.เมืองบุรีรัมย์" in text
    assert "ตัวอย่าง - ไม่ใช่แบบทางการ" in text


def test_proposal_is_accepted_as_it_stands(cast: Cast, district: Case, growers: list[Case]):  # clause A8
    answer = browser(cast.malee).post(of(district, f"proposed/{mark_at(district)}/accept/"))

    assert (answer.status_code, answer.url) == (302, of(district, "proposed/"))
    assert Cluster.objects.get().members.count() == len(growers)
    assert "คลัสเตอร์ข้าว เมืองบุรีรัมย์" in body(cast.malee, of(district))
    assert "ไม่มีข้อเสนอ" in body(cast.malee, of(district, "proposed/"))


def test_proposal_is_changed_before_it_is_accepted(cast: Cast, district: Case, growers: list[Case]):
    mushrooms = member(district, cast.malee, "กลุ่มน้ำหมัก", "น้ำหมักชีวภาพ")
    address = of(district, f"proposed/{mark_at(district)}/")
    said = {"name": "ข้าวปลอดภัย", "basis": "linked", "members": [growers[0].pk, mushrooms.pk]}

    text = body(cast.malee, address)
    nameless = browser(cast.malee).post(address, {**said, "name": ""})
    answer = browser(cast.malee).post(address, said)

    assert 'value="คลัสเตอร์ข้าว เมืองบุรีรัมย์"' in text
    assert (nameless.status_code, "ยังไม่ได้ระบุชื่อคลัสเตอร์" in nameless.content.decode()) == (422, True)
    assert answer.status_code == 302
    assert Cluster.objects.get().name == "ข้าวปลอดภัย"
    assert ClusterDecision.objects.get().verdict == "changed"


def test_proposal_is_put_aside_with_a_reason_and_taken_up_again(
    cast: Cast, district: Case, growers: list[Case]
):
    client, address = browser(cast.malee), of(district, f"proposed/{mark_at(district)}/aside/")

    silent = client.post(address, {"reason": " "})
    client.post(address, ASIDE)

    assert (silent.status_code, "ยังไม่ได้ระบุเหตุผลที่พักข้อเสนอ" in silent.content.decode()) == (422, True)
    assert "ขายคนละตลาด" in body(cast.malee, of(district, "aside/"))
    assert "ไม่มีข้อเสนอ" in body(cast.malee, of(district, "proposed/"))
    taken_up = client.post(of(district, f"aside/{ClusterDecision.objects.get().pk}/"))
    assert (taken_up.status_code, len(outlook(district).proposals)) == (302, 1)


def test_who_is_left_out_is_listed_with_the_reason(cast: Cast, district: Case, growers: list[Case]):
    member(district, cast.malee, "กลุ่มสานลำพัง", "ตะกร้าไม้ไผ่")
    member(district, cast.malee, "กลุ่มโดรน", "โดรนพ่นยา")

    alone, unplaced = body(cast.malee, of(district, "alone/")), body(cast.malee, of(district, "unplaced/"))

    assert ("กลุ่มสานลำพัง" in alone, "จักสาน" in alone, "กลุ่มโดรน" in alone) == (True, True, False)
    assert ("กลุ่มโดรน" in unplaced, "ไม่มีคำว่า «โดรนพ่นยา» ในรายการผลิตภัณฑ์" in unplaced) == (True, True)


def test_single_groups_of_districts_are_proposed_to_the_province(cast: Cast, district: Case):
    member(district, cast.malee, "กลุ่มทอ", "ผ้าไหม")
    beside = make.district(cast, district.edition, code="3102")
    member(beside, cast.prasit, "กลุ่มเลี้ยงไหม", "รังไหม")
    assert district.parent is not None

    text = body(cast.somchai, of(district.parent, "proposed/"))
    browser(cast.somchai).post(of(district.parent, f"proposed/{mark_at(district.parent)}/accept/"))

    assert "อยู่ 2 อำเภอของจังหวัดเดียวกัน" in text
    assert Cluster.objects.get().path == "/31/"
    for case, actor in ((district, cast.malee), (beside, cast.prasit)):
        assert "คลัสเตอร์ผ้าทอ เมืองบุรีรัมย์-คูเมือง" in body(actor, of(case))


def test_proposal_decided_meanwhile_is_told(cast: Cast, district: Case, growers: list[Case]):
    mark = mark_at(district)
    actions.accept_proposal(district, mark, actor=cast.somchai)
    client = browser(cast.malee)

    for more, sent in (("", {"name": "ข้าวปลอดภัย"}), ("accept/", {}), ("aside/", ASIDE)):
        answer = client.post(of(district, f"proposed/{mark}/{more}"), sent)
        assert (answer.status_code, "ดูข้อเสนอล่าสุด" in answer.content.decode()) == (409, True)
    assert client.get(of(district, f"proposed/{mark}/")).status_code == 404


def test_finance_reads_but_decides_nothing(cast: Cast, district: Case, growers: list[Case]):
    mark = mark_at(district)
    reason = "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดของพื้นที่จึงจัดคลัสเตอร์ได้"

    for more in ("proposed/", f"proposed/{mark}/"):
        assert reason in body(cast.fong, of(district, more))
    for more in ("", "accept/", "aside/"):
        answer = browser(cast.fong).post(of(district, f"proposed/{mark}/{more}"), ASIDE)
        assert (answer.status_code, reason in answer.content.decode()) == (403, True)


def test_stranger_does_not_find_the_board(cast: Cast, district: Case, growers: list[Case]):
    client, mark = browser(cast.kanya), mark_at(district)
    decision = actions.put_aside(district, mark, reason="รอ", actor=cast.malee)

    for more in ("proposed/", f"proposed/{mark}/", "alone/", "unplaced/", "aside/"):
        assert client.get(of(district, more)).status_code == 404
    for more in (f"proposed/{mark}/accept/", f"proposed/{mark}/aside/", f"aside/{decision.pk}/"):
        assert client.post(of(district, more), ASIDE).status_code == 404


def test_board_costs_the_same_for_few_groups_and_many(cast: Cast, district: Case, growers: list[Case]):
    sides = [of(district, side) for side in ("proposed/", "alone/", "unplaced/", "aside/")]
    few = [queries(cast.malee, side) for side in sides]

    with actions.advancing_once():
        for number, product in enumerate(["ผ้าไหม", "ผ้าฝ้าย", "จักสาน", "สมุนไพร", "โดรน", "หุ่นยนต์"] * 5):
            member(district, cast.malee, f"กลุ่มใหม่ {number}", product)

    assert [queries(cast.malee, side) for side in sides] == few


def test_groups_to_join_are_looked_for_where_there_are_many(
    cast: Cast, district: Case, growers: list[Case], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sammachip.web.pages.clusters.MOST_LISTED", 2)
    said = {"name": "คลัสเตอร์ข้าว", "basis": "same", "members": [growers[0].pk, growers[1].pk]}

    unasked, found = body(cast.malee, of(district)), body(cast.malee, of(district, "?q=ไรซ์"))
    answer = browser(cast.malee).post(of(district, "make/"), said)

    assert ("กลุ่มไรซ์เบอร์รี่" in unasked, "กลุ่มไรซ์เบอร์รี่" in found, "กลุ่มปุ๋ย" in found) == (False, True, False)
    assert answer.status_code == 302
