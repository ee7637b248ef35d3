"""Makes the text of a Thai PDF readable to every reader, not only to those that honour /ActualText.

Shaping moves Thai marks about, and the PDF writer notes a whole cluster ("ที่") as the text of its first
glyph, correcting itself with /ActualText. Poppler and Chrome honour that; Firefox, Preview and most
indexers do not, and read "ทีี่่". Here each embedded glyph is recognised in the original face and its
ToUnicode entry rewritten to the one character it draws; then blanks are put where readers find them.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from sammachip.records.rendering import blanks, glyphs
from sammachip.records.rendering.pdffile import PdfFile

_FONT = re.compile(
    rb"<</Type/Font/Subtype/Type0/BaseFont/(?:[A-Z]+\+)?([^/]+)/.*/DescendantFonts\[(\d+) 0 R\]/ToUnicode (\d+) 0 R"
)
_DESCRIPTOR = re.compile(rb"/FontDescriptor (\d+) 0 R")
_PROGRAM = re.compile(rb"/FontFile2 (\d+) 0 R")
_PAGE = re.compile(rb"<</Type/Page/Resources (\d+) 0 R.*/Contents (\d+) 0 R", re.DOTALL)
_NAMED = re.compile(rb"/(f\d+) (\d+) 0 R")
_ENTRY = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_ENTRIES_A_BLOCK = 100  # the CMap format allows no more
_KEPT = 2_000  # characters; papers say the same few hundred
_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_FOOT = "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def repair(pdf_bytes: bytes, faces: Mapping[str, Path]) -> bytes:
    """The PDF with true glyph-to-character maps for the faces named (PostScript name → file) and blanks that are read.

    Same bytes in, same out.
    """
    pdf = PdfFile(pdf_bytes)
    said = {number: _repaired(pdf, font, faces) for number, own in pdf if (font := _FONT.search(own))}
    for _number, own in pdf:
        if page := _PAGE.search(own):
            resources, content = int(page[1]), int(page[2])
            named = _NAMED.findall(pdf.said(resources))
            here = {name: said[int(font)] for name, font in named if int(font) in said}
            pdf.put_stream(content, blanks.with_words(pdf.stream(content), here))
    return pdf.written()


def _repaired(pdf: PdfFile, font: re.Match[bytes], faces: Mapping[str, Path]) -> dict[int, str]:
    """What each glyph of the font stands for; of a face that is known, written into the font."""
    unicode = int(font[3])
    written = {int(glyph, 16): _read(text) for glyph, text in _ENTRY.findall(pdf.stream(unicode))}
    path, descendant = faces.get(font[1].decode()), pdf.said(int(font[2]))
    descriptor = _DESCRIPTOR.search(descendant)
    program = _PROGRAM.search(pdf.said(int(descriptor[1]))) if descriptor else None
    if not path or not program:
        return written
    mapping = _mapping(pdf.stream(int(program[1])), written, path)
    pdf.put_stream(unicode, _cmap(mapping), b"/Type/CMap/WMode 0")
    return mapping


def _mapping(program: bytes, written: dict[int, str], path: Path) -> dict[int, str]:
    """Glyph number → text: recognised glyphs from the face, the others as the writer had them."""
    mapping, known = dict(written), glyphs.meanings(path)
    for glyph, shape in enumerate(glyphs.shapes(program)):
        drawn = known.get(shape, ()) if shape else ()
        if drawn and mapping.get(glyph) not in drawn:
            mapping[glyph] = drawn[0]
    return mapping


def _cmap(mapping: dict[int, str]) -> bytes:
    entries = [f"<{glyph:04X}> <{_said(text)}>" for glyph, text in sorted(mapping.items())]
    blocks = (entries[at : at + _ENTRIES_A_BLOCK] for at in range(0, len(entries), _ENTRIES_A_BLOCK))
    body = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return (_HEAD + body + _FOOT).encode()


@lru_cache(maxsize=_KEPT)
def _read(said: bytes) -> str:
    return bytes.fromhex(said.decode()).decode("utf-16-be")


@lru_cache(maxsize=_KEPT)
def _said(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
