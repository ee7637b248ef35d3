"""What a letter's number may be where recognition broke it: official letters, offered and never taken."""

import pytest

from sammachip.core.letterfacts import as_json, read
from sammachip.core.letterfacts.confirming import asked_of, confirmed
from sammachip.core.letterprefixes import ALL, MINISTRIES, PROVINCES
from sammachip.core.places import gazetteer

PLACES = gazetteer([("31", "บุรีรัมย์"), ("27", "สระแก้ว"), ("50", "เชียงใหม่")])


def letter(number: str, province: str = "บุรีรัมย์") -> str:
    return (
        f"{number}\tศาลากลางจังหวัด{province}\n\n31 สิงหาคม 2561\n\nเรื่อง การสำรวจกลุ่มอาชีพ\n\nเรียน นายอำเภอทุกอำเภอ\n\n"
        "\tด้วยจังหวัดจะสำรวจกลุ่มอาชีพ จึงขอให้ดำเนินการ\n\n\tจึงเรียนมาเพื่อพิจารณา\n\nขอแสดงความนับถือ\n"
    )


@pytest.mark.parametrize(
    ("number", "province", "near"),
    [
        ("ท\tปริ ๐๐๑๙/ว ๕๓๓๕", "บุรีรัมย์", ["บร 0019/ว 5335"]),
        ("ท\tบปริ ๐๐๑๙/0 ๕๓๓๕", "บุรีรัมย์", ["บร 0019/ว 5335"]),
        ("ท\tสก ๐๐๑๙/,9 ๒๐๗๔", "สระแก้ว", ["สก 0019/ว 2074"]),
        ("ท\tชุม ๐๐๑๙/๘๘๑", "เชียงใหม่", ["ชม 0019/881"]),
        ("ท\tมหั ๐๔๐๗.๔/๑๗๑๒", "บุรีรัมย์", ["มห 0407.4/1712"]),
        ("ท\tกกกกก ๐๐๑๙/๘๘๑", "บุรีรัมย์", []),
        ("สำนักงานจังหวัด", "บุรีรัมย์", []),
    ],
)
def test_a_broken_number_is_offered_by_official_letters(number: str, province: str, near: list[str]) -> None:
    told = as_json(read(letter(number, province), places=PLACES))

    assert told["number"] is None
    assert not near or told["office"]["value"] == f"ศาลากลางจังหวัด{province}"
    assert (told["number_near"] or {"values": []})["values"][: len(near) or 1] == near


def test_a_number_that_is_read_has_nothing_near_it() -> None:
    told = as_json(read(letter("ที่ บร ๐๐๑๙/ว ๕๓๓๕"), places=PLACES))

    assert (told["number"]["value"], told["number_near"]) == ("บร 0019/ว 5335", None)


def test_who_compares_chooses_and_the_circular_follows() -> None:
    told = as_json(read(letter("ท\tปริ ๐๐๑๙/,9 ๕๓๓๕"), places=PLACES))
    [slot] = [one for one in asked_of(told) if one.key == "number"]

    made = confirmed(told, {"number": slot.near[0][0]}, PLACES)

    assert (slot.proposed, slot.near, slot.span) == (
        None, (("บร 0019/ว 5335", "บร 0019/ว 5335"),), tuple(told["number_near"]["span"]),
    )  # fmt: skip
    assert (made["number"]["value"], made["circular"]["value"], "number_near" in made) == (
        "บร 0019/ว 5335",
        True,
        False,
    )
    assert confirmed(told, {}, PLACES)["number"] is None


def test_each_province_and_ministry_has_letters_of_its_own() -> None:
    assert (len(PROVINCES), len(MINISTRIES), len(set(ALL))) == (77, 20, 97)
    assert {len(one) for one in ALL} == {2}
