from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.thaidate import (
    MONTHS,
    MONTHS_SHORT,
    NotADate,
    PartialDate,
    bangkok_day,
    day_end,
    format_date,
    parse_date,
    parse_partial,
)

AUGUST_31 = date(2018, 8, 31)
days = st.dates(
    min_value=date(1958, 1, 1), max_value=date(2056, 12, 31)
)  # พ.ศ. 2501–2599: two digits say the year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("๓๑ สิงหาคม ๒๕๖๑", AUGUST_31),
        ("31 ส.ค. 61", AUGUST_31),
        ("31 ส.ค.61", AUGUST_31),
        ("31 สค 2561", AUGUST_31),
        ("31สิงหาคม2561", AUGUST_31),
        ("31 สิงหา 61", AUGUST_31),
        ("31/08/2561", AUGUST_31),
        ("31/8/61", AUGUST_31),
        ("31-08-2561", AUGUST_31),
        ("๓๑.๘.๒๕๖๑", AUGUST_31),
        ("2561-08-31", AUGUST_31),
        ("2018-08-31", AUGUST_31),
        ("31/08/2018", AUGUST_31),
        ("31 สิงหาคม ค.ศ. 2018", AUGUST_31),
        ("วันศุกร์ที่ ๓๑ สิงหาคม พ.ศ. ๒๕๖๑", AUGUST_31),
        ("\u00a0๓๑\u00a0สิงหาคม \u200b๒๕๖๑ ", AUGUST_31),
        ("วันที่ ๒๐ เดือนกันยายน พ.ศ.๒๕๖๑", date(2018, 9, 20)),
        ("ภายในวันที่ ๒๐ กันยายน ๒๕๖๑", date(2018, 9, 20)),
        ("ภายในวันที่ ๒๕ พฤษภาคม ๒๕๖๓", date(2020, 5, 25)),
        ("ภายในวันที่ ๒๙ พฤษภาคม ๒๕๖๓", date(2020, 5, 29)),
        ("ภายในวันที่ ๒๐ เดือนสิงหาคม ๒๕๖๓", date(2020, 8, 20)),
        ("ข้อมูล ณ วันที่ ๒๐ เดือนกันยายน พ.ศ.๒๕๖๑", date(2018, 9, 20)),
        ("31 กรกฏาคม 2563", date(2020, 7, 31)),
        ("1 มิ.ย. 2563", date(2020, 6, 1)),
        ("29 ก.พ. 2563", date(2020, 2, 29)),
        ("29/02/2567", date(2024, 2, 29)),
    ],
)
def test_parse_date_reads_every_usual_spelling(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("พฤษภาคม ๒๕๖๓", PartialDate(2020, 5)),
        ("พ พฤษภาคม ๒๕๖๓", PartialDate(2020, 5)),
        ("๓? พฤษภาคม ๒๕๖๓", PartialDate(2020, 5)),
        ("     พฤษภาคม ๒๕๖๓", PartialDate(2020, 5)),
        ("... พ.ค. 63", PartialDate(2020, 5)),
        ("พ พ.ค. 63", PartialDate(2020, 5)),
        ("ณ วันที่ ... เดือนกันยายน พ.ศ.๒๕๖๑", PartialDate(2018, 9)),
        ("วันที่      เดือนกันยายน พ.ศ.๒๕๖๑", PartialDate(2018, 9)),
        ("ภายในเดือนมิถุนายน ๒๕๖๓", PartialDate(2020, 6)),
        ("เดือนกรกฎาคม ๒๕๖๓", PartialDate(2020, 7)),
    ],
)
def test_a_day_that_cannot_be_read_stays_unknown(text, month):
    assert parse_partial(text) == month
    with pytest.raises(NotADate):
        parse_date(text)


