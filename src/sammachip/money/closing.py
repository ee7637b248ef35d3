"""What money asks before a case ends: nothing in it or below may still bind the office to others."""

from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.core.money import format_baht
from sammachip.core.verdict import YES, Verdict
from sammachip.money.queries import sums


def may_end(case: Case) -> Verdict:
    """No while money is committed and not paid, or lent and not cleared, at or below the case."""
    money = sums([case])[case.pk]
    if money.committed > 0:
        return Verdict(
            _(
                "ยังมีเงินที่ก่อหนี้ผูกพันแล้วและยังไม่เบิกจ่าย {committed} บาท จึงสิ้นสุดการเข้าร่วมไม่ได้ — เบิกจ่าย หรือยกเลิกหนี้ผูกพันก่อน"
            ).format(committed=format_baht(money.committed)),
            "committed",
        )
    if money.lent > 0:
        return Verdict(
            _("ยังมีเงินยืมที่ยังไม่ส่งใช้ {lent} บาท จึงสิ้นสุดการเข้าร่วมไม่ได้ — ล้างเงินยืมก่อน").format(
                lent=format_baht(money.lent)
            ),
            "lent",
        )
    return YES
