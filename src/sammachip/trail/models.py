"""The trail: what happened, chained so that a change shows, and what is still to be told."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, row: models.Model) -> "EventQuerySet":
        """Events about this row, and those that happened within it."""
        kind = row._meta.label_lower
        return self.filter(
            models.Q(about_kind=kind, about_id=row.pk) | models.Q(within_kind=kind, within_id=row.pk)
        )

    def newest_first(self) -> "EventQuerySet":
        return self.order_by("-recorded_at", "-pk")


class Event(models.Model):
    """One thing that happened: who did it under which hat, to what, when, and when it was recorded.

    `digest` covers the row and the digest before it in the same office's chain.
    """

    chain = models.CharField(max_length=12)
    sequence = models.PositiveBigIntegerField()
    verb = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    within_kind = models.CharField(max_length=60, blank=True)
    within_id = models.BigIntegerField(null=True)
    actor = models.JSONField()
    facts = models.JSONField(default=dict)
    done_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["chain", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "sequence"],
                name="event_once_in_chain",
                violation_error_message=_("ลำดับเหตุการณ์ในสายนี้ซ้ำกัน"),
            )
        ]
        indexes = [
            models.Index(fields=["about_kind", "about_id"], name="event_about"),
            models.Index(fields=["within_kind", "within_id"], name="event_within"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.about_kind}:{self.about_id}"


class Chain(models.Model):
    """The end of one office's chain of events; locked while the next link is forged."""

    office = models.CharField(max_length=12, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.office} #{self.length}"


class Anchor(models.Model):
    """One day's seal over the ends of all chains: a chain cut short later no longer fits it."""

    day = models.DateField(primary_key=True)
    ends = models.JSONField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.day.isoformat()


class TakenForm(models.Model):
    """A form of a page that was taken, and where its answer led: sent again, it leads there and changes nothing.

    `key` is a digest of who sent it, from which opened page, to which address, and of all it held.
    """

    key = models.CharField(max_length=64, primary_key=True)
    led_to = models.TextField()
    taken_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.led_to


class NoticeState(models.TextChoices):
    WAITING = "waiting", _("รอส่ง")
    SENT = "sent", _("ส่งแล้ว")
    READ = "read", _("อ่านแล้ว")
    OVER = "over", _("ผ่านไปแล้ว")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> "NoticeQuerySet":
        """Neither read by the person nor over by itself."""
        return self.filter(state__in=[NoticeState.WAITING, NoticeState.SENT])


class Notice(models.Model):
    """Something one person is to be told; written in the action's transaction, delivered by the worker."""

    kind = models.CharField(max_length=60)
    person_id = models.BigIntegerField()
    text = models.CharField(max_length=400)
    url = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=NoticeState, default=NoticeState.WAITING)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["person_id", "state"], name="notice_for"),
            models.Index(fields=["url"], name="notice_about"),
        ]

    def __str__(self) -> str:
        return self.text
