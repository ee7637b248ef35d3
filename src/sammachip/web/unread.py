"""What core could not read, said in the reader's language: amounts and days. Core says the same in Thai for the shell."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from sammachip.core.cells import CellError
from sammachip.core.money import MoneyFault, NotMoney
from sammachip.core.thaidate import DayFault, NotADate
from sammachip.core.thainum import excerpt
from sammachip.web.templatetags.thai import month_name

AMOUNTS = {
    MoneyFault.MISSING: _("ยังไม่มีจำนวนเงิน — พิมพ์เป็นตัวเลข เช่น 31,200.00"),
    MoneyFault.UNREAD: _("อ่านจำนวนเงินจาก «{text}» ไม่ได้ — พิมพ์เป็นตัวเลข เช่น 31,200.00"),
    MoneyFault.BELOW_SATANG: _("จำนวนเงิน «{text}» ละเอียดกว่าหนึ่งสตางค์ — พิมพ์ทศนิยมไม่เกิน 2 ตำแหน่ง"),
    MoneyFault.TOO_LARGE: _("จำนวนเงิน «{text}» เกินกว่าที่บันทึกได้ — ตรวจจำนวนหลักแล้วพิมพ์ใหม่"),
}
DAYS = {
    DayFault.MISSING: _("ยังไม่มีวันที่ — พิมพ์วัน เดือน ปี พ.ศ. เช่น 31 สิงหาคม 2561 หรือ 31/08/2561"),
    DayFault.UNREAD: _("อ่านวันที่จาก «{text}» ไม่ได้ — พิมพ์วัน เดือน ปี พ.ศ. เช่น 31 สิงหาคม 2561 หรือ 31/08/2561"),
    DayFault.NO_DAY: _(
        "«{text}» ยังไม่ระบุวันที่ของเดือน{named} — พิมพ์วัน เดือน ปี พ.ศ. เช่น 31 สิงหาคม 2561 หรือ 31/08/2561"
    ),
    DayFault.YEAR: _(
        "ปี {year} ใน «{text}» ไม่น่าใช่ปีที่ตั้งใจ — พิมพ์วัน เดือน ปี พ.ศ. เช่น 31 สิงหาคม 2561 หรือ 31/08/2561"
    ),
    DayFault.MONTH: _(
        "«{text}» ระบุเดือนที่ {month} แต่ปีหนึ่งมี 12 เดือน — พิมพ์วัน เดือน ปี พ.ศ. เช่น 31 สิงหาคม 2561 หรือ 31/08/2561"
    ),
    DayFault.DAY: _("ไม่มีวันที่ {day} {named} {year} เพราะเดือนนั้นมี {last} วัน — ตรวจวันที่กับเอกสารแล้วพิมพ์ใหม่"),
}


def unread(error: NotMoney | NotADate) -> str:
    """Why the amount or the day was not taken: what was typed, the rule, the next step."""
    text = excerpt(error.text)
    if isinstance(error, NotMoney):
        return str(AMOUNTS[error.fault]).format(text=text)
    named = month_name(error.numbers.get("month", 0))
    return str(DAYS[error.fault]).format(text=text, named=named, **error.numbers)


def told(error: CellError) -> CellError:
    """The error of a cell with its reason in the reader's language, the name of its column before it."""
    if error.why is None:
        return error
    return replace(error, message=error.message.removesuffix(error.why.reason) + unread(error.why))


def unread_cause(refusal: Exception, otherwise: str) -> str:
    """The same of a refusal that rests on an amount or a day; any other as it says itself."""
    cause = refusal.__cause__
    return unread(cause) if isinstance(cause, NotMoney | NotADate) else otherwise
