"""Panels, who sits on them, and what keeps a member from an entry."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Case
from sammachip.org.hats import Actor
from sammachip.org.models import Order, Person
from sammachip.org.sight import coded, reached


class Duty(models.TextChoices):
    """What a member is on the panel, as its order names it."""

    CHAIR = "chair", _("ประธานกรรมการ")
    MEMBER = "member", _("กรรมการ")
    SECRETARY = "secretary", _("กรรมการและเลขานุการ")
    ASSISTANT = "assistant", _("ผู้ช่วยเลขานุการ")


ROLE_OF_DUTY = {
    Duty.CHAIR: "panel-chair",
    Duty.MEMBER: "panel-member",
    Duty.SECRETARY: "panel-secretary",
    Duty.ASSISTANT: "panel-secretary",
}
SEAT_KEY = "panel:"


def seat_of(actor: Actor) -> int:
    """The number of the seat that the hat goes with; 0, which is no seat's, for every other hat."""
    key = actor.hat.key
    return int(key.removeprefix(SEAT_KEY)) if key.startswith(SEAT_KEY) else 0


class PanelQuerySet(models.QuerySet["Panel"]):
    def visible_to(self, actor: Actor) -> "PanelQuerySet":
        """Panels of the offices in the hat's sight, and the one on which its seat is."""
        seen = reached(actor.reaches(), "case__path", coded("case__programme__code"))
        return self.filter(seen | Q(pk__in=PanelSeat.objects.filter(pk=seat_of(actor)).values("panel")))

    def standing(self) -> "PanelQuerySet":
        return self.filter(ended_at__isnull=True)


class Panel(models.Model):
    """A committee that an order appoints to select among the cases below one case. It judges every round of that case.

    `quorum` is how many of those who mark must be present for a resolution.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="panels")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="panels")
    title = models.CharField(_("ชื่อคณะกรรมการ"), max_length=200)
    quorum = models.PositiveSmallIntegerField(_("องค์ประชุมไม่น้อยกว่า (คน)"))
    saved = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = PanelQuerySet.as_manager()

    class Meta:
        ordering = ["case_id", "-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="panel_quorum_is_some",
                condition=Q(quorum__gt=0),
                violation_error_message=_("องค์ประชุมต้องมีอย่างน้อย 1 คน"),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="panel_one_standing",
                violation_error_message=_("มีคณะกรรมการที่ยังทำหน้าที่อยู่แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("web:panel", args=[self.pk])


class PanelSeatQuerySet(models.QuerySet["PanelSeat"]):
    def held_on(self, day: date) -> "PanelSeatQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def sitting(self) -> "PanelSeatQuerySet":
        """Those whose end is not told, be it on a day to come."""
        return self.filter(ends_on__isnull=True)

    def marking(self) -> "PanelSeatQuerySet":
        return self.filter(marks=True)


class PanelSeat(models.Model):
    """One person's seat on a panel from one day to another: the duty of the order, and whether it marks."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="panel_seats")
    duty = models.CharField(_("หน้าที่"), max_length=10, choices=Duty)
    post = models.CharField(_("ตำแหน่ง"), max_length=200, blank=True)
    marks = models.BooleanField(_("ให้คะแนน"), default=True)
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True)
    end_reason = models.CharField(_("เหตุผลที่พ้นหน้าที่"), max_length=300, blank=True)

    objects = PanelSeatQuerySet.as_manager()

    class Meta:
        ordering = ["panel_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "person"],
                condition=Q(ends_on__isnull=True),
                name="panel_seat_once",
                violation_error_message=_("ผู้นี้เป็นกรรมการชุดนี้อยู่แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["panel"],
                condition=Q(ends_on__isnull=True, duty=Duty.CHAIR),
                name="panel_one_chair",
                violation_error_message=_("คณะกรรมการมีประธานได้คนเดียว"),
            ),
            models.CheckConstraint(
                name="panel_seat_ended_says_why",
                condition=Q(ends_on__isnull=True) | ~Q(end_reason=""),
                violation_error_message=_("การพ้นหน้าที่ต้องระบุเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def role(self) -> str:
        return ROLE_OF_DUTY[Duty(self.duty)]


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def in_force(self) -> "ConflictQuerySet":
        return self.filter(lifted_at__isnull=True)


class Conflict(models.Model):
    """What keeps one person from one case in every round of it, under every hat, until the result is published.

    `ground` is a key of the pack's grounds; `derived`: found by the software from what it knows, which `because` says.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conflicts")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conflicts")
    ground = models.CharField(_("เหตุ"), max_length=40)
    because = models.CharField(_("ข้อเท็จจริง"), max_length=300)
    derived = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lift_reason = models.CharField(_("เหตุผลที่ยกเลิก"), max_length=300, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["case_id", "person_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "case", "ground"],
                condition=Q(lifted_at__isnull=True),
                name="conflict_once",
                violation_error_message=_("บันทึกการมีส่วนได้เสียเหตุนี้ไว้แล้ว"),
            ),
            models.CheckConstraint(
                name="conflict_lifted_says_who_and_why",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lift_reason="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lift_reason="")),
                violation_error_message=_("การยกเลิกต้องระบุผู้ยกเลิกและเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.case_id} {self.ground}"
