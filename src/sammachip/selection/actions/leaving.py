"""A group's passage ends while a round is under way: its entry is judged no more."""

from django.utils.translation import gettext as _

from sammachip.cases.models import Task
from sammachip.org.hats import Actor
from sammachip.selection.models import RoundEntry
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.thai import in_thai


@in_thai
def leave_round(task: Task, *, reason: str = "", actor: Actor) -> None:
    """Take the entry of this group's task out of its round; nothing where it has none. What was marked stays readable."""
    reason = reason or _("การเข้าร่วมโครงการของกลุ่มสิ้นสุดลง")
    standing = RoundEntry.objects.standing().filter(task=task, round__published_at__isnull=True)
    for entry in standing.select_related("case", "round__task"):
        RoundEntry.objects.filter(pk=entry.pk).update(withdrawn_at=clock.now(), withdrawn_reason=reason)
        trail.log("round.left", about=entry, within=entry.case, actor=actor, stage=task.stage, reason=reason)
