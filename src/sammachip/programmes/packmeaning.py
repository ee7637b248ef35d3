"""What the names inside a pack must refer to: stages, forms, roles, facts, rules. Every slip is reported, none stops."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from sammachip.core import fiscal, flow, levels
from sammachip.core.area import Level
from sammachip.core.expr import BadRule, FactType, Kind, compile_rule
from sammachip.core.fields import Field, FieldType, FormSpec
from sammachip.core.signoff import ROLE_LEVEL
from sammachip.programmes import facts, kinds
from sammachip.programmes.pack import (
    ANYONE,
    SEATS,
    Acknowledgement,
    Judgement,
    Limit,
    Measure,
    Pack,
    Stage,
    serves,
)
from sammachip.programmes.packbuild import Builder, Report, known_facts
from sammachip.programmes.paperspec import BlankAt, Paper, Photos, Rest, Table, Ticks, runs

PLAN_LINES: Final = "plan.lines"
"""The binding whose table carries a plan's lines of money; its columns are what a limit may name."""

LINE_COLUMNS: Final[Mapping[str, Kind]] = {
    "item": Kind.TEXT,
    "quantity": Kind.NUMBER,
    "unit": Kind.TEXT,
    "price": Kind.MONEY,
    "amount": Kind.MONEY,
    "expense_class": Kind.TEXT,
    "head": Kind.TEXT,
}
"""What every line of money has, whichever form it was written on."""

PAPER_CM: Final = {"portrait": 16.0, "landscape": 24.7}
"""The width between the margins of an A4 sheet, 3 cm left and 2 cm right."""

NUMBER_COLUMN_CM: Final = 1.0


def check(built: Builder, report: Report) -> None:
    """Reports every name that leads nowhere and every rule that cannot be read."""
    meaning = _Meaning(built, report)
    meaning.levels()
    meaning.keys()
    meaning.order()
    for stage in built.stages:
        meaning.stage(stage)
    meaning.forms()
    meaning.enrol()
    for limit in built.limits:
        meaning.limit(limit)
    for measure in built.measures:
        meaning.measure(measure)
    meaning.guideline()
    meaning.terms()
    meaning.samples()


def check_kinds(pack: Pack, report: Report) -> None:
    """Asks each kind about its stages; only a pack that is otherwise whole can be shown to a kind."""
    for at, stage in enumerate(pack.stages):
        for sentence in kinds.get(stage.kind).problems(stage, pack):
            report.say(f"stages[{at}]", sentence, f"แก้ options หรือคีย์อื่นของขั้นตอน '{stage.key}'")


def limit_facts(forms: Mapping[str, FormSpec]) -> dict[str, FactType]:
    """What a limit may name beside the facts: the plan's answers, and `lines`, the lines of money being judged.

    Every line has LINE_COLUMNS; a line of a plan also has the other columns of its table.
    """
    answers: dict[str, FactType] = {}
    columns: dict[str, FactType] = {}
    for form in forms.values():
        tables = [one for one in form.fields if facts.plain(one.save_to) == PLAN_LINES]
        if tables:
            answers |= {one.key: one.fact_type() for one in form.fields}
            columns |= {column.key: column.fact_type() for one in tables for column in one.columns}
    columns |= {name: FactType(kind) for name, kind in LINE_COLUMNS.items()}
    return {**answers, "lines": FactType(Kind.ROWS, columns)}


