"""Thai sentences that remember how they were put together, so that a room above can say them in another language."""

from collections.abc import Mapping
from typing import Self


class Sentence(str):
    """A template with its blanks filled: a plain Thai text to whoever reads it, and the template and values it is of.

    A value may itself be a sentence, or a text that remembers its day or month (`core.thaidate`).
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        self = super().__new__(cls, template.format(**values))
        self.template = template
        self.values = values
        return self


def marked(template: str) -> str:
    """The template as it stands: the mark by which tools/messages.py finds one that is filled elsewhere."""
    return template
