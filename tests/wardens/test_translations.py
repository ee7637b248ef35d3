"""The English of every sentence: gathered, translated, with the same blanks to fill, in English words."""

import importlib
import re
import subprocess
import sys
from collections.abc import Iterator

import polib

from .source import ROOT, SOURCE, listed

CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
BLANK = re.compile(r"\{[^{}]*\}|%\(\w+\)[sd]|%[sd]")
THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e5b]+(?:[.\d]*[\u0e01-\u0e3a\u0e40-\u0e5b]+)*")


def entries() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def pairs(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Each Thai sentence of the entry with its English: one, or one for each number."""
    if entry.msgid_plural:
        yield entry.msgid, entry.msgstr_plural[0]
        yield entry.msgid_plural, entry.msgstr_plural[1]
    else:
        yield entry.msgid, entry.msgstr


def blanks(sentence: str) -> list[str]:
    return sorted(BLANK.findall(sentence))


def edges(sentence: str) -> tuple[bool, bool]:
    """Whether it begins and ends with a line break; a translation of it must as well."""
    return sentence.startswith("\n"), sentence.endswith("\n")


def faults(file: polib.POFile) -> Iterator[str]:
    """What keeps an entry from being shown to a reader of English, entry by entry."""
    for entry in file:
        if entry.fuzzy or not entry.translated():
            yield f"not translated: {entry.msgid}"
            continue
        for thai, english in pairs(entry):
            if blanks(thai) != blanks(english):
                yield f"other blanks: {thai} → {english}"
            if edges(thai) != edges(english):
                yield f"other line breaks at its ends: {thai!r} → {english!r}"
            if THAI.search(thai) and english == thai:
                yield f"still Thai: {thai}"
            if foreign := [word for word in THAI.findall(english) if word not in thai]:
                yield f"Thai that the sentence does not have, {foreign}: {english}"


def test_catalogue_holds_the_sentences_of_the_source():
    gathering = subprocess.run(
        [sys.executable, "tools/messages.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )

    assert gathering.returncode == 0, gathering.stderr


def test_gathering_tells_what_the_catalogue_lacks_and_what_nobody_says(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    differences = importlib.import_module("messages").differences
    source, catalogue = polib.POFile(), polib.POFile()
    source += [polib.POEntry(msgid="ส่ง", occurrences=[("a.py", "")]), polib.POEntry(msgid="ใหม่")]
    catalogue += [polib.POEntry(msgid="เก่า"), polib.POEntry(msgid="ส่ง", occurrences=[("b.py", "")])]

    assert differences(source, catalogue) == ["lacks: ใหม่", "no longer used: เก่า"]


def test_every_sentence_has_its_english():
    found = list(faults(entries()))

    assert not found, listed(found, do=f"put it right in {CATALOGUE.relative_to(ROOT)}")


def test_catalogue_counts_as_english_does():
    assert entries().metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


def test_warden_sees_each_fault():
    file = polib.POFile()
    file += [
        polib.POEntry(msgid="ส่ง", msgstr=""),
        polib.POEntry(msgid="รับ", msgstr="Accept", flags=["fuzzy"]),
        polib.POEntry(msgid="ขาด {n} ข้อ", msgstr="{m} missing"),
        polib.POEntry(
            msgid="%(n)s ข้อ", msgid_plural="%(n)s ข้อ", msgstr_plural={0: "%(n)s answer", 1: "answers"}
        ),
        polib.POEntry(msgid="ผ่าน", msgstr="ผ่าน"),
        polib.POEntry(msgid="ผ่าน", msgstr="Passed ไม่"),
        polib.POEntry(msgid="เช่น สพอ.นางรอง", msgstr="Such as สพอ.นางรอง"),
    ]

    assert list(faults(file)) == [
        "not translated: ส่ง",
        "not translated: รับ",
        "other blanks: ขาด {n} ข้อ → {m} missing",
        "other blanks: %(n)s ข้อ → answers",
        "still Thai: ผ่าน",
        "Thai that the sentence does not have, ['ไม่']: Passed ไม่",
    ]
