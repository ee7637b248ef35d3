"""The contest of the second letter on trial: its list, its groups taken in, what they are told and answer."""

from datetime import date

import make
from cast import Cast
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, Task
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.registry.models import Group, RosterLine
from standing import laid

PACK_B = make.PACKS / "community-business-2563.yaml"
NOW, LATER = "2020-05-12 09:00", "2020-05-28 09:00"
LISTED = {
    "กลุ่มออมทรัพย์หนึ่ง": "31010101",
    "กลุ่มออมทรัพย์สอง": "31010102",
    "กลุ่มออมทรัพย์สาม": "31010103",
    "กลุ่มออมทรัพย์สี่": "31020101",
    "กลุ่มออมทรัพย์ห้า": "32010101",
}
"""Five on the list: three in one district of Buriram, one in the next, one in the neighbouring province."""
FOUR = "กลุ่มออมทรัพย์สี่"
TOLD = {"told_on": "12 พฤษภาคม 2563", "told_how": "visit", "told_to": "นางสมมุติ ทดสอบ"}
YES = {**TOLD, "takes_part": "yes", "answered_on": "12 พฤษภาคม 2563", "answered_by": "นางสมมุติ ทดสอบ"}
NO = {**YES, "takes_part": "no", "why_not": "กำลังปรับปรุงโรงเรือน"}


def province(cast: Cast) -> Case:
    """The programme begun in Buriram, its list brought in by the department."""
    return listed(make.edition(cast, PACK_B), cast)


def listed(edition: Edition, cast: Cast) -> Case:
    named = edition.pack.lists["funded_2562"]
    make.roster(cast.anong, named, *LISTED.values(), names=LISTED, letter_on=date(2020, 5, 1))
    return opened(edition, cast)


def opened(edition: Edition, cast: Cast) -> Case:
    office = Office.objects.get(code="31")
    return actions.open_case(edition, level="province", office=office, actor=cast.anong)


def register(actor: Actor, name: str) -> Group:
    code = LISTED[name]
    return make.group(actor, name=name, tambon=code[:6], moo=int(code[6:]))


def taken_in(cast: Cast) -> Case:
    """The province with the three groups of the first district registered and in the programme."""
    return begin(make.edition(cast, PACK_B), cast)


@laid
def begin(edition: Edition, cast: Cast) -> Case:
    above = listed(edition, cast)
    for name in list(LISTED)[:3]:
        register(cast.malee, name)
    actions.take_in_listed(above, actor=cast.somchai)
    return above


def case_of(name: str) -> Case:
    return Case.objects.select_related("edition__programme", "parent", "group").get(group__name=name)


def told(name: str, said: dict[str, str], actor: Actor, *, sent: bool = True) -> Filing:
    task: Task = make.task(case_of(name), "told")
    return make.filing(task, actor, said, sent=sent)


def line_of(name: str) -> RosterLine:
    return RosterLine.objects.get(name=name)


def opened_district(above: Case, cast: Cast) -> Case:
    office = Office.objects.get(code="3101")
    return actions.open_case(above.edition, level="district", office=office, actor=cast.somchai)
