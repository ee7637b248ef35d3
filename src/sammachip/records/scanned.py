"""The text of a page that is only a picture: lines as they stand on paper, with their numbers read twice.

The program tesseract is asked for scattered pieces of text: asked for whole lines it cuts off the marks above them, and loses
the rows of ruled tables. The pieces are laid on lines here; between two that stand far apart is a tab.
"""

import csv
import io
import os
import re
import resource
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

from sammachip.records.digits import DARK, Shape, number_of, shapes_of
from sammachip.records.reading import PAGE_SECONDS, Ended, fault_of
from sammachip.records.scanned_tables import Box, Frame, Piece, framed

ASKED = ("-l", "tha", "--psm", "11", "-c", "preserve_interword_spaces=1", "txt", "tsv")
RULE, WHOLE, WHITE = 72, 225, 255
"""Dots that a line of a table goes on for, longer than any stroke of a letter; how dark of 255 they are together."""
_WIDER = (-2, -1, 1, 2)
WIDE_GAP = 0.6
"""So many times the height of their line apart, two pieces stand in two columns."""
LINE, SIGN = 4, 5
"""How deep in the program's table a line stands, and a sign of it."""
WORD = re.compile(r"\S+")
SPLIT = re.compile(r"(?<=[๐-๙0-9],) (?=[๐-๙0-9]{3}(?![๐-๙0-9]))")
"""A blank that the program sees after a comma within a number."""
NUMBER = re.compile(r"[๐-๙0-9](?:\S?[๐-๙0-9,./-])*")
CLOSE_BY = 0.25
"""So many times the height of letters apart, two digits are of one number."""
ENOUGH = 12
"""Pieces that tell how high letters stand."""
SHORT = 2
"""A piece of so few signs may be a number whose every digit was taken for a letter."""
MARGIN = 6
"""Dots by which the program's boxes are off."""


class Unread(Exception):
    """The reading program ended without a text."""


def page_text(picture: Image.Image, reader: str) -> str:
    """The page's lines from above. Raises Unread.

    The lines that frame its tables are taken out before it is read: the program takes what they frame for a drawing. Where
    one of them stood between two signs is a tab, or as many as cells lie between.
    """
    level, upright = _rules(picture)
    framed = _widened(ImageChops.lighter(level, upright))
    picture = Image.composite(Image.new("L", picture.size, WHITE), picture, framed)
    told = list(_pieces(*_told(picture, reader)))
    tall = _height(told, picture)
    parts = [part for piece in told for part in _parted(piece, upright)]
    rows = _rows([_with_numbers(part, picture, tall) for part in parts])
    lines = [[*row, *_missed(row, picture, tall)] for row in rows if _is_written(row)]
    return "\n".join(_laid_out(lines, level, upright))


def _laid_out(lines: Sequence[Sequence[Piece]], level: Image.Image, upright: Image.Image) -> Iterator[str]:
    for one in framed(lines, upright):
        yield from one.lines(level) if isinstance(one, Frame) else [_line(one, upright)]


def _height(told: Sequence[Piece], picture: Image.Image) -> float:
    """How high letters stand on the page, in dots, by a few of its lines; marks above and below are left aside."""
    heights = [shape.height for piece in told[:ENOUGH] for shape in _shapes(picture, piece.box)[1]]
    highest = max(heights, default=0)
    return median([height for height in heights if height * 3 > highest] or [0])


