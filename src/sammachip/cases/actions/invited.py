"""Taking the groups of a named list into a programme, all at once or one by one, with the reason for every yes and no."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases.actions.advancing import advancing_once
from sammachip.cases.actions.tree import case_above, enrol_group
from sammachip.cases.eligibility import form_of_enrolment
from sammachip.cases.invited import Invited, Stand, invited_under
from sammachip.cases.models import Case, CaseLevel
from sammachip.cases.rules import may_take_in_listed
from sammachip.core.verdict import Refused, Verdict, require
from sammachip.org.hats import Actor


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one line of the list: the case, which may have been there before, or why there is none."""

    line: int
    name: str
    case: Case | None
    reason: str
    is_new: bool = False


@transaction.atomic
@advancing_once()
def take_in_listed(
    case: Case, *, lines: Collection[int] = (), done_on: date | None = None, actor: Actor
) -> list[TakenIn]:
    """Take in every group of the list at and under this case that is registered and not in yet, or those of `lines` alone.

    Each is asked by the programme's rules; one that is refused keeps none of the others out. Asked again it changes
    nothing. Raises Refused where this hat takes nobody in, or where the programme asks more than the list.
    """
    require(may_take_in_listed(actor, case))
    if form_of_enrolment(case.edition.pack) is not None:
        raise Refused(_("โครงการนี้มีแบบตรวจคุณสมบัติ จึงนำเข้าทั้งบัญชีไม่ได้ — นำเข้าทีละกลุ่มจากหน้าของอำเภอ"))
    found = invited_under(case, actor)
    rows = found.rows if found else ()
    known = {row.line.pk for row in rows}
    if strange := sorted(set(lines) - known):
        raise Refused(Verdict(_("ไม่พบรายการในบัญชีของพื้นที่นี้: {lines}").format(lines=strange), "line"))
    asked = set(lines) or known
    return [_taken_in(case, row, done_on, actor) for row in rows if row.line.pk in asked]


def _taken_in(case: Case, row: Invited, done_on: date | None, actor: Actor) -> TakenIn:
    name = row.group.name if row.group else row.line.name
    if row.group is None:
        reason = _("ยังไม่อยู่ในทะเบียนกลุ่ม — ลงทะเบียนกลุ่มในหมู่บ้านตามบัญชีก่อน")
        return TakenIn(row.line.pk, name, None, reason)
    if row.stand != Stand.OUTSIDE:
        return TakenIn(row.line.pk, name, row.case, _("อยู่ในโครงการแล้ว"))
    try:
        with transaction.atomic():
            above = case_above(case.edition, CaseLevel.GROUP, row.group.path, actor=actor)
            assert above is not None, "a group's case hangs under an office's"
            made = enrol_group(above, row.group, answers={}, done_on=done_on, actor=actor)
    except Refused as refusal:
        return TakenIn(row.line.pk, name, None, refusal.verdict.reason)
    return TakenIn(row.line.pk, name, made, _("อยู่ในบัญชี และนำเข้าโครงการแล้ว"), is_new=True)
