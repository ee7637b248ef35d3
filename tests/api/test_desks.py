"""Each desk through its API: it works, a stranger meets 404, the wrong role 403 with the reason, a stale hand 409."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

import make
from conftest import Freeze
from sammachip.cases.models import Case, Filing
from sammachip.records import store
from sammachip.records.models import Paper
from sammachip.registry import actions as registry
from sammachip.registry.actions_differences import learn_from_filing

pytestmark = pytest.mark.django_db
REPORT = {
    "standing": "ongoing",
    "process": {
        "step_1": {"result": "สำรวจครบ 2 กลุ่ม", "problem": "ฝนตก", "remedy": "เลื่อนวัน"},
        "step_2": {"result": "ยังไม่รวม"},
    },
}
LETTER = {"letter_number": "บร ๐๐๑๙/ว ๑", "letter_on": "2018-09-01", "reason": "ตามหนังสือจังหวัด"}


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def district(cast) -> Case:
    return make.district(cast)


def told(answer) -> dict:
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def refused(answer, status: int, code: str) -> str:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content.decode()
    return answer.json()["message"]


def picture() -> io.BytesIO:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(kept, "JPEG")
    kept.seek(0)
    kept.name = "ภาพ.jpg"
    return kept


def test_offices_are_those_within_sight_in_parts(program) -> None:
    first = told(program("somchai").get("/offices", level="district", limit=20))
    rest = told(program("somchai").get("/offices", level="district", limit=20, after=first["next"]))

    codes = [one["code"] for one in first["items"] + rest["items"]]
    assert codes == [f"31{number:02}" for number in range(1, 24)]
    assert rest["next"] is None
    refused(program("kanya").get("/offices/3101"), 404, "not-found")


def test_a_pack_is_published_and_read_back(cast, program) -> None:
    text = make.PACK_A.read_text()
    made = told(program("anong").post("/editions", {"text": text}))

    [listed] = told(program("malee").get("/programmes"))["items"]
    assert (listed["code"], listed["edition"]) == (made["programme"], made["id"])
    assert told(program("malee").get(f"/editions/{made['id']}"))["text"] == text
    assert [
        one["id"] for one in told(program("malee").get(f"/programmes/{listed['code']}/editions"))["items"]
    ] == [made["id"]]


def test_a_case_follows_the_next_edition_once_its_changes_were_read(cast, program, district) -> None:
    text = district.edition.source.replace("district-head: 2561-09-20", "district-head: 2561-09-25")
    newer = make.publish(cast, text)
    moved = told(program("malee").get(f"/editions/{newer.pk}/changes"))
    assert (moved["edition"], moved["since"], moved["followers"]) == (2, 1, [{"edition": 1, "cases": 1}])
    assert [one["part"] for one in moved["changes"]] == ["stages"]
    refused(program("malee").get(f"/editions/{newer.pk}/changes", since=2), 404, "not-found")
    path = f"/cases/{district.pk}/adoption"
    assert told(program("mana").get(path)) == {"edition": 2, "following": [district.pk], "staying": []}

    assert "พัฒนาการอำเภอ" in refused(program("malee").post(path, {"edition": 2, "seen": 1}), 403, "role")
    assert told(program("mana").post(path, {"edition": 2, "seen": 1}))["following"] == [district.pk]
    refused(program("mana").post(path, {"edition": 2, "seen": 1}), 409, "stale")
    assert told(program("mana").get(f"/cases/{district.pk}"))["edition"] == newer.pk


def test_publishing_asks_for_the_role_and_names_each_fault_with_its_line(program) -> None:
    text = make.PACK_A.read_text()

    assert "กรม" in refused(program("malee").post("/editions", {"text": text}), 403, "refused")
    answer = program("anong").post("/editions", {"text": text.replace("levels:", "lewels:", 1)})
    refused(answer, 422, "bad-pack")
    assert all(one["value"].startswith("บรรทัด") for one in answer.json()["details"])


def test_terms_are_set_by_the_province_and_hold_below(cast, program, district) -> None:
    path = f"/editions/{district.edition_id}/terms"
    told(program("somchai").post(path, {"office": "31", "unit_cost": "31250.50", **LETTER}))

    held = told(program("malee").get(path))
    assert (held["office"], held["unit_cost"], held["letter_number"]) == ("3101", "31250.50", "บร ๐๐๑๙/ว ๑")
    assert ["report", "district-head"] in [[one["stage"], one["role"]] for one in held["due"]]
    refused(program("malee").post(path, {"office": "3101", "unit_cost": "1.00", **LETTER}), 403, "refused")
    refused(program("kanya").post(path, {"office": "31", "unit_cost": "1.00", **LETTER}), 404, "not-found")


def test_terms_set_days_and_keep_what_was_set_before(program, district) -> None:
    path = f"/editions/{district.edition_id}/terms"
    for day, seen in (("2018-09-18", 0), ("2018-09-19", 1)):
        due = {"report": {"district-head": day}}
        told(program("somchai").post(path, {"office": "31", "due": due, "seen": seen, **LETTER}))

    held = {one["stage"]: one for one in told(program("malee").get(path))["due"] if one["office"]}
    history = told(program("somchai").get(f"{path}/history", office="31"))["items"]

    assert (held["report"]["due_at"], held["report"]["office"]) == ("2018-09-19T23:59:59+07:00", "31")
    assert [one["version"] for one in history] == [2, 1]
    assert history[1]["content"] == {"due": {"report": {"district-head": "2018-09-18"}}}
    again = {"office": "31", "unit_cost": "1.00", "seen": 1, **LETTER}
    refused(program("somchai").post(path, again), 409, "stale")
    unknown = {"office": "31", "due": {"report": {"nobody": "2018-09-18"}}, **LETTER}
    assert "nobody" in refused(program("somchai").post(path, unknown), 403, "refused")


def test_a_deadline_moves_by_letter(program, district) -> None:
    path = f"/editions/{district.edition_id}/extensions"
    said = {"stage": "report", "role": "district-head", "due_at": "2018-09-25T23:59:59+07:00", **LETTER}

    made = told(program("somchai").post(path, {**said, "office": "3101"}))

    assert (made["path"], made["due_at"]) == ("/31/3101/", "2018-09-25T23:59:59+07:00")
    refused(program("malee").post(path, said), 403, "role")


def test_cases_and_tasks_are_those_within_sight(program, district) -> None:
    listed = told(program("malee").get("/cases", level="district"))["items"]
    whole = told(program("malee").get(f"/cases/{district.pk}"))

    assert [one["id"] for one in listed] == [district.pk]
    assert "report" in [one["stage"] for one in whole["tasks"]]
    assert told(program("kanya").get("/cases"))["items"] == []
    assert told(program("prasit").get("/tasks", which="all"))["items"] == []
    refused(program("kanya").get(f"/cases/{district.pk}"), 404, "not-found")


def test_lists_take_the_same_queries_for_one_and_for_many(cast, program) -> None:
    edition = make.edition(cast)
    caller = program("somchai")
    for code in ("3101", "3102", "3103", "3104", "3105"):
        make.district(cast, edition, code=code)
    caller.get("/cases")  # the token's first use is noted, which costs one query more

    for path in ("/cases", "/tasks?which=all", "/filings", "/papers", "/registers"):
        with CaptureQueriesContext(connection) as one:
            told(caller.get(path, limit=1))
        with CaptureQueriesContext(connection) as many:
            told(caller.get(path, limit=5))
        assert len(one) == len(many), path


def test_what_awaits_the_caller_is_its_inbox(cast, program, district) -> None:
    make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)

    [mine] = [one for one in told(program("mana").get("/tasks"))["items"] if one["stage"] == "report"]

    assert (mine["turn_role"], mine["turn_office"]) == ("district-head", "3101")
    assert "report" not in [one["stage"] for one in told(program("malee").get("/tasks"))["items"]]


def test_a_task_says_what_its_form_asks_and_what_is_known(program, district) -> None:
    task = make.task(district, "report")

    asked = told(program("malee").get(f"/tasks/{task.pk}/form"))
    known = told(program("malee").get(f"/tasks/{task.pk}/facts", as_of="2018-09-08"))

    assert "standing" in [one["key"] for one in asked["fields"]]
    assert known["as_of"] == "2018-09-08"
    assert told(program("malee").get(f"/tasks/{task.pk}"))["may_write"]["may"] is True
    assert told(program("fai").get(f"/tasks/{task.pk}"))["may_write"]["code"] == "role"
    cluster = make.task(district, "cluster")
    refused(program("malee").get(f"/tasks/{cluster.pk}/form"), 404, "not-found")


GROUP = {
    "area": "310101",
    "moo": 1,
    "village_name": "ตัวอย่าง 1",
    "name": "กลุ่มทอผ้าตัวอย่าง",
    "members_count": 12,
    "chair_name": "นางสมมุติ ทดสอบ",
    "phone": "000",
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
    assert (near["chair_name"], near["phone"]) == ("นางสมมุติ ทดสอบ", "000")
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


def joining(group: int) -> dict[str, object]:
    """This group, with every question of enrolment answered yes."""
    asked = ("sammachip_village", "thai_niyom_village", "same_occupation", "trained", "practising")
    return {"group": group, "answers": dict.fromkeys(asked, "yes")}


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
    told(program("malee").post(f"/cases/{district.pk}/no-cluster", {"reason": "ผลิตภัณฑ์ต่างกัน"}))


def test_a_group_leaves_with_its_reason(cast, program, district) -> None:
    group = make.group(cast.malee)
    case = told(program("malee").post(f"/cases/{district.pk}/groups", joining(group.pk)))["id"]

    closed = told(program("malee").post(f"/cases/{case}/close", {"result": "withdrawn", "reason": "ย้ายที่อยู่"}))

    assert closed["closed_at"] == "2018-09-10T02:00:00Z"
    assert {one["result"] for one in closed["tasks"]} == {"withdrawn"}
    refused(
        program("malee").post(f"/cases/{case}/close", {"result": "withdrawn", "reason": "x"}), 403, "closed"
    )


def test_an_office_leaves_with_the_number_of_those_below(cast, program, district) -> None:
    group = make.group(cast.malee)
    told(
        program("malee").post(f"/cases/{district.pk}/groups", {**joining(group.pk), "done_on": "2018-09-08"})
    )
    path, said = f"/cases/{district.pk}/close", {"result": "withdrawn", "reason": "ไม่มีกลุ่มเป้าหมาย"}

    refused(program("somchai").post(path, said), 409, "stale")
    closed = told(program("somchai").post(path, {**said, "below": 1, "done_on": "2018-09-09"}))

    assert closed["left_on"] == "2018-09-09"
    [below] = told(program("somchai").get("/cases", level="group"))["items"]
    assert (below["joined_on"], below["left_on"]) == ("2018-09-08", "2018-09-09")


def test_a_report_goes_from_draft_to_its_issued_file(cast, program, district) -> None:
    task = make.task(district, "report")
    draft = told(program("malee").post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-08"}))
    pk = draft["id"]
    saved = told(program("malee").post(f"/filings/{pk}/save", {"answers": REPORT, "seen": draft["saved"]}))
    sent = told(program("malee").post(f"/filings/{pk}/send", {"seen": saved["saved"]}))
    assert (sent["state"], sent["may"]["sign"]["may"]) == ("sent", False)

    told(program("mana").post(f"/filings/{pk}/sign", {"seen": sent["revision"]}))
    accepted = told(program("somchai").post(f"/filings/{pk}/sign", {"seen": sent["revision"]}))

    assert (accepted["state"], accepted["accepted_revision"]) == ("accepted", 1)
    assert [one["role"] for one in accepted["signoffs"]] == ["district-head", "province-officer"]
    paper = Paper.objects.get(kind="filing", about_id=pk)
    for kind, file in (("pdf", paper.pdf), ("docx", paper.docx)):
        answer = program("malee").get(f"/filings/{pk}/file.{kind}")
        assert file is not None
        assert answer.content == store.fetch(file.digest)
        assert answer.headers["X-Content-SHA256"] == file.digest
        assert program("malee").get(f"/papers/{paper.pk}/file.{kind}").content == answer.content
    frozen = told(program("malee").get(f"/filings/{pk}/revisions/1"))
    assert frozen["answers"]["standing"] == "ongoing"
    assert [one["id"] for one in told(program("somchai").get("/filings", state="accepted"))["items"]] == [pk]


@pytest.fixture
def report(cast, district) -> Filing:
    return make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)


FILING_ACTS = [
    ("save", {"answers": {}, "seen": 1}),
    ("send", {"seen": 1}),
    ("take-back", {"seen": 1}),
    ("sign", {"seen": 1}),
    ("return", {"seen": 1, "reason": "แก้ยอด"}),
    (
        "paper-signature",
        {"seen": 1, "signer_name": "x", "signer_title": "x", "paper_number": "1", "done_on": "2018-09-09"},
    ),
    ("reopen", {"reason": "แก้ยอด", "until": "2018-09-30"}),
]


def test_a_stranger_meets_404_and_the_wrong_role_403_at_every_act(program, report) -> None:
    for act, said in FILING_ACTS:
        refused(program("kanya").post(f"/filings/{report.pk}/{act}", said), 404, "not-found")
        answer = program("fai").post(f"/filings/{report.pk}/{act}", said)
        assert answer.status_code == 403, act
        assert answer.json()["message"], act
    refused(program("kanya").get(f"/filings/{report.pk}"), 404, "not-found")
    refused(program("kanya").get(f"/filings/{report.pk}/file.pdf"), 404, "not-found")
    refused(program("kanya").upload(f"/filings/{report.pk}/photos", {"picture": picture()}), 404, "not-found")


def test_a_stale_hand_is_told_at_every_act(cast, program, report, district) -> None:
    for name, act in (("malee", "take-back"), ("mana", "sign")):
        refused(program(name).post(f"/filings/{report.pk}/{act}", {"seen": 7}), 409, "stale")
    refused(program("mana").post(f"/filings/{report.pk}/return", {"seen": 7, "reason": "x"}), 409, "stale")
    told(program("malee").post(f"/filings/{report.pk}/take-back", {"seen": 1}))
    refused(program("malee").post(f"/filings/{report.pk}/save", {"answers": {}, "seen": 0}), 409, "stale")
    refused(program("malee").post(f"/filings/{report.pk}/send", {"seen": 0}), 409, "stale")


def test_a_draft_keeps_what_is_wrong_and_sending_it_names_each_answer(program, report) -> None:
    path = f"/filings/{report.pk}"
    told(program("malee").post(f"{path}/take-back", {"seen": 1}))

    saved = told(program("malee").post(f"{path}/save", {"answers": {"standing": "perhaps"}, "seen": 1}))
    answer = program("malee").post(f"{path}/send", {"seen": saved["saved"]})

    assert [one["field"] for one in saved["errors"]] == ["standing"]
    assert refused(answer, 422, "bad-answers") == saved["errors"][0]["message"]
    assert answer.json()["field"] == "standing"
    assert told(program("malee").get(path))["answers"] == {"standing": "perhaps"}


def test_a_return_a_paper_signature_and_a_reopening(program, report) -> None:
    path = f"/filings/{report.pk}"
    told(program("mana").post(f"{path}/return", {"seen": 1, "reason": "ระบุปัญหาให้ครบ"}))
    again = told(program("malee").post(f"{path}/send", {"seen": told(program("malee").get(path))["saved"]}))
    signed = told(
        program("malee").post(
            f"{path}/paper-signature",
            {
                "seen": again["revision"],
                "signer_name": "นายมานะ ทดสอบระบบ",
                "signer_title": "พัฒนาการอำเภอ",
                "paper_number": "บร ๐๐๑๙.๑/๑",
                "done_on": "2018-09-09",
            },
        )
    )
    told(program("somchai").post(f"{path}/sign", {"seen": 2}))
    reopened = told(program("somchai").post(f"{path}/reopen", {"reason": "แก้ยอด", "until": "2018-09-30"}))

    assert [one["on_paper"] for one in signed["signoffs"]] == [False, True]
    assert (reopened["state"], reopened["reopened_until"], reopened["accepted_revision"]) == (
        "draft",
        "2018-09-30",
        2,
    )


def test_a_report_of_nothing_is_declared_with_its_reason_and_sent(program, report) -> None:
    path = f"/filings/{report.pk}"
    told(program("malee").post(f"{path}/take-back", {"seen": 1}))
    saved = told(program("malee").get(path))["saved"]

    draft = told(program("malee").post(f"{path}/nil", {"seen": saved, "reason": "ยังไม่ได้รับโอนงบประมาณ"}))
    sent = told(program("malee").post(f"{path}/send", {"seen": draft["saved"]}))

    assert (draft["nil_reason"], draft["missing"], sent["state"]) == ("ยังไม่ได้รับโอนงบประมาณ", [], "sent")
    assert told(program("mana").get(f"{path}/revisions/2"))["nil_reason"] == "ยังไม่ได้รับโอนงบประมาณ"


def test_pictures_come_stripped_and_go_again(cast, program, district) -> None:
    draft = make.filing(make.task(district, "report"), cast.malee, REPORT)
    path = f"/filings/{draft.pk}/photos"

    kept = told(program("malee").upload(path, {"picture": picture(), "caption": "ลงพื้นที่"}, once="p-1"))
    again = told(program("malee").upload(path, {"picture": picture(), "caption": "ลงพื้นที่"}, once="p-1"))

    assert again == kept
    assert [one["caption"] for one in told(program("malee").get(f"/filings/{draft.pk}"))["photos"]] == [
        "ลงพื้นที่"
    ]
    shown = program("somchai").get(f"/photos/{kept['id']}")
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
    refused(program("kanya").get(f"/photos/{kept['id']}"), 404, "not-found")
    refused(program("fai").upload(path, {"picture": picture()}), 403, "role")
    refused(program("malee").upload(path, {"caption": "x"}), 422, "bad-input")
    told(program("malee").post(f"{path}/{kept['id']}/remove"))
    assert not draft.photos.exists()


def test_what_is_no_picture_is_refused(cast, program, district) -> None:
    draft = make.filing(make.task(district, "report"), cast.malee, REPORT)
    text = io.BytesIO(b"not a picture")
    text.name = "note.jpg"

    assert "note.jpg" in refused(
        program("malee").upload(f"/filings/{draft.pk}/photos", {"picture": text}), 403, "refused"
    )


def test_a_covering_letter_gets_its_number_from_its_own_office(program, report) -> None:
    told(program("mana").post(f"/filings/{report.pk}/sign", {"seen": 1}))
    [letter] = told(program("mana").get("/papers", filing=report.pk, state="draft"))["items"]
    said = {"number": "บร ๐๐๑๙.๑/๑๒๓", "dated_on": "2018-09-10"}

    refused(program("mana").get(f"/papers/{letter['id']}/file.pdf"), 404, "not-found")
    refused(program("kanya").post(f"/papers/{letter['id']}/issue", said), 404, "not-found")
    refused(program("somchai").post(f"/papers/{letter['id']}/issue", said), 403, "refused")
    issued = told(program("mana").post(f"/papers/{letter['id']}/issue", said))

    assert (issued["state"], issued["number"]) == ("issued", "บร ๐๐๑๙.๑/๑๒๓")
    assert told(program("somchai").get(f"/papers/{letter['id']}"))["pdf_sha256"] == issued["pdf_sha256"]


def test_a_task_of_many_filings_is_closed_by_its_closer(cast, program, district) -> None:
    group = make.group(cast.malee)
    case = told(program("malee").post(f"/cases/{district.pk}/groups", joining(group.pk)))
    [develop] = [one["id"] for one in case["tasks"] if one["stage"] == "develop"]

    refused(program("malee").post(f"/tasks/{develop}/close"), 403, "role")
    told(program("mana").post(f"/tasks/{develop}/close"))
    refused(program("mana").post(f"/tasks/{develop}/close"), 403, "closed")


NOTICE = {"notice_number": "มท ๐๔๐๗/ว ๑", "notice_on": "2018-08-24"}


@pytest.fixture
def province(cast, program) -> Case:
    """A province that has its notice of allotment, and the money."""
    edition = make.edition(cast)
    amounts = {"support": "873600.00"}
    told(
        program("somchai").post(
            f"/editions/{edition.pk}/allotments", {"office": "31", "amounts": amounts, **NOTICE}
        )
    )
    received = {"office": "31", "amounts": amounts, "done_on": "2018-08-28", "document_number": "อง.03/1"}
    told(program("fai").post(f"/editions/{edition.pk}/receipts", received))
    return Case.objects.get(edition=edition, office="31")


def row(code: str, groups: int = 1) -> dict[str, object]:
    return {"office": code, "groups": groups, "amounts": {"support": str(Decimal("31200.00") * groups)}}


def test_a_register_is_written_issued_and_transferred(program, province) -> None:
    start = {"edition": province.edition_id, "office": "31"}
    refused(program("malee").post("/registers", start), 404, "not-found")
    refused(program("fai").post("/registers", start), 403, "role")
    draft = told(program("somchai").post("/registers", start))
    path = f"/registers/{draft['id']}"
    rows = [row("3101", 2), row("3102")]
    said = {"seen": 0, "rows": rows, "omitted_reason": "อำเภออื่นได้รับจัดสรรในงวดถัดไป"}

    saved = told(program("somchai").post(f"{path}/save", said))
    refused(program("somchai").post(f"{path}/save", said), 409, "stale")
    assert (saved["groups"], saved["total"], saved["faults"]) == (3, "93600.00", [])
    issue = {"seen": saved["saved"], "notice_number": "บร ๐๐๑๙/ว ๕๓๓๕", "notice_on": "2018-08-31"}
    refused(program("somchai").post(f"{path}/issue", issue), 403, "role")
    assert told(program("suda").post(f"{path}/issue", issue))["state"] == "issued"
    moved = told(
        program("fai").post(
            f"{path}/transfers", {"offices": ["3101"], "done_on": "2018-09-03", "document_number": "2"}
        )
    )

    assert [one["amount"] for one in moved["items"]] == ["62400.00"]
    assert told(program("malee").get(path))["total_words"] == "เก้าหมื่นสามพันหกร้อยบาทถ้วน"
    refused(program("kanya").get(path), 404, "not-found")
    case = Case.objects.get(edition=province.edition, office="3101")
    money = told(program("malee").get(f"/cases/{case.pk}/money"))
    assert (money["sums"]["allotted"], money["sums"]["transferred"]) == ("62400.00", "62400.00")
    entries = told(program("malee").get(f"/cases/{case.pk}/entries"))["items"]
    assert [one["kind"] for one in entries] == ["allotted", "transferred"]
    refused(program("suda").post(f"/entries/{entries[0]['id']}/reverse", {"reason": "x"}), 403, "register")
    refused(program("kanya").post(f"/entries/{entries[0]['id']}/reverse", {"reason": "x"}), 404, "not-found")
    taken = told(program("fai").post(f"/entries/{entries[1]['id']}/reverse", {"reason": "โอนผิดอำเภอ"}))
    assert (taken["kind"], taken["reverses"]) == ("reversed", entries[1]["id"])
    undone = told(program("suda").post(f"{path}/undo", {"reason": "แจ้งผิด"}))
    assert undone["state"] == "undone"


def test_money_beyond_the_budget_is_refused_with_both_numbers(program, province) -> None:
    said = {"office": "31", "amounts": {"support": "9999999999.00"}, **NOTICE}
    path = f"/editions/{province.edition_id}/allotments"

    message = refused(program("somchai").post(path, said), 403, "refused")

    assert "9,999,999,999" in message or "10,000,873,599" in message
    refused(program("malee").post(path, said), 404, "not-found")
    refused(program("kanya").post(path, said), 404, "not-found")


def test_the_board_stands_over_a_province(program, province, cast) -> None:
    make.district(cast, province.edition, code="3101")

    shown = told(program("somchai").get(f"/cases/{province.pk}/board", as_of="2018-09-10"))
    indicators = told(program("somchai").get(f"/cases/{province.pk}/indicators"))

    assert [one["office"] for one in shown["rows"]] == ["3101"]
    assert shown["money"]["allotted"] == "873600.00"
    assert [one["key"] for one in indicators["items"]] == ["income_up"]
    refused(program("kanya").get(f"/cases/{province.pk}/board"), 404, "not-found")
    below = Case.objects.get(edition=province.edition, office="3101")
    assert "ระดับจังหวัด" in program("malee").get(f"/cases/{below.pk}/board").json()["message"]


def test_spendings_are_listed_within_sight(program, province, cast) -> None:
    assert told(program("somchai").get("/spendings"))["items"] == []


def test_a_save_after_which_no_number_comes_is_refused(cast, program) -> None:
    """The next save must still fit its column: PostgreSQL broke on the highest number of all."""
    draft = make.filing(make.task(make.district(cast), "report"), cast.malee)

    answer = program("malee").post(f"/filings/{draft.pk}/save", {"answers": {}, "seen": 2**31 - 1})

    assert (answer.status_code, answer.json()["field"]) == (422, "seen")
