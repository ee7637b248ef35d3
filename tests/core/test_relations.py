"""What the figures of one row say of one another."""

from decimal import Decimal

import pytest

from sammachip.core.letterfacts.relations import borne_out, contradicted, implied_figures, relations_of

RATED = [[2, 62400], [1, 31200], [3, 93600], [1, 31200]]
ADDED = [[10, 5, 15], [20, 4, 24], [30, 9, 39], [12, 2, 14]]
PRICED = [[4, 120, 480], [3, 50, 150], [6, 15, 90], [2, 70, 140]]


def rows(figures: list[list[int | None]]) -> list[list[Decimal | None]]:
    return [[None if one is None else Decimal(one) for one in row] for row in figures]


@pytest.mark.parametrize(("figures", "columns"), [(RATED, (0, 1)), (ADDED, (0, 1, 2)), (PRICED, (0, 1, 2))])
@pytest.mark.parametrize("at", [0, 3])
def test_each_figure_of_a_row_follows_from_its_others(
    figures: list[list[int | None]], columns: tuple[int, ...], at: int
) -> None:
    relations = relations_of(rows(figures))

    for column in columns:
        broken = [list(row) for row in figures]
        broken[at][column] = None
        assert implied_figures(rows(broken)[at], relations) == {column: figures[at][column]}


def test_figures_that_break_what_others_keep_are_all_suspected() -> None:
    sheet = rows([*ADDED, [7, 8, 17]])
    relations = relations_of(sheet)

    assert contradicted(sheet[4], relations) == {0, 1, 2}
    assert contradicted(sheet[0], relations) == set()
    assert borne_out(sheet[0], relations) == {0, 1, 2}


def test_a_figure_that_keeps_one_relation_is_not_suspected_for_another() -> None:
    sheet = rows([[2, 20, 22], [3, 30, 33], [4, 40, 44], [5, 50, 56]])

    assert contradicted(sheet[3], relations_of(sheet)) == {2}


@pytest.mark.parametrize("figures", [RATED[:2], [[1, 5], [2, 9], [3, 4], [4, 11]], [[1, 1], [1, 1], [1, 1]]])
def test_few_rows_and_rows_that_are_all_alike_tell_nothing(figures: list[list[int]]) -> None:
    assert relations_of(rows([list(row) for row in figures])) == ()
