"""What is said of pictures in which somebody may not want to be seen."""

import pytest

from sammachip.cases.consented import FacesReading
from sammachip.registry.models import Group


@pytest.mark.parametrize(
    ("refusing", "named"), [(5, "«ก0» «ก1» «ก2» «ก3» «ก4» —"), (7, "«ก0» «ก1» «ก2» «ก3» «ก4» และอีก 2 กลุ่ม —")]
)
def test_groups_that_said_no_and_are_not_named_are_counted(refusing: int, named: str) -> None:
    found = FacesReading(3, None, tuple(Group(name=f"ก{at}") for at in range(refusing)), unasked=False)

    assert f"ไม่ให้ใช้ภาพใบหน้า: {named} ตรวจ" in found.sentence
