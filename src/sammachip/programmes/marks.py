"""YAML text → plain values, with the line and column every one of them stands on.

Stricter than YAML: a key may stand once in a mapping, only `true` and `false` are truth values, numbers with a point
are exact, dates stay text (พ.ศ. is read later), and merge keys and tags have no meaning. Size, depth, aliases and
the number of values are bounded, so a hostile file costs no more than a long one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

import yaml

MOST_BYTES = 512 * 1024
DEEPEST = 40
MOST_ALIASES = 200
MOST_VALUES = 100_000
_KNOWN_TAGS = ("map", "seq", "str", "null", "bool", "int", "float")

Plain: TypeAlias = "bool | int | Decimal | str | list[Plain] | dict[str, Plain] | None"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the file, counted from 1 as editors do."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps the text from being read at all, and how to mend it."""

    mark: Mark
    path: str
    message: str
    fix: str


class Unreadable(Exception):
    """The text is no YAML a pack may be written in; `faults` says where and why, all of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Marked:
    """A mapping and the marks of its values (and keys) by path, such as `stages[3].after[0]`."""

    mapping: dict[str, Plain]
    marks: Mapping[str, Mark]

    def mark(self, path: str) -> Mark:
        """Where `path` stands, or the nearest thing above it that does."""
        while path and path not in self.marks:
            path = above(path)
        return self.marks.get(path, Mark(1, 1))


def step(path: str, key: str | int) -> str:
    """The path one step further down."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def above(path: str) -> str:
    """The path one step up; "" above the first. A key may hold dots, so a wrong cut only shortens the climb."""
    return path[: max(path.rfind("."), path.rfind("["), 0)]


def read_marked(text: str) -> Marked:
    """The mapping in `text`; raises Unreadable."""
    if len(text.encode()) > MOST_BYTES:
        raise Unreadable((_whole(f"ไฟล์ใหญ่เกิน {MOST_BYTES // 1024} กิโลไบต์", "แยกส่วนที่ไม่ใช่แบบโครงการออก"),))
    try:
        _bound(text)
        root = yaml.compose(text, Loader=_PackLoader)
    except yaml.MarkedYAMLError as error:
        raise Unreadable((_syntax(error),)) from error
    except yaml.reader.ReaderError as error:
        raise Unreadable((_odd_character(text, error.position),)) from error
    if not isinstance(root, yaml.MappingNode):
        raise Unreadable((_whole("ไฟล์ว่างหรือไม่ได้เริ่มด้วยคู่ชื่อและค่า", "เริ่มไฟล์ด้วย code: รหัสโครงการ"),))
    reader = _Reader()
    value = reader.value(root, "", 0)
    if reader.faults:
        raise Unreadable(tuple(reader.faults))
    assert isinstance(value, dict)
    return Marked(value, reader.marks)


