"""The quota board: the entries of a round in their order, the lines under the places, and how much hangs on whom.

It shows one reader's entries and counts as if there were no others. Means and places are exact; what is shown of them is
rounded to two places and nothing is ever compared as shown.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from sammachip.cases.queries import stage_of
from sammachip.core.area import Level, code_on
from sammachip.core.judging import leanings, levelled
from sammachip.core.ranking import HANDED_IN, TOTAL, VOTE, Line, lines
from sammachip.org.hats import Actor
from sammachip.org.models import Office, OfficeLevel
from sammachip.selection.law import RoundLaw, tiers_ahead
from sammachip.selection.models import Round, RoundEntry, Sheet
from sammachip.selection.ordering import Entered, Order, Ranked, Vote, entered_in, ordered, votes_of
from sammachip.selection.steadying import Share, kept_shares, sheets_digest
from sammachip.selection.totals import PARTS

REGIONS = Path(__file__).with_name("regions.yaml")
Totals = Mapping[int, Mapping[int, int]]
"""By entry and seat the total of the sealed sheet, in ten-thousandths."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the board, as it is read. `levelled`: the mean with each judge's strictness taken off, and the place it
    would give. `exact`: the fraction, where two means look equal and are not. `line`: the words of the line drawn under it;
    `ahead`: those of a line that only looks ahead to the next round. `beside`, `spread`, `marked` and `became` are what a page says of it, ready to be shown."""

    pk: int
    place: int
    number: int
    name: str
    province: str
    mean: str
    exact: str
    levelled: str
    levelled_place: int
    lowest: str
    highest: str
    sheets: int
    needed: int
    tier: str
    passes: bool
    reserve: int | None
    tied: bool
    told_by: str
    steady: str
    line: str
    ahead: str
    beside: str
    spread: str
    marked: str
    became: str


@dataclass(frozen=True, slots=True)
class RegionShare:
    """How many of a region's entries pass."""

    name: str
    entries: int
    passing: int


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line under so many places: the margin to the next, or who shares a place across it."""

    name: str
    under: int
    margin: str
    tied: tuple[str, ...]
    tied_keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A round's board for one reader; `waiting` are the entries without a sealed sheet.

    `ahead` are the lines of the next round's tiers if the places stayed as they are: shown, and never decided by.
    """

    law: RoundLaw
    order: Order
    totals: Totals
    shares: Mapping[int, Share]
    waiting: Sequence[Entered]
    short: Sequence[Entered]
    lines: Sequence[LineTold]
    ahead: Sequence[LineTold]
    regions: Sequence[RegionShare]
    steady_words: str
    steady_at: datetime | None
    digest: str
    votes: Sequence[Vote]

    @property
    def is_settled(self) -> bool:
        return not self.order.problems


def board_of(round_: Round, actor: Actor) -> Board:
    """The board as this reader may see it; as many queries for eight entries as for thousands."""
    law, visible = round_.law, RoundEntry.objects.filter(round=round_).seen_in_round(actor)
    entered = entered_in(round_, visible, law)
    keys = {one.pk for one in entered}
    votes = [vote for vote in votes_of(round_) if keys.issuperset(vote)]
    order = ordered(entered, law, votes)
    totals, sealed = _sealed(round_, keys)
    digest = sheets_digest(sealed, keys, votes)
    shares, steady_at = kept_shares(round_, digest)
    return Board(
        law=law,
        order=order,
        totals=totals,
        shares=shares,
        waiting=[one for one in entered if not one.tally],
        short=[one for one in entered if one.sheets < one.needed],
        lines=[_told(order, line, name) for line, name in zip(order.lines, _line_names(law), strict=True)],
        ahead=[] if round_.published_at else list(_ahead(round_, order)),
        regions=_regions(order),
        steady_words=_steady_words(order, shares),
        steady_at=steady_at,
        digest=digest,
        votes=votes,
    )


def _sealed(round_: Round, keys: set[int]) -> tuple[dict[int, dict[int, int]], list[int]]:
    """The totals of the current sealed sheets of these entries, and the numbers of those sheets; one query."""
    rows = Sheet.objects.filter(entry__round=round_).current().sealed().order_by("pk")
    totals: dict[int, dict[int, int]] = {key: {} for key in keys}
    sealed: list[int] = []
    for pk, entry, seat, total in rows.values_list("pk", "entry_id", "seat_id", "total"):
        if entry in keys:
            totals[entry][seat] = total or 0
            sealed.append(pk)
    return totals, sealed