class _Meaning:
    """The checks over one pack under reading; names are looked up in the mapping, so a broken part is still known."""

    def __init__(self, built: Builder, report: Report) -> None:
        self.built = built
        self.say = report.say
        self.stage_paths = _paths(built.mapping.get("stages"), "stages")
        self.limit_paths = _paths(built.mapping.get("limits"), "limits")
        self.measure_paths = _paths(built.mapping.get("measures"), "measures")
        self.form_names = tuple(_mapping(built.mapping.get("forms")))
        self.by_key = {stage.key: stage for stage in built.stages}

    # ── Levels, keys, order ──

    def levels(self) -> None:
        given = self.built.levels
        for at, (upper, lower) in enumerate(pairwise(given), start=1):
            if not upper.is_above(lower):
                self.say(
                    f"levels[{at}]",
                    f"ระดับ '{lower}' อยู่หลัง '{upper}' ไม่ได้",
                    "เรียงระดับจากบนลงล่าง: " + _names(Level),
                )
        owner = self.built.mapping.get("owner")
        if given and isinstance(owner, str) and owner in list(Level):
            self._level(Level(owner), "owner")
        self._fiscal_year()

    def _level(self, level: Level, path: str) -> None:
        if self.built.levels and level not in self.built.levels:
            used = _names(self.built.levels)
            self.say(path, f"โครงการนี้ไม่มีระดับ '{level}'", f"ใช้ระดับใน levels ({used}) หรือเพิ่มระดับนี้")

    def _fiscal_year(self) -> None:
        window, year = self.built.window, self.built.mapping.get("fiscal_year")
        if window is None or not isinstance(year, int):
            return
        first, last = fiscal.fiscal_year(window.start), fiscal.fiscal_year(window.end)
        if not first <= year <= last:
            message = f"ช่วงดำเนินการอยู่ในปีงบประมาณ {first} ไม่ใช่ {year}"
            self.say("window.start", message, "แก้ fiscal_year หรือวันใน window")

    def keys(self) -> None:
        """A key names one thing; stages are left to the order's own check."""
        budget = _mapping(self.built.mapping.get("budget"))
        lists = {
            "budget.heads": budget.get("heads"),
            **{name: self.built.mapping.get(name) for name in ("limits", "measures", "regulations")},
            **{
                f"rubrics.{name}.criteria": _mapping(rubric).get("criteria")
                for name, rubric in _mapping(self.built.mapping.get("rubrics")).items()
            },
        }
        for path, items in lists.items():
            for key, at in _repeated(items):
                self.say(f"{path}[{at}].key", f"คีย์ '{key}' ซ้ำใน {path}", "ตั้งชื่อให้ไม่ซ้ำกัน")

    def order(self) -> None:
        """Unknown, circular and self-referring `after` and `unless`. A stage of broken shape is known by name only."""
        known = [flow.Step(key) for key in self.stage_paths if key not in self.by_key]
        steps = [*known, *(flow.Step(one.key, one.needs, one.unless) for one in self.built.stages)]
        for problem in flow.problems(steps):
            path = self.stage_paths[problem.key]
            match problem.code:
                case "duplicate":
                    at = _repeated(self.built.mapping["stages"])
                    for key, place in at:
                        if key == problem.key:
                            self.say(f"stages[{place}].key", f"ขั้นตอน '{key}' ซ้ำกัน", "ตั้งชื่อให้ไม่ซ้ำกัน")
                case "unknown-stage":
                    wanted = str(problem.data["stage"])
                    self._unknown_stage(wanted, self._need_path(path, wanted))
                case "self-reference":
                    message = f"ขั้นตอน '{problem.key}' รอตัวเอง"
                    self.say(self._need_path(path, problem.key), message, "ลบชื่อตัวเองออก")
                case "cycle":
                    round_trip = " → ".join(map(str, problem.data["path"]))  # type: ignore[call-overload]  # a tuple of keys by flow's contract
                    self.say(f"{path}.after", f"ขั้นตอนรอกันเป็นวง: {round_trip}", "ตัด after ออกหนึ่งแห่งในวงนี้")
                case _:
                    when = problem.data["when"]
                    self.say(
                        f"{path}.after", f"เงื่อนไข '{when}' ใช้ไม่ได้", "ใช้ passed, failed, any หรือ passed:ชื่อระดับ"
                    )

    def _need_path(self, path: str, wanted: str) -> str:
        """Where exactly a stage names another one."""
        spec = self.built.mapping["stages"][int(path.removeprefix("stages[").removesuffix("]"))]
        for key in ("after", "unless"):
            for at, given in enumerate(spec.get(key, ())):
                if given == wanted or (isinstance(given, Mapping) and wanted in given):
                    return f"{path}.{key}[{at}]"
        return path

    def _unknown_stage(self, wanted: str, path: str) -> None:
        self.say(path, f"ไม่มีขั้นตอนชื่อ '{wanted}'", f"ใช้ชื่อใดชื่อหนึ่ง: {_names(self.stage_paths)}")

    # ── One stage ──

    def stage(self, stage: Stage) -> None:
        path = self.stage_paths[stage.key]
        if stage.kind not in kinds.names():
            self.say(
                f"{path}.kind", f"ยังไม่รองรับขั้นตอนชนิด '{stage.kind}'", f"ใช้ชนิดใดชนิดหนึ่ง: {_names(kinds.names())}"
            )
        for level in stage.per:
            self._level(level, f"{path}.per")
        self._roles(stage, path)
        self._occurrences(stage, path)
        self._due_roles(stage.due, stage, f"{path}.due")
        for need in (*stage.needs, *stage.unless):
            self._tier(need, path)
        if stage.form is not None:
            self._form_named(stage.form, f"{path}.form")
        elif stage.nil:
            self.say(f"{path}.nil", "nil ใช้กับขั้นตอนที่มีแบบฟอร์มเท่านั้น", "เพิ่ม form: หรือลบ nil")
        if stage.outcome is not None:
            self._judgement(stage, stage.outcome, f"{path}.outcome")

    def _roles(self, stage: Stage, path: str) -> None:
        named = [(role, f"{path}.by") for role in stage.by]
        named += [(hop.role, f"{path}.signs[{at}]") for at, hop in enumerate(stage.signs)]
        named += [(stage.closer, f"{path}.closer")] if stage.closer else []
        for role, where in named:
            self._role(role, stage.per, where)
        for level in stage.per:
            if stage.by and not stage.writers(level):
                message = f"ไม่มีบทบาทใดใน by ที่ดูแลงานระดับ '{level}'"
                self.say(f"{path}.by", message, "เพิ่มบทบาทของหน่วยงานระดับนั้นหรือสูงกว่า")
        for role, times in Counter(hop.role for hop in stage.signs).items():
            if times > 1:
                self.say(f"{path}.signs", f"บทบาท '{role}' ลงนามซ้ำ {times} ครั้ง", "เหลือไว้ขั้นเดียว")

    def _role(self, role: str, per: Sequence[Level], path: str) -> None:
        if role not in ROLE_LEVEL and role not in SEATS:
            self.say(
                path, f"ไม่รู้จักบทบาท '{role}'", f"ใช้บทบาทใดบทบาทหนึ่ง: {_names([*ROLE_LEVEL, *sorted(SEATS)])}"
            )
        elif not any(serves(role, level) for level in per):
            message = f"บทบาท '{role}' อยู่ต่ำกว่างานระดับ '{_names(per)}'"
            self.say(path, message, "ใช้บทบาทของหน่วยงานระดับนั้นหรือสูงกว่า")
        elif role in ROLE_LEVEL:
            self._level(ROLE_LEVEL[role], path)

    def _occurrences(self, stage: Stage, path: str) -> None:
        if stage.many and stage.every:
            self.say(f"{path}.many", "ขั้นตอนใช้ many พร้อมกับ every ไม่ได้", "เลือกอย่างใดอย่างหนึ่ง")
        if stage.many and not stage.closer:
            self.say(f"{path}.many", "ขั้นตอนที่ทำได้หลายครั้งต้องมีผู้ปิด", "เพิ่ม closer: เช่น district-head")
        if stage.closer and not stage.many:
            self.say(f"{path}.closer", "closer ใช้กับขั้นตอนที่ many: true เท่านั้น", "เพิ่ม many: true หรือลบ closer")

    def _due_roles(self, due: Mapping[str, object], stage: Stage, path: str) -> None:
        acting = {
            ANYONE,
            *stage.by,
            *(hop.role for hop in stage.signs),
            *([stage.closer] if stage.closer else []),
        }
        for role in due:
            if role not in acting:
                message = f"กำหนดส่งของ '{role}' ไม่มีความหมาย เพราะบทบาทนี้ไม่ได้ทำหรือลงนามในขั้นตอน '{stage.key}'"
                self.say(f"{path}.{role}", message, "เพิ่มบทบาทใน by หรือ signs หรือลบกำหนดนี้")

    def _tier(self, need: flow.Need, path: str) -> None:
        outcome, _, tier = need.when.partition(":")
        target = self.by_key.get(need.stage)
        if outcome == "passed" and tier and target is not None and tier not in _tiers(target):
            given = _names(_tiers(target)) or "ไม่มีเลย"
            self.say(
                self._need_path(path, need.stage),
                f"ขั้นตอน '{need.stage}' ไม่มีระดับ '{tier}'",
                f"ระดับที่มี: {given}",
            )

    def _form_named(self, name: str, path: str) -> None:
        if name not in self.form_names:
            self.say(path, f"ไม่มีแบบฟอร์มชื่อ '{name}'", f"เพิ่มใน forms หรือใช้: {_names(self.form_names)}")

    def _judgement(self, stage: Stage, judgement: Judgement, path: str) -> None:
        if stage.form is None:
            self.say(path, "outcome ตัดสินจากคำตอบ แต่ขั้นตอนนี้ไม่มีแบบฟอร์ม", "เพิ่ม form: หรือลบ outcome")
            return
        known = self._answers(stage.form)
        last = len(judgement.clauses) - 1
        for at, clause in enumerate(judgement.clauses):
            if clause.when is None and at < last:
                self.say(f"{path}.decide[{at}]", "ข้อที่ไม่มี when ทำให้ข้อถัดไปไม่มีผล", "ย้ายไปเป็นข้อสุดท้าย")
            elif clause.when is not None:
                self._rule(clause.when, known, [Kind.BOOL], f"{path}.decide[{at}].when")
                if at == last:
                    self.say(f"{path}.decide[{at}]", "ข้อสุดท้ายยังมี when จึงอาจตัดสินไม่ได้", "เพิ่มข้อสุดท้ายที่ไม่มี when")
        if judgement.score is not None:
            self._rule(judgement.score, known, [Kind.NUMBER], f"{path}.score")
        if judgement.bands:
            self._bands(judgement, f"{path}.bands")

    def _bands(self, judgement: Judgement, path: str) -> None:
        for problem in levels.problems(judgement.bands):
            match problem.code:
                case "gap-below":
                    message = f"ไม่มีระดับสำหรับคะแนน 0 ถึง {problem.data['floor']}"
                    self.say(path, message, "เพิ่มระดับที่ floor: 0")
                case "same-floor":
                    self.say(
                        path,
                        f"ระดับ '{problem.key}' เริ่มที่ {problem.data['floor']} ซ้ำกับระดับอื่น",
                        "แก้ floor ให้ต่างกัน",
                    )
                case _:
                    self.say(path, f"ชื่อระดับ '{problem.key}' ซ้ำกัน", "ตั้งชื่อให้ต่างกัน")

    # ── Rules ──

    def _facts(self, form: str | None, per: Sequence[Level]) -> dict[str, FactType]:
        """What a rule may name: the facts known at all these levels, and the form's answers before them."""
        return {**known_facts(per), **self._answers(form)}

    def _answers(self, form: str | None) -> dict[str, FactType]:
        """The answers of a form as a rule sees them; a decision reads nothing else, so that it can be made again later."""
        spec = self.built.forms.get(form or "")
        return {one.key: one.fact_type() for one in spec.fields} if spec else {}

    def _rule(self, text: str, known: Mapping[str, FactType], gives: Sequence[Kind], path: str) -> None:
        """Reports a rule that cannot be read, or that gives none of these kinds."""
        refusals = []
        for kind in gives:
            try:
                compile_rule(text, known, kind)
            except BadRule as bad:
                refusals.append(bad)
            else:
                return
        fix = f"ใช้ชื่อและชนิดข้อมูลที่มี ผลของกฎต้องเป็น {_names(gives)}"
        self.say(path, f"กฎ '{text[:120]}': {refusals[0].reason}", fix)

    # ── Forms ──

    def forms(self) -> None:
        for name in self.form_names:
            per = self._levels_of(name)
            if not per:
                self.say(f"forms.{name}", f"ไม่มีขั้นตอนใดใช้แบบฟอร์ม '{name}'", "ผูกกับขั้นตอนด้วย form: หรือลบออก")
            if (form := self.built.forms.get(name)) is not None:
                _FormMeaning(name, form, self.built.papers[name], per, self).check()

    def _levels_of(self, form: str) -> tuple[Level, ...]:
        """The levels of all cases on which this form is answered."""
        stages = [level for one in self.built.stages if one.form == form for level in one.per]
        enrolled = [level for level, one in self.built.enrol.items() if one.form == form]
        broken = [
            level
            for spec in _items(self.built.mapping.get("stages"))
            if spec.get("form") == form and spec.get("key") not in self.by_key
            for level in self.built.levels
        ]
        return tuple(dict.fromkeys([*stages, *enrolled, *broken]))

    # ── Enrolment, limits, measures, the rest ──

    def enrol(self) -> None:
        asked: set[str] = set()
        for level, one in self.built.enrol.items():
            path = f"enrol.{level}"
            self._level(level, path)
            if one.by:
                self._role(one.by, [level], f"{path}.by")
            if one.form:
                self._form_named(one.form, f"{path}.form")
            if (
                one.source
                and one.source.startswith("list:")
                and one.source[5:] not in self.built.mapping.get("lists", {})
            ):
                self.say(f"{path}.source", f"ไม่มีบัญชีชื่อ '{one.source[5:]}'", "เพิ่มชื่อบัญชีนี้ใน lists")
            for at, key in enumerate(one.eligible):
                asked.add(key)
                self._eligible(key, one.form, level, f"{path}.eligible[{at}]")
        for key in self.built.rules:
            if key not in asked:
                self.say(f"rules.{key}", f"ไม่มีที่ใดใช้กฎ '{key}'", "อ้างใน enrol.….eligible หรือลบออก")

    def _eligible(self, key: str, form: str | None, level: Level, path: str) -> None:
        if key not in _mapping(self.built.mapping.get("rules")):
            self.say(path, f"ไม่มีกฎชื่อ '{key}'", "เพิ่มใน rules")
        elif (rule := self.built.rules.get(key)) is not None:
            self._rule(rule.that, self._facts(form, [level]), [Kind.BOOL], f"rules.{key}.that")

    def limit(self, limit: Limit) -> None:
        path = self.limit_paths[limit.key]
        self._level(limit.per, f"{path}.per")
        known = known_facts([limit.per])
        gives = Kind.MONEY if limit.measure == "sum" else Kind.INTEGER
        facts_of_limit = {**known, **limit_facts(self.built.forms)}
        self._rule(limit.expression, facts_of_limit, [gives], f"{path}.{limit.measure}")
        if limit.of is not None and (limit.of not in known or known[limit.of].kind is not gives):
            usable = _names(name for name, fact in known.items() if fact.kind is gives)
            self.say(
                f"{path}.of", f"ไม่มีข้อมูลชนิดเดียวกันชื่อ '{limit.of}' ที่ระดับ '{limit.per}'", f"ใช้: {usable or 'ไม่มี'}"
            )

    def measure(self, measure: Measure) -> None:
        path = self.measure_paths[measure.key]
        self._level(measure.per, f"{path}.per")
        stage = self.by_key.get(measure.stage)
        if measure.stage not in self.stage_paths:
            self._unknown_stage(measure.stage, f"{path}.stage")
        if stage is not None and (stage.form is None or measure.per not in stage.per):
            message = f"ขั้นตอน '{stage.key}' ไม่มีแบบฟอร์มของระดับ '{measure.per}' ให้อ่านคำตอบ"
            self.say(f"{path}.stage", message, "ใช้ขั้นตอนที่กรอกแบบฟอร์มในระดับนั้น")
        for need in measure.among:
            if need.stage not in self.stage_paths:
                self._unknown_stage(need.stage, f"{path}.among")
        if stage is None or stage.form not in self.built.forms:
            return
        known = self._facts(stage.form, [measure.per])
        counted = [Kind.BOOL, Kind.INTEGER]
        summed = counted if measure.kind == "ratio" else [Kind.INTEGER, Kind.MONEY, Kind.NUMBER]
        self._rule(measure.numerator, known, summed, f"{path}.numerator")
        self._rule(measure.denominator, known, counted, f"{path}.denominator")
        if measure.missing:
            self._rule(measure.missing, known, [Kind.BOOL], f"{path}.missing")

    def guideline(self) -> None:
        for at, one in enumerate(self.built.guideline.steps if self.built.guideline else ()):
            for key in one.stages:
                if key not in self.stage_paths:
                    self._unknown_stage(key, f"guideline.steps[{at}].stages")
        if self.built.guideline and self.built.guideline.acknowledged:
            self._acknowledged(self.built.guideline.acknowledged)

    def _acknowledged(self, asked: Acknowledgement) -> None:
        """The stage has a form, and the form asks a yes or no, a name and a day."""
        if asked.stage not in self.stage_paths:
            self._unknown_stage(asked.stage, "guideline.acknowledged.stage")
            return
        form = self.built.forms.get(self.by_key[asked.stage].form or "")
        types = {one.key: one.type for one in form.fields} if form else {}
        wanted = {
            "that": (asked.that, (FieldType.YES_NO,)),
            "by": (asked.by, (FieldType.PERSON_NAME, FieldType.TEXT)),
            "on": (asked.on, (FieldType.DATE,)),
        }
        for part, (key, allowed) in wanted.items():
            if types.get(key) not in allowed:
                message = f"ขั้นตอน '{asked.stage}' ไม่มีช่อง '{key}' ชนิด {' หรือ '.join(allowed)}"
                self.say(f"guideline.acknowledged.{part}", message, "ใช้ชื่อช่องของแบบฟอร์มในขั้นตอนนั้น")

    def terms(self) -> None:
        for code, terms in self.built.terms.items():
            if code != "all" and len(code) % 2:
                self.say(f"terms.{code}", f"'{code}' ไม่ใช่รหัสพื้นที่", "ใช้รหัสจังหวัด 2 หลัก หรืออำเภอ 4 หลัก")
            for key, due in terms.due.items():
                if key not in self.stage_paths:
                    self._unknown_stage(key, f"terms.{code}.due.{key}")
                elif key in self.by_key:
                    self._due_roles(due, self.by_key[key], f"terms.{code}.due.{key}")

    def samples(self) -> None:
        given = self.built.mapping
        known = {
            *self.form_names,
            *self.stage_paths,
            *_mapping(given.get("rubrics")),
            *_mapping(given.get("rules")),
        }
        for at, name in enumerate(given.get("samples") or ()):
            if name not in known:
                self.say(f"samples[{at}]", f"ไม่มีสิ่งใดชื่อ '{name}' ในแฟ้มนี้", "ใช้ชื่อแบบฟอร์ม ขั้นตอน เกณฑ์ หรือกฎ")


