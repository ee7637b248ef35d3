"""Lets every reader of a page find its blanks.

The PDF writer shows a blank between two words by itself. A blank draws nothing, so pdfium (Chrome, and whatever reads with
it) passes it over and guesses from the room between the words; after a mark, which has no width, it guesses wrong, and
"(นายสมชาย ใจดี)" is copied as one word. Here each blank is shown together with the cluster before it, and stands in what
the writer notes beside that (/ActualText). Without those notes Poppler would put marks behind the letters that follow.
"""

import re
from collections.abc import Iterator, Mapping

Glyphs = Mapping[int, str]
"""Glyph number → text, of one face."""

_LITERAL = rb"\([^()\\]*(?:(?:\\.|\([^()\\]*(?:(?:\\.|\([^()\\]*\))[^()\\]*)*\))[^()\\]*)*\)"
_STRING = rb"(?:" + _LITERAL + rb"|<[0-9A-F]*>)"
_SHOWN = rb"(?:" + _STRING + rb"Tj|\[(?:" + _STRING + rb"|[-\d. ])*\]TJ)"
_PLACE = rb"(?: -?[\d.]+){6} Tm"
_UP_TO_A_FACE = rb"[^/]*(?:/(?!f\d)[^/]*)*"
_NOTED = b">>>BDC 0 Tr"
"""What stands between a note and the text that it is about."""
_LETTERS = {ord("\n"): b"n", ord("\r"): b"r", ord("\t"): b"t", ord("\b"): b"b", ord("\f"): b"f"}


def with_words(content: bytes, faces: Mapping[bytes, Glyphs]) -> bytes:
    """The content of a page with each blank shown at the end of the word before it; `faces` by the names it gives them."""
    for name, glyphs in faces.items():
        if blanks := [glyph for glyph, text in glyphs.items() if text in (" ", "\xa0")]:
            content = b"".join(_joined(content, _lone(name, blanks)))
    return content


def _lone(name: bytes, blanks: list[int]) -> re.Pattern[bytes]:
    """A text of this face and, next after it and of the same size, one of nothing but blanks.

    It begins with the face, which is looked for at once: most of a page's hundreds of texts are followed by no blank.
    """
    signs = b"|".join(map(_pattern, blanks))
    numbers = b"|".join(b"%04X" % code for code in blanks)
    blank = rb"\[?(\((?:" + signs + rb")+\)|<(?:" + numbers + rb")+>)\]?T[jJ]"
    face = b"/" + re.escape(name)
    placed = rb"(" + face + rb" ([\d.]+) Tf" + _PLACE + rb")"
    between = rb"(" + _UP_TO_A_FACE + face + rb" \2 Tf" + _PLACE + rb")"
    return re.compile(placed + rb"(" + _SHOWN + rb")" + between + blank, re.DOTALL)


def _pattern(glyph: int) -> bytes:
    """How a glyph's number may be written in a string: each of its bytes as three digits, a letter for it, or itself."""
    return b"".join(rb"(?:\\%03o|%s)" % (code, _sign(code)) for code in glyph.to_bytes(2, "big"))


def _sign(code: int) -> bytes:
    letter = _LETTERS.get(code)
    return rb"\\" + letter if letter else rb"\\?" + re.escape(bytes([code]))


def _joined(content: bytes, lone: re.Pattern[bytes]) -> Iterator[bytes]:
    done = 0
    for found in lone.finditer(content):
        placed, _size, shown, between, blank = found.groups()
        if (
            b"Tj" in between or b"TJ" in between
        ):  # another text, without a face of its own, stands between them
            continue
        begun = found.start()
        if content.endswith(_NOTED, done, begun):
            yield content[done : begun - len(_NOTED)] + b"0020" + _NOTED
        else:
            yield content[done:begun]
        yield placed + b"[" + shown[:-2].strip(b"[]") + blank + b"]TJ" + between
        done = found.end()
    yield content[done:]
