"""An office's answers for the regulations that stand before its spending."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Case
from sammachip.org.models import Person


class Answer(models.TextChoices):
    YES = "yes", _("ปฏิบัติตามแล้ว")
    NOT_APPLICABLE = "not_applicable", _("ไม่เกี่ยวข้อง")
    NO = "no", _("ยังไม่เป็นไปตามข้อกำหนด")


class ChecklistAnswer(models.Model):
    """An office's word on one regulation of the programme for one case; the latest counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checklist_answers")
    item = models.CharField(max_length=40)
    answer = models.CharField(max_length=14, choices=Answer)
    reason = models.CharField(_("เหตุผล"), max_length=300, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["case", "item", "-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="checklist_other_than_yes_gives_reason",
                condition=Q(answer=Answer.YES) | ~Q(reason=""),
                violation_error_message=_("ข้อที่ไม่เกี่ยวข้องหรือยังไม่เป็นไปตามข้อกำหนด ต้องระบุเหตุผล"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.item}"

    @property
    def is_no(self) -> bool:
        return self.answer == Answer.NO
