"""Money on its way down: allocation registers, accounts and their entries, spending and loans."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sammachip.cases.models import Case, Task
from sammachip.core.goods import EXPENSE_LABELS
from sammachip.money.ledger import COLUMNS, SIGNED, EntryKind, Totals
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person, Power
from sammachip.org.sight import coded, reached
from sammachip.programmes.models import Edition
from sammachip.records.models import StoredFile
from sammachip.trail.columns import BahtField

# ---- the allocation register ----


class RegisterState(models.TextChoices):
    DRAFT = "draft", _("ร่าง")
    ISSUED = "issued", _("แจ้งจัดสรรแล้ว")
    REPLACED = "replaced", _("ปรับปรุงแล้ว")
    UNDONE = "undone", _("ยกเลิกแล้ว")


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, actor: Actor) -> "RegisterQuerySet":
        """Registers of the actor's own subtree, and those issued to an office in it."""
        reaches = actor.reaches()
        mine = reached(reaches, "office__path", coded("edition__programme__code"))
        sharing = reached(reaches, "office__path", coded("register__edition__programme__code"))
        addressed = RegisterRow.objects.filter(sharing, register__issued_at__isnull=False)
        return self.filter(mine | Q(pk__in=addressed.values("register")))

    def newest_first(self) -> "RegisterQuerySet":
        return self.order_by("-made_at", "-pk")


