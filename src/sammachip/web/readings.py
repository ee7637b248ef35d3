"""Rows of the house as the shared pieces of the screen take them."""

from sammachip.cases.models import SignOff, SignVerdict, Task
from django.utils.translation import gettext_lazy as _

from sammachip.cases.rules import role_label
from sammachip.web.shapes import Deed, Standing, State

DEEDS = {SignVerdict.SIGNED: "", SignVerdict.RETURNED: _("ส่งคืนแก้ไข"), SignVerdict.REOPENED: _("เปิดให้แก้ไข")}


def task_state(task: Task) -> State:
    if task.result:
        return "done" if task.result == "passed" else "failed"
    if task.held or not task.may_start:
        return "held"
    return "waiting" if task.turn_role and task.missing_count == 0 else "ongoing"


def task_standing(task: Task) -> Standing:
    """Where a task stands, whose turn it is at which office, and by when."""
    turn = f"{role_label(task.turn_role)} · {task.turn_office.short_name}" if task.turn_office else ""
    return Standing(
        label=task.label or task.get_result_display() or "–",
        state=task_state(task),
        turn=turn,
        due=task.next_due,
        done=task.finished_at,
    )


def deed_of(signoff: SignOff) -> Deed:
    return Deed(
        what=str(DEEDS[SignVerdict(signoff.verdict)] or signoff.verb),
        who=signoff.signer_name,
        title=signoff.signer_title,
        recorded_at=signoff.recorded_at,
        done_on=signoff.done_on,
        words=signoff.reason,
        on_paper=signoff.paper_number,
    )
