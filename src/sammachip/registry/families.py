"""The list of product families: which words name which, and which family feeds which. Read once."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any  # what stands in a YAML file

import yaml

from sammachip.core.clusters import Families, Family, Feed

FILE = Path(__file__).with_name("product_families.yaml")


@lru_cache(maxsize=1)
def product_families() -> Families:
    return families_from(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def families_from(told: Mapping[str, Any]) -> Families:  # what stands in a YAML file
    """The families of a file. Raises ValueError when a feed or a word contradicts another line."""
    families = {
        one["key"]: Family(
            one["key"],
            one["name"],
            tuple(one.get("words", ())),
            tuple(one.get("alone", ())),
            tuple(one.get("kinds", ())),
            one.get("category", ""),
        )
        for one in told["families"]
    }
    feeds = tuple(Feed(**one) for one in told["feeds"])
    if strange := {end for feed in feeds for end in (feed.giver, feed.taker)} - families.keys():
        raise ValueError(f"feeds name no family: {sorted(strange)}")
    if len(families) < len(told["families"]):
        raise ValueError("a family stands twice")
    return Families(
        as_of=told["as_of"],
        note=told["note"],
        near_km=told["near_km"],
        families=families,
        feeds=feeds,
        passing=tuple(told["passing"]),
        joining=tuple(told["joining"]),
    )
