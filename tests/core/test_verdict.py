import pytest

from sammachip.core.verdict import YES, Missing, Problem, Verdict


def test_yes_is_true_and_a_refusal_is_not():
    assert bool(YES) is True
    assert bool(Verdict("ส่งไปแล้ว")) is False


def test_a_refusal_carries_its_reason_and_code():
    refusal = Verdict("ส่งไปแล้ว", code="sent")

    assert (refusal.reason, refusal.code) == ("ส่งไปแล้ว", "sent")
    assert refusal == Verdict("ส่งไปแล้ว", "sent")


def test_the_first_refusal_of_a_chain_is_the_answer():
    refusal = Verdict("ปิดรับแล้ว")

    assert (YES and refusal) is refusal
    assert (refusal and YES) is refusal


@pytest.mark.parametrize("value", [YES, Missing("a", "ก"), Problem("a", "duplicate")])
def test_verdicts_do_not_change(value):
    with pytest.raises((AttributeError, TypeError)):
        value.key = value.reason = "b"
