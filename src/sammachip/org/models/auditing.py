"""What auditors may read, and what they read."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sammachip.org.models.people import Post
from sammachip.org.models.places import Office
from sammachip.org.models.spans import not_withdrawn
from sammachip.org.sight import under
from sammachip.trail.columns import PathField

if TYPE_CHECKING:
    from sammachip.org.hats import Actor


class AuditScopeQuerySet(models.QuerySet["AuditScope"]):
    def in_force_on(self, day: date) -> "AuditScopeQuerySet":
        return self.open_from(day).filter(starts_on__lte=day)

    def open_from(self, day: date) -> "AuditScopeQuerySet":
        """In force on this day or later."""
        return self.filter(not_withdrawn(day), ends_on__gte=day)

    def visible_to(self, actor: "Actor") -> "AuditScopeQuerySet":
        """One's own, and those over an office the hat sees."""
        return self.filter(Q(post__person=actor.person) | under(actor.roots(), "office__path"))


class AuditScope(models.Model):
    """What one letter lets an auditor read: an office with all below it, one programme's work or every one's, some days."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="audit_scopes")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    programme_code = models.CharField(_("เฉพาะโครงการ"), max_length=60, blank=True)
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"))
    letter_number = models.CharField(_("เลขที่หนังสือ"), max_length=60)
    letter_on = models.DateField(_("ลงวันที่"))
    withdrawn_on = models.DateField(_("ถอนเมื่อวันที่"), null=True, blank=True)

    objects = AuditScopeQuerySet.as_manager()

    class Meta:
        ordering = ["post", "-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="audit_scope_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("วันสิ้นสุดการตรวจสอบต้องไม่ก่อนวันเริ่ม"),
            )
        ]

    def __str__(self) -> str:
        return self.office.short_name

    def is_in_force_on(self, day: date) -> bool:
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= day
        return self.starts_on <= day <= self.ends_on and not withdrawn


class AuditReadingQuerySet(models.QuerySet["AuditReading"]):
    def visible_to(self, actor: "Actor") -> "AuditReadingQuerySet":
        """What was read of the offices the hat sees, and what one read oneself."""
        return self.filter(Q(post__person=actor.person) | under(actor.roots()))

    def newest_first(self) -> "AuditReadingQuerySet":
        return self.order_by("-read_at", "-pk")


class AuditReading(models.Model):
    """One address an auditor opened, and the path of the office or group that was read there. Never changed or deleted."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="readings")
    path = PathField(db_index=True)
    address = models.CharField(max_length=500)
    read_at = models.DateTimeField()

    objects = AuditReadingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.address
