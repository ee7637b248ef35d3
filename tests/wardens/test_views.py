"""Every address stands under `@page`, which only reads, or `@act`, which is one transaction."""

import ast
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from .source import SOURCE, Module, imported, listed, modules

DECORATORS = str(SOURCE / "web" / "decorators.py")


def web_views(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, object]]:
    """Each address of the web room with the function that answers it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from web_views(pattern.url_patterns)
        elif pattern.callback.__module__.startswith("sammachip.web"):
            yield str(pattern.pattern), pattern.callback


def decorated(view: object) -> bool:
    code = getattr(view, "__code__", None)
    return code is not None and code.co_filename == DECORATORS


def test_every_address_is_a_page_or_an_act():
    views = list(web_views(get_resolver().url_patterns))
    assert views

    found = [f"/{address} → {view}" for address, view in views if not decorated(view)]

    assert not found, listed(found, do="put @page (reads) or @act (changes) outermost on the view")


def pages(module: Module) -> Iterator[ast.FunctionDef]:
    """The functions of a module that stand under `@page`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef):
            names = {mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list}
            if any(isinstance(name, ast.Name) and name.id == "page" for name in names):
                yield node


def test_no_page_calls_an_action():
    found = []
    for module in modules():
        if module.room != "web":
            continue
        actions = {
            name
            for name, source in imported(module.tree).items()
            if any(part.startswith("actions") for part in source.split("."))
        }
        for view in pages(module):
            used = sorted({n.id for n in ast.walk(view) if isinstance(n, ast.Name)} & actions)
            found += [f"{module.name}:{view.lineno} {view.name} uses {name}" for name in used]

    assert not found, listed(found, do="what changes anything belongs under @act, reached by a form's POST")
