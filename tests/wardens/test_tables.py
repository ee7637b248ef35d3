"""Tables: migrations are complete, and every rule in the database says in Thai why it refuses."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Model

from .source import listed

THAI = re.compile("[ก-๙]")


def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("sammachip.")]


@pytest.mark.django_db
def test_migrations_are_complete(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, interactive=False)
    except SystemExit:
        pytest.fail(f"{capsys.readouterr().out}\n→ run makemigrations -n with a name for the intent")


def test_every_constraint_refuses_in_thai():
    found = [
        f"{model._meta.label}: {constraint.name}"
        for model in own_models()
        for constraint in model._meta.constraints
        if not THAI.search(str(constraint.violation_error_message))
    ]

    assert not found, listed(found, do="give the constraint a violation_error_message an officer understands")


def test_every_model_says_what_one_row_means():
    found = [
        model._meta.label for model in own_models() if (model.__doc__ or "").startswith(f"{model.__name__}(")
    ]

    assert not found, listed(found, do="add a docstring of one to three lines: what one row means")