class Register(models.Model):
    """One version of an office's allocation register (ทะเบียนจัดสรร): what each office below is to get, and why.

    `source_text` names the notice the register rests on; the stated totals are that notice's own, to be proved.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="registers")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="registers")
    number = models.PositiveIntegerField()
    reason = models.CharField(_("เหตุผลที่ปรับปรุง"), max_length=300, blank=True)
    source_text = models.CharField(_("ตามหนังสือแจ้งจัดสรรของกรม"), max_length=300, blank=True)
    stated_total_baht = BahtField(_("ยอดรวมตามหนังสือ (บาท)"), null=True, blank=True)
    stated_words = models.CharField(_("ยอดรวมเป็นตัวอักษร"), max_length=300, blank=True)
    omitted_reason = models.CharField(_("เหตุผลที่บางหน่วยงานไม่ได้รับจัดสรร"), max_length=300, blank=True)
    notice_number = models.CharField(_("เลขที่หนังสือแจ้งจัดสรร"), max_length=60, blank=True)
    notice_on = models.DateField(_("ลงวันที่"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=RegisterState, default=RegisterState.DRAFT)
    saved = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "office", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "office", "number"],
                name="register_number_once",
                violation_error_message=_("มีทะเบียนจัดสรรฉบับนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["edition", "office"],
                condition=Q(state="draft"),
                name="register_one_draft",
                violation_error_message=_("มีร่างทะเบียนจัดสรรที่ยังไม่แจ้งอยู่แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["edition", "office"],
                condition=Q(state="issued"),
                name="register_one_in_force",
                violation_error_message=_("มีทะเบียนจัดสรรที่ใช้อยู่แล้ว"),
            ),
            models.CheckConstraint(
                name="register_issued_names_notice",
                condition=Q(state="draft")
                | (Q(issued_at__isnull=False, notice_on__isnull=False) & ~Q(notice_number="")),
                violation_error_message=_("ทะเบียนที่แจ้งแล้วต้องมีเลขที่และวันที่ของหนังสือแจ้งจัดสรร"),
            ),
            models.CheckConstraint(
                name="register_revision_gives_reason",
                condition=Q(number=1) | ~Q(reason=""),
                violation_error_message=_("การปรับปรุงทะเบียนต้องระบุเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return str(_("ทะเบียนจัดสรรฉบับที่ {n} {office}").format(n=self.number, office=self.office.short_name))

    def get_absolute_url(self) -> str:
        return reverse("web:register", args=[self.pk])


class RegisterRow(models.Model):
    """One receiving office in a register: how many groups, and the amounts per head of money."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="rows")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    groups = models.PositiveIntegerField(_("จำนวนกลุ่มเป้าหมาย (กลุ่ม)"))
    remark = models.CharField(_("หมายเหตุ"), max_length=200, blank=True)

    class Meta:
        ordering = ["register", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "office"],
                name="register_office_once",
                violation_error_message=_("หน่วยงานนี้มีในทะเบียนแล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.register_id}:{self.office_id}"


class RegisterAmount(models.Model):
    """What one row gives under one head of money."""

    row = models.ForeignKey(RegisterRow, on_delete=models.CASCADE, related_name="amounts")
    head = models.CharField(max_length=40)
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"))

    class Meta:
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "head"],
                name="register_head_once",
                violation_error_message=_("หมวดนี้มีในแถวแล้ว"),
            ),
            models.CheckConstraint(
                name="register_amount_not_negative",
                condition=Q(amount_baht__gte=0),
                violation_error_message=_("ยอดจัดสรรต้องไม่ติดลบ"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.head}"


# ---- accounts and entries ----


class Purse(models.TextChoices):
    BUDGET = "budget", _("งบประมาณประจำปี")
    CARRIED = "carried", _("เงินกันไว้เบิกเหลื่อมปี")


class AccountQuerySet(models.QuerySet["Account"]):
    def visible_to(self, actor: Actor) -> "AccountQuerySet":
        return self.filter(reached(actor.reaches(), "case__path", coded("case__edition__programme__code")))

    def in_order(self) -> "AccountQuerySet":
        return self.order_by("case__path", "purse", "pk")


_LINE = (
    F("allotted_baht")
    + F("regained_baht")
    - F("given_baht")
    - F("moved_baht")
    - F("returned_baht")
    - F("carried_baht")
    - F("lapsed_baht")
)
_CASH = (
    F("got_baht")
    + F("regained_baht")
    - F("passed_baht")
    - F("moved_baht")
    - F("returned_baht")
    - F("carried_baht")
)


class Account(models.Model):
    """A case's money under one head: running totals that only `actions.post` moves, and that entries prove."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="accounts")
    head = models.CharField(max_length=40)
    purse = models.CharField(max_length=10, choices=Purse, default=Purse.BUDGET)
    allotted_baht = BahtField(_("ได้รับจัดสรร"), default=Decimal(0))
    given_baht = BahtField(_("จัดสรรต่อ"), default=Decimal(0))
    regained_baht = BahtField(_("รับคืน"), default=Decimal(0))
    got_baht = BahtField(_("รับโอน"), default=Decimal(0))
    passed_baht = BahtField(_("โอนต่อ"), default=Decimal(0))
    moved_baht = BahtField(_("ถัวจ่ายออก"), default=Decimal(0))
    committed_baht = BahtField(_("ผูกพัน"), default=Decimal(0))
    lent_baht = BahtField(_("เงินยืมค้าง"), default=Decimal(0))
    paid_baht = BahtField(_("เบิกจ่าย"), default=Decimal(0))
    returned_baht = BahtField(_("ส่งคืน"), default=Decimal(0))
    carried_baht = BahtField(_("กันเหลื่อมปี"), default=Decimal(0))
    lapsed_baht = BahtField(_("พับไป"), default=Decimal(0))

    objects = AccountQuerySet.as_manager()

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "head", "purse"],
                name="account_once",
                violation_error_message=_("บัญชีของหมวดนี้มีอยู่แล้ว"),
            ),
            models.CheckConstraint(
                name="account_totals_not_negative",
                condition=Q(**{f"{name}_baht__gte": 0 for name in COLUMNS if name not in SIGNED}),
                violation_error_message=_("ยอดในบัญชีต้องไม่ติดลบ"),
            ),
            models.CheckConstraint(
                name="account_transfer_within_allotment",
                condition=Q(got_baht__lte=F("allotted_baht")),
                violation_error_message=_("รับโอนเกินที่ได้รับจัดสรร"),
            ),
            models.CheckConstraint(
                name="account_committed_within_line",
                condition=Q(committed_baht__lte=_LINE),
                violation_error_message=_("ผูกพันหรือจัดสรรต่อเกินที่ได้รับจัดสรร"),
            ),
            models.CheckConstraint(
                name="account_committed_within_cash",
                condition=Q(committed_baht__lte=_CASH),
                violation_error_message=_("ผูกพันหรือโอนต่อเกินเงินที่ได้รับโอน"),
            ),
            models.CheckConstraint(
                name="account_paid_within_committed",
                condition=Q(committed_baht__gte=F("paid_baht") + F("lent_baht")),
                violation_error_message=_("เบิกจ่ายเกินที่ผูกพันไว้"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.head}"

    @property
    def totals(self) -> Totals:
        return Totals(*(getattr(self, f"{name}_baht") for name in COLUMNS))


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
        return self.filter(reached(actor.reaches(), "case__path", coded("case__edition__programme__code")))

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
                condition=~Q(state__in=["approved", "closed"])
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
        return reverse("web:spending", args=[self.pk])


class SpendingLine(models.Model):
    """One cost of a spending, in its expense class."""

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
        of_programme = coded("spending__case__edition__programme__code")
        return self.filter(reached(actor.reaches(), "spending__case__path", of_programme))

    def open(self) -> "LoanQuerySet":
        return self.filter(cleared_on__isnull=True)

    def overdue(self, day: object) -> "LoanQuerySet":
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


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> "EntryQuerySet":
        of_programme = coded("account__case__edition__programme__code")
        return self.filter(reached(actor.reaches(), "account__case__path", of_programme))

    def touching(self, case: Case) -> "EntryQuerySet":
        """Entries on the case's own accounts, from either side."""
        return self.filter(Q(account__case=case) | Q(other__case=case))

    def newest_first(self) -> "EntryQuerySet":
        return self.order_by("-done_on", "-pk")


class Entry(models.Model):
    """One movement of money, never edited or deleted. `other` is the account across: the giver of an allotment or a
    transfer, the receiver of what is moved, returned or carried over."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=14, choices=EntryKind)
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"))
    done_on = models.DateField(_("วันที่ตามเอกสาร"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="entries_across")
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="reversals")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, null=True, related_name="entries")
    spending = models.ForeignKey(Spending, on_delete=models.PROTECT, null=True, related_name="entries")
    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, null=True, related_name="entries")
    document_number = models.CharField(_("เลขที่เอกสาร"), max_length=60, blank=True)
    payer_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    fund_code = models.CharField(_("รหัสแหล่งของเงิน"), max_length=20, blank=True)
    budget_code = models.CharField(_("รหัสงบประมาณ"), max_length=30, blank=True)
    reason = models.CharField(_("เหตุผลหรือที่มา"), max_length=300, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["account", "pk"]
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                name="entry_amount_positive",
                condition=Q(amount_baht__gt=0),
                violation_error_message=_("จำนวนเงินต้องมากกว่าศูนย์"),
            ),
            models.CheckConstraint(
                name="entry_reversal_names_entry",
                condition=Q(kind="reversed", reverses__isnull=False)
                | (~Q(kind="reversed") & Q(reverses__isnull=True)),
                violation_error_message=_("การกลับรายการต้องระบุรายการเดิม"),
            ),
            models.CheckConstraint(
                name="entry_between_two_accounts",
                condition=Q(other__isnull=True) | ~Q(other=F("account")),
                violation_error_message=_("บัญชีต้นทางและปลายทางต้องต่างกัน"),
            ),
        ]
        indexes = [models.Index(fields=["done_on", "kind"], name="entry_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_baht}"


# ---- regulations, and the end of spending ----


class Answer(models.TextChoices):
    YES = "yes", _("ปฏิบัติตามแล้ว")
    NOT_APPLICABLE = "not_applicable", _("ไม่เกี่ยวข้อง")
    NO = "no", _("ยังไม่เป็นไปตามข้อกำหนด")


class ChecklistAnswer(models.Model):
    """An office's word on one regulation of the programme for one case; the latest counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checklist_answers")
    item = models.CharField(max_length=40)
    answer = models.CharField(max_length=14, choices=Answer)
    reason = models.CharField(_("เหตุผล"), max_length=300, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["case", "item", "-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="checklist_other_than_yes_gives_reason",
                condition=Q(answer="yes") | ~Q(reason=""),
                violation_error_message=_("ข้อที่ไม่เกี่ยวข้องหรือยังไม่เป็นไปตามข้อกำหนด ต้องระบุเหตุผล"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.item}"


class SpendingEnd(models.Model):
    """An office's word that a case spends no more, though money is left, and why."""

    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="spending_end")
    reason = models.CharField(_("เหตุผล"), max_length=300)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
