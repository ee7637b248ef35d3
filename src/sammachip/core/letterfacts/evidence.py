"""What the findings of a letter are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass

from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.model import Letter, Span
from sammachip.core.letterfacts.names import Lists
from sammachip.core.letterfacts.noise import Page
from sammachip.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the findings are drawn from: the letter's facts, its page and lines, and the official lists."""

    letter: Letter
    page: Page
    lines: Sequence[Line]
    lists: Lists
    given: str
    body: int

    def line(self, span: Span) -> int:
        """The line of the text as given in which the span begins, counted from one."""
        return self.given.count("\n", 0, span[0]) + 1


def row_named(table: int, row: int) -> Sentence:
    return Sentence("ตารางที่ {table} แถวที่ {row}", table=table, row=row)
