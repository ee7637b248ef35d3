"""What was read of a letter and what was confirmed stay as they were, whatever program writes; and verify tells."""

import pytest
from django.db import IntegrityError, transaction

from cast import Cast
from conftest import Freeze
from sammachip.core.verdict import Stale
from sammachip.records.actions_readings import confirm_reading, read_letter
from sammachip.records.models import LetterConfirmation, LetterReading
from sammachip.records.readings import differing
from sammachip.trail import triggers

pytestmark = [pytest.mark.both, pytest.mark.django_db]

LETTER = "ที่ บร ๐๐๑๙/๑๒\n\nเรื่อง ขอเชิญประชุม\n\nเรียน นายอำเภอทุกอำเภอ\n"


@pytest.fixture
def confirmed(cast: Cast, at: Freeze) -> LetterReading:
    at("2018-09-10 09:00")
    found = read_letter(LETTER.encode(), name="หนังสือ.txt", actor=cast.somchai)
    confirm_reading(found, {"subject": "ขอเชิญร่วมประชุม"}, settled=(), seen=0, actor=cast.somchai)
    return found


def test_a_reading_and_its_confirmations_are_never_changed(confirmed: LetterReading) -> None:
    for rows in (LetterReading.objects.all(), LetterConfirmation.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(facts={})
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()

    assert list(differing()) == []


def test_verify_tells_what_was_changed_behind_the_guards(confirmed: LetterReading) -> None:
    triggers.remove()
    LetterReading.objects.update(text="อีกข้อความหนึ่ง")
    LetterConfirmation.objects.update(facts={})

    assert [("ข้อมูลที่เสนอไม่ตรง" in one, "ที่ยืนยันไม่ตรง" in one) for one in differing()] == [
        (True, False),
        (False, True),
    ]


def test_a_second_confirmation_needs_the_first_to_be_seen(confirmed: LetterReading, cast: Cast) -> None:
    for seen in (0, 2):
        with pytest.raises(Stale):
            confirm_reading(confirmed, {}, settled=(), seen=seen, actor=cast.suda)

    made = confirm_reading(confirmed, {}, settled=(), seen=1, actor=cast.suda)

    assert (made.version, made.facts["subject"]["value"]) == (2, "ขอเชิญประชุม")
