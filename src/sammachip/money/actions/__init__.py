"""Moving money: entries posted and taken back, heads averaged, allotments and transfers as they come down and go on."""

from sammachip.money.actions.arriving import record_allotment, record_receipt
from sammachip.money.actions.averaging import cover
from sammachip.money.actions.giving import give_back, give_down, give_to_group, pass_down
from sammachip.money.actions.holding import hold, hold_bound, hold_cases, hold_walk
from sammachip.money.actions.posting import (
    NO_VOUCHER,
    Posting,
    Voucher,
    account_of,
    in_steps,
    opened_accounts,
    post,
    require_positive,
    unreversed,
)
from sammachip.money.actions.reversing import reopen, reverse, standing_part, take_back

__all__ = [
    "NO_VOUCHER",
    "Posting",
    "Voucher",
    "account_of",
    "cover",
    "give_back",
    "give_down",
    "give_to_group",
    "hold",
    "hold_bound",
    "hold_cases",
    "hold_walk",
    "in_steps",
    "opened_accounts",
    "pass_down",
    "post",
    "record_allotment",
    "record_receipt",
    "reopen",
    "require_positive",
    "reverse",
    "standing_part",
    "take_back",
    "unreversed",
]
