"""What a pack proposes for a plan: lines for the dimensions in which the group was found weak, each to be taken or left."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from sammachip.cases.assessments import series_of
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing, LineAside
from sammachip.core.fields import Field, FieldType, keys_bound
from sammachip.core.instrument import PartFound
from sammachip.core.shown import display
from sammachip.org.hats import Actor
from sammachip.programmes.facts import plain
from sammachip.programmes.planlines import DIMENSION, PLAN_LINES

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """One line proposed: the key by which it is taken, its cells as a person would type them, and its words.

    `is_taken` says that a row of the draft bears its first cell already, whoever wrote it there; `aside` is the word of
    the person who put it aside.
    """

    key: str
    row: Row
    words: str
    is_taken: bool
    aside: LineAside | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What people made of proposed lines: the first cells of a draft's rows, and those put aside by their keys."""

    taken: Collection[str]
    aside: Mapping[str, LineAside]


@dataclass(frozen=True, slots=True)
class WeakPart:
    """A dimension in which the group was found weak, and what the pack proposes for it."""

    part: PartFound
    lines: tuple[ProposedLine, ...]

    @property
    def waiting(self) -> list[ProposedLine]:
        """The lines that nobody took or put aside yet."""
        return [line for line in self.lines if not line.is_taken and line.aside is None]


def plan_table(filing: Filing) -> Field | None:
    """The table of the form that holds a plan's lines of money; None where the form is no plan."""
    form = form_of(filing.task)
    for key, name in keys_bound(form).items():
        if "[]." not in key and plain(name) == PLAN_LINES:
            return form.named(key)
    return None


def weak_parts(filing: Filing, actor: Actor) -> list[WeakPart]:
    """The weak dimensions of the group's latest assessment, the weakest first; none where nothing is proposed.

    Four queries at most.
    """
    case, proposals = filing.task.case, filing.task.case.edition.pack.proposals
    table = plan_table(filing)
    if proposals is None or table is None:
        return []
    made = [
        one for series in series_of(case, actor) for one in series.made if one.stage.key == proposals.stage
    ]
    parts = [part for one in made[-1:] for part in one.assessed.parts if part.share < proposals.below]
    weak = [
        part for part in sorted(parts, key=lambda one: one.share) if part.dimension.key in proposals.lines
    ]
    answered = Answered(_named(table, filing.answers.get(table.key)), _put_aside(case) if weak else {})
    return [
        WeakPart(
            part, tuple(_lines(table, part.dimension.key, proposals.lines[part.dimension.key], answered))
        )
        for part in weak
    ]


def _put_aside(case: Case) -> dict[str, LineAside]:
    """The lines that were put aside in plans of this group, by their keys."""
    standing = LineAside.objects.standing().filter(case=case).select_related("put_by")
    return {one.key: one for one in standing}


def _named(table: Field, rows: object) -> set[str]:
    """What the rows of a draft name in their first cell."""
    return {str(row.get(table.columns[0].key, "")) for row in rows} if isinstance(rows, list) else set()


def _lines(table: Field, dimension: str, rows: tuple[Row, ...], answered: Answered) -> list[ProposedLine]:
    asked = {column.key for column in table.columns}
    of = {DIMENSION: dimension} if DIMENSION in asked else {}
    return [
        ProposedLine(
            key := f"{dimension}.{number}",
            {**row, **of},
            _words(table, row),
            row.get(table.columns[0].key) in answered.taken,
            answered.aside.get(key),
        )
        for number, row in enumerate(rows)
    ]


def _words(table: Field, row: Row) -> str:
    """The cells of a row as they read, in the order of the table's columns: a number with its unit, money for each."""
    said = ((column, _cell(column, row[column.key])) for column in table.columns if column.key in row)
    words = "".join(
        text + (" " if column.type in (FieldType.INTEGER, FieldType.NUMBER) else " · ")
        for column, text in said
    )
    return words.removesuffix(" · ")


def _cell(column: Field, typed: str) -> str:
    if column.type is FieldType.MONEY:
        return _("{amount} บาทต่อหน่วย").format(amount=display(column, Decimal(typed)))
    return display(column, typed)


def with_taken(filing: Filing, typed: Mapping[str, object], key: str, actor: Actor) -> dict[str, object]:
    """What was typed with the proposed line of that key as one row more; as it was where nothing bears the key."""
    table = plan_table(filing)
    found = (line for weak in weak_parts(filing, actor) for line in weak.lines if line.key == key)
    line = next(found, None)
    if table is None or line is None:
        return dict(typed)
    rows = typed.get(table.key)
    return {**typed, table.key: [*(rows if isinstance(rows, list) else []), dict(line.row)]}
