"""What is known of a group as pages tell it: each value, who said so, by which filing; and where two do not agree."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Field as Column
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import queries
from sammachip.cases.models import Filing, FilingState
from sammachip.core.fields import Field
from sammachip.core.reading import is_blank
from sammachip.core.shown import display, shown_phone
from sammachip.core.thainum import counted
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.records.models import SheetImport
from sammachip.registry.actions_differences import DECISION
from sammachip.registry.actions_erasing import SOURCE as REQUEST_SOURCE
from sammachip.registry.models import LISTS, Difference, Fact, Group
from sammachip.registry.queries import (
    ACTIVITY,
    LEARNABLE,
    is_personal,
    is_row,
    known_at,
    learned_since,
    row_list,
    row_typed,
    rows_since,
    typed,
)
from sammachip.registry.questions import list_form, list_label
from sammachip.registry.rules import sees_personal
from sammachip.registry.rules_personal import phones_kept
from sammachip.web.readings import UNKNOWN
from sammachip.web.templatetags.thai import thaidate

SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (
        gettext_lazy("ข้อมูลกลุ่ม"),
        (
            "name",
            "kind",
            "founded_on",
            "members_count",
            "chair_name",
            "phone",
            "line_id",
            "facebook",
            *ACTIVITY,
        ),
    ),
    (
        gettext_lazy("อาชีพ ผลิตภัณฑ์ และ OTOP"),
        ("product", "occupation_kind", "sale_places", "otop_registered", "otop_number", "otop_year"),
    ),
    (gettext_lazy("ที่ตั้ง"), ("latitude", "longitude", "located_by")),
)
"""What is known of a group, as its page parts it."""

SOURCES: dict[str, Promise] = {
    "page": gettext_lazy("บันทึกในหน้าทะเบียนกลุ่ม"),
    "api": gettext_lazy("บันทึกจากโปรแกรมที่เชื่อมต่อ"),
}
Sees = Callable[[str], bool]
"""Whether a reader sees what is said of this field, were it personal."""
FILING_SOURCE, SHEET_SOURCE = "cases.filing:", "records.sheetimport:"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: in words, and the filing behind it when the reader may open that."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class FactLine:
    """One value of a group: what it is now or became, what it was, who said so, on which day, by what."""

    field: str
    label: str
    value: str
    before: str
    who: str
    said_on: date | None
    recorded_at: datetime | None
    source: Source | None

    @property
    def told_by(self) -> tuple[str, date | None, Source | None]:
        """Who said it, on which day, by what."""
        return self.who, self.said_on, self.source


def sight_of(actor: Actor, group: Group) -> Sees:
    """What this hat sees of the group's people: a telephone that was refused to others stays with its district."""
    whole, kept = sees_personal(actor, group.path), phones_kept(actor, group)
    return lambda field: whole and field not in kept


def group_facts(group: Group, actor: Actor) -> tuple[list[FactLine], list[FactLine]]:
    """What is known now, field by field, and every change, newest first; personal data masked for strangers to it."""
    told = list(group.facts.select_related("said_by").order_by("-version", "-pk"))
    sources = _sources((fact.source for fact in told), actor)
    sees = sight_of(actor, group)
    newest = {fact.field: fact for fact in reversed(told)}
    now = [
        _line(field, getattr(group, field), newest.get(field), sources, sees)
        for _title, fields in SECTIONS
        for field in fields
    ]
    changes = [_line(fact.field, fact.value, fact, sources, sees) for fact in told]
    return now, changes


@dataclass(frozen=True, slots=True)
class Known:
    """One part of what is known of a group: the values told, and the names of what nobody has told yet."""

    title: str
    lines: Sequence[FactLine]
    untold: Sequence[str]

    @property
    def usual(self) -> FactLine | None:
        """One of the values told as most of these are: by the same person, on the same day, by the same paper.

        A phone names that once. None where no two were told alike.
        """
        tellings = Counter(line.told_by for line in self.lines if line.source)
        told_by, times = tellings.most_common(1)[0] if tellings else (None, 0)
        return next(line for line in self.lines if line.told_by == told_by) if times > 1 else None

    @property
    def by_telling(self) -> list[tuple[FactLine, bool]]:
        """Each value with whether it was told as usual."""
        usual = self.usual
        return [(line, usual is not None and line.told_by == usual.told_by) for line in self.lines]


