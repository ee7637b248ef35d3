"""What an office spends on for a group: its paper, costs and evidence, the loans on it, and the end of spending."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sammachip.cases.models import Case, PlanLine, Task
from sammachip.core.goods import EXPENSE_LABELS
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person, Power
from sammachip.org.sight import coded, reached
from sammachip.records.models import StoredFile
from sammachip.trail.columns import BahtField


class SpendingState(models.TextChoices):
    DRAFT = "draft", _("ร่าง")
    REQUESTED = "requested", pgettext_lazy("state", "เสนอขออนุมัติ")
    APPROVED = "approved", _("อนุมัติแล้ว")
    CLOSED = "closed", _("เบิกจ่ายครบแล้ว")
    CANCELLED = "cancelled", pgettext_lazy("state", "ยกเลิก")


class SpendingPath(models.TextChoices):
    ACTIVITY = "activity", _("ค่าใช้จ่ายในการจัดกิจกรรม")
    PURCHASE = "purchase", _("จัดซื้อจัดจ้าง")


class SpendingQuerySet(models.QuerySet["Spending"]):
    def visible_to(self, actor: Actor) -> "SpendingQuerySet":
        return self.filter(reached(actor.reaches(), "case__path", coded("case__programme__code")))

    def newest_first(self) -> "SpendingQuerySet":
        return self.order_by("-made_at", "-pk")


class Spending(models.Model):
    """One thing an office spends on for a group: its paper, who approved it, and the entries it led to.

    `approver_name` is set where the approval was given on paper; it then stands in for `approved_by`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="spendings")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="spendings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="spendings")
    path = models.CharField(max_length=10, choices=SpendingPath, default=SpendingPath.ACTIVITY)
    head = models.CharField(max_length=40)
    title = models.CharField(_("กิจกรรม"), max_length=200)
    purpose = models.TextField(_("วัตถุประสงค์และเหตุผล"), max_length=2000)
    held_on = models.DateField(_("วันที่ดำเนินกิจกรรม"), null=True, blank=True)
    place = models.CharField(_("สถานที่"), max_length=200, blank=True)
    amount_baht = BahtField(_("รวมเป็นเงิน (บาท)"), default=Decimal(0))
    limit_reason = models.CharField(_("เหตุผลที่เห็นว่าไม่ขัดข้อจำกัด"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=SpendingState, default=SpendingState.DRAFT)
    saved = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    requested_on = models.DateField(_("วันที่เสนอ"), null=True, blank=True)
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(_("วันที่อนุมัติ"), null=True, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approver_name = models.CharField(_("ผู้อนุมัติ"), max_length=160, blank=True)
    approver_title = models.CharField(_("ตำแหน่งผู้อนุมัติ"), max_length=200, blank=True)
    approval_number = models.CharField(_("เลขที่บันทึกอนุมัติ"), max_length=60, blank=True)
    approval_power = models.ForeignKey(Power, on_delete=models.PROTECT, null=True, related_name="+")
    approval_recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    return_reason = models.CharField(_("เหตุผลที่ส่งคืนหรือยกเลิก"), max_length=300, blank=True)

    objects = SpendingQuerySet.as_manager()

    class Meta:
        ordering = ["case", "made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="spending_amount_not_negative",
                condition=Q(amount_baht__gte=0),
                violation_error_message=_("ยอดรวมต้องไม่ติดลบ"),
            ),
            models.CheckConstraint(
                name="spending_approved_says_by_whom",
                condition=~Q(state__in=[SpendingState.APPROVED, SpendingState.CLOSED])
                | (
                    Q(approved_on__isnull=False)
                    & ~Q(approval_number="")
                    & (Q(approved_by__isnull=False) | ~Q(approver_name=""))
                ),
                violation_error_message=_("รายการที่อนุมัติแล้วต้องมีผู้อนุมัติ เลขที่ และวันที่"),
            ),
            models.CheckConstraint(
                name="spending_maker_never_approves",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")),
                violation_error_message=_("ผู้เสนอขออนุมัติจะอนุมัติเองไม่ได้"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        page = "web:purchase" if self.path == SpendingPath.PURCHASE else "web:spending"
        return reverse(page, args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == SpendingState.DRAFT

    @property
    def is_requested(self) -> bool:
        return self.state == SpendingState.REQUESTED

    @property
    def is_approved(self) -> bool:
        return self.state == SpendingState.APPROVED


class SpendingLine(models.Model):
    """One cost of a spending, in its expense class; `plan_line` is the line of the plan that it pays for."""

    spending = models.ForeignKey(Spending, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(_("รายการ"), max_length=200)
    quantity = models.DecimalField(_("จำนวน"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("หน่วย"), max_length=40)
    price_baht = BahtField(_("ราคาต่อหน่วย"))
    amount_baht = BahtField(_("รวม"))
    expense_class = models.CharField(
        _("ประเภทค่าใช้จ่าย"),
        max_length=20,
        choices=[(one.value, label) for one, label in EXPENSE_LABELS.items()],
    )
    plan_line = models.ForeignKey(
        PlanLine, on_delete=models.PROTECT, null=True, blank=True, related_name="costs"
    )

    class Meta:
        ordering = ["spending", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="spending_line_positive",
                condition=Q(quantity__gt=0, price_baht__gte=0, amount_baht__gte=0),
                violation_error_message=_("จำนวนต้องมากกว่าศูนย์ ราคาและยอดรวมต้องไม่ติดลบ"),
            )
        ]

    def __str__(self) -> str:
        return self.item


class EvidenceKind(models.TextChoices):
    PROJECT_PAPER = "project_paper", _("บันทึกขออนุมัติที่ลงนามแล้ว")
    ATTENDANCE = "attendance", _("บัญชีลงลายมือชื่อ")
    RECEIPT = "receipt", _("ใบเสร็จรับเงิน / ใบสำคัญรับเงิน")
    SCHEDULE = "schedule", _("กำหนดการ")
    PHOTO = "photo", _("ภาพถ่ายกิจกรรม")
    OTHER = "other", _("อื่น ๆ")

    @property
    def may_name_villagers(self) -> bool:
        """Whether such a proof bears names, signatures or numbers of those who came or were paid."""
        return self in (EvidenceKind.ATTENDANCE, EvidenceKind.RECEIPT, EvidenceKind.OTHER)


class Evidence(models.Model):
    """A proof of a spending: a file, or where the paper original lies."""

    spending = models.ForeignKey(Spending, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("หลักฐาน"), max_length=16, choices=EvidenceKind)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("เลขที่ / ที่เก็บต้นฉบับ"), max_length=200, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["spending", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_file_or_note",
                condition=Q(file__isnull=False) | ~Q(note=""),
                violation_error_message=_("แนบไฟล์ หรือระบุเลขที่และที่เก็บต้นฉบับ"),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class LoanQuerySet(models.QuerySet["Loan"]):
    def visible_to(self, actor: Actor) -> "LoanQuerySet":
        of_programme = coded("spending__case__programme__code")
        return self.filter(reached(actor.reaches(), "spending__case__path", of_programme))

    def open(self) -> "LoanQuerySet":
        return self.filter(cleared_on__isnull=True)

    def overdue(self, day: date) -> "LoanQuerySet":
        return self.open().filter(due_on__lt=day)


class Loan(models.Model):
    """Money lent to an officer for a spending (เงินยืมราชการ), with its contract and the day it must be cleared."""

    spending = models.ForeignKey(Spending, on_delete=models.PROTECT, related_name="loans")
    borrower = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="loans")
    contract_number = models.CharField(_("เลขที่สัญญายืมเงิน"), max_length=60)
    amount_baht = BahtField(_("จำนวนเงินยืม (บาท)"))
    lent_on = models.DateField(_("วันที่รับเงินยืม"))
    due_on = models.DateField(_("ครบกำหนดส่งใช้"))
    cleared_on = models.DateField(_("วันที่ส่งใช้"), null=True, blank=True)
    spent_baht = BahtField(_("ใบสำคัญส่งใช้ (บาท)"), null=True, blank=True)
    cash_back_baht = BahtField(_("เงินสดส่งคืน (บาท)"), null=True, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = LoanQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="loan_positive",
                condition=Q(amount_baht__gt=0),
                violation_error_message=_("จำนวนเงินยืมต้องมากกว่าศูนย์"),
            ),
            models.CheckConstraint(
                name="loan_cleared_in_full",
                condition=Q(cleared_on__isnull=True, spent_baht__isnull=True, cash_back_baht__isnull=True)
                | Q(
                    cleared_on__isnull=False,
                    spent_baht__gte=0,
                    cash_back_baht__gte=0,
                    amount_baht=F("spent_baht") + F("cash_back_baht"),
                ),
                violation_error_message=_("ใบสำคัญรวมกับเงินสดส่งคืนต้องเท่ากับจำนวนเงินยืม"),
            ),
        ]

    def __str__(self) -> str:
        return self.contract_number

    def is_overdue(self, day: date) -> bool:
        return self.cleared_on is None and self.due_on < day


class SpendingEnd(models.Model):
    """An office's word that a case spends no more, though money is left, and why."""

    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="spending_end")
    reason = models.CharField(_("เหตุผล"), max_length=300)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
