"""The reader that is tried: the program's own, fed as the command line feeds it."""

from bench.letterground.judge import Reading
from bench.letterground.world import country
from sammachip.core import letterfacts


def read(text: str) -> Reading:
    """What `sammachip letter read --json` tells of this text."""
    return letterfacts.as_json(letterfacts.read(text, places=country()))
