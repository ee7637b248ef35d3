"""Answers written away from the house meet what was written there meanwhile."""

import pytest

from sammachip.core.merging import merge, tidy

SHOWN = {"name": "กลุ่มทอผ้า", "members": "12", "leaders": [{"id": "7", "name": "มาลี"}]}


@pytest.mark.parametrize(
    ("written", "theirs", "answers", "told", "disputed"),
    [
        ({}, {}, {}, (), ()),
        ({"members": "15"}, {}, {"members": "15"}, (), ()),
        ({}, {"members": "14"}, {"members": "14"}, ("members",), ()),
        ({"members": "15"}, {"name": "กลุ่มทอผ้าไหม"}, {"members": "15", "name": "กลุ่มทอผ้าไหม"}, ("name",), ()),
        ({"members": "15"}, {"members": "14"}, {"members": "15"}, (), ("members",)),
        ({"members": "15"}, {"members": " 15 "}, {"members": "15"}, (), ()),
        ({"members": ""}, {}, {"members": None}, (), ()),
        ({"members": ""}, {"members": "14"}, {"members": None}, (), ("members",)),
        ({"leaders": [{"id": "7", "name": "มาลี", "phone": ""}]}, {}, {}, (), ()),
        ({"leaders": []}, {"leaders": [{"id": "7", "name": "มาลัย"}]}, {"leaders": None}, (), ("leaders",)),
    ],
)
def test_three_states_meet_field_by_field(written, theirs, answers, told, disputed):
    found = merge(SHOWN, shown=SHOWN, written=SHOWN | written, theirs=SHOWN | theirs)

    assert found.answers == {key: value for key, value in (SHOWN | answers).items() if value is not None}
    assert (found.told, found.disputed) == (told, disputed)


def test_what_the_form_does_not_ask_stays_as_it_stands():
    found = merge(["name"], shown={}, written={"name": "ก"}, theirs={"photos": ["a"]})

    assert found.answers == {"photos": ["a"], "name": "ก"}


def test_a_disputed_field_stands_as_it_is_where_that_is_decided():
    theirs = SHOWN | {"members": "14"}
    found = merge(SHOWN, shown=SHOWN, written=SHOWN | {"members": "15"}, theirs=theirs)

    assert found.settled(theirs, ["members"])["members"] == "14"
    assert found.settled({}, ["members"]) == {key: SHOWN[key] for key in ("name", "leaders")}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (" ก \r\n ข  ", "ก\n ข"),
        (True, "yes"),
        ([], ""),
        ({"a": " "}, ""),
        ([{"a": "1", "b": ""}, {}], [{"a": "1"}]),
        (15, "15"),
    ],
)
def test_answers_are_compared_without_blanks(value, expected):
    assert tidy(value) == expected
