"""The forms that came with a letter, as a pack holds them: their sections and tables, and the paper they are printed on."""

import json
import re
from collections.abc import Iterator, Sequence

from sammachip.core.letterfacts.blank_forms import BlankForm, FormPart, FormTable
from sammachip.core.thainum import tidy

LACKING = "# ยังขาด:"
"""How a line of a draft begins that says what the letter leaves open."""


def quoted(value: str) -> str:
    """The text as YAML holds it, whatever signs are in it."""
    return json.dumps(tidy(value), ensure_ascii=False)


def forms_of(given: Sequence[tuple[str, BlankForm]]) -> Iterator[str]:
    """The forms under their keys; every one is a proposal whose types and columns a person looks through."""
    yield "forms:" if given else "forms: {}"
    for key, form in given:
        yield f"  {key}:"
        yield f"    title: {quoted(form.title)}"
        yield "    sections:"
        for at, part in enumerate(form.parts, start=1):
            yield from _part(f"part{at}", part)
        yield from _paper(form)


def _part(key: str, part: FormPart) -> Iterator[str]:
    yield f"      - key: {key}"
    yield f"        title: {quoted(part.title)}"
    yield "        fields:"
    if not part.tables:
        yield f"          - {{key: {key}_said, label: {quoted(_bare(part.title))}, type: long_text}}"
    for number, table in enumerate(part.tables, start=1):
        yield from _table(f"{key}_table{number}", _bare(part.title), table)


def _bare(title: str) -> str:
    """The heading without its number."""
    return re.sub(r"^[\d๐-๙.]+\s*", "", title)[:150]


def _table(key: str, label: str, table: FormTable) -> Iterator[str]:
    yield f"          - key: {key}"
    yield f"            label: {quoted(label)}"
    yield "            type: table"
    columns = table.columns[1:] if table.rows else table.columns
    if table.rows:
        yield "            rows:"
        yield from (
            f"              - {{key: row{at}, label: {quoted(one)}}}"
            for at, one in enumerate(table.rows, start=1)
        )
    else:
        yield "            max_rows: 200"
    yield "            columns:"
    for at, words in enumerate(columns, start=1):
        yield f"              - {{key: c{at}, label: {quoted(words or f'ช่องที่ {at}')}, type: {_type(words)}}}"


def _type(heading: str) -> str:
    for words, kind in (("บาท", "money"), ("(คน)", "integer"), ("(กลุ่ม)", "integer"), ("วันที่", "date")):
        if words in heading:
            return kind
    return "text"


def _paper(form: BlankForm) -> Iterator[str]:
    """The form as it is printed: its headings and tables in their order, and who reports."""
    yield "    paper:"
    yield "      orientation: portrait"
    yield "      numerals: thai"
    yield f'      title: [{quoted(form.title)}, "{{office.place}}"]'
    yield "      parts:"
    for at, part in enumerate(form.parts, start=1):
        yield f"        - {{heading: {quoted(part.title)}, level: 3}}"
        if not part.tables:
            yield f'        - {{line: "{{part{at}_said:12}}", indent: true}}'
        for number, table in enumerate(part.tables, start=1):
            yield from _paper_table(f"part{at}_table{number}", table)
    yield '        - signature: ["ชื่อ{reporter.name:5}ผู้รายงาน", "({reporter.name:5})", "ตำแหน่ง {reporter.post:5}"]'
    yield "        - {hops: true}"


def _paper_table(key: str, table: FormTable) -> Iterator[str]:
    columns = [("label", table.columns[0])] if table.rows else []
    given = table.columns[1:] if table.rows else table.columns
    columns += [(f"c{at}", words) for at, words in enumerate(given, start=1)]
    width = round(15 / len(columns), 1)
    yield f"        - table: {key}"
    yield "          number: ที่"
    yield "          columns:"
    yield from (
        f"            - {{of: {of}, head: {quoted(words or '-')}, width: {width}}}" for of, words in columns
    )
