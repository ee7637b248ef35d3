"""Selection: a panel and who sits on it, rounds with their entries, score sheets, and what was resolved of them."""

from sammachip.selection.models.panels import Conflict, Duty, Panel, PanelSeat
from sammachip.selection.models.results import Complaint, Placement, Resolution, Steadiness, Withdrawal
from sammachip.selection.models.rounds import Assignment, Declaration, Round, RoundEntry, RoundTier
from sammachip.selection.models.sheets import Mark, Sheet, TieVote

__all__ = [
    "Assignment",
    "Complaint",
    "Conflict",
    "Declaration",
    "Duty",
    "Mark",
    "Panel",
    "PanelSeat",
    "Placement",
    "Resolution",
    "Round",
    "RoundEntry",
    "RoundTier",
    "Sheet",
    "Steadiness",
    "TieVote",
    "Withdrawal",
]
