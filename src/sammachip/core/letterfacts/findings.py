"""What is wrong with a letter, or at odds in it: each finding names its place and both values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sammachip.core.fiscal import fiscal_year, quarter
from sammachip.core.letterfacts.days import days_in
from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.model import (
    Check,
    Code,
    Deadline,
    Fact,
    Finding,
    Letter,
    Level,
    Money,
    Place,
    Span,
    Table,
)
from sammachip.core.letterfacts.names import Lists, all_districts, key, one_slip_off, placed
from sammachip.core.letterfacts.noise import Page
from sammachip.core.letterfacts.titles import other_titles, programme_title
from sammachip.core.money import format_baht
from sammachip.core.sentence import Sentence
from sammachip.core.thaidate import DayName, MonthName, PartialDate, format_date
from sammachip.core.thainum import excerpt, to_arabic, trimmed


@dataclass(frozen=True, slots=True)
class Read:
    """What the findings are drawn from: the letter's facts, its page and lines, and the official lists."""

    letter: Letter
    page: Page
    lines: Sequence[Line]
    lists: Lists
    given: str
    body: int

    def line(self, span: Span) -> int:
        """The line of the text as given in which the span begins, counted from one."""
        return self.given.count("\n", 0, span[0]) + 1


def findings_of(read: Read) -> tuple[Finding, ...]:
    """Everything found, in the order of the letter."""
    found = [
        *_words(read),
        *_rates(read),
        *(one for number, table in enumerate(read.letter.tables, 1) for one in _table(read, table, number)),
        *_days(read),
        *_names(read),
        *_titles(read),
        *_periods(read),
        *_order(read),
    ]
    return tuple(sorted(found, key=lambda finding: finding.span))


def _words(read: Read) -> Iterator[Finding]:
    for money in read.letter.money:
        if money.agrees is False and money.amount and money.words:
            said = Sentence(
                "บรรทัดที่ {line}: ตัวเลข {figures} บาท แต่ตัวอักษรอ่านได้ {words} บาท — ตรวจกับต้นฉบับหรือสอบถามหน่วยงานเจ้าของหนังสือ",
                line=read.line(money.amount.span),
                figures=_baht(money.amount.value),
                words=_baht(money.words.value),
            )
            yield Finding(
                Code.WORDS_FIGURES_DISAGREE, Level.ERROR, said, (money.amount.span[0], money.words.span[1])
            )


def _baht(amount: Decimal | None) -> str:
    return format_baht(amount or Decimal(0))


_COUNTED = re.compile(
    r"(?:จำนวน|รวม|ทั้?งหมด|ทั้?งสิ้?น)\s*(?P<count>\d{1,3}(?:,\d{3})*|\d+)\s*(?P<unit>[ก-๎]{2,12}?)\s*(?:ๆ\s*)?(?:(?P=unit)\s*)?(?:ๆ\s*)?ละ\s*\S{0,12}\s*$"
)
_MAKES = re.compile(
    r"\s*บาท\s*(?:\([^)\n]*\)\s*)?(?:รวม|คิด)?\s*(?:เป็นเงิน|เป็นจำนวนเงิน|เป็นเงินทั้?งสิ้?น|รวมทั้งสิ้น|รวม)\s*(?:งบประมาณ)?\s*(?:จำนวน)?\s*$"
)


def _rates(read: Read) -> Iterator[Finding]:
    """«28 กลุ่ม ๆ ละ 31,200 บาท เป็นเงิน 873,600 บาท» reckoned again."""
    text, at = read.page.text, {start: index for index, start in reversed(list(enumerate(read.page.starts)))}
    for rate, product in pairwise(read.letter.money):
        if not (rate.amount and rate.amount.value and product.amount and product.amount.value and rate.per):
            continue
        start, end = at[rate.amount.span[0]], at[product.amount.span[0]]
        counted = _COUNTED.search(text[max(0, start - 60) : start])
        between = text[start:end].partition("บาท")
        if counted is None or not _MAKES.fullmatch("บาท" + between[2]):
            continue
        count = Decimal(counted["count"].replace(",", ""))
        if count * rate.amount.value != product.amount.value:
            yield _rate(read, (count, rate.amount.value, product.amount.value), rate, product)


