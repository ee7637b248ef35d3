"""What a programme says of its groups beyond their forms: how they answered its invitation, who is followed up to the
end, and what another system is given of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where the groups of a named list are told and answer: the stage, the fields that say when, how, yes or no and why not.

    `application` is the stage in which those who take part hand in.
    """

    stage: str
    on: str
    how: str
    answer: str
    why: str
    application: str


@dataclass(frozen=True, slots=True)
class Followup:
    """The groups that passed every stage of `among`, and the stages in which they are followed to the end, in order."""

    title: str
    among: tuple[str, ...]
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One box of the other system: a text of the programme's own, a fact, or an accepted answer (`stage.field`).

    `columns` are those of a table that are given, in their order; all of them where none is named.
    """

    label: str
    text: str = ""
    fact: str = ""
    answer: str = ""
    columns: tuple[str, ...] = ()
    required: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(one for one in (self.text, self.fact, self.answer) if one)

    @property
    def asked(self) -> tuple[str, str]:
        """The stage and the field whose accepted answer is given."""
        stage, _, field = self.answer.partition(".")
        return stage, field


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Files given along: the pictures, or the files under one key, of what was sent last in these stages.

    They are renamed `<number of the row>_<name>_<number>`; fewer than `at_least` is a thing missing.
    """

    label: str
    name: str
    of: tuple[str, ...]
    take: Literal["pictures", "files"] = "pictures"
    key: str = ""
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Export:
    """What another system is given of one case, box by box in its own order; `stage` is where it is said to be entered."""

    key: str
    title: str
    stage: str
    blocks: tuple[Block, ...]
    files: tuple[Enclosed, ...] = ()
    note: str = ""

    def stages_named(self) -> Iterator[str]:
        """Every stage whose answers or files are given."""
        for block in self.blocks:
            if block.answer:
                yield block.asked[0]
        for one in self.files:
            yield from one.of
