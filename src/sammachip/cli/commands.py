"""What all commands share."""

import argparse
import sys
from collections.abc import Callable

Run = Callable[[argparse.Namespace], int]


class Commands:
    """The table of commands under one parser; each takes `--data` as every other."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._table = parser.add_subparsers(title="คำสั่ง (commands)", metavar="COMMAND", required=True)

    def add(self, name: str, run: Run, *, help: str) -> argparse.ArgumentParser:
        """Add a command that `run` carries out; its own arguments are added to the parser given back."""
        command = self._table.add_parser(name, help=help, description=help)
        command.add_argument(
            "--data", metavar="DIR", help="ที่เก็บข้อมูล แทนตัวแปร DATA (the data folder; default: DATA, else var)"
        )
        command.set_defaults(run=run)
        return command


def say(sentence: str) -> None:
    """Tell the person at the terminal what goes on, at once even through a pipe."""
    print(sentence, file=sys.stderr, flush=True)
