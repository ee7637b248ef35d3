"""What happened in the districts by the demo's day. Groups, places of sale and words are invented."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time

from sammachip.cases import actions
from sammachip.cases.models import Case, ClusterBasis, Filing, Task
from sammachip.org.hats import Actor
from sammachip.org.models import Area
from sammachip.programmes.models import Edition
from sammachip.registry import actions as registry
from sammachip.registry.models import GroupKind
from sammachip.trail import clock

TRANSFERRED = ("3104", "3107", "3111", "3102")
"""Districts whose transfer is recorded already; the others wait for the province to record it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One invented group; `tambon` counts the sub-districts of its district in the order of their codes."""

    district: str
    tambon: int
    moo: int
    village: str
    name: str
    product: str
    members: int
    sold_at: str
    otop: bool
    occupation: str


GROUPS = (
    Sample("3104", 0, 3, "ตัวอย่างเหนือ", "กลุ่มทอผ้าไหมตัวอย่าง", "ผ้าไหมมัดหมี่", 18, "ตลาดนัดชุมชน", True, "processing"),
    Sample("3104", 1, 5, "ตัวอย่างใต้", "กลุ่มทอผ้าฝ้ายสาธิต", "ผ้าฝ้ายย้อมสีธรรมชาติ", 14, "ศูนย์สาธิตการตลาด", False, "processing"),
    Sample("3107", 0, 2, "สมมุติพัฒนา", "กลุ่มแปรรูปกล้วยสาธิต", "กล้วยอบน้ำผึ้ง", 12, "ร้านค้าประชารัฐสุขใจ shop", True, "processing"),
    Sample("3107", 1, 7, "สมมุติสามัคคี", "กลุ่มจักสานตัวอย่าง", "ตะกร้าไม้ไผ่", 10, "ตลาดนัดชุมชน", False, "processing"),
    Sample("3111", 0, 4, "สาธิตริมมูล", "กลุ่มข้าวหอมมะลิสาธิต", "ข้าวหอมมะลิปลอดภัย", 22, "โรงพยาบาลชุมชน", False, "farming"),
    Sample("3102", 0, 1, "จำลองคูเมือง", "กลุ่มเลี้ยงไหมจำลอง", "รังไหม", 15, "กลุ่มทอผ้าในอำเภอใกล้เคียง", False, "farming"),
)  # fmt: skip


def on(day: date, hour: int = 9) -> AbstractContextManager[None]:
    return clock.frozen(datetime.combine(day, time(hour), clock.BANGKOK))


def tell(edition: Edition, cast: Mapping[str, Actor], today: date) -> None:
    """Bring the districts as far as they are on the demo's day."""
    cases: dict[str, list[Case]] = {}
    with on(date(2018, 9, 4)):
        for sample in GROUPS:
            cases.setdefault(sample.district, []).append(
                enrol(edition, sample, cast[f"officer-{sample.district}"])
            )
    with on(date(2018, 9, 4), 14):
        for district in cases:
            prepare(_task(_district(edition, district), "prepare"), cast[f"officer-{district}"])
        prepare(_task(_district(edition, "31"), "prepare"), cast["somchai"])
        prepare(_task(_district(edition, "3101"), "prepare"), cast["malee"])
    with on(date(2018, 9, 5)):
        for district, groups in cases.items():
            for case in groups:
                survey(_task(case, "survey"), cast, district)
    with on(date(2018, 9, 6)):
        actions.make_cluster(
            cases["3104"], name="คลัสเตอร์ผ้าทอตัวอย่าง", basis=ClusterBasis.SAME, note="", actor=cast["head-3104"]
        )
        answer = "อำเภอมีกลุ่มเดียว และยังไม่มีกลุ่มในอำเภอใกล้เคียงที่ทำสินค้าเดียวกัน"
        actions.answer_no_cluster(_district(edition, "3111"), reason=answer, actor=cast["head-3111"])
    reports(edition, cast, today)


def _district(edition: Edition, code: str) -> Case:
    return Case.objects.select_related("edition__programme", "office").get(edition=edition, office=code)


def _task(case: Case, stage: str) -> Task:
    return case.tasks.select_related("case__edition__programme", "case__office", "case__group").get(
        stage=stage
    )


def enrol(edition: Edition, sample: Sample, actor: Actor) -> Case:
    village = registry.place_village(
        Area.objects.filter(parent=sample.district).order_by("code")[sample.tambon],
        moo=sample.moo,
        name=sample.village,
    )
    group = registry.register_group(
        village,
        name=sample.name,
        kind=GroupKind.OCCUPATIONAL,
        said={
            "product": sample.product,
            "members_count": sample.members,
            "sale_places": sample.sold_at,
            "otop_registered": sample.otop,
            "occupation_kind": sample.occupation,
            "chair_name": "นางประธาน สมมุติ",
        },
        source="demo",
        said_on=clock.today(),
        actor=actor,
    )
    return actions.enrol_group(_district(edition, sample.district), group, actor=actor)


