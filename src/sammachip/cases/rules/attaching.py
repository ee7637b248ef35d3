"""Who gives files with a filing, and when."""

from django.utils.translation import gettext as _

from sammachip.cases.models import Filing
from sammachip.cases.rules.writing import may_edit
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.programmes.pack import FileRule


def may_attach(actor: Actor, filing: Filing, rule: FileRule, there: int) -> Verdict:
    """Whether another file may be given in this place, where `there` stand already."""
    if not (verdict := may_edit(actor, filing)):
        return verdict
    if there >= rule.at_most:
        return Verdict(
            _("{label} มีไฟล์ครบ {most} ไฟล์แล้ว — นำไฟล์เดิมออกก่อนแนบไฟล์ใหม่").format(
                label=rule.label, most=rule.at_most
            ),
            "full",
        )
    return YES
