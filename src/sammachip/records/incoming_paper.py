"""The register of letters received as a paper and as a sheet, in the columns of its form (ทะเบียนหนังสือรับ)."""

from collections.abc import Sequence

from sammachip.core import document as doc
from sammachip.core.thaidate import BANGKOK, bangkok_day, format_date
from sammachip.core.thainum import to_thai
from sammachip.org.models import Office
from sammachip.records.models import IncomingLetter
from sammachip.records.workbooks.plain import PlainSheet, Value, plain_workbook
from sammachip.trail.thai import in_thai

TITLE = "ทะเบียนหนังสือรับ"
COLUMNS = ("เลขทะเบียนรับ", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
WIDTHS_CM = (2.4, 3.4, 2.1, 3.0, 3.0, None, 3.3, 2.6)


@in_thai
def register_document(office: Office, year: int, lines: Sequence[IncomingLetter]) -> doc.Document:
    """The year's register to print, with the day and hour of receipt under each number."""
    rows = tuple(tuple(doc.Cell(to_thai(text)) for text in _row(line)) for line in lines)
    return doc.Document(
        title=f"{TITLE} {office.name} ปี {year}",
        orientation="landscape",
        blocks=(
            doc.Heading(TITLE, align="center"),
            doc.Heading(to_thai(f"{office.name} พ.ศ. {year}"), level=2, align="center"),
            doc.Table(head=(tuple(doc.HeadCell(name) for name in COLUMNS),), rows=rows, widths_cm=WIDTHS_CM),
        ),
    )


def _row(line: IncomingLetter) -> tuple[str, ...]:
    return (
        f"{line.number}\n{format_date(bangkok_day(line.received_at), 'short')}\n{_hour(line)} น.",
        line.letter_number,
        format_date(line.dated_on, "short") if line.dated_on else "",
        line.from_whom,
        line.to_whom,
        line.subject,
        treatment(line),
        remark(line),
    )


@in_thai
def register_sheet(office: Office, year: int, lines: Sequence[IncomingLetter]) -> bytes:
    """As the paper, with the day and hour of receipt in columns of their own."""
    number, *others = COLUMNS
    heads = (number, "รับวันที่", "เวลา", *others)
    rows: list[list[Value]] = [
        [
            line.number,
            bangkok_day(line.received_at),
            _hour(line),
            line.letter_number,
            line.dated_on,
            line.from_whom,
            line.to_whom,
            line.subject,
            treatment(line),
            remark(line),
        ]
        for line in lines
    ]
    said = f"{office.name} พ.ศ. {year} ทั้งหมด {len(rows):,} เลข"
    widths = (14, 17, 8, 20, 17, 22, 22, 38, 24, 20)
    return plain_workbook([PlainSheet(TITLE, TITLE, said, heads, rows, widths)])


def _hour(line: IncomingLetter) -> str:
    return f"{line.received_at.astimezone(BANGKOK):%H.%M}"


def treatment(line: IncomingLetter) -> str:
    """What stands in การปฏิบัติ: how far the matter is, and with whom."""
    return " ".join(filter(None, (str(line.get_state_display()), line.in_whose_hands)))


def remark(line: IncomingLetter) -> str:
    """What stands in หมายเหตุ: that the number is cancelled and why, else the folder of the original."""
    return f"ยกเลิก: {line.cancelled_why}" if line.is_cancelled else line.kept_in
