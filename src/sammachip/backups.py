"""Backup and restore: one archive with the database as it stood at one instant, every file, and their hashes.

The database is copied first and the files after it: files are only ever added, so every file that the copied
rows name is there. The signing key stays out; after a restore everyone signs in anew.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connection

from sammachip import demofile
from sammachip.core.verdict import Refused
from sammachip.org.models import Office

MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
WAYS = {
    "sqlite": "ลบ DATABASE_URL แล้วเรียกคืนลงที่เก็บว่าง",
    "postgresql": "ตั้ง DATABASE_URL ชี้ฐานข้อมูล PostgreSQL ที่ว่าง แล้วสั่งใหม่",
}
BLOCK = 1 << 20
UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,  # an archive under a password
    KeyError,
    TypeError,  # a manifest of another shape
    ValueError,
)


def backup(target: Path, *, moment: datetime) -> int:
    """Write the archive whole or not at all, readable by its owner only. Gives back how many files it holds."""
    if target.exists():
        raise Refused(f"มีแฟ้ม {target} อยู่แล้ว — ตั้งชื่ออื่น เพื่อไม่ทับสำเนาเดิม")
    if not target.parent.is_dir():
        raise Refused(f"ไม่มีที่เก็บ {target.parent} — สร้างก่อน หรือเลือกที่อื่น")
    unfinished = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
            count = write(unfinished, Path(scratch), moment)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def write(target: Path, scratch: Path, moment: datetime) -> int:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        hashes = {name: put(archive, name, path) for name, path in contents(scratch)}
        manifest = {
            "version": version("sammachip"),
            "made_at": moment.isoformat(),
            "database": connection.vendor,
            "sha256": hashes,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return len(hashes)


def contents(scratch: Path) -> Iterator[tuple[str, Path]]:
    """What goes into the archive: name and place; the database is copied into `scratch` before anything else."""
    name = DATABASES[connection.vendor]
    copy = scratch / name
    if connection.vendor == "sqlite":
        copy_sqlite(Path(connection.settings_dict["NAME"]), copy)
    else:
        run_postgresql("pg_dump", "--format=custom", f"--file={copy}")
    yield name, copy
    if (mark := settings.DATA_DIR / demofile.NAME).exists():
        yield demofile.NAME, mark
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield f"files/{path.relative_to(root).as_posix()}", path


def copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy while others read and write on."""
    address = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


