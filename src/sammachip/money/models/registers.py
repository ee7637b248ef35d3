"""Allocation registers: what an office gives each office below, in versions."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.sight import coded, reached
from sammachip.programmes.models import Edition, Programme
from sammachip.trail.columns import BahtField


class RegisterState(models.TextChoices):
    DRAFT = "draft", _("ร่าง")
    ISSUED = "issued", _("แจ้งจัดสรรแล้ว")
    REPLACED = "replaced", _("ปรับปรุงแล้ว")
    UNDONE = "undone", _("ยกเลิกแล้ว")


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, actor: Actor) -> "RegisterQuerySet":
        """Registers of the actor's own subtree, and those issued to an office in it."""
        reaches = actor.reaches()
        mine = reached(reaches, "office__path", coded("programme__code"))
        sharing = reached(reaches, "office__path", coded("register__programme__code"))
        addressed = RegisterRow.objects.filter(sharing, register__issued_at__isnull=False)
        return self.filter(mine | Q(pk__in=addressed.values("register")))

    def of(self, programme: int, office: str) -> "RegisterQuerySet":
        """All versions of one office's register in one programme."""
        return self.filter(programme=programme, office=office)

    def drafts(self) -> "RegisterQuerySet":
        return self.filter(state=RegisterState.DRAFT)

    def in_force(self) -> "RegisterQuerySet":
        return self.filter(state=RegisterState.ISSUED)

    def newest_first(self) -> "RegisterQuerySet":
        return self.order_by("-made_at", "-pk")


class Register(models.Model):
    """One version of an office's allocation register (ทะเบียนจัดสรร): what each office below is to get, and why.

    An office has one row of versions in a programme, each with the `edition` it was made under.
    `source_text` names the notice the register rests on; the stated totals are that notice's own, to be proved.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="registers")
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
        ordering = ["programme", "office", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "office", "number"],
                name="register_number_once",
                violation_error_message=_("มีทะเบียนจัดสรรฉบับนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["programme", "office"],
                condition=Q(state=RegisterState.DRAFT),
                name="register_one_draft",
                violation_error_message=_("มีร่างทะเบียนจัดสรรที่ยังไม่แจ้งอยู่แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["programme", "office"],
                condition=Q(state=RegisterState.ISSUED),
                name="register_one_in_force",
                violation_error_message=_("มีทะเบียนจัดสรรที่ใช้อยู่แล้ว"),
            ),
            models.CheckConstraint(
                name="register_issued_names_notice",
                condition=Q(state=RegisterState.DRAFT)
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

    @property
    def is_draft(self) -> bool:
        return self.state == RegisterState.DRAFT

    @property
    def is_issued(self) -> bool:
        return self.state == RegisterState.ISSUED


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
