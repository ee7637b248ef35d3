"""What pages of a selection share: the round and panel at an address within the hat's sight, how entries are named."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sammachip.cases.models import Task
from sammachip.cases.queries import stage_of
from sammachip.org.hats import Actor
from sammachip.selection import law, rules
from sammachip.selection.models import Panel, Round, RoundEntry
from sammachip.selection.queries import round_tasks
from sammachip.web.decorators import Request
from sammachip.web.shapes import Tab

PLACE = "case__group__village__area__parent__parent"
"""What an entry's name and place are read from."""
SEATS = rules.PANEL_SEATS


def entry_words(entry: RoundEntry) -> str:
    """An entry as a list names it: number, name and place."""
    return _("{number}. {name} — {place}").format(number=entry.number, name=entry.case, place=place_of(entry))


def place_of(entry: RoundEntry) -> str:
    """Where the entry's group is: village, sub-district, district, province."""
    group = entry.case.group
    if group is None:
        return str(entry.case)
    district = group.village.area.parent
    province = district.parent if district else None
    return " ".join([group.village.full_name, *([province.full_name] if province else [])])


def round_task(request: Request, pk: int) -> Task:
    """The office's task of a round that the hat sees."""
    found = get_object_or_404(round_tasks(request.actor), pk=pk)
    if stage_of(found).kind != law.ROUND:
        raise Http404
    return found


def panel_seen(request: Request, pk: int) -> Panel:
    seen = Panel.objects.visible_to(request.actor).select_related(
        "case__office", "case__edition__programme", "order", "made_by"
    )
    return get_object_or_404(seen, pk=pk)


def round_seen(request: Request, pk: int) -> Round:
    seen = Round.objects.visible_to(request.actor).select_related(
        "task__case__edition__programme", "task__case__office", "panel__case__office", "panel__order"
    )
    return get_object_or_404(seen, pk=pk)


def entries_of(round_: Round, actor: Actor) -> QuerySet[RoundEntry]:
    """The entries of the round that this hat may look at, with what they are named by, in their order."""
    seen = RoundEntry.objects.visible_to(actor).filter(round=round_)
    return seen.select_related(PLACE, "case__edition").order_by("number")


@dataclass(frozen=True, slots=True)
class RoundHead:
    """What stands above every page of a round."""

    round: Round
    title: str
    programme: str
    tabs: list[Tab]


def round_head(round_: Round, actor: Actor, here: str) -> RoundHead:
    """The round's name, and the pages of it that this hat opens."""
    case = round_.task.case
    pages = [("round", _("ภาพรวม"))]
    if actor.is_seat:
        pages += [("judging", _("ให้คะแนน")), ("round-conflicts", _("การมีส่วนได้เสีย"))]
    if actor.is_one_of(rules.CHAIR, rules.SECRETARY):
        if rules.is_running(round_):
            pages += [("round-assignments", _("มอบหมายงาน"))]
        if rules.takes_marks(round_):
            pages += [("round-sheets", _("ใบคะแนน"))]
        pages += [("round-board", _("คะแนนรวม"))]
    if actor.is_one_of(rules.SECRETARY):
        pages += [("round-resolution", _("มติที่ประชุม"))]
    if round_.published_at:
        pages += [("round-result", _("ผลการคัดเลือก"))]
    tabs = [Tab(label, reverse(f"web:{name}", args=[round_.pk]), here=name == here) for name, label in pages]
    return RoundHead(round_, stage_of(round_.task).title, case.edition.title, tabs)
