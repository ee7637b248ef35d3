"""Seats of group members: how a villager without an account writes for the group on a phone."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.cases import Case
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.sight import coded, reached


class GroupSeatQuerySet(models.QuerySet["GroupSeat"]):
    def visible_to(self, actor: Actor) -> "GroupSeatQuerySet":
        return self.filter(reached(actor.reaches(), "case__path", coded("case__programme__code")))

    def not_ended(self) -> "GroupSeatQuerySet":
        return self.filter(ended_at=None)

    def in_use_on(self, day: date) -> "GroupSeatQuerySet":
        """Those whose person may come in on this day."""
        return self.not_ended().filter(ends_on__gte=day, case__closed_at=None)


class GroupSeat(models.Model):
    """A place from which one member writes for a group in one programme, opened by an officer until a day.

    The person comes in by the code on a paper and a PIN; of both only digests are kept. `tries` counts wrong PINs since
    the last right one or the last rest.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=128)
    ends_on = models.DateField(_("ใช้ได้ถึงวันที่"))
    tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = GroupSeatQuerySet.as_manager()

    class Meta:
        ordering = ["case", "opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="group_seat_ended_says_by_whom",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                violation_error_message=_("ที่นั่งที่ปิดแล้วต้องระบุผู้ปิดและเวลา"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.opened_at:%Y-%m-%d}"
