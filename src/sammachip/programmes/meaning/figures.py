"""Who may be taken in, what money may go to, and what is counted: every rule over facts and answers."""

from collections.abc import Mapping, Sequence

from sammachip.core.area import Level
from sammachip.core.expr import Kind
from sammachip.programmes.meaning.names import Names, listed, mapping_of
from sammachip.programmes.pack import REGISTER, Limit, Measure, Proposals, Share, Stage
from sammachip.programmes.packbuild import facts_of_eligibility, known_facts
from sammachip.programmes.planlines import limit_facts, plan_tables
from sammachip.programmes.rollupspec import Rollup


def check_enrol(names: Names) -> None:
    for level, one in names.built.enrol.items():
        path = f"enrol.{level}"
        names.level(level, path)
        if one.by:
            names.role(one.by, [level], f"{path}.by")
        if one.form:
            names.form_named(one.form, f"{path}.form")
        if one.source and one.source.startswith("list:") and one.source[5:] not in list_names(names):
            names.say(f"{path}.source", f"ไม่มีบัญชีชื่อ '{one.source[5:]}'", "เพิ่มชื่อบัญชีนี้ใน lists")
        if one.aim:
            _aim(names, one.aim, level, f"{path}.aim")
        for at, key in enumerate(one.eligible):
            _eligible(names, key, one.form, level, f"{path}.eligible[{at}]")
    asked = [
        spec.get("eligible")
        for spec in mapping_of(names.built.mapping.get("enrol")).values()
        if isinstance(spec, Mapping)
    ]
    for key in names.built.rules:
        if not any(isinstance(keys, list) and key in keys for keys in asked):
            names.say(f"rules.{key}", f"ไม่มีที่ใดใช้กฎ '{key}'", "อ้างใน enrol.….eligible หรือลบออก")


def list_names(names: Names) -> Mapping[str, object]:
    return mapping_of(names.built.mapping.get("lists"))


def check_lists(names: Names) -> None:
    """A list whose rows are kept is asked about by its name in rules: there a hyphen takes one name from another."""
    for key, one in names.built.lists.items():
        if one.of and "-" in key:
            message = f"ชื่อบัญชี '{key}' มีขีดกลาง จึงอ้างในกฎไม่ได้"
            names.say(f"lists.{key}", message, f"ใช้ _ แทน เช่น {key.replace('-', '_')}")


def _aim(names: Names, aim: Share, level: Level, path: str) -> None:
    """A share is counted of villages, and aimed at in groups."""
    if level is not Level.GROUP:
        names.say(path, "aim ใช้ได้เฉพาะในระดับ group", "ย้ายไปที่ enrol.group")
    for at, key in enumerate(aim.of):
        found = names.built.lists.get(key)
        if key not in list_names(names):
            names.say(f"{path}.of[{at}]", f"ไม่มีบัญชีชื่อ '{key}'", "เพิ่มชื่อบัญชีนี้ใน lists")
        elif found is not None and found.of != "village":
            names.say(f"{path}.of[{at}]", f"บัญชี '{key}' ไม่ใช่บัญชีหมู่บ้าน", f"เขียน lists.{key}.of: village")


OPENER = {
    Level.PROVINCE: "department-officer",
    Level.DISTRICT: "province-officer",
    Level.SUBDISTRICT: "field-officer",
}
"""Whom a pack usually lets open the cases of a level: the officers of the office above."""


def check_openers(names: Names) -> None:
    """Each level above groups needs somebody who opens its cases: by name, by a register, or along with a case below.

    A pack that names nobody at all is begun by its owner, at the topmost level alone.
    """
    if not names.built.report.sound("enrol"):
        return
    enrol = names.built.enrol.values()
    named = (one for one in enrol if one.by or one.source == REGISTER)
    opened: list[Level] = [one.level for one in named if one.level is not Level.GROUP]
    opened = opened or list(names.built.levels[:1])
    unopened = [
        (at, level)
        for at, level in enumerate(names.built.levels)
        if level in OPENER and not any(level is one or level.is_above(one) for one in opened)
    ]
    if unopened:
        at, level = unopened[-1]
        names.say(
            f"levels[{at}]",
            f"ไม่มีผู้ใดเปิดงานระดับ '{level}' ได้",
            f"เพิ่มใน enrol เช่น {level}: {{by: {OPENER[level]}, source: office}} หรือลบระดับนี้",
        )


def _eligible(names: Names, key: str, form: str | None, level: Level, path: str) -> None:
    if key not in mapping_of(names.built.mapping.get("rules")):
        names.say(path, f"ไม่มีกฎชื่อ '{key}'", "เพิ่มใน rules")
    elif (rule := names.built.rules.get(key)) is not None and not names.unread(form):
        listed_as = facts_of_eligibility(names.built.lists.values()) if level is Level.GROUP else {}
        names.rule(rule.that, {**names.facts(form, [level]), **listed_as}, [Kind.BOOL], f"rules.{key}.that")


