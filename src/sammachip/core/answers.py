"""Answers to a form: typed where they can be, refused with a sentence where not, and what is still missing.

Nothing typed is lost: `Answers.raw` is what came in, whatever was refused or skipped. A draft may lack anything;
only `missing` asks for what is required. Facts are a flat mapping by dotted name (`{"money.paid": …, "groups": […]}`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from sammachip.core.expr import Result, Rule, RuleFailed, Unanswered
from sammachip.core.fields import LONGEST, MOST_ROWS, Choice, Field, FieldType, FormSpec, rows_in
from sammachip.core.money import round_satang
from sammachip.core.reading import REFERENCE, Unreadable, is_blank, one_line, quote, read_answer
from sammachip.core.sentence import Sentence
from sammachip.core.shown import display, fill
from sammachip.core.verdict import Missing

NOTHING: Final[Mapping[str, object]] = {}
_PHOTO: Final = ("file", "caption", "of")

Row = dict[str, object]
Doubt = Callable[[Field, str, object], str]
"""By the field, the name that its answer is bound to and the value, why it cannot be true; an empty text where it can."""


def no_doubt(_field: Field, _name: str, _value: object) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that cannot be kept: where, what was typed, a code for programs and a sentence for people."""

    path: str
    value: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Answers:
    """Typed values of what is asked, refusals of what cannot be typed, and everything as it came in.

    `computed` are the computed cells by paths as refusals have them: the values of a table leave its empty rows out.
    """

    values: Mapping[str, object]
    errors: tuple[Refusal, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict)
    computed: Mapping[str, object] = field(default_factory=dict)


def coerce(
    form: FormSpec,
    raw: Mapping[str, object],
    *,
    facts: Mapping[str, object] = NOTHING,
    doubt: Doubt = no_doubt,
) -> Answers:
    """The answers as typed values. A field whose `when` does not hold keeps its raw answer and has no value.

    An answer that `doubt` says cannot be true is refused with its words.
    """
    values: Row = {}
    errors: list[Refusal] = []
    computed: Row = {}
    for one in form.fields:
        if one.when and not one.when.holds({**facts, **values}):
            continue
        value = _Asking(one, errors, facts, computed, doubt, bound=one.save_to).answer(raw.get(one.key))
        if value is not None:
            values[one.key] = value
    asked = {one.key for one in form.fields}
    errors += [_unknown(str(key), raw[key]) for key in raw if key not in asked]
    errors += _failed_checks(form, {**facts, **values})
    return Answers(values, tuple(errors), raw, computed)


def _failed_checks(form: FormSpec, values: Mapping[str, object]) -> Iterator[Refusal]:
    """Checks that do not hold; one that cannot be computed is refused too, one not yet answered is not."""
    for check in form.checks:
        try:
            holds = check.that.evaluate(values)
        except Unanswered:
            continue
        except RuleFailed:
            holds = False
        if not holds:
            named = [one for one in form.fields if one.key in check.that.names]
            first = next((one.key for one in named if not one.filled), named[0].key if named else "")
            yield Refusal(first, quote(values.get(first, "")), "check", fill(check.otherwise, form, values))


def _unknown(path: str, value: object) -> Refusal:
    sentence = Sentence("ไม่มีช่อง «{name}» ในแบบฟอร์มนี้ — ตรวจชื่อช่องหรือนำช่องนี้ออก", name=quote(path))
    return Refusal(quote(path), quote(value), "unknown", sentence)


