"""Score sheets and their marks, and what the chair's vote says of equals."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.records.models import StoredFile
from sammachip.selection.models.panels import PanelSeat, seat_of
from sammachip.selection.models.rounds import Assignment, Round, RoundEntry


class SheetQuerySet(models.QuerySet["Sheet"]):
    def current(self) -> "SheetQuerySet":
        """Those that no later one of the same member replaces."""
        return self.filter(replaced_at__isnull=True)

    def sealed(self) -> "SheetQuerySet":
        """Those that count: sealed by who marked, or keyed in from paper and checked by a second person."""
        return self.filter(sealed_at__isnull=False)

    def visible_to(self, actor: Actor) -> "SheetQuerySet":
        """One's own; others' of an entry once one's own of it is sealed. Chair and secretary see those of entries that
        they do not mark themselves."""
        seat = seat_of(actor)
        mine = Q(seat=seat)
        done = self.model.objects.filter(seat=seat).current().sealed().values("entry")
        owed = Assignment.objects.standing().filter(seat=seat).values("entry")
        leads = actor.role in ("panel-chair", "panel-secretary")
        others = Q(entry__in=done) | ~Q(entry__in=owed) if leads else Q(entry__in=done)
        return self.filter(
            mine | (others & Q(sealed_at__isnull=False)), entry__in=RoundEntry.objects.seated(actor)
        )


class Sheet(models.Model):
    """What one seat marks of one entry. A sealed one is never changed: marking anew is a sheet of the next `number`.

    `typed` is the draft as it was typed, right or wrong; sealing reads it into marks. One given on paper names who keyed it
    in, its scan, and who checked it; checking seals it. `total` is what its marks
    weigh, in ten-thousandths of a point, from its sealing on.
    """

    entry = models.ForeignKey(RoundEntry, on_delete=models.PROTECT, related_name="sheets")
    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveSmallIntegerField(default=1)
    remark = models.CharField(_("ความเห็น"), max_length=2000, blank=True)
    typed = models.JSONField(default=dict)
    saved = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)
    total = models.PositiveBigIntegerField(null=True)
    replaced_at = models.DateTimeField(null=True)
    replace_reason = models.CharField(_("เหตุผลที่ให้คะแนนใหม่"), max_length=300, blank=True)
    signed_on = models.DateField(_("วันที่ลงนามในกระดาษ"), null=True)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    keyed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "seat_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "seat"],
                condition=Q(replaced_at__isnull=True),
                name="sheet_one_current",
                violation_error_message=_("กรรมการผู้นี้มีใบคะแนนของผลงานนี้แล้ว"),
            ),
            models.CheckConstraint(
                name="sheet_on_paper_is_checked_by_another",
                condition=Q(keyed_by__isnull=True)
                | Q(sealed_at__isnull=True)
                | (Q(checked_by__isnull=False) & ~Q(checked_by=models.F("keyed_by"))),
                violation_error_message=_("ใบคะแนนกระดาษต้องมีผู้ตรวจทานซึ่งไม่ใช่ผู้บันทึก"),
            ),
            models.CheckConstraint(
                name="sheet_on_paper_counts_with_its_scan",
                condition=Q(keyed_by__isnull=True) | Q(sealed_at__isnull=True) | Q(scan__isnull=False),
                violation_error_message=_("ใบคะแนนกระดาษที่ปิดผนึกต้องมีภาพหรือไฟล์ PDF ของกระดาษ"),
            ),
            models.CheckConstraint(
                name="sheet_replaced_was_sealed_and_says_why",
                condition=Q(replaced_at__isnull=True) | (Q(sealed_at__isnull=False) & ~Q(replace_reason="")),
                violation_error_message=_("ให้คะแนนใหม่ได้เฉพาะใบที่ปิดผนึกแล้ว และต้องระบุเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}:{self.seat_id} #{self.number}"

    @property
    def is_sealed(self) -> bool:
        return self.sealed_at is not None


class Mark(models.Model):
    """The points a sheet gives for one criterion, in hundredths so that both databases keep them exact."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="marks")
    criterion = models.CharField(max_length=40)
    hundredths = models.PositiveIntegerField(_("คะแนน"))
    note = models.CharField(_("เหตุผล"), max_length=500, blank=True)

    class Meta:
        ordering = ["sheet_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "criterion"],
                name="mark_once",
                violation_error_message=_("ให้คะแนนเกณฑ์นี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.hundredths}"

    @property
    def points(self) -> Decimal:
        return Decimal(self.hundredths).scaleb(-2)


class TieVote(models.Model):
    """The chair's recorded vote on entries that nothing else tells apart: `entries` in the order voted."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="votes")
    entries = models.JSONField()
    minute = models.CharField(_("มติและเหตุผล"), max_length=1000)
    voted_on = models.DateField(_("วันที่ลงมติ"))
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(_("เหตุผลที่ถอนมติ"), max_length=300, blank=True)

    class Meta:
        ordering = ["round_id", "pk"]

    def __str__(self) -> str:
        return self.minute
