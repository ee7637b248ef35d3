"""A named list as it is brought: the letter that hands it down, and the sheet."""

from django.utils.translation import gettext_lazy as _

from sammachip.core.fields import FieldType
from sammachip.registry.models import RosterOf
from sammachip.registry.roster_proposals import Letter
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import PaperDayField
from sammachip.web.forms.sheets import SheetForm

PASTING = {
    RosterOf.VILLAGE: _(
        "มีหัวตาราง: รหัสหมู่บ้าน หรือ รหัสตำบล/จังหวัด อำเภอ ตำบล กับ หมู่ที่ และ บ้าน — วางทั้งบัญชี เพราะแต่ละฉบับแทนฉบับก่อน"
    ),
    RosterOf.GROUP: _(
        "มีหัวตาราง: ชื่อกลุ่ม กับ เลขทะเบียนกลุ่ม หรือ รหัสหมู่บ้าน หรือ อำเภอ ตำบล หมู่ที่ — วางทั้งบัญชี เพราะแต่ละฉบับแทนฉบับก่อน"
    ),
}


class RosterSheetForm(SheetForm):
    pasting = ""
    letter_from = AnswerField(
        FieldType.TEXT, label=_("หนังสือของ"), length=200, help_text=_("หน่วยงานที่แจ้งบัญชี เช่น กรมการพัฒนาชุมชน")
    )
    letter_number = AnswerField(FieldType.TEXT, label=_("เลขที่หนังสือ"), length=60)
    letter_on = PaperDayField(label=_("วันที่ของหนังสือ"), help_text=_("เช่น ๓๑ สิงหาคม ๒๕๖๑"))
    field_order = ("letter_from", "letter_number", "letter_on", "pasted", "file")

    def __init__(self, *args: object, of: str, **more: object) -> None:
        self.pasting = str(PASTING[RosterOf(of)])
        super().__init__(*args, **more)

    @property
    def letter(self) -> Letter:
        typed = self.cleaned_data
        return Letter(typed["letter_number"], typed["letter_on"], typed["letter_from"])
