"""Filings: drafts that keep what is typed, frozen revisions, sign-offs pinned to them. State holds on both databases."""

import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Filing, FilingState, Revision, SignOff
from sammachip.cases.rules import may_reopen, may_start
from sammachip.core.document import from_json, plain_text
from sammachip.core.signoff import Hop
from sammachip.core.verdict import Refused, Stale
from sammachip.org.actions import describe_office
from sammachip.org.models import Post
from sammachip.programmes.actions import set_terms
from sammachip.records.models import Paper, PaperState
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

REPORT = {
    "standing": "ongoing",
    "process": {
        "step_1": {"result": "สำรวจครบ 2 กลุ่ม", "problem": "ฝนตก", "remedy": "เลื่อนวัน"},
        "step_2": {"result": "ยังไม่รวม"},
    },
}


@pytest.fixture
def report(cast: Cast, at: Freeze) -> Filing:
    at("2018-09-10 09:00")
    return make.filing(make.task(make.district(cast), "report"), cast.malee, REPORT, sent=True)


def test_a_report_goes_from_the_officer_through_district_and_province(cast: Cast, report: Filing) -> None:
    actions.sign_filing(report, seen=1, actor=cast.mana)
    actions.sign_filing(report, seen=1, actor=cast.somchai)

    report.refresh_from_db()
    assert (report.state, report.accepted_revision) == (FilingState.ACCEPTED, 1)
    assert make.task(report.task.case, "report").result == "passed"
    issued = Paper.objects.about(report).get(state=PaperState.ISSUED)
    assert issued.pdf is not None
    assert [event.verb for event in Event.objects.about(report).order_by("pk")][:2] == [
        "filing.started",
        "filing.sent",
    ]


def test_a_hop_upward_drafts_its_covering_letter(cast: Cast, report: Filing) -> None:
    actions.sign_filing(report, seen=1, actor=cast.mana)

    cover = Paper.objects.about(report).get(kind="cover")
    assert (cover.office_id, cover.to_office_id, cover.state) == ("3101", "31", PaperState.DRAFT)


def test_a_covering_letter_refers_to_the_letter_it_answers_and_bears_the_senders_own_head(
    cast: Cast, report: Filing
) -> None:
    edition, province, district = report.task.case.edition, cast.suda.office, cast.mana.office
    set_terms(
        edition, province, {"unit_cost": 31200}, letter_number="บร 0019/ว 5335", letter_on=date(2018, 8, 31),
        reason="ตามหนังสือ", actor=cast.suda,
    )  # fmt: skip
    describe_office(
        district,
        address="ที่ว่าการอำเภอเมือง\nถนนตัวอย่าง 31000",
        phone="0 4400 0000",
        fax="0 4400 0001",
        seen=district.version,
        actor=cast.mana,
    )

    actions.sign_filing(report, seen=1, actor=cast.mana)

    said = plain_text(from_json(Paper.objects.get(kind="cover").content)).splitlines()
    assert said[1:3] == ["ที่ว่าการอำเภอเมือง", "ถนนตัวอย่าง ๓๑๐๐๐"]
    assert "อ้างถึง หนังสือจังหวัดบุรีรัมย์ ที่ บร ๐๐๑๙/ว ๕๓๓๕ ลงวันที่ ๓๑ สิงหาคม ๒๕๖๑" in said
    assert said[-3:] == ["สำนักงานพัฒนาชุมชนอำเภอเมืองบุรีรัมย์", "โทร. ๐ ๔๔๐๐ ๐๐๐๐", "โทรสาร ๐ ๔๔๐๐ ๐๐๐๑"]
    [why, what] = [line for line in said if line.startswith(("ตามหนังสือที่อ้างถึง", "อำเภอเมืองบุรีรัมย์ได้จัดทำ"))]
    assert why.endswith("นั้น")
    assert "๑๐ กันยายน ๒๕๖๑" in what


