"""Letters for programs: what kinds ask, a draft from its first answers to its number, and its file."""

import pytest

from api.conftest import refused, told
from letter_samples import SAMPLES
from sammachip.core.letter import LetterKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
ADDRESS = "/letter-drafts"


def begun(caller, kind: LetterKind = LetterKind.EXTERNAL):
    return told(caller.post(ADDRESS, {"kind": kind.value, "answers": SAMPLES[kind]}))


def test_a_letter_goes_from_its_answers_to_its_number(program) -> None:
    officer, head = program("somchai"), program("suda")
    draft = begun(officer)
    place = f"{ADDRESS}/{draft['id']}"
    changed = {**draft["answers"], "to": "", "count": "x"}
    saved = told(officer.post(f"{place}/save", {"answers": changed, "seen": 1}))
    refused(officer.post(f"{place}/save", {"answers": changed, "seen": 1}), 409, "stale")
    refused(officer.post(f"{place}/send", {"seen": 2}), 403, "refused")
    told(officer.post(f"{place}/save", {"answers": draft["answers"], "seen": 2}))

    told(officer.post(f"{place}/send", {"seen": 3}))
    refused(officer.post(f"{place}/sign", {"seen": 3}), 403, "refused")
    told(head.post(f"{place}/return", {"reason": "แก้ชื่อเรื่อง"}))
    told(officer.post(f"{place}/send", {"seen": 3}))
    told(head.post(f"{place}/sign", {"seen": 3}))
    issued = told(officer.post(f"{place}/issue", {"dated_on": "2018-09-09", "series": "circular"}))

    assert ([one["field"] for one in saved["errors"]], [one["key"] for one in saved["missing"]]) == (
        ["count"],
        ["to"],
    )
    assert (issued["state"], told(officer.get(f"/papers/{issued['paper']}"))["number"]) == (
        "issued",
        "บร 0019/ว 1",
    )
    assert [one["id"] for one in told(officer.get(ADDRESS, state="issued"))["items"]] == [draft["id"]]


def test_strangers_and_superiors_read_no_drafts(program) -> None:
    draft = begun(program("somchai"))

    for username in ("kanya", "anong", "malee"):
        refused(program(username).get(f"{ADDRESS}/{draft['id']}"), 404, "not-found")
        assert told(program(username).get(ADDRESS))["items"] == []


def test_a_draft_is_given_out_to_sign_and_withdrawn_with_a_reason(program) -> None:
    officer = program("somchai")
    place = f"{ADDRESS}/{begun(officer, LetterKind.ORDER)['id']}"

    file = officer.get(f"{place}/file.pdf")
    gone = told(officer.post(f"{place}/withdraw", {"reason": "ใช้คำสั่งเดิม"}))

    assert (file.content[:4], gone["state"], gone["withdrawn_why"]) == (b"%PDF", "withdrawn", "ใช้คำสั่งเดิม")


def test_the_kinds_say_what_they_ask(program) -> None:
    kinds = {one["kind"]: one for one in told(program("malee").get("/letter-kinds"))["items"]}

    assert list(kinds) == [kind.value for kind in LetterKind]
    assert kinds["memo"]["required"] == ["office", "subject", "to", "body", "signer_post"]
