"""One writer per table: rows change in the actions of the app that keeps them, nowhere else."""

import ast
from collections.abc import Iterator

import pytest

from .source import Module, calls, imported, listed, modules, nodes, root_name

MAKES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "acreate"}
# Other things are saved, updated and deleted too: pictures take a path, sets and digests what they are fed.
BARE = {"save", "delete"}
KEYWORDS_ONLY = {"update"}


def writes_rows(call: ast.Call) -> bool:
    """Whether the call has the shape of a write to the database."""
    if isinstance(call.func, ast.Name):
        return call.func.id in ("claim", "insert_many")
    if not isinstance(call.func, ast.Attribute):
        return False
    verb = call.func.attr
    if verb in BARE:
        return not call.args and root_name(call.func) not in ("self", "super")
    if verb in KEYWORDS_ONLY:
        return not call.args and bool(call.keywords)
    return verb in MAKES


def writes(module: Module) -> Iterator[ast.Call]:
    return (call for call in calls(module.tree) if writes_rows(call))


def written_name(call: ast.Call) -> str:
    """The name whose rows the call writes."""
    if isinstance(call.func, ast.Name):
        return root_name(call.args[0]) if call.args else ""
    return root_name(call.func)


@pytest.mark.parametrize(
    ("text", "is_write"),
    [
        ("Filing.objects.filter(pk=1).update(state='sent')", True),
        ("Filing.objects.create(state='sent')", True),
        ("claim(Filing.objects.filter(pk=1), state='sent')", True),
        ("insert_many(Filing, columns, rows)", True),
        ("filing.save(update_fields=['state'])", True),
        ("filing.delete()", True),
        ("digest.update(block)", False),
        ("picture.save(target, 'JPEG')", False),
    ],
)
def test_warden_knows_a_write_when_it_sees_one(text, is_write):
    call = ast.parse(text, mode="eval").body

    assert isinstance(call, ast.Call)
    assert writes_rows(call) is is_write


def test_rows_are_written_only_in_actions():
    found = [
        f"{m.name}:{call.lineno} {ast.unparse(call)[:90]}"
        for m in modules()
        if not m.writes
        for call in writes(m)
    ]

    assert not found, listed(
        found, do="move the write into an actions function of the app that keeps the table"
    )


def test_rows_are_written_only_by_the_app_that_keeps_them():
    found = []
    for module in modules():
        names = imported(module.tree)
        for call in writes(module):
            kept_by = names.get(written_name(call), "").removeprefix("sammachip.").split(".models", 1)
            if len(kept_by) == 2 and kept_by[0] != module.room:
                found.append(f"{module.name}:{call.lineno} writes {written_name(call)}, kept by {kept_by[0]}")

    assert not found, listed(found, do="call an action of the keeping app instead")


def test_no_model_overrides_save_or_delete():
    found = [
        f"{module.name}:{method.lineno} {node.name}.{method.name}"
        for module in modules()
        for node in nodes(module.tree)
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name in ("save", "delete")
    ]

    assert not found, listed(found, do="a rule goes into a constraint, a side effect into the action")