class _FormMeaning:
    """One form against the registry (facts, bindings) and against its own paper."""

    def __init__(
        self, name: str, form: FormSpec, paper: Paper, per: tuple[Level, ...], whole: _Meaning
    ) -> None:
        self.form, self.paper, self.per = form, paper, per
        self.path = f"forms.{name}"
        self.say = whole.say

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

    # ── Facts and bindings ──

    def _field(self, one: Field, path: str) -> None:
        if one.filled:
            self._filled(one, one.filled, f"{path}.filled")
        if not one.save_to:
            return
        place = facts.binding(one.save_to)
        if place is None:
            self.say(
                f"{path}.save_to", f"ทะเบียนไม่มีช่อง '{one.save_to}'", f"ใช้: {_names(facts.binding_names())}"
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
                self.say(f"{path}.save_to", message, f"ใช้คอลัมน์: {_names(place.columns)}")

    def _filled(self, one: Field, name: str, path: str) -> None:
        fact = facts.fact(name)
        if fact is None:
            self.say(path, f"ไม่มีข้อมูลชื่อ '{name}' ให้เติม", f"ใช้: {_names(facts.fact_names())}")
            return
        for level in self.per:
            if not fact.known_at(level):
                message = f"ข้อมูล '{name}' ไม่มีที่ระดับ '{level}' ซึ่งใช้แบบนี้"
                self.say(path, message, f"ข้อมูลนี้มีที่ระดับ: {_names(fact.per)}")
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
                f"{path}.filled", f"'{source.name}' ไม่มีคอลัมน์ '{wanted}'", f"ใช้: {_names(source.columns)}"
            )
        elif not _fits(column, source.columns[wanted]):
            kind = source.columns[wanted]
            self.say(
                f"{path}.filled",
                f"คอลัมน์ '{column.key}' ชนิด {column.type} เติมจากชนิด {kind} ไม่ได้",
                "แก้ type ให้ตรงกัน",
            )

    # ── Paper ──

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
                    self.say(f"{path}.rest", f"แบบนี้ไม่มีส่วนชื่อ '{name}'", f"ใช้: {_names(sorted(sections))}")

    def _part_field(
        self, name: str, fields: Mapping[str, Field], types: Sequence[FieldType], path: str
    ) -> bool:
        usable = [key for key, one in fields.items() if one.type in types]
        if name not in usable:
            self.say(path, f"แบบนี้ไม่มีช่องชนิด {_names(types)} ชื่อ '{name}'", f"ใช้: {_names(usable) or 'ไม่มี'}")
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
                    f"ใช้: {_names([*rows, *columns])}",
                )
            elif printed.value is not None and printed.value not in _possible(columns.get(printed.of)):
                usable = _names(map(str, _possible(columns.get(printed.of))))
                self.say(
                    f"{where}.is", f"คอลัมน์ '{printed.of}' ไม่มีค่า '{printed.value}'", f"ใช้: {usable or 'ไม่มี'}"
                )
        for name in table.totals:
            if name not in columns:
                self.say(f"{path}.totals", f"ตาราง '{spec.key}' ไม่มีคอลัมน์ '{name}'", f"ใช้: {_names(columns)}")
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


