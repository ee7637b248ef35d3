"""The pages of a report of nothing and of a signature on paper that a second person checks."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, FilingState, PaperRecord
from web.asking import body, browser

pytestmark = pytest.mark.django_db

WHY = "ยังไม่ได้รับโอนงบประมาณ จึงยังไม่เริ่มดำเนินงาน"
PAPER = {
    "signer_name": "นายมานะ ทดสอบระบบ",
    "signer_title": "พัฒนาการอำเภอเมืองบุรีรัมย์",
    "paper_number": "บร ๐๐๑๙.๑/๑๒๓",
    "done_on": "๑๐ กันยายน ๒๕๖๑",
}


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    """A district of a programme that asks a second person at the district head's hop."""
    at("2018-09-10 09:00")
    text = make.PACK_A.read_text().replace(
        "signs: [district-head, province-officer]\n    form: progress",
        "signs: [{role: district-head, second_person: true}, province-officer]\n    form: progress",
    )
    return make.district(cast, make.publish(cast, text))


@pytest.fixture
def draft(cast: Cast, district: Case) -> Filing:
    return make.filing(make.task(district, "report"), cast.malee, {"standing": "ongoing"})


@pytest.fixture
def sent(cast: Cast, draft: Filing) -> Filing:
    return make.sent(draft, cast.malee)


def of(name: str, filing: Filing, *more: object) -> str:
    return reverse(f"web:{name}", args=[filing.pk, *more])


def picture() -> io.BytesIO:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(kept, "JPEG")
    kept.seek(0)
    kept.name = "หน้าที่ลงนาม.jpg"
    return kept


def test_an_officer_reports_nothing_in_two_steps(cast: Cast, draft: Filing) -> None:
    malee = browser(cast.malee)

    malee.post(of("filing-nil", draft), {"seen": "1", "a.standing": "finished", "reason": WHY})
    page = malee.get(of("filing-edit", draft)).content.decode()
    seen = Filing.objects.get(pk=draft.pk)
    malee.post(of("filing-nil-send", draft), {"seen": str(seen.saved), "reason": WHY})

    assert "ส่งรายงานไม่มีผล" in page
    assert (seen.nil_reason, seen.answers) == (WHY, {"standing": "finished"})
    assert Filing.objects.get(pk=draft.pk).state == FilingState.SENT
    assert WHY in body(cast.mana, draft.get_absolute_url())


def test_without_a_reason_the_form_comes_back_with_everything_typed(cast: Cast, draft: Filing) -> None:
    answer = browser(cast.malee).post(
        of("filing-nil", draft), {"seen": "1", "a.standing": "finished", "reason": ""}
    )

    assert answer.status_code == 422
    assert "ระบุเหตุผลที่ไม่มีข้อมูลรายงาน" in answer.content.decode()
    assert Filing.objects.get(pk=draft.pk).answers == {"standing": "finished"}


def test_the_way_back_to_the_form_keeps_the_answers(cast: Cast, draft: Filing) -> None:
    actions.declare_nil(draft, reason=WHY, seen=1, actor=cast.malee)

    browser(cast.malee).post(of("filing-nil-undo", draft), {"seen": str(draft.saved)})

    kept = Filing.objects.get(pk=draft.pk)
    assert (kept.nil_reason, kept.answers) == ("", {"standing": "ongoing"})


def test_sending_nothing_over_a_newer_save_is_stale(cast: Cast, draft: Filing) -> None:
    actions.declare_nil(draft, reason=WHY, seen=1, actor=cast.malee)

    assert (
        browser(cast.malee).post(of("filing-nil-send", draft), {"seen": "1", "reason": WHY}).status_code
        == 409
    )


def test_a_report_of_nothing_that_cannot_be_sent_comes_back_with_what_was_typed(
    cast: Cast, draft: Filing
) -> None:
    actions.declare_nil(draft, reason=WHY, seen=1, actor=cast.malee)
    malee, tomorrow = browser(cast.malee), {"done_on": "11 กันยายน 2561", "reason": WHY}

    answer = malee.post(of("filing-nil-send", draft), {"seen": str(draft.saved), **tomorrow})
    unread = malee.post(of("filing-nil-send", draft), {"seen": "9", "as_of": "31 ก.ย. 61", "reason": WHY})

    page = answer.content.decode()
    assert (answer.status_code, unread.status_code) == (422, 422)
    assert "ยังมาไม่ถึง" in page
    assert 'value="11 กันยายน 2561"' in page
    assert WHY in page
    assert 'value="31 ก.ย. 61"' in unread.content.decode()
    assert Filing.objects.get(pk=draft.pk).state == FilingState.DRAFT


def test_the_form_is_sent_in_a_browser_without_a_reason_for_nothing(cast: Cast, draft: Filing) -> None:
    [box] = re.findall(r'<textarea name="reason"[^>]*>', body(cast.malee, of("filing-edit", draft)))

    assert " required" not in box


def test_a_form_whose_stage_asks_for_answers_offers_no_nil_report(cast: Cast, district: Case) -> None:
    other = make.filing(make.task(district, "prepare"), cast.malee)

    assert "ไม่มีผลการดำเนินงานที่จะรายงาน" not in body(cast.malee, of("filing-edit", other))
    refused = browser(cast.malee).post(of("filing-nil", other), {"seen": "1", "reason": WHY})
    assert (refused.status_code, "รายงานว่าไม่มีผลไม่ได้" in refused.content.decode()) == (403, True)


