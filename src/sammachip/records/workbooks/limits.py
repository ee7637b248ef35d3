"""What a workbook may take of the machine, and how its child tells what it found."""

from enum import IntEnum
from typing import TypedDict

SECONDS, MEMORY, WRITTEN = 20, 1 << 30, 64 << 20
LARGEST_MB = 60
"""What the parts of a workbook may come to unpacked; a register of every district is a hundredth of it."""
MOST_CELLS = 300_000
"""Of a workbook whose sheet says no other number."""


class Fault(IntEnum):
    """How the child ends when it gives no leaves."""

    UNREADABLE = 3
    PASSWORD = 4
    TOO_LARGE = 5
    HIDDEN = 6


class Refused(Exception):
    """The child's reason to end."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.name)


class ToldLeaf(TypedDict):
    """A leaf as the child writes it; a cell that JSON has no word for is an object: its type, and its text."""

    name: str
    cells: list[list[object]]
    hidden_rows: list[int]
    hidden_columns: list[int]
    fetched: list[str]
    merged: list[tuple[int, int, int]]
    hidden_leaves: list[str]
