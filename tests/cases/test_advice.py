"""Advice of superiors: who gives it, that it is added and never changed, and where it is read."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.handing_out import give_out, signed_document
from sammachip.cases.models import Advice, Filing
from sammachip.cases.personal import Sight
from sammachip.cases.rules import may_advise
from sammachip.core.document import plain_text
from sammachip.core.verdict import Refused, Stale
from sammachip.records.models import Paper
from sammachip.trail import clock
from sammachip.trail.models import Event, Notice

pytestmark = [pytest.mark.both, pytest.mark.django_db]

REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจแล้ว"}}}
WORDS = "ให้นัดกลุ่มก่อนลงพื้นที่ครั้งหน้า"


@pytest.fixture
def report(cast: Cast, at: Freeze) -> Filing:
    at("2018-09-10 09:00")
    return make.filing(make.task(make.district(cast), "report"), cast.malee, REPORT, sent=True)


def test_advice_is_added_below_the_others_and_its_writer_is_told(cast: Cast, report: Filing) -> None:
    actions.give_advice(report, f" {WORDS} ", seen=1, given_on=date(2018, 9, 8), actor=cast.mana)
    actions.give_advice(report, "แนบภาพการประชุม", seen=1, actor=cast.somchai)

    given = [(one.words, one.name, one.given_on.day, one.revision) for one in report.advice.all()]
    assert given == [
        (WORDS, cast.mana.person.name, 8, 1),
        ("แนบภาพการประชุม", cast.somchai.person.name, 10, 1),
    ]
    told = Notice.objects.filter(kind="filing-advised").values_list("person_id", "url")
    assert list(told) == [(cast.malee.person.pk, report.get_absolute_url())] * 2
    assert [one.verb for one in Event.objects.about(report)].count("filing.advised") == 2
    assert report.revision == 1
    assert not Advice.objects.visible_to(cast.kanya).exists()


def test_advice_cannot_be_changed_or_taken_away(cast: Cast, report: Filing) -> None:
    advice = actions.give_advice(report, WORDS, seen=1, actor=cast.mana)

    with pytest.raises(IntegrityError), transaction.atomic():
        Advice.objects.filter(pk=advice.pk).update(words="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Advice.objects.filter(pk=advice.pk)._raw_delete("default")


def test_only_superiors_of_the_writer_advise(cast: Cast, report: Filing) -> None:
    verdicts = {name: may_advise(getattr(cast, name), report).code for name in ADVISERS}

    assert verdicts == ADVISERS


ADVISERS = {
    "mana": "", "somchai": "", "suda": "", "anong": "",
    "malee": "role", "fong": "role", "fai": "role", "prasit": "role", "kanya": "role",
}  # fmt: skip


def test_a_head_does_not_advise_on_own_work_nor_on_a_draft(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    keyed_in = make.filing(make.task(make.district(cast), "report"), cast.suda, REPORT)

    assert (may_advise(cast.suda, keyed_in).code, may_advise(cast.anong, keyed_in).code) == (
        "own-work",
        "state",
    )


def test_advice_on_a_revision_overtaken_by_another_is_stale(cast: Cast, report: Filing) -> None:
    actions.return_filing(report, seen=1, reason="แก้ผล", actor=cast.mana)
    actions.send_filing(report, seen=report.saved, actor=cast.malee)

    with pytest.raises(Stale, match="ฉบับที่ 2"):
        actions.give_advice(report, WORDS, seen=1, actor=cast.mana)
    with pytest.raises(Refused, match="เขียนคำแนะนำ"):
        actions.give_advice(report, "  ", seen=2, actor=cast.mana)
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        actions.give_advice(report, WORDS, seen=2, given_on=date(2018, 9, 11), actor=cast.mana)


def test_advice_is_printed_under_the_report_and_the_issued_paper_stays(
    cast: Cast, report: Filing, at: Freeze
) -> None:
    actions.sign_filing(report, seen=1, actor=cast.mana)
    actions.sign_filing(report, seen=1, actor=cast.somchai)
    issued = Paper.objects.about(report).get(kind="filing")
    assert issued.docx is not None
    digest, revision = issued.docx.digest, report.revisions.select_related("edition").get()
    before = give_out(report, "docx", sight=Sight.WHOLE, stamp=clock.now())
    at("2018-09-12 09:00")

    actions.give_advice(report, WORDS, seen=1, actor=cast.suda)

    after = give_out(report, "docx", sight=Sight.WHOLE, stamp=clock.now())
    assert before is not None
    assert before.kept == issued.docx
    assert after is not None
    assert after.kept is None
    issued.refresh_from_db()
    assert issued.docx.digest == digest
    said = plain_text(signed_document(report, revision))
    assert f"คำแนะนำของผู้บังคับบัญชา\n๑. {WORDS}\n{cast.suda.person.name}" in said
    assert WORDS not in plain_text(signed_document(report, revision, sight=Sight.MASKED))
