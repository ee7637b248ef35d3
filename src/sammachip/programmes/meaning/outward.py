"""The invitation, the groups followed up, and what another system is given: every stage, field and fact is there."""

from sammachip.core.area import Level
from sammachip.core.fields import Field, FieldType
from sammachip.programmes import facts
from sammachip.programmes.meaning.names import Names, listed
from sammachip.programmes.outwardspec import Block, Enclosed, Invitation
from sammachip.programmes.pack import Stage


def check_invitation(names: Names) -> None:
    """Groups come from a list whose rows are kept, and are told in a stage of their own that asks these things."""
    asked = names.built.invitation
    if asked is None:
        return
    enrol = names.built.enrol.get(Level.GROUP)
    source = ((enrol.source if enrol else None) or "").removeprefix("list:")
    found = names.built.lists.get(source)
    if found is None or found.of != "group":
        names.say(
            "invitation",
            "กลุ่มไม่ได้มาจากบัญชีรายชื่อกลุ่ม",
            "เขียน enrol.group.source: list:ชื่อบัญชี และ of: group ในบัญชีนั้น",
        )
    _of_groups(names, asked.application, "invitation.application")
    stage = _of_groups(names, asked.stage, "invitation.stage")
    if stage is not None and not names.unread(stage.form):
        _asked_there(names, asked, stage)


def _asked_there(names: Names, asked: Invitation, stage: Stage) -> None:
    fields = _fields(names, stage)
    wanted = {
        "on": (asked.on, FieldType.DATE),
        "how": (asked.how, FieldType.CHOICE),
        "answer": (asked.answer, FieldType.YES_NO),
        "why": (asked.why, FieldType.TEXT),
    }
    for part, (key, type_) in wanted.items():
        if key not in fields or fields[key].type is not type_:
            message = f"ขั้นตอน '{stage.key}' ไม่มีช่อง '{key}' ชนิด {type_}"
            names.say(f"invitation.{part}", message, "ใช้ชื่อช่องของแบบฟอร์มในขั้นตอนนั้น")


def check_followup(names: Names) -> None:
    follow = names.built.followup
    for part in ("among", "stages"):
        for at, key in enumerate(getattr(follow, part, ())):
            _of_groups(names, key, f"followup.{part}[{at}]")


def check_exports(names: Names) -> None:
    for key, export in names.built.exports.items():
        path = f"exports.{key}"
        stage = _of_groups(names, export.stage, f"{path}.stage")
        if stage is not None and stage.form is None:
            names.say(f"{path}.stage", f"ขั้นตอน '{stage.key}' ไม่มีแบบฟอร์มให้บันทึก", "ใช้ขั้นตอนชนิด form")
        for at, block in enumerate(export.blocks):
            _block(names, block, f"{path}.blocks[{at}]")
        for at, enclosed in enumerate(export.files):
            _enclosed(names, enclosed, f"{path}.files[{at}]")


def _block(names: Names, block: Block, path: str) -> None:
    if len(block.sources) != 1:
        names.say(path, "ช่องนี้ต้องมี text, fact หรือ answer อย่างใดอย่างหนึ่ง", "เหลือไว้เพียงคีย์เดียว")
    elif block.fact:
        _fact(names, block, path)
    elif block.answer:
        _answer(names, block, path)


def _fact(names: Names, block: Block, path: str) -> None:
    fact = facts.fact(block.fact)
    if fact is None or not fact.known_at(Level.GROUP):
        names.say(f"{path}.fact", f"ไม่มีข้อมูลของกลุ่มชื่อ '{block.fact}'", f"ใช้: {listed(facts.fact_names())}")
        return
    _columns(names, block, tuple(fact.columns), path)


def _answer(names: Names, block: Block, path: str) -> None:
    key, name = block.asked
    stage = _of_groups(names, key, f"{path}.answer")
    if stage is None or names.unread(stage.form):
        return
    found = _fields(names, stage).get(name)
    if found is None:
        names.say(f"{path}.answer", f"แบบของขั้นตอน '{key}' ไม่มีช่อง '{name}'", "เขียนเป็น ขั้นตอน.ช่อง")
        return
    given = [one for one in found.columns if not block.columns or one.key in block.columns]
    if found.personal or any(one.personal for one in given):
        names.say(
            f"{path}.answer", f"ช่อง '{block.answer}' เป็นข้อมูลส่วนบุคคล", "ให้เฉพาะช่องและคอลัมน์ที่ไม่ใช่ข้อมูลส่วนบุคคล"
        )
    _columns(names, block, tuple(column.key for column in found.columns), path)


def _columns(names: Names, block: Block, known: tuple[str, ...], path: str) -> None:
    for at, name in enumerate(block.columns):
        if name not in known:
            names.say(f"{path}.columns[{at}]", f"ไม่มีคอลัมน์ '{name}'", f"ใช้: {listed(known) or 'ไม่มี'}")


def _enclosed(names: Names, enclosed: Enclosed, path: str) -> None:
    for at, key in enumerate(enclosed.of):
        stage = _of_groups(names, key, f"{path}.of[{at}]")
        if stage is None or names.unread(stage.form):
            continue
        pictured = any(one.type is FieldType.PHOTOS for one in _fields(names, stage).values())
        if enclosed.take == "pictures" and not pictured:
            names.say(f"{path}.of[{at}]", f"แบบของขั้นตอน '{key}' ไม่มีช่องภาพถ่าย", "ใช้ขั้นตอนที่แบบมีช่องชนิด photos")
        if enclosed.take == "files" and enclosed.key not in {one.key for one in stage.files}:
            names.say(f"{path}.key", f"ขั้นตอน '{key}' ไม่มีไฟล์แนบชื่อ '{enclosed.key}'", "ใช้ชื่อใน files ของขั้นตอนนั้น")


def _fields(names: Names, stage: Stage) -> dict[str, Field]:
    form = names.built.forms.get(stage.form or "")
    return {one.key: one for one in form.fields} if form else {}


def _of_groups(names: Names, key: str, path: str) -> Stage | None:
    """The stage of that name, which every group's case goes through; None where there is none to look at."""
    if key not in names.stage_paths:
        names.unknown_stage(key, path)
        return None
    stage = names.by_key.get(key)
    if stage is not None and Level.GROUP not in stage.per:
        names.say(path, f"ขั้นตอน '{key}' ไม่ใช่งานของกลุ่ม", "ใช้ขั้นตอนที่มี per: group")
        return None
    return stage
