"""The dossier of a selection as files: one to count the result again by, one to read, and the hash of each."""

import hashlib
from collections.abc import Mapping

from sammachip.records.drawing import drawn
from sammachip.records.packing import packed
from sammachip.selection.dossier import bytes_of
from sammachip.selection.models import Round
from sammachip.selection.papers_dossier import dossier_document
from sammachip.trail import clock

HASHES = "SHA256SUMS"
"""The file of hashes, in the form that `sha256sum --check` reads."""


def archive_of(round_: Round, told: Mapping[str, object]) -> bytes:
    """One ZIP of them all; tools/recompute_dossier.py names which of its files was altered."""
    files = {
        "dossier.json": bytes_of(dict(told)),
        "dossier.pdf": drawn(dossier_document(round_, dict(told)), "pdf", stamp=clock.now()),
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    with packed({**files, HASHES: sums.encode()}, ()) as archive:
        return archive.read()
