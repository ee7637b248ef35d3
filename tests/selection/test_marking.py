"""Sheets: drafts keep what was typed, sealing freezes it, and marking anew needs the chair's leave."""

import pytest
from django.db import IntegrityError, transaction

from selection import build
from sammachip.selection.models import Mark, Round, Sheet


@pytest.fixture
def contest(cast, at):
    at(build.NOW)
    return build.contest(cast, entries=4)


@pytest.mark.both
def test_database_refuses_to_change_what_was_sealed_and_the_law_of_an_open_round(contest):
    sheet = build.mark(contest.entries[0], contest.chair)
    mark = sheet.marks.get(criterion="plan")
    draft = build.mark(contest.entries[1], contest.chair, sealed=False)

    for write in (
        lambda: Mark.objects.filter(pk=mark.pk).update(hundredths=1),
        lambda: Mark.objects.filter(pk=mark.pk).delete(),
        lambda: Mark.objects.create(sheet=sheet, criterion="more", hundredths=1),
        lambda: draft.marks.update(sheet=sheet),
        lambda: Sheet.objects.filter(pk=sheet.pk).update(remark="อื่น"),
        lambda: Sheet.objects.filter(pk=sheet.pk).update(sealed_at=None),
        lambda: Round.objects.filter(pk=contest.round.pk).update(rules={}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    assert draft.marks.update(hundredths=100) == 2
