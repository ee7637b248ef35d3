from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.area import Level
from sammachip.core.signoff import ROLE_LEVEL, Act, Decision, Hop, Turn, may_sign, substitute, timely, turn

MAKER, HEAD, OFFICER, DEPARTMENT = 1, 2, 3, 4
NOON = datetime(2018, 9, 20, 5, tzinfo=UTC)
CHAIN = (
    Hop(0, "district-head", "ตรวจสอบ", due=NOON),
    Hop(1, "province-officer", "รวบรวม"),
    Hop(2, "department-officer", "รับทราบ"),
)


def signed(hop, person, revision=1, **more):
    return Act(hop, Decision.SIGNED, revision, person, NOON, **more)


def returned(hop, person, revision=1):
    return Act(hop, Decision.RETURNED, revision, person, NOON)


@pytest.mark.parametrize(
    ("acts", "revision", "expected"),
    [
        ([], 1, Turn(hop=CHAIN[0])),
        ([signed(0, HEAD)], 1, Turn(hop=CHAIN[1])),
        ([signed(0, HEAD), signed(1, OFFICER)], 1, Turn(hop=CHAIN[2])),
        ([signed(0, HEAD), signed(1, OFFICER), signed(2, DEPARTMENT)], 1, Turn(done=True)),
        ([returned(0, HEAD)], 1, Turn(back_to_maker=True)),
        ([signed(0, HEAD), signed(1, OFFICER), returned(2, DEPARTMENT)], 1, Turn(back_to_maker=True)),
        # a signature binds its revision: after re-sending the first hop is asked again
        ([signed(0, HEAD), returned(1, OFFICER)], 2, Turn(hop=CHAIN[0])),
        ([signed(0, HEAD), returned(1, OFFICER), signed(0, HEAD, 2)], 2, Turn(hop=CHAIN[1])),
        # a return voids what comes after it on the same revision
        ([returned(0, HEAD), signed(0, HEAD)], 1, Turn(back_to_maker=True)),
        # a signature out of turn is none
        ([signed(1, OFFICER)], 1, Turn(hop=CHAIN[0])),
        ([signed(0, HEAD), signed(0, OFFICER)], 1, Turn(hop=CHAIN[1])),
        # an accepted revision that is re-opened and returned at its last hop
        (
            [signed(0, HEAD), signed(1, OFFICER), signed(2, DEPARTMENT), returned(2, DEPARTMENT)],
            1,
            Turn(back_to_maker=True),
        ),
    ],
)
def test_turn_says_where_a_revision_stands(acts, revision, expected):
    assert turn(CHAIN, acts, revision) == expected


def test_without_hops_a_revision_is_done_when_sent():
    assert turn((), [], 1) == Turn(done=True)


acts = st.lists(
    st.builds(
        Act,
        st.integers(0, 4),
        st.sampled_from(Decision),
        st.integers(1, 2),
        st.integers(1, 5),
        st.just(NOON),
    ),
    max_size=12,
)
chains = st.integers(0, 4).map(
    lambda length: tuple(Hop(index, "district-head", "ตรวจ") for index in range(length))
)


@given(chains, acts, st.integers(1, 2))
def test_there_is_always_exactly_one_turn(hops, happened, revision):
    now = turn(hops, happened, revision)

    assert [now.hop is not None, now.back_to_maker, now.done].count(True) == 1


@given(chains, acts, st.integers(1, 2))
def test_no_path_skips_a_hop(hops, happened, revision):
    now = turn(hops, happened, revision)

    reached = len(hops) if now.done else now.hop.index if now.hop else 0
    signatures = {act.hop_index for act in happened if act.verdict == "signed" and act.revision == revision}
    assert signatures >= set(range(reached))


@given(chains, acts)
def test_after_every_hop_has_signed_in_turn_it_is_done(hops, happened):
    fresh = 3
    for steps in range(len(hops)):
        assert turn(hops, happened, fresh).hop == hops[steps]
        happened = [*happened, signed(steps, 9, fresh)]

    assert turn(hops, happened, fresh).done


@given(chains.filter(bool), acts, st.data())
def test_a_return_at_any_hop_gives_the_work_back_whatever_follows(hops, happened, data):
    hop = data.draw(st.integers(0, len(hops) - 1))

    assert turn(hops, [returned(hop, 9, 3), *happened, signed(0, 9, 3)], 3).back_to_maker


def _code(happened, person, *, makers=(MAKER,), **more):
    verdict = may_sign(CHAIN, happened, 1, person_id=person, makers=makers, **more)
    assert bool(verdict) is (verdict.code == "")
    return verdict.code


def test_may_sign_says_yes_to_the_next_signer():
    assert _code([], HEAD) == ""
    assert _code([signed(0, HEAD)], OFFICER) == ""


def test_a_maker_never_signs_own_work():
    assert _code([], MAKER) == "own-work"
    assert _code([], OFFICER, makers=(MAKER, OFFICER)) == "own-work"


def test_nobody_signs_one_revision_twice():
    assert _code([signed(0, HEAD)], HEAD) == "signed-already"
    assert _code([signed(0, HEAD, revision=0)], HEAD) == ""


def test_who_stood_in_for_an_office_still_signs_at_the_own_hop():
    assert _code([signed(0, OFFICER, stands_in=True)], OFFICER) == ""
    assert _code([signed(0, OFFICER, stands_in=True), signed(1, OFFICER)], OFFICER) == "signed-already"


def test_a_signature_that_did_not_count_bars_nobody():
    assert _code([signed(1, OFFICER), signed(0, HEAD)], OFFICER) == ""


def test_nothing_is_signed_when_it_is_nobodys_turn():
    everyone = [signed(0, HEAD), signed(1, OFFICER), signed(2, DEPARTMENT)]

    assert _code(everyone, 9) == "done"
    assert _code([returned(0, HEAD)], 9) == "returned"


def test_a_refusal_is_a_sentence_for_the_screen():
    refusal = may_sign(CHAIN, [], 1, person_id=MAKER, makers=[MAKER])

    assert refusal.reason == "ผู้จัดทำลงนามตรวจงานของตนเองไม่ได้ — ให้ผู้อื่นที่มีอำนาจลงนาม"


@pytest.mark.parametrize(
    ("holders", "serving"),
    [
        ({0: [HEAD], 1: [OFFICER]}, 0),
        ({0: [MAKER, HEAD], 1: [OFFICER]}, 0),
        ({0: [MAKER], 1: [OFFICER]}, 1),
        ({0: [], 1: [MAKER], 2: [DEPARTMENT]}, 2),
        ({}, None),
    ],
)
def test_where_an_office_has_no_second_person_the_next_office_serves(holders, serving):
    found = substitute(CHAIN, CHAIN[0], holders, barred=[MAKER])

    assert (found.index if found else None) == serving


def test_an_earlier_office_never_serves_for_a_later_one():
    assert substitute(CHAIN, CHAIN[2], {0: [HEAD], 1: [OFFICER]}) is None


def test_timely_is_judged_by_the_first_sending_against_its_instant():
    assert timely(NOON, NOON) is True
    assert timely(NOON + timedelta(microseconds=1), NOON) is False
    assert timely(NOON, None) is None
    assert timely(None, NOON) is None


def test_every_signing_role_has_its_level():
    assert {role: level for role, level in ROLE_LEVEL.items() if role.endswith("head")} == {
        "district-head": Level.DISTRICT,
        "province-head": Level.PROVINCE,
        "department-head": Level.NATION,
    }
    assert ROLE_LEVEL["field-officer"] is Level.DISTRICT
