"""What came out of a batch as one: a ZIP of its files with their list, and one PDF of them all."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import File
from django.core.files.storage import default_storage

from sammachip.records.batches import content_of, file_name, listed
from sammachip.records.models import Batch, BatchItem
from sammachip.records.packing import entry
from sammachip.records.store import folder

LIST = "รายการ.csv"


@dataclass(frozen=True, slots=True)
class Bundles:
    """Where the storage has the bundles, and how many pages they come to; empty where nothing could be made."""

    zip_place: str = ""
    merged_place: str = ""
    pages: int = 0


def bind_batch(batch: Batch) -> Bundles:
    """Bind what is made of the batch, bit by bit: no bundle is ever whole in memory."""
    made = batch.items.made().select_related("paper").order_by("position")
    items = list(made.defer("paper__content"))
    if not items:
        return Bundles()
    with TemporaryDirectory(dir=folder()) as scratch:
        places = [_at_hand(item, Path(scratch)) for item in items]
        archive, merged = Path(scratch, "all.zip"), Path(scratch, "all.pdf")
        _zip(items, places, archive)
        pages = _merge(items, places, merged, batch.title)
        return Bundles(_kept(batch, archive), _kept(batch, merged), pages)


def _at_hand(item: BatchItem, scratch: Path) -> Path:
    """The item's PDF as a file of this machine; fetched first where the storage is another's."""
    try:
        return Path(default_storage.path(item.place))
    except NotImplementedError:
        here = scratch / f"{item.position}.pdf"
        with here.open("wb") as file:
            file.writelines(content_of(item))
        return here


def _zip(items: Sequence[BatchItem], places: Sequence[Path], out: Path) -> None:
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry(LIST, zipfile.ZIP_DEFLATED), listed(items))
        for item, place in zip(items, places, strict=True):
            archive.writestr(entry(file_name(item), zipfile.ZIP_STORED), place.read_bytes())


def _merge(items: Sequence[BatchItem], places: Sequence[Path], out: Path, title: str) -> int:
    """One PDF of all; in a process of its own, whose memory goes with it. Gives back its pages."""
    parts = [
        (file_name(item).removesuffix(".pdf"), str(place)) for item, place in zip(items, places, strict=True)
    ]
    told = out.with_suffix(".json")
    told.write_text(json.dumps({"title": title, "parts": parts}, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "sammachip.records.binding", str(told), str(out)]
    return int(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def _kept(batch: Batch, made: Path) -> str:
    with made.open("rb") as file:
        return default_storage.save(f"{batch.folder}/{made.name}", File(file))
