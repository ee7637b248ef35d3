"""How alike two groups of the registry are, by name, place, telephone and kind; each reason told as data.

What is alike is only proposed: whether two rows are one group, a person decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from sammachip.core.thainum import fold, to_arabic

_FILLING = re.compile("วิสาหกิจชุมชน|กลุ่มอาชีพ|กลุ่ม|หมู่บ้าน|หมู่ที่|หมู่|บ้าน|ชุมชน|ม\\.?(?=[0-9])")
"""Words of a name that say what every group is, or only that a village follows."""
_BETWEEN = re.compile(r"[\s\-–—_.,/()\[\]\"'“”‘’«»]")
_CLUSTER = re.compile("[^ัิ-ฺ็-๎][ัิ-ฺ็-๎]*")
_NUMBER = re.compile("[0-9]+")
_ANOTHER_NUMBER = re.compile("[,;/]|ต่อ|หรือ|และ")

_SHORT, _LONG = 4, 10  # clusters
_PHONE_LENGTHS = (9, 10)  # of a fixed line, of a mobile, each with its leading zero


def stem(name: str) -> str:
    """What tells this name from others, folded: without กลุ่ม, วิสาหกิจชุมชน, บ้าน and marks between words."""
    folded = _BETWEEN.sub("", fold(name))
    return fold(_FILLING.sub("", folded)) or folded


def phone_digits(text: str) -> str:
    """The first telephone number in the text, by its digits alone; empty where there is none.

    A leading zero that a spreadsheet lost is put back, and that of +66.
    """
    digits = "".join(_NUMBER.findall(_ANOTHER_NUMBER.split(to_arabic(text))[0]))
    if len(digits) > _PHONE_LENGTHS[0] and digits.startswith("66"):
        digits = digits[2:]
    if not digits.startswith("0"):
        digits = f"0{digits}"
    return digits if len(digits) in _PHONE_LENGTHS else ""


def clusters(text: str) -> tuple[str, ...]:
    """The letters as they are read, each with the marks over and under it."""
    return tuple(_CLUSTER.findall(text))


def edits(one: Sequence[str], other: Sequence[str], *, most: int) -> int:
    """How many letters must be changed, put in or left out to turn one into the other; `most` + 1 for any more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, against in enumerate(other, start=1):
            change = above[column - 1] + (letter != against)
            here.append(min(change, above[column] + 1, here[-1] + 1))
        if min(here) > most:
            return most + 1
        above = here
    return min(above[-1], most + 1)


def _slips(letters: Sequence[str]) -> int:
    """How many slips of the pen a name of this length may hold and still be the same."""
    return 0 if len(letters) < _SHORT else 1 if len(letters) < _LONG else 2


class Reason(StrEnum):
    """What is alike in two groups, or set against it; in the order in which it is told."""

    SAME_NAME = "same-name"
    NEAR_NAME = "near-name"
    SAME_PHONE = "same-phone"
    SAME_VILLAGE = "same-village"
    SAME_SUBDISTRICT = "same-subdistrict"
    OTHER_KIND = "other-kind"


class Strength(IntEnum):
    NONE = 0
    POSSIBLE = 1
    LIKELY = 2


@dataclass(frozen=True, slots=True)
class Traits:
    """What two groups are compared by. `number` is the row's own, None for a group that is not registered yet."""

    number: int | None
    stem: str
    kind: str
    village: str
    phone: str

    @property
    def subdistrict(self) -> str:
        return self.village[:6]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two groups are one, and why; `slips` is by how many letters their names differ."""

    strength: Strength
    reasons: tuple[Reason, ...] = ()
    slips: int = 0


UNLIKE = Likeness(Strength.NONE)


def likeness(one: Traits, other: Traits) -> Likeness:
    """How alike two groups are, whichever is named first; a group is never its own double."""
    if one.number is not None and one.number == other.number:
        return UNLIKE
    slips = _name_slips(one.stem, other.stem)
    reasons = tuple(_reasons(one, other, slips))
    strength = _strength(frozenset(reasons))
    return Likeness(strength, reasons, slips or 0) if strength else UNLIKE


def _name_slips(one: str, other: str) -> int | None:
    """By how many letters two stems differ, if they may be one name; a number in a name is never a slip."""
    if one == other:
        return 0
    if _NUMBER.findall(one) != _NUMBER.findall(other):
        return None
    letters, against = clusters(one), clusters(other)
    most = min(_slips(letters), _slips(against))
    found = edits(letters, against, most=most)
    return found if found <= most else None


def _reasons(one: Traits, other: Traits, slips: int | None) -> Iterator[Reason]:
    if slips is not None:
        yield Reason.NEAR_NAME if slips else Reason.SAME_NAME
    if one.phone and one.phone == other.phone:
        yield Reason.SAME_PHONE
    if one.village == other.village:
        yield Reason.SAME_VILLAGE
    elif one.subdistrict == other.subdistrict:
        yield Reason.SAME_SUBDISTRICT
    if one.kind != other.kind:
        yield Reason.OTHER_KIND


_NAMES = frozenset({Reason.SAME_NAME, Reason.NEAR_NAME})
_PLACES = frozenset({Reason.SAME_VILLAGE, Reason.SAME_SUBDISTRICT})


def _strength(found: frozenset[Reason]) -> Strength:
    """A name tells together with the village or the telephone; of another kind, or further off, it may be chance."""
    near = found & {Reason.SAME_PHONE, Reason.SAME_VILLAGE}
    if found & _NAMES and near:
        return Strength.POSSIBLE if Reason.OTHER_KIND in found else Strength.LIKELY
    if Reason.OTHER_KIND in found or not found & _PLACES:
        return Strength.NONE
    return Strength.POSSIBLE if found & {Reason.SAME_NAME, Reason.SAME_PHONE} else Strength.NONE
