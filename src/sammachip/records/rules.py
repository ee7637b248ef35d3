"""Who may give a letter its number."""

from django.utils.translation import gettext as _

from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.records.models import Paper, PaperState


def may_number(actor: Actor, paper: Paper) -> Verdict:
    """A letter takes its number once, from the office that sends it and by somebody who writes there."""
    office = paper.office
    if office.code != actor.office.code:
        return Verdict(_("เฉพาะ{office}จึงออกเลขหนังสือฉบับนี้ได้").format(office=office.name))
    if not actor.takes_part:
        return Verdict(
            _("บทบาทของท่านอ่านได้อย่างเดียว — ให้เจ้าหน้าที่ของ{office}ออกเลขหนังสือ").format(office=office.name)
        )
    if paper.state == PaperState.ISSUED:
        return Verdict(_("หนังสือฉบับนี้ออกเลขที่ {number} แล้ว").format(number=paper.number))
    return YES
