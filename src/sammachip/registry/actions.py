"""The verbs of the registry: register a group, learn what a filing says of it, keep its incomes and partners."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.thainum import fold
from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.org.models import Area, Office, Person
from sammachip.org.queries import offices_over
from sammachip.registry.keys import keys_of
from sammachip.registry.models import Activity, Fact, Group, GroupKind, Income, IncomePeriod, Partner, Village
from sammachip.registry.queries import ACTIVITY, LEARNABLE, known_now, may_name_somebody, typed
from sammachip.registry.rules import may_correct, may_register
from sammachip.registry.rules_values import DAYS, may_be_dialled, may_be_said
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

Changes = dict[str, tuple[object, object]]
"""By column or row what was known and what is now."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Whose word something of a group rests on: by which source, of which day, and who said it where that is not who acts."""

    source: str
    said_on: date
    said_by: Person | None = None


@transaction.atomic
def place_village(area: Area, *, moo: int, name: str) -> Village:
    """The village under its official code; its name is kept as first told."""
    village, _made = Village.objects.get_or_create(
        code=f"{area.code}{moo:02d}",
        defaults={"area": area, "moo": moo, "name": name.strip().removeprefix("บ้าน")},
    )
    return village


@transaction.atomic
def register_group(
    village: Village,
    *,
    name: str,
    kind: GroupKind,
    said: Mapping[str, object],
    source: str,
    said_on: date,
    actor: Actor,
) -> Group:
    """Register a group in its village. Raises Refused when the village has one of that name, or a value breaks a rule."""
    require(may_register(actor, village.area.path))
    require(may_be_said({**said, "said_on": said_on}, clock.today()))
    require(may_be_dialled(said.get("phone")))
    Village.objects.select_for_update(of=("self",), no_key=True).get(pk=village.pk)
    group = Group(
        name=name.strip(),
        kind=kind,
        village=village,
        path=village.area.path,
        **{field: value for field, value in said.items() if field in LEARNABLE},
        **keys_of(name=name.strip(), phone=str(said.get("phone") or "")),
    )
    _require_sound(group)
    group.save(force_insert=True)
    facts = {f: getattr(group, f) for f in ("name", "kind", *said) if f in LEARNABLE}
    keep_facts(group, {f: (None, v) for f, v in facts.items()}, Saying(source, said_on), actor=actor)
    trail.log(
        "group.registered", about=group, actor=actor, done_on=said_on, name=group.name, village=village.code
    )
    return group


