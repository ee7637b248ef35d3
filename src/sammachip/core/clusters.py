"""Which groups might be joined, and why: alike in product, linked as giver and taker, near each other.

What a product's words mean is data (`Families`). Nothing is guessed: a product whose words are not known is left out
and said to be so. A person decides; `Proposal.mark` names a proposal as long as nothing it rests on has changed.
"""

import hashlib
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache

from sammachip.core.area import Level, code_on
from sammachip.core.thainum import excerpt, fold

Place = tuple[Decimal, Decimal]
"""Latitude and longitude in degrees."""
FEWEST = 2
"""A cluster joins at least so many groups."""


class Basis(StrEnum):
    """Why groups belong together, as the official form tells it."""

    SAME = "same"
    LINKED = "linked"
    BOTH = "both"


class Why(StrEnum):
    """Why a group's product is of no family."""

    NOTHING_SAID = "nothing-said"
    UNKNOWN = "unknown"
    OTHER_KIND = "other-kind"


@dataclass(frozen=True, slots=True)
class Family:
    """Products of one kind. A word of `alone` begins many other things, so it counts only with nothing unknown after it.

    `kinds` are the kinds of occupation it can be; none named means any. A family of a `category` has no words: it takes
    in the groups whose products are of that category and whose words name nothing.
    """

    key: str
    name: str
    words: tuple[str, ...]
    alone: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    category: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What one family makes, another works with: fertiliser for rice."""

    giver: str
    taker: str
    why: str


@dataclass(frozen=True)
class Families:
    """The families as of a day and which feeds which.

    `passing` are words that say nothing of the kind (organic, safe); `joining` part one product from the next (and).
    """

    as_of: date
    note: str
    near_km: int
    families: Mapping[str, Family]
    feeds: tuple[Feed, ...] = ()
    passing: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()

    @cached_property
    def meanings(self) -> Mapping[str, tuple[str, bool]]:
        """Each folded word: the family it names, empty for a word to pass over, and whether it must stand alone."""
        named = {
            fold(word): (one.key, bare)
            for one in self.families.values()
            for words, bare in ((one.words, False), (one.alone, True))
            for word in words
        }
        return {fold(word): ("", False) for word in self.passing} | named

    @cached_property
    def by_category(self) -> Mapping[str, str]:
        """The family that stands for each category of products."""
        return {one.category: one.key for one in self.families.values() if one.category}

    @cached_property
    def known_words(self) -> re.Pattern[str]:
        return _any_of(self.meanings)

    @cached_property
    def joining_words(self) -> re.Pattern[str]:
        return _any_of(map(fold, self.joining))

    def given_to(self, taker: str) -> Iterator[Feed]:
        return (feed for feed in self.feeds if feed.taker == taker)

    def taken_from(self, giver: str) -> Iterator[Feed]:
        return (feed for feed in self.feeds if feed.giver == giver)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words, the longest first; without words, nothing."""
    return re.compile(
        "|".join(re.escape(one) for one in sorted(words, key=lambda one: (-len(one), one))) or "(?!)"
    )


@dataclass(frozen=True, slots=True)
class Group:
    """What is told of one group. `kind`, `at` (latitude, longitude) and the `category` of its products may be unknown."""

    key: int
    product: str
    path: str
    kind: str = ""
    at: Place | None = None
    category: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A group of no family: why, and the words or the family it is about."""

    group: Group
    why: Why
    about: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A group in a proposal, and the family for which it is there."""

    group: Group
    family: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Groups that might be joined around one family, with the feeds that link others to it."""

    family: str
    members: tuple[Member, ...]
    feeds: tuple[Feed, ...]
    basis: Basis
    widest_km: int | None
    """All members lie within so many kilometres; None where a place is unknown."""
    mark: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is proposed, which groups have a family but nobody to be joined with, and which have no family."""

    proposals: tuple[Proposal, ...]
    alone: tuple[Member, ...]
    unplaced: tuple[Unplaced, ...]


_PARTS = re.compile(r"[,;/|+()·•\n]")


