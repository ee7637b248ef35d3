"""sammachip groups: the register written out, and a sheet read in with each fault on a line."""

from pathlib import Path

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cli import main
from sammachip.records.models import SheetImport
from sammachip.registry.models import Group

HEADING = "ชื่อกลุ่ม,ชนิดกลุ่ม,อำเภอ,ตำบล,หมู่ที่,บ้าน\n"
ROW = "กลุ่มสมมุติ,กลุ่มอาชีพ,เมืองบุรีรัมย์,ในเมือง,1,ตัวอย่าง 1\n"


@pytest.fixture(autouse=True)
def now(at: Freeze) -> None:
    at("2018-09-10 09:00")


def test_what_is_exported_is_imported_as_no_change(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    make.group(cast.malee)
    file = tmp_path / "groups.xlsx"

    codes = [
        main(["groups", "export", "--as", "malee", "--format", "xlsx", "--out", str(file)]),
        main(["groups", "import", str(file), "--as", "malee"]),
    ]

    assert codes == [0, 0]
    assert "เหมือนเดิม 1 อยู่นอกพื้นที่ 0" in capsys.readouterr().err
    assert not SheetImport.objects.waiting().exists()


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (HEADING + ROW, 0, ""),
        (HEADING + ROW.replace("กลุ่มอาชีพ", "ชมรม"), 1, ": B2: "),
        (HEADING + ROW.replace("บุรีรัมย์", "บุรีรมย์"), 1, "หมายถึงที่ใด — เมืองบุรีรัมย์"),
    ],
)
def test_a_sheet_is_imported_or_each_fault_is_told(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: int, words: str
):
    file = tmp_path / "ก.csv"
    file.write_text(text, encoding="utf-8")

    assert main(["groups", "import", str(file), "--as", "malee"]) == code
    assert words in capsys.readouterr().out
    assert Group.objects.exists() is (code == 0)
