"""Forms that come with a letter to be filled in: their titles, headings and tables, as far as their text shows them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sammachip.core.thainum import tidy, to_arabic

_TITLE = re.compile(r"(?:แบบ(?:รายงาน|สำรวจ|ประเมิน|ฟอร์ม|สรุป|เสนอ|บันทึก|ติดตาม|คำขอ)|ใบสมัคร)\S*(?: \S+)*")
_END = re.compile(r"ขอแสดงความนับถือ")
_SIGNED = re.compile(r"^(?:ลง)?ชื่อ\s*[.…]")
_HEADING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|ส่วนที่ \d{1,2})\s+(?=\D)")
_NUMBER = re.compile(r"^\d{1,3}\.?$")
_BLANKS = re.compile(r"(?:[.…_]\s?){3,}.*$")
"""Room to write in: what stands after it belongs to no heading."""
_RUNNING = ("ที่", "ลำดับ", "ลำดับที่")
_LONGEST_TITLE = 4


@dataclass(slots=True)
class FormTable:
    """A table to be filled in: its columns without the running number, and the names of its rows where they are given."""

    columns: list[str]
    rows: list[str] = field(default_factory=list)


@dataclass(slots=True)
class FormPart:
    """One heading of a form, with the tables under it; without any it is answered in words."""

    title: str
    tables: list[FormTable] = field(default_factory=list)


@dataclass(slots=True)
class BlankForm:
    """One form; `start` is where its title stands in the text."""

    title: str
    start: int
    parts: list[FormPart] = field(default_factory=list)


def forms_in(text: str) -> list[BlankForm]:
    """The forms that stand after the letter itself, in their order."""
    found: list[BlankForm] = []
    after, at = False, 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        after = after or bool(_END.search(line))
        if after and _begins_form(line, found):
            found.append(BlankForm(_title(lines[number:]), at))
        elif found:
            _take(found[-1], line)
        at += len(line) + 1
    return [form for form in found if form.parts]


def _begins_form(line: str, found: Sequence[BlankForm]) -> bool:
    """Whether a form's title begins here; the next line of a title is none of its own."""
    return bool(_TITLE.fullmatch(tidy(line))) and (not found or bool(found[-1].parts))


def _title(lines: Sequence[str]) -> str:
    """The title over its lines, up to a blank one or the first heading."""
    parts: list[str] = []
    for line in lines[:_LONGEST_TITLE]:
        said = tidy(line)
        if not said or _HEADING.match(to_arabic(said)) or "\t" in line:
            break
        parts.append(said)
    return "".join(parts[:1]) + "".join(parts[1:2])


def _take(form: BlankForm, line: str) -> None:
    if "\t" in line:
        _take_row(form, [tidy(cell) for cell in line.strip("\r\n").split("\t")])
    elif _HEADING.match(to_arabic(tidy(line))) and not _SIGNED.match(tidy(line)):
        form.parts.append(FormPart(_BLANKS.sub("", tidy(line)).strip()))


def _take_row(form: BlankForm, cells: Sequence[str]) -> None:
    """A row of a table: its heading, the second row of that, a row whose name is given, or a blank one."""
    if not form.parts:
        return
    part = form.parts[-1]
    if cells[0] in _RUNNING:
        part.tables.append(FormTable(_columns(cells)))
    elif not part.tables:
        return
    elif not cells[0] and not part.tables[-1].rows:
        _split_columns(part.tables[-1], cells)
    elif _NUMBER.match(to_arabic(cells[0])) and not any(cells[2:]):
        part.tables[-1].rows.append(cells[1])


def _columns(cells: Sequence[str]) -> list[str]:
    """The headings after the running number; empty cells at the end head nothing."""
    named = [at for at, words in enumerate(cells) if words]
    return list(cells[1 : named[-1] + 1])


def _split_columns(table: FormTable, cells: Sequence[str]) -> None:
    """A second row of headings: each names what the heading above it splits into."""
    for at, words in enumerate(cells[1:]):
        if not words:
            continue
        table.columns += [""] * (at + 1 - len(table.columns))
        if not table.columns[at] or (at + 1 < len(cells[1:]) and cells[at + 2]):
            table.columns[at] = words
