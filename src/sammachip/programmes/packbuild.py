"""A pack's mapping → its typed parts. Each part reads what is of the right shape and says what it cannot read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, TypeVar, cast

from sammachip.core.area import Level
from sammachip.core.expr import FactType, Kind, Rule
from sammachip.core.fields import FormSpec, blanks_in
from sammachip.core.flow import Need, Outcome
from sammachip.core.formreading import BadSpecs, parse_form
from sammachip.core.goods import ExpenseClass
from sammachip.core.instrument import Instrument
from sammachip.core.levels import Band
from sammachip.programmes import facts
from sammachip.programmes.instrumentspec import parse_instrument
from sammachip.programmes.marks import step
from sammachip.programmes.outwardspec import Block, Enclosed, Export, Followup, Invitation
from sammachip.programmes.pack import (
    ONE_OCCUPATION,
    Acknowledgement,
    Budget,
    ChecklistItem,
    Clause,
    EligibilityRule,
    Enrol,
    FileRule,
    Guideline,
    GuidelineStep,
    Head,
    Judgement,
    Limit,
    Measure,
    NamedList,
    Pack,
    Proposals,
    Share,
    SignHop,
    Stage,
    Target,
    Terms,
    Unmeasured,
    Window,
)
from sammachip.programmes.packleaves import Leaves, Report, Spec
from sammachip.programmes.paperspec import BadPaper, Paper, parse_paper
from sammachip.programmes.rollupspec import Rollup, Summed
from sammachip.programmes.rubricspec import Anchor, Criterion, Rubric

Read = TypeVar("Read")


class Builder(Leaves):
    """Reads one mapping. Its parts may be asked for one by one; `pack` puts them together."""

    def __init__(self, mapping: Spec, report: Report) -> None:
        super().__init__(report)
        self.mapping = mapping
        self.levels = self._levels()
        self.lists = dict(self._named("lists", self._list))
        self.forms, self.papers = self._forms()
        self.instruments = dict(self._instruments())
        self.stages = tuple(self._each("stages", self._stage))
        self.rules = dict(self._named("rules", self._rule))
        self.enrol = {Level(name): one for name, one in self._named("enrol", self._enrol)}
        self.limits = tuple(self._each("limits", self._limit))
        self.measures = tuple(self._each("measures", self._measure))
        self.rollups = tuple(self._each("rollups", self._rollup))
        self.rubrics = dict(self._named("rubrics", self._rubric))
        self.terms = dict(self._named("terms", self._terms))
        self.regulations = tuple(self._each("regulations", lambda spec, _: ChecklistItem(**spec)))
        self.targets = tuple(self._each("targets", lambda spec, _: Target(**spec)))
        self.window = self._part("window", self._window)
        self.budget = self._part("budget", self._budget)
        self.guideline = self._part("guideline", self._guideline)
        self.proposals = self._part("proposals", self._proposals)
        self.invitation = self._part("invitation", lambda spec, _: Invitation(**spec))
        self.followup = self._part("followup", self._followup)
        self.exports = dict(self._named("exports", self._export))

    def pack(self) -> Pack:
        """The whole; only when nothing was reported."""
        assert not self.report.problems
        assert not self.report.broken
        assert self.window is not None
        assert self.budget is not None
        given = self.mapping
        return Pack(
            code=given["code"],
            version_note=given.get("version_note", ""),
            title=given["title"],
            title_en=given.get("title_en", ""),
            letter_title=given.get("letter_title", given["title"]),
            fiscal_year=given["fiscal_year"],
            owner=Level(given.get("owner", self.levels[0])),
            levels=self.levels,
            window=self.window,
            objectives=tuple(given.get("objectives", ())),
            results=tuple(given.get("results", ())),
            area=given.get("area", ""),
            period=given.get("period", self.window.text),
            targets=self.targets,
            budget=self.budget,
            regulations=self.regulations,
            guideline=self.guideline,
            enrol=self.enrol,
            rules=self.rules,
            forms=self.forms,
            papers=self.papers,
            rubrics=self.rubrics,
            lists=self.lists,
            stages=self.stages,
            limits=self.limits,
            measures=self.measures,
            rollups=self.rollups,
            terms=self.terms,
            samples=tuple(given.get("samples", ())),
            proposals=self.proposals,
            invitation=self.invitation,
            followup=self.followup,
            exports=self.exports,
            source=given,
        )

    def _part(self, key: str, read: Callable[[Spec, str], Read]) -> Read | None:
        return read(self.mapping[key], key) if key in self.mapping and self.report.sound(key) else None

    def _each(self, key: str, read: Callable[[Spec, str], Read]) -> Iterator[Read]:
        given = self.mapping.get(key)
        for at, spec in enumerate(given if isinstance(given, list) else ()):
            if self.report.sound(step(key, at)):
                yield read(spec, step(key, at))

    def _named(self, key: str, read: Callable[[Spec, str], Read]) -> Iterator[tuple[str, Read]]:
        given = self.mapping.get(key)
        for name, spec in given.items() if isinstance(given, Mapping) else ():
            if self.report.sound(step(key, name)):
                yield name, read(spec, step(key, name))

    def _levels(self) -> tuple[Level, ...]:
        return tuple(self._part("levels", lambda names, _: [Level(name) for name in names]) or ())

    def _window(self, spec: Spec, path: str) -> Window | None:
        start = self._date(spec["start"], step(path, "start"))
        end = self._date(spec["end"], step(path, "end"))
        if end < start:
            message = f"วันสิ้นสุด {spec['end']} มาก่อนวันเริ่ม {spec['start']}"
            self.report.say(step(path, "end"), message, "สลับวันหรือแก้ปีให้ถูกต้อง")
            return None
        return Window(start, end, spec.get("text", ""))

    def _budget(self, spec: Spec, path: str) -> Budget:
        heads = tuple(
            Head(
                one["key"],
                one["label"],
                ExpenseClass(one["expense_class"]) if "expense_class" in one else None,
                one.get("over", "refuse"),
            )
            for one in spec["heads"]
        )
        total = self._amount(spec["total"], step(path, "total"))
        return Budget(total, spec.get("text", ""), spec.get("note", ""), heads)

    def _guideline(self, spec: Spec, _: str) -> Guideline:
        return Guideline(
            spec["title"],
            tuple(
                GuidelineStep(one["number"], one["title"], one.get("text", ""), tuple(one.get("stages", ())))
                for one in spec["steps"]
            ),
            Acknowledgement(**spec["acknowledged"]) if "acknowledged" in spec else None,
        )

    def _rule(self, spec: Spec, path: str) -> EligibilityRule:
        key = path.rpartition(".")[2]
        return EligibilityRule(key, spec["that"], spec["sentence"], spec["otherwise"], spec.get("source", ""))

    def _enrol(self, spec: Spec, path: str) -> Enrol:
        return Enrol(
            level=Level(path.rpartition(".")[2]),
            by=spec.get("by"),
            source=spec.get("source"),
            places=spec.get("places"),
            form=spec.get("form"),
            eligible=tuple(spec.get("eligible", ())),
            sentence=spec.get("sentence", ""),
            aim=self._share(spec["aim"], step(path, "aim")) if "aim" in spec else None,
        )

    def _share(self, spec: Spec, path: str) -> Share:
        return Share(self._amount(spec["percent"], step(path, "percent")), _listed(spec["of"]))

    def _list(self, spec: str | Spec, path: str) -> NamedList:
        """A title alone, or with what stands on the list."""
        key = path.rpartition(".")[2]
        return NamedList(key, spec) if isinstance(spec, str) else NamedList(key, spec["title"], spec["of"])

    def _rubric(self, spec: Spec, path: str) -> Rubric:
        criteria = tuple(
            self._criterion(one, f"{path}.criteria[{at}]") for at, one in enumerate(spec["criteria"])
        )
        return Rubric(path.rpartition(".")[2], spec["title"], criteria)

    def _criterion(self, spec: Spec, path: str) -> Criterion:
        points = self._amount(spec["points"], step(path, "points"))
        anchors = []
        for at, one in enumerate(spec.get("anchors", ())):
            where = f"{path}.anchors[{at}].points"
            anchors.append(Anchor(self._amount(one["points"], where), one["text"]))
            if anchors[-1].points > points:
                message = f"ระดับ {one['points']} คะแนน เกินคะแนนเต็ม {spec['points']}"
                self.report.say(where, message, "เขียนไม่เกินคะแนนเต็มของเกณฑ์")
        weight = self._amount(spec["weight"], step(path, "weight")) if "weight" in spec else Decimal(1)
        return Criterion(spec["key"], spec["label"], points, spec.get("guide", ""), weight, tuple(anchors))

    def _terms(self, spec: Spec, path: str) -> Terms:
        due = {stage: self._due(given, f"{path}.due.{stage}") for stage, given in spec.get("due", {}).items()}
        return Terms(self._maybe_amount(spec, "unit_cost", path), spec.get("report_to", ""), due)

    def _limit(self, spec: Spec, path: str) -> Limit:
        measure: Literal["sum", "count"] = "sum" if "sum" in spec else "count"
        if ("sum" in spec) == ("count" in spec):
            self.report.say(path, "ข้อจำกัดต้องมี sum หรือ count อย่างใดอย่างหนึ่ง", "เหลือไว้เพียงคีย์เดียว")
        if ("at_most" in spec) == ("at_most_percent" in spec):
            self.report.say(path, "ข้อจำกัดต้องมี at_most หรือ at_most_percent อย่างใดอย่างหนึ่ง", "เหลือไว้เพียงคีย์เดียว")
        if "at_most_percent" in spec and "of" not in spec:
            self.report.say(
                path, "at_most_percent ไม่ได้บอกว่าร้อยละของอะไร", "เพิ่ม of: พร้อมชื่อข้อมูล เช่น money.allotted"
            )
        return Limit(
            key=spec["key"],
            title=spec["title"],
            measure=measure,
            expression=spec.get("sum", spec.get("count", "")),
            per=Level(spec["per"]),
            at=tuple(spec["at"]),
            otherwise=spec["else"],
            sentence=spec["sentence"],
            source=spec["source"],
            at_most=self._maybe_amount(spec, "at_most", path),
            at_most_percent=self._maybe_amount(spec, "at_most_percent", path),
            of=spec.get("of"),
        )

    def _proposals(self, spec: Spec, _: str) -> Proposals:
        lines = {
            dimension: tuple({key: str(cell) for key, cell in row.items()} for row in rows)
            for dimension, rows in spec["lines"].items()
        }
        return Proposals(spec["stage"], Decimal(spec["below"]), lines)

    def _followup(self, spec: Spec, _: str) -> Followup:
        return Followup(spec["title"], tuple(spec["among"]), tuple(spec["stages"]))

    def _export(self, spec: Spec, path: str) -> Export:
        blocks = ({**one, "columns": tuple(one.get("columns", ()))} for one in spec["blocks"])
        files = ({**one, "of": _listed(one["of"])} for one in spec.get("files", ()))
        return Export(
            key=path.rpartition(".")[2],
            title=spec["title"],
            stage=spec["stage"],
            blocks=tuple(Block(**one) for one in blocks),
            files=tuple(Enclosed(**one) for one in files),
            note=spec.get("note", ""),
        )

    def _measure(self, spec: Spec, path: str) -> Measure:
        return Measure(
            key=spec["key"],
            title=spec["title"],
            kind=spec["kind"],
            per=Level(spec["per"]),
            stage=spec["stage"],
            numerator=spec["numerator"],
            denominator=spec["denominator"],
            missing=spec.get("missing", ""),
            unit=spec["unit"],
            sentence=spec["sentence"],
            target=self._number(spec["target"], step(path, "target")) if "target" in spec else None,
            among=_needs(spec.get("among", ())),
            reasons=tuple(Unmeasured(one["when"], one["sentence"]) for one in spec.get("reasons", ())),
        )

    def _rollup(self, spec: Spec, _: str) -> Rollup:
        named = ("rows", "where", "by", "on", "take")
        return Rollup(
            **{name: spec[name] for name in ("key", "title", "stage", "unit", "sentence")},
            **{name: spec[name] for name in named if name in spec},
            per=tuple(Level(name) for name in _listed(spec["per"])),
            among=_needs(spec.get("among", ())),
            sums=tuple(Summed(**one) for one in spec.get("sums", ())),
            shows=tuple(spec.get("shows", ())),
        )

    def _forms(self) -> tuple[dict[str, FormSpec], dict[str, Paper]]:
        forms, papers = {}, {}
        for name, (form, paper) in self._named("forms", self._form):
            if form is not None:
                forms[name] = form
            papers[name] = paper
        return forms, papers

    def _form(self, spec: Spec, path: str) -> tuple[FormSpec | None, Paper]:
        paper = Paper()
        try:
            paper = parse_paper(spec.get("paper", {}))
        except BadPaper as bad:
            for below, message in bad.problems:
                self.report.say(f"{path}.paper.{below}", message, "แก้ตามเอกสารรูปแบบแฟ้มโครงการ หัวข้อกระดาษ")
        try:
            known = {**known_facts(), **facts_of_eligibility(self.lists.values())}
            return _knowing_only_what_it_names(parse_form(spec, path=path, known=known)), paper
        except BadSpecs as bad:
            for problem in bad.problems:
                fix = problem.fix or "แก้ช่องนี้ของแบบฟอร์มตามเอกสารรูปแบบแฟ้มโครงการ"
                self.report.say(problem.path, problem.message, fix)
        return None, paper

    def _instruments(self) -> Iterator[tuple[str, Instrument]]:
        for name, spec in self._named("forms", lambda spec, _: spec):
            if name in self.forms and "instrument" in spec:
                found = parse_instrument(
                    spec["instrument"],
                    self.forms[name],
                    path=f"forms.{name}.instrument",
                    say=self.report.say,
                    number=self._number,
                )
                if found is not None:
                    yield name, found

    def _stage(self, spec: Spec, path: str) -> Stage:
        return Stage(
            key=spec["key"],
            title=spec["title"],
            kind=spec["kind"],
            per=tuple(Level(name) for name in _listed(spec["per"])),
            by=_listed(spec.get("by", ())),
            signs=tuple(
                self._hop(given, f"{path}.signs[{at}]") for at, given in enumerate(spec.get("signs", ()))
            ),
            form=spec.get("form"),
            needs=_needs(spec.get("after", ())),
            unless=_needs(spec.get("unless", ())),
            every=spec.get("every"),
            many=spec.get("many", False),
            closer=_listed(spec.get("closer", ())),
            repeats=spec.get("repeats"),
            nil=spec.get("nil", False),
            late=spec.get("late", "accept"),
            receipts=spec.get("receipts", False),
            due=self._due(spec["due"], step(path, "due")) if "due" in spec else {},
            files=tuple(
                self._file(key, rule, step(path, "files")) for key, rule in spec.get("files", {}).items()
            ),
            outcome=self._outcome(spec, step(path, "outcome")),
            compares=spec.get("compares"),
            step=spec.get("step"),
            options=spec.get("options", {}),
            help=spec.get("help", ""),
        )

    def _file(self, key: str, spec: Spec, path: str) -> FileRule:
        tolerance = self._maybe_amount(spec, "tolerance_seconds", step(path, key))
        rule = FileRule(
            key=key, **{name: value for name, value in spec.items() if name != "tolerance_seconds"}
        )
        return rule if tolerance is None else replace(rule, tolerance_seconds=tolerance)

    def _hop(self, given: str | Spec, path: str) -> SignHop:
        """A hop written in full, or a role whose verb the pack's `verbs` give."""
        spec: Spec = {"role": given} if isinstance(given, str) else given
        verbs = self.mapping.get("verbs")
        verb = spec.get("verb") or (verbs.get(spec["role"]) if isinstance(verbs, Mapping) else None)
        if not verb:
            message = f"ไม่ได้บอกคำที่ใช้ลงนามของ '{spec['role']}'"
            self.report.say(path, message, f"เพิ่ม verb: ที่นี่ หรือ {spec['role']}: ใน verbs ของแฟ้ม")
        return SignHop(spec["role"], str(verb or ""), spec.get("second_person", False))

    def _outcome(self, spec: Spec, path: str) -> Judgement | None:
        """What the stage itself says, or the instrument of its form: one of the two."""
        instrument = self.instruments.get(spec.get("form", ""))
        if "outcome" not in spec:
            return Judgement(instrument=instrument) if instrument else None
        if instrument:
            message = f"แบบฟอร์ม '{spec['form']}' มี instrument ซึ่งให้ผลอยู่แล้ว"
            self.report.say(path, message, "ลบ outcome ของขั้นตอน หรือ instrument ของแบบฟอร์ม")
        return self._judgement(spec["outcome"], path)

    def _judgement(self, spec: Spec, path: str) -> Judgement:
        if ("decide" in spec) == ("score" in spec):
            self.report.say(path, "outcome ต้องมี decide หรือ score อย่างใดอย่างหนึ่ง", "เหลือไว้เพียงคีย์เดียว")
        if ("score" in spec) != ("bands" in spec):
            self.report.say(path, "score กับ bands ต้องมีคู่กัน", "เพิ่มคีย์ที่ขาด")
        bands = tuple(
            Band(one["label"], self._number(one["floor"], f"{path}.bands[{at}].floor"))
            for at, one in enumerate(spec.get("bands", ()))
        )
        clauses = tuple(
            Clause(one.get("when"), Outcome(one["outcome"]), one["sentence"], one.get("tier"))
            for one in spec.get("decide", ())
        )
        return Judgement(clauses, spec.get("score"), bands, spec.get("sentence", ""))


