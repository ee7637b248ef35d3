"""A page that is only a picture: its lines, its tables and its numbers."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from sammachip.records.digits import FONTS
from sammachip.records.reading import Ended, Fault, ocr
from sammachip.records.scanned import Unread, page_text

ROW, COLUMNS = 90, (60, 300, 700, 1000)
TABLE = (("ที่", "อำเภอ", "บาท"), ("๑", "พุทไธสง", "๖๒,๔๐๐"), ("๒", "คูเมือง", "๙๓,๖๐๐"))
FACE = ImageFont.truetype(FONTS / "THSarabun-Regular.ttf", 67)


def table(rows: tuple[tuple[str, ...], ...] = TABLE) -> Image.Image:
    """A ruled table as a scanner sees it."""
    page = Image.new("L", (1100, ROW * (len(rows) + 1)), 255)
    pen = ImageDraw.Draw(page)
    for at, row in enumerate(rows):
        for left, cell in zip(COLUMNS, row, strict=False):
            pen.text((left + 20, ROW * at + 50), cell, font=FACE, fill=20)
    for left in COLUMNS:
        pen.line((left, 40, left, ROW * len(rows) + 40), fill=20, width=3)
    for at in range(len(rows) + 1):
        pen.line((COLUMNS[0], ROW * at + 40, COLUMNS[-1], ROW * at + 40), fill=20, width=3)
    return page


def place(row: int, first: int, last: int | None = None) -> tuple[int, int, int, int]:
    """Left, top, width, height of what stands in these columns of a row."""
    pen = ImageDraw.Draw(Image.new("L", (1, 1)))
    boxes = [
        pen.textbbox((COLUMNS[at] + 20, ROW * row + 50), TABLE[row][at], font=FACE)
        for at in range(first, (last or first) + 1)
    ]
    left, top = boxes[0][0], min(box[1] for box in boxes)
    return int(left), int(top), int(boxes[-1][2] - left), int(max(box[3] for box in boxes) - top)


def program(folder: Path, lines: dict[tuple[int, int, int, int], str]) -> str:
    """A program that reads this text at these places of every picture."""
    told = ["level\tleft\ttop\twidth\theight\ttext"]
    for (left, top, width, height), text in lines.items():
        told.append(f"4\t{left}\t{top}\t{width}\t{height}\t")
        step = width // len(text)
        for at, sign in enumerate(text):
            told += [f"5\t{left + step * at}\t{top}\t{step}\t{height}\t{sign}"] if sign != " " else []
    (folder / "page.txt").write_text("\n".join(lines.values()))
    (folder / "page.tsv").write_text("\n".join(told) + "\n")
    reader = folder / "reader"
    reader.write_text(
        f'#!/bin/sh\ncat > /dev/null\ncp {folder}/page.txt "$2.txt"\ncp {folder}/page.tsv "$2.tsv"\n'
    )
    reader.chmod(0o755)
    return str(reader)


def test_a_page_that_the_program_reads_without_end_is_given_up(tmp_path: Path):
    reader = tmp_path / "reader"
    reader.write_text("#!/bin/sh\nkill -XCPU $$\n")
    reader.chmod(0o755)

    with pytest.raises(Ended) as why:
        page_text(table(), str(reader))

    assert why.value.fault == Fault.SLOW


def test_a_number_misread_by_the_program_is_told_by_its_shapes(tmp_path: Path):
    reader = program(tmp_path, {place(1, 1): "พุทไธสง", place(1, 2): "ฒ๒,๕๐๐"})

    assert page_text(table(), reader) == "๑\tพุทไธสง\t๖๒,๔๐๐"


def test_a_day_of_one_digit_is_not_lost(tmp_path: Path):
    reader = program(tmp_path, {place(1, 0): "๓", place(1, 1): "พุทไธสง"})

    assert page_text(table(), reader) == "๑\tพุทไธสง\t๖๒,๔๐๐"


def test_what_a_line_of_the_table_parts_stands_in_two_columns(tmp_path: Path):
    reader = program(tmp_path, {place(0, 1, 2): "อำเภอ" + " " * 12 + "บาท"})

    assert page_text(table(), reader) == "\tอำเภอ\tบาท"


def test_a_cell_without_text_or_over_two_columns_moves_no_other(tmp_path: Path):
    page = table((*TABLE, ("รวม", "", "๑๕๖,๐๐๐")))
    ImageDraw.Draw(page).rectangle((COLUMNS[1] - 3, ROW * 3 + 45, COLUMNS[1] + 3, ROW * 4 + 35), fill=255)
    total = COLUMNS[0] + 120, ROW * 3 + 60, 90, 50
    reader = program(tmp_path, {place(0, 1): "อำเภอ", place(1, 1): "พุทไธสง", total: "รวม"})

    assert page_text(page, reader).split("\n") == ["\tอำเภอ\t", "๑\tพุทไธสง\t๖๒,๔๐๐", "รวม\t\t๑๕๖,๐๐๐"]


def test_a_heading_of_two_lines_is_one_cell(tmp_path: Path):
    page = table((("", "อำเภอ", ""), ("", "เป้า", ""), *TABLE[1:2]))
    ImageDraw.Draw(page).rectangle((COLUMNS[0] + 6, ROW + 35, COLUMNS[-1] - 6, ROW + 45), fill=255)
    second = COLUMNS[1] + 20, ROW + 60, 80, 50
    reader = program(tmp_path, {place(0, 1): "อำเภอ", second: "เป้า"})

    assert page_text(page, reader).split("\n")[0] == "\tอำเภอเป้า\t"


def test_lines_stand_from_above_and_what_is_left_of_a_frame_is_no_line(tmp_path: Path):
    reader = program(tmp_path, {place(2, 1): "คูเมือง", (60, 10, 20, 20): "-", place(1, 1): "พุทไธสง"})

    assert [line.split("\t")[1] for line in page_text(table(), reader).split("\n")] == ["พุทไธสง", "คูเมือง"]


def test_a_program_that_fails_is_told(tmp_path: Path):
    reader = tmp_path / "reader"
    reader.write_text("#!/bin/sh\necho no such language >&2\nexit 1\n")
    reader.chmod(0o755)

    with pytest.raises(Unread, match="no such language"):
        page_text(table(), str(reader))


@pytest.mark.skipif(
    not ocr(), reason="needs tesseract-ocr and tesseract-ocr-tha, which are not on this machine"
)
def test_the_program_itself_reads_a_ruled_table_with_every_number():
    told = [line.split("\t") for line in page_text(table(), ocr()).split("\n")]

    assert [(row[0], row[-1]) for row in told[1:]] == [("๑", "๖๒,๔๐๐"), ("๒", "๙๓,๖๐๐")]
