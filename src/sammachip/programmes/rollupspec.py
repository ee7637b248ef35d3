"""What a pack adds up: rows of accepted answers, by kind, upward from groups to the nation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sammachip.core.area import Level
from sammachip.core.expr import FactType, Kind
from sammachip.core.fields import Field, FieldType, FormSpec
from sammachip.core.flow import Need

AMOUNTS = (Kind.MONEY, Kind.INTEGER, Kind.NUMBER)
"""The kinds of value that can be added up; money first, for an amount in baht is what is asked most."""


@dataclass(frozen=True, slots=True)
class Summed:
    """One amount that every row adds to its sum; a row on which it is not answered is counted beside the sum."""

    key: str
    label: str
    unit: str
    of: str


@dataclass(frozen=True, slots=True)
class Rollup:
    """Rows of accepted answers counted and added up, over cases of the levels `per`.

    A row is a filing, or with `rows` each row of that table of its form. `where` picks the rows, `by` parts them into
    kinds by a choice, `on` is the day they happened (left out: the day the filing was done), `shows` what a list tells
    of each beside. With `take` "latest" only the last accepted filing of a case speaks, as of what stands rather than
    of what happened. `among` says which cases count at all.
    """

    key: str
    title: str
    per: tuple[Level, ...]
    stage: str
    unit: str
    sentence: str
    rows: str = ""
    where: str = ""
    by: str = ""
    on: str = ""
    take: Literal["each", "latest"] = "each"
    among: tuple[Need, ...] = ()
    sums: tuple[Summed, ...] = ()
    shows: tuple[str, ...] = ()

    def fields(self, form: FormSpec) -> dict[str, Field]:
        """What a row consists of: the fields of its form, a column before a field of the same name."""
        fields = {one.key: one for one in form.fields}
        table = fields.get(self.rows)
        return {**fields, **({one.key: one for one in table.columns} if table else {})}

    def types(self, form: FormSpec) -> dict[str, FactType]:
        """What a rule over a row may name: the facts its form names, and what the row consists of."""
        return {**form.known, **{key: one.fact_type() for key, one in self.fields(form).items()}}

    def rules(self) -> Iterator[tuple[str, str, Sequence[Kind]]]:
        """Each of its rules: where it stands, its text, and the kinds it may give."""
        if self.where:
            yield "where", self.where, [Kind.BOOL]
        for at, one in enumerate(self.sums):
            yield f"sums[{at}].of", one.of, AMOUNTS

    def misnamed(self, form: FormSpec) -> Iterator[tuple[str, str, str]]:
        """What names no field it could use: where that stands, what is wrong, and what to do."""
        fields = self.fields(form)
        tables = [one.key for one in form.fields if one.type is FieldType.TABLE]
        if self.rows and self.rows not in tables:
            yield "rows", f"แบบฟอร์มไม่มีตารางชื่อ '{self.rows}'", f"ใช้: {', '.join(tables) or 'ไม่มี'}"
            return
        for name, key, wanted in (("by", self.by, FieldType.CHOICE), ("on", self.on, FieldType.DATE)):
            usable = [one.key for one in fields.values() if one.type is wanted]
            if key and key not in usable:
                yield name, f"ไม่มีช่องชนิด {wanted} ชื่อ '{key}'", f"ใช้: {', '.join(usable) or 'ไม่มี'}"
        for at, key in enumerate(self.shows):
            field = fields.get(key)
            if field is None:
                yield f"shows[{at}]", f"ไม่มีช่องชื่อ '{key}'", f"ใช้: {', '.join(fields)}"
            elif field.personal:
                yield (
                    f"shows[{at}]",
                    f"ช่อง '{key}' เป็นข้อมูลส่วนบุคคล",
                    "รายการนี้อ่านได้ทุกหน่วยงานเหนือขึ้นไป ให้ตัดช่องนี้ออก",
                )