@dataclass(frozen=True, slots=True)
class _Asking:
    """One field being answered; `path` and `label` say where, down to the cell, `bound` what it is bound to."""

    field: Field
    errors: list[Refusal]
    facts: Mapping[str, object]
    computed: Row
    doubt: Doubt
    path: str = ""
    label: str = ""
    bound: str = ""

    def answer(self, given: object) -> object:
        """The typed value, or None when there is none; refusals are added to `errors`."""
        if self.field.type is FieldType.TABLE:
            return self.table(given)
        if self.field.filled:
            return self.filled(self.facts.get(self.field.filled), given)
        if self.field.type is FieldType.PHOTOS:
            return self.photos(given)
        return self.single(given)

    def single(self, given: object) -> object:
        if is_blank(given):
            return None
        try:
            value = read_answer(self.field, given)
        except Unreadable as unreadable:
            self.refuse(given, unreadable.code, unreadable.reason)
            return None
        if why := self.doubt(self.field, self.bound, value):
            self.refuse(given, "impossible", why)
            return None
        return value

    def refuse(self, given: object, code: str, reason: str, *, under: str = "") -> None:
        path = f"{self.path or self.field.key}{under}"
        sentence = Sentence(
            "{where}: {why}", where=self.label or Sentence("«{field}»", field=self.field.label), why=reason
        )
        self.errors.append(Refusal(path, quote(given), code, sentence))

    def filled(self, known: object, given: object) -> object:
        """What the system knows; typing something else here is refused, not silently dropped."""
        value = (
            round_satang(known)
            if self.field.type is FieldType.MONEY and isinstance(known, Decimal)
            else known
        )
        if not is_blank(given) and self._differs(given, value):
            shown = display(self.field, value) or Sentence("ยังไม่มีข้อมูล")
            reason = Sentence("ระบบเติมให้ ({shown}) แก้ในช่องนี้ไม่ได้ — แก้ที่ข้อมูลต้นทาง", shown=shown)
            self.refuse(given, "filled", reason)
        return value

    def compute(self, row: Row, given: object) -> object:
        """What the row's cells come to, None while one of them is missing; typing something else is refused."""
        assert self.field.computed is not None
        try:
            value = self.single(_written(self.field.computed.evaluate(row)))
        except Unanswered:
            value = None
        except RuleFailed:
            self.refuse(given, "computed", Sentence("คำนวณไม่ได้ — ตรวจตัวเลขอื่นในแถวนี้"))
            return None
        if not is_blank(given) and self._differs(given, value):
            shown = display(self.field, value) or Sentence("ตัวเลขยังไม่ครบ")
            reason = Sentence("ระบบคำนวณให้ ({shown}) แก้ในช่องนี้ไม่ได้ — แก้ตัวเลขอื่นในแถวนี้", shown=shown)
            self.refuse(given, "computed", reason)
        if value is not None:
            self.computed[self.path] = value
        return value

    def _differs(self, given: object, value: object) -> bool:
        trial: list[Refusal] = []
        return replace(self, errors=trial).single(given) != value or bool(trial)

    def photos(self, given: object) -> list[Row] | None:
        photos: list[Row] = []
        for n, one in enumerate(self.listed(given, self.field.most)):
            photo = {key: text for key in _PHOTO if (text := one_line(one.get(key)))}
            self.errors.extend(
                _unknown(f"{self.field.key}[{n}].{key}", one[key]) for key in one if key not in _PHOTO
            )
            if problem := self.photo_problem(photo):
                key, reason = problem
                numbered = Sentence("ภาพที่ {n} {why}", n=n + 1, why=reason)
                self.refuse(one.get(key), f"photo_{key}", numbered, under=f"[{n}].{key}")
                continue
            photos.append({"caption": "", **photo})
        return photos or None

    def photo_problem(self, photo: Mapping[str, str]) -> tuple[str, Sentence] | None:
        if not REFERENCE.fullmatch(photo.get("file", "")):
            return "file", Sentence("ไม่มีไฟล์ — เลือกไฟล์ภาพใหม่")
        if len(photo.get("caption", "")) > LONGEST[FieldType.TEXT]:
            most = LONGEST[FieldType.TEXT]
            return "caption", Sentence("มีคำอธิบายเกิน {most} ตัวอักษร — ย่อคำอธิบาย", most=most)
        if "of" in photo and photo["of"] not in [row.value for row in self.field.rows]:
            return "of", Sentence("อ้างถึง «{row}» ซึ่งไม่มีในแบบฟอร์ม — เลือกขั้นตอนใหม่", row=quote(photo["of"]))
        return None

    def listed(self, given: object, most: int) -> list[Mapping[str, object]]:
        """The rows given, at most so many; what is no row is refused."""
        if is_blank(given):
            return []
        if not isinstance(given, list | tuple) or not all(isinstance(one, Mapping) for one in given):
            self.refuse(given, "not_rows", Sentence("ต้องเป็นรายการของแถว — ส่งข้อมูลเป็นรายการ"))
            return []
        if len(given) > most:
            reason = Sentence("มี {n} รายการ เกิน {most} รายการ — ลดจำนวนลง", n=len(given), most=most)
            self.refuse(len(given), "too_many", reason)
        return list(given[:most])

    def table(self, given: object) -> list[Row] | None:
        if self.field.rows:
            return self.fixed_rows(given)
        if self.field.filled:
            return self.filled_rows(given)
        return self.free_rows(given)

    def fixed_rows(self, given: object) -> list[Row] | None:
        typed = self.by_name(given, "key", [row.value for row in self.field.rows])
        rows = [
            {"key": row.value, **self.cells(row, typed.get(row.value, NOTHING))} for row in self.field.rows
        ]
        return rows if any(len(row) > 1 for row in rows) else None

    def filled_rows(self, given: object) -> list[Row] | None:
        known = rows_in(self.facts.get(self.field.filled.removesuffix("[]")))
        typed = self.by_name(given, "id", [str(row["id"]) for row in known])
        rows = []
        for n, row in enumerate(known, start=1):
            name = str(row["id"])
            rows.append({"id": name, **self.cells(Choice(name, _numbered(n)), typed.get(name, NOTHING), row)})
        return rows or None

    def free_rows(self, given: object) -> list[Row] | None:
        rows: list[Row] = []
        seen: set[str] = set()
        for n, one in enumerate(self.listed(given, self.field.most)):
            cells = self.cells(Choice(str(n), _numbered(n + 1)), one)
            name = one_line(one.get("id"))
            if name and (name in seen or not REFERENCE.fullmatch(name)):
                reason = Sentence("แถวที่ {n} มีรหัสแถวซ้ำหรือผิดรูปแบบ — โหลดหน้าใหม่แล้วบันทึก", n=n + 1)
                self.refuse(name, "row_id", reason, under=f"[{n}].id")
                name = ""
            seen.add(name)
            if cells:
                rows.append({"id": name, **cells} if name else cells)
        return rows or None

    def by_name(self, given: object, key: str, names: Sequence[str]) -> dict[str, Mapping[str, object]]:
        """What was typed for each row that exists, from `{name: cells}` or from a list of rows that carry `key`."""
        if isinstance(given, Mapping):
            given = [{key: name, **row} if isinstance(row, Mapping) else row for name, row in given.items()]
        typed: dict[str, Mapping[str, object]] = {}
        for row in self.listed(given, MOST_ROWS):
            name = str(row.get(key, ""))
            if name not in names:
                reason = Sentence("ไม่มีแถว «{row}» ในตารางนี้ — ตรวจชื่อแถวหรือนำแถวนี้ออก", row=quote(name))
                self.refuse(name, "unknown", reason, under=f"[{quote(name)}]")
            typed[name] = {column: cell for column, cell in row.items() if column != key}
        return typed

    def cells(self, row: Choice, typed: Mapping[str, object], known: Mapping[str, object] = NOTHING) -> Row:
        """The typed cells of one row, without the blank ones."""
        place = f"{self.field.key}[{row.value}]"
        found: Row = {}
        for column in self.field.columns:
            label = Sentence(
                "«{table}» {row} «{column}»", table=self.field.label, row=row.label, column=column.label
            )
            facts = self.known_cell(row, column) if self.field.rows else known
            asking = _Asking(
                column, self.errors, facts, self.computed, self.doubt, f"{place}.{column.key}", label,
                f"{self.bound.removesuffix('[]')}.{column.key}" if self.bound else "",
            )  # fmt: skip
            given = typed.get(column.key)
            value = asking.compute(found, given) if column.computed else asking.answer(given)
            if value is not None:
                found[column.key] = value
        asked = {"id", *(column.key for column in self.field.columns)}
        self.errors.extend(_unknown(f"{place}.{key}", typed[key]) for key in typed if key not in asked)
        return found

    def known_cell(self, row: Choice, column: Field) -> Mapping[str, object]:
        """What a filled column of a fixed row shows: the same cell of the fact's row of that id."""
        rows = rows_in(self.facts.get(column.filled.removesuffix("[]")))
        mine = next((known for known in rows if known.get("id") == row.value), NOTHING)
        return {column.filled: mine.get(column.key)}


