"""A programme as a file: YAML text → `Pack`, or every reason why not, each with its line and its remedy.

`canonical` and `digest` give a pack one spelling, so that an edition can be frozen and proved unchanged.
"""

import hashlib
import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sammachip.programmes import facts, kinds, meaning
from sammachip.programmes.marks import Marked, Unreadable, read_marked
from sammachip.programmes.pack import Pack
from sammachip.programmes.packbuild import Builder
from sammachip.programmes.packleaves import Report
from sammachip.programmes.packshape import departures


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a pack from being published, at its line, with the next step."""

    line: int
    column: int
    path: str
    message: str
    fix: str

    def __str__(self) -> str:
        where = f" {self.path}:" if self.path else ""
        return f"บรรทัด {self.line}:{where} {self.message} — {self.fix}"


class PackErrors(ValueError):
    """Everything wrong with a pack, in the order of its lines."""

    def __init__(self, filename: str, problems: Sequence[Problem]) -> None:
        self.filename = filename
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        super().__init__("\n".join([filename, *map(str, self.problems)]))


class _Wrong(ValueError):
    """The problems of a text whose file is not known here."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = problems


def read(text: str, *, filename: str) -> Pack:
    """The programme that `text` describes. Raises PackErrors with all that is wrong.

    A text found good is not read again while the same kinds, facts and bindings are known.
    """
    try:
        return _read(text, (kinds.known(), facts.fact_names(), facts.binding_names()))
    except _Wrong as why:
        raise PackErrors(filename, why.problems) from why


@lru_cache(maxsize=64)
def _read(text: str, known: Hashable) -> Pack:
    """`known` is what the answer depends on beside the text: the kinds, facts and bindings of the moment."""
    try:
        marked = read_marked(text)
    except Unreadable as unreadable:
        faults = [
            Problem(fault.mark.line, fault.mark.column, fault.path, fault.message, fault.fix)
            for fault in unreadable.faults
        ]
        raise _Wrong(faults) from unreadable
    shape = departures(marked.mapping)
    report = Report(broken=tuple(one.path for one in shape))
    builder = Builder(marked.mapping, report)
    meaning.check(builder, report)
    found = [
        *((one.path, one.message, one.fix) for one in shape),
        *_unknown_kinds(marked.mapping),
        *report.problems,
    ]
    if not found:
        pack = builder.pack()
        meaning.check_kinds(pack, report)
        found = report.problems
        if not found:
            return pack
    raise _Wrong(_placed(found, marked))


def _unknown_kinds(mapping: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Stages of a kind not built yet, told also where the stage is not read any further: its odd keys are that kind's."""
    stages = mapping.get("stages")
    for place, stage in enumerate(stages if isinstance(stages, list) else ()):
        kind = stage.get("kind") if isinstance(stage, Mapping) else None
        if isinstance(kind, str) and kind not in kinds.names():
            known = ", ".join(kinds.names())
            yield f"stages[{place}].kind", f"ยังไม่รองรับขั้นตอนชนิด '{kind}'", f"ใช้ชนิดใดชนิดหนึ่ง: {known}"


def _placed(found: Sequence[tuple[str, str, str]], marked: Marked) -> list[Problem]:
    """The problems at their lines, each said once."""
    return [
        Problem(marked.mark(path).line, marked.mark(path).column, path, message, fix)
        for path, message, fix in dict.fromkeys(found)
    ]


def refuse(text: str, found: Sequence[tuple[str, str, str]], *, filename: str) -> None:
    """Raises PackErrors with these problems of a text that could be read, each a path, what is wrong and the remedy."""
    if found:
        raise PackErrors(filename, _placed(found, read_marked(text)))


def canonical(pack_mapping: Mapping[str, object]) -> bytes:
    """One spelling for one meaning: sorted keys, no blanks, exact numbers as text."""
    return json.dumps(
        pack_mapping, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_exact
    ).encode()


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"a pack holds no {type(value).__name__}")


def digest(pack_mapping: Mapping[str, object]) -> str:
    """The SHA-256 of the canonical spelling, in hexadecimal."""
    return hashlib.sha256(canonical(pack_mapping)).hexdigest()
