"""Letters that come as files: their text as it stands, row by row; hostile files refused with a sentence and no harm."""

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from letter_samples import drawn
from sammachip.core import document as doc
from sammachip.core.document import Cell, Document, HeadCell, Paragraph, Table
from sammachip.core.letter import LetterKind
from sammachip.core.letterfacts import read
from sammachip.core.places import gazetteer
from sammachip.records import reading
from sammachip.records.reading import SENTENCES, Fault, Scanned, Unreadable, page_of, text_of
from sammachip.records.rendering.docx import render_docx
from sammachip.records.rendering.pdf import render_pdf

from . import rendering_papers as papers

AT_ONCE = 2
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DAY = datetime(2018, 8, 31, tzinfo=UTC)


def zipped(**parts: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def docx(body: str, before: str = "") -> bytes:
    return zipped(word__document_xml=f"{before}<w:document {W}><w:body>{body}</w:body></w:document>")


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(pages: int = 1, size: int = 595, **options: object) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as document:
        for _page in range(pages):
            document.add_blank_page(page_size=(size, size))
        document.save(made, **options)
    return made.getvalue()


def picture(kind: str, edge: int = 64) -> bytes:
    made = io.BytesIO()
    Image.new("1", (edge, edge)).save(made, kind)
    return made.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as why:
        text_of(content)
    return str(why.value)


@pytest.mark.parametrize(
    "make", [lambda paper: render_pdf(paper, stamp=DAY), render_docx], ids=["pdf", "docx"]
)
def test_a_letter_of_our_own_is_read_back(make: Callable[..., bytes]):
    letter = read(text_of(make(papers.letter())), places=gazetteer([("31", "บุรีรัมย์")]))

    told = (letter.urgency, letter.number, letter.office, letter.to)
    assert [one and one.value for one in told] == [
        "ด่วนที่สุด", "บร 0019/ว 1234", "ศาลากลางจังหวัดบุรีรัมย์", "นายอำเภอ ทุกอำเภอ",
    ]  # fmt: skip
    assert [one.title.value for one in letter.enclosures][2] == "แบบรายงานความก้าวหน้าการดำเนินงานฯ"
    assert letter.signatory
    assert [one and one.value for one in (letter.signatory.name, letter.signatory.acting_for)] == [
        "นายสมชาย ตัวอย่าง", "ผู้ว่าราชการจังหวัดบุรีรัมย์",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "make", [lambda paper: render_pdf(paper, stamp=DAY), render_docx], ids=["pdf", "docx"]
)
def test_a_memo_of_our_own_is_read_back_though_its_head_stands_in_cells(make: Callable[..., bytes]):
    paper = doc.numbered(drawn(LetterKind.MEMO), "สม 0019/7", DAY.date())

    memo = read(text_of(make(paper)), places=gazetteer([("31", "บุรีรัมย์")]))

    told = (memo.number, memo.office, memo.subject, memo.to)
    assert [one and one.value for one in told] == [
        "สม 0019/7", "สำนักงานพัฒนาชุมชนอำเภอสมมติ", "ขออนุมัติเดินทางไปราชการ", "นายอำเภอสมมติ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "make", [lambda paper: render_pdf(paper, stamp=DAY), render_docx], ids=["pdf", "docx"]
)
def test_a_register_comes_row_by_row(make: Callable[..., bytes]):
    places = gazetteer(
        [("31", "บุรีรัมย์"), *((f"31{n:02}", name) for n, name in enumerate(papers.DISTRICTS, 1))]
    )

    [table] = read(text_of(make(papers.register())), places=places).tables

    assert [row.place and row.place.code for row in table.rows] == [f"31{n:02}" for n in range(1, 24)]
    assert [one.value for one in table.totals if one] == [28, 873_600]


def test_no_blank_stands_behind_a_vowel_that_a_browser_printed_in_two() -> None:
    printed = Path(__file__).with_name("texts") / "printed_by_a_browser.pdf"

    assert text_of(printed.read_bytes()).splitlines() == [
        "สำนักงานจังหวัดน้ำใส",
        "ผู้อำนวยการ ทำ แผน จำนวน ๑ ชุด",
        "ให้รายงานภายในวันที่ ๕ มีนาคม",
    ]


def written(rows: list[list[str]]) -> bytes:
    """A page with no more on it than these rows, in columns."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        face = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        document.pages[0].Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F=document.make_indirect(face))
        )
        drawn_at = (
            f"BT /F 12 Tf {85 + 130 * column} {760 - 24 * row} Td ({text}) Tj ET"
            for row, cells in enumerate(rows)
            for column, text in enumerate(cells)
        )
        document.pages[0].Contents = document.make_stream("\n".join(drawn_at).encode())
        document.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "rows",
    [
        [["No", "Name of it", "Count", "Sum x"], ["1", "Krasang", "14", "320"], ["2", "Satuk", "9", "198"]],
        [["A list of groups"], *[["Name", "x"]] * 6],
    ],
    ids=["lines as one", "signs as lines"],
)
def test_a_page_of_one_short_table_keeps_its_lines(rows: list[list[str]]) -> None:
    assert text_of(written(rows)).splitlines() == ["\t".join(row) for row in rows]


def of_two_tiers() -> Document:
    """A table of an office whose headings have several lines, and one over two columns."""
    head = (
        (
            HeadCell("ลำดับที่", rowspan=2), HeadCell("อำเภอ", rowspan=2), HeadCell("งบประมาณที่จัดสรร", colspan=2),
            HeadCell("หมายเหตุ", rowspan=2),
        ),
        (HeadCell("จำนวนกลุ่มเป้าหมายที่ได้รับการสนับสนุน\n(กลุ่ม)"), HeadCell("จำนวนเงินที่จัดสรรทั้งสิ้น\n(บาท)")),
    )  # fmt: skip
    rows = tuple(
        tuple(map(Cell, (str(at), name, "2", "62,400.00", "")))
        for at, name in enumerate(papers.DISTRICTS[:4], 1)
    )
    table = Table(head, rows, widths_cm=(1.4, 4, 3, 3, 3))
    return Document("จัดสรร", (Paragraph("ตามตาราง"), table, Paragraph("จึงเรียนมาเพื่อทราบ")))


@pytest.mark.parametrize(
    "make", [lambda paper: render_pdf(paper, stamp=DAY), render_docx], ids=["pdf", "docx"]
)
def test_headings_of_several_lines_and_tiers_are_read_whole(make: Callable[..., bytes]):
    text = text_of(make(of_two_tiers()))

    [table] = read(text, places=gazetteer([("31", "บุรีรัมย์")])).tables

    assert [one.value for one in table.columns] == [
        "ลำดับที่", "อำเภอ", "จำนวนกลุ่มเป้าหมายที่ได้รับการสนับสนุน (กลุ่ม)", "จำนวนเงินที่จัดสรรทั้งสิ้น (บาท)", "หมายเหตุ",
    ]  # fmt: skip
    assert [[cell.value for cell in row.cells[:4]] for row in table.rows] == [
        [str(at), name, "2", "62,400.00"] for at, name in enumerate(papers.DISTRICTS[:4], 1)
    ]
    lines = [line for line in text.splitlines() if line.strip()]
    assert (lines[0].strip(), lines[-1].strip(), len(lines)) == ("ตามตาราง", "จึงเรียนมาเพื่อทราบ", 8)


def test_a_docx_tells_what_stands_in_it_and_not_what_was_struck_out():
    row = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('เรื่อง')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>ก</w:t><w:tab/><w:t>ข</w:t></w:r><w:del><w:r><w:delText>ค</w:delText></w:r></w:del></w:p>"
        f"<w:tbl>{row.format(paragraph('๑') + paragraph('๒'), paragraph('๓'))}</w:tbl>"
    )

    assert text_of(docx(body)) == "เรื่อง\nก\tข\n๑ ๒\t\t๓"


def test_a_table_within_a_cell_is_told_once():
    table = "<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    inner = table.format(paragraph("สตึก"), paragraph("๒"))

    assert text_of(docx(table.format(paragraph("อำเภอ") + inner, paragraph("๓")))) == "อำเภอ สตึก ๒\t๓"


def numbered(body: str, lists: str, styles: str = "") -> bytes:
    """A DOCX whose paragraphs are numbered by these ways of counting and the lists that follow them."""
    text = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    parts = {"word__document_xml": text, "word__numbering_xml": f"<w:numbering {W}>{lists}</w:numbering>"}
    if styles:
        parts["word__styles_xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return zipped(**parts)


def item(text: str, level: int = 0, of: str = "1") -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def way(number: int, *levels: tuple[str, str]) -> str:
    told = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{told}</w:abstractNum>'


CLAUSES = way(
    7, ("thaiNumbers", "%1."), ("thaiNumbers", "%1.%2"), ("thaiLetters", "(%3)"), ("bullet", "\uf0b7")
)
LISTS = (
    CLAUSES
    + '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def test_numbers_that_word_counts_by_itself_stand_in_the_text():
    body = "".join(
        (
            item("สำรวจ"), item("บันทึกภาพ", 1), item("ก่อน", 2), item("หลัง", 2), item("รายงาน", 1), item("ส่ง", 3),
            item("สรุป"), item("แยก", 1), paragraph("จึงเรียนมา"), item("ต่อ", of="2"), item("ไม่นับ", of="0"),
            f"<w:tbl><w:tr><w:tc>{item('', of='2')}</w:tc><w:tc>{paragraph('สตึก')}</w:tc></w:tr></w:tbl>",
        )
    )  # fmt: skip

    assert text_of(numbered(body, LISTS)).splitlines() == [
        "๑. สำรวจ", "๑.๑ บันทึกภาพ", "(ก) ก่อน", "(ข) หลัง", "๑.๒ รายงาน", "• ส่ง", "๒. สรุป", "๒.๑ แยก", "จึงเรียนมา",
        "๕. ต่อ", "ไม่นับ", "๖.\tสตึก",
    ]  # fmt: skip


def test_a_style_numbers_its_paragraphs_and_a_ring_of_styles_none():
    styles = (
        '<w:style w:styleId="Clause"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Clause"/></w:style>'
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>'
        for style in ("Own", "A", "Clause")
    )

    assert text_of(numbered(body, LISTS, styles)).splitlines() == ["๑. Own", "A", "๒. Clause"]


FORMS = {
    **{"decimal": "27)", "lowerLetter": "aa)", "upperRoman": "XXVII)", "decimalZero": "27)", "none": ")"},
    **{"thaiLetters": "พ)", "thaiNumbers": "๒๗)", "a form of tomorrow": "27)"},
}


def test_a_number_is_written_as_its_list_says():
    lists = "".join(way(at, (form, "%1)")) for at, form in enumerate(FORMS)) + "".join(
        f'<w:num w:numId="{at}{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(FORMS))
    )
    body = "".join(item("", of=f"{at}{at}") * 26 + item("x", of=f"{at}{at}") for at in range(len(FORMS)))

    told = text_of(numbered(body, lists)).splitlines()

    assert [one for one in told if one.endswith("x")] == [f"{shown} x" for shown in FORMS.values()]


def test_hostile_numbering_is_counted_within_its_bounds():
    big = f'<w:num w:numId="1"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="{"9" * 40}"><w:startOverride w:val="{"9" * 40}"/></w:lvlOverride></w:num>'

    assert text_of(numbered(item("x", level=10**6), CLAUSES + big)) == "x"
    assert refused(numbered(item("x"), "<w:abstractNum>")) == str(SENTENCES[Fault.UNREADABLE])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"])
def test_plain_text_is_read_in_the_encodings_that_offices_have(encoding: str):
    assert text_of("เรื่อง ทดสอบ\r\n".encode(encoding)) == "เรื่อง ทดสอบ\r\n"


BOMB = '<!DOCTYPE x [<!ENTITY a "ฮ่าฮ่า">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
)
HOSTILE: dict[str, tuple[Callable[[], bytes], Fault]] = {
    "entities that grow a billionfold": (lambda: docx(paragraph("&m;"), BOMB + "]>"), Fault.UNREADABLE),
    "an entity that names a file": (
        lambda: docx(paragraph("&f;"), '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
        Fault.UNREADABLE,
    ),
    "elements ten thousand deep": (lambda: docx("<w:p>" * 10_000 + "</w:p>" * 10_000), Fault.UNREADABLE),
    "a part that unpacks to 100 MB": (lambda: docx(" " * (100 << 20)), Fault.TOO_LARGE),
    "ten thousand parts": (lambda: zipped(**{f"n{n}": "" for n in range(10_000)}), Fault.TOO_LARGE),
    "a workbook": (lambda: zipped(xl__workbook_xml="<x/>"), Fault.OTHER_KIND),
    "no XML": (lambda: zipped(word__document_xml="no"), Fault.UNREADABLE),
    "half a DOCX": (lambda: docx(paragraph("ก" * 5000))[:-40], Fault.UNREADABLE),
    "a DOCX without a word": (lambda: docx(""), Fault.BLANK),
    "a PDF under a password": (
        lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
        Fault.PASSWORD,
    ),
    "a PDF of a thousand pages": (lambda: pdf(1000), Fault.TOO_LARGE),
    "a PDF cut off": (lambda: pdf()[:60], Fault.UNREADABLE),
    "a PDF of noise": (lambda: b"%PDF-1.7\n" + random.Random(5).randbytes(5000), Fault.UNREADABLE),
    "a scan where nothing reads scans": (pdf, Fault.SCAN),
    "a photograph where nothing reads scans": (lambda: picture("JPEG"), Fault.SCAN),
    "a picture of 900 million dots": (lambda: picture("PNG", 30_000), Fault.TOO_LARGE),
    "half a picture": (lambda: picture("PNG")[:50], Fault.UNREADABLE),
    "a picture of noise": (lambda: b"\xff\xd8\xff" + random.Random(6).randbytes(500), Fault.UNREADABLE),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), Fault.OTHER_KIND),
    "rich text": (lambda: rb"{\rtf1 x}", Fault.OTHER_KIND),
    "a program": (lambda: b"\x7fELF" + bytes(90), Fault.OTHER_KIND),
    "nothing": (lambda: b" \n", Fault.BLANK),
}


def test_hostile_files_are_refused_each_with_its_sentence(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")  # without the program that reads scans

    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = dict(zip(HOSTILE, pool.map(lambda odd: refused(odd[0]()), HOSTILE.values()), strict=True))

    assert said == {name: str(SENTENCES[fault]) for name, (_make, fault) in HOSTILE.items()}


def test_whoever_comes_while_others_are_read_is_told_to_wait(monkeypatch):
    monkeypatch.setattr(reading, "WAIT", 0)
    letter = docx(paragraph("เรื่อง"))

    with ExitStack() as others:
        for _one in range(reading.AT_ONCE):
            others.enter_context(reading.TURNS.one())
        assert refused(letter) == str(reading.BUSY)
        assert text_of(b"pasted") == "pasted"

    assert text_of(letter) == "เรื่อง"


ENDLESS = """
from sammachip.records.limited import limit, spend
limit(seconds=60, memory=1 << 30, written=0)
spend(0)
while True: pass
"""


def test_a_piece_of_work_has_a_thin_time_of_its_own_and_is_said_to_be_slow():
    ended = subprocess.run([sys.executable, "-c", ENDLESS], check=False)

    assert reading.fault_of(ended.returncode) == Fault.SLOW


def test_a_scan_is_drawn_anew_for_the_program_that_reads_it(tmp_path: Path, monkeypatch):
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\n[ "$1" = --list-langs ] && echo tha && exit\n'
        'head -c 4 | tail -c 3 > "$2.txt"\necho " $3 $4 $5 $6" >> "$2.txt"\n'
        "printf 'level\\tleft\\ttop\\twidth\\theight\\ttext\\n4\\t1\\t1\\t90\\t9\\t\\n' > \"$2.tsv\"\n"
        'for sign in PNG -l tha --psm 11; do printf \'5\\t1\\t1\\t9\\t9\\t%s\\n\' "$sign" >> "$2.tsv"; done\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    scan = pdf(2, 100)

    with pytest.raises(Scanned) as found:
        text_of(scan)
    assert (found.value.pages, page_of(scan, 1)) == (2, "PNG -l tha --psm 11")
    with pytest.raises(Unreadable, match=f"เกิน {reading.MOST_SCANNED} หน้า"):
        text_of(pdf(reading.MOST_SCANNED + 1, 100))
