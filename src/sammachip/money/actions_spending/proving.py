"""Evidence of a spending, and the answers for the regulations that stand before it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.models import Case
from sammachip.core.verdict import Refused, require
from sammachip.money import rules_spending as rules
from sammachip.money.models import Answer, ChecklistAnswer, Evidence, Spending
from sammachip.org.hats import Actor
from sammachip.records.models import StoredFile
from sammachip.trail import actions as trail
from sammachip.trail import clock


@transaction.atomic
def add_evidence(
    spending: Spending, *, kind: str, note: str = "", file: StoredFile | None = None, actor: Actor
) -> Evidence:
    """Attach a proof to a spending, or say where the paper original lies."""
    require(rules.may_work_on(actor, spending))
    if file is None and not note.strip():
        raise Refused(_("แนบไฟล์ หรือระบุเลขที่และที่เก็บต้นฉบับ"))
    evidence = Evidence.objects.create(
        spending=spending,
        kind=kind,
        note=note.strip(),
        file=file,
        added_by=actor.person,
        added_at=clock.now(),
    )
    trail.log("evidence.added", about=evidence, within=spending.case, actor=actor, kind=kind)
    return evidence


@transaction.atomic
def answer_checklist(
    case: Case, item: str, answer: str, *, reason: str = "", done_on: date | None = None, actor: Actor
) -> ChecklistAnswer:
    """Answer for one regulation of the programme; another answer later replaces this one and both are kept."""
    require(rules.may_answer_checklist(actor, case))
    regulation = next((one for one in case.edition.pack.regulations if one.key == item), None)
    if regulation is None:
        raise Refused(_("โครงการนี้ไม่มีข้อกำหนด «{item}»").format(item=item))
    if answer != Answer.YES and not reason.strip():
        raise Refused(
            _("ยังไม่ได้ระบุเหตุผลที่ตอบว่า{answer}: «{item}» — พิมพ์เหตุผลแล้วตอบอีกครั้ง").format(
                answer=Answer(answer).label, item=regulation.text
            )
        )
    if answer == Answer.YES:
        require(rules.is_borne_out(regulation, case, done_on or clock.today()))
    made = ChecklistAnswer.objects.create(
        case=case,
        item=item,
        answer=answer,
        reason=reason.strip(),
        made_by=actor.person,
        done_on=done_on or clock.today(),
        recorded_at=clock.now(),
    )
    trail.log("regulation.answered", about=made, within=case, actor=actor, item=item, answer=answer)
    cases.advance(case)
    return made
