"""To which work a letter received belongs: chosen from what its office works on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.letters import Tieable
from sammachip.cases.models import Case, LetterTie, Task
from sammachip.programmes.models import Edition
from sammachip.web.forms.fields import WordedForm
from sammachip.web.readings import short_name

Work = tuple[Edition, Case | None, Task | None]


class TieForm(WordedForm):
    work = forms.ChoiceField(
        label=gettext_lazy("งานตามหนังสือ"),
        required=False,
        help_text=gettext_lazy("ผู้รับมอบหมายจะเห็นงานนี้ในหน้าแรก พร้อมกำหนดตามหนังสือ"),
    )

    def __init__(
        self, *args: Any, choices: Tieable, tie: LetterTie | None, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self._works: dict[str, Work] = {}
        groups = [self._case(case, tasks) for case, tasks in choices.cases]
        if choices.editions:
            others = [(self._key(edition, None, None), edition.title) for edition in choices.editions]
            groups.append((_("โครงการที่หน่วยงานยังไม่มีงาน"), others))
        work = self.fields["work"]
        assert isinstance(work, forms.ChoiceField)
        work.choices = [("", _("ไม่ใช่งานตามโครงการ")), *groups]
        if tie:
            self.initial["work"] = _name(tie.edition_id, tie.case_id, tie.task_id)

    def _case(self, case: Case, tasks: Sequence[Task]) -> tuple[str, list[tuple[str, str]]]:
        pack = case.edition.pack
        whole = (
            self._key(case.edition, case, None),
            _("ทั้งงานของ {subject}").format(subject=short_name(case)),
        )
        named = [
            (self._key(case.edition, case, task), f"{pack.stage(task.stage).title} {task.period}".strip())
            for task in tasks
        ]
        return f"{short_name(case)} · {case.edition.title}", [whole, *named]

    def _key(self, edition: Edition, case: Case | None, task: Task | None) -> str:
        name = _name(edition.pk, case.pk if case else None, task.pk if task else None)
        self._works[name] = (edition, case, task)
        return name

    @property
    def chosen(self) -> Work | None:
        return self._works.get(self.cleaned_data["work"])


def _name(edition: int, case: int | None, task: int | None) -> str:
    return f"task:{task}" if task else f"case:{case}" if case else f"edition:{edition}"