def _rules(picture: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Where lines run across the page, and where they run down it."""
    ink = picture.point([255 if dark < DARK else 0 for dark in range(256)])
    return _runs(ink, RULE, 1), _runs(ink, 1, RULE)


def _widened(lines: Image.Image) -> Image.Image:
    """The lines, two dots wider on every side."""
    across = lines
    for dots in _WIDER:
        across = ImageChops.lighter(across, ImageChops.offset(lines, dots, 0))
    wide = across
    for dots in _WIDER:
        wide = ImageChops.lighter(wide, ImageChops.offset(across, 0, dots))
    return wide


def _runs(ink: Image.Image, across: int, down: int) -> Image.Image:
    """Where the ink goes on for so many dots without a gap; looked for anew from every quarter of the way, for a line
    seldom begins where a block does."""
    found = Image.new("L", ink.size, 0)
    for quarter in range(4):
        right, below = across * quarter // 4, down * quarter // 4
        part = ink.crop((right, below, ink.width, ink.height))
        blocks = part.reduce((across, down)).point([255 if dark > WHOLE else 0 for dark in range(256)])
        run = blocks.resize((blocks.width * across, blocks.height * down), Image.Resampling.NEAREST)
        whole = run.crop((0, 0, *part.size))
        found.paste(whole, (right, below), whole)
    return found


def _told(picture: Image.Image, reader: str) -> tuple[str, str]:
    """What the program makes of the picture: its text, and its table of places. It is given the picture drawn anew."""
    drawn = io.BytesIO()
    picture.save(drawn, "PNG", compress_level=1)
    with TemporaryDirectory() as folder:
        told = subprocess.run(
            [reader, "stdin", f"{folder}/page", *ASKED],
            input=drawn.getvalue(),
            capture_output=True,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            preexec_fn=_own_time,
        )
        if told.returncode < 0:
            raise Ended(fault_of(told.returncode))
        if told.returncode:
            raise Unread(told.stderr.decode(errors="replace"))
        texts = [
            Path(folder, f"page.{kind}").read_text(encoding="utf-8", errors="replace")
            for kind in ("txt", "tsv")
        ]
    return texts[0].replace("\f", "\n"), texts[1]


def _own_time() -> None:
    """The program has a page's time of its own: what the pages before took of the caller's is not its."""
    resource.setrlimit(resource.RLIMIT_CPU, (PAGE_SECONDS, PAGE_SECONDS + 5))


def _pieces(text: str, table: str) -> Iterator[Piece]:
    """Each line with its place. Both tell the same lines in the same order; where they do not, the table holds."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for at, (box, signs) in enumerate(one for one in _lines(table) if one[1]):
        placed = "".join(sign for sign, _place in signs)
        line = lines[at] if at < len(lines) and "".join(lines[at].split()) == placed else placed
        yield Piece(SPLIT.sub("", line.replace("|", "\t")), box, signs)


def _lines(table: str) -> Iterator[tuple[Box, tuple[tuple[str, Box], ...]]]:
    box, signs = None, list[tuple[str, Box]]()
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        depth = int(row["level"])
        if depth == LINE:
            if box:
                yield box, tuple(signs)
            box, signs = _box(row), []
        elif depth == SIGN and row["text"].strip():
            signs.append((row["text"].strip(), _box(row)))
    if box:
        yield box, tuple(signs)


def _box(row: dict[str, str]) -> Box:
    left, top = int(row["left"]), int(row["top"])
    return Box(left, top, left + int(row["width"]), top + int(row["height"]))


def _parted(piece: Piece, upright: Image.Image) -> Iterator[Piece]:
    """The piece, in two where a line ran down the page between."""
    if not piece.signs:
        yield piece
        return
    spots, boxes, first = _spots(piece), [box for _sign, box in piece.signs], 0
    for at, sign in enumerate(piece.text):
        if sign == " " and spots[at] and _is_ruled(boxes[spots[at] - 1], boxes[spots[at]], upright):
            yield from _part(piece, spots, first, at)
            first = at + 1
    yield from _part(piece, spots, first, len(piece.text))


def _part(piece: Piece, spots: Sequence[int], first: int, after: int) -> Iterator[Piece]:
    """What stands there of the piece, with its places; nothing where it is blank."""
    text = piece.text[first:after]
    if not text.strip():
        return
    begins = first + len(text) - len(text.lstrip())
    signs = piece.signs[spots[begins] : spots[first + len(text.rstrip()) - 1] + 1]
    boxes = [box for _sign, box in signs]
    whole = Box(
        min(box.left for box in boxes), piece.box.top, max(box.right for box in boxes), piece.box.bottom
    )
    yield Piece(text.strip(), whole, signs)


def _with_numbers(piece: Piece, picture: Image.Image, tall: float) -> Piece:
    """The piece with each number as its shapes say, where they say one."""
    numbers = set(_numbers(piece.text)) if piece.signs else set()
    if not numbers:
        return piece
    edge, shapes = _shapes(picture, piece.box)
    spots, read = _spots(piece), set[int]()
    signs: list[str | None] = list(piece.text)
    for first, after in sorted(numbers, key=lambda one: (one[0], -one[1])):
        if None in signs[first:after]:
            continue
        left, right = _reach(piece, spots[first], spots[after - 1])
        together = _together(shapes, left - edge, right - edge, tall)
        number = number_of(together, tall).strip("()")
        if together and read.issuperset(one.left for one in together):
            signs[first:after] = [None] * (after - first)
        elif number:
            signs[first:after] = [number, *[None] * (after - first - 1)]
            read.update(one.left for one in together)
    return replace(piece, text="".join(sign for sign in signs if sign).strip())


def _together(shapes: Sequence[Shape], left: float, right: float, tall: float) -> list[Shape]:
    """The shapes from left to right, and the digits that stand close beside them: the program's places are rough."""
    inner = [at for at, one in enumerate(shapes) if left < one.middle < right]
    if not inner:
        return []
    first, after = inner[0], inner[-1] + 1
    while first and _belongs(shapes[first - 1], shapes[first], tall):
        first -= 1
    while after < len(shapes) and _belongs(shapes[after], shapes[after - 1], tall):
        after += 1
    return list(shapes[first:after])


def _belongs(outer: Shape, inner: Shape, tall: float) -> bool:
    apart = max(outer.left, inner.left) - min(outer.right, inner.right)
    return apart < tall * CLOSE_BY and number_of([outer], tall).isdigit()


def _shapes(picture: Image.Image, box: Box) -> tuple[int, list[Shape]]:
    """The shapes of ink in this box and a little around it, and where their own left edge stands on the page."""
    left, top = max(0, box.left - MARGIN), max(0, box.top - MARGIN)
    strip = picture.crop(
        (left, top, min(picture.width, box.right + MARGIN), min(picture.height, box.bottom + MARGIN))
    )
    return left, shapes_of(strip)


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand: words that are half of digits with whatever else is in them, and digits within other words."""
    for word in WORD.finditer(text):
        digits = sum(sign.isdigit() or sign in ",./-" for sign in word[0])
        if digits * 2 >= len(word[0]) or len(text) <= SHORT:
            yield word.span()
        yield from (
            (word.start() + found.start(), word.start() + found.end()) for found in NUMBER.finditer(word[0])
        )


def _spots(piece: Piece) -> list[int]:
    """For each sign of the text, which of the places holds it; a blank has that of the sign after it."""
    spots, at, left = [], 0, 0
    for sign in piece.text:
        spots.append(min(at, len(piece.signs) - 1))
        if not sign.isspace():
            left += 1
            if at < len(piece.signs) and left >= len(piece.signs[at][0]):
                at, left = at + 1, 0
    return spots


def _reach(piece: Piece, first: int, last: int) -> tuple[float, float]:
    """From where to where on the page these signs stand: half the way to the signs beside them."""
    boxes = [box for _sign, box in piece.signs]
    left = (boxes[first - 1].right + boxes[first].left) / 2 if first else piece.box.left - MARGIN
    right = (
        (boxes[last].right + boxes[last + 1].left) / 2 if last + 1 < len(boxes) else piece.box.right + MARGIN
    )
    return left, right


def _rows(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces that stand on one line; lines from above."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: one.box.top + one.box.bottom):
        if row and not _beside(row[-1].box, piece.box):
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _is_written(row: Sequence[Piece]) -> bool:
    """Whether more stands on the line than what is left of a frame."""
    return any(sign.isalnum() for piece in row for sign in piece.text)


def _missed(row: Sequence[Piece], picture: Image.Image, tall: float) -> Iterator[Piece]:
    """Numbers on this line that the program left out, as it does with a single digit in its cell."""
    band = Box(0, min(one.box.top for one in row), picture.width, max(one.box.bottom for one in row))
    _edge, shapes = _shapes(picture, band)
    free = [one for one in shapes if not any(two.box.left <= one.middle <= two.box.right for two in row)]
    for together in _near(free, tall):
        number = number_of(together, tall)
        if any(sign.isdigit() for sign in number):
            box = replace(band, left=together[0].left, right=together[-1].right)
            yield Piece(number, box, ())


def _near(shapes: Sequence[Shape], apart: float) -> Iterator[list[Shape]]:
    """The shapes, from the left, by what stands no further apart."""
    group: list[Shape] = []
    for one in shapes:
        if group and one.left - group[-1].right > apart:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _beside(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared * 2 > min(one.height, other.height)


def _line(pieces: Sequence[Piece], upright: Image.Image) -> str:
    row = sorted(pieces, key=lambda one: one.box.left)
    signs = [row[0].text]
    for before, piece in pairwise(row):
        apart = piece.box.left - before.box.right
        is_wide = apart > WIDE_GAP * min(before.box.height, piece.box.height)
        signs += ["\t" if is_wide or _is_ruled(before.box, piece.box, upright) else " ", piece.text]
    return "".join(signs)


def _is_ruled(before: Box, after: Box, upright: Image.Image) -> bool:
    """Whether a line ran down between the two."""
    middle = (max(before.top, after.top) + min(before.bottom, after.bottom)) // 2
    left, right = sorted((before.right - MARGIN, after.left + MARGIN))
    return upright.crop((left, middle - 1, right + 1, middle + 1)).getbbox() is not None
