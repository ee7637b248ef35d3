"""The register of clusters of one office, asked the seven questions."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case, Cluster, ClusterAnswer, ClusterBasis, Task, TaskResult
from sammachip.org.hats import Actor
from sammachip.trail import clock
from sammachip.web.readings import step_line
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast, places=40)


@pytest.fixture
def beside(cast: Cast, district: Case) -> Case:
    return make.district(cast, district.edition, code="3102")


def member(district: Case, actor: Actor, name: str, **said: object) -> Case:
    tambon = f"{district.office_id}01"
    return make.enrolled(district, make.group(actor, name=name, tambon=tambon, **said), actor=actor)


@pytest.fixture
def pair(cast: Cast, district: Case) -> list[Case]:
    return [member(district, cast.malee, f"กลุ่มผ้า {number}") for number in (1, 2)]


def of(case: Case, more: str = "") -> str:
    return f"/cases/{case.pk}/clusters/{more}"


def typed(cases: list[Case], **changed: object) -> dict[str, object]:
    members = [case.pk for case in cases]
    return {"name": "คลัสเตอร์ผ้าทอ", "basis": "same", "note": "ใช้ลายร่วมกัน", "members": members, **changed}


def made(cast: Cast, cases: list[Case], name: str = "คลัสเตอร์ผ้าทอ") -> Cluster:
    return actions.make_cluster(cases, name=name, basis=ClusterBasis.SAME, actor=cast.somchai)


def test_district_joins_its_own_groups(cast: Cast, district: Case, pair: list[Case]):  # clause A8
    answer = browser(cast.malee).post(of(district, "make/"), typed(pair, done_on="๕ ก.ย. ๖๑"))

    cluster = Cluster.objects.get()
    assert cluster.made_on == date(2018, 9, 5)
    assert (answer.status_code, answer.url, cluster.path) == (302, of(district), "/31/3101/")
    text = body(cast.malee, of(district))
    assert "คลัสเตอร์ผ้าทอ" in text
    assert "ผลิตสินค้าประเภทเดียวกัน — ใช้ลายร่วมกัน" in text
    assert "นับที่ สพอ.เมืองบุรีรัมย์" in text
    assert make.task(district, "cluster").label == "จัดคลัสเตอร์แล้ว"


def test_a_group_shows_the_step_that_its_district_took_for_it(district: Case, pair: list[Case]):
    taken = Task.objects.filter(case=district, stage="cluster")
    taken.update(result=TaskResult.PASSED, finished_at=clock.now())

    assert [step.state for step in step_line(pair[0])] == ["held", "done", "held", "held", "held"]


def test_province_joins_groups_of_several_districts(
    cast: Cast, district: Case, beside: Case, pair: list[Case]
):
    other = member(beside, cast.prasit, "กลุ่มผ้าคูเมือง", chair_name="นางลับ ทดลอง", phone="0822222222")

    browser(cast.somchai).post(of(district.parent, "make/"), typed([pair[0], other]))

    assert Cluster.objects.get().path == "/31/"
    assert "นับที่ สพจ.บุรีรัมย์" in body(cast.malee, of(district))


def test_of_members_elsewhere_name_place_and_product_are_told(
    cast: Cast, district: Case, beside: Case, pair: list[Case]
):
    other = member(beside, cast.prasit, "กลุ่มผ้าคูเมือง", chair_name="นางลับ ทดลอง", product="ผ้าขาวม้า")
    made(cast, [pair[0], other])

    auditor = make.auditor()
    make.scope(auditor, "3101")

    text, audited = body(cast.malee, of(district)), body(auditor, of(district))

    assert "กลุ่มผ้าคูเมือง" in text
    assert "ผ้าขาวม้า" in text
    assert "อำเภอคูเมือง" in text
    for page in (text, audited):
        assert f'href="/cases/{pair[0].pk}/"' in page
        assert f'href="/cases/{other.pk}/"' not in page
    assert "นางลับ ทดลอง" not in text


def test_district_is_not_offered_the_groups_of_another(
    cast: Cast, district: Case, beside: Case, pair: list[Case]
):
    other = member(beside, cast.prasit, "กลุ่มผ้าคูเมือง")

    answer = browser(cast.malee).post(of(district, "make/"), typed([pair[0], other]))

    assert answer.status_code == 422
    assert "ไม่มีตัวเลือกนี้ใน" in answer.content.decode()
    assert not Cluster.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "ยังไม่ได้ระบุชื่อคลัสเตอร์"),
        ({"basis": ""}, "ยังไม่ได้ระบุลักษณะที่รวมกันเป็นคลัสเตอร์"),
        ({"note": "ย" * 301}, "เกิน 300 ตัวอักษร"),
        ({"members": []}, "เลือก 0 กลุ่ม แต่คลัสเตอร์ต้องมีอย่างน้อย 2 กลุ่ม"),
    ],
)
def test_new_cluster_says_what_is_wrong_and_keeps_what_was_typed(
    cast: Cast, district: Case, pair: list[Case], wrong: dict[str, object], sentence: str
):
    sent = typed(pair, **wrong)

    answer = browser(cast.malee).post(of(district, "make/"), sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert str(sent["name"]) in text
    assert str(sent["note"]) in text
    assert not Cluster.objects.exists()


def test_single_group_is_told_the_two_other_ways(cast: Cast, district: Case):
    member(district, cast.malee, "กลุ่มเดียว")

    assert "ให้จังหวัดจัดร่วมกับกลุ่มของอำเภออื่น หรือบันทึกว่าไม่มีพร้อมเหตุผล" in body(cast.malee, of(district))


def test_office_without_a_cluster_says_so_with_its_reason(cast: Cast, district: Case):  # clause A8
    said = {"reason": "มีกลุ่มเดียว อยู่ห่างไกล"}
    tomorrow = browser(cast.malee).post(of(district, "none/"), {**said, "done_on": "11 ก.ย. 61"})
    answer = browser(cast.malee).post(of(district, "none/"), {**said, "done_on": "๕ ก.ย. ๖๑"})

    assert (tomorrow.status_code, answer.status_code, answer.url) == (422, 302, of(district))
    text = body(cast.malee, of(district))
    assert "ไม่มีคลัสเตอร์ ตามที่พิจารณาเมื่อ 5 กันยายน 2561" in text
    assert "มีกลุ่มเดียว อยู่ห่างไกล" in text
    assert make.task(district, "cluster").label == "ไม่มีคลัสเตอร์ (มีเหตุผล)"


def test_none_without_a_reason_is_asked_for_one(cast: Cast, district: Case):
    answer = browser(cast.malee).post(of(district, "none/"), {"reason": "  "})

    assert answer.status_code == 422
    assert "ยังไม่ได้ระบุเหตุผลที่ไม่มีคลัสเตอร์" in answer.content.decode()
    assert not ClusterAnswer.objects.exists()


def test_cluster_ends_with_a_reason(cast: Cast, district: Case, pair: list[Case]):
    cluster = made(cast, pair)

    ending = of(district, f"{cluster.pk}/end/")
    tomorrow = browser(cast.malee).post(ending, {"reason": "เลิกทำร่วมกัน", "done_on": "11 ก.ย. 61"})
    browser(cast.malee).post(ending, {"reason": "เลิกทำร่วมกัน", "done_on": "10 ก.ย. 61"})

    cluster.refresh_from_db()
    assert (tomorrow.status_code, cluster.ended_on) == (422, date(2018, 9, 10))
    assert "เลิกทำร่วมกัน" in tomorrow.content.decode()
    assert "คลัสเตอร์ผ้าทอ" not in body(cast.malee, of(district))


def test_end_without_a_reason_is_asked_for_one(cast: Cast, district: Case, pair: list[Case]):
    cluster = made(cast, pair)

    answer = browser(cast.malee).post(of(district, f"{cluster.pk}/end/"), {"reason": ""})

    cluster.refresh_from_db()
    assert (answer.status_code, cluster.ended_at) == (422, None)
    assert "ยังไม่ได้ระบุเหตุผลที่ยกเลิกคลัสเตอร์" in answer.content.decode()


def test_district_is_told_who_ends_a_cluster_of_the_province(
    cast: Cast, district: Case, beside: Case, pair: list[Case]
):
    cluster = made(cast, [pair[0], member(beside, cast.prasit, "กลุ่มผ้าคูเมือง")])

    text = body(cast.malee, of(district))
    answer = browser(cast.malee).post(of(district, f"{cluster.pk}/end/"), {"reason": "เลิก"})

    assert "นับที่หน่วยงานเหนือขึ้นไป" in text
    assert of(district, f"{cluster.pk}/end/") not in text
    assert (answer.status_code, Cluster.objects.get().ended_at) == (403, None)


def test_cluster_that_ended_meanwhile_is_told(cast: Cast, district: Case, pair: list[Case]):
    cluster = made(cast, pair)
    actions.end_cluster(cluster, reason="ยกเลิกแล้ว", actor=cast.somchai)

    answer = browser(cast.malee).post(of(district, f"{cluster.pk}/end/"), {"reason": "เลิกทำร่วมกัน"})

    assert answer.status_code == 409
    assert "เลิกทำร่วมกัน" in answer.content.decode()


def test_finance_reads_but_changes_nothing(cast: Cast, district: Case, pair: list[Case]):
    cluster = made(cast, pair)
    reason = "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดของพื้นที่จึงจัดคลัสเตอร์ได้"

    assert reason in body(cast.fong, of(district))
    for more, sent in (
        ("make/", typed(pair)),
        ("none/", {"reason": "ไม่มี"}),
        (f"{cluster.pk}/end/", {"reason": "เลิก"}),
    ):
        answer = browser(cast.fong).post(of(district, more), sent)
        assert answer.status_code == 403
        assert reason in answer.content.decode()


def test_stranger_does_not_find_the_clusters(cast: Cast, district: Case, pair: list[Case]):
    cluster = made(cast, pair)
    client = browser(cast.kanya)

    assert client.get(of(district)).status_code == 404
    for more in ("make/", "none/", f"{cluster.pk}/end/"):
        assert client.post(of(district, more), {"reason": "ไม่มี"}).status_code == 404
    own = make.district(cast, district.edition, code="3201").parent
    assert client.post(of(own, f"{cluster.pk}/end/"), {"reason": "เลิก"}).status_code == 404


def test_group_has_no_register_of_clusters(cast: Cast, pair: list[Case]):
    assert browser(cast.malee).get(of(pair[0])).status_code == 404


def test_each_address_takes_its_own_method(cast: Cast, district: Case, pair: list[Case]):
    client = browser(cast.malee)

    assert client.post(of(district)).status_code == 405
    for more in ("make/", "none/", "1/end/"):
        assert client.get(of(district, more)).status_code == 405


def test_register_costs_the_same_for_one_cluster_and_thirty(cast: Cast, district: Case, pair: list[Case]):
    made(cast, pair)

    def many() -> None:
        more = [member(district, cast.malee, f"กลุ่มใหม่ {number}") for number in range(8)]
        for number in range(30):
            made(cast, [*pair, *more[: number % 8]], name=f"คลัสเตอร์ {number}")

    assert costs_no_more(cast.malee, of(district), many)
