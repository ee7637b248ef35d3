"""A document as DOCX, for officers who must edit it.

Word keeps two halves of every character property and uses the "complex script" half for Thai; a file that
sets only the Latin half shows another face at another size. `_complex_script` writes both. Word breaks Thai
lines itself, so texts go in whole.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell  # the class has no public name
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run
from PIL import Image

from sammachip.core import document as paper
from sammachip.core.document import (
    Align,
    Blank,
    Block,
    Cell,
    Code,
    Document,
    HeadCell,
    Heading,
    LetterClose,
    LetterContact,
    LetterFields,
    LetterHead,
    Line,
    MemoHead,
    Notes,
    PageBreak,
    Paragraph,
    Part,
    Photo,
    Photos,
    Radar,
    Signature,
    Spacer,
    Start,
    Table,
    Text,
    Tick,
    ToEnd,
    Writing,
)
from sammachip.records.rendering import fonts, pictures
from sammachip.records.rendering.fonts import legible
from sammachip.records.rendering.page import (
    BODY_POINTS,
    INDENT_CM,
    TABLE_POINTS,
    SignaturePair,
    column_widths,
    sheet,
    with_pairs,
)

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})

_EPOCH = datetime(
    1980, 1, 1
)  # the oldest date a ZIP entry can carry; two renderings must not differ by a clock
_SIDES = {
    "start": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "end": WD_ALIGN_PARAGRAPH.RIGHT,
}
_LONGEST_TITLE = 255  # letters the format allows
_GREY = "EBEBEB"
_RED = RGBColor(0xC0, 0, 0)
_PHOTO_CM = (7.6, 5.6)
_RADAR_CM = (11.0, 7.0)
_CODE_CM = (3.0, 3.0)


def render_docx(document: Document, *, images: Mapping[str, bytes] = NO_PICTURES) -> bytes:
    """The document as DOCX, the same bytes each time. Raises BadPicture for a picture missing or unreadable."""
    writer = _Writer(document, pictures.ready(document, images))
    for block in with_pairs(document.blocks):
        writer.write(block)
    return _frozen(writer.word)


def _frozen(word: WordDocument) -> bytes:
    """The file with its entries in order and without the time of day."""
    saved, out = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _blank_sheet(document: Document) -> WordDocument:
    """An empty Word document with the page, the styles and the page numbers of an official paper."""
    word = docx.Document()
    word.core_properties.title = legible(document.title)[:_LONGEST_TITLE]
    word.core_properties.author = ""
    word.core_properties.comments = ""
    word.core_properties.language = document.lang
    word.core_properties.created = word.core_properties.modified = _EPOCH
    page, section = sheet(document), word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(page.width), Cm(page.height)
    section.left_margin, section.right_margin = Cm(page.left), Cm(page.right)
    section.top_margin, section.bottom_margin = Cm(page.top), Cm(page.bottom)
    _set_styles(word)
    _number_pages(word, thai=document.numerals == "thai")
    return word


def _set_styles(word: WordDocument) -> None:
    for name, size in (
        ("Normal", BODY_POINTS),
        ("Heading 1", 18.0),
        ("Heading 2", 16.0),
        ("Heading 3", 16.0),
    ):
        style = word.styles[name]
        assert isinstance(style, ParagraphStyle)
        _complex_script(style, size=size, bold=name != "Normal")
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.line_spacing = 1.0
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:bidi"), "th-TH")
    word.styles["Normal"].element.get_or_add_rPr().append(language)


def _complex_script(
    thing: CharacterStyle | Run, *, size: float | None = None, bold: bool | None = None
) -> None:
    """Face, size and weight of a style or a run, for Latin and for Thai letters alike."""
    properties = thing.element.get_or_add_rPr()
    faces = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{script}"), fonts.FAMILY)
        faces.attrib.pop(qn(f"w:{'cstheme' if script == 'cs' else script + 'Theme'}"), None)
    if bold is not None:
        thing.font.bold = thing.font.cs_bold = bold
    if size is not None:
        thing.font.size = Pt(size)
        _after(properties.find(qn("w:sz")), "w:szCs", str(round(size * 2)))


def _after(element: object, tag: str, value: str) -> None:
    """Sets the element that must follow another; python-docx knows nothing of the complex-script size."""
    parent = element.getparent()  # type: ignore[attr-defined]  # lxml, untyped
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    new = OxmlElement(tag)
    new.set(qn("w:val"), value)
    element.addnext(new)  # type: ignore[attr-defined]  # lxml, untyped


def _number_pages(word: WordDocument, *, thai: bool) -> None:
    """«- ๒ -» at the head of each page but the first."""
    section = word.sections[0]
    section.different_first_page_header_footer = True
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:fmt"), "thaiNumbers" if thai else "decimal")
    section._sectPr.find(qn("w:pgMar")).addnext(number)  # python-docx has no page number format
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("- ")
    _add_page_number(paragraph)
    paragraph.add_run(" -")


def _add_page_number(paragraph: WordParagraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


class _Writer:
    def __init__(self, document: Document, images: Mapping[str, bytes]) -> None:
        self.word = _blank_sheet(document)
        self.width = sheet(document).text_width
        self.images = images

    def write(self, block: Block | SignaturePair) -> None:
        match block:
            case (left, right):
                self._pair(left, right)
            case Heading(text, level, align):
                self._paragraph(align=_SIDES[align], style=f"Heading{level}").add_run(legible(text))
            case Line(parts, indent, align):
                self._parts(self._paragraph(align=_SIDES[align], first=INDENT_CM if indent else 0), parts)
            case Paragraph(text, indent):
                self._body(text, first=INDENT_CM if indent else 0)
            case Table():
                self._table(block)
            case Signature():
                self._signature(block)
            case Photos(items):
                self._photos(items)
            case Radar(title):
                centred = self._paragraph(align=WD_ALIGN_PARAGRAPH.CENTER)
                self._picture(centred, block.ref, title, _RADAR_CM)
            case Notes(title, items):
                self._run(self._paragraph(keep=True), title, bold=True)
                for item in items:
                    self._body(f"-\t{item}", left=1.1, first=-0.5)
            case Writing(lines):
                for _ in range(lines):
                    self._to_end(self._paragraph(), None)
            case Code():
                self._code(block)
            case Start(foot):
                self._start(foot)
            case Spacer(points):
                self._paragraph().paragraph_format.space_after = Pt(points)
            case PageBreak():
                self._paragraph().add_run().add_break(WD_BREAK.PAGE)
            case _:
                self._letter_block(block)

    def _letter_block(
        self, block: LetterHead | LetterFields | LetterClose | LetterContact | MemoHead
    ) -> None:
        match block:
            case LetterHead():
                self._letter_head(block)
            case MemoHead():
                self._memo_head(block)
            case LetterFields():
                self._letter_fields(block)
            case LetterClose():
                self._letter_close(block)
            case LetterContact(lines):
                paragraph = self._paragraph()
                paragraph.paragraph_format.space_before = Pt(36)
                self._run(paragraph, "\n".join(lines))

    def _paragraph(
        self,
        *,
        align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
        left: float = 0,
        first: float = 0,
        keep: bool = False,
        style: str | None = None,
    ) -> WordParagraph:
        paragraph = self.word.add_paragraph()
        if style:
            paragraph._p.style = style  # by its id: python-docx looks a name up among all styles, each time
        paragraph.alignment = align
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Cm(left), Cm(first)
        form.keep_together = form.keep_with_next = keep or None
        return paragraph

    def _body(self, text: str, *, left: float = 0, first: float = 0) -> None:
        self._run(self._paragraph(align=WD_ALIGN_PARAGRAPH.THAI_JUSTIFY, left=left, first=first), text)

    def _run(
        self, paragraph: WordParagraph, text: str, *, bold: bool | None = None, size: float | None = None
    ) -> Run:
        run = paragraph.add_run("\t".join(legible(piece) for piece in text.split("\t")))
        if bold or size:
            _complex_script(run, size=size, bold=bold)
        return run

    def _parts(self, paragraph: WordParagraph, parts: Sequence[Part]) -> None:
        for part in parts:
            match part:
                case Text(text, bold):
                    self._run(paragraph, text, bold=bold or None)
                case Blank(value) if value:
                    self._run(paragraph, value).font.underline = WD_UNDERLINE.DOTTED
                case ToEnd(value):
                    self._to_end(paragraph, value)
                case Blank() | Tick():
                    self._run(paragraph, part.text)

    def _to_end(self, paragraph: WordParagraph, value: str | None) -> None:
        """What is known, and dots up to the right margin, or to the unit that follows."""
        edge = Cm(self.width)
        paragraph.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        if value:
            self._run(paragraph, value).font.underline = WD_UNDERLINE.DOTTED
        self._run(paragraph, "\t")

    def _code(self, code: Code) -> None:
        said, picture = self._grid([self.width - _CODE_CM[0] - 0.4, _CODE_CM[0] + 0.4], 1).rows[0].cells
        first, *others = code.lines
        said.paragraphs[0].style = "Heading 1"
        self._run(said.paragraphs[0], first)
        for line in others:
            self._run(said.add_paragraph(), line)
        self._run(said.add_paragraph(), code.address, size=TABLE_POINTS)
        picture.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._picture(picture.paragraphs[0], code.ref, code.address, _CODE_CM)

    def _start(self, foot: str) -> None:
        """A section of its own, with its own foot and pages from one; the first paper of a bundle begins the file."""
        body = self.word.element.body
        begun = any(child.tag != qn("w:sectPr") for child in body)
        section = self.word.add_section(WD_SECTION.NEW_PAGE) if begun else self.word.sections[0]
        section.different_first_page_header_footer = False
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        number = section._sectPr.find(qn("w:pgNumType"))
        number.set(qn("w:start"), "1")
        for paragraph in section.header.paragraphs:
            paragraph.clear()
        paragraph = section.footer.paragraphs[0]
        self._run(paragraph, f"{foot}  {paper.PAGE} ", size=TABLE_POINTS)
        _add_page_number(paragraph)

    def _grid(self, widths: Sequence[float], rows: int) -> WordTable:
        """A table with its widths on columns and on cells: Word reads the one, LibreOffice the other."""
        table: WordTable = self.word.add_table(rows, len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        return table

    def _fill(
        self,
        cell: WordCell,
        text: str,
        *,
        align: Align = "start",
        bold: bool | None = None,
        size: float | None = None,
    ) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = _SIDES[align]
        paragraph.paragraph_format.space_after = Pt(0)
        self._run(paragraph, text, bold=bold, size=size)

    def _table(self, table: Table) -> None:
        if table.caption:
            caption = self._paragraph(align=WD_ALIGN_PARAGRAPH.CENTER, keep=True)
            self._run(caption, table.caption, bold=True, size=TABLE_POINTS)
        grid = self._grid(column_widths(table, self.width), len(table.head) + len(table.lines))
        grid._tbl.tblStyle_val = "TableGrid"
        cells = [row.cells for row in grid.rows]
        for place in paper.head_places(table.head):
            self._head_cell(cells, place)
        for number, row in enumerate(table.lines, start=len(table.head)):
            for word_cell, cell in zip(cells[number], row, strict=True):
                self._fill(
                    word_cell, cell.content, align=_cell_side(cell), bold=cell.bold or None, size=TABLE_POINTS
                )
        for number, row in enumerate(grid.rows):
            _mark_row(row._tr, "w:cantSplit")
            if table.room_cm and number >= len(table.head):
                row.height = Cm(table.room_cm)
            if number < len(table.head):
                _mark_row(row._tr, "w:tblHeader")
        self._paragraph().paragraph_format.space_after = Pt(0)

    def _head_cell(self, cells: Sequence[Sequence[WordCell]], place: paper.HeadPlace) -> None:
        spanned: HeadCell = place.cell
        first = cells[place.row][place.column]
        last = cells[place.row + spanned.rowspan - 1][place.column + spanned.colspan - 1]
        merged = first.merge(last) if first is not last else first
        merged.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _shade(merged)
        self._fill(merged, spanned.text, align="center", bold=True, size=TABLE_POINTS)

    def _signature(self, block: Signature) -> None:
        left = max(self.width - block.width_cm, 0)
        self._sign(block, [self._paragraph(left=left) for _ in block.lines])

    def _pair(self, *pair: Signature) -> None:
        """Two signatures in a table without lines, its row never parted by the end of a page."""
        grid = self._grid([self.width / 2] * 2, 1)
        _mark_row(grid.rows[0]._tr, "w:cantSplit")
        for cell, block in zip(grid.rows[0].cells, pair, strict=True):
            self._sign(block, [*cell.paragraphs, *(cell.add_paragraph() for _ in block.lines[1:])])

    def _sign(self, block: Signature, paragraphs: Sequence[WordParagraph]) -> None:
        for number, (line, paragraph) in enumerate(zip(block.lines, paragraphs, strict=True), start=1):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            form = paragraph.paragraph_format
            form.keep_together = form.keep_with_next = number < len(block.lines) or None
            form.space_before, form.space_after = Pt(26 if number == 1 else 0), Pt(0)
            self._parts(paragraph, line)

    def _photos(self, items: Sequence[Photo]) -> None:
        grid = self._grid([self.width / 2] * 2, (len(items) + 1) // 2)
        cells = (cell for row in grid.rows for cell in row.cells)
        for photo, cell in zip(items, cells, strict=False):
            self._picture(cell.paragraphs[0], photo.ref, photo.caption, _PHOTO_CM)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            caption = cell.add_paragraph()
            caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._run(caption, photo.caption, size=TABLE_POINTS)

    def _picture(self, paragraph: WordParagraph, ref: str, alt: str, box: tuple[float, float]) -> None:
        """A picture as large as its box allows, with its description."""
        content = self.images[ref]
        with Image.open(io.BytesIO(content)) as opened:
            scale = min(box[0] / opened.width, box[1] / opened.height)
            size = Cm(opened.width * scale), Cm(opened.height * scale)
        shape = paragraph.add_run().add_picture(io.BytesIO(content), *size)
        shape._inline.docPr.set("descr", legible(alt))

    def _urgency(self, text: str) -> None:
        if text:
            run = self._run(self._paragraph(), text, bold=True, size=32)
            run.font.color.rgb = _RED

    def _letter_head(self, head: LetterHead) -> None:
        if head.emblem_ref:
            emblem = self._paragraph(align=WD_ALIGN_PARAGRAPH.CENTER)
            self._picture(emblem, head.emblem_ref, "ตราครุฑ", (4.0, 3.0))
        self._urgency(head.urgency)
        half = self.width / 2
        number, office = self._grid([half + 1, half - 1], 1).rows[0].cells
        self._fill(number, f"{paper.NUMBER}  {head.number}")
        self._fill(office, "\n".join(head.office_lines))
        self._run(self._paragraph(left=half), head.date)

    def _memo_head(self, head: MemoHead) -> None:
        self._urgency(head.urgency)
        title = self._paragraph(align=WD_ALIGN_PARAGRAPH.CENTER)
        if head.emblem_ref:
            self._picture(title, head.emblem_ref, "ตราครุฑ", (2.0, 1.5))
        self._run(title, paper.MEMO, bold=True, size=29)
        self._memo_fields((paper.OFFICE, head.office))
        self._memo_fields((paper.NUMBER, head.number), (paper.DATE, head.date))
        self._memo_fields((paper.SUBJECT, head.subject))

    def _memo_fields(self, *fields: tuple[str, str]) -> None:
        paragraph = self._paragraph()
        for label, text in fields:
            self._run(paragraph, f"{label} ", bold=True, size=20)
            self._run(paragraph, f"{text}  ").font.underline = WD_UNDERLINE.DOTTED

    def _letter_fields(self, fields: LetterFields) -> None:
        for label, text in paper.labelled(fields):
            self._run(self._paragraph(left=1.6, first=-1.6), f"{label}\t{text}")
        if fields.enclosures:
            grid = self._grid([3.0, self.width - 5.8, 2.8], len(fields.enclosures))
            for row, texts in zip(grid.rows, paper.enclosed(fields), strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    self._fill(cell, text)

    def _letter_close(self, close: LetterClose) -> None:
        half = self.width / 2
        if close.closing:
            closing = self._paragraph(left=half, keep=True)
            closing.paragraph_format.space_before = Pt(12)
            self._run(closing, close.closing)
        signer = self._paragraph(left=half, align=WD_ALIGN_PARAGRAPH.CENTER)
        signer.paragraph_format.space_before = Pt(48)
        self._run(signer, "\n".join(close.sign_lines))


def _cell_side(cell: Cell) -> Align:
    return "center" if cell.tick is not None and not cell.text else cell.align


def _mark_row(row: object, tag: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(tag))  # type: ignore[attr-defined]  # lxml, untyped


def _shade(cell: WordCell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _GREY)
    properties = cell._tc.get_or_add_tcPr()
    valign = properties.find(qn("w:vAlign"))
    valign.addprevious(shade)
