"""A contest's application on a small ground: one group, its seat, and the plan it sends."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import make
from cast import Cast
from sammachip.cases import actions
from sammachip.cases.actions.seats import Opened
from sammachip.cases.models import Case, Filing, Task
from sammachip.cases.seats import hat_of
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from standing import laid

PACK = Path(__file__).resolve().parent.parent / "packs" / "application.yaml"
UNTIL = date(2020, 8, 31)
BOONMEE = {"prefix": "นาย", "given_name": "บุญมี", "family_name": "ทดสอบระบบ"}
LINE = {"item": "ตู้อบ", "quantity": "1", "unit": "ตู้", "price": "50,000"}
PLAN: Mapping[str, object] = {
    "business": "ร้านค้าชุมชน",
    "summary": "ขายของที่สมาชิกทำ",
    "lines_90000": [LINE, {**LINE, "item": "ชั้นวาง", "price": "40,000"}],
    "lines_50000": [LINE],
}


@laid
def group_case(cast: Cast, **changed: str) -> Case:
    """The case of a group of เมืองบุรีรัมย์ under its district, province and the department; `changed` are other values
    for keys of the pack's one stage."""
    edition = make.publish(cast, _pack(changed)) if changed else make.edition(cast, PACK)
    for level, code, actor in (("nation", "00", cast.anong), ("province", "31", cast.anong)):
        actions.open_case(edition, level=level, office=Office.objects.get(code=code), actor=actor)
    district = actions.open_case(
        edition, level="district", office=Office.objects.get(code="3101"), actor=cast.somchai
    )
    return make.enrolled(district, make.group(cast.malee), actor=cast.malee)


def _pack(changed: Mapping[str, str]) -> str:
    text = PACK.read_text()
    for key, value in changed.items():
        text = re.sub(rf"^    {key}: .*$", f"    {key}: {value}", text, flags=re.MULTILINE)
    return text


def apply_task(case: Case) -> Task:
    return make.task(case, "apply")


def seat(case: Case, actor: Actor, *, ends_on: date = UNTIL, **name: str) -> Opened:
    """A seat for a member of the group, opened by this officer."""
    return actions.open_seat(case, ends_on=ends_on, actor=actor, **{**BOONMEE, **name})


def sitting(opened: Opened) -> Actor:
    """Whoever sits there."""
    return Actor(opened.seat.person, hat_of(opened.seat))


def sent(case: Case, writer: Actor, answers: Mapping[str, object] = PLAN) -> Filing:
    """The case's application, written and sent by this one."""
    return make.filing(apply_task(case), writer, answers, sent=True)
