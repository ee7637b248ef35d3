"""What groups make for their people beside income: work, and welfare."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sammachip.registry.models.groups import Group
from sammachip.registry.models.incomes import IncomeMoment
from sammachip.trail.columns import BahtField


class WelfareKind(models.TextChoices):
    BIRTH = "birth", _("เกิด")
    SICKNESS = "sickness", _("เจ็บป่วย")
    AGE = "age", _("ผู้สูงอายุ")
    DEATH = "death", _("เสียชีวิต")
    SCHOOLING = "schooling", _("ทุนการศึกษา")
    OTHER = "other", _("อื่น ๆ")


class Jobs(models.Model):
    """How many persons a group gave work to, as of a day, by whose count: before, or after, the development."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="jobs")
    moment = models.CharField(max_length=10, choices=IncomeMoment)
    persons = models.PositiveIntegerField(_("ผู้มีงานทำ (คน)"))
    new_persons = models.PositiveIntegerField(_("ในจำนวนนี้เป็นงานใหม่ (คน)"), null=True)
    as_of = models.DateField()
    method = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["group", "moment", "-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="jobs_new_within_all",
                condition=Q(new_persons__isnull=True) | Q(new_persons__lte=F("persons")),
                violation_error_message=_("ผู้มีงานใหม่ต้องไม่เกินผู้มีงานทำทั้งหมด"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.moment}"


class Welfare(models.Model):
    """What a group paid for the welfare of its people, of one kind, up to a day."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="welfare")
    kind = models.CharField(_("ประเภทสวัสดิการ"), max_length=10, choices=WelfareKind)
    amount_baht = BahtField(_("จ่ายสวัสดิการ (บาท)"))
    persons = models.PositiveIntegerField(_("ผู้ได้รับ (คน)"), null=True)
    as_of = models.DateField()
    source = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["group", "-as_of", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                name="welfare_not_negative",
                condition=Q(amount_baht__gte=0),
                violation_error_message=_("เงินสวัสดิการต้องไม่ติดลบ"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.kind}"
