"""Entries: every movement of money, never edited or deleted."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Case
from sammachip.money.ledger import Effect, EntryKind, effect
from sammachip.money.models.accounts import Account
from sammachip.money.models.registers import Register
from sammachip.money.models.spendings import Loan, Spending
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.sight import coded, reached
from sammachip.trail.columns import BahtField


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> "EntryQuerySet":
        of_programme = coded("account__case__programme__code")
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
                condition=Q(kind=EntryKind.REVERSED, reverses__isnull=False)
                | (~Q(kind=EntryKind.REVERSED) & Q(reverses__isnull=True)),
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

    @property
    def effect(self) -> Effect:
        """Which totals it moves, on its own account and across."""
        return effect(self.kind, reverses=self.reverses.kind if self.reverses else None)
