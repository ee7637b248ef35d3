"""A pack's form as it is taken along to the field: what a phone must know of it to write its answers down."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sammachip.cases import answering, collecting, queries
from sammachip.cases.filled import filled_facts, form_of, with_photos
from sammachip.cases.models import Task
from sammachip.cases.prefill import first_answers
from sammachip.core.answers import NOTHING
from sammachip.core.fields import Field, FormSpec
from sammachip.programmes.models import Edition
from sammachip.programmes.xlsforms import form_id
from sammachip.trail import clock
from sammachip.web.forms.filing import PREFIX, SectionInput, sections


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """A form laid out, its title, the version of the registry it shows, and `known`: the same for the phone, as JSON."""

    title: str
    of: str
    version: int
    sections: list[SectionInput]
    known: str


def taken_along(task: Task) -> TakenAlong:
    """The task's form with the answers that stand: those of its draft, else what is known already."""
    form, draft = form_of(task), collecting.draft_of(task)
    latest = draft or queries.newest_filing(task)
    raw = with_photos(draft) if draft else first_answers(task, latest)
    version = task.case.group.version if task.case.group else 0
    if draft:
        version = min(version, draft.registry_version)
    facts = filled_facts(task, clock.today())
    known = _known(task.case.edition, queries.stage_of(task).form or "", form, raw, version, task=task)
    laid = sections(form, answering.coerce(form, raw, facts=facts), facts, whole=True)
    return TakenAlong(form.title, collecting.task_words(task), version, laid, known)


def for_one_met(edition: Edition, key: str) -> TakenAlong:
    """The same form with nothing known, for a group that is not registered yet."""
    form = edition.pack.forms[key]
    laid = sections(form, answering.coerce(form, {}), NOTHING, whole=True)
    return TakenAlong(form.title, edition.title, 0, laid, _known(edition, key, form, {}, 0))


def _known(
    edition: Edition,
    key: str,
    form: FormSpec,
    raw: Mapping[str, object],
    version: int,
    *,
    task: Task | None = None,
) -> str:
    shown = {name: raw[name] for name in collecting.asked_away(form) if name in raw}
    return json.dumps(
        {
            "id": form_id(edition.programme.code, key),
            "version": str(edition.number),
            "task": task.pk if task else None,
            "title": collecting.task_words(task) if task else form.title,
            "named": collecting.name_field(form),
            "shown": {"version": version, "answers": shown} if task else {},
            "required": [_asked(one) for one in form.fields if _is_needed(one)],
            "sections": [
                {"key": section.key, "fields": [_plan(one) for one in section.fields if not one.filled]}
                for section in form.sections
            ],
        },
        ensure_ascii=False,
    )


def _is_needed(one: Field) -> bool:
    """Whether the phone may say that the answer is lacking; where a rule says when, the house does."""
    return (one.required is True or one.min_rows > 0) and one.when is None and not one.filled


def _asked(one: Field) -> dict[str, str]:
    return {"name": f"{PREFIX}.{one.key}", "label": one.label}


def _plan(one: Field) -> dict[str, object]:
    return {
        "key": one.key,
        "type": one.type.value,
        "columns": [column.key for column in one.columns if column.is_typed],
        "rows": [row.value for row in one.rows],
    }
