"""Rules that a programme pack carries: CEL text over typed facts, checked at publication, never `eval`.

A rule is compiled twice. First in a *checking* environment where money, number and date are types of their own, so that
`paid > 31200` (baht or satang?) is refused and `paid > baht(31200)` is not; what this environment does not declare is not
in the language. Then in a *running* environment where those units are erased: money is whole satang (int), a date is
its ISO text, and a number is a double that is only ever compared. Doubles are safe there because a number holds at most
15 significant digits, which a double keeps apart; all arithmetic on numbers happens exactly, in the functions below.

The language: `&& || ! ?:`, `== != < <= > >=`, `in`, `+ -` on integers and on money, `*` by an integer,
`size contains startsWith endsWith`, on rows `exists all exists_one filter map`, and these functions:
`answered(x)`, `baht(31200)`, `number('62.5')`, `date('2561-09-20')`, `days(from, to)`, `total(lines.map(l, l.amount))`,
`percent(part, whole)`, `share(money, percent)`.

A rule that needs an unanswered fact has no result: it raises `Unanswered`. `&&` and `||` need only the side that
decides, so `answered(x) && x > 3` always has a result. A blank cell of a row is unanswered too.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache, wraps
from typing import Final

from cel_expr_python import cel

from sammachip.core.money import from_satang, parse_baht, percent, to_satang
from sammachip.core.thaidate import parse_date
from sammachip.core.thainum import to_arabic

MAX_LENGTH: Final = 1000
NUMBER_DIGITS: Final = 15


class Kind(StrEnum):
    """What sort of value a fact is. Money and number are both Decimal in Python and never mix in a rule."""

    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"
    MONEY = "money"
    NUMBER = "number"
    BOOL = "bool"
    DATE = "date"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class FactType:
    """A fact's kind; rows also name the kind of each column."""

    kind: Kind
    columns: Mapping[str, "FactType"] = field(default_factory=dict)


class BadRule(ValueError):
    """A rule that cannot be published: where (1-based line and column), and why."""

    def __init__(self, text: str, line: int, column: int, reason: str) -> None:
        self.text, self.line, self.column, self.reason = text, line, column, reason
        super().__init__(f"กฎ «{text[:120]}» ใช้ไม่ได้ที่บรรทัด {line} ตำแหน่ง {column}: {reason}")


class NoResult(ValueError):
    """A published rule that has no answer for these values."""


class Unanswered(NoResult):
    """The rule needs facts that nobody has answered yet; `names` lists those the rule mentions."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"ยังไม่มีคำตอบ: {', '.join(self.names)}")


class RuleFailed(NoResult):
    """The rule ran into a wall of arithmetic (part of nothing, a sum beyond counting) or took too many steps."""


Result = bool | int | str | Decimal | date


@dataclass(frozen=True, slots=True)
class Rule:
    """A checked rule. Equal rules have equal text and types; `names` are the facts it mentions."""

    text: str
    gives: Kind
    facts: Mapping[str, FactType]
    names: frozenset[str]
    _run: cel.Expression = field(repr=False, compare=False)

    def evaluate(self, values: Mapping[str, object]) -> Result:
        """The rule's answer. Raises Unanswered or RuleFailed; a value of the wrong Python type raises TypeError."""
        given = {name: values[name] for name in self.names if values.get(name) is not None}
        inputs = {name: _erase(self.facts[name], value) for name, value in given.items()}
        inputs |= {f"answered.{name}": name in given for name in self.names}

        try:
            outcome = self._run.eval(data=inputs)
        except RuntimeError as error:  # the library's own bound on loops
            raise RuleFailed(f"กฎ «{self.text}» คำนวณไม่ได้: {error}") from None
        if outcome.type() == cel.Type.ERROR:
            raise self._no_result(str(outcome.value()), given)
        return _restore(self.gives, outcome.value())

    def holds(self, values: Mapping[str, object]) -> bool:
        """True when the rule has a result and it is true: an unanswered question opens no further one."""
        try:
            return self.evaluate(values) is True
        except NoResult:
            return False

    def _no_result(self, why: str, given: Mapping[str, object]) -> NoResult:
        if blank := re.search(r'Key not found in map : "(\w+)"', why):
            return Unanswered([blank[1]])
        if "found in Activation" in why:
            return Unanswered(sorted(self.names - given.keys()))
        return RuleFailed(f"กฎ «{self.text}» คำนวณไม่ได้: {why}")


