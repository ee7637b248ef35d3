"""Places as people write them, found in the official list: by the very name, else by a person's answer, never by a guess."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sammachip.core.sentence import Sentence, marked
from sammachip.core.thainum import closest, excerpt, fold

PROVINCE, DISTRICT, SUBDISTRICT = "province", "district", "subdistrict"
LEVELS = (PROVINCE, DISTRICT, SUBDISTRICT)
"""The levels whose names a table gives, each two digits longer than the one before."""
_BANGKOK = "10"
_WORDS = {
    PROVINCE: ("จังหวัด", "จ."),
    DISTRICT: ("อำเภอ", "กิ่งอำเภอ", "อ.", "เขต"),
    SUBDISTRICT: ("ตำบล", "ต.", "แขวง"),
}
"""What is written before a name, the usual word first."""


@dataclass(frozen=True, slots=True)
class Question:
    """A name that the official list does not have, for a person to answer: which of these is meant?

    `key` is the same wherever the same name is written under the same place; `choices` are (code, name), the likeliest
    `near` ones first.
    """

    key: str
    level: str
    given: str
    above: str
    choices: tuple[tuple[str, str], ...]
    near: int

    @property
    def likely(self) -> tuple[tuple[str, str], ...]:
        """The likeliest of the choices, to be named in a sentence."""
        return self.choices[: max(self.near, 1)]


@dataclass(frozen=True, slots=True)
class Fault:
    """What no answer can mend: the level whose name is wrong, and the sentence that says so."""

    level: str
    message: Sentence


Found = str | Question | Fault
"""A code of six digits, or why there is none."""

_ELSEWHERE = marked("{above}ไม่มี{given} แต่มีใน{others} — ตรวจว่าชื่อใดผิด แล้วแก้ในตาราง")
_MISSING = marked("ยังไม่ได้กรอก{word} — กรอกชื่อ{word} หรือรหัสหมู่บ้าน 8 หลัก")
_NO_CODE = marked("ไม่มีรหัสหมู่บ้าน {code} เพราะไม่มีตำบลรหัส {area} — ตรวจรหัส 8 หลัก หรือเว้นไว้แล้วกรอกชื่อตำบลและหมู่ที่")
_NO_EIGHT = marked("รหัสหมู่บ้าน {code} ไม่ใช่เลข 8 หลัก — ต่อหมู่ที่ 2 หลักท้ายรหัสตำบล 6 หลัก หรือเว้นไว้แล้วกรอกชื่อตำบลและหมู่ที่")
_BAD_MOO = marked("หมู่ที่ต้องเป็นเลข 1 ถึง 99 แต่พบ «{given}» — แก้หมู่ที่")
_MOO_MISSING = marked("ยังไม่ได้กรอกหมู่ที่ — กรอกหมู่ที่ หรือรหัสหมู่บ้าน 8 หลัก")
_NO_MOO = marked("รหัสหมู่บ้าน {code} ลงท้ายด้วย 00 ซึ่งไม่ใช่หมู่ที่ — แก้ 2 หลักท้ายเป็นหมู่ที่ 01 ถึง 99")


class Gazetteer:
    """The official provinces, districts and sub-districts, by their codes and by their names however they are spelt."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self._below: dict[str, dict[str, str]] = defaultdict(dict)
        for code, name in names.items():
            self._below[code[:-2]].setdefault(fold(name), code)
            if len(code) == 4 and code.endswith("01") and name.startswith("เมือง"):
                self._below[code[:-2]].setdefault("เมือง", code)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that the names are of."""
        return frozenset(word for name in self.names.values() for word in name.split())

    def full_name(self, code: str) -> str:
        return with_word(code, self.names[code])

    def find(self, said: Mapping[str, str], home: str, answers: Mapping[str, str]) -> Found:
        """The sub-district that these names of the levels mean, for an office at `home`, whose own place stands where a
        name is left out; `answers` are codes by the keys of questions."""
        code = ""
        for level in LEVELS:
            found = self._step(level, code, said.get(level, ""), home, answers)
            if not isinstance(found, str):
                return found
            code = found
        return code

    def _step(self, level: str, above: str, given: str, home: str, answers: Mapping[str, str]) -> Found:
        """The place of this level under the one above."""
        if not given:
            own = home[: len(above) + 2]
            if len(own) == len(above) + 2 and own.startswith(above):
                return own
            return Fault(level, Sentence(_MISSING, word=_WORDS[level][0]))
        named = _bare(level, given)
        if (code := self._below[above].get(named)) is not None:
            return code
        key = f"{above}/{named}"
        if (answer := answers.get(key)) in self._below[above].values():
            return answer or ""
        return self._elsewhere(level, above, given, named) or self._question(level, above, given, named, key)

    def _elsewhere(self, level: str, above: str, given: str, named: str) -> Fault | None:
        """The very name stands under another place of the level above: one of the two is wrong, and who knows which."""
        around = above[:2] if level == SUBDISTRICT else ""
        others = [
            code
            for code in self._named.get(named, ())
            if len(code) == len(above) + 2 and code.startswith(around)
        ]
        if not above or not others:
            return None
        places = ", ".join(self.full_name(code[:-2]) for code in others[:3])
        written = excerpt(given)
        word = "" if written.startswith(_WORDS[level]) else _WORDS[level][0]
        return Fault(
            level, Sentence(_ELSEWHERE, above=self.full_name(above), given=word + written, others=places)
        )

    @cached_property
    def _named(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, name in self.names.items():
            found[fold(name)].append(code)
        return found

    def _question(self, level: str, above: str, given: str, named: str, key: str) -> Question:
        official = {self.names[code]: code for code in self._below[above].values()}
        near = closest(named, list(official))
        ordered = [*near, *(name for name in official if name not in near)]
        return Question(
            key,
            level,
            given,
            self.full_name(above) if above else "",
            tuple((official[name], name) for name in ordered),
            len(near),
        )

    def area_of(self, village: str) -> str | Fault:
        """The sub-district of a village's code of eight digits."""
        area = village[:6]
        if len(village) != 8 or not (village.isascii() and village.isdigit()):
            return Fault("code", Sentence(_NO_EIGHT, code=excerpt(village)))
        if area not in self.names:
            return Fault("code", Sentence(_NO_CODE, code=village, area=area))
        return Fault("code", Sentence(_NO_MOO, code=village)) if village.endswith("00") else area


