"""What a sheet that was read must be before it is applied: whole, answered, and neither applied nor discarded."""

from collections.abc import Sized

from django.utils.translation import gettext as _

from sammachip.core.verdict import YES, Verdict
from sammachip.records.models import SheetImport


def is_waiting(sheet: SheetImport) -> Verdict:
    if sheet.applied_at is not None:
        return Verdict(_("แผ่นงานนี้นำเข้าไปแล้ว — เปิดหน้าการนำเข้าเพื่อดูผล"))
    if sheet.discarded_at is not None:
        return Verdict(_("แผ่นงานนี้มีผู้เลือกไม่นำเข้าแล้ว — ถ้ายังต้องการ เลือกแฟ้มแล้วนำเข้าใหม่"))
    return YES


def is_whole(errors: Sized) -> Verdict:
    """Whether every cell could be taken."""
    if errors:
        return Verdict(_("มี {n:,} ช่องที่ต้องแก้ในตารางต้นทาง แล้วนำเข้าใหม่").format(n=len(errors)))
    return YES


def is_answered(questions: Sized) -> Verdict:
    if questions:
        return Verdict(_("ยังไม่ได้ตอบคำถาม {n:,} ข้อ — ตอบให้ครบก่อนนำเข้า").format(n=len(questions)))
    return YES
