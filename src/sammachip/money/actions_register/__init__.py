"""The allocation register: drawn up, read from a sheet and taken back, issued as a notice, revised, transferred."""

from sammachip.money.actions_register.drafting import Details, save_register, start_register
from sammachip.money.actions_register.importing import apply_sheet, undo_sheet
from sammachip.money.actions_register.issuing import issue_register, undo_issue
from sammachip.money.actions_register.transferring import record_transfers

__all__ = [
    "Details",
    "apply_sheet",
    "issue_register",
    "record_transfers",
    "save_register",
    "start_register",
    "undo_issue",
    "undo_sheet",
]
