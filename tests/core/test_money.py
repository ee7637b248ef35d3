from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.money import (
    NotMoney,
    NotWords,
    baht_words,
    format_baht,
    from_satang,
    parse_baht,
    percent,
    round_satang,
    split,
    to_satang,
    words_agree,
    words_to_baht,
)

amounts = st.decimals(min_value=-(10**14), max_value=10**14, places=2)

WORDS = [
    ("0", "ศูนย์บาทถ้วน"),
    ("0.01", "หนึ่งสตางค์"),
    ("0.11", "สิบเอ็ดสตางค์"),
    ("0.21", "ยี่สิบเอ็ดสตางค์"),
    ("0.25", "ยี่สิบห้าสตางค์"),
    ("1", "หนึ่งบาทถ้วน"),
    ("1.01", "หนึ่งบาทหนึ่งสตางค์"),
    ("10", "สิบบาทถ้วน"),
    ("11", "สิบเอ็ดบาทถ้วน"),
    ("20", "ยี่สิบบาทถ้วน"),
    ("21", "ยี่สิบเอ็ดบาทถ้วน"),
    ("100", "หนึ่งร้อยบาทถ้วน"),
    ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
    ("111", "หนึ่งร้อยสิบเอ็ดบาทถ้วน"),
    ("31200", "สามหมื่นหนึ่งพันสองร้อยบาทถ้วน"),
    ("873600", "แปดแสนเจ็ดหมื่นสามพันหกร้อยบาทถ้วน"),
    ("1000000", "หนึ่งล้านบาทถ้วน"),
    ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
    ("2000001", "สองล้านเอ็ดบาทถ้วน"),
    ("11000000", "สิบเอ็ดล้านบาทถ้วน"),
    ("21000021", "ยี่สิบเอ็ดล้านยี่สิบเอ็ดบาทถ้วน"),
    ("61857700", "หกสิบเอ็ดล้านแปดแสนห้าหมื่นเจ็ดพันเจ็ดร้อยบาทถ้วน"),
    ("101000000", "หนึ่งร้อยเอ็ดล้านบาทถ้วน"),
    ("100000000000.50", "หนึ่งแสนล้านบาทห้าสิบสตางค์"),
    ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
    ("1000005000000", "หนึ่งล้านห้าล้านบาทถ้วน"),
    ("-1500.75", "ลบหนึ่งพันห้าร้อยบาทเจ็ดสิบห้าสตางค์"),
    ("-0.50", "ลบห้าสิบสตางค์"),
]


@pytest.mark.parametrize(("figures", "words"), WORDS)
def test_words_and_figures_say_the_same(figures, words):
    assert baht_words(Decimal(figures)) == words
    assert words_to_baht(words) == Decimal(figures)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("1.005", "หนึ่งบาทหนึ่งสตางค์"),
        ("2.675", "สองบาทหกสิบแปดสตางค์"),
        ("0.995", "หนึ่งบาทถ้วน"),
        ("999999.995", "หนึ่งล้านบาทถ้วน"),
        ("-0.001", "ศูนย์บาทถ้วน"),
    ],
)
def test_words_round_half_up_to_whole_satang(figures, words):
    assert baht_words(Decimal(figures)) == words


@given(amounts)
def test_words_read_back_to_the_same_amount(amount):
    assert words_to_baht(baht_words(amount)) == amount
    assert words_agree(baht_words(amount), amount)


@pytest.mark.parametrize("write", [baht_words, format_baht, to_satang, round_satang])
@pytest.mark.parametrize("wrong", [1.5, True, "1"])
def test_only_exact_numbers_are_money(write, wrong):
    with pytest.raises(TypeError):
        write(wrong)


@pytest.mark.parametrize("wrong", ["NaN", "Infinity"])
def test_no_amount_is_refused(wrong):
    with pytest.raises(ValueError):
        baht_words(Decimal(wrong))


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("(เก้าหมื่นบาทถ้วน)", "90000"),
        ("ห้าหมื่น บาท ถ้วน", "50000"),
        ("ร้อยเอ็ดบาท", "101"),
        ("ล้านบาทถ้วน", "1000000"),
        ("สามสิบเอ็ดล้าน", "31000000"),
        ("เอ็ดสตางค์", "0.01"),
        ("ศูนย์บาทยี่สิบห้าสตางค์", "0.25"),
        ("หนึ่งบาทห้าสิบสตางค์ถ้วน", "1.50"),
    ],
)
def test_words_are_read_in_other_usual_spellings(words, figures):
    assert words_to_baht(words) == Decimal(figures)


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("", ""),
        ("บาท", "บาท"),
        ("ห้าบาด", "บาด"),
        ("สิบร้อยบาท", "ร้อย"),
        ("หนึ่งบาทหนึ่งร้อยสตางค์", "หนึ่งร้อยสตางค์"),
        ("หนึ่งบาทห้าสิบ", "ห้าสิบ"),
        ("ห้าล้านหนึ่งแสนแสนบาท", "แสน"),
        ("หนึ่ง" + "ล้าน" * 5000, "ล้าน"),
    ],
)
def test_words_that_make_no_sense_are_named(words, unread):
    with pytest.raises(NotWords) as refused:
        words_to_baht(words)

    assert refused.value.unread == unread
    assert refused.value.text == words


