"""Every address stands under `@page`, which only reads, or `@act`, which is one transaction."""

import ast
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from .source import SOURCE, Module, calls, imported, listed, modules, nodes, root_name

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


def test_no_two_addresses_share_a_name():
    """A link to the one led to the other: «บันทึกรหัสหนังสือ» opened the picture of a letter's code."""
    named = {}
    for pattern in addresses(get_resolver().url_patterns):
        named.setdefault(pattern.name, set()).add(str(pattern.pattern))

    found = [f"{name}: {', '.join(sorted(there))}" for name, there in named.items() if len(there) > 1]

    assert not found, listed(found, do="give each address a name of its own")


def addresses(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Each address of the pages, as its module lists it."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif not str(pattern.pattern):
            yield from addresses(pattern.url_patterns)


def views(module: Module, *under: str) -> Iterator[ast.FunctionDef]:
    """The functions of a module that stand under one of these decorators."""
    for node in nodes(module.tree):
        if isinstance(node, ast.FunctionDef):
            names = {mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list}
            if any(isinstance(name, ast.Name) and name.id in under for name in names):
                yield node


LONGEST = 15


def lines_of(view: ast.FunctionDef) -> int:
    """How many lines a view has below its signature and docstring."""
    first = view.body[1] if ast.get_docstring(view) and view.body[1:] else view.body[0]
    return (view.end_lineno or 0) - first.lineno + 1


def test_views_are_short():
    found = [
        f"{module.name}:{view.lineno} {view.name}: {lines_of(view)}"
        for module in modules()
        if module.room == "web"
        for view in views(module, "page", "act")
        if lines_of(view) > LONGEST
    ]

    assert not found, listed(
        found, do=f"keep a view within {LONGEST} lines: what it shows or reads has a name"
    )


def acts(call: ast.Call) -> bool:
    """Whether the call is of an action: those alone take `actor=` by name, and nothing acts without one."""
    return any(keyword.arg == "actor" for keyword in call.keywords)


def test_no_page_calls_an_action():
    found = []
    for module in modules():
        names = imported(module.tree)
        actions = {name for name, source in names.items() if ".actions" in source}
        for view in views(module, "page"):
            called = [call for call in calls(view) if acts(call) and root_name(call.func) in actions]
            found += [f"{module.name}:{call.lineno} {view.name}: {ast.unparse(call)[:90]}" for call in called]

    assert not found, listed(found, do="what changes anything belongs under @act, reached by a form's POST")


def test_one_thing_alone_is_written_after_a_read():
    """What stands around every view calls one action by name: the note of what an auditor read (decision 0011)."""
    for room, keeps in (
        ("web/decorators.py", {"note_reading"}),
        ("api/ground.py", {"note_reading", "note_use"}),
    ):
        [module] = [module for module in modules() if module.name.endswith(room)]
        names = {
            name
            for name, source in imported(module.tree).items()
            if source.startswith("sammachip.org.actions")
        }

        assert names == keeps


def test_warden_tells_an_action_from_a_read():
    action, read = (
        ast.parse(text, mode="eval").body for text in ("send(filing, actor=me)", "with_photos(filing)")
    )

    assert isinstance(action, ast.Call)
    assert isinstance(read, ast.Call)
    assert (acts(action), acts(read)) == (True, False)
