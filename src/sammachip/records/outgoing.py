"""What the register of letters sent says: which number comes next, and whether every number has its line."""

from collections.abc import Iterator
from datetime import date

from sammachip.core.letternumber import BY_YEAR, letter_number, running_of, word_of, year_number
from sammachip.core.thaidate import BE_OFFSET
from sammachip.org.models import Office
from sammachip.records.models import NumberSeries, OutgoingLetter, OutgoingLetterQuerySet, Series


def year_of(day: date) -> int:
    """The พ.ศ. year in whose register a letter of this day stands: running numbers begin anew each calendar year."""
    return day.year + BE_OFFSET


def next_of(counted: NumberSeries) -> tuple[int, str]:
    """The number after the last, and how it is written; those that have a line already are passed over."""
    lines = OutgoingLetter.objects.of_year(counted.office, counted.year)
    running = counted.last
    while True:
        running += 1
        named = _named(counted, running)
        if not lines.filter(number=named).exists():
            return running, named


def _named(counted: NumberSeries, running: int) -> str:
    if word := BY_YEAR.get(counted.series):
        return year_number(word, running, counted.year)
    return letter_number(counted.office.letter_code, running, circular=counted.series == Series.CIRCULAR)


def next_number(office: Office, series: Series, day: date) -> str:
    """The number a letter of this day would get now; "" where the office lacks the letter code it takes. Nothing is kept
    for it."""
    if not office.letter_code and series not in BY_YEAR:
        return ""
    return next_numbers(office, series, day, 1)[0]


def next_numbers(office: Office, series: Series, day: date, count: int) -> list[str]:
    """The numbers that so many letters of this day would get now, one after another. Nothing is kept for them."""
    place = {"office": office, "year": year_of(day), "series": series}
    counted = NumberSeries.objects.filter(**place).first() or NumberSeries(**place)
    counted.office = office
    found: list[str] = []
    for _one in range(count):
        counted.last, named = next_of(counted)
        found.append(named)
    return found


def gaps() -> Iterator[str]:
    """One sentence for each number that was counted and has no line, or has one beyond the count: behind `verify`."""
    sent = NumberSeries.objects.filter(series__in=Series.values)
    for counted in sent.select_related("office").order_by("pk"):
        lines = OutgoingLetter.objects.of_year(counted.office, counted.year).order_by("pk")
        own = {line.running for line in lines.filter(series=counted.series) if line.running is not None}
        outside = _from_elsewhere(lines, counted.series)
        if said := uncounted(counted, own, outside):
            yield (
                f"ทะเบียนหนังสือส่งของ{counted.office.name} ปี {counted.year} "
                f"({Series(counted.series).label}): {said} — เรียกคืนจากแฟ้มสำรอง"
            )


def _from_elsewhere(lines: OutgoingLetterQuerySet, series: str) -> set[int | None]:
    """The running numbers that another register gave, of letters or of the series that says its word."""
    typed = lines.filter(series="").values_list("number", flat=True)
    return {running_of(number) for number in typed if word_of(number) == BY_YEAR.get(series, "")}


def uncounted(counted: NumberSeries, own: set[int], outside: set[int | None]) -> str:
    """Which numbers were counted and have no line, or have one beyond the count; "" where all is in order."""
    expected = set(range(counted.first, counted.last + 1))
    lacking, beyond = sorted(expected - own - outside), sorted(own - expected)
    if not (lacking or beyond):
        return ""
    said = ", ".join(str(number) for number in (lacking or beyond)[:10])
    return f"เลข {said} {'ไม่มีในทะเบียน' if lacking else 'เกินเลขล่าสุด'}"