def _numbered(n: int) -> Sentence:
    return Sentence("แถวที่ {n}", n=n)


def _written(computed: Result) -> str:
    """What a rule came to, as a person would type it: read again, it keeps the bounds of its column."""
    return format(computed, "f") if isinstance(computed, Decimal) else str(computed)


def missing(
    form: FormSpec, answers: Answers, *, facts: Mapping[str, object] = NOTHING
) -> tuple[Missing, ...]:
    """Every required answer that is not there, in the form's order; an answer refused says why it does not count."""
    values = {**facts, **answers.values}
    refused = {error.path: error.sentence for error in reversed(answers.errors)}
    return tuple(
        line
        for one in form.fields
        if one.when is None or one.when.holds(values)
        for line in _lacking(one, values.get(one.key), _is_required(one, values), refused)
    )


def wanting(
    form: FormSpec, answers: Answers, *, facts: Mapping[str, object] = NOTHING
) -> tuple[Missing, ...]:
    """What the form asks for and has not got, in its order; it may be sent without."""
    values = {**facts, **answers.values}
    return tuple(
        Missing(one.key, one.label, Sentence("มี {n} ควรมีอย่างน้อย {least}", n=there, least=one.wanted))
        for one in form.fields
        if one.wanted and (one.when is None or one.when.holds(values))
        if (there := _how_many(values.get(one.key))) < one.wanted
    )


