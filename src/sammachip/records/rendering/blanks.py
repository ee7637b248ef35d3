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

_PLACE = rb"(?: -?[\d.]+){6} Tm"
_FACE = b"/f"
_SHOWN = re.compile(b"T[jJ]")
"""Ends a text. A face that is embedded in part has too few glyphs for the number of one to be written «Tj» or «/f»."""
_NOTED = b">>>BDC 0 Tr"
"""What stands between a note and the text that it is about."""
_LETTERS = {ord("\n"): b"n", ord("\r"): b"r", ord("\t"): b"t", ord("\b"): b"b", ord("\f"): b"f"}


def with_words(content: bytes, faces: Mapping[bytes, Glyphs]) -> bytes:
    """The content of a page with each blank shown at the end of the word before it; `faces` by the names it gives them."""
    for name, glyphs in faces.items():
        if blanks := [glyph for glyph, text in glyphs.items() if text in (" ", "\xa0")]:
            placed = b"/" + re.escape(name) + rb" ([\d.]+) Tf" + _PLACE
            content = b"".join(_joined(content, re.compile(placed), _lone(placed, blanks)))
    return content


def _lone(placed: bytes, blanks: list[int]) -> re.Pattern[bytes]:
    """A text of nothing but blanks: its size, its place, what it shows."""
    signs = b"|".join(map(_pattern, blanks))
    numbers = b"|".join(b"%04X" % code for code in blanks)
    shown = rb"\[?(\((?:" + signs + rb")+\)|<(?:" + numbers + rb")+>)\]?T[jJ]"
    return re.compile(b"(?P<placed>" + placed + b")" + shown, re.DOTALL)


def _pattern(glyph: int) -> bytes:
    """How a glyph's number may be written in a string: each of its bytes as three digits, a letter for it, or itself."""
    return b"".join(rb"(?:\\%03o|%s)" % (code, _sign(code)) for code in glyph.to_bytes(2, "big"))


def _sign(code: int) -> bytes:
    letter = _LETTERS.get(code)
    return rb"\\" + letter if letter else rb"\\?" + re.escape(bytes([code]))


def _joined(content: bytes, placed: re.Pattern[bytes], lone: re.Pattern[bytes]) -> Iterator[bytes]:
    """The pieces of the content, each blank moved to the text of its face and size that stands next before it.

    The blanks are looked for, and from each what is before it: most of a page's hundreds of texts are followed by none.
    """
    done = 0
    for found in lone.finditer(content):
        own, size, blank = found.groups()
        begun = content.rfind(_FACE, done, found.start())
        word = placed.match(content, begun) if begun >= 0 else None
        if not word or word[1] != size:
            continue
        ends = [end.end() for end in _SHOWN.finditer(content, word.end(), found.start())]
        if len(ends) != 1:  # another text, without a face of its own, stands between them
            continue
        if content.endswith(_NOTED, done, begun):
            yield content[done : begun - len(_NOTED)] + b"0020" + _NOTED
        else:
            yield content[done:begun]
        text = content[word.end() : ends[0] - 2].strip(b"[]")
        yield word[0] + b"[" + text + blank + b"]TJ" + content[ends[0] : found.start()] + own
        done = found.end()
    yield content[done:]
