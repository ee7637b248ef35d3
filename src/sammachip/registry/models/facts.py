"""Who said what of a group, when; and what two of them say differently, until a person decides."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.registry.models.groups import Group


class Fact(models.Model):
    """One thing said of a group: the value, what it replaced, who said it, when, and by which filing.

    `erased` counts how often somebody's data was erased in it by a decided request; the rest of the row stays.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="facts")
    field = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    before = models.JSONField(null=True)
    version = models.PositiveIntegerField()
    source = models.CharField(max_length=60)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    erased = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["-version", "field", "pk"]

    def __str__(self) -> str:
        return f"{self.group_id}.{self.field} v{self.version}"


class DifferenceQuerySet(models.QuerySet["Difference"]):
    def visible_to(self, actor: Actor) -> "DifferenceQuerySet":
        """Whoever sees the group."""
        return self.filter(group__in=Group.objects.visible_to(actor))

    def unsettled(self) -> "DifferenceQuerySet":
        return self.filter(settlement__isnull=True)


class Difference(models.Model):
    """A question for a person: a filing says one thing of a group, the registry learned another since it was shown.

    `shown` is what its writer had before them, `fact` the newer knowledge. The registry stays as it is until settled.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="differences")
    field = models.CharField(max_length=60)
    said = models.JSONField()
    shown = models.JSONField(null=True)
    shown_version = models.PositiveIntegerField()
    source = models.CharField(max_length=60)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    erased = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        ordering = ["group", "pk"]

    def __str__(self) -> str:
        return f"{self.group_id}.{self.field} ≠ {self.source}"

    def get_absolute_url(self) -> str:
        return reverse("web:difference", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet."""
        return not hasattr(self, "settlement")


class Stands(models.TextChoices):
    SAID = "said", _("ใช้ค่าตามแบบ")
    KNOWN = "known", _("คงค่าในทะเบียน")
    WITHDRAWN = "withdrawn", _("แบบฉบับใหม่ตอบเป็นอย่างอื่น")


class Settlement(models.Model):
    """The answer to a difference: which value stands, who decided so, and why. It is given once."""

    difference = models.OneToOneField(Difference, on_delete=models.PROTECT, related_name="settlement")
    stands = models.CharField(max_length=9, choices=Stands)
    reason = models.CharField(_("เหตุผล"), max_length=300)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_as = models.CharField(max_length=200)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="settlement_gives_reason",
                condition=~Q(reason=""),
                violation_error_message=_("การตัดสินข้อมูลที่ไม่ตรงกันต้องระบุเหตุผล"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.difference_id}: {self.stands}"
