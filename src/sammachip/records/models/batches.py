"""Many papers made as one job: how far it came, what of it is made, and what could not be."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.records.models.drafts import LetterDraft, Recipient
from sammachip.records.models.outgoing import Series
from sammachip.records.models.papers import Paper

HELD_FOR = timedelta(seconds=20)
"""After so long without a word whoever worked on a batch is taken to have stopped, and another goes on."""
KEPT_FOR = timedelta(days=7)
"""How long the bundles of a batch are kept for those who ordered it; they can be made again."""
LETTERS = "letters"


class BatchState(models.TextChoices):
    WORKING = "working", pgettext_lazy("batch", "กำลังจัดทำ")
    STOPPED = "stopped", pgettext_lazy("batch", "หยุดไว้")
    DONE = "done", pgettext_lazy("batch", "จัดทำเสร็จ")


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, actor: Actor) -> "BatchQuerySet":
        """Letters for the own office, secret ones as their draft; what was gathered for one's eyes, for whoever ordered it
        under the same hat."""
        if actor.is_seat:
            return self.none()
        own = Q(ordered_by=actor.person, ordered_as=actor.hat.key)
        written = Q(kind=LETTERS, draft__in=LetterDraft.objects.visible_to(actor))
        return self.filter(own | written, office=actor.office)

    def to_work(self, now: datetime) -> "BatchQuerySet":
        """Those that want work and that nobody is at work on."""
        free = Q(held_until__isnull=True) | Q(held_until__lt=now)
        return self.filter(free, state=BatchState.WORKING).order_by("pk")

    def counted(self) -> "BatchQuerySet":
        """With `size`, and how many are `made` and `failed`; the latest first."""
        return self.annotate(
            size=Count("items"),
            made=Count("items", filter=Q(items__state=ItemState.MADE)),
            failed=Count("items", filter=Q(items__state=ItemState.FAILED)),
        ).order_by("-pk")


class Batch(models.Model):
    """One job: a letter of its own to each recipient of a draft, or papers of another room gathered for who ordered them.

    `held_until` is until when a worker holds it. `zip_place` and `merged_place` are where the storage has what came out as
    one; they are working copies and go after a week. Letters take the next numbers of `series`, or in a row those from
    `first` that another register gave, with what stands `before` them.
    """

    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="batches")
    told = models.JSONField(default=dict)
    draft = models.OneToOneField(LetterDraft, on_delete=models.PROTECT, null=True, related_name="batch")
    dated_on = models.DateField(_("ลงวันที่"), null=True)
    series = models.CharField(_("ชุดเลข"), max_length=12, choices=Series, blank=True)
    before = models.CharField(max_length=40, blank=True)
    first = models.PositiveIntegerField(null=True)
    sends = models.BooleanField(default=False)
    due_on = models.DateField(_("กำหนดตามหนังสือ"), null=True)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.WORKING)
    ordered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="batches")
    ordered_as = models.CharField(max_length=40)
    ordered_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    zip_place = models.CharField(max_length=200, blank=True)
    merged_place = models.CharField(max_length=200, blank=True)
    pages = models.PositiveIntegerField(default=0)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="batch_of_letters_has_its_draft",
                condition=Q(kind=LETTERS, draft__isnull=False, dated_on__isnull=False)
                | (~Q(kind=LETTERS) & Q(draft__isnull=True)),
                violation_error_message=_("ชุดหนังสือต้องมีร่างหนังสือและวันที่ของหนังสือ"),
            ),
            models.CheckConstraint(
                name="batch_done_says_when",
                condition=Q(state=BatchState.DONE, done_at__isnull=False)
                | (~Q(state=BatchState.DONE) & Q(done_at__isnull=True)),
                violation_error_message=_("ชุดเอกสารที่จัดทำเสร็จต้องมีวันเวลา"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("web:batch", args=[self.pk])

    @property
    def is_working(self) -> bool:
        return self.state == BatchState.WORKING

    @property
    def folder(self) -> str:
        """Where the storage keeps what is this batch's alone."""
        return f"batches/{self.pk}"

    def number_typed(self, position: int) -> str:
        """The number that another register gave the letter at this place; "" where the office's own counts."""
        return "" if self.first is None else f"{self.before}{self.first + position - 1}"


class ItemState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("batch item", "รอจัดทำ")
    MADE = "made", pgettext_lazy("batch item", "จัดทำแล้ว")
    FAILED = "failed", pgettext_lazy("batch item", "ทำไม่ได้")


class BatchItemQuerySet(models.QuerySet["BatchItem"]):
    def waiting(self) -> "BatchItemQuerySet":
        return self.filter(state=ItemState.WAITING)

    def made(self) -> "BatchItemQuerySet":
        return self.filter(state=ItemState.MADE)

    def failed(self) -> "BatchItemQuerySet":
        return self.filter(state=ItemState.FAILED)


class BatchItem(models.Model):
    """One paper of a batch: for whom or of what it is, and once it is made its PDF; `why` says why it could not be.

    `place` is where the storage has the PDF, `digest` the SHA-256 of its bytes; of a copy that went after a week the
    place is empty.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    recipient = models.OneToOneField(Recipient, on_delete=models.PROTECT, null=True, related_name="item")
    about_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.WAITING)
    why = models.CharField(max_length=500, blank=True)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, null=True, related_name="batch_item")
    place = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)

    objects = BatchItemQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "position"]
        indexes = [models.Index(fields=["batch", "state", "position"], name="batch_item_next")]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "position"],
                name="batch_item_has_a_place",
                violation_error_message=_("ลำดับในชุดเอกสารซ้ำกัน"),
            ),
            models.CheckConstraint(
                name="batch_item_made_has_its_bytes",
                condition=Q(state=ItemState.MADE, made_at__isnull=False) & ~Q(digest="")
                | (~Q(state=ItemState.MADE) & Q(made_at__isnull=True, digest="", paper__isnull=True)),
                violation_error_message=_("เอกสารที่จัดทำแล้วต้องมีไฟล์ และที่ยังไม่จัดทำต้องไม่มี"),
            ),
            models.CheckConstraint(
                name="batch_item_failed_says_why",
                condition=Q(state=ItemState.FAILED) & ~Q(why="") | (~Q(state=ItemState.FAILED) & Q(why="")),
                violation_error_message=_("เอกสารที่ทำไม่ได้ต้องบอกเหตุ"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
