"""Whom to remind: by hop, the offices below whose turn it is, and words that may be sent to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sammachip.cases.models import Task
from sammachip.cases.rules import role_label
from sammachip.core.area import within
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.trail import clock
from sammachip.trail.spoken import day_name
from sammachip.trail.thai import in_thai

REMIND_DAYS = 14


@dataclass(frozen=True, slots=True)
class Owing:
    """One office whose turn it is, with so many tasks of one stage due on one day; letters name it by its `authority`."""

    office: str
    authority: str
    tasks: int
    due: datetime

    @property
    def late(self) -> bool:
        return self.due < clock.now()

    @property
    def sentence(self) -> str:
        day = day_name(self.due)
        count = ngettext("{n} รายการ", "{n} รายการ", self.tasks).format(n=self.tasks)
        late = _(" (เลยกำหนด)") if self.late else ""
        return _("{office} — {count} กำหนด {day}{late}").format(
            office=self.office, count=count, day=day, late=late
        )


@dataclass(frozen=True, slots=True)
class Reminder:
    """One hop of one stage: the offices that hold it up, in the order of their codes, and words to send them."""

    key: str
    edition: int
    step: str
    stage: str
    programme: str
    signer: str
    offices: Sequence[Owing]
    sender: str

    @property
    def role(self) -> str:
        return role_label(self.signer)

    @property
    def late(self) -> int:
        return sum(1 for office in self.offices if office.late)

    @property
    def lines(self) -> int:
        """How high the box of the text is: whole when short, scrolled when long."""
        return min(len(self.text.splitlines()) + 1, 14)

    @property
    @in_thai
    def text(self) -> str:
        """What may be sent to a chat group as it stands: in Thai, for those who read it there."""
        lines = [
            _("ติดตาม: {stage}").format(stage=self.stage),
            self.programme,
            _("ขณะนี้รอ{role} ของหน่วยงานต่อไปนี้").format(role=self.role),
            *(f"{number}. {office.sentence}" for number, office in enumerate(self.offices, start=1)),
            _("ดำเนินการในระบบ หรือแจ้งเหตุขัดข้องที่ {sender}").format(sender=self.sender),
        ]
        return "\n".join(lines)


class _Turns(NamedTuple):
    """Tasks of one stage that wait for one role in one office, all due at one instant."""

    edition: int
    position: int
    stage: str
    role: str
    office: str
    office_name: str
    authority: str
    due: datetime
    tasks: int


def reminders_for(actor: Actor) -> list[Reminder]:
    """By hop, the offices below whose turn it is and whose day has passed or comes within two weeks; two queries."""
    low, high = within(actor.office.path)
    rows = (
        Task.objects.visible_to(actor)
        .unfinished()
        .filter(turn_office__path__gt=low, turn_office__path__lt=high)
        .filter(next_due__lte=clock.now() + timedelta(days=REMIND_DAYS))
        .values_list("case__edition", "position", "stage", "turn_role")
        .annotate(
            office=F("turn_office"),
            name=F("turn_office__short_name"),
            authority=F("turn_office__authority"),
            due=F("next_due"),
            tasks=Count("pk"),
        )
        .order_by("case__edition", "position", "turn_role", "turn_office", "next_due")
    )
    turns = [_Turns(*row) for row in rows]
    editions = Edition.objects.in_bulk({turn.edition for turn in turns})
    turns.sort(key=lambda turn: (turn.edition, turn.position, _place_in_chain(editions[turn.edition], turn)))
    hops = groupby(turns, key=lambda turn: (turn.edition, turn.stage, turn.role))
    return [
        _reminder(editions[edition], stage, role, list(hop), actor) for (edition, stage, role), hop in hops
    ]


def _place_in_chain(edition: Edition, turn: _Turns) -> int:
    """Writers come first, then the signers in their order."""
    stage = edition.pack.stage(turn.stage)
    return stage.roles.index(turn.role) if turn.role in stage.roles else len(stage.roles)


def _reminder(edition: Edition, stage: str, role: str, turns: Sequence[_Turns], actor: Actor) -> Reminder:
    return Reminder(
        key=f"{edition.pk}-{stage}-{role}",
        edition=edition.pk,
        step=stage,
        stage=edition.pack.stage(stage).title,
        programme=edition.title,
        signer=role,
        offices=[Owing(turn.office_name, turn.authority, turn.tasks, turn.due) for turn in turns],
        sender=actor.office.short_name,
    )