def test_a_second_person_checks_the_paper(cast: Cast, sent: Filing) -> None:
    answer = browser(cast.malee).post(
        of("filing-paper-signature", sent), {**PAPER, "seen": "1", "scan": picture()}, follow=True
    )
    record = PaperRecord.objects.get()
    assert "การลงนามมีผลเมื่อเจ้าหน้าที่อีกคนตรวจกับเอกสาร" in answer.text
    assert record.scan is not None

    page = body(cast.mana, sent.get_absolute_url())
    shown = browser(cast.mana).get(reverse("web:scan", args=[record.scan.pk]))
    browser(cast.mana).post(of("filing-paper-check", sent), {"seen": "1", "matches": "yes"})

    assert PAPER["paper_number"] in page
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert sent.signoffs.get().checked_by == cast.mana.person
    assert cast.mana.person.name in body(cast.somchai, sent.get_absolute_url())


def test_a_signature_on_paper_that_is_refused_comes_back_in_its_form(cast: Cast, sent: Filing) -> None:
    wrong = {**PAPER, "done_on": "๑๒ กันยายน ๒๕๖๑", "seen": "1", "scan": picture()}

    answer = browser(cast.malee).post(of("filing-paper-signature", sent), wrong)
    stranger = browser(cast.amorn).post(of("filing-paper-signature", sent), {**PAPER, "seen": "1"})

    assert (answer.status_code, stranger.status_code) == (422, 403)
    assert "12 กันยายน 2561 ยังมาไม่ถึง" in answer.text
    assert all(f'value="{wrong[name]}"' in answer.text for name in ("signer_name", "paper_number", "done_on"))
    assert not PaperRecord.objects.exists()


def test_the_check_lies_on_the_desk_of_the_other_and_not_of_the_recorder(cast: Cast, sent: Filing) -> None:
    browser(cast.malee).post(of("filing-paper-signature", sent), {**PAPER, "seen": "1"})

    assert "ตรวจการลงนามในเอกสาร «" in body(cast.mana, "/")
    assert "ตรวจการลงนามในเอกสาร «" not in body(cast.malee, "/")


def test_who_recorded_it_is_told_why_another_checks(cast: Cast, sent: Filing) -> None:
    browser(cast.malee).post(of("filing-paper-signature", sent), {**PAPER, "seen": "1"})

    refused = browser(cast.malee).post(of("filing-paper-check", sent), {"seen": "1", "matches": "yes"})

    assert (refused.status_code, "ตรวจเองไม่ได้" in refused.content.decode()) == (403, True)


def test_a_signed_page_scanned_into_a_pdf_is_kept_and_shown(cast: Cast, sent: Filing) -> None:
    scanned = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(scanned, "PDF")
    given = SimpleUploadedFile("ลงนาม.pdf", scanned.getvalue())
    broken = SimpleUploadedFile("เสีย.pdf", b"%PDF-1.7 broken")

    refused = browser(cast.malee).post(
        of("filing-paper-signature", sent), {**PAPER, "seen": "1", "scan": broken}
    )
    browser(cast.malee).post(of("filing-paper-signature", sent), {**PAPER, "seen": "1", "scan": given})
    scan = PaperRecord.objects.get().scan
    assert scan is not None
    shown = browser(cast.mana).get(reverse("web:scan", args=[scan.pk]))

    assert (refused.status_code, "ไฟล์ เสีย.pdf" in refused.text) == (422, True)
    assert shown.headers["Content-Type"] == "application/pdf"
    assert b"".join(shown) == scanned.getvalue()


def test_what_differs_is_asked_for_in_words(cast: Cast, sent: Filing) -> None:
    browser(cast.malee).post(of("filing-paper-signature", sent), {**PAPER, "seen": "1"})

    answer = browser(cast.mana).post(of("filing-paper-check", sent), {"seen": "1", "reason": ""})

    assert (answer.status_code, "ระบุสิ่งที่ไม่ตรงกับเอกสาร" in answer.content.decode()) == (422, True)


def test_the_chain_shows_both_days_of_what_was_done_on_paper_and_typed_later(
    cast: Cast, draft: Filing, at: Freeze
) -> None:
    at("2018-09-12 09:00")
    actions.send_filing(draft, seen=draft.saved, done_on=date(2018, 9, 10), actor=cast.malee)
    browser(cast.malee).post(of("filing-paper-signature", draft), {**PAPER, "seen": "1"})
    browser(cast.mana).post(of("filing-paper-check", draft), {"seen": "1", "matches": "yes"})

    chain = body(cast.malee, draft.get_absolute_url()).split('class="chain"', 1)[1]

    assert 'ทำเมื่อ 10 กันยายน 2561 · ส่ง <span class="keep">12 กันยายน 2561' in chain
    assert "</span> · บันทึก 12 กันยายน 2561" in chain


def test_a_scan_is_shown_to_those_who_see_its_filing_alone(cast: Cast, sent: Filing) -> None:
    browser(cast.malee).post(of("filing-paper-signature", sent), {**PAPER, "seen": "1", "scan": picture()})
    scan = PaperRecord.objects.get().scan
    assert scan is not None

    assert browser(cast.kanya).get(reverse("web:scan", args=[scan.pk])).status_code == 404
    assert browser(cast.anong).get(reverse("web:scan", args=[scan.pk])).status_code == 200
