"""What work a letter sent may ask for, and what one received may be tied to: what its own office works on, and the
programmes it may come to work on."""

from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.core.area import is_within
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.records.models import IncomingLetter
from sammachip.records.rules_incoming import may_handle


def may_be_asked(office: Office, edition: Edition, stage: str) -> Verdict:
    """A letter asks for the work of a programme in which its sender has a case, or for one of that programme's stages."""
    if not Case.objects.live().filter(office=office, programme=edition.programme_id).exists():
        return Verdict(
            _(
                "{office}ไม่มีงานในโครงการ {programme} จึงมอบงานของโครงการนี้ไปกับหนังสือไม่ได้ — เลือกงานจากรายการ"
            ).format(office=office.name, programme=edition.title),
            "not-own-work",
        )
    if stage and stage not in {one.key for one in edition.pack.stages}:
        return Verdict(
            _("โครงการ {programme} ไม่มีขั้นตอน {stage} — เลือกงานจากรายการ").format(
                programme=edition.title, stage=stage
            ),
            "no-such-stage",
        )
    return YES


def may_go_along(asked: bool, *, sends: bool) -> Verdict:
    """Work goes along with letters that are sent here; of one on paper its receiver says what it sets in motion."""
    if sends or not asked:
        return YES
    return Verdict(
        _("งานที่ให้ผู้รับทำไปกับหนังสือที่ส่งในระบบ — เลือกส่งถึงหน่วยงานผู้รับในระบบทันที หรือเลือกไม่ใช่งานตามโครงการ"), "not-sent"
    )


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
