"""The verbs for what groups make for their people: keep the work and the welfare that a filing tells."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, Verdict, require
from sammachip.org.hats import Actor
from sammachip.registry.models import Group, Jobs, Welfare
from sammachip.registry.rules_values import may_be_said
from sammachip.trail import actions as trail
from sammachip.trail import clock

Rows = Iterable[Mapping[str, object]]
Row = TypeVar("Row", Jobs, Welfare)


@transaction.atomic
def keep_jobs(group: Group, rows: Rows, *, source: str, actor: Actor) -> None:
    """Keep how many persons had work, before and after, in place of what the same source told before."""
    rows = [row for row in rows if row.get("moment") and row.get("persons") is not None]
    _require_possible(rows, "jobs")
    _require_new_within_all(rows)
    told = [
        Jobs(
            group=group,
            moment=str(row["moment"]),
            persons=int(str(row["persons"])),
            new_persons=_count(row.get("new_persons")),
            as_of=_day(row),
            method=str(row.get("method") or ""),
            source=source,
            recorded_at=clock.now(),
        )
        for row in rows
    ]
    known = list(Jobs.objects.filter(group=group, source=source).order_by("pk"))
    made, gone = _changes(known, told)
    Jobs.objects.filter(pk__in=[one.pk for one in gone]).delete()
    Jobs.objects.bulk_create(made)
    _log("group.jobs", group, source, len(made), len(gone), actor)


@transaction.atomic
def keep_welfare(group: Group, rows: Rows, *, source: str, actor: Actor) -> None:
    """Keep what was paid for welfare, kind by kind, in place of what the same source told before."""
    rows = [row for row in rows if row.get("kind") and row.get("amount") is not None]
    _require_possible(rows, "welfare")
    told = [
        Welfare(
            group=group,
            kind=str(row["kind"]),
            amount_baht=Decimal(str(row["amount"])),
            persons=_count(row.get("persons")),
            as_of=_day(row),
            source=source,
            recorded_at=clock.now(),
        )
        for row in rows
    ]
    known = list(Welfare.objects.filter(group=group, source=source).order_by("pk"))
    made, gone = _changes(known, told)
    Welfare.objects.filter(pk__in=[one.pk for one in gone]).delete()
    Welfare.objects.bulk_create(made)
    _log("group.welfare", group, source, len(made), len(gone), actor)


def _require_possible(rows: Sequence[Mapping[str, object]], name: str) -> None:
    for row in rows:
        require(may_be_said(row, clock.today(), name))


def _require_new_within_all(rows: Sequence[Mapping[str, object]]) -> None:
    """Raises Refused where more persons have new work than have work at all."""
    for row in rows:
        all_, new = int(str(row["persons"])), _count(row.get("new_persons")) or 0
        if new > all_:
            said = _("ผู้มีงานใหม่ {new} คน มากกว่าผู้มีงานทำทั้งหมด {all} คน — แก้จำนวนในแถวนั้นแล้วส่งใหม่")
            raise Refused(Verdict(said.format(new=new, all=all_)))


def _changes(known: Sequence[Row], told: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """What is told anew and what is no longer told; a row told again as it stands is kept."""
    left = list(known)
    made: list[Row] = []
    for one in told:
        same = next((other for other in left if _what(other) == _what(one)), None)
        if same is None:
            made.append(one)
        else:
            left.remove(same)
    return made, left


def _what(row: Jobs | Welfare) -> tuple[object, ...]:
    if isinstance(row, Jobs):
        return row.moment, row.persons, row.new_persons, row.as_of, row.method
    return row.kind, row.amount_baht, row.persons, row.as_of


def _log(name: str, group: Group, source: str, made: int, gone: int, actor: Actor) -> None:
    if made or gone:
        trail.log(name, about=group, actor=actor, source=source, count=made, taken_back=gone)


def _count(told: object) -> int | None:
    return None if told is None else int(str(told))


def _day(row: Mapping[str, object]) -> date:
    told = row.get("as_of")
    return told if isinstance(told, date) else clock.today()
