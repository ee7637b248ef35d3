"""sammachip batch: filled forms gathered, made here and fetched; letters of a list seen by who may."""

import zipfile

import pytest

import make
from sammachip.cases import actions
from sammachip.cases.models import Filing
from sammachip.cli import main
from sammachip.records.models import Batch

pytestmark = pytest.mark.django_db
REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจครบ 2 กลุ่ม"}}}


@pytest.fixture
def reported(cast, at) -> Filing:
    """A report of เมืองบุรีรัมย์ that its head has still to sign."""
    at("2018-09-10 09:00")
    filing = actions.start_filing(make.task(make.district(cast), "report"), actor=cast.malee)
    actions.save_draft(filing, REPORT, seen=0, actor=cast.malee)
    return actions.send_filing(filing, seen=1, actor=cast.malee)


def gathered(filing: Filing, *more: str) -> int:
    programme = filing.task.case.edition.programme.code
    return main(["batch", "gather", "--as", "somchai", "--programme", programme, "--stage", "report", *more])


@pytest.mark.slow
def test_forms_are_gathered_made_and_written_as_files(reported, tmp_path, capsys):
    ordered = gathered(reported)
    number = str(Batch.objects.get().pk)
    worked = main(["batch", "work", number, "--as", "somchai"])
    ways = [
        main(["batch", "get", number, "--as", "somchai", "--form", form, "--out", str(tmp_path / form)])
        for form in ("zip", "pdf", "files")
    ]

    listed = main(["batch", "list", "--as", "somchai"])

    [file] = (tmp_path / "files").iterdir()
    assert (ordered, worked, ways, listed) == (0, 0, [0, 0, 0], 0)
    assert capsys.readouterr().out.splitlines()[-1].split("\t")[:4] == [number, "จัดทำเสร็จ", "1/1", "0"]
    assert zipfile.ZipFile(tmp_path / "zip").namelist() == ["รายการ.csv", file.name]
    assert ((tmp_path / "pdf").read_bytes()[:5], file.read_bytes()[:5]) == (b"%PDF-", b"%PDF-")


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        (["gather", "--programme", "x", "--stage", "report"], 1, "ไม่มีแบบของ x:report ที่ส่งแล้ว"),
        (["get", "99", "--out", "x"], 1, "ไม่พบชุดเอกสารเลข 99"),
        (["get", "--out", "x", "99"], 1, "ไม่พบชุดเอกสารเลข 99"),
        (["gather"], 2, "gather ต้องระบุ --programme, --stage"),
        (["work"], 2, "work ต้องระบุ NUMBER"),
        (["get", "99"], 2, "get ต้องระบุ --out"),
        (["list"], 0, "somchai ยังไม่มีชุดเอกสาร"),
    ],
)
def test_what_cannot_be_done_says_why(reported, capsys, typed, code, says):
    ended = main(["batch", *typed, "--as", "somchai"])

    assert (ended, says in capsys.readouterr().err) == (code, True)


def test_only_what_was_accepted_and_of_others_nothing(reported, capsys):
    assert gathered(reported, "--accepted-only") == 1
    assert "ไม่มีเอกสารที่ตรงกับที่เลือก" in capsys.readouterr().err
    assert gathered(reported) == 0
    assert main(["batch", "work", str(Batch.objects.get().pk), "--as", "kanya"]) == 1
