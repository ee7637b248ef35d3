"""The levels kept on tasks and those found anew from what was sent: the same for every group."""

from random import Random

import pytest

import assessing
from cast import Cast
from conftest import Freeze
from sammachip.cases.assessments import series_of
from sammachip.cases.models import Task
from sammachip.cases.standings import differing

pytestmark = pytest.mark.django_db


def test_levels_kept_are_those_found_anew_for_every_group(cast: Cast, at: Freeze) -> None:  # clause A10
    at("2018-09-10 09:00")
    chance = Random(2561)
    first = assessing.enrolled(cast)
    groups = [first, *(assessing.beside(cast, first, f"กลุ่มตัวอย่าง {number}") for number in range(5))]
    for group in groups:
        steps = [chance.randint(0, 3) for _ in assessing.FIVE]
        assessing.assessed(group, "assess", assessing.five(*steps), cast.malee)
        choices = " ".join(f"{letter}{chance.randint(1, 3)}" for letter in "scpdm")
        assessing.assessed(group, "place", assessing.quadrant(choices), cast.malee)

    kept = {task.pk: task.tier for task in Task.objects.exclude(tier="")}
    found = {
        made.task.pk: made.assessed.label
        for group in groups
        for series in series_of(group, cast.malee)
        for made in series.made
    }

    assert (len(kept), len(set(kept.values())) > 4) == (12, True)
    assert kept == found
    assert list(differing()) == []


def test_a_level_changed_behind_the_systems_back_is_found(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    group = assessing.enrolled(cast)
    assessing.assessed(group, "assess", assessing.five(1), cast.malee)
    Task.objects.filter(case=group, stage="assess").update(tier="ระดับ ๓ (เข้มแข็ง)")

    (said,) = differing()

    assert "tier แสดง 'ระดับ ๓ (เข้มแข็ง)' แต่คำนวณได้ 'ระดับ ๑ (ควรพัฒนา)'" in said