def with_word(code: str, name: str) -> str:
    """The name of the place with this code, its word before it: อำเภอนางรอง, in Bangkok เขตพระนคร."""
    words = _WORDS[LEVELS[len(code) // 2 - 1]]
    if not code.startswith(_BANGKOK):
        return words[0] + name
    return name if len(code) == 2 else words[-1] + name


def village_in(area: str, given: str) -> str | Fault:
    """The code of the village that has this number in a sub-district: 5, ม.5 or หมู่ที่ 5."""
    number = given.removeprefix("หมู่ที่").removeprefix("หมู่").removeprefix("ม.").strip()
    if number.isascii() and number.isdigit() and 1 <= int(number) <= 99:
        return f"{area}{int(number):02}"
    return Fault("moo", Sentence(_BAD_MOO, given=given) if given else Sentence(_MOO_MISSING))


def _bare(level: str, given: str) -> str:
    """The folded name without the word before it; a name that is nothing else is itself."""
    named = fold(given)
    for word in _WORDS[level]:
        rest = named.removeprefix(word)
        if rest and rest != named:
            return rest
    return named


def gazetteer(places: Iterable[tuple[str, str]]) -> Gazetteer:
    """The list of these codes and names; the same list is not folded anew."""
    return _of(tuple(places))


@lru_cache(maxsize=2)
def _of(places: tuple[tuple[str, str], ...]) -> Gazetteer:
    return Gazetteer(dict(places))
