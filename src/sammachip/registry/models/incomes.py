"""What groups earned."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.registry.models.groups import Group
from sammachip.trail.columns import BahtField


class IncomeMoment(models.TextChoices):
    BEFORE = "before", _("ก่อนพัฒนา")
    AFTER = "after", _("หลังพัฒนา")


class IncomePeriod(models.TextChoices):
    MONTH = "month", _("ต่อเดือน")
    YEAR = "year", _("ต่อปี")


class Income(models.Model):
    """What a group earned, as of a day, by whose count: before, or after, the development."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="incomes")
    moment = models.CharField(max_length=10, choices=IncomeMoment)
    amount_baht = BahtField(_("รายได้ (บาท)"))
    period = models.CharField(max_length=5, choices=IncomePeriod)
    as_of = models.DateField()
    method = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["group", "moment", "-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="income_not_negative",
                condition=Q(amount_baht__gte=0),
                violation_error_message=_("รายได้ต้องไม่ติดลบ"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.moment}"
