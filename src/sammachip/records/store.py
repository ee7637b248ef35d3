"""Files by their digest: kept once, byte for byte, and checked whenever they are given out again."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage

BLOCK = 1 << 20


class Damaged(Exception):
    """A kept file no longer has the bytes it was kept with."""


def path_of(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes) -> str:
    """The digest under which these bytes are kept. They stand at their place whole or not at all: who finds a file there
    has no need to write it anew, and takes it for good."""
    digest = digest_of(content)
    if not default_storage.exists(path_of(digest)):
        with TemporaryDirectory(dir=folder()) as scratch:
            place = Path(scratch, digest)
            place.write_bytes(content)
            _move(place, digest)
    return digest


def folder() -> Path:
    """Where files lie that are on their way in: beside the kept ones, so that they are moved and not copied."""
    place = Path(settings.DATA_DIR) / "uploads"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


class _Landed(File):  # type: ignore[type-arg]  # the stubs want bytes or text; it is bytes
    """A file that the storage may move to its place instead of copying it."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def keep_landed(place: Path) -> str:
    """The digest under which the file at `place` is kept from now on: moved, and never whole in memory."""
    with place.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if not default_storage.exists(path_of(digest)):
        _move(place, digest)
    place.unlink(missing_ok=True)
    return digest


def _move(place: Path, digest: str) -> None:
    with place.open("rb") as file:
        default_storage.save(path_of(digest), _Landed(file, name=str(place)))


def is_kept(digest: str) -> bool:
    """Whether there is a file of this digest."""
    return default_storage.exists(path_of(digest))


def opened(digest: str) -> File:  # type: ignore[type-arg]  # as above
    """The kept file, for reading it bit by bit; the caller closes it."""
    return default_storage.open(path_of(digest))


def size_of(digest: str) -> int:
    return int(default_storage.size(path_of(digest)))


def blocks(digest: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
    """The bytes from `start`, at most `length` of them, a block at a time."""
    with opened(digest) as file:
        file.seek(start)
        left = size_of(digest) - start if length is None else length
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block


def check(digest: str) -> None:
    """Raises Damaged when the bytes are others than were kept, FileNotFoundError when they are gone."""
    seal = hashlib.sha256()
    for block in blocks(digest):
        seal.update(block)
    if seal.hexdigest() != digest:
        raise Damaged(digest)


def fetch(digest: str) -> bytes:
    """The very bytes that were kept. Raises Damaged when they are others, FileNotFoundError when they are gone."""
    with default_storage.open(path_of(digest)) as file:
        content: bytes = file.read()
    if hashlib.sha256(content).hexdigest() != digest:
        raise Damaged(digest)
    return content
