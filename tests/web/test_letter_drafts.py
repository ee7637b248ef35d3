"""Letters on their pages: begun, typed beside how they look, signed, numbered, and given out to print."""

import json

import pytest
from django.test import Client

from cast import Cast
from conftest import Freeze
from letter_samples import SAMPLES
from sammachip.core.letter import LetterKind
from sammachip.org.hats import Actor
from sammachip.records import actions_drafts as drafts
from sammachip.records.models import DraftState, LetterDraft, OutgoingLetter
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db
LIST = "/letters/drafts/"


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


def written(actor: Actor, kind: LetterKind = LetterKind.EXTERNAL) -> LetterDraft:
    return drafts.begin_letter(kind, office=actor.office, answers=SAMPLES[kind], actor=actor)


def sent(actor: Actor, kind: LetterKind = LetterKind.EXTERNAL) -> LetterDraft:
    return drafts.send_letter(written(actor, kind), seen=1, actor=actor)


def typed(draft: LetterDraft, **changes: str) -> dict[str, str]:
    """The edit page's fields as a browser posts them; the rows of tables are left as they come."""
    plain = {f"a.{key}": value for key, value in draft.answers.items() if isinstance(value, str)}
    return {**plain, "seen": str(draft.version), **{f"a.{key}": value for key, value in changes.items()}}


def post(client: Client, draft: LetterDraft, act: str, **data: str) -> int:
    return client.post(f"{LIST}{draft.pk}/{act}/", {"seen": str(draft.version), **data}).status_code


def test_a_letter_is_begun_typed_signed_on_paper_and_numbered(cast: Cast) -> None:
    officer = browser(cast.somchai)
    begun = officer.post(LIST, {"kind": "memo"}, follow=True)
    draft = LetterDraft.objects.get()
    assert begun.redirect_chain == [(f"{LIST}{draft.pk}/edit/", 302)]

    saved = officer.post(
        f"{LIST}{draft.pk}/save/",
        {**typed(draft, subject="ขออนุมัติเดินทาง", to="นายอำเภอ", body="เรื่องเดิม 1"), "then": "look"},
    )
    draft.refresh_from_db()
    steps = [
        post(officer, draft, "send", checker=str(cast.fai.person.pk)),
        post(officer, draft, "signed", signed_on="9 กันยายน 2561"),
        post(officer, draft, "issue", by="letter", number="", dated_on="10 กันยายน 2561"),
    ]

    draft.refresh_from_db()
    assert (saved.status_code, saved["Location"], steps) == (302, f"{LIST}{draft.pk}/", [302, 302, 302])
    assert (draft.state, draft.checker, OutgoingLetter.objects.get().number) == (
        DraftState.ISSUED, cast.fai.person, "บร 0019/1",
    )  # fmt: skip
    page = body(cast.somchai, f"{LIST}{draft.pk}/")
    assert ("เรื่องเดิม ๑" in page, "ดูในทะเบียนหนังสือส่ง" in page, "ขั้นต่อไป" in page) == (True, True, False)


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_is_begun_and_shown_with_what_it_asks(cast: Cast, kind: LetterKind) -> None:
    officer = browser(cast.somchai)

    page = officer.post(LIST, {"kind": kind.value}, follow=True)
    number = 'name="by"' in body(cast.somchai, f"{LIST}{_signed(cast.somchai, kind).pk}/")

    assert (page.status_code, 'class="paper' in page.content.decode()) == (200, True)
    assert number is (kind not in (LetterKind.ANNOUNCEMENT, LetterKind.MINUTES))


def _signed(actor: Actor, kind: LetterKind) -> LetterDraft:
    return drafts.sign_letter(sent(actor, kind), seen=1, on_paper=True, actor=actor)


def test_the_draft_is_kept_as_it_is_written_and_shows_how_it_looks(cast: Cast) -> None:
    draft = written(cast.somchai)

    answer = browser(cast.somchai).post(
        f"{LIST}{draft.pk}/save/", typed(draft, subject="ชื่อใหม่", to=""), headers={"X-Autosave": "1"}
    )

    told = json.loads(answer.content)
    assert (answer["X-Revision"], "ถึงใคร" in told["missing"], "ชื่อใหม่" in told["preview"]) == ("2", True, True)


def test_a_ready_paragraph_comes_after_the_text_without_script(cast: Cast) -> None:
    draft = written(cast.somchai, LetterKind.MEMO)

    browser(cast.somchai).post(
        f"{LIST}{draft.pk}/save/", {**typed(draft, body="ข้อความ"), "insert": "end-know"}
    )

    draft.refresh_from_db()
    assert draft.answers["body"] == "ข้อความ\nจึงเรียนมาเพื่อโปรดทราบ"


def test_a_new_letter_begins_with_what_another_says(cast: Cast) -> None:
    old = sent(cast.somchai)

    answer = browser(cast.fai).post(f"{LIST}{old.pk}/again/")

    new = LetterDraft.objects.exclude(pk=old.pk).get()
    assert (answer["Location"], new.answers, new.state) == (
        f"{LIST}{new.pk}/edit/",
        old.answers,
        DraftState.WRITING,
    )
    assert new.author == cast.fai.person