def prepare(task: Task, actor: Actor) -> None:
    file_and_send(
        task,
        {
            "studied": "yes",
            "studied_by": actor.person.name,
            "studied_on": "3 ก.ย. 61",
            "partners": [
                {
                    "name": "วิทยาลัยชุมชนตัวอย่าง",
                    "kind": "educational",
                    "part": "adviser",
                    "contact": "ฝ่ายบริการวิชาการ",
                },
                {"name": "ธนาคารชุมชนสาธิต", "kind": "financial", "part": "support", "contact": "ผู้จัดการสาขา"},
            ],
        },
        actor,
    )


def survey(task: Task, cast: Mapping[str, Actor], district: str) -> None:
    filing = file_and_send(task, {"incomes": [INCOME]}, cast[f"officer-{district}"])
    actions.sign_filing(filing, seen=filing.revision, actor=cast[f"head-{district}"])


INCOME = {
    "moment": "before",
    "amount": "18,500",
    "period": "month",
    "as_of": "31 ส.ค. 61",
    "method": "สอบถามกรรมการกลุ่ม",
}


def file_and_send(task: Task, raw: Mapping[str, object], actor: Actor) -> Filing:
    """Begin, answer and send; what the draft shows filled in stays unless `raw` says otherwise."""
    filing = actions.start_filing(task, actor=actor)
    actions.save_draft(filing, {**filing.answers, **raw}, seen=filing.saved, actor=actor)
    return actions.send_filing(filing, seen=filing.saved, actor=actor)


def reports(edition: Edition, cast: Mapping[str, Actor], today: date) -> None:
    """Early reports: one accepted in เมืองบุรีรัมย์ and นางรอง, one at the province, one returned, one being written."""
    with on(date(2018, 9, 5), 15):
        town = file_and_send(_task(_district(edition, "3101"), "report"), EARLY, cast["malee"])
    with on(date(2018, 9, 6), 10):
        actions.sign_filing(town, seen=town.revision, actor=cast["mana"])
    with on(date(2018, 9, 7), 9):
        actions.sign_filing(town, seen=town.revision, actor=cast["somchai"])
        nangrong = file_and_send(
            _task(_district(edition, "3104"), "report"), ON_THE_WAY, cast["officer-3104"]
        )
        actions.sign_filing(nangrong, seen=nangrong.revision, actor=cast["head-3104"])
        actions.sign_filing(nangrong, seen=nangrong.revision, actor=cast["somchai"])
        satuek = file_and_send(_task(_district(edition, "3111"), "report"), ON_THE_WAY, cast["officer-3111"])
        actions.sign_filing(satuek, seen=satuek.revision, actor=cast["head-3111"])
    with on(today, 8):
        actions.return_filing(
            satuek,
            seen=satuek.revision,
            reason="ขอให้ระบุปัญหาและแนวทางแก้ไขของขั้นตอนที่ ๒ ให้ชัดเจน",
            actor=cast["somchai"],
        )
        waiting = file_and_send(_task(_district(edition, "3107"), "report"), ON_THE_WAY, cast["officer-3107"])
        actions.sign_filing(waiting, seen=waiting.revision, actor=cast["head-3107"])
        draft = actions.start_filing(_task(_district(edition, "3102"), "report"), actor=cast["officer-3102"])
        actions.save_draft(draft, {"standing": "ongoing"}, seen=0, actor=cast["officer-3102"])


EARLY: dict[str, object] = {
    "standing": "ongoing",
    "process": {
        "step_1": {
            "result": "ประชุมชี้แจงแนวทางและนัดวันสำรวจกลุ่มอาชีพแล้ว",
            "problem": "กลุ่มติดช่วงเก็บเกี่ยว",
            "remedy": "นัดสำรวจช่วงเย็น",
        },
    },
}
ON_THE_WAY: dict[str, object] = {
    "standing": "ongoing",
    "process": {
        "step_1": {"result": "สำรวจข้อมูลครบทุกกลุ่มและบันทึกในทะเบียนแล้ว"},
        "step_2": {
            "result": "จัดกลุ่มตามประเภทผลิตภัณฑ์แล้ว",
            "problem": "บางกลุ่มอยู่ห่างกัน",
            "remedy": "ใช้ตลาดนัดชุมชนเป็นจุดนัดพบ",
        },
        "step_3": {"result": "เตรียมแบบประเมินและนัดหมายกลุ่ม"},
    },
}
