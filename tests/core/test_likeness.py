"""Which groups look like one: by name however it is spelt, by place and telephone; and what is only chance."""

from itertools import combinations

import pytest

from sammachip.core.likeness import (
    Likeness,
    Reason,
    Strength,
    Traits,
    clusters,
    edits,
    likeness,
    phone_digits,
    stem,
)

R = Reason
WEAVERS = "กลุ่มทอผ้าไหมบ้านโคกสมมุติ"


def traits(
    name: str = WEAVERS,
    *,
    kind: str = "occupational",
    village: str = "31010101",
    phone: str = "",
    number: int | None = None,
) -> Traits:
    return Traits(number, stem(name), kind, village, phone_digits(phone))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("กลุ่มทอผ้าไหม", "ทอผ้าไหม"),
        ("วิสาหกิจชุมชนกลุ่มทอผ้าไหม", "ทอผ้าไหม"),
        ("กลุ่มอาชีพ ทอผ้าไหม บ้านโคก", "ทอผ้าไหมโคก"),
        ("กลุ่มทอผ้าาไหม", "ทอผ้าไหม"),
        ("กลุ่มน้ํายา", "น้ำยา"),
        ("กลุ่มเเปรรูป", "แปรรูป"),
        ("กลุ่มทอผ้า หมู่ที่ ๓", "ทอผ้า3"),
        ("กลุ่มทอผ้า ม.3", "ทอผ้า3"),
        ("กลุ่มทอผ้า (ไหม) - โคก", "ทอผ้าไหมโคก"),
        ("กลุ่มบ้าน", "กลุ่มบ้าน"),
        ("OTOP Silk 2", "otopsilk2"),
    ],
)
def test_stem_is_what_tells_a_name_from_others(name: str, told: str) -> None:
    assert stem(name) == told


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("081-234 5678", "0812345678"),
        ("๐๘๑-๒๓๔๕๖๗๘", "0812345678"),
        ("812345678", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("044-123456", "044123456"),
        ("44123456", "044123456"),
        ("0812345678, 0898765432", "0812345678"),
        ("044-123456 ต่อ 12", "044123456"),
        ("661234567", "0661234567"),
        ("12345", ""),
        ("ไม่มี", ""),
        ("", ""),
    ],
)
def test_phone_is_its_digits_with_the_zero_it_lost(typed: str, digits: str) -> None:
    assert phone_digits(typed) == digits


@pytest.mark.parametrize(
    ("one", "other", "strength", "reasons"),
    [
        (traits(), traits("วิสาหกิจชุมชน ทอผ้าไหม โคกสมมุติ"), 2, (R.SAME_NAME, R.SAME_VILLAGE)),
        (traits(), traits("กลุ่มทอผ้าใหมบ้านโคกสมมุติ"), 2, (R.NEAR_NAME, R.SAME_VILLAGE)),
        (traits(), traits("กลุ่มทอผ้าใหมบ้านโคกสมมติ"), 2, (R.NEAR_NAME, R.SAME_VILLAGE)),
        (traits(), traits("กลุ่มจักสานบ้านโคกสมมุติ"), 0, ()),
        (traits(), traits(village="31010102"), 1, (R.SAME_NAME, R.SAME_SUBDISTRICT)),
        (traits(), traits(village="31010201"), 0, ()),
        (traits(), traits("กลุ่มทอผ้าใหมบ้านโคกสมมุติ", village="31010102"), 0, ()),
        (traits(), traits(kind="savings"), 1, (R.SAME_NAME, R.SAME_VILLAGE, R.OTHER_KIND)),
        (traits(), traits(kind="savings", village="31010102"), 0, ()),
        (
            traits(phone="0812345678"),
            traits(phone="812345678", village="32010101"),
            2,
            (R.SAME_NAME, R.SAME_PHONE),
        ),
        (
            traits("กลุ่มเดิม", phone="0812345678"),
            traits("กลุ่มชื่อใหม่", phone="0812345678"),
            1,
            (R.SAME_PHONE, R.SAME_VILLAGE),
        ),
        (
            traits("กลุ่มเดิม", phone="0812345678"),
            traits("กลุ่มชื่อใหม่", phone="0812345678", village="31010201"),
            0,
            (),
        ),
        (traits("กลุ่มลำดับที่ 1"), traits("กลุ่มลำดับที่ 2"), 0, ()),
        (traits("กลุ่มไข่"), traits("กลุ่มไก่"), 0, ()),
        (traits("กลุ่มไข่"), traits("กลุ่ม ไข่"), 2, (R.SAME_NAME, R.SAME_VILLAGE)),
        (traits(number=7), traits(number=7), 0, ()),
    ],
)
def test_likeness(one: Traits, other: Traits, strength: int, reasons: tuple[Reason, ...]) -> None:
    found = likeness(one, other)

    assert (found.strength, found.reasons) == (Strength(strength), reasons)
    assert likeness(other, one) == found


def test_a_near_name_tells_by_how_many_letters() -> None:
    assert likeness(traits(), traits("กลุ่มทอผ้าใหมบ้านโคกสมมติ")).slips == 2
    assert likeness(traits(), traits()) == Likeness(Strength.LIKELY, (R.SAME_NAME, R.SAME_VILLAGE))


def test_marks_stay_with_their_letter() -> None:
    assert clusters("ผ้าที่ไม้") == ("ผ้", "า", "ที่", "ไ", "ม้")


def test_edits_are_a_distance() -> None:
    names = [clusters(one) for one in ("ทอผ้า", "ทอผา", "ทอเสื่อ", "ผ้าทอ", "")]
    for one, other in combinations(names, 2):
        assert edits(one, other, most=9) == edits(other, one, most=9) > 0
        assert edits(one, one, most=9) == 0
    for one, other, third in combinations(names, 3):
        assert edits(one, third, most=9) <= edits(one, other, most=9) + edits(other, third, most=9)
