"""Rounds of a selection, what stands in them, and who marks what."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Case, Filing, Task
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.org.sight import coded, reached
from sammachip.selection.law import RoundLaw
from sammachip.selection.models.panels import Conflict, Panel, PanelSeat, seat_of


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, actor: Actor) -> "RoundQuerySet":
        """Rounds of offices in the hat's sight, and those of the panel on which its seat is."""
        seen = reached(actor.reaches(), "task__case__path", coded("task__case__programme__code"))
        return self.filter(seen | Q(panel__in=PanelSeat.objects.filter(pk=seat_of(actor)).values("panel")))

    def seated(self, actor: Actor) -> "RoundQuerySet":
        """Those of the panel on which the hat's seat is."""
        return self.filter(panel__in=PanelSeat.objects.filter(pk=seat_of(actor)).values("panel"))

    def published(self) -> "RoundQuerySet":
        return self.filter(published_at__isnull=False)


class Round(models.Model):
    """One round on an office's task: what is selected, by whom, and by which law.

    `rules` are frozen when it opens, before anybody marks; `digest` is theirs. `places` is how many pass, in all tiers.
    """

    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="round")
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="rounds")
    rules = models.JSONField()
    digest = models.CharField(max_length=64)
    places = models.PositiveIntegerField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["task__case", "task__position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="round_has_places",
                condition=Q(places__gt=0),
                violation_error_message=_("รอบคัดเลือกต้องมีอย่างน้อยหนึ่งที่"),
            )
        ]

    def __str__(self) -> str:
        return str(self.task)

    def get_absolute_url(self) -> str:
        return reverse("web:round", args=[self.pk])

    @property
    def law(self) -> RoundLaw:
        return RoundLaw.of_plain(self.rules)


class RoundTier(models.Model):
    """A tier of a round, the best first; a round without tiers has one without a name."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="tiers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40, blank=True)
    places = models.PositiveIntegerField()

    class Meta:
        ordering = ["round_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"],
                name="round_tier_once",
                violation_error_message=_("ระดับนี้มีในรอบแล้ว"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class RoundEntryQuerySet(models.QuerySet["RoundEntry"]):
    def seated(self, actor: Actor) -> "RoundEntryQuerySet":
        """Those the hat's seat may look at: of its panel's rounds, none that something keeps its person from.

        A conflict walls off until the result is published, and not longer.
        """
        barred = Conflict.objects.in_force().filter(person=actor.person, case=OuterRef("case"))
        of_panel = PanelSeat.objects.filter(pk=seat_of(actor)).values("panel")
        return self.filter(Q(round__published_at__isnull=False) | ~Exists(barred), round__panel__in=of_panel)

    def visible_to(self, actor: Actor) -> "RoundEntryQuerySet":
        """Those of the hat's seat; once published, those of offices in its sight."""
        seen = reached(actor.reaches(), "case__path", coded("case__programme__code"))
        return self.filter(
            Q(pk__in=self.model.objects.seated(actor)) | Q(seen, round__published_at__isnull=False)
        )

    def seen_in_round(self, actor: Actor) -> "RoundEntryQuerySet":
        """Those of a published round, all of them for who sees the round; before, those of the hat's seat."""
        return self.filter(Q(round__published_at__isnull=False) | Q(pk__in=self.model.objects.seated(actor)))

    def standing(self) -> "RoundEntryQuerySet":
        """Those that are judged: they have not left, and were not called from a reserve list when all was judged."""
        return self.filter(withdrawn_at__isnull=True, called_from__isnull=True)


class RoundEntry(models.Model):
    """One case in a round, with what it handed in: the filing and the revision that is judged.

    `number` is its number in the call. `handed_in_at` is when the application was first sent. `tally` is what its sealed
    sheets come to (totals.Tally), empty while there is none. `called_from` is the entry of a round before, from whose
    reserve list it took a place of this one after publication: it is not judged here.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="entries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="entries")
    revision = models.PositiveIntegerField()
    handed_in_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(_("เหตุผลที่ออกจากรอบ"), max_length=300, blank=True)
    tally = models.JSONField(default=dict)
    called_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="called_into")

    objects = RoundEntryQuerySet.as_manager()

    class Meta:
        ordering = ["round_id", "number"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "case"],
                name="entry_once_in_round",
                violation_error_message=_("กลุ่มนี้อยู่ในรอบนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["round", "number"],
                name="entry_number_once",
                violation_error_message=_("ลำดับผลงานนี้มีในรอบแล้ว"),
            ),
            models.CheckConstraint(
                name="entry_withdrawn_says_why",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                violation_error_message=_("การออกจากรอบต้องระบุเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> "AssignmentQuerySet":
        return self.filter(ended_at__isnull=True)


class Assignment(models.Model):
    """That a seat is to mark an entry, until it is taken back with a reason."""

    entry = models.ForeignKey(RoundEntry, on_delete=models.PROTECT, related_name="assignments")
    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="assignments")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(_("เหตุผลที่ถอนการมอบหมาย"), max_length=300, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "seat"],
                condition=Q(ended_at__isnull=True),
                name="assignment_once",
                violation_error_message=_("มอบหมายกรรมการผู้นี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}:{self.seat_id}"


class Declaration(models.Model):
    """What a member said of a round before marking in it: that all that keeps from its entries is told, or that nothing
    does. `on_paper`: recorded by the secretary from a signed paper."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="declarations")
    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="declarations")
    on_paper = models.BooleanField(default=False)
    declared_on = models.DateField(_("วันที่แจ้ง"))
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["round_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "seat"],
                name="declaration_once",
                violation_error_message=_("กรรมการผู้นี้แจ้งการมีส่วนได้เสียของรอบนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}:{self.seat_id}"