def families_of(group: Group, known: Families) -> tuple[str, ...] | Unplaced:
    """The families of the group's products in the order they are told, each once; or why there is none.

    In Thai the thing comes first and what sort of it after. So of each product the first known word counts, only where
    nothing unknown stands before it: a loom for silk cloth is no silk cloth.
    """
    if not group.product.strip():
        return Unplaced(group, Why.NOTHING_SAID)
    named = [_family_named(product, known) for product in _products(group.product, known)]
    found = dict.fromkeys(key for key in named if key)
    if not found:
        return Unplaced(group, Why.UNKNOWN, excerpt(group.product))
    fitting = tuple(key for key in found if _fits(known.families[key], group.kind))
    return fitting or Unplaced(group, Why.OTHER_KIND, next(iter(found)))


def _products(text: str, known: Families) -> Iterator[str]:
    """Each product told, folded."""
    for part in _PARTS.split(text):
        yield from known.joining_words.split(_folded(part))


_folded = lru_cache(maxsize=8192)(fold)
"""Products are told in the same words again and again; folding is most of the work."""


def _family_named(product: str, known: Families) -> str:
    end = 0
    for word in known.known_words.finditer(product):
        if word.start() != end:
            return ""
        end = word.end()
        family, bare = known.meanings[word[0]]
        if family:
            return family if not bare or _nothing_unknown(product[end:], known) else ""
    return ""


def _nothing_unknown(rest: str, known: Families) -> bool:
    """Whether what follows is made of words to pass over."""
    return not known.known_words.sub(lambda word: word[0] if known.meanings[word[0]][0] else "", rest)


def _fits(family: Family, kind: str) -> bool:
    return not (kind and family.kinds) or kind in family.kinds


def propose(groups: Iterable[Group], known: Families) -> Found:
    """What might be joined: first within a district, then who lies near that, then who is left of a province.

    A group whose words name no family is there for the category of its products, where that is told; with nobody of the
    same category it is of no family still. The order of the groups says nothing. No group is twice in a proposal, nor in
    two around one family. Costs as many steps as there are groups, beside their sorting.
    """
    members: list[Member] = []
    unplaced: dict[int, Unplaced] = {}
    for group in sorted(groups, key=lambda one: (one.path, one.key)):
        found = families_of(group, known)
        if isinstance(found, Unplaced):
            unplaced[group.key] = found
            if found.why is not Why.OTHER_KIND and (family := known.by_category.get(group.category)):
                members.append(Member(group, family))
        else:
            members.extend(Member(group, family) for family in found)
    joined = _joined_in(Level.DISTRICT, members, known)
    _take_in_near(joined, _left(members, joined), known)
    joined += _joined_in(Level.PROVINCE, _left(members, joined), known)
    for one in joined:
        for member in one.members:
            unplaced.pop(member.group.key, None)
    return Found(
        tuple(_proposal(one, known) for one in joined),
        tuple(one for one in _each_once(_left(members, joined)) if one.group.key not in unplaced),
        tuple(unplaced.values()),
    )


@dataclass(slots=True)
class _Joined:
    """A proposal in the making."""

    family: str
    members: list[Member]


def _joined_in(level: Level, members: Sequence[Member], known: Families) -> list[_Joined]:
    """The proposals within each place of this level; a group above it has no such place."""
    places: dict[str, dict[str, list[Member]]] = defaultdict(lambda: defaultdict(list))
    for member in members:
        if place := code_on(member.group.path, level):
            places[place][member.family].append(member)
    return [one for place in sorted(places) for one in _joined_around(places[place], known)]


def _joined_around(there: Mapping[str, list[Member]], known: Families) -> Iterator[_Joined]:
    """One proposal around each family here: its groups and those that feed it.

    Groups that only feed others are proposed with those, not once more among themselves.
    """
    for family in known.families:
        if family not in there:
            continue
        givers = [feed.giver for feed in known.given_to(family) if feed.giver in there]
        only_gives = not givers and any(feed.taker in there for feed in known.taken_from(family))
        members = _each_once(member for key in (family, *givers) for member in there[key])
        if len(members) >= FEWEST and not only_gives:
            yield _Joined(family, members)


def _each_once(members: Iterable[Member]) -> list[Member]:
    """Each group once, for the first family it is there for."""
    found: dict[int, Member] = {}
    for member in members:
        found.setdefault(member.group.key, member)
    return list(found.values())


def _left(members: Sequence[Member], joined: Sequence[_Joined]) -> list[Member]:
    taken = {member.group.key for one in joined for member in one.members}
    return [member for member in members if member.group.key not in taken]


