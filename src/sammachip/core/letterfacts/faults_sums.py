"""Sums of a letter that do not come out: words against figures, counts against rates, columns against totals."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise
from math import prod

from sammachip.core.letterfacts.evidence import Evidence, row_named
from sammachip.core.letterfacts.model import Check, Code, Fact, Finding, Level, Money, Table
from sammachip.core.money import format_baht
from sammachip.core.sentence import Sentence
from sammachip.core.thainum import excerpt, trimmed


def words_findings(read: Evidence) -> Iterator[Finding]:
    """Amounts whose words say another."""
    for money in read.letter.money:
        if money.agrees is False and money.amount and money.words:
            said = Sentence(
                "บรรทัดที่ {line}: ตัวเลข {figures} บาท แต่ตัวอักษรอ่านได้ {words} บาท — ตรวจกับต้นฉบับหรือสอบถามหน่วยงานเจ้าของหนังสือ",
                line=read.line(money.amount.span),
                figures=_figures(read, money.amount),
                words=_baht(money.words.value),
            )
            yield Finding(
                Code.WORDS_FIGURES_DISAGREE, Level.ERROR, said, (money.amount.span[0], money.words.span[1])
            )


def _figures(read: Evidence, amount: Fact[Decimal]) -> str:
    """The figures; as they stand, where they were left unknown because of the words."""
    return read.given[slice(*amount.span)] if amount.value is None else _baht(amount.value)


def _baht(amount: Decimal | None) -> str:
    return format_baht(amount or Decimal(0))


_COUNTED = re.compile(
    r"(?:(?:จำนวน|รวม|ทั้?งหมด|ทั้?งสิ้?น)\s*(?P<count>\d{1,3}(?:,\d{3})*|\d+)\s*(?P<unit>[ก-๎]{2,12}?)\s*(?:ๆ\s*)?(?:(?P=unit)\s*)?(?:ๆ\s*)?"
    r"|(?<![\d,.])(?P<number>\d{1,3}(?:,\d{3})*|\d+)\s*(?P<of>[ก-๎]{2,12}?)(?:\s[^\d\n]{0,40})?(?P=of)\s*)ละ\s*\S{0,12}\s*$"
)
_MAKES = re.compile(
    r"\s*บาท\s*(?:\([^)\n]*\)\s*)?(?:รวม|คิด)?\s*(?:เป็นเงิน|เป็นจำนวนเงิน|เป็นเงินทั้?งสิ้?น|รวมทั้งสิ้น|รวม)\s*(?:งบประมาณ)?\s*(?:จำนวน)?\s*$"
)


def rate_findings(read: Evidence) -> Iterator[Finding]:
    """«28 กลุ่ม ๆ ละ 31,200 บาท เป็นเงิน 873,600 บาท» reckoned again."""
    text, at = read.page.text, {start: index for index, start in reversed(list(enumerate(read.page.starts)))}
    for rate, product in pairwise(read.letter.money):
        if not (rate.amount and rate.amount.value and product.amount and product.amount.value):
            continue
        start, end = at[rate.amount.span[0]], at[product.amount.span[0]]
        counted = _COUNTED.search(text[max(0, start - 60) : start])
        between = text[start:end].partition("บาท")
        if counted is None or not (rate.per or counted["of"]) or not _MAKES.fullmatch("บาท" + between[2]):
            continue
        count = Decimal((counted["count"] or counted["number"]).replace(",", ""))
        once, before = count * rate.amount.value, text[max(0, start - _CHAIN) : start]
        if once != product.amount.value and not _is_of_chain(once, product.amount.value, before):
            yield _rate(read, (count, rate.amount.value, product.amount.value), rate, product)


_CHAIN = 120
_LINK = re.compile(r"(?<![\d,./])(\d{1,3}(?:,\d{3})*|\d+)\s*[ก-๎]")
_MOST_LINKS = 3


def _is_of_chain(once: Decimal, stated: Decimal, before: str) -> bool:
    """Whether further counts before the rate explain it: «๒ รุ่น รุ่นละ ๔๐ คน คนละ ๑๐๐ บาท» is two times forty."""
    counts = [Decimal(one.replace(",", "")) for one in _LINK.findall(before.rpartition("บาท")[2])]
    return any(
        once * prod(some) == stated
        for length in range(1, _MOST_LINKS + 1)
        for some in combinations(counts[:-1][-2 * _MOST_LINKS :], length)
    )


def _rate(read: Evidence, numbers: tuple[Decimal, Decimal, Decimal], rate: Money, product: Money) -> Finding:
    assert rate.amount is not None
    assert product.amount is not None
    count, each, stated = numbers
    said = Sentence(
        "บรรทัดที่ {line}: {count} × {each} บาท เท่ากับ {reckoned} บาท แต่หนังสือระบุ {stated} บาท — ตรวจจำนวนหรืออัตรากับต้นฉบับ",
        line=read.line(product.amount.span),
        count=trimmed(count),
        each=_baht(each),
        reckoned=_baht(count * each),
        stated=_baht(stated),
    )
    return Finding(Code.RATE_MISMATCH, Level.ERROR, said, (rate.amount.span[0], product.amount.span[1]))


def table_findings(table: Table, number: int) -> Iterator[Finding]:
    """Each sum and rate of a table that does not come out as stated."""
    yield from (_reckoned(table, check, number) for check in table.checks if not check.agrees)


def _name_of(table: Table, row: int) -> str:
    name = table.rows[row - 1].name
    return name.value or "" if name else ""


def _figure(amount: Decimal) -> str:
    return f"{amount:,.2f}" if amount != int(amount) else f"{int(amount):,}"


def _reckoned(table: Table, check: Check, number: int) -> Finding:
    stated, reckoned = _figure(check.stated), _figure(check.reckoned)
    if check.row is None:
        said = Sentence(
            "ตารางที่ {table} ช่อง «{column}»: ยอดรวมในหนังสือ {stated} แต่บวกรายการได้ {reckoned} — ตรวจทีละแถวกับต้นฉบับ",
            table=number,
            column=excerpt(check.column),
            stated=stated,
            reckoned=reckoned,
        )
    else:
        said = Sentence(
            "{row} {name} ช่อง «{column}»: หนังสือระบุ {stated} แต่คำนวณได้ {reckoned} — ตรวจจำนวนหรืออัตราของแถวนี้กับต้นฉบับ",
            row=row_named(number, check.row),
            name=_name_of(table, check.row),
            column=excerpt(check.column),
            stated=stated,
            reckoned=reckoned,
        )
    return Finding(check.code, Level.ERROR, said, check.span)
