"""A radar picture: one axis for each dimension, one closed line for each assessment. The same for screen and paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final
from xml.sax.saxutils import escape, quoteattr

WIDTH: Final = 520
HEIGHT: Final = 330
_CENTRE: Final = (WIDTH / 2, HEIGHT / 2 + 10)
_RADIUS: Final = 124.0
_LABEL_AT: Final = 1.1
_LABEL_SIZE: Final = 22
_LEGEND_LINE: Final = 30
_LABEL_ROOM: Final = 14
"""Letters of a label that stand beside the picture in full size; longer ones make all of them smaller."""
_RINGS: Final = (25, 50, 75, 100)
_INK: Final = "#1f2937"
_GRID: Final = "#b8bfca"
LINES: Final = (("#1d4ed8", "none"), ("#b45309", "7 4"), ("#047857", "2 3"), ("#7c3aed", "10 3 2 3"))
"""Colour and dashes of each line: told apart without colour too."""

FEWEST_AXES: Final = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """One assessment: its name and its share of each axis, 0 to 100."""

    name: str
    shares: tuple[int, ...]


def svg(axes: Sequence[str], shapes: Sequence[Shape], *, title: str) -> str:
    """The picture as SVG; `title` is read out in its place. ValueError for fewer than three axes or shares missing."""
    if len(axes) < FEWEST_AXES:
        raise ValueError("a radar needs at least three axes")
    if any(len(shape.shares) != len(axes) for shape in shapes):
        raise ValueError("every shape needs a share of each axis")
    named = f'role="img" aria-label={quoteattr(title)}'
    legend = list(_legend(shapes)) if len(shapes) > 1 else []
    box = f'viewBox="0 0 {WIDTH} {HEIGHT + _LEGEND_LINE * len(legend)}" class="radar"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} {named}>'
    return "".join([head, *_grid(len(axes)), *_labels(axes), *_shapes(shapes), *legend, "</svg>"])


def _at(axis: int, of: int, share: float) -> tuple[float, float]:
    """The point at `share` per cent of an axis; the first axis points up, the others follow the clock."""
    turn = 2 * pi * axis / of - pi / 2
    return (
        _CENTRE[0] + _RADIUS * share / 100 * cos(turn),
        _CENTRE[1] + _RADIUS * share / 100 * sin(turn),
    )


def _points(shares: Sequence[float]) -> str:
    return " ".join(
        "{:.1f},{:.1f}".format(*_at(axis, len(shares), share)) for axis, share in enumerate(shares)
    )


def _grid(axes: int) -> Iterator[str]:
    for ring in _RINGS:
        yield f'<polygon points="{_points([ring] * axes)}" fill="none" stroke="{_GRID}"/>'
    for axis in range(axes):
        x, y = _at(axis, axes, 100)
        yield f'<line x1="{_CENTRE[0]}" y1="{_CENTRE[1]}" x2="{x:.1f}" y2="{y:.1f}" stroke="{_GRID}"/>'


def _labels(axes: Sequence[str]) -> Iterator[str]:
    size = _LABEL_SIZE * min(1.0, _LABEL_ROOM / max(map(len, axes)))
    for axis, label in enumerate(axes):
        x, y = _at(axis, len(axes), 100 * _LABEL_AT)
        side = "middle" if abs(x - _CENTRE[0]) < 1 else "start" if x > _CENTRE[0] else "end"
        yield _text(x, y + 5, label, side, size)


def _legend(shapes: Sequence[Shape]) -> Iterator[str]:
    """Which line is whose, one below another under the picture."""
    for number, shape in enumerate(shapes):
        colour, dashes = LINES[number % len(LINES)]
        y = HEIGHT + _LEGEND_LINE * (number + 0.5)
        yield (
            f'<line x1="100" y1="{y}" x2="150" y2="{y}" stroke="{colour}" stroke-width="2.5" '
            f'stroke-dasharray="{dashes}"/>{_text(160, y + 6, shape.name, "start", _LABEL_SIZE - 3)}'
        )


def _text(x: float, y: float, said: str, side: str, size: float) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{side}" font-size="{size:.1f}" '
        f'font-family="TH SarabunPSK, Sarabun, sans-serif" fill="{_INK}">{escape(said)}</text>'
    )


def _shapes(shapes: Sequence[Shape]) -> Iterator[str]:
    for number, shape in enumerate(shapes):
        colour, dashes = LINES[number % len(LINES)]
        yield (
            f'<polygon points="{_points(shape.shares)}" fill="{colour}" fill-opacity="0.12" stroke="{colour}" '
            f'stroke-width="2.5" stroke-linejoin="round" stroke-dasharray="{dashes}"/>'
        )
