"""One stage: its kind, its roles, its days, and how its answers decide it."""

from collections import Counter
from itertools import pairwise

from sammachip.core import flow, levels
from sammachip.core.expr import Kind
from sammachip.programmes.instrumentspec import said_of_bands
from sammachip.programmes.meaning.names import Names, items, listed
from sammachip.programmes.pack import Judgement, Stage


def check_stage(names: Names, stage: Stage) -> None:
    path = names.stage_paths[stage.key]
    for level in stage.per:
        names.level(level, f"{path}.per")
    _roles(names, stage, path)
    _occurrences(names, stage, path)
    names.due_roles(stage.due, stage, f"{path}.due")
    names.due_days(stage.due, f"{path}.due")
    _due_in_turn(names, stage, f"{path}.due")
    _files(names, stage, path)
    for need in (*stage.needs, *stage.unless):
        _tier(names, need, path)
    if stage.form is not None:
        names.form_named(stage.form, f"{path}.form")
    elif stage.nil:
        names.say(f"{path}.nil", "nil ใช้กับขั้นตอนที่มีแบบฟอร์มเท่านั้น", "เพิ่ม form: หรือลบ nil")
    if stage.receipts and not (stage.form and stage.signs):
        names.say(
            f"{path}.receipts", "receipts ใช้กับแบบฟอร์มที่มีผู้ลงนามเท่านั้น", "เพิ่ม form: และ signs: หรือลบ receipts"
        )
    if stage.late != "accept" and not stage.due:
        names.say(f"{path}.late", "late ต้องมีกำหนดส่งให้เทียบ", "เพิ่ม due: หรือลบ late")
    if stage.compares is not None:
        _compared(names, stage, stage.compares, f"{path}.compares")
    if stage.outcome is not None:
        _judgement(names, stage, stage.outcome, f"{path}.outcome")


def _roles(names: Names, stage: Stage, path: str) -> None:
    named = [(role, f"{path}.by") for role in stage.by]
    named += [(hop.role, f"{path}.signs[{at}]") for at, hop in enumerate(stage.signs)]
    named += [(role, f"{path}.closer") for role in stage.closer]
    for role, where in named:
        names.role(role, stage.per, where)
    for level in stage.per:
        if stage.by and not stage.writers(level):
            message = f"ไม่มีบทบาทใดใน by ที่ดูแลงานระดับ '{level}'"
            names.say(f"{path}.by", message, "เพิ่มบทบาทของหน่วยงานระดับนั้นหรือสูงกว่า")
    for role, times in Counter(hop.role for hop in stage.signs).items():
        if times > 1:
            names.say(f"{path}.signs", f"บทบาท '{role}' ลงนามซ้ำ {times} ครั้ง", "เหลือไว้ขั้นเดียว")


def _files(names: Names, stage: Stage, path: str) -> None:
    """Files stand beside the answers of a form, and only what may be a clip has a length."""
    if stage.files and stage.form is None:
        names.say(f"{path}.files", "files ใช้กับขั้นตอนที่มีแบบฟอร์มเท่านั้น", "เพิ่ม form: หรือลบ files")
    for one in stage.files:
        if one.max_seconds and one.accept not in ("video", "any"):
            names.say(
                f"{path}.files.{one.key}.max_seconds",
                f"ไฟล์ชนิด '{one.accept}' ไม่มีความยาว",
                "ลบ max_seconds หรือใช้ accept: video",
            )


def _occurrences(names: Names, stage: Stage, path: str) -> None:
    if stage.many and stage.every:
        names.say(f"{path}.many", "ขั้นตอนใช้ many พร้อมกับ every ไม่ได้", "เลือกอย่างใดอย่างหนึ่ง")
    if stage.many and not stage.closer:
        names.say(f"{path}.many", "ขั้นตอนที่ทำได้หลายครั้งต้องมีผู้ปิด", "เพิ่ม closer: เช่น district-head")
    if stage.closer and not stage.many:
        names.say(f"{path}.closer", "closer ใช้กับขั้นตอนที่ many: true เท่านั้น", "เพิ่ม many: true หรือลบ closer")


