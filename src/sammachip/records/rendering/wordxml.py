"""What papers are made of in Word's XML: runs of text, paragraphs, tables.

python-docx makes each element by itself and looks for its place among its siblings; a paper has thousands of them. Here
they are written down in the order the format wants, and python-docx reads them at once.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt

from sammachip.records.rendering import fonts
from sammachip.records.rendering.fonts import legible

Side: TypeAlias = Literal["left", "center", "right", "thaiDistribute"]

_STOPS = {"\t": "<w:tab/>", "\n": "<w:br/>"}
_STOP = re.compile("([\t\n])")
_OVER_FRAME_POINTS = 6
_NO_HEIGHT = (
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
)
_AT_FOOT = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:topFromText="0" w:bottomFromText="0"'
    ' w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="left" w:tblpYSpec="bottom"/>'
)
_BARE = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
_WITHIN_LINES = '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/></w:tblCellMar>'
"""What the cells of a table with lines keep free above and below."""
_INSET = '<w:tblInd w:w="108" w:type="dxa"/>'
"""Sets a table with lines in, so that its lines and not its texts begin at the margin."""
_DOTTED = '<w:tcBorders><w:bottom w:val="dotted" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>'
_GREY = "EBEBEB"
_RED = "C00000"
_DRAWN = {"v": "vml", "o": "office:office"}
"""The drawings that Word lays watermarks with, older than the others and never replaced for these."""


def elements(xml: str) -> list[BaseOxmlElement]:
    """What is written, as elements that python-docx knows."""
    drawn = " ".join(f'xmlns:{name}="urn:schemas-microsoft-com:{of}"' for name, of in _DRAWN.items())
    return list(parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'pic', 'r')} {drawn}>{xml}</w:body>"))


def run(
    text: str, *, bold: bool = False, size: float | None = None, dotted: bool = False, red: bool = False
) -> str:
    """The text as it can be printed; a tab in it stays one, a newline ends the line."""
    printed = "\t".join(legible(piece) for piece in text.split("\t"))
    pieces = (_STOPS.get(piece) or _text(piece) for piece in _STOP.split(printed) if piece)
    return f"<w:r>{_look(bold, size, dotted, red)}{''.join(pieces)}</w:r>"


def _text(piece: str) -> str:
    space = "" if piece == piece.strip() else ' xml:space="preserve"'
    return f"<w:t{space}>{escape(piece)}</w:t>"


@cache
def _look(bold: bool, size: float | None, dotted: bool, red: bool) -> str:
    """The properties of a run. Word takes the complex-script half of each for Thai, so both halves are said."""
    face = "".join(f' w:{script}="{fonts.FAMILY}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    half_points = round(size * 2) if size else 0
    said = (
        f"<w:rFonts{face}/>" if bold or size else "",
        "<w:b/><w:bCs/>" if bold else "",
        f'<w:color w:val="{_RED}"/>' if red else "",
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if size else "",
        '<w:u w:val="dotted"/>' if dotted else "",
    )
    return f"<w:rPr>{''.join(said)}</w:rPr>" if any(said) else ""


def paragraph(
    *content: str,
    style: str = "",
    keep: bool = False,
    frame: str = "",
    dots_to_cm: float | None = None,
    before: float | None = None,
    after: float | None = None,
    high: float | None = None,
    left_cm: float | None = None,
    first_cm: float | None = None,
    align: Side | None = None,
    mark: float | None = None,
) -> str:
    """A paragraph of runs. `style` is a style's id; `keep` holds it whole and to the next; `before`, `after` and the
    height of its line, where that is set, are points; `mark` is how large its end is, for one that says nothing.

    Those of one `frame` stand together where it is. A tab in it runs in dots up to `dots_to_cm`.
    """
    said = (
        f'<w:pStyle w:val="{style}"/>' if style else "",
        "<w:keepNext/><w:keepLines/>" if keep else "",
        frame,
        _dots(dots_to_cm),
        _spacing(before, after, high),
        _indent(left_cm, first_cm),
        f'<w:jc w:val="{align}"/>' if align else "",
        _look(False, mark, False, False) if mark else "",
    )
    properties = f"<w:pPr>{''.join(said)}</w:pPr>" if any(said) else ""
    return f"<w:p>{properties}{''.join(content)}</w:p>"


def at_the_foot(wide_cm: float) -> str:
    """A frame at the foot of the page on which the paragraph after it stands; what would run into it goes to the next."""
    return (
        f'<w:framePr w:w="{Cm(wide_cm).twips}" w:vSpace="{Pt(_OVER_FRAME_POINTS).twips}" w:wrap="around"'
        ' w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
    )


def at_the_edge(from_top_cm: float) -> str:
    """A frame in the middle of the sheet, so far below its upper edge; what stands in it takes no room from the lines."""
    return (
        '<w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:xAlign="center"'
        f' w:y="{Cm(from_top_cm).twips}"/>'
    )


def _dots(edge_cm: float | None) -> str:
    if edge_cm is None:
        return ""
    return f'<w:tabs><w:tab w:pos="{Cm(edge_cm).twips}" w:val="right" w:leader="dot"/></w:tabs>'


def _spacing(before: float | None, after: float | None, high: float | None) -> str:
    sides = (("before", before), ("after", after), ("line", high))
    said = "".join(f' w:{side}="{Pt(points).twips}"' for side, points in sides if points is not None)
    if high is not None:
        said += ' w:lineRule="exact"'
    return f"<w:spacing{said}/>" if said else ""


@cache
def _indent(left_cm: float | None, first_cm: float | None) -> str:
    if left_cm is None or first_cm is None:
        return ""
    first = f'w:firstLine="{Cm(first_cm).twips}"' if first_cm >= 0 else f'w:hanging="{Cm(-first_cm).twips}"'
    return f'<w:ind w:left="{Cm(left_cm).twips}" {first}/>'


def watermark(text: str, points: tuple[int, int], *, number: int) -> str:
    """A run that draws the text so wide and high slantwise behind the page's own, by the name that Word knows its marks by."""
    width, height = points
    place = (
        "position:absolute;margin-left:0;margin-top:0;rotation:325;z-index:-251658752;"
        f"width:{width}pt;height:{height}pt;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    bent = "".join(f'<v:f eqn="{one}"/>' for one in _BENT)
    return (
        "<w:r><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
        f"{bent}</v:formulas>"
        '<v:path textpathok="t" o:connecttype="custom"'
        ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}"'
        f' type="#_x0000_t136" alt="{escape(text)}" style="{place}" o:allowincell="f"'
        ' fillcolor="#e9e9e9" stroked="f">'
        f"<v:textpath style=\"font-family:'{fonts.FAMILY}';font-size:1pt;font-weight:bold\""
        f' string="{escape(text)}"/></v:shape></w:pict></w:r>'
    )