def _how_many(value: object) -> int:
    """How much there is of an answer: rows and pictures by their number, anything else once."""
    if isinstance(value, list | tuple):
        return len(value)
    return 0 if value is None or value == "" else 1


def _is_required(spec: Field, values: Mapping[str, object]) -> bool:
    return spec.required.holds(values) if isinstance(spec.required, Rule) else spec.required


def _lacking(spec: Field, value: object, required: bool, refused: Mapping[str, str]) -> Iterator[Missing]:
    rows = rows_in(value)
    if value is None or value == "":
        if required or spec.fewest:
            yield Missing(spec.key, spec.label, refused.get(spec.key) or _hint(spec))
    elif len(rows) < spec.fewest:
        hint = Sentence("มี {n} รายการ ต้องมีอย่างน้อย {least} รายการ", n=len(rows), least=spec.fewest)
        yield Missing(spec.key, spec.label, hint)
    for n, row in enumerate(rows if spec.columns else ()):
        name = str(row.get("key") or row.get("id") or n)
        for column in spec.columns:
            if column.required and row.get(column.key) is None:
                path = f"{spec.key}[{name}].{column.key}"
                place = spec.label_of(name) if spec.rows else _numbered(n + 1)
                label = Sentence(
                    "{table} · {row} · {column}", table=spec.label, row=place, column=column.label
                )
                yield Missing(path, label, refused.get(path) or _hint(column))


def _hint(spec: Field) -> str:
    return Sentence("ระบบเติมให้เมื่อมีข้อมูลต้นทาง") if spec.filled else spec.help


def to_json(values: Mapping[str, object]) -> dict[str, object]:
    """The values as JSON keeps them: Decimal as text, dates as ISO."""
    return {key: _stored(value) for key, value in values.items()}


def _stored(value: object) -> object:
    match value:
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case Mapping():
            return to_json(value)
        case list() | tuple():
            return [_stored(one) for one in value]
        case _:
            return value


def from_json(form: FormSpec, stored: Mapping[str, object]) -> dict[str, object]:
    """The values that `to_json` stored for this form. KeyError for a key the form does not have."""
    fields = {one.key: one for one in form.fields}
    return {key: _restored(fields[key], value) for key, value in stored.items()}


def _restored(spec: Field, stored: object) -> object:
    if spec.type is FieldType.TABLE:
        columns = {column.key: column for column in spec.columns}
        return [
            {key: _restored(columns[key], cell) if key in columns else cell for key, cell in row.items()}
            for row in rows_in(stored)
        ]
    if spec.type is FieldType.DATE and isinstance(stored, str):
        return date.fromisoformat(stored)
    if spec.type in (FieldType.MONEY, FieldType.NUMBER, FieldType.PERCENT) and isinstance(stored, str):
        return Decimal(stored)
    return stored
