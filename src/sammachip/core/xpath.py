"""A pack's rules in the words of collectors (XPath, as ODK and Enketo read it), as far as these words reach.

A rule needs its answers: over an unanswered one it has no result. So each part is said twice, once for when it holds
and once for when it does not; an unanswered part is neither, and what the house asks and the phone asks stay the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sammachip.core.expr import Kind
from sammachip.core.fields import Field, FieldType
from sammachip.core.money import NotMoney, parse_baht
from sammachip.core.ruletree import Node, NotSaid, tree
from sammachip.core.thaidate import NotADate, parse_date


def element_of(*steps: str) -> str:
    """The name of a question on the phone. Keys have no hyphen, so no two of them come to the same name."""
    return "-".join(steps)


def reference(*steps: str) -> str:
    return f"${{{element_of(*steps)}}}"


def condition(rule: str, fields: Mapping[str, Field]) -> str:
    """When this rule holds over the form's answers. Raises NotSaid."""
    return _Saying(fields).truth(tree(rule)).holds


def negation(rule: str, fields: Mapping[str, Field]) -> str:
    """When this rule has a result and does not hold. Raises NotSaid."""
    return _Saying(fields).truth(tree(rule)).fails


def amount(rule: str, columns: Mapping[str, Field], table: str) -> str:
    """What this rule over a row's cells comes to, said from within the row. Raises NotSaid."""
    return _Saying(columns, within=table).value(tree(rule)).text