def rows_of(board: Board, first: int, most: int) -> list[Row]:
    """So many lines of the board from the `first`, counted from nought; one query."""
    printing = _printing(board)
    leaf = board.order.ranked[first : first + most]
    return [printing.row(at, one) for at, one in enumerate(leaf, start=first)]


@dataclass(frozen=True, slots=True)
class _Words:
    """What a line says of where it stands, fetched in the reader's language once for all lines."""

    tied: str
    passes: str
    tier: str
    reserve: str
    even: str
    late: str

    def of(self, tied: bool, tier: str, reserve: int | None) -> str:
        if tied:
            return self.tied
        if reserve is not None:
            return f"{self.reserve} {reserve}"
        return f"{self.tier}{tier}" if tier else self.passes


@dataclass(frozen=True, slots=True)
class _Printing:
    """What the lines of a board are printed from, looked up once for all of them.

    `shown`: by turn the rounded mean; `alike`: how often it stands; `drawn`: the words of the line under so many places;
    `ahead`: those of a line that looks ahead, across which those of `even` are equal.
    """

    shares: Mapping[int, Share]
    provinces: Mapping[str, str]
    levelled: Mapping[int, tuple[Fraction, int]]
    tied: Collection[int]
    tiers: Sequence[str]
    drawn: Mapping[int, str]
    ahead: Mapping[int, str]
    even: Collection[int]
    labels: Mapping[str, str]
    words: _Words
    shown: Sequence[str]
    alike: Mapping[str, int]

    def row(self, at: int, one: Ranked) -> Row:
        """The line of the entry whose turn it is, counted from nought."""
        tally, entered, is_tied = one.tally, one.entered, one.key in self.tied
        tier, reserve = self._place(at, is_tied=is_tied)
        province = self.provinces.get(code_on(entered.path, Level.PROVINCE), "")
        told_by = self.labels.get(one.told_by, "")
        lowest, highest = points(tally["lowest"]), points(tally["highest"])
        mean, place = self.levelled[one.key]
        even = self.words.even if one.key in self.even else ""
        late = self.words.late if entered.sent_late else ""
        return Row(
            pk=one.key,
            place=one.place,
            number=entered.number,
            name=entered.name,
            province=province,
            mean=self.shown[at],
            exact=_exact(one) if self.alike[self.shown[at]] > 1 else "",
            levelled=_rounded(mean),
            levelled_place=place,
            lowest=lowest,
            highest=highest,
            sheets=tally["sheets"],
            needed=entered.needed,
            tier=tier,
            passes=not is_tied and reserve is None,
            reserve=reserve,
            tied=is_tied,
            told_by=told_by,
            steady=self.shares[one.key].words if one.key in self.shares else "",
            line=self.drawn.get(at + 1, ""),
            ahead=self.ahead.get(at + 1, ""),
            beside=" · ".join(filter(None, (province, told_by, even, late))),
            spread=f"{lowest}–{highest}",
            marked=f"{tally['sheets']}/{entered.needed}",
            became=self.words.of(is_tied, tier, reserve),
        )

    def _place(self, at: int, *, is_tied: bool) -> tuple[str, int | None]:
        """The tier, or the turn on the reserve list; neither while the place is open."""
        if is_tied:
            return "", None
        over = at - len(self.tiers)
        return ("", over + 1) if over >= 0 else (self.tiers[at], None)


def _printing(board: Board) -> _Printing:
    """One query."""
    order = board.order
    totals = {one.key: board.totals[one.key] for one in order.ranked}
    shown = [points(one.tally["total"], one.tally["sheets"]) for one in order.ranked]
    return _Printing(
        shares=board.shares,
        provinces=dict(Office.objects.filter(level=OfficeLevel.PROVINCE).values_list("code", "place_name")),
        levelled=levelled(totals, leanings(totals.values(), fewest=order.law.fewest)),
        tied={key for line in order.open_ties for key in line.tied},
        tiers=[tier.name for tier in order.law.tiers for _place in range(tier.places)],
        drawn=dict(zip(order.unders, _line_names(order.law), strict=True)),
        ahead={line.under: line.name for line in board.ahead},
        even={key for line in board.ahead for key in line.tied_keys},
        labels=told_by_words(order.law),
        words=_Words(
            *(_("เท่ากันคร่อมเส้น"), _("ผ่าน"), _("ระดับ"), _("สำรอง")),
            *(_("เท่ากันคร่อมเส้นที่ดูล่วงหน้า"), _("ส่งหลังกำหนด")),
        ),
        shown=shown,
        alike=Counter(shown),
    )