def test_a_returned_report_comes_back_with_its_reason_and_goes_again(cast: Cast, report: Filing) -> None:
    actions.sign_filing(report, seen=1, actor=cast.mana)

    actions.return_filing(report, seen=1, reason="ระบุปัญหาให้ครบทุกขั้น", actor=cast.somchai)

    assert report.state == FilingState.DRAFT
    assert make.task(report.task.case, "report").label == "ส่งคืนแก้ไข"
    actions.save_draft(report, {**REPORT, "standing": "finished"}, seen=report.saved, actor=cast.malee)
    actions.send_filing(report, seen=report.saved, actor=cast.malee)
    assert (report.revision, make.task(report.task.case, "report").turn_role) == (2, "district-head")
    actions.sign_filing(report, seen=2, actor=cast.mana)
    assert Paper.objects.about(report).filter(kind="cover").count() == 1  # its draft is drawn anew


def test_no_filing_is_begun_where_one_is_open_accepted_once_closed_or_not_asked(
    cast: Cast, at: Freeze
) -> None:
    at("2018-09-10 09:00")
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    survey = make.task(group, "survey")

    def refused(state: str) -> str:
        return may_start(cast.malee, survey, Filing(state=state)).code

    before = [
        may_start(cast.malee, survey, None).code,
        refused(FilingState.SENT),
        refused(FilingState.ACCEPTED),
    ]
    survey.closed_by = cast.mana.person
    closed = may_start(cast.malee, survey, None).code
    survey.held = True

    assert before == ["", "open-filing", "once"]
    assert (closed, may_start(cast.malee, survey, None).code) == ("closed", "held")


def test_a_return_without_a_reason_is_refused(cast: Cast, report: Filing) -> None:
    with pytest.raises(Refused, match="เหตุผล"):
        actions.return_filing(report, seen=1, reason="  ", actor=cast.mana)


def test_nobody_signs_out_of_turn(cast: Cast, report: Filing) -> None:
    with pytest.raises(Refused, match="พัฒนาการอำเภอ"):
        actions.sign_filing(report, seen=1, actor=cast.somchai)


def test_signing_refuses_a_stale_revision(cast: Cast, report: Filing) -> None:
    with pytest.raises(Stale):
        actions.sign_filing(report, seen=0, actor=cast.mana)

    assert not SignOff.objects.filter(filing=report).exists()


