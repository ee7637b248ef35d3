"""What a form shows filled in: the facts its fields, columns, sentences and paper name, read as of a day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sammachip.cases import knowledge, queries
from sammachip.cases.models import Filing, Task
from sammachip.core.area import Level
from sammachip.core.expr import Kind
from sammachip.core.fields import FieldType, FormSpec, keys_filled
from sammachip.programmes import facts as readable
from sammachip.programmes.models import Edition
from sammachip.programmes.paperspec import blanks

ON_EVERY_PAPER = ("office.name", "group.name", "reporter.name", "reporter.post")
"""What a paper says of itself whatever its form asks: frozen with the answers, it is the same when drawn anew."""


def form_of(task: Task, edition: Edition | None = None) -> FormSpec:
    """The form of the task's stage; what was sent is read by the edition of its revision, else by the case's of today.

    A stage without a form has no filings, so asking is a programmer's error.
    """
    stage = queries.stage_of(task, edition)
    assert stage.form is not None, stage.key
    return (edition or task.case.edition).pack.forms[stage.form]


def names_wanted(task: Task) -> set[str]:
    """Every readable fact this form, its rules or its paper may name, and those of every paper."""
    form = form_of(task)
    pack = task.case.edition.pack
    wanted = {*ON_EVERY_PAPER, *(readable.plain(name) for name in keys_filled(form).values())}
    wanted |= {readable.plain(name) for name in form.known}
    paper = pack.papers.get(queries.stage_of(task).form or "")
    if paper:
        wanted |= {blank.name for blank in blanks(paper)}
    level = Level(task.case.level)
    return {name for name in wanted if (one := readable.fact(name)) and one.known_at(level)}


def filled_facts(task: Task, as_of: date) -> Mapping[str, object]:
    """The facts by name, and the day they are of."""
    return {**knowledge.known(task, names_wanted(task), as_of), "as_of": as_of}


def with_photos(filing: Filing, raw: dict[str, object] | None = None) -> dict[str, object]:
    """The draft's answers with its pictures under the form's photo fields, as `coerce` reads them."""
    answers = dict(filing.answers if raw is None else raw)
    keys = [one.key for one in form_of(filing.task).fields if one.type is FieldType.PHOTOS]
    if keys:
        photos = filing.photos.select_related("file").order_by("row", "position", "pk")
        rows = [
            {"file": photo.file.shown_digest, "caption": photo.caption, "of": photo.row} for photo in photos
        ]
        answers |= dict.fromkeys(keys, rows)
    return answers


def restored_facts(stored: Mapping[str, object]) -> dict[str, object]:
    """The facts of a revision as they were read, from the JSON they were frozen in."""
    return {name: _restored(name, value) for name, value in stored.items()}


def _restored(name: str, value: object) -> object:
    fact = readable.fact(name)
    if fact is None or value is None:
        return value
    if fact.kind is Kind.ROWS and isinstance(value, list):
        return [{key: _typed(fact.columns.get(key), cell) for key, cell in row.items()} for row in value]
    return _typed(fact.kind, value)


def _typed(kind: Kind | None, value: object) -> object:
    if value is None or not isinstance(value, str):
        return value
    if kind in (Kind.MONEY, Kind.NUMBER):
        return Decimal(value)
    return date.fromisoformat(value) if kind is Kind.DATE else value
