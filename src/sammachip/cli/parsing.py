"""The parser of the command line, which says in Thai, and in English beside it, what was wrongly typed."""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

FAULTS: tuple[tuple[str, str, str], ...] = (
    (r"the following arguments are required: (.+)", "ยังไม่ได้ระบุ {0}", "missing: {0}"),
    (r"unrecognized arguments: (.+)", "ไม่รู้จัก {0}", "unknown: {0}"),
    (r"argument (-.+?): invalid choice: (.+?) \(choose from (.+)\)", "{0} ไม่รับ {1} — เลือก {2}", "choose one"),
    (r"argument .+?: invalid choice: (.+?) \(choose from (.+)\)", "ไม่รู้จัก {0} — เลือก {1}", "choose one"),
    (r"argument (.+?): expected (?:at least )?one argument", "{0} ต้องมีค่าตามหลัง", "{0} takes a value"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0} ไม่รับค่า แต่ได้ {1}", "{0} takes no value"),
    (r"ambiguous option: (.+) could match (.+)", "{0} สั้นไป อาจหมายถึง {1} — พิมพ์ให้ครบ", "write it out"),
    (r"argument (.+?): invalid int value: (.+)", "{0}: ต้องเป็นตัวเลข แต่ได้ {1}", "a number"),
    (r"argument (.+?): (.+)", "{0}: {1}", ""),
)
"""What argparse finds wrong, in Thai and in English; the last is a sentence of a command's own, which has both."""


def told_in_thai(fault: str) -> str:
    """The fault as argparse words it, in Thai with its English in brackets; as it is where argparse has a new one."""
    for pattern, thai, english in FAULTS:
        if found := re.fullmatch(pattern, fault, re.DOTALL):
            said = thai.format(*found.groups())
            return f"{said} ({english.format(*found.groups())})" if english else said
    return f"พิมพ์คำสั่งไม่ถูก ({fault})"


class _Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "วิธีใช้ (usage): " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Thai; those of its commands are of its kind, as argparse makes them."""

    def __init__(self, **options: Any) -> None:  # argparse's own, and they differ between Pythons
        super().__init__(**options, add_help=False, formatter_class=_Help)
        self._positionals.title = "สิ่งที่ระบุ (arguments)"
        self._optionals.title = "ตัวเลือก (options)"
        self.add_argument("-h", "--help", action="help", help="แสดงวิธีใช้ (show this help)")

    def add_argument(self, *names: str, **options: Any) -> argparse.Action:  # as argparse's own
        """The argument; one of a few words is called by these words, in a fault as in the usage."""
        action = super().add_argument(*names, **options)
        if not action.option_strings and action.choices is not None:
            action.metavar = f"{{{','.join(action.choices)}}}"
        return action

    def parse_known_args(  # type: ignore[override]  # argparse overloads it by the kind of namespace
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """What was typed, each word at its place; what no place takes is told by the command it was typed after."""
        typed, rest = super().parse_known_args(args, namespace)
        self._give_late_words(typed, rest)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return typed, rest

    def _give_late_words(self, typed: argparse.Namespace, rest: list[str]) -> None:
        """Give `FILE` in `import --office 31 FILE` its place: argparse closes an optional one at the first option."""
        for place in self._get_positional_actions():
            if place.nargs != argparse.OPTIONAL or getattr(typed, place.dest) is not None:
                continue
            if word := next((one for one in rest if not one.startswith("-")), None):
                rest.remove(word)
                try:
                    setattr(typed, place.dest, self._get_value(place, word))
                except argparse.ArgumentError as why:
                    self.error(str(why))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {told_in_thai(message)} — ดูวิธีใช้ด้วย {self.prog} --help\n")
