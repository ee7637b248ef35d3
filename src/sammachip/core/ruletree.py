"""The text of a checked rule as a tree, for those who say it in other words: a collector's, or a reader's."""

import re
from dataclasses import dataclass
from typing import Final


class NotSaid(ValueError):
    """What other words cannot say; `part` is the piece of the rule."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(part)


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a rule: a literal, a name, a call, an operator or a list, with what it works on."""

    kind: str
    word: str
    parts: tuple["Node", ...] = ()


def tree(rule: str) -> Node:
    """The rule's outermost part, with all below it. Raises NotSaid for what is not read here."""
    return _Parser(rule).whole()


_TOKENS: Final = re.compile(
    r"""\s*(?:(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)"""
    r"""|(?P<sign>&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()\[\]]))"""
)
_BINDING: Final = {
    "||": 1,
    "&&": 2,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), 3),
    **dict.fromkeys(("+", "-"), 4),
    "*": 5,
}


class _Parser:
    """Reads the text of a checked rule into nodes; what it does not know is NotSaid."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.tokens: list[tuple[str, str]] = []
        at, text = 0, rule.strip()
        while at < len(text):
            match = _TOKENS.match(text, at)
            if match is None:
                raise NotSaid(rule)
            self.tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
            at = match.end()
        self.tokens.append(("end", ""))
        self.tokens.reverse()  # the next stands last

    def whole(self) -> Node:
        node = self.expression()
        self.expect("")
        return node

    def expression(self, least: int = 1) -> Node:
        left = self.unary()
        while (binding := _BINDING.get(self.tokens[-1][1], 0)) >= least and self.tokens[-1][0] != "text":
            _, sign = self.tokens.pop()
            left = Node("operator", sign, (left, self.expression(binding + 1)))
        return left

    def unary(self) -> Node:
        if self.tokens[-1] == ("sign", "!"):
            self.tokens.pop()
            return Node("operator", "!", (self.unary(),))
        return self.after(self.primary())

    def primary(self) -> Node:
        kind, word = self.tokens.pop()
        if kind == "number":
            return Node(kind, word)
        if kind == "text" and "\\" not in word:
            return Node(kind, word[1:-1])
        if kind == "name":
            return Node("call", word, self.several(")")) if self.takes("(") else Node("name", word)
        if word == "(":
            inside = self.expression()
            self.expect(")")
            return inside
        if word == "[":
            return Node("list", "", self.several("]"))
        raise NotSaid(self.rule)

    def after(self, node: Node) -> Node:
        """The node with the cells and methods asked of it."""
        while self.takes("."):
            kind, word = self.tokens.pop()
            if kind != "name":
                raise NotSaid(self.rule)
            if self.takes("("):
                node = Node("method", word, (node, *self.several(")")))
            else:
                node = Node("cell", word, (node,))
        return node

    def several(self, end: str) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self.takes(end):
            if found:
                self.expect(",")
            found.append(self.expression())
        return tuple(found)

    def takes(self, sign: str) -> bool:
        if self.tokens[-1] != ("sign", sign):
            return False
        self.tokens.pop()
        return True

    def expect(self, sign: str) -> None:
        _, word = self.tokens.pop()
        if word != sign:
            raise NotSaid(self.rule)
