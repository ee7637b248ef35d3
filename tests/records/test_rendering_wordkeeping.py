"""What a word processor is told to keep on the page of a signature."""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from sammachip.core.document import (
    Block,
    Cell,
    Document,
    HeadCell,
    Heading,
    Line,
    Notes,
    Paragraph,
    Signature,
    Table,
    Text,
)
from sammachip.records.rendering.docx import render_docx

SHORT, LONG = Paragraph("เรียนมาเพื่อทราบ"), Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา " * 8)
ROWS = Table(
    ((HeadCell("รายการ"), HeadCell("บาท")),),
    ((Cell("เส้นไหม"), Cell("๑๐")), (Cell("สีย้อม"), Cell("๒๐"))),
)
SUMMED = replace(ROWS, total=(Cell("รวม"), Cell("๓๐")))
HEADING, NOTES = Heading("หัวข้อ"), Notes("หมายเหตุ", ("ให้แนบภาพถ่าย",))
SIGNED = Signature(((Text("ลงชื่อ ผู้รายงาน"),), (Text("(นางสมมุติ)"),)))


def kept(*blocks: Block) -> list[str]:
    """The texts of the paragraphs that stay with what follows them, other than headings and a signature's own lines."""
    word = docx.Document(io.BytesIO(render_docx(Document("ทดสอบ", blocks))))
    held = (
        one
        for one in word.element.body.iter(qn("w:p"))
        if one.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    )
    said = ("".join(text.text for text in one.iter(qn("w:t"))) for one in held)
    return [text for text in said if text not in ("ลงชื่อ ผู้รายงาน", "หัวข้อ")]


@pytest.mark.parametrize(
    ("before", "held"),
    [
        ((SHORT, LONG), [LONG.text.strip()]),
        ((LONG, SHORT, SHORT), [SHORT.text, SHORT.text]),
        ((LONG, SHORT), [LONG.text.strip(), SHORT.text]),
        ((LONG, ROWS), ["สีย้อม", "๒๐", ""]),
        ((LONG, Line((Text("วันที่"),)), Line((Text("สถานที่"),))), ["วันที่", "สถานที่"]),
        ((LONG, HEADING), []),
        ((SHORT, LONG, SIGNED, SIGNED), [LONG.text.strip(), "(นางสมมุติ)"]),
        ((LONG, SIGNED, NOTES, LONG), [LONG.text.strip(), "(นางสมมุติ)", "หมายเหตุ", LONG.text.strip()]),
        ((SUMMED, HEADING), ["สีย้อม", "๒๐"]),
    ],
    ids=[
        *("long", "two lines", "one line and more", "last row", "lines", "heading", "a signature before"),
        *("notes below a signature", "the last row of a sum"),
    ],
)
def test_a_signature_takes_two_lines_of_what_it_signs_to_the_next_page(
    before: tuple[Block, ...], held: list[str]
):
    assert [text.strip() for text in kept(*before, SIGNED)] == held