def points(parts: int, of: int = 1) -> str:
    """Ten-thousandths, or their mean over so many, as points with two decimals."""
    whole = PARTS // 100 * of
    hundredths = (2 * parts + whole) // (2 * whole)
    return f"{hundredths // 100:,}.{hundredths % 100:02}"


def _rounded(value: Fraction) -> str:
    """Ten-thousandths as points with two decimals; a mild judge's points taken off may leave less than nothing."""
    return ("-" if value < 0 else "") + points(abs(value.numerator), value.denominator)


def _exact(one: Ranked) -> str:
    """The fraction of a mean that two decimals do not hold; "" where they do."""
    total = one.total
    return "" if (total * 100).denominator == 1 else f"{total.numerator}/{total.denominator}"


def told_by_words(law: RoundLaw) -> dict[str, str]:
    """What told an entry from the one before it, in words; of the total nothing need be said."""
    criteria = {one.key: _("ตัดสินด้วยเกณฑ์{label}").format(label=one.label) for one in law.rubric.criteria}
    return {**criteria, HANDED_IN: _("ตัดสินด้วยการส่งก่อน"), VOTE: _("ตัดสินด้วยมติประธาน"), TOTAL: ""}


def _line_names(law: RoundLaw) -> Iterator[str]:
    """What each line is called: under a tier, and last under all who pass."""
    for tier in law.tiers[:-1]:
        yield _("เส้นแบ่งระดับ{tier} {n} แห่ง").format(tier=tier.name, n=tier.places)
    yield _("เส้นตัดผู้ผ่าน {n} แห่ง").format(n=law.places)


def _told(order: Order, line: Line, name: str) -> LineTold:
    names = {one.key: one.entered.name for one in order.ranked} if line.tied else {}
    margin = "" if line.margin is None else _rounded(line.margin * PARTS)
    return LineTold(name, line.under, margin, tuple(names[key] for key in line.tied), line.tied)


def _ahead(round_: Round, order: Order) -> Iterator[LineTold]:
    """The lines above the own that the tiers of the next round would draw if the places stayed."""
    tiers = tiers_ahead(stage_of(round_.task), round_.task.case.edition.pack)
    for tier, line in zip(tiers, lines(order.ranked, tiers), strict=True):
        if line.under < order.law.places:
            name = _("ดูล่วงหน้าเท่านั้น: ถ้าลำดับคงเดิมในรอบถัดไป ระดับ{tier} {n} แห่งอยู่เหนือเส้นนี้")
            yield _told(order, line, name.format(tier=tier.name, n=tier.places))


@lru_cache(maxsize=1)
def regions() -> Mapping[str, str]:
    """The region of each first digit of a province's code."""
    told: dict[str, str] = yaml.safe_load(REGIONS.read_text(encoding="utf-8"))
    return told


def _regions(order: Order) -> list[RegionShare]:
    passing = {one.key for one in order.ranked[: order.law.places]}
    entries: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for one in order.entered:
        region = regions().get(one.path[1:2], "")
        entries[region] += 1
        passed[region] += one.pk in passing
    names = [name for name in dict.fromkeys(regions().values()) if entries[name]]
    return [RegionShare(name, entries[name], passed[name]) for name in names]


def _steady_words(order: Order, shares: Mapping[int, Share]) -> str:
    """How much the last line hangs on who judged, in a sentence; "" before it was computed."""
    if not shares:
        return ""
    close = [one for one in order.ranked if one.key in shares and shares[one.key].is_close]
    if not close:
        return _("ถ้าเปลี่ยนชุดกรรมการ ผลที่เส้นตัดแทบไม่เปลี่ยน: ไม่มีแห่งใดก้ำกึ่ง")
    names = ", ".join(one.entered.name for one in close[:6])
    more = _(" และอื่น ๆ") if len(close) > 6 else ""
    return _("ถ้าเปลี่ยนชุดกรรมการ มี {n} แห่งที่ผลอาจเปลี่ยนฝั่งของเส้นตัด: {names}{more} — ควรพิจารณาในที่ประชุม").format(
        n=len(close), names=names, more=more
    )
