"""Sheets as they were read."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.sight import reached, told_above

WAITS_AT_MOST = timedelta(days=14)
"""How long a sheet that was read may wait before its office is reminded: the registry goes on meanwhile."""


class SheetImportQuerySet(models.QuerySet["SheetImport"]):
    def visible_to(self, actor: Actor) -> "SheetImportQuerySet":
        """Sheets read in the actor's own subtree."""
        return self.filter(reached(actor.reaches(), "office__path", told_above("records.SheetImport")))

    def of_kind(self, kind: str) -> "SheetImportQuerySet":
        return self.filter(kind=kind)

    def waiting(self) -> "SheetImportQuerySet":
        """Those that were read and shown, and changed nothing yet."""
        return self.filter(applied_at__isnull=True, discarded_at__isnull=True)

    def forgotten(self, now: datetime) -> "SheetImportQuerySet":
        """Those that have waited so long that someone must decide."""
        return self.waiting().filter(made_at__lt=now - WAITS_AT_MOST)


class SheetImport(models.Model):
    """One sheet read into rows: what was read, what it changed, and whether it was taken back.

    `answers` are those a person gave to its questions, by their keys; `digest` names the very bytes that were read;
    `outcome` says in numbers and names what became of the rows. One that is discarded changed nothing and keeps no rows.
    """

    kind = models.CharField(max_length=40)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    rows = models.JSONField()
    before = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    answers = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    outcome = models.JSONField(default=dict)
    about_kind = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="sheet_undone_after_applied",
                condition=Q(undone_at__isnull=True) | Q(applied_at__isnull=False),
                violation_error_message=_("ยกเลิกได้เฉพาะการนำเข้าที่นำเข้าแล้ว"),
            ),
            models.CheckConstraint(
                name="sheet_discarded_or_applied",
                condition=Q(discarded_at__isnull=True) | Q(applied_at__isnull=True),
                violation_error_message=_("แฟ้มที่ไม่นำเข้าแล้วนำเข้าอีกไม่ได้"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
