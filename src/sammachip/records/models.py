"""The records desk: files as they came, papers as they went out, sheets as they were read."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.sight import reached, told_above
from sammachip.trail.columns import PathField


class FileKind(models.TextChoices):
    PHOTO = "photo", _("ภาพถ่าย")
    VIDEO = "video", _("คลิปวิดีโอ")
    DOCUMENT = "document", _("เอกสารแนบ")
    SCAN = "scan", _("สำเนาเอกสาร")
    SHEET = "sheet", _("ตารางข้อมูล")
    PAPER = "paper", _("เอกสารที่ออก")


class StoredFile(models.Model):
    """One file kept byte for byte under its digest; what others see of a photo is the stripped copy.

    Of a clip the shown copy is a picture of it; what is played stands in its `Clip`.
    """

    digest = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=10, choices=FileKind)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    shown_digest = models.CharField(max_length=64, blank=True)
    private = models.JSONField(default=dict)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="files")
    stored_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["shown_digest"], name="file_shown")]
        constraints = [
            models.CheckConstraint(
                name="photo_has_shown_copy",
                condition=~Q(kind=FileKind.PHOTO) | ~Q(shown_digest=""),
                violation_error_message=_("ภาพถ่ายต้องมีสำเนาที่ตัดข้อมูลส่วนบุคคลแล้ว"),
            ),
            models.CheckConstraint(
                name="video_has_poster",
                condition=~Q(kind=FileKind.VIDEO) | ~Q(shown_digest=""),
                violation_error_message=_("คลิปวิดีโอต้องมีภาพตัวอย่าง"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def taken_at(self) -> str:
        """When a photo was taken, as it or the phone wrote it; for those who work with what it shows."""
        return str(self.private.get("taken_at", ""))[:16].replace("T", " ")

    @property
    def taken_where(self) -> str:
        """Latitude and longitude of where it was taken; "" where nobody told."""
        return ", ".join(f"{degrees:.5f}" for degrees in self.private.get("place") or ())


class Playing(models.TextChoices):
    AS_IT_IS = "as-it-is", _("เล่นได้ทันที")
    WAITING = "waiting", _("กำลังเตรียมคลิปสำหรับเล่น")
    COPIED = "copied", _("เล่นจากสำเนา")
    FAILED = "failed", _("ทำสำเนาสำหรับเล่นไม่ได้")


class ClipQuerySet(models.QuerySet["Clip"]):
    def to_copy(self, now: datetime) -> "ClipQuerySet":
        """Those that wait for a copy and that nobody is at work on."""
        waiting = self.filter(playing=Playing.WAITING)
        return waiting.filter(Q(tried_at__isnull=True) | Q(tried_at__lt=now - COPY_TAKES_AT_MOST))


COPY_TAKES_AT_MOST = timedelta(hours=1)
"""After so long whoever copied a clip is taken to have stopped, and another may begin."""
MOST_TRIES = 3


class Clip(models.Model):
    """What a clip is by its own stream: how long it goes on, and which bytes are played for those who watch it.

    Most play as they are; of one that does not, or that tells where it was taken, the worker makes a copy. `plays` is
    the type of what is played, `played_digest` its bytes where they are a copy's.
    """

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="clip")
    milliseconds = models.PositiveIntegerField()
    container = models.CharField(max_length=20)
    codec = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    frames_per_second = models.DecimalField(max_digits=9, decimal_places=2)
    playing = models.CharField(max_length=10, choices=Playing)
    plays = models.CharField(max_length=40, blank=True)
    played_digest = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)

    objects = ClipQuerySet.as_manager()

    class Meta:
        ordering = ["file"]
        constraints = [
            models.CheckConstraint(
                name="clip_copied_has_copy",
                condition=~Q(playing=Playing.COPIED) | ~Q(played_digest=""),
                violation_error_message=_("คลิปที่เล่นจากสำเนาต้องมีสำเนา"),
            ),
            models.CheckConstraint(
                name="clip_goes_on",
                condition=Q(milliseconds__gt=0),
                violation_error_message=_("คลิปต้องมีความยาว"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def is_playable(self) -> bool:
        return self.playing in (Playing.AS_IT_IS, Playing.COPIED)


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, actor: Actor) -> "UploadQuerySet":
        """One's own, under the hat of the office they were begun for."""
        return self.filter(person=actor.person, office=actor.office)

    def abandoned(self, now: datetime) -> "UploadQuerySet":
        return self.filter(touched_at__lt=now - UPLOAD_WAITS_AT_MOST)


