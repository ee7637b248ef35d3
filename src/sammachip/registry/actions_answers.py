"""A person says which official place a misspelt name of a sheet means, or which column a heading."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from sammachip.core.places import Question
from sammachip.core.verdict import Refused
from sammachip.records import actions_sheets as kept_sheets
from sammachip.records.models import SheetImport


def keep_answers(
    sheet: SheetImport, questions: Iterable[Question], answers: Mapping[str, str]
) -> SheetImport:
    """Keep those answers that were offered, for whichever sheet asks of places. Raises Refused when none was."""
    offered = {one.key: dict(one.choices) for one in questions}
    told = {key: code for key, code in answers.items() if code in offered.get(key, {})}
    if not told:
        raise Refused(_("ยังไม่ได้ตอบคำถามข้อใด — เลือกคำตอบอย่างน้อยหนึ่งข้อ"))
    kept_sheets.mark_answered(sheet, told)
    return sheet
