"""Deadlines moved by letter as pages show them: the letters that hold, and the way to one more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sammachip.cases import queries, rules
from sammachip.cases.models import Case, Extension, Task
from sammachip.cases.rules import role_label
from sammachip.core.area import Level, ancestors
from sammachip.core.signoff import ROLE_LEVEL
from sammachip.org.hats import Actor
from sammachip.web.readings import UNKNOWN, short_name


@dataclass(frozen=True, slots=True)
class Moved:
    """For whom one row moves the deadline, and whether the reader's hat might take that row back."""

    words: str
    extension: int
    may_go_back: bool

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class ExtensionLine:
    """One letter that moved one deadline, with the offices it moved it for."""

    stage: str
    role: str
    extension: Extension
    offices: Sequence[Moved]


def extension_lines(programme: int, extensions: Iterable[Extension], actor: Actor) -> list[ExtensionLine]:
    """One line a letter, however many offices it names, and one each time it was taken back; one query for names."""
    by_letter: dict[tuple[object, ...], list[Extension]] = {}
    for one in extensions:
        same = (
            one.stage,
            one.role,
            one.due_at,
            one.letter_number,
            one.letter_on,
            one.reason,
            one.taken_back_at,
        )
        by_letter.setdefault(same, []).append(one)
    paths = [one.path for ones in by_letter.values() for one in ones]
    cases = Case.objects.filter(programme=programme, path__in=paths).select_related("office", "area", "group")
    known = {case.path: case for case in cases}
    return [
        ExtensionLine(
            stage=ones[0].edition.pack.stage(ones[0].stage).title,
            role=role_label(ones[0].role),
            extension=ones[0],
            offices=[_moved(one, known, actor) for one in sorted(ones, key=lambda one: one.path)],
        )
        for ones in by_letter.values()
    ]


def _moved(extension: Extension, known: Mapping[str, Case], actor: Actor) -> Moved:
    standing = extension.taken_back_at is None
    may = standing and bool(rules.may_extend(actor, extension.path, extension.role))
    return Moved(_whose(extension, known.get(extension.path)), extension.pk, may)


def _whose(extension: Extension, case: Case | None) -> str:
    """The office the letter names; for offices below it, that it holds for all of them, later ones too."""
    if case is None:
        return UNKNOWN
    name = short_name(case)
    below = extension.role in ROLE_LEVEL and Level(case.level).is_above(ROLE_LEVEL[extension.role])
    return _("ทุกหน่วยงานในสังกัด {office} รวมที่เข้าโครงการภายหลัง").format(office=name) if below else name


def extensions_of(task: Task, actor: Actor) -> list[ExtensionLine]:
    """The letters that move this task's deadlines, newest first; two queries."""
    mine = Q(task=task) | Q(task=None, path__in=ancestors(task.case.path))
    of_stage = Extension.objects.in_force().filter(
        edition__programme=task.case.programme_id, stage=task.stage
    )
    found = of_stage.filter(mine).select_related("made_by", "edition").order_by("-made_at", "-pk")
    return extension_lines(task.case.programme_id, found, actor)


def way_to_extend(actor: Actor, task: Task, dates: queries.DueDates) -> str:
    """The address at which this hat extends the task, its hop and office chosen already; empty where it may not."""
    if task.result or not rules.may_extend(actor, task.case.path):
        return ""
    role = _role_to_move(actor, task, dates)
    asked = urlencode({"hop": f"{task.stage}:{role}", "whose": str(task.case_id)})
    return f"{reverse('web:extensions', args=[task.case_id])}?{asked}" if role else ""


def _role_to_move(actor: Actor, task: Task, dates: queries.DueDates) -> str:
    """Whose instant would be moved: of those below the actor's own office, whose turn it is before who comes after;
    one with a day of its own before one without."""
    stage, level = queries.stage_of(task), Level(task.case.level)
    chain = (task.turn_role, *stage.writers(level), *(hop.role for hop in stage.hops(level)))
    own = Level(actor.office.level)
    below = [role for role in chain if role in ROLE_LEVEL and own.is_above(ROLE_LEVEL[role])]
    return next((role for role in below if dates.due(task, role)), below[0] if below else "")
