"""Levels, keys and order; the guideline, terms and samples that refer to them."""

from itertools import pairwise

from sammachip.core import fiscal, flow
from sammachip.core.area import Level
from sammachip.core.fields import FieldType
from sammachip.core.verdict import Problem
from sammachip.programmes.meaning.names import Names, listed, mapping_of, numbered, repeated
from sammachip.programmes.pack import Acknowledgement


def check_levels(names: Names) -> None:
    given = names.built.levels
    for at, (upper, lower) in enumerate(pairwise(given), start=1):
        if not upper.is_above(lower):
            names.say(
                f"levels[{at}]",
                f"ระดับ '{lower}' อยู่หลัง '{upper}' ไม่ได้",
                "เรียงระดับจากบนลงล่าง: " + listed(Level),
            )
    owner = names.built.mapping.get("owner")
    if given and isinstance(owner, str) and owner in list(Level):
        names.level(Level(owner), "owner")
    _fiscal_year(names)


def _fiscal_year(names: Names) -> None:
    window, year = names.built.window, names.built.mapping.get("fiscal_year")
    if window is None or not isinstance(year, int):
        return
    first, last = fiscal.fiscal_year(window.start), fiscal.fiscal_year(window.end)
    if not first <= year <= last:
        message = f"ช่วงดำเนินการอยู่ในปีงบประมาณ {first} ไม่ใช่ {year}"
        names.say("window.start", message, "แก้ fiscal_year หรือวันใน window")


def check_keys(names: Names) -> None:
    """A key names one thing; stages are left to the order's own check."""
    budget = mapping_of(names.built.mapping.get("budget"))
    lists = {
        "budget.heads": budget.get("heads"),
        **{name: names.built.mapping.get(name) for name in ("limits", "measures", "rollups", "regulations")},
        **{
            f"{path}.sums": spec.get("sums")
            for path, spec in numbered(names.built.mapping.get("rollups"), "rollups")
        },
        **{
            f"rubrics.{name}.criteria": mapping_of(rubric).get("criteria")
            for name, rubric in mapping_of(names.built.mapping.get("rubrics")).items()
        },
    }
    for path, items in lists.items():
        for key, at in repeated(items):
            names.say(f"{path}[{at}].key", f"คีย์ '{key}' ซ้ำใน {path}", "ตั้งชื่อให้ไม่ซ้ำกัน")


def check_order(names: Names) -> None:
    """Unknown, circular and self-referring `after` and `unless`. A stage of broken shape is known by name only."""
    known = [flow.Step(key) for key in names.stage_paths if key not in names.by_key]
    steps = [*known, *(flow.Step(one.key, one.needs, one.unless) for one in names.built.stages)]
    for key, at in repeated(names.built.mapping.get("stages")):
        names.say(f"stages[{at}].key", f"ขั้นตอน '{key}' ซ้ำกัน", "ตั้งชื่อให้ไม่ซ้ำกัน")
    for problem in flow.problems(steps):
        _disorder(names, problem)


def _disorder(names: Names, problem: Problem) -> None:
    """Says one problem of the order; that a key stands twice is said at every place where it stands again."""
    path = names.stage_paths[problem.key]
    match problem.code:
        case "unknown-stage":
            wanted = str(problem.data["stage"])
            names.unknown_stage(wanted, names.need_path(path, wanted))
        case "self-reference":
            message = f"ขั้นตอน '{problem.key}' รอตัวเอง"
            names.say(names.need_path(path, problem.key), message, "ลบชื่อตัวเองออก")
        case "cycle":
            round_trip = " → ".join(map(str, problem.data["path"]))  # type: ignore[call-overload]  # a tuple of keys by flow's contract
            names.say(f"{path}.after", f"ขั้นตอนรอกันเป็นวง: {round_trip}", "ตัด after ออกหนึ่งแห่งในวงนี้")
        case "unknown-when":
            message = f"เงื่อนไข '{problem.data['when']}' ใช้ไม่ได้"
            names.say(
                f"{path}.after", message, "ใช้ passed, failed, declined, withdrawn, any หรือ passed:ชื่อระดับ"
            )


def check_guideline(names: Names) -> None:
    for at, one in enumerate(names.built.guideline.steps if names.built.guideline else ()):
        for key in one.stages:
            if key not in names.stage_paths:
                names.unknown_stage(key, f"guideline.steps[{at}].stages")
    if names.built.guideline and names.built.guideline.acknowledged:
        _acknowledged(names, names.built.guideline.acknowledged)


def _acknowledged(names: Names, asked: Acknowledgement) -> None:
    """The stage has a form, and the form asks a yes or no, a name and a day."""
    if asked.stage not in names.stage_paths:
        names.unknown_stage(asked.stage, "guideline.acknowledged.stage")
    stage = names.by_key.get(asked.stage)
    if stage is None or names.unread(stage.form):
        return
    form = names.built.forms.get(stage.form or "")
    types = {one.key: one.type for one in form.fields} if form else {}
    wanted = {
        "that": (asked.that, (FieldType.YES_NO,)),
        "by": (asked.by, (FieldType.PERSON_NAME, FieldType.TEXT)),
        "on": (asked.on, (FieldType.DATE,)),
    }
    for part, (key, allowed) in wanted.items():
        if types.get(key) not in allowed:
            message = f"ขั้นตอน '{asked.stage}' ไม่มีช่อง '{key}' ชนิด {' หรือ '.join(allowed)}"
            names.say(f"guideline.acknowledged.{part}", message, "ใช้ชื่อช่องของแบบฟอร์มในขั้นตอนนั้น")


def check_terms(names: Names) -> None:
    for code, terms in names.built.terms.items():
        if code != "all" and len(code) % 2:
            names.say(f"terms.{code}", f"'{code}' ไม่ใช่รหัสพื้นที่", "ใช้รหัสจังหวัด 2 หลัก หรืออำเภอ 4 หลัก")
        for key, due in terms.due.items():
            names.due_days(due, f"terms.{code}.due.{key}")
            if key not in names.stage_paths:
                names.unknown_stage(key, f"terms.{code}.due.{key}")
            elif key in names.by_key:
                names.due_roles(due, names.by_key[key], f"terms.{code}.due.{key}")


def check_samples(names: Names) -> None:
    given = names.built.mapping
    if not names.built.report.sound("samples"):
        return
    known = {
        *names.form_names,
        *names.stage_paths,
        *(name for name in ("proposals", "exports") if name in given),
        *mapping_of(given.get("rubrics")),
        *mapping_of(given.get("rules")),
    }
    for at, name in enumerate(given.get("samples") or ()):
        if name not in known:
            names.say(f"samples[{at}]", f"ไม่มีสิ่งใดชื่อ '{name}' ในแฟ้มนี้", "ใช้ชื่อแบบฟอร์ม ขั้นตอน เกณฑ์ หรือกฎ")
