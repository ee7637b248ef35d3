"""Letters written here: from the first line over the signature to the number in the register."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cast import Cast
from conftest import Freeze
from letter_samples import SAMPLES
from org.build import power
from sammachip.core import document as doc
from sammachip.core.letter import STANDINS, LetterKind
from sammachip.core.verdict import Refused, Stale
from sammachip.org import actions as org
from sammachip.org.hats import Actor
from sammachip.org.models import Person, Role, Standin
from sammachip.records import actions_drafts as drafts
from sammachip.records.letters import copy_of, document_of
from sammachip.records.models import DraftState, LetterDraft, OutgoingLetter, Paper, Series
from sammachip.records.outgoing import gaps
from sammachip.records.rules_drafts import may_sign
from sammachip.trail.models import Event, Notice
from sammachip.web.todo_drafts import letters_to_sign

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 10)


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


def written(actor: Actor, kind: LetterKind = LetterKind.EXTERNAL) -> LetterDraft:
    return drafts.begin_letter(kind, office=actor.office, answers=SAMPLES[kind], actor=actor)


def signed(actor: Actor, kind: LetterKind = LetterKind.EXTERNAL) -> LetterDraft:
    draft = drafts.send_letter(written(actor, kind), seen=1, actor=actor)
    return drafts.sign_letter(draft, seen=1, on_paper=True, signed_on=date(2018, 9, 9), actor=actor)


def told(draft: LetterDraft, kind: str) -> list[str]:
    seen = Notice.objects.unread().filter(kind=kind, url=draft.get_absolute_url())
    return [str(Person.objects.get(pk=one.person_id).username) for one in seen]


def test_a_new_letter_knows_whose_it_is_and_who_signs_for_the_authority(cast: Cast) -> None:
    order = org.record_order(cast.suda.office, "1/2561", date(2018, 9, 1), "มอบอำนาจ", actor=cast.somchai)
    governor = cast.suda.office.authority_head
    org.give_power(
        order, cast.suda.person, Standin.ON_BEHALF, cast.suda.office, governor, date(2018, 9, 1), actor=cast.somchai
    )  # fmt: skip

    letter = drafts.begin_letter(LetterKind.EXTERNAL, office=cast.somchai.office, actor=cast.somchai)
    memo = drafts.begin_letter(LetterKind.MEMO, office=cast.somchai.office, actor=cast.somchai)

    assert {key: letter.answers[key] for key in ("signer_name", "signer_post", "stands", "signs_for")} == {
        "signer_name": "นางสุดา ทดสอบระบบ",
        "signer_post": "พัฒนาการจังหวัดบุรีรัมย์",
        "stands": "on_behalf",
        "signs_for": governor,
    }
    assert memo.answers["signer_name"] == "นายสมชาย ทดสอบระบบ"


def test_the_forms_of_signing_for_another_are_those_of_orders() -> None:
    assert {value: str(label) for value, label in Standin.choices} == STANDINS


@pytest.mark.both
def test_a_letter_goes_from_its_writer_over_its_signature_into_the_register(cast: Cast) -> None:
    draft = written(cast.somchai)
    answers = drafts.save_letter(draft, {**draft.answers, "to": "นายอำเภอคูเมือง"}, seen=1, actor=cast.somchai)
    drafts.send_letter(draft, seen=2, checker=cast.fai.person, actor=cast.somchai)
    waiting = told(draft, "letter-awaits-you")
    drafts.sign_letter(draft, seen=2, on_paper=False, actor=cast.suda)

    paper = drafts.issue_letter(draft, dated_on=TODAY, series=Series.CIRCULAR, actor=cast.somchai)

    line = OutgoingLetter.objects.get()
    draft.refresh_from_db()
    assert (answers.errors, waiting, told(draft, "letter-signed")) == ((), ["suda"], [])
    assert (draft.state, draft.paper, line.paper, line.number) == ("issued", paper, paper, "บร 0019/ว 1")
    assert paper.pdf
    assert paper.pdf.name == "บร 0019-ว 1.pdf"
    assert (line.to_whom, line.subject, line.from_whom) == (
        "นายอำเภอคูเมือง", "การสำรวจกลุ่มอาชีพประจำปี", "กลุ่มงานส่งเสริมการพัฒนาชุมชน",
    )  # fmt: skip
    text = doc.plain_text(doc.from_json(paper.content))
    assert ("ที่ บร ๐๐๑๙/ว ๑\n" in text, "\n๑๐ กันยายน ๒๕๖๑\n" in text) == (True, True)
    assert ("ขอให้นายอำเภอคูเมืองดำเนินการ" in text, "พ.ศ. ๒๕๖๑ จึง" in text) == (True, True)
    assert [event.verb for event in Event.objects.about(draft)] == [
        "letter-draft.begun", "letter-draft.sent", "letter-draft.signed", "letter-draft.issued",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "series", "number", "face"),
    [
        (LetterKind.MEMO, Series.LETTER, "บร 0019/1", "ที่ บร ๐๐๑๙/๑"),
        (LetterKind.STAMPED, Series.LETTER, "บร 0019/1", "ที่ บร ๐๐๑๙/๑"),
        (LetterKind.ORDER, Series.ORDER, "คำสั่ง 1/2561", "ที่ ๑/๒๕๖๑"),
        (LetterKind.CERTIFICATE, Series.CERTIFICATE, "รับรอง 1/2561", "เลขที่ ๑/๒๕๖๑"),
        (LetterKind.AWARD, Series.AWARD, "เกียรติบัตร 1/2561", "เลขที่ ๑/๒๕๖๑"),
        (LetterKind.ANNOUNCEMENT, None, "", "ประกาศ ณ วันที่ ๑๐ กันยายน พ.ศ. ๒๕๖๑"),
        (LetterKind.MINUTES, None, "", "ครั้งที่ ๓/๒๕๖๑"),
    ],
)
def test_each_kind_is_numbered_in_its_own_series(
    cast: Cast, kind: LetterKind, series: Series | None, number: str, face: str
) -> None:
    paper = drafts.issue_letter(signed(cast.somchai, kind), dated_on=TODAY, series=series, actor=cast.somchai)

    lines = doc.plain_text(doc.from_json(paper.content)).splitlines()
    assert (paper.number, face in lines, list(gaps())) == (number, True, [])
    assert OutgoingLetter.objects.count() == (0 if series is None else 1)


def test_an_order_number_from_elsewhere_is_kept_with_its_word_and_passed_over(cast: Cast) -> None:
    typed = signed(cast.somchai, LetterKind.ORDER)
    drafts.issue_letter(typed, dated_on=TODAY, series=Series.ORDER, number="๑/๒๕๖๑", actor=cast.somchai)
    own = signed(cast.somchai, LetterKind.ORDER)

    paper = drafts.issue_letter(own, dated_on=TODAY, series=Series.ORDER, actor=cast.somchai)

    assert (paper.number, paper.line.to_whom, list(gaps())) == ("คำสั่ง 2/2561", "ผู้เกี่ยวข้อง", [])
    assert OutgoingLetter.objects.last().number == "คำสั่ง 1/2561"


def test_the_slower_of_two_who_write_is_told_and_nothing_is_lost(cast: Cast) -> None:
    draft = written(cast.somchai)
    opened_before = LetterDraft.objects.get(pk=draft.pk)
    drafts.save_letter(draft, {"subject": "ฉบับแรก"}, seen=1, actor=cast.somchai)

    with pytest.raises(Stale):
        drafts.save_letter(opened_before, {"subject": "ฉบับหลัง"}, seen=1, actor=cast.fai)

    draft.refresh_from_db()
    assert (draft.subject, draft.version) == ("ฉบับแรก", 2)


def test_a_blank_within_the_addressee_is_filled_wherever_it_is_said(cast: Cast) -> None:
    draft = written(cast.somchai)

    drafts.save_letter(
        draft,
        {**draft.answers, "to": "นายอำเภอใน{{พื้นที่}}", "body": "ขอให้{{ผู้รับ}}ทราบ"},
        seen=1,
        actor=cast.somchai,
    )

    assert "ขอให้นายอำเภอในบุรีรัมย์ทราบ" in doc.plain_text(document_of(draft, TODAY))


def test_what_is_missing_or_cannot_be_filled_keeps_a_letter_here(cast: Cast) -> None:
    draft = written(cast.somchai)
    drafts.save_letter(draft, {**draft.answers, "to": "", "body": "{{เลขบัญชี}}"}, seen=1, actor=cast.somchai)

    with pytest.raises(Refused, match=r"ขาด 2 รายการ: ถึงใคร, ช่องเติม \{\{เลขบัญชี\}\}"):
        drafts.send_letter(draft, seen=2, actor=cast.somchai)


def test_a_letter_is_returned_with_a_reason_and_taken_back_without(cast: Cast) -> None:
    draft = drafts.send_letter(written(cast.somchai), seen=1, actor=cast.somchai)
    with pytest.raises(Refused, match="บอกสิ่งที่ให้แก้ไข"):
        drafts.return_letter(draft, reason=" ", actor=cast.suda)
    drafts.return_letter(draft, reason="แก้ชื่อเรื่อง", actor=cast.suda)
    returned = (
        draft.state,
        draft.returned_why,
        told(draft, "letter-returned"),
        told(draft, "letter-awaits-you"),
    )

    drafts.send_letter(draft, seen=1, actor=cast.somchai)
    drafts.return_letter(draft, reason="", actor=cast.somchai)

    assert returned == (DraftState.WRITING, "แก้ชื่อเรื่อง", ["somchai"], [])
    assert (draft.state, draft.returned_why) == (DraftState.WRITING, "")


def test_who_may_do_what_with_a_letter(cast: Cast) -> None:
    draft = drafts.send_letter(written(cast.somchai), seen=1, actor=cast.somchai)

    with pytest.raises(Refused, match="เฉพาะหัวหน้าหน่วยงานหรือผู้ได้รับมอบอำนาจ"):
        drafts.sign_letter(draft, seen=1, on_paper=False, actor=cast.somchai)
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่ของ"):
        drafts.sign_letter(draft, seen=1, on_paper=True, actor=cast.anong)
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        drafts.sign_letter(draft, seen=1, on_paper=True, signed_on=date(2018, 9, 11), actor=cast.somchai)
    with pytest.raises(Refused, match="รอการลงนาม"):
        drafts.issue_letter(draft, dated_on=TODAY, series=Series.LETTER, actor=cast.somchai)

    seers = [
        str(one.person.username)
        for one in (cast.malee, cast.somchai, cast.fai, cast.suda, cast.anong, cast.kanya)
        if LetterDraft.objects.visible_to(one).exists()
    ]
    assert seers == ["somchai", "fai", "suda"]


@pytest.mark.parametrize(
    ("stands_for", "signs"),
    [
        pytest.param(Role.PROVINCE_HEAD, True, id="in-the-place-of-the-head"),
        pytest.param(Role.PROVINCE_OFFICER, False, id="of-an-officer"),
    ],
)
def test_an_order_to_stand_in_for_an_officer_let_its_holder_sign_as_head(
    cast: Cast, stands_for: Role, signs: bool
) -> None:
    power(cast.fai.person, cast.fai.office.pk, role=stands_for)

    answers = {**SAMPLES[LetterKind.EXTERNAL], "signer_name": "นางสาวฝ้าย ทดสอบระบบ"}
    draft = drafts.begin_letter(
        LetterKind.EXTERNAL, office=cast.fai.office, answers=answers, actor=cast.somchai
    )
    drafts.send_letter(draft, seen=1, actor=cast.somchai)

    assert bool(may_sign(cast.fai, draft)) is signs
    assert ("fai" in told(draft, "letter-awaits-you"), len(letters_to_sign(cast.fai))) == (signs, int(signs))


@pytest.mark.parametrize("role", ["", Role.PROVINCE_HEAD], ids=["the authority", "its head"])
@pytest.mark.parametrize(("programme", "signs"), [("", True), ("weaving-2561", False)])
def test_an_order_for_one_programme_signs_no_letters_of_the_office(
    cast: Cast, role: str, programme: str, signs: bool
) -> None:
    power(cast.fai.person, cast.fai.office.pk, role=role, programme_code=programme)
    answers = {"signer_name": cast.fai.person.name}
    draft = LetterDraft(
        kind=LetterKind.EXTERNAL, office=cast.fai.office, answers=answers, state=DraftState.SENT
    )

    assert bool(may_sign(cast.fai, draft)) is signs


@pytest.mark.parametrize(
    ("kind", "printed", "signer", "refused"),
    [
        (LetterKind.ORDER, {"signer_name": "นายสมมุติ บุรีรัมย์"}, "suda", "พิมพ์ชื่อผู้ลงนามว่า นายสมมุติ บุรีรัมย์"),
        (LetterKind.ORDER, {"signer_name": "สุดา  ทดสอบระบบ"}, "suda", ""),
        (LetterKind.ORDER, {"signer_name": "", "signer_post": "{{หัวหน้าส่วนราชการ}}"}, "suda", ""),
        (
            LetterKind.ORDER,
            {"signer_name": "", "signer_post": "{{หัวหน้าส่วนราชการ}}", "stands": "plain"},
            "suda",
            "พิมพ์ให้ ผู้ว่าราชการจังหวัดบุรีรัมย์ ลงนามเอง ท่านดำรงตำแหน่งพัฒนาการจังหวัดบุรีรัมย์",
        ),
        (LetterKind.MEMO, {"signer_name": "นายสมชาย ทดสอบระบบ"}, "suda", "พิมพ์ชื่อผู้ลงนามว่า นายสมชาย ทดสอบระบบ"),
        (LetterKind.MEMO, {"signer_name": "นายสมชาย ทดสอบระบบ"}, "somchai", ""),
        (LetterKind.EXTERNAL, {"signer_name": "นายสมชาย ทดสอบระบบ"}, "somchai", "เฉพาะหัวหน้าหน่วยงาน"),
    ],
)
def test_nobody_signs_in_the_system_what_prints_another(
    cast: Cast, kind: LetterKind, printed: dict[str, str], signer: str, refused: str
) -> None:
    answers = {**SAMPLES[kind], **printed}
    draft = drafts.begin_letter(kind, office=cast.suda.office, answers=answers, actor=cast.somchai)
    drafts.send_letter(draft, seen=1, actor=cast.somchai)

    verdict = may_sign(getattr(cast, signer), draft)

    assert (bool(verdict), refused in verdict.reason) == (not refused, True)


def test_a_letter_that_will_not_go_out_says_why_and_costs_no_number(cast: Cast) -> None:
    draft = signed(cast.somchai)
    with pytest.raises(Refused, match="บอกเหตุ"):
        drafts.withdraw_letter(draft, reason="", actor=cast.somchai)

    drafts.withdraw_letter(draft, reason="ส่งทางโทรศัพท์แล้ว", actor=cast.somchai)

    assert (draft.state, OutgoingLetter.objects.count()) == (DraftState.WITHDRAWN, 0)
    with pytest.raises(Refused, match="บันทึกว่าไม่ออกแล้ว"):
        drafts.withdraw_letter(draft, reason="อีกครั้ง", actor=cast.somchai)


def test_a_number_that_is_refused_leaves_the_letter_to_be_issued(cast: Cast) -> None:
    draft = signed(cast.somchai)

    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        drafts.issue_letter(draft, dated_on=date(2018, 9, 11), series=Series.LETTER, actor=cast.somchai)

    draft.refresh_from_db()
    assert (draft.state, Paper.objects.count()) == (DraftState.SIGNED, 0)


@pytest.mark.both
@pytest.mark.parametrize("change", [{"state": "issued"}, {"state": "withdrawn"}, {"state": "signed"}])
def test_no_state_stands_without_what_it_says(cast: Cast, change: dict[str, str]) -> None:
    draft = written(cast.somchai)

    with pytest.raises(IntegrityError), transaction.atomic():
        LetterDraft.objects.filter(pk=draft.pk).update(**change)


def test_the_office_copy_names_writer_typist_and_checker(cast: Cast) -> None:
    draft = drafts.send_letter(written(cast.somchai), seen=1, checker=cast.suda.person, actor=cast.somchai)

    text = doc.plain_text(copy_of(draft, document_of(draft, TODAY)))

    assert [f"{role} ({name} ทดสอบระบบ)" in text for role, name in (
        ("ร่าง", "นายสมชาย"), ("พิมพ์", "นายสมชาย"), ("ตรวจ", "นางสุดา"),
    )] == [True, True, True]  # fmt: skip
