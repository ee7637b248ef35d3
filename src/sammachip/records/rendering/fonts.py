"""The faces papers are set in: where they lie, what they can draw, how wide a word comes out."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "TH SarabunPSK"
REGULAR = FOLDER / "THSarabun-Regular.ttf"
BOLD = FOLDER / "THSarabun-Bold.ttf"

SYMBOLS = FOLDER / "DejaVuSans.ttf"
SYMBOL_FAMILY = "DejaVu Sans"
SYMBOL_SCALE = 0.7
"""No Thai official face has ✓ ☐ ☑; DejaVu draws them, and at 0.7 they stand as high as Thai letters."""

UNPRINTABLE = "□"
"""Printed in place of a character neither face can draw, so that a loss is seen and not guessed."""


@cache
def glyphs(path: Path) -> dict[int, int]:
    """The number of the glyph that a face draws a character with, by its code."""
    face = _shaper(path)
    return {code: face.get_nominal_glyph(code) for code in sorted(face.face.unicodes)}


@cache
def glyph_names(path: Path) -> tuple[str, ...]:
    face = _shaper(path)
    return tuple(face.glyph_to_string(number) for number in range(face.face.glyph_count))


@cache
def characters(path: Path) -> frozenset[str]:
    """What a face draws, without control characters and private-use codes."""
    drawn = map(chr, glyphs(path))
    return frozenset(char for char in drawn if unicodedata.category(char) not in ("Cc", "Cf", "Co"))


@cache
def positional_variants() -> dict[int, str]:
    """Private codes of old Thai fonts for raised and shifted marks, each with the character it stands for."""
    names = glyph_names(REGULAR)
    return {
        code: chr(int(match[1], 16))
        for code, glyph in glyphs(REGULAR).items()
        if 0xF700 <= code < 0xF900 and (match := re.match(r"uni([0-9A-F]{4})\.alt", names[glyph]))
    }


@cache
def symbols() -> frozenset[str]:
    """The characters set in the symbol face because the Thai face lacks them."""
    return characters(SYMBOLS) - characters(REGULAR)


def legible(text: str) -> str:
    """The text as it can be printed.

    Invisible format characters go, tabs become spaces, private Thai codes become the real letters,
    and what no face can draw becomes □.
    """
    if _plain().issuperset(text):
        return text
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (char for char in tidy.translate(positional_variants()) if not _is_invisible(char))
    return "".join(char if _is_drawn(char) else UNPRINTABLE for char in kept)


@cache
def _plain() -> frozenset[str]:
    """What stays as it is; most texts hold nothing else."""
    drawn = characters(REGULAR) | characters(SYMBOLS) | {"\n"}
    return frozenset(char for char in drawn if not _is_invisible(char)) - {"\t", "\r"}


def _is_drawn(char: str) -> bool:
    return char == "\n" or char in characters(REGULAR) or char in characters(SYMBOLS)


def _is_invisible(char: str) -> bool:
    """Format characters (zero-width joiners, soft hyphens) and the selectors that follow emoji."""
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


class Measurer:
    """Widths, in points, of text set in one face at one size. Shaping is exact and remembered."""

    def __init__(self, path: Path, size: float) -> None:
        self.size = size
        self._text = _shaper(path)
        self._symbols = _shaper(SYMBOLS)
        self._known: dict[str, float] = {}

    def width(self, text: str) -> float:
        if (known := self._known.get(text)) is None:
            if len(self._known) > 50_000:
                self._known.clear()
            known = self._known[text] = sum(self._advance(run) for run in _runs(text))
        return known

    def _advance(self, run: str) -> float:
        if run[0] in symbols():
            return _advance(self._symbols, run) * self.size * SYMBOL_SCALE
        return _advance(self._text, run) * self.size


@cache
def measurer(*, bold: bool = False, size: float = 16) -> Measurer:
    return Measurer(BOLD if bold else REGULAR, size)


def _runs(text: str) -> list[str]:
    """The text cut where the face changes."""
    if symbols().isdisjoint(text):
        return [text] if text else []
    runs: list[str] = []
    for char in text:
        if runs and (runs[-1][0] in symbols()) == (char in symbols()):
            runs[-1] += char
        else:
            runs.append(char)
    return runs


@cache
def _shaper(path: Path) -> Any:  # uharfbuzz ships no types
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))


def _advance(shaper: Any, run: str) -> float:  # uharfbuzz ships no types
    """Width of a run in em."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer, {"liga": False})  # as the template sets it
    advance: int = sum(position.x_advance for position in buffer.glyph_positions)
    upem: int = shaper.face.upem
    return advance / upem
