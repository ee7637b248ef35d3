"""What an officer answers of a sheet of groups: what its misspelt places mean."""

from collections.abc import Mapping

PLACE = "place:"
"""How the name of an answer begins; the question's key follows."""


def posted_places(posted: Mapping[str, str]) -> dict[str, str]:
    """The codes chosen, by the keys of their questions."""
    return {
        name.removeprefix(PLACE): code for name, code in posted.items() if name.startswith(PLACE) and code
    }
