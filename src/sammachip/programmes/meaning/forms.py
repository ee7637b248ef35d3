"""Every form against the registry (facts, bindings) and against its own paper."""

from collections.abc import Mapping, Sequence
from typing import Final

from sammachip.core.area import Level
from sammachip.core.expr import Kind
from sammachip.core.fields import Field, FieldType, FormSpec
from sammachip.programmes import facts
from sammachip.programmes.meaning.names import Names, items, listed, mapping_of
from sammachip.programmes.packbuild import known_facts
from sammachip.programmes.paperspec import BlankAt, Paper, Photos, Rest, Table, Ticks, runs

PAPER_CM: Final = {"portrait": 16.0, "landscape": 24.7}
"""The width between the margins of an A4 sheet, 3 cm left and 2 cm right."""

NUMBER_COLUMN_CM: Final = 1.0


def check_forms(names: Names) -> None:
    for name in names.form_names:
        per = _levels_of(names, name)
        if not per:
            names.say(f"forms.{name}", f"ไม่มีขั้นตอนใดใช้แบบฟอร์ม '{name}'", "ผูกกับขั้นตอนด้วย form: หรือลบออก")
        if (form := names.built.forms.get(name)) is not None:
            _FormMeaning(name, form, names.built.papers[name], per, names).check()


def _levels_of(names: Names, form: str) -> tuple[Level, ...]:
    """The levels of all cases on which this form is answered."""
    stages = [level for one in names.built.stages if one.form == form for level in one.per]
    enrolled = [level for level, one in names.built.enrol.items() if one.form == form]
    whole = list(names.by_key)  # a broken key may be of any kind, and only compares
    broken = [
        *(spec for spec in items(names.built.mapping.get("stages")) if spec.get("key") not in whole),
        *(
            mapping_of(spec)
            for level, spec in mapping_of(names.built.mapping.get("enrol")).items()
            if level not in names.built.enrol
        ),
    ]
    anywhere = names.built.levels if any(spec.get("form") == form for spec in broken) else ()
    return tuple(dict.fromkeys([*stages, *enrolled, *anywhere]))


