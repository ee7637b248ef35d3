"""A pack's form as an XLSForm: what collectors such as ODK Collect and Kobo ask on a phone. Always in Thai.

What the phone can refuse it refuses as the house does. What it cannot is said beside the question, never left out in
silence: the house judges every answer anew when it comes in (`core.answers`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sammachip.core.expr import Rule
from sammachip.core.fields import BLANK, LONGEST, MOST_ROWS, Choice, Field, FieldType, FormSpec, Section
from sammachip.core.ruletree import NotSaid
from sammachip.core.thaidate import format_date
from sammachip.core.xpath import amount, condition, element_of, is_repeated, negation, reference

LANGUAGE: Final = "ไทย (th)"
LABEL, HINT, MESSAGE = (f"{column}::{LANGUAGE}" for column in ("label", "hint", "constraint_message"))
SURVEY: Final = (
    *("type", "name", LABEL, HINT, "required", "relevant", "constraint", MESSAGE),
    *("calculation", "appearance", "parameters"),
)
CHOICES: Final = ("list_name", "name", LABEL)
SETTINGS: Final = ("form_title", "form_id", "version", "default_language")
TASKS_FILE: Final = "tasks.csv"
"""The collector's list of the officer's own tasks, which comes beside the form."""
TASKS_CSV: Final = ("name", "label")
TASK: Final = element_of("sammachip", "task")
CODE: Final = element_of("sammachip", "code")
YES_NO: Final = "yes-no"
YES_OR_NO: Final = (Choice("yes", "ใช่"), Choice("no", "ไม่ใช่"))
PICTURE_PARTS: Final = {"file": "ภาพ", "caption": "คำอธิบายภาพ", "of": "ภาพของ"}
"""What is asked of each picture, and how."""
PICTURE_EDGE: Final = 2048
NO_LIMIT: Final = ("", "")
_BEYOND_COUNTING: Final = Decimal(10**10)
_WORDS_UNKNOWN: Final = "……"
_TYPES: Final = {
    FieldType.INTEGER: "integer",
    FieldType.NUMBER: "decimal",
    FieldType.MONEY: "decimal",
    FieldType.PERCENT: "decimal",
    FieldType.DATE: "date",
    FieldType.YES_NO: f"select_one {YES_NO}",
}
_APPEARANCES: Final = {
    FieldType.LONG_TEXT: "multiline",
    FieldType.PHONE: "numbers",
    FieldType.PLACE: "numbers",
    FieldType.DATE: "buddhist",
}
_PATTERNS: Final = {
    FieldType.PHONE: ("^0[0-9]{8,9}(, 0[0-9]{8,9})*$", "พิมพ์หมายเลข 9 หรือ 10 หลัก ไม่มีขีดและช่องว่าง"),
    FieldType.PLACE: ("^[0-9]{6}([0-9]{2})?$", "พิมพ์รหัสตำบล 6 หลัก หรือรหัสหมู่บ้าน 8 หลัก"),
}

SheetRow = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class XlsForm:
    """The three leaves of an XLSForm, each row by its columns."""

    survey: tuple[SheetRow, ...]
    choices: tuple[SheetRow, ...]
    settings: SheetRow

    @property
    def leaves(self) -> Iterator[tuple[str, Sequence[str], Sequence[SheetRow]]]:
        """Name, columns and rows of each leaf."""
        yield "survey", SURVEY, self.survey
        yield "choices", CHOICES, self.choices
        yield "settings", SETTINGS, (self.settings,)


def xlsform(form: FormSpec, *, form_id: str, version: str) -> XlsForm:
    """The form as collectors read it, under the name and version its answers come back with."""
    writer = _Writer(form)
    writer.whole()
    settings = {
        "form_title": form.title,
        "form_id": form_id,
        "version": version,
        "default_language": LANGUAGE,
    }
    return XlsForm(tuple(writer.survey), tuple(writer.choices), settings)


class _Writer:
    """Writes the rows from the top down."""

    def __init__(self, form: FormSpec) -> None:
        self.form = form
        self.fields = {one.key: one for one in form.fields}
        self.survey: list[SheetRow] = []
        self.choices: list[SheetRow] = []
        self.listed: set[str] = set()

    def whole(self) -> None:
        self.which_task()
        for section in self.form.sections:
            self.section(section)
        for n, check in enumerate(self.form.checks, start=1):
            self.check(element_of("check", str(n)), check.that, self.filled_in(check.otherwise))

    def row(self, type_: str, name: str, label: str = "", **more: str) -> None:
        """One row of the survey; `more` names the other columns."""
        words = {"hint": HINT, "message": MESSAGE}
        cells = {words.get(column, column): text for column, text in more.items() if text}
        self.survey.append({"type": type_, "name": name, **({LABEL: label} if label else {}), **cells})

    def which_task(self) -> None:
        self.row(
            f"select_one_from_file {TASKS_FILE}",
            TASK,
            "บันทึกนี้เป็นของงานใด",
            hint="เลือกกลุ่มหรือหน่วยงาน ถ้าไม่มีในรายการให้ข้ามไปสแกน QR",
            appearance="minimal autocomplete",
        )
        self.row(
            "barcode",
            CODE,
            "สแกน QR ของงาน",
            hint="ถ้าไม่มีทั้งสองอย่าง ระบบจะเก็บไว้ให้เจ้าหน้าที่เลือกงานภายหลัง",
            relevant=f"${{{TASK}}} = ''",
        )

    def section(self, section: Section) -> None:
        name = element_of("section", section.key)
        self.row("begin_group", name, _plain(section.title))
        if section.lead:
            self.row("note", element_of("lead", section.key), self.filled_in(section.lead))
        for one in section.fields:
            self.field(one)
        self.row("end_group", name)

    def field(self, one: Field) -> None:
        relevant, remark = self.relevant(one)
        if one.filled:
            self.known_here(one, relevant)
        elif one.type is FieldType.TABLE and one.rows:
            self.fixed_rows(one, relevant, remark)
        elif is_repeated(one):
            self.repeated(one, relevant, remark)
        elif one.type is FieldType.FILE:
            self.row("note", one.key, f"{_plain(one.label)}: แนบไฟล์ในระบบ", relevant=relevant)
        else:
            self.question(one, one.key, relevant=relevant, remark=remark)

    def known_here(self, one: Field, relevant: str) -> None:
        """What the house fills in, told and not asked."""
        typed = [_plain(column.label) for column in one.columns if column.is_typed]
        more = f" ส่วน {', '.join(typed)} กรอกในระบบ" if typed else ""
        self.row("note", one.key, f"{_plain(one.label)}: ระบบเติมให้{more}", relevant=relevant)

    def relevant(self, one: Field) -> tuple[str, str]:
        """When it is asked, and the remark for a condition the phone cannot judge."""
        if one.when is None:
            return "", ""
        try:
            return condition(one.when.text, self.fields), ""
        except NotSaid:
            return "", "ตอบเมื่อเข้าเงื่อนไขของแบบฟอร์มเท่านั้น ระบบตรวจเมื่อรับข้อมูล"

    def required(self, one: Field) -> tuple[str, str]:
        """When it must be answered, and the remark for a condition the phone cannot judge."""
        if not isinstance(one.required, Rule):
            return ("yes" if one.required else ""), ""
        try:
            return condition(one.required.text, self.fields), ""
        except NotSaid:
            return "", "บางกรณีต้องตอบข้อนี้ ระบบตรวจเมื่อรับข้อมูล"

    def question(
        self,
        one: Field,
        name: str,
        *,
        relevant: str = "",
        remark: str = "",
        optional: bool = False,
        within: tuple[str, str] = NO_LIMIT,
    ) -> None:
        """One question; `within` is a further constraint that comes of where it stands, with its sentence."""
        required, unsaid = ("", "") if optional else self.required(one)
        constraint, message = _constraint(one)
        limit, sentence = within
        self.row(
            self.type(one, name),
            name,
            _labelled(one),
            hint=" · ".join(filter(None, (_plain(one.help), remark, unsaid))),
            required=required,
            relevant=relevant,
            constraint=" and ".join(filter(None, (limit, constraint))),
            message=" ".join(filter(None, (sentence, message))),
            appearance=_APPEARANCES.get(one.type, ""),
        )

    def type(self, one: Field, name: str) -> str:
        if one.type is FieldType.YES_NO:
            self.list_once(YES_NO, YES_OR_NO)
        if one.type in (FieldType.CHOICE, FieldType.CHOICES):
            self.list_once(name, one.choices)
            return f"select_{'one' if one.type is FieldType.CHOICE else 'multiple'} {name}"
        return _TYPES.get(one.type, "text")

    def list_once(self, name: str, choices: Sequence[Choice]) -> None:
        if name not in self.listed:
            self.listed.add(name)
            self.choices += [
                {"list_name": name, "name": one.value, LABEL: _plain(one.label)} for one in choices
            ]

    def fixed_rows(self, table: Field, relevant: str, remark: str) -> None:
        """A group for each row. Cells are asked for only where the whole table is."""
        hint = " · ".join(filter(None, (_plain(table.help), remark)))
        self.row("begin_group", table.key, _plain(table.label), hint=hint, relevant=relevant)
        for row in table.rows:
            place = element_of(table.key, row.value)
            self.row("begin_group", place, _plain(row.label), appearance="field-list")
            self.cells(table, place, optional=table.required is not True)
            self.row("end_group", place)
        self.row("end_group", table.key)

    def repeated(self, one: Field, relevant: str, remark: str) -> None:
        """A repeat: rows of a table, or pictures with their words."""
        hint = " · ".join(filter(None, (_plain(one.help), remark, _least(one))))
        self.row("begin_repeat", one.key, f"{_plain(one.label)}{_said(hint)}", relevant=relevant)
        if one.type is FieldType.PHOTOS:
            self.picture(one)
        else:
            self.cells(one, one.key, within=_most(one.most))
        self.row("end_repeat", one.key)

    def picture(self, one: Field) -> None:
        limit, sentence = _most(one.most)
        self.row(
            "image",
            element_of(one.key, "file"),
            PICTURE_PARTS["file"],
            constraint=limit,
            message=sentence,
            parameters=f"max-pixels={PICTURE_EDGE}",
        )
        caption = element_of(one.key, "caption")
        length = f"string-length(.) <= {LONGEST[FieldType.TEXT]}"
        self.row("text", caption, PICTURE_PARTS["caption"], constraint=length, message="ย่อคำอธิบายภาพ")
        if one.rows:
            of = element_of(one.key, "of")
            self.list_once(of, one.rows)
            self.row(f"select_one {of}", of, f"{PICTURE_PARTS['of']}{_plain(self.fields[one.per].label)}")

    def cells(
        self, table: Field, place: str, *, optional: bool = False, within: tuple[str, str] = NO_LIMIT
    ) -> None:
        """The columns of one row, under names of their own; the first that is asked bears `within`."""
        for column in table.columns:
            name = element_of(place, column.key)
            if column.computed:
                self.computed(table, column, place)
            elif column.filled:
                self.row("note", name, f"{_plain(column.label)}: ระบบเติมให้")
            else:
                self.question(column, name, optional=optional, within=within)
                within = NO_LIMIT

    def computed(self, table: Field, column: Field, place: str) -> None:
        """What a row comes to, shown on the phone; the house computes it anew."""
        assert column.computed is not None
        name = element_of(place, column.key)
        try:
            columns = {one.key: one for one in table.columns}
            self.row("calculate", name, calculation=amount(column.computed.text, columns, place))
            shown = f"${{{name}}}"
        except NotSaid:
            shown = "ระบบคำนวณให้"
        self.row("note", element_of("shown", name), f"{_plain(column.label)}: {shown}")

    def check(self, name: str, rule: Rule, sentence: str) -> None:
        """A check over several answers: a warning while it does not hold, for the phone refuses one answer at a time."""
        try:
            self.row("note", name, f"ต้องแก้: {sentence}", relevant=negation(rule.text, self.fields))
        except NotSaid:
            self.row("note", name, f"ระบบตรวจเพิ่มเมื่อรับข้อมูล: {sentence}")

    def filled_in(self, sentence: str) -> str:
        """The sentence with what the phone knows in its blanks."""
        pieces, end = [], 0
        for blank in BLANK.finditer(sentence):
            pieces += [_plain(sentence[end : blank.start()]), self.shown(blank[1])]
            end = blank.end()
        return "".join([*pieces, _plain(sentence[end:])])

    def shown(self, key: str) -> str:
        one = self.fields.get(key)
        plain = (
            one is not None and one.is_typed and one.type in (*_TYPES, FieldType.TEXT, FieldType.LONG_TEXT)
        )
        return reference(key) if plain and one and one.type is not FieldType.YES_NO else _WORDS_UNKNOWN


def _plain(text: str) -> str:
    """Words of the pack, in which nothing is a reference."""
    return text.replace("${", "$ {")


def _labelled(one: Field) -> str:
    unit = f" ({_plain(one.unit)})" if one.unit and one.unit not in one.label else ""
    return f"{_plain(one.label)}{unit}"


def _said(hint: str) -> str:
    return f" — {hint}" if hint else ""


def _least(one: Field) -> str:
    """A repeat cannot refuse to be too short: it is said beside it."""
    return f"อย่างน้อย {one.fewest} รายการ" if one.fewest else ""


def _most(most: int) -> tuple[str, str]:
    """The constraint on how many rows there are, and its sentence."""
    return (f"position(..) <= {most}", f"ไม่เกิน {most} รายการ") if most < MOST_ROWS else NO_LIMIT


def _constraint(one: Field) -> tuple[str, str]:
    """What the phone refuses, and the sentence it says then."""
    if one.type in _PATTERNS:
        pattern, sentence = _PATTERNS[one.type]
        return f"regex(., '{pattern}')", sentence
    if one.max_length:
        return f"string-length(.) <= {one.max_length}", f"ไม่เกิน {one.max_length:,} ตัวอักษร"
    parts = [*_bounds(one), *_places(one)]
    return " and ".join(said for said, _ in parts), " ".join(sentence for _, sentence in parts)


def _bounds(one: Field) -> Iterator[tuple[str, str]]:
    for sign, words, bound in ((">=", "ต้องไม่น้อยกว่า", one.min), ("<=", "ต้องไม่เกิน", one.max)):
        if isinstance(bound, date):
            yield f". {sign} date('{bound.isoformat()}')", f"{words}วันที่ {format_date(bound)}"
        elif bound is not None and abs(bound) < _BEYOND_COUNTING:
            yield f". {sign} {bound:f}", f"{words} {bound:,f}"


def _places(one: Field) -> Iterator[tuple[str, str]]:
    """How many places after the point are kept."""
    places = 2 if one.type is FieldType.MONEY else one.decimals
    if one.type in (FieldType.NUMBER, FieldType.PERCENT, FieldType.MONEY):
        yield f"round(., {places}) = .", f"ทศนิยมไม่เกิน {places} ตำแหน่ง"