Declared = tuple[tuple[str, Kind, "Declared"], ...]
"""Facts as a key: name, kind and columns, in the order they came."""


def compile_rule(text: str, facts: Mapping[str, FactType], expected: Kind) -> Rule:
    """The rule that `text` says, known to give `expected` over `facts`. Raises BadRule.

    A rule found good is not compiled again: it hangs on nothing but these three.
    """
    return _compiled(text, _declared_by(facts), expected)


def _declared_by(facts: Mapping[str, FactType]) -> Declared:
    return tuple((name, fact.kind, _declared_by(fact.columns)) for name, fact in facts.items())


def _facts_of(declared: Declared) -> dict[str, FactType]:
    return {name: FactType(kind, _facts_of(columns)) for name, kind, columns in declared}


@lru_cache(maxsize=1024)
def _compiled(text: str, declared: Declared, expected: Kind) -> Rule:
    facts = _facts_of(declared)
    if len(text) > MAX_LENGTH:
        raise BadRule(text, 1, MAX_LENGTH, f"ยาวเกิน {MAX_LENGTH} ตัวอักษร — แบ่งเป็นกฎย่อย")
    rows_of = _row_variables(text, facts)
    _check(text, facts, rows_of, expected)
    names = frozenset(name for name in _names_in(text) if name in facts)
    names |= set(rows_of.values())
    return Rule(text, expected, facts, names, _compile_to_run(text, facts))


_TOKEN: Final = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|(?P<name>(?<![\w.])[A-Za-z_][\w.]*)""")
_MACRO: Final = re.compile(r"\.(?:exists|all|exists_one|filter|map)\(\s*(?P<variable>[A-Za-z_]\w*)\s*,")
_ANSWERED: Final = re.compile(
    r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\banswered\(\s*(?P<name>[A-Za-z_][\w.]*)\s*\)"""
)


def _names_in(text: str) -> list[str]:
    """Every name in the text, also without its last parts: `lines.size` is `lines.size` and `lines`."""
    found = [match["name"] for match in _TOKEN.finditer(text) if match["name"]]
    return [name.rsplit(".", cut)[0] for name in found for cut in range(name.count(".") + 1)]


def _row_variables(text: str, facts: Mapping[str, FactType]) -> dict[str, str]:
    """Which table each loop variable walks through: the one named last before it."""
    rows_of: dict[str, str] = {}
    for match in _MACRO.finditer(text):
        before = _names_in(text[: match.start()])
        tables = [name for name in before if name in facts and facts[name].kind is Kind.ROWS]
        if not tables:
            continue
        variable = match["variable"]
        if rows_of.setdefault(variable, tables[-1]) != tables[-1] or variable in facts:
            reason = f"ใช้ชื่อ {variable} ซ้ำกับตารางหรือข้อมูลอื่น — เปลี่ยนเป็นตัวอักษรอื่น"
            raise BadRule(text, *_position(text, match.start("variable")), reason)
        rows_of[variable] = tables[-1]
    return rows_of


