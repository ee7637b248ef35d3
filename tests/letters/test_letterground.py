"""The letters with known answers: what they say of themselves is true, and the judge sees what a reader gets wrong."""

import copy
from collections import Counter
from functools import cache

import pytest
from bench.letterground import LEVELS, Case, generate, told
from bench.letterground.compare import amount
from bench.letterground.grids import cell
from bench.letterground.judge import judge
from bench.letterground.world import LETTERS

from sammachip.core.money import words_to_baht
from sammachip.org.gazetteer import PROVINCE_LETTERS
from sammachip.org.models import BANGKOK

HALVES = ("tuning", "held")
SEEDS = range(48)


@cache
def cases() -> tuple[Case, ...]:
    """Clean letters: each of the 18 and 19 bodies, many times over."""
    return tuple(generate(seed, half) for half in HALVES for seed in range(320))


def codes(case: Case) -> set[str]:
    """The faults that were planted in the letter."""
    return {one.code for one in case.answers.findings}


def misjudged(case: Case, reading: dict[str, object]) -> Counter[tuple[str, str]]:
    return Counter((mark.field, mark.verdict) for mark in judge(case, reading) if mark.verdict != "right")


@pytest.mark.parametrize("noise", LEVELS)
def test_every_answer_stands_in_its_letter_where_it_says(noise):
    letters = [generate(seed, half, noise) for half in HALVES for seed in SEEDS]

    wrong = [
        (case.body, case.seed, known)
        for case in letters
        for known in case.answers.known()
        if case.text[slice(*known.span)] != known.written and known.written
    ]

    assert wrong == []


def test_a_seed_makes_the_same_letter_again():
    assert [generate(seed, "held", "heavy") for seed in SEEDS] == [
        generate(seed, "held", "heavy") for seed in SEEDS
    ]


def test_tables_add_up_unless_the_fault_was_planted():
    for case in cases():
        planted = "sum_mismatch" in codes(case)
        for table in case.answers.tables:
            columns = zip(
                *([amount(cell(known.written)) for known in row.cells] for row in table.rows), strict=True
            )
            sums = {sum(column) for column in columns if None not in column}
            adds_up = {amount(cell(known.written)) for known in table.totals} <= sums

            assert adds_up is not planted, (case.body, case.seed)


def test_words_say_the_figures_unless_the_fault_was_planted():
    for case in cases():
        planted = "words_figures_disagree" in codes(case)
        spoken = [item for item in case.answers.money if "words_amount" in item]

        assert all(
            words_to_baht(item["words_amount"].written) == amount(item["words_amount"].value)
            for item in spoken
        )
        assert any(item["words_amount"].value != item["amount"].value for item in spoken) is planted


def test_every_finding_is_planted_somewhere():
    planted = set().union(*map(codes, cases()))

    assert planted == {
        "words_figures_disagree",
        "sum_mismatch",
        "rate_mismatch",
        "district_missing",
        "district_duplicate",
        "name_unrecognised",
        "date_unreadable",
        "deadline_order",
        "title_mismatch",
        "period_mismatch",
    }


def test_half_of_the_letters_have_no_fault():
    clean = [case for case in cases() if not case.answers.findings]

    assert len(clean) > len(cases()) / 2


@pytest.mark.parametrize("noise", LEVELS)
def test_a_perfect_reading_is_judged_right(noise):
    for half in HALVES:
        for seed in SEEDS:
            case = generate(seed, half, noise)

            assert misjudged(case, told.reading(case.answers)) == Counter()


def test_the_judge_tells_wrong_from_unknown_from_invented():
    case = next(case for case in cases() if case.body == "chase" and not case.answers.findings)
    reading = copy.deepcopy(told.reading(case.answers))
    reading["date"]["value"] = "1999-01-01"
    reading["subject"] = None
    reading["deadlines"].append({"date": "1999-02-02"})
    reading["findings"].append({"code": "sum_mismatch"})

    assert misjudged(case, reading) == {
        ("date", "wrong"): 1,
        ("subject", "unknown"): 1,
        ("deadlines", "invented"): 1,
        ("findings.sum_mismatch", "invented"): 1,
    }


def test_the_judge_misses_a_fault_that_is_not_told():
    case = next(case for case in cases() if codes(case) == {"sum_mismatch"})
    reading = told.reading(case.answers) | {"findings": []}

    assert misjudged(case, reading) == {("findings.sum_mismatch", "unknown"): 1}


def test_a_hurt_value_may_be_left_unknown_but_not_told_wrongly():
    cases = (generate(seed, "tuning", "heavy") for seed in range(200))
    case = next(
        case for case in cases if case.answers.facts.get("date") and case.answers.facts["date"].damaged
    )
    reading = told.reading(case.answers)

    assert misjudged(case, reading | {"date": None}) == Counter()
    assert misjudged(case, reading | {"date": "1999-01-01"}) == {("date", "wrong"): 1}


def test_the_provinces_letters_are_those_of_the_program():
    assert {code: letters for code, letters in PROVINCE_LETTERS.items() if code != BANGKOK} == LETTERS
