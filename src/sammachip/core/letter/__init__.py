"""Official papers written from nothing: which parts each kind has, and how they come to stand on paper.

The layouts are those of the office rules of 2526 (ระเบียบสำนักนายกรัฐมนตรี ว่าด้วยงานสารบรรณ, แบบที่ 1 ถึง 11); the rules
have none for a certificate of honour, which offices lay out across the sheet.
"""

from sammachip.core.letter.body import laid_out, with_strokes
from sammachip.core.letter.compose import (
    Frame,
    Hands,
    Letter,
    blank_day,
    compose,
    file_copy,
    letter_of,
    meeting,
    people,
    signed_by,
    wrote,
)
from sammachip.core.letter.fills import FILLS, FOR_EACH, filled_in, unknown_fills
from sammachip.core.letter.kinds import SECRECIES, STANDINS, LetterKind, form_of, subject_of
from sammachip.core.letter.recipients import ADDRESSED, Listed, Listing, as_pasted, listing_of, read_listing
from sammachip.core.letter.stock import Stock, stock_for
from sammachip.core.letter.unfinished import unfinished

__all__ = [
    "ADDRESSED",
    "FILLS",
    "FOR_EACH",
    "SECRECIES",
    "STANDINS",
    "Frame",
    "Hands",
    "Letter",
    "LetterKind",
    "Listed",
    "Listing",
    "Stock",
    "as_pasted",
    "blank_day",
    "compose",
    "file_copy",
    "filled_in",
    "form_of",
    "laid_out",
    "letter_of",
    "listing_of",
    "meeting",
    "people",
    "read_listing",
    "signed_by",
    "stock_for",
    "subject_of",
    "unfinished",
    "unknown_fills",
    "with_strokes",
    "wrote",
]
