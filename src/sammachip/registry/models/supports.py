"""What other agencies' budgets paid for groups, as their lists tell it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.records.models import SheetImport
from sammachip.registry.models.groups import Group
from sammachip.trail.columns import BahtField


class SupportQuerySet(models.QuerySet["Support"]):
    def standing(self) -> "SupportQuerySet":
        """Those whose list was not taken back."""
        return self.filter(sheet__undone_at__isnull=True)

    def visible_to(self, actor: Actor) -> "SupportQuerySet":
        return self.filter(group__in=Group.objects.visible_to(actor))

    def newest_first(self) -> "SupportQuerySet":
        return self.order_by("-recorded_at", "-pk")


class Support(models.Model):
    """One thing or activity that another agency's budget of one fiscal year pays for a group, and the list that says so."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="supports")
    agency = models.CharField(_("หน่วยงานที่สนับสนุน"), max_length=200)
    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ"))
    item = models.CharField(_("รายการ/กิจกรรม"), max_length=200)
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"), null=True)
    sheet = models.ForeignKey(SheetImport, on_delete=models.PROTECT, related_name="supports")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ["group", "fiscal_year", "pk"]
        indexes = [models.Index(fields=["group", "fiscal_year"], name="support_by_group_and_year")]
        constraints = [
            models.CheckConstraint(
                name="support_not_negative",
                condition=Q(amount_baht__isnull=True) | Q(amount_baht__gte=0),
                violation_error_message=_("จำนวนเงินที่หน่วยงานอื่นสนับสนุนต้องไม่ติดลบ"),
            ),
            models.CheckConstraint(
                name="support_says_who_and_what",
                condition=~Q(agency="") & ~Q(item=""),
                violation_error_message=_("การสนับสนุนจากหน่วยงานอื่นต้องระบุหน่วยงานและรายการ"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.item}"
