"""What an assessment found, in words: its dimensions, its picture, and what would reach a higher level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sammachip.core.document import Radar
from sammachip.core.instrument import Assessed, ByTable, Instrument, PartFound, Step, WayUp, ways_up
from sammachip.core.radar import FEWEST_AXES, Shape
from sammachip.core.thainum import trimmed
from sammachip.programmes.pack import Stage


@dataclass(frozen=True, slots=True)
class WayInWords:
    """A level that could be reached, by how much, and the changes, those of one dimension in one line."""

    label: str
    words: str
    steps: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class FoundInWords:
    """The table of dimensions under its heads, the picture where it has enough axes, and the ways up."""

    heads: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    radar: Radar | None = None
    ways: tuple[WayInWords, ...] = ()


def found_by(stage: Stage, assessed: Assessed | None, values: Mapping[str, object]) -> FoundInWords:
    """What the stage's instrument found in these answers; nothing where it has none, or they are unfinished."""
    instrument = stage.instrument
    if instrument is None or assessed is None:
        return FoundInWords()
    by_table = isinstance(instrument.result, ByTable)
    return FoundInWords(
        heads=(_("ด้าน"), _("คำตอบ")) if by_table else (_("ด้าน"), _("คะแนน"), _("ร้อยละของคะแนนเต็ม")),
        lines=tuple(_line(part, by_table=by_table) for part in assessed.parts),
        radar=radar_of([(assessed.label, assessed)]),
        ways=tuple(in_words(instrument, way) for way in ways_up(instrument, values)),
    )


def _line(part: PartFound, *, by_table: bool) -> tuple[str, ...]:
    if by_table:
        return part.dimension.label, part.shown
    return part.dimension.label, part.shown, figure(part.share)


def figure(number: Decimal) -> str:
    """As a person writes it: 80, not 80.00."""
    return trimmed(number)


def radar_of(named: Sequence[tuple[str, Assessed]]) -> Radar | None:
    """These assessments over one another; None where there are too few scored dimensions for a picture."""
    axes = tuple(part.dimension.label for part in named[0][1].parts if part.dimension.items) if named else ()
    if len(axes) < FEWEST_AXES:
        return None
    shapes = tuple(
        Shape(name, tuple(round(part.share) for part in found.parts if part.dimension.items))
        for name, found in named
    )
    return Radar(_("ภาพเรดาร์ของผลรายด้าน (ร้อยละของคะแนนเต็ม)"), axes, shapes)


def in_words(instrument: Instrument, way: WayUp) -> WayInWords:
    return WayInWords(
        way.label,
        _lead(instrument, way),
        tuple(
            f"{label}: {' · '.join(map(_step_in_words, steps))}"
            for label, steps in groupby(way.steps, key=lambda step: step.dimension.label)
        ),
        way.count,
    )


def _lead(instrument: Instrument, way: WayUp) -> str:
    told = {"label": way.label, "n": way.count}
    if isinstance(instrument.result, ByTable):
        return ngettext(
            "ต่างจากเกณฑ์ของ {label} อย่างน้อย {n} ข้อ", "ต่างจากเกณฑ์ของ {label} อย่างน้อย {n} ข้อ", way.count
        ).format(**told)
    return ngettext(
        "จะได้ {label} เมื่อคะแนนเพิ่มอย่างน้อย {n} คะแนน เช่น",
        "จะได้ {label} เมื่อคะแนนเพิ่มอย่างน้อย {n} คะแนน เช่น",
        way.count,
    ).format(**told)


def _step_in_words(step: Step) -> str:
    told = {"before": step.before, "after": step.after}
    if step.item is None:
        return _("จาก «{before}» เป็น «{after}»").format(**told)
    return _("{item} จาก {before} เป็น {after}").format(item=step.item.label, **told)
