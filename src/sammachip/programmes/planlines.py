"""Lines of money in a plan: under which name they are kept, and what a limit may ask of them."""

from collections.abc import Mapping
from typing import Final

from sammachip.core.expr import FactType, Kind
from sammachip.core.fields import Field, FormSpec
from sammachip.programmes import facts

PLAN_LINES: Final = "plan.lines"
"""The binding whose table carries a plan's lines of money; its columns are what a limit may name."""

DIMENSION: Final = "dimension"
"""The column of such a table that says which dimension of an assessment a line is to strengthen."""

LINE_COLUMNS: Final[Mapping[str, Kind]] = {
    "item": Kind.TEXT,
    "quantity": Kind.NUMBER,
    "unit": Kind.TEXT,
    "price": Kind.MONEY,
    "amount": Kind.MONEY,
    "expense_class": Kind.TEXT,
    "head": Kind.TEXT,
    "class_in_question": Kind.BOOL,
    "paid_elsewhere": Kind.BOOL,
}
"""What every line of money has, whichever form it was written on.

The last two are known only where a limit asks: whether its class waits for a decision, and whether another agency's
list says that it pays for the same thing in the same year.
"""


def limit_facts(forms: Mapping[str, FormSpec]) -> dict[str, FactType]:
    """What a limit may name beside the facts: the plan's answers, and `lines`, the lines of money being judged.

    Every line has LINE_COLUMNS; a line of a plan also has the other columns of its table.
    """
    answers: dict[str, FactType] = {}
    columns: dict[str, FactType] = {}
    for form in forms.values():
        tables = plan_tables({"": form})
        if tables:
            answers |= {one.key: one.fact_type() for one in form.fields}
            columns |= {column.key: column.fact_type() for one in tables for column in one.columns}
    columns |= {name: FactType(kind) for name, kind in LINE_COLUMNS.items()}
    return {**answers, "lines": FactType(Kind.ROWS, columns)}


def plan_tables(forms: Mapping[str, FormSpec]) -> list[Field]:
    """The tables of these forms that hold a plan's lines of money."""
    return [one for form in forms.values() for one in form.fields if facts.plain(one.save_to) == PLAN_LINES]
