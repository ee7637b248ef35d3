"""Files by their digest: kept once, byte for byte, and checked whenever they are given out again."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


class Damaged(Exception):
    """A kept file no longer has the bytes it was kept with."""


def path_of(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def keep(content: bytes) -> str:
    """The digest under which these bytes are kept."""
    digest = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(path_of(digest)):
        default_storage.save(path_of(digest), ContentFile(content))
    return digest


def fetch(digest: str) -> bytes:
    """The very bytes that were kept. Raises Damaged when they are others, FileNotFoundError when they are gone."""
    with default_storage.open(path_of(digest)) as file:
        content: bytes = file.read()
    if hashlib.sha256(content).hexdigest() != digest:
        raise Damaged(digest)
    return content
