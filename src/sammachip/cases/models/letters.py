"""Letters that set work in motion: which programme and stage one sent asks for, whose case and task one received."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.cases import Case
from sammachip.cases.models.tasks import Task
from sammachip.org.models import Person
from sammachip.programmes.models import Edition
from sammachip.records.models import Batch, IncomingLetter, OutgoingLetter


class LetterTie(models.Model):
    """The work that one office does because of one letter it received: a programme's, of one case, or one task of it.

    Without a case the letter tells of a programme in which the office has no work yet.
    """

    letter = models.OneToOneField(IncomingLetter, on_delete=models.PROTECT, related_name="tie")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="letters")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="letters")
    tied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    tied_at = models.DateTimeField()

    class Meta:
        ordering = ["letter"]
        constraints = [
            models.CheckConstraint(
                name="letter_tie_names_the_case_of_its_task",
                condition=Q(task__isnull=True) | Q(case__isnull=False),
                violation_error_message=_("หนังสือที่เชื่อมกับขั้นตอนงานต้องระบุงานของหน่วยงานหรือกลุ่ม"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} → {self.edition_id}"


class BatchWork(models.Model):
    """What each letter of a batch is to ask of the office it goes to, once it is issued."""

    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="work")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["batch"]

    def __str__(self) -> str:
        title = self.edition.title
        return f"{self.edition.pack.stage(self.stage).title} · {title}" if self.stage else title


class SentWork(models.Model):
    """What a letter sent asks of each office it goes to: the work of a programme, or one stage of it."""

    line = models.OneToOneField(OutgoingLetter, on_delete=models.PROTECT, related_name="work")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return f"{self.line_id} → {self.edition_id} {self.stage}".strip()
