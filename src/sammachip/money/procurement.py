"""The rules on purchases as the house ships them: read once from `procurement.yaml`, chosen by a day and a sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sammachip.core import procurement
from sammachip.core.procurement import Rule
from sammachip.core.thaidate import BE_OFFSET

FILE = Path(__file__).with_name("procurement.yaml")
Read = Mapping[str, Any]  # a part of the file, whose shape the tests of it hold


@dataclass(frozen=True, slots=True)
class Shipped:
    """The whole file: its note that it is a sample, the rules, and the measures by which the house asks."""

    note: str
    rules: tuple[Rule, ...]
    deviation_percent: Decimal
    split_days: int
    fine_percent: Mapping[str, Decimal]

    def named(self, key: str) -> Rule | None:
        return next((one for one in self.rules if one.key == key), None)


@cache
def shipped() -> Shipped:
    read: Read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Shipped(
        note=read["note"],
        rules=tuple(_rule(one, read["sources"]) for one in read["rules"]),
        deviation_percent=Decimal(read["deviation_percent"]),
        split_days=read["split_days"],
        fine_percent={kind: Decimal(str(percent)) for kind, percent in read["fine_percent"].items()},
    )


def _rule(one: Read, sources: Read) -> Rule:
    told = {name: value for name, value in one.items() if name not in ("from", "to")}
    return Rule(
        **{
            **told,
            "kinds": tuple(one["kinds"]),
            "starts_on": _day(one["from"]),
            "ends_on": _day(one["to"]) if "to" in one else None,
            "up_to": Decimal(one["up_to"]) if "up_to" in one else None,
            "source": sources[one["source"]],
        }
    )


def _day(written: date) -> date:
    """The file writes years in พ.ศ."""
    return written.replace(year=written.year - BE_OFFSET)


def rules_for(day: date, kind: str, amount: Decimal) -> list[Rule]:
    """The rules that hold for a purchase of that day and sum, what is proposed first."""
    return procurement.rules_for(shipped().rules, day, kind, amount)


def rule_for(day: date, kind: str, amount: Decimal, key: str = "") -> Rule | None:
    """The rule chosen by its key where it holds, or what is proposed; None where none holds."""
    held = rules_for(day, kind, amount)
    return next((one for one in held if not key or one.key == key), None)
