"""A letter that came as pictures: kept, read page by page by the worker, told how far, tried again where it failed."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import Cast
from conftest import Freeze
from sammachip.core.verdict import Refused
from sammachip.records import rules_readings
from sammachip.records.actions_scans import await_pages, forget_old_scans
from sammachip.records.actions_scanwork import read_next
from sammachip.records.models import LetterReading, LetterScan, StoredFile
from sammachip.trail import clock
from sammachip.trail.models import Notice
from web.asking import body, browser

pytestmark = pytest.mark.django_db

READ = "/letters/read/"
PLACES = "level\\tleft\\ttop\\twidth\\theight\\ttext\\n4\\t1\\t1\\t90\\t9\\t\\n5\\t1\\t1\\t90\\t9\\t"
Reader = Callable[..., None]


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """The machine's reading program, which reads these words one page after the other; "!" it cannot read."""

    def install(*pages: str) -> None:
        program, turn = tmp_path / "tesseract", tmp_path / "turn"
        turn.write_text("0")
        for at, words in enumerate(pages):
            (tmp_path / f"page-{at}").write_text(words)
        program.write_text(
            '#!/bin/sh\n[ "$1" = --list-langs ] && echo tha && exit\ncat > /dev/null\n'
            f"turn=$(cat {turn}); echo $((turn + 1)) > {turn}; words=$(cat {tmp_path}/page-$turn)\n"
            '[ "$words" = "!" ] && exit 1\n'
            f'echo "$words" > "$2.txt"\nprintf "{PLACES}%s\\n" "$words" > "$2.tsv"\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return install


def scanned(pages: int) -> SimpleUploadedFile:
    made = io.BytesIO()
    with pikepdf.new() as document:
        for _page in range(pages):
            document.add_blank_page(page_size=(60, 60))
        document.save(made, deterministic_id=True)
    return SimpleUploadedFile("หนังสือสแกน.pdf", made.getvalue())


def test_a_scan_is_read_page_by_page_and_goes_on_where_it_could_not(
    cast: Cast, reads: Reader, django_capture_on_commit_callbacks
) -> None:
    reads("เรื่องการรายงานผล", "!", "เรียนนายอำเภอ")
    somchai = browser(cast.somchai)

    begun = somchai.post(READ, {"file": scanned(2), "pasted": ""})
    scan = LetterScan.objects.get()
    assert begun.url == scan.get_absolute_url()
    assert "อ่านแล้ว 0 จาก 2 หน้า" in body(cast.somchai, begun.url)
    assert [read_next(), read_next(), read_next()] == [True, True, False]

    page = body(cast.somchai, begun.url)
    assert ["อ่านแล้ว 1 จาก 2 หน้า" in page, "หน้า 2: เปิดไฟล์นี้ไม่ได้" in page] == [True, True]
    assert "หนังสือสแกน.pdf" in body(cast.somchai, READ)
    assert somchai.post(f"{begun.url}again/").url == begun.url
    assert somchai.post(f"{begun.url}again/").status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert read_next()

    found = LetterReading.objects.get()
    assert (found.text, found.read_by) == ("เรื่องการรายงานผล\fเรียนนายอำเภอ", cast.somchai.person)
    assert somchai.get(begun.url).url == found.get_absolute_url()
    assert not default_storage.exists(scan.place)
    assert set(Notice.objects.values_list("kind", "url")) == {
        ("scan-unread", begun.url),
        ("scan-read", found.get_absolute_url()),
    }
    assert somchai.post(READ, {"file": scanned(2), "pasted": ""}).url == found.get_absolute_url()


def test_of_a_scan_that_says_it_is_secret_nothing_is_kept(cast: Cast, reads: Reader) -> None:
    reads("ลับ")
    begun = browser(cast.somchai).post(READ, {"file": scanned(1), "pasted": ""}).url

    assert read_next()

    scan = LetterScan.objects.get()
    assert (scan.place, scan.texts, StoredFile.objects.count()) == ("", [], 0)
    assert "หนังสือลับไม่อ่านด้วยระบบ" in body(cast.somchai, begun)
    assert browser(cast.somchai).post(f"{begun}again/").status_code == 403


def test_a_scan_is_its_own_offices_and_waits_its_turn(cast: Cast, at: Freeze, monkeypatch) -> None:
    monkeypatch.setattr(rules_readings, "MOST_WAITING", 2)
    long, short = (
        await_pages(b"%d" % pages, name="ก.pdf", pages=pages, actor=cast.somchai) for pages in (9, 1)
    )
    LetterScan.objects.filter(pk=long.pk).update(read=1, texts=["x"])

    assert LetterScan.objects.to_read(clock.now()).first() == short
    assert await_pages(b"9", name="ก.pdf", pages=9, actor=cast.somchai) == long
    with pytest.raises(Refused, match="รออ่านอยู่ 2 ไฟล์แล้ว"):
        await_pages(b"new", name="ข.pdf", pages=1, actor=cast.somchai)
    assert browser(cast.malee).get(long.get_absolute_url()).status_code == 404

    LetterScan.objects.update(state="failed", why="x", ended_at=clock.now() - timedelta(days=8))
    assert [forget_old_scans(), forget_old_scans()] == [2, 0]
    assert "ไฟล์นี้ไม่ได้เก็บไว้แล้ว" in body(cast.somchai, long.get_absolute_url())
