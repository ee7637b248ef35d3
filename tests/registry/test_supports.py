"""Lists of other agencies' support: each row finds its one group by name and place, or says why not; never a guess."""

import pytest

import make
from cast import Cast
from sammachip.core.grid import parse_csv
from sammachip.core.verdict import Refused, Stale
from sammachip.registry import supports
from sammachip.registry.actions_supports import keep_supports, take_back_supports
from sammachip.registry.models import Support
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

HEAD = "ปีงบประมาณ\tหน่วยงาน\tชื่อกลุ่ม\tหมู่ที่\tตำบล\tรายการ\tจำนวนเงิน (บาท)\n"
THREAD = "๒๕๖๑\tเทศบาลสมมุติ\tกลุ่มทอผ้าตัวอย่าง\t{moo}\t\tเส้นด้าย\t๕,๐๐๐\n"


def test_a_row_finds_its_group_by_name_and_place_and_says_what_it_does_not_find(cast: Cast) -> None:
    first, second = (make.group(cast.malee, moo=moo) for moo in (1, 2))

    text = (
        HEAD + THREAD.format(moo="") + THREAD.format(moo="๒") + THREAD.replace("ทอผ้า", "อื่น").format(moo="1")
    )
    reading = supports.read_pasted(text, cast.malee)

    assert [(row.group, row.fiscal_year, row.item, str(row.amount)) for row in reading.rows] == [
        (second, 2561, "เส้นด้าย", "5000.00")
    ]
    assert [(error.cell, error.message) for error in reading.errors] == [
        ("C2", "มีกลุ่มชื่อ «กลุ่มทอผ้าตัวอย่าง» 2 กลุ่ม — ระบุหมู่ที่และตำบลของกลุ่มในแถวนี้")
    ]
    assert reading.unknown == ("กลุ่มอื่นตัวอย่าง",)
    assert first.pk != second.pk


def test_what_is_written_out_reads_back_the_same(cast: Cast) -> None:
    make.group(cast.malee)
    rows = supports.read_pasted(HEAD + THREAD.format(moo="1"), cast.malee).rows

    again = supports.read_grid(parse_csv(supports.csv_of(rows).removeprefix("\ufeff")), cast.malee)

    assert (again.rows, again.errors) == (rows, ())


def test_a_list_is_kept_and_taken_back_once_by_its_own_office(cast: Cast) -> None:
    make.group(cast.malee)
    rows = supports.read_pasted(HEAD + THREAD.format(moo="1"), cast.malee).rows
    with pytest.raises(Refused, match="อยู่นอกความรับผิดชอบ"):
        keep_supports(rows, name="เทศบาล", actor=cast.kanya)
    sheet = keep_supports(rows, name="เทศบาล", actor=cast.malee)
    assert [str(one) for one in Support.objects.visible_to(cast.malee).standing()] == ["เทศบาลสมมุติ: เส้นด้าย"]
    assert not Support.objects.visible_to(cast.kanya).exists()
    with pytest.raises(Refused, match="นำเข้าโดยหน่วยงานอื่น"):
        take_back_supports(sheet, actor=cast.somchai)

    take_back_supports(sheet, actor=cast.malee)

    assert not Support.objects.standing().exists()
    with pytest.raises(Stale):
        take_back_supports(sheet, actor=cast.malee)
    assert [event.verb for event in Event.objects.about(sheet)] == ["supports.kept", "supports.taken-back"]
