"""The lists behind the numbers of the desk: groups, late work, entries, reports, steps, indicators."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any  # a paginator takes rows of any kind

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from sammachip.cases import queries as case_queries
from sammachip.cases.kinds import label_said
from sammachip.cases.models import Case, Task
from sammachip.cases.rules import role_label
from sammachip.core.thaidate import bangkok_day
from sammachip.insight import lists, queries, words
from sammachip.insight.lists import SUMS, Moved, Named
from sammachip.insight.measures import Reading, readings
from sammachip.insight.queries import Board, Row
from sammachip.insight.reports import ReportState
from sammachip.insight.rules import WITH_A_BOARD
from sammachip.org.hats import Actor
from sammachip.trail import clock
from sammachip.web import boards
from sammachip.web.boards import list_url
from sammachip.web.extending import way_to_extend
from sammachip.web.shapes import Cell, Column, Listing, Way
from sammachip.web.templatetags.thai import baht, thaidate, thaidate_short

PER_PAGE = 50
REPORTED: Mapping[str, Sequence[ReportState]] = {
    ReportState.ACCEPTED: (ReportState.ACCEPTED, ReportState.NIL),
    ReportState.NIL: (ReportState.NIL,),
    ReportState.INTERIM: (ReportState.INTERIM,),
}
"""Which reports each count of a board takes in."""
PARTS = dict.fromkeys(("numerator", "denominator", "missing"))


@dataclass(frozen=True, slots=True)
class Behind:
    """One list: what it is of, its rows, and the leaf of it that is shown."""

    title: str
    listing: Listing
    leaf: Page[Any]


@dataclass(frozen=True)
class Asked:
    """Which list somebody wants: of which case, and what the address says beside. Raises Http404 for nonsense."""

    case: Case
    given: QueryDict
    actor: Actor
    today: date

    @cached_property
    def children(self) -> list[Case]:
        return queries.offices_below(self.case, self.today)

    @cached_property
    def board(self) -> Board:
        return queries.board(self.case, self.today)

    @cached_property
    def place(self) -> Case:
        """The office asked for: the case itself, or one directly below it."""
        code = self.given.get("office")
        known = {child.office_id: child for child in (self.case, *self.children)} if code else {}
        if code and code not in known:
            raise Http404(code)
        return known[code] if code else self.case

    @property
    def beside(self) -> Sequence[Case]:
        """The offices left out: with the case's own office asked for, those below it count for themselves."""
        return self.children if self.given.get("office") == self.case.office_id else ()

    def one_of(self, name: str, allowed: Mapping[str, object]) -> str:
        value = self.given.get(name, "")
        if value not in allowed:
            raise Http404(name)
        return value

    @property
    def caption(self) -> str:
        return _("ข้อมูล ณ วันที่ {day}").format(day=thaidate(self.today))

    @property
    def title_end(self) -> str:
        return f" · {self.place.office.short_name}" if self.given.get("office") and self.place.office else ""

    def leaf(self, rows: QuerySet[Any] | Sequence[Any]) -> Page[Any]:
        return Paginator(rows, PER_PAGE).get_page(self.given.get("page"))


def behind(what: str, asked: Asked) -> Behind:
    """The list of that name."""
    if what not in LISTS:
        raise Http404(what)
    return LISTS[what](asked)


def _groups(asked: Asked) -> Behind:
    leaf = asked.leaf(lists.outside(lists.group_cases(asked.place), "path", asked.beside))
    title = _("กลุ่มในโครงการ") + asked.title_end
    columns = [
        Column(_("กลุ่ม")),
        Column(_("หมู่บ้าน ตำบล อำเภอ"), is_place=True),
        Column(_("ผลิตภัณฑ์")),
        Column(_("สมาชิก (คน)"), numeric=True),
    ]
    rows = [_group_row(case) for case in leaf]
    return Behind(title, Listing(asked.caption, columns, rows, is_dense=True), leaf)


def _group_row(case: Case) -> list[Cell]:
    group = case.group
    assert group is not None
    members = "–" if group.members_count is None else f"{group.members_count:,}"
    return [
        Cell(group.name, case.get_absolute_url()),
        Cell(group.village.full_name),
        Cell(group.product or "–"),
        Cell(members),
    ]


