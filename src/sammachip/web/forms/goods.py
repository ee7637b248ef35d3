"""What is asked to see which expense class a thing is proposed for."""

from django.utils.translation import gettext_lazy

from sammachip.core.fields import FieldType
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import ThaiDateField, WordedForm


class GoodsForm(WordedForm):
    """Without a day, today's rule is asked."""

    item = AnswerField(FieldType.TEXT, label=gettext_lazy("รายการ"), length=200)
    price = AnswerField(FieldType.MONEY, label=gettext_lazy("ราคาต่อหน่วย (บาท)"), low=0)
    day = ThaiDateField(label=gettext_lazy("ตามหลักเกณฑ์ของวันที่"), required=False)
