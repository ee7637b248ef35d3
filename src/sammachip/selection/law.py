"""The law of a round as a pack writes it down, frozen when the round opens: by what is marked, how many pass, what tells
equals apart, what keeps a member from an entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self, cast

from sammachip.core.area import Level
from sammachip.core.ranking import HANDED_IN, VOTE, Tier
from sammachip.programmes.pack import Pack, Stage
from sammachip.programmes.rubricspec import Anchor, Criterion, Rubric

ROUND = "round"
OPTIONS = (
    "rubric", "keep", "tiers", "sheets", "ties", "application", "expect", "grounds", "on_withdrawal", "reserve",
    "fewest_for_leaning", "tell_left",
)  # fmt: skip
MOVES_UP, STAYS_EMPTY = "next", "empty"
FEWEST = 5
"""On how many entries shared with others a judge's strictness is told, where a pack says nothing."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground on which a member keeps away from an entry, in the words of the pack."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class RoundLaw:
    """What a round is decided by. `sheets`: how many members mark an entry, None for all who mark. `expect`: how long the
    list of entries is expected to be; it is no gate. `reserve`: the round before whose reserve list fills the last place
    once this one's own is empty; "" where none does. `tells_left`: whoever gives a place up is written to as well."""

    application: str
    rubric: Rubric
    tiers: tuple[Tier, ...]
    ties: tuple[str, ...]
    sheets: int | None
    grounds: tuple[Ground, ...]
    moves_up: bool
    fewest: int
    expect: int | None
    reserve: str = ""
    tells_left: bool = False

    @property
    def places(self) -> int:
        """How many pass, in all tiers together."""
        return sum(tier.places for tier in self.tiers)

    def needed(self, able: int) -> int:
        """How many marks an entry is to have that so many may mark: as many as the law says, else theirs all. One at least:
        nobody's marks give no place."""
        return self.sheets or max(1, able)

    @property
    def weights(self) -> Mapping[str, Decimal]:
        """What each mark counts, by criterion."""
        return {one.key: one.weight for one in self.rubric.criteria}

    @property
    def most(self) -> Decimal:
        """The highest total a sheet can come to."""
        return sum((one.points * one.weight for one in self.rubric.criteria), Decimal())

    @classmethod
    def of_stage(cls, stage: Stage, pack: Pack) -> Self:
        """As the stage of this pack has it; the pack was checked when it was published."""
        given = stage.options
        return cls(
            application=str(given["application"]),
            rubric=pack.rubrics[str(given["rubric"])],
            tiers=tuple(_tiers(given)),
            ties=tuple(str(one) for one in _items(given.get("ties"))),
            sheets=_whole(given.get("sheets")),
            grounds=tuple(_grounds(given)),
            moves_up=given.get("on_withdrawal", MOVES_UP) == MOVES_UP,
            fewest=_whole(given.get("fewest_for_leaning")) or FEWEST,
            expect=_whole(given.get("expect")),
            reserve=str(given.get("reserve", "")),
            tells_left=given.get("tell_left") is True,
        )

    def plain(self) -> dict[str, object]:
        """As a round keeps it."""
        return {
            "application": self.application,
            "rubric": {
                "key": self.rubric.key,
                "title": self.rubric.title,
                "criteria": [_criterion_plain(one) for one in self.rubric.criteria],
            },
            "tiers": [{"name": tier.name, "places": tier.places} for tier in self.tiers],
            "ties": list(self.ties),
            "sheets": self.sheets,
            "grounds": [{"key": one.key, "label": one.label} for one in self.grounds],
            "moves_up": self.moves_up,
            "fewest": self.fewest,
            "expect": self.expect,
            **({"reserve": self.reserve} if self.reserve else {}),
            **({"tells_left": True} if self.tells_left else {}),
        }

    @classmethod
    def of_plain(cls, kept: Mapping[str, object]) -> Self:
        rubric = cast("Mapping[str, object]", kept["rubric"])
        criteria = tuple(_criterion_of(one) for one in _mappings(rubric["criteria"]))
        return cls(
            application=str(kept["application"]),
            rubric=Rubric(str(rubric["key"]), str(rubric["title"]), criteria),
            tiers=tuple(Tier(str(one["name"]), int(str(one["places"]))) for one in _mappings(kept["tiers"])),
            ties=tuple(str(one) for one in _items(kept["ties"])),
            sheets=_whole(kept["sheets"]),
            grounds=tuple(Ground(str(one["key"]), str(one["label"])) for one in _mappings(kept["grounds"])),
            moves_up=kept["moves_up"] is True,
            fewest=_whole(kept["fewest"]) or FEWEST,
            expect=_whole(kept["expect"]),
            reserve=str(kept.get("reserve", "")),
            tells_left=kept.get("tells_left") is True,
        )


