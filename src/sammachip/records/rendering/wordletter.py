"""What only letters have in Word: the head beside the emblem, that of a memo, and what stands at the foot of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.shared import Cm

from sammachip.core import document as paper
from sammachip.core.document import MemoHead
from sammachip.records.rendering.fonts import legible, measurer
from sammachip.records.rendering.page import BODY_POINTS, POINTS_PER_CM
from sammachip.records.rendering.wordxml import cell, paragraph, row, run, table

CELL_SIDE_CM = 0.19
"""What a cell keeps free on its left and right."""

_URGENCY_POINTS, _TITLE_POINTS, _LABEL_POINTS = 32.0, 29.0, 20.0
_BESIDE_EMBLEM_POINTS, _UNDER_URGENCY_POINTS = (46.0, 15.0)
_MEMO_EMBLEM_CM, _MEMO_SIDE_CM, _MEMO_LINE_CM = 1.5, 5.0, 0.99
_MEMO_URGENCY_CM = 1.6  # past the room of the emblem
_NARROWER_CM = 0.6  # LibreOffice lets no table stand at the foot that is nearly as wide as the lines
_HAIR_CM = 0.1  # a word processor's own rounding must not break a line that fits


@dataclass(frozen=True, slots=True)
class Foot:
    """What waits for the foot of a page: who owns the matter, what stands beside it, and where lines under both begin."""

    own: Sequence[str]
    beside: Sequence[str]
    begun: int


def width_of(text: str, *, bold: bool = False, size: float = BODY_POINTS) -> float:
    """Centimetres that the longest line of a text takes."""
    return max(map(measurer(bold=bold, size=size).width, legible(text).split("\n"))) / POINTS_PER_CM


def beside_emblem(emblem: str, urgency: str) -> str:
    """The line over a letter's number: how urgent it is, and an emblem that hangs in its middle and takes no room."""
    return paragraph(
        emblem,
        red(urgency),
        high=_BESIDE_EMBLEM_POINTS,
        before=0,
        after=_UNDER_URGENCY_POINTS,
        left_cm=0,
        first_cm=0,
    )


def red(urgency: str) -> str:
    return run(urgency, bold=True, size=_URGENCY_POINTS, red=True) if urgency else ""


def memo_head(head: MemoHead, emblem: str, wide_cm: float) -> Iterator[str]:
    """The title in the middle, emblem and urgency on its left; then the fields, dotted to their ends."""
    left = 0 if emblem else _MEMO_URGENCY_CM
    widths = twips([_MEMO_SIDE_CM, wide_cm - 2 * _MEMO_SIDE_CM, _MEMO_SIDE_CM])
    urgent = paragraph(
        emblem,
        red(f" {head.urgency}" if emblem and head.urgency else head.urgency),
        after=0,
        left_cm=left,
        first_cm=0,
    )
    title = paragraph(run(paper.MEMO, bold=True, size=_TITLE_POINTS), align="center", after=0)
    cells = [cell(widths[0], urgent, low=True), cell(widths[1], title, low=True), cell(widths[2])]
    yield table(widths, [row(cells, height_cm=_MEMO_EMBLEM_CM)])
    yield _memo_fields(wide_cm, (paper.OFFICE, head.office))
    yield _memo_fields(wide_cm, (paper.NUMBER, head.number), (paper.DATE, head.date))
    yield _memo_fields(wide_cm, (paper.SUBJECT, head.subject))


def _memo_fields(wide_cm: float, *fields: tuple[str, str]) -> str:
    """Fields beside each other, each text on dots up to the next field or to the margin."""
    each = (wide_cm + CELL_SIDE_CM) / len(fields)
    labels = [
        width_of(label, bold=True, size=_LABEL_POINTS) + 2 * CELL_SIDE_CM + _HAIR_CM
        for label, _text in fields
    ]
    widths = [width for label in labels for width in twips([label, each - label])]
    cells = []
    for at, (label, text) in enumerate(fields):
        # a text of several lines has its label beside the first
        low = width_of(text) <= each - labels[at] - 2 * CELL_SIDE_CM
        cells.append(
            cell(widths[2 * at], paragraph(run(label, bold=True, size=_LABEL_POINTS), after=0), low=low)
        )
        cells.append(cell(widths[2 * at + 1], paragraph(run(text), after=0), low=low, dotted=True))
    return table(widths, [row(cells, height_cm=_MEMO_LINE_CM)])


def foot_table(wide_cm: float, own: Sequence[str], beside: Sequence[str], below: Sequence[str]) -> str:
    """At the foot of the page: who owns the matter, what stands beside it on the right, and lines under both."""
    said = "\n".join(beside)
    right = min(width_of(said) + _HAIR_CM, wide_cm / 2)
    widths = twips([wide_cm - right - _NARROWER_CM, right])
    rows = [row([cell(widths[0], *own, low=True), cell(widths[1], paragraph(run(said), after=0), low=True)])]
    if below:
        rows.append(row([cell(sum(widths), *below, columns=2)]))
    return table(widths, rows, at_foot=True)


def twips(widths_cm: Sequence[float]) -> list[int]:
    return [Cm(width).twips for width in widths_cm]