def _require_sound(group: Group) -> None:
    """The rules of the row itself, told as a refusal instead of a crash in the database."""
    try:
        group.full_clean(exclude=["name_sort", "name_stem"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@transaction.atomic
def learn(
    group: Group,
    said: Mapping[str, object],
    *,
    source: str,
    said_on: date,
    said_by: Person | None = None,
    seen: int | None = None,
    actor: Actor,
) -> dict[str, tuple[object, object]]:
    """Keep what was said of the group where it differs from what is known; gives back each change, old and new.

    Who acts said it, unless `said_by` names another. Raises Stale when the group is no longer at version `seen`,
    where one is given.
    """
    group = lock_group(group, seen=seen)
    require(may_be_said({"said_on": said_on}, clock.today()))
    known = known_now(group)
    told = {f: typed(f, value) for f, value in said.items() if f in LEARNABLE and value is not None}
    changes = {field: (known[field], value) for field, value in told.items() if known[field] != value}
    if changes:
        change_group(group, changes, Saying(source, said_on, said_by), actor=actor)
    return changes


@transaction.atomic
def change_activity(
    group: Group,
    activity: Activity,
    *,
    on: date | None = None,
    reason: str,
    seen: int,
    source: str,
    actor: Actor,
) -> Group:
    """Say that a group works, rests or is dissolved, since when and why.

    Raises Refused where it is so already, Stale when the group is no longer at version `seen`.
    """
    require(may_correct(actor, group))
    group = lock_group(group, seen=seen)
    if activity == group.activity:
        raise Refused(_("กลุ่มนี้อยู่ในสภาพ «{activity}» อยู่แล้ว — เลือกสภาพอื่น").format(activity=activity.label))
    day = on or clock.today()
    told = zip(ACTIVITY, (str(activity), day, reason.strip()), strict=True)
    changes = {field: (getattr(group, field), value) for field, value in told}
    change_group(group, changes, Saying(source, day), actor=actor)
    return group


def lock_group(group: Group, *, seen: int | None = None) -> Group:
    """The group as it is now; nobody else changes it until the transaction ends. Raises Stale when it is no longer at
    version `seen`, where one is given."""
    locked = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if seen is not None and seen != locked.version:
        raise Stale(changed_meanwhile())
    return locked


def changed_meanwhile() -> str:
    return _("ทะเบียนกลุ่มนี้มีผู้แก้ไขหลังจากท่านเปิดหน้า — ตรวจค่าล่าสุดก่อนบันทึกอีกครั้ง")


def change_group(group: Group, changes: Changes, saying: Saying, *, actor: Actor) -> None:
    """Change these columns of the locked group, each to the second of its pair, and keep a fact for each."""
    columns: dict[str, Any] = {
        field: new for field, (_old, new) in changes.items()
    }  # values typed by their form
    require(may_be_said(_beside_its_days(group, columns), clock.today()))
    columns |= keys_of(
        name=str(columns.get("name", group.name)), phone=str(columns.get("phone", group.phone))
    )
    for column, value in columns.items():
        setattr(group, column, value)
    _require_sound(group)
    move_on(group, changes, columns, saying, actor=actor)


def _beside_its_days(group: Group, columns: Mapping[str, object]) -> Mapping[str, object]:
    """The columns told; where a day of the group's life is among them, with its others: they must agree."""
    days = {field: getattr(group, field) for field in DAYS}
    return {**days, **columns} if days.keys() & columns.keys() else columns


def move_on(
    group: Group, changes: Changes, columns: Mapping[str, object], saying: Saying, *, actor: Actor
) -> None:
    """Bring the locked group to its next version with these columns, and keep a fact of each change."""
    claim(Group.objects.filter(pk=group.pk, version=group.version), version=group.version + 1, **columns)
    group.refresh_from_db()
    keep_facts(group, changes, saying, actor=actor)
    trail.log(
        "group.learned",
        about=group,
        actor=actor,
        done_on=saying.said_on,
        source=saying.source,
        fields=_told(changes),
    )


def _told(changes: Changes) -> dict[str, object]:
    """The changes as the trail tells them: what is personal, or written in words of one's own, is named, not repeated."""
    return {
        field: None if may_name_somebody(field) else {"before": old, "after": new}
        for field, (old, new) in changes.items()
    }


def keep_facts(group: Group, changes: Changes, saying: Saying, *, actor: Actor) -> None:
    """Keep a fact of each change at the group's version now."""
    Fact.objects.bulk_create(
        Fact(
            group=group,
            field=field,
            value=trail.plain(new),
            before=trail.plain(old),
            version=group.version,
            source=saying.source,
            said_by=saying.said_by or actor.person,
            said_on=saying.said_on,
            recorded_at=clock.now(),
        )
        for field, (old, new) in changes.items()
    )


@transaction.atomic
def keep_incomes(
    group: Group, rows: Iterable[Mapping[str, object]], *, source: str, actor: Actor
) -> list[Income]:
    """Keep each income told: when counted, of which period, by which method; gives back the new ones.

    Those of other filings stay. What the same source told already keeps its row, corrected where it says the moment
    otherwise now; what it no longer tells is taken back. So a filing that is accepted twice counts once.
    """
    rows = [row for row in rows if row.get("moment") and row.get("amount") is not None]
    for row in rows:
        told_of = {**row, "amount": Decimal(str(row["amount"]))}
        require(may_be_said(told_of, clock.today(), "incomes"))
    told = [_income(group, row, source) for row in rows]
    known = list(Income.objects.filter(group=group, source=source).order_by("pk"))
    new = _without(told, known)
    gone = _without(known, told)
    corrected = _correct(gone, new)
    kept = Income.objects.bulk_create(new)
    Income.objects.filter(pk__in=[one.pk for one in gone]).delete()
    if kept or gone or corrected:
        trail.log(
            "group.incomes",
            about=group,
            actor=actor,
            source=source,
            count=len(kept),
            corrected=corrected,
            taken_back=len(gone),
        )
    return kept


def _without(incomes: Iterable[Income], others: Iterable[Income]) -> list[Income]:
    said = {_what(one) for one in others}
    return [one for one in incomes if _what(one) not in said]


def _correct(gone: list[Income], new: list[Income]) -> int:
    """Let a row say anew what its filing now says of the same moment; both leave their lists. Gives back how many."""
    pairs = []
    for one in list(gone):
        if told := next((other for other in new if other.moment == one.moment), None):
            gone.remove(one)
            new.remove(told)
            pairs.append((one, told))
    for one, told in pairs:
        Income.objects.filter(pk=one.pk).update(
            amount_baht=told.amount_baht,
            period=told.period,
            as_of=told.as_of,
            method=told.method,
            recorded_at=told.recorded_at,
        )
    return len(pairs)


def _income(group: Group, row: Mapping[str, object], source: str) -> Income:
    counted = row.get("as_of")
    return Income(
        group=group,
        moment=str(row["moment"]),
        amount_baht=Decimal(str(row["amount"])),
        period=str(row.get("period") or IncomePeriod.MONTH),
        as_of=counted if isinstance(counted, date) else clock.today(),
        method=str(row.get("method") or ""),
        source=source,
        recorded_at=clock.now(),
    )


def _what(income: Income) -> tuple[object, ...]:
    return income.moment, income.amount_baht, income.period, income.as_of, income.method


@transaction.atomic
def keep_partners(path: str, rows: Iterable[Mapping[str, object]], *, source: str, actor: Actor) -> None:
    """Keep the partner organisations an office named, in place of those the same filing named before.

    One named again keeps its row, with what is new of it. The event counts them: a name may be a villager's.
    """
    before = {one.name: one for one in Partner.objects.filter(path=path, source=source)}
    told = {one.name: one for one in (_partner(path, row, source) for row in rows if row.get("name"))}
    for name, one in told.items():
        if (kept := before.pop(name, None)) is None:
            one.save(force_insert=True)
        elif _told_of(kept) != _told_of(one):
            Partner.objects.filter(pk=kept.pk).update(**_told_of(one), recorded_at=one.recorded_at)
    Partner.objects.filter(pk__in=[one.pk for one in before.values()]).delete()
    office = Office.objects.get(code=offices_over(path)[-1])
    trail.log(
        "partners.kept", about=office, actor=actor, source=source, count=len(told), taken_back=len(before)
    )


def _partner(path: str, row: Mapping[str, object], source: str) -> Partner:
    return Partner(
        path=path,
        name=str(row["name"]),
        kind=str(row.get("kind") or ""),
        part=str(row.get("part") or row.get("role") or ""),
        contact=str(row.get("contact") or ""),
        source=source,
        recorded_at=clock.now(),
    )


def _told_of(partner: Partner) -> dict[str, str]:
    return {"kind": partner.kind, "part": partner.part, "contact": partner.contact}


def already_there(village: Village, name: str, kind: str, *, but: Group | None = None) -> Group | None:
    """The group of this name in this village, however it is spelt, other than this one."""
    there = Group.objects.filter(village=village, taken_back_by__isnull=True)
    others = there.exclude(pk=but.pk) if but else there
    return others.filter(name_folded=fold(name.strip()), kind=kind).first()


def refuse_double(village: Village, name: str, kind: str, *, but: Group | None = None) -> None:
    """Raises Refused, naming the group that is there already, other than this one."""
    if same := already_there(village, name, kind, but=but):
        raise Refused(
            _("{village} มี «{name}» ในทะเบียนแล้ว — เปิดกลุ่มนั้นแทนการลงทะเบียนใหม่").format(
                village=village, name=same.name
            )
        )
