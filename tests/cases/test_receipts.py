"""Hand-in hop by hop: each office gives a number to what comes, and what comes late is taken, marked or refused."""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cases.applying import apply_task, group_case, sent
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Filing, Receipt
from sammachip.cases.readings import filing_reading
from sammachip.cases.receipts import receipt_document, receipts_of
from sammachip.core import document as doc
from sammachip.core.verdict import Refused
from sammachip.trail.clock import BANGKOK

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def test_each_office_gives_its_number_at_the_instant_it_came(cast: Cast, at: Freeze) -> None:
    at("2020-05-20 09:00")
    filing = sent(group_case(cast), cast.malee)
    at("2020-05-21 10:00")
    actions.sign_filing(filing, seen=1, actor=cast.mana)
    at("2020-05-22 11:00")
    actions.sign_filing(filing, seen=1, actor=cast.suda)

    found = [
        (str(one), one.office_id, one.revision, one.received_at.isoformat()[:10])
        for one in receipts_of(filing)
    ]
    assert found == [
        ("1/2563", "3101", 1, "2020-05-20"),
        ("2/2563", "31", 1, "2020-05-21"),
        ("3/2563", "00", 1, "2020-05-22"),
    ]
    paper = receipt_document(receipts_of(filing)[0], address="https://example.org/receipts/1/")
    [code] = [block for block in paper.blocks if isinstance(block, doc.Code)]
    assert code.lines[:2] == ("ใบรับเอกสาร", "เลขรับ ๑/๒๕๖๓")


def test_an_office_that_passes_on_late_is_told_apart_from_a_group_that_sent_in_time(
    cast: Cast, at: Freeze
) -> None:
    at("2020-05-20 09:00")
    filing = sent(group_case(cast), cast.malee)
    at("2020-05-27 10:00")
    actions.sign_filing(filing, seen=1, actor=cast.mana)
    at("2020-05-29 11:00")
    actions.sign_filing(filing, seen=1, actor=cast.suda)

    read = filing_reading(filing, cast.anong)
    assert read.timely
    assert [one.late for one in read.hops] == [True, False, False]


def test_what_comes_again_gets_another_number_and_the_first_stays(cast: Cast, at: Freeze) -> None:
    at("2020-05-20 09:00")
    filing = sent(group_case(cast), cast.malee)
    actions.return_filing(filing, seen=1, reason="ขาดราคา", actor=cast.mana)
    actions.send_filing(filing, seen=filing.saved, actor=cast.malee)

    assert [(str(one), one.revision) for one in receipts_of(filing)] == [("1/2563", 1), ("2/2563", 2)]


def test_no_number_is_given_twice_and_none_is_changed(cast: Cast, at: Freeze) -> None:
    at("2020-05-20 09:00")
    [receipt] = receipts_of(sent(group_case(cast), cast.malee))

    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(
            programme=receipt.programme,
            year=receipt.year,
            number=receipt.number,
            filing=receipt.filing,
            revision=9,
            hop=0,
            office=receipt.office,
            received_at=receipt.received_at,
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.filter(pk=receipt.pk).update(number=9)


@pytest.mark.parametrize(("moment", "late"), [("2020-05-25 23:59", False), ("2020-05-26 00:00", True)])
def test_what_was_sent_late_is_marked_where_the_programme_says_so(
    cast: Cast, at: Freeze, moment: str, late: bool
) -> None:
    at("2020-05-10 09:00")
    case = group_case(cast)
    at(moment)
    sent(case, cast.malee)

    assert apply_task(case).sent_late is late


def test_what_is_late_is_refused_until_a_letter_gives_longer(cast: Cast, at: Freeze) -> None:
    at("2020-05-10 09:00")
    case = group_case(cast, late="refuse")
    at("2020-05-26 00:00")
    with pytest.raises(Refused, match="ต้องส่งภายใน 25 พฤษภาคม 2563"), transaction.atomic():
        sent(case, cast.malee)
    actions.extend_due(
        case.edition,
        stage="apply",
        role="district-head",
        path=case.path,
        due_at=datetime(2020, 5, 27, 23, 59, 59, tzinfo=BANGKOK),
        letter_number="สก 0019/1",
        letter_on=date(2020, 5, 25),
        reason="น้ำท่วม",
        actor=cast.somchai,
    )

    filing = sent(case, cast.malee)
    at("2020-05-28 09:00")
    actions.return_filing(filing, seen=1, reason="ขาดราคา", actor=cast.mana)
    actions.send_filing(filing, seen=filing.saved, actor=cast.malee)  # it came in time at first

    assert Filing.objects.get().revision == 2
