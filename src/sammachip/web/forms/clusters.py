"""The small forms of the cluster register: join groups, end a cluster, or say that there is none."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.models import Case, ClusterBasis
from sammachip.core.clusters import FEWEST
from sammachip.core.fields import FieldType
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import DoneOnField, WordedForm


class ClusterForm(WordedForm):
    """A new cluster: its name, why its groups belong together, and which they are."""

    name = AnswerField(FieldType.TEXT, label=gettext_lazy("ชื่อคลัสเตอร์"), length=160)
    basis = forms.TypedChoiceField(
        label=gettext_lazy("ลักษณะที่รวมกันเป็นคลัสเตอร์"),
        choices=ClusterBasis.choices,
        coerce=ClusterBasis,
        widget=forms.RadioSelect,
    )
    note = AnswerField(FieldType.LONG_TEXT, label=gettext_lazy("คำอธิบาย"), length=300, required=False)
    done_on = DoneOnField(label=gettext_lazy("จัดคลัสเตอร์เมื่อวันที่"))
    members = forms.MultipleChoiceField(
        label=gettext_lazy("ประกอบด้วยกลุ่มอาชีพ"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, groups: Iterable[Case], **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.groups = {str(case.pk): case for case in groups}
        self.fields["members"].error_messages["required"] = _too_few(0)
        self.fields["members"].choices = [(key, _place(case)) for key, case in self.groups.items()]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_members(self) -> list[Case]:
        chosen = [self.groups[key] for key in self.cleaned_data["members"]]
        if len(chosen) < FEWEST:
            raise ValidationError(_too_few(len(chosen)))
        return chosen


def _too_few(chosen: int) -> str:
    return _("เลือก {n} กลุ่ม แต่คลัสเตอร์ต้องมีอย่างน้อย {fewest} กลุ่ม — เลือกเพิ่ม หรือบันทึกว่าไม่มีคลัสเตอร์พร้อมเหตุผล").format(
        n=chosen, fewest=FEWEST
    )


def _place(case: Case) -> str:
    assert case.group is not None
    product = case.group.product or _("ยังไม่ระบุผลิตภัณฑ์")
    return f"{case.group.name} — {product} · {case.group.village.full_name}"


class EndForm(WordedForm):
    reason = AnswerField(FieldType.LONG_TEXT, label=gettext_lazy("เหตุผลที่ยกเลิกคลัสเตอร์"), length=300)
    done_on = DoneOnField(label=gettext_lazy("ยกเลิกเมื่อวันที่"))


class NoneForm(WordedForm):
    reason = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("เหตุผลที่ไม่มีคลัสเตอร์"),
        length=300,
        help_text=gettext_lazy("เช่น มีกลุ่มเป้าหมายกลุ่มเดียว และไม่มีกลุ่มใกล้เคียงที่ผลิตหรือเชื่อมโยงกันได้"),
    )
    done_on = DoneOnField(label=gettext_lazy("พิจารณาเมื่อวันที่"))


class AsideForm(WordedForm):
    reason = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("เหตุผลที่พักข้อเสนอ"),
        length=300,
        help_text=gettext_lazy("ระบบไม่เสนอซ้ำ จนกว่าข้อมูลของกลุ่มสมาชิกจะเปลี่ยน"),
    )

    @classmethod
    def of(cls, mark: str, typed: QueryDict | None = None) -> "AsideForm":
        """The form beside the proposal of this mark; many stand on one page."""
        return cls(typed, auto_id=f"aside-{mark[:12]}-%s")
