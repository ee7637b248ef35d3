"""What a bench measured, written where the next reader finds it: bench/results/NAME.json."""

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).with_name("results")


def machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


@dataclass(frozen=True, slots=True)
class Result:
    """Our figure beside those it is compared with; each ratio is ours by theirs.

    `instead` holds, for a label that is compared with another figure of ours, that figure; `more` what else is kept.
    """

    name: str
    ours: float
    others: Mapping[str, float]
    unit: str
    packages: tuple[str, ...] = ("Django",)
    instead: Mapping[str, float] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)
    ratio: Mapping[str, float] = field(init=False)

    def __post_init__(self) -> None:
        ratio = {label: self.instead.get(label, self.ours) / other for label, other in self.others.items()}
        object.__setattr__(self, "ratio", ratio)

    def write(self) -> Path:
        """Keep it as JSON. Returns the file."""
        told = asdict(self)
        packages, more = told.pop("packages"), told.pop("more")
        told |= {"machine": machine(), "versions": {one: version(one) for one in packages}} | more
        FOLDER.mkdir(exist_ok=True)
        file = FOLDER / f"{self.name}.json"
        file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return file
