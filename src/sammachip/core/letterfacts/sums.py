"""Amounts of money in running text, the words beside them, and what each is for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from sammachip.core.letterfacts.model import AS_LABELLED, BY_ITS_FORM, MENDED, Fact, Money
from sammachip.core.letterfacts.noise import Page
from sammachip.core.likeness import edits
from sammachip.core.money import NotMoney, NotWords, parse_baht, words_to_baht
from sammachip.core.thaiwords import bare

_FIGURES = r"\d[\d,.]{0,24}(?:[^\s\d()]?[\d,.]{0,12}\d)?"
_AMOUNT = re.compile(
    rf"(?:฿\s*)?(?<![\d/.,])(?P<figures>{_FIGURES})\s*(?:(?P<scale>แสน|ล้าน)?บาท|\.-(?:\s*บาท)?|฿|(?=\s*[(\[][^()\d\n]{{4,120}}บาท))(?:\s*ถ้?วน)?"
)
_SCALES = {"แสน": 100_000, "ล้าน": 1_000_000}
_WORDS_BEFORE = re.compile(r"(?P<words>(?:[ก-๎]{2,})(?:บาทถ้?วน|สตางค์?))\s*[(\[]\s*(?:จำนวน(?:เงิน)?\s*)?$")
_WORDS = re.compile(
    r"\s*[(\[]\s*(?P<words>[^()\[\]\d]{4,120}?(?:ถ้?วน|สตา?งค์?|บา?ท(?!\s*(?:ถ้?ว|[ก-๎]{2,25}?สตา?ง))))\s*[)\]]?"
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?")
_PER_BEFORE = re.compile(r"(?P<per>[ก-๎]{2,20}?)\s*(?:ๆ\s*)?ละ\s*(?:ไม่เกิน\s*|จำนวน\s*|เป็นเงิน\s*|เงิน\s*)*$")
_UNITS = "กลุ่ม|แห่ง|คน|อำเภอ|ตำบล|หมู่บ้าน|จังหวัด|ครัวเรือน|ราย|ชุด|รุ่น|วัน|ครั้ง|มื้อ|เดือน|ทีม|กองทุน|โครงการ|หลังคาเรือน|ท่าน|ศูนย์|ชุมชน|หน่วย|กิจกรรม|แปลง|เล่ม|ปี|หลัง|ตัว|ชิ้น|ไร่|ต้น|ผืน|บ่อ|ตัน|กิโลกรัม|กิโลเมตร|เมตร|ถุง|ขวด|กล่อง|เครื่อง|คัน|ห้อง|ผลัด|ชั่วโมง|คาบ|เที่ยว|ทุน|รางวัล|คู่|บูธ|โดส|เข็ม|ตำรับ|โรงเรียน|เทศบาล"
_PER_AFTER = re.compile(rf"\s*(?:ต่อ|/)\s*(?:หนึ่ง\s*|1\s*)?(?P<per>{_UNITS})")
_KNOWN_UNIT = re.compile(rf"(?:{_UNITS})$")


def money_of(page: Page) -> tuple[Money, ...]:
    """Every amount that the text gives in baht, outside its tables."""
    return tuple(_amounts(page))


def _amounts(page: Page) -> Iterator[Money]:
    figures = [found["figures"] for found in _AMOUNT.finditer(page.text)] if page.is_broken else []
    is_grouped = (
        sum("," in one for one in figures) > 1 and sum(map(bool, map(_UNGROUPED.fullmatch, figures))) == 1
    )
    for found in _AMOUNT.finditer(page.text):
        amount = _read(found["figures"])
        if page.is_broken and _is_odd(page, found, is_grouped=is_grouped):
            amount = None
        if amount is not None and found["scale"]:
            amount *= _SCALES[found["scale"]]
        offset = max(0, found.start() - 130)
        beside = _WORDS.match(page.text, found.end())
        before = None if beside else _WORDS_BEFORE.search(page.text[offset : found.start()])
        words = _words(page, beside, 0) if beside else _words(page, before, offset) if before else None
        fact = (
            None
            if amount is None
            else Fact(amount, page.span(*found.span("figures")), page.sure(AS_LABELLED))
        )
        agrees = words.value == amount if words and amount is not None else None
        if not words and page.is_broken and _LONE_DIGIT.search(found["figures"]):
            fact = None
        if fact and words and page.is_broken and _is_slip(amount, words.value):
            if words.confidence == MENDED:
                words, agrees = replace(words, value=None), None
            else:
                fact = replace(fact, value=None)
        if fact or words:
            yield Money(fact, words, agrees, _per(page, found))


_LONE_DIGIT = re.compile(r"0,?0[1-9]0?(?!,?\d)|0,[1-9]00(?!\d)|,0[1-9]0(?!\d)|\d\d,100(?!\d)|[1-9]01(?!\d)")
"""A single digit behind noughts, «396,009», «50,080»: likelier a nought that was taken for it."""
_UNGROUPED, _LEADING_ZERO = re.compile(r"\d{4,}(?:\.\d+)?"), re.compile(r"0[\d,]")


def _is_odd(page: Page, found: re.Match[str], *, is_grouped: bool) -> bool:
    """Whether the figures are of both scripts, begin with a nought, or lack the commas that others have."""
    figures = found["figures"]
    return (
        page.doubts(*found.span("figures"))
        or bool(_LEADING_ZERO.match(figures))
        or (is_grouped and bool(_UNGROUPED.fullmatch(figures)))
    )


def _is_slip(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether a single digit makes the one amount the other: likelier recognition's slip than the writer's."""
    return one is not None and other is not None and edits(f"{one:.2f}", f"{other:.2f}", most=1) == 1


