"""What might be joined, from plain data of groups: the official form's own two examples first."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.clusters import (
    Basis,
    Families,
    Family,
    Feed,
    Found,
    Group,
    Unplaced,
    Why,
    families_of,
    kilometres,
    propose,
)
from sammachip.core.thainum import fold
from sammachip.registry.families import families_from, product_families

KNOWN = product_families()
TAMBON = "/31/3104/310401/"
BESIDE = "/31/3105/310501/"


def group(
    key: int, product: str, path: str = TAMBON, kind: str = "", at: tuple[float, float] | None = None
) -> Group:
    return Group(key, product, path, kind, at)


def told(found: Found) -> list[tuple[str, Basis, list[int]]]:
    return [(one.family, one.basis, [each.group.key for each in one.members]) for one in found.proposals]


def test_the_forms_first_example_is_three_weaving_groups_of_the_same_kind():  # clause A8
    found = propose([group(1, "ผ้าไหมมัดหมี่"), group(2, "ผ้าฝ้ายย้อมสีธรรมชาติ"), group(3, "ทอผ้าขาวม้า")], KNOWN)

    assert told(found) == [("weaving", Basis.SAME, [1, 2, 3])]
    assert found.proposals[0].feeds == ()


def test_the_forms_second_example_is_alike_and_linked_by_fertiliser():  # clause A8
    groups = [group(1, "ข้าวอินทรีย์"), group(2, "ข้าวไรซ์เบอร์รี่"), group(3, "ปุ๋ยจุลินทรีย์")]

    found = propose(groups, KNOWN)

    assert told(found) == [("rice", Basis.BOTH, [1, 2, 3])]
    assert [feed.why for feed in found.proposals[0].feeds] == ["ปุ๋ยและจุลินทรีย์ใช้ปลูกข้าว"]


@pytest.mark.parametrize(
    ("products", "proposed"),
    [
        (["รังไหม", "ผ้าทอ"], [("weaving", Basis.LINKED, [1, 2])]),
        (["สีย้อมธรรมชาติ", "ผ้าไหม", "เส้นไหม"], [("weaving", Basis.LINKED, [1, 2, 3])]),
        (["ปุ๋ยอินทรีย์", "น้ำหมักชีวภาพ", "ข้าวหอมมะลิ"], [("rice", Basis.BOTH, [1, 2, 3])]),
        (["ปุ๋ยอินทรีย์", "น้ำหมักชีวภาพ"], [("fertiliser", Basis.SAME, [1, 2])]),
        (["ผ้าไหม", "ตะกร้าไม้ไผ่"], []),
        (["ข้าวสารและปุ๋ยชีวภาพ"], []),
        (
            ["ผ้าไหม, ตะกร้า", "จักสาน", "ผ้าฝ้าย"],
            [("weaving", Basis.SAME, [1, 3]), ("wicker", Basis.SAME, [1, 2])],
        ),
    ],
)
def test_groups_of_one_district_are_proposed(products: list[str], proposed: list[object]):
    groups = [group(key, product) for key, product in enumerate(products, start=1)]

    assert told(propose(groups, KNOWN)) == proposed


@pytest.mark.parametrize(
    ("product", "families"),
    [
        ("ผ้าไหมลายเชิงเทียน", ("weaving",)),
        ("ผลิตผ้า ไหม", ("weaving",)),
        ("ข้าว", ("rice",)),
        ("ข้าวปลอดภัย", ("rice",)),
        ("ข้าวแต๋น", ("rice_snacks",)),
        ("ข้าวสาร/ปุ๋ยอินทรีย์", ("rice", "fertiliser")),
        ("ข้าวสารและข้าวกล้อง", ("rice",)),
        ("ข้าวโพด", ("field_crops",)),
        ("หม่อน", ("silk",)),
        ("ปลูกหม่อนเลี้ยงไหม", ("silk",)),
        ("ลูกหม่อน", ("fruit",)),
        ("ชาใบหม่อน", ("drinks",)),
        ("ย้อมสี", ("dye",)),
        ("ย้อมครามธรรมชาติ", ("dye",)),
        ("ผ้าย้อมคราม", ("weaving",)),
        ("โคขุน", ("livestock",)),
        ("การเลี้ยงโคขุนคุณภาพดี", ("livestock",)),
        ("เลี้ยงจิ้งหรีด", ("insects",)),
        ("น้ำผึ้งป่า", ("honey",)),
        ("ขนมไทยโบราณ", ("sweets",)),
        ("พานบายศรี", ("flowers",)),
        ("กล้วยไม้", ("seedlings",)),
        ("ตีมีด", ("jewellery",)),
        ("อิฐประสาน", ("building",)),
        ("น้ำยาล้างจาน", ("cleaning",)),
    ],
)
def test_a_product_is_known_by_its_first_word(product: str, families: tuple[str, ...]):
    assert families_of(group(1, product), KNOWN) == families


@pytest.mark.parametrize(
    ("product", "kind", "why", "about"),
    [
        ("  ", "", Why.NOTHING_SAID, ""),
        ("ข้าวของเครื่องใช้", "", Why.UNKNOWN, "ข้าวของเครื่องใช้"),
        ("เครื่องทอผ้า", "", Why.UNKNOWN, "เครื่องทอผ้า"),
        ("ปลอดภัย", "", Why.UNKNOWN, "ปลอดภัย"),
        ("ผ้าไหม", "tourism", Why.OTHER_KIND, "weaving"),
    ],
)
def test_what_is_not_known_is_left_out_and_said(product: str, kind: str, why: Why, about: str):
    unknown = group(1, product, kind=kind)

    found = propose([unknown, group(2, "ผ้าทอ"), group(3, "ผ้าฝ้าย")], KNOWN)

    assert found.unplaced == (Unplaced(unknown, why, about),)
    assert [one[2] for one in told(found)] == [[2, 3]]


@pytest.mark.parametrize(
    "product",
    [
        "อุตสาหกรรม",
        "หมอนวด",
        "ไซบีเรีย",
        "เคยชิน",
        "กระท่อมปลายนา",
        "ส้มตำ",
        "วุ้นเส้น",
        "มีดตัดอัตโนมัติ",
        "อุปกรณ์การเกษตร",
    ],
)
def test_a_short_word_that_begins_something_else_names_no_family(product: str):
    assert families_of(group(1, product), KNOWN) == Unplaced(group(1, product), Why.UNKNOWN, product)


def test_each_word_shipped_names_one_family_and_none_is_passed_over():
    words = [fold(word) for one in KNOWN.families.values() for word in (*one.words, *one.alone)]

    assert len(words) == len(set(words)) >= 900
    assert not set(words) & set(map(fold, KNOWN.passing))


def test_where_words_name_nothing_the_otop_category_joins_and_else_stays_unplaced() -> None:
    food = [Group(1, "ของฝากสูตรยาย", TAMBON, category="food"), Group(2, "", TAMBON, category="food")]
    craft = Group(3, "สิ่งประดิษฐ์", TAMBON, category="craft")
    cloth = [Group(key, "ผ้าไหม", TAMBON, category="textile") for key in (4, 5)]

    found = propose([*food, craft, *cloth], KNOWN)

    assert told(found) == [("weaving", Basis.SAME, [4, 5]), ("otop_food", Basis.SAME, [1, 2])]
    assert [(one.group.key, one.why) for one in found.unplaced] == [(3, Why.UNKNOWN)]
    assert found.alone == ()


def test_who_has_nobody_in_the_district_is_joined_within_the_province_only():
    groups = [group(1, "ผ้าไหม"), group(2, "ผ้าฝ้าย", BESIDE), group(3, "ผ้าทอ", "/32/3201/320101/")]

    found = propose(groups, KNOWN)

    assert told(found) == [("weaving", Basis.SAME, [1, 2])]
    assert [one.group.key for one in found.alone] == [3]


def test_a_group_over_the_border_joins_the_proposal_that_is_near_enough():
    here = [group(1, "ผ้าไหม", at=(14.60, 102.80)), group(2, "ผ้าฝ้าย", at=(14.61, 102.81))]
    near, far = (group(3, "รังไหม", BESIDE, at=(north, 102.85)) for north in (14.70, 15.10))

    joined, apart = propose([*here, near], KNOWN), propose([*here, far], KNOWN)

    assert told(joined) == [("weaving", Basis.BOTH, [1, 2, 3])]
    assert joined.proposals[0].widest_km == 13
    assert (told(apart), [one.group.key for one in apart.alone]) == ([("weaving", Basis.SAME, [1, 2])], [3])


def test_kilometres_between_two_towns_are_those_of_the_map():
    buriram, nang_rong = (14.993, 103.103), (14.627, 102.791)

    assert round(kilometres(buriram, nang_rong)) == 53


PRODUCTS = ["ผ้าไหม", "รังไหม", "ข้าวหอมมะลิ", "ปุ๋ยอินทรีย์", "ผักสวนครัว", "ปลานิล และ ปุ๋ยหมัก", "ของแปลก", ""]
places = st.none() | st.tuples(st.floats(14.5, 15.5), st.floats(102.5, 103.5))
groups = st.lists(
    st.builds(
        group, st.integers(1, 10_000), st.sampled_from(PRODUCTS), st.sampled_from([TAMBON, BESIDE]), at=places
    ),
    unique_by=lambda one: one.key,
    max_size=30,
)


@given(groups, st.randoms(use_true_random=False))
def test_order_says_nothing_and_nobody_is_twice_around_one_family(
    given_groups: list[Group], chance: random.Random
):
    found = propose(given_groups, KNOWN)
    shuffled = list(given_groups)
    chance.shuffle(shuffled)

    assert propose(shuffled, KNOWN) == found
    for family in KNOWN.families:
        keys = [each.group.key for one in found.proposals if one.family == family for each in one.members]
        assert len(keys) == len(set(keys))
    proposed = {each.group.key for one in found.proposals for each in one.members}
    alone, unplaced = ({one.group.key for one in these} for these in (found.alone, found.unplaced))
    assert proposed | alone | unplaced == {one.key for one in given_groups}
    assert not proposed & alone
    assert not unplaced & (proposed | alone)


@pytest.mark.parametrize(
    "changed",
    [
        [group(1, "ผ้าไหม"), group(2, "ผ้าขาวม้า")],
        [group(1, "ผ้าไหม"), group(2, "ผ้าฝ้าย", "/31/3104/310402/")],
        [group(1, "ผ้าไหม"), group(2, "ผ้าฝ้าย", kind="processing")],
        [group(1, "ผ้าไหม"), group(2, "ผ้าฝ้าย"), group(3, "ผ้าทอ")],
    ],
)
def test_a_mark_names_a_proposal_until_a_member_changes(changed: list[Group]):
    [before], [same], [after] = (
        propose(those, KNOWN).proposals
        for those in (
            [group(1, "ผ้าไหม"), group(2, "ผ้าฝ้าย")],
            [group(2, "ผ้าฝ้าย"), group(1, "ผ้าไหม ")],
            changed,
        )
    )

    assert before.mark == same.mark
    assert before.mark != after.mark


def test_the_list_is_marked_as_a_sample_and_holds_each_word_once():
    words = [word for one in KNOWN.families.values() for word in (*one.words, *one.alone)]

    assert KNOWN.note == "ตัวอย่าง - ไม่ใช่แบบทางการ"
    assert len(words) == len(set(words))
    for family in KNOWN.families.values():
        for word in (*family.words, *family.alone):
            assert families_of(group(1, word), KNOWN) == (family.key,), word


def test_a_feed_of_no_family_is_refused():
    with pytest.raises(ValueError, match="silk"):
        families_from({"families": [], "feeds": [{"giver": "silk", "taker": "silk", "why": "x"}]})


def test_families_without_words_to_pass_over_still_read():
    plain = Families(date(2018, 8, 31), "", 20, {"a": Family("a", "ก", ("ก",))}, (Feed("a", "a", "x"),))

    assert families_of(group(1, "ก"), plain) == ("a",)
