"""What is named in a pack, where it stands, and the checks every part of it shares."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from difflib import get_close_matches

from sammachip.core.area import Level
from sammachip.core.expr import BadRule, FactType, Kind, compile_rule
from sammachip.core.signoff import ROLE_LEVEL
from sammachip.core.thaidate import format_date
from sammachip.programmes.pack import (
    ANYONE,
    SEATS,
    Stage,
    serves,
)
from sammachip.programmes.packbuild import Builder, known_facts
from sammachip.programmes.packleaves import Report

ROLES = (*ROLE_LEVEL, *sorted(SEATS))
LATEST_DUE = timedelta(days=366)
"""How long after a programme's end its last report may be due: the year after, in which its money is settled."""


class Names:
    """What one pack under reading gives names to. They are looked up in the mapping, so a broken part is still known."""

    def __init__(self, built: Builder, report: Report) -> None:
        self.built = built
        self.say = report.say
        self.stage_paths = paths(built.mapping.get("stages"), "stages")
        self.limit_paths = paths(built.mapping.get("limits"), "limits")
        self.measure_paths = paths(built.mapping.get("measures"), "measures")
        self.rollup_paths = paths(built.mapping.get("rollups"), "rollups")
        self.form_names = tuple(mapping_of(built.mapping.get("forms")))
        self.by_key = {stage.key: stage for stage in reversed(built.stages)}  # of two with one key the first

    def level(self, level: Level, path: str) -> None:
        if self.built.levels and level not in self.built.levels:
            used = listed(self.built.levels)
            self.say(path, f"โครงการนี้ไม่มีระดับ '{level}'", f"ใช้ระดับใน levels ({used}) หรือเพิ่มระดับนี้")

    def role(self, role: str, per: Sequence[Level], path: str) -> None:
        if role not in ROLES:
            self.unknown_role(role, path)
        elif not any(serves(role, level) for level in per):
            message = f"บทบาท '{role}' อยู่ต่ำกว่างานระดับ '{listed(per)}'"
            self.say(path, message, "ใช้บทบาทของหน่วยงานระดับนั้นหรือสูงกว่า")
        elif role in ROLE_LEVEL:
            self.level(ROLE_LEVEL[role], path)

    def unknown_role(self, role: str, path: str) -> None:
        fix = f"{likely(role, ROLES)}ใช้บทบาทใดบทบาทหนึ่ง: {listed(ROLES)}"
        self.say(path, f"ไม่รู้จักบทบาท '{role}'", fix)

    def form_named(self, name: str, path: str) -> None:
        if name not in self.form_names:
            hint = likely(name, self.form_names)
            others = f" หรือใช้: {listed(self.form_names)}" if self.form_names else ""
            self.say(path, f"ไม่มีแบบฟอร์มชื่อ '{name}'", f"{hint}เพิ่มใน forms{others}")

    def unknown_stage(self, wanted: str, path: str) -> None:
        hint = likely(wanted, self.stage_paths)
        self.say(path, f"ไม่มีขั้นตอนชื่อ '{wanted}'", f"{hint}ใช้ชื่อใดชื่อหนึ่ง: {listed(self.stage_paths)}")

    def need_path(self, path: str, wanted: str) -> str:
        """Where exactly a stage names another one."""
        spec = self.built.mapping["stages"][int(path.removeprefix("stages[").removesuffix("]"))]
        for key in ("after", "unless"):
            for at, given in enumerate(spec.get(key, ())):
                if given == wanted or (isinstance(given, Mapping) and wanted in given):
                    return f"{path}.{key}[{at}]"
        return path

    def due_roles(self, due: Mapping[str, object], stage: Stage, path: str) -> None:
        acting = {
            ANYONE,
            *stage.roles,
            *stage.closer,
        }
        for role in due:
            if role not in (ANYONE, *ROLES):
                self.unknown_role(role, f"{path}.{role}")
            elif role not in acting:
                message = f"กำหนดส่งของ '{role}' ไม่มีความหมาย เพราะบทบาทนี้ไม่ได้ทำหรือลงนามในขั้นตอน '{stage.key}'"
                self.say(f"{path}.{role}", message, "เพิ่มบทบาทใน by หรือ signs หรือลบกำหนดนี้")

    def due_days(self, due: Mapping[str, datetime], path: str) -> None:
        """Nobody is asked to send on before the programme begins, nor so long after its end that the year is a slip."""
        window = self.built.window
        if window is None:
            return
        for role, instant in due.items():
            day, where = instant.date(), path if role == ANYONE else f"{path}.{role}"
            fix = "ตรวจปีของกำหนดส่งหรือของ window"
            if day < window.start:
                message = f"กำหนดส่งวันที่ {format_date(day)} อยู่ก่อนวันเริ่มโครงการ {format_date(window.start)}"
                self.say(where, message, fix)
            elif day - window.end > LATEST_DUE:
                message = (
                    f"กำหนดส่งวันที่ {format_date(day)} อยู่หลังวันสิ้นสุดโครงการ {format_date(window.end)} เกินหนึ่งปี"
                )
                self.say(where, message, fix)

    def unread(self, form: str | None) -> bool:
        """Whether a form of this name is there but broken: what would be said of rules over its answers misleads."""
        return form in self.form_names and form not in self.built.forms

    def unmeasured(self, form: str | None) -> bool:
        """Whether the instrument of this form is there but broken, alone or with its form."""
        given = mapping_of(mapping_of(self.built.mapping.get("forms")).get(form or ""))
        return "instrument" in given and form not in self.built.instruments

    def facts(self, form: str | None, per: Sequence[Level]) -> dict[str, FactType]:
        """What a rule may name: the facts known at all these levels, and the form's answers before them."""
        return {**known_facts(per), **self.answers(form)}

    def answers(self, form: str | None) -> dict[str, FactType]:
        """The answers of a form as a rule sees them; a decision reads nothing else, so that it can be made again later."""
        spec = self.built.forms.get(form or "")
        return {one.key: one.fact_type() for one in spec.fields} if spec else {}

    def rule(self, text: str, known: Mapping[str, FactType], gives: Sequence[Kind], path: str) -> None:
        """Reports a rule that cannot be read, or that gives none of these kinds."""
        refusals = []
        for kind in gives:
            try:
                compile_rule(text, known, kind)
            except BadRule as bad:
                refusals.append(bad)
            else:
                return
        fix = f"ใช้ชื่อและชนิดข้อมูลที่มี ผลของกฎต้องเป็น {listed(gives)}"
        self.say(path, f"กฎ '{text[:120]}': {refusals[0].reason}", fix)


