"""sammachip pack: every fault of a file with its line, and publishing in somebody's name."""

from pathlib import Path

import pytest

import make
from sammachip.cli import main
from sammachip.programmes.models import Edition
from sammachip.trail.models import Event

PACK = str(make.PACK_A)


def test_check_says_that_a_pack_is_valid_and_writes_nothing(capsys):
    code = main(["pack", "check", PACK])

    assert code == 0
    assert "ใช้ได้" in capsys.readouterr().err


def test_check_names_every_fault_with_its_line(tmp_path, capsys):
    broken = tmp_path / "broken.yaml"
    text = make.PACK_A.read_text(encoding="utf-8")
    line = next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith("levels:"))
    broken.write_text(text.replace("levels: [", "levels: [moon, ", 1), encoding="utf-8")

    code = main(["pack", "check", str(broken)])

    said = capsys.readouterr()
    assert code == 1
    assert f"{broken}: บรรทัด {line}:" in said.out
    assert "moon" in said.out


def test_check_refuses_an_option_its_kind_would_pass_over_in_silence(tmp_path, capsys):
    file = tmp_path / "pack.yaml"
    text = make.PACK_A.read_text(encoding="utf-8")
    file.write_text(text.replace("    kind: cluster\n", "    kind: cluster\n    options: {basis: [river]}\n"))

    code = main(["pack", "check", str(file)])

    assert code == 1
    assert "ชนิด cluster ไม่มี options ชื่อ 'basis' — ลบ options ออก" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "ตรวจชื่อแฟ้ม"), (b"\xff\xfe\x00", "UTF-8")],
)
def test_a_file_that_cannot_be_read_is_refused_plainly(tmp_path, capsys, content, said):
    file = tmp_path / "pack.yaml"
    if content is not None:
        file.write_bytes(content)

    assert main(["pack", "check", str(file)]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.django_db
def test_publish_makes_an_edition_in_the_name_of_who_may(cast, capsys):
    code = main(["pack", "publish", PACK, "--as", "anong"])

    edition = Edition.objects.get()
    assert (code, edition.number, edition.published_by) == (0, 1, cast.anong.person)
    assert Event.objects.get(verb="edition.published").actor["person"] == cast.anong.person.pk
    assert main(["pack", "publish", PACK, "--as", "anong"]) == 1
    assert "ประกาศใช้แล้วเป็นฉบับที่ 1" in capsys.readouterr().err


@pytest.mark.django_db
def test_publishing_the_next_edition_tells_what_changed_and_who_follows_the_last(cast, tmp_path, capsys):
    make.district(cast)
    newer = tmp_path / "newer.yaml"
    newer.write_text(
        make.PACK_A.read_text().replace("district-head: 2561-09-20", "district-head: 2561-09-25")
    )

    assert main(["pack", "publish", str(newer), "--as", "anong"]) == 0

    said = capsys.readouterr()
    assert said.out == (
        "ขั้นตอน: ขั้นตอน «แบบรายงานความก้าวหน้า» กำหนดส่งของพัฒนาการอำเภอ จาก 20 กันยายน 2561 เป็น 25 กันยายน 2561\n"
    )
    assert "งานที่ยังใช้ฉบับก่อน 3 งาน" in said.err


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "said"), [("malee", "ประกาศใช้โครงการได้"), ("nobody", "ไม่มีผู้ใช้ชื่อ nobody")]
)
def test_publish_is_refused_to_others(cast, capsys, username, said):
    assert main(["pack", "publish", PACK, "--as", username]) == 1

    assert said in capsys.readouterr().err
    assert not Edition.objects.exists()


def test_publish_asks_for_a_name(capsys):
    assert main(["pack", "publish", PACK]) == 2

    assert "--as" in capsys.readouterr().err


def test_an_empty_data_folder_is_refused_plainly(tmp_path):
    from server import sammachip  # noqa: PLC0415  starts a process of its own; the others here need none

    done = sammachip("pack", "publish", PACK, "--as", "anong", folder=Path(tmp_path) / "data")

    assert done.returncode == 1
    assert "sammachip serve" in done.stderr