def test_parse_partial_gives_a_whole_date_where_it_stands():
    assert parse_partial("๒๕ พฤษภาคม ๒๕๖๓") == date(2020, 5, 25)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31 กันยายน 2561", "ไม่มีวันที่ 31 กันยายน 2561"),
        ("31/09/2561", "เดือนนั้นมี 30 วัน"),
        ("29 กุมภาพันธ์ 2562", "เดือนนั้นมี 28 วัน"),
        ("29 ก.พ. 2561", "เดือนนั้นมี 28 วัน"),
        ("32 สิงหาคม 2561", "ไม่มีวันที่ 32"),
        ("0 สิงหาคม 2561", "ไม่มีวันที่ 0"),
        ("31/13/2561", "เดือนที่ 13"),
        ("พฤษภาคม ๒๕๖๓", "ยังไม่ระบุวันที่ของเดือนพฤษภาคม"),
        ("31 สิงหาคม พ.ศ. 2018", "ปี 2018"),
        ("31 สิงหาคม 3561", "ปี 3561"),
        ("31 สิงหาคม 256", "ปี 256"),
        ("31 สิงหาคม", "อ่านวันที่จาก"),
        ("1 2 สิงหาคม 2561", "อ่านวันที่จาก"),
        ("9" * 5000 + " สิงหาคม 2561", "อ่านวันที่จาก"),
        ("ปี ๒๕๖๔", "อ่านวันที่จาก"),
        ("เร็ว ๆ นี้", "อ่านวันที่จาก"),
        ("43343", "อ่านวันที่จาก"),
        ("", "ยังไม่มีวันที่"),
    ],
)
def test_parse_date_refuses_with_a_reason_that_says_what_to_do(text, told):
    with pytest.raises(NotADate) as refused:
        parse_date(text)

    assert told in refused.value.reason
    assert " — " in refused.value.reason
    assert len(refused.value.reason) < 250
    assert refused.value.text == text


@pytest.mark.parametrize(
    ("style", "options", "text"),
    [
        ("long", {}, "31 สิงหาคม 2561"),
        ("long", {"thai_digits": True, "era": True}, "๓๑ สิงหาคม พ.ศ. ๒๕๖๑"),
        ("short", {}, "31 ส.ค. 61"),
        ("short", {"era": True}, "31 ส.ค. พ.ศ. 2561"),
        ("numeric", {"era": True}, "31/08/2561"),
        ("month", {"thai_digits": True}, "สิงหาคม ๒๕๖๑"),
    ],
)
def test_format_date_writes_each_style(style, options, text):
    assert format_date(AUGUST_31, style, **options) == text


def test_a_month_is_written_as_a_month_in_every_style():
    assert {format_date(PartialDate(2020, 5), style) for style in ("long", "short", "numeric", "month")} == {
        "พฤษภาคม 2563"
    }


@given(days, st.sampled_from(["long", "short", "numeric"]), st.booleans(), st.booleans())
def test_what_is_written_is_read_back(day, style, thai_digits, era):
    assert parse_date(format_date(day, style, thai_digits=thai_digits, era=era)) == day


@given(days)
def test_a_month_that_is_written_is_read_back(day):
    assert parse_partial(format_date(day, "month")) == PartialDate(day.year, day.month)


@given(days)
def test_iso_dates_are_read_as_they_are(day):
    assert parse_date(day.isoformat()) == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_refusal(text):
    try:
        found = parse_partial(text)
    except NotADate as refused:
        found = refused

    assert isinstance(found, date | PartialDate | NotADate)


def test_each_month_has_two_names():
    for number, names in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), start=1):
        for name in names:
            assert parse_date(f"15 {name} 2561") == date(2018, number, 15)


def test_a_partial_date_knows_its_days():
    assert PartialDate(2020, 2).last_day == date(2020, 2, 29)
    assert PartialDate(2020, 2).first_day == date(2020, 2, 1)
    with pytest.raises(ValueError):
        PartialDate(2020, 13)


def test_day_end_is_the_last_second_in_bangkok():
    assert day_end(date(2018, 9, 20)) == datetime(2018, 9, 20, 16, 59, 59, tzinfo=UTC)


def test_bangkok_day_turns_at_bangkoks_midnight():
    assert bangkok_day(datetime(2018, 9, 20, 16, 59, 59, tzinfo=UTC)) == date(2018, 9, 20)
    assert bangkok_day(datetime(2018, 9, 20, 17, 0, 0, tzinfo=UTC)) == date(2018, 9, 21)
    with pytest.raises(ValueError):
        bangkok_day(datetime(2018, 9, 20))


@given(days)
def test_a_deadline_lies_on_its_own_day(day):
    assert bangkok_day(day_end(day)) == day
    assert bangkok_day(day_end(day) + timedelta(seconds=1)) == day + timedelta(days=1)
