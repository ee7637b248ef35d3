"""What filings say of a group beside what is known: an untouched answer says nothing, a double one a person decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.retold import Row
from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.registry.actions import Saying, change_group, keep_facts, learn, lock_group
from sammachip.registry.actions_lists import Telling, change_row, keep_list
from sammachip.registry.models import LISTS, Difference, Group, Settlement, Stands
from sammachip.registry.queries import (
    LEARNABLE,
    is_row,
    known_at,
    known_now,
    learned_since,
    registrars_of,
    row_field,
    row_list,
    row_number,
    row_typed,
    rows_at,
    rows_of,
    same,
    typed,
)
from sammachip.registry.rules import may_register
from sammachip.trail import actions as trail
from sammachip.trail import clock

DECISION = "registry.difference:"
"""How the source of a fact names the difference whose settlement brought it; that row holds both sources."""


@transaction.atomic
def learn_from_filing(
    group: Group,
    said: Mapping[str, object],
    *,
    shown: int,
    source: str,
    said_on: date,
    said_by: Person | None = None,
    actor: Actor,
) -> list[Difference]:
    """Keep what a filing says by a writer who was shown version `shown`; gives back what a person must decide.

    The writer is `said_by`, else who acts.

    An answer left as it was shown says nothing. Where the registry learned something else of the same field
    meanwhile, it stays as it is and a difference is opened, once for one answer of one filing.
    """
    group = lock_group(group)
    said = {field: typed(field, value) for field, value in said.items() if field in LEARNABLE}
    before, now = known_at(group, shown), known_now(group)
    again = _withdraw_answered_anew(group, said, source, actor)
    asked = _asked_already(group, said, source)
    touched = {
        field: value
        for field, value in said.items()
        if field not in asked and value is not None and not same(value, before[field])
    }
    moved = {*learned_since(group, shown), *again}
    told = {field: value for field, value in touched.items() if field not in moved}
    learn(group, told, source=source, said_on=said_on, said_by=said_by, actor=actor)
    saying = Saying(source, said_on, said_by)
    return [
        _ask(group, field, value, _Shown(before[field], shown), saying, actor)
        for field, value in touched.items()
        if field in moved and not same(value, now[field])
    ]


@transaction.atomic
def keep_list_from_filing(
    group: Group, name: str, rows: Iterable[Row], telling: Telling, *, actor: Actor
) -> list[Difference]:
    """Keep a list as a filing tells it; gives back what a person must decide, asked once for one answer of one filing.

    Of two rows of one name the later holds.
    """
    group = lock_group(group)
    rows = {LISTS[name].key_of(row): row for row in rows}.values()
    asked = Difference.objects.filter(
        group=group, source=telling.source, field__startswith=row_field(name, "")
    )
    standing = list(asked.exclude(settlement__stands=Stands.WITHDRAWN).order_by("pk"))
    waiting = [one for one in standing if one.is_open]
    telling = replace(
        telling,
        answered={row_number(one.field): row_typed(LISTS[name], one.said) for one in standing},
        doubtful=[row_number(one.field) for one in waiting],
    )
    retold = keep_list(group, name, rows, telling, actor=actor)
    for one in waiting:
        if row_number(one.field) not in retold.repeated:
            _close(one, Stands.WITHDRAWN, _("แบบฉบับใหม่ตอบเป็นอย่างอื่น"), actor)
    shown = rows_at(group, name, telling.shown, rows_of(group, name))
    return [
        _ask(
            group,
            row_field(name, number),
            told,
            _Shown(shown.get(number), telling.shown),
            telling.saying,
            actor,
        )
        for number, told in retold.disputed.items()
    ]


def _withdraw_answered_anew(group: Group, said: Mapping[str, object], source: str, actor: Actor) -> list[str]:
    """Close the questions of this filing that its new revision answers otherwise; gives back their fields."""
    waiting = Difference.objects.unsettled().filter(group=group, source=source, field__in=said)
    anew = [one for one in waiting if not same(typed(one.field, one.said), said[one.field])]
    for one in anew:
        _close(one, Stands.WITHDRAWN, _("แบบฉบับใหม่ตอบเป็นอย่างอื่น"), actor)
    return [one.field for one in anew]


def _asked_already(group: Group, said: Mapping[str, object], source: str) -> set[str]:
    """The fields of which this filing's very answer waits for a decision, or has got it."""
    asked = Difference.objects.filter(group=group, source=source, field__in=said).order_by("pk")
    newest = {
        one.field: typed(one.field, one.said) for one in asked.exclude(settlement__stands=Stands.WITHDRAWN)
    }
    return {field for field, value in newest.items() if same(value, said[field])}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a writer was shown of a field, and at which version of the group."""

    value: object
    version: int


def _ask(group: Group, field: str, value: object, shown: _Shown, saying: Saying, actor: Actor) -> Difference:
    asked = Difference.objects.create(
        group=group,
        field=field,
        said=trail.plain(value),
        shown=trail.plain(shown.value),
        shown_version=shown.version,
        source=saying.source,
        said_by=saying.said_by or actor.person,
        said_on=saying.said_on,
        fact=group.facts.filter(field=field).order_by("-version", "-pk")[0],
        asked_at=clock.now(),
    )
    trail.log(
        "group.differs",
        about=group,
        actor=actor,
        done_on=saying.said_on,
        source=saying.source,
        field=field,
        name=group.name,
    )
    _tell_registrars(asked, group)
    return asked


def _tell_registrars(asked: Difference, group: Group) -> None:
    trail.notify(
        "registry-differs",
        to=registrars_of(group),
        text=format_lazy(gettext_lazy("ข้อมูลในแบบไม่ตรงกับทะเบียน รอผู้ตัดสิน: {group}"), group=group.name),
        url=asked.get_absolute_url(),
    )


@transaction.atomic
def settle(difference: Difference, *, stands: Stands, reason: str, seen: int, actor: Actor) -> Settlement:
    """Decide which value stands, looking at version `seen` of the group; what stands becomes a fact of the registry.

    Raises Refused without a reason, Stale when the group or the question is no longer as it was seen.
    """
    assert stands is not Stands.WITHDRAWN, "only a new revision of the filing withdraws its answer"
    require(may_register(actor, difference.group.path))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ตัดสิน เพื่อให้ผู้ตรวจสอบทราบที่มา"))
    group = lock_group(difference.group)
    if group.version != seen or Settlement.objects.filter(difference=difference).exists():
        raise Stale(_("ทะเบียนกลุ่มนี้มีผู้แก้ไขหรือตัดสินไปก่อนแล้ว — เปิดดูค่าล่าสุดก่อนตัดสินอีกครั้ง"))
    made = _close(difference, stands, reason.strip(), actor)
    _keep_decided(group, difference, stands, actor)
    return made


@transaction.atomic
def withdraw(difference: Difference, actor: Actor) -> Settlement:
    """Close a question of which one side is erased on a decided request: there is nothing left to choose."""
    return _close(difference, Stands.WITHDRAWN, _("ลบข้อมูลตามคำขอของเจ้าของข้อมูลแล้ว"), actor)


def _close(difference: Difference, stands: Stands, reason: str, actor: Actor) -> Settlement:
    made = Settlement.objects.create(
        difference=difference,
        stands=stands,
        reason=reason,
        decided_by=actor.person,
        decided_as=actor.hat.title,
        decided_at=clock.now(),
    )
    trail.log(
        "group.settled",
        about=difference.group,
        actor=actor,
        field=difference.field,
        source=difference.source,
        stands=str(stands),
        reason=reason,
        name=difference.group.name,
    )
    return made


def _keep_decided(group: Group, difference: Difference, stands: Stands, actor: Actor) -> None:
    """The value that stands, as a fact whose source is the decision and so both who said it and who said otherwise."""
    field, source = difference.field, f"{DECISION}{difference.pk}"
    if is_row(field):
        _keep_decided_row(group, difference, stands, source, actor)
        return
    known, said = known_now(group)[field], typed(difference.field, difference.said)
    if stands is Stands.SAID and not same(known, said):
        change_group(group, {field: (known, said)}, Saying(source, difference.said_on), actor=actor)
        return
    newest = group.facts.filter(field=field).order_by("-version", "-pk")[0]
    keep_facts(group, {field: (known, known)}, Saying(source, newest.said_on), actor=actor)


def _keep_decided_row(
    group: Group, difference: Difference, stands: Stands, source: str, actor: Actor
) -> None:
    field, name = difference.field, row_list(difference.field)
    row = next((one for one in rows_of(group, name) if one.pk == row_number(field)), None)
    said = row_typed(LISTS[name], difference.said)
    if stands is Stands.SAID and row is None:
        raise Refused(_("รายการนี้ถูกนำออกจากทะเบียนแล้ว — เลือกคงค่าในทะเบียน แล้วเพิ่มรายการใหม่ในหน้ากลุ่มถ้ายังมีอยู่"))
    known = row.told if row else None
    if stands is Stands.SAID and known != said:
        change_row(group, field, said, Saying(source, difference.said_on), actor=actor)
        return
    newest = group.facts.filter(field=field).order_by("-version", "-pk")[0]
    keep_facts(group, {field: (known, known)}, Saying(source, newest.said_on), actor=actor)
