"""What named lists said of a group on the day it was taken in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.cases import Case
from sammachip.registry.models import Roster


class Listing(models.Model):
    """What one revision of a named list said of a group when it was taken in; later revisions change nothing of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="listings")
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="listings")
    listed = models.BooleanField(_("อยู่ในบัญชี"))

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "roster"],
                name="listing_once",
                violation_error_message=_("บันทึกผลของบัญชีฉบับนี้ไว้กับงานนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.roster_id}"
