"""What changes the rows of this room: one verb each, one transaction each."""

from sammachip.selection.actions.assigning import assign, share_out, take_back
from sammachip.selection.actions.conflicts import declare, derive_conflicts, lift_conflict, record_declaration
from sammachip.selection.actions.keying_in import check_sheet, key_in_sheet
from sammachip.selection.actions.marking import let_mark_anew, save_sheet, seal_sheet
from sammachip.selection.actions.opening import open_round
from sammachip.selection.actions.panels import (
    Appointed,
    Seating,
    add_member,
    appoint_panel,
    end_seat,
)

__all__ = [
    "Appointed",
    "Seating",
    "add_member",
    "appoint_panel",
    "assign",
    "check_sheet",
    "declare",
    "derive_conflicts",
    "end_seat",
    "key_in_sheet",
    "let_mark_anew",
    "lift_conflict",
    "open_round",
    "record_declaration",
    "save_sheet",
    "seal_sheet",
    "share_out",
    "take_back",
]
