from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sammachip.core.thainum import closest, counted, excerpt, fold, thai_sort_key, tidy, to_arabic, to_thai

thai_text = st.text(
    st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from(" 1a\u200b\u00a0-")
)

DISTRICTS_OF_SA_KAEO = [
    "เมืองสระแก้ว",
    "คลองหาด",
    "ตาพระยา",
    "วังน้ำเย็น",
    "วัฒนานคร",
    "อรัญประเทศ",
    "เขาฉกรรจ์",
    "โคกสูง",
    "วังสมบูรณ์",
]


def test_digits_are_exchanged_and_all_else_stays():
    assert to_thai("ที่ บร 0019/ว 5335") == "ที่ บร ๐๐๑๙/ว ๕๓๓๕"
    assert to_arabic("ที่ บร ๐๐๑๙/ว ๕๓๓๕") == "ที่ บร 0019/ว 5335"
    assert to_thai(2561) == "๒๕๖๑"


@pytest.mark.parametrize(
    "kept", ["https://a.example/2561", "a1@b.example", "DZ-260", "SHA-256", "(IMG_0019.jpg)", "นำ้มันB10"]
)
def test_a_word_with_latin_letters_keeps_its_own_digits(kept):
    assert to_thai(f"ปี 2561 {kept} จำนวน 2 เครื่อง") == f"ปี ๒๕๖๑ {kept} จำนวน ๒ เครื่อง"


def test_a_text_without_a_blank_is_read_once():
    run = "ก" * 100_000  # a minute, where it is read anew from each of its letters

    assert to_thai(f"{run}1") == f"{run}๑"


@pytest.mark.parametrize(
    ("kept", "read"),
    [("2000.00", "2,000"), ("1250.50", "1,250.5"), ("20.00", "20"), ("0.25", "0.25"), ("1E+6", "1,000,000")],
)
def test_a_quantity_sets_its_thousands_apart(kept, read):
    assert counted(Decimal(kept)) == read


@given(st.integers())
def test_a_number_survives_thai_digits(number):
    assert int(to_arabic(to_thai(number))) == number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("อําเภอ", "อำเภอ"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("เเม่ริม", "แม่ริม"),
        ("ท่ี", "ที่"),
        ("บ้าน\u200bโสน\u00a0 น้อย ", "บ้านโสน น้อย"),
    ],
)
def test_tidy_gives_what_was_meant(typed, meant):
    assert tidy(typed) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("หมู่ที่ ๒", "หมู่ที่ 2"),
        ("บุรีีรัมย์", "บุรีรัมย์"),
        ("อำำเภอ", "อำเภอ"),
        ("บ้าน โสนน้อย", "บ้านโสนน้อย"),
        ("จำนวนกลุ่ม\nเป้าหมาย (กลุ่ม)", "จำนวนกลุ่มเป้าหมาย(กลุ่ม)"),
        ("OTOP", "otop"),
    ],
)
def test_fold_gives_one_key_to_two_spellings(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("1 1", "11"), ("ปะคำ", "ประคำ"), ("กา", "ก่า"), ("new shop", "newshop"), ("กก", "ก")]
)
def test_fold_keeps_apart_what_differs(one, other):
    assert fold(one) != fold(other)


@example("ำำ่")
@given(thai_text | st.text(alphabet="กา่้ัิ็ำํเแ ", max_size=12))
def test_folding_and_tidying_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert tidy(tidy(text)) == tidy(text)


def test_closest_finds_the_misspelt_district_of_the_letter():
    assert closest("รัฐประเศ", DISTRICTS_OF_SA_KAEO)[0] == "อรัญประเทศ"
    assert closest("วัง น้ําเย็น", DISTRICTS_OF_SA_KAEO)[0] == "วังน้ำเย็น"


def test_closest_offers_first_what_the_name_is_a_part_of():
    offices = ["สพจ.ลพบุรี", "สพจ.ชลบุรี", "สพอ.เมืองบุรีรัมย์", "สพจ.บุรีรัมย์"]

    assert closest("สพจ.บุรี", offices, n=2) == ["สพจ.บุรีรัมย์", "สพจ.ลพบุรี"]


def test_closest_offers_no_more_than_asked_and_nothing_for_nonsense():
    assert len(closest("วัง", DISTRICTS_OF_SA_KAEO, n=1)) == 1
    assert closest("zzz", DISTRICTS_OF_SA_KAEO) == []


@pytest.mark.parametrize(
    "in_order",
    [
        ["กรรม", "กา", "กาง", "ก้าง", "เกาะ", "แก้ว", "ไก่", "ขา", "เขา"],
        ["คลองหาด", "ตาพระยา", "เมือง", "แม่ริม", "วังน้ำเย็น", "อรัญประเทศ"],
        ["นา", "น่า", "น้า", "นาง", "น้ำ"],
        ["กลุ่มที่ ๑", "กลุ่มที่ ๒", "กลุ่มอาชีพ"],
    ],
)
def test_names_sort_as_in_the_dictionary(in_order):
    assert sorted(set(in_order), key=thai_sort_key) == in_order


def test_province_names_keep_the_dictionary_order_where_code_points_do_not():
    names = ["เชียงใหม่", "ชลบุรี", "ชัยนาท", "ชุมพร", "กระบี่", "เลย", "แพร่", "พะเยา"]

    assert sorted(names, key=thai_sort_key) == [
        "กระบี่",
        "ชลบุรี",
        "ชัยนาท",
        "ชุมพร",
        "เชียงใหม่",
        "พะเยา",
        "แพร่",
        "เลย",
    ]


@given(thai_text)
def test_a_sort_key_can_be_stored_in_a_database(text):
    assert "\x00" not in thai_sort_key(text)


def test_excerpt_shortens_only_the_long():
    assert excerpt("ก" * 60) == "ก" * 60
    assert excerpt("ก" * 61) == "ก" * 59 + "…"
