"""Makes a data folder ready to serve, whatever state it is in; does nothing that is done already."""

import hashlib
import json
import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sammachip import translations
from sammachip.cases.actions import advance_all
from sammachip.cases.models import Case
from sammachip.core.verdict import Refused
from sammachip.machine import against
from sammachip.org import gazetteer
from sammachip.org.models import Area
from sammachip.trail import triggers
from sammachip.web import fonts

Say = Callable[[str], None]


def setup_database(say: Say) -> None:
    """Bring tables, guards, gazetteer, task rows, translations, fonts and static files up to this version, in this
    order."""
    make_folder()
    bring_tables_up(say)
    load_gazetteer(say)
    bring_tasks_up(say)
    translations.compile_all(settings.LOCALE_PATHS[0])
    gather_static_files(say)


def make_folder() -> None:
    """Make the data folder and keep its signing key, for its owner only. Raises Refused where that cannot be done."""
    kept = settings.DATA_DIR / "secret"
    try:
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        if not os.environ.get("SECRET_KEY") and not kept.exists():
            handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(settings.SECRET_KEY)
    except OSError as why:
        raise Refused(
            f"ใช้ที่เก็บข้อมูล {settings.DATA_DIR} ไม่ได้: {against(why)} — เลือกที่ที่เขียนได้ด้วย --data"
        ) from why


def bring_tables_up(say: Say) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("เตรียมฐานข้อมูล (database)")
        call_command("migrate", interactive=False, verbosity=0)
    if triggers.missing():
        triggers.install()


def load_gazetteer(say: Say) -> None:
    mark = f"{version('geothai')} {Path(gazetteer.__file__).stat().st_mtime_ns}"
    if done("gazetteer") != mark or not Area.objects.exists():
        say("บรรจุทะเบียนพื้นที่และหน่วยงาน (gazetteer)")
        gazetteer.load()
        remember("gazetteer", mark)


def bring_tasks_up(say: Say) -> None:
    """Let this version say where every task stands: another may have worded or judged some otherwise."""
    mark = version("sammachip")
    if done("tasks") == mark:
        return
    if Case.objects.exists():
        say("คำนวณสถานะงานใหม่ (tasks)")
        advance_all()
    remember("tasks", mark)


def gather_static_files(say: Say) -> None:
    fonts.build(settings.ROOT / "web" / "static")
    mark = mark_of_static_files()
    if done("static") != mark or not (settings.STATIC_ROOT / "staticfiles.json").exists():
        say("รวบรวมแฟ้มประกอบหน้าเว็บ (static files)")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        remember("static", mark)


def mark_of_static_files() -> str:
    """Changes whenever a static file is added, removed or rewritten."""
    found = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            found.append((path, stat.st_size, stat.st_mtime_ns))
    return hashlib.sha256(repr(sorted(found)).encode()).hexdigest()


def done(step: str) -> str | None:
    """The mark under which this step was last done in this data folder."""
    return marks().get(step)


def remember(step: str, mark: str) -> None:
    note().write_text(json.dumps({**marks(), step: mark}))


def marks() -> dict[str, str]:
    """The marks of every step done here; of a note torn while it was written none, so that all is done again."""
    try:
        kept: dict[str, str] = json.loads(note().read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return kept


def note() -> Path:
    return Path(settings.DATA_DIR) / "prepared.json"
