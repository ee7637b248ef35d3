"""The `sammachip` command: exit codes, plain errors, and a server that starts, watches and stops."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from sammachip import settings
from sammachip.cli import EVERY, main, parser, told_of
from sammachip.cli.serve import reached
from sammachip.serving import dead
from server import STOPPED_WITHIN, sammachip, serving, surroundings

COMMANDS = sorted(command.__name__.rpartition(".")[2].replace("_", "-") for command in EVERY)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a first start on a new folder said and left behind."""

    folder: Path
    healthy: int
    spoken: str
    children: dict[str, int]
    code: int


NAME = "sammachip.example.go.th"


@pytest.fixture(scope="module")
def first_start(tmp_path_factory) -> Seen:
    """As the how-to installs it: behind a proxy, where the pages answer to the installation's name alone."""
    folder: Path = tmp_path_factory.mktemp("office") / "data"
    with serving(folder, ALLOWED_HOSTS=NAME) as server:
        asked = urllib.request.Request(f"{server.address}/healthz", headers={"Host": NAME})
        with urllib.request.urlopen(asked) as answer:
            healthy = answer.status
        children = server.children()
        code = server.stop()
    return Seen(folder, healthy, server.spoken.read_text(encoding="utf-8"), children, code)


@pytest.fixture(scope="module")
def office(first_start) -> Path:
    """A data folder that was served once, and so is ready."""
    return first_start.folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_thai_and_english(command, capsys):
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])

    said = capsys.readouterr().out
    assert end.value.code == 0
    assert "ที่เก็บข้อมูล" in said
    assert "the data folder" in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "ยังไม่ได้ระบุ COMMAND (missing: COMMAND)"),
        (["unknown"], "ไม่รู้จัก 'unknown' — เลือก 'serve', 'demo', "),
        (["serve", "--port", "x"], "--port: พอร์ตต้องเป็นตัวเลข 1 ถึง 65535 แต่ได้ 'x' (1 to 65535)"),
        (["serve", "--port", "0"], "แต่ได้ '0' (1 to 65535)"),
        (["serve", "--port", "65536"], "แต่ได้ '65536' (1 to 65535)"),
        (["serve", "--port"], "--port ต้องมีค่าตามหลัง (--port takes a value)"),
        (["serve", "--demo=1"], "--demo ไม่รับค่า แต่ได้ '1' (--demo takes no value)"),
        (["serve", "--frob"], "sammachip serve: ไม่รู้จัก --frob (unknown: --frob)"),
        (
            ["groups", "export", "--as", "x", "a.csv", "b.csv"],
            "sammachip groups: ไม่รู้จัก b.csv (unknown: b.csv)",
        ),
        (["batch", "get", "--as", "x", "nine"], "sammachip batch: NUMBER: "),
        (["groups"], "ยังไม่ได้ระบุ {export,import,template}"),
        (["allocation", "export", "--format", "x"], "--format ไม่รับ 'x' — เลือก 'csv', 'xlsx' (choose one)"),
        (["allocation", "--o", "x"], "--o สั้นไป อาจหมายถึง --office, --out — พิมพ์ให้ครบ (write it out)"),
        (["backup"], "ยังไม่ได้ระบุ FILE (missing: FILE)"),
        (["demo", "--today", "2561-13-01"], "--today: "),
    ],
)
def test_what_is_wrongly_typed_ends_with_2_and_is_told_in_thai_and_english(typed, said, capsys):
    with pytest.raises(SystemExit) as end:
        parser().parse_args(typed)

    assert end.value.code == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.startswith("วิธีใช้ (usage): sammachip")
    assert told.endswith(" --help\n")
    assert "invalid" not in told


def test_a_file_may_stand_after_the_options():
    around = [
        parser().parse_args(["groups", "import", *typed])
        for typed in (["a.csv", "--as", "x", "--dry-run"], ["--as", "x", "--dry-run", "a.csv"])
    ]

    assert around[0] == around[1]
    assert (str(around[1].file), around[1].username) == ("a.csv", "x")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["verify"], "ยังไม่ได้ตั้งระบบ"),
        (["backup", "made.zip"], "ยังไม่ได้ตั้งระบบ"),
        (["demo", "--today", "2561-01-01"], "1 มกราคม 2561"),
        (["restore", "no-such.zip"], "no-such.zip"),
        (["serve", "--host", "no.such.invalid", "--port", "8765"], "ตรวจ --host"),
    ],
)
def test_what_cannot_be_done_ends_with_1_and_one_sentence_and_makes_no_folder(tmp_path, typed, said):
    done = sammachip(*typed, folder=tmp_path / "data")

    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert done.stderr.startswith("sammachip: ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")

    done = sammachip("demo", folder=tmp_path / "file" / "data")

    assert done.returncode == 1
    assert done.stderr == (
        f"sammachip: ใช้ที่เก็บข้อมูล {tmp_path / 'file' / 'data'} ไม่ได้: มีส่วนของที่เก็บที่เป็นแฟ้ม ไม่ใช่โฟลเดอร์ (not a folder) — เลือกที่ที่เขียนได้ด้วย --data\n"
    )


def test_a_database_out_of_reach_is_told_from_an_older_one():
    refused = OperationalError("connection to server at 127.0.0.1 failed: Connection refused")
    older = OperationalError("no such column: org_person.language")

    assert "ตรวจว่าฐานข้อมูลทำงานอยู่" in told_of(refused)
    assert "sammachip serve" in told_of(older)


