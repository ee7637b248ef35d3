"""The registries as the rooms above leave them, for packs read without those rooms."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from programmes import known
from sammachip.programmes import facts, kinds, packfile
from sammachip.programmes.pack import Pack

ROOT = Path(__file__).parents[2]
FAR_AWAY = ROOT / "tests/packs/far-away.yaml"
SUSTAIN = ROOT / "packs/sammachip-sustain-2561.yaml"
Refusals = Callable[[str, str], list[str]]


@pytest.fixture
def registered() -> Iterator[None]:
    with facts.only(known.FACTS, known.BINDINGS), kinds.only(*known.KINDS):
        yield


@pytest.fixture
def far_away(registered: None) -> Pack:
    return packfile.read(FAR_AWAY.read_text("utf-8"), filename=FAR_AWAY.name)


@pytest.fixture
def sustain(registered: None) -> Pack:
    return packfile.read(SUSTAIN.read_text("utf-8"), filename=SUSTAIN.name)


@pytest.fixture
def refused(registered: None) -> Refusals:
    """What is said of the far-away pack after one of its texts has been changed for another."""

    def read(old: str, new: str) -> list[str]:
        text = FAR_AWAY.read_text("utf-8")
        assert old in text
        with pytest.raises(packfile.PackErrors) as caught:
            packfile.read(text.replace(old, new, 1), filename=FAR_AWAY.name)
        return [str(problem) for problem in caught.value.problems]

    return read
