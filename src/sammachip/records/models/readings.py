"""Letters that were read: what the reader proposed, and beside it what a person confirmed."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.core.letterfacts.model import Level
from sammachip.org.hats import Actor
from sammachip.org.heads import headed_by
from sammachip.org.models import Office, Person
from sammachip.org.sight import reached, told_above
from sammachip.records.models.files import StoredFile
from sammachip.records.models.incoming import IncomingFile, IncomingLetter

Told = dict[str, Any]  # a letter in plain values, as `core.letterfacts.as_json` gives it


class LetterReadingQuerySet(models.QuerySet["LetterReading"]):
    def visible_to(self, actor: Actor) -> "LetterReadingQuerySet":
        """Letters read in the actor's own subtree, of secret ones those that this person had read, is the head of, or is
        named by the line of; one programme's eyes see none: a letter belongs to none before it is made into something."""
        found = self.filter(reached(actor.reaches(), "office__path", told_above("records.LetterReading")))
        lines = IncomingFile.objects.filter(
            file__digest=OuterRef("file__digest"), letter__office=OuterRef("office")
        )
        shut = Q(secret=True) | Exists(lines.exclude(letter__secrecy=""))
        named = Q(read_by=actor.person) | headed_by(actor)
        opened = lines.filter(letter__in=IncomingLetter.objects.open_to(actor).exclude(secrecy=""))
        return found.filter(~shut | named | Exists(opened))

    def with_confirmed(self) -> "LetterReadingQuerySet":
        """With `is_confirmed`: whether anybody confirmed it."""
        confirmations = LetterConfirmation.objects.filter(reading=OuterRef("pk"))
        return self.annotate(is_confirmed=Exists(confirmations))

    def awaiting(self, actor: Actor) -> "LetterReadingQuerySet":
        """Letters that this person brought in for this office, and that nobody has confirmed or set aside."""
        return self.filter(confirmations=None, aside=None, office=actor.office.pk, read_by=actor.person)


class LetterReading(models.Model):
    """One letter as it was read: its file, its text, and the facts proposed with their places in that text.

    A proposal stays as it is; what a person makes of it are its confirmations, the newest of which holds. `secret` are those
    that were read before letters that say so were no longer read.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="letter_readings")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    facts = models.JSONField()
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    secret = models.BooleanField(default=False)

    objects = LetterReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("web:letter-reading", args=[self.pk])

    @property
    def title(self) -> str:
        """What the letter is about, else the name of its file."""
        return str((self.facts["subject"] or {}).get("value") or self.file.name)

    @property
    def errors(self) -> list[int]:
        """The findings, by their place, that have to be looked at before the letter is used."""
        return [at for at, one in enumerate(self.facts["findings"]) if one["level"] == Level.ERROR]

    @property
    def holding(self) -> "LetterConfirmation | None":
        """The confirmation that holds: the newest."""
        return self.confirmations.order_by("-version").select_related("confirmed_by").first()

    @property
    def left_out(self) -> "LetterAside | None":
        """Why nothing is to be made of it; None where it was not set aside."""
        return getattr(self, "aside", None)


class LetterConfirmation(models.Model):
    """What one person confirmed of a letter: its facts with their values in it, and what they made of each proposed one.

    `decisions` names by key what was corrected or left unknown, and the findings that were looked at; the rest was kept.
    """

    reading = models.ForeignKey(LetterReading, on_delete=models.PROTECT, related_name="confirmations")
    version = models.PositiveIntegerField()
    facts = models.JSONField()
    decisions = models.JSONField()
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["reading", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "version"],
                name="confirmation_version_once",
                violation_error_message=_("มีผู้ยืนยันหนังสือฉบับนี้ไปก่อนแล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reading_id} v{self.version}"


class LetterAside(models.Model):
    """Why nothing is to be made of a letter that was read. Who confirms it all the same takes it up again."""

    reading = models.OneToOneField(LetterReading, on_delete=models.PROTECT, related_name="aside")
    reason = models.CharField(max_length=300)
    aside_at = models.DateTimeField()
    aside_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["reading"]
        constraints = [
            models.CheckConstraint(
                name="letter_aside_says_why",
                condition=~models.Q(reason=""),
                violation_error_message=_("หนังสือที่พักไว้ต้องระบุเหตุผล"),
            )
        ]

    def __str__(self) -> str:
        return self.reason
