"""What another system is given of one case, as files: its boxes as text and as a workbook, and all that goes along."""

from collections.abc import Iterator
from typing import IO

from sammachip.cases.exporting import Bundle
from sammachip.cases.models import Case
from sammachip.records.packing import packed
from sammachip.records.workbooks.plain import PlainSheet, plain_workbook
from sammachip.trail import clock
from sammachip.trail.spoken import day_name
from sammachip.trail.thai import in_thai

LINE_END = "\r\n"
"""As the plain editors of office computers read it."""


def bundle_name(bundle: Bundle, case: Case) -> str:
    return f"{bundle.export.key}-{case.pk}"


@in_thai
def zipped(bundle: Bundle, case: Case) -> IO[bytes]:
    """The whole as one ZIP; the caller closes it."""
    name = bundle.export.key
    texts = {
        f"00_{name}.txt": text_of(bundle, case).encode("utf-8-sig"),
        f"00_{name}.xlsx": workbook_of(bundle, case),
    }
    return packed(texts, [(piece.name, piece.digest) for piece in bundle.pieces])


def text_of(bundle: Bundle, case: Case) -> str:
    """Every box under its number and label, then the names of the files."""
    return LINE_END.join(_lines(bundle, case))


def _lines(bundle: Bundle, case: Case) -> Iterator[str]:
    yield from (bundle.export.title, _said(case), "")
    for number, box in enumerate(bundle.boxes, start=1):
        yield f"{number}. {box.label}"
        yield from box.text.splitlines() or ["-"]
        yield ""
    yield "ไฟล์"
    yield from (f"{piece.name}  {piece.label}" for piece in bundle.pieces)


def workbook_of(bundle: Bundle, case: Case) -> bytes:
    boxes = [(n, box.label, box.text) for n, box in enumerate(bundle.boxes, start=1)]
    files = [
        (n, piece.name, piece.label, piece.file.name, piece.digest)
        for n, piece in enumerate(bundle.pieces, start=1)
    ]
    title, said = bundle.export.title, _said(case)
    return plain_workbook(
        [
            PlainSheet("ข้อความ", title, said, ["ที่", "ช่อง", "ข้อความ"], boxes, (6, 36, 100)),
            PlainSheet(
                "ไฟล์", title, said, ["ที่", "ชื่อไฟล์", "รายการ", "ชื่อเดิม", "SHA-256"], files, (6, 30, 34, 34, 70)
            ),
        ]
    )


def _said(case: Case) -> str:
    return f"{case} ข้อมูล ณ วันที่ {day_name(clock.today())}"
