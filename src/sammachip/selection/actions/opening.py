"""Opening a round: its law is frozen, what was handed in enters, and what keeps members from entries is found."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from sammachip.cases.actions import advance
from sammachip.cases.models import Case, Filing, Task
from sammachip.cases.queries import stage_of
from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.selection import queries, rules
from sammachip.selection.actions.conflicts import derive_conflicts
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import Round, RoundEntry, RoundTier
from sammachip.trail import actions as trail
from sammachip.trail import clock


def law_of(task: Task) -> RoundLaw:
    """The law by which this task's round would open now."""
    return RoundLaw.of_stage(stage_of(task), task.case.edition.pack)


@transaction.atomic
def open_round(task: Task, *, actor: Actor) -> Round:
    """Open the round of this office's task with every group that is ready. Raises Refused.

    Entries are numbered in the order in which they were handed in. From here on nothing changes the law of the round.
    """
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=task.case_id)
    law = law_of(task)
    require(rules.may_open(actor, task, law))
    panel = queries.standing_panel(task.case)
    assert panel is not None, "a rule asked for it"
    plain = law.plain()
    round_ = Round.objects.create(
        task=task,
        panel=panel,
        rules=plain,
        digest=trail.digest_of_content(plain),
        places=law.places,
        opened_by=actor.person,
        opened_at=clock.now(),
    )
    RoundTier.objects.bulk_create(
        RoundTier(round=round_, position=number, name=tier.name, places=tier.places)
        for number, tier in enumerate(law.tiers, start=1)
    )
    entries = _enter(round_, law, queries.candidates(task, law))
    trail.log(
        "round.opened",
        about=round_,
        within=task.case,
        actor=actor,
        digest=round_.digest,
        entries=len(entries),
        places=round_.places,
    )
    derive_conflicts(round_, queries.sitting(panel), actor=actor)
    _tell_members(round_, actor)
    cases = Case.objects.filter(pk__in=[entry.case_id for entry in entries])
    advance(task.case, *cases.select_related("edition"))
    return round_


def enter_late(round_: Round, groups: Iterable[int], *, actor: Actor) -> list[RoundEntry]:
    """Take into an open round those of these groups that became ready after it opened, numbered after the others."""
    law = round_.law
    ready = queries.candidates(round_.task, law).filter(case__in=list(groups))
    entries = _enter(round_, law, ready.exclude(case__in=round_.entries.values("case")))
    for entry in entries:
        trail.log("round.entered-late", about=entry, within=entry.case, actor=actor, stage=round_.task.stage)
    if entries:
        derive_conflicts(round_, queries.sitting(round_.panel), actor=actor)
        cases = Case.objects.filter(pk__in=[entry.case_id for entry in entries])
        advance(round_.task.case, *cases.select_related("edition"))
    return entries


def _enter(round_: Round, law: RoundLaw, ready: QuerySet[Task]) -> list[RoundEntry]:
    """An entry for each of these groups: the accepted revision of its application is what is judged."""
    tasks = {task.case_id: task for task in ready}
    last = round_.entries.aggregate(last=Max("number"))["last"] or 0
    handed_in = Filing.objects.accepted().filter(
        task__case__in=tasks, task__stage=law.application, interim=False
    )
    latest = {one.task.case_id: one for one in handed_in.select_related("task").order_by("number")}
    ordered = sorted(latest.values(), key=lambda one: (_handed_in(one), one.pk))
    return RoundEntry.objects.bulk_create(
        RoundEntry(
            round=round_,
            case_id=filing.task.case_id,
            task=tasks[filing.task.case_id],
            number=number,
            filing=filing,
            revision=filing.accepted_revision or filing.revision,
            handed_in_at=_handed_in(filing),
        )
        for number, filing in enumerate(ordered, start=last + 1)
    )


def _handed_in(filing: Filing) -> datetime:
    assert filing.first_sent_at is not None, "an accepted filing was sent"
    return filing.first_sent_at


def _tell_members(round_: Round, actor: Actor) -> None:
    people = round_.panel.seats.sitting().filter(person__username__isnull=False)
    trail.notify(
        "round-opened",
        to=people.exclude(person=actor.person).values_list("person", flat=True),
        text=format_lazy(
            gettext_lazy("เปิดรอบ «{round}» แล้ว — แจ้งการมีส่วนได้เสียก่อนให้คะแนน"),
            round=stage_of(round_.task).title,
        ),
        url=round_.get_absolute_url(),
    )
