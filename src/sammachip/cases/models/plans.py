"""What a group plans to buy and do, line by line, and what people decided on the class of a line."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.cases import Case
from sammachip.cases.models.filings import Filing
from sammachip.core.goods import EXPENSE_LABELS
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.org.sight import coded, reached
from sammachip.trail.columns import BahtField

CLASSES = [(one.value, label) for one, label in EXPENSE_LABELS.items()]


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


class PlanWork(models.Model):
    """A line of a plan that an activity carried out. The filing of an activity says it once; accepted again, anew."""

    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="works")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="plan_works")
    done_on = models.DateField(_("วันที่ดำเนินการ"))

    class Meta:
        ordering = ["line", "done_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "filing"],
                name="plan_line_once_an_activity",
                violation_error_message=_("กิจกรรมนี้ระบุรายการตามแผนรายการนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.done_on}"


class ClassDecisionQuerySet(models.QuerySet["ClassDecision"]):
    def visible_to(self, actor: Actor) -> "ClassDecisionQuerySet":
        return self.filter(reached(actor.reaches(), "case__path", coded("case__programme__code")))


class ClassDecision(models.Model):
    """A person's word, with the reason, on the class of one thing; beside it what was proposed and why.

    `proposed` is empty where the house was not sure. It holds for the case's lines of that thing (`item_key`: the name
    folded) in that class, at `price_baht` for each or less, as long as the same is proposed for them.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="class_decisions")
    item = models.CharField(_("รายการ"), max_length=200)
    item_key = models.CharField(max_length=200)
    price_baht = BahtField(_("ราคาต่อหน่วย"))
    expense_class = models.CharField(_("ประเภทที่ตัดสิน"), max_length=20, choices=CLASSES)
    proposed = models.CharField(_("ประเภทที่ระบบเสนอ"), max_length=20, choices=CLASSES, blank=True)
    ground = models.CharField(_("เหตุที่เสนอ"), max_length=400)
    source = models.CharField(_("หลักเกณฑ์"), max_length=400, blank=True)
    reason = models.CharField(_("เหตุผลที่ตัดสิน"), max_length=300)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_as = models.CharField(_("ตำแหน่ง"), max_length=160)
    decided_at = models.DateTimeField()

    objects = ClassDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["case", "-decided_at", "-pk"]
        indexes = [models.Index(fields=["case", "item_key"], name="class_decision_by_item")]
        constraints = [
            models.CheckConstraint(
                name="class_decision_says_why",
                condition=~Q(reason=""),
                violation_error_message=_("การตัดสินประเภทค่าใช้จ่ายต้องมีเหตุผล"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} = {self.expense_class}"


class LineAsideQuerySet(models.QuerySet["LineAside"]):
    def visible_to(self, actor: Actor) -> "LineAsideQuerySet":
        return self.filter(reached(actor.reaches(), "case__path", coded("case__programme__code")))

    def standing(self) -> "LineAsideQuerySet":
        """Those not taken up again."""
        return self.filter(taken_up_at__isnull=True)


class LineAside(models.Model):
    """A line proposed for a group's plan that officer and group put aside, with the reason, until it is taken up again.

    `key` is the proposal's in the pack, `words` are the line as it was proposed then.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lines_aside")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    words = models.CharField(_("ข้อเสนอ"), max_length=400)
    reason = models.CharField(_("เหตุผลที่พักไว้"), max_length=300)
    put_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    put_as = models.CharField(max_length=200)
    put_at = models.DateTimeField()
    taken_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    taken_up_at = models.DateTimeField(null=True)

    objects = LineAsideQuerySet.as_manager()

    class Meta:
        ordering = ["case", "-put_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="line_aside_says_why",
                condition=~Q(reason=""),
                violation_error_message=_("ข้อเสนอที่พักไว้ต้องระบุเหตุผล"),
            ),
            models.CheckConstraint(
                name="line_taken_up_says_who",
                condition=Q(taken_up_at__isnull=True, taken_up_by__isnull=True)
                | Q(taken_up_at__isnull=False, taken_up_by__isnull=False),
                violation_error_message=_("การนำข้อเสนอกลับมาต้องระบุผู้นำกลับ"),
            ),
            models.UniqueConstraint(
                fields=["case", "key"],
                condition=Q(taken_up_at__isnull=True),
                name="line_put_aside_once",
                violation_error_message=_("ข้อเสนอนี้พักไว้แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return self.words
