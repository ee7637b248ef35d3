"""Filings through the API: written, sent, signed, returned, opened again; their pictures, papers and letters."""

import io

import pytest
from PIL import Image

import make
from api.conftest import paths, refused, told
from sammachip.cases.models import Filing
from sammachip.records import store
from sammachip.records.models import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


REPORT = {
    "standing": "ongoing",
    "process": {
        "step_1": {"result": "สำรวจครบ 2 กลุ่ม", "problem": "ฝนตก", "remedy": "เลื่อนวัน"},
        "step_2": {"result": "ยังไม่รวม"},
    },
}
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
    ("advice", {"seen": 1, "words": "นัดกลุ่มก่อน"}),
]


@pytest.fixture
def report(cast, district) -> Filing:
    return make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)


def picture() -> io.BytesIO:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(kept, "JPEG")
    kept.seek(0)
    kept.name = "ภาพ.jpg"
    return kept


def media_of(path: str) -> list[str]:
    """The types of file that the document says this address gives."""
    return list(paths()[path]["get"]["responses"][200]["content"])


def test_what_awaits_the_caller_is_its_inbox(cast, program, district) -> None:
    make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)

    [mine] = [one for one in told(program("mana").get("/tasks"))["items"] if one["stage"] == "report"]

    assert (mine["turn_role"], mine["turn_office"]) == ("district-head", "3101")
    assert "report" not in [one["stage"] for one in told(program("malee").get("/tasks"))["items"]]


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
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Type"] in media_of("/filings/{pk}/file.{kind}")
        assert program("malee").get(f"/papers/{paper.pk}/file.{kind}").content == answer.content
    frozen = told(program("malee").get(f"/filings/{pk}/revisions/1"))
    assert frozen["answers"]["standing"] == "ongoing"
    assert [one["id"] for one in told(program("somchai").get("/filings", state="accepted"))["items"]] == [pk]


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


def test_a_save_after_which_no_number_comes_is_refused(cast, program) -> None:
    """The next save must still fit its column: PostgreSQL broke on the highest number of all."""
    draft = make.filing(make.task(make.district(cast), "report"), cast.malee)

    answer = program("malee").post(f"/filings/{draft.pk}/save", {"answers": {}, "seen": 2**31 - 1})

    assert (answer.status_code, answer.json()["field"]) == (422, "seen")


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
                "done_on": "2018-09-10",
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


def test_a_picture_given_twice_is_told_where_else_it_stands(cast, program, district) -> None:
    first = make.filing(make.task(district, "report"), cast.malee, REPORT)
    beside = make.district(cast, district.edition, code="3102")
    second = make.filing(make.task(beside, "report"), cast.prasit, REPORT)

    alone = told(program("malee").upload(f"/filings/{first.pk}/photos", {"picture": picture()}))
    again = told(program("prasit").upload(f"/filings/{second.pk}/photos", {"picture": picture()}))

    assert (alone["also_in"], alone["also_unseen"]) == ([], 0)
    assert (again["also_in"], again["also_unseen"]) == ([], 1)  # the other district's, which it does not see
    [seen] = told(program("somchai").get(f"/filings/{second.pk}"))["photos"]
    assert [(use["filing"], use["about"]) for use in seen["also_in"]] == [(first.pk, str(district.subject))]
    assert seen["also_unseen"] == 0


def test_what_is_no_picture_is_refused(cast, program, district) -> None:
    draft = make.filing(make.task(district, "report"), cast.malee, REPORT)
    text = io.BytesIO(b"not a picture")
    text.name = "note.jpg"

    assert "note.jpg" in refused(
        program("malee").upload(f"/filings/{draft.pk}/photos", {"picture": text}), 403, "no-picture"
    )


def test_a_covering_letter_gets_its_number_from_its_own_office(program, report) -> None:
    told(program("mana").post(f"/filings/{report.pk}/sign", {"seen": 1}))
    [letter] = told(program("mana").get("/papers", filing=report.pk, state="draft"))["items"]
    said = {"number": "บร ๐๐๑๙.๑/๑๒๓", "dated_on": "2018-09-10"}

    refused(program("mana").get(f"/papers/{letter['id']}/file.pdf"), 404, "not-found")
    refused(program("kanya").post(f"/papers/{letter['id']}/issue", said), 404, "not-found")
    refused(program("somchai").post(f"/papers/{letter['id']}/issue", said), 403, "refused")
    issued = told(program("mana").post(f"/papers/{letter['id']}/issue", said))

    assert (issued["state"], issued["number"]) == ("issued", "บร 0019.1/123")
    assert told(program("somchai").get(f"/papers/{letter['id']}"))["pdf_sha256"] == issued["pdf_sha256"]
