"""The law: programmes, their frozen editions, the terms an office's letter sets inside one, and drafts of packs."""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.sight import reached, told_above
from sammachip.programmes import packfile

if TYPE_CHECKING:
    from sammachip.programmes.pack import Pack


class Programme(models.Model):
    """One programme, known by the code of its pack."""

    code = models.CharField(max_length=60, unique=True)
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="programmes")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


@lru_cache(maxsize=64)
def _pack(digest: str, source: str) -> "Pack":
    return packfile.read(source, filename=digest[:12])


class Edition(models.Model):
    """A published pack, frozen: what was published stands, a correction is the next number."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    fiscal_year = models.PositiveIntegerField()
    source = models.TextField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="edition_number_once",
                violation_error_message=_("โครงการนี้มีฉบับเลขที่นี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def pack(self) -> "Pack":
        return _pack(self.digest, self.source)


class Terms(models.Model):
    """What an office's letter sets inside a programme for itself and below; the nearest up the path holds.

    `edition` is the one whose stages the letter was written for; the newest version holds for every edition.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="terms")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="terms")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    letter_number = models.CharField(_("ตามหนังสือที่"), max_length=60, blank=True)
    letter_on = models.DateField(_("ลงวันที่"), null=True, blank=True)
    reason = models.CharField(_("เหตุผล"), max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["programme", "office", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "office", "version"],
                name="terms_version_once",
                violation_error_message=_("มีข้อกำหนดฉบับนี้ของหน่วยงานนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.office_id} v{self.version}"


class PackDraftQuerySet(models.QuerySet["PackDraft"]):
    def visible_to(self, actor: Actor) -> "PackDraftQuerySet":
        """Drafts of the actor's own subtree; a draft belongs to no programme yet."""
        return self.filter(reached(actor.reaches(), "office__path", told_above("programmes.PackDraft")))


class PackDraft(models.Model):
    """A programme's file that an office is writing, right or wrong: begun from a confirmed letter, or from nothing.

    `saved` counts its saves. Once it was published its edition holds, and the draft stays as it was then.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="pack_drafts")
    title = models.CharField(max_length=300)
    text = models.TextField()
    saved = models.PositiveIntegerField(default=0)
    reading = models.ForeignKey(
        "records.LetterReading", on_delete=models.PROTECT, null=True, related_name="pack_drafts"
    )
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, null=True, related_name="draft")

    objects = PackDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("web:pack-draft", args=[self.pk])
