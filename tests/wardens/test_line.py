"""The line: each room imports only the rooms below it, and the core only Python."""

from importlinter.cli import lint_imports

from .source import ROOT


def test_rooms_import_only_what_lies_below(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)

    broken = lint_imports(no_cache=True)

    assert broken == 0, (
        f"{capsys.readouterr().out}\n→ let the lower room keep a registry that the higher one fills in AppConfig.ready"
    )
