"""A form part by part, for a small screen: what each part still lacks, and its answers laid over the rest of the draft."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from sammachip.cases import answering
from sammachip.cases.filled import filled_facts, form_of, with_photos
from sammachip.cases.models import Filing
from sammachip.core.answers import Answers
from sammachip.core.fields import FormSpec
from sammachip.core.verdict import Missing
from sammachip.trail import clock


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a form as a page of its own: how many of its answers are missing, and how many are wrong."""

    number: int
    title: str
    url: str
    lacking: int
    wrong: int


def facts_for(filing: Filing) -> Mapping[str, object]:
    """What the house fills in on the draft."""
    return filled_facts(filing.task, filing.as_of or clock.today())


def answers_of(filing: Filing, facts: Mapping[str, object]) -> Answers:
    """The draft's answers as they were saved last."""
    return answering.coerce(form_of(filing.task), with_photos(filing), facts=facts)


def parts_of(filing: Filing, answers: Answers, facts: Mapping[str, object]) -> list[Part]:
    """Every part of the form, in its order."""
    form = form_of(filing.task)
    missing = answering.missing(form, answers, facts=facts)
    return [
        Part(
            number=number,
            title=section.title,
            url=reverse("web:village-part", args=[filing.pk, number]),
            lacking=len(lacking_in(form, number, missing)),
            wrong=len(wrong_in(form, number, answers)),
        )
        for number, section in enumerate(form.sections, start=1)
    ]


def keys_in(form: FormSpec, number: int) -> set[str]:
    """The fields of one part."""
    return {one.key for one in form.sections[number - 1].fields}


def lacking_in(form: FormSpec, number: int, missing: tuple[Missing, ...]) -> list[Missing]:
    return [one for one in missing if _field(one.key) in keys_in(form, number)]


def wrong_in(form: FormSpec, number: int, answers: Answers) -> list[str]:
    """The sentences on what is wrong in this part; what is wrong between parts is told before sending."""
    return [one.sentence for one in answers.errors if _field(one.path) in keys_in(form, number)]


def _field(path: str) -> str:
    """The field in which `committee[2].name` lies."""
    return path.partition("[")[0]


def laid_over(filing: Filing, number: int, typed: Mapping[str, object]) -> dict[str, object]:
    """The draft with this part as it was typed, and every other as it was saved."""
    mine = keys_in(form_of(filing.task), number)
    rest = {key: value for key, value in filing.answers.items() if key not in mine}
    return {**rest, **{key: value for key, value in typed.items() if key in mine}}
