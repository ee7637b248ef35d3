"""A report of nothing: with its reason, where the programme lets it be, signed and counted like any other."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.handing_out import signed_document
from sammachip.cases.models import Filing, FilingState, Task
from sammachip.core import document as doc
from sammachip.core.verdict import Refused, Stale
from sammachip.insight.queries import board
from sammachip.insight.reports import ReportState
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

WHY = "ยังไม่ได้รับโอนงบประมาณ จึงยังไม่เริ่มดำเนินงาน"
TYPED = {"standing": "ongoing"}


@pytest.fixture
def task(cast: Cast, at: Freeze) -> Task:
    at("2018-09-10 09:00")
    return make.task(make.district(cast), "report")


@pytest.fixture
def nil(cast: Cast, task: Task) -> Filing:
    draft = make.filing(task, cast.malee, TYPED)
    return actions.declare_nil(draft, reason=WHY, seen=1, actor=cast.malee)


@pytest.fixture
def sent(cast: Cast, nil: Filing) -> Filing:
    return actions.send_filing(nil, seen=nil.saved, actor=cast.malee)


def accept(cast: Cast, filing: Filing) -> Filing:
    actions.sign_filing(filing, seen=filing.revision, actor=cast.mana)
    return actions.sign_filing(filing, seen=filing.revision, actor=cast.somchai)


def test_a_nil_report_passes_the_same_chain_and_is_handed_in(cast: Cast, sent: Filing) -> None:
    assert make.task(sent.task.case, "report").turn_role == "district-head"

    accept(cast, sent)

    assert (sent.state, sent.nil_accepted) == (FilingState.ACCEPTED, True)
    task = make.task(sent.task.case, "report")
    assert (task.result, task.label) == ("passed", "รับแล้ว · รายงานไม่มีผล")


def test_a_nil_report_gives_no_answers_and_keeps_those_typed_in_the_draft(sent: Filing) -> None:
    revision = sent.revisions.get()

    assert (revision.nil_reason, "standing" in revision.answers) == (WHY, False)
    assert sent.answers == TYPED
    assert Event.objects.about(sent).get(verb="filing.sent").facts["nil"] == WHY


def test_the_paper_of_a_nil_report_says_so_with_its_reason_and_its_chain(sent: Filing) -> None:
    words = doc.plain_text(signed_document(sent, sent.revisions.get()))

    assert "รายงานไม่มีผล" in words
    assert WHY in words
    assert "ผู้ตรวจสอบ" in words
    assert "๑.๑ ข้อมูลกลุ่มอาชีพเป้าหมาย" not in words


def test_a_board_tells_a_nil_report_from_one_with_results(cast: Cast, sent: Filing) -> None:
    accept(cast, sent)

    found = board(sent.task.case.parent, date(2018, 9, 10))

    assert (found.rows[0].report.state, found.reported, found.nil) == (ReportState.NIL, 1, 1)


def test_the_consolidated_report_counts_it_and_tells_it_apart(cast: Cast, sent: Filing) -> None:
    accept(cast, sent)

    province = make.filing(make.task(sent.task.case.parent, "consolidated"), cast.somchai, sent=True)

    facts = province.revisions.get().facts
    assert (facts["districts_reported"], facts["districts"][0]["state"]) == (1, "รายงานไม่มีผล")


def test_writing_answers_takes_the_word_back(cast: Cast, nil: Filing) -> None:
    actions.save_draft(nil, {"standing": "finished"}, seen=nil.saved, actor=cast.malee)

    assert Filing.objects.get(pk=nil.pk).nil_reason == ""


def test_a_nil_report_without_a_reason_is_refused(cast: Cast, task: Task) -> None:
    draft = make.filing(task, cast.malee)

    with pytest.raises(Refused, match="เหตุผล"):
        actions.declare_nil(draft, reason="  ", seen=1, actor=cast.malee)


def test_a_stage_that_asks_for_an_answer_takes_no_nil_report(cast: Cast, task: Task) -> None:
    draft = make.filing(make.task(task.case, "prepare"), cast.malee)

    with pytest.raises(Refused, match="ไม่มีผลไม่ได้"):
        actions.declare_nil(draft, reason=WHY, seen=1, actor=cast.malee)


def test_declaring_over_a_newer_save_is_stale(cast: Cast, nil: Filing) -> None:
    with pytest.raises(Stale):
        actions.declare_nil(nil, reason="อื่น", seen=1, actor=cast.malee)

    assert Filing.objects.get(pk=nil.pk).nil_reason == WHY