class _PackLoader(yaml.CSafeLoader):
    """Composes nodes with only four kinds of plain scalars: nothing, truth, whole numbers and exact ones."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


_SHAPES = {
    "null": re.compile(r"^(?:~|null|)$"),
    "bool": re.compile(r"^(?:true|false)$"),
    "int": re.compile(r"^-?(?:0|[1-9][0-9]{0,17})$"),
    "float": re.compile(r"^-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,9}$"),
}
"""What each kind of plain scalar but text may look like, with a tag before it or without."""

for _kind, _starts in {
    "null": ["~", "n", ""],
    "bool": "tf",
    "int": "-0123456789",
    "float": "-0123456789",
}.items():
    _PackLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", _SHAPES[_kind], list(_starts))


def _bound(text: str) -> None:
    """Refuses depth and aliases while they are still a flat stream: composing a deep tree would exhaust the stack."""
    depth = aliases = 0
    for event in yaml.parse(text, Loader=_PackLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
        if depth > DEEPEST:
            raise Unreadable((Fault(_at(event), "", f"ซ้อนกันลึกเกิน {DEEPEST} ชั้น", "ลดชั้นของรายการที่ซ้อนกัน"),))
        if aliases > MOST_ALIASES:
            raise Unreadable(
                (Fault(_at(event), "", f"อ้างซ้ำ (*) เกิน {MOST_ALIASES} แห่ง", "เขียนค่าเต็มแทนการอ้างซ้ำ"),)
            )


class _Reader:
    """Turns composed nodes into plain values, remembering marks and collecting faults."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}
        self.faults: list[Fault] = []
        self._left = MOST_VALUES

    def value(self, node: yaml.Node, path: str, depth: int) -> Plain:
        self.marks.setdefault(path, _at(node))
        self._left -= 1
        if self._left < 0 or depth > DEEPEST:
            raise Unreadable(
                (Fault(_at(node), path, "การอ้างซ้ำ (*) ทำให้ข้อมูลขยายใหญ่เกินไป", "เขียนค่าเต็มแทนการอ้างซ้ำ"),)
            )
        if not _plain(node):
            self.faults.append(
                Fault(_at(node), path, f"ใช้ป้ายชนิด {node.tag} ไม่ได้", "ลบป้ายชนิดออกแล้วเขียนค่าตรง ๆ")
            )
            return None
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path, depth))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, step(path, at), depth + 1) for at, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return _scalar(node)

    def _pairs(self, node: yaml.MappingNode, path: str, depth: int) -> Iterator[tuple[str, Plain]]:
        first: dict[str, Mark] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(Fault(_at(key_node), path, "ชื่อคีย์เป็นรายการไม่ได้", "ใช้ข้อความเป็นชื่อคีย์"))
                continue
            key, mark = str(key_node.value), _at(key_node)
            if key in first:
                self._repeated(key, mark, first[key], path)
                continue
            first[key] = self.marks[step(path, key)] = mark
            yield key, self.value(value_node, step(path, key), depth + 1)

    def _repeated(self, key: str, mark: Mark, first: Mark, path: str) -> None:
        message = f"คีย์ '{key}' ซ้ำกับบรรทัด {first.line}"
        self.faults.append(Fault(mark, step(path, key), message, "เหลือไว้เพียงแห่งเดียว"))


def _plain(node: yaml.Node) -> bool:
    """Whether its kind is one a pack is written in, and a scalar looks like its kind: a tag may claim what is not so."""
    kind = node.tag.rpartition(":")[2]
    if kind not in _KNOWN_TAGS:
        return False
    return kind not in _SHAPES or bool(_SHAPES[kind].match(str(node.value)))


def _scalar(node: yaml.ScalarNode) -> Plain:
    text = str(node.value)
    match node.tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return text == "true"
        case "int":
            return int(text)
        case "float":
            return Decimal(text)
    return text


def _at(thing: yaml.Node | yaml.Event) -> Mark:
    assert thing.start_mark is not None
    return Mark(thing.start_mark.line + 1, thing.start_mark.column + 1)


def _whole(message: str, fix: str) -> Fault:
    return Fault(Mark(1, 1), "", message, fix)


def _odd_character(text: str, position: int) -> Fault:
    """A control character at that byte: no keyboard types one, and no editor shows it."""
    before = text.encode()[:position].decode()
    mark = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Fault(
        mark,
        "",
        f"มีอักขระควบคุม U+{ord(text[len(before)]):04X} ที่อักษรตัวที่ {mark.column}",
        "ลบอักขระนั้น หรือพิมพ์บรรทัดนี้ใหม่",
    )


_SLIPS = {
    "found a tab character": "ย่อหน้าด้วยช่องว่าง ไม่ใช้แท็บ",
    "found character that cannot start any token": 'ย่อหน้าด้วยช่องว่าง ไม่ใช้แท็บ และครอบข้อความที่ขึ้นต้นด้วยเครื่องหมายด้วย " "',
    "mapping values are not allowed": 'ครอบข้อความที่มี : ด้วย " " หรือตรวจย่อหน้าของบรรทัดนี้',
    "found undefined alias": "ตั้งชื่อด้วย & ก่อนอ้างด้วย * หรือเขียนค่าเต็ม",
    "found another document": "ลบเส้น --- หนึ่งแฟ้มมีโครงการเดียว",
}
"""What to do about the slips most often made, by what the YAML library says of them."""


def _syntax(error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    where = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
    said = " ".join(part for part in (error.context, error.problem) if part)
    near = "ตรวจย่อหน้า เครื่องหมายคำพูด และวงเล็บใกล้บรรทัดนี้"
    fix = next((fix for slip, fix in _SLIPS.items() if slip in said), near)
    return Fault(where, "", f"รูปแบบ YAML ไม่ถูกต้อง ({said})", fix)