def _late(asked: Asked) -> Behind:
    now = clock.now()
    leaf = asked.leaf(lists.outside(lists.late_tasks(asked.place, now), "case__path", asked.beside))
    title = _("งานเลยกำหนด") + asked.title_end
    columns = [
        Column(_("งาน")),
        Column(_("กลุ่มหรือหน่วยงาน")),
        Column(_("อยู่ที่")),
        Column(_("กำหนด")),
        Column(_("เลยมา (วัน)"), numeric=True),
        Column(_("ขยายเวลา")),
    ]
    dates = case_queries.DueDates(asked.case.edition)
    rows = [_late_row(task, now, way_to_extend(asked.actor, task, dates)) for task in leaf]
    return Behind(title, Listing(asked.caption, columns, rows), leaf)


def _late_row(task: Task, now: datetime, to_extend: str) -> list[Cell]:
    assert task.next_due is not None
    return [
        *_task_cells(task),
        Cell(thaidate_short(task.next_due)),
        Cell(f"{(bangkok_day(now) - bangkok_day(task.next_due)).days:,}"),
        Cell(_("ตามหนังสือ"), to_extend) if to_extend else Cell("–"),
    ]


def _task_cells(task: Task) -> list[Cell]:
    """What, for whom, and whose turn it is."""
    turn = f"{role_label(task.turn_role)} {task.turn_office.short_name}" if task.turn_office else "–"
    return [
        Cell(case_queries.stage_of(task).title, task.get_absolute_url()),
        Cell(str(task.case)),
        Cell(turn),
    ]


def _entries(asked: Asked) -> Behind:
    column = asked.one_of("column", dict.fromkeys(SUMS))
    cases = lists.cases_behind(asked.place, asked.beside)
    moved = lists.entries_behind(cases, column, asked.today, asked.actor)
    leaf = asked.leaf(moved)
    title = _("{column}: รายการที่ประกอบเป็นยอด").format(column=words.MONEY[column]) + asked.title_end
    columns = [
        Column(_("เลขที่เอกสาร")),
        Column(_("วันที่")),
        Column(_("บัญชีของ")),
        Column(_("รายการ")),
        Column(_("จำนวน (บาท)"), numeric=True),
    ]
    total = sum((one.amount for one in moved), Decimal(0))
    closing = [Cell(str(words.TOTAL)), Cell(""), Cell(""), Cell(""), Cell(baht(total))]
    return Behind(title, Listing(asked.caption, columns, [_entry_row(one) for one in leaf], closing), leaf)


def _entry_row(moved: Moved) -> list[Cell]:
    entry = moved.entry
    return [
        Cell(entry.document_number or _("รายการที่ {n}").format(n=entry.pk)),
        Cell(thaidate_short(entry.done_on)),
        Cell(str(entry.account.case), entry.account.case.get_absolute_url()),
        Cell(str(entry.get_kind_display())),
        Cell(baht(moved.amount)),
    ]


def _filings(asked: Asked) -> Behind:
    """Of every office, or of those alone whose report stands so."""
    rows, title = asked.board.rows, _("การรายงานของแต่ละหน่วยงาน")
    if asked.given.get("state"):
        state = asked.one_of("state", REPORTED)
        rows = tuple(row for row in rows if row.report.state in REPORTED[state])
        title += f": {ReportState(state).label}"
    leaf = asked.leaf(rows)
    columns = [
        Column(_("หน่วยงาน")),
        Column(_("สถานะ")),
        Column(_("ข้อมูล ณ วันที่")),
        Column(_("ส่งครั้งแรก")),
    ]
    return Behind(title, Listing(asked.caption, columns, [_filing_row(row) for row in leaf]), leaf)


def _filing_row(row: Row) -> list[Cell]:
    filing = row.report.filing
    return [
        Cell(str(row.case.office), filing.get_absolute_url() if filing else ""),
        Cell(str(row.report.state.label)),
        Cell(thaidate_short(filing.as_of) if filing else "–"),
        Cell(thaidate_short(row.report.sent_on) or "–"),
    ]


