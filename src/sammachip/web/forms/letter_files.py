"""The files of a letter in a form: chosen several at once, and still chosen when the form comes back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.web.forms.fields import WordedForm
from sammachip.web.letter_files import NO_FILES, Taken

FILES_HELP = gettext_lazy("PDF DOCX XLSX หรือภาพถ่าย เลือกได้หลายไฟล์")


class ManyFiles(forms.FileField):
    """None, one or several files, as they were chosen: each is taken or refused by itself, of which the form knows nothing."""

    class Chooser(forms.FileInput):
        allow_multiple_selected = True

    def __init__(self, **more: Any) -> None:  # passes Django's own arguments through
        super().__init__(widget=self.Chooser({"multiple": True}), **more)

    def clean(self, data: object, initial: object = None) -> Any:  # a list, where Django's own is one file
        given = data if isinstance(data, list) else [data] if data else []
        if self.required and not given:
            raise ValidationError(_("ยังไม่ได้เลือกไฟล์ — เลือกไฟล์แล้วส่งอีกครั้ง"))
        return given


class FormWithFiles(WordedForm):
    """A form that brings files, with those `files` that were taken of what was chosen: a browser chooses none anew."""

    laid = forms.MultipleChoiceField(
        label=gettext_lazy("ไฟล์ที่รับไว้แล้ว"), widget=forms.CheckboxSelectMultiple, required=False
    )
    attached = ManyFiles(label=gettext_lazy("ไฟล์ของหนังสือ"), required=False, help_text=FILES_HELP)

    def __init__(
        self, *args: Any, files: Taken = NO_FILES, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self.files_taken = files
        laid = self.fields["laid"]
        assert isinstance(laid, forms.MultipleChoiceField)
        laid.choices = [(str(one.pk), one.name) for one in files.kept]
        if not files.kept:
            del self.fields["laid"]
        elif self.is_bound:
            assert isinstance(self.data, MultiValueDict)
            self.data = MultiValueDict(dict(self.data.lists()))
            self.data.setlist(self.add_prefix("laid"), [str(one.pk) for one in files.kept])

    def clean(self) -> dict[str, Any] | None:  # the values of all fields
        for said in self.files_taken.refused:
            self.add_error("attached", said)
        return self.cleaned_data
