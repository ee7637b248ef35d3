"""Groups through the API: registered, told apart, taken into a programme, joined in clusters."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from api.conftest import joining, refused, told
from sammachip.cases.models import ClusterAnswer
from sammachip.registry import actions as registry
from sammachip.registry.actions_differences import learn_from_filing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


GROUP = {
    "area": "310101",
    "moo": 1,
    "village_name": "ตัวอย่าง 1",
    "name": "กลุ่มทอผ้าตัวอย่าง",
    "members_count": 12,
    "chair_name": "นางสมมุติ ทดสอบ",
    "phone": "๐๘๑-๐๐๐-๐๐๐๐",
}


def test_a_group_is_registered_once_and_enrolled_below_its_district(program, district) -> None:
    made = told(program("malee").post("/groups", GROUP))
    assert "แทนการลงทะเบียนใหม่" in refused(program("malee").post("/groups", GROUP), 403, "refused")

    case = told(program("malee").post(f"/cases/{district.pk}/groups", joining(made["id"])))

    assert (case["level"], case["subject"]["id"], case["parent"]) == ("group", str(made["id"]), district.pk)
    assert told(program("malee").get(f"/groups/{made['id']}"))["cases"] == [case["id"]]
    found = told(program("malee").get("/groups", name="กลุ่มทอผ้า", area="3101"))
    assert [one["id"] for one in found["items"]] == [made["id"]]


def test_registering_asks_for_role_and_place_before_it_names_a_double(program) -> None:
    told(program("malee").post("/groups", GROUP))

    refused(program("anong").post("/groups", GROUP), 403, "role")
    assert GROUP["name"] not in refused(program("kanya").post("/groups", GROUP), 403, "place")


def test_villagers_are_told_whole_only_to_those_who_work_with_them(program) -> None:
    made = told(program("malee").post("/groups", GROUP))

    near = told(program("malee").get(f"/groups/{made['id']}"))
    far = told(program("anong").get(f"/groups/{made['id']}"))
    assert (near["chair_name"], near["phone"]) == ("นางสมมุติ ทดสอบ", "0810000000")
    assert (far["chair_name"], far["phone"]) == (None, None)
    assert {"chair_name", "phone"} <= {one["field"] for one in near["facts"]}
    assert not {"chair_name", "phone"} & {one["field"] for one in far["facts"]}
    refused(program("kanya").get(f"/groups/{made['id']}"), 404, "not-found")


def test_a_difference_is_read_and_settled_once(cast, program) -> None:
    group = make.group(cast.malee, chair_name="นางทอง ทดลอง")
    day = date(2018, 9, 8)
    known = {"members_count": 14, "chair_name": "นางเงิน ทดลอง"}
    registry.learn(group, known, source="page", said_on=day, actor=cast.mana)
    learn_from_filing(
        group,
        {"members_count": 15, "chair_name": "นางนาก ทดลอง"},
        shown=1,
        source="cases.filing:7",
        said_on=day,
        actor=cast.mana,
    )

    chair, members = sorted(told(program("malee").get("/differences"))["items"], key=lambda one: one["field"])
    decision = {"stands": "said", "reason": "ตรวจบัญชีแล้ว", "seen": 2}
    address = f"/differences/{members['id']}"

    assert (members["said"], members["shown"], members["known"]) == (15, 12, 14)
    far = told(program("anong").get(f"/differences/{chair['id']}"))
    assert (far["said"], far["shown"], far["known"]) == (None, None, None)
    refused(program("kanya").get(address), 404, "not-found")
    refused(program("anong").post(f"{address}/settle", decision), 403, "role")
    refused(program("malee").post(f"{address}/settle", {**decision, "seen": 1}), 409, "stale")
    settled = told(program("malee").post(f"{address}/settle", decision))
    assert (settled["settlement"]["stands"], settled["group_version"]) == ("said", 3)
    refused(program("malee").post(f"{address}/settle", {**decision, "seen": 3}), 409, "stale")
    assert [one["id"] for one in told(program("malee").get("/differences"))["items"]] == [chair["id"]]


def test_a_group_is_asked_before_it_is_taken_in(cast, program, district) -> None:
    group = make.group(cast.malee)
    address = f"/cases/{district.pk}/groups"
    rules = district.edition.pack.rules

    asked = told(program("malee").get(f"{address}/{group.pk}/eligibility"))
    silent = refused(program("malee").post(address, {"group": group.pk}), 403, "missing")
    no = joining(group.pk)
    no["answers"] = {**no["answers"], "practising": "no"}
    told_no = refused(program("malee").post(address, no), 403, "eligible")

    assert [(one["key"], one["holds"]) for one in asked["rules"]] == [(key, None) for key in rules]
    assert {one["key"] for one in asked["fields"]} >= set(joining(0)["answers"])
    assert "ยังขาดคำตอบ 5 ข้อ" in silent
    assert told_no == rules["trained_and_practising"].otherwise
    refused(program("kanya").get(f"{address}/{group.pk}/eligibility"), 404, "not-found")
    assert district.children.count() == 0


def test_places_are_counted(cast, program) -> None:
    district = make.district(cast, places=1)
    one, two = make.group(cast.malee), make.group(cast.malee, name="กลุ่มจักสานตัวอย่าง")
    told(program("malee").post(f"/cases/{district.pk}/groups", joining(one.pk)))

    refused(program("malee").post(f"/cases/{district.pk}/groups", joining(two.pk)), 403, "places")
    refused(program("prasit").post(f"/cases/{district.pk}/groups", joining(two.pk)), 404, "not-found")


def test_a_cluster_is_made_ended_or_answered_for(cast, program, district) -> None:
    groups = [make.group(cast.malee), make.group(cast.malee, name="กลุ่มจักสานตัวอย่าง")]
    cases = [
        told(program("malee").post(f"/cases/{district.pk}/groups", joining(one.pk)))["id"] for one in groups
    ]
    said = {"cases": cases, "name": "คลัสเตอร์ผ้า", "basis": "same"}

    refused(program("fong").post("/clusters", said), 403, "role")
    refused(program("malee").post("/clusters", {**said, "cases": cases[:1]}), 403, "refused")
    made = told(program("malee").post("/clusters", said))

    assert [one["case"] for one in made["members"]] == sorted(cases)
    assert [one["id"] for one in told(program("somchai").get("/clusters"))["items"]] == [made["id"]]
    refused(program("kanya").get(f"/clusters/{made['id']}"), 404, "not-found")
    told(program("malee").post(f"/clusters/{made['id']}/end", {"reason": "แยกกลุ่ม"}))
    refused(program("malee").post(f"/clusters/{made['id']}/end", {"reason": "แยกกลุ่ม"}), 409, "stale")
    none = {"reason": "ผลิตภัณฑ์ต่างกัน", "done_on": "2018-09-05"}
    told(program("malee").post(f"/cases/{district.pk}/no-cluster", none))
    assert ClusterAnswer.objects.get().made_on == date(2018, 9, 5)


def test_clusters_are_listed_in_the_same_queries_for_one_and_for_two(cast, program) -> None:
    district, caller = make.district(cast, places=4), program("malee")
    for name in ("ก", "ข"):
        groups = [make.group(cast.malee, name=f"กลุ่ม{name}{n}") for n in range(2)]
        cases = [told(caller.post(f"/cases/{district.pk}/groups", joining(one.pk)))["id"] for one in groups]
        told(caller.post("/clusters", {"cases": cases, "name": f"คลัสเตอร์{name}", "basis": "same"}))

    with CaptureQueriesContext(connection) as one:
        told(caller.get("/clusters", limit=1))
    with CaptureQueriesContext(connection) as two:
        assert len(told(caller.get("/clusters"))["items"]) == 2

    assert len(one) == len(two)


ALIKE = {**GROUP, "name": "วิสาหกิจชุมชนทอผ้าตัวอยาง"}


def test_a_group_that_looks_like_one_is_registered_with_the_word_that_it_is_another(program) -> None:
    call = program("malee")
    first = told(call.post("/groups", GROUP))["id"]

    assert "ที่คล้ายกัน — ใช้กลุ่มนั้น หรือระบุเหตุผล" in refused(call.post("/groups", ALIKE), 422, "looks-like")
    refused(call.post("/groups", {**ALIKE, "told_apart": [first]}), 422, "looks-like")
    made = told(call.post("/groups", {**ALIKE, "told_apart": [first], "another_because": "คนละประธาน"}))

    assert told(call.get("/doubles")) == {"items": [], "next": None}
    assert told(call.get(f"/groups/{made['id']}/doubles"))["items"] == []


def test_doubles_are_found_joined_and_parted(cast, program) -> None:
    one, other = make.group(cast.malee, name="กลุ่มทอผ้าไหม"), make.group(cast.malee, name="กลุ่มทอผ้าใหม")
    call = program("malee")
    likeness = {"is_likely": True, "reasons": ["near-name", "same-village"], "slips": 1}
    pair = {**likeness, "one": one.pk, "other": other.pk}
    assert told(call.get("/doubles")) == {"items": [pair], "next": None}
    [found] = told(call.get(f"/groups/{one.pk}/doubles"))["items"]
    assert found == {**likeness, "group": other.pk, "name": other.name, "through": None}

    said = {"into": one.pk, "reason": "กลุ่มเดียวกัน", "seen": 1, "seen_into": 1}
    refused(call.post(f"/groups/{other.pk}/merge", {**said, "seen": 2}), 409, "stale")
    refused(program("anong").post(f"/groups/{other.pk}/merge", said), 403, "role")
    refused(program("kanya").post(f"/groups/{other.pk}/merge", said), 404, "not-found")
    assert told(call.post(f"/groups/{other.pk}/merge", said))["stands"]
    refused(call.post(f"/groups/{other.pk}/merge", said), 403, "merged")

    assert [each["id"] for each in told(call.get("/groups"))["items"]] == [one.pk]
    assert told(call.get(f"/groups/{other.pk}"))["merged_into"] == one.pk
    assert told(call.get(f"/groups/{one.pk}"))["joined"] == [other.pk]
    undone = told(call.post(f"/groups/{other.pk}/merge/undo", {"reason": "คนละประธาน"}))
    assert (undone["stands"], undone["undone_reason"]) == (False, "คนละประธาน")
    refused(call.post(f"/groups/{other.pk}/merge/undo", {"reason": "คนละประธาน"}), 404, "not-found")
    assert told(call.get("/groups"))["items"][1]["id"] == other.pk


def test_two_are_told_apart_once(cast, program) -> None:
    one, other = make.group(cast.malee, name="กลุ่มทอผ้าไหม"), make.group(cast.malee, name="กลุ่มทอผ้าใหม")
    said = {"others": [one.pk], "reason": "คนละประธาน"}

    assert told(program("malee").post(f"/groups/{other.pk}/apart", said)) == {"items": [[one.pk, other.pk]]}
    assert told(program("malee").post(f"/groups/{other.pk}/apart", said)) == {"items": []}


def test_a_proposed_cluster_is_put_aside_taken_up_and_accepted_by_a_program(cast, program) -> None:
    district = make.district(cast, places=3)
    told_of = {"กลุ่มข้าว": "ข้าวอินทรีย์", "กลุ่มปุ๋ย": "ปุ๋ยจุลินทรีย์", "กลุ่มโดรน": "โดรนพ่นยา"}
    for name, product in told_of.items():
        group = make.group(cast.malee, name=name, product=product)
        told(program("malee").post(f"/cases/{district.pk}/groups", joining(group.pk)))
    address = f"/cases/{district.pk}/cluster-proposals"

    proposed = told(program("malee").get(address))
    [one] = proposed["items"]
    left = told(program("malee").get(f"{address}/left"))

    assert (one["basis"], [member["name"] for member in one["members"]]) == ("linked", ["กลุ่มข้าว", "กลุ่มปุ๋ย"])
    assert (proposed["total"], proposed["next"]) == (1, None)
    assert (left["alone"], [each["name"] for each in left["unplaced"]]) == ([], ["กลุ่มโดรน"])
    refused(program("fong").post(f"{address}/{one['mark']}/put-aside", {"reason": "รอ"}), 403, "role")
    refused(program("kanya").get(address), 404, "not-found")
    aside = told(program("malee").post(f"{address}/{one['mark']}/put-aside", {"reason": "รอ"}))
    assert told(program("malee").get(address))["items"] == []
    told(program("malee").post(f"/cases/{district.pk}/cluster-decisions/{aside['id']}/take-up"))
    made = told(program("malee").post(f"{address}/{one['mark']}/accept", {"name": "ข้าวปลอดภัย"}))
    refused(program("malee").post(f"{address}/{one['mark']}/accept", {}), 409, "stale")
    decided = told(program("somchai").get(f"/cases/{district.pk}/cluster-decisions"))["items"]
    assert [(each["verdict"], each["cluster"]) for each in decided] == [
        ("aside", None),
        ("changed", made["id"]),
    ]


def test_a_list_is_told_whole_and_its_rows_keep_their_numbers(program) -> None:
    made = told(program("malee").post("/groups", GROUP))
    address = f"/groups/{made['id']}/lists/products"

    first = told(
        program("malee").post(address, {"rows": [{"name": "ผ้าไหม", "standards": ["fda"]}], "seen": 1})
    )
    [row] = first["rows"]
    again = told(program("malee").post(address, {"rows": [{**row, "name": "ผ้าไหมมัดหมี่"}], "seen": 2}))

    assert [(one["id"], one["name"], one["main"], one["standards"]) for one in again["rows"]] == [
        (row["id"], "ผ้าไหมมัดหมี่", True, ["fda"])
    ]
    assert told(program("malee").get(address)) == again
    assert [one["id"] for one in told(program("malee").get("/groups", lacks="spot"))["items"]] == [made["id"]]
    assert "ชื่อผลิตภัณฑ์" in refused(
        program("malee").post(address, {"rows": [{"main": True}], "seen": 3}), 422, "bad-answers"
    )
    refused(program("malee").post(address, {"rows": [], "seen": 2}), 409, "stale")
    refused(program("anong").post(address, {"rows": [], "seen": 3}), 403, "role")
    refused(program("kanya").get(address), 404, "not-found")


@pytest.mark.parametrize("name", ["committee", "members"])
def test_leaders_and_members_are_told_to_those_who_work_with_the_group_alone(program, name: str) -> None:
    made = told(program("malee").post("/groups", GROUP))
    address = f"/groups/{made['id']}/lists/{name}"
    rows = [
        {
            "name": "นางเงิน ทดลอง",
            "phone": "0822222222",
            **({"post": "เลขานุการ"} if name == "committee" else {}),
        }
    ]
    told(program("malee").post(address, {"rows": rows, "seen": 1}))

    far = told(program("anong").get(f"/groups/{made['id']}"))
    assert told(program("anong").get(address))["rows"] is None
    assert "นางเงิน" not in str(far)
    assert "นางเงิน" in str(told(program("malee").get(f"/groups/{made['id']}")))


def test_a_group_that_rests_says_since_when_and_why(program) -> None:
    made = told(program("malee").post("/groups", GROUP))
    said = {"activity": "paused", "reason": "รอฤดูกาล", "on": "2018-09-01", "seen": 1}

    rests = told(program("malee").post(f"/groups/{made['id']}/activity", said))

    assert (rests["activity"], rests["activity_on"], rests["version"]) == ("paused", "2018-09-01", 2)
    refused(program("malee").post(f"/groups/{made['id']}/activity", {**said, "seen": 2}), 403, "refused")


def test_what_is_known_of_a_group_is_corrected_by_a_program(program) -> None:
    made = told(program("malee").post("/groups", {**GROUP, "phone": "0812345678"}))
    told(program("malee").post("/groups", {**GROUP, "name": "กลุ่มจักสาน", "phone": ""}))
    here = f"/groups/{made['id']}/facts"
    right = {
        "seen": 1,
        "founded_on": "2007-01-15",
        "latitude": 14.6281,
        "longitude": 102.7939,
        "product": "",
        "phone": "๐๘๙ ๙๙๙ ๘๘๘๘",
    }

    refused(program("").post(here, right), 401, "token-missing")
    refused(program("kanya").post(here, right), 404, "not-found")
    refused(program("anong").post(here, right), 403, "role")
    wrong = {**right, "founded_on": "2047-01-01", "latitude": 102.7939, "members_count": 0}
    answer = program("malee").post(here, wrong)
    assert refused(answer, 422, "impossible")
    assert [one["field"] for one in answer.json()["details"]] == ["members_count", "founded_on", "latitude"]
    assert "ไม่ใช่หมายเลขโทรศัพท์" in refused(
        program("malee").post(here, {**right, "phone": "12"}), 422, "impossible"
    )
    assert "กลุ่มจักสาน" in refused(program("malee").post(here, {**right, "name": "กลุ่ม จักสาน"}), 403, "refused")

    after = told(program("malee").post(here, right))

    assert (after["founded_on"], after["latitude"], after["phone"], after["chair_name"], after["version"]) == (
        "2007-01-15", 14.6281, "0899998888", GROUP["chair_name"], 2,
    )  # fmt: skip
    assert {"founded_on", "latitude"} <= {one["field"] for one in after["facts"]}
    refused(program("malee").post(here, right), 409, "stale")
