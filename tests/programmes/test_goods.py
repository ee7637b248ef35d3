"""The words and rules shipped: forty goods from the sources, each by its date."""

import pytest

from sammachip.core.goods import ExpenseClass
from sammachip.programmes.goods import Example, propose, reason_of, shipped


def named(example: Example) -> str:
    return f"{example.item} {example.price} {example.day}"


@pytest.mark.parametrize("example", shipped().examples, ids=named)
def test_goods_are_classed_as_their_source_says_or_asked_about(example):
    proposal = propose(example.item, example.price, example.day)

    assert proposal.expense_class == example.expense_class, reason_of(proposal)
    assert not (example.lasting and not proposal.is_questioned_by(ExpenseClass.MATERIALS))
    assert reason_of(proposal)


def test_of_forty_goods_at_least_twenty_eight_are_classed_without_asking():
    examples = shipped().examples

    assert len(examples) >= 40
    assert len([one for one in examples if one.expense_class is not None]) >= 28
    assert len([one for one in examples if one.lasting]) >= 12
