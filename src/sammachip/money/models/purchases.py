"""What an office buys or hires for a group: its report, offers, order, deliveries, inspections and receipts."""

from decimal import Decimal
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sammachip.cases.models import PlanLine, Task
from sammachip.core.procurement import Rule
from sammachip.money.models.spendings import Evidence, Spending, SpendingLine
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.org.sight import coded, reached
from sammachip.trail.columns import BahtField

StepRow = TypeVar("StepRow", bound=models.Model)


class PurchaseType(models.TextChoices):
    GOODS = "goods", _("ซื้อ")
    HIRE = "hire", _("จ้าง")


class PurchaseQuerySet(models.QuerySet["Purchase"]):
    def visible_to(self, actor: Actor) -> "PurchaseQuerySet":
        of_programme = coded("spending__case__programme__code")
        return self.filter(reached(actor.reaches(), "spending__case__path", of_programme))

    def newest_first(self) -> "PurchaseQuerySet":
        return self.order_by("-spending__made_at", "-pk")


class Purchase(models.Model):
    """What the report on a purchase says beyond its spending, which holds the costs, the approval and the money.

    `rule` is the row of the rule table the request was judged by, as it read that day; empty before the request.
    """

    spending = models.OneToOneField(
        Spending, on_delete=models.CASCADE, primary_key=True, related_name="purchase"
    )
    kind = models.CharField(_("ซื้อหรือจ้าง"), max_length=6, choices=PurchaseType, default=PurchaseType.GOODS)
    rule_key = models.CharField(_("หลักเกณฑ์ที่ใช้"), max_length=40, blank=True)
    rule = models.JSONField(default=dict, blank=True)
    specification = models.TextField(_("ขอบเขตหรือคุณลักษณะ"), max_length=2000, blank=True)
    median_baht = BahtField(_("ราคากลาง (บาท)"), null=True, blank=True)
    median_source = models.CharField(_("ที่มาของราคากลาง"), max_length=300, blank=True)
    wanted_on = models.DateField(_("วันที่ต้องการใช้"), null=True, blank=True)
    method_reason = models.CharField(_("เหตุผลที่ใช้วิธีนี้"), max_length=300, blank=True)
    criteria = models.CharField(_("หลักเกณฑ์การพิจารณาคัดเลือก"), max_length=300, blank=True)
    officer = models.ForeignKey(
        Person, on_delete=models.PROTECT, verbose_name=_("เจ้าหน้าที่ผู้รับผิดชอบ"), related_name="+"
    )
    deviation_reason = models.CharField(_("เหตุผลที่อนุมัติต่างจากแผน"), max_length=300, blank=True)

    objects = PurchaseQuerySet.as_manager()

    class Meta:
        ordering = ["spending"]

    def __str__(self) -> str:
        return str(self.spending)

    def get_absolute_url(self) -> str:
        return reverse("web:purchase", args=[self.pk])

    @property
    def rule_asked(self) -> Rule | None:
        """The rule the request was judged by; None before it."""
        return Rule.read(self.rule) if self.rule else None


