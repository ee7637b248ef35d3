"""The instrument that a pack lays over a form: its mapping → `Instrument`, or every reason why not, with the remedy."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from math import prod
from typing import Any

from sammachip.core.expr import BadRule, Kind, Rule, compile_rule
from sammachip.core.fields import Field, FieldType, FormSpec
from sammachip.core.instrument import (
    MOST_COMBINATIONS,
    ByScore,
    ByTable,
    Dimension,
    Instrument,
    TableCase,
    Way,
    labels_reached,
)
from sammachip.core.levels import Band, problems
from sammachip.core.verdict import Problem

Spec = Mapping[str, Any]  # Any: a leaf of a mapping whose shape the pack schema has already held
Say = Callable[[str, str, str], None]
Number = Callable[[object, str], Decimal]

BY_TABLE = "table"


def parse_instrument(spec: Spec, form: FormSpec, *, path: str, say: Say, number: Number) -> Instrument | None:
    """The instrument over this form. What is wrong goes to `say`, and then there is none."""
    reader = _Reader(spec, form, path, say, number)
    return reader.instrument()


class _Reader:
    def __init__(self, spec: Spec, form: FormSpec, path: str, say: Say, number: Number) -> None:
        self.spec, self.form, self.path = spec, form, path
        self.number = number
        self.faults = 0
        self._say = say

    def say(self, path: str, message: str, fix: str) -> None:
        self.faults += 1
        self._say(f"{self.path}.{path}" if path else self.path, message, fix)

    def instrument(self) -> Instrument | None:
        dimensions = tuple(self.dimensions())
        by_table = self.spec["result"] == BY_TABLE
        self.only(by_table)
        if self.faults:
            return None
        found = Instrument(dimensions, self.by_table() if by_table else self.by_score())
        if by_table and not self.faults:
            self.reached(found)
        return None if self.faults else found

    def only(self, by_table: bool) -> None:
        """A result has what its own way needs, and nothing of the other's."""
        needed, odd = (
            (("cases", "otherwise"), ("bands",)) if by_table else (("bands",), ("cases", "otherwise"))
        )
        result = self.spec["result"]
        for key in needed:
            if key not in self.spec:
                self.say("", f"result: {result} ต้องมี {key}", f"เพิ่ม {key}:")
        for key in odd:
            if key in self.spec:
                self.say(key, f"result: {result} ไม่ใช้ {key}", f"ลบ {key}: หรือแก้ result")

    def dimensions(self) -> list[Dimension]:
        found, seen = [], set[str]()
        for at, spec in enumerate(self.spec["dimensions"]):
            where = f"dimensions[{at}]"
            if spec["key"] in seen:
                self.say(f"{where}.key", f"คีย์ '{spec['key']}' ซ้ำกัน", "ตั้งชื่อให้ไม่ซ้ำกัน")
            seen.add(spec["key"])
            if (one := self.dimension(spec, where)) is not None:
                found.append(one)
        return found

    def dimension(self, spec: Spec, where: str) -> Dimension | None:
        named = spec.get("of", spec["key"])
        by_table = self.spec["result"] == BY_TABLE
        field = next((one for one in self.form.fields if one.key == named), None)
        wanted = "ช่องชนิด choice" if by_table else "ตารางที่กำหนดแถว (rows)"
        if field is None or not (field.type is FieldType.CHOICE if by_table else field.rows):
            usable = [
                one.key
                for one in self.form.fields
                if (one.type is FieldType.CHOICE if by_table else one.type is FieldType.TABLE and one.rows)
            ]
            fix = f"ใช้: {', '.join(usable) or 'ไม่มี'} ด้วย of: หรือใช้ชื่อเดียวกับ key"
            self.say(f"{where}.{'of' if 'of' in spec else 'key'}", f"แบบนี้ไม่มี{wanted} ชื่อ '{named}'", fix)
            return None
        if field.required is not True:
            message = f"'{named}' ไม่บังคับตอบ จึงอาจไม่ได้ผล"
            self.say(where, message, f"เพิ่ม required: true ให้ช่อง '{named}'")
        weight = self.weight(spec, f"{where}.weight")
        if by_table:
            return Dimension(spec["key"], spec["label"], field.key, weight, options=field.choices)
        return self.scored(spec, where, field, weight)

    def weight(self, spec: Spec, where: str) -> Decimal:
        weight = self.number(spec.get("weight", 1), f"{self.path}.{where}")
        if weight <= 0:
            self.say(where, f"น้ำหนัก {weight} ต้องมากกว่าศูนย์", "เขียนจำนวนบวก เช่น 1 หรือ 1.5")
        return weight

    def scored(self, spec: Spec, where: str, table: Field, weight: Decimal) -> Dimension | None:
        key, evidence = self.spec.get("score", "score"), self.spec.get("evidence", "")
        columns = {one.key: one for one in table.columns}
        column = columns.get(key)
        if column is None or column.type is not FieldType.INTEGER or column.required is not True:
            message = f"ตาราง '{table.key}' ไม่มีคอลัมน์คะแนน '{key}' ชนิด integer ที่บังคับตอบ"
            self.say(where, message, f"เพิ่มคอลัมน์ {key} type: integer, min, max, required: true หรือแก้ score:")
            return None
        if evidence and evidence not in columns:
            self.say("evidence", f"ตาราง '{table.key}' ไม่มีคอลัมน์ '{evidence}'", f"ใช้: {', '.join(columns)}")
        least, most = column.min, column.max
        if not (_is_step(least) and _is_step(most) and 0 <= int(str(least)) < int(str(most)) <= 100):
            message = f"คอลัมน์ '{key}' ของตาราง '{table.key}' ไม่ได้บอกช่วงคะแนน"
            self.say(where, message, "เพิ่ม min และ max เป็นจำนวนเต็ม 0 ถึง 100 เช่น min: 0, max: 3")
            return None
        anchors = tuple(spec.get("scale", self.spec.get("scale", ())))
        steps = int(str(most)) - int(str(least)) + 1
        if anchors and len(anchors) != steps:
            place = f"{where}.scale" if "scale" in spec else "scale"
            self.say(place, f"มีคำอธิบายคะแนน {len(anchors)} คำ แต่คะแนนมี {steps} ขั้น", "เขียนให้ครบทุกขั้น จากต่ำไปสูง")
        return Dimension(
            key=spec["key"],
            label=spec["label"],
            field=table.key,
            weight=weight,
            items=table.rows,
            least=int(str(least)),
            most=int(str(most)),
            score=key,
            evidence=evidence,
            anchors=anchors,
        )

    def by_score(self) -> ByScore:
        bands = tuple(
            Band(one["label"], self.number(one["floor"], f"{self.path}.bands[{at}].floor"))
            for at, one in enumerate(self.spec["bands"])
        )
        for problem in problems(bands):
            self.say("bands", *said_of_bands(problem))
        return ByScore(Way(self.spec["result"]), bands, self.spec.get("sentence", ""))

    def by_table(self) -> ByTable:
        cases = [
            TableCase(when, one["label"], one["sentence"])
            for at, one in enumerate(self.spec["cases"])
            if (when := self.when(one["when"], f"cases[{at}].when"))
        ]
        otherwise = self.spec["otherwise"]
        if any(one["label"] == otherwise["label"] for one in self.spec["cases"]):
            message = f"'{otherwise['label']}' เป็นทั้งผลของกรณีและของ otherwise"
            self.say("otherwise.label", message, "ตั้งชื่อให้ต่างกัน เพราะสิ่งที่ไม่เข้าเกณฑ์ต้องไม่ถูกจัดเข้าเกณฑ์ใด")
        return ByTable(tuple(cases), otherwise["label"], otherwise["sentence"])

    def when(self, text: str, where: str) -> Rule | None:
        """A rule over the instrument's own choices: nothing else moves its level."""
        asked = {spec.get("of", spec["key"]) for spec in self.spec["dimensions"]}
        known = {one.key: one.fact_type() for one in self.form.fields if one.key in asked}
        try:
            return compile_rule(text, known, Kind.BOOL)
        except BadRule as bad:
            self.say(
                where, f"กฎ '{text[:120]}': {bad.reason}", f"ใช้ชื่อช่องที่เป็นด้านของเครื่องมือ: {', '.join(known)}"
            )
            return None

    def reached(self, found: Instrument) -> None:
        """Every case holds for some answers: one that never does is a slip in its rule or in one before it."""
        combined = prod(len(one.options) for one in found.dimensions)
        if combined > MOST_COMBINATIONS:
            message = f"คำตอบรวมกันได้ {combined:,} แบบ เกิน {MOST_COMBINATIONS:,}"
            self.say("dimensions", message, "ลดจำนวนด้านหรือจำนวนตัวเลือก")
            return
        labels = labels_reached(found)
        for at, one in enumerate(self.spec["cases"]):
            if one["label"] not in labels:
                message = f"ไม่มีคำตอบใดได้ผล '{one['label']}'"
                self.say(f"cases[{at}].when", message, "ตรวจกฎของกรณีนี้ และกรณีก่อนหน้าที่จับคำตอบไปก่อน")


def _is_step(bound: object) -> bool:
    return isinstance(bound, Decimal) and bound == bound.to_integral_value()


def said_of_bands(problem: Problem) -> tuple[str, str]:
    """What is wrong with bands, and the remedy."""
    match problem.code:
        case "gap-below":
            return f"ไม่มีระดับสำหรับคะแนน 0 ถึง {problem.data['floor']}", "เพิ่มระดับที่ floor: 0"
        case "same-floor":
            return f"ระดับ '{problem.key}' เริ่มที่ {problem.data['floor']} ซ้ำกับระดับอื่น", "แก้ floor ให้ต่างกัน"
    return f"ชื่อระดับ '{problem.key}' ซ้ำกัน", "ตั้งชื่อให้ต่างกัน"
