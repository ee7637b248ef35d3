"""Answers that come back from collectors on a phone: the XML of one submission, read as a form's raw answers.

Nothing is judged here: what was typed goes the way of every other draft (`core.answers`).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sammachip.core.fields import Choice, Field, FieldType, FormSpec
from sammachip.core.sentence import Sentence
from sammachip.core.thaidate import BANGKOK
from sammachip.core.xlsform import CODE, PICTURE_PARTS, TASK, YES_OR_NO
from sammachip.core.xpath import element_of, is_repeated

LONGEST_NAME: Final = 120
LONGEST_ID: Final = 200
DEEPEST: Final = 12
DEEPEST_KEPT: Final = 6
META: Final = "meta"
BESIDE: Final = (META, TASK, CODE)
"""What a phone adds to the answers: its own word on them, and the task they are of."""
SHOWN: Final = element_of("sammachip", "shown")
TAKEN: Final = element_of("sammachip", "pictures")
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_TASK_ADDRESS: Final = re.compile(r"(?:.*/tasks/)?(\d{1,15})/?")


class NotASubmission(ValueError):
    """The file is no answer of a collector; `reason` says why, to the person who sent it."""

    def __init__(self, reason: Sentence) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the answers name: its file, its words, the row it belongs to."""

    file: str
    caption: str
    row: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the writer was shown before writing: the version of the registry, and every answer that stood."""

    version: int
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Collected:
    """One submission: of which form and version, under which number of its own, and what was answered.

    `shown` is None where the phone came with an empty form. `taken` tells of a picture, by its file, when and where it
    was taken; `written_at` is the phone's own word for when the answers were finished.
    """

    form_id: str
    version: str
    instance_id: str
    root: Element
    shown: Shown | None = None
    taken: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    written_at: datetime | None = None

    @property
    def programme(self) -> str:
        """The code of the programme; "" where the form is none of ours."""
        return self.form_id.rpartition(".")[0]

    @property
    def form(self) -> str:
        """The key of the form within its programme."""
        return self.form_id.rpartition(".")[2]

    @property
    def task(self) -> int | None:
        """The task chosen from the list, or scanned from the address in a QR."""
        for name in (TASK, CODE):
            if match := _TASK_ADDRESS.fullmatch(_text(_child(self.root, name))):
                return int(match[1])
        return None

    @property
    def said(self) -> list[tuple[str, str]]:
        """Every answer as it came, under the name of its question; what the phone adds is left out."""
        asked = [one for part in self.root if _tag(part) not in BESIDE for one in part.iter()]
        return [(_tag(one), _text(one)) for one in asked if not len(one) and _text(one)]


def read_submission(content: bytes) -> Collected:
    """The submission in this XML, of UTF-8 as collectors write it and as it is kept, whatever it says of itself.

    Raises NotASubmission; entities and document types are never read.
    """
    root = _root(content)
    if root is None:
        raise NotASubmission(Sentence("อ่านแฟ้ม XML ไม่ได้ — ส่งแฟ้มคำตอบจากแอปเก็บข้อมูลโดยไม่แก้ไข"))
    if _depth(root) > DEEPEST:
        raise NotASubmission(Sentence("แฟ้ม XML ซ้อนกันลึกเกินไป — ส่งแฟ้มคำตอบจากแอปเก็บข้อมูลโดยไม่แก้ไข"))
    form_id, version = root.get("id", ""), root.get("version", "")
    instance = _text(_child(_child(root, META), "instanceID"))
    if not form_id or len(form_id) > LONGEST_NAME or len(version) > LONGEST_NAME:
        raise NotASubmission(Sentence("แฟ้ม XML ไม่บอกชื่อแบบฟอร์ม — ส่งแฟ้มคำตอบจากแอปเก็บข้อมูลโดยไม่แก้ไข"))
    if not instance or len(instance) > LONGEST_ID:
        raise NotASubmission(Sentence("แฟ้ม XML ไม่มีเลขประจำคำตอบ (instanceID) — ส่งแฟ้มจากแอปเก็บข้อมูลโดยไม่แก้ไข"))
    if any(_CONTROLS.search(one) for one in (form_id, version, instance)):
        raise NotASubmission(Sentence("ชื่อแบบฟอร์มในแฟ้ม XML มีอักขระที่เก็บไม่ได้ — ส่งแฟ้มจากแอปเก็บข้อมูลโดยไม่แก้ไข"))
    meta = _child(root, META)
    shown, taken = _shown(_kept(meta, SHOWN)), _taken(_kept(meta, TAKEN))
    return Collected(form_id, version, instance, root, shown, taken, _moment(_text(_child(meta, "timeEnd"))))


def _root(content: bytes) -> Element | None:
    """What stands in this XML; None where it is none, or could not be kept as text: a NUL, another alphabet's bytes."""
    try:
        text = content.decode()
        found: Element | None = None if "\0" in text else fromstring(text, forbid_dtd=True)
    except (DefusedXmlException, ParseError, ValueError):
        return None
    return found


