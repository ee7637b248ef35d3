"""What a filing tells of villagers: whole for the district and province that work with them, masked for all others."""

import pytest
from django.urls import reverse

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions, personal
from sammachip.cases.filled import form_of
from sammachip.cases.models import Filing
from sammachip.cases.readings import filing_reading
from sammachip.core import document as doc
from sammachip.org.hats import Actor, Hat
from sammachip.org.models import Office, Person, Role
from sammachip.records.models import Paper
from standing import laid
from web.asking import body, browser

pytestmark = pytest.mark.django_db

CHAIR, PHONE = "นางประธาน นามสมมติ", "0891112222"
SHOWN_PHONE, PRINTED_PHONE = "089-111-2222", "๐๘๙-๑๑๑-๒๒๒๒"
SURVEY = {
    "name": "กลุ่มทอผ้าตัวอย่าง",
    "chair_name": CHAIR,
    "phone": PHONE,
    "members_count": "12",
    "occupation_kind": "processing",
    "product": "ผ้าทอ",
    "otop_registered": "yes",
    "sale_places": "ตลาดนัดตัวอย่าง",
    "incomes": [
        {"moment": "before", "amount": "1000", "period": "month", "as_of": "1 สิงหาคม 2561", "method": "told"}
    ],
}
SEES, MASKED = ("malee", "mana", "somchai", "suda"), ("fong", "fai", "anong", "amorn")


@pytest.fixture
def draft(cast: Cast, at: Freeze) -> Filing:
    at("2018-09-10 09:00")
    district = make.district(cast)
    case = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    return make.filing(make.task(case, "survey"), cast.malee, SURVEY)


@pytest.fixture
def survey(cast: Cast, draft: Filing) -> Filing:
    return resent(cast, draft)


@laid
def resent(cast: Cast, draft: Filing) -> Filing:
    """Sent, returned and sent again with another telephone, so that something changed since the last word."""
    draft.answers["phone"] = "0823334444"
    actions.save_draft(draft, draft.answers, seen=1, actor=cast.malee)
    actions.send_filing(draft, seen=2, actor=cast.malee)
    actions.return_filing(draft, seen=1, reason="ตรวจหมายเลขโทรศัพท์", actor=cast.mana)
    actions.save_draft(draft, SURVEY, seen=2, actor=cast.malee)
    return actions.send_filing(draft, seen=3, actor=cast.malee)


@pytest.fixture
def accepted(cast: Cast, survey: Filing) -> Filing:
    return signed(cast, survey)


@laid
def signed(cast: Cast, survey: Filing) -> Filing:
    return actions.sign_filing(survey, seen=2, actor=cast.mana)


@pytest.mark.parametrize("name", SEES)
def test_those_who_work_with_the_group_read_it_whole(cast: Cast, survey: Filing, name: str) -> None:
    page = body(getattr(cast, name), survey.get_absolute_url())

    assert CHAIR in page
    assert PRINTED_PHONE in page


@pytest.mark.parametrize("name", MASKED)
def test_finance_and_department_read_that_it_is_there(cast: Cast, survey: Filing, name: str) -> None:
    page = body(getattr(cast, name), survey.get_absolute_url())

    assert "ปกปิดข้อมูลส่วนบุคคล" in page
    assert [word for word in (CHAIR, PHONE, SHOWN_PHONE, PRINTED_PHONE, "082-333-4444") if word in page] == []
    assert cast.malee.person.name in page


def test_an_officer_without_an_account_is_no_villager(cast: Cast, survey: Filing) -> None:
    Person.objects.filter(pk=survey.maker_id).update(username=None)

    page = body(cast.anong, survey.get_absolute_url())

    assert f"({cast.malee.person.name})" in page


def test_an_auditor_reads_it_masked(cast: Cast, survey: Filing) -> None:
    office = Office.objects.get(code="3101")
    auditor = Actor(cast.anong.person, Hat("post:0", Role.AUDITOR, "ผู้ตรวจสอบ", office))

    reading = filing_reading(survey, auditor)

    assert (reading.whole, CHAIR in doc.plain_text(reading.document or doc.Document("", ()))) == (
        False,
        False,
    )


def test_a_change_is_told_without_what_it_was(cast: Cast, survey: Filing) -> None:
    [whole] = filing_reading(survey, cast.mana).changes
    [masked] = filing_reading(survey, cast.anong).changes

    assert (whole.path, whole.before, whole.after) == ("phone", "082-333-4444", SHOWN_PHONE)
    assert (masked.path, masked.before, masked.after) == ("phone", personal.mask(), personal.mask())


def test_the_issued_paper_stays_whole_and_others_get_a_masked_copy(cast: Cast, accepted: Filing) -> None:
    paper = Paper.objects.about(accepted).get()
    file = reverse("web:filing-file", args=[accepted.pk, "docx"])

    own, theirs = browser(cast.mana).get(file), browser(cast.anong).get(file)

    assert paper.docx is not None
    assert own.headers["X-Content-SHA256"] == paper.docx.digest
    assert "X-Content-SHA256" not in theirs.headers
    assert "masked" in theirs.headers["Content-Disposition"]
    assert CHAIR in doc.plain_text(filing_reading(accepted, cast.mana).document or doc.Document("", ()))
    refused = browser(cast.anong).get(reverse("web:paper", args=[paper.pk]))
    assert (refused.status_code, "ปกปิด" in refused.content.decode()) == (403, True)
    assert browser(cast.mana).get(reverse("web:paper", args=[paper.pk])).status_code == 200


def test_a_wrong_number_is_not_told_either(cast: Cast, draft: Filing) -> None:
    typed = actions.save_draft(draft, {**SURVEY, "phone": "08911"}, seen=1, actor=cast.malee)

    [told] = personal.masked_refusals(form_of(draft.task), typed.errors, personal.Sight.MASKED)

    assert (told.path, told.value, "08911" in told.sentence) == ("phone", "", False)


def test_contacts_in_a_table_are_masked_by_their_column_and_officers_are_not(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    form = form_of(make.task(make.district(cast), "prepare"))
    said = {"studied_by": "นางสาวมาลี", "partners": [{"name": "วิทยาลัยตัวอย่าง", "contact": "นางติดต่อ 081"}]}

    assert personal.masked(form, said) == {
        "studied_by": "นางสาวมาลี",
        "partners": [{"name": "วิทยาลัยตัวอย่าง", "contact": personal.mask()}],
    }
