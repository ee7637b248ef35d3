"""Letters that came as pictures: read page by page by the worker, until what was read is a reading."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.records.models.files import StoredFile
from sammachip.records.models.readings import LetterReading

PAGE_TAKES_AT_MOST = timedelta(minutes=3)
"""After so long whoever reads a page is taken to have stopped, and another goes on."""
SCAN_WAITS_AT_MOST = timedelta(days=7)
"""How long a scan that could not be read is kept for another try."""


class ScanState(models.TextChoices):
    READING = "reading", pgettext_lazy("scan", "กำลังอ่าน")
    FAILED = "failed", pgettext_lazy("scan", "อ่านไม่ได้")
    READ = "read", pgettext_lazy("scan", "อ่านแล้ว")


class LetterScanQuerySet(models.QuerySet["LetterScan"]):
    def visible_to(self, actor: Actor) -> "LetterScanQuerySet":
        """Those of the own office: what it is, nobody knows before it is read."""
        return self.none() if actor.is_seat else self.filter(office=actor.office)

    def to_read(self, now: datetime) -> "LetterScanQuerySet":
        """Those that want a page read and that nobody is at work on: page by page in turn, so that a short letter does not
        wait until a long one is done."""
        free = Q(held_until__isnull=True) | Q(held_until__lt=now)
        return self.filter(free, state=ScanState.READING).order_by("read", "pk")

    def at_hand(self) -> "LetterScanQuerySet":
        """Those that are being read, or could not be and may be tried again; the latest first."""
        return self.exclude(state=ScanState.READ).exclude(place="").order_by("-pk")

    def given_up(self, now: datetime) -> "LetterScanQuerySet":
        return self.filter(state=ScanState.FAILED, ended_at__lt=now - SCAN_WAITS_AT_MOST).exclude(place="")


class LetterScan(models.Model):
    """A letter that came as pictures of its pages: how many of them were `read`, and how it ended.

    `place` is where the storage has the file until it is read or given up, `digest` the SHA-256 of its bytes; `file` is the
    one that was kept before, such as that of a letter received. `texts` are those of the pages so far; once they are whole
    they are the `reading`'s.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="letter_scans")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    place = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pages = models.PositiveSmallIntegerField()
    read = models.PositiveSmallIntegerField(default=0)
    texts = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ScanState, default=ScanState.READING)
    why = models.CharField(max_length=500, blank=True)
    reading = models.ForeignKey(LetterReading, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = LetterScanQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "read"], name="scan_next")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "digest"],
                condition=Q(state="reading"),
                name="scan_read_once_at_a_time",
                violation_error_message=_("ไฟล์นี้กำลังอ่านอยู่"),
            ),
            models.CheckConstraint(
                name="scan_ends_in_a_reading_or_says_why",
                condition=Q(state="reading", reading__isnull=True, why="", ended_at__isnull=True)
                | Q(state="failed", reading__isnull=True, ended_at__isnull=False) & ~Q(why="")
                | Q(state="read", reading__isnull=False, why="", ended_at__isnull=False),
                violation_error_message=_("ภาพสแกนที่อ่านจบแล้วต้องมีผลการอ่าน หรือบอกเหตุที่อ่านไม่ได้"),
            ),
            models.CheckConstraint(
                name="scan_reads_its_own_pages",
                condition=Q(pages__gte=1, read__lte=models.F("pages")),
                violation_error_message=_("จำนวนหน้าที่อ่านเกินจำนวนหน้าของไฟล์"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("web:letter-scan", args=[self.pk])

    @property
    def is_reading(self) -> bool:
        return self.state == ScanState.READING
