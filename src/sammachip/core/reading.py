"""One answer of each type, read from however people type it: Thai numerals, commas, odd spaces, พ.ศ. dates, labels.

What cannot be read is refused with a code and a reason: what was typed, the rule, and the next step.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sammachip.core.expr import NUMBER_DIGITS
from sammachip.core.fields import MOST_ROWS, Field, FieldType
from sammachip.core.money import NotMoney, parse_baht
from sammachip.core.sentence import Sentence
from sammachip.core.shown import display
from sammachip.core.telephones import NotATelephone, read_telephones
from sammachip.core.thaidate import NotADate, parse_date
from sammachip.core.thainum import fold, tidy, to_arabic

REFERENCE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
QUOTED: Final = 80
_LONGEST_TYPED: Final = 50_000
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FIGURE: Final = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", re.ASCII)
_YES: Final = frozenset(("yes", "true", "1", "on", "ใช่", "มี", "✓"))
_NO: Final = frozenset(("no", "false", "0", "off", "ไม่ใช่", "ไม่มี", "ไม่"))


class Unreadable(ValueError):
    """What was typed is no answer to this field; `reason` says why, without the field's name."""

    def __init__(self, code: str, reason: Sentence) -> None:
        self.code, self.reason = code, reason
        super().__init__(reason)


def read_answer(spec: Field, given: object) -> object:
    """The typed value of one single answer that is not blank. Raises Unreadable."""
    try:
        return _READ[spec.type](spec, given)
    except NotMoney as error:
        raise Unreadable("not_money", error.reason) from error
    except NotADate as error:
        raise Unreadable("not_a_date", error.reason) from error


def quote(given: object) -> str:
    """What was typed, short and clean enough to stand in a sentence."""
    if isinstance(given, list | tuple):
        return ", ".join(quote(one) for one in given[:3])
    text = _CONTROLS.sub("", str(given))
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def is_blank(given: object) -> bool:
    """Nothing was typed, or nothing that shows."""
    return given is None or given in ([], {}, ()) or (isinstance(given, str) and not one_line(given))


def _typed(given: object) -> str:
    """What was typed, as text without control characters; figures of JSON are read as they are written."""
    if isinstance(given, bool) or not isinstance(given, str | int | float | Decimal | date):
        raise Unreadable(
            "not_text", Sentence("«{given}» ไม่ใช่ข้อความหรือตัวเลข — พิมพ์ค่าเดียวในช่องนี้", given=quote(given))
        )
    text = _CONTROLS.sub("", format(Decimal(repr(given)), "f") if isinstance(given, float) else str(given))
    if len(text) > _LONGEST_TYPED:
        raise Unreadable("too_long", Sentence("ยาว {n} ตัวอักษร เกินที่รับได้ — ย่อหรือแนบเป็นไฟล์", n=len(text)))
    return text


def one_line(given: object) -> str:
    """What was typed as one clean line; an empty text for nothing."""
    return tidy(_CONTROLS.sub("", given)) if isinstance(given, str) else "" if given is None else str(given)


def _text(spec: Field, given: object) -> str:
    return _within_length(spec, tidy(_typed(given)))


def _long_text(spec: Field, given: object) -> str:
    lines = [tidy(line) for line in _typed(given).splitlines()]
    return _within_length(spec, "\n".join(lines).strip("\n"))


def _within_length(spec: Field, text: str) -> str:
    if len(text) > spec.max_length:
        reason = Sentence("ยาว {n} ตัวอักษร เกิน {most} ตัวอักษร — ย่อข้อความ", n=len(text), most=spec.max_length)
        raise Unreadable("too_long", reason)
    return text


def _person_name(spec: Field, given: object) -> str:
    name = _text(spec, given)
    if not re.search(r"[^\W\d_]", name):
        raise Unreadable("not_a_name", Sentence("«{given}» ไม่ใช่ชื่อบุคคล — พิมพ์ชื่อและนามสกุล", given=quote(name)))
    return name


def _figure(spec: Field, given: object, example: str) -> Decimal:
    plain = to_arabic(tidy(_typed(given))).replace("\u2212", "-")
    plain = plain.removesuffix(spec.unit).removesuffix("%").removeprefix("ร้อยละ").strip()
    if not _FIGURE.fullmatch(plain):
        raise Unreadable(
            "not_a_number",
            Sentence(
                "«{given}» ไม่ใช่ตัวเลข — พิมพ์เฉพาะตัวเลข เช่น {example}", given=quote(given), example=example
            ),
        )
    figure = Decimal(plain.replace(",", ""))
    if len(figure.as_tuple().digits) > NUMBER_DIGITS:
        raise Unreadable(
            "too_long",
            Sentence("«{given}» ยาวเกิน {most} หลัก — ตรวจจำนวนหลัก", given=quote(given), most=NUMBER_DIGITS),
        )
    return figure


def _integer(spec: Field, given: object) -> int:
    figure = _figure(spec, given, "12")
    if figure != int(figure):
        raise Unreadable(
            "not_whole", Sentence("«{given}» ไม่ใช่จำนวนเต็ม — พิมพ์จำนวนที่ไม่มีทศนิยม เช่น 12", given=quote(given))
        )
    _within(spec, figure, f"{int(figure):,}")
    return int(figure)


