"""What the rooms above bring to the registries, for packs read without them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sammachip.core.area import Level
from sammachip.core.expr import Kind
from sammachip.programmes.facts import Binding, Fact
from sammachip.programmes.kinds import Standing
from sammachip.programmes.pack import Pack, Stage


@dataclass(frozen=True)
class PlainKind:
    """A kind that keeps nothing: enough for a pack to name it. `needs_form` makes it particular about its stages."""

    name: str
    label: str = ""
    needs_form: bool = False

    def problems(self, stage: Stage, pack: Pack) -> Iterable[str]:
        if self.needs_form and stage.form is None:
            yield f"ขั้นตอน '{stage.title}' ต้องมีแบบฟอร์ม"

    def open(self, task: object, *, actor: object) -> None:
        """Keeps nothing."""

    def standings(self, tasks: Sequence[object]) -> Mapping[int, Standing]:
        return {}

    def withdraw(self, task: object, *, actor: object) -> None:
        """Keeps nothing."""


KINDS = (
    PlainKind("form", needs_form=True),
    *(PlainKind(name) for name in ("cluster", "purchase", "round", "spend")),
)

_DISTRICT_ROW = {
    "id": Kind.TEXT,
    "name": Kind.TEXT,
    "groups": Kind.INTEGER,
    "allotted": Kind.MONEY,
    "paid": Kind.MONEY,
    "percent": Kind.NUMBER,
    "state": Kind.TEXT,
    "reported_on": Kind.DATE,
}
_GROUP_ROW = {
    "id": Kind.TEXT,
    "no": Kind.INTEGER,
    "address": Kind.TEXT,
    "name": Kind.TEXT,
    "product": Kind.TEXT,
    "members": Kind.INTEGER,
    "sale_places": Kind.TEXT,
    "otop_registered": Kind.BOOL,
}
_MEASURE_ROW = {
    "id": Kind.TEXT,
    "title": Kind.TEXT,
    "target": Kind.NUMBER,
    "numerator": Kind.NUMBER,
    "denominator": Kind.NUMBER,
    "missing": Kind.INTEGER,
    "value": Kind.NUMBER,
    "lowest": Kind.NUMBER,
    "highest": Kind.NUMBER,
}
_ROLLUP_ROW = {
    "id": Kind.TEXT,
    "step": Kind.TEXT,
    "finished": Kind.INTEGER,
    "ongoing": Kind.INTEGER,
    "none": Kind.INTEGER,
}

FACTS = (
    Fact("office.name", Kind.TEXT, "ชื่อหน่วยงาน"),
    Fact("office.place", Kind.TEXT, "ชื่อพื้นที่"),
    Fact("office.province_name", Kind.TEXT, "ชื่อจังหวัด"),
    Fact("as_of", Kind.DATE, "ข้อมูล ณ วันที่"),
    Fact("groups_count", Kind.INTEGER, "จำนวนกลุ่ม"),
    Fact("groups[]", Kind.ROWS, "กลุ่ม", columns=_GROUP_ROW),
    Fact("clusters_count", Kind.INTEGER, "จำนวนคลัสเตอร์"),
    Fact(
        "clusters[]",
        Kind.ROWS,
        "คลัสเตอร์",
        columns=dict.fromkeys(("id", "name", "basis", "members"), Kind.TEXT),
    ),
    Fact("steps[]", Kind.ROWS, "ขั้นตอน", columns={"id": Kind.TEXT, "state": Kind.TEXT}),
    Fact("steps_rollup[]", Kind.ROWS, "ขั้นตอนรายอำเภอ", (Level.PROVINCE,), _ROLLUP_ROW),
    Fact("districts_total", Kind.INTEGER, "อำเภอทั้งหมด", (Level.PROVINCE,)),
    Fact("districts_reported", Kind.INTEGER, "อำเภอที่รายงานแล้ว", (Level.PROVINCE,)),
    Fact("districts[]", Kind.ROWS, "รายอำเภอ", (Level.PROVINCE,), _DISTRICT_ROW),
    Fact("measures[]", Kind.ROWS, "ตัวชี้วัด", columns=_MEASURE_ROW),
    Fact(
        "goods[]",
        Kind.ROWS,
        "พัสดุที่ส่งมอบ",
        columns={
            "id": Kind.TEXT,
            "item": Kind.TEXT,
            "quantity": Kind.NUMBER,
            "unit": Kind.TEXT,
            "handed_on": Kind.DATE,
        },
    ),
    Fact(
        "plan.lines[]",
        Kind.ROWS,
        "รายการตามแผน",
        columns={
            "id": Kind.TEXT,
            "item": Kind.TEXT,
            "quantity": Kind.NUMBER,
            "unit": Kind.TEXT,
            "amount": Kind.MONEY,
            "expense_class": Kind.TEXT,
        },
    ),
    Fact(
        "levels_reached[]",
        Kind.ROWS,
        "ระดับ",
        columns={"id": Kind.TEXT, "stage": Kind.TEXT, "level": Kind.TEXT, "count": Kind.INTEGER},
    ),
    Fact(
        "group.incomes[]",
        Kind.ROWS,
        "รายได้",
        (Level.GROUP,),
        {
            "id": Kind.TEXT,
            "moment": Kind.TEXT,
            "amount": Kind.MONEY,
            "period": Kind.TEXT,
            "as_of": Kind.DATE,
            "method": Kind.TEXT,
        },
    ),
    Fact(
        "accepted_work[]",
        Kind.ROWS,
        "งานที่รับแล้ว",
        columns={"id": Kind.TEXT, "stage": Kind.TEXT, "count": Kind.INTEGER, "last_on": Kind.DATE},
    ),
    Fact(
        "goods_found[]",
        Kind.ROWS,
        "พัสดุที่พบ",
        columns={"id": Kind.TEXT, "found": Kind.TEXT, "count": Kind.INTEGER},
    ),
    Fact(
        "added_up[]",
        Kind.ROWS,
        "ผลรวม",
        columns={
            "id": Kind.TEXT,
            "title": Kind.TEXT,
            "kind": Kind.TEXT,
            "count": Kind.INTEGER,
            "unit": Kind.TEXT,
            "sums": Kind.TEXT,
        },
    ),
    Fact("group.name", Kind.TEXT, "ชื่อกลุ่ม", (Level.GROUP,)),
    Fact("group.place", Kind.TEXT, "ที่ตั้งกลุ่ม", (Level.GROUP,)),
    Fact("reporter.name", Kind.TEXT, "ผู้รายงาน"),
    Fact("reporter.post", Kind.TEXT, "ตำแหน่งผู้รายงาน"),
    Fact("reporter.office", Kind.TEXT, "หน่วยงานของผู้รายงาน"),
    *(
        Fact(f"money.{name}", Kind.MONEY, name)
        for name in ("allotted", "transferred", "committed", "paid", "left", "returned")
    ),
    Fact("money.share", Kind.MONEY, "วงเงิน", (Level.GROUP,)),
    Fact("money.percent", Kind.NUMBER, "ร้อยละ"),
)

BINDINGS = (
    *(
        Binding(f"group.{name}", Kind.TEXT, name)
        for name in ("name", "kind", "product", "occupation_kind", "sale_places", "chair_name", "phone")
    ),
    Binding("group.members_count", Kind.INTEGER, "สมาชิก"),
    Binding("group.otop_registered", Kind.BOOL, "ลงทะเบียน OTOP"),
    Binding("group.founded_on", Kind.DATE, "วันที่จัดตั้ง"),
    Binding(
        "group.products[]",
        Kind.ROWS,
        "ผลิตภัณฑ์",
        ("name", "main", "occupation_kind", "otop_category", "producer_kind", "standards", "other_standard"),
    ),
    Binding("group.markets[]", Kind.ROWS, "ตลาด", ("kind", "name", "since")),
    Binding("group.committee[]", Kind.ROWS, "กรรมการ", ("post", "name", "phone")),
    Binding("group.incomes[]", Kind.ROWS, "รายได้", ("moment", "amount", "period", "as_of", "method")),
    Binding(
        "group.jobs[]",
        Kind.ROWS,
        "งาน",
        ("moment", "persons", "new_persons", "as_of", "method"),
        {"moment": ("before", "after")},
    ),
    Binding(
        "group.welfare[]",
        Kind.ROWS,
        "สวัสดิการ",
        ("kind", "amount", "persons", "as_of"),
        {"kind": ("birth", "sickness", "age", "death", "schooling", "other")},
    ),
    Binding("partners[]", Kind.ROWS, "ภาคี", ("name", "kind", "part", "contact")),
    Binding("goods[]", Kind.ROWS, "พัสดุ", ("item", "quantity", "unit")),
    Binding("goods.handed_on", Kind.DATE, "วันที่ส่งมอบ"),
    Binding(
        "goods.checks[]",
        Kind.ROWS,
        "ผลการตรวจ",
        ("item", "quantity", "unit", "handed_on", "found", "remark"),
        {"found": ("in_use", "stored", "broken", "not_found")},
    ),
    Binding("goods.checked_on", Kind.DATE, "วันที่ตรวจ"),
    Binding(
        "plan.work[]",
        Kind.ROWS,
        "รายการที่ทำ",
        ("item", "quantity", "unit", "amount", "expense_class", "carried_out"),
    ),
    Binding("plan.worked_on", Kind.DATE, "วันที่ทำ"),
    Binding(
        "plan.lines[]",
        Kind.ROWS,
        "แผน",
        ("item", "quantity", "unit", "price", "amount", "expense_class", "dimension"),
    ),
)
