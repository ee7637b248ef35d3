"""Which hats a task names, as people call them, and who writes for it."""

from django.utils.translation import gettext_lazy

from sammachip.cases import queries
from sammachip.cases.models import Case, Task
from sammachip.core.area import is_within
from sammachip.org.hats import PROVINCE_OFFICERS, Actor
from sammachip.org.models import Role

SEAT_LABELS = {
    "group-member": gettext_lazy("สมาชิกกลุ่ม"),
    "panel-member": gettext_lazy("กรรมการ"),
    "panel-chair": gettext_lazy("ประธานกรรมการ"),
    "panel-secretary": gettext_lazy("เลขานุการคณะกรรมการ"),
}


def role_label(role: str) -> str:
    return str(Role(role).label) if role in Role.values else str(SEAT_LABELS.get(role, role))


def writes(actor: Actor, task: Task) -> bool:
    """Whether the actor's hat is one that writes this task's filing, in the office that owes it or in its group."""
    if actor.is_seat:
        return actor.role in queries.writers(task) and sits_in(actor, task.case)
    return any(actor.holds(role, queries.office_code(task.case.path, role)) for role in queries.writers(task))


def opens(actor: Actor, task: Task) -> bool:
    """Whether the hat opens filings of this task that its sight shows: a group's seat what the group writes itself, and not
    what its officers write of it."""
    return not actor.is_seat or writes(actor, task)


def sits_in(actor: Actor, case: Case) -> bool:
    """Whether the actor's seat is in this very case."""
    own = (reach.path == case.path for reach in actor.hat.sees if reach.programme == case.programme.code)
    return actor.is_seat and any(own)


def keys_in(actor: Actor, task: Task) -> bool:
    """A province may key in for its districts; what it keys in is marked so."""
    return (
        actor.is_one_of(*PROVINCE_OFFICERS)
        and task.case.path != actor.office.path
        and is_within(task.case.path, actor.office.path)
    )
