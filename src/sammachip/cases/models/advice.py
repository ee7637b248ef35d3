"""What superiors say to what was reported: each word is added below the others, none is changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.filings import Filing
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person

ADVICE_LENGTH = 2000


class AdviceQuerySet(models.QuerySet["Advice"]):
    def visible_to(self, actor: Actor) -> "AdviceQuerySet":
        return self.filter(filing__in=Filing.objects.visible_to(actor))


class Advice(models.Model):
    """One person's advice on one revision of a filing, given from above. Append-only: a second thought is a second row.

    `title` is the post it was given under, `given_on` the day it was given, `recorded_at` when it was typed here.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="advice")
    revision = models.PositiveIntegerField()
    words = models.CharField(_("คำแนะนำ"), max_length=ADVICE_LENGTH)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("ผู้ให้คำแนะนำ"), max_length=160)
    title = models.CharField(_("ตำแหน่ง"), max_length=200)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(_("วันที่ให้คำแนะนำ"))
    recorded_at = models.DateTimeField()

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["filing", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="advice_says_something",
                condition=~Q(words=""),
                violation_error_message=_("เขียนคำแนะนำก่อนบันทึก"),
            ),
            models.CheckConstraint(
                name="advice_is_on_what_was_sent",
                condition=Q(revision__gt=0),
                violation_error_message=_("ให้คำแนะนำได้เมื่อส่งแล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} r{self.revision} {self.name}"
