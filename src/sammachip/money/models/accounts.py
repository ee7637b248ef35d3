"""Accounts: the money of a case under one head, in running totals that its entries prove."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Case
from sammachip.money.ledger import COLUMNS, SIGNED, Totals
from sammachip.org.hats import Actor
from sammachip.org.sight import coded, reached
from sammachip.trail.columns import BahtField


class Purse(models.TextChoices):
    BUDGET = "budget", _("งบประมาณประจำปี")
    CARRIED = "carried", _("เงินกันไว้เบิกเหลื่อมปี")


class AccountQuerySet(models.QuerySet["Account"]):
    def visible_to(self, actor: Actor) -> "AccountQuerySet":
        return self.filter(reached(actor.reaches(), "case__path", coded("case__programme__code")))

    def in_order(self) -> "AccountQuerySet":
        return self.order_by("case__path", "purse", "pk")

    def open(self) -> "AccountQuerySet":
        """Those that hold what is not paid, be it free, bound or lent: each says how much in `open_baht`."""
        left = models.ExpressionWrapper(_LINE - F("paid_baht"), output_field=BahtField())
        return self.annotate(open_baht=left).filter(open_baht__gt=0)


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
    def is_carried(self) -> bool:
        return self.purse == Purse.CARRIED

    @property
    def kept_baht(self) -> Decimal:
        """What was kept for payment after the year: it left the budget's purse, and came into the other."""
        return abs(self.totals.carried)

    @property
    def totals(self) -> Totals:
        return Totals(*(getattr(self, f"{name}_baht") for name in COLUMNS))
