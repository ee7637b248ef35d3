"""sammachip allocation: a register written out with its totals, and read back into the draft cell by cell."""

from pathlib import Path

import pytest

from money import build
from sammachip.cli import main
from sammachip.money import registers, sheets
from sammachip.money.models import Register

LETTER = (Path(__file__).parent.parent / "money/letter_rows.txt").read_text()


@pytest.fixture
def published(db, at):
    at(build.NOW)
    return build.edition()


def allocation(deed: str, published, *more: str, office: str = "31") -> int:
    return main(["allocation", deed, *more, "--programme", published.programme.code, "--office", office])


def test_export_prints_rows_and_totals(published, capsys):
    build.register(published)

    code = allocation("export", published, "--format", "csv")

    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert code == 0
    assert lines[0] == "ที่,อำเภอ,จำนวนกลุ่มเป้าหมาย (กลุ่ม),บัญชีจัดสรรงบประมาณที่กรมฯ แจ้ง,หมายเหตุ"
    assert lines[4] == "4,นางรอง,2,62400.00,"
    assert lines[24] == "รวม,,28,873600.00,"
    assert "23 แถว 28 กลุ่ม 873,600.00 บาท" in told.err


def test_an_exported_workbook_is_imported_again(published, tmp_path):
    build.register(published)
    file = tmp_path / "rows.xlsx"
    officer = build.actor("province-officer", "31")
    allocation("export", published, "--format", "xlsx", "--out", str(file))
    Register.objects.get().rows.all().delete()

    code = allocation("import", published, str(file), "--as", str(officer.person.username))

    assert code == 0
    assert registers.shares_of(Register.objects.get()) == build.shares()


def test_import_begins_a_draft_with_the_letters_rows(published, tmp_path):
    file = tmp_path / "letter.tsv"
    file.write_text(LETTER, encoding="utf-8")
    officer = build.actor("province-officer", "31")

    code = allocation("import", published, str(file), "--as", str(officer.person.username))

    proof = registers.proof_of(Register.objects.get())
    assert (code, proof.groups, proof.total) == (0, 28, build.TOTAL)


def test_import_names_every_wrong_cell_and_changes_nothing(published, tmp_path, capsys):
    file = tmp_path / "wrong.csv"
    file.write_text("อำเภอ,จำนวนกลุ่ม,งบประมาณ\nนางลอง,2,62400\nสตึก,สอง,62400\n", encoding="utf-8")
    officer = build.actor("province-officer", "31")

    code = allocation("import", published, str(file), "--as", str(officer.person.username))

    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert [line.removeprefix(f"{file}: ")[:3] for line in lines] == ["A2:", "B3:"]
    assert not Register.objects.exists()


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (["import"], 2, "--as USERNAME"),
        (["export", "--format", "xlsx"], 2, "--out FILE"),
        (["export", "rows.csv"], 2, "--out rows.csv"),
        (["export"], 1, "ยังไม่มีทะเบียนจัดสรร"),
        (["import", "/nowhere/rows.csv", "--as", "nobody"], 1, "อ่าน /nowhere/rows.csv ไม่ได้"),
    ],
)
def test_what_is_wanting_is_told(published, capsys, more, code, words):
    deed, *options = more

    assert allocation(deed, published, *options) == code
    assert words in capsys.readouterr().err


def test_a_revision_without_its_reason_is_told_how_to_give_it(published, tmp_path, capsys):
    build.notified(published)
    build.issued(published)
    file = tmp_path / "letter.tsv"
    file.write_text(LETTER, encoding="utf-8")
    officer = build.actor("province-officer", "31")

    assert allocation("import", published, str(file), "--as", str(officer.person.username)) == 1
    assert "--reason TEXT" in capsys.readouterr().err
    assert (
        allocation("import", published, str(file), "--as", str(officer.person.username), "--reason", "แก้ยอด")
        == 0
    )


def test_import_by_someone_of_another_office_is_refused(published, tmp_path, capsys):
    file = tmp_path / "rows.csv"
    offices = sheets.receivers(build.register(published).office)
    file.write_text(sheets.csv_of(build.shares(), published, offices), encoding="utf-8")
    kanya = build.actor("province-officer", "32")

    code = allocation("import", published, str(file), "--as", str(kanya.person.username))

    assert code == 1
    assert "ไม่มีตำแหน่งที่จัดทำทะเบียนของ สพจ.บุรีรัมย์ ได้" in capsys.readouterr().err


def test_unknown_programme_or_office_is_refused(published, capsys):
    assert main(["allocation", "export", "--programme", "no-such", "--office", "31"]) == 1
    assert allocation("export", published, office="99") == 1
    told = capsys.readouterr().err
    assert "ไม่มีโครงการรหัส no-such" in told
    assert "ไม่มีหน่วยงานรหัส 99" in told