def test_bad_input_says_why_and_keeps_what_was_typed(cast: Cast) -> None:
    draft = written(cast.somchai)
    officer = browser(cast.somchai)

    saved = officer.post(f"{LIST}{draft.pk}/save/", typed(draft, subject="ก" * 301, to="นายอำเภอสมมติ"))
    ways = [officer.post(LIST, {"kind": "novel"}).status_code, post(officer, draft, "withdraw", reason="")]
    waiting = sent(cast.somchai)
    ways += [
        post(officer, waiting, "signed", signed_on="31 กุมภาพันธ์ 2561"),
        post(officer, waiting, "return", reason="ก" * 501),
        post(officer, _signed(cast.somchai, LetterKind.MINUTES), "issue", dated_on=""),
        post(
            officer, _signed(cast.somchai, LetterKind.ORDER), "issue", by="typed", dated_on="10 กันยายน 2561"
        ),
    ]

    page = saved.content.decode()
    assert (saved.status_code, "เกิน 300 ตัวอักษร" in page, "นายอำเภอสมมติ" in page) == (422, True, True)
    assert ways == [422] * 6


def test_a_part_that_cannot_be_taken_is_told_where_the_letter_would_be_sent_on(cast: Cast) -> None:
    draft = written(cast.somchai)
    rows = [{"what": "ทะเบียน", "count": "-1", "unit": "ฉบับ"}]
    drafts.save_letter(draft, {**draft.answers, "enclosures": rows}, seen=1, actor=cast.somchai)

    page = body(cast.somchai, f"{LIST}{draft.pk}/")

    assert ("แถวที่ 1 «จำนวน»: -1 น้อยกว่าค่าต่ำสุด 1" in page, "/send/" in page) == (True, False)


def test_the_slower_of_two_writers_sees_both_versions(cast: Cast) -> None:
    draft = written(cast.somchai)
    opened = typed(draft, subject="ฉบับหลัง")
    drafts.save_letter(draft, {**draft.answers, "subject": "ฉบับแรก"}, seen=1, actor=cast.fai)

    answer = browser(cast.somchai).post(f"{LIST}{draft.pk}/save/", opened)

    page = answer.content.decode()
    assert (answer.status_code, "ฉบับแรก" in page, 'value="ฉบับหลัง"' in page) == (409, True, True)


def test_a_stranger_is_told_404_and_the_wrong_role_403_with_the_reason(cast: Cast) -> None:
    draft = sent(cast.somchai)
    page, copy = f"{LIST}{draft.pk}/", f"{LIST}{draft.pk}/copy.pdf"

    strange = [
        browser(one).get(address).status_code for one in (cast.kanya, cast.anong) for address in (page, copy)
    ]
    officer = browser(cast.somchai).post(f"{page}sign/", {"seen": "1"})
    reason = "เฉพาะหัวหน้าหน่วยงานหรือผู้ได้รับมอบอำนาจ"

    assert (strange, officer.status_code) == ([404] * 4, 403)
    assert (reason in body(cast.somchai, page), reason in officer.content.decode()) == (True, True)
    assert post(browser(cast.suda), draft, "sign") == 302


def test_what_waits_is_listed_and_what_went_out_is_found(cast: Cast) -> None:
    gone, waiting = written(cast.somchai), sent(cast.somchai, LetterKind.MEMO)
    drafts.withdraw_letter(gone, reason="ไม่ต้องส่งแล้ว", actor=cast.somchai)
    asked = browser(cast.somchai)

    def listed(**words: str) -> list[int]:
        return [draft.pk for draft in asked.get(LIST, words).context["leaf"]]

    assert (listed(), listed(all="1"), listed(q="สำรวจ")) == ([waiting.pk], [waiting.pk, gone.pk], [gone.pk])


def test_a_letter_lies_on_the_desk_of_whoever_goes_on_with_it(cast: Cast) -> None:
    draft = sent(cast.somchai)
    to_sign = "ลงนามหนังสือภายนอก «การสำรวจกลุ่มอาชีพประจำปี»" in body(cast.suda, "/")
    drafts.return_letter(draft, reason="แก้ชื่อเรื่อง", actor=cast.suda)
    to_mend = "แก้ไขและเสนอลงนามหนังสือภายนอก" in body(cast.somchai, "/")
    drafts.send_letter(draft, seen=1, actor=cast.somchai)
    drafts.sign_letter(draft, seen=1, on_paper=False, actor=cast.suda)

    desks = [body(one, "/") for one in (cast.suda, cast.somchai, cast.fai)]

    assert (to_sign, to_mend) == (True, True)
    assert ["«การสำรวจกลุ่มอาชีพประจำปี»" in page for page in desks] == [False, True, False]
    assert "ออกเลขหนังสือภายนอก" in desks[1]


def test_the_list_costs_as_many_queries_for_thirty_letters(cast: Cast) -> None:
    written(cast.somchai)

    assert costs_no_more(cast.somchai, LIST, lambda: [written(cast.somchai) for _turn in range(30)])


@pytest.mark.parametrize(
    ("name", "starts"), [("file.pdf", b"%PDF"), ("file.docx", b"PK"), ("copy.pdf", b"%PDF")]
)
def test_a_letter_is_given_out_to_print_and_sign(cast: Cast, name: str, starts: bytes) -> None:
    file = browser(cast.somchai).get(f"{LIST}{sent(cast.somchai).pk}/{name}")

    assert (file.status_code, file.content[: len(starts)]) == (200, starts)