def _criterion_plain(one: Criterion) -> dict[str, object]:
    return {
        "key": one.key,
        "label": one.label,
        "points": str(one.points),
        "weight": str(one.weight),
        "guide": one.guide,
        "anchors": [{"points": str(anchor.points), "text": anchor.text} for anchor in one.anchors],
    }


def _criterion_of(one: Mapping[str, object]) -> Criterion:
    anchors = tuple(Anchor(Decimal(str(a["points"])), str(a["text"])) for a in _mappings(one["anchors"]))
    return Criterion(
        str(one["key"]), str(one["label"]), Decimal(str(one["points"])), str(one["guide"]), Decimal(str(one["weight"])),
        anchors,
    )  # fmt: skip


def _items(given: object) -> Sequence[object]:
    return given if isinstance(given, list) else ()


def _mappings(given: object) -> list[Mapping[str, object]]:
    return [one for one in _items(given) if isinstance(one, Mapping)]


def _whole(given: object) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _tiers(given: Mapping[str, object]) -> Iterator[Tier]:
    """The tiers, or the one without a name that `keep` makes."""
    if (keep := _whole(given.get("keep"))) is not None:
        yield Tier("", keep)
    for one in _mappings(given.get("tiers")):
        yield Tier(str(one.get("name", "")), _whole(one.get("places")) or 0)


def _grounds(given: Mapping[str, object]) -> Iterator[Ground]:
    for one in _mappings(given.get("grounds")):
        yield Ground(str(one.get("key", "")), str(one.get("label", "")))


def tiers_ahead(stage: Stage, pack: Pack) -> tuple[Tier, ...]:
    """Into what the next round divides those who pass this one; nothing where none follows, or it has no tiers."""
    rounds = (one for one in pack.stages if one.kind == ROUND)
    following = next((one for one in rounds if any(need.stage == stage.key for need in one.needs)), None)
    return tuple(_tiers(following.options)) if following and "tiers" in following.options else ()


def problems(stage: Stage, pack: Pack) -> Iterator[str]:
    """What a round lacks or misuses, in sentences for whoever writes the pack."""
    given, named = stage.options, f"ขั้นตอน «{stage.title}»"
    yield from _shape(stage, named)
    if str(given.get("rubric")) not in pack.rubrics:
        yield f"{named} ไม่มีเกณฑ์ให้คะแนนชื่อ '{given.get('rubric')}' — ใส่ rubric: ให้ตรงกับชื่อใน rubrics"
    else:
        yield from _ties(given, pack.rubrics[str(given["rubric"])], named)
    yield from _places(given, named)
    yield from _application(given, pack, named)
    yield from _reserve(stage, pack, named)
    yield from _numbers(given, named)


def _shape(stage: Stage, named: str) -> Iterator[str]:
    office = [level for level in stage.per if level != Level.GROUP]
    if Level.GROUP not in stage.per or len(office) != 1:
        yield f"{named} เป็นรอบคัดเลือก ต้องมี per: เป็นระดับหน่วยงานหนึ่งระดับกับ group เช่น [nation, group]"
    if stage.form is not None or stage.by or stage.signs:
        yield f"{named} เป็นรอบคัดเลือก จึงไม่มี form: by: และ signs: — ลบออก"
    if stage.many or stage.repeats or stage.every:
        yield f"{named} เป็นรอบคัดเลือก มีครั้งเดียว — ลบ many, repeats และ every"


