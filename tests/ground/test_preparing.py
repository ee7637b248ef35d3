"""What an office's start brings up to its version."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip import preparing
from sammachip.cases.models import Task
from sammachip.cases.standings import differing

pytestmark = pytest.mark.django_db


def test_task_rows_of_another_version_are_settled_anew_once(cast: Cast, at: Freeze):
    at("2018-09-10 09:00")
    survey = make.task(make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee), "survey")
    said: list[str] = []
    Task.objects.filter(pk=survey.pk).update(label="ถ้อยคำของรุ่นก่อน")
    assert len(list(differing())) == 1

    for _start in range(2):
        preparing.bring_tasks_up(said.append)

    assert list(differing()) == []
    assert said == ["คำนวณสถานะงานใหม่ (tasks)"]


def test_a_note_torn_by_a_cut_of_power_stops_no_start(settings):
    preparing.remember("static", "1")
    (settings.DATA_DIR / "prepared.json").write_text('{"static": "1", "gaz')

    assert preparing.done("static") is None
    preparing.remember("gazetteer", "2")
    assert (preparing.done("static"), preparing.done("gazetteer")) == (None, "2")