def check_limit(names: Names, limit: Limit) -> None:
    path = names.limit_paths[limit.key]
    names.level(limit.per, f"{path}.per")
    known = known_facts([limit.per])
    gives = Kind.MONEY if limit.measure == "sum" else Kind.INTEGER
    facts_of_limit = {**known, **limit_facts(names.built.forms)}
    if not any(names.unread(form) for form in names.form_names):
        names.rule(limit.expression, facts_of_limit, [gives], f"{path}.{limit.measure}")
    if limit.of is not None and (limit.of not in known or known[limit.of].kind is not gives):
        usable = listed(name for name, fact in known.items() if fact.kind is gives)
        names.say(
            f"{path}.of", f"ไม่มีข้อมูลชนิดเดียวกันชื่อ '{limit.of}' ที่ระดับ '{limit.per}'", f"ใช้: {usable or 'ไม่มี'}"
        )


def check_measure(names: Names, measure: Measure) -> None:
    path = names.measure_paths[measure.key]
    stage = _counted_stage(names, measure, [measure.per], path)
    if stage is None or stage.form not in names.built.forms:
        return
    known = names.facts(stage.form, [measure.per])
    counted = [Kind.BOOL, Kind.INTEGER]
    summed = counted if measure.is_ratio else [Kind.INTEGER, Kind.MONEY, Kind.NUMBER]
    names.rule(measure.numerator, known, summed, f"{path}.numerator")
    names.rule(measure.denominator, known, counted, f"{path}.denominator")
    if measure.missing:
        names.rule(measure.missing, known, [Kind.BOOL], f"{path}.missing")
    for at, reason in enumerate(measure.reasons):
        names.rule(reason.when, known, [Kind.BOOL], f"{path}.reasons[{at}].when")


def _counted_stage(names: Names, counted: Measure | Rollup, per: Sequence[Level], path: str) -> Stage | None:
    """The stage whose answers are read, once every level and stage that is named is there."""
    for level in per:
        names.level(level, f"{path}.per")
    stage = names.by_key.get(counted.stage)
    if counted.stage not in names.stage_paths:
        names.unknown_stage(counted.stage, f"{path}.stage")
    for level in per:
        if stage is not None and (stage.form is None or level not in stage.per):
            message = f"ขั้นตอน '{stage.key}' ไม่มีแบบฟอร์มของระดับ '{level}' ให้อ่านคำตอบ"
            names.say(f"{path}.stage", message, "ใช้ขั้นตอนที่กรอกแบบฟอร์มในระดับนั้น")
    for need in counted.among:
        if need.stage not in names.stage_paths:
            names.unknown_stage(need.stage, f"{path}.among")
    return stage


def check_rollup(names: Names, rollup: Rollup) -> None:
    """A sum reads one form: its table and fields are there, and what it tells of a row is no villager's own."""
    path = names.rollup_paths[rollup.key]
    stage = _counted_stage(names, rollup, rollup.per, path)
    if stage is None or stage.form not in names.built.forms:
        return
    form = names.built.forms[str(stage.form)]
    misnamed = list(rollup.misnamed(form))
    for place, message, fix in misnamed:
        names.say(f"{path}.{place}", message, fix)
    if not misnamed:
        for place, text, gives in rollup.rules():
            names.rule(text, rollup.types(form), gives, f"{path}.{place}")


def check_proposals(names: Names) -> None:
    """Lines are proposed for dimensions that a stage assesses, in the columns that the plan asks."""
    proposals = names.built.proposals
    if proposals is None:
        return
    if proposals.stage not in names.stage_paths:
        names.unknown_stage(proposals.stage, "proposals.stage")
    _proposed_dimensions(names, proposals)
    if any(names.unread(form) for form in names.form_names):
        return
    columns = {
        column.key for table in plan_tables(names.built.forms) for column in table.columns if column.is_typed
    }
    for dimension, rows in proposals.lines.items():
        path = f"proposals.lines.{dimension}"
        for at, row in enumerate(rows):
            for key in row.keys() - columns:
                names.say(
                    f"{path}[{at}].{key}", f"ตารางแผนไม่มีคอลัมน์ '{key}'", f"ใช้: {listed(columns) or 'ไม่มี'}"
                )


def _proposed_dimensions(names: Names, proposals: Proposals) -> None:
    stage = names.by_key.get(proposals.stage)
    if stage is None or names.unmeasured(stage.form):
        return
    assessed = [one.key for one in stage.instrument.dimensions] if stage.instrument else []
    for dimension in proposals.lines.keys() - assessed:
        names.say(
            f"proposals.lines.{dimension}",
            f"ขั้นตอน '{stage.key}' ไม่ได้ประเมินด้าน '{dimension}'",
            f"ใช้: {listed(assessed) or 'ไม่มี'}",
        )
