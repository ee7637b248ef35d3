"""Names of places in a letter beside the official lists: the very name, the only near one, or a few to choose from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sammachip.core.letterfacts.model import Fact, Place
from sammachip.core.likeness import edits
from sammachip.core.places import Gazetteer
from sammachip.core.thainum import closest, fold
from sammachip.core.thaiwords import bare

LEVELS = {2: "province", 4: "district", 6: "subdistrict"}
_WORDS = {
    2: ("จังหวัด", "จ."),
    4: ("ที่ว่าการอำเภอ", "นายอำเภอ", "กิ่งอำเภอ", "กิ่ง อ.", "อำเภอ", "อ.", "เขต", "สพอ."),
    6: ("ตำบล", "ต.", "แขวง"),
}
_CHIEF, _CAPITAL = "เมือง", "กรุงเทพมหานคร"
_WHOLE = 4
"""Signs of a name that others may hold whole."""
_NEAR = 3


Index = Mapping[tuple[str, int], Mapping[str, str]]
"""By the place above and the length of codes: names without the marks lost first → codes."""


@dataclass(frozen=True)
class Lists:
    """The official lists, and the province that the letter is of."""

    official: Gazetteer
    home: str = ""

    def within(self, above: str, length: int) -> Mapping[str, str]:
        return _index(self.official).get((above, length), {})

    def name(self, code: str) -> str:
        return self.official.names[code]


@lru_cache(maxsize=2)
def _index(official: Gazetteer) -> Index:
    """Every place under the one above it, and under its province."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for code, name in official.names.items():
        for above in {code[:-2], code[:2] if len(code) > 2 else ""}:
            names = found.setdefault((above, len(code)), {})
            names.setdefault(key(name), code)
            if len(code) == 2 and name == _CAPITAL:
                names.setdefault(key("กทม."), code)
            if len(code) == 4 and code.endswith("01") and name.startswith(_CHIEF):
                names.setdefault(_CHIEF, code)
    return found


def key(name: str) -> str:
    """The name as it is compared: folded, and without the marks that scans lose first."""
    return bare(fold(name))


def bare_name(name: str, length: int) -> str:
    """The name without the word for its level before it."""
    folded = fold(name)
    for word in _WORDS[length]:
        rest = folded.removeprefix(fold(word))
        if rest and rest != folded:
            return rest
    return folded


def placed(name: str, lists: Lists, above: str, length: int) -> Place:
    """The place of this name under `above`; several near ones, or none, are left to a person: first those that hold it
    whole, as พระนครศรีอยุธยา does อยุธยา."""
    official = lists.within(above, length)
    wanted = key(bare_name(name, length))
    if code := official.get(wanted) or _shortened(wanted, official):
        return Place(code, lists.name(code))
    near = [official[one] for one in sorted(official, key=lambda one: edits(wanted, one, most=9))][:_NEAR]
    alike = closest(bare_name(name, length), [lists.name(code) for code in official.values()], _NEAR)
    named = {lists.name(code): code for code in official.values()}
    whole = [code for one, code in official.items() if len(wanted) >= _WHOLE and wanted in one]
    codes = list(dict.fromkeys([*whole, *near[:1], *(named[one] for one in alike)]))[:_NEAR]
    return Place(None, None, tuple((code, lists.name(code)) for code in codes))


def _shortened(wanted: str, official: Mapping[str, str]) -> str | None:
    """The code of the one name that is cut short with ฯ, as เมืองฯ is."""
    begins = wanted.removesuffix("ฯ")
    if begins == wanted or not begins:
        return None
    codes = (
        {official[begins]}
        if begins in official
        else {code for one, code in official.items() if one.startswith(begins)}
    )
    return codes.pop() if len(codes) == 1 else None


def is_near(name: str, place: Place, length: int) -> bool:
    """Whether the name is any official one, or so like one that no other words are meant («ที่มีพื้นที่เป้าหมาย»)."""
    if place.code is not None or not place.alternatives:
        return place.code is not None
    wanted, official = key(bare_name(name, length)), key(place.alternatives[0][1])
    most = max(2, len(official) // 2)
    return edits(wanted, official, most=most) <= most


def one_slip_off(name: str, place: Place, length: int) -> bool:
    """Whether the likeliest alternative is so near, and so alone, that recognition alone explains the difference."""
    if not place.alternatives:
        return False
    wanted = key(bare_name(name, length))
    most = 1 if len(wanted) < 8 else 2
    slips = [edits(wanted, key(official), most=most + 2) for _code, official in place.alternatives]
    return slips[0] <= most and all(other > slips[0] for other in slips[1:])


def province_of(names: Iterable[str], lists: Lists) -> str:
    """The province in which most of these district names lie; "" where none has more than one of them."""
    counts: dict[str, int] = {}
    wanted = {key(bare_name(name, 4)) for name in names}
    for above in lists.within("", 2).values():
        counts[above] = len(wanted & lists.within(above, 4).keys())
    best = sorted(counts, key=lambda code: -counts[code])
    return best[0] if best and counts[best[0]] > 1 and counts[best[0]] * 3 > len(wanted) else ""


def any_known(names: Sequence[str], length: int, lists: Lists) -> bool:
    """Whether one of these is the official name of a place of this level, wherever it lies."""
    above = [""] if length == 2 else list(lists.within("", 2).values())
    return any(key(bare_name(name, length)) in lists.within(code, length) for name in names for code in above)


def are_provinces(names: Sequence[str], lists: Lists) -> bool:
    """Whether most of these are names of provinces, and more than one."""
    known = sum(key(bare_name(name, 2)) in lists.within("", 2) for name in names)
    return known > 1 and known * 2 > len(names)


def named_in(text: str, lists: Lists) -> str:
    """The code of the first province that the text names after its word, else ""."""
    provinces = lists.within("", 2)
    at = 0
    while (at := text.find(_WORDS[2][0], at)) >= 0:
        at += len(_WORDS[2][0])
        rest = key(text[at : at + 40])
        found = [name for name in provinces if rest.startswith(name)]
        if found:
            return provinces[max(found, key=len)]
    return ""


def _only_district(text: str, lists: Lists) -> str:
    """The province of the district that the text names after its word, if only one has a district of that name."""
    _before, word, rest = text.partition("อำเภอ")
    name = key(rest.split()[0]) if word and rest.split() else ""
    homes = [code for code in lists.within("", 2).values() if name in lists.within(code, 4)]
    return homes[0] if len(homes) == 1 else ""


def home_of(text: str, office: Fact[str] | None, official: Gazetteer) -> str:
    """The province that the letter is of: that of its office, however misspelt, else the first it names; "" for none."""
    lists = Lists(official)
    if office and office.value:
        if code := named_in(office.value, lists):
            return code
        if code := _only_district(office.value, lists):
            return code
        _before, word, rest = office.value.partition(_WORDS[2][0])
        place = placed(rest, lists, "", 2) if word and rest else None
        if place and one_slip_off(rest, place, 2):
            return place.alternatives[0][0]
    return named_in(text, lists)


def all_districts(lists: Lists, province: str) -> Sequence[str]:
    return sorted(set(lists.within(province, 4).values()))
