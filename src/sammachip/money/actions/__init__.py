"""Moving money: entries posted and taken back, heads averaged, allotments and transfers as they come down and go on."""

from sammachip.money.actions.arriving import record_allotment, record_receipt
from sammachip.money.actions.averaging import cover
from sammachip.money.actions.giving import give_back, give_down, give_to_group, pass_down, spends_per_group
from sammachip.money.actions.posting import (
    NO_VOUCHER,
    Posting,
    Voucher,
    account_of,
    advance_all,
    post,
    require_positive,
)
from sammachip.money.actions.reversing import reopen, reverse, take_back

__all__ = [
    "NO_VOUCHER",
    "Posting",
    "Voucher",
    "account_of",
    "advance_all",
    "cover",
    "give_back",
    "give_down",
    "give_to_group",
    "pass_down",
    "post",
    "record_allotment",
    "record_receipt",
    "reopen",
    "require_positive",
    "reverse",
    "spends_per_group",
    "take_back",
]
