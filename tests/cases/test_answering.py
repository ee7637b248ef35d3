"""Answers refused, lacking and changed, in the reader's language: every sentence of core, its values and its days."""

import re
from datetime import date
from decimal import Decimal

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core.answering import FORM
from sammachip.cases import answering
from sammachip.core import answers as core_answers
from sammachip.core.cells import BadCell, CellKind, Column, read_cell
from sammachip.core.fields import FieldType
from sammachip.core.formreading import parse_form
from sammachip.core.sentence import Sentence
from sammachip.core.thaidate import DayName
from sammachip.trail.spoken import worded
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import ThaiDateField

THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e5b]")
ENGLISH_FORM = parse_form(
    yaml.safe_load("""
title: Report
sections:
  - key: s
    title: All
    fields:
      - {key: short, label: Short, type: text, max_length: 3}
      - {key: long, label: Long, type: long_text}
      - {key: name, label: Name, type: person_name}
      - {key: figure, label: Figure, type: integer}
      - {key: whole, label: Whole, type: integer}
      - {key: least, label: Least, type: integer, min: 1}
      - {key: digits, label: Digits, type: integer}
      - {key: places, label: Places, type: number, decimals: 1}
      - {key: share, label: Share, type: percent}
      - {key: debt, label: Debt, type: money}
      - {key: amount, label: Amount, type: money}
      - {key: day, label: Day, type: date}
      - {key: held, label: Held, type: date, max: 2561-09-30}
      - {key: phone, label: Telephone, type: phone}
      - {key: kind, label: Kind, type: choice, choices: [{value: a, label: A}, {value: b, label: B}]}
      - {key: agreed, label: Agreed, type: yes_no}
      - {key: place, label: Place, type: place}
      - {key: steps, label: Steps, type: table, rows: [{key: one, label: One}], columns: [{key: n, label: N, type: integer, required: true}]}
      - {key: lines, label: Lines, type: table, max_rows: 1, columns: [{key: item, label: Item, type: text, required: true}, {key: n, label: N, type: integer}]}
      - {key: photos, label: Pictures, type: photos, min: 2, max: 3}
      - {key: known, label: Known, type: yes_no, filled: known, required: true}
""")
)
WRONG = {
    "short": "too long",
    "long": {"a": 1},
    "name": "123",
    "figure": "ten",
    "whole": "1.5",
    "least": "0",
    "digits": "1" * 16,
    "places": "1.25",
    "share": "101",
    "debt": "-1",
    "amount": "1.005",
    "day": "30/2/2561",
    "held": "1/10/2561",
    "phone": "12345",
    "kind": "c",
    "agreed": "maybe",
    "place": "310",
    "steps": {"one": {"n": "x"}, "two": {}},
    "lines": [{"id": "../", "n": "x"}, {"item": "y"}],
    "photos": [{"file": "../"}, {"file": "f", "caption": "x" * 400}, {"file": "f", "of": "x"}],
    "known": "yes",
    "odd": "x",
}


def test_a_reader_of_english_is_refused_in_english_to_the_last_value() -> None:
    """Refusals of a pack's form came in Thai to a reader of English."""
    with override("en"):
        answers = answering.coerce(ENGLISH_FORM, WRONG)
        lacking = answering.missing(ENGLISH_FORM, answers)

    told = [error.sentence for error in answers.errors]
    told += [text for one in lacking for text in (one.label, one.hint)]
    assert {re.split(r"\W", one.path)[0] for one in answers.errors} == set(WRONG)
    assert [sentence for sentence in told if THAI.search(sentence)] == []
    assert next(one.sentence for one in answers.errors if one.path == "held") == (
        "“Held”: 1 October 2018 (B.E. 2561) is more than the highest value 30 September 2018 (B.E. 2561) — check and correct it"
    )


def test_a_reader_of_thai_is_told_what_core_says() -> None:
    raw = {"standing": "x", "held_on": "1/10/2561", "steps": {"survey": {"state": "?"}}, "paid": "1"}

    with override("th"):
        answers, said = answering.coerce(FORM, raw), core_answers.coerce(FORM, raw)
        lacking = answering.missing(FORM, answers)

    assert answers.errors == said.errors
    assert lacking == core_answers.missing(FORM, said)


def test_what_changed_is_told_in_english() -> None:
    before, after = {"agreed": True, "held": date(2018, 9, 1)}, {"agreed": False, "photos": [{"file": "f"}]}

    with override("en"):
        changes = answering.changed(ENGLISH_FORM, before, after)

    assert [(one.before, one.after) for one in changes] == [
        ("1 September 2018 (B.E. 2561)", ""),
        ("Yes", "No"),
        ("", "photographs (1): f"),
    ]


def test_the_houses_own_fields_and_cells_name_the_month_in_english() -> None:
    """A reader of English was refused in Thai, whichever way the day was asked for."""
    typed = "30/2/2561"
    with pytest.raises(BadCell) as bad:
        read_cell(Column("paid_on", "Paid on", CellKind.DATE), typed)

    with override("en"):
        with pytest.raises(ValidationError, match="February"):
            ThaiDateField().clean(typed)
        with pytest.raises(ValidationError, match="February"):
            AnswerField(FieldType.DATE).clean(typed)
        said = worded(bad.value.sentence)

    assert ("February" in said, THAI.search(said)) == (True, None)


def test_only_a_sentence_that_remembers_its_parts_is_worded_anew() -> None:
    inner = Sentence("{amount:,} บาท", amount=Decimal("1200.50"))

    with override("en"):
        assert worded("ใช่") == "ใช่"
        assert worded(Sentence("ใช่")) == "Yes"
        assert worded(inner) == "1,200.50 baht"
        assert worded(DayName(date(2018, 9, 10))) == "10 September 2018 (B.E. 2561)"

    assert inner == "1,200.50 บาท"
