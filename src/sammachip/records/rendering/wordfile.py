"""A Word file: opened empty with the styles of an official paper, and packed.

Most of a file is the same in each: styles, theme and fonts. They are read, styled and packed once a process; a paper has of
its own only the parts it writes into.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from functools import cache

import docx
from docx.document import Document as WordDocument
from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.opc.pkgwriter import _ContentTypesItem  # python-docx writes only whole files, never one by one
from docx.opc.rel import Relationships
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from sammachip.records.rendering import fonts
from sammachip.records.rendering.page import BODY_POINTS

OLDEST = datetime(1980, 1, 1)
"""The oldest date a ZIP entry can carry; two renderings must not differ by a clock."""

_STYLES_OF_2010 = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
_TABLE_STYLES = ("TableNormal", "TableGrid")
_OWN = (DocumentPart, CorePropertiesPart)


def opened() -> WordDocument:
    """An empty file. Its body and its title are its own; the styles and all else belong to every paper."""
    package = Package()
    _relate(_template(), package, package)
    word: WordDocument = package.main_document_part.document
    return word


def packed(word: WordDocument) -> bytes:
    """The file without the time of day: first what every file holds, then what this one says."""
    package: OpcPackage = word.part.package
    own = [part for part in package.iter_parts() if part.partname not in _shared_names()]
    out = io.BytesIO()
    out.write(_packed_once())
    with zipfile.ZipFile(out, "a") as archive:
        contents = _ContentTypesItem.from_parts(package.parts)  # type: ignore[no-untyped-call]  # python-docx, untyped
        _add(archive, CONTENT_TYPES_URI, contents.blob)
        _add_parts(archive, own)
    return out.getvalue()


@cache
def _template() -> OpcPackage:
    """The file that every paper begins as; nothing is ever written into it."""
    word = docx.Document()
    _set_styles(word)
    _drop_table_styles(word)
    package: OpcPackage = word.part.package
    _drop(
        word.part.rels, _STYLES_OF_2010
    )  # a copy of the styles, which would say other faces and sizes than they do
    _drop(package.rels, _THUMBNAIL)  # the picture of an empty page
    return package


def _drop_table_styles(word: WordDocument) -> None:
    """Leaves out the hundred table styles that no paper wears: nine tenths of the styles."""
    every = word.styles.element
    for style in every.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in _TABLE_STYLES:
            every.remove(style)


def _drop(relations: Relationships, kind: str) -> None:
    for key in [key for key, one in relations.items() if one.reltype == kind]:
        del relations[key]


def _shared() -> list[Part]:
    return [part for part in _template().iter_parts() if not isinstance(part, _OWN)]


@cache
def _shared_names() -> frozenset[str]:
    return frozenset(part.partname for part in _shared())


@cache
def _packed_once() -> bytes:
    """An archive of what every file holds; Word's own parts first, for by these a mail gate knows a Word file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, PACKAGE_URI.rels_uri, _template().rels.xml)
        _add_parts(archive, sorted(_shared(), key=_words_own_first))
    return out.getvalue()


def _words_own_first(part: Part) -> tuple[bool, str]:
    return not part.partname.startswith("/word/"), part.partname


def _add_parts(archive: zipfile.ZipFile, parts: Iterable[Part]) -> None:
    for part in parts:
        _add(archive, part.partname, part.blob)
        if part.rels:
            _add(archive, part.partname.rels_uri, part.rels.xml)


def _add(archive: zipfile.ZipFile, name: PackURI, content: bytes | str) -> None:
    entry = zipfile.ZipInfo(name.membername, OLDEST.timetuple()[:6])
    archive.writestr(entry, content, zipfile.ZIP_DEFLATED)


def _relate(source: OpcPackage | Part, target: OpcPackage | Part, package: Package) -> None:
    """Gives `target` the parts that `source` has: copies of those a paper writes into, the others themselves."""
    for relation in source.rels.values():
        part = relation.target_part
        if isinstance(part, _OWN):
            own = type(part).load(part.partname, part.content_type, part.blob, package)
            _relate(part, own, package)
            part = own
        target.load_rel(relation.reltype, part, relation.rId)


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


def _complex_script(style: ParagraphStyle, *, size: float, bold: bool) -> None:
    """Face, size and weight of a style, for Latin and for Thai letters alike."""
    properties = style.element.get_or_add_rPr()
    faces = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{script}"), fonts.FAMILY)
        faces.attrib.pop(qn(f"w:{'cstheme' if script == 'cs' else script + 'Theme'}"), None)
    style.font.bold = style.font.cs_bold = bold
    style.font.size = Pt(size)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    both = OxmlElement("w:szCs")  # python-docx knows nothing of the complex-script size
    both.set(qn("w:val"), str(round(size * 2)))
    properties.find(qn("w:sz")).addnext(both)
