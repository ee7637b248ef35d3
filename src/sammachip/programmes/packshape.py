"""The shape of a pack, held against `pack.schema.json`: every departure as a Thai sentence with its path."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from sammachip.programmes.marks import step

_LONGEST_QUOTE = 60
_TYPE_NAMES = {
    "string": "ข้อความ",
    "integer": "จำนวนเต็ม",
    "number": "จำนวน",
    "boolean": "true หรือ false",
    "array": "รายการ (ขึ้นต้นแต่ละข้อด้วย -)",
    "object": "กลุ่มของ ชื่อ: ค่า",
}


@dataclass(frozen=True, slots=True)
class Departure:
    """One place where a pack is not of the right shape."""

    path: str
    message: str
    fix: str


def departures(mapping: Mapping[str, object]) -> list[Departure]:
    """All of them, in the order of the schema's walk; empty when the shape is right."""
    return [found for error in _validator().iter_errors(mapping) for found in _said(error)]


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(files(__package__).joinpath("pack.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema)


def _said(error: ValidationError) -> Iterator[Departure]:
    if error.context:  # the branch of an if/then/else that holds the real reason
        for inner in error.context:
            yield from _said(inner)
        return
    path = ""
    for key in error.absolute_path:
        path = step(path, key)
    match str(error.validator):
        case "required":
            yield from _missing(error, path)
        case "dependentRequired":
            yield Departure(path, "ส่วนนี้ขาดคีย์ columns", "เพิ่ม columns ให้ตาราง")
        case "additionalProperties":
            yield from _unknown(error, path)
        case "propertyNames" | "pattern" | "enum" | "const" | "type":
            yield Departure(_place(error, path), _wrong(error), _fix(error))
        case _:
            yield Departure(
                _place(error, path), f"ค่า {_quote(error.instance)} {_out_of_bounds(error)}", _fix(error)
            )


def _place(error: ValidationError, path: str) -> str:
    """A refused key stands at itself, not at the mapping around it."""
    if "propertyNames" in error.absolute_schema_path and isinstance(error.instance, str):
        return step(path, error.instance)
    return path


def _missing(error: ValidationError, path: str) -> Iterator[Departure]:
    assert isinstance(error.instance, Mapping)
    for key in _demand(error):
        if key not in error.instance and f"'{key}' is a required" in error.message:
            yield Departure(path, f"ขาดคีย์ '{key}'", f"เพิ่มบรรทัด {key}: พร้อมค่า")


def _unknown(error: ValidationError, path: str) -> Iterator[Departure]:
    assert isinstance(error.instance, Mapping)
    known = list(_rule(error).get("properties", {}))
    for key in error.instance:
        if key not in known:
            near = get_close_matches(key, known, 1)
            fix = f"น่าจะเป็น '{near[0]}'" if near else f"ลบออก หรือใช้คีย์ใดคีย์หนึ่ง: {', '.join(known)}"
            yield Departure(step(path, key), f"ไม่รู้จักคีย์ '{key}'", fix)


def _wrong(error: ValidationError) -> str:
    quoted = _quote(error.instance)
    match str(error.validator):
        case "enum":
            return f"ค่า {quoted} ไม่อยู่ในรายการที่ใช้ได้"
        case "type":
            given = _demand(error)
            wanted = [given] if isinstance(given, str) else given
            return f"ค่า {quoted} ต้องเป็น {' หรือ '.join(_TYPE_NAMES[name] for name in wanted)}"
    return f"ค่า {quoted} ไม่ตรงรูปแบบ"


def _fix(error: ValidationError) -> str:
    if said := _rule(error).get("x-say"):
        return str(said)
    match str(error.validator):
        case "enum":
            near = get_close_matches(str(error.instance), [str(one) for one in _demand(error)], 1)
            hint = f"น่าจะเป็น '{near[0]}' — " if near else ""
            return f"{hint}ใช้ได้: {', '.join(str(one) for one in _demand(error))}"
        case "const":
            return f"ใช้ {_quote(_demand(error))}"
        case "type" if _demand(error) == "boolean":
            return "เขียน true หรือ false"
        case "minimum":
            return f"เขียนตั้งแต่ {_demand(error)} ขึ้นไป"
        case "maximum":
            return f"เขียนไม่เกิน {_demand(error)}"
    return "แก้ค่าให้ตรงตามเอกสารรูปแบบแฟ้มโครงการ"


def _out_of_bounds(error: ValidationError) -> str:
    limit = _demand(error)
    match str(error.validator):
        case "minimum" | "exclusiveMinimum":
            return f"น้อยกว่าที่กำหนด ({limit})"
        case "maximum":
            return f"มากกว่าที่กำหนด ({limit})"
        case "minLength" | "minItems" | "minProperties":
            return f"ว่างหรือสั้นกว่าที่กำหนด (อย่างน้อย {limit})"
        case "maxLength" | "maxItems" | "maxProperties":
            return f"ยาวกว่าที่กำหนด (ไม่เกิน {limit})"
        case "uniqueItems":
            return "มีรายการซ้ำกัน"
    return f"ไม่ตรงรูปแบบ ({error.validator})"


def _demand(error: ValidationError) -> Any:  # Any: as wide as JSON Schema's own keywords
    return error.validator_value


def _rule(error: ValidationError) -> Mapping[str, Any]:  # Any: as above
    assert isinstance(error.schema, Mapping)
    return error.schema


def _quote(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "ว่าง"
    if isinstance(value, Mapping):
        return f"กลุ่มที่มีคีย์ {', '.join(map(str, value))}"[:_LONGEST_QUOTE]
    if isinstance(value, list):
        return f"รายการ {len(value)} ข้อ"
    text = str(value)
    return f"'{text[:_LONGEST_QUOTE]}…'" if len(text) > _LONGEST_QUOTE else f"'{text}'"
