"""Filled forms gathered: whose they are, which of them, and as whom they are read."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions, batches
from sammachip.cases.models import Filing
from sammachip.core.document import plain_text
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.records.actions_batches import gather
from sammachip.records.models import Batch, Paper
from sammachip.trail import clock

SURVEY = {
    "name": "กลุ่มทอผ้าสมมุติ",
    "members_count": "12",
    "product": "ผ้าไหม",
    "occupation_kind": "processing",
    "otop_registered": "no",
    "sale_places": "ตลาดนัด",
    "incomes": [{"moment": "before", "amount": "1,200", "period": "month", "as_of": "1 กันยายน 2561"}],
}

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def reports(cast: Cast, at: Freeze) -> list[Filing]:
    """A report sent by each of two districts, one of them of another province's neighbour district, none accepted."""
    at("2018-09-10 09:00")
    town = make.district(cast)
    other = make.district(cast, town.edition, code="3102", places=1)
    said = {"standing": "ongoing"}
    return [
        make.filing(make.task(case, "report"), actor, said, sent=True)
        for case, actor in ((town, cast.malee), (other, cast.prasit))
    ]


def asked(actor: Actor) -> batches.Gatherable:
    [found] = batches.gatherable(actor)
    return found


def test_each_gathers_what_the_own_hat_sees_in_the_order_of_places(cast: Cast, reports: list[Filing]) -> None:
    of_province = batches.gather_filings(asked(cast.somchai), actor=cast.somchai)
    of_district = batches.gather_filings(asked(cast.malee), actor=cast.malee)

    keys = [list(one.items.values_list("about_id", flat=True)) for one in (of_province, of_district)]
    assert keys == [[one.pk for one in reports], [reports[0].pk]]
    assert (asked(cast.somchai).sent, asked(cast.somchai).accepted, batches.gatherable(cast.kanya)) == (
        2,
        0,
        [],
    )
    assert [Batch.objects.visible_to(one).count() for one in (cast.somchai, cast.malee, cast.suda)] == [
        1,
        1,
        0,
    ]


def test_what_is_not_accepted_is_a_draft_and_what_another_sees_is_refused(
    cast: Cast, reports: list[Filing]
) -> None:
    found = batches.filing_file(reports[0].pk, actor=cast.somchai, stamp=clock.now())

    with pytest.raises(Refused):
        batches.filing_file(reports[1].pk, actor=cast.malee, stamp=clock.now())

    assert (found.kept, found.draft, found.document is not None) == (None, True, True)


def test_an_accepted_form_is_the_issued_file_and_masked_for_who_does_not_work_there(
    cast: Cast, at: Freeze
) -> None:
    at("2018-09-10 09:00")
    case = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    survey = make.filing(
        make.task(case, "survey"), cast.malee, {**SURVEY, "chair_name": "นางสมมุติ ไม่มีจริง"}, sent=True
    )
    actions.sign_filing(survey, seen=1, actor=cast.mana)

    masked, whole = (
        batches.filing_file(survey.pk, actor=one, stamp=clock.now()) for one in (cast.anong, cast.malee)
    )

    assert masked.document is not None
    assert ("ปกปิดข้อมูลส่วนบุคคล" in plain_text(masked.document), "ไม่มีจริง" in plain_text(masked.document)) == (
        True,
        False,
    )
    assert (whole.kept, whole.document) == (Paper.objects.get(about_id=survey.pk, kind="filing").pdf, None)


def test_what_was_accepted_and_sent_anew_is_not_counted_among_the_accepted(
    cast: Cast, reports: list[Filing]
) -> None:
    Filing.objects.filter(pk=reports[0].pk).update(accepted_revision=1)
    before = asked(cast.somchai)

    Filing.objects.filter(pk=reports[0].pk).update(revision=2)

    assert [(one.sent, one.accepted) for one in (before, asked(cast.somchai))] == [(2, 1), (2, 0)]


def test_nothing_is_no_batch_and_who_only_reads_orders_none(cast: Cast, reports: list[Filing]) -> None:
    with pytest.raises(Refused, match="ไม่มีเอกสารที่ตรงกับที่เลือก"):
        batches.gather_filings(asked(cast.somchai), accepted_only=True, actor=cast.somchai)
    with pytest.raises(Refused, match="อ่านได้ทีละฉบับ"):
        gather("filings", "รายงาน", [(reports[0].pk, "รายงาน")], told={}, actor=make.auditor("31"))

    assert Batch.objects.count() == 0