def _rate(read: Read, numbers: tuple[Decimal, Decimal, Decimal], rate: Money, product: Money) -> Finding:
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


def _table(read: Read, table: Table, number: int) -> Iterator[Finding]:
    yield from (_reckoned(table, check, number) for check in table.checks if not check.agrees)
    if table.level == "district":
        yield from _districts(read, table, number)
    for index, row in enumerate(table.rows, start=1):
        if row.place and row.place.code is None and row.name:
            yield _unrecognised(row.name.value or "", row.place, row.name.span, _row_named(number, index))


def _row_named(table: int, row: int) -> Sentence:
    return Sentence("ตารางที่ {table} แถวที่ {row}", table=table, row=row)


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
            row=_row_named(number, check.row),
            name=_name_of(table, check.row),
            column=excerpt(check.column),
            stated=stated,
            reckoned=reckoned,
        )
    return Finding(check.code, Level.ERROR, said, check.span)


_ALL = re.compile(r"ทุกอำเภอ|ทั้?ง\s?\d+\s?อำเภอ|อำเภอ\s?ทั้?ง\s?\d+\s?แห่ง")


def _districts(read: Read, table: Table, number: int) -> Iterator[Finding]:
    """A district that stands twice; and where all are meant, those that do not stand at all."""
    seen: dict[str, int] = {}
    for index, row in enumerate(table.rows, start=1):
        code = row.place.code if row.place else None
        if code is None or row.name is None:
            continue
        if code in seen:
            said = Sentence(
                "ตารางที่ {table}: อำเภอ{name} ซ้ำในแถวที่ {first} และแถวที่ {again} — ตรวจว่าแถวใดเป็นอำเภออื่น",
                table=number,
                name=read.lists.name(code),
                first=seen[code],
                again=index,
            )
            yield Finding(Code.DISTRICT_DUPLICATE, Level.ERROR, said, row.name.span)
        seen.setdefault(code, index)
    yield from _missing(read, table, number, set(seen))


def _missing(read: Read, table: Table, number: int, seen: set[str]) -> Iterator[Finding]:
    official = all_districts(read.lists, table.province)
    unread = sum(1 for row in table.rows if row.place and row.place.code is None)
    missing = [code for code in official if code not in seen]
    to = read.letter.to.value if read.letter.to and read.letter.to.value else ""
    if not missing or not _ALL.search(to) or len(missing) <= unread or len(seen) < 2:
        return
    likely = {
        code
        for row in table.rows
        if row.place and not row.place.code
        for code, _ in row.place.alternatives[:1]
    }
    names = [read.lists.name(code) for code in missing if code not in likely]
    said = Sentence(
        "ตารางที่ {table}: หนังสือถึงทุกอำเภอ แต่ตารางมี {seen} จาก {all} อำเภอ ไม่พบ {names} — สอบถามหน่วยงานเจ้าของหนังสือ",
        table=number,
        seen=len(official) - len(names),
        all=len(official),
        names=", ".join(names[:5]) + ("…" if len(names) > 5 else ""),
    )
    yield Finding(Code.DISTRICT_MISSING, Level.ERROR, said, table.span)


def _days(read: Read) -> Iterator[Finding]:
    facts = [read.letter.day, *(deadline.due for deadline in read.letter.deadlines)]
    for fact in facts:
        if fact is not None and fact.value is None and fact.partial:
            year, month = map(int, fact.partial.split("-"))
            said = Sentence(
                "บรรทัดที่ {line}: อ่านวันที่ใน «{text}» ไม่ออก อ่านได้เพียง {month} — ดูต้นฉบับแล้วเติมวันที่",
                line=read.line(fact.span),
                text=excerpt(" ".join(read.given[slice(*fact.span)].split())),
                month=format_date(PartialDate(year, month)),
            )
            yield Finding(Code.DATE_UNREADABLE, Level.ERROR, said, fact.span)


