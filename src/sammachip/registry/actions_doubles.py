"""Two groups are found to be one, or to be two: a person says which, with the reason, and can take a join back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.registry import rules
from sammachip.registry.models import Apart, Group, Merge
from sammachip.registry.queries import registrars_of
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@transaction.atomic
def merge_group(
    group: Group, into: Group, *, reason: str, seen: tuple[int, int] | None = None, actor: Actor
) -> Merge:
    """Let `into` stand for both from now on; no row moves, so that `undo_merge` restores both.

    Raises Refused with the rule that stands against it, Stale where one of them is no longer at its version `seen`.
    """
    _require_reason(reason)
    group, into = _lock_both(group, into, actor)
    if seen is not None and seen != (group.version, into.version):
        raise Stale(_("ทะเบียนของกลุ่มหนึ่งในสองกลุ่มนี้มีผู้แก้ไขหลังจากท่านเปิดหน้า — ตรวจค่าล่าสุดก่อนรวมอีกครั้ง"))
    require(rules.may_merge(actor, group, into))
    made = Merge.objects.create(
        group=group,
        into=into,
        reason=reason.strip(),
        merged_by=actor.person,
        merged_as=actor.hat.title,
        merged_at=clock.now(),
    )
    trail.log(
        "group.merged",
        about=group,
        within=into,
        actor=actor,
        name=group.name,
        into=into.name,
        reason=made.reason,
    )
    told = gettext_lazy("รวม «{group}» เข้ากับ «{into}» แล้ว: {reason}")
    _tell(format_lazy(told, group=group.name, into=into.name, reason=made.reason), made, actor)
    return made


@transaction.atomic
def undo_merge(merge: Merge, *, reason: str, actor: Actor) -> Merge:
    """Let the joined group stand for itself again, with the reason. Raises Stale when somebody undid it before."""
    _require_reason(reason)
    group, into = _lock_both(merge.group, merge.into, actor)
    require(rules.may_register_both(actor, group, into))
    claim(
        Merge.objects.filter(pk=merge.pk, stands=True),
        stands=False,
        undone_reason=reason.strip(),
        undone_by=actor.person,
        undone_as=actor.hat.title,
        undone_at=clock.now(),
    )
    merge.refresh_from_db()
    trail.log(
        "group.merge-undone",
        about=group,
        within=into,
        actor=actor,
        name=group.name,
        into=into.name,
        reason=merge.undone_reason,
    )
    told = gettext_lazy("แยก «{group}» ออกจาก «{into}» คืนเป็นคนละกลุ่มแล้ว: {reason}")
    text = format_lazy(told, group=group.name, into=into.name, reason=merge.undone_reason)
    _tell(text, merge, actor)
    return merge


@transaction.atomic
def keep_apart(group: Group, others: Iterable[Group], *, reason: str, actor: Actor) -> list[Apart]:
    """Keep the answer that this group is none of the others, so that nobody is asked again; gives back the new ones.

    A pair that was answered before keeps its first answer. Raises Refused where one is joined into the other.
    """
    _require_reason(reason)
    return [
        made
        for other in others
        if (made := _keep_apart(*_lock_both(group, other, actor), reason.strip(), actor))
    ]


def _keep_apart(group: Group, other: Group, reason: str, actor: Actor) -> Apart | None:
    require(rules.may_keep_apart(actor, group, other))
    one, two = sorted((group, other), key=lambda each: each.pk)
    made, is_new = Apart.objects.get_or_create(
        one=one,
        other=two,
        defaults={
            "reason": reason,
            "said_by": actor.person,
            "said_as": actor.hat.title,
            "said_at": clock.now(),
        },
    )
    if not is_new:
        return None
    trail.log("group.apart", about=one, within=two, actor=actor, name=one.name, other=two.name, reason=reason)
    return made


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("ระบุเหตุผล เพื่อให้ผู้ตรวจสอบทราบที่มา"))


def _lock_both(group: Group, other: Group, actor: Actor) -> tuple[Group, Group]:
    """Both as they are now. Rows are locked in the order of their ids, so that two who join the same never wait for
    each other."""
    trail.hold(actor)
    locked = Group.objects.select_for_update(of=("self",)).filter(pk__in=(group.pk, other.pk)).order_by("pk")
    found = {one.pk: one for one in locked}
    return found[group.pk], found[other.pk]


def _tell(text: Promise, merge: Merge, actor: Actor) -> None:
    """The registrars of both groups learn of it; nobody of what they did themselves."""
    people = [*registrars_of(merge.group), *registrars_of(merge.into)]
    to = [person for person in people if person != actor.person.pk]
    trail.notify("groups-merged", to=to, text=text, url=merge.get_absolute_url())
