"""The numbers of a DOCX that stand in no text: Word counts its lists by itself, and writes down only how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST: Final = 9
"""Levels that a list has at most."""
MOST: Final = 32_767
_THAI_LETTERS: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_BULLET: Final = "•"


def value_of(element: Element | None, otherwise: str = "") -> str:
    """What Word writes as `w:val`."""
    return element.get(f"{W}val", otherwise) if element is not None else otherwise


def _whole(text: str, otherwise: int, *, most: int) -> int:
    return min(int(text), most) if text.isdecimal() and text.isascii() and len(text) < 10 else otherwise


def _lettered(letters: str) -> Callable[[int], str]:
    """a … z, then aa, bb: the letter again for each time round."""
    return lambda number: letters[(number - 1) % len(letters)] * min((number - 1) // len(letters) + 1, 20)


def _roman(number: int) -> str:
    signs = ""
    for worth, sign in _ROMAN:
        many, number = divmod(number, worth)
        signs += sign * many
    return signs


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "thaiNumbers": lambda number: str(number).translate(_THAI_DIGITS),
    "thaiCounting": lambda number: str(number).translate(_THAI_DIGITS),
    "thaiLetters": _lettered(_THAI_LETTERS),
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _lettered("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _lettered("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
}
"""How a number is written; by what is not here, as a plain one."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is counted and shown; `%2` in `text` stands for the number of the second."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts: bool = True

    @classmethod
    def told(cls, level: Element) -> "_Level":
        return cls(
            _whole(value_of(level.find(f"{W}start")), 1, most=MOST),
            value_of(level.find(f"{W}numFmt"), "decimal"),
            value_of(level.find(f"{W}lvlText"))[:40],
            value_of(level.find(f"{W}lvlRestart"), "1") != "0",
        )


@dataclass(slots=True)
class _List:
    """One way of counting, and how far it came: lists of the same way count on together."""

    levels: dict[int, _Level]
    counted: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        """The next number at this level, as it is shown; deeper levels begin anew."""
        level = self.levels.get(depth, _Level())
        self.counted[depth] = min(self.counted.get(depth, level.start - 1) + 1, MOST)
        for deeper in [one for one in self.counted if one > depth and self._begins_anew(one)]:
            del self.counted[deeper]
        return self._shown(level)

    def _begins_anew(self, depth: int) -> bool:
        return self.levels.get(depth, _Level()).restarts

    def _shown(self, level: _Level) -> str:
        if level.form == "bullet":
            return level.text if level.text.isprintable() and "\ue000" > level.text > " " else _BULLET
        shown = level.text
        for depth in range(DEEPEST):
            if (blank := f"%{depth + 1}") in shown:
                own = self.levels.get(depth, _Level())
                shown = shown.replace(blank, _FORMS.get(own.form, str)(self.counted.get(depth, own.start)))
        return shown.strip()


class Numbers:
    """What stands before each paragraph of a list, told paragraph by paragraph in the order of the text."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._ways = {} if numbering is None else _ways(numbering)
        self._begun: set[str] = set()
        self._lists = {} if numbering is None else _lists(numbering)
        self._styled = {} if styles is None else _styled(styles)

    def of(self, paragraph: Element) -> str:
        """The number that Word shows before this paragraph; "" where it shows none."""
        said = paragraph.find(f"{W}pPr")
        list_id, depth = self._placed(said) if said is not None else ("", 0)
        way_id, starts = self._lists.get(list_id, ("", {}))
        if (way := self._ways.get(way_id)) is None:
            return ""
        if list_id not in self._begun:
            self._begun.add(list_id)
            for level, start in starts.items():
                way.counted[level] = start - 1
        return way.next(depth)

    def _placed(self, said: Element) -> tuple[str, int]:
        """Of which list the paragraph is, at which level: by its own word, else by its style's."""
        style_id, style_depth = self._styled.get(value_of(said.find(f"{W}pStyle")), ("", 0))
        own = value_of(said.find(f"{W}numPr/{W}numId"))
        depth = value_of(said.find(f"{W}numPr/{W}ilvl"))
        return own or style_id, _whole(depth, 0 if own else style_depth, most=DEEPEST - 1)


def _ways(numbering: Element) -> dict[str, _List]:
    """Each way of counting by its id."""
    found: dict[str, _List] = {}
    for way in numbering.iter(f"{W}abstractNum"):
        levels = {
            _whole(level.get(f"{W}ilvl", ""), 0, most=DEEPEST - 1): _Level.told(level)
            for level in way.findall(f"{W}lvl")
        }
        found[way.get(f"{W}abstractNumId", "")] = _List(levels)
    return found


def _lists(numbering: Element) -> dict[str, tuple[str, dict[int, int]]]:
    """Of each list the way it is counted, and the levels that it begins at a number of its own."""
    found: dict[str, tuple[str, dict[int, int]]] = {}
    for one in numbering.iter(f"{W}num"):
        starts = {
            _whole(level.get(f"{W}ilvl", ""), 0, most=DEEPEST - 1): _whole(value_of(start), 1, most=MOST)
            for level in one.findall(f"{W}lvlOverride")
            if (start := level.find(f"{W}startOverride")) is not None
        }
        found[one.get(f"{W}numId", "")] = value_of(one.find(f"{W}abstractNumId")), starts
    return found


def _styled(styles: Element) -> dict[str, tuple[str, int]]:
    """The list and level of each style that numbers its paragraphs, by its own word or that of the style beneath it."""
    own: dict[str, tuple[str, int]] = {}
    beneath: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        name, said = style.get(f"{W}styleId", ""), style.find(f"{W}pPr/{W}numPr")
        beneath[name] = value_of(style.find(f"{W}basedOn"))
        if said is not None:
            depth = _whole(value_of(said.find(f"{W}ilvl")), 0, most=DEEPEST - 1)
            own[name] = value_of(said.find(f"{W}numId")), depth
    return {name: place for name in beneath if (place := _inherited(name, own, beneath))}


def _inherited(
    name: str, own: Mapping[str, tuple[str, int]], beneath: Mapping[str, str]
) -> tuple[str, int] | None:
    for _step in range(20):  # a ring of styles ends too
        if name in own:
            return own[name]
        name = beneath.get(name, "")
    return None
