"""sammachip report: the latest accepted report of an office, as issued, or as frozen data anybody can prove."""

import hashlib
import json

import pytest

import make
from cast import Cast
from sammachip.cases import actions
from sammachip.cases.models import Filing, Task
from sammachip.cli import main
from sammachip.records import store
from sammachip.records.models import Paper
from standing import laid

pytestmark = pytest.mark.django_db
REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจครบ 2 กลุ่ม"}}}


@pytest.fixture
def accepted(cast, at) -> Filing:
    """Two accepted reports of เมืองบุรีรัมย์; the second is the one that speaks."""
    at("2018-09-03 08:00")
    task = make.task(make.district(cast), "report")
    for day in ("2018-09-03", "2018-09-10"):
        at(f"{day} 09:00")
        filing = reported(task, cast)
    return filing


@laid
def reported(task: Task, cast: Cast) -> Filing:
    filing = make.filing(task, cast.malee, REPORT, sent=True)
    actions.sign_filing(filing, seen=1, actor=cast.mana)
    return actions.sign_filing(filing, seen=1, actor=cast.somchai)


def asked(filing: Filing, *more: str, office: str = "3101") -> list[str]:
    return ["report", "--programme", filing.task.case.edition.programme.code, "--office", office, *more]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_file_is_the_issued_one_byte_for_byte(accepted, tmp_path, kind):
    out = tmp_path / f"report.{kind}"

    code = main(asked(accepted, "--format", kind, "--out", str(out)))

    paper = Paper.objects.get(kind="filing", about_id=accepted.pk)
    file = paper.pdf if kind == "pdf" else paper.docx
    assert (code, out.read_bytes()) == (0, store.fetch(file.digest))


def test_the_data_bears_a_digest_that_anybody_can_recompute(accepted, tmp_path):
    out = tmp_path / "report.json"

    main(asked(accepted, "--format", "json", "--out", str(out)))

    told = json.loads(out.read_text(encoding="utf-8"))
    frozen = {key: told[key] for key in ("answers", "facts", "document", "salt")}
    plain = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert hashlib.sha256(plain).hexdigest() == told["digest"]
    assert (told["office"], told["as_of"], told["answers"]["standing"]) == ("3101", "2018-09-10", "ongoing")


def test_a_reopened_report_still_speaks_as_accepted(cast, accepted, tmp_path):
    actions.reopen_filing(accepted, reason="แก้ยอด", until=accepted.as_of, actor=cast.somchai)
    out = tmp_path / "report.json"

    assert main(asked(accepted, "--format", "json", "--out", str(out))) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["revision"] == 1


@pytest.mark.parametrize("office", ["3102", "9999"])
def test_an_office_without_an_accepted_report_is_told_so(accepted, tmp_path, capsys, office):
    out = tmp_path / "report.pdf"

    code = main(asked(accepted, "--out", str(out), office=office))

    assert (code, out.exists()) == (1, False)
    assert office in capsys.readouterr().err


def test_a_stage_without_an_accepted_report_is_named(accepted, tmp_path, capsys):
    code = main(asked(accepted, "--stage", "no-such", "--out", str(tmp_path / "report.pdf")))

    assert code == 1
    assert "ในขั้นตอน no-such" in capsys.readouterr().err


def test_the_day_of_a_report_is_told_in_the_buddhist_era(accepted, tmp_path, capsys):
    main(asked(accepted, "--out", str(tmp_path / "report.pdf")))

    assert "ข้อมูล ณ วันที่ 10 กันยายน 2561" in capsys.readouterr().err


def test_a_damaged_file_is_never_given_out(accepted, tmp_path, capsys, settings):
    paper = Paper.objects.get(kind="filing", about_id=accepted.pk)
    (settings.MEDIA_ROOT / store.path_of(paper.pdf.digest)).write_bytes(b"other")
    out = tmp_path / "report.pdf"

    assert main(asked(accepted, "--out", str(out))) == 1
    assert not out.exists()
    assert "แฟ้มสำรอง" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_refused_plainly(accepted, tmp_path, capsys):
    assert main(asked(accepted, "--out", str(tmp_path / "none" / "report.pdf"))) == 1

    assert "เขียน" in capsys.readouterr().err


def test_what_an_office_filed_to_prepare_itself_is_not_given_as_its_report(cast, tmp_path, capsys):
    task = make.task(make.district(cast), "prepare")
    filing = make.filing(task, cast.malee, {"studied": "no", "no_partners": "ยังไม่มีในพื้นที่"}, sent=True)
    out = tmp_path / "report.json"

    unasked = main(asked(filing, "--format", "json", "--out", str(out))), out.exists()
    asked_for = main(asked(filing, "--stage", "prepare", "--format", "json", "--out", str(out)))

    assert (unasked, asked_for, json.loads(out.read_text(encoding="utf-8"))["stage"]) == (
        (1, False),
        0,
        "prepare",
    )
