"""Orders, and the powers they give."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from sammachip.org.models.people import Person, Role
from sammachip.org.models.places import Office
from sammachip.org.models.spans import lasting, not_withdrawn
from sammachip.org.sight import under
from sammachip.trail.columns import BahtField

if TYPE_CHECKING:
    from sammachip.org.hats import Actor


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, actor: "Actor") -> "OrderQuerySet":
        return self.filter(under(actor.roots(), "office__path"))


class Order(models.Model):
    """A คำสั่ง on which powers, duties or teams rest."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(_("เลขที่คำสั่ง"), max_length=60)
    dated_on = models.DateField(_("ลงวันที่"))
    subject = models.CharField(_("เรื่อง"), max_length=300)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number", "dated_on"],
                name="order_once",
                violation_error_message=_("มีคำสั่งเลขที่และวันที่นี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("web:order", args=[self.pk])


class Standin(models.TextChoices):
    """The five forms of signing for another; they differ in law, so they are five words, not one."""

    ON_BEHALF = "on_behalf", _("ปฏิบัติราชการแทน")
    IN_CHARGE = "in_charge", _("รักษาราชการแทน")
    ACTING_FOR = "acting_for", _("ทำการแทน")
    WORKING_FOR = "working_for", _("ปฏิบัติงานแทน")
    IN_POSITION = "in_position", _("รักษาการในตำแหน่ง")


class PowerQuerySet(models.QuerySet["Power"]):
    def in_force_on(self, day: date) -> "PowerQuerySet":
        return self.open_from(day).filter(starts_on__lte=day)

    def open_from(self, day: date) -> "PowerQuerySet":
        """In force on this day or later."""
        return self.filter(lasting(day), not_withdrawn(day))

    def reaching(self, amount: "Decimal | F | OuterRef") -> "PowerQuerySet":
        """Those that cover this sum, as `Power.reaches` says of one."""
        return self.filter(Q(limit_baht__isnull=True) | Q(limit_baht__gte=amount))


class Power(models.Model):
    """One power an order gives: who signs for which post, in what form, between which dates, up to what sum."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="powers")
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="powers")
    form = models.CharField(_("รูปแบบการลงนามแทน"), max_length=12, choices=Standin)
    for_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="powers")
    for_title = models.CharField(_("แทนตำแหน่ง"), max_length=120)
    for_role = models.CharField(_("แทนบทบาทในระบบ"), max_length=20, choices=Role, blank=True)
    programme_code = models.CharField(_("เฉพาะโครงการ"), max_length=60, blank=True)
    limit_baht = BahtField(_("วงเงินไม่เกิน (บาท)"), null=True, blank=True)
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True, blank=True)
    withdrawn_on = models.DateField(_("ถอนเมื่อวันที่"), null=True, blank=True)

    objects = PowerQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="power_limit_is_positive",
                condition=Q(limit_baht__isnull=True) | Q(limit_baht__gt=0),
                violation_error_message=_("วงเงินตามคำสั่งต้องมากกว่าศูนย์"),
            ),
            models.CheckConstraint(
                name="power_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("วันสิ้นสุดอำนาจต้องไม่ก่อนวันเริ่ม"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_words}{self.for_title}"

    @property
    def form_words(self) -> str:
        """The form as it stands on paper: Thai in every language of the screen."""
        with override("th"):
            return str(Standin(self.form).label)

    def is_over_on(self, day: date) -> bool:
        """Whether the power serves no more on this day, nor on a later one."""
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= day
        return withdrawn or (self.ends_on is not None and self.ends_on < day)

    def reaches(self, amount: Decimal | None) -> bool:
        """Whether the power covers this sum; it does at exactly its limit, and where no sum is asked."""
        return amount is None or self.limit_baht is None or amount <= self.limit_baht