def text_literal(text: str) -> str:
    """The text as XPath writes it, which has no way to write both marks in one."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    raise NotSaid(text)


@dataclass(frozen=True, slots=True)
class _Truth:
    """When a part holds, and when it has a result and does not."""

    holds: str
    fails: str


@dataclass(frozen=True, slots=True)
class _Value:
    """A part that is no yes or no: how it is said, what must be answered for it, and whether it is a fixed word."""

    text: str
    needs: tuple[str, ...] = ()
    fixed: bool = False


_COMPARED: Final = ("==", "!=", "<", "<=", ">", ">=")
_TEXT_TESTS: Final = {"contains": "contains", "startsWith": "starts-with", "endsWith": "ends-with"}
_ALONE: Final = (Kind.BOOL, Kind.ROWS, Kind.TEXTS)


@dataclass(frozen=True, slots=True)
class _Saying:
    """Says a rule over these fields; `within` names the table whose columns they are."""

    fields: Mapping[str, Field]
    within: str = ""

    def truth(self, node: Node) -> _Truth:
        match node:
            case Node("operator", "!", (inner,)):
                turned = self.truth(inner)
                return _Truth(turned.fails, turned.holds)
            case Node("operator", "&&" | "||" as sign, (left, right)):
                return self.joined(sign, self.truth(left), self.truth(right))
            case Node("operator", "in", (left, right)):
                return self.among(left, right)
            case Node("operator", sign, (left, right)) if sign in _COMPARED:
                return self.compared(sign, self.value(left), self.value(right))
            case Node("call", "answered", (asked,)):
                return self.answered(asked)
            case Node("method", "exists", (rows, variable, test)):
                return self.exists(rows, variable, test)
            case Node("method", method, (text, part)) if method in _TEXT_TESTS:
                inside, sought = self.value(text), self.value(part)
                tested = f"{_TEXT_TESTS[method]}({inside.text}, {sought.text})"
                return _needing((*inside.needs, *sought.needs), tested, f"not({tested})")
            case Node("name", "true" | "false" as always):
                return _Truth(f"{always}()", f"{'false' if always == 'true' else 'true'}()")
            case Node("name", word) if self.field(word).type is FieldType.YES_NO:
                return _Truth(f"{self.said(word)} = 'yes'", f"{self.said(word)} = 'no'")
        raise NotSaid(node.word)

    @staticmethod
    def joined(sign: str, left: _Truth, right: _Truth) -> _Truth:
        both, either = " and ", " or "
        if sign == "||":
            both, either = either, both
        return _Truth(
            f"({left.holds}{both}{right.holds})",
            f"({left.fails}{either}{right.fails})",
        )

    def compared(self, sign: str, left: _Value, right: _Value) -> _Truth:
        needs = (*left.needs, *right.needs)
        plain = "=" if sign == "==" else sign
        said = f"{left.text} {plain} {right.text}"
        if sign == "==" and (left.fixed or right.fixed):  # a word that is not empty equals no empty answer
            return _Truth(said, _needing(needs, "", f"not({said})").fails)
        return _needing(needs, said, f"not({said})")

    def among(self, left: Node, right: Node) -> _Truth:
        if right.kind == "list":
            sought = self.value(left)
            said = " or ".join(f"{sought.text} = {self.value(one).text}" for one in right.parts) or "false()"
            return _needing(sought.needs, f"({said})", f"not({said})")
        if right.kind == "name" and self.field(right.word).type is FieldType.CHOICES:
            chosen = self.said(right.word)
            said = f"selected({chosen}, {self.value(left).text})"
            return _needing((f"{chosen} != ''",), said, f"not({said})")
        raise NotSaid("in")

    def answered(self, asked: Node) -> _Truth:
        if asked.kind != "name":
            raise NotSaid("answered")
        one = self.field(asked.word)
        if is_repeated(one):
            rows = f"count({self.said(one.key)})"
            return _Truth(f"{rows} > 0", f"{rows} = 0")
        if one.columns:
            raise NotSaid(one.key)
        return _Truth(f"{self.said(one.key)} != ''", f"{self.said(one.key)} = ''")

    def exists(self, rows: Node, variable: Node, test: Node) -> _Truth:
        """Of a loop, only whether some row was given one fixed choice: the chosen ones, strung together, hold it."""
        match test:
            case Node("operator", "==", (Node("cell", key, (Node("name", name),)), Node("text", value))) if (
                rows.kind == "name" and name == variable.word
            ):
                table = self.field(rows.word)
                if is_repeated(table) and _chosen(table, key):
                    strung = f"join(' ', {reference(table.key, key)})"
                    said = f"selected({strung}, {text_literal(value)})"
                    return _needing((f"count({self.said(table.key)}) > 0",), said, f"not({said})")
        raise NotSaid("exists")

    def value(self, node: Node) -> _Value:
        match node:
            case Node("number", word):
                return _Value(word, fixed=True)
            case Node("text", word):
                return _Value(text_literal(word), fixed=bool(word))
            case Node("call", "baht" | "number" | "date" as unit, (Node("text" | "number", word),)):
                return _Value(_literal(unit, word), fixed=True)
            case Node("call", "size", (Node("name", word),)):
                return self.size(self.field(word))
            case Node("call", "days", (start, end)):
                first, last = self.value(start), self.value(end)
                said = f"round(decimal-date-time({last.text}) - decimal-date-time({first.text}))"
                return _Value(said, (*first.needs, *last.needs))
            case Node("operator", "+" | "-" | "*" as sign, (left, right)):
                one, other = self.value(left), self.value(right)
                return _Value(f"({one.text} {sign} {other.text})", (*one.needs, *other.needs))
            case Node("name", word):
                one_field = self.field(word)
                if one_field.fact_type().kind in _ALONE:
                    raise NotSaid(word)
                return _Value(self.said(word), (f"{self.said(word)} != ''",))
        raise NotSaid(node.word)

    def size(self, one: Field) -> _Value:
        asked = self.said(one.key)
        if is_repeated(one):
            return _Value(f"count({asked})", (f"count({asked}) > 0",))
        if one.columns:
            raise NotSaid(one.key)
        how = "count-selected" if one.type is FieldType.CHOICES else "string-length"
        return _Value(f"{how}({asked})", (f"{asked} != ''",))

    def field(self, key: str) -> Field:
        """The field a rule names, if the phone asks it at all."""
        one = self.fields.get(key)
        if one is None or one.filled:
            raise NotSaid(key)
        return one

    def said(self, key: str) -> str:
        return reference(self.within, key) if self.within else reference(key)


def is_repeated(one: Field) -> bool:
    """Whether the phone asks it again and again: a table of free rows, or pictures."""
    free = one.type is FieldType.TABLE and not one.rows and not one.filled
    return free or one.type is FieldType.PHOTOS


def _chosen(table: Field, key: str) -> bool:
    return any(column.key == key and column.type is FieldType.CHOICE for column in table.columns)


def _needing(needs: Sequence[str], holds: str, fails: str) -> _Truth:
    """Both, where all that they need is answered."""
    before = dict.fromkeys(needs)
    return _Truth(_all([*before, holds]), _all([*before, fails]))


def _all(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' and '.join(parts)})"


def _literal(unit: str, word: str) -> str:
    try:
        if unit == "baht":
            return format(parse_baht(word), "f")
        if unit == "date":
            return f"date('{parse_date(word).isoformat()}')"
    except (NotMoney, NotADate):
        raise NotSaid(word) from None
    return word
