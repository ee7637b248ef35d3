"""When a question is to be answered, in the words of the paper it is printed on: nobody skips for whoever writes by hand.

Said are the rules that compare an answer with a choice, a number or a yes, in any combination. What these words do not
reach is told as such: the officer is asked again while the paper is keyed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sammachip.core.fields import Field, FieldType
from sammachip.core.ruletree import Node, NotSaid, tree

UNSAID: Final = "ตอบเมื่อเข้าเงื่อนไขของแบบ ระบบจะตรวจให้เมื่อคีย์ข้อมูล"
_COMPARED: Final = {
    "==": "เท่ากับ {}",
    "!=": "ไม่เท่ากับ {}",
    "<": "น้อยกว่า {}",
    "<=": "ไม่เกิน {}",
    ">": "มากกว่า {}",
    ">=": "ตั้งแต่ {} ขึ้นไป",
}
_OPPOSITE: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_CHOOSING: Final = (FieldType.CHOICE, FieldType.CHOICES)


def asked_when(rule: str, fields: Mapping[str, Field]) -> str:
    """The sentence in brackets after a question that is asked only when this rule over the form's answers holds."""
    try:
        return f"ตอบเมื่อ {_Words(fields).said(tree(rule))}"
    except NotSaid:
        return UNSAID


@dataclass(frozen=True, slots=True)
class _Words:
    fields: Mapping[str, Field]

    def said(self, node: Node, *, holds: bool = True) -> str:
        """The part in words, or what is so when it does not hold. Raises NotSaid."""
        node = _once(node) if holds else node
        match node:
            case Node("operator", "!", (inner,)):
                return self.said(inner, holds=not holds)
            case Node("operator", "&&" | "||" as sign, (left, right)):
                joined = "และ" if (sign == "&&") == holds else "หรือ"
                return f"{self.side(left, sign, holds)} {joined} {self.side(right, sign, holds)}"
            case Node("operator", sign, (left, right)) if sign in _COMPARED:
                return self.compared(left, sign if holds else _OPPOSITE[sign], right)
            case Node("operator", "in", (left, right)):
                return self.among(left, right, holds)
            case Node("call", "answered", (Node("name", key),)):
                return f"{'มีคำตอบใน' if holds else 'ไม่ได้ตอบ'} {self.named(key)}"
            case Node("name", key) if self.field(key).type is FieldType.YES_NO:
                return f"{self.named(key)} ตอบว่า {'ใช่' if holds else 'ไม่ใช่'}"
            case Node("method", "exists", (Node("name", rows), Node("name", one), test)) if holds:
                return self.exists(rows, one, test)
        raise NotSaid(node.word)

    def side(self, node: Node, sign: str, holds: bool) -> str:
        """One side of a pair, in brackets where it is a pair of the other kind."""
        said = self.said(node, holds=holds)
        node = _once(node) if holds else node
        mixed = node.kind == "operator" and node.word in ("&&", "||") and node.word != sign
        return f"({said})" if mixed else said

    def compared(self, left: Node, sign: str, right: Node) -> str:
        match left, right:
            case Node("name", key), Node("text", value) if self.field(key).type in _CHOOSING:
                if sign not in ("==", "!="):
                    raise NotSaid(sign)
                word = "เป็น" if sign == "==" else "ไม่ใช่"
                return f"{self.named(key)} {word} «{self.field(key).label_of(value)}»"
            case Node("call", "size", (Node("name", key),)), Node("number", count) if self.field(key).columns:
                return f"{self.named(key)} มี{_COMPARED[sign].format(count)} แถว"
            case Node("name", key), _:
                unit = f" {self.field(key).unit}" if self.field(key).unit else ""
                return f"{self.named(key)} {_COMPARED[sign].format(self.fixed(right) + unit)}"
        raise NotSaid(sign)

    @staticmethod
    def fixed(node: Node) -> str:
        match node:
            case Node("number" | "text", word) | Node("call", "baht" | "number", (Node(_, word),)):
                return word
        raise NotSaid(node.word)

    def among(self, left: Node, right: Node, holds: bool) -> str:
        match left, right:
            case Node("name", key), Node("list", _, several) if self.field(key).choices:
                labels = " หรือ ".join(f"«{self.field(key).label_of(self.fixed(one))}»" for one in several)
                return f"{self.named(key)} {'เป็น' if holds else 'ไม่ใช่'} {labels}"
            case Node("text", value), Node("name", key) if self.field(key).choices:
                chosen = f"«{self.field(key).label_of(value)}»"
                return f"{'' if holds else 'ไม่ได้'}เลือก {chosen} ใน {self.named(key)}"
        raise NotSaid("in")

    def exists(self, rows: str, one: str, test: Node) -> str:
        """Of a loop: that some row was given one choice, or that the rows differ in a column."""
        table = self.field(rows)
        match test:
            case Node("operator", "==", (Node("cell", key, (Node("name", name),)), Node("text", value))) if (
                name == one
            ):
                column = _column(table, key)
                return f"มีแถวใน «{table.label}» ที่ «{column.label}» เป็น «{column.label_of(value)}»"
            case Node("method", "exists", (Node("name", again), Node("name", other), inner)) if again == rows:
                return self.differ(table, {one, other}, inner)
        raise NotSaid("exists")

    @staticmethod
    def differ(table: Field, names: set[str], test: Node) -> str:
        match test:
            case Node(
                "operator",
                "!=",
                (Node("cell", key, (Node("name", one),)), Node("cell", same, (Node("name", other),))),
            ) if key == same and {one, other} == names and len(names) == 2:
                return f"«{_column(table, key).label}» ของแถวใน «{table.label}» ไม่เหมือนกัน"
        raise NotSaid("exists")

    def field(self, key: str) -> Field:
        if key not in self.fields:
            raise NotSaid(key)
        return self.fields[key]

    def named(self, key: str) -> str:
        return f"«{self.field(key).label}»"


def _once(node: Node) -> Node:
    """What is asked of an answer, without the question whether there is one: on paper the first tells the second."""
    match node:
        case Node("operator", "&&", (Node("call", "answered", (Node("name", key),)), asked)):
            match asked:
                case Node("name", again) | Node("operator", _, (Node("name", again), _)) if again == key:
                    return asked
    return node


def _column(table: Field, key: str) -> Field:
    for column in table.columns:
        if column.key == key:
            return column
    raise NotSaid(key)
