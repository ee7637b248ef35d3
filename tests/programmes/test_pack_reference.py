"""The reference of the pack format names every key the schema knows."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files

from programmes.conftest import ROOT

REFERENCE = ROOT / "docs/reference/pack-format.md"


def keys_of(schema: object) -> Iterator[str]:
    """Every key that a pack may write, wherever the schema allows it."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for below in schema.values():
            yield from keys_of(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from keys_of(below)


def test_reference_names_every_key_of_the_schema():
    schema = json.loads(files("sammachip.programmes").joinpath("pack.schema.json").read_text("utf-8"))
    named = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", REFERENCE.read_text("utf-8")))))

    missing = sorted(set(keys_of(schema)) - named)

    assert missing == []
