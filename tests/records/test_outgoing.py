"""The register of letters sent: numbers in a row, a line for each, and none that changes or goes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cast import Cast
from conftest import Freeze
from sammachip.core import document as doc
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records import actions
from sammachip.records.actions_outgoing import Letter, begin_series, cancel_number, give_number
from sammachip.records.models import Book, NumberSeries, OutgoingLetter, Series
from sammachip.records.outgoing import gaps, next_number
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

LETTER = Letter("ขอเชิญประชุม", "นายอำเภอคูเมือง")
TODAY = date(2018, 9, 10)


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


def given(
    actor: Actor, *, number: str = "", series: Series = Series.LETTER, dated_on: date = TODAY
) -> OutgoingLetter:
    return give_number(
        LETTER, office=actor.office, dated_on=dated_on, series=series, number=number, actor=actor
    )


def numbers() -> list[str]:
    return list(OutgoingLetter.objects.order_by("pk").values_list("number", flat=True))


def test_numbers_run_by_office_year_and_series(cast: Cast) -> None:
    expected = next_number(cast.somchai.office, Series.CIRCULAR, TODAY)
    for series in (Series.LETTER, Series.LETTER, Series.CIRCULAR):
        given(cast.somchai, series=series)
    given(cast.somchai, dated_on=date(2017, 12, 29))
    given(cast.kanya)

    assert numbers() == ["บร 0019/1", "บร 0019/2", "บร 0019/ว 1", "บร 0019/1", "สร 0019/1"]
    assert (expected, list(gaps())) == ("บร 0019/ว 1", [])
    assert [line.year for line in OutgoingLetter.objects.order_by("pk")] == [2561, 2561, 2561, 2560, 2561]


def test_an_office_counts_on_from_the_register_it_kept_before(cast: Cast) -> None:
    begin_series(cast.somchai.office, year=2561, series=Book.LETTER, last=534, actor=cast.somchai)
    given(cast.somchai)

    with pytest.raises(Refused, match="เลขล่าสุด 535"):
        begin_series(cast.somchai.office, year=2561, series=Book.LETTER, last=9, actor=cast.somchai)

    assert (numbers(), list(gaps())) == (["บร 0019/535"], [])


def test_a_typed_number_is_a_line_and_the_count_passes_over_it(cast: Cast) -> None:
    given(cast.somchai, number="บร ๐๐๑๙ / ๒")
    first, third = given(cast.somchai), given(cast.somchai)

    assert (numbers(), list(gaps())) == (["บร 0019/2", "บร 0019/1", "บร 0019/3"], [])
    assert [first.is_own, third.is_own, OutgoingLetter.objects.last().is_own] == [True, True, False]


@pytest.mark.parametrize(
    ("spelt", "told"),
    [("บร 0019/1", "เป็นของหนังสือเรื่อง «ขอเชิญประชุม»"), ("บร๐๐๑๙ /๒", "ยกเลิกไปแล้ว \\(พิมพ์ซ้ำ\\)")],
)
def test_a_number_that_stands_in_the_register_is_not_given_again(cast: Cast, spelt: str, told: str) -> None:
    given(cast.somchai)
    cancel_number(given(cast.somchai), reason="พิมพ์ซ้ำ", actor=cast.somchai)

    with pytest.raises(Refused, match=told):
        given(cast.somchai, number=spelt)

    assert given(cast.somchai).number == "บร 0019/3"


def test_a_number_is_cancelled_once_with_its_reason(cast: Cast) -> None:
    line = given(cast.somchai)
    with pytest.raises(Refused, match="บอกเหตุที่ยกเลิกเลขที่ บร 0019/1"):
        cancel_number(line, reason="  ", actor=cast.somchai)
    with pytest.raises(Refused, match="อ่านทะเบียนนี้ได้อย่างเดียว"):
        cancel_number(line, reason="พิมพ์ซ้ำ", actor=cast.anong)
    opened_before = OutgoingLetter.objects.get(pk=line.pk)
    cancel_number(line, reason="พิมพ์ซ้ำ", actor=cast.somchai)

    with pytest.raises(Stale):
        cancel_number(opened_before, reason="อื่น", actor=cast.suda)

    verbs = [event.verb for event in Event.objects.about(line)]
    assert verbs == ["letter.numbered", "letter.number-cancelled"]


def test_a_refused_number_is_the_next_one_s(cast: Cast) -> None:
    with pytest.raises(Refused, match="11 กันยายน 2561 ยังมาไม่ถึง"):
        given(cast.somchai, dated_on=date(2018, 9, 11))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError(given(cast.somchai))

    assert given(cast.somchai).number == "บร 0019/1"


def test_an_office_without_a_letter_code_is_told_the_other_way(cast: Cast) -> None:
    Office.objects.filter(code="3101").update(letter_code="")
    cast.malee.office.refresh_from_db()

    with pytest.raises(Refused, match="ยังไม่มีรหัสหนังสือ"):
        given(cast.malee)

    assert given(cast.malee, number="บร 0119/7").number == "บร 0119/7"
    assert next_number(cast.malee.office, Series.LETTER, TODAY) == ""


@pytest.mark.parametrize("table", [OutgoingLetter, NumberSeries])
def test_no_line_and_no_count_goes_whatever_program_asks(cast: Cast, table: type[OutgoingLetter]) -> None:
    given(cast.somchai)

    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.all().delete()


@pytest.mark.parametrize("change", [{"number": "บร 0019/9"}, {"cancelled_why": "เหตุอื่น"}])
def test_a_cancelled_line_stays_as_it_is(cast: Cast, change: dict[str, str]) -> None:
    cancel_number(given(cast.somchai), reason="พิมพ์ซ้ำ", actor=cast.somchai)

    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingLetter.objects.update(**change)


def test_a_lost_line_is_found(cast: Cast) -> None:
    given(cast.somchai)
    NumberSeries.objects.update(last=3)

    assert list(gaps()) == [
        "ทะเบียนหนังสือส่งของสำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์ ปี 2561 (หนังสือทั่วไป): เลข 2, 3 ไม่มีในทะเบียน — เรียกคืนจากแฟ้มสำรอง"
    ]


def test_a_paper_issued_from_the_register_bears_its_number_and_stands_there(cast: Cast) -> None:
    letter = actions.draft(
        kind="cover",
        title="ส่งรายงาน",
        about=cast.somchai.office,
        office=cast.somchai.office,
        path="/31/",
        document=doc.Document(
            title="ส่งรายงาน",
            blocks=(doc.LetterHead("บร ๐๐๑๙/", ("จังหวัดสมมติ",), ""), doc.LetterFields(to="อธิบดีสมมติ")),
        ),
        actor=cast.somchai,
    )

    issued = actions.issue_letter(letter, dated_on=TODAY, series=Series.CIRCULAR, actor=cast.somchai)

    line = OutgoingLetter.objects.get()
    assert (line.paper, line.number, line.to_whom, line.from_whom) == (
        issued, "บร 0019/ว 1", "อธิบดีสมมติ", cast.somchai.office.short_name,
    )  # fmt: skip
    assert (issued.number, "บร ๐๐๑๙/ว ๑" in str(issued.content)) == ("บร 0019/ว 1", True)


def test_the_register_is_seen_in_its_own_tree(cast: Cast) -> None:
    given(cast.somchai)

    seers = [
        str(actor.person.username)
        for actor in (cast.malee, cast.somchai, cast.anong, cast.kanya)
        if OutgoingLetter.objects.visible_to(actor).exists()
    ]

    assert seers == ["somchai", "anong"]
