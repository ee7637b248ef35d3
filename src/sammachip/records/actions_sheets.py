"""Sheets that were read into rows: kept with what stood there before, so that they can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models

from sammachip.org.hats import Actor
from sammachip.records.models import SheetImport
from sammachip.trail import clock
from sammachip.trail.writes import claim


def keep(
    kind: str,
    *,
    name: str,
    rows: Sequence[object],
    before: Sequence[object],
    about: models.Model,
    actor: Actor,
) -> SheetImport:
    """Record a sheet as it is applied: its rows, and those that stood there before."""
    moment = clock.now()
    return _kept(kind, name, rows, about, actor, before=list(before), applied_at=moment)


def keep_read(
    kind: str,
    *,
    name: str,
    digest: str,
    rows: Sequence[object],
    remarks: Sequence[str],
    about: models.Model,
    actor: Actor,
) -> SheetImport:
    """Record a sheet as it was read, to be shown, asked about and then applied; nothing else is changed yet."""
    return _kept(kind, name, rows, about, actor, digest=digest, remarks=list(remarks))


def _kept(
    kind: str,
    name: str,
    rows: Sequence[object],
    about: models.Model,
    actor: Actor,
    **more: Sequence[object] | str | datetime,
) -> SheetImport:
    return SheetImport.objects.create(
        kind=kind,
        office=actor.office,
        name=name[:200],
        rows=list(rows),
        about_kind=about._meta.label_lower,
        about_id=int(about.pk),
        made_by=actor.person,
        made_at=clock.now(),
        **more,
    )


def hold(sheet: SheetImport) -> SheetImport:
    """The sheet as it is now; nobody else applies it, discards it or takes it back until the transaction ends."""
    return SheetImport.objects.select_for_update(of=("self",)).select_related("office").get(pk=sheet.pk)


def mark_answered(sheet: SheetImport, answers: Mapping[str, str]) -> None:
    """Remember for this sheet what a person answered. Raises Stale when it was applied already."""
    claim(_waiting(sheet), answers={**sheet.answers, **answers})
    sheet.refresh_from_db(fields=["answers"])


def mark_applied(sheet: SheetImport, outcome: Mapping[str, object]) -> None:
    """Record that a sheet was applied, and with what outcome. Raises Stale when someone did so already."""
    claim(_waiting(sheet), applied_at=clock.now(), outcome=dict(outcome))
    sheet.refresh_from_db(fields=["applied_at", "outcome"])


def _waiting(sheet: SheetImport) -> models.QuerySet[SheetImport]:
    return SheetImport.objects.waiting().filter(pk=sheet.pk)


def mark_discarded(sheet: SheetImport) -> None:
    """Record that a sheet will not be applied; its rows and remarks may tell of villagers and are not kept. Raises Stale when
    someone applied or discarded it already."""
    claim(_waiting(sheet), discarded_at=clock.now(), rows=[], answers={}, remarks=[])
    sheet.refresh_from_db(fields=["discarded_at", "rows", "answers", "remarks"])


def mark_undone(sheet: SheetImport, outcome: Mapping[str, object] | None = None) -> None:
    """Record that a sheet was taken back. Raises Stale when someone did so already."""
    told = {**sheet.outcome, **(outcome or {})}
    applied = SheetImport.objects.filter(pk=sheet.pk, applied_at__isnull=False, undone_at__isnull=True)
    claim(applied, undone_at=clock.now(), outcome=told)
    sheet.refresh_from_db(fields=["undone_at", "outcome"])