def _ties(given: Mapping[str, object], rubric: Rubric, named: str) -> Iterator[str]:
    known = [*(one.key for one in rubric.criteria), HANDED_IN, VOTE]
    for tie in _items(given.get("ties")):
        if tie not in known:
            yield f"{named} ไม่รู้จักวิธีตัดสินคะแนนเท่ากัน '{tie}' — ใช้ชื่อเกณฑ์ {HANDED_IN} หรือ {VOTE}"


def _places(given: Mapping[str, object], named: str) -> Iterator[str]:
    if ("keep" in given) == ("tiers" in given):
        yield f"{named} ต้องมี keep หรือ tiers อย่างใดอย่างหนึ่ง — เหลือไว้เพียงคีย์เดียว"
    for tier in _tiers(given):
        if tier.places < 1:
            yield f"{named} มีจำนวนที่น้อยกว่า 1 — เขียน keep หรือ places ตั้งแต่ 1 ขึ้นไป"
    names = [tier.name for tier in _tiers(given)]
    if len(set(names)) != len(names) or ("tiers" in given and "" in names):
        yield f"{named} มีชื่อระดับซ้ำหรือว่าง — ตั้งชื่อแต่ละระดับใน tiers ให้ต่างกัน"


def _application(given: Mapping[str, object], pack: Pack, named: str) -> Iterator[str]:
    stages = {one.key: one for one in pack.stages}
    judged = stages.get(str(given.get("application")))
    if judged is None or judged.form is None or Level.GROUP not in judged.per:
        yield f"{named} ต้องบอกขั้นตอนที่กลุ่มส่งผลงานใน application: ซึ่งเป็นแบบฟอร์มของ group"


def _reserve(stage: Stage, pack: Pack, named: str) -> Iterator[str]:
    """The reserve list comes of a round that this one waits for, and moves up only where places do."""
    given = stage.options
    if "reserve" not in given:
        return
    before = {need.stage for need in stage.needs}
    rounds = {one.key for one in pack.stages if one.kind == ROUND}
    if str(given["reserve"]) not in before & rounds:
        yield f"{named} มี reserve: '{given['reserve']}' ซึ่งไม่ใช่รอบคัดเลือกที่รอบนี้รอ — เขียนชื่อรอบที่อยู่ใน after"
    if given.get("on_withdrawal", MOVES_UP) != MOVES_UP:
        yield f"{named} เว้นที่ว่างเมื่อมีผู้ถอนตัว จึงไม่ใช้ reserve — ลบ reserve หรือเขียน on_withdrawal: {MOVES_UP}"


def _numbers(given: Mapping[str, object], named: str) -> Iterator[str]:
    for key in ("sheets", "expect", "fewest_for_leaning"):
        if key in given and (_whole(given[key]) or 0) < 1:
            yield f"{named} เขียน {key} เป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป"
    if "tell_left" in given and not isinstance(given["tell_left"], bool):
        yield f"{named} เขียน tell_left เป็น true (มีหนังสือรับทราบถึงผู้ถอนตัว) หรือ false"
    if given.get("on_withdrawal", MOVES_UP) not in (MOVES_UP, STAYS_EMPTY):
        yield f"{named} เขียน on_withdrawal เป็น {MOVES_UP} (เลื่อนลำดับถัดไป) หรือ {STAYS_EMPTY} (เว้นที่ว่าง)"
    grounds = list(_grounds(given))
    if len(_items(given.get("grounds"))) != len(grounds) or any(
        not (one.key and one.label) for one in grounds
    ):
        yield f"{named} แต่ละเหตุใน grounds ต้องมี key และ label"
