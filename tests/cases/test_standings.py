"""`verify` compares each task row with its standing computed anew."""

import pytest

import make
from sammachip.cases.models import Task
from sammachip.trail import checks

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def day(at) -> None:
    at("2018-09-10 09:00")


def found() -> list[str]:
    return [sentence for name, sentence in checks.findings() if name == "สถานะงาน"]


def test_rows_the_engine_wrote_agree(cast):
    district = make.district(cast)
    make.filing(make.task(district, "report"), cast.malee, {"standing": "ongoing"})

    assert found() == []


def test_a_row_changed_by_hand_is_found(cast):
    task = make.task(make.district(cast), "report")
    Task.objects.filter(pk=task.pk).update(result="passed", missing_count=9)

    [sentence] = found()
    assert f"งาน {task.pk} " in sentence
    assert "result แสดง 'passed' แต่คำนวณได้ ''" in sentence