def test_the_letter_whose_words_and_figures_disagree_is_caught():
    words = "หกสิบเอ็ดล้านแปดแสนห้าหมื่นเจ็ดพันเจ็ดบาทถ้วน"

    assert words_to_baht(words) == Decimal("61857007")
    assert not words_agree(words, Decimal("61857700"))
    assert words_agree("หกสิบเอ็ดล้านแปดแสนห้าหมื่นเจ็ดพันเจ็ดร้อยบาทถ้วน", Decimal("61857700"))


def test_unreadable_words_agree_with_nothing():
    assert not words_agree("หลายบาท", Decimal(0))


@pytest.mark.parametrize(
    ("amount", "options", "text"),
    [
        ("31200", {}, "31,200.00"),
        ("31200", {"thai": True, "satang": False}, "๓๑,๒๐๐"),
        ("31200.50", {"satang": False}, "31,200.50"),
        ("61857700.5", {"thai": True}, "๖๑,๘๕๗,๗๐๐.๕๐"),
        ("-0.004", {}, "0.00"),
        ("-1500.755", {}, "-1,500.76"),
        ("999", {"satang": False}, "999"),
    ],
)
def test_format_baht_writes_what_an_office_writes(amount, options, text):
    assert format_baht(Decimal(amount), **options) == text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("31,200.00", "31200.00"),
        ("๖๑,๘๕๗,๗๐๐ บาท", "61857700.00"),
        ("31,200.-", "31200.00"),
        ("31200 บาทถ้วน", "31200.00"),
        ("฿ 90,000", "90000.00"),
        ("จำนวน ๕๐,๐๐๐\u00a0บาท", "50000.00"),
        (" 0.5 ", "0.50"),
        ("1.500", "1.50"),
        ("-1,500.75", "-1500.75"),
        ("−2", "-2.00"),
        ("-0", "0.00"),
        ("007", "7.00"),
    ],
)
def test_parse_baht_reads_what_people_type(text, amount):
    assert str(parse_baht(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "บาท",
        "-",
        "31,20",
        "1,23,456",
        "1.005",
        "1e5",
        "NaN",
        "12 คน",
        "1 2",
        "1..2",
        "=1+1",
        "9" * 16,
        "١٢",
    ],
)
def test_parse_baht_refuses_junk_with_a_sentence(text):
    with pytest.raises(NotMoney) as refused:
        parse_baht(text)

    assert isinstance(refused.value, ValueError)
    assert refused.value.text == text
    assert " — " in refused.value.reason


def test_a_refusal_quotes_no_more_than_a_line():
    with pytest.raises(NotMoney) as refused:
        parse_baht("x" * 10_000)

    assert len(refused.value.reason) < 200


@given(amounts, st.booleans())
def test_what_is_written_in_figures_is_read_back(amount, thai):
    assert parse_baht(format_baht(amount, thai=thai)) == amount


@given(st.integers(min_value=-(10**18), max_value=10**18))
def test_satang_survive_the_way_through_baht(satang):
    assert to_satang(from_satang(satang)) == satang
    assert from_satang(satang).as_tuple().exponent == -2


def test_part_of_a_satang_is_never_lost_in_silence():
    with pytest.raises(ValueError):
        to_satang(Decimal("1.005"))


@pytest.mark.parametrize(
    ("part", "whole", "hundredths"),
    [
        ("0", "0", None),
        ("5", "0", None),
        ("0", "873600", "0.00"),
        ("1", "3", "33.33"),
        ("2", "3", "66.67"),
        ("1", "80000", "0.00"),
        ("1", "20000", "0.01"),
        ("62400", "31200", "200.00"),
    ],
)
def test_percent_is_two_places_half_up(part, whole, hundredths):
    expected = None if hundredths is None else Decimal(hundredths)

    assert percent(Decimal(part), Decimal(whole)) == expected


@given(amounts)
def test_rounding_whole_satang_changes_nothing(amount):
    assert round_satang(amount) == amount == amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(
    st.integers(-(10**12), 10**12).map(from_satang),
    st.lists(st.integers(0, 10**12).map(from_satang), min_size=1, max_size=20),
)
def test_split_adds_up_to_the_whole_and_no_part_strays_by_a_satang(
    whole: Decimal, weights: list[Decimal]
) -> None:
    parts = split(whole, weights)

    assert sum(parts) == whole
    if total := sum(weights):
        assert all(
            abs(part - whole * weight / total) < Decimal("0.0101")
            for part, weight in zip(parts, weights, strict=True)
        )
    else:
        assert parts[0] == whole