_ADDRESS = re.compile(r"(?<![ก-๎])อำเภอ\s?(?P<district>[ก-๎]{2,30})\s+จังหวัด(?P<province>[ก-๎]{2,20})")


def _names(read: Read) -> Iterator[Finding]:
    """The addressee, and districts named with their province in the text; each misspelt name once."""
    seen: set[str] = set()
    to = read.letter.to
    if to and to.place and to.place.code is None:
        line = Sentence("บรรทัดที่ {line}", line=read.line(to.span))
        yield _unrecognised(to.value or "", to.place, to.span, line)
        seen.update(key(one) for one in _SPACES.split(to.value or ""))
    for found in _ADDRESS.finditer(read.page.text):
        name = found["district"]
        province = read.lists.within("", 2).get(key(found["province"]))
        if province is None or any(one.endswith(key(name)) for one in seen):
            continue
        place = placed(name, read.lists, province, 4)
        if place.code is None and not (read.page.is_noisy and one_slip_off(name, place, 4)):
            seen.add(key(name))
            span = read.page.span(*found.span("district"))
            yield _unrecognised(name, place, span, Sentence("บรรทัดที่ {line}", line=read.line(span)))


_SPACES = re.compile(r"\s+")


def _unrecognised(name: str, place: Place, span: Span, where: Sentence) -> Finding:
    near = ", ".join(one for _code, one in place.alternatives) or "-"
    said = Sentence(
        "{where}: ไม่พบ «{name}» ในบัญชีรายชื่อทางการ ใกล้เคียงที่สุดคือ {near} — ดูต้นฉบับแล้วเลือกชื่อที่ถูกต้อง",
        where=where,
        name=excerpt(name),
        near=near,
    )
    return Finding(Code.NAME_UNRECOGNISED, Level.ERROR, said, span)


def _titles(read: Read) -> Iterator[Finding]:
    """Papers that come with the letter, by their headings and by the list of enclosures; each other title once."""
    subject = read.letter.subject.value if read.letter.subject else ""
    title = programme_title(subject or "", read.page.text[read.body : read.body + 1500])
    seen: set[str] = set()
    for other, start, end in other_titles(read.page, read.lines, title):
        if key(other) in seen:
            continue
        seen.add(key(other))
        said = Sentence(
            "บรรทัดที่ {line}: ชื่อโครงการ «{other}» ไม่ตรงกับชื่อในหนังสือ «{title}» — ยืนยันชื่อที่ถูกต้องก่อนใช้แบบ",
            line=read.line(read.page.span(start, end)),
            other=excerpt(other, 90),
            title=excerpt(title, 90),
        )
        yield Finding(Code.TITLE_MISMATCH, Level.ERROR, said, read.page.span(start, end))


_QUARTER = re.compile(r"ไตรมาส\s*(?:ที่?)?\s*(?P<number>[1-4])(?!\d)")
_YEAR = re.compile(r"ปีงบประมาณ\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*(?P<year>25\d\d)(?!\d)")
_NEAR_QUARTER = 60


def _periods(read: Read) -> Iterator[Finding]:
    """A quarter with a stretch of days right behind it that is not the quarter's."""
    text = read.page.text
    for found in _QUARTER.finditer(text):
        rest = text[found.end() : found.end() + _NEAR_QUARTER].partition("\n")[0]
        stretch = next(
            (days for days in days_in(rest) if not days.is_single and days.first and days.last), None
        )
        if stretch is None or stretch.first is None or stretch.last is None:
            continue
        number = int(found["number"])
        year = _YEAR.search(rest[: stretch.start])
        is_other_year = year is not None and fiscal_year(stretch.first) != int(year["year"])
        if _is_whole_quarter(stretch.first, stretch.last, number) and not is_other_year:
            continue
        inside = quarter(stretch.first) == number == quarter(stretch.last) and not is_other_year
        span = read.page.span(found.start(), found.end() + stretch.end)
        said = Sentence(
            "บรรทัดที่ {line}: ไตรมาสที่ {number} คือ {months} แต่หนังสือระบุ {first} ถึง {last} — ใช้ช่วงวันตามที่หนังสือระบุ และยืนยันกับหน่วยงานเจ้าของหนังสือ",
            line=read.line(span),
            number=number,
            months=_months(number),
            first=DayName(stretch.first),
            last=DayName(stretch.last),
        )
        yield Finding(Code.PERIOD_MISMATCH, Level.NOTICE if inside else Level.ERROR, said, span)


