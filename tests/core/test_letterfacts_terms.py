"""Terms without a whole day: a quarter of the fiscal year, a stretch whose days a scan lost, a day no calendar has."""

from datetime import date

import pytest

from core.lettering import LETTER, OFFICIAL, codes, letter, said
from sammachip.core.letterfacts import read
from sammachip.core.letterfacts.model import Deadline

ASKED = "ขอให้อำเภอจัดอบรมให้แล้วเสร็จภายใน"


def ends(one: Deadline) -> list[object]:
    return said(one.due, one.start, one.end)


@pytest.mark.parametrize(
    ("body", "first", "last"),
    [
        (f"{ASKED}ไตรมาสที่ ๔", date(2018, 7, 1), date(2018, 9, 30)),
        (f"โครงการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ {ASKED}ไตรมาส ๓", date(2024, 4, 1), date(2024, 6, 30)),
        (f"{ASKED}สิ้นไตรมาสแรก ปีงบประมาณ พ.ศ. ๒๕๖๒", date(2018, 10, 1), date(2018, 12, 31)),
        (f"ปีงบประมาณ พ.ศ. ๒๕๖๑ {ASKED}ไตรมาส ๒ ของปีงบประมาณ ๒๕๖๒", date(2019, 1, 1), date(2019, 3, 31)),
    ],
)
def test_a_quarter_is_a_term_by_its_last_day(body: str, first: date, last: date) -> None:
    [deadline] = letter(body).deadlines

    assert ends(deadline) == [last, first, last]
    assert said(deadline.what, deadline.who) == ["จัดอบรม", "อำเภอ"]


@pytest.mark.parametrize(
    "body",
    [f"{ASKED}ไตรมาส ๓", f"ปีงบประมาณ ๒๕๖๒ และปีงบประมาณ ๒๕๖๓ {ASKED}ไตรมาส ๓"],
    ids=["over when the letter was written", "of two years"],
)
def test_a_quarter_of_no_known_year_is_told_and_not_guessed(body: str) -> None:
    found = letter(body)

    assert [ends(one) for one in found.deadlines] == [[None, None, None]]
    assert codes(found) == ["date_unreadable"]


@pytest.mark.parametrize(
    "body",
    [
        "ขอส่งบัญชีจัดสรรงบประมาณไตรมาสที่ ๒ (มกราคม - มีนาคม ๒๕๖๖) มาเพื่อทราบ",
        "ขอส่งบัญชีจัดสรรงบประมาณ พ.ศ. ๒๕๖๖ ไตรมาสที่ ๒ (มกราคม - มีนาคม ๒๕๖๖) มาเพื่อทราบ",
        "รายงานผลไตรมาสที่ ๒ แล้ว นั้น",
    ],
)
def test_a_quarter_that_is_only_named_is_no_term(body: str) -> None:
    assert letter(body).deadlines == ()


@pytest.mark.parametrize(
    ("stretch", "end"),
    [
        ("วันที่  -  กุมภาพันธ์ ๒๕๖๒", None),
        ("วันที่ ๕ -  กุมภาพันธ์ ๒๕๖๒", None),
        ("วันที่ - ๗ กุมภาพันธ์ ๒๕๖๒", date(2019, 2, 7)),
        ("วันที่ ? ถึงวันที่ ๗ กุมภาพันธ์ ๒๕๖๒", date(2019, 2, 7)),
    ],
)
def test_a_stretch_whose_days_were_lost_is_told_as_one_day_is(stretch: str, end: date | None) -> None:
    found = letter(f"ขอให้อำเภอจัดอบรมระหว่าง{stretch}")

    [deadline] = found.deadlines
    assert ends(deadline) == [None, None, end]
    assert deadline.start
    assert deadline.start.partial == "2019-02"
    assert said(deadline.what) == ["จัดอบรม"]
    assert codes(found) == ["date_unreadable"]


def test_days_whose_beginning_is_in_words_are_no_lost_stretch() -> None:
    assert codes(letter("ขอให้ดำเนินการตั้งแต่บัดนี้ถึงวันที่ ๗ กุมภาพันธ์ ๒๕๖๒")) == []


@pytest.mark.parametrize(
    ("day", "says"), [("๓๑ มิถุนายน", "ไม่มีในปฏิทิน"), ("๒๙ กุมภาพันธ์", "ไม่มีในปฏิทิน"), ("๓๒ มิถุนายน", "ไม่ออก")]
)
def test_a_day_that_no_calendar_has_was_read_and_is_told_so(day: str, says: str) -> None:
    [finding] = letter(f"ขอให้อำเภอรายงานภายในวันที่ {day} ๒๕๖๒").findings

    assert says in str(finding.message)


def test_who_answers_before_a_meeting_is_not_told_to_be_too_early() -> None:
    asked = (
        "ด้วยจังหวัดกำหนดจัดอบรมผู้ประกอบการชุมชน ในวันจันทร์ที่ ๑๗ ธันวาคม ๒๕๖๑ เวลา ๐๙.๐๐ น. ณ หอประชุมใหญ่ "
        "จึงขอเชิญท่านเป็นวิทยากร โปรดแจ้งตอบรับภายในวันพฤหัสบดีที่ ๖ ธันวาคม ๒๕๖๑"
    )
    text = LETTER.format(urgency="", to="นายอำเภอ", body="", enclosed="")

    found = read(text.replace("ด้วยจังหวัดได้รับแจ้งจากกรมการพัฒนาชุมชน", asked + "\n"), places=OFFICIAL)

    assert [one.due and one.due.value for one in found.deadlines] == [date(2018, 12, 17), date(2018, 12, 6)]
    assert codes(found) == []


def test_a_lost_day_that_left_a_gap_as_between_columns_is_told() -> None:
    body = "ขอให้รายงานผลภายในวันที่\tธันวาคม ๒๕๖๑"

    found = letter(body)

    assert [one.due and one.due.partial for one in found.deadlines] == ["2018-12"]
    assert codes(found) == ["date_unreadable"]


def test_a_post_that_ends_on_its_rank_is_not_cut_in_it() -> None:
    (one,) = letter("และให้นักวิชาการพัฒนาชุมชนปฏิบัติการ ขออนุมัติแผน ภายในวันที่ ๒๑ กันยายน ๒๕๖๑").deadlines

    assert said(one.who, one.what) == ["นักวิชาการพัฒนาชุมชนปฏิบัติการ", "ขออนุมัติแผน"]