class _FormMeaning:
    """One form against the registry (facts, bindings) and against its own paper."""

    def __init__(self, name: str, form: FormSpec, paper: Paper, per: tuple[Level, ...], names: Names) -> None:
        self.form, self.paper, self.per = form, paper, per
        self.path = f"forms.{name}"
        self.say = names.say

    def check(self) -> None:
        for s, section in enumerate(self.form.sections):
            for f, one in enumerate(section.fields):
                path = f"{self.path}.sections[{s}].fields[{f}]"
                self._field(one, path)
                for c, column in enumerate(one.columns):
                    self._column(column, one, f"{path}.columns[{c}]")
        self._parts()
        for path, run in runs(self.paper):
            for piece in run:
                if isinstance(piece, BlankAt):
                    self._blank(piece, f"{self.path}.paper.{path}")

    def _field(self, one: Field, path: str) -> None:
        if one.filled:
            self._filled(one, one.filled, f"{path}.filled")
        if not one.save_to:
            return
        place = facts.binding(one.save_to)
        if place is None:
            self.say(
                f"{path}.save_to", f"ทะเบียนไม่มีช่อง '{one.save_to}'", f"ใช้: {listed(facts.binding_names())}"
            )
            return
        if not _fits(one, place.kind):
            self.say(
                f"{path}.save_to",
                f"ช่อง '{one.key}' ชนิด {one.type} บันทึกลง '{place.name}' ชนิด {place.kind} ไม่ได้",
                "แก้ type ให้ตรงกัน",
            )
        for column in one.columns:
            if place.columns and column.key not in place.columns:
                message = f"'{place.name}' ไม่มีคอลัมน์ '{column.key}'"
                self.say(f"{path}.save_to", message, f"ใช้คอลัมน์: {listed(place.columns)}")
            known = place.choices.get(column.key, ())
            if other := [one.value for one in column.choices if known and one.value not in known]:
                message = f"'{place.name}' ไม่รู้จักตัวเลือก {listed(other)} ของคอลัมน์ '{column.key}'"
                self.say(f"{path}.save_to", message, f"ใช้ตัวเลือก: {listed(known)}")

    def _filled(self, one: Field, name: str, path: str) -> None:
        fact = facts.fact(name)
        if fact is None:
            self.say(path, f"ไม่มีข้อมูลชื่อ '{name}' ให้เติม", f"ใช้: {listed(facts.fact_names())}")
            return
        for level in self.per:
            if not fact.known_at(level):
                message = f"ข้อมูล '{name}' ไม่มีที่ระดับ '{level}' ซึ่งใช้แบบนี้"
                self.say(path, message, f"ข้อมูลนี้มีที่ระดับ: {listed(fact.per)}")
        if not _fits(one, fact.kind):
            self.say(
                path,
                f"ช่อง '{one.key}' ชนิด {one.type} เติมจาก '{name}' ชนิด {fact.kind} ไม่ได้",
                "แก้ type ให้ตรงกัน",
            )

    def _column(self, column: Field, table: Field, path: str) -> None:
        """A filled column reads its cell from the fact's row: the table's own fact, or one with a row for each fixed row."""
        if not column.filled:
            return
        source = facts.fact(column.filled if table.rows else table.filled)
        wanted = column.key if table.rows else column.filled
        if source is None:
            if table.rows:
                self._filled(column, column.filled, f"{path}.filled")
        elif wanted not in source.columns:
            self.say(
                f"{path}.filled", f"'{source.name}' ไม่มีคอลัมน์ '{wanted}'", f"ใช้: {listed(source.columns)}"
            )
        elif not _fits(column, source.columns[wanted]):
            kind = source.columns[wanted]
            self.say(
                f"{path}.filled",
                f"คอลัมน์ '{column.key}' ชนิด {column.type} เติมจากชนิด {kind} ไม่ได้",
                "แก้ type ให้ตรงกัน",
            )

    def _parts(self) -> None:
        fields = {one.key: one for one in self.form.fields}
        sections = {section.key for section in self.form.sections}
        for at, part in enumerate(self.paper.parts):
            path = f"{self.path}.paper.parts[{at}]"
            match part:
                case Ticks(name):
                    self._part_field(name, fields, (FieldType.CHOICE, FieldType.CHOICES), f"{path}.ticks")
                case Photos(name):
                    self._part_field(name, fields, (FieldType.PHOTOS,), f"{path}.photos")
                case Table():
                    if self._part_field(part.field, fields, (FieldType.TABLE,), f"{path}.table"):
                        self._table(part, fields[part.field], path)
                case Rest(name) if name not in sections:
                    self.say(f"{path}.rest", f"แบบนี้ไม่มีส่วนชื่อ '{name}'", f"ใช้: {listed(sorted(sections))}")

    def _part_field(
        self, name: str, fields: Mapping[str, Field], types: Sequence[FieldType], path: str
    ) -> bool:
        usable = [key for key, one in fields.items() if one.type in types]
        if name not in usable:
            self.say(path, f"แบบนี้ไม่มีช่องชนิด {listed(types)} ชื่อ '{name}'", f"ใช้: {listed(usable) or 'ไม่มี'}")
        return name in usable

    def _table(self, table: Table, spec: Field, path: str) -> None:
        columns = {column.key: column for column in spec.columns}
        rows = ["label"] if spec.rows else []
        for at, printed in enumerate(table.columns):
            where = f"{path}.columns[{at}]"
            if printed.of not in [*columns, *rows]:
                self.say(
                    f"{where}.of",
                    f"ตาราง '{spec.key}' ไม่มีคอลัมน์ '{printed.of}'",
                    f"ใช้: {listed([*rows, *columns])}",
                )
            elif printed.value is not None and printed.value not in _possible(columns.get(printed.of)):
                usable = listed(map(str, _possible(columns.get(printed.of))))
                self.say(
                    f"{where}.is", f"คอลัมน์ '{printed.of}' ไม่มีค่า '{printed.value}'", f"ใช้: {usable or 'ไม่มี'}"
                )
        for name in table.totals:
            if name not in columns:
                self.say(f"{path}.totals", f"ตาราง '{spec.key}' ไม่มีคอลัมน์ '{name}'", f"ใช้: {listed(columns)}")
        self._width(table, path)

    def _width(self, table: Table, path: str) -> None:
        room = PAPER_CM[self.paper.orientation]
        wide = sum(column.width_cm or 0 for column in table.columns) + (
            NUMBER_COLUMN_CM if table.number else 0
        )
        if wide > room + 0.05:
            self.say(
                path, f"ความกว้างรวม {wide:g} ซม. เกินหน้ากระดาษ {room:g} ซม.", "ลดความกว้างคอลัมน์ หรือใช้ landscape"
            )

    def _blank(self, blank: BlankAt, path: str) -> None:
        answers = {one.key: one.fact_type() for one in self.form.fields}
        known = {**known_facts(self.per), **answers}
        if blank.name not in known:
            self.say(
                path, f"ช่องว่าง '{{{blank.name}}}' บนกระดาษไม่มีคำตอบหรือข้อมูลชื่อนี้", "ใช้ชื่อช่องของแบบ หรือชื่อข้อมูลที่มี"
            )
        elif blank.date_part and known[blank.name].kind is not Kind.DATE:
            self.say(path, f"'{blank.name}' ไม่ใช่วันที่ จึงไม่มี .{blank.date_part}", f"เขียนเป็น {{{blank.name}}}")


def _fits(one: Field, kind: Kind) -> bool:
    """Whether a value of `kind` can stand in the field; any single value can be read as text."""
    own = one.fact_type().kind
    if own is kind or (own is Kind.NUMBER and kind is Kind.INTEGER):
        return True
    return one.type in (FieldType.TEXT, FieldType.LONG_TEXT) and kind not in (Kind.ROWS, Kind.TEXTS)


def _possible(column: Field | None) -> tuple[str | bool, ...]:
    """The values a printed tick may stand for."""
    if column is None:
        return ()
    if column.type is FieldType.YES_NO:
        return (True, False)
    return tuple(choice.value for choice in column.choices)
