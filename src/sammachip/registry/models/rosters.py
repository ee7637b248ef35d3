"""Named lists that a letter hands down: the villages or groups that stand on them, revision by revision."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.core.area import ancestors, within
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.sight import reached, told_above, under
from sammachip.records.models import SheetImport
from sammachip.registry.models.groups import Group
from sammachip.trail.columns import PathField


class RosterOf(models.TextChoices):
    """What stands on a list."""

    VILLAGE = "village", _("หมู่บ้าน")
    GROUP = "group", _("กลุ่ม")


class RosterQuerySet(models.QuerySet["Roster"]):
    def visible_to(self, actor: Actor) -> "RosterQuerySet":
        """The lists taken in within the actor's own subtree, and those handed down to it from above."""
        reaches = actor.reaches()
        above = {path for reach in reaches if not reach.programme for path in ancestors(reach.path)}
        below = reached(reaches, "office__path", told_above("registry.Roster"))
        return self.filter(below | Q(office__path__in=above))

    def standing(self) -> "RosterQuerySet":
        """Those that were not taken back."""
        return self.filter(sheet__undone_at__isnull=True)

    def newest_first(self) -> "RosterQuerySet":
        return self.order_by("key", "office__path", "-number")


class Roster(models.Model):
    """One revision of a named list for the whole area of the office that took it in, with the letter that hands it down.

    `key` is the name by which programmes ask for the list. A revision is never changed: a mended list is the next one.
    """

    key = models.CharField(max_length=50)
    title = models.CharField(_("ชื่อบัญชี"), max_length=300)
    of = models.CharField(_("เป็นบัญชีของ"), max_length=7, choices=RosterOf)
    number = models.PositiveIntegerField(_("ฉบับที่"))
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="rosters")
    letter_number = models.CharField(_("หนังสือที่"), max_length=60)
    letter_on = models.DateField(_("ลงวันที่"))
    letter_from = models.CharField(_("จาก"), max_length=200)
    size = models.PositiveIntegerField(_("จำนวนในบัญชี"))
    sheet = models.OneToOneField(SheetImport, on_delete=models.PROTECT, related_name="roster")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = RosterQuerySet.as_manager()

    class Meta:
        ordering = ["key", "office", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "office", "number"],
                name="roster_number_once",
                violation_error_message=_("บัญชีนี้มีฉบับเลขที่นี้แล้ว"),
            ),
            models.CheckConstraint(
                name="roster_names_its_letter",
                condition=~Q(letter_number="") & ~Q(letter_from=""),
                violation_error_message=_("บัญชีรายชื่อต้องระบุเลขที่หนังสือและผู้ออกหนังสือ"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("web:roster", args=[self.pk])


class RosterLineQuerySet(models.QuerySet["RosterLine"]):
    def visible_to(self, actor: Actor) -> "RosterLineQuerySet":
        """Of the lists in sight, the lines within the actor's own places."""
        own = under([reach.path for reach in actor.reaches()])
        return self.filter(own, roster__in=Roster.objects.visible_to(actor))

    def within(self, path: str) -> "RosterLineQuerySet":
        low, high = within(path)
        return self.filter(path__gte=low, path__lt=high)

    def in_order(self) -> "RosterLineQuerySet":
        return self.order_by("code", "name_folded", "pk")


class RosterLine(models.Model):
    """One village on a list by its code of eight digits, or one group by its village and its name.

    `name` is as the list writes it; a village's may be left out. `group` is the registered group meant, where there was one
    when the list came; `path` is its sub-district's.
    """

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="lines")
    code = models.CharField(max_length=8)
    path = PathField()
    name = models.CharField(_("ชื่อ"), max_length=160, blank=True)
    name_folded = models.CharField(max_length=160, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="roster_lines")

    objects = RosterLineQuerySet.as_manager()

    class Meta:
        ordering = ["roster", "code", "name_folded"]
        indexes = [models.Index(fields=["code", "roster"], name="roster_line_of_village")]
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "code", "name_folded"],
                name="roster_line_once",
                violation_error_message=_("บัญชีฉบับนี้มีรายการนี้แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()