def run_postgresql(program: str, *arguments: str) -> None:
    """Run a client program of PostgreSQL on our database. Raises Refused with what it said."""
    to = connection.settings_dict
    surroundings = {
        "PGHOST": to["HOST"],
        "PGPORT": to["PORT"],
        "PGUSER": to["USER"],
        "PGPASSWORD": to["PASSWORD"],
    }
    told = {key: str(value) for key, value in surroundings.items() if value}
    command = [program, f"--dbname={to['NAME']}", "--no-password", *arguments]
    try:
        done = subprocess.run(
            command, env={**os.environ, **told}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise Refused(f"ไม่พบโปรแกรม {program} — ติดตั้ง postgresql-client รุ่นเดียวกับฐานข้อมูล แล้วสั่งใหม่") from None
    if done.returncode:
        raise Refused(f"{program} ทำงานไม่สำเร็จ: {done.stderr.strip()}")


def put(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """Add the file to the archive in blocks. Gives back the SHA-256 of what was added."""
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while block := source.read(BLOCK):
            digest.update(block)
            target.write(block)
    return digest.hexdigest()


def restore(source: Path) -> int:
    """Fill the empty data folder from the archive, all of it or nothing. Gives back how many files it held.

    Raises Refused when the folder or database is not empty, or when a file is missing, added or changed.
    """
    refuse_filled()
    if not source.is_file():
        raise Refused(f"ไม่มีแฟ้ม {source} — ตรวจชื่อแฟ้มสำรอง")
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as scratch:
        unpacked = Path(scratch)
        names = unpack(source, unpacked)
        place_database(unpacked)
        if (unpacked / "files").exists():
            shutil.copytree(unpacked / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
        if (mark := unpacked / demofile.NAME).exists():
            shutil.copyfile(mark, settings.DATA_DIR / demofile.NAME)
    return len(names)


def refuse_filled() -> None:
    files = Path(settings.MEDIA_ROOT)
    if connection.vendor == "sqlite":
        filled = Path(connection.settings_dict["NAME"]).exists()
    else:
        filled = bool(connection.introspection.table_names())
    if filled or (files.exists() and any(files.iterdir())):
        raise Refused(f"{settings.DATA_DIR} มีข้อมูลอยู่แล้ว — เรียกคืนได้เฉพาะที่ว่าง เลือกที่ใหม่ด้วย --data")


def unpack(source: Path, target: Path) -> list[str]:
    """Unpack into `target` what the manifest names, proving each hash. Raises Refused when anything differs."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            refuse_other_database(manifest["database"])
            hashes: dict[str, str] = dict(manifest["sha256"])
            if DATABASES[connection.vendor] not in hashes:
                raise Refused(f"สำเนา {source} ไม่มีฐานข้อมูล — ใช้สำเนาชุดอื่น")
            if odd := set(archive.namelist()) ^ {*hashes, MANIFEST}:
                raise Refused(f"รายการแฟ้มในสำเนาไม่ตรงกับบัญชี: {', '.join(sorted(odd)[:5])} — ใช้สำเนาชุดอื่น")
            for name, digest in hashes.items():
                if take(archive, name, place_of(name, target)) != digest:
                    raise Refused(f"แฟ้ม {name} ในสำเนาถูกแก้ไขหรือเสียหาย — ใช้สำเนาชุดอื่น")
    except UNREADABLE as why:
        raise Refused(f"อ่านสำเนา {source} ไม่ได้ ({why}) — ตรวจว่าเป็นแฟ้มที่ sammachip backup ทำไว้") from None
    return list(hashes)


def refuse_other_database(vendor: str) -> None:
    """Raises Refused for a copy of another kind of database: its tables would have to be translated."""
    if vendor not in DATABASES:
        raise Refused(f"สำเนานี้เป็นของฐานข้อมูล {vendor} ซึ่งระบบรุ่นนี้ไม่รู้จัก — ใช้สำเนาชุดอื่น")
    if vendor != connection.vendor:
        raise Refused(
            f"สำเนานี้เป็นของฐานข้อมูล {NAMES[vendor]} เรียกคืนลง {NAMES[connection.vendor]} ไม่ได้ — {WAYS[vendor]}"
        )


def place_of(name: str, target: Path) -> Path:
    """Where an archived name goes. Raises Refused for a name that would leave the folder."""
    parts = PurePosixPath(name).parts
    known = name in (*DATABASES.values(), demofile.NAME) or parts[:1] == ("files",)
    if not known or ".." in parts or "\\" in name or name.startswith("/"):
        raise Refused(f"สำเนามีชื่อแฟ้มที่ไม่ใช่ของระบบ: {name} — ใช้สำเนาชุดอื่น")
    return target.joinpath(*parts)


def take(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """Unpack one file in blocks. Gives back the SHA-256 of what was read."""
    digest = hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, path.open("wb") as target:
        while block := source.read(BLOCK):
            digest.update(block)
            target.write(block)
    return digest.hexdigest()


def place_database(unpacked: Path) -> None:
    copy = unpacked / DATABASES[connection.vendor]
    if connection.vendor == "sqlite":
        refuse_broken_sqlite(copy)
        shutil.move(copy, connection.settings_dict["NAME"])
    else:
        run_postgresql("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(copy))


def refuse_broken_sqlite(copy: Path) -> None:
    """Raises Refused unless the copy is a sound database of ours."""
    try:
        with closing(sqlite3.connect(copy)) as database:
            [found] = database.execute("PRAGMA quick_check(1)").fetchone()
            database.execute(f"SELECT 1 FROM {Office._meta.db_table}").fetchone()
    except sqlite3.DatabaseError as why:
        found = str(why)
    if found != "ok":
        raise Refused(f"ฐานข้อมูลในสำเนาเสียหายหรือไม่ใช่ของระบบนี้ ({found}) — ใช้สำเนาชุดอื่น")
