"""Secret letters: their lines stand in every register without a subject, and they open to those alone whom these name."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from api.conftest import program_of, refused, told
from cast import Cast
from conftest import Freeze
from letter_samples import SAMPLES
from sammachip.cases.actions import receive_sent
from sammachip.core.document import from_json
from sammachip.core.letter import LetterKind
from sammachip.core.verdict import Refused
from sammachip.records import actions as records
from sammachip.records import actions_drafts as drafts
from sammachip.records.actions_dispatch import Outside, dispatch
from sammachip.records.actions_incoming import Came, Holder, note_upward, order, receive
from sammachip.records.actions_outgoing import Letter, give_number
from sammachip.records.actions_readings import read_kept, read_letter
from sammachip.records.models import (
    Delivery,
    IncomingLetter,
    LetterDraft,
    LetterReading,
    OutgoingLetter,
    Paper,
    Secrecy,
    secrecy_of,
    subject_in_register,
)
from sammachip.trail import triggers
from sammachip.trail.models import Event, Notice
from web.asking import browser

pytestmark = [pytest.mark.both, pytest.mark.django_db]
TODAY = date(2018, 9, 10)
SUBJECT = "การตรวจสอบกรณีสมมุติ"
IN_REGISTER = "หนังสือลับ ไม่แสดงเรื่องในทะเบียน"
EVERYBODY = "malee mana fong somchai suda fai anong amorn kanya"


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def issued(cast: Cast) -> LetterDraft:
    """A secret letter that Somchai wrote, Suda signed and Somchai numbered."""
    said = {**SAMPLES[LetterKind.EXTERNAL], "subject": SUBJECT, "secrecy": "confidential"}
    office = cast.somchai.office
    draft = drafts.begin_letter(LetterKind.EXTERNAL, office=office, answers=said, actor=cast.somchai)
    draft = drafts.send_letter(draft, seen=1, actor=cast.somchai)
    draft = drafts.sign_letter(draft, seen=1, on_paper=False, actor=cast.suda)
    drafts.issue_letter(draft, dated_on=TODAY, actor=cast.somchai)
    draft.refresh_from_db()
    return draft


def sent(issued: LetterDraft, cast: Cast) -> Delivery:
    [made] = dispatch(issued.paper.line, [cast.malee.office], actor=cast.somchai)
    return made


def who(cast: Cast, rows: object, names: str = EVERYBODY) -> str:
    """Those of the names that see any of the rows."""
    return " ".join(one for one in names.split() if rows(getattr(cast, one)).exists())  # type: ignore[operator]  # a sight


def test_a_secret_letter_opens_to_those_alone_through_whose_hands_it_went(
    cast: Cast, issued: LetterDraft
) -> None:
    lines = OutgoingLetter.objects.visible_to

    assert who(cast, Paper.objects.visible_to) == "somchai suda"
    assert who(cast, LetterDraft.objects.visible_to) == "somchai suda"
    assert who(cast, lines) == "somchai suda fai anong amorn"
    assert [(one.subject, one.secrecy) for one in lines(cast.amorn)] == [(IN_REGISTER, Secrecy.CONFIDENTIAL)]
    assert not [one for one in Event.objects.all() if SUBJECT in str(one.facts)]


def test_a_secret_draft_that_is_taken_away_leaves_no_subject_behind(cast: Cast, issued: LetterDraft) -> None:
    draft = records.draft(
        kind=issued.paper.kind,
        title=SUBJECT,
        about=issued,
        office=issued.office,
        path=issued.office.path,
        document=from_json(issued.paper.content),
        actor=cast.somchai,
    )

    records.discard(Paper.objects.filter(pk=draft.pk), reason="ไม่ส่งแล้ว", actor=cast.somchai)

    assert not [one for one in Event.objects.all() if SUBJECT in str(one.facts)]


def test_another_office_opens_it_by_its_head_and_by_who_received_and_holds_it(
    cast: Cast, issued: LetterDraft
) -> None:
    delivery = sent(issued, cast)
    before = who(cast, Delivery.objects.open_to)
    letter = receive_sent(delivery, actor=cast.malee)
    received = who(cast, IncomingLetter.objects.open_to)
    note_upward(letter, "เพื่อโปรดทราบ", seen=0, actor=cast.malee)
    order(letter, "", to=Holder(officer=cast.fong.person), seen=1, actor=cast.mana)

    assert (before, received) == ("mana somchai suda", "malee mana")
    assert who(cast, Delivery.objects.open_to) == "malee mana fong somchai suda"
    assert who(cast, IncomingLetter.objects.open_to) == "malee mana fong"
    assert who(cast, IncomingLetter.objects.visible_to) == EVERYBODY.removesuffix(" kanya")
    assert (letter.subject, letter.secrecy) == (IN_REGISTER, "confidential")
    hands = {cast.somchai.person.pk, cast.suda.person.pk}
    assert {one.person_id for one in Notice.objects.all() if SUBJECT in one.text} <= hands


def test_of_a_secret_letter_written_elsewhere_no_subject_is_kept(cast: Cast) -> None:
    letter = Letter(SUBJECT, "นายอำเภอสมมุติ", secrecy="secret")

    line = give_number(letter, office=cast.malee.office, dated_on=TODAY, number="ลับ/1", actor=cast.malee)

    assert line.subject == "หนังสือลับมาก ไม่แสดงเรื่องในทะเบียน"


def test_whoever_sees_the_line_and_is_not_named_is_told_why_the_letter_stays_shut(
    cast: Cast, issued: LetterDraft
) -> None:
    delivery = sent(issued, cast)
    letter = receive_sent(delivery, actor=cast.malee)
    address, arrived = f"/letters/in/{letter.pk}/", delivery.get_absolute_url()

    pages = {one: browser(getattr(cast, one)) for one in ("malee", "mana", "fong", "anong", "kanya")}
    opened = {one: page.get(address).status_code for one, page in pages.items()}
    files = {one: page.get(f"{arrived}files/0/").status_code for one, page in pages.items()}

    assert opened == {"malee": 200, "mana": 200, "fong": 403, "anong": 403, "kanya": 404}
    assert files == opened
    assert "เปิดอ่านได้เฉพาะ" in pages["fong"].get(arrived).content.decode()
    assert "เปิดอ่านได้เฉพาะ" in refused(program_of(cast.anong).get(f"/letters-in/{letter.pk}"), 403, "secret")
    assert program_of(cast.anong).get(f"/papers/{issued.paper_id}").status_code == 404
    assert [one["subject"] for one in told(program_of(cast.anong).get("/letters"))["items"]] == [IN_REGISTER]
    with pytest.raises(Refused, match="เปิดอ่านได้เฉพาะ"):
        note_upward(letter, "x", seen=0, actor=cast.fong)


def test_a_secret_letter_goes_by_no_open_mail_and_is_not_read_by_machine(
    cast: Cast, issued: LetterDraft, settings
) -> None:
    settings.MAIL_FROM = "buriram@example.go.th"
    with pytest.raises(Refused, match="ส่งทางอีเมลไม่ได้"):
        dispatch(issued.paper.line, [], outside=[Outside("x", "x@example.go.th")], actor=cast.somchai)

    letter = receive_sent(sent(issued, cast), actor=cast.malee)
    with pytest.raises(Refused, match="ไม่อ่านด้วยระบบ"):
        read_kept(letter.files.get().file, actor=cast.malee)
    for face in ("ลับ\n", "ที่ บร ๐๐๑๙/ว ๑\n\n  ลับมาก \n"):
        with pytest.raises(Refused, match="ไม่อ่านด้วยระบบ"):
            read_letter(f"{face}เรื่อง {SUBJECT}\n".encode(), name="ก.txt", actor=cast.malee)
    assert read_letter(f"เรื่อง ความลับ {SUBJECT}\n".encode(), name="ข.txt", actor=cast.malee).text


def test_what_was_read_of_a_letter_before_it_was_secret_is_shut_to_those_above(cast: Cast) -> None:
    by_line, by_face, plain = (
        read_letter(f"เรื่อง {SUBJECT} {n}\n".encode(), name="ก.txt", actor=cast.malee) for n in range(3)
    )
    came = Came(SUBJECT, "กรมสมมุติ", secrecy="secret")
    receive(came, office=cast.malee.office, files=[by_line.file], actor=cast.mana)
    triggers.remove()
    LetterReading.objects.filter(pk=by_face.pk).update(text=f"ลับ\n{by_face.text}")
    step = import_module("sammachip.records.migrations.0020_secret_readings_are_shut")
    step.marked(apps, SimpleNamespace(connection=connection))
    triggers.install()

    seen = {
        name: set(LetterReading.objects.visible_to(getattr(cast, name)))
        for name in ("malee", "mana", "fong", "somchai", "anong", "kanya")
    }

    both = {by_line, by_face, plain}
    assert seen == {
        "malee": both,
        "mana": both,
        "fong": {plain},
        "somchai": {plain},
        "anong": {plain},
        "kanya": set(),
    }
    assert program_of(cast.somchai).get(f"/letter-readings/{by_line.pk}").status_code == 404


def test_a_word_that_is_no_class_is_taken_for_the_strictest() -> None:
    faces = ("", "ลับ", "ลับมาก", "ปกปิด")

    assert [secrecy_of(face) for face in faces] == ["", "confidential", "secret", "secret"]
    assert subject_in_register("", SUBJECT) == SUBJECT


def test_letters_that_went_before_are_shut_by_what_their_papers_say(cast: Cast, issued: LetterDraft) -> None:
    """As they stood before: how secret a letter is was known to its paper alone."""
    letter = receive_sent(sent(issued, cast), actor=cast.malee)
    step = import_module("sammachip.records.migrations.0018_secret_letters_are_marked")
    at = SimpleNamespace(connection=connection)
    triggers.remove()
    for model in (OutgoingLetter, IncomingLetter):
        model.objects.update(secrecy="", subject=SUBJECT)
    for model in (LetterDraft, Paper):
        model.objects.update(secrecy="")
    told_before = who(cast, Paper.objects.visible_to)

    step.told_of_old_letters(apps, at)
    shut = [
        set(model.objects.values_list("secrecy", flat=True))
        for model in (LetterDraft, Paper, OutgoingLetter, IncomingLetter)
    ]
    subjects = [model.objects.get().subject for model in (OutgoingLetter, IncomingLetter)]
    step.told_again(apps, at)
    letter.refresh_from_db()

    assert (told_before, who(cast, Paper.objects.visible_to)) == (
        "somchai suda fai anong amorn",
        "somchai suda",
    )
    assert (shut, subjects) == ([{"confidential"}] * 4, [IN_REGISTER] * 2)
    assert letter.subject == SUBJECT
