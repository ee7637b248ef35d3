"""Filings: one answered form each, what was sent of it, and its pictures."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.tasks import Task
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.sight import coded, reached
from sammachip.programmes.models import Edition
from sammachip.records.models import StoredFile


class FilingState(models.TextChoices):
    DRAFT = "draft", _("ฉบับร่าง")
    SENT = "sent", _("ส่งแล้ว รอตรวจ")
    ACCEPTED = "accepted", _("รับแล้ว")
    WITHDRAWN = "withdrawn", _("ถอนคืน")


class FilingQuerySet(models.QuerySet["Filing"]):
    def visible_to(self, actor: Actor) -> "FilingQuerySet":
        of_programme = coded("task__case__programme__code")
        return self.filter(reached(actor.reaches(), "task__case__path", of_programme))

    def sent(self) -> "FilingQuerySet":
        return self.filter(state=FilingState.SENT)

    def accepted(self) -> "FilingQuerySet":
        return self.filter(state=FilingState.ACCEPTED)


class Filing(models.Model):
    """One answered form on a task. `answers` is the draft; what was sent lies frozen in its revisions.

    With a `nil_reason` the draft says that there is nothing to report; `nil_accepted`: what was accepted says so.

    `saved` counts the saves of the draft: the number an edit must name to be taken. An `interim` one of a stage that
    repeats tells how far the work is; it does not answer for the one that is due. `registry_version` is what the
    registry knew of the group when its answers were filled in, or when it last learned from this filing.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="filings")
    number = models.PositiveSmallIntegerField(default=1)
    as_of = models.DateField(_("ข้อมูล ณ วันที่"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=FilingState, default=FilingState.DRAFT)
    answers = models.JSONField(default=dict)
    saved = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    hop = models.PositiveSmallIntegerField(null=True)
    accepted_revision = models.PositiveIntegerField(null=True)
    interim = models.BooleanField(_("ฉบับระหว่างทาง"), default=False)
    registry_version = models.PositiveIntegerField(default=0)
    nil_reason = models.CharField(_("เหตุผลที่ไม่มีข้อมูลรายงาน"), max_length=300, blank=True)
    nil_accepted = models.BooleanField(default=False)
    reopened_until = models.DateField(null=True)
    maker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="filings")
    maker_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    first_sent_at = models.DateTimeField(null=True)

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["task", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "number"],
                name="filing_number_once",
                violation_error_message=_("แบบรายงานลำดับนี้มีอยู่แล้ว"),
            ),
            models.CheckConstraint(
                name="filing_accepted_has_revision",
                condition=~Q(state=FilingState.ACCEPTED) | Q(accepted_revision__isnull=False),
                violation_error_message=_("รายงานที่รับแล้วต้องระบุฉบับที่รับ"),
            ),
            models.CheckConstraint(
                name="filing_sent_has_revision",
                condition=~Q(state=FilingState.SENT)
                | Q(revision__gt=0, first_sent_at__isnull=False, hop__isnull=False),
                violation_error_message=_("รายงานที่ส่งแล้วต้องมีฉบับ วันเวลาที่ส่ง และผู้ที่ต้องตรวจ"),
            ),
            models.CheckConstraint(
                name="filing_accepts_only_what_was_sent",
                condition=Q(accepted_revision__isnull=True) | Q(accepted_revision__lte=F("revision")),
                violation_error_message=_("ฉบับที่รับต้องเป็นฉบับที่ส่งมาแล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} #{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("web:filing", args=[self.pk])

    @property
    def is_sent(self) -> bool:
        return self.state == FilingState.SENT


class Revision(models.Model):
    """A filing as it was sent: answers and all that was filled in, frozen. Signers sign this.

    `edition` is the one under which it was sent: whoever reads the revision reads it by that edition's form. `digest`
    is of what was sent, with the `salt`, so that nobody finds by guessing what was erased; `erased` counts erasings, of
    which each has an event with the digest of what was left.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="revisions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    answers = models.JSONField()
    facts = models.JSONField()
    nil_reason = models.CharField(_("เหตุผลที่ไม่มีข้อมูลรายงาน"), max_length=300, blank=True)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, blank=True)
    erased = models.PositiveSmallIntegerField(default=0, db_default=0)
    registry_version = models.PositiveIntegerField(default=0)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_as = models.CharField(max_length=160)
    done_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["filing", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "number"],
                name="revision_once",
                violation_error_message=_("ฉบับที่ส่งลำดับนี้มีอยู่แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} r{self.number}"


class Handwritten(models.Model):
    """The paper that a filing is keyed in from: who wrote it, on which day, and a picture of it if there is one."""

    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, related_name="handwritten")
    written_by = models.CharField(_("ผู้กรอกในกระดาษ"), max_length=160)
    written_on = models.DateField(_("วันที่ในกระดาษ"))
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["filing"]
        constraints = [
            models.CheckConstraint(
                name="handwritten_names_who_wrote",
                condition=~Q(written_by=""),
                violation_error_message=_("แบบที่คีย์จากกระดาษต้องบอกว่าผู้ใดกรอก"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.written_by} {self.written_on}"


class PhotoQuerySet(models.QuerySet["Photo"]):
    def visible_to(self, actor: Actor) -> "PhotoQuerySet":
        return self.filter(filing__in=Filing.objects.visible_to(actor))


class Photo(models.Model):
    """A picture given with a filing, for one of its rows, with a caption."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="photos")
    row = models.CharField(max_length=40)
    caption = models.CharField(_("คำบรรยายภาพ"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["filing", "row", "position", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)
