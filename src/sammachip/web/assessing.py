"""Assessments side by side as the screen takes them: who found what, the picture, and what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from sammachip.cases.assessing import WayInWords, figure, in_words, radar_of
from sammachip.cases.assessments import Made, Pair, Series
from sammachip.core.document import Radar
from sammachip.core.instrument import ByTable, PartCompared, PartFound
from sammachip.web.shapes import Cell, Column, Listing
from sammachip.web.templatetags.thai import thaidate_short

LACKING = "–"


@dataclass(frozen=True, slots=True)
class WaysUp:
    """What would reach a higher level than one assessment came to; that of the newest is what there is to do now."""

    title: str
    ways: Sequence[WayInWords]
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One assessment beside the first: what became of the level and why, and the items that were given other steps."""

    title: str
    said: Sequence[str]
    items: Listing | None
    count: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One set of assessments on the page."""

    title: str
    sample: bool
    waiting: Sequence[str]
    levels: Listing | None
    dimensions: Listing | None
    radar: Radar | None
    differences: Sequence[Difference]
    ups: Sequence[WaysUp]


def shown(series: Series) -> Shown:
    made, done = series.made, {one.stage.key for one in series.made}
    newest = max(made, key=lambda one: (one.revision.done_on, one.revision.pk), default=None)
    return Shown(
        title=series.title,
        sample=series.sample,
        waiting=[stage.title for stage in series.stages if stage.key not in done],
        levels=_levels(made) if made else None,
        dimensions=_dimensions(made) if made else None,
        radar=radar_of([(one.stage.title, one.assessed) for one in made]),
        differences=[_difference(pair) for pair in series.pairs],
        ups=[
            WaysUp(_ways_title(one), [in_words(one.instrument, way) for way in one.ways], one is newest)
            for one in made
            if one.ways
        ],
    )


def _ways_title(one: Made) -> str:
    """A table's cases are no ladder: what they ask otherwise is told without saying that it were better."""
    told = {"stage": one.stage.title}
    if _by_score(one):
        return _("สิ่งที่จะทำให้ระดับสูงขึ้น: {stage}").format(**told)
    return _("สิ่งที่ต่างจากเกณฑ์ข้ออื่น: {stage}").format(**told)


def _levels(made: Sequence[Made]) -> Listing:
    columns = [
        Column(_("การประเมิน")),
        Column(_("ผู้ประเมิน")),
        Column(_("วันที่")),
        Column(_("ระดับที่ได้")),
        Column(_("ที่มา")),
    ]
    return Listing(_("ระดับที่ได้ในแต่ละครั้ง"), columns, [_level_row(one) for one in made])


def _level_row(one: Made) -> list[Cell]:
    found = one.assessed
    level = found.label if one.accepted else _("{level} (รอการรับ)").format(level=found.label)
    score = _("คะแนน {score}").format(score=figure(found.score)) if found.score is not None else ""
    return [
        Cell(one.stage.title, one.filing.get_absolute_url()),
        Cell(_assessor(one)),
        Cell(thaidate_short(one.revision.done_on)),
        Cell(level),
        Cell(" · ".join(part for part in (score, found.sentence) if part)),
    ]


def _assessor(one: Made) -> str:
    """Who found it: an officer, a member of the group, or the group, whose scores an officer keyed in."""
    if one.keyed_in:
        told = {"name": one.maker, "office": one.filing.maker_office.short_name}
        return _("กลุ่ม (กรอกแทนโดย {name} · {office})").format(**told)
    if one.by_group:
        return _("กลุ่ม ({name})").format(name=one.maker)
    return f"{one.maker} · {one.filing.maker_office.short_name}"


def _dimensions(made: Sequence[Made]) -> Listing:
    """A row for each dimension, a column for each assessment; the weakest of each is marked."""
    labels = {part.dimension.key: part.dimension.label for one in made for part in one.assessed.parts}
    return Listing(
        caption=_("ผลรายด้าน (* ด้านที่ได้น้อยที่สุด)") if any(map(_by_score, made)) else _("ผลรายด้าน"),
        columns=[Column(_("ด้าน")), *(Column(one.stage.title, numeric=_by_score(one)) for one in made)],
        rows=[
            [Cell(label), *(Cell(_of_dimension(one, key)) for one in made)] for key, label in labels.items()
        ],
    )


def _by_score(one: Made) -> bool:
    return not isinstance(one.instrument.result, ByTable)


def _of_dimension(one: Made, key: str) -> str:
    part = one.assessed.part(key)
    if part is None or part.dimension.options:
        return part.shown if part else LACKING
    mark = " *" if part in one.assessed.weakest else ""
    return f"{part.shown} ({figure(part.share)} %){mark}"


def _difference(pair: Pair) -> Difference:
    rows = [row for part in pair.parts for row in _differing(part)]
    columns = [
        Column(_("ด้าน")),
        Column(_("ข้อ")),
        *(Column(one.stage.title) for one in (pair.first, pair.then)),
    ]
    title = _("{then} เทียบกับ {first}").format(then=pair.then.stage.title, first=pair.first.stage.title)
    listing = Listing(title, columns, rows) if rows else None
    return Difference(title, list(_said_of(pair)), listing, len(rows))


def _said_of(pair: Pair) -> Iterator[str]:
    """What became of the level, which dimensions moved it, and how each share changed."""
    first, then = pair.first.assessed.label, pair.then.assessed.label
    if not pair.parts:
        yield _("สองครั้งนี้ใช้เกณฑ์คนละฉบับ จึงเทียบรายข้อไม่ได้ — อ่านผลแต่ละครั้งจากแบบที่ส่ง")
        return
    if not pair.level_moved:
        yield _("ได้ระดับเดียวกัน: {level}").format(level=then)
    else:
        told = {"first": first, "then": then, "moved": " · ".join(_label(part.after) for part in pair.moved)}
        yield _("ระดับต่างกัน: {first} → {then} เพราะด้าน {moved}").format(**told)
    changed = [f"{_label(part.after)} {_signed(part.change)}" for part in pair.parts if part.change]
    if changed:
        yield _("ร้อยละที่ต่าง: {changes}").format(changes=" · ".join(changed))


def _label(part: PartFound) -> str:
    return part.dimension.label


def _signed(change: Decimal) -> str:
    return f"+{figure(change)}" if change > 0 else figure(change).replace("-", "−")


def _differing(part: PartCompared) -> Iterator[list[Cell]]:
    label = _label(part.after)
    if part.after.dimension.options and part.differs:
        yield [Cell(label), Cell(LACKING), Cell(part.before.shown), Cell(part.after.shown)]
    for before, after in part.items:
        yield [
            Cell(label),
            Cell(after.item.label),
            Cell(_step(before.step, before.anchor)),
            Cell(_step(after.step, after.anchor)),
        ]


def _step(step: int, anchor: str) -> str:
    return f"{step} ({anchor})" if anchor else str(step)
