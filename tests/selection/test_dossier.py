"""The dossier of two rounds, counted again by a script that knows nothing of the program."""

import io
import subprocess
import sys
import zipfile
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from sammachip.cli import main
from sammachip.core.document import plain_text
from sammachip.core.thaidate import BANGKOK, format_date
from sammachip.core.thainum import to_thai
from sammachip.records import store
from sammachip.records.actions_clips import keep_scan
from sammachip.selection.actions.deciding import prepare_resolution, vote_on_equals
from sammachip.selection.actions.publishing import publish
from sammachip.selection.dossier import bytes_of, dossier_of, hashes_of
from sammachip.selection.dossier_files import archive_of
from sammachip.selection.papers_dossier import dossier_document
from sammachip.selection.papers_results import resolution_document
from sammachip.trail import clock
from sammachip.trail.actions import digest_of_content
from selection import build
from selection.test_marking import scan as page
from selection.test_publishing import meeting

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "recompute_dossier.py"
WORLD = build.pack(keep=36, tiers=(18, 18)).replace("ties: [plan, handed-in, vote]", "ties: [plan, vote]")


def recomputed(content: bytes, folder: Path) -> tuple[int, str]:
    file = folder / "dossier.json"
    file.write_bytes(content)
    run = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(file)], capture_output=True, text=True, check=False
    )
    return run.returncode, run.stdout


def of_archive(content: bytes, folder: Path) -> tuple[int, str]:
    """What the script says of a ZIP."""
    file = folder / "tried.zip"
    file.write_bytes(content)
    run = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(file)], capture_output=True, text=True, check=False
    )
    return run.returncode, run.stdout


