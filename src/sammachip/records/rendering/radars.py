"""A radar as a picture for paper: the same drawing as on the screen, its labels set in the papers' own face."""

import threading
from functools import cache
from pathlib import Path

import typst

from sammachip.core.document import Radar
from sammachip.core.radar import Shape
from sammachip.records.rendering import fonts

_TEMPLATE = Path(__file__).with_name("radar.typ")
_DOTS_PER_INCH = 220.0

_one_at_a_time = threading.Lock()


def png(radar: Radar) -> bytes:
    """The picture as PNG, the same bytes each time; what the face cannot draw is left out of the labels."""
    legible = Radar(
        fonts.legible(radar.title),
        tuple(fonts.legible(axis) for axis in radar.axes),
        tuple(Shape(fonts.legible(shape.name), shape.shares) for shape in radar.shapes),
    )
    with _one_at_a_time:
        drawn = _compiler().compile(format="png", ppi=_DOTS_PER_INCH, sys_inputs={"svg": legible.svg})
    assert isinstance(drawn, bytes), "the template is one page"
    return drawn


@cache
def _compiler() -> typst.Compiler:
    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)]
    )
    return typst.Compiler(input=str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=faces)
