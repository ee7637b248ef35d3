"""Receipts: that an office received what was sent, under a number of the programme and the year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.filings import Filing
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Programme


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def visible_to(self, actor: Actor) -> "ReceiptQuerySet":
        """Whoever sees what was received."""
        return self.filter(filing__in=Filing.objects.visible_to(actor))


class Receipt(models.Model):
    """One revision of a filing came to the office of one hop at an instant. Numbers run through programme and พ.ศ. year."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="receipts")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("เลขรับ"))
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="receipts")
    revision = models.PositiveIntegerField()
    hop = models.PositiveSmallIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    code = models.CharField(max_length=12, null=True, unique=True, editable=False)
    """What a stranger checks the receipt by; those given before receipts bore one have none."""

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year", "number"],
                name="receipt_number_once",
                violation_error_message=_("เลขรับนี้ใช้แล้วในโครงการและปีนี้"),
            ),
            models.UniqueConstraint(
                fields=["filing", "revision", "hop"],
                name="receipt_once_a_hop",
                violation_error_message=_("ขั้นนี้ออกใบรับของฉบับนี้แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
