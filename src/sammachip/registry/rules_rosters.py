"""Who takes a named list back, and while what."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from sammachip.core.verdict import Verdict
from sammachip.org.hats import Actor
from sammachip.registry.models import Roster
from sammachip.registry.roster_proposals import latest_of
from sammachip.registry.rules import may_keep_rosters

_before_taking_back: list[Callable[[Roster], Verdict]] = []


def before_taking_back(check: Callable[[Roster], Verdict]) -> None:
    """Let a higher room say whether a revision may be taken back (cases ask whether a group was taken in by it)."""
    _before_taking_back.append(check)


def may_take_back_roster(actor: Actor, roster: Roster) -> Verdict:
    """Whether this hat takes the revision back: its own office, its newest one, while nothing was decided by it."""
    may = may_keep_rosters(actor, roster.office)
    if not may:
        return may
    newest = latest_of(roster.key, roster.office)
    if newest is None or newest.pk != roster.pk:
        return Verdict(_("ยกเลิกได้เฉพาะฉบับล่าสุดที่ยังใช้อยู่ของบัญชีนี้"), "not-newest")
    return next((verdict for check in _before_taking_back if not (verdict := check(roster))), may)
