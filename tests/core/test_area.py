import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.area import (
    BadCode,
    Level,
    ancestors,
    code_on,
    codes_on,
    common_path,
    is_within,
    level_of,
    path_of,
    within,
)

codes = st.integers(1, 4).flatmap(
    lambda pairs: st.from_regex(rf"[1-9][0-9](?:[0-9]{{2}}){{{pairs - 1}}}", fullmatch=True).filter(
        str.isascii
    )
)
paths = st.just("/") | codes.map(path_of)


@pytest.mark.parametrize(
    ("code", "level", "path"),
    [
        ("", Level.NATION, "/"),
        ("31", Level.PROVINCE, "/31/"),
        ("3101", Level.DISTRICT, "/31/3101/"),
        ("310105", Level.SUBDISTRICT, "/31/3101/310105/"),
        ("27060502", Level.VILLAGE, "/27/2706/270605/27060502/"),
    ],
)
def test_a_code_says_its_level_and_path(code, level, path):
    assert (level_of(code), path_of(code)) == (level, path)


@pytest.mark.parametrize("code", ["3", "310", "3101050201", "ab", "๓๑", "0101", " 31", "31/1"])
def test_anything_else_is_no_code(code):
    for ask in (level_of, path_of):
        with pytest.raises(BadCode):
            ask(code)


def test_a_path_gives_back_its_codes_and_no_step_of_a_group():
    path = "/31/3101/310105/g7/"

    assert codes_on(path) == ("31", "3101", "310105")
    assert [code_on(path, level) for level in (Level.NATION, Level.PROVINCE, Level.DISTRICT, Level.VILLAGE)] == [
        "", "31", "3101", "",
    ]  # fmt: skip
    assert codes_on("/") == ()


def test_levels_stand_above_each_other():
    assert Level.PROVINCE.is_above(Level.GROUP)
    assert not Level.GROUP.is_above(Level.PROVINCE)
    assert not Level.DISTRICT.is_above(Level.DISTRICT)


def test_within_is_a_half_open_range():
    assert within("/31/") == ("/31/", "/310")
    assert within("/") == ("/", "0")


@given(paths, paths)
def test_the_range_holds_exactly_what_lies_under(path, root):
    low, high = within(root)

    assert (low <= path < high) is path.startswith(root) is is_within(path, root)


def test_a_neighbour_with_a_longer_number_is_outside():
    assert is_within("/31/3101/g7/", "/31/3101/")
    assert not is_within("/31/3110/", "/31/311/")


def test_ancestors_run_from_the_nation_down():
    assert ancestors("/31/3101/") == ("/", "/31/", "/31/3101/")


@pytest.mark.parametrize("path", ["", "31", "/31", "31/", "//", "/31//"])
def test_a_path_begins_and_ends_in_a_slash(path):
    with pytest.raises(ValueError):
        ancestors(path)


@pytest.mark.parametrize(
    ("several", "common"),
    [
        (["/31/3101/310105/", "/31/3101/310107/"], "/31/3101/"),
        (["/31/3101/", "/31/3101/310105/"], "/31/3101/"),
        (["/31/", "/27/"], "/"),
        (["/31/3101/"], "/31/3101/"),
    ],
)
def test_common_path_is_the_nearest_office_over_all(several, common):
    assert common_path(several) == common


def test_nothing_has_no_common_path():
    with pytest.raises(ValueError):
        common_path([])


@given(st.lists(paths, min_size=1, max_size=6))
def test_all_lie_within_their_common_path(several):
    common = common_path(several)

    assert all(is_within(path, common) for path in several)
    assert len({ancestors(path)[len(ancestors(common)) :][:1] for path in several}) != 1 or common in several
