"""What stands at the foot of a page and what goes to the next one: nothing that belongs together is torn apart."""

import dataclasses
import re

import pytest

from letter_samples import drawn
from records.copied import by_pdfium
from records.rendering_papers import PROSE, letter, register, render, signature
from sammachip.core.document import (
    Cell,
    Document,
    HeadCell,
    LetterClose,
    Line,
    Notes,
    Paragraph,
    Photo,
    Photos,
    Spacer,
    Table,
    Text,
    parts,
)
from sammachip.core.letter import LetterKind


def test_a_long_register_repeats_its_head_and_numbers_its_pages():
    document = register(repeat=3)

    pages = by_pdfium(render(document))

    assert [page.count("หมายเหตุ") for page in pages] == [1, 1, 1]
    assert re.findall(r"- [๐-๙]+ -", "".join(pages)) == ["- ๒ -", "- ๓ -"]
    assert ["๘๗๓,๖๐๐" in page for page in pages] == [False, False, True]


def test_what_goes_along_does_not_loosen_the_letter():
    long = "\n".join(f"{n}. ดำเนินการตามแนวทางที่กำหนดให้แล้วเสร็จ" for n in range(1, 12))
    alone = drawn(LetterKind.EXTERNAL, body=long, annexes=[])
    together = drawn(LetterKind.EXTERNAL, body=long)

    assert (len(by_pdfium(render(alone))), len(by_pdfium(render(together)))) == (1, 2)


def letter_of(paragraphs: int) -> Document:
    base = letter()
    body = tuple(Paragraph(f"{PROSE[0]} {number}") for number in range(paragraphs))
    return dataclasses.replace(base, blocks=(*base.blocks[:2], *body, *base.blocks[-3:]))


@pytest.mark.parametrize(("bold", "alone"), [(True, False), (False, True)], ids=["begins a part", "a line"])
def test_what_begins_a_part_of_a_form_never_stands_alone_at_the_foot(bold: bool, alone: bool):
    lines = (Line(parts(f"บรรทัด {number}")) for number in range(29))
    form = Document("แบบ", (*lines, Line((Text("หัวข้อ", bold=bold),)), Line(parts("ข้อความ"))))

    first, _second = by_pdfium(render(form))

    assert first.strip().endswith("หัวข้อ") is alone


TABLE = (
    *(Line((Text("ตาราง", bold=True),)), Line(parts("ดูของจริง")), Line(parts("พบว่า: ๑ ใช้งานอยู่"))),
    Table(head=((HeadCell("ที่"),),), rows=((Cell("๑"),),)),
)
ANSWER = (Line(parts("แนวทางแก้ไข")), Paragraph("ข้อแรก\nข้อสอง", indent=False))


@pytest.mark.parametrize(("led", "last"), [(TABLE, 26), (ANSWER, 27)], ids=["table", "text"])
def test_lines_that_lead_to_what_follows_go_to_the_next_page_with_it(led, last):
    lines = (Line(parts(f"บรรทัด {number}")) for number in range(last + 1))

    first, _second = by_pdfium(render(Document("แบบ", (*lines, *led))))

    assert first.strip().endswith(f"บรรทัด {last}")


def test_signature_never_stands_alone_on_its_page():
    documents = [letter_of(paragraphs) for paragraphs in range(3, 9)]

    rendered = [by_pdfium(render(document)) for document in documents]

    counts = [len(pages) for pages in rendered]
    assert counts == sorted(counts)
    assert set(counts) == {1, 2}
    for pages in rendered:
        (signed,) = (page for page in pages if "ขอแสดงความนับถือ" in page)
        assert "จึงเรียนมาเพื่อพิจารณา" in signed
        assert "ผู้ว่าราชการจังหวัดบุรีรัมย์" in signed


def test_signature_takes_the_last_row_of_a_table_along_under_its_heading():
    head = ((HeadCell("รายการ"),),)
    for count in range(27, 36, 2):
        rows = tuple((Cell(f"แถวที่ {number}"),) for number in range(1, count + 1))
        signed = Document("ก", (Table(head, rows, total=(Cell("รวม"),)), signature("ผู้จัดทำ")))

        (last,) = (page for page in by_pdfium(render(signed)) if "ผู้จัดทำ" in page)

        assert f"แถวที่ {count}" in last
        assert "รายการ" in last
        assert "รวม" in last


def test_sum_of_a_table_takes_its_last_row_along_under_the_heading():
    cut = []
    for count in range(33, 36):
        rows = tuple((Cell(f"แถวที่ {number}"),) for number in range(1, count + 1))
        pages = by_pdfium(
            render(Document("ก", (Table(((HeadCell("รายการ"),),), rows, total=(Cell("รวม"),)),)))
        )

        assert f"แถวที่ {count}" in pages[-1]
        assert "รายการ" in pages[-1]
        assert "รวม" in pages[-1]
        cut.append(len(pages))
    assert cut == sorted(cut)
    assert set(cut) == {1, 2}


def test_notes_below_a_signature_have_no_page_of_their_own():
    line, notes = Line(parts("บรรทัดที่ลงนาม")), Notes("หมายเหตุ", ("ให้แนบภาพถ่าย",))

    for lines in range(25, 28):
        pages = by_pdfium(render(Document("ก", (*[line] * lines, Spacer(6), signature("ผู้จัดทำ"), notes))))
        (noted,) = (page for page in pages if "ให้แนบภาพถ่าย" in page)

        assert "ผู้จัดทำ" in noted
        assert "บรรทัดที่ลงนาม" in noted


@pytest.mark.parametrize("before", ["paragraph", "notes", "lines"])
def test_signatures_in_a_row_take_two_lines_of_what_is_signed_along(before):
    long = {
        "paragraph": (Paragraph(" ".join(PROSE * 5), indent=False),),
        "notes": (Notes("เงื่อนไข", tuple(f"ข้อที่ {number}" for number in range(1, 21))),),
        "lines": tuple(Line(parts(f"บรรทัดที่ {number}")) for number in range(1, 15)),
    }[before]
    filler = Line(parts("ข้อความก่อนหน้า"))
    signers = (
        LetterClose(("(นายหนึ่ง)",), "ขอแสดงความนับถือ"), signature("สอง"), LetterClose(("(นายสาม)",), "อนุมัติ")
    )  # fmt: skip

    for count in range(2, 24, 4):
        pages = by_pdfium(render(Document("ก", (*[filler] * count, *long, *signers))))
        (signed,) = (page for page in pages if "ขอแสดงความนับถือ" in page)

        said = signed.partition("ขอแสดงความนับถือ")[0].splitlines()
        assert "นายสาม" in signed
        assert len([line for line in said if line.strip() and line.strip() != "- ๒ -"]) >= 2, (count, said)


def test_signature_takes_the_last_pictures_along_to_its_page():
    pictures = Photos(tuple(Photo("meeting", "ประชุม") for _ in range(6)))
    line = Line(parts("บรรทัดก่อนภาพ"))

    for lines in range(3, 7):
        signed = Document("ก", (*[line] * lines, pictures, signature("ผู้จัดทำ")))
        (last,) = (page for page in by_pdfium(render(signed)) if "ผู้จัดทำ" in page)
        assert "ประชุม" in last
