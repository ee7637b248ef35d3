"""Official area codes and the paths made of them.

Each level's code begins with its parent's: 31 province, 3101 district, 310105 sub-district,
31010502 village. A path lists them from the nation (/) down and always ends in a slash.
"""

from collections.abc import Iterable
from enum import StrEnum


class Level(StrEnum):
    """The levels a case can live on, highest first; a group has a place but no official code."""

    NATION = "nation"
    PROVINCE = "province"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    VILLAGE = "village"
    GROUP = "group"

    @property
    def depth(self) -> int:
        return list(Level).index(self)

    def is_above(self, other: "Level") -> bool:
        return self.depth < other.depth


NATION_PATH = "/"
_LEVEL_BY_LENGTH = {
    0: Level.NATION,
    2: Level.PROVINCE,
    4: Level.DISTRICT,
    6: Level.SUBDISTRICT,
    8: Level.VILLAGE,
}


class BadCode(ValueError):
    """Not an official area code: the wrong number of digits, or something else than digits 0-9."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no area code: {code!r}")
        self.code = code


def level_of(code: str) -> Level:
    """The level whose codes are this long; the nation's code is empty. Raises BadCode."""
    level = _LEVEL_BY_LENGTH.get(len(code))
    if level is None or (code and not (code.isascii() and code.isdigit() and code[0] != "0")):
        raise BadCode(code)
    return level


def path_of(code: str) -> str:
    """`310105` → `/31/3101/310105/`; the nation is `/`."""
    level_of(code)
    return "/" + "".join(f"{code[:end]}/" for end in range(2, len(code) + 1, 2))


def codes_on(path: str) -> tuple[str, ...]:
    """The official codes along the path, highest first; the step of a group's own is none."""
    _require_path(path)
    return tuple(step for step in path.split("/") if step.isdigit())


def code_on(path: str, level: Level) -> str:
    """The code of the area of that level in which the path lies; empty where the path ends above it."""
    return next((code for code in codes_on(path) if level_of(code) is level), "")


def ancestors(path: str) -> tuple[str, ...]:
    """The path's own ancestors from the nation down, itself last."""
    _require_path(path)
    return tuple(path[: end + 1] for end, char in enumerate(path) if char == "/")


def within(path: str) -> tuple[str, str]:
    """Half-open range (low, high) of the paths at or under `path`, for an indexed search.

    Holds in byte order only: the stored column must compare bytes (collation "C" on PostgreSQL).
    """
    _require_path(path)
    return path, path[:-1] + chr(ord("/") + 1)


def is_within(path: str, root: str) -> bool:
    """Whether `path` is `root` or lies under it."""
    low, high = within(root)
    return low <= path < high


def common_path(paths: Iterable[str]) -> str:
    """The nearest path that all of them lie within. ValueError for none at all."""
    lines = [ancestors(path) for path in paths]
    if not lines:
        raise ValueError("no paths have no common path")
    shared = NATION_PATH
    for step in zip(*lines, strict=False):
        if len(set(step)) > 1:
            break
        shared = step[0]
    return shared


def _require_path(path: str) -> None:
    if not (path.startswith("/") and path.endswith("/")) or "//" in path:
        raise ValueError(f"no path: {path!r}")
