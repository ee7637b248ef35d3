"""The DOCX says what the document says, in Word's own terms for Thai."""

import dataclasses
import io
import zipfile
from collections.abc import Iterator

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from letter_samples import drawn
from records.rendering_papers import album, by_hand, letter, memo, pictures, progress_form, register
from records.test_rendering_pdf import HOSTILE, bare
from sammachip.core.document import (
    Cell,
    Document,
    HeadCell,
    Heading,
    Line,
    Paragraph,
    Table,
    parts,
    plain_text,
)
from sammachip.core.letter import Hands, LetterKind, file_copy
from sammachip.records.rendering import BadPicture, legible
from sammachip.records.rendering.docx import render_docx
from sammachip.records.rendering.wordletter import CELL_SIDE_CM, width_of

PAPERS = {
    "letter": letter("emblem"),
    "memo": memo(),
    "register": register(),
    "form": progress_form(),
    "empty form": progress_form(filled=False),
    "album": album(),
    "stamped": drawn(LetterKind.STAMPED),
    "order": drawn(LetterKind.ORDER),
    "award": drawn(LetterKind.AWARD),
    "by hand": by_hand(),
}


def render(document: Document) -> bytes:
    return render_docx(document, images=pictures())


def text_of(content: bytes) -> Iterator[str]:
    """Paragraphs and cells in reading order; merged cells speak once."""
    for item in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(item, WordParagraph):
            yield item.text
        else:
            yield from {cell._tc: cell.text for row in item.rows for cell in row.cells}.values()


@pytest.mark.parametrize("name", PAPERS)
def test_docx_text_is_the_plain_text(name):
    got = "".join(text_of(render(PAPERS[name])))

    assert bare(got) == bare(plain_text(PAPERS[name]))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text):
    cells = Table(((HeadCell(text),),), ((Cell(text),),), caption=text)
    document = Document(text, (Heading(text), Line(parts(text)), Paragraph(text), cells))

    got = "".join(text_of(render(document)))

    assert bare(got) == bare(legible(plain_text(document)))


@pytest.mark.parametrize("name", PAPERS)
def test_same_document_gives_the_same_bytes(name):
    assert render(PAPERS[name]) == render(PAPERS[name])


def test_no_clock_is_left_in_the_file():
    with zipfile.ZipFile(io.BytesIO(render(memo()))) as content:
        assert {entry.date_time for entry in content.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_paper_holds_nothing_of_those_drawn_before_it_and_each_part_once():
    alone = render(memo())

    render(album())
    render(by_hand())

    assert render(memo()) == alone
    with zipfile.ZipFile(io.BytesIO(alone)) as content:
        assert sorted(content.namelist()) == sorted(set(content.namelist()))


def test_every_face_and_size_has_its_complex_script_half():
    word = docx.Document(io.BytesIO(render(progress_form())))

    runs = [
        *word.element.iter(qn("w:rPr")),
        *(word.styles[name].element.rPr for name in ("Normal", "Heading 1")),
    ]
    sizes = [(run.find(qn("w:sz")), run.find(qn("w:szCs"))) for run in runs]
    weights = [(run.find(qn("w:b")), run.find(qn("w:bCs"))) for run in runs]
    assert [a.get(qn("w:val")) for a, _ in sizes if a is not None] == [
        b.get(qn("w:val")) for _, b in sizes if b is not None
    ]
    assert [a is None for a, _ in weights] == [b is None for _, b in weights]
    faces = word.styles["Normal"].element.rPr.rFonts
    assert {faces.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "TH SarabunPSK"
    }
    assert word.styles["Heading 1"].element.rPr.rFonts.get(qn("w:cstheme")) is None


def test_table_repeats_its_head_keeps_rows_whole_and_fills_the_width():
    word = docx.Document(io.BytesIO(render(register())))
    (table,) = word.tables

    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    whole = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]

    assert heads == [True] + [False] * 24
    assert whole == [True] * 25
    assert sum(column.width.cm for column in table.columns) == pytest.approx(16, abs=0.01)
    assert [cell.width for cell in table.rows[3].cells] == [column.width for column in table.columns]


def test_a_narrow_column_has_room_for_the_longest_word_within_its_cells():
    table = Table(
        ((HeadCell("จำนวน"), HeadCell("เรื่อง")),), ((Cell("๑"), Cell("ครั้ง")),), widths_cm=(1.0, None)
    )

    document = docx.Document(io.BytesIO(render(Document("แบบ", (table,)))))

    assert document.tables[0].columns[0].width >= Cm(width_of("จำนวน", bold=True, size=14) + 2 * CELL_SIDE_CM)


def test_body_is_justified_the_thai_way():
    content = zipfile.ZipFile(io.BytesIO(render(letter()))).read("word/document.xml").decode()

    assert content.count('w:jc w:val="thaiDistribute"') == 3


@pytest.mark.parametrize(("numerals", "form"), [("thai", "thaiNumbers"), ("arabic", "decimal")])
def test_pages_are_numbered_in_the_papers_numerals(numerals, form):
    paper = dataclasses.replace(register(), numerals=numerals)

    (section,) = docx.Document(io.BytesIO(render(paper))).sections

    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) == form
    assert section.header.paragraphs[0].text == "-  -"
    assert section.different_first_page_header_footer


@pytest.mark.parametrize("name", ["letter", "award"])
def test_draft_mark_lies_across_every_page_of_drafts_only(name: str):
    def marks(content: bytes) -> list[list[str]]:
        section = docx.Document(io.BytesIO(content)).sections[0]
        edges = (section.first_page_header, section.header)
        shapes = ([one for one in edge._element.iter() if one.tag.endswith("}shape")] for edge in edges)
        return [[shape[0].get("string") for shape in one] for one in shapes]

    draft = render_docx(PAPERS[name], images=pictures(), draft=True)

    assert (marks(draft), marks(render(PAPERS[name]))) == ([["ร่าง"], ["ร่าง"]], [[], []])
    assert list(text_of(draft)) == list(text_of(render(PAPERS[name])))


def test_what_marks_an_own_copy_stands_at_the_right_of_how_secret_it_is():
    copy = file_copy(drawn(LetterKind.EXTERNAL, secrecy="secret"), Hands("ก", "ข", "ค"))

    mark = docx.Document(io.BytesIO(render(copy))).paragraphs[0]

    assert mark.text == "สำเนาคู่ฉบับ"
    assert mark.paragraph_format.left_indent == pytest.approx(Cm(8), abs=Cm(0.1))


def test_missing_picture_is_named():
    with pytest.raises(BadPicture, match="survey"):
        render_docx(album())


def test_words_of_signing_for_another_are_parted_from_the_post_and_not_within():
    memo = drawn(LetterKind.MEMO, stands="on_behalf", signs_for="ผู้ว่าราชการจังหวัดสมมติ")

    with zipfile.ZipFile(io.BytesIO(render(memo))) as word:
        said = word.read("word/document.xml").decode()

    assert "ชำนาญการ</w:t><w:br/>" in said
    assert "ปฏิบัติราชการแทน</w:t><w:br/>" in said
