"""Two rows of the registry that may be one group: joined by a pointer that can be undone, or said to be two."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.org.models import Person
from sammachip.registry.models.groups import Group


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> "MergeQuerySet":
        """Those that nobody undid."""
        return self.filter(stands=True)


class Merge(models.Model):
    """One registered group found to be another: a pointer from its row to the one that stands for both.

    No row of either moves, so undoing it restores both. A group that stands for others points nowhere itself.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="merged")
    reason = models.CharField(_("เหตุผล"), max_length=300)
    merged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged_as = models.CharField(max_length=200)
    merged_at = models.DateTimeField()
    stands = models.BooleanField(default=True)
    undone_reason = models.CharField(_("เหตุผลที่แยกคืน"), max_length=300, blank=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    undone_as = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["merged_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(stands=True),
                name="merge_once_for_group",
                violation_error_message=_("กลุ่มนี้รวมเข้ากับกลุ่มอื่นแล้ว"),
            ),
            models.CheckConstraint(
                name="merge_joins_two",
                condition=~Q(group=F("into")),
                violation_error_message=_("รวมกลุ่มเข้ากับตัวเองไม่ได้"),
            ),
            models.CheckConstraint(
                name="merge_gives_reason",
                condition=~Q(reason=""),
                violation_error_message=_("การรวมกลุ่มต้องระบุเหตุผล"),
            ),
            models.CheckConstraint(
                name="merge_undone_is_told",
                condition=Q(
                    stands=True,
                    undone_at__isnull=True,
                    undone_by__isnull=True,
                    undone_as="",
                    undone_reason="",
                )
                | (Q(stands=False, undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
                violation_error_message=_("การแยกกลุ่มคืนต้องระบุผู้แยก เวลา และเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} → {self.into_id}"

    def get_absolute_url(self) -> str:
        """The page on which both stand side by side."""
        return reverse("web:groups-beside", args=[self.group_id, self.into_id])


class Apart(models.Model):
    """A person's answer that two groups that look alike are two; they are not asked about again.

    The smaller id stands first, so that a pair is one row whichever was named first.
    """

    one = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("เหตุผล"), max_length=300)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_as = models.CharField(max_length=200)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["one", "other"]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="apart_once_for_pair",
                violation_error_message=_("สองกลุ่มนี้มีผู้ยืนยันแล้วว่าเป็นคนละกลุ่ม"),
            ),
            models.CheckConstraint(
                name="apart_smaller_first",
                condition=Q(one__lt=F("other")),
                violation_error_message=_("กลุ่มที่ยืนยันว่าเป็นคนละกลุ่มต้องเป็นสองกลุ่ม"),
            ),
            models.CheckConstraint(
                name="apart_gives_reason",
                condition=~Q(reason=""),
                violation_error_message=_("การยืนยันว่าเป็นคนละกลุ่มต้องระบุเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"
