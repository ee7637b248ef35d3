"""The register of letters sent as a paper and as a sheet, in the columns of its form (ทะเบียนหนังสือส่ง)."""

from collections.abc import Sequence

from sammachip.core import document as doc
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import to_thai
from sammachip.org.models import Office
from sammachip.records.models import OutgoingLetter
from sammachip.records.workbooks.plain import PlainSheet, Value, plain_workbook

TITLE = "ทะเบียนหนังสือส่ง"
COLUMNS = ("เลขทะเบียนส่ง", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
WIDTHS_CM = (2.4, 3.4, 2.1, 3.0, 3.3, None, 1.9, 2.8)


def register_document(office: Office, year: int, lines: Sequence[OutgoingLetter]) -> doc.Document:
    """The year's register to print; การปฏิบัติ is left for the hand that sends the letter off."""
    rows = tuple(
        tuple(
            doc.Cell(to_thai(text))
            for text in (
                _running(line),
                line.number,
                format_date(line.dated_on, "short"),
                line.from_whom,
                line.to_whom,
                line.subject,
                "",
                remark(line),
            )
        )
        for line in lines
    )
    return doc.Document(
        title=f"{TITLE} {office.name} ปี {year}",
        orientation="landscape",
        blocks=(
            doc.Heading(TITLE, align="center"),
            doc.Heading(to_thai(f"{office.name} พ.ศ. {year}"), level=2, align="center"),
            doc.Table(head=(tuple(doc.HeadCell(name) for name in COLUMNS),), rows=rows, widths_cm=WIDTHS_CM),
        ),
    )


def register_sheet(office: Office, year: int, lines: Sequence[OutgoingLetter]) -> bytes:
    rows: list[list[Value]] = [
        [
            _running(line),
            line.number,
            line.dated_on,
            line.from_whom,
            line.to_whom,
            line.subject,
            "",
            remark(line),
        ]
        for line in lines
    ]
    said = f"{office.name} พ.ศ. {year} ทั้งหมด {len(rows):,} เลข"
    widths = (14, 20, 17, 24, 26, 40, 16, 22)
    return plain_workbook([PlainSheet(TITLE, TITLE, said, COLUMNS, rows, widths)])


def _running(line: OutgoingLetter) -> str:
    """The number in the office's own series; of a number from elsewhere the office counts none."""
    return str(line.running or "")


def remark(line: OutgoingLetter) -> str:
    """What stands in หมายเหตุ: that the number is cancelled and why, or that another register gave it."""
    if line.is_cancelled:
        return f"ยกเลิก: {line.cancelled_why}"
    return "" if line.is_own else "เลขจากทะเบียนอื่น"
