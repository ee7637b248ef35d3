"""Exact baht: written in figures, written in words, read back from both."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from math import floor

from sammachip.core.sentence import Sentence, marked
from sammachip.core.thainum import excerpt, fold, tidy, to_arabic, to_thai

_SATANG = Decimal("0.01")
_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
_MILLION = 10**6
_LARGEST_WHOLE_DIGITS = 15  # a database counts satang in 64 bits


class MoneyFault(StrEnum):
    """The rule that what was typed as an amount does not keep."""

    MISSING = "missing"
    UNREAD = "unread"
    BELOW_SATANG = "below-satang"
    TOO_LARGE = "too-large"


_SAID = {
    MoneyFault.MISSING: marked("ยังไม่มีจำนวนเงิน — พิมพ์เป็นตัวเลข เช่น 31,200.00"),
    MoneyFault.UNREAD: marked("อ่านจำนวนเงินจาก «{text}» ไม่ได้ — พิมพ์เป็นตัวเลข เช่น 31,200.00"),
    MoneyFault.BELOW_SATANG: marked("จำนวนเงิน «{text}» ละเอียดกว่าหนึ่งสตางค์ — พิมพ์ทศนิยมไม่เกิน 2 ตำแหน่ง"),
    MoneyFault.TOO_LARGE: marked("จำนวนเงิน «{text}» เกินกว่าที่บันทึกได้ — ตรวจจำนวนหลักแล้วพิมพ์ใหม่"),
}


class NotMoney(ValueError):
    """What was typed is no amount of money: which rule it does not keep; `reason` says so in Thai."""

    def __init__(self, text: str, fault: MoneyFault) -> None:
        self.text = text
        self.fault = fault
        self.reason = Sentence(_SAID[fault], text=excerpt(text))
        super().__init__(self.reason)


class NotWords(ValueError):
    """What was written is no amount in Thai words; `unread` is the part that made no sense."""

    def __init__(self, text: str, unread: str) -> None:
        super().__init__(
            f"อ่านจำนวนเงินตัวอักษร «{excerpt(text)}» ไม่ได้ ตรงคำว่า «{excerpt(unread)}» — เขียนให้ครบ เช่น «หนึ่งร้อยบาทถ้วน»"
        )
        self.text = text
        self.unread = unread


def _decimal(amount: Decimal | int) -> Decimal:
    if isinstance(amount, bool) or not isinstance(amount, Decimal | int):
        raise TypeError(f"money is Decimal, never {type(amount).__name__}")
    exact = Decimal(amount)
    if not exact.is_finite():
        raise ValueError(f"{exact} is no amount")
    return exact


def round_satang(amount: Decimal | int) -> Decimal:
    """The amount to whole satang, half up."""
    return _decimal(amount).quantize(_SATANG, context=_EXACT)


def to_satang(amount: Decimal) -> int:
    """The amount as whole satang. ValueError when a part of a satang would be lost."""
    scaled = _decimal(amount).scaleb(2, _EXACT)
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{amount} has less than a satang")
    return whole


def from_satang(satang: int) -> Decimal:
    """The amount in baht, with two places."""
    return Decimal(satang).scaleb(-2, _EXACT)


def split(whole: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """The whole shared out by these weights to the satang; what rounding leaves goes to the heaviest first.

    The parts always add up to the whole. Without a weight above zero the first takes everything.
    """
    total = sum(weights, Decimal(0))
    if total <= 0:
        return [whole, *(Decimal(0) for _ in weights[1:])] if weights else []
    satang = to_satang(whole)
    parts = [floor(satang * weight / total) for weight in weights]
    heaviest = sorted(range(len(weights)), key=lambda at: -weights[at])
    for at in heaviest[: satang - sum(parts)]:
        parts[at] += 1
    return [from_satang(part) for part in parts]


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """How many hundredths of `whole` is `part`, two places half up; None when there is no whole."""
    divisor = _decimal(whole)
    if not divisor:
        return None
    hundredths = _EXACT.divide(_EXACT.multiply(_decimal(part), Decimal(100)), divisor)
    return hundredths.quantize(_SATANG, context=_EXACT)


def format_baht(amount: Decimal | int, *, thai: bool = False, satang: bool = True) -> str:
    """The amount with commas; `satang=False` leaves out .00 but never hides real satang."""
    rounded = round_satang(amount) or Decimal("0.00")  # no minus before zero
    text = f"{rounded:,.2f}"
    if not satang:
        text = text.removesuffix(".00")
    return to_thai(text) if thai else text


_FIGURES = re.compile(r"(?P<minus>-?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?", re.ASCII)
_AROUND = re.compile(r"^(?:฿|จำนวน(?:เงิน)?)\s*|\s*(?:\.-|/-)?\s*(?:บาท)?(?:ถ้วน)?\.?$")


def parse_baht(text: str) -> Decimal:
    """The amount in `text`: Thai or Arabic digits, commas in their places, with or without บาท."""
    plain = to_arabic(tidy(text)).replace("\u2212", "-")
    bare = _AROUND.sub("", plain)
    if not bare:
        raise NotMoney(text, MoneyFault.MISSING)
    figures = _FIGURES.fullmatch(bare)
    if figures is None:
        raise NotMoney(text, MoneyFault.UNREAD)
    whole, part = figures["whole"].replace(",", ""), figures["part"] or ""
    if len(part.rstrip("0")) > 2:
        raise NotMoney(text, MoneyFault.BELOW_SATANG)
    if len(whole.lstrip("0")) > _LARGEST_WHOLE_DIGITS:
        raise NotMoney(text, MoneyFault.TOO_LARGE)
    return round_satang(Decimal(f"{figures['minus']}{whole}.{part or '0'}")) or Decimal("0.00")


_DIGITS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def baht_words(amount: Decimal | int) -> str:
    """The amount in Thai words, half up to whole satang. TypeError for a float."""
    rounded = round_satang(amount)
    minus = "ลบ" if rounded < 0 else ""
    baht, satang = divmod(abs(to_satang(rounded)), 100)
    if not satang:
        return f"{minus}{_words(baht)}บาทถ้วน"
    whole = f"{_words(baht)}บาท" if baht else ""
    return f"{minus}{whole}{_words(satang)}สตางค์"


def _words(number: int) -> str:
    """A whole number; beyond a million it is so many ล้าน and the rest, however large."""
    if number == 0:
        return _DIGITS[0]
    millions, rest = divmod(number, _MILLION)
    before = f"{_words(millions)}ล้าน" if millions else ""
    return before + _below_million(rest, led=bool(millions))


def _below_million(number: int, *, led: bool) -> str:
    """Up to six places; a last one is เอ็ด when anything stands before it."""
    digits = str(number)
    spoken = []
    for place, digit in zip(range(len(digits) - 1, -1, -1), map(int, digits), strict=True):
        if digit == 0:
            continue
        if place == 0 and digit == 1 and (led or number > 1):
            spoken.append("เอ็ด")
        elif place == 1 and digit <= 2:
            spoken.append(("สิบ", "ยี่สิบ")[digit - 1])
        else:
            spoken.append(_DIGITS[digit] + _PLACES[place])
    return "".join(spoken)


_ONE_TO_NINE = "|".join(_DIGITS[1:])
_SIX_PLACES = re.compile(
    "".join(f"(?:({_ONE_TO_NINE})?{place})?" for place in ("แสน", "หมื่น", "พัน", "ร้อย"))
    + f"(?:(ยี่|{_ONE_TO_NINE})?(สิบ))?({_ONE_TO_NINE}|เอ็ด)?"
)
_WORTH = {word: number for number, word in enumerate(_DIGITS)} | {"เอ็ด": 1, "ยี่": 2}
_MOST_MILLIONS = 10  # one after another; nobody's budget has more, and the arithmetic stays exact


def words_to_baht(text: str) -> Decimal:
    """The amount that `text` says in Thai words. NotWords (a ValueError) names what made no sense."""
    spoken = fold(text).strip("()").removesuffix("ถ้วน")
    minus = spoken.startswith("ลบ")
    spoken = spoken.removeprefix("ลบ")
    baht, has_baht, satang = spoken.partition("บาท")
    if not has_baht and spoken.endswith("สตางค์"):
        baht, satang = "", spoken
    if not baht and not satang:
        raise NotWords(text, spoken or text)
    total = 100 * _number(text, baht) + _satang(text, satang)
    return from_satang(-total if minus else total)


def _satang(text: str, spoken: str) -> int:
    if not spoken:
        return 0
    satang = _number(text, spoken.removesuffix("สตางค์"))
    if not spoken.endswith("สตางค์") or satang >= 100:
        raise NotWords(text, spoken)
    return satang


def _number(text: str, spoken: str) -> int:
    """Horner's rule over ล้าน: what stands before each one is so many millions."""
    if spoken in ("", _DIGITS[0]):
        return 0
    first, *rest = spoken.split("ล้าน")
    if len(rest) > _MOST_MILLIONS:
        raise NotWords(text, "ล้าน")
    total = _six_places(text, first) if first else 1  # a bare ล้าน is one million
    for group in rest:
        total = total * _MILLION + _six_places(text, group)
    return total


def _six_places(text: str, spoken: str) -> int:
    read = _SIX_PLACES.match(spoken)
    if read is None or read.end() != len(spoken):
        raise NotWords(text, spoken[read.end() :] if read else spoken)
    total = 0
    for place, word in zip(("แสน", "หมื่น", "พัน", "ร้อย"), read.groups()[:4], strict=True):
        if word or place in read[0]:
            total += _WORTH[word or "หนึ่ง"] * 10 ** _PLACES.index(place)
    tens, has_tens, ones = read.groups()[4:]
    if has_tens:
        total += 10 * _WORTH[tens or "หนึ่ง"]
    return total + (_WORTH[ones] if ones else 0)


def words_agree(words: str, amount: Decimal) -> bool:
    """Whether the words say this amount; words that cannot be read agree with none."""
    try:
        return words_to_baht(words) == round_satang(amount)
    except NotWords:
        return False
