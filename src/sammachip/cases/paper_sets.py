"""Blank forms of an office in one file: what is still to be written there, by programme, stage and district."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.blank_forms import bundle
from sammachip.cases.models import Task
from sammachip.cases.papers import blank_form
from sammachip.cases.personal import sight_of
from sammachip.core import document as doc
from sammachip.core.area import Level, code_on
from sammachip.core.verdict import YES, Verdict, require
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.registry.models import Group

MOST = 60
"""So many forms go into one file: more than a district has, and drawn while somebody waits."""
_IN_PLACE = ("position", "case__group__village", "case__group__name_sort", "case__path", "pk")


@dataclass(frozen=True, slots=True)
class PaperSet:
    """The forms of one stage that one office has still to write."""

    programme: str
    programme_title: str
    stage: str
    title: str
    office: Office
    tasks: Sequence[Task]

    @property
    def count(self) -> int:
        return len(self.tasks)

    @property
    def may_print(self) -> Verdict:
        if self.count <= MOST:
            return YES
        said = _("ชุดนี้มี {n} ฉบับ เกิน {most} ฉบับต่อแฟ้ม — พิมพ์ทีละงานจากหน้าของกลุ่ม")
        return Verdict(said.format(n=self.count, most=MOST), "too-many")


def sets_of(actor: Actor, *, programme: str = "", stage: str = "", office: str = "") -> list[PaperSet]:
    """The sets an office may print, of districts and the province itself; in a number of queries that does not grow.

    Of the whole nation there are none: what is written on paper is written below.
    """
    if Level(actor.office.level) is Level.NATION:
        return []
    found: dict[tuple[str, int, str, str], list[Task]] = defaultdict(list)
    for task in _to_be_written(actor, programme, stage):
        code = _office_code(task)
        if office in ("", code):
            found[task.case.edition.programme.code, task.position, task.stage, code].append(task)
    offices = Office.objects.in_bulk({code for *_rest, code in found})
    return [
        _set(tasks, offices[code]) for (*_rest, code), tasks in sorted(found.items(), key=lambda one: one[0])
    ]


def to_write_of(group: Group, actor: Actor) -> list[tuple[str, Task]]:
    """What is still to be written of one group, each form by its stage; two queries."""
    open_tasks = _to_be_written(actor, group=group)
    return [(queries.stage_of(task).title, task) for task in open_tasks]


def a_set(actor: Actor, programme: str, stage: str, office: str) -> PaperSet | None:
    return next(iter(sets_of(actor, programme=programme, stage=stage, office=office)), None)


def set_document(found: PaperSet, addresses: Sequence[str], *, actor: Actor) -> doc.Document:
    """Every form of the set, one after another; `addresses` are where each is keyed in. Raises Refused for too many."""
    require(found.may_print)
    with queries.due_dates_read_once():
        papers = [
            blank_form(task, address=address, sight=sight_of(actor, task))
            for task, address in zip(found.tasks, addresses, strict=True)
        ]
    return bundle(f"{found.title} · {found.office.name}", papers)


def _to_be_written(
    actor: Actor, programme: str = "", stage: str = "", group: Group | None = None
) -> Iterator[Task]:
    """The open tasks with a form that are with their writers now, in the order of their places."""
    editions = Prefetch("case__edition", queryset=Edition.objects.select_related("programme"))
    rows = Task.objects.visible_to(actor).unfinished().within(actor.office.path)
    rows = rows.filter(may_start=True, case__closed_at__isnull=True)
    if programme:
        rows = rows.filter(case__programme__code=programme)
    if stage:
        rows = rows.filter(stage=stage)
    if group:
        rows = rows.filter(case__group=group)
    seen = rows.select_related("case__office", "case__area", "case__group__village__area__parent")
    for task in seen.prefetch_related(editions).order_by(*_IN_PLACE):
        asked = queries.stage_of(task)
        if asked.form and task.turn_role in asked.by:
            yield task


def _office_code(task: Task) -> str:
    """The office that keeps the work: the district's, or of work above districts the province's."""
    return code_on(task.case.path, Level.DISTRICT) or code_on(task.case.path, Level.PROVINCE)


def _set(tasks: Sequence[Task], office: Office) -> PaperSet:
    first = tasks[0]
    edition = first.case.edition
    return PaperSet(
        programme=edition.programme.code,
        programme_title=edition.title,
        stage=first.stage,
        title=queries.stage_of(first).title,
        office=office,
        tasks=tasks,
    )
