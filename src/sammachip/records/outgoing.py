"""What the register of letters sent says: which number comes next, and whether every number has its line."""

from collections.abc import Iterator
from datetime import date

from sammachip.core.letternumber import letter_number, running_of
from sammachip.core.thaidate import BE_OFFSET
from sammachip.org.models import Office
from sammachip.records.models import NumberSeries, OutgoingLetter, Series


def year_of(day: date) -> int:
    """The พ.ศ. year in whose register a letter of this day stands: running numbers begin anew each calendar year."""
    return day.year + BE_OFFSET


def next_of(counted: NumberSeries) -> tuple[int, str]:
    """The number after the last, and how it is written; those that have a line already are passed over."""
    lines = OutgoingLetter.objects.of_year(counted.office, counted.year)
    running = counted.last
    while True:
        running += 1
        named = letter_number(counted.office.letter_code, running, circular=counted.series == Series.CIRCULAR)
        if not lines.filter(number=named).exists():
            return running, named


def next_number(office: Office, series: Series, day: date) -> str:
    """The number a letter of this day would get now; "" while the office has no letter code. Nothing is kept for it."""
    if not office.letter_code:
        return ""
    place = {"office": office, "year": year_of(day), "series": series}
    counted = NumberSeries.objects.filter(**place).first() or NumberSeries(**place)
    counted.office = office
    return next_of(counted)[1]


def gaps() -> Iterator[str]:
    """One sentence for each number that was counted and has no line, or has one beyond the count: behind `verify`."""
    for counted in NumberSeries.objects.select_related("office").order_by("pk"):
        lines = OutgoingLetter.objects.of_year(counted.office, counted.year).order_by("pk")
        own = {line.running for line in lines.filter(series=counted.series) if line.running is not None}
        outside = {running_of(number) for number in lines.filter(series="").values_list("number", flat=True)}
        expected = set(range(counted.first, counted.last + 1))
        lacking, beyond = sorted(expected - own - outside), sorted(own - expected)
        if lacking or beyond:
            said = ", ".join(str(number) for number in (lacking or beyond)[:10])
            what = "ไม่มีในทะเบียน" if lacking else "เกินเลขล่าสุด"
            yield (
                f"ทะเบียนหนังสือส่งของ{counted.office.name} ปี {counted.year} "
                f"({Series(counted.series).label}): เลข {said} {what} — เรียกคืนจากแฟ้มสำรอง"
            )
