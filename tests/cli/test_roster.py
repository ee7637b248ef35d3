"""sammachip roster: lists shown, and a sheet read in as the next revision with each fault on a line."""

from pathlib import Path

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cli import main
from sammachip.records.models import SheetImport
from sammachip.registry.models import Roster

LETTER = ("--list", "thai_niyom", "--letter", "มท 1", "--on", "1/8/2561", "--from", "กรมสมมุติ")


@pytest.fixture(autouse=True)
def now(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.mark.parametrize(
    ("text", "who", "code", "words"),
    [
        ("รหัสหมู่บ้าน\n31010101\n", "anong", 0, "ฉบับที่ 1 แล้ว: ทั้งหมด 1 เพิ่ม 1 ออก 0"),
        ("รหัสหมู่บ้าน\n31990101\n", "anong", 1, "A2"),
        ("รหัสหมู่บ้าน\n31010101\n", "malee", 1, "ให้เจ้าหน้าที่กรมหรือจังหวัดทำ"),
    ],
)
def test_a_list_is_imported_or_each_fault_is_told(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, who: str, code: int, words: str
):
    make.edition(cast)
    file = tmp_path / "บัญชี.csv"
    file.write_text(text, encoding="utf-8")

    assert main(["roster", "import", str(file), *LETTER, "--as", who]) == code

    told = capsys.readouterr()
    assert words in told.out + told.err
    assert Roster.objects.exists() is (code == 0)
    main(["roster", "show"])
    assert "หมู่บ้านเป้าหมายโครงการไทยนิยม ยั่งยืน" in capsys.readouterr().out


def test_a_dry_run_leaves_no_list_waiting(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    make.edition(cast)
    file = tmp_path / "บัญชี.csv"
    file.write_text("รหัสหมู่บ้าน\n31010101\n", encoding="utf-8")

    assert main(["roster", "import", str(file), *LETTER, "--as", "anong", "--dry-run"]) == 0

    assert "ทั้งหมด 1 เพิ่ม 1 ออก 0" in capsys.readouterr().err
    assert [(one.discarded_at is None, one.rows) for one in SheetImport.objects.all()] == [(False, [])]


def test_what_is_not_typed_is_named(cast: Cast, capsys: pytest.CaptureFixture[str]):
    assert main(["roster", "import", "x.csv", "--list", "a", "--as", "anong"]) == 2
    assert "--letter, --on, --from" in capsys.readouterr().err


def test_of_lists_only_the_one_named_is_shown(cast: Cast, capsys: pytest.CaptureFixture[str]):
    make.edition(cast)

    shown = [main(["roster", "show", "--list", key]) for key in ("thai_niyom", "x")]

    told = capsys.readouterr()
    assert shown == [0, 1]
    assert [line.split("\t")[0] for line in told.out.splitlines()] == ["thai_niyom"]
    assert "ไม่มีโครงการใดอ้างบัญชี 'x'" in told.err
