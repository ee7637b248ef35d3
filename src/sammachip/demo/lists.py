"""The demo's lists of villages: invented, of just so many villages that ten per cent are the groups allotted."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from sammachip.demo.days import on
from sammachip.demo.ground import Cast, World
from sammachip.org.models import Area, Office
from sammachip.programmes.models import Edition
from sammachip.registry import actions_rosters as rosters
from sammachip.registry.models import Group
from sammachip.registry.roster_proposals import Letter, ListNamed, proposal
from sammachip.registry.rosters import read_pasted

LETTER = Letter("ตัวอย่าง 12/2561", date(2018, 8, 29), "กรมการพัฒนาชุมชน (บัญชีสมมุติ)")
A_GROUP = 10
"""Villages on every list for each group allotted."""
LEARNER, LEARNT = "3101", 4
"""Where the tutorial registers its group: this moo is on the lists in every sub-district of the learner's district."""


def hand_down(edition: Edition, world: World, cast: Cast) -> None:
    """The province takes in each list that the programme asks for; beside the villages on all, each names some of its own."""
    target = sorted({code for district in _districts() for code in _villages(district, world)})
    with on(date(2018, 9, 3)):
        for number, one in enumerate(edition.pack.lists.values()):
            own = [f"{code[:6]}{90 + number}" for code in target[number::7]]
            text = "\n".join(["รหัสหมู่บ้าน\tบ้าน", *(f"{code}\tตัวอย่าง" for code in [*target, *own])])
            sheet = rosters.keep_reading(
                read_pasted(str(one.of), text), about=ListNamed(one.key, one.title, str(one.of)), letter=LETTER,
                name="บัญชีหมู่บ้านสมมุติ.xlsx", digest="", actor=cast["somchai"],
            )  # fmt: skip
            rosters.apply_roster(sheet, seen=proposal(sheet).seal, actor=cast["somchai"])


def _districts() -> Iterator[str]:
    yield from Office.objects.filter(parent="31").order_by("code").values_list("code", flat=True)


def _villages(district: str, world: World) -> list[str]:
    """Those of the groups that are taken in, those a learner may name, and the first of the others up to the number."""
    wanted = A_GROUP * (2 if district in world["two_groups"] else 1)
    areas = list(Area.objects.filter(parent=district).order_by("code").values_list("code", flat=True))
    names = [one["name"] for one in world["groups"] if "then" in one and one["where"]["district"] == district]
    named = Group.objects.filter(name__in=names, village__area__parent=district)
    needed = set(named.values_list("village", flat=True))
    if district == LEARNER:
        needed |= {f"{area}{LEARNT:02}" for area in areas}
    others = (f"{area}{moo:02}" for moo, area in product(range(1, 90), areas))
    spare = (code for code in others if code not in needed)
    return [*needed, *(next(spare) for _ in range(max(0, wanted - len(needed))))]