def in_sections(lines: Iterable[FactLine]) -> list[Known]:
    """The values of a group under the headings of its page."""
    by_field = {line.field: line for line in lines}
    return [
        Known(
            str(title),
            [by_field[field] for field in fields if by_field[field].value != UNKNOWN],
            [by_field[field].label for field in fields if by_field[field].value == UNKNOWN],
        )
        for title, fields in SECTIONS
    ]


def _line(
    field: str, value: object, fact: Fact | None, sources: Mapping[str, Source], sees: Sees
) -> FactLine:
    masked = is_personal(field) and not sees(field)
    return FactLine(
        field=field,
        label=field_label(field),
        value=_erased() if fact and fact.erased and is_blank(value) else _value(field, value, sees),
        before="" if fact is None or is_blank(fact.before) or masked else shown_value(field, fact.before),
        who=fact.said_by.name if fact else "",
        said_on=fact.said_on if fact else None,
        recorded_at=fact.recorded_at if fact else None,
        source=sources.get(fact.source) if fact else None,
    )


def _erased() -> str:
    return _("(ลบตามคำขอของเจ้าของข้อมูล)")


def _column(field: str) -> "Column[object, object]":
    column = Group._meta.get_field(field)
    assert isinstance(column, Column)
    return column


def _masked(value: object) -> str:
    return _("มีข้อมูล (ปกปิดข้อมูลส่วนบุคคล)") if value else UNKNOWN


def shown_value(field: str, value: object) -> str:
    """A value of a group as it is read."""
    if is_row(field):
        return shown_row(row_list(field), value)
    if value is None or value == "":
        return UNKNOWN
    value = typed(field, value)
    if isinstance(value, bool):
        return _("ลงทะเบียนแล้ว") if value else _("ยังไม่ลงทะเบียน")
    if isinstance(value, date):
        return thaidate(value)
    if field == "members_count":
        return f"{value:,}"
    if isinstance(value, Decimal):
        return counted(value)
    if field == "phone":
        return shown_phone(str(value))
    choices = dict(_column(field).flatchoices)
    return str(choices.get(value, value))


def shown_row(name: str, told: object) -> str:
    """A row of a list in one line; one that ended says so."""
    if not isinstance(told, Mapping):
        return _("นำออกจากรายการ")
    return " · ".join(
        head if told[column] is True else text for column, head, text in _cells(name, told) if text
    )


def shown_cells(name: str, told: Mapping[str, object]) -> list[tuple[str, str]]:
    """The cells of a row, each with the heading over it; a blank one is empty."""
    return [(head, text) for _column, head, text in _cells(name, told)]


def _cells(name: str, told: Mapping[str, object]) -> list[tuple[str, str, str]]:
    table, row = list_form(name).named(name), row_typed(LISTS[name], told)
    return [(column.key, column.label, _shown_cell(column, row[column.key])) for column in table.columns]


def _shown_cell(column: Field, value: object) -> str:
    if isinstance(value, date):
        return thaidate(value)
    return display(column, value) if value else ""


def _sources(named: Iterable[str], actor: Actor) -> dict[str, Source]:
    """Each source in words, with the way to it; three queries however many filings there are."""
    names = set(named)
    found = {name: Source(str(SOURCES.get(name, name))) for name in names}
    decided = [name for name in names if name.startswith(DECISION)]
    found |= {
        name: Source(_("การตัดสินข้อมูลที่ไม่ตรงกัน"), _difference_url(name.removeprefix(DECISION)))
        for name in decided
    }
    found |= _imports(names, actor)
    found |= {
        name: Source(
            _("คำขอของเจ้าของข้อมูล"), reverse("web:personal-request", args=[int(name.rpartition(":")[2])])
        )
        for name in names
        if name.startswith(REQUEST_SOURCE)
    }
    filed = {name: int(name.removeprefix(FILING_SOURCE)) for name in names if name.startswith(FILING_SOURCE)}
    found |= dict.fromkeys(filed, Source(_("แบบที่ท่านไม่มีสิทธิเปิด")))
    editions = Prefetch("task__case__edition", queryset=Edition.objects.select_related("programme"))
    seen = Filing.objects.visible_to(actor).filter(pk__in=filed.values()).select_related("task__case")
    for filing in seen.prefetch_related(editions):
        title = queries.stage_of(filing.task).title
        found[f"{FILING_SOURCE}{filing.pk}"] = Source(title, filing.get_absolute_url())
    return found


