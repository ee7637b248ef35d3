"""The reference of commands names every command, every option and every check of `verify`, and no other."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from sammachip.cli import parser
from sammachip.trail import checks

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "commands.md"
SHARED = {"--help", "--data"}


def commands() -> dict[str, argparse.ArgumentParser]:
    [table] = [one for one in parser()._actions if isinstance(one, argparse._SubParsersAction)]
    return dict(table.choices)


def documented() -> Iterator[tuple[str, set[str]]]:
    """Each command of the document with the options in its table."""
    for part in DOCUMENT.read_text(encoding="utf-8").split("\n## ")[1:]:
        yield part.partition("\n")[0].strip("`"), set(re.findall(r"^\| `(--[\w-]+)", part, re.MULTILINE))


def test_the_reference_names_exactly_the_commands_and_options_there_are():
    there = {
        name: {option for one in command._actions for option in one.option_strings if option.startswith("--")}
        - SHARED
        for name, command in commands().items()
    }

    assert dict(documented()) == there


def test_the_reference_names_exactly_the_checks_that_verify_makes():
    [verify] = DOCUMENT.read_text(encoding="utf-8").split("\n## `verify`\n")[1:]

    assert re.findall(r"^\| `([^`]+)`", verify.partition("\n## ")[0], re.MULTILINE) == list(checks.names())