def _due_in_turn(names: Names, stage: Stage, path: str) -> None:
    """Nobody is asked to send on before those whose turn comes first."""
    turns = [role for role in stage.roles if role in stage.due]
    for earlier, later in pairwise(turns):
        if later not in stage.by and stage.due[later] < stage.due[earlier]:
            message = f"กำหนดส่งของ '{later}' มาก่อนของ '{earlier}' ซึ่งต้องส่งให้ก่อน"
            names.say(f"{path}.{later}", message, "สลับวัน หรือแก้ให้เรียงตามลำดับการลงนาม")


def _tier(names: Names, need: flow.Need, path: str) -> None:
    outcome, _, tier = need.when.partition(":")
    target = names.by_key.get(need.stage)
    if outcome == "passed" and tier and target is not None and tier not in _tiers(target):
        given = listed(_tiers(target)) or "ไม่มีเลย"
        names.say(
            names.need_path(path, need.stage),
            f"ขั้นตอน '{need.stage}' ไม่มีระดับ '{tier}'",
            f"ระดับที่มี: {given}",
        )


def _judgement(names: Names, stage: Stage, judgement: Judgement, path: str) -> None:
    if stage.form is None:
        names.say(path, "outcome ตัดสินจากคำตอบ แต่ขั้นตอนนี้ไม่มีแบบฟอร์ม", "เพิ่ม form: หรือลบ outcome")
        return
    if names.unread(stage.form):
        return
    known = names.answers(stage.form)
    last = len(judgement.clauses) - 1
    for at, clause in enumerate(judgement.clauses):
        if clause.when is None and at < last:
            names.say(f"{path}.decide[{at}]", "ข้อที่ไม่มี when ทำให้ข้อถัดไปไม่มีผล", "ย้ายไปเป็นข้อสุดท้าย")
        elif clause.when is not None:
            names.rule(clause.when, known, [Kind.BOOL], f"{path}.decide[{at}].when")
            if at == last:
                names.say(f"{path}.decide[{at}]", "ข้อสุดท้ายยังมี when จึงอาจตัดสินไม่ได้", "เพิ่มข้อสุดท้ายที่ไม่มี when")
    if judgement.score is not None:
        names.rule(judgement.score, known, [Kind.NUMBER], f"{path}.score")
    if judgement.bands:
        _bands(names, judgement, f"{path}.bands")


def _compared(names: Names, stage: Stage, other: str, path: str) -> None:
    """What is repeated is an assessment of the same subject with the same form, and repeats none itself."""
    target = names.by_key.get(other)
    if other not in names.stage_paths:
        names.unknown_stage(other, path)
    elif other == stage.key:
        names.say(path, f"ขั้นตอน '{other}' เทียบกับตัวเอง", "ใส่ชื่อขั้นตอนประเมินอีกขั้นหนึ่ง หรือลบ compares")
    elif target is not None and not names.unmeasured(stage.form):
        if (target.form, target.per) != (stage.form, stage.per) or stage.instrument is None:
            message = f"ขั้นตอน '{other}' ไม่ได้ประเมินสิ่งเดียวกันด้วยแบบเดียวกัน"
            names.say(path, message, "ใช้ form: ที่มี instrument และ per: เดียวกันทั้งสองขั้นตอน")
        elif target.compares is not None:
            message = f"ขั้นตอน '{other}' เทียบกับ '{target.compares}' อยู่แล้ว"
            names.say(path, message, f"เขียน compares: {target.compares} ทั้งสองขั้นตอน")


def _bands(names: Names, judgement: Judgement, path: str) -> None:
    for problem in levels.problems(judgement.bands):
        names.say(path, *said_of_bands(problem))


def _tiers(stage: Stage) -> tuple[str, ...]:
    """The tiers a stage can end in, by its own judgement or by its kind's `tiers`."""
    own = stage.outcome.levels if stage.outcome else ()
    return (*own, *(str(tier["name"]) for tier in items(stage.options.get("tiers")) if "name" in tier))