def test_saving_refuses_a_draft_another_saved_first(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    draft = make.filing(make.task(make.district(cast), "report"), cast.malee, REPORT)
    mine, theirs = Filing.objects.get(pk=draft.pk), Filing.objects.get(pk=draft.pk)
    actions.save_draft(theirs, {"standing": "finished"}, seen=1, actor=cast.malee)

    with pytest.raises(Stale):
        actions.save_draft(mine, {"standing": "ongoing"}, seen=1, actor=cast.malee)

    assert Filing.objects.get(pk=draft.pk).answers["standing"] == "finished"


def test_a_draft_keeps_what_is_wrong_and_says_why(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    task = make.task(make.district(cast), "report")
    draft = actions.start_filing(task, actor=cast.malee)

    answers = actions.save_draft(draft, {"standing": "perhaps"}, seen=0, actor=cast.malee)

    assert [error.path for error in answers.errors] == ["standing"]
    assert Filing.objects.get(pk=draft.pk).answers == {"standing": "perhaps"}


def test_sending_refuses_what_lacks_an_answer(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    draft = make.filing(make.task(make.district(cast), "report"), cast.malee)

    with pytest.raises(Refused, match="สถานภาพของโครงการ"):
        actions.send_filing(draft, seen=1, actor=cast.malee)


def test_what_is_known_as_of_a_day_to_come_is_sent_on_that_day(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    draft = make.filing(make.task(make.district(cast), "report"), cast.malee, {"standing": "ongoing"})
    actions.save_draft(draft, draft.answers, seen=draft.saved, as_of=date(2018, 9, 20), actor=cast.malee)

    with pytest.raises(Refused, match=r"20 กันยายน 2561 ยังมาไม่ถึง \(วันนี้ 10 กันยายน 2561\)"):
        actions.send_filing(draft, seen=draft.saved, actor=cast.malee)

    at("2018-09-20 09:00")
    assert actions.send_filing(draft, seen=draft.saved, actor=cast.malee).state == FilingState.SENT


def test_the_province_reports_to_the_department_without_waiting_for_its_districts(
    cast: Cast, at: Freeze
) -> None:
    at("2018-09-10 09:00")
    province = make.task(make.district(cast).parent, "consolidated")
    filing = make.filing(province, cast.somchai, sent=True)

    actions.sign_filing(filing, seen=1, actor=cast.suda)
    actions.sign_filing(filing, seen=1, actor=cast.anong)

    assert filing.state == FilingState.ACCEPTED
    assert filing.revisions.get().facts["districts_total"] == 1


def test_where_the_only_head_wrote_it_the_next_office_serves(cast: Cast, at: Freeze) -> None:
    """An office of two posts and one person: the province's signature serves for the district's hop, and says so."""
    at("2018-09-10 09:00")
    Post.objects.filter(person=cast.mana.person).update(person=cast.malee.person)
    report = make.filing(make.task(make.district(cast), "report"), cast.malee, REPORT, sent=True)

    actions.sign_filing(report, seen=1, actor=cast.somchai)

    assert report.state == FilingState.ACCEPTED
    assert list(report.signoffs.order_by("hop").values_list("hop", "for_next_office")) == [
        (0, True),
        (1, False),
    ]


def test_a_signature_on_paper_counts_as_its_hop(cast: Cast, report: Filing, at: Freeze) -> None:
    at("2018-09-11 09:00")
    actions.record_paper_signature(
        report,
        seen=1,
        signer_name="นายมานะ ทดสอบระบบ",
        signer_title="พัฒนาการอำเภอเมืองบุรีรัมย์",
        paper_number="บร ๐๐๑๙.๑/๑๒๓",
        done_on=date(2018, 9, 10),
        actor=cast.malee,
    )

    signoff = SignOff.objects.get(filing=report)
    assert (signoff.on_paper, signoff.done_on.isoformat(), signoff.recorded_at.date().isoformat()) == (
        True,
        "2018-09-10",
        "2018-09-11",
    )
    assert make.task(report.task.case, "report").turn_role == "province-officer"


def test_revisions_and_signatures_cannot_be_changed(cast: Cast, report: Filing) -> None:
    actions.sign_filing(report, seen=1, actor=cast.mana)
    for rows, column in ((Revision.objects, "digest"), (SignOff.objects, "signer_name")):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.filter(filing=report).update(**{column: "x"})
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.filter(filing=report)._raw_delete("default")


def test_an_accepted_report_is_opened_again_by_its_last_signer_only(cast: Cast, report: Filing) -> None:
    actions.sign_filing(report, seen=1, actor=cast.mana)
    actions.sign_filing(report, seen=1, actor=cast.somchai)

    with pytest.raises(Refused, match="ขั้นสุดท้าย"):
        actions.reopen_filing(report, reason="แก้ยอดเงิน", until=date(2018, 9, 15), actor=cast.mana)
    actions.reopen_filing(report, reason="แก้ยอดเงิน", until=date(2018, 9, 15), actor=cast.somchai)

    assert (report.state, report.accepted_revision) == (FilingState.DRAFT, 1)


def test_above_the_last_signer_officers_open_again_and_nobody_else(cast: Cast, report: Filing) -> None:
    report.state = FilingState.ACCEPTED
    signed = [Hop(0, "district-head", "ตรวจสอบ")]
    actors = (cast.malee, cast.mana, cast.fai, cast.somchai, cast.suda, cast.anong, cast.kanya)

    may = [one.person.username for one in actors if may_reopen(one, report, signed)]

    assert may == ["mana", "somchai", "suda", "anong"]


def test_a_stranger_sees_nothing_of_it(cast: Cast, report: Filing) -> None:
    assert Filing.objects.visible_to(cast.malee).filter(pk=report.pk).exists()
    assert not Filing.objects.visible_to(cast.kanya).exists()
    assert not Filing.objects.visible_to(cast.prasit).exists()


def test_a_picture_that_comes_after_the_sending_is_refused(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    draft = make.filing(make.task(make.district(cast), "report"), cast.malee, REPORT)
    seen_before = Filing.objects.select_related("task__case__edition__programme").get(pk=draft.pk)
    actions.send_filing(draft, seen=1, actor=cast.malee)
    image = io.BytesIO()
    Image.new("RGB", (64, 48), (40, 120, 60)).save(image, "JPEG")

    with pytest.raises(Refused, match="ฉบับนี้ส่งแล้ว"):
        actions.add_photo(
            seen_before, content=image.getvalue(), name="ภาพ.jpg", row="", caption="", actor=cast.malee
        )

    assert not draft.photos.exists()