def test_port_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("PORT", "8123")

    assert parser().parse_args(["serve"]).port == 8123


def test_wrong_setting_ends_with_1_and_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("UPLOAD_SHEET_MAX_MB", "many")

    done = sammachip("verify", folder=tmp_path / "data")

    assert done.returncode == 1
    assert done.stderr == (
        "sammachip: UPLOAD_SHEET_MAX_MB='many': ต้องเป็นจำนวนเต็ม 1 ถึง 100 (write a whole number from 1 to 100)\n"
    )


@pytest.mark.parametrize(
    "read",
    [
        lambda: settings.database_from("postgres://u:secret@db:five/name", Path()),
        lambda: settings.database_from("postgres://u:secret@[db/name", Path()),
        lambda: settings.database_from("mysql://u:secret@db/name", Path()),
        lambda: settings.database_from("postgres://u:secret@db/", Path()),
        lambda: settings.mail_server("smtp://u:secret@post:99999"),
        lambda: settings.mail_server("smtp://:secret@"),
        lambda: settings.origins(["https://one.example", "two.example"]),
    ],
)
def test_an_address_that_cannot_be_read_is_told_without_its_password(read):
    with pytest.raises(ImproperlyConfigured, match=r"^[A-Z_]+: ต้องเขียนในรูป \S+") as refusal:
        read()

    assert "secret" not in str(refusal.value)


def test_a_level_of_the_log_that_there_is_not_is_told(monkeypatch):
    monkeypatch.setenv("LOG_LEVEL", "loud")

    with pytest.raises(ImproperlyConfigured, match=r"^LOG_LEVEL='loud': ต้องเป็นคำใดคำหนึ่งใน DEBUG, INFO "):
        settings.env_one_of("LOG_LEVEL", "INFO", ("DEBUG", "INFO"))


@pytest.mark.parametrize(
    ("names", "host", "found"),
    [
        (["localhost", "127.0.0.1"], "127.0.0.1", ("127.0.0.1", "http://127.0.0.1:81")),
        (["localhost", "127.0.0.1"], "0.0.0.0", ("localhost", "http://localhost:81")),
        (["one.example", "two.example"], "127.0.0.1", ("one.example", "https://one.example")),
        ([".example"], "127.0.0.1", ("example", "https://one.example")),
        (["*"], "127.0.0.1", ("127.0.0.1", "http://127.0.0.1:81")),
    ],
)
def test_where_the_pages_are_found(names, host, found, settings):
    settings.ALLOWED_HOSTS, settings.ADDRESS = names, "https://one.example"

    assert reached(host, 81) == found


def test_taken_port_is_refused_before_anything_is_prepared(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = sammachip("serve", "--port", str(port), folder=tmp_path / "data")

    assert done.returncode == 1
    assert f"--port {port + 1}" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
def test_ctrl_c_before_the_server_is_ready_ends_with_a_sentence(tmp_path):
    command = [sys.executable, "-m", "sammachip", "demo"]
    with subprocess.Popen(
        command,
        env=surroundings(tmp_path / "data"),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.SIG_DFL
        ),  # a shell's background job ignores it
    ) as going:
        assert going.stderr is not None
        begun = going.stderr.readline()
        going.send_signal(signal.SIGINT)
        said = going.stderr.read()

    assert "(database)" in begun
    assert going.returncode == 130
    assert said.endswith("(stopped)\n")
    assert "Traceback" not in said


@pytest.mark.slow
def test_first_start_asks_for_an_administrator_and_a_stop_leaves_nothing_behind(first_start):
    assert first_start.healthy == 200
    assert f"http://{NAME}/start" in first_start.spoken
    assert sorted(first_start.children) == ["gunicorn", "worker"]
    assert first_start.code == 0
    assert [pid for pid in first_start.children.values() if Path(f"/proc/{pid}").exists()] == []


@pytest.mark.slow
def test_server_ends_with_1_when_a_child_dies(office):
    with serving(office) as server:
        os.kill(server.children()["worker"], signal.SIGKILL)

        code = server.process.wait(timeout=STOPPED_WITHIN)

    assert code == 1
    assert "worker" in server.spoken.read_text(encoding="utf-8")


@pytest.mark.parametrize("ended", ["gunicorn", "worker"])
def test_either_child_that_ended_is_named(ended):
    with subprocess.Popen(["sleep", "60"]) as running, subprocess.Popen(["true"]) as over:
        over.wait()
        children = {"gunicorn": running, "worker": running} | {ended: over}

        found = dead(children), dead({"gunicorn": running, "worker": running})
        running.kill()

    assert found == (ended, None)


@pytest.mark.slow
def test_office_moves_by_backup_and_restore_and_verify_sees_a_lost_guard(office, tmp_path):
    archive, there = tmp_path / "office.zip", tmp_path / "there"

    done = [
        sammachip("backup", str(archive), folder=office),
        sammachip("restore", str(archive), folder=there),
        sammachip("verify", folder=there),
    ]
    with closing(sqlite3.connect(there / "sammachip.sqlite3")) as database:
        database.execute("DROP TRIGGER trail_event_no_delete")
    after = sammachip("verify", folder=there)

    assert [one.returncode for one in done] == [0, 0, 0], done
    assert "tokens revoked" in done[1].stdout + done[1].stderr
    assert after.returncode == 1
    assert "trail_event" in after.stdout
