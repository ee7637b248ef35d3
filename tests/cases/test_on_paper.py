"""Signatures on paper that a second person checks: they count then, and not before."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Filing, PaperCheck, PaperRecord
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.trail.models import Event, Notice
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]

REPORT = {"standing": "ongoing"}


@pytest.fixture
def report(cast: Cast, at: Freeze) -> Filing:
    at("2018-09-10 09:00")
    return drawn(cast)


@laid
def drawn(cast: Cast) -> Filing:
    """A sent report of a programme that asks a second person at the district head's hop."""
    text = make.PACK_A.read_text().replace(
        "signs: [district-head, province-officer]\n    form: progress",
        "signs: [{role: district-head, second_person: true}, province-officer]\n    form: progress",
    )
    case = make.district(cast, make.publish(cast, text))
    return make.filing(make.task(case, "report"), cast.malee, REPORT, sent=True)


@pytest.fixture
def recorded(cast: Cast, report: Filing) -> Filing:
    return record(report, cast.malee)


def record(report: Filing, actor: Actor, *, number: str = "บร ๐๐๑๙.๑/๑๒๓") -> Filing:
    return actions.record_paper_signature(
        report,
        seen=1,
        signer_name="นายมานะ ทดสอบระบบ",
        signer_title="พัฒนาการอำเภอเมืองบุรีรัมย์",
        paper_number=number,
        done_on=date(2018, 9, 10),
        actor=actor,
    )


def turn(report: Filing) -> str:
    return make.task(report.task.case, "report").turn_role


def test_a_recorded_signature_waits_for_the_second_person(recorded: Filing) -> None:
    assert (recorded.signoffs.count(), turn(recorded)) == (0, "district-head")


def test_the_hop_counts_once_another_has_checked_the_paper(cast: Cast, recorded: Filing) -> None:
    actions.check_paper_signature(recorded, seen=1, matches=True, actor=cast.mana)

    signoff = recorded.signoffs.get()
    assert (signoff.on_paper, signoff.recorded_by_id, signoff.checked_by_id) == (
        True,
        cast.malee.person.pk,
        cast.mana.person.pk,
    )
    assert turn(recorded) == "province-officer"
    assert Event.objects.about(recorded).filter(verb="filing.paper-checked").count() == 1


def test_who_recorded_it_does_not_check_it(cast: Cast, recorded: Filing) -> None:
    with pytest.raises(Refused, match="ตรวจเองไม่ได้"):
        actions.check_paper_signature(recorded, seen=1, matches=True, actor=cast.malee)

    assert turn(recorded) == "district-head"


def test_a_stranger_to_the_office_does_not_check_it(cast: Cast, recorded: Filing) -> None:
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่"):
        actions.check_paper_signature(recorded, seen=1, matches=True, actor=cast.anong)


def test_what_differs_from_the_paper_is_set_aside_with_its_reason(cast: Cast, recorded: Filing) -> None:
    actions.check_paper_signature(recorded, seen=1, matches=False, reason="เลขที่หนังสือผิด", actor=cast.mana)

    record(recorded, cast.malee, number="บร ๐๐๑๙.๑/๑๒๔")

    assert list(recorded.paper_records.values_list("check_result", "reason")) == [
        (PaperCheck.REJECTED, "เลขที่หนังสือผิด"),
        (PaperCheck.WAITING, ""),
    ]
    assert Notice.objects.filter(kind="paper-rejected", person_id=cast.malee.person.pk).count() == 1


def test_setting_aside_asks_what_differs(cast: Cast, recorded: Filing) -> None:
    with pytest.raises(Refused, match="สิ่งที่ไม่ตรงกับเอกสาร"):
        actions.check_paper_signature(recorded, seen=1, matches=False, reason=" ", actor=cast.mana)


def test_a_second_record_of_the_same_hop_is_told_of_the_first(cast: Cast, recorded: Filing) -> None:
    with pytest.raises(Refused, match=r"บร ๐๐๑๙\.๑/๑๒๓"):
        record(recorded, cast.mana, number="บร ๙")


def test_the_head_may_sign_here_meanwhile_and_the_record_counts_for_nothing(
    cast: Cast, recorded: Filing
) -> None:
    actions.sign_filing(recorded, seen=1, actor=cast.mana)

    with pytest.raises(Refused, match="ไม่มีการลงนามในเอกสารที่รอตรวจ"):
        actions.check_paper_signature(recorded, seen=1, matches=True, actor=cast.mana)
    assert recorded.signoffs.count() == 1


def test_checking_an_older_revision_is_stale(cast: Cast, recorded: Filing) -> None:
    with pytest.raises(Stale):
        actions.check_paper_signature(recorded, seen=0, matches=True, actor=cast.mana)

    assert PaperRecord.objects.get().check_result == PaperCheck.WAITING


def test_those_who_may_check_are_told(cast: Cast, recorded: Filing) -> None:
    told = set(Notice.objects.filter(kind="paper-awaits-check").values_list("person_id", flat=True))

    assert cast.mana.person.pk in told
    assert cast.malee.person.pk not in told


def test_the_database_itself_asks_for_two_people(cast: Cast, recorded: Filing) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperRecord.objects.update(
            check_result="confirmed", checked_by=cast.malee.person, checked_at="2018-09-10T09:00Z"
        )
