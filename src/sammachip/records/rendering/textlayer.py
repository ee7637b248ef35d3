"""Makes the text of a Thai PDF readable to every reader, not only to those that honour /ActualText.

Shaping moves Thai marks about, and the PDF writer notes a whole cluster ("ที่") as the text of its first
glyph, correcting itself with /ActualText. Poppler and Chrome honour that; Firefox, Preview and most
indexers do not, and read "ทีี่่". Here each embedded glyph is recognised by its outline in the original face
and its ToUnicode entry rewritten to the one character it draws; then blanks are put where readers find them.
"""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.ttGlyphSet import _TTGlyphSet  # what `getGlyphSet` gives has no public name

from sammachip.records.rendering import blanks

Outline = tuple[tuple[str, tuple[object, ...]], ...]

_ENTRY = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_COMPOSITE = 0x80  # the number of contours begins with it where it is negative: the glyph is made of others
_drawn_once: dict[tuple[bytes, int], Outline] = {}
_ENTRIES_A_BLOCK = 100  # the CMap format allows no more
_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_FOOT = "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def repair(pdf_bytes: bytes, faces: dict[str, Path]) -> bytes:
    """The PDF with true glyph-to-character maps for the faces named (PostScript name → file) and blanks that are read.

    Same bytes in, same out.
    """
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        said = {font.objgen: _repaired(pdf, font, faces) for font in _composite_fonts(pdf)}
        for page in pdf.pages:
            named = page.Resources.get("/Font", {}).items()
            here = {name[1:].encode(): said[font.objgen] for name, font in named if font.objgen in said}
            page.Contents = pdf.make_stream(blanks.with_words(page.Contents.read_bytes(), here))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def _repaired(pdf: pikepdf.Pdf, font: pikepdf.Object, faces: dict[str, Path]) -> dict[int, str]:
    """What each glyph of the font stands for; of a face that is known, written into the font."""
    written = {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in _ENTRY.findall(font.ToUnicode.read_bytes())
    }
    path = faces.get(str(font.BaseFont).rpartition("+")[2].lstrip("/"))
    program = font.DescendantFonts[0].FontDescriptor.get("/FontFile2")
    if not path or program is None:
        return written
    mapping = _mapping(program.read_bytes(), written, path)
    font.ToUnicode = pdf.make_stream(_cmap(mapping))
    return mapping


def _composite_fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for thing in pdf.objects:
        if (
            isinstance(thing, pikepdf.Dictionary)
            and thing.get("/Subtype") == "/Type0"
            and "/ToUnicode" in thing
        ):
            yield thing


def _mapping(program: bytes, written: dict[int, str], path: Path) -> dict[int, str]:
    """Glyph number → text: recognised glyphs from the face, the others as the writer had them."""
    mapping = dict(written)
    known = _drawings(path)
    for glyph, outline in enumerate(_outlines(TTFont(io.BytesIO(program), lazy=True))):
        drawn = known.get(outline, ()) if outline else ()
        if drawn and mapping.get(glyph) not in drawn:
            mapping[glyph] = drawn[0]
    return mapping


@cache
def _drawings(path: Path) -> dict[Outline, tuple[str, ...]]:
    """What each outline of a face stands for; letters drawn alike (a hyphen and a soft hyphen) share one."""
    font = TTFont(path)
    names = {
        glyph: chr(code)
        for code, glyph in sorted(font.getBestCmap().items(), reverse=True)
        if not _private(code)
    }
    drawings: dict[Outline, tuple[str, ...]] = {}
    for glyph, outline in zip(font.getGlyphOrder(), _outlines(font), strict=True):
        character = names.get(glyph) or _variant_of(glyph)
        if character and outline:
            drawings[outline] = (*drawings.get(outline, ()), character)
    return drawings


def _private(code: int) -> bool:
    return 0xE000 <= code < 0xF900


def _variant_of(glyph: str) -> str:
    """The character a shifted form draws: `uni0E48.alt3` is a lowered ่. Ligatures draw more than one."""
    match = re.fullmatch(r"uni([0-9A-F]{4})\.alt\d", glyph)
    return chr(int(match[1], 16)) if match else ""


def _outlines(font: TTFont) -> Iterator[Outline]:
    """Each glyph's strokes, in glyph order; composites are dissolved into theirs.

    What is stored of a simple glyph, with its side bearing, says all of its strokes. The same letters come in every
    paper, so each is drawn once a process; only faces shipped here come in, so there are only so many.
    """
    glyphs, shapes = font.getGlyphSet(), font["glyf"].glyphs
    for name in font.getGlyphOrder():
        stored = getattr(shapes[name], "data", b"")
        if not stored or stored[0] >= _COMPOSITE:
            yield _outline(glyphs, name)
            continue
        shape = (stored, glyphs.hMetrics[name][1])
        if shape not in _drawn_once:
            _drawn_once[shape] = _outline(glyphs, name)
        yield _drawn_once[shape]


def _outline(glyphs: _TTGlyphSet, name: str) -> Outline:
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return tuple(pen.value)


def _cmap(mapping: dict[int, str]) -> bytes:
    entries = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(mapping.items())
    ]
    blocks = (entries[at : at + _ENTRIES_A_BLOCK] for at in range(0, len(entries), _ENTRIES_A_BLOCK))
    body = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return (_HEAD + body + _FOOT).encode()
