"""Nobody passes their own work: not by sending what another typed, not on paper, not for an office above, not from the
auditor's chair, and nothing is signed tomorrow."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Filing, Revision
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor, Hat
from sammachip.org.models import Office, Post, Role

pytestmark = [pytest.mark.both, pytest.mark.django_db]

REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจครบ 2 กลุ่ม"}}}
HEAD = {"signer_name": "นายมานะ ทดสอบระบบ", "signer_title": "พัฒนาการอำเภอเมืองบุรีรัมย์"}


@pytest.fixture
def draft(cast: Cast, at: Freeze) -> Filing:
    at("2018-09-10 09:00")
    return make.filing(make.task(make.district(cast), "report"), cast.malee, REPORT)


@pytest.fixture
def report(cast: Cast, draft: Filing) -> Filing:
    return make.sent(draft, cast.malee)


def on_paper(
    report: Filing, actor: Actor, *, by: dict[str, str] = HEAD, done_on: date = date(2018, 9, 10)
) -> None:
    actions.record_paper_signature(
        report, seen=1, paper_number="บร ๐๐๑๙/๑", done_on=done_on, actor=actor, **by
    )


def test_who_sent_a_report_does_not_sign_it_though_another_typed_it(cast: Cast, draft: Filing) -> None:
    sent = actions.send_filing(draft, seen=1, actor=cast.somchai)
    actions.sign_filing(sent, seen=1, actor=cast.mana)

    with pytest.raises(Refused, match="ยังไม่มีผู้ดำรงตำแหน่ง"):
        actions.sign_filing(sent, seen=1, actor=cast.somchai)

    assert sent.signoffs.count() == 1


@pytest.mark.parametrize(
    "name", [" นางสาวมาลี  ทดสอบระบบ ", "มาลี ทดสอบระบบ", "น.ส. มาลี ทดสอบระบบ", "นางมาลี\u200bทดสอบระบบ"]
)
def test_a_maker_does_not_stand_as_signer_on_paper(cast: Cast, report: Filing, name: str) -> None:
    own = {"signer_name": name, "signer_title": "รักษาราชการแทนพัฒนาการอำเภอ"}

    with pytest.raises(Refused, match="งานของตนเองไม่ได้"):
        on_paper(report, cast.malee, by=own)

    assert not report.signoffs.exists()


def test_a_signer_whose_name_ends_like_the_maker_s_is_another(cast: Cast, report: Filing) -> None:
    on_paper(report, cast.malee, by={"signer_name": "นางสุมาลี ทดสอบระบบ", "signer_title": "พัฒนาการอำเภอ"})

    assert report.signoffs.count() == 1


def test_a_district_does_not_record_the_acceptance_of_a_province_at_work_here(
    cast: Cast, report: Filing
) -> None:
    on_paper(report, cast.malee)

    with pytest.raises(Refused, match="ใช้ระบบนี้"):
        on_paper(report, cast.malee)

    assert report.signoffs.count() == 1


def test_a_district_records_the_letter_of_a_province_that_does_not_work_here(
    cast: Cast, report: Filing
) -> None:
    Office.objects.filter(code="31").update(works_here=False)
    on_paper(report, cast.malee)

    on_paper(report, cast.malee, by={"signer_name": "นายสมชาย ทดสอบระบบ", "signer_title": "พัฒนาการจังหวัด"})

    assert report.state == "accepted"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_only_reads_records_no_signature_on_paper(cast: Cast, report: Filing, role: Role) -> None:
    post = Post.objects.create(
        person=cast.fai.person, office=cast.mana.office, role=role, title="ผู้ตรวจ", starts_on=date(2018, 1, 1)
    )
    reader = Actor(cast.fai.person, Hat.of_post(post))
    make.scope(reader, "3101")

    with pytest.raises(Refused, match="อ่านได้อย่างเดียว"):
        on_paper(report, reader)


def test_nothing_is_sent_or_signed_tomorrow(cast: Cast, draft: Filing) -> None:
    tomorrow = date(2018, 9, 11)
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        actions.send_filing(draft, seen=1, done_on=tomorrow, actor=cast.malee)

    sent = actions.send_filing(draft, seen=1, actor=cast.malee)
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        actions.sign_filing(sent, seen=1, done_on=tomorrow, actor=cast.mana)
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        on_paper(sent, cast.mana, done_on=tomorrow)

    assert not sent.signoffs.exists()


def test_no_report_is_sent_or_signed_before_the_day_of_its_data(cast: Cast, draft: Filing) -> None:
    """A signature of the day before was recorded, and printed below data of the day after."""
    before = date(2018, 9, 9)
    said = "วันที่ตามเอกสาร 9 กันยายน 2561 อยู่ก่อนวันของข้อมูลในรายงาน 10 กันยายน 2561"
    with pytest.raises(Refused, match=said):
        actions.send_filing(draft, seen=1, done_on=before, actor=cast.malee)

    sent = actions.send_filing(draft, seen=1, actor=cast.malee)
    with pytest.raises(Refused, match=said):
        actions.sign_filing(sent, seen=1, done_on=before, actor=cast.mana)
    with pytest.raises(Refused, match=said):
        on_paper(sent, cast.malee, done_on=before)

    assert not sent.signoffs.exists()


def test_a_province_does_not_open_again_what_the_department_accepted(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    province = make.district(cast).parent
    assert province is not None
    report = make.filing(make.task(province, "consolidated"), cast.somchai)
    Filing.objects.filter(pk=report.pk).update(
        state="accepted", revision=1, accepted_revision=1, first_sent_at=report.started_at
    )
    Revision.objects.create(
        filing=report,
        number=1,
        edition=province.edition,
        answers={},
        facts={},
        document={},
        digest="0" * 64,
        sent_by=cast.somchai.person,
        sent_as=cast.somchai.hat.title,
        done_on=date(2018, 9, 10),
        sent_at=report.started_at,
    )
    report.refresh_from_db()

    for own in (cast.somchai, cast.suda):
        with pytest.raises(Refused, match="ซึ่งลงนามขั้นสุดท้าย"):
            actions.reopen_filing(report, reason="แก้ตัวเลข", until=date(2018, 9, 20), actor=own)
    actions.reopen_filing(report, reason="แก้ตัวเลข", until=date(2018, 9, 20), actor=cast.anong)

    assert report.state == "draft"
