"""The dossier of a selection as files: one to count the result again by, one to read, the scans, and the hash of each."""

import hashlib
from collections.abc import Iterator
from typing import IO

from sammachip.records import store
from sammachip.records.drawing import drawn
from sammachip.records.packing import packed
from sammachip.selection.dossier import Plain, bytes_of
from sammachip.selection.models import Round
from sammachip.selection.papers_dossier import dossier_document
from sammachip.trail import clock

HASHES = "SHA256SUMS"
"""The file of hashes, in the form that `sha256sum --check` reads."""


def archive_of(round_: Round, told: Plain) -> IO[bytes]:
    """One ZIP of them all, which the caller closes; tools/recompute_dossier.py names which of its files was altered.

    A scan that is kept no more is not in it; its hash stands in the list all the same, so that it is missed.
    """
    texts = {
        "dossier.json": bytes_of(told),
        "dossier.pdf": drawn(dossier_document(round_, told), "pdf", stamp=clock.now()),
    }
    scans = dict(scans_of(told))
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in texts.items()} | scans
    listed = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    kept = [(name, digest) for name, digest in scans.items() if store.is_kept(digest)]
    return packed({**texts, HASHES: listed.encode()}, kept)


def scans_of(told: Plain) -> Iterator[tuple[str, str]]:
    """Of every paper sheet that the dossier tells of the name of its scan in the ZIP, and its digest."""
    rounds = told["rounds"]
    assert isinstance(rounds, list)
    for one in rounds:
        for scan in one["scans"]:
            yield scan["file"], scan["sha256"]