def one_byte_changed(archive: Path, name: str, *, tidily: bool = False) -> bytes:
    """The ZIP packed anew with one byte in the middle of this file changed; `tidily` with the list of hashes mended too."""
    with zipfile.ZipFile(archive) as kept:
        files = {one: kept.read(one) for one in kept.namelist()}
    content = bytearray(files[name])
    content[len(content) // 2] ^= 1
    before, files[name] = sha256(files[name]).hexdigest(), bytes(content)
    if tidily:
        files["SHA256SUMS"] = files["SHA256SUMS"].replace(
            before.encode(), sha256(content).hexdigest().encode()
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for one, written in files.items():
            made.writestr(one, written)
    return out.getvalue()


def test_a_stranger_counts_seventy_six_down_to_eighteen_and_eighteen(cast, at, tmp_path):
    at(build.NOW)
    first = build.contest(cast, entries=76, judges=9, text=WORLD)
    ladder = [{"plan": 20 - (number // 4) / 4, "clip": 5 + number % 4} for number in range(76)]
    ladder[36] = ladder[35]
    build.mark_all(first, ladder)
    tied = [first.entries[36].pk, first.entries[35].pk]
    vote_on_equals(first.round, tied, minute="ที่ประชุมเห็นชอบ", voted_on=clock.today(), actor=first.chair)
    publish(prepare_resolution(first.round, meeting(first), actor=first.secretary), seen=0, actor=first.chair)
    minutes = plain_text(resolution_document(first.round.resolutions.get()))
    second = build.opened(cast, first.edition, first.panel, "round2")
    build.mark_all(second, [{"plan": 20, "clip": 20 - number / 4} for number in range(36)])
    publish(
        prepare_resolution(second.round, meeting(second), actor=second.secretary), seen=0, actor=second.chair
    )

    named = " ก่อน ".join(str(first.entries[at].case) for at in (36, 35))
    assert to_thai(f"ให้เรียง{named} ที่ประชุมเห็นชอบ") in minutes
    assert "ครบองค์ประชุม ซึ่งต้องไม่น้อยกว่า" in minutes

    content = bytes_of(dossier_of(second.round))
    code, said = recomputed(content, tmp_path)
    archive = tmp_path / "dossier.zip"
    asked = ["dossier", "--programme", first.edition.programme.code, "--out", str(archive)]

    assert main([*asked, "--stage", "round3"]) == 1
    assert not archive.exists()
    assert main(asked) == 0
    with zipfile.ZipFile(archive) as kept:
        files = {name: kept.read(name) for name in kept.namelist()}
    sums = files.pop("SHA256SUMS").decode()
    assert sums == "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in files)
    assert (files["dossier.json"], files["dossier.pdf"][:5]) == (content, b"%PDF-")
    assert of_archive(archive.read_bytes(), tmp_path) == (0, said)
    for name in files:
        ended, told = of_archive(one_byte_changed(archive, name), tmp_path)
        assert (ended, f"altered: {name}\n" in told) == (1, True), told
    assert of_archive(archive.read_bytes()[:-40], tmp_path)[0] == 1
    assert said.startswith("76 → 36 → 18 + 18: all agree"), said
    assert code == 0
    for before, after, named in (
        (b'"note":"","points":"20.00"', b'"note":"","points":"19.00"', "round1, sheets of entry 1\n"),
        ("ที่ประชุมเห็นชอบ".encode(), "ที่ประชุมเห็นชอบๆ".encode(), "round1/votes\n"),
        (b'"quorum":5', b'"quorum":1', "round1/panel\n"),
        (
            b'"resolutions":',
            b'"rosolutions":',
            "a part is not there or not what it was (KeyError: 'resolutions')\n",
        ),
    ):
        code, said = recomputed(content.replace(before, after, 1), tmp_path)
        assert code == 1
        assert f"altered: {named}" in said, said


def test_moments_are_told_in_bangkok_and_days_of_the_paper_in_the_thai_year(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    build.mark_all(made, [{"plan": 20 - number, "clip": 1} for number in range(8)])
    publish(prepare_resolution(made.round, meeting(made), actor=made.secretary), seen=0, actor=made.chair)

    dossier = dossier_of(made.round)
    told = dossier["rounds"][0]
    paper = plain_text(dossier_document(made.round, dossier))

    assert datetime.fromisoformat(told["resolutions"][0]["published_at"]) == clock.now().astimezone(BANGKOK)
    assert told["resolutions"][0]["published_at"].endswith("+07:00")
    assert (
        f"วันที่ {format_date(date.fromisoformat(told['resolutions'][0]['met_on']), thai_digits=True)}" in paper
    )
    assert to_thai(told["resolutions"][0]["met_on"]) not in paper


def picture(actor):
    """A signed sheet as a telephone takes it: the copy that others are given is another file."""
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30)).save(drawn, "PNG")
    return keep_scan([drawn.getvalue()], name="ใบ.png", size=len(drawn.getvalue()), actor=actor)


@pytest.fixture
def on_paper(cast, at):
    """Published, with two signed sheets scanned: one by the office's machine, one by a telephone."""
    at(build.NOW)
    made = build.contest(cast)
    scans = {1: page(made.secretary), 5: picture(made.secretary)}
    build.mark_all(made, [{"plan": 20 - number, "clip": 1} for number in range(8)], scans)
    publish(prepare_resolution(made.round, meeting(made), actor=made.secretary), seen=0, actor=made.chair)
    return made


def archived(of, dossier, folder: Path) -> Path:
    archive = folder / "dossier.zip"
    with archive_of(of.round, dossier) as packed:
        archive.write_bytes(packed.read())
    return archive


def test_one_changed_byte_of_a_scanned_sheet_is_named(on_paper, tmp_path):
    dossier = dossier_of(on_paper.round)
    archive = archived(on_paper, dossier, tmp_path)
    seat, scans = on_paper.seat(on_paper.judges[-1]).pk, dossier["rounds"][0]["scans"]

    assert [one["file"] for one in scans] == [f"scans/round1/1-{seat}-1.pdf", f"scans/round1/5-{seat}-1.jpg"]
    assert [one["sha256"] == one["original"] for one in scans] == [True, False]
    assert of_archive(archive.read_bytes(), tmp_path)[0] == 0
    for one in scans:
        rough = of_archive(one_byte_changed(archive, one["file"]), tmp_path)
        tidy = of_archive(one_byte_changed(archive, one["file"], tidily=True), tmp_path)
        named = f"altered: round1, scan of entry {one['entry']} ({one['file']})\n"
        assert (rough[0], f"altered: {one['file']}\n" in rough[1]) == (1, True)
        assert (tidy[0], named in tidy[1]) == (1, True), tidy
    told = bytes_of(dossier).replace(scans[0]["sha256"].encode(), b"0" * 64)
    assert "altered since it was resolved: round1/scans\n" in recomputed(told, tmp_path)[1]


@pytest.mark.parametrize(
    ("at", "byte", "told"),
    [(0, 0, "altered: the list of what the ZIP holds"), (6, 84, "altered: the list"), (8, 1, "altered: dossier.json")],
    ids=["its mark", "its version", "as if under a password"],
)  # fmt: skip
def test_a_byte_changed_in_the_list_of_the_zip_is_told_and_not_tripped_over(at, byte, told, tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("dossier.json", "{}")
    content = bytearray(out.getvalue())
    content[content.rindex(b"PK\x01\x02") + at] = byte

    code, said = of_archive(bytes(content), tmp_path)

    assert (code, told in said) == (1, True), said


def test_the_dossiers_paper_tells_what_a_sheet_came_to_what_was_said_and_how_it_came_in(on_paper):
    dossier = dossier_of(on_paper.round)
    told = dossier["rounds"][0]
    sheet = told["sheets"]["1"][-1]
    sheet["remark"] = "แผนดี"
    sheet["marks"]["plan"]["note"] = "ราคาชัด"

    paper = plain_text(dossier_document(on_paper.round, dossier))

    assert told["scans"][0]["sha256"] in paper
    assert "๒๐.๐๐\t๑.๐๐\t๖๒.๐๐\tแผนธุรกิจ: ราคาชัด\nแผนดี\nให้คะแนนในกระดาษ" in paper


def test_a_scan_that_is_kept_no_more_is_missed(on_paper, tmp_path):
    dossier = dossier_of(on_paper.round)
    [first, _second] = dossier["rounds"][0]["scans"]
    default_storage.delete(store.path_of(first["sha256"]))

    code, told = of_archive(archived(on_paper, dossier, tmp_path).read_bytes(), tmp_path)

    assert (code, f"altered: {first['file']}\n" in told) == (1, True)


def test_a_resolution_older_than_the_hashes_of_scans_still_agrees(on_paper, tmp_path):
    dossier = dossier_of(on_paper.round)
    [resolution] = dossier["rounds"][0]["resolutions"]
    del resolution["sections"]["scans"]
    said = {
        key: value for key, value in resolution.items() if key not in ("digest", "made_by", "published_by")
    }
    resolution["digest"] = digest_of_content(said)
    hashes = hashes_of(dossier)

    code, told = recomputed(
        bytes_of({**dossier, "hashes": hashes, "digest": digest_of_content(hashes)}), tmp_path
    )

    assert code == 0, told
