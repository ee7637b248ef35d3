"""Where lines end, over three thousand words whose ends were marked by hand: of prose, and of places as letters name them.

The prose is in `texts/`, with a stroke wherever a line may end; the places are the official ones, none of which is cut.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

import pytest

from sammachip.org import gazetteer
from sammachip.records.rendering import thaibreak
from sammachip.records.rendering.fonts import measurer
from sammachip.records.rendering.lines import fit
from sammachip.records.rendering.page import POINTS_PER_CM

TEXTS = Path(__file__).parent / "texts"
NEVER_FIRST = set("ัิีึืฺุู็่้๊๋์ํ๎ะาำๅๆฯ)]}”’")
WORD = re.compile(r"[^| ]+")
A_PLACE_IN = 30  # of the seven thousand sub-districts
ON_A_LIST = 10


@cache
def marked() -> tuple[str, ...]:
    """The paragraphs, a stroke at every permitted end of a line."""
    prose = (TEXTS / "prose_with_word_ends.txt").read_text(encoding="utf-8").splitlines()
    named = [f"ตำบล|{tambon} |อำเภอ|{amphoe} |จังหวัด|{province} |" for tambon, amphoe, province in places()]
    lists = ["".join(named[at : at + ON_A_LIST]) for at in range(0, len(named), ON_A_LIST)]
    return (*prose, *lists)


def places() -> Iterator[tuple[str, str, str]]:
    """Every thirtieth sub-district with its district and province."""
    named = {area.code: area.name_th for area in gazetteer.areas()}
    tambons = [area for area in gazetteer.areas() if len(area.code) == 6]
    for area in tambons[::A_PLACE_IN]:
        yield area.name_th, named[area.code[:4]], named[area.code[:2]]


def permitted(paragraph: str) -> set[int]:
    """How many letters, spaces aside, may stand before the end of a line."""
    return set(accumulate(len(word) for word in WORD.findall(paragraph)))


def ends(paragraph: str, width_cm: float) -> tuple[int, list[str], list[str]]:
    """How many lines end, which of them within a word, and which begin with a sign that belongs to the letter before."""
    may, width = permitted(paragraph), width_cm * POINTS_PER_CM
    lines = [line.text for line in fit(paragraph.replace("|", ""), measurer(), width=width, first=width - 70)]
    at = list(accumulate(len(line.replace(" ", "")) for line in lines))
    within = [f"{lines[n]}/{lines[n + 1]}" for n in range(len(lines) - 1) if at[n] not in may]
    return len(lines) - 1, within, [line for line in lines if line[:1] in NEVER_FIRST]


def test_the_sample_is_three_thousand_words():
    assert sum(len(WORD.findall(paragraph)) for paragraph in marked()) >= 3000


@pytest.mark.parametrize("width_cm", range(10, 17))
def test_of_a_hundred_lines_at_most_one_ends_within_a_word(width_cm: int):
    thaibreak.extend(gazetteer.names())

    found = [ends(paragraph, width_cm) for paragraph in marked()]

    lines = sum(count for count, _within, _wrong in found)
    within = [line for _count, cut, _wrong in found for line in cut]
    assert lines > 100
    assert len(within) <= lines / 100, within
    assert [line for _count, _within, wrong in found for line in wrong] == []
