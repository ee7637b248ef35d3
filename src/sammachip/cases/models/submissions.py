"""What collectors on a phone sent, kept as it came until a draft was made of it or a person put it aside."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.filings import Filing
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.sight import coded, reached
from sammachip.records.models import StoredFile
from sammachip.trail.columns import PathField


class SubmissionState(models.TextChoices):
    WAITING = "waiting", _("รอเลือกงาน")
    PLACED = "placed", _("เป็นฉบับร่างแล้ว")
    ASIDE = "aside", _("เก็บไว้ไม่ใช้")


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, actor: Actor) -> "SubmissionQuerySet":
        """Those that came in to the actor's office or one below it."""
        return self.filter(reached(actor.reaches(), "path", coded("programme_code")))

    def waiting(self) -> "SubmissionQuerySet":
        return self.filter(state=SubmissionState.WAITING)


class Submission(models.Model):
    """One filled-in form as a phone sent it: the same number with the same content is the same submission.

    `why` says why no draft was made of it; `remarks` what of it could not be taken; `reason` why a person put it aside.
    `meanwhile` names the fields that others changed while it was written away from the house: `told` those that the
    writer left alone, `disputed` those that the writer changed as well.
    """

    instance_id = models.CharField(max_length=200)
    programme_code = models.CharField(max_length=120, blank=True)
    form = models.CharField(_("แบบฟอร์ม"), max_length=120)
    version = models.CharField(max_length=120, blank=True)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=SubmissionState, default=SubmissionState.WAITING)
    why = models.CharField(_("เหตุที่ยังไม่เป็นฉบับร่าง"), max_length=600, blank=True)
    remarks = models.CharField(_("ส่วนที่รับไม่ได้"), max_length=2000, blank=True)
    meanwhile = models.JSONField(default=dict)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, null=True, related_name="submissions")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    path = PathField(db_index=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_as = models.CharField(max_length=200)
    received_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("เหตุผลที่เก็บไว้ไม่ใช้"), max_length=300, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "instance_id"],
                name="submission_once",
                violation_error_message=_("ข้อมูลจากแอปชุดนี้รับไว้แล้ว"),
            ),
            models.CheckConstraint(
                name="submission_placed_has_filing",
                condition=Q(state=SubmissionState.PLACED, filing__isnull=False)
                | (~Q(state=SubmissionState.PLACED) & Q(filing__isnull=True)),
                violation_error_message=_("ข้อมูลจากแอปที่เป็นฉบับร่างแล้วต้องระบุฉบับร่าง"),
            ),
            models.CheckConstraint(
                name="submission_aside_says_why_and_who",
                condition=~Q(state=SubmissionState.ASIDE) | (~Q(reason="") & Q(decided_by__isnull=False)),
                violation_error_message=_("การเก็บไว้ไม่ใช้ต้องระบุเหตุผลและผู้ตัดสินใจ"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.instance_id}"

    def get_absolute_url(self) -> str:
        return reverse("web:submission", args=[self.pk])


class SubmissionFile(models.Model):
    """A picture that came with a submission, under the name its answers call it by."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="submissions")

    class Meta:
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "name"],
                name="submission_file_once",
                violation_error_message=_("ภาพชื่อนี้ของข้อมูลชุดนี้รับไว้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return self.name