def _steps(asked: Asked) -> Behind:
    """With an office its tasks of the step; without one the offices that stand so with it."""
    numbers = {str(number): number for number in asked.case.edition.pack.steps()}
    number = numbers[asked.one_of("step", numbers)]
    return _step_tasks(asked, number) if asked.given.get("office") else _step_offices(asked, number)


def _step_tasks(asked: Asked, number: int) -> Behind:
    leaf = asked.leaf(lists.step_tasks(asked.place, number))
    title = f"{number}. {queries.step_titles(asked.case.edition.pack)[number]}{asked.title_end}"
    columns = [Column(_("งาน")), Column(_("กลุ่มหรือหน่วยงาน")), Column(_("อยู่ที่")), Column(_("ผล"))]
    rows = [
        [*_task_cells(task), Cell(label_said(task.label) or str(task.get_result_display()) or "–")]
        for task in leaf
    ]
    return Behind(title, Listing(asked.caption, columns, rows), leaf)


def _step_offices(asked: Asked, number: int) -> Behind:
    state = asked.one_of("state", words.STEPS)
    standing = [row for row in asked.board.rows if row.steps[number] == state]
    leaf = asked.leaf(standing)
    title = f"{number}. {asked.board.steps[number]}: {words.STEPS[state]}"
    rows = [
        [
            Cell(
                str(row.case.office),
                list_url(asked.case, "steps", step=number, office=str(row.case.office_id)),
            ),
            Cell(str(words.STEPS[state])),
        ]
        for row in leaf
    ]
    return Behind(title, Listing(asked.caption, [Column(_("หน่วยงาน")), Column(_("ผล"))], rows), leaf)


def _measure(asked: Asked) -> Behind:
    part = asked.one_of("part", PARTS)
    by_key: dict[str, Reading] = {one.measure.key: one for one in readings(asked.case)}
    whole = by_key[asked.one_of("measure", by_key)]
    reading = whole.within(asked.place.path).outside([case.path for case in asked.beside])
    leaf = asked.leaf(reading.behind(part))
    title = f"{reading.measure.title}: {boards.part_words(reading.measure)[part]}" + asked.title_end
    closing: list[Cell] = []
    columns = [
        Column(_("กลุ่มหรือหน่วยงาน")),
        Column(_("ที่อยู่"), is_place=True),
        Column(_("ข้อมูลที่ใช้วัด")),
        Column(_("สถานะของข้อมูล")),
    ]
    if part == "missing":
        columns.append(Column(str(words.WHY)))
    else:
        columns.append(Column(str(boards.part_words(reading.measure)[part]), numeric=True))
        total = boards.number_text(getattr(reading.total, part))
        closing = [Cell(str(words.TOTAL)), *[Cell("")] * (len(columns) - 2), Cell(total)]
    rows = [_measured_row(one, part) for one in lists.named(reading, list(leaf))]
    return Behind(title, Listing(asked.caption, columns, rows, closing), leaf)


def _measured_row(named: Named, part: str) -> list[Cell]:
    """One case that the number counts; what its part comes to, or why it has none."""
    group, task = named.case.group, named.task
    said = words.why_missing(named.part) or boards.number_text(Decimal(getattr(named.part.tally, part)))
    return [
        Cell(str(named.case), named.case.get_absolute_url()),
        Cell(group.village.full_name if group else "–"),
        Cell(case_queries.stage_of(task).title, task.get_absolute_url()) if task else Cell("–"),
        Cell((label_said(task.label) if task else "") or "–"),
        Cell(said),
    ]


LISTS: Mapping[str, Callable[[Asked], Behind]] = {
    "groups": _groups,
    "late": _late,
    "entries": _entries,
    "filings": _filings,
    "steps": _steps,
    "measure": _measure,
}

MEASURE = "measure"
OF_ONE_NUMBER = frozenset({"entries", "steps", MEASURE})
"""The lists that stand behind one of many numbers: which, the rest of the address says."""


def whole_of(case: Case) -> Way:
    """The page that shows the numbers: the board, or the sums of a case that has none."""
    if case.level in WITH_A_BOARD:
        return Way(_("ภาพรวม"), reverse("web:board", args=[case.pk]))
    return Way(_("ยอดรวมของโครงการ"), reverse("web:case-rollups", args=[case.pk]))
