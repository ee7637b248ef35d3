"""What an instrument makes of answers: the level, why, what would raise it, and which dimension moved it."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sammachip.core.expr import FactType, Kind, compile_rule
from sammachip.core.fields import Choice
from sammachip.core.instrument import (
    ByScore,
    ByTable,
    Dimension,
    Instrument,
    TableCase,
    Way,
    assess,
    compared,
    labels_reached,
    ways_up,
)
from sammachip.core.levels import Band

BANDS = (Band("สูง", Decimal(80)), Band("กลาง", Decimal(50)), Band("ต่ำ", Decimal(0)))
ANCHORS = ("ไม่มี", "มีบ้าง", "มีและใช้", "มี ใช้ และทบทวน")


def _dimension(key: str, items: int, weight: str = "1") -> Dimension:
    return Dimension(
        key=key,
        label=f"ด้าน {key}",
        field=key,
        weight=Decimal(weight),
        items=tuple(Choice(f"{key}{n}", f"ข้อ {key}{n}") for n in range(items)),
        most=3,
        score="score",
        evidence="seen",
        anchors=ANCHORS,
    )


def _scored(way: Way, *dimensions: Dimension, bands: tuple[Band, ...] = BANDS) -> Instrument:
    return Instrument(dimensions, ByScore(way, bands, "ตัวอย่าง"))


def _answers(**scores: list[int]) -> dict[str, object]:
    return {
        key: [{"key": f"{key}{n}", "score": score} for n, score in enumerate(given)]
        for key, given in scores.items()
    }


EVEN = (_dimension("a", 2), _dimension("b", 2))
WEIGHED = (_dimension("a", 2, "3"), _dimension("b", 2))
UNEVEN = (_dimension("a", 1), _dimension("b", 3))


@pytest.mark.parametrize(
    ("way", "dimensions", "scores", "score", "label"),
    [
        (Way.PERCENT, EVEN, {"a": [3, 3], "b": [0, 0]}, "50.00", "กลาง"),
        (Way.PERCENT, EVEN, {"a": [2, 0], "b": [2, 0]}, "33.33", "ต่ำ"),
        (Way.PERCENT, WEIGHED, {"a": [3, 3], "b": [0, 0]}, "75.00", "กลาง"),
        (Way.PERCENT, WEIGHED, {"a": [3, 3], "b": [1, 0]}, "79.17", "กลาง"),
        (Way.PERCENT, UNEVEN, {"a": [3], "b": [1, 1, 1]}, "66.67", "กลาง"),
        (Way.LOWEST, UNEVEN, {"a": [3], "b": [1, 1, 1]}, "33.33", "ต่ำ"),
        (Way.MEAN, UNEVEN, {"a": [3], "b": [1, 1, 1]}, "2.00", "ต่ำ"),
    ],
)
def test_a_score_comes_by_its_way_and_its_weights(
    way: Way, dimensions: tuple[Dimension, ...], scores: dict[str, list[int]], score: str, label: str
) -> None:
    found = assess(_scored(way, *dimensions), _answers(**scores))

    assert found is not None
    assert (found.score, found.label) == (Decimal(score), label)


def test_what_is_shown_is_what_decided_at_the_edge_of_a_band() -> None:
    edge = (Band("สูง", Decimal("66.67")), Band("ต่ำ", Decimal(0)))

    found = assess(_scored(Way.PERCENT, _dimension("a", 1), bands=edge), _answers(a=[2]))

    assert found is not None
    assert (found.score, found.label, found.ceiling) == (Decimal("66.67"), "สูง", None)


def test_each_dimension_tells_its_points_words_and_evidence() -> None:
    answers = {
        "a": [{"key": "a0", "score": 2, "seen": "สมุด"}, {"key": "a1", "score": 0}],
        **_answers(b=[3, 3]),
    }

    found = assess(_scored(Way.PERCENT, *EVEN), answers)

    assert found is not None
    assert [(part.dimension.key, part.shown, part.share) for part in found.parts] == [
        ("a", "2/6", Decimal("33.33")),
        ("b", "6/6", Decimal("100.00")),
    ]
    assert [(one.anchor, one.evidence) for one in found.parts[0].items] == [("มีและใช้", "สมุด"), ("ไม่มี", "")]
    assert [part.dimension.key for part in found.weakest] == ["a"]


@pytest.mark.parametrize("answers", [{}, _answers(a=[1, 1]), _answers(a=[1, 1], b=[1])])
def test_an_unanswered_item_leaves_no_level(answers: Mapping[str, object]) -> None:
    assert assess(_scored(Way.PERCENT, *EVEN), answers) is None
    assert ways_up(_scored(Way.PERCENT, *EVEN), answers) == ()


def test_the_way_up_names_the_fewest_steps_the_weakest_first() -> None:
    (way,) = ways_up(_scored(Way.PERCENT, *EVEN), _answers(a=[1, 0], b=[1, 1]))

    assert (way.label, way.count) == ("กลาง", 3)
    assert [(one.dimension.key, one.item and one.item.value, one.before, one.after) for one in way.steps] == [
        ("a", "a0", "1 (มีบ้าง)", "2 (มีและใช้)"),
        ("a", "a1", "0 (ไม่มี)", "1 (มีบ้าง)"),
        ("b", "b0", "1 (มีบ้าง)", "2 (มีและใช้)"),
    ]


def test_nothing_stands_above_the_highest_level() -> None:
    assert ways_up(_scored(Way.PERCENT, *EVEN), _answers(a=[3, 3], b=[3, 2])) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(Way)),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
    st.sampled_from(["1", "2", "0.5"]),
)
def test_no_fewer_steps_reach_the_next_band(way: Way, steps: list[int], weight: str) -> None:
    bands = tuple(
        Band(str(floor), Decimal(floor)) for floor in ((0, 1, 2) if way is Way.MEAN else (0, 40, 70))
    )
    instrument = _scored(way, _dimension("a", 1, weight), _dimension("b", 3), bands=bands)
    answers = _answers(a=steps[:1], b=steps[1:])

    now, found = assess(instrument, answers), ways_up(instrument, answers)

    assert now is not None
    if not found:
        assert now.ceiling is None
        return
    higher = product(*(range(step, 4) for step in steps))
    costs = [
        sum(raised) - sum(steps)
        for raised in higher
        if (one := assess(instrument, _answers(a=[raised[0]], b=list(raised[1:]))))
        and one.score
        and now.ceiling is not None
        and one.score >= now.ceiling
    ]
    assert found[0].count == min(costs)


TYPES = {"x": FactType(Kind.TEXT), "y": FactType(Kind.TEXT)}
TABLE = Instrument(
    tuple(
        Dimension(
            key, f"ด้าน {key}", key, options=tuple(Choice(f"{key}{n}", f"{key} ข้อ {n}") for n in (1, 2, 3))
        )
        for key in ("x", "y")
    ),
    ByTable(
        (
            TableCase(compile_rule("x == 'x1' && y in ['y1', 'y2']", TYPES, Kind.BOOL), "ดี", "ครบ"),
            TableCase(compile_rule("x == 'x3'", TYPES, Kind.BOOL), "อ่อน", "ยังไม่มี"),
        ),
        "ไม่เข้าเกณฑ์ใด",
        "ไม่ตรงช่องใด",
    ),
)


@pytest.mark.parametrize(
    ("x", "y", "label", "sentence"),
    [
        ("x1", "y2", "ดี", "ครบ"),
        ("x3", "y1", "อ่อน", "ยังไม่มี"),
        ("x2", "y1", "ไม่เข้าเกณฑ์ใด", "ไม่ตรงช่องใด"),
        ("x1", "y3", "ไม่เข้าเกณฑ์ใด", "ไม่ตรงช่องใด"),
    ],
)
def test_a_table_gives_the_first_case_that_holds_and_forces_none(
    x: str, y: str, label: str, sentence: str
) -> None:
    found = assess(TABLE, {"x": x, "y": y})

    assert found is not None
    assert (found.label, found.sentence, found.score) == (label, sentence, None)


def test_a_table_tells_the_fewest_answers_that_lead_to_each_better_case() -> None:
    ways = ways_up(TABLE, {"x": "x3", "y": "y3"})

    assert [(way.label, [(one.before, one.after) for one in way.steps]) for way in ways] == [
        ("ดี", [("x ข้อ 3", "x ข้อ 1"), ("y ข้อ 3", "y ข้อ 1")])
    ]
    assert [(way.label, way.count) for way in ways_up(TABLE, {"x": "x2", "y": "y1"})] == [
        ("ดี", 1),
        ("อ่อน", 1),
    ]


def test_every_level_of_a_table_is_reached_by_some_answers() -> None:
    assert labels_reached(TABLE) == set(TABLE.labels)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ({"a": [1, 1], "b": [1, 1]}, {"a": [3, 3], "b": [1, 2]}, ["a"]),
        ({"a": [1, 1], "b": [1, 1]}, {"a": [3, 3], "b": [3, 3]}, ["a", "b"]),
        ({"a": [1, 1], "b": [3, 3]}, {"a": [2, 2], "b": [2, 2]}, []),
        ({"a": [3, 3], "b": [1, 1]}, {"a": [1, 0], "b": [1, 1]}, ["a"]),
    ],
)
def test_a_comparison_names_the_dimensions_that_moved_the_level(
    before: dict[str, list[int]], after: dict[str, list[int]], moved: list[str]
) -> None:
    found = compared(_scored(Way.PERCENT, *EVEN), _answers(**before), _answers(**after))

    assert [one.before.dimension.key for one in found if one.moved] == moved


def test_a_comparison_tells_the_items_that_differ() -> None:
    first, second = compared(
        _scored(Way.PERCENT, *EVEN), _answers(a=[1, 1], b=[1, 1]), _answers(a=[1, 3], b=[1, 1])
    )

    assert [(before.step, after.step) for before, after in first.items] == [(1, 3)]
    assert (first.change, first.differs, second.differs) == (Decimal("33.33"), True, False)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [([2, 3], [3, 3], "16.67"), ([1, 3], [2, 3], "16.67"), ([3, 3], [3, 2], "-16.67")],
)
def test_one_point_is_the_same_change_wherever_it_is_gained(
    before: list[int], after: list[int], change: str
) -> None:
    first, _ = compared(
        _scored(Way.PERCENT, *EVEN), _answers(a=before, b=[1, 1]), _answers(a=after, b=[1, 1])
    )

    assert first.change == Decimal(change)
