"""Translations without the system's gettext."""

import gettext

from sammachip import translations

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "จัดสรร"
msgstr "allocation"
"""


def test_compile_writes_what_gettext_reads_and_only_when_newer(tmp_path):
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, encoding="utf-8")

    first, second = translations.compile_all(tmp_path), translations.compile_all(tmp_path)

    with (source.with_suffix(".mo")).open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("จัดสรร") == "allocation"
    assert ([path.name for path in first], second) == (["django.mo"], [])
