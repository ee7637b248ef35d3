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


TWICE = {
    "web/pages/account.py choose_hat": "a hat that is worn is put on again",
    "web/pages/account.py choose_language": "the language that is spoken is chosen again",
    "web/pages/account.py found": "a system that has its first administrator asks for none",
    "web/pages/account.py log_in": "it opens a session anew",
    "web/pages/account.py logout": "it ends a session that may have ended",
    "web/pages/account.py use_reset_code": "a code is used once",
    "web/pages/dispatch.py dispatch": "the view asks `once` around what it writes",
    "web/pages/dispatch.py opened": "the first opening counts",
    "web/pages/files.py add": "the same bytes stand once in their place",
    "web/pages/files.py finish": "an upload is given once",
    "web/pages/genuine.py file": "it writes nothing",
    "web/pages/incoming.py _receive_with_files": "the view asks `once` around what it writes",
    "web/pages/incoming.py add_files": "the view asks `once` around what it writes",
    "web/pages/letter_readings.py read": "the same bytes are read once in an office",
    "web/pages/letter_readings.py read_received": "the same bytes are read once in an office",
    "web/pages/result_letters.py issue": "a letter that has its number is passed over",
    "web/pages/village.py enter": "it opens a session anew",
    "web/pages/village.py leave": "it ends a session that may have ended",
    "api/desks/files.py add_file": "the same bytes stand once in their place",
    "api/desks/files.py finish_file": "an upload is given once",
    "api/desks/incoming.py add_letter_file": "the same bytes stand once with a letter",
    "api/desks/letter_readings.py read_letter": "the same bytes are read once in an office",
}
"""What is not held by the form's own mark or the request's key, and why its second sending has no second effect."""


def test_every_other_act_has_one_effect_however_often_it_is_sent():
    """`@act` and `acts` remember what was sent, unless told not to: whoever tells them says here what holds instead."""
    found = {
        f"{module.path.relative_to(SOURCE).as_posix()} {view.name}"
        for module in modules()
        for view in views(module, "act", "acts")
        for mark in view.decorator_list
        if isinstance(mark, ast.Call) and {one.arg for one in mark.keywords} & {"public", "again", "apart"}
    }

    assert found == set(TWICE)


WHOEVER = {
    "account.py change_password": "of the own account",
    "account.py choose_language": "of the own account",
    "account.py found": "there is nobody yet",
    "account.py log_in": "nobody is signed in",
    "account.py use_reset_code": "nobody is signed in",
    "filings.py declare_nil": "the answers are saved before, which asks who may",
    "genuine.py file": "whoever holds a paper asks of it",
    "tokens.py issue": "every hat has tokens of its own",
    "village.py enter": "nobody is signed in",
}
"""The acts whose form anybody may be told about, and why."""


def rules_asked(view: ast.AST, beside: dict[str, ast.FunctionDef]) -> Iterator[str]:
    """The rules that a view requires, itself or in what it calls of its own module; that it may be read is none."""
    for call in calls(view):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name == "require" and not ast.unparse(call.args[0]).startswith("rules.may_open("):
            yield ast.unparse(call.args[0])
        elif name in beside:
            yield from rules_asked(beside[name], {})


def test_every_act_tells_who_may_not_before_what_is_wrong_with_the_form():
    """Whoever may not act at all was told to mend the form, and only then that it is not theirs."""
    found = set()
    for module in modules():
        if "web/pages/" in module.name:
            beside = {one.name: one for one in module.tree.body if isinstance(one, ast.FunctionDef)}
            for view in views(module, "act"):
                looks = any(ast.unparse(call.func).endswith(".is_valid") for call in calls(view))
                if looks and not any(rules_asked(view, beside)):
                    found.add(f"{module.path.name} {view.name}")

    assert found == set(WHOEVER)


def test_warden_tells_an_action_from_a_read():
    action, read = (
        ast.parse(text, mode="eval").body for text in ("send(filing, actor=me)", "with_photos(filing)")
    )

    assert isinstance(action, ast.Call)
    assert isinstance(read, ast.Call)
    assert (acts(action), acts(read)) == (True, False)
