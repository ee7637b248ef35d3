"""What no program changes in the registers of letters: lines, acts, readings, and to whom a letter went."""

from sammachip.trail import triggers

CANCELLED = ("cancelled_at", "cancelled_by", "cancelled_why")
MOVED = ("state", "version", "section", "officer", "line_above", "kept_in")
ARRIVED = (
    "opened_at",
    "opened_by",
    "received",
    "told_number",
    "told_on",
    "told_by",
    "mailed_at",
    "mail_tries",
)


def lay() -> None:
    triggers.append_only("records.NumberSeries", may_change=("last",))
    triggers.append_only("records.OutgoingLetter", may_change=CANCELLED)
    triggers.settles("records.OutgoingLetter", "cancelled_at")
    triggers.append_only("records.IncomingLetter", may_change=(*MOVED, *CANCELLED))
    triggers.settles("records.IncomingLetter", "cancelled_at")
    triggers.told_once("records.IncomingLetter", "line_above")
    triggers.append_only("records.IncomingFile")
    triggers.append_only("records.IncomingAct")
    triggers.append_only("records.Delivery", may_change=ARRIVED)
    triggers.append_only("records.Enclosure")
    triggers.append_only("records.LetterReading")
    triggers.append_only("records.LetterAside")
    triggers.append_only("records.LetterConfirmation")
