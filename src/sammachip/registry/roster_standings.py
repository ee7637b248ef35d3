"""How a village or a group stands to named lists: which revision speaks for its place, and what that one says."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from sammachip.core.area import ancestors, is_within
from sammachip.core.thainum import fold
from sammachip.org.models import Area
from sammachip.org.sight import under
from sammachip.programmes.pack import NamedList
from sammachip.registry.doubles import family_of
from sammachip.registry.models import Group, Roster, RosterLine, RosterLineQuerySet, RosterOf
from sammachip.trail.spoken import day_name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a group is, as lists ask for it; `code` is empty while its village is not known.

    `groups` are the group's own number and those of the groups joined into it; none while it is not registered.
    """

    path: str
    code: str = ""
    where: str = ""
    name: str = ""
    groups: tuple[int, ...] = ()


def place_of(group: Group) -> Place:
    """Where a registered group is; two queries at most."""
    return Place(
        path=group.path,
        code=group.village_id,
        where=_where(group.village_id, group.village.area),
        name=group.name,
        groups=tuple(family_of(group)),
    )


def place_at(area: Area, moo: int, name: str) -> Place:
    """Where a group that is about to be registered will be."""
    code = f"{area.code}{moo:02}"
    return Place(path=area.path, code=code, where=_where(code, area), name=name)


def _where(code: str, area: Area) -> str:
    return _("หมู่ที่ {moo} {area}").format(moo=int(code[6:]), area=area.full_name)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one place stands to one list. No `roster`: nobody brought the list yet. `listed` is None where nothing can be
    said: there is no list, or the village is not known yet."""

    key: str
    title: str
    roster: Roster | None = None
    listed: bool | None = None
    where: str = ""

    @property
    def sentence(self) -> str:
        """What is found, with the revision and the letter that say so."""
        if self.roster is None:
            return _("ยังไม่มีบัญชี «{title}» ในระบบ — ตอบตามเอกสารที่มี และแจ้งกรมหรือจังหวัดให้นำเข้าบัญชี").format(
                title=self.title
            )
        if self.listed is None:
            return _("เลือกหมู่บ้านก่อน จึงตรวจกับบัญชี «{title}» ได้").format(title=self.title)
        said = (
            _("{where} อยู่ในบัญชี «{title}» {source}")
            if self.listed
            else _("{where} ไม่อยู่ในบัญชี «{title}» {source}")
        )
        return said.format(where=self.where, title=self.title, source=source_of(self.roster))

    @property
    def verdict(self) -> str:
        """The answer of the list alone, under its title."""
        if self.roster is None or self.listed is None:
            return self.sentence
        said = _("อยู่ในบัญชี {source}") if self.listed else _("ไม่อยู่ในบัญชี {source}")
        return said.format(source=source_of(self.roster))


def source_of(roster: Roster) -> str:
    """The revision and its letter, in one breath."""
    return _("ฉบับที่ {n} (หนังสือ{sender} ที่ {number} ลงวันที่ {day})").format(
        n=roster.number,
        sender=roster.letter_from,
        number=roster.letter_number,
        day=day_name(roster.letter_on),
    )


def standings(lists: Iterable[NamedList], place: Place, day: date) -> list[Standing]:
    """How the place stands to each of these lists by the revisions that spoke on that day; two queries, or none.

    The list of the highest office over the place speaks; of its revisions the newest whose letter is no later than the
    day, else the oldest: the first list speaks for the days before its letter, too.
    """
    named = [one for one in lists if one.of]
    if not named:
        return []
    asked = {one.key: _speaking(rosters, day) for one, rosters in _covering(named, place.path)}
    found = _listed_on([roster for roster in asked.values() if roster], place)
    return [_standing(one, asked[one.key], found, place) for one in named]


def _standing(one: NamedList, roster: Roster | None, found: Collection[int], place: Place) -> Standing:
    listed = None if roster is None or not place.code else roster.pk in found
    return Standing(one.key, one.title, roster, listed, place.where)


def _covering(named: Sequence[NamedList], path: str) -> list[tuple[NamedList, list[Roster]]]:
    rows = Roster.objects.standing().filter(
        key__in=[one.key for one in named], office__path__in=ancestors(path)
    )
    by_key: dict[tuple[str, str], list[Roster]] = defaultdict(list)
    for roster in rows.select_related("office").newest_first():
        by_key[roster.key, roster.of].append(roster)
    return [(one, by_key[one.key, str(one.of)]) for one in named]


def _speaking(rosters: Sequence[Roster], day: date) -> Roster | None:
    """Of the revisions of one list that cover a place, the one that speaks."""
    if not rosters:
        return None
    highest = min((roster.office.path for roster in rosters), key=len)
    own = sorted((one for one in rosters if one.office.path == highest), key=lambda one: -one.number)
    return next((one for one in own if one.letter_on <= day), own[-1])


def _listed_on(rosters: Sequence[Roster], place: Place) -> set[int]:
    """On which of these revisions the place, or its group, stands."""
    if not rosters or not place.code:
        return set()
    village = Q(roster__of=RosterOf.VILLAGE, code=place.code)
    group = Q(group__in=place.groups) | Q(code=place.code, name_folded=fold(place.name))
    lines = RosterLine.objects.filter(roster__in=rosters).filter(
        village | (Q(roster__of=RosterOf.GROUP) & group)
    )
    return set(lines.order_by().values_list("roster", flat=True))


def in_force(lists: Iterable[NamedList], path: str, day: date) -> Mapping[str, list[Roster]]:
    """By the key of each list, the revisions that speak at and under a path: one over it all, else each office's below it;
    one query."""
    named = [one for one in lists if one.of]
    around = Q(office__path__in=ancestors(path)) | under([path], "office__path")
    rows = Roster.objects.standing().filter(around, key__in=[one.key for one in named])
    by_key: dict[str, list[Roster]] = {one.key: [] for one in named}
    for roster in rows.select_related("office").newest_first():
        by_key[roster.key].append(roster)
    return {key: _speaking_under(rosters, path, day) for key, rosters in by_key.items()}


def _speaking_under(rosters: Sequence[Roster], path: str, day: date) -> list[Roster]:
    over = [one for one in rosters if is_within(path, one.office.path)]
    if (one := _speaking(over, day)) is not None:
        return [one]
    offices = {one.office.path for one in rosters}
    spoken = (_speaking([one for one in rosters if one.office.path == office], day) for office in offices)
    return sorted((one for one in spoken if one), key=lambda one: one.office.path)


def covers(rosters: Iterable[Roster], path: str) -> bool:
    """Whether one of these speaks for the whole of a path, or for some part under it."""
    return any(is_within(path, one.office.path) or is_within(one.office.path, path) for one in rosters)


def on_every_list(spoken: Mapping[str, Sequence[Roster]], path: str) -> RosterLineQuerySet:
    """The villages under a path that stand on every one of these lists, as lines of the first."""
    first, *others = spoken
    lines = RosterLine.objects.filter(roster__in=spoken[first]).within(path)
    for key in others:
        beside = RosterLine.objects.filter(roster__in=spoken[key], code=OuterRef("code"))
        lines = lines.filter(Exists(beside))
    return lines
