"""Where a Thai line may end: dictionary words, glued to the signs that must not stand alone.

Thai writes no spaces between words, and typesetting engines guess the ends wrong one time in ten
(จัง/หวัด, งบ/ประมาณ). Words come from a list of Thai words, a short list of office words and the official
names of the database (`extend`): places and persons are what a general list does not know.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from nlpo3 import load_dict, segment

from sammachip.core.thaidate import MONTHS
from sammachip.core.thaiwords import listed_words, office_words

_PREFIXES = ("ความ", "การ")
_MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_FOLLOWERS = frozenset(')]}”’"ๆฯ.,:;!?%/ะาำๅ') | _MARKS
_LEADERS = frozenset("([{“‘เแโใไ")
_JOINERS = frozenset(".,")
_BINDERS = ("พ.ศ.", "ค.ศ.", "\N{NO-BREAK SPACE}")

_RARE = frozenset(("วจะ", "แล้", "งก", "คาที่", "บอ"))
"""Words of the general list that a letter hardly ever means, and that take a piece of one it does: แล้ว|จะ, สูง|กว่า, ราคา|ที่."""

_DAY = re.compile(r"(?:^|\D)\d\d? $")
_VILLAGE = re.compile(r"หมู่(?:ที่)? ?$")
"""What a number of a village stands behind; «หมู่ที่» ends no line before its number, nor within."""

_PLACES = ("ตำบล", "อำเภอ", "จังหวัด")
"""What an official name stands behind; on a line too narrow for both, the name stands on the next."""

_RUN = re.compile(r" +|[^ ]+")
_NAME = re.compile(r"(?:นางสาว|นาง|นาย(?!อำเภอ|ก|จ้าง|ทะเบียน|ช่าง|แพทย์|ทหาร|ตำรวจ))[ก-๎]{2,14}")
"""A title and what may be the given name after it: no list knows all of these, and none ends a line within."""
_LONGEST_RUN = 400

_lock = threading.Lock()
_names: set[str] = set()
_editions = count(1)
_loaded: list[str] = []


def extend(names: Iterable[str]) -> None:
    """Teach official names. Best called once, before the first paper: each later batch loads the list anew."""
    fresh = {word for name in names for word in name.split() if len(word) > 1} - _names
    if fresh:
        with _lock:
            _names.update(fresh)
            _loaded.clear()
            _words.cache_clear()


def words(text: str) -> list[str]:
    """The text cut at every permitted line end; spaces stay at the end of the word before them.

    Joined, the words are the text again. None begins with a vowel or sign that belongs to the letter before.
    """
    return list(_words(text))


def narrowest(text: str) -> Iterator[str]:
    """The words as a narrow column holds them: a name of a place stands below what it is."""
    for word in words(text):
        yield from filter(None, _placed(word))


def clusters(text: str) -> list[str]:
    """Letters with the marks above and below them: the smallest pieces a word too long for its line is cut into."""
    pieces: list[str] = []
    for char in text:
        if pieces and (char in _MARKS or char in "ะาำๅ" or pieces[-1][-1] in "เแโใไ"):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def cut_to_fit(token: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """The token whole if it fits a line, else in pieces that do."""
    if fits(token.rstrip(" ")):
        yield token
        return
    place, name = _placed(token)
    if place and name:
        for part in (place, name):
            yield from cut_to_fit(part, fits)
        return
    piece = ""
    for cluster in clusters(token):
        if piece and not fits((piece + cluster).rstrip(" ")):
            yield piece
            piece = ""
        piece += cluster
    yield piece


def _placed(token: str) -> tuple[str, str]:
    """What kind of place a word names, and its name; a word that names none is the second."""
    place = next(filter(token.startswith, _PLACES), "")
    return place, token.removeprefix(place)


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    return tuple(_glue(_segments(text)))


def _segments(text: str) -> Iterator[str]:
    """Dictionary words and runs of spaces. Short pieces keep the search for the best cut short too.

    nlpo3 has a "safe" mode for long texts; it is not used because it repeats parts of the text (1.4.0).
    """
    edition = _dictionary()
    for run in _RUN.findall(text):
        if _NAME.fullmatch(run):
            yield run
            continue
        for start in range(0, len(run), _LONGEST_RUN):
            yield from _segmented(run[start : start + _LONGEST_RUN], edition)


@lru_cache(maxsize=20_000)
def _segmented(run: str, edition: str) -> tuple[str, ...]:
    """The words of a piece; letters to many differ in few of theirs."""
    return tuple(segment(run, edition))


def _glue(tokens: Iterable[str]) -> list[str]:
    glued: list[str] = []
    for token in filter(None, tokens):
        if glued and _belongs(glued[-1], token):
            glued[-1] += token
        else:
            glued.append(token)
    return glued


def _belongs(before: str, token: str) -> bool:
    """Whether no line may end between two tokens."""
    if (
        token.isspace() or token[0] in "ๆ%*"
    ):  # "ต่าง ๆ" and "๑๐ %" stay whole, and a star with what must be answered
        return True
    if before.rstrip(" ").endswith(_BINDERS) or before.strip() == '"' or before.strip(" ([{“‘") == "ณ":
        return True
    if _is_one_day(before, token) or _is_one_village(before, token):
        return True
    if before[-1] == " ":
        return False
    if before in _PLACES and token in _names:
        return True
    if _is_one_number(before, token) or _is_one_address(before[-1], token[0]):
        return True
    return token[0] in _FOLLOWERS or before[-1] in _LEADERS or before[-1] in _JOINERS


def _is_one_day(before: str, token: str) -> bool:
    """«๖ กันยายน»: no line ends between a day and its month."""
    return token.rstrip() in MONTHS and _DAY.search(before) is not None


def _is_one_village(before: str, token: str) -> bool:
    """«หมู่ที่ ๕», «หมู่ ๕»: no line ends before the number of a village."""
    return (token[0].isdigit() or token == "ที่") and _VILLAGE.search(before) is not None


def _is_one_number(before: str, token: str) -> bool:
    """A number with its strokes, ๐-๒๑๔๑-๖๐๐๐ or ๑/๒๕๖๑, stays whole."""
    if token[0] == "-":
        return before[-1].isdigit()
    return token[0].isdigit() and before[-1] in "-/" and before[-2:-1].isdigit()


def _is_one_address(last: str, first: str) -> bool:
    """Latin letters and their signs: an address on the net ends a line after a stroke only, never at «?v=» or «@»."""
    return last.isascii() and first.isascii() and last not in "/-"


@cache
def _known_words() -> list[str]:
    """The lists together, without nouns made by ความ or การ from another word of the list.

    A line may end after the prefix; and with การพัฒนา listed, โครงการพัฒนา would come apart as โครง|การพัฒนา.
    """
    general = frozenset(listed := listed_words()) - _RARE
    made = {word for word in general if word.startswith(_PREFIXES) and _stem(word) in general}
    kept = general - made
    return [*filter(kept.__contains__, listed), *office_words()]


def _stem(word: str) -> str:
    return word.removeprefix("ความ").removeprefix("การ")


def _dictionary() -> str:
    """The key of the loaded dictionary; nlpo3 reads files only and cannot change one it has read."""
    with _lock:
        if not _loaded:
            _loaded.append(_load(f"thai-{next(_editions)}"))
        return _loaded[0]


def _load(edition: str) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "words.txt"
        path.write_text("\n".join((*_known_words(), *sorted(_names))), encoding="utf-8")
        answer, loaded = load_dict(str(path), edition)
    if not loaded:
        raise RuntimeError(answer)
    return edition
