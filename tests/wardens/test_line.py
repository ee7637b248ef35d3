"""The line: each room imports only the rooms below it, and the core only Python."""

from pkgutil import resolve_name

from importlinter.cli import lint_imports

from .source import ROOT, Module, imported, listed


def test_rooms_import_only_what_lies_below(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)

    broken = lint_imports(no_cache=True)

    assert broken == 0, (
        f"{capsys.readouterr().out}\n→ let the lower room keep a registry that the higher one fills in AppConfig.ready"
    )


def test_benches_and_tools_import_what_the_program_has():
    paths = sorted(path for folder in ("bench", "tools") for path in (ROOT / folder).rglob("*.py"))
    found = [Module.of(path, path.read_text(encoding="utf-8")) for path in paths]

    lost = [
        f"{one.name}: {name}" for one in found for name in imported(one.tree).values() if not _stands(name)
    ]

    assert found
    assert not lost, listed(lost, do="import it from where it went: no other test runs the benches")


def _stands(name: str) -> bool:
    """Whether a dotted name of the program leads to something; names from elsewhere are not asked."""
    if name.startswith("sammachip."):
        try:
            resolve_name(name)
        except (ImportError, AttributeError):
            return False
    return True
