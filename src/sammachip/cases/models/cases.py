"""Cases: one subject's passage through a programme, in a tree."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.core.area import within
from sammachip.org.hats import Actor
from sammachip.org.models import Area, Office
from sammachip.org.sight import coded, reached
from sammachip.programmes.models import Edition, Programme
from sammachip.registry.models import Group
from sammachip.trail.columns import PathField


class CaseLevel(models.TextChoices):
    NATION = "nation", _("กรม")
    PROVINCE = "province", _("จังหวัด")
    DISTRICT = "district", _("อำเภอ")
    SUBDISTRICT = "subdistrict", _("ตำบล")
    GROUP = "group", _("กลุ่ม")


class Ending(models.TextChoices):
    """How a passage ends before its work is done."""

    WITHDRAWN = "withdrawn", _("ถอนตัว")
    DECLINED = "declined", _("ไม่เข้าร่วม")
    SILENT = "silent", _("ไม่ตอบหรือไม่ส่งภายในกำหนด")
    LOST_STANDING = "lost-standing", _("ขาดคุณสมบัติ")


class CaseQuerySet(models.QuerySet["Case"]):
    def within(self, path: str) -> "CaseQuerySet":
        low, high = within(path)
        return self.filter(path__gte=low, path__lt=high)

    def visible_to(self, actor: Actor) -> "CaseQuerySet":
        """The cases of the actor's own subtree, by the subject's path of today."""
        return self.filter(reached(actor.reaches(), "path", coded("programme__code")))

    def live(self) -> "CaseQuerySet":
        return self.filter(closed_at__isnull=True)

    def taking_part(self, day: date) -> "CaseQuerySet":
        """Those that took part at the end of that day. Groups join on a day of their own; offices are in throughout."""
        joined = ~Q(level=CaseLevel.GROUP) | Q(joined_on__lte=day)
        return self.filter(joined, Q(left_on__isnull=True) | Q(left_on__gt=day))


class Case(models.Model):
    """One subject's passage through a programme. It hangs under the nearest level above that its edition uses.

    The tree belongs to the programme; `edition` is the one this case follows today, and may differ from case to case.
    What a case must do is said by its edition; what is above, below and beside it is looked up by its programme.

    `joined_on` and `left_on` are the days on the papers; `opened_at` and `closed_at` when that was recorded here.
    `ended_as` and `ended_because` say how and why its own passage ended; a case that ended with the one above has neither.

    `path` is the subject's path of today, for sight; `opened_path` that of the day it opened, for sums. A group's
    path ends in its own step (``/31/3101/310105/g7/``), so a path names one case of a programme.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cases")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cases")
    level = models.CharField(max_length=12, choices=CaseLevel)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="cases")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="cases")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="cases")
    path = PathField(db_index=True)
    opened_path = PathField()
    places = models.PositiveIntegerField(null=True)
    joined_on = models.DateField(_("เข้าร่วมเมื่อวันที่"))
    opened_at = models.DateTimeField()
    left_on = models.DateField(_("สิ้นสุดเมื่อวันที่"), null=True)
    closed_at = models.DateTimeField(null=True)
    ended_as = models.CharField(_("ผลการเข้าร่วม"), max_length=13, choices=Ending, blank=True)
    ended_because = models.CharField(_("เหตุผลที่สิ้นสุด"), max_length=300, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "path", "pk"]
        constraints = [
            models.CheckConstraint(
                name="case_has_one_subject",
                condition=(
                    Q(
                        level__in=[CaseLevel.NATION, CaseLevel.PROVINCE, CaseLevel.DISTRICT],
                        office__isnull=False,
                        area__isnull=True,
                        group__isnull=True,
                    )
                    | Q(
                        level=CaseLevel.SUBDISTRICT,
                        office__isnull=True,
                        area__isnull=False,
                        group__isnull=True,
                    )
                    | Q(level=CaseLevel.GROUP, office__isnull=True, area__isnull=True, group__isnull=False)
                ),
                violation_error_message=_("งานหนึ่งต้องเป็นของหน่วยงาน พื้นที่ หรือกลุ่มเพียงหนึ่งเดียวตามระดับ"),
            ),
            models.CheckConstraint(
                name="case_closed_says_the_day",
                condition=Q(closed_at__isnull=True, left_on__isnull=True)
                | Q(closed_at__isnull=False, left_on__isnull=False),
                violation_error_message=_("งานที่สิ้นสุดแล้วต้องมีวันที่สิ้นสุด"),
            ),
            models.CheckConstraint(
                name="case_open_has_no_ending",
                condition=Q(closed_at__isnull=False) | Q(ended_as="", ended_because=""),
                violation_error_message=_("งานที่ยังไม่สิ้นสุดมีเหตุผลที่สิ้นสุดไม่ได้"),
            ),
            models.UniqueConstraint(
                fields=["programme", "office"],
                name="case_once_for_office",
                violation_error_message=_("หน่วยงานนี้อยู่ในโครงการแล้ว"),
            ),
            models.UniqueConstraint(
                fields=["programme", "area"],
                name="case_once_for_area",
                violation_error_message=_("พื้นที่นี้อยู่ในโครงการแล้ว"),
            ),
            models.UniqueConstraint(
                fields=["programme", "group"],
                name="case_once_for_group",
                violation_error_message=_("กลุ่มนี้อยู่ในโครงการแล้ว"),
            ),
        ]
        indexes = [models.Index(fields=["programme", "level", "path"], name="case_of_level")]

    def __str__(self) -> str:
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return reverse("web:case", args=[self.pk])

    @property
    def subject(self) -> Office | Area | Group:
        subject = self.office or self.area or self.group
        assert subject is not None
        return subject