_KM_PER_DEGREE = 111.32
"""Of latitude; of longitude on the equator, which no place in Thailand reaches."""
_Cell = tuple[int, int]


def _take_in_near(joined: Sequence[_Joined], left: Iterable[Member], known: Families) -> None:
    """Let each group that is left join the nearest proposal of its family over the border, if that is near.

    Nearness is judged by the members from within the district only, so one taken in brings no other.
    """
    near = _Neighbours(known.near_km)
    for one in joined:
        for member in one.members:
            near.add(one, member)
    taken: set[int] = set()
    for member in left:
        wanted = (member.family, *(feed.taker for feed in known.taken_from(member.family)))
        if member.group.key not in taken and (found := near.nearest(member.group, wanted)):
            found.members.append(member)
            taken.add(member.group.key)


class _Neighbours:
    """Proposals by the squares of the map in which their members lie."""

    def __init__(self, near_km: int) -> None:
        self.near_km = near_km
        self.squares: dict[tuple[str, str, _Cell], list[tuple[Group, int]]] = defaultdict(list)
        self.joined: list[_Joined] = []

    def add(self, joined: _Joined, member: Member) -> None:
        if not self.joined or self.joined[-1] is not joined:
            self.joined.append(joined)
        if member.group.at is not None:
            self.squares[self._square(joined.family, member.group)].append(
                (member.group, len(self.joined) - 1)
            )

    def _square(self, family: str, group: Group) -> tuple[str, str, _Cell]:
        assert group.at is not None
        side = self.near_km / _KM_PER_DEGREE
        return (
            family,
            code_on(group.path, Level.PROVINCE),
            (int(float(group.at[0]) // side), int(float(group.at[1]) // side)),
        )

    def nearest(self, group: Group, families: Iterable[str]) -> _Joined | None:
        """The proposal around one of these families, in the same province, with the member nearest to this group."""
        if group.at is None:
            return None
        found = [
            (kilometres(group.at, other.at), number)
            for family in families
            for other, number in self._around(family, group)
            if other.at is not None
        ]
        near, number = min(found, default=(math.inf, 0))
        return self.joined[number] if near <= self.near_km else None

    def _around(self, family: str, group: Group) -> Iterator[tuple[Group, int]]:
        _, province, (north, east) = self._square(family, group)
        # A degree of longitude is a little shorter than one of latitude, so near may lie two squares to the east.
        for cell in ((north + up, east + over) for up in (-1, 0, 1) for over in (-2, -1, 0, 1, 2)):
            yield from self.squares.get((family, province, cell), ())


def kilometres(one: Place, other: Place) -> float:
    """Between two places of a province, as the crow flies."""
    north = float(one[0]) - float(other[0])
    between = math.radians((float(one[0]) + float(other[0])) / 2)
    east = (float(one[1]) - float(other[1])) * math.cos(between)
    return math.hypot(north, east) * _KM_PER_DEGREE


def _proposal(joined: _Joined, known: Families) -> Proposal:
    members = tuple(sorted(joined.members, key=lambda one: (one.group.path, one.group.key)))
    basis = _basis(members)
    present = {member.family for member in members}
    return Proposal(
        family=joined.family,
        members=members,
        feeds=tuple(feed for feed in known.given_to(joined.family) if feed.giver in present),
        basis=basis,
        widest_km=_widest(members),
        mark=_mark(joined.family, basis, members),
    )


def _basis(members: Sequence[Member]) -> Basis:
    families = {member.family for member in members}
    if len(families) == 1:
        return Basis.SAME
    return Basis.LINKED if len(families) == len(members) else Basis.BOTH


def _widest(members: Sequence[Member]) -> int | None:
    """The diagonal of the smallest box around all, in full kilometres upward: nobody lies farther apart."""
    places = [member.group.at for member in members if member.group.at is not None]
    if len(places) < len(members):
        return None
    north, east = zip(*places, strict=True)
    return max(1, math.ceil(kilometres((min(north), min(east)), (max(north), max(east)))))


def _mark(family: str, basis: Basis, members: Sequence[Member]) -> str:
    """A digest of all that the proposal rests on: another member, product, kind or place is another proposal."""
    told = [
        (one.group.key, one.family, one.group.product.strip(), one.group.kind, one.group.path)
        for one in members
    ]
    content = json.dumps([family, basis, told], ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(content.encode(), digest_size=20).hexdigest()
