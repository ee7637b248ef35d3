"""The sheet of a Word file and its edges: size and margins, page numbers, how secret it is, what it is checked by."""

import io

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import serialize_for_reading
from docx.parts.story import StoryPart
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from PIL import Image

from sammachip.core.document import Document, Emblem, LetterHead, Seal
from sammachip.records.rendering import codes, wordfile
from sammachip.records.rendering.fonts import legible
from sammachip.records.rendering.page import BODY_POINTS, sheet
from sammachip.records.rendering.wordxml import (
    at_the_edge,
    cell,
    elements,
    no_line,
    paragraph,
    row,
    run,
    table,
    watermark,
)

_EMBLEM_RISES_CM = 1.0
_EDGE_CM = 0.5  # from the edge of the sheet to what stands there on every page
_SECRECY_EDGE_CM, _SECRECY_CM = 0.35, 1.3  # from the edge to how secret it is, and how high that stands
_NUMBER_AT, _NUMBER_UNDER_SECRECY, _LINE = (
    0.7,
    0.92,
    1.17,
)  # how deep in the margin the number of a page ends; how high a line is
_LONGEST_TITLE = 255  # letters the format allows
_SEAL_CM, _SEAL_POINTS = (1.4, 1.4), 11.0
_DRAFT, _DRAFT_POINTS = "ร่าง", (250, 180)
"""What lies across every page of a draft, and how wide and high it is."""


def blank(document: Document, seal: Seal | None, *, draft: bool = False) -> WordDocument:
    """An empty Word document with the page, the styles and the edges of an official paper; marked where it is a `draft`."""
    word = wordfile.opened()
    word.core_properties.title = legible(document.title)[:_LONGEST_TITLE]
    word.core_properties.author = ""
    word.core_properties.comments = ""
    word.core_properties.language = document.lang
    word.core_properties.created = word.core_properties.modified = wordfile.OLDEST
    page, section = sheet(document), word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(page.width), Cm(page.height)
    section.left_margin, section.right_margin = Cm(page.left), Cm(page.right)
    top = page.top - (_EMBLEM_RISES_CM if _begins_with_emblem(document) else 0)
    section.top_margin, section.bottom_margin = Cm(top), Cm(page.bottom)
    section.header_distance = Cm(_EDGE_CM)
    _number_pages(word, thai=document.numerals == "thai")
    _set_number(section.header.paragraphs[0], page.top, rises=top < page.top, secret=bool(document.secrecy))
    _mark_secrecy(word, document.secrecy, page.height)
    if seal:
        _seal(word, seal, page.text_width)
    if draft:
        _mark_draft(word)
    return word


def _begins_with_emblem(document: Document) -> bool:
    """Whether an emblem, or its room, stands over the first line: it begins a centimetre above where the lines do."""
    return any(isinstance(block, LetterHead | Emblem) for block in document.blocks[:3])


def _mark_secrecy(word: WordDocument, secrecy: str, height: float) -> None:
    """How secret it is, in the middle of both edges of every page."""
    if not secrecy:
        return
    section, mark = word.sections[0], run(secrecy, bold=True, size=32, red=True)
    low = height - _SECRECY_CM
    for at, edges in (
        (_SECRECY_EDGE_CM, (section.first_page_header, section.header)),
        (low - _SECRECY_EDGE_CM, (section.first_page_footer, section.footer)),
    ):
        for edge in edges:
            said = paragraph(mark, frame=at_the_edge(at), before=0, after=0)
            edge.paragraphs[0]._p.addprevious(elements(said)[0])


def _mark_draft(word: WordDocument) -> None:
    """ร่าง across every page, as Word itself lays a watermark: whoever finishes the letter takes it off by its own command."""
    section = word.sections[0]
    for number, edge in enumerate((section.first_page_header, section.header), start=1):
        mark = paragraph(watermark(_DRAFT, _DRAFT_POINTS, number=number))
        edge.paragraphs[-1]._p.append(elements(mark)[0][-1])


def _number_pages(word: WordDocument, *, thai: bool) -> None:
    """«- ๒ -» at the head of each page but the first."""
    section = word.sections[0]
    section.different_first_page_header_footer = True
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:fmt"), "thaiNumbers" if thai else "decimal")
    section._sectPr.find(qn("w:pgMar")).addnext(number)  # python-docx has no page number format
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run("- ")
    add_page_number(head)
    head.add_run(" -")


def _set_number(head: WordParagraph, top: float, *, rises: bool, secret: bool) -> None:
    """Above the middle of the margin, as in the PDF; where an emblem lets the first page begin higher, the others do not."""
    line = Pt(BODY_POINTS * _LINE)
    over = max(Cm(top * (_NUMBER_UNDER_SECRECY if secret else _NUMBER_AT) - _EDGE_CM) - line, 0)
    head.paragraph_format.space_before = Length(over)
    head.paragraph_format.space_after = Length(Cm(top - _EDGE_CM) - line - over if rises else 0)


def add_page_number(place: WordParagraph) -> None:
    """The number in the section's numerals: asked for Thai ones here too, LibreOffice would count in letters, ก ข ค."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    place._p.append(field)


def _seal(word: WordDocument, seal: Seal, width: float) -> None:
    """At the foot of the first page what anyone checks the paper by, its code at that of every other."""
    section = word.sections[0]
    section.footer_distance = Cm(_EDGE_CM)
    first, code = section.first_page_footer, seal.picture
    drawn = [picture(first.part, codes.png(code), seal.address, _SEAL_CM, number=1)] if code else []
    beside = [Cm(width - _SEAL_CM[0] - 0.5).twips, Cm(_SEAL_CM[0] + 0.5).twips]
    cells = [
        cell(beside[0], _at_foot(*seal.lines)),
        cell(beside[1], paragraph(*drawn, align="right", before=0, after=0)),
    ]
    for foot, said in (
        (first, table(beside, [row(cells)]) + no_line()),
        (section.footer, _at_foot(seal.lines[-1])),
    ):
        last = foot.paragraphs[-1]._p
        for element in elements(said):
            last.addprevious(element)
        last.getparent().remove(last)


def _at_foot(*lines: str) -> str:
    return paragraph(run("\n".join(lines), size=_SEAL_POINTS), align="right", before=0, after=0)


def picture(
    part: StoryPart,
    content: bytes,
    alt: str,
    box: tuple[float, float],
    *,
    number: int,
    hangs: bool = False,
) -> str:
    """A picture as large as its box allows, with its description, for a run of this part of the file.

    One that `hangs` stands in the middle below the top of its line and takes no room there.
    """
    with Image.open(io.BytesIO(content)) as opened:
        scale = min(box[0] / opened.width, box[1] / opened.height)
        size = Cm(opened.width * scale), Cm(opened.height * scale)
    related, image = part.get_or_add_image(io.BytesIO(content))
    shape = CT_Inline.new_pic_inline(number, related, image.filename, *size)
    shape.docPr.set("descr", legible(alt))
    return f"<w:r><w:drawing>{_hanging(shape) if hangs else shape.xml}</w:drawing></w:r>"


def _hanging(shape: CT_Inline) -> str:
    """The picture anchored to its line; what an anchor says itself stands before what it has of one within a line."""
    said = "".join(serialize_for_reading(one) for one in shape if one.tag != qn("wp:extent"))
    width, height = shape.extent.cx, shape.extent.cy
    return (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/>{said}</wp:anchor>'
    )
