"""Spending by an office for a group: asked for on a paper, approved, bound, paid or lent, cleared and closed."""

from sammachip.money.actions_spending.approving import approve_spending, record_approval_on_paper
from sammachip.money.actions_spending.asking import (
    Line,
    Request,
    draft_spending,
    request_spending,
    return_spending,
    save_spending,
)
from sammachip.money.actions_spending.closing import close_spending, end_spending
from sammachip.money.actions_spending.deciding import decide_classes
from sammachip.money.actions_spending.lending import Contract, clear_loan, lend
from sammachip.money.actions_spending.paying import commit_spending, pay_spending, repay
from sammachip.money.actions_spending.proving import add_evidence, answer_checklist

__all__ = [
    "Contract",
    "Line",
    "Request",
    "add_evidence",
    "answer_checklist",
    "approve_spending",
    "clear_loan",
    "close_spending",
    "commit_spending",
    "decide_classes",
    "draft_spending",
    "end_spending",
    "lend",
    "pay_spending",
    "record_approval_on_paper",
    "repay",
    "request_spending",
    "return_spending",
    "save_spending",
]
