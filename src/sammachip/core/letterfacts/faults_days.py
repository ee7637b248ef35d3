"""Days of a letter that cannot be read, or that are at odds with one another."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sammachip.core.fiscal import fiscal_year, quarter
from sammachip.core.letterfacts.days import days_in
from sammachip.core.letterfacts.evidence import Evidence
from sammachip.core.letterfacts.model import Code, Deadline, Fact, Finding, Level
from sammachip.core.sentence import Sentence
from sammachip.core.thaidate import DayName, MonthName, PartialDate, format_date
from sammachip.core.thainum import excerpt, to_arabic


def unread_findings(read: Evidence) -> Iterator[Finding]:
    """Days of which no more than the month can be read, or that no calendar has."""
    terms = (one.due or one.start for one in read.letter.deadlines)
    for fact in (read.letter.day, *terms):
        if fact is not None and fact.value is None:
            yield Finding(Code.DATE_UNREADABLE, Level.ERROR, _unread(read, fact), fact.span)


def _unread(read: Evidence, fact: Fact[date]) -> Sentence:
    line, text = read.line(fact.span), excerpt(" ".join(read.given[slice(*fact.span)].split()))
    if not fact.partial:
        return Sentence(
            "บรรทัดที่ {line}: «{text}» ไม่บอกปีงบประมาณ จึงไม่ทราบวันครบกำหนด — ดูต้นฉบับแล้วเติมวันที่",
            line=line,
            text=text,
        )
    month = PartialDate(*map(int, fact.partial.split("-")))
    written = [int(number) for number in re.findall(r"\d+", to_arabic(text))][:1]
    if written and month.last_day.day < written[0] <= 31:
        return Sentence(
            "บรรทัดที่ {line}: «{text}» ไม่มีในปฏิทิน {month} มี {n} วัน — สอบถามหน่วยงานเจ้าของหนังสือแล้วเติมวันที่",
            line=line,
            text=text,
            month=format_date(month),
            n=month.last_day.day,
        )
    return Sentence(
        "บรรทัดที่ {line}: อ่านวันที่ใน «{text}» ไม่ออก อ่านได้เพียง {month} — ดูต้นฉบับแล้วเติมวันที่",
        line=line,
        text=text,
        month=format_date(month),
    )


_QUARTER = re.compile(r"ไตรมาส\s*(?:ที่?)?\s*(?P<number>[1-4])(?!\d)")
_YEAR = re.compile(r"ปีงบประมาณ\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*(?P<year>25\d\d)(?!\d)")
_NEAR_QUARTER = 60


def period_findings(read: Evidence) -> Iterator[Finding]:
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


def order_findings(read: Evidence) -> Iterator[Finding]:
    """Days that come before those they should follow."""
    yield from _backwards(read)
    yield from _before_letter(read)
    yield from _before_earlier_step(read)


def _backwards(read: Evidence) -> Iterator[Finding]:
    for deadline in read.letter.deadlines:
        start, end = _value(deadline.start), _value(deadline.end)
        if start and end and end < start:
            said = Sentence(
                "บรรทัดที่ {line}: วันสิ้นสุด {end} มาก่อนวันเริ่ม {start} — ตรวจวันที่กับต้นฉบับ",
                line=read.line(deadline.span),
                end=DayName(end),
                start=DayName(start),
            )
            yield Finding(Code.DEADLINE_ORDER, _order_level(read), said, deadline.span)


def _order_level(read: Evidence) -> Level:
    """Where letters were taken for others, days that are out of order are recognition's likelier than the writer's."""
    return Level.NOTICE if read.page.is_broken else Level.ERROR


def _before_letter(read: Evidence) -> Iterator[Finding]:
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
            yield Finding(Code.DEADLINE_ORDER, _order_level(read), said, deadline.span)


_RANKS = ("อำเภอ", "จังหวัด", "กรม")
_STEP = re.compile(r"\n[ \t]*\(?\d{1,2}[.)]\s")


def _before_earlier_step(read: Evidence) -> Iterator[Finding]:
    """A step that is due before the one it follows from; between the items of a list only told, for they may run
    side by side."""
    dated = [one for one in read.letter.deadlines if _last(one)]
    for before, after in pairwise(dated):
        first, then = _last(before), _last(after)
        if not (first and then and then < first) or _answers(before, after):
            continue
        between = read.given[before.span[1] : after.span[0]]
        if "\n" not in between or _climbs(before, after):
            yield _too_early(read, before, after, _order_level(read))
        elif _STEP.search(to_arabic(between)):
            yield _too_early(read, before, after, Level.NOTICE)


_MEETS = re.compile(r"ประชุม|อบรม|สัมมนา|บรรยาย|จัด(?:งาน|กิจกรรม|พิธี|แข่งขัน|ประกวด|แสดง)|พิธี|ร่วมงาน")
_BEFOREHAND = re.compile(r"แจ้ง|ตอบรับ|ยืนยัน|ลงทะเบียน|สมัคร|รายชื่อ|เสนอชื่อ|จอง")
_AFTERWARDS = re.compile(r"ผล(?!ิ)|สรุป|หลักฐาน|เบิก|ประเมิน|ใบสำคัญ|ส่งใช้|คืน")


def _answers(before: Deadline, after: Deadline) -> bool:
    """Whether what is due before a meeting or fair leads up to it: nothing that is told or paid once it was held."""
    held, answer = (str(one.what.value or "") if one.what else "" for one in (before, after))
    return bool(_MEETS.search(held) and (_BEFOREHAND.search(answer) or not _AFTERWARDS.search(answer)))


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


def _too_early(read: Evidence, before: Deadline, after: Deadline, level: Level) -> Finding:
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