def _position(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


_MONEY: Final = cel.Type.AbstractType("money")
_NUMBER: Final = cel.Type.AbstractType("number")
_DATE: Final = cel.Type.AbstractType("date")
_INT, _BOOL, _TEXT, _DOUBLE = cel.Type.INT, cel.Type.BOOL, cel.Type.STRING, cel.Type.DOUBLE
_TEXTS: Final = cel.Type.List(_TEXT)
_CHECKED: Final = {
    Kind.TEXT: _TEXT,
    Kind.TEXTS: _TEXTS,
    Kind.INTEGER: _INT,
    Kind.MONEY: _MONEY,
    Kind.NUMBER: _NUMBER,
    Kind.BOOL: _BOOL,
    Kind.DATE: _DATE,
}
_ORDERED: Final = [
    *((kind, kind) for kind in (_INT, _MONEY, _NUMBER, _DATE)),
    *((_NUMBER, literal) for literal in (_INT, _DOUBLE)),
    *((literal, _NUMBER) for literal in (_INT, _DOUBLE)),
]
_SUMMED: Final = [(_INT, _INT), (_MONEY, _MONEY)]
_SHARES: Final = (_NUMBER, _INT, _DOUBLE)
_LEFT_OUT: Final = (
    *("_+_", "_-_", "-_", "_*_", "_/_", "_%_", "_<_", "_<=_", "_>_", "_>=_", "matches"),
    *("int", "uint", "double", "string", "bytes", "bool", "dyn", "type", "duration", "timestamp"),
    *("getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getFullYear", "getMonth"),
    *("getHours", "getMinutes", "getSeconds", "getMilliseconds"),
)
_WITHOUT: Final = cel.NewEnvConfigFromYaml(
    "stdlib:\n  exclude_functions:\n" + "".join(f'  - name: "{name}"\n' for name in _LEFT_OUT)
)


def _declared(name: str, overloads: Iterable[tuple[cel.Type, tuple[cel.Type, ...]]]) -> cel.FunctionDecl:
    return cel.FunctionDecl(
        name,
        [cel.Overload(f"{name}_{n}", gives, list(takes)) for n, (gives, takes) in enumerate(overloads)],
    )


def _checked_functions(row_types: Iterable[cel.Type]) -> list[cel.FunctionDecl]:
    """The whole of the language beyond logic and equality, with its units. `_+_` on lists serves the `map` macro."""
    lists = [cel.Type.List(kind) for kind in (*_CHECKED.values(), *row_types)]
    return [
        *(_declared(sign, [(_BOOL, pair) for pair in _ORDERED]) for sign in ("_<_", "_<=_", "_>_", "_>=_")),
        _declared("_+_", [*((a, (a, b)) for a, b in _SUMMED), *((kind, (kind, kind)) for kind in lists)]),
        _declared("_-_", [(a, (a, b)) for a, b in _SUMMED]),
        _declared("-_", [(kind, (kind,)) for kind in (_INT, _MONEY, _DOUBLE)]),
        _declared("_*_", [(_INT, (_INT, _INT)), (_MONEY, (_MONEY, _INT)), (_MONEY, (_INT, _MONEY))]),
        _declared("answered", [(_BOOL, (cel.Type.DYN,))]),
        _declared("baht", [(_MONEY, (_INT,)), (_MONEY, (_TEXT,))]),
        _declared("number", [(_NUMBER, (_INT,)), (_NUMBER, (_TEXT,))]),
        _declared("date", [(_DATE, (_TEXT,))]),
        _declared("days", [(_INT, (_DATE, _DATE))]),
        _declared("total", [(kind, (cel.Type.List(kind),)) for kind in (_INT, _MONEY, _NUMBER)]),
        _declared("percent", [(_NUMBER, pair) for pair in _SUMMED]),
        _declared("share", [(_MONEY, (_MONEY, part)) for part in _SHARES]),
    ]


def _check(text: str, facts: Mapping[str, FactType], rows_of: Mapping[str, str], expected: Kind) -> None:
    """Refuse unknown names, units that do not mix, and a result of another kind."""
    row_types = {
        name: cel.Type.AbstractType(f"row_{name}") for name, fact in facts.items() if fact.kind is Kind.ROWS
    }
    variables = {
        name: cel.Type.List(row_types[name]) if name in row_types else _CHECKED[fact.kind]
        for name, fact in facts.items()
    }
    variables |= _cells_as_variables(text, facts, rows_of)
    environment = cel.NewEnv(
        variables=variables, functions=_checked_functions(row_types.values()), config=_WITHOUT
    )
    try:
        gives = environment.compile(_with_cells_as_names(text, rows_of)).return_type()
    except RuntimeError as error:
        raise _bad_rule(text, str(error)) from None
    _check_words(text)
    if gives != _CHECKED.get(expected):
        raise BadRule(text, 1, 1, f"กฎให้ผลเป็น {gives.name().lower()} แต่ที่นี่ต้องเป็น {expected}")


def _cells_as_variables(
    text: str, facts: Mapping[str, FactType], rows_of: Mapping[str, str]
) -> dict[str, cel.Type]:
    """Each cell a loop may read, as `_with_cells_as_names` writes it; refuses a name that is taken."""
    cells = {
        f"{variable}_{key}": _CHECKED[column.kind]
        for variable, table in rows_of.items()
        for key, column in facts[table].columns.items()
    }
    if taken := sorted(cells.keys() & {*facts, *_names_in(text)}):
        raise BadRule(text, 1, 1, f"ชื่อ {taken[0]} ใช้คู่กับตารางในกฎนี้ไม่ได้ — เปลี่ยนตัวอักษรแทนแถว")
    return cells


def _check_words(text: str) -> None:
    """Refuse amounts, numbers and dates that cannot be read, and `null`, which no answer ever is."""
    for literal in re.finditer(r"\b(baht|number|date)\(\s*(['\"])(.*?)\2\s*\)", text):
        _check_literal(text, literal)
    if "null" in _names_in(text):
        raise BadRule(text, *_position(text, text.index("null")), "ไม่ใช้ null — ใช้ answered(ชื่อข้อมูล)")


def _with_cells_as_names(text: str, rows_of: Mapping[str, str]) -> str:
    """`l.amount` becomes `l_amount`, a variable with the column's type; places of errors stay where they were."""
    for variable in rows_of:
        text = re.sub(rf"(?<![\w.]){variable}\.(?=\w)", f"{variable}_", text)
    return text


def _check_literal(text: str, literal: re.Match[str]) -> None:
    try:
        _ERASING_FUNCTIONS[literal[1]](literal[3])
    except ValueError as error:
        raise BadRule(text, *_position(text, literal.start(3)), str(error)) from None


def _bad_rule(text: str, error: str) -> BadRule:
    match = re.search(r"<input>:(\d+):(\d+): (.*)", error)
    if match is None:
        return BadRule(text, 1, 1, "ซ้อนกันลึกเกินไป — แบ่งเป็นกฎย่อย" if "recursion" in error else error)
    return BadRule(text, int(match[1]), int(match[2]), _in_thai(text, match[3]))


def _in_thai(text: str, reason: str) -> str:
    if unknown := re.match(r"undeclared reference to '(.+?)'", reason):
        cells = [cell for cell in _names_in(text) if cell.replace(".", "_") == unknown[1]]
        return f"ไม่รู้จักชื่อ '{(cells or [unknown[1]])[0]}'"
    if mixed := re.match(r"found no matching overload for '(.+?)' applied to '\((.*)\)'", reason):
        return f"ใช้ {mixed[1].strip('_')} กับชนิดข้อมูล ({mixed[2]}) ไม่ได้"
    if reserved := re.match(r"reserved identifier: (.+)", reason):
        return f"ใช้ '{reserved[1]}' เป็นชื่อไม่ได้"
    if reason.startswith("Syntax error"):
        return f"เขียนไม่ถูกรูปแบบ: {_slip(reason.removeprefix('Syntax error: '))}"
    return reason


def _slip(said: str) -> str:
    """What the parser stumbled over, without the list of all it would have taken."""
    if ended := re.match(r"(?:mismatched input|missing '(.+?)' at) '<EOF>'", said):
        return f"กฎจบก่อนปิดด้วย '{ended[1]}'" if ended[1] else "กฎจบกลางคัน"
    if found := re.match(r"token recognition error at: '(.*)'", said):
        return f"ไม่รู้จักเครื่องหมาย {found[1].strip()}"
    if found := re.match(r"(?:mismatched|extraneous|no viable alternative at) input '(.+?)'", said):
        return f"'{found[1]}' อยู่ผิดที่"
    return said


def _as_number(given: int | str) -> float:
    """The double that stands for this decimal; refuses what a double cannot keep apart."""
    text = to_arabic(str(given)).strip()
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise ValueError(f"'{given}' ไม่ใช่ตัวเลข")
    return _number_to_float(Decimal(text))


def _number_to_float(value: Decimal) -> float:
    if len(value.as_tuple().digits) > NUMBER_DIGITS:
        raise RuleFailed(f"ตัวเลข {value} ยาวเกิน {NUMBER_DIGITS} หลัก")
    return float(value)


def _float_to_number(value: float) -> Decimal:
    return Decimal(repr(value))


def _baht_to_satang(given: int | str) -> int:
    return given * 100 if isinstance(given, int) else to_satang(parse_baht(given))


def _date_to_iso(given: str) -> str:
    return parse_date(given).isoformat()


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _total(amounts: list[int | float]) -> int | float:
    if not any(isinstance(amount, float) for amount in amounts):
        return sum(int(amount) for amount in amounts)
    return _number_to_float(sum((_float_to_number(amount) for amount in amounts), Decimal(0)))


def _percent(part: int, whole: int) -> float:
    result = percent(Decimal(part), Decimal(whole))
    if result is None:
        raise ValueError("percent of zero")
    return _number_to_float(result)


def _share(satang: int, part: float) -> int:
    exact = Decimal(satang) * _float_to_number(part) / 100
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


_ERASING_FUNCTIONS: Final[Mapping[str, Callable[[str], object]]] = {
    "baht": _baht_to_satang,
    "number": _as_number,
    "date": _date_to_iso,
}
_DYN: Final = cel.Type.DYN


def _said_plainly(does: Callable[..., object]) -> Callable[..., object]:
    """The same function, whose refusals are plain texts: the library reads no other message of an exception."""

    @wraps(does)
    def safely(*given: object) -> object:
        try:
            return does(*given)
        except (ValueError, ArithmeticError) as error:
            raise ValueError(str(error)) from None

    return safely


_RUN_FUNCTIONS: Final = [
    cel.FunctionDecl(
        name,
        [
            cel.Overload(f"{name}_{n}", _DYN, takes, impl=_said_plainly(does))
            for n, takes in enumerate(overloads)
        ],
    )
    for name, does, overloads in (
        ("baht", _baht_to_satang, [[_INT], [_TEXT]]),
        ("number", _as_number, [[_INT], [_TEXT]]),
        ("date", _date_to_iso, [[_TEXT]]),
        ("days", _days, [[_TEXT, _TEXT]]),
        ("total", _total, [[cel.Type.List(_DYN)]]),
        ("percent", _percent, [[_INT, _INT]]),
        ("share", _share, [[_INT, _INT], [_INT, _DOUBLE]]),
    )
]


def _compile_to_run(text: str, facts: Mapping[str, FactType]) -> cel.Expression:
    """The rule to run: `answered(x)` is a known yes or no, `answered(l.amount)` is `has(l.amount)`.

    Its types were checked above; here everything is dynamic, so that an integer and a double compare. A loop
    variable used outside its loop is unknown here.
    """

    def ask(match: re.Match[str]) -> str:
        if (name := match["name"]) is None:
            return match[0]
        return f"answered.{name}" if name in facts else f"has({name})"

    variables = {known: _DYN for name in facts for known in (name, f"answered.{name}")}
    environment = cel.NewEnv(variables=variables, functions=_RUN_FUNCTIONS)
    try:
        return environment.compile(_ANSWERED.sub(ask, text))
    except RuntimeError as error:
        raise _bad_rule(text, str(error)) from None


def _erase(fact: FactType, value: object) -> object:
    match fact.kind, value:
        case Kind.MONEY, Decimal():
            return to_satang(value)
        case Kind.NUMBER, Decimal() | int() if not isinstance(value, bool):
            return _number_to_float(Decimal(value))
        case Kind.DATE, date():
            return value.isoformat()
        case (Kind.BOOL, bool()) | (Kind.TEXT, str()):
            return value
        case Kind.INTEGER, int() if not isinstance(value, bool):
            return value
        case Kind.TEXTS, list() | tuple():
            return [str(one) for one in value]
        case Kind.ROWS, list() | tuple():
            return [_erase_row(fact.columns, row) for row in value]
        case _:
            raise TypeError(f"a fact of kind {fact.kind} cannot be {value!r}")


def _erase_row(columns: Mapping[str, FactType], row: Mapping[str, object]) -> dict[str, object]:
    return {key: _erase(column, row[key]) for key, column in columns.items() if row.get(key) is not None}


def _restore(kind: Kind, value: object) -> Result:
    match kind, value:
        case Kind.MONEY, int():
            return from_satang(value)
        case Kind.NUMBER, float() | int():
            return _float_to_number(value) if isinstance(value, float) else Decimal(value)
        case Kind.DATE, str():
            return date.fromisoformat(value)
        case _, bool() | int() | str():
            return value
        case _:
            raise TypeError(f"a rule of kind {kind} gave {value!r}")
