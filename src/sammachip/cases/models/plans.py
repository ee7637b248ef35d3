"""What a group plans to buy and do, line by line."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.cases import Case
from sammachip.cases.models.filings import Filing
from sammachip.trail.columns import BahtField


class PlanLine(models.Model):
    """One line of a group's development plan: what, how much, which expense class, which weakness it answers."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_lines")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="plan_lines")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(_("รายการ"), max_length=200)
    quantity = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=40)
    price_baht = BahtField(_("ราคาต่อหน่วย"))
    amount_baht = BahtField(_("รวม"))
    expense_class = models.CharField(max_length=20)
    answers_dimension = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["case", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_line_not_negative",
                condition=Q(amount_baht__gte=0, price_baht__gte=0),
                violation_error_message=_("ราคาและยอดรวมต้องไม่ติดลบ"),
            )
        ]

    def __str__(self) -> str:
        return self.item
