"""A score sheet as it is typed: points read like any other number, refused in a sentence, kept either way."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from sammachip.core.fields import Field, FieldType
from sammachip.core.reading import Unreadable, is_blank, one_line, read_answer
from sammachip.programmes.rubricspec import Criterion
from sammachip.selection.law import RoundLaw
from sammachip.trail.spoken import worded

Typed = Mapping[str, Mapping[str, str]]
"""By criterion what was typed: `points`, and why in `note`."""
LONGEST_NOTE, LONGEST_REMARK = 500, 2000
LONGEST_POINTS = 40
"""More than anybody types for a number: so much of it is kept and refused."""


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion on the sheet: what was typed, the points if they can be read, else what is wrong with them."""

    criterion: Criterion
    typed: str
    note: str
    points: Decimal | None
    wrong: str

    @property
    def hundredths(self) -> int:
        assert self.points is not None, "asked of a line that was read"
        return int(self.points * 100)


def lines(law: RoundLaw, typed: Typed) -> list[Line]:
    """Every criterion of the rubric with what was typed for it."""
    return [_line(one, typed.get(one.key) or {}) for one in law.rubric.criteria]


def _line(one: Criterion, typed: Mapping[str, str]) -> Line:
    given, note = str(typed.get("points", "")), str(typed.get("note", ""))
    if is_blank(given):
        return Line(one, given, note, None, "")
    asked = Field(one.key, one.label, FieldType.NUMBER, min=Decimal(), max=one.points, decimals=2)
    try:
        read = read_answer(asked, given)
    except Unreadable as error:
        return Line(one, given, note, None, f"{one.label}: {worded(error.reason)}")
    assert isinstance(read, Decimal), "a number is read"
    return Line(one, given, note, read, "")


def wanting(found: list[Line]) -> str:
    """Why the sheet cannot be sealed yet, in a sentence; empty when it can."""
    if wrong := [line.wrong for line in found if line.wrong]:
        return " ".join(wrong)
    return _unmarked(found)


def faults(found: list[Line]) -> list[str]:
    """Everything that keeps a sheet from being sealed: a sentence for each wrong mark, and one for what has none."""
    wrong = [line.wrong for line in found if line.wrong]
    return [*wrong, unmarked] if (unmarked := _unmarked(found)) else wrong


def _unmarked(found: list[Line]) -> str:
    missing = [line.criterion.label for line in found if line.points is None and not line.wrong]
    if missing:
        return _("ยังไม่ได้ให้คะแนน {n} เกณฑ์: {criteria} — ให้คะแนนให้ครบก่อนปิดผนึก").format(
            n=len(missing), criteria=", ".join(missing)
        )
    return ""


def kept(law: RoundLaw, typed: Typed) -> dict[str, dict[str, str]]:
    """What is kept of the draft: only of criteria that the rubric has, no longer than a sheet takes."""
    return {
        one.key: {
            "points": str(given.get("points", ""))[:LONGEST_POINTS],
            "note": one_line(str(given.get("note", "")))[:LONGEST_NOTE],
        }
        for one in law.rubric.criteria
        if (given := typed.get(one.key))
    }


def total(law: RoundLaw, found: list[Line]) -> Decimal:
    """What the points typed so far weigh together."""
    weights = law.weights
    return sum(
        (weights[line.criterion.key] * line.points for line in found if line.points is not None), Decimal()
    )
