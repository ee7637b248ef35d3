"""Sheets that were read into rows: kept with what stood there before, so that they can be taken back."""

from collections.abc import Sequence

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
    return SheetImport.objects.create(
        kind=kind,
        office=actor.office,
        name=name[:200],
        rows=list(rows),
        before=list(before),
        about_kind=about._meta.label_lower,
        about_id=about.pk,
        applied_at=clock.now(),
        made_by=actor.person,
        made_at=clock.now(),
    )


def mark_undone(sheet: SheetImport) -> None:
    """Record that a sheet was taken back. Raises Stale when someone did so already."""
    claim(SheetImport.objects.filter(pk=sheet.pk, undone_at__isnull=True), undone_at=clock.now())
