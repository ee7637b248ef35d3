"""What was bought for a group and handed over, and what was found of it at later visits."""

from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.cases import Case
from sammachip.cases.models.filings import Filing
from sammachip.org.hats import Actor
from sammachip.org.sight import coded, reached


class GoodFound(models.TextChoices):
    IN_USE = "in_use", _("ใช้งานอยู่")
    STORED = "stored", _("เก็บไว้")
    BROKEN = "broken", _("ชำรุด")
    NOT_FOUND = "not_found", _("ไม่พบ")


class GoodQuerySet(models.QuerySet["Good"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(reached(actor.reaches(), "case__path", coded("case__programme__code")))

    def standing(self) -> Self:
        """Those that their paper still names."""
        return self.filter(ended_at__isnull=True)

    def with_found(self) -> Self:
        """Adds `found`, `found_on` and `found_by_filing`: what the last visit that asked found; None before the first."""
        latest = GoodCheck.objects.filter(good=OuterRef("pk")).order_by("-checked_on", "-pk")
        return self.annotate(
            found=Subquery(latest.values("found")[:1]),
            found_on=Subquery(latest.values("checked_on")[:1]),
            found_by_filing=Subquery(latest.values("filing")[:1]),
        )


class Good(models.Model):
    """One line of what was handed over, on the paper of a filing, which names receiver and witness and shows pictures.

    `bought_as` is the name under which the room that paid for it knows the cost; empty where the officer typed it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goods")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="goods")
    item = models.CharField(_("รายการ"), max_length=200)
    quantity = models.DecimalField(_("จำนวน"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("หน่วย"), max_length=40, blank=True)
    handed_on = models.DateField(_("วันที่ส่งมอบ"))
    bought_as = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = GoodQuerySet.as_manager()

    class Meta:
        ordering = ["case", "handed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="good_is_some",
                condition=Q(quantity__gt=0),
                violation_error_message=_("จำนวนที่ส่งมอบต้องมากกว่าศูนย์"),
            )
        ]

    def __str__(self) -> str:
        return self.item


class GoodCheck(models.Model):
    """What one visit found of one good. The filing of a visit says it once; accepted again, it says it anew."""

    good = models.ForeignKey(Good, on_delete=models.PROTECT, related_name="checks")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="good_checks")
    found = models.CharField(_("พบว่า"), max_length=10, choices=GoodFound)
    remark = models.CharField(_("หมายเหตุ"), max_length=300, blank=True)
    checked_on = models.DateField()

    class Meta:
        ordering = ["good", "-checked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["good", "filing"],
                name="good_checked_once_a_visit",
                violation_error_message=_("การติดตามครั้งนี้บันทึกพัสดุรายการนี้แล้ว"),
            ),
            models.CheckConstraint(
                name="good_check_known",
                condition=Q(found__in=GoodFound.values),
                violation_error_message=_("ผลการตรวจพัสดุต้องเป็นค่าที่ระบบรู้จัก"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.good_id} {self.found}"
