"""The country that letters are written in: true names and letter codes of provinces and districts, invented people.

Each half of the ground has a `World` of its own: other provinces, other programmes, other names.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import geothai

from sammachip.core.places import Gazetteer, gazetteer

BANGKOK = "10"
LETTERS = {
    "11": "สป", "12": "นบ", "13": "ปท", "14": "อย", "15": "อท", "16": "ลบ", "17": "สห", "18": "ชน", "19": "สบ",
    "20": "ชบ", "21": "รย", "22": "จบ", "23": "ตร", "24": "ฉช", "25": "ปจ", "26": "นย", "27": "สก", "30": "นม",
    "31": "บร", "32": "สร", "33": "ศก", "34": "อบ", "35": "ยส", "36": "ชย", "37": "อจ", "38": "บก", "39": "นภ",
    "40": "ขก", "41": "อด", "42": "ลย", "43": "นค", "44": "มค", "45": "รอ", "46": "กส", "47": "สน", "48": "นพ",
    "49": "มห", "50": "ชม", "51": "ลพ", "52": "ลป", "53": "อต", "54": "พร", "55": "นน", "56": "พย", "57": "ชร",
    "58": "มส", "60": "นว", "61": "อน", "62": "กพ", "63": "ตก", "64": "สท", "65": "พล", "66": "พจ", "67": "พช",
    "70": "รบ", "71": "กจ", "72": "สพ", "73": "นฐ", "74": "สค", "75": "สส", "76": "พบ", "77": "ปข", "80": "นศ",
    "81": "กบ", "82": "พง", "83": "ภก", "84": "สฎ", "85": "รน", "86": "ชพ", "90": "สข", "91": "สต", "92": "ตง",
    "93": "พท", "94": "ปน", "95": "ยล", "96": "นธ",
}  # fmt: skip
"""A province's two letters, as they head its letters; written down here again, so that the program's own list is tried too."""


@dataclass(frozen=True, slots=True)
class Programme:
    """An invented programme, and a title that is wrong in one word: what a careless form would bear."""

    title: str
    wrong: str

    @property
    def bare(self) -> str:
        return self.title.removeprefix("โครงการ")


@dataclass(frozen=True, slots=True)
class Place:
    """A district or province of the official list."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class World:
    """What the letters of one half may speak of."""

    provinces: tuple[str, ...]
    programmes: tuple[Programme, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    family_names: tuple[str, ...]
    streets: tuple[str, ...]
    titles: tuple[tuple[str, ...], tuple[str, ...]] = (("นาย", "นาย", "ว่าที่ร้อยตรี "), ("นาง", "นางสาว"))

    def province(self, rng: random.Random, *, most: int = 99) -> Place:
        """A province with at most so many districts."""
        code = rng.choice([one for one in self.provinces if len(districts(one)) <= most])
        return Place(code, province_names()[code])

    def person(self, rng: random.Random) -> str:
        """A name with its title."""
        titles, names = rng.choice(list(zip(self.titles, (self.men, self.women), strict=True)))
        return f"{rng.choice(titles)}{rng.choice(names)} {rng.choice(self.family_names)}"

    def street(self, rng: random.Random) -> str:
        return rng.choice(self.streets)

    def programme(self, rng: random.Random) -> Programme:
        return rng.choice(self.programmes)


@cache
def province_names() -> dict[str, str]:
    return {one.code: one.name_th for one in geothai.provinces() if one.code != BANGKOK}


@cache
def districts(province: str) -> tuple[Place, ...]:
    return tuple(Place(one.code, one.name_th) for one in geothai.districts(province))


@cache
def subdistricts(district: str) -> tuple[Place, ...]:
    return tuple(Place(one.code, one.name_th) for one in geothai.subdistricts(district))


@cache
def country() -> Gazetteer:
    """The official list that the reader is given."""
    found = [(code, name) for code, name in province_names().items()]
    for province in province_names():
        for district in districts(province):
            found.append((district.code, district.name))
            found += [(one.code, one.name) for one in subdistricts(district.code)]
    return gazetteer(found)


def halves(parity: int) -> tuple[str, ...]:
    """Every second province of the official list, so that each half has some of every region."""
    return tuple(sorted(LETTERS))[parity::2]


def some_day(rng: random.Random) -> date:
    """A working day within twelve years."""
    day = date(2015, 1, 5) + timedelta(days=rng.randint(0, 12 * 365))
    return working(day)


def working(day: date) -> date:
    """That day, or the Monday after a Saturday or Sunday."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def later(day: date, least: int, most: int, rng: random.Random) -> date:
    return working(day + timedelta(days=rng.randint(least, most)))


def pad(number: int, width: int = 4) -> str:
    return f"{number:0{width}}"


def misspelt(rng: random.Random, name: str, official: Sequence[str]) -> str:
    """A name that is one slip away from an official one and is no other's: a letter doubled, lost or changed."""
    consonants = [at for at, letter in enumerate(name) if "ก" <= letter <= "ฮ"]
    while True:
        at = rng.choice(consonants)
        swapped = {"ร": "ล", "ล": "ร", "บ": "ป", "ด": "ต", "ต": "ด", "น": "ณ", "ศ": "ส", "ส": "ศ"}.get(
            name[at], name[at]
        )
        wrong = rng.choice([name[:at] + swapped + name[at + 1 :], name[:at] + name[at + 1 :]])
        if wrong != name and wrong not in official and len(wrong) > 2:
            return wrong
