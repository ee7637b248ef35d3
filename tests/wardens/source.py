"""The product's source as the wardens read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sammachip"


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: where it lies, which room it belongs to, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: Path, text: str) -> "Module":
        return cls(path, text, ast.parse(text))

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def room(self) -> str:
        """The app or desk the file is in: "cases", "web"; "" for the files beside the rooms."""
        parts = self.path.relative_to(SOURCE).parts
        return parts[0] if len(parts) > 1 else ""

    @property
    def writes(self) -> bool:
        """Whether rows may be written here: actions, migrations, the gazetteer's loader, the trail itself."""
        parts = self.path.relative_to(SOURCE).with_suffix("").parts
        return parts[0] == "trail" or any(
            part.startswith(("actions", "migrations", "gazetteer")) for part in parts
        )


@cache
def modules() -> tuple[Module, ...]:
    return tuple(Module.of(path, path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py")))


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Every node of the tree; one tree is walked once for all wardens."""
    return tuple(ast.walk(tree))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in nodes(tree) if isinstance(node, ast.Call))


def root_name(node: ast.expr) -> str:
    """The name a chain of attributes and calls begins with: `Filing` in `Filing.objects.late().first()`."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def imported(tree: ast.Module) -> dict[str, str]:
    """Each imported name with the dotted name it stands for."""
    names = {}
    for node in nodes(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
        elif isinstance(node, ast.Import):
            names.update({alias.asname or alias.name: alias.name for alias in node.names})
    return names


def listed(lines: list[str], *, do: str) -> str:
    """The failure message of a warden: what it found, and what to do about it."""
    return "\n".join(["", *lines, f"→ {do}"])
