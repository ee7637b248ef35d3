"""A deadline moved by letter: whose, of which stage, to which day, for which office, on whose word."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.models import Case
from sammachip.cases.queries import DueDates
from sammachip.cases.rules import hops_to_move, may_move_due, role_label
from sammachip.core.area import Level
from sammachip.core.fields import FieldType
from sammachip.core.thaidate import bangkok_day, day_end
from sammachip.core.verdict import Verdict
from sammachip.programmes.pack import Stage
from sammachip.records.rules import may_fall_due
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import PaperDayField, ThaiDateField, WordedForm
from sammachip.web.readings import short_name
from sammachip.web.templatetags.thai import thaidate

EVERYONE = "all"


class ExtensionForm(WordedForm):
    """`offices` are the cases below of which one may be chosen; "all" stands for whatever lies below `case`, now or
    later: one letter, one row."""

    hop = forms.ChoiceField(label=gettext_lazy("ขั้นตอนและผู้ที่ต้องส่ง"))
    whose = forms.ChoiceField(label=gettext_lazy("ขยายให้"))
    due_on = ThaiDateField(
        label=gettext_lazy("กำหนดใหม่"), help_text=gettext_lazy("เช่น ๓๐ กันยายน ๒๕๖๑ นับถึงสิ้นวัน")
    )
    letter_number = AnswerField(FieldType.TEXT, label=gettext_lazy("เลขที่หนังสือ"), length=60)
    letter_on = PaperDayField(label=gettext_lazy("วันที่ของหนังสือ"))
    reason = AnswerField(FieldType.LONG_TEXT, label=gettext_lazy("เหตุผล"), length=300)

    def __init__(
        self, *args: Any, case: Case, offices: Iterable[Case], **kwargs: Any
    ) -> None:  # Django's own
        super().__init__(*args, **kwargs)
        self.case = case
        self.offices = {str(one.pk): one for one in offices}
        target = Level(next(iter(self.offices.values()), case).level)
        self.hops = {
            f"{stage.key}:{role}": (stage, role) for stage, role in hops_to_move(case.edition, target)
        }
        below = bool(self.offices) and str(case.pk) not in self.offices
        several = [(EVERYONE, _("ทุกหน่วยงานในสังกัด รวมที่เข้าโครงการภายหลัง"))] if below else []
        holds = DueDates(case.edition)
        words = {
            key: _hop_words(stage, role, holds.due_at(case.path, stage.key, role))
            for key, (stage, role) in self.hops.items()
        }
        self._offer("hop", [*words.items()])
        self._offer("whose", [*several, *((key, short_name(one)) for key, one in self.offices.items())])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean_due_on(self) -> datetime:
        return day_end(self.cleaned_data["due_on"])

    def clean(self) -> dict[str, Any]:  # Django's own type
        data = super().clean() or self.cleaned_data
        due, letter_on = data.get("due_on"), data.get("letter_on")
        if due and letter_on and not (falls := may_fall_due(letter_on, bangkok_day(due))):
            self.add_error("due_on", falls.reason)
        elif due and "hop" in data and "whose" in data and not (may := self._may_move(due)):
            self.add_error("due_on", may.reason)
        return data

    def _may_move(self, due: datetime) -> Verdict:
        stage, role = self.stage_and_role
        return may_move_due(self.chosen.edition, self.chosen.path, stage, role, due, None)

    @property
    def chosen(self) -> Case:
        """The case at and below which the deadline moves."""
        whose = self.cleaned_data["whose"]
        return self.case if whose == EVERYONE else self.offices[whose]

    @property
    def stage_and_role(self) -> tuple[str, str]:
        stage, role = self.hops[self.cleaned_data["hop"]]
        return stage.key, role


class TakeBackForm(WordedForm):
    reason = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("เหตุผลที่ถอน"),
        length=300,
        help_text=gettext_lazy("เช่น บันทึกวันผิด หรือมีหนังสือยกเลิกการขยายเวลา (ระบุเลขที่)"),
    )


def _hop_words(stage: Stage, role: str, due: datetime | None) -> str:
    """The hop with the instant that holds for it now, whoever set it."""
    set_day = _("กำหนดเดิม {day}").format(day=thaidate(due)) if due else _("ยังไม่กำหนดวัน")
    return f"{stage.title} — {role_label(role)} ({set_day})"
