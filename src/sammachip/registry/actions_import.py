"""A sheet of groups is read and shown, its questions are answered, it is applied in one transaction, and taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.records import actions_sheets as kept_sheets
from sammachip.records.models import SheetImport
from sammachip.registry import rules_sheets as rules
from sammachip.registry.actions import Changes
from sammachip.registry.actions_answers import keep_answers
from sammachip.registry.actions_import_lists import change_rows, insert_rows, put_rows_back
from sammachip.registry.importing import SHEET_KIND, Fate, Key, Line, proposal
from sammachip.registry.keys import keys_of
from sammachip.registry.models import LISTS, Fact, Group, Village
from sammachip.registry.queries import is_row, typed
from sammachip.registry.rules import may_register
from sammachip.registry.sheets import GroupReading
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.actions import plain
from sammachip.trail.writes import Prepare, insert_many, prepared

CHUNK = 2000
"""Groups that are written at a time: what the memory holds of a long sheet."""
T = TypeVar("T")
_COMPUTED = ("name_sort", "name_folded", "name_stem", "phone_digits")
_FACT = ("group", "field", "value", "before", "version", "source", "said_by", "said_on", "recorded_at")


@transaction.atomic
def keep_reading(reading: GroupReading, *, name: str, digest: str, actor: Actor) -> SheetImport:
    """Keep what was read of a sheet, to be looked through; the registry stays as it is.

    Raises Refused while a cell of it could not be taken.
    """
    require(may_register(actor, actor.office.path))
    require(rules.is_whole(reading.errors))
    return kept_sheets.keep_read(
        SHEET_KIND,
        name=name,
        digest=digest,
        rows=[_head(reading), *(row.plain() for row in reading.rows)],
        remarks=reading.remarks,
        about=actor.office,
        actor=actor,
    )


def _head(reading: GroupReading) -> dict[str, object]:
    """What is kept before the rows: where the columns stand, and those that a person is asked about."""
    return {"places": dict(reading.places), "unsure": plain([one.plain() for one in reading.unsure])}


@transaction.atomic
def answer_places(sheet: SheetImport, answers: Mapping[str, str], *, actor: Actor) -> SheetImport:
    """Remember, for this sheet, which official places its misspelt names mean, and which columns its headings. Answers to
    what was not asked are dropped."""
    require(may_register(actor, sheet.office.path))
    require(rules.is_waiting(sheet))
    return keep_answers(sheet, (one.question for one in proposal(sheet).questions), answers)


@transaction.atomic
def apply_groups(sheet: SheetImport, *, seen: str, actor: Actor) -> SheetImport:
    """Register what is new in a sheet and learn what it changes, all of it or nothing; one event names sheet and file.

    Raises Stale when the registry is no longer as it was when `seen` was shown.
    """
    require(may_register(actor, sheet.office.path))
    trail.hold(actor)
    sheet = kept_sheets.hold(sheet)
    require(rules.is_waiting(sheet))
    found = proposal(sheet)
    require(rules.is_whole(found.errors) and rules.is_answered(found.questions))
    if not found.changes_anything:
        raise Refused(_("แผ่นงานนี้ไม่มีสิ่งใดต่างจากทะเบียน จึงไม่มีอะไรให้นำเข้า"))
    if found.seal != seen:
        raise Stale(_("ทะเบียนกลุ่มหรือคำตอบของการนำเข้านี้เปลี่ยนไปหลังจากเปิดหน้า — ตรวจตัวอย่างล่าสุดก่อนนำเข้า"))
    _place_villages(found.villages)
    _register(sheet, (line for line in found.lines if line.fate is Fate.NEW), actor)
    _learn(sheet, [line for line in found.lines if line.fate is Fate.CHANGED], actor)
    counts: dict[str, Any] = {str(fate): count for fate, count in found.counts.items()}  # facts of the event
    kept_sheets.mark_applied(sheet, counts)
    trail.log("groups.imported", about=sheet, actor=actor, sheet=sheet.name, sha256=sheet.digest, **counts)
    return sheet


@transaction.atomic
def discard_groups(sheet: SheetImport, *, reason: str = "", actor: Actor) -> SheetImport:
    """Say that a sheet that waits will not be applied. Raises Refused when it was applied or discarded already."""
    require(may_register(actor, sheet.office.path))
    trail.hold(actor)
    sheet = kept_sheets.hold(sheet)
    require(rules.is_waiting(sheet))
    kept_sheets.mark_discarded(sheet)
    trail.log(
        "groups.import-discarded",
        about=sheet,
        actor=actor,
        sheet=sheet.name,
        sha256=sheet.digest,
        reason=reason.strip(),
    )
    return sheet


def _place_villages(names: Mapping[str, str]) -> None:
    Village.objects.bulk_create(
        (Village(code=code, area_id=code[:6], moo=int(code[6:]), name=name) for code, name in names.items()),
        batch_size=CHUNK,
    )


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _source(sheet: SheetImport) -> str:
    return f"{sheet._meta.label_lower}:{sheet.pk}"


def _register(sheet: SheetImport, lines: Iterable[Line], actor: Actor) -> None:
    """Write the new groups, and what they say as their first facts."""
    for chunk in _chunks(lines):
        before = Group.objects.aggregate(last=models.Max("pk"))["last"] or 0
        _insert_groups(chunk)
        numbers = _numbers_after(before, sheet.office.path)
        told = [(numbers[line.key], line) for line in chunk]
        insert_many(Fact, _FACT, _first_facts(sheet, told, actor))


def _insert_groups(lines: Sequence[Line]) -> None:
    columns = [column.name for column in Group._meta.concrete_fields if not column.primary_key]
    prepare = prepared(Group, columns)
    blank = Group()
    usual = {
        name: prepare[name](getattr(blank, name)) for name in columns if name not in ("village", *_COMPUTED)
    }
    insert_many(Group, columns, (_cells(line, columns, usual, prepare) for line in lines))


def _cells(
    line: Line, columns: Sequence[str], usual: Mapping[str, object], prepare: Mapping[str, Prepare]
) -> tuple[object, ...]:
    """The columns of a new group: what the row says, what is computed from it, and what is usual of the rest."""
    said = line.row.said
    told = {
        **usual,
        **{key: prepare[key](value) for key, value in said.items()},
        **keys_of(name=line.name, phone=str(said.get("phone", ""))),
        "village": line.village,
        "path": _path(line.village),
    }
    return tuple(told[name] for name in columns)


def _numbers_after(before: int, path: str) -> dict[Key, int]:
    """The numbers of the groups under a path that came after this one, by what makes each one: the database's sequence
    gives what is written later a higher number."""
    came = Group.objects.within(path).filter(pk__gt=before, taken_back_by__isnull=True).order_by()
    rows = came.values_list("village_id", "name_folded", "kind", "pk")
    return {(village, folded, kind): pk for village, folded, kind, pk in rows.iterator(CHUNK)}


def _first_facts(
    sheet: SheetImport, lines: Sequence[tuple[int, Line]], actor: Actor
) -> Iterator[tuple[object, ...]]:
    prepare = prepared(Fact, _FACT)
    value, day = prepare["value"], prepare["said_on"]
    source, person, today = _source(sheet), actor.person.pk, clock.today()
    moment = prepare["recorded_at"](clock.now())
    said = ((group, line, key, new) for group, line in lines for key, new in line.row.said.items())
    for group, line, key, new in chain(said, insert_rows(lines)):
        said_on = day(line.row.said_on or today)
        yield group, key, value(plain(new)), None, 1, source, person, said_on, moment


def _path(village: str) -> str:
    return f"/{village[:2]}/{village[:4]}/{village[:6]}/"


def _facts(
    sheet: SheetImport,
    line: Line,
    group: int,
    version: int,
    changes: Mapping[str, tuple[object, object]],
    actor: Actor,
) -> Iterator[Fact]:
    day, moment, source = line.row.said_on or clock.today(), clock.now(), _source(sheet)
    for key, (old, new) in changes.items():
        yield Fact(
            group_id=group,
            field=key,
            value=plain(new),
            before=plain(old),
            version=version,
            source=source,
            said_by_id=actor.person.pk,
            said_on=day,
            recorded_at=moment,
        )


def _learn(sheet: SheetImport, lines: Sequence[Line], actor: Actor) -> None:
    """Change the groups that the lines speak of. Raises Stale where one was changed since it was compared."""
    for chunk in _chunks(lines):
        by_pk = {line.held.pk: line for line in chunk if line.held}
        groups = list(Group.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=by_pk))
        facts: list[Fact] = []
        told: set[str] = set()
        for group in groups:
            line = by_pk[group.pk]
            assert line.held is not None
            if group.version != line.held.version:
                raise Stale(_("«{name}» มีผู้แก้ไขระหว่างนำเข้า — เปิดตัวอย่างอีกครั้ง").format(name=group.name))
            _put(group, {key: new for key, (_old, new) in line.changes.items()})
            told.update(line.changes)
            changes = {**line.changes, **change_rows(group, line)}
            facts += _facts(sheet, line, group.pk, group.version, changes, actor)
        _save(groups, told)
        Fact.objects.bulk_create(facts)


def _put(group: Group, values: Mapping[str, object]) -> None:
    for key, value in values.items():
        setattr(group, key, value)
    for key, computed in keys_of(name=group.name, phone=group.phone).items():
        setattr(group, key, computed)
    group.version += 1


def _save(groups: Sequence[Group], told: Collection[str]) -> None:
    Group.objects.bulk_update(groups, [*sorted(told), *_COMPUTED, "version"], batch_size=100)


@transaction.atomic
def undo_groups(sheet: SheetImport, *, actor: Actor) -> SheetImport:
    """Take back what a sheet brought: groups that nothing was done with since, and values that nobody changed since.

    What cannot be taken back stays, and is named in the outcome. Raises Refused when it was taken back already.
    """
    require(may_register(actor, sheet.office.path))
    trail.hold(actor)
    sheet = kept_sheets.hold(sheet)
    if sheet.applied_at is None or sheet.undone_at is not None:
        raise Refused(_("การนำเข้านี้ยังไม่ได้นำเข้า หรือยกเลิกไปแล้ว"))
    brought, learned = _brought_by(sheet)
    used = _used(brought)
    fresh = [pk for pk in brought if pk not in used]
    for chunk in _chunks(fresh):
        Group.objects.filter(pk__in=chunk).update(taken_back_by=sheet)
    retold, restored = _put_back(sheet, learned, actor)
    kept = [*_named(used), *retold]
    outcome = {"taken_back": len(fresh), "restored": restored, "kept": kept}
    kept_sheets.mark_undone(sheet, outcome)
    trail.log(
        "groups.import-undone",
        about=sheet,
        actor=actor,
        sheet=sheet.name,
        taken_back=len(fresh),
        kept=len(kept),
    )
    return sheet


def _brought_by(sheet: SheetImport) -> tuple[dict[int, int], dict[int, list[Fact]]]:
    """The groups that the sheet registered, each with its version now, and of others the facts that it brought."""
    facts = Fact.objects.filter(source=_source(sheet))
    first = facts.filter(field="name", version=1).order_by("pk").values_list("group", flat=True)
    brought: dict[int, int] = {}
    for chunk in _chunks(first):
        brought.update(Group.objects.filter(pk__in=chunk).values_list("pk", "version"))
    learned: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts.filter(version__gt=1).order_by("group", "pk"):
        learned[fact.group_id].append(fact)
    return brought, learned


def _used(brought: Mapping[int, int]) -> set[int]:
    """Those of the groups that were changed since, or that any other row of the house points to; one query for each
    table that can."""
    used = {pk for pk, version in brought.items() if version > 1}
    told_by_version = (Fact, *LISTS.values())  # each change of a list is one of its group
    for relation in Group._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or relation.related_model in told_by_version:
            continue
        column = relation.field.attname
        rows = relation.related_model._base_manager.order_by()
        for chunk in _chunks(brought):
            used.update(rows.filter(**{f"{column}__in": chunk}).values_list(column, flat=True))
    return used


def _named(groups: Iterable[int]) -> list[dict[str, object]]:
    """The groups that stay, with why."""
    why = _("มีผู้แก้ไขหรือใช้ในงานแล้วหลังการนำเข้า")
    rows = Group.objects.filter(pk__in=list(groups)).in_order().values_list("pk", "name")
    return [{"group": pk, "name": name, "field": "", "why": why} for pk, name in rows]


def _put_back(
    sheet: SheetImport, learned: Mapping[int, list[Fact]], actor: Actor
) -> tuple[list[dict[str, object]], int]:
    """Give the changed groups back what they said before: what was said anew since and stays, and how many values went
    back."""
    kept: list[dict[str, object]] = []
    restored = 0
    for chunk in _chunks(learned):
        newest = _newest(chunk)
        groups = list(Group.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=chunk))
        facts: list[Fact] = []
        for group in groups:
            back = [fact for fact in learned[group.pk] if newest[group.pk, fact.field] == fact.pk]
            kept += [
                {
                    "group": group.pk,
                    "name": group.name,
                    "field": fact.field,
                    "why": _("มีผู้บอกค่าใหม่หลังการนำเข้า"),
                }
                for fact in learned[group.pk]
                if fact not in back
            ]
            facts += _facts_back(sheet, group, back, actor)
        _save(groups, {fact.field for fact in facts if not is_row(fact.field)})
        Fact.objects.bulk_create(facts)
        restored += len(facts)
    return kept, restored


def _newest(groups: Iterable[int]) -> dict[tuple[int, str], int]:
    """By group and column, the fact that was told last."""
    told = Fact.objects.filter(group__in=list(groups)).order_by()
    rows = told.values_list("group", "field").annotate(last=models.Max("pk"))
    return {(group, key): last for group, key, last in rows}


def _facts_back(sheet: SheetImport, group: Group, back: Sequence[Fact], actor: Actor) -> list[Fact]:
    """Put the columns back as they were, and tell so as facts of their own."""
    if not back:
        return []
    before = {fact.field: typed(fact.field, fact.before) for fact in back if not is_row(fact.field)}
    told: Changes = {field: (getattr(group, field), value) for field, value in before.items()}
    _put(group, before)
    told |= put_rows_back(group, [fact for fact in back if is_row(fact.field)])
    return [
        Fact(
            group=group,
            field=key,
            value=plain(new),
            before=plain(old),
            version=group.version,
            source=f"{_source(sheet)}:undone",
            said_by=actor.person,
            said_on=clock.today(),
            recorded_at=clock.now(),
        )
        for key, (old, new) in told.items()
    ]