class Inspector(models.Model):
    """One of those named to inspect what is delivered (ผู้ตรวจรับพัสดุ); the first leads."""

    purchase = models.ForeignKey(Purchase, on_delete=models.CASCADE, related_name="inspectors")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("ชื่อผู้ตรวจรับ"), max_length=160)
    title = models.CharField(_("ตำแหน่ง"), max_length=200)

    class Meta:
        ordering = ["purchase", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class Quotation(models.Model):
    """An offer of a vendor for every line that was approved (ใบเสนอราคา)."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="quotations")
    vendor = models.CharField(_("ผู้ขายหรือผู้รับจ้าง"), max_length=200)
    tax_id = models.CharField(_("เลขประจำตัวผู้เสียภาษี"), max_length=13, blank=True)
    address = models.CharField(_("ที่อยู่"), max_length=300, blank=True)
    number = models.CharField(_("เลขที่ใบเสนอราคา"), max_length=60, blank=True)
    quoted_on = models.DateField(_("วันที่เสนอราคา"))
    with_vat = models.BooleanField(_("ราคารวมภาษีมูลค่าเพิ่ม"), default=False)
    amount_baht = BahtField(_("รวมเป็นเงิน (บาท)"))
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["purchase", "amount_baht", "pk"]
        constraints = [
            models.CheckConstraint(
                name="quotation_positive",
                condition=Q(amount_baht__gt=0),
                violation_error_message=_("ราคาที่เสนอต้องมากกว่าศูนย์"),
            )
        ]

    def __str__(self) -> str:
        return self.vendor


class QuotationLine(models.Model):
    """The price offered for each unit of one line; what it comes to is rounded to the satang."""

    quotation = models.ForeignKey(Quotation, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(SpendingLine, on_delete=models.PROTECT, related_name="offers")
    price_baht = BahtField(_("ราคาต่อหน่วย"))
    amount_baht = BahtField(_("รวม"))

    class Meta:
        ordering = ["quotation", "line__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quotation", "line"],
                name="quotation_line_once",
                violation_error_message=_("เสนอราคาของรายการนี้ไว้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.price_baht}"


class StepQuerySet(models.QuerySet[StepRow]):
    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class PurchaseStep(models.Model):
    """A step of a purchase as it was recorded; recorded wrongly, it stays as withdrawn, with who, when and why."""

    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(_("เหตุผลที่ถอน"), max_length=300, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_withdrawn_says_why",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                violation_error_message=_("การถอนต้องมีผู้ถอน เวลา และเหตุผล"),
            )
        ]

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


class Order(PurchaseStep):
    """What was agreed with the vendor (ใบสั่งซื้อ/สั่งจ้าง); without a number where the rule asks for no such paper."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="orders")
    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(_("เลขที่ใบสั่ง"), max_length=60, blank=True)
    ordered_on = models.DateField(_("วันที่สั่ง"))
    due_on = models.DateField(_("ครบกำหนดส่งมอบ"))
    place = models.CharField(_("สถานที่ส่งมอบ"), max_length=200)
    fine_percent = models.DecimalField(_("ค่าปรับร้อยละต่อวัน"), max_digits=4, decimal_places=2)
    warranty = models.CharField(_("การรับประกัน"), max_length=200, blank=True)
    signer_name = models.CharField(_("ผู้ลงนามสั่ง"), max_length=160)
    signer_title = models.CharField(_("ตำแหน่งผู้ลงนาม"), max_length=200)
    amount_baht = BahtField(_("รวมเป็นเงิน (บาท)"))

    class Meta:
        ordering = ["purchase", "pk"]
        constraints = [
            *PurchaseStep.Meta.constraints,
            models.UniqueConstraint(
                fields=["purchase"],
                condition=Q(withdrawn_at=None),
                name="purchase_order_once",
                violation_error_message=_("บันทึกการสั่งไว้แล้ว"),
            ),
            models.CheckConstraint(
                name="order_positive",
                condition=Q(amount_baht__gt=0, fine_percent__gte=0),
                violation_error_message=_("ยอดสั่งต้องมากกว่าศูนย์ และค่าปรับต้องไม่ติดลบ"),
            ),
            models.CheckConstraint(
                name="order_due_after_ordered",
                condition=Q(due_on__gte=models.F("ordered_on")),
                violation_error_message=_("วันครบกำหนดส่งมอบต้องไม่ก่อนวันที่สั่ง"),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Delivery(PurchaseStep):
    """A delivery of the vendor, with the number of its note (ใบส่งของ)."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="deliveries")
    delivered_on = models.DateField(_("วันที่ส่งของ"))
    note_number = models.CharField(_("เลขที่ใบส่งของ"), max_length=60)

    class Meta:
        ordering = ["purchase", "delivered_on", "pk"]
        verbose_name_plural = "deliveries"
        constraints = PurchaseStep.Meta.constraints

    def __str__(self) -> str:
        return self.note_number


class Inspection(PurchaseStep):
    """What the inspectors found of one delivery, line by line, and the fine they laid on it (ใบตรวจรับพัสดุ)."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="inspections")
    inspected_on = models.DateField(_("วันที่ตรวจรับ"))
    fine_baht = BahtField(_("ค่าปรับ (บาท)"), default=Decimal(0))
    remark = models.CharField(_("ความเห็นของผู้ตรวจรับ"), max_length=300, blank=True)

    class Meta:
        ordering = ["delivery", "pk"]
        constraints = [
            *PurchaseStep.Meta.constraints,
            models.UniqueConstraint(
                fields=["delivery"],
                condition=Q(withdrawn_at=None),
                name="purchase_inspection_once",
                violation_error_message=_("ตรวจรับใบส่งของนี้ไว้แล้ว"),
            ),
            models.CheckConstraint(
                name="inspection_fine_not_negative",
                condition=Q(fine_baht__gte=0),
                violation_error_message=_("ค่าปรับต้องไม่ติดลบ"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.delivery)


class InspectionLine(models.Model):
    """How much of one line was taken (ตรวจรับ) from a delivery: right and complete; nothing where it was refused."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(SpendingLine, on_delete=models.PROTECT, related_name="inspected")
    accepted = models.DecimalField(_("จำนวนที่รับไว้"), max_digits=12, decimal_places=2)
    remark = models.CharField(_("หมายเหตุ"), max_length=200, blank=True)

    class Meta:
        ordering = ["inspection", "line__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "line"],
                name="inspection_line_once",
                violation_error_message=_("ตรวจรับรายการนี้ในครั้งนี้ไว้แล้ว"),
            ),
            models.CheckConstraint(
                name="inspection_line_not_negative",
                condition=Q(accepted__gte=0),
                violation_error_message=_("จำนวนที่รับไว้ต้องไม่ติดลบ"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.accepted}"


class ReceiptKind(models.TextChoices):
    RECEIPT = "receipt", _("ใบเสร็จรับเงิน")
    INVOICE = "invoice", pgettext_lazy("purchase", "ใบแจ้งหนี้")


class Receipt(models.Model):
    """The vendor's paper on what is to be paid or was (book, number, day); it is the evidence of the spending too."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="receipts")
    kind = models.CharField(_("เอกสาร"), max_length=8, choices=ReceiptKind, default=ReceiptKind.RECEIPT)
    book = models.CharField(_("เล่มที่"), max_length=40, blank=True)
    number = models.CharField(_("เลขที่"), max_length=60)
    dated_on = models.DateField(_("ลงวันที่"))
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"))
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["purchase", "dated_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="receipt_positive",
                condition=Q(amount_baht__gt=0),
                violation_error_message=_("จำนวนเงินต้องมากกว่าศูนย์"),
            )
        ]

    def __str__(self) -> str:
        return self.number


class PurchaseEnd(models.Model):
    """An office's word that a line of the plan, or where `plan_line` is empty all that is left, is not bought, and why."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="purchase_ends")
    plan_line = models.ForeignKey(
        PlanLine, on_delete=models.PROTECT, null=True, blank=True, related_name="purchase_ends"
    )
    reason = models.CharField(_("เหตุผล"), max_length=300)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["task", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "plan_line"],
                name="purchase_end_once_a_line",
                violation_error_message=_("ระบุว่าไม่จัดหารายการนี้ไว้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(plan_line=None),
                name="purchase_end_once",
                violation_error_message=_("สิ้นสุดการจัดหาไว้แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
