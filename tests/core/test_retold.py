"""A list told anew over what was shown and what is known: who changed what, what ends, what a person must decide."""

import pytest

from sammachip.core.retold import Retold, Row, Said, retell

SILK: Row = {"name": "ผ้าไหม", "of": ""}
COTTON: Row = {"name": "ผ้าฝ้าย", "of": ""}
FOOD: Row = {"name": "ผ้าไหม", "of": "food"}
CLOTH: Row = {"name": "ผ้าไหม", "of": "cloth"}
BATIK: Row = {"name": "บาติก", "of": ""}


def told(
    *rows: Row | tuple[int, Row], shown: dict[int, Row], known: dict[int, Row], **more: object
) -> Retold:
    said = [Said(row[0], row[1]) if isinstance(row, tuple) else Said(None, row) for row in rows]
    return retell(said, shown=shown, known=known, name=lambda row: str(row["name"]), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "shown", "known", "comes_to"),
    [
        pytest.param([SILK], {}, {}, Retold(added=[SILK]), id="the first row"),
        pytest.param([SILK], {1: SILK}, {1: SILK}, Retold(), id="left as it was shown"),
        pytest.param([SILK], {1: SILK}, {1: FOOD}, Retold(), id="left as shown while another changed it"),
        pytest.param([FOOD], {1: SILK}, {1: SILK}, Retold(changed={1: FOOD}), id="a cell changed"),
        pytest.param([FOOD], {1: SILK}, {1: FOOD}, Retold(), id="both say the same"),
        pytest.param([FOOD], {1: SILK}, {1: CLOTH}, Retold(disputed={1: FOOD}), id="both changed one cell"),
        pytest.param([], {1: SILK}, {1: SILK}, Retold(ended=[1]), id="told no more"),
        pytest.param([], {}, {1: SILK}, Retold(), id="brought by another since"),
        pytest.param([COTTON], {}, {1: SILK}, Retold(added=[COTTON]), id="beside one brought since"),
        pytest.param([SILK], {}, {1: SILK}, Retold(), id="brought by both"),
        pytest.param([FOOD], {}, {1: SILK}, Retold(changed={1: FOOD}), id="brought by both, told in more words"),
        pytest.param([(1, BATIK)], {1: SILK}, {1: SILK}, Retold(changed={1: BATIK}), id="renamed under its number"),
        pytest.param([BATIK], {1: SILK}, {1: SILK}, Retold(added=[BATIK], ended=[1]), id="renamed without one"),
        pytest.param([(9, BATIK)], {1: SILK}, {1: SILK}, Retold(added=[BATIK], ended=[1]), id="a number never given"),
        pytest.param([(2, SILK), (1, COTTON)], {1: SILK, 2: COTTON}, {1: SILK, 2: COTTON}, Retold(), id="swapped"),
        pytest.param([SILK], {1: SILK}, {}, Retold(), id="ended by another, left as shown"),
        pytest.param([FOOD], {1: SILK}, {}, Retold(added=[FOOD]), id="ended by another, told otherwise"),
    ],
)  # fmt: skip
def test_a_list_is_told_anew(
    rows: list[Row | tuple[int, Row]], shown: dict[int, Row], known: dict[int, Row], comes_to: Retold
) -> None:
    assert told(*rows, shown=shown, known=known) == comes_to


def test_cells_that_were_not_asked_stay_as_they_are_known() -> None:
    whole = {"name": "ผ้าไหม", "of": "cloth", "main": True}

    assert told({"name": "ผ้าไหม", "of": "food"}, shown={1: whole}, known={1: whole}).changed == {
        1: {"name": "ผ้าไหม", "of": "food", "main": True}
    }


def test_changes_of_two_cells_by_two_people_meet_in_one_row() -> None:
    shown, known = {"name": "ผ้าไหม", "a": 1, "b": 1}, {"name": "ผ้าไหม", "a": 2, "b": 1}

    assert told({"name": "ผ้าไหม", "a": 1, "b": 2}, shown={1: shown}, known={1: known}).changed == {
        1: {"name": "ผ้าไหม", "a": 2, "b": 2}
    }


def test_a_row_that_waits_for_a_person_says_nothing_when_it_is_said_again() -> None:
    again = told(FOOD, shown={1: CLOTH}, known={1: CLOTH}, answered={1: FOOD}, doubtful=[1])
    anew = told(SILK, shown={1: CLOTH}, known={1: CLOTH}, answered={1: FOOD}, doubtful=[1])

    assert again == Retold(repeated=[1])
    assert anew == Retold(disputed={1: SILK})
