"""What cannot be true of a group: a day to come, a count beyond all measure, a spot outside the country.

One place for every door: the group's page, its lists, forms of programmes, programs and sheets all ask here, and say the
same sentence. A sentence names no field: each door says it beside the field, or after its name.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.likeness import phone_digits
from sammachip.core.money import format_baht
from sammachip.core.telephones import names_a_number
from sammachip.core.thaidate import BE_OFFSET
from sammachip.core.thainum import to_arabic
from sammachip.core.verdict import YES, Verdict
from sammachip.registry.models.profile import EAST, FIRST_OTOP_YEAR, NORTH, SOUTH, WEST
from sammachip.trail.spoken import day_name

EARLIEST: Final = date(1907, 1, 1)
"""พ.ศ. 2450, before the country had its first co-operative: a day that is older is a slip of the year."""
MOST_PERSONS: Final = 10_000
"""Of a village group: members, or persons it gives work or welfare to."""
MOST_BAHT: Final = Decimal(1_000_000_000)
"""What no village group earned or paid in a year."""

SAID_ON: Final = "said_on"
DAYS: Final = ("founded_on", "activity_on")
"""The days of a group's life, which must agree."""
Rule = Callable[[object, date], str]


def why_not(name: str, value: object, today: date) -> str:
    """Why this value cannot be true of `name`: a column of a group, or `list.column`. An empty text where it can."""
    _label, rule = _RULES.get(name, ("", None))
    return rule(value, today) if rule and value not in (None, "") else ""


def faults_in(said: Mapping[str, object], today: date, of: str = "") -> Iterator[tuple[str, str]]:
    """By column what cannot be true in what is said of a group, or in a row of its list `of`, with the sentence."""
    for key, value in said.items():
        if why := why_not(_name(key, of), value, today):
            yield key, why
    began, left = said.get("founded_on"), said.get("activity_on")
    if not of and isinstance(began, date) and isinstance(left, date) and left < began:
        yield (
            "activity_on",
            _("{day} มาก่อนวันที่จัดตั้งกลุ่ม ({began}) — ตรวจทั้งสองวัน").format(
                day=day_name(left), began=day_name(began)
            ),
        )


def may_be_said(said: Mapping[str, object], today: date, of: str = "") -> Verdict:
    """Whether all of it can be true; else the first sentence, after the name of its field."""
    for key, why in faults_in(said, today, of):
        return Verdict(f"«{label_of(key, of)}»: {why}", "impossible")
    return YES


def may_be_dialled(phone: object) -> Verdict:
    """Whether a telephone holds a number, words beside it or none; the first of several speaks."""
    given = str(phone or "")
    if not given.strip() or phone_digits(given) or names_a_number(to_arabic(given)):
        return YES
    said = _("«โทรศัพท์»: «{given}» ไม่ใช่หมายเลขโทรศัพท์ — พิมพ์ 9 หรือ 10 หลัก เช่น 081-234-5678")
    return Verdict(said.format(given=given[:40]), "impossible")


def label_of(key: str, of: str = "") -> str:
    return str(_RULES[_name(key, of)][0])


def _name(key: str, of: str) -> str:
    return f"{of}.{key}" if of else key


def why_not_past(value: object, today: date) -> str:
    """Why this cannot be the day of something that has happened; an empty text where it can, or where it is no day."""
    if not isinstance(value, date):
        return ""
    if value > today:
        return _("{day} ยังมาไม่ถึง (วันนี้ {today}) — ตรวจวัน เดือน ปี พ.ศ.").format(
            day=day_name(value), today=day_name(today)
        )
    if value < EARLIEST:
        return _("{day} เก่าเกินไป รับตั้งแต่ {earliest} — ตรวจปี พ.ศ.").format(
            day=day_name(value), earliest=day_name(EARLIEST)
        )
    return ""


def _count(least: int) -> Rule:
    def rule(value: object, _today: date) -> str:
        if not isinstance(value, int | Decimal) or least <= value <= MOST_PERSONS:
            return ""
        return _("ต้องอยู่ระหว่าง {least:,} ถึง {most:,} แต่พบ {number:,} — ตรวจจำนวน").format(
            least=least, most=MOST_PERSONS, number=value
        )

    return rule


def _baht(value: object, _today: date) -> str:
    if not isinstance(value, int | Decimal) or 0 <= value <= MOST_BAHT:
        return ""
    return _("ต้องอยู่ระหว่าง 0 ถึง {most:,} บาท แต่พบ {amount} บาท — ตรวจจำนวนเงิน").format(
        most=MOST_BAHT, amount=format_baht(Decimal(value))
    )


def _year(value: object, today: date) -> str:
    this_year = today.year + BE_OFFSET
    if not isinstance(value, int | Decimal) or FIRST_OTOP_YEAR <= value <= this_year:
        return ""
    return _("ต้องเป็นปี พ.ศ. ระหว่าง {least} ถึง {most} แต่พบ {year} — ตรวจปี").format(
        least=FIRST_OTOP_YEAR, most=this_year, year=value
    )


def _degrees(least: Decimal, most: Decimal) -> Rule:
    def rule(value: object, _today: date) -> str:
        if not isinstance(value, int | Decimal) or least <= value <= most:
            return ""
        return _("{given} อยู่นอกประเทศไทย ต้องอยู่ระหว่าง {least} ถึง {most} — ตรวจว่าสลับละติจูดกับลองจิจูดหรือไม่").format(
            least=least, most=most, given=value
        )

    return rule


_AS_OF: Final = gettext_lazy("ข้อมูล ณ วันที่")
_RULES: Final[Mapping[str, tuple[Promise | str, Rule]]] = {
    SAID_ON: (_AS_OF, why_not_past),
    "founded_on": (gettext_lazy("วันที่จัดตั้งกลุ่ม"), why_not_past),
    "activity_on": (gettext_lazy("เปลี่ยนสภาพเมื่อวันที่"), why_not_past),
    "members_count": (gettext_lazy("สมาชิก (คน)"), _count(1)),
    "otop_year": (gettext_lazy("ปีที่ลงทะเบียน OTOP (พ.ศ.)"), _year),
    "latitude": (gettext_lazy("ละติจูด"), _degrees(SOUTH, NORTH)),
    "longitude": (gettext_lazy("ลองจิจูด"), _degrees(WEST, EAST)),
    "markets.since": (gettext_lazy("ตั้งแต่วันที่"), why_not_past),
    "members.joined_on": (gettext_lazy("เป็นสมาชิกตั้งแต่วันที่"), why_not_past),
    "incomes.as_of": (_AS_OF, why_not_past),
    "incomes.amount": (gettext_lazy("รายได้ (บาท)"), _baht),
    "jobs.as_of": (_AS_OF, why_not_past),
    "jobs.persons": (gettext_lazy("ผู้มีงานทำ (คน)"), _count(0)),
    "jobs.new_persons": (gettext_lazy("ในจำนวนนี้เป็นงานใหม่ (คน)"), _count(0)),
    "welfare.as_of": (_AS_OF, why_not_past),
    "welfare.amount": (gettext_lazy("จ่ายสวัสดิการ (บาท)"), _baht),
    "welfare.persons": (gettext_lazy("ผู้ได้รับ (คน)"), _count(0)),
}
RULED: Final = frozenset(_RULES)
"""What has a rule, by the names `why_not` knows."""