def _kept(meta: Element | None, name: str) -> dict[str, object]:
    """What our own pages write beside the answers. Raises NotASubmission where it is broken."""
    try:
        found = json.loads(_text(_child(meta, name)) or "{}")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not _is_flat(found, DEEPEST_KEPT):
        raise NotASubmission(Sentence("แฟ้ม XML มีส่วนที่อ่านไม่ได้ — ส่งออกจากหน้าลงพื้นที่อีกครั้งโดยไม่แก้ไขแฟ้ม"))
    return found


def _is_flat(value: object, levels: int) -> bool:
    """Whether it nests no deeper than answers do: a table's rows, and several choices in a cell."""
    if isinstance(value, dict):
        value = list(value.values())
    return not isinstance(value, list) or (levels > 0 and all(_is_flat(one, levels - 1) for one in value))


def _shown(kept: Mapping[str, object]) -> Shown | None:
    version, answers = kept.get("version"), kept.get("answers")
    if not isinstance(version, int) or not isinstance(answers, dict):
        return None
    return Shown(max(version, 0), answers)


def _taken(kept: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """When and where each picture was taken; what is no moment, or no place on the globe, is left out."""
    found: dict[str, dict[str, object]] = {}
    for name, told in kept.items():
        if isinstance(told, dict):
            moment, place = _moment(str(told.get("taken_at", ""))), _globe(told.get("place"))
            found[name] = {
                key: one
                for key, one in (
                    ("taken_at", moment.isoformat() if moment else ""),
                    ("place", place),
                )
                if one
            }
    return found


def _moment(text: str) -> datetime | None:
    """A moment that names its offset, by the clock of Bangkok; None for one that lies beyond every calendar there."""
    try:
        found = datetime.fromisoformat(text[:40])
        return found.astimezone(BANGKOK) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _globe(place: object) -> list[float] | None:
    match place:
        case [int() | float() as latitude, int() | float() as longitude, *_rest]:
            on_it = abs(latitude) <= 90 and abs(longitude) <= 180
            return [round(float(latitude), 6), round(float(longitude), 6)] if on_it else None
    return None


def answers_in(form: FormSpec, collected: Collected) -> dict[str, object]:
    """What was answered of this form, as a person would have typed it; nothing for what was left blank."""
    found: dict[str, object] = {}
    for one, place in _asked(form, collected):
        given = _answer(one, place)
        if given:
            found[one.key] = given
    return found


def pictures_in(form: FormSpec, collected: Collected) -> list[Picture]:
    """The pictures that the answers name, in their order."""
    found: list[Picture] = []
    for one, place in _asked(form, collected):
        if one.type is FieldType.PHOTOS:
            found += [
                _picture(one, repeat)
                for repeat in _children(place, one.key)
                if _cell(repeat, one.key, "file")
            ]
    return found


def _labels_of(form: FormSpec) -> dict[str, str]:
    """What is read for each question of the phone, by its name."""
    found = {one.key: one.label for one in form.fields}
    for one in form.fields:
        for column in one.columns:
            found[element_of(one.key, column.key)] = f"{one.label} · {column.label}"
            for row in one.rows:
                found[element_of(one.key, row.value, column.key)] = f"{row.label} · {column.label}"
        if one.type is FieldType.PHOTOS:
            found |= {
                element_of(one.key, part): f"{one.label} · {label}" for part, label in PICTURE_PARTS.items()
            }
    return found


def said_in(form: FormSpec, collected: Collected) -> list[tuple[str, str]]:
    """Every answer under the words of its question, a choice by what it is called; what no question asks as it came."""
    labels, called = _labels_of(form), _choices_of(form)
    return [(labels.get(name, name), _called(called.get(name, {}), text)) for name, text in collected.said]


def _choices_of(form: FormSpec) -> dict[str, dict[str, str]]:
    """What the values that a question offers are called, by its name."""
    found: dict[str, dict[str, str]] = {}
    for one in form.fields:
        rows = [(row.value,) for row in one.rows]
        found[one.key] = {choice.value: choice.label for choice in _offered(one)}
        found[element_of(one.key, "of")] = {row.value: row.label for row in one.rows}
        for column in one.columns:
            words = {choice.value: choice.label for choice in _offered(column)}
            found |= {element_of(one.key, *row, column.key): words for row in (*rows, ())}
    return found


def _offered(one: Field) -> Sequence[Choice]:
    return YES_OR_NO if one.type is FieldType.YES_NO else one.choices


def _called(words: Mapping[str, str], text: str) -> str:
    return ", ".join(words.get(value, value) for value in text.split()) if words else text


def _asked(form: FormSpec, collected: Collected) -> Iterator[tuple[Field, Element | None]]:
    """Each field that the phone asks, with the part of the submission it stands in."""
    for section in form.sections:
        place = _child(collected.root, element_of("section", section.key))
        yield from ((one, place) for one in section.fields if not one.filled)


def _answer(one: Field, place: Element | None) -> object:
    if one.type in (FieldType.PHOTOS, FieldType.FILE):
        return None
    if one.type is FieldType.TABLE and one.rows:
        return _fixed_rows(one, _child(place, one.key))
    if is_repeated(one):
        return [row for repeat in _children(place, one.key) if (row := _free_row(one, repeat))]
    return _typed(one, _text(_child(place, one.key)))


def _free_row(table: Field, repeat: Element) -> dict[str, object]:
    """One row that a person adds, under the id it was shown with, if it was."""
    cells, name = _cells(table, repeat, table.key), _cell(repeat, table.key, "id")
    return {"id": name, **cells} if cells and name else cells


def _fixed_rows(table: Field, place: Element | None) -> dict[str, object]:
    rows = {
        row.value: _cells(
            table, _child(place, element_of(table.key, row.value)), element_of(table.key, row.value)
        )
        for row in table.rows
    }
    return {key: row for key, row in rows.items() if row}


def _cells(table: Field, row: Element | None, name: str) -> dict[str, object]:
    """What was typed in one row; what the house fills in or computes is its own."""
    typed = {
        column.key: _typed(column, _cell(row, name, column.key))
        for column in table.columns
        if column.is_typed
    }
    return {key: given for key, given in typed.items() if given}


def _typed(one: Field, text: str) -> object:
    return text.split() if one.type is FieldType.CHOICES else text


def _picture(one: Field, repeat: Element) -> Picture:
    file, caption, of = (_cell(repeat, one.key, part) for part in ("file", "caption", "of"))
    known: Mapping[str, str] = {row.value: row.label for row in one.rows}
    return Picture(file, caption, of if of in known else "")


def _cell(place: Element | None, *steps: str) -> str:
    return _text(_child(place, element_of(*steps)))


def _children(place: Element | None, name: str) -> list[Element]:
    return [] if place is None else [one for one in place if _tag(one) == name]


def _child(place: Element | None, name: str) -> Element | None:
    return next(iter(_children(place, name)), None)


def _text(place: Element | None) -> str:
    return "" if place is None else (place.text or "").strip()


def _tag(place: Element) -> str:
    """The name without its namespace, of which collectors write several."""
    return str(place.tag).rpartition("}")[2]


def _depth(root: Element) -> int:
    """How deep the elements lie within each other, counted no deeper than is of interest."""
    level, depth = [root], 0
    while level and depth <= DEEPEST:
        level, depth = [child for one in level for child in one], depth + 1
    return depth
