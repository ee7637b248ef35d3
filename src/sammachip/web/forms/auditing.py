"""Forms about what an auditor may read."""

from django import forms
from django.utils.translation import gettext_lazy

from sammachip.org.models import Office
from sammachip.web.forms.account import OfficeField, OfficesForm
from sammachip.web.forms.fields import PaperDayField, SpanForm, ThaiDateField
from sammachip.web.forms.people import DAY_HELP
from sammachip.web.forms.programmes import ProgrammeField


class OfficesField(OfficeField):
    """Several offices, one on each line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: object) -> list[Office]:  # type: ignore[override]  # several where the other gives one
        lines = [line for line in str(forms.CharField.clean(self, value)).splitlines() if line.strip()]
        return list(dict.fromkeys(self.named(line) for line in lines))


class ScopeForm(OfficesForm, SpanForm):
    """What a letter asks an auditor to be shown: which offices, of which programme, on which days."""

    offices = OfficesField(
        label=gettext_lazy("หน่วยงานที่ตรวจสอบ"),
        max_length=2000,
        help_text=gettext_lazy("หนึ่งหน่วยงานต่อบรรทัด ชื่อย่อหรือรหัส เช่น สพจ.บุรีรัมย์ รวมหน่วยงานใต้บังคับบัญชาด้วย"),
    )
    programme_code = ProgrammeField()
    starts_on = ThaiDateField(label=gettext_lazy("ตั้งแต่วันที่"), help_text=DAY_HELP)
    ends_on = ThaiDateField(label=gettext_lazy("ถึงวันที่"), help_text=gettext_lazy("วันสุดท้ายที่อ่านได้"))
    letter_number = forms.CharField(
        label=gettext_lazy("เลขที่หนังสือขอตรวจสอบ"),
        max_length=60,
        help_text=gettext_lazy("หนังสือที่แจ้งขอเข้าตรวจสอบ"),
    )
    letter_on = PaperDayField(label=gettext_lazy("วันที่ของหนังสือ"), help_text=DAY_HELP)
