"""Assessments as tests make them: the sample programme, and answers that give every item of a dimension one step."""

from collections.abc import Mapping

import make
from cast import Cast
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing
from sammachip.org.hats import Actor

SAMPLE = make.PACKS / "group-assessment-2566.yaml"
FIVE = ("gathering", "committee", "agreement", "fund", "activity")


def enrolled(cast: Cast, name: str = "กลุ่มทอผ้าตัวอย่าง") -> Case:
    """A group under assessment in Malee's district."""
    district = make.district(cast, make.edition(cast, SAMPLE), places=90)
    return make.enrolled(district, make.group(cast.malee, name=name), actor=cast.malee)


def beside(cast: Cast, group: Case, name: str, *, code: str = "3101") -> Case:
    """Another group in the same programme: in the same district, or in Prasit's."""
    if code == "3101":
        assert group.parent is not None
        return make.enrolled(group.parent, make.group(cast.malee, name=name), actor=cast.malee)
    district = make.district(cast, group.edition, code=code)
    registered = make.group(cast.prasit, name=name, tambon=f"{code}01")
    return make.enrolled(district, registered, actor=cast.prasit)


def five(*steps: int) -> dict[str, object]:
    """Every item of each ก at this step; one number for all, or five."""
    each = steps * 5 if len(steps) == 1 else steps
    items = {"gathering": ("register", "taking_part", "meetings", "members_stay"),
        "committee": ("duties", "minutes", "successors", "telling"),
        "agreement": ("written", "together", "used", "reviewed"),
        "fund": ("capital", "books", "shared", "other_funds"),
        "activity": ("steady", "quality", "channels", "planned")}  # fmt: skip
    scored = {
        key: {item: {"score": str(step), "evidence": "เอกสารตัวอย่าง"} for item in items[key]}
        for key, step in zip(FIVE, each, strict=True)
    }
    return {**scored, "assessed_on": "10 กันยายน 2561"}


def quadrant(answers: str) -> dict[str, object]:
    """Five choices in the order of the form, such as "s1 c1 p1 d1 m1"."""
    keys = ("standard", "capacity", "process", "product", "market")
    return {**dict(zip(keys, answers.split(), strict=True)), "placed_on": "10 กันยายน 2561"}


def assessed(case: Case, stage: str, answers: Mapping[str, object], actor: Actor) -> Filing:
    """The stage's form with these answers, sent."""
    task = make.task(case, stage)
    assert form_of(task)
    return make.filing(task, actor, answers, sent=True)
