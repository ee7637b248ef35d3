"""A backup gives everything back, or refuses; never half."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings as office
from django.db import connection

from sammachip import backups, demofile
from sammachip.core.verdict import Refused
from sammachip.trail import clock, triggers
from sammachip.trail.models import Chain

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
MOMENT = datetime(2018, 9, 10, 9, 0, tzinfo=clock.BANGKOK)
NAME = "หนังสือ/ลงนาม.pdf"


@pytest.fixture
def archive(tmp_path) -> Path:
    """The backup of an office with one row and one file of a Thai name."""
    Chain.objects.create(office="3101", length=7)
    file = Path(office.MEDIA_ROOT) / NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(b"%PDF signed")
    target = tmp_path / "backup.zip"
    backups.backup(target, moment=MOMENT)
    return target


@pytest.fixture
def elsewhere(archive, tmp_path, settings) -> Iterator[Path]:
    """An empty data folder and an empty database, in place of those backed up."""
    old, folder = connection.settings_dict["NAME"], tmp_path / "elsewhere"
    if connection.vendor == "postgresql":
        new = f"{old}_elsewhere"
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{new}"')
    else:
        new = str(folder / "sammachip.sqlite3")
    connection.close()
    connection.settings_dict["NAME"] = new
    settings.DATA_DIR, settings.MEDIA_ROOT = folder, folder / "files"
    yield folder
    connection.close()
    connection.settings_dict["NAME"] = old
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{new}"')


def changed(archive: Path, changes: dict[str, bytes]) -> Path:
    """A copy of the archive in which these entries hold something else."""
    target = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for name in {*old.namelist(), *changes}:
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return target


def test_restore_gives_back_rows_files_and_guards(archive, elsewhere):
    backups.restore(archive)

    assert list(Chain.objects.values_list("office", "length")) == [("3101", 7)]
    assert (elsewhere / "files" / NAME).read_bytes() == b"%PDF signed"
    assert triggers.missing() == []


def test_backup_is_its_owners_alone_and_leaves_the_signing_key_out(archive):
    (office.DATA_DIR / "secret").write_text("key")

    with zipfile.ZipFile(archive) as opened:
        names = set(opened.namelist())

    assert archive.stat().st_mode & 0o777 == 0o600
    assert names == {"manifest.json", backups.DATABASES[connection.vendor], f"files/{NAME}"}


def test_backup_of_a_demo_stays_a_demo(tmp_path, settings):
    demofile.write(settings.DATA_DIR, demofile.Demo(MOMENT.date()))

    backups.backup(tmp_path / "demo.zip", moment=MOMENT)

    with zipfile.ZipFile(tmp_path / "demo.zip") as opened:
        assert json.loads(opened.read("demo.json"))["today"] == "2018-09-10"


def test_backup_never_writes_over_an_older_one(archive):
    before = archive.read_bytes()

    with pytest.raises(Refused, match="อยู่แล้ว"):
        backups.backup(archive, moment=MOMENT)

    assert archive.read_bytes() == before


def test_restore_refuses_a_folder_that_holds_data(archive):
    with pytest.raises(Refused, match="มีข้อมูลอยู่แล้ว"):
        backups.restore(archive)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({f"files/{NAME}": b"%PDF forged"}, "ถูกแก้ไขหรือเสียหาย"),
        ({"files/added.pdf": b"added"}, "ไม่ตรงกับบัญชี"),
        ({"manifest.json": b"{}"}, "อ่านสำเนา"),
        ({"manifest.json": b"[]"}, "อ่านสำเนา"),
        ({"manifest.json": b'{"database": "other", "sha256": {}}'}, "ฐานข้อมูล other ซึ่งระบบรุ่นนี้ไม่รู้จัก"),
    ],
)
def test_restore_refuses_an_archive_that_was_changed_and_keeps_the_folder_empty(
    archive, elsewhere, changes, reason
):
    with pytest.raises(Refused, match=reason):
        backups.restore(changed(archive, changes))

    assert list(elsewhere.iterdir()) == []


def test_restore_refuses_a_copy_of_the_other_kind_of_database_and_names_the_way(archive, elsewhere):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    manifest = json.dumps({"database": other, "sha256": {}}).encode()

    with pytest.raises(Refused, match=r"เรียกคืนลง .* ไม่ได้ — .*DATABASE_URL"):
        backups.restore(changed(archive, {"manifest.json": manifest}))

    assert list(elsewhere.iterdir()) == []


def test_restore_refuses_a_copy_without_its_database(archive, elsewhere):
    manifest = json.dumps({"database": connection.vendor, "sha256": {}}).encode()

    with pytest.raises(Refused, match="ไม่มีฐานข้อมูล"):
        backups.restore(changed(archive, {"manifest.json": manifest}))

    assert list(elsewhere.iterdir()) == []


def test_restore_refuses_a_foreign_database_that_is_packed_like_ours(archive, elsewhere):
    name, foreign = backups.DATABASES[connection.vendor], b"no database at all"
    with zipfile.ZipFile(archive) as opened:
        manifest = json.loads(opened.read("manifest.json"))
    manifest["sha256"][name] = hashlib.sha256(foreign).hexdigest()

    with pytest.raises(Refused, match=r"เสียหาย|pg_restore"):
        backups.restore(changed(archive, {name: foreign, "manifest.json": json.dumps(manifest).encode()}))

    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("kept", [0, 0.5, 0.99])
def test_restore_refuses_an_archive_that_was_cut_short(archive, elsewhere, kept):
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(len(whole) * kept)])

    with pytest.raises(Refused, match="อ่านสำเนา"):
        backups.restore(archive)

    assert list(elsewhere.iterdir()) == []


def test_restore_refuses_an_archive_with_a_spoilt_block(archive, elsewhere):
    spoilt = bytearray(archive.read_bytes())
    spoilt[len(spoilt) // 3] ^= 0xFF
    archive.write_bytes(spoilt)

    with pytest.raises(Refused, match="สำเนา"):
        backups.restore(archive)

    assert list(elsewhere.iterdir()) == []


def test_backup_into_a_folder_that_is_not_there_is_refused_plainly(tmp_path):
    with pytest.raises(Refused, match="ไม่มีที่เก็บ"):
        backups.backup(tmp_path / "nowhere" / "backup.zip", moment=MOMENT)


def test_a_backup_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    nowhere = f"{connection.settings_dict['NAME']}-nowhere"

    with monkeypatch.context() as away:
        away.setitem(connection.settings_dict, "NAME", nowhere)
        with pytest.raises((Refused, sqlite3.OperationalError)):
            backups.backup(tmp_path / "backup.zip", moment=MOMENT)

    assert [one.name for one in tmp_path.glob("backup.zip*")] == []


@pytest.mark.parametrize(
    "name", ["../outside", "files/../../outside", "/etc/outside", "secret", "files\\..\\x"]
)
def test_restore_refuses_a_name_that_would_leave_the_folder(tmp_path, name):
    with pytest.raises(Refused, match="ไม่ใช่ของระบบ"):
        backups.place_of(name, tmp_path)