def _is_whole_quarter(first: date, last: date, number: int) -> bool:
    return quarter(first) == number == quarter(last) and (last.month - first.month) == 2


def _months(number: int) -> str:
    first = (number - 1) * 3 + 10
    return " - ".join(MonthName((month - 1) % 12 + 1) for month in (first, first + 2))


def _order(read: Read) -> Iterator[Finding]:
    yield from _backwards(read)
    yield from _before_letter(read)
    yield from _before_earlier_step(read)


def _backwards(read: Read) -> Iterator[Finding]:
    for deadline in read.letter.deadlines:
        start, end = _value(deadline.start), _value(deadline.end)
        if start and end and end < start:
            said = Sentence(
                "บรรทัดที่ {line}: วันสิ้นสุด {end} มาก่อนวันเริ่ม {start} — ตรวจวันที่กับต้นฉบับ",
                line=read.line(deadline.span),
                end=DayName(end),
                start=DayName(start),
            )
            yield Finding(Code.DEADLINE_ORDER, Level.ERROR, said, deadline.span)


def _before_letter(read: Read) -> Iterator[Finding]:
    day = _value(read.letter.day)
    for deadline in read.letter.deadlines:
        due = _value(deadline.due)
        if day and due and due < day:
            said = Sentence(
                "บรรทัดที่ {line}: กำหนด {due} มาก่อนวันที่ของหนังสือ {day} — ตรวจวันที่กับต้นฉบับ",
                line=read.line(deadline.span),
                due=DayName(due),
                day=DayName(day),
            )
            yield Finding(Code.DEADLINE_ORDER, Level.ERROR, said, deadline.span)


_RANKS = ("อำเภอ", "จังหวัด", "กรม")
_STEP = re.compile(r"\n[ \t]*\(?\d{1,2}[.)]\s")


def _before_earlier_step(read: Read) -> Iterator[Finding]:
    """A step that is due before the one it follows from; between the items of a list only told, for they may run
    side by side."""
    dated = [one for one in read.letter.deadlines if _last(one)]
    for before, after in pairwise(dated):
        first, then = _last(before), _last(after)
        if not (first and then and then < first):
            continue
        between = read.given[before.span[1] : after.span[0]]
        if "\n" not in between or _climbs(before, after):
            yield _too_early(read, before, after, Level.ERROR)
        elif _STEP.search(to_arabic(between)):
            yield _too_early(read, before, after, Level.NOTICE)


def _climbs(before: Deadline, after: Deadline) -> bool:
    """Whether what goes to one level must first have come to it from below."""
    ranks = [
        next(
            (
                rank
                for rank, word in enumerate(_RANKS)
                if one.to_whom and (one.to_whom.value or "").startswith(word)
            ),
            -1,
        )
        for one in (before, after)
    ]
    return 0 <= ranks[0] < ranks[1]


def _too_early(read: Read, before: Deadline, after: Deadline, level: Level) -> Finding:
    said = Sentence(
        "บรรทัดที่ {line}: กำหนด {then} มาก่อนกำหนด {first} ของขั้นก่อนหน้า — ตรวจลำดับวันกับต้นฉบับ",
        line=read.line(after.span),
        then=DayName(_last(after) or date.max),
        first=DayName(_last(before) or date.max),
    )
    return Finding(Code.DEADLINE_ORDER, level, said, after.span)


def _value(fact: Fact[date] | None) -> date | None:
    return fact.value if fact else None


def _last(deadline: Deadline) -> date | None:
    return _value(deadline.due) or _value(deadline.end)
