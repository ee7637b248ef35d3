"""Lets every reader of a page find its blanks.

The PDF writer shows a blank between two words by itself. A blank draws nothing, so pdfium (Chrome, and whatever reads with
it) passes it over and guesses from the room between the words; after a mark, which has no width, it guesses wrong, and
"(นายสมชาย ใจดี)" is copied as one word. Here each blank is shown together with the cluster before it, and stands in what
the writer notes beside that (/ActualText). Without those notes Poppler would put marks behind the letters that follow.
"""

import re
from collections.abc import Mapping

Glyphs = Mapping[int, str]
"""Glyph number → text, of one face."""

_LITERAL = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\([^()\\]*\))*\))*\)"
_STRING = rb"(?:" + _LITERAL + rb"|<[0-9A-F]*>)"
_SHOWN = rb"(?:" + _STRING + rb"Tj|\[(?:" + _STRING + rb"|[-\d. ])*\]TJ)"
_PLACE = rb"(?: -?[\d.]+){6} Tm"
_NOTE = rb"(/Span<</ActualText<FEFF[0-9A-F]*)(>>>BDC 0 Tr)"
_UP_TO_A_FACE = rb"[^/]*(?:/(?!f\d)[^/]*)*"
_LETTERS = {ord("\n"): b"n", ord("\r"): b"r", ord("\t"): b"t", ord("\b"): b"b", ord("\f"): b"f"}


def with_words(content: bytes, faces: Mapping[bytes, Glyphs]) -> bytes:
    """The content of a page with each blank shown at the end of the word before it; `faces` by the names it gives them."""
    for name, glyphs in faces.items():
        if blanks := [glyph for glyph, text in glyphs.items() if text in (" ", "\xa0")]:
            content = _lone(name, blanks).sub(_joined, content)
    return content


def _lone(name: bytes, blanks: list[int]) -> re.Pattern[bytes]:
    """A text of this face and, next after it and of the same size, one of nothing but blanks."""
    signs = b"|".join(map(_pattern, blanks))
    numbers = b"|".join(b"%04X" % code for code in blanks)
    blank = rb"\[?(\((?:" + signs + rb")+\)|<(?:" + numbers + rb")+>)\]?T[jJ]"
    placed = rb"((/" + re.escape(name) + rb" [\d.]+ Tf)" + _PLACE + rb")"
    between = rb"(" + _UP_TO_A_FACE + rb"\4" + _PLACE + rb")"
    return re.compile(rb"(?:" + _NOTE + rb")?" + placed + rb"(" + _SHOWN + rb")" + between + blank, re.DOTALL)


def _pattern(glyph: int) -> bytes:
    """How a glyph's number may be written in a string: each of its bytes as three digits, a letter for it, or itself."""
    return b"".join(rb"(?:\\%03o|%s)" % (code, _sign(code)) for code in glyph.to_bytes(2, "big"))


def _sign(code: int) -> bytes:
    letter = _LETTERS.get(code)
    return rb"\\" + letter if letter else rb"\\?" + re.escape(bytes([code]))


def _joined(found: re.Match[bytes]) -> bytes:
    noted, begun, placed, _face, shown, between, blank = found.groups()
    if b"Tj" in between or b"TJ" in between:  # another text, without a face of its own, stands between them
        return found[0]
    note = noted + b"0020" + begun if noted else b""
    return note + placed + b"[" + shown[:-2].strip(b"[]") + blank + b"]TJ" + between