_FEWEST_DIGITS = 3
"""Digits before its noughts by which an amount is itself, and no other of the letter by chance."""


def borne_out(page: Page, money: Sequence[Money], stated: Sequence[Decimal]) -> tuple[Money, ...]:
    """The amounts without those that are a slip off a total that a table states, where letters were taken for others."""
    if not page.is_broken:
        return tuple(money)
    return tuple(one for one in money if one.words or not one.amount or not _is_off(one.amount.value, stated))


def _is_off(amount: Decimal | None, stated: Sequence[Decimal]) -> bool:
    if amount is None or amount in stated or len(f"{amount:.2f}".rstrip("0.")) < _FEWEST_DIGITS:
        return False
    return any(_is_slip(amount, total) and len(str(int(amount))) == len(str(int(total))) for total in stated)


def _read(figures: str) -> Decimal | None:
    """The amount, if its digits and commas stand as they must: a comma out of its place tells of a lost digit."""
    if not _NUMBER.fullmatch(figures):
        return None
    try:
        return parse_baht(figures)
    except NotMoney:
        return None


def _words(page: Page, found: re.Match[str], offset: int) -> Fact[Decimal] | None:
    """The amount that the words say, as they stand or as they must have been spelt."""
    start, end = found.span("words")
    on_one_line = re.sub(r"\s*\n\s*", "", found["words"])
    for spoken, confidence in ((on_one_line, AS_LABELLED), (respelled(on_one_line), MENDED)):
        try:
            if spoken:
                return Fact(words_to_baht(spoken), page.span(offset + start, offset + end), confidence)
        except NotWords:
            continue
    return None


def _per(page: Page, found: re.Match[str]) -> Fact[str] | None:
    """What the amount is for one of: «แห่ง ๆ ละ 90,000 บาท», «31,200 บาทต่อกลุ่ม»."""
    if after := _PER_AFTER.match(page.text, found.end()):
        return Fact(after["per"], page.span(*after.span("per")), AS_LABELLED)
    offset = max(0, found.start() - 50)
    before = _PER_BEFORE.search(page.text[offset : found.start()])
    if before is None:
        return None
    unit = _KNOWN_UNIT.search(before["per"])
    if unit is None:
        return None
    start = offset + before.start("per") + unit.start()
    return Fact(unit[0], page.span(start, start + len(unit[0])), BY_ITS_FORM)


_SPOKEN = (
    *("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "เอ็ด", "ยี่", "ศูนย์"),
    *("สิบ", "ร้อย", "พัน", "หมื่น", "แสน", "ล้าน", "บาท", "ถ้วน", "สตางค์"),
)
_MOST_SLIPS = 3


def respelled(spoken: str) -> str | None:
    """An amount in words as it must have been spelt, if that is plain: lost tones, and a slip here and there."""
    letters = re.sub(r"\s", "", bare(spoken))
    found = _ways(letters)
    if found is None or found[0] > _MOST_SLIPS:
        return None
    return "".join(found[1])


@lru_cache(maxsize=4096)  # what letters say is without end
def _ways(letters: str) -> tuple[int, tuple[str, ...]] | None:
    """The fewest slips by which the letters are spoken numbers from end to end, and these; None where two ways are level."""
    best: list[list[tuple[int, tuple[str, ...]]]] = [[] for _ in range(len(letters) + 1)]
    best[0] = [(0, ())]
    for at in range(len(letters)):
        for slips, words in best[at]:
            for word in _SPOKEN:
                for end, more in _fits(bare(word), letters, at):
                    _keep(best[end], (slips + more, (*words, word)))
    ways = best[-1]
    if not ways or (len(ways) > 1 and ways[0][0] == ways[1][0]):
        return None
    return ways[0]


def _keep(ways: list[tuple[int, tuple[str, ...]]], way: tuple[int, tuple[str, ...]]) -> None:
    ways.append(way)
    ways.sort(key=lambda one: one[0])
    del ways[2:]


def _fits(word: str, letters: str, at: int) -> Iterator[tuple[int, int]]:
    """Where the word may end that begins here, and with how many slips: none in a word of two letters, else one."""
    if letters.startswith(word, at):
        yield at + len(word), 0
        return
    if len(word) < 3:
        return
    for length in (len(word), len(word) - 1, len(word) + 1):
        piece = letters[at : at + length]
        if len(piece) == length and edits(word, piece, most=1) == 1:
            yield at + length, 1
