"""What a letter received may be tied to: what its own office works on, and the programmes it may come to work on."""

from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.core.area import is_within
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.records.models import IncomingLetter
from sammachip.records.rules_incoming import may_handle


def may_tie(actor: Actor, letter: IncomingLetter, case: Case | None) -> Verdict:
    """Whoever handles the letter, to work of its own office or below it."""
    if not (verdict := may_handle(actor, letter)):
        return verdict
    if case and not is_within(case.path, letter.office.path):
        return Verdict(
            _("งานของ{case}ไม่อยู่ในสังกัด{office} — เลือกงานจากรายการ").format(
                case=case, office=letter.office.name
            )
        )
    return YES
