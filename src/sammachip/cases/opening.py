"""Where a programme that no register opens may begin: the offices and areas below which its `enrol` lets one open work.

A programme whose `enrol` names nobody for any level above groups has no list of places: its owner begins it, at its
topmost level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.cases.rules import role_label
from sammachip.core.area import Level
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import OFFICERS_OF, Actor
from sammachip.org.models import Area, Office
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import REGISTER, Enrol, Pack


@dataclass(frozen=True, slots=True)
class Openable:
    """The subjects of one level that are not yet in the programme, and the list its letter names, if it names one."""

    level: Level
    subjects: Sequence[Office | Area]
    listed: str


def by_hand(pack: Pack) -> Mapping[Level, Enrol]:
    """The levels whose cases an officer opens: groups are asked first, and a register opens its own."""
    return {
        level: one
        for level, one in pack.enrol.items()
        if level is not Level.GROUP and one.by and one.source != REGISTER
    }


def begun_by_owner(pack: Pack) -> bool:
    """Whether neither a register nor an officer named in `enrol` opens any case above the groups'."""
    return not by_hand(pack) and all(one.source != REGISTER for one in pack.enrol.values())


def may_open_work(actor: Actor, edition: Edition) -> Verdict:
    """Whether the programme lets this hat open work anywhere."""
    if begun_by_owner(edition.pack):
        return _may_begin(actor, edition.programme.owner)
    roles = [one.by for one in by_hand(edition.pack).values() if one.by]
    if not roles:
        return Verdict(_("โครงการนี้เปิดงานด้วยทะเบียนจัดสรร จึงไม่มีผู้ใดเปิดงานเองได้"), "register")
    if actor.role not in roles:
        named = ", ".join(role_label(role) for role in dict.fromkeys(roles))
        return Verdict(_("โครงการนี้ให้{roles}เป็นผู้เปิดงาน").format(roles=named), "role")
    return YES


def _may_begin(actor: Actor, owner: Office) -> Verdict:
    if actor.office == owner and actor.is_one_of(*OFFICERS_OF[Level(owner.level)]):
        return YES
    return Verdict(_("โครงการนี้ให้เจ้าหน้าที่ของ{office}เป็นผู้เปิดงาน").format(office=owner.name), "role")


def openable(edition: Edition, actor: Actor) -> list[Openable]:
    """What this hat may open now within its own area; two queries a level."""
    return [
        Openable(level, _unopened(edition, level, actor), _list_named(edition.pack, level))
        for level in _levels_of(edition, actor)
    ]


def _levels_of(edition: Edition, actor: Actor) -> list[Level]:
    if begun_by_owner(edition.pack):
        return [edition.pack.levels[0]] if may_open_work(actor, edition) else []
    return [level for level, one in by_hand(edition.pack).items() if one.by == actor.role]


def _unopened(edition: Edition, level: Level, actor: Actor) -> Sequence[Office | Area]:
    subjects = Area.objects if level is Level.SUBDISTRICT else Office.objects
    taken = Case.objects.filter(programme=edition.programme_id, level=level).values_list("path", flat=True)
    opened = set(taken)
    found = subjects.filter(level=level, path__startswith=actor.office.path).order_by("code")
    return [subject for subject in found if subject.path not in opened]


def _list_named(pack: Pack, level: Level) -> str:
    enrol = pack.enrol.get(level)
    named = pack.lists.get((enrol.source or "").removeprefix("list:")) if enrol else None
    return named.title if named else ""