UPLOAD_WAITS_AT_MOST = timedelta(days=3)
"""How long a file that stopped half-way is kept for the rest of it."""


class Upload(models.Model):
    """A file on its way in, piece by piece: the bytes below `received` are here, the rest is still with its sender.

    `purpose` says for what it is sent; `mark` tells two files of one name and size apart. The row goes when the file is
    taken, or was left lying for too long.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="uploads")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    mark = models.CharField(max_length=40, blank=True)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-touched_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="upload_receives_no_more_than_its_size",
                condition=Q(received__lte=models.F("size")),
                violation_error_message=_("ไฟล์ที่รับเข้ามาต้องไม่เกินขนาดที่แจ้งไว้"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        return self.received == self.size


class PaperState(models.TextChoices):
    DRAFT = "draft", _("ร่าง")
    ISSUED = "issued", _("ออกแล้ว")


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, actor: Actor) -> "PaperQuerySet":
        """Drafts of offices in the actor's own subtree; issued ones about it, and those addressed to the actor's office.

        Until it is issued a paper is its writers' own: whom it is addressed to, and whom it is about, wait for its number.
        """
        reaches, of_programme = actor.reaches(), told_above("records.Paper")
        written, seen = (reached(reaches, column, of_programme) for column in ("office__path", "path"))
        for reach in reaches:
            addressed = Q(to_office__path=reach.path)
            seen |= addressed & of_programme(reach.programme) if reach.programme else addressed
        return self.filter(Q(state=PaperState.DRAFT) & written | Q(state=PaperState.ISSUED) & seen)

    def about(self, row: models.Model) -> "PaperQuerySet":
        return self.filter(about_kind=row._meta.label_lower, about_id=row.pk)


class Paper(models.Model):
    """A paper and the whole content it was made from. Issued, its files are given out again byte for byte."""

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="papers")
    about_kind = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    path = PathField(db_index=True)
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="papers_received")
    content = models.JSONField()
    number = models.CharField(_("เลขที่หนังสือ"), max_length=60, blank=True)
    dated_on = models.DateField(_("ลงวันที่"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=PaperState, default=PaperState.DRAFT)
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["about_kind", "about_id"], name="paper_about")]
        constraints = [
            models.CheckConstraint(
                name="issued_paper_has_files",
                condition=Q(state=PaperState.DRAFT)
                | Q(pdf__isnull=False, docx__isnull=False, issued_at__isnull=False),
                violation_error_message=_("เอกสารที่ออกแล้วต้องมีไฟล์ PDF และ DOCX"),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_issued(self) -> bool:
        return self.state == PaperState.ISSUED


WAITS_AT_MOST = timedelta(days=14)
"""How long a sheet that was read may wait before its office is reminded: the registry goes on meanwhile."""


class SheetImportQuerySet(models.QuerySet["SheetImport"]):
    def visible_to(self, actor: Actor) -> "SheetImportQuerySet":
        """Sheets read in the actor's own subtree."""
        return self.filter(reached(actor.reaches(), "office__path", told_above("records.SheetImport")))

    def of_kind(self, kind: str) -> "SheetImportQuerySet":
        return self.filter(kind=kind)

    def waiting(self) -> "SheetImportQuerySet":
        """Those that were read and shown, and changed nothing yet."""
        return self.filter(applied_at__isnull=True, discarded_at__isnull=True)

    def forgotten(self, now: datetime) -> "SheetImportQuerySet":
        """Those that have waited so long that someone must decide."""
        return self.waiting().filter(made_at__lt=now - WAITS_AT_MOST)


class SheetImport(models.Model):
    """One sheet read into rows: what was read, what it changed, and whether it was taken back.

    `answers` are those a person gave to its questions, by their keys; `digest` names the very bytes that were read;
    `outcome` says in numbers and names what became of the rows. One that is discarded changed nothing and keeps no rows.
    """

    kind = models.CharField(max_length=40)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    rows = models.JSONField()
    before = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    answers = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    outcome = models.JSONField(default=dict)
    about_kind = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="sheet_undone_after_applied",
                condition=Q(undone_at__isnull=True) | Q(applied_at__isnull=False),
                violation_error_message=_("ยกเลิกได้เฉพาะการนำเข้าที่นำเข้าแล้ว"),
            ),
            models.CheckConstraint(
                name="sheet_discarded_or_applied",
                condition=Q(discarded_at__isnull=True) | Q(applied_at__isnull=True),
                violation_error_message=_("แฟ้มที่ไม่นำเข้าแล้วนำเข้าอีกไม่ได้"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
