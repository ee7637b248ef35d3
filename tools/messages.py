"""Gathers every marked sentence of code and templates into the English translation file.

    python tools/messages.py            rewrites the file; translations made already are kept
    python tools/messages.py --check    fails when the file lacks a sentence or holds one no longer used

Thai is the source language, so a sentence without its translation is shown in Thai.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "sammachip"
TARGET = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "Sentence": None,  # core speaks without gettext: core/sentence.py
    "marked": None,
    "BadCell": None,
}
HEADER = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def python_of(path: Path) -> str:
    """The file as Python source: a template's marked sentences become calls, its indents mean nothing."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    return "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())


def sentences() -> Iterator[polib.POEntry]:
    """Each marked sentence where it stands, in the order of files and lines."""
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        place = path.relative_to(ROOT).as_posix()
        source = BytesIO(python_of(path).encode())
        for _line, message, _comments, context in extract(
            "python", source, KEYWORDS, options={"encoding": "utf-8"}
        ):
            one, *many = [message] if isinstance(message, str) else [part for part in message if part]
            plural = {"msgid_plural": many[0], "msgstr_plural": {0: "", 1: ""}} if many else {}
            yield polib.POEntry(msgid=one, msgctxt=context, occurrences=[(place, "")], **plural)


def gathered() -> polib.POFile:
    """All sentences once each, with every file that uses them."""
    file = polib.POFile(wrapwidth=110)
    file.metadata = HEADER
    known: dict[tuple[str, str | None], polib.POEntry] = {}
    for entry in sentences():
        first = known.setdefault((entry.msgid, entry.msgctxt), entry)
        if first is entry:
            file.append(entry)
        elif entry.occurrences[0] not in first.occurrences:
            first.occurrences += entry.occurrences
    return file


def keep_translations(file: polib.POFile, old: polib.POFile) -> None:
    made = {(entry.msgid, entry.msgctxt): entry for entry in old if not entry.obsolete}
    for entry in file:
        if before := made.get((entry.msgid, entry.msgctxt)):
            entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
            entry.tcomment, entry.flags = before.tcomment, before.flags


def differences(file: polib.POFile, old: polib.POFile) -> list[str]:
    """What the source says and the file does not, and the other way round; a sentence may move between files."""
    now, before = (
        {(e.msgid, e.msgctxt, e.msgid_plural) for e in one if not e.obsolete} for one in (file, old)
    )
    lacking = [f"lacks: {sentence}" for sentence, *_more in sorted(now - before, key=str)]
    return lacking + [f"no longer used: {sentence}" for sentence, *_more in sorted(before - now, key=str)]


def main(arguments: list[str]) -> int:
    file = gathered()
    old = polib.pofile(str(TARGET)) if TARGET.exists() else polib.POFile()
    if arguments == ["--check"]:
        found = differences(file, old)
        for line in found:
            print(f"translations: {line}", file=sys.stderr)
        if found:
            print("translations: run make messages, translate and commit the file", file=sys.stderr)
        return 1 if found else 0
    keep_translations(file, old)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(str(file), encoding="utf-8")
    print(f"translations: {len(file)} sentences, {len(file.untranslated_entries())} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
