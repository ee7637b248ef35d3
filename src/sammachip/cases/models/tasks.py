"""Tasks: what a case is to do, whose turn it is, and the letters that move a deadline."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.cases import Case
from sammachip.core.area import ancestors, within
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person, Power
from sammachip.org.sight import coded, reached, under
from sammachip.programmes.models import Edition
from sammachip.trail import clock
from sammachip.trail.columns import PathField


class TaskResult(models.TextChoices):
    PASSED = "passed", _("ผ่าน")
    FAILED = "failed", _("ไม่ผ่าน")
    WITHDRAWN = "withdrawn", _("ถอนตัว")
    DECLINED = "declined", _("ไม่เข้าร่วม")


UNFINISHED = Q(result="", held=False)


def is_overdue(moment: datetime) -> Q:
    """What makes a task late, for what counts late ones beside others: unfinished past its instant."""
    return UNFINISHED & Q(next_due__lt=moment)


class TaskQuerySet(models.QuerySet["Task"]):
    def within(self, path: str) -> "TaskQuerySet":
        low, high = within(path)
        return self.filter(case__path__gte=low, case__path__lt=high)

    def visible_to(self, actor: Actor) -> "TaskQuerySet":
        return self.filter(reached(actor.reaches(), "case__path", coded("case__programme__code")))

    def unfinished(self) -> "TaskQuerySet":
        return self.filter(UNFINISHED)

    def awaiting(self, actor: Actor) -> "TaskQuerySet":
        """Tasks whose turn is the actor's: this role in this office, or a signature for another that an order lets the
        person give. Their month or quarter has begun."""
        from sammachip.cases.models.filings import Filing  # noqa: PLC0415 -- filings stand on tasks

        begun = self.unfinished().filter(opens_at__lte=clock.now())
        if actor.is_seat:
            return begun.filter(turn_role=actor.role).visible_to(actor)
        own = Q(turn_role=actor.role, turn_office=actor.office)
        for_another = Exists(Filing.objects.sent().filter(task=OuterRef("pk"))) & Exists(
            Power.objects.in_force_on(clock.today())
            .filter(holder=actor.person, for_role=OuterRef("turn_role"), for_office=OuterRef("turn_office"))
            .filter(Q(programme_code="") | Q(programme_code=OuterRef("case__programme__code")))
        )
        return begun.filter(own | Q(for_another, pk__in=self.model.objects.visible_to(actor)))

    def with_names(self) -> "TaskQuerySet":
        """With all that a line of a list names. Editions come by a query of their own: each is large, and few."""
        editions = Prefetch("case__edition", queryset=Edition.objects.select_related("programme"))
        named = ("case__office", "case__area", "case__group__village__area", "turn_office")
        return self.select_related(*named).prefetch_related(editions)

    def overdue(self, moment: datetime) -> "TaskQuerySet":
        return self.filter(is_overdue(moment))


class Task(models.Model):
    """One case × one stage × one occurrence. `advance` alone writes its result, turn, missing and due."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    stage = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    occurrence = models.PositiveSmallIntegerField(default=1)
    period = models.CharField(max_length=40, blank=True)
    opens_at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=TaskResult, blank=True)
    tier = models.CharField(max_length=40, blank=True)
    finished_at = models.DateTimeField(null=True)
    held = models.BooleanField(default=False)
    may_start = models.BooleanField(default=True)
    waits_for = models.JSONField(default=list)
    turn_role = models.CharField(max_length=20, blank=True)
    turn_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="turns")
    missing_count = models.PositiveSmallIntegerField(default=0)
    next_due = models.DateTimeField(null=True)
    label = models.CharField(max_length=80, blank=True)
    begun = models.BooleanField(default=False)
    sent_late = models.BooleanField(default=False)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["case", "position", "occurrence"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "stage", "occurrence"],
                name="task_once",
                violation_error_message=_("งานขั้นตอนนี้ของครั้งนี้มีอยู่แล้ว"),
            ),
            models.CheckConstraint(
                name="task_tier_only_when_passed",
                condition=Q(tier="") | Q(result=TaskResult.PASSED),
                violation_error_message=_("ระดับผลมีได้เฉพาะงานที่ผ่าน"),
            ),
        ]
        indexes = [
            models.Index(fields=["turn_office", "turn_role", "result"], name="task_turn"),
            models.Index(fields=["stage", "result"], name="task_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} · {self.case}"

    def get_absolute_url(self) -> str:
        return reverse("web:task", args=[self.pk])


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def in_force(self) -> "ExtensionQuerySet":
        return self.filter(taken_back_at__isnull=True)

    def visible_to(self, actor: Actor) -> "ExtensionQuerySet":
        """Those that name an office in the actor's sight."""
        return self.filter(reached(actor.reaches(), "path", coded("edition__programme__code")))

    def around(self, case: Case) -> "ExtensionQuerySet":
        """Those of the case's programme that name its office, one above it or one below: what its page tells."""
        near = Q(path__in=ancestors(case.path)) | under([case.path])
        return self.filter(near, edition__programme=case.programme_id)


class Extension(models.Model):
    """A deadline moved by letter: for one task, or for all tasks of a stage at and below an office.

    `edition` is the one it was made under; it holds for the whole programme, until it is taken back.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="extensions")
    stage = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="extensions")
    path = PathField()
    due_at = models.DateTimeField(_("กำหนดใหม่"))
    letter_number = models.CharField(_("ตามหนังสือที่"), max_length=60)
    letter_on = models.DateField(_("ลงวันที่"))
    reason = models.CharField(_("เหตุผล"), max_length=300)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_reason = models.CharField(_("เหตุผลที่ถอน"), max_length=300, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="extension_names_its_letter",
                condition=~Q(letter_number="") & ~Q(reason=""),
                violation_error_message=_("การขยายเวลาต้องมีเลขที่หนังสือและเหตุผล"),
            ),
            models.CheckConstraint(
                name="extension_taken_back_says_who_and_why",
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_reason="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_reason="")),
                violation_error_message=_("การถอนการขยายเวลาต้องระบุผู้ถอนและเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.role} {self.due_at:%Y-%m-%d}"
