"""Names of places against the official list: the very name is taken, anything else is asked or refused, never guessed."""

from collections.abc import Mapping

import pytest

from sammachip.core.places import Fault, Question, gazetteer

OFFICIAL = gazetteer(
    [
        ("31", "บุรีรัมย์"),
        ("3101", "เมืองบุรีรัมย์"),
        ("310101", "ในเมือง"),
        ("3104", "นางรอง"),
        ("310401", "นางรอง"),
        ("310409", "หนองโบสถ์"),
        ("3107", "ประโคนชัย"),
        ("310701", "ประโคนชัย"),
        ("32", "สุรินทร์"),
        ("3201", "เมืองสุรินทร์"),
        ("320101", "ในเมือง"),
    ]
)


def find(*names: str, home: str = "31", answers: Mapping[str, str] | None = None) -> object:
    said = dict(zip(("province", "district", "subdistrict"), names, strict=True))
    return OFFICIAL.find(said, home, answers or {})


@pytest.mark.parametrize(
    ("names", "home", "code"),
    [
        (("บุรีรัมย์", "นางรอง", "หนองโบสถ์"), "31", "310409"),
        (("จ.บุรีรัมย์", "อ. นางรอง", "ต.หนองโบสถ์"), "31", "310409"),
        (("จังหวัดบุรีีรัมย์", "อำเภอนางรอง", "ตำบล หนองโบสถ์\u200b"), "00", "310409"),
        (("", "เมือง", "ในเมือง"), "31", "310101"),
        (("", "", "นางรอง"), "3104", "310401"),
        (("สุรินทร์", "เมืองสุรินทร์", "ในเมือง"), "3104", "320101"),
    ],
)
def test_the_very_name_is_found_however_it_is_spelt(names: tuple[str, ...], home: str, code: str) -> None:
    assert find(*names, home=home) == code


def test_a_misspelt_name_is_asked_with_the_likeliest_first_and_all_others() -> None:
    asked = find("บุรีรัมย์", "นางลอง", "หนองโบสถ์")

    assert isinstance(asked, Question)
    assert (asked.level, asked.above, asked.choices[0]) == ("district", "จังหวัดบุรีรัมย์", ("3104", "นางรอง"))
    assert {code for code, _name in asked.choices} == {"3101", "3104", "3107"}


def test_an_answer_serves_wherever_the_same_name_is_written() -> None:
    asked = find("บุรีรัมย์", "นางลอง", "หนองโบสถ์")
    assert isinstance(asked, Question)
    answers = {asked.key: "3104"}

    assert find("จ.บุรีรัมย์", "อ.นางลอง", "หนองโบสถ์", answers=answers) == "310409"


def test_an_answer_that_is_no_place_there_is_none() -> None:
    asked = find("บุรีรัมย์", "นางลอง", "หนองโบสถ์")
    assert isinstance(asked, Question)

    assert find("บุรีรัมย์", "นางลอง", "หนองโบสถ์", answers={asked.key: "3201"}) == asked


@pytest.mark.parametrize(
    ("names", "level", "words"),
    [
        (("บุรีรัมย์", "ประโคนชัย", "หนองโบสถ์"), "subdistrict", "อำเภอประโคนชัยไม่มีตำบลหนองโบสถ์ แต่มีในอำเภอนางรอง"),
        (("สุรินทร์", "นางรอง", "นางรอง"), "district", "จังหวัดสุรินทร์ไม่มีอำเภอนางรอง แต่มีในจังหวัดบุรีรัมย์"),
        (("", "", "นางรอง"), "district", "ยังไม่ได้กรอกอำเภอ"),
    ],
)
def test_names_that_contradict_or_are_missing_are_refused(
    names: tuple[str, ...], level: str, words: str
) -> None:
    fault = find(*names)

    assert isinstance(fault, Fault)
    assert (fault.level, words in fault.message) == (level, True)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("3104090", "รหัสหมู่บ้าน 3104090 ไม่ใช่เลข 8 หลัก"),
        ("310409", "รหัสหมู่บ้าน 310409 ไม่ใช่เลข 8 หลัก"),
        ("3104090²", "รหัสหมู่บ้าน 3104090² ไม่ใช่เลข 8 หลัก"),
        ("31999901", "ไม่มีรหัสหมู่บ้าน 31999901 เพราะไม่มีตำบลรหัส 319999"),
        ("31040900", "รหัสหมู่บ้าน 31040900 ลงท้ายด้วย 00"),
    ],
)
def test_a_villages_code_names_its_sub_district_or_what_is_wrong_with_it(code: str, said: str) -> None:
    found = OFFICIAL.area_of(code)

    assert isinstance(found, Fault)
    assert str(found.message).startswith(said)
    assert OFFICIAL.area_of("31040901") == "310409"
