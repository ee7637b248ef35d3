"""Letters of no word, as recognition leaves them."""

import pytest

from sammachip.core.thaiwords import office_words, strays

CLEAN = "ด้วยจังหวัดได้รับจัดสรรงบประมาณเพื่อส่งเสริมกลุ่มอาชีพในหมู่บ้าน จึงขอให้อำเภอรายงานผลภายในเดือนมิถุนายน"


def left(text: str, *names: str) -> list[str]:
    return [text[start:end] for start, end in strays(text, names)]


@pytest.mark.parametrize(
    "text", [CLEAN, CLEAN.replace("้", "").replace("่", ""), "ที่ บร ๐๐๑๙/ว ๑๒๓ พ.ศ. ๒๕๖๑ โทร. ๐ ๔๔"]
)
def test_a_text_of_words_has_no_strays_even_without_its_tones(text: str) -> None:
    assert left(text) == []


@pytest.mark.parametrize(
    ("text", "found"), [("งบปรฝะมาณ", ["ฝ"]), ("รายงานฬผล", ["ฬ"]), ("ฃฃงบประมาณ ฅาย", ["ฃฃ", "ฅ"])]
)
def test_letters_between_words_are_strays(text: str, found: list[str]) -> None:
    assert [stray for stray in left(text) if set(stray) & set("".join(found))] == left(text) != []


def test_a_name_is_a_word_where_it_is_known() -> None:
    assert left("ฆฌฐฏฎ") == ["ฆฌฐฏฎ"]
    assert left("ฆฌฐฏฎ", "ฆฌฐฏฎ") == []


def test_every_word_of_offices_is_known() -> None:
    assert [word for word in office_words() if left(word)] == []
