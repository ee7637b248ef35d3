"""`verify` compares each sent revision with its digest and with the event of its sending."""

import pytest

import make
from sammachip.cases.models import Revision
from sammachip.cases.sealed import digest_of
from sammachip.trail import checks, triggers

REPORT = {
    "standing": "ongoing",
    "process": {"step_1": {"result": "สำรวจครบ 2 กลุ่ม"}, "step_2": {"result": "ยังไม่รวม"}},
}

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def day(at) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def revision(cast) -> Revision:
    task = make.task(make.district(cast), "report")
    filing = make.filing(task, cast.malee, REPORT, sent=True)
    return filing.revisions.get()


@pytest.fixture
def unguarded() -> None:
    """As for somebody who reaches the tables past the program and past its triggers."""
    triggers.remove()


def found() -> list[str]:
    return [sentence for name, sentence in checks.findings() if name == "รายงานที่ส่ง"]


def test_what_was_sent_agrees(revision):
    assert found() == []


def test_an_answer_changed_by_hand_is_found(revision, unguarded):
    Revision.objects.update(answers={**revision.answers, "standing": "done"})

    assert found() == [
        f"แบบรายงาน {revision.filing_id} ฉบับที่ 1 เนื้อหาไม่ตรงกับที่ผู้ลงนามเห็น (digest ไม่ตรง) — เรียกคืนจากแฟ้มสำรอง"
    ]


def test_an_answer_changed_with_its_digest_departs_from_its_event(revision, unguarded):
    answers = {**revision.answers, "standing": "done"}
    digest = digest_of(answers=answers, facts=revision.facts, document=revision.document, salt=revision.salt)
    Revision.objects.update(answers=answers, digest=digest)

    [sentence] = found()
    assert f"แบบรายงาน {revision.filing_id} ฉบับที่ 1 เนื้อหาไม่ตรงกับเหตุการณ์การส่ง 3101#" in sentence


def test_a_revision_deleted_by_hand_is_missed(revision, unguarded):
    Revision.objects.all().delete()

    [sentence] = found()
    assert sentence.startswith(f"แบบรายงาน {revision.filing_id} ฉบับที่ 1 ส่งไว้ตามเหตุการณ์ 3101#")
