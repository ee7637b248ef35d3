"""Programmes are data: no programme's code or name stands in the program."""

import yaml

from .source import ROOT, SOURCE, listed

PROGRAM = (".py", ".html", ".js", ".typ", ".css")


def names_of_programmes() -> dict[str, str]:
    """Every code and title of a pack, with the pack it comes from."""
    names = {}
    for path in sorted((ROOT / "packs").glob("*.yaml")):
        pack = yaml.safe_load(path.read_text(encoding="utf-8"))
        names |= {pack[key]: path.name for key in ("code", "title", "title_en") if pack.get(key)}
    return names


def test_no_programme_is_named_in_the_program():
    names = names_of_programmes()
    assert names, "packs/ holds no programme to look for"

    found = [
        f"{path.relative_to(ROOT)} names {name!r} of packs/{pack}"
        for path in sorted(SOURCE.rglob("*"))
        if path.suffix in PROGRAM
        for name, pack in names.items()
        if name in path.read_text(encoding="utf-8")
    ]

    assert not found, listed(
        found, do="say it in the pack; if data cannot say it, add a kind named for its behaviour"
    )