def known_facts(levels: Sequence[Level] = ()) -> dict[str, FactType]:
    """The registered facts as rules see them, by plain name; those known at all of `levels`."""
    return {
        facts.plain(fact.name): FactType(
            fact.kind, {name: FactType(kind) for name, kind in fact.columns.items()}
        )
        for fact in facts.all_facts()
        if (fact.kind is not Kind.ROWS or fact.columns) and all(fact.known_at(level) for level in levels)
    }


def facts_of_eligibility(lists: Iterable[NamedList]) -> dict[str, FactType]:
    """What rules of eligibility may ask: of the lists whose rows are kept as data, and of the registry."""
    return {
        ONE_OCCUPATION: FactType(Kind.BOOL),
        **{one.fact: FactType(Kind.BOOL) for one in lists if one.of},
    }


def _knowing_only_what_it_names(form: FormSpec) -> FormSpec:
    """The same form without the facts it never mentions: whoever fills it in need not look those up."""
    rules = [rule for one in form.fields for rule in (one.when, one.required) if isinstance(rule, Rule)]
    rules += [check.that for check in form.checks]
    sentences = [section.lead for section in form.sections] + [check.otherwise for check in form.checks]
    named = {name for rule in rules for name in rule.names} | {
        name for sentence in sentences for name in blanks_in(sentence)
    }
    return replace(form, known={name: fact for name, fact in form.known.items() if name in named})


def _listed(given: object) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(cast("Sequence[str]", given))


def _needs(given: Sequence[object]) -> tuple[Need, ...]:
    return tuple(_need(one) for one in given)


def _need(given: object) -> Need:
    """`survey`, `{apply: failed}` or `{round1: "passed:ดีเด่น", gate: start}`."""
    if isinstance(given, str):
        return Need(given)
    assert isinstance(given, Mapping)
    gate: Literal["finish", "start"] = "start" if given.get("gate") == "start" else "finish"
    stage, when = next(((key, when) for key, when in given.items() if key != "gate"), ("", "passed"))
    return Need(stage, when, gate)