_BENT = (
    *("sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0"),
    *("if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8"),
    *("mid @6 @7", "sum @6 0 @5"),
)
"""How Word's own shape of lettering follows its box: straight, at the middle of its only handle."""


def new_page() -> str:
    """A line of no height at the head of a new page. A break at the end of a full one would leave an empty page behind."""
    return f"<w:p><w:pPr><w:pageBreakBefore/>{_NO_HEIGHT}</w:pPr></w:p>"


def no_line() -> str:
    """A line of no height: what holds a table ends with one."""
    return f"<w:p><w:pPr>{_NO_HEIGHT}</w:pPr></w:p>"


def room(points: float, *, frame: str = "") -> str:
    """So much room between two blocks, beside what each keeps below itself."""
    exactly = f'<w:spacing w:after="{Pt(6).twips}" w:line="{Pt(points).twips}" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{frame}{exactly}</w:pPr></w:p>"


def table(widths: Sequence[int], rows: Iterable[str], *, style: str = "", at_foot: bool = False) -> str:
    """A table of columns so many twips wide. Word reads the widths here, LibreOffice those of the cells."""
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl><w:tblPr>{named}{_AT_FOOT if at_foot else ''}"
        f'<w:tblW w:type="auto" w:w="0"/>{_INSET if style else ""}<w:tblLayout w:type="fixed"/>'
        f"{_WITHIN_LINES if style else _BARE if at_foot else ''}"
        '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0"'
        ' w:noHBand="0" w:noVBand="1" w:val="04A0"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def row(
    cells: Iterable[str],
    *,
    whole: bool = False,
    head: bool = False,
    height_cm: float | None = None,
) -> str:
    """A row; `whole` is never parted by the end of a page, `head` comes again on each; at least so high."""
    said = (
        "<w:cantSplit/>" if whole else "",
        f'<w:trHeight w:val="{Cm(height_cm).twips}"/>' if height_cm else "",
        "<w:tblHeader/>" if head else "",
    )
    properties = f"<w:trPr>{''.join(said)}</w:trPr>" if any(said) else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(
    width: int,
    *paragraphs: str,
    columns: int = 1,
    merged: Literal["", "first", "further"] = "",
    head: bool = False,
    low: bool = False,
    dotted: bool = False,
) -> str:
    """A cell so many twips wide over so many columns; merged with those below it, or into the one above.

    What stands `low` is at its foot; a `dotted` one has a line there to be written on.
    """
    said = (
        f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else "",
        {"": "", "first": '<w:vMerge w:val="restart"/>', "further": "<w:vMerge/>"}[merged],
        _DOTTED if dotted else "",
        f'<w:shd w:val="clear" w:fill="{_GREY}"/><w:vAlign w:val="center"/>' if head else "",
        '<w:vAlign w:val="bottom"/>' if low else "",
    )
    properties = "".join(said)
    content = "".join(paragraphs) or "<w:p/>"  # a cell ends with a paragraph, were it an empty one
    return f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/>{properties}</w:tcPr>{content}</w:tc>'