def _tiers(stage: Stage) -> tuple[str, ...]:
    """The tiers a stage can end in, by its own judgement or by its kind's `tiers`."""
    judged = stage.outcome or Judgement()
    own = [clause.tier for clause in judged.clauses if clause.tier] + [band.label for band in judged.bands]
    return (*own, *(str(tier["name"]) for tier in _items(stage.options.get("tiers")) if "name" in tier))


def _paths(given: object, name: str) -> dict[str, str]:
    """Where each keyed item stands, the first of those that share a key."""
    found: dict[str, str] = {}
    for at, item in enumerate(given if isinstance(given, list) else ()):
        if isinstance(item, Mapping) and isinstance(item.get("key"), str):
            found.setdefault(item["key"], f"{name}[{at}]")
    return found


def _repeated(given: object) -> Iterator[tuple[str, int]]:
    """The keys met before, with the place where they are met again."""
    seen: set[str] = set()
    for at, item in enumerate(given if isinstance(given, list) else ()):
        key = item.get("key") if isinstance(item, Mapping) else None
        if isinstance(key, str) and key in seen:
            yield key, at
        elif isinstance(key, str):
            seen.add(key)


def _items(given: object) -> list[Mapping[str, object]]:
    return [item for item in given if isinstance(item, Mapping)] if isinstance(given, list) else []


def _mapping(given: object) -> Mapping[str, object]:
    return given if isinstance(given, Mapping) else {}


def _names(given: Iterable[object]) -> str:
    return ", ".join(map(str, given))