def paths(given: object, name: str) -> dict[str, str]:
    """Where each keyed item stands, the first of those that share a key."""
    found: dict[str, str] = {}
    for at, item in enumerate(given if isinstance(given, list) else ()):
        if isinstance(item, Mapping) and isinstance(item.get("key"), str):
            found.setdefault(item["key"], f"{name}[{at}]")
    return found


def numbered(given: object, name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each item with the path it stands at."""
    for at, item in enumerate(given if isinstance(given, list) else ()):
        yield f"{name}[{at}]", mapping_of(item)


def repeated(given: object) -> Iterator[tuple[str, int]]:
    """The keys met before, with the place where they are met again."""
    seen: set[str] = set()
    for at, item in enumerate(given if isinstance(given, list) else ()):
        key = item.get("key") if isinstance(item, Mapping) else None
        if isinstance(key, str) and key in seen:
            yield key, at
        elif isinstance(key, str):
            seen.add(key)


def items(given: object) -> list[Mapping[str, object]]:
    return [item for item in given if isinstance(item, Mapping)] if isinstance(given, list) else []


def mapping_of(given: object) -> Mapping[str, object]:
    return given if isinstance(given, Mapping) else {}


def likely(given: str, known: Iterable[str]) -> str:
    """What a misspelt name was probably meant to be, to stand before the list of all; "" where nothing is near."""
    near = get_close_matches(given, list(known), 1)
    return f"น่าจะเป็น '{near[0]}' — " if near else ""


def listed(given: Iterable[object]) -> str:
    return ", ".join(map(str, given))
