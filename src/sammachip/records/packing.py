"""Many files as one ZIP: written to disk bit by bit, so that a clip is never whole in memory."""

import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO

from sammachip.records import store

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same ZIP, whenever it is packed."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST_FILE_NAME = 80
"""Letters of a file's name without its ending; a Thai letter takes three bytes, and 255 are the most a disk takes."""


def file_stem(said: str) -> str:
    """What is said as a file's name, without what some machine cannot keep in one: บร 0019-ว 5335."""
    return _NOT_IN_NAMES.sub("-", said)[:LONGEST_FILE_NAME].strip(" .")


def packed(texts: Mapping[str, bytes], files: Iterable[tuple[str, str]]) -> IO[bytes]:
    """The texts by name, then the kept files as (name, digest), in this order; whoever is given it closes it."""
    out = tempfile.TemporaryFile()  # noqa: SIM115  -- the caller reads it to its end
    with zipfile.ZipFile(out, "w") as target:
        for name, content in texts.items():
            target.writestr(entry(name, zipfile.ZIP_DEFLATED), content)
        for name, digest in files:
            with target.open(entry(name, zipfile.ZIP_STORED), "w", force_zip64=True) as place:
                for block in store.blocks(digest):
                    place.write(block)
    out.seek(0)
    return out


def entry(name: str, how: int) -> zipfile.ZipInfo:
    """A place in a ZIP for a file of this name, with no time of day on it."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = how
    return entry