def _number(spec: Field, given: object) -> Decimal:
    figure = _figure(spec, given, "62.5")
    kept = round(figure, spec.decimals)
    if kept != figure:
        reason = Sentence("«{given}» มีทศนิยมเกิน {n} ตำแหน่ง — ปัดเศษก่อนพิมพ์", given=quote(given), n=spec.decimals)
        raise Unreadable("too_precise", reason)
    _within(spec, kept, f"{figure:,}")
    return kept if kept else abs(kept)  # no minus before zero


def _money(spec: Field, given: object) -> Decimal:
    amount = parse_baht(_typed(given))
    _within(spec, amount, Sentence("{amount:,} บาท", amount=amount))
    return amount


def _date(spec: Field, given: object) -> date:
    day = parse_date(_typed(given))
    _within(spec, day, display(spec, day))
    return day


def _within(spec: Field, value: Decimal | date, shown: str) -> None:
    """Refuses what lies beyond the field's bounds, quoting both numbers. Bounds and value are of one type."""
    low, high = spec.min, spec.max
    if low is not None and value < low:  # type: ignore[operator]  # the specification gives dates to dates only
        raise Unreadable(
            "too_small",
            Sentence("{shown} น้อยกว่าค่าต่ำสุด {low} — ตรวจแล้วแก้ไข", shown=shown, low=_bound(spec, low)),
        )
    if high is not None and value > high:  # type: ignore[operator]  # as above
        raise Unreadable(
            "too_large",
            Sentence("{shown} มากกว่าค่าสูงสุด {high} — ตรวจแล้วแก้ไข", shown=shown, high=_bound(spec, high)),
        )


def _bound(spec: Field, bound: Decimal | date) -> str:
    return display(spec, bound) if isinstance(bound, date) else f"{bound:,}"


def _phone(_: Field, given: object) -> str:
    """One number or several, as sheets bring them."""
    try:
        return read_telephones(_typed(given))
    except NotATelephone as error:
        reason = Sentence(
            "«{given}» ไม่ใช่หมายเลขโทรศัพท์ — พิมพ์ 9 หรือ 10 หลัก เช่น 081-234-5678 หลายหมายเลขคั่นด้วย ,",
            given=quote(given),
        )
        raise Unreadable("not_a_phone", reason) from error


def _choice(spec: Field, given: object) -> str:
    """The chosen value; a sheet may carry its label."""
    text = tidy(_typed(given))
    for one in spec.choices:
        if text == one.value or fold(text) == fold(one.label):
            return one.value
    offered = ", ".join(one.label for one in spec.choices)
    raise Unreadable(
        "not_a_choice",
        Sentence("«{given}» ไม่อยู่ในตัวเลือก — เลือกจาก {offered}", given=quote(given), offered=offered),
    )


def _choices(spec: Field, given: object) -> list[str]:
    many = given if isinstance(given, list | tuple) else re.split(r"[,\n;]", _typed(given))
    if len(many) > MOST_ROWS:
        raise Unreadable("too_many", Sentence("เลือก {n} รายการ เกินจำนวนตัวเลือก — เลือกใหม่", n=len(many)))
    chosen = {_choice(spec, one) for one in many if not is_blank(one)}
    return [one.value for one in spec.choices if one.value in chosen]


def _yes_no(_: Field, given: object) -> bool:
    if isinstance(given, bool):
        return given
    text = to_arabic(tidy(_typed(given))).lower()
    if text in _YES or text in _NO:
        return text in _YES
    raise Unreadable(
        "not_yes_no", Sentence("«{given}» ไม่ใช่คำตอบใช่หรือไม่ใช่ — เลือก ใช่ หรือ ไม่ใช่", given=quote(given))
    )


def _place(_: Field, given: object) -> str:
    code = to_arabic(tidy(_typed(given))).replace(" ", "")
    if not re.fullmatch(r"\d{6}(\d{2})?", code, re.ASCII):
        reason = Sentence("«{given}» ไม่ใช่รหัสพื้นที่ — ใช้รหัสตำบล 6 หลัก หรือรหัสหมู่บ้าน 8 หลัก", given=quote(given))
        raise Unreadable("not_a_place", reason)
    return code


def _reference(spec: Field, given: object) -> str:
    text = tidy(_typed(given))
    if not REFERENCE.fullmatch(text):
        raise Unreadable(
            "not_a_reference",
            Sentence("«{given}» ไม่ใช่รายการที่เลือกได้ — เลือก{field}ใหม่", given=quote(given), field=spec.label),
        )
    return text


_READ: Final[Mapping[FieldType, Callable[[Field, object], object]]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _long_text,
    FieldType.PERSON_NAME: _person_name,
    FieldType.INTEGER: _integer,
    FieldType.NUMBER: _number,
    FieldType.PERCENT: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _date,
    FieldType.PHONE: _phone,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.YES_NO: _yes_no,
    FieldType.PLACE: _place,
    FieldType.GROUP: _reference,
    FieldType.FILE: _reference,
}
