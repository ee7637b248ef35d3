"""A form specification read from its mapping in a pack, with every problem at once."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Final

from sammachip.core.expr import BadRule, FactType, Kind, Rule, compile_rule
from sammachip.core.fields import (
    KIND_OF,
    LONGEST,
    MOST_ROWS,
    WRITER,
    Bound,
    Check,
    Choice,
    Field,
    FieldType,
    FormSpec,
    Section,
    blanks_in,
)
from sammachip.core.thaidate import NotADate, format_date, parse_date

KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,49}")
NO_FACTS: Final[Mapping[str, FactType]] = {}
MOST_WANTED: Final = 30
_FACT_NAME: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*(\[\])?")
_PERSONAL: Final = (FieldType.PERSON_NAME, FieldType.PHONE)
_CHOOSING: Final = (FieldType.CHOICE, FieldType.CHOICES)
_COMPUTED: Final = (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT)
_COUNT: Final = (Decimal(-(10**12)), Decimal(10**12))
# What is bounded when the pack says nothing: fifteen digits for a number, a thousand thousand million baht for money.
_BOUNDS: Final = {
    FieldType.INTEGER: _COUNT,
    FieldType.NUMBER: (Decimal(-(10**10)), Decimal(10**10)),
    FieldType.MONEY: (Decimal(0), Decimal(10**12)),
    FieldType.PERCENT: (Decimal(0), Decimal(100)),
    FieldType.PHOTOS: (Decimal(0), Decimal(30)),
}


class BadSpec(ValueError):
    """One thing wrong with a specification, where it stands, and what to write instead where that is known."""

    def __init__(self, path: str, message: str, fix: str = "") -> None:
        self.path, self.message, self.fix = path, message, fix
        super().__init__(f"{path}: {message}")


class BadSpecs(ValueError):
    """Everything wrong with a specification."""

    def __init__(self, problems: Sequence[BadSpec]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


def parse_form(
    mapping: Mapping[str, object], *, path: str = "form", known: Mapping[str, FactType] = NO_FACTS
) -> FormSpec:
    """The form this mapping describes. Raises BadSpecs with every problem; `known` types the facts from outside."""
    reader = _Reader(known)
    form = reader.form(_Node(path, mapping, reader.problems))
    if reader.problems:
        raise BadSpecs(reader.problems)
    return form


class _Node:
    """A mapping at its path. Each key is taken once; what nobody took is reported by `done`."""

    def __init__(self, path: str, given: object, problems: list[BadSpec]) -> None:
        self.path, self.problems = path, problems
        self.taken: dict[str, None] = {}  # in the order asked, so that advice reads as the documents do
        self.given: Mapping[object, object] = given if isinstance(given, Mapping) else {}
        if not isinstance(given, Mapping):
            self.complain("", "ต้องเป็นกลุ่มของ ชื่อ: ค่า")

    def complain(self, key: str, message: str, fix: str = "") -> None:
        self.problems.append(BadSpec(f"{self.path}.{key}" if key else self.path, message, fix))

    def take(self, key: str) -> object:
        self.taken[key] = None
        return self.given.get(key)

    def text(self, key: str, *, needed: bool = False) -> str:
        given = self.take(key)
        if given is None and not needed:
            return ""
        if isinstance(given, str) and given.strip():
            return given
        self.complain(key, "ต้องเป็นข้อความและไม่ว่าง")
        return ""

    def key(self, name: str = "key") -> str:
        given = self.text(name, needed=True)
        if given and not KEY.fullmatch(given):
            self.complain(name, f"'{given}' ต้องเป็นอักษรอังกฤษตัวเล็ก ตัวเลข หรือ _ ไม่เกิน 50 ตัว ขึ้นต้นด้วยตัวอักษร")
        return given

    def fact(self, key: str) -> str:
        given = self.text(key)
        if given and not _FACT_NAME.fullmatch(given):
            self.complain(key, f"'{given}' ต้องเป็นชื่อข้อมูล เช่น group.members_count หรือ groups[]")
        return given

    def count(self, key: str, default: int, most: int) -> int:
        given = self.take(key)
        if given is None:
            return default
        if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= most:
            return given
        self.complain(key, f"ต้องเป็นจำนวนเต็มตั้งแต่ 0 ถึง {most}")
        return default

    def flag(self, key: str, default: bool) -> bool:
        given = self.take(key)
        if given is None or isinstance(given, bool):
            return default if given is None else given
        self.complain(key, "ต้องเป็น true หรือ false")
        return default

    def each(self, key: str, *, needed: bool = False) -> list["_Node"]:
        given = self.take(key)
        if given is None and not needed:
            return []
        if not isinstance(given, list) or not given:
            self.complain(key, "ต้องเป็นรายการอย่างน้อยหนึ่งรายการ")
            return []
        return [_Node(f"{self.path}.{key}[{n}]", one, self.problems) for n, one in enumerate(given)]

    def done(self) -> None:
        for key in map(str, self.given):
            if key not in self.taken:
                near = get_close_matches(key, self.taken, 1)
                fix = f"น่าจะเป็น '{near[0]}'" if near else f"ลบออก หรือใช้คีย์ใดคีย์หนึ่ง: {', '.join(self.taken)}"
                self.complain(key, f"ไม่รู้จักคีย์ '{key}'", fix)


class _Reader:
    """Reads one form from the top down; a field's rules may name what stands above it."""

    def __init__(self, known: Mapping[str, FactType]) -> None:
        self.problems: list[BadSpec] = []
        self.known = known
        self.seen: dict[str, Field] = {}

    def form(self, node: _Node) -> FormSpec:
        title = node.text("title", needed=True)
        sections = tuple(self.section(one) for one in node.each("sections", needed=True))
        self.unique(node, "sections", [section.key for section in sections])
        checks = tuple(check for one in node.each("checks") if (check := self.check(one)))
        paper = node.take("paper")
        if paper is not None and not isinstance(paper, Mapping):
            node.complain("paper", "ต้องเป็นกลุ่มของ ชื่อ: ค่า")
        node.take("instrument")  # what the answers come to is the pack's to read
        for n, section in enumerate(sections):
            self.sentence(f"{node.path}.sections[{n}].lead", section.lead)
        node.done()
        return FormSpec(title, sections, checks, paper if isinstance(paper, Mapping) else {}, self.known)

    def section(self, node: _Node) -> Section:
        key, title, lead = node.key(), node.text("title", needed=True), node.text("lead")
        fields = []
        for one in node.each("fields", needed=True):
            spec = self.field(one)
            if spec.key in self.seen or spec.key in self.known:
                one.complain("key", f"ชื่อ '{spec.key}' ซ้ำกับช่องก่อนหน้าหรือข้อมูลที่รู้อยู่แล้ว")
            self.seen[spec.key] = spec
            fields.append(spec)
        node.done()
        return Section(key, title, lead, tuple(fields))

    def check(self, node: _Node) -> Check | None:
        that = self.rule(node, "that", node.text("that", needed=True))
        otherwise = node.text("else", needed=True)
        self.sentence(f"{node.path}.else", otherwise)
        node.done()
        return Check(that, otherwise) if that else None

    def field(self, node: _Node, *, before: Sequence[Field] | None = None) -> Field:
        """One field; of a table's column, `before` are the columns before it."""
        column = before is not None
        key, label = node.key(), node.text("label", needed=True)
        type_ = self.type(node, column=column)
        least, most = self.bounds(node, type_)
        spec = Field(
            key=key,
            label=label,
            type=type_,
            required=self.required(node, column=column),
            when=None if column else self.rule(node, "when", node.text("when")),
            help=node.text("help"),
            unit=node.text("unit"),
            filled=node.fact("filled"),
            save_to=node.fact("save_to"),
            min=least,
            max=most,
            max_length=node.count("max_length", LONGEST[type_], 50_000) if type_ in LONGEST else 0,
            decimals=node.count("decimals", 2, 4) if type_ in (FieldType.NUMBER, FieldType.PERCENT) else 0,
            choices=self.choices(node, "choices", "value") if type_ in _CHOOSING else (),
            personal=node.flag("personal", type_ in _PERSONAL),
            in_window=type_ is FieldType.DATE and not column and node.flag("in_window", False),
            past=type_ is FieldType.DATE and node.flag("past", False),
            computed=None if before is None else self.computed(node, type_, before),
            wanted=0 if column else self.wanted(node, type_),
            starts="" if column else self.starts(node, type_),
        )
        if type_ is FieldType.TABLE:
            spec = self.table(node, spec)
        if type_ is FieldType.PHOTOS:
            spec = self.photos(node, spec)
        node.done()
        return spec

    def type(self, node: _Node, *, column: bool) -> FieldType:
        given = node.text("type", needed=True)
        allowed = [one for one in FieldType if not (column and one in (FieldType.TABLE, FieldType.PHOTOS))]
        if given in allowed:
            return FieldType(given)
        if given:
            node.complain("type", f"ไม่รู้จักชนิด '{given}' — ใช้ {', '.join(allowed)}")
        return FieldType.TEXT

    def required(self, node: _Node, *, column: bool) -> bool | Rule:
        given = node.take("required")
        if given is None or isinstance(given, bool):
            return bool(given)
        if isinstance(given, str) and not column:
            return self.rule(node, "required", given) or False
        node.complain("required", "ต้องเป็น true หรือ false" + ("" if column else " หรือกฎ"))
        return False

    def wanted(self, node: _Node, type_: FieldType) -> int:
        """How many are asked for: `true` for one, a number for pictures; what must be there is required instead."""
        given = node.take("wanted")
        if given is None or isinstance(given, bool):
            count = int(bool(given))
        elif isinstance(given, int) and type_ is FieldType.PHOTOS and 0 < given <= MOST_WANTED:
            count = given
        else:
            node.complain("wanted", f"ต้องเป็น true หรือ false ช่องภาพใช้จำนวนภาพตั้งแต่ 1 ถึง {MOST_WANTED} ได้")
            return 0
        if count and node.given.get("required"):
            node.complain("wanted", "ช่องที่ต้องตอบ (required) ไม่ใช้ wanted", "ลบคีย์ใดคีย์หนึ่ง")
        return count

    def starts(self, node: _Node, type_: FieldType) -> str:
        given = node.text("starts")
        named = (FieldType.TEXT, FieldType.PERSON_NAME)
        if given and (given != WRITER or type_ not in named):
            fix = f"เขียน starts: {WRITER} ในช่องชนิด {' หรือ '.join(named)}"
            node.complain("starts", f"เริ่มช่องชนิด {type_} ด้วย '{given}' ไม่ได้", fix)
        return given

    def rule(self, node: _Node, key: str, text: str) -> Rule | None:
        if not text:
            return None
        facts = {**self.known, **{name: one.fact_type() for name, one in self.seen.items()}}
        try:
            return compile_rule(text, facts, Kind.BOOL)
        except BadRule as bad:
            above = "" if key == "that" else " (ใช้ได้เฉพาะช่องที่อยู่เหนือช่องนี้)"
            node.complain(key, f"{bad}{above}")
            return None

    def computed(self, node: _Node, type_: FieldType, before: Sequence[Field]) -> Rule | None:
        """What the columns before this one come to, in the column's own kind."""
        text = node.text("computed")
        if not text:
            return None
        if unused := [key for key in ("filled", "required") if node.given.get(key)]:
            message = f"ระบบคำนวณคอลัมน์นี้ จึงไม่ใช้ {' หรือ '.join(unused)}"
            node.complain("computed", message, f"ลบ {' และ '.join(unused)}")
        if type_ not in _COMPUTED:
            node.complain("computed", f"คำนวณคอลัมน์ชนิด {type_} ไม่ได้", f"ใช้ชนิด {', '.join(_COMPUTED)}")
            return None
        try:
            return compile_rule(text, {one.key: one.fact_type() for one in before}, KIND_OF[type_])
        except BadRule as bad:
            node.complain("computed", f"{bad} (ใช้ได้เฉพาะคอลัมน์ที่อยู่ก่อนคอลัมน์นี้)")
            return None

    def sentence(self, path: str, text: str) -> None:
        summed = {
            f"{one.key}.{column.key}"
            for one in self.seen.values()
            for column in one.columns
            if column.type in _COMPUTED
        }
        for name in blanks_in(text):
            if name not in self.seen and name not in self.known and name not in summed:
                self.problems.append(BadSpec(path, f"ไม่มีช่องหรือข้อมูลชื่อ '{name}'"))

    def bounds(self, node: _Node, type_: FieldType) -> tuple[Bound | None, Bound | None]:
        if type_ is not FieldType.DATE and type_ not in _BOUNDS:
            return None, None
        read = _READ_BOUND.get(type_, _finite)
        least, most = _BOUNDS.get(type_, (None, None))
        low, high = self.bound(node, "min", read, least), self.bound(node, "max", read, most)
        if low is not None and high is not None and low > high:  # type: ignore[operator]  # one type gives both
            node.complain("min", f"ค่าต่ำสุด {_shown(low)} มากกว่าค่าสูงสุด {_shown(high)}")
        return low, high

    def bound(
        self, node: _Node, key: str, read: Callable[[str], Bound], default: Bound | None
    ) -> Bound | None:
        given = node.take(key)
        if given is None:
            return default
        try:
            return read(str(given))
        except (InvalidOperation, NotADate):
            node.complain(key, f"อ่านค่า '{given}' ไม่ได้")
            return default

    def choices(self, node: _Node, key: str, name: str) -> tuple[Choice, ...]:
        found = []
        for one in node.each(key, needed=True):
            found.append(Choice(one.key(name), one.text("label", needed=True)))
            one.done()
        self.unique(node, key, [choice.value for choice in found])
        return tuple(found)

    def photos(self, node: _Node, spec: Field) -> Field:
        """The same field with the fixed rows its photos may belong to."""
        per = node.text("per")
        table = self.seen.get(per)
        if per and not (table and table.rows):
            node.complain("per", f"ไม่มีตารางแบบกำหนดแถวชื่อ '{per}' อยู่เหนือช่องนี้")
        return replace(spec, per=per, rows=table.rows if table else ())

    def table(self, node: _Node, spec: Field) -> Field:
        """The same field with its rows and columns."""
        columns: list[Field] = []
        for one in node.each("columns", needed=True):
            columns.append(self.field(one, before=columns))
        self.unique(node, "columns", [column.key for column in columns])
        for column in columns:
            if column.key in ("id", "key"):
                node.complain("columns", f"ชื่อ '{column.key}' สงวนไว้สำหรับตัวแถว")
            if column.filled and not (node.given.get("filled") or node.given.get("rows")):
                reason = "เติมจากข้อมูลได้เมื่อทั้งตารางเติมจากข้อมูล (filled) หรือกำหนดแถวไว้ (rows)"
                node.complain("columns", f"คอลัมน์ '{column.key}' {reason}")
        rows = self.choices(node, "rows", "key") if node.take("rows") is not None else ()
        if rows and any(node.given.get(key) is not None for key in ("filled", "min_rows", "max_rows")):
            node.complain("rows", "ตารางกำหนดแถวแล้ว จึงไม่ใช้ filled, min_rows หรือ max_rows")
        least, most = node.count("min_rows", 0, MOST_ROWS), node.count("max_rows", MOST_ROWS, MOST_ROWS)
        if least > most:
            node.complain(
                "min_rows", f"ต้องมีอย่างน้อย {least} แถว แต่รับได้ {most} แถว", "แก้ min_rows หรือ max_rows"
            )
        return replace(
            spec,
            columns=tuple(columns),
            rows=rows,
            min_rows=least,
            max_rows=most,
        )

    def unique(self, node: _Node, key: str, names: Sequence[str]) -> None:
        for name in sorted({name for name in names if names.count(name) > 1}):
            node.complain(key, f"ชื่อ '{name}' ซ้ำกัน")


def _finite(text: str) -> Decimal:
    """A number as it is written. Raises InvalidOperation, for NaN and infinity too."""
    number = Decimal(text)
    if not number.is_finite():
        raise InvalidOperation
    return number


def _whole(text: str) -> Decimal:
    """How many of something there are."""
    number = _finite(text)
    if number < 0 or number != number.to_integral_value():
        raise InvalidOperation
    return number


_READ_BOUND: Final[Mapping[FieldType, Callable[[str], Bound]]] = {
    FieldType.DATE: parse_date,
    FieldType.PHOTOS: _whole,
}


def _shown(bound: Bound) -> str:
    return str(bound) if isinstance(bound, Decimal) else format_date(bound)
