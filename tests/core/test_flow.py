from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.flow import Need, Opening, Outcome, Result, Step, opening, problems

PASSED, FAILED, OPEN = Result(Outcome.PASSED), Result(Outcome.FAILED), None


@pytest.mark.parametrize(
    ("when", "result", "met"),
    [
        ("passed", PASSED, True),
        ("passed", Outcome.PASSED, True),
        ("passed", FAILED, False),
        ("passed", OPEN, False),
        ("passed", Result(Outcome.PASSED, "ดี"), True),
        ("passed:ดี", Result(Outcome.PASSED, "ดี"), True),
        ("passed:ดี", Result(Outcome.PASSED, "ดีเด่น"), False),
        ("passed:ดี", PASSED, False),
        ("failed", FAILED, True),
        ("failed", Outcome.WITHDRAWN, False),
        ("any", FAILED, True),
        ("any", Outcome.DECLINED, True),
        ("any", OPEN, False),
    ],
)
def test_a_need_is_met_by_the_outcome_it_names(when, result, met):
    assert Need("x", when).met_by(result) is met


PLAN = Step("plan", needs=(Need("assess"),))


def test_stages_may_overlap_so_a_need_holds_back_only_the_finish():
    assert opening(PLAN, {"assess": [OPEN]}) == Opening(True, False, False, ("assess",))
    assert opening(PLAN, {"assess": [PASSED]}) == Opening(True, True, False, ())


def test_a_start_gate_holds_back_both():
    step = Step("spend", needs=(Need("plan", gate="start"), Need("survey")))

    assert opening(step, {"plan": [OPEN], "survey": [OPEN]}) == Opening(
        False, False, False, ("plan", "survey")
    )
    assert opening(step, {"plan": [PASSED], "survey": [OPEN]}) == Opening(True, False, False, ("survey",))


def test_downward_all_must_meet_it_and_none_at_all_is_not_enough():
    assert not opening(PLAN, {"assess": [PASSED, OPEN]}).may_finish
    assert not opening(PLAN, {"assess": [PASSED, FAILED]}).may_finish
    assert not opening(PLAN, {"assess": []}).may_finish
    assert not opening(PLAN, {}).may_finish
    assert opening(PLAN, {"assess": [PASSED, PASSED]}).may_finish


def test_unless_holds_back_whatever_else_is_met():
    step = Step("support", needs=(Need("apply"),), unless=(Need("round1", "failed"),))

    assert opening(step, {"apply": [PASSED], "round1": [FAILED]}) == Opening(False, False, True, ())
    assert opening(step, {"apply": [PASSED], "round1": [OPEN]}) == Opening(True, True, False, ())
    assert opening(step, {"apply": [PASSED]}) == Opening(True, True, False, ())


def _found(*steps: Step):
    return [(problem.code, problem.key, dict(problem.data)) for problem in problems(steps)]


def test_an_order_that_can_be_walked_has_no_problems():
    assert _found(Step("survey"), PLAN, Step("assess", (Need("survey", "any"),))) == []


def test_problems_name_what_is_unknown_doubled_or_about_itself():
    assert _found(Step("a", (Need("b"),))) == [("unknown-stage", "a", {"stage": "b"})]
    assert _found(Step("a", unless=(Need("b"),))) == [("unknown-stage", "a", {"stage": "b"})]
    assert _found(Step("a"), Step("a")) == [("duplicate", "a", {"times": 2})]
    assert _found(Step("a", (Need("a"),))) == [("self-reference", "a", {})]
    assert _found(Step("b"), Step("a", (Need("b", "done"),))) == [
        ("unknown-when", "a", {"stage": "b", "when": "done"})
    ]
    assert _found(Step("b"), Step("a", (Need("b", "passed:"),))) == [
        ("unknown-when", "a", {"stage": "b", "when": "passed:"})
    ]


def test_a_cycle_is_shown_with_its_path_and_not_its_surroundings():
    before = Step("before", (Need("a"),))
    circle = (Step("a", (Need("b"),)), Step("b", (Need("c"),)), Step("c", (Need("a"),)))

    assert _found(before, *circle, Step("free")) == [("cycle", "a", {"path": ("a", "b", "c", "a")})]


def test_two_circles_are_two_problems():
    steps = [Step(one, (Need(other),)) for one, other in ("ab", "ba", "cd", "dc")]

    assert [data["path"] for _, _, data in _found(*steps)] == [("a", "b", "a"), ("c", "d", "c")]


def test_unless_closes_no_cycle():
    assert _found(Step("a", unless=(Need("b", "failed"),)), Step("b", (Need("a"),))) == []


graphs = st.lists(st.sets(st.integers(0, 6)), min_size=1, max_size=7).map(
    lambda edges: [
        Step(
            str(index),
            tuple(Need(str(other)) for other in sorted(others) if other < len(edges) and other != index),
        )
        for index, others in enumerate(edges)
    ]
)


def can_be_walked(waits: dict[str, set[str]]) -> bool:
    """Whether taking again and again a step whose needs are all taken reaches every one."""
    taken: set[str] = set()
    while ready := {key for key, needs in waits.items() if key not in taken and needs <= taken}:
        taken |= ready
    return taken == set(waits)


@given(graphs)
def test_steps_either_can_be_walked_or_show_a_real_cycle(steps):
    waits = {step.key: {need.stage for need in step.needs} for step in steps}

    found = problems(steps)

    assert can_be_walked(waits) is not bool(found)
    for problem in found:
        path = problem.data["path"]
        assert path[0] == path[-1]
        assert all(following in waits[key] for key, following in pairwise(path))


outcomes = st.lists(st.none() | st.sampled_from(Outcome), max_size=4)


@given(outcomes, outcomes, st.sampled_from(["start", "finish"]))
def test_what_may_finish_may_start_and_what_waits_says_for_what(first, second, gate):
    step = Step("c", needs=(Need("a", gate=gate), Need("b", "any")), unless=(Need("a", "failed"),))

    now = opening(step, {"a": first, "b": second})

    assert now.may_start or not now.may_finish
    assert now.may_finish is (not now.held and not now.waits_for)