def _imports(names: set[str], actor: Actor) -> dict[str, Source]:
    """Those of the sources that are sheets, with the way to the import for whoever sees it; one query, if any is."""
    numbers = {name: int(name.split(":")[1]) for name in names if name.startswith(SHEET_SOURCE)}
    if not numbers:
        return {}
    seen = dict(
        SheetImport.objects.visible_to(actor).filter(pk__in=numbers.values()).values_list("pk", "name")
    )
    return {
        name: Source(
            _("การนำเข้าจากตาราง {sheet}").format(sheet=seen.get(number, "")).strip(),
            reverse("web:import", args=[number]) if number in seen else "",
        )
        for name, number in numbers.items()
    }


def _difference_url(number: str) -> str:
    return reverse("web:difference", args=[int(number)])


@dataclass(frozen=True, slots=True)
class Side:
    """One of two values: what it is, who said so, on which day, by what."""

    value: str
    who: str
    said_on: date
    source: Source


@dataclass(frozen=True, slots=True)
class DifferenceReading:
    """A difference as it is decided: both sides, what the writer was shown, what else the registry learned since."""

    difference: Difference
    label: str
    shown: str
    said: Side
    known: Side
    others: Sequence[FactLine]


def read_difference(difference: Difference, actor: Actor) -> DifferenceReading:
    """Both sides for this reader; personal values masked for who does not work with the group."""
    group, field = difference.group, difference.field
    sees = sight_of(actor, group)
    newest = group.facts.filter(field=field).select_related("said_by").order_by("-version", "-pk")[0]
    since = dict(learned_since(group, difference.shown_version))
    since.pop(field, None)
    named = {
        difference.source,
        newest.source,
        difference.fact.source,
        *(fact.source for fact in since.values()),
    }
    sources = _sources(named, actor)
    standing = newest if difference.is_open else difference.fact
    return DifferenceReading(
        difference=difference,
        label=field_label(field),
        shown=_value(field, difference.shown, sees),
        said=_side(difference.said, difference, field, sources, sees),
        known=_side(standing.value, standing, field, sources, sees),
        others=_changed_lines(group, since, difference.shown_version, sources, sees),
    )


def _side(
    value: object, told: Difference | Fact, field: str, sources: Mapping[str, Source], sees: Sees
) -> Side:
    return Side(_value(field, value, sees), told.said_by.name, told.said_on, sources[told.source])


def _value(field: str, value: object, sees: Sees) -> str:
    return _masked(value) if is_personal(field) and not sees(field) else shown_value(field, value)


def _changed_lines(
    group: Group, since: Mapping[str, Fact], version: int, sources: Mapping[str, Source], sees: Sees
) -> list[FactLine]:
    """What changed since a version: from what it was then to what it is now, by the newest to say so."""
    before = known_at(group, version)
    return [
        FactLine(
            field=field,
            label=field_label(field),
            value=_value(field, getattr(group, field), sees),
            before=_value(field, before[field], sees),
            who=since[field].said_by.name,
            said_on=since[field].said_on,
            recorded_at=since[field].recorded_at,
            source=sources[since[field].source],
        )
        for field in LEARNABLE
        if field in since
    ]


def changed_meanwhile(filing: Filing, actor: Actor) -> list[FactLine]:
    """What the registry learned of the filing's group since its answers were filled in, other than by the filing."""
    group = filing.task.case.group
    if group is None or filing.state == FilingState.ACCEPTED:
        return []
    since, rows = learned_since(group, filing.registry_version), rows_since(group, filing.registry_version)
    sources = _sources((fact.source for fact in (*since.values(), *rows)), actor)
    sees = sight_of(actor, group)
    return [
        *_changed_lines(group, since, filing.registry_version, sources, sees),
        *(_line(fact.field, fact.value, fact, sources, sees) for fact in rows),
    ]


def field_label(field: str) -> str:
    if is_row(field):
        return list_label(row_list(field))
    return str(_column(field).verbose_name)


def open_differences(actor: Actor, group: Group | None = None) -> list[tuple[str, Difference]]:
    """The questions this hat may decide, of one group or of all, each with what it is of; one query."""
    waiting = (
        Difference.objects.visible_to(actor).unsettled().select_related("group").order_by("asked_at", "pk")
    )
    if group is not None:
        waiting = waiting.filter(group=group)
    return [(field_label(one.field), one) for one in waiting]
