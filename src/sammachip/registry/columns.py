"""The columns of a sheet of groups: headings, other names they go by, what their cells hold, and how they are explained."""

from datetime import date
from decimal import Decimal

from sammachip.core.cells import CellKind, Column
from sammachip.core.grid import Value
from sammachip.core.places import DISTRICT, LEVELS, PROVINCE, SUBDISTRICT
from sammachip.core.thainum import fold
from sammachip.registry.models import Activity, GroupKind, LocatedBy, OccupationKind
from sammachip.registry.queries import ACTIVITY, LEARNABLE

CODE, MOO, VILLAGE, SAID_ON = "code", "moo", "village", "said_on"
PLACED = (CODE, *LEVELS, MOO, VILLAGE)
"""The columns that say where a group is."""
EXAMPLE = "(ตัวอย่าง"
"""How the name begins in the row by which the template explains itself: such a row is no group."""

# Headings as offices print them: content of a sheet, in Thai whatever the screen's language.
COLUMNS: tuple[Column, ...] = (
    Column("name", "ชื่อกลุ่ม", required=True, aliases=("ชื่อกลุ่มอาชีพ", "กลุ่ม", "รายชื่อกลุ่ม"), longest=160),
    Column(
        "kind",
        "ชนิดกลุ่ม",
        CellKind.CHOICE,
        required=True,
        choices=((GroupKind.OCCUPATIONAL.value, "กลุ่มอาชีพ"), (GroupKind.SAVINGS.value, "กลุ่มออมทรัพย์เพื่อการผลิต")),
        aliases=("ประเภทกลุ่ม",),
        spellings=((GroupKind.OCCUPATIONAL.value, "อาชีพ"), (GroupKind.SAVINGS.value, "กลุ่มออมทรัพย์"), (GroupKind.SAVINGS.value, "ออมทรัพย์")),
    ),
    Column(CODE, "รหัสหมู่บ้าน", aliases=("รหัสหมู่บ้าน 8 หลัก",), longest=20),
    Column(PROVINCE, "จังหวัด", longest=80),
    Column(DISTRICT, "อำเภอ", aliases=("อำเภอ/เขต", "ชื่ออำเภอ"), longest=80),
    Column(SUBDISTRICT, "ตำบล", aliases=("ตำบล/แขวง", "ชื่อตำบล"), longest=80),
    Column(MOO, "หมู่ที่", CellKind.TEXT, aliases=("หมู่", "ม.", "หมู่ที่ (ม.)"), longest=20),
    Column(VILLAGE, "บ้าน", aliases=("ชื่อบ้าน", "หมู่บ้าน", "ชื่อหมู่บ้าน"), longest=80),
    Column("product", "ผลิตภัณฑ์ของกลุ่ม", aliases=("ผลิตภัณฑ์", "สินค้า", "ชื่อผลิตภัณฑ์"), longest=200),
    Column(
        "occupation_kind",
        "ประเภทอาชีพ",
        CellKind.CHOICE,
        choices=(
            (OccupationKind.FARMING.value, "ภาคการเกษตร"),
            (OccupationKind.PROCESSING.value, "การแปรรูป (OTOP/SME)"),
            (OccupationKind.TOURISM.value, "การท่องเที่ยวชุมชน"),
            (OccupationKind.OTHER.value, "อื่น ๆ"),
        ),
        spellings=(
            (OccupationKind.FARMING.value, "การเกษตร"),
            (OccupationKind.FARMING.value, "เกษตร"),
            (OccupationKind.PROCESSING.value, "การแปรรูป"),
            (OccupationKind.PROCESSING.value, "แปรรูป"),
            (OccupationKind.TOURISM.value, "ท่องเที่ยว"),
            (OccupationKind.TOURISM.value, "การท่องเที่ยว"),
            (OccupationKind.OTHER.value, "อื่นๆ"),
        ),
    ),
    Column("members_count", "สมาชิก (คน)", CellKind.INTEGER, aliases=("จำนวนสมาชิก", "จำนวนสมาชิก (คน)")),
    Column("sale_places", "สถานที่จำหน่าย", aliases=("แหล่งจำหน่าย", "ช่องทางจำหน่าย"), longest=200),
    Column(
        "otop_registered",
        "ลงทะเบียน OTOP",
        CellKind.CHOICE,
        choices=(("yes", "ลงทะเบียนแล้ว"), ("no", "ยังไม่ลงทะเบียน")),
        aliases=("OTOP", "การลงทะเบียน OTOP"),
        spellings=tuple(
            (value, word)
            for value, words in (("yes", ("ใช่", "มี", "เป็น", "1", "true", "✓", "/")), ("no", ("ไม่", "ไม่ใช่", "ไม่มี", "ไม่เป็น", "0", "false")))
            for word in words
        ),
    ),
    Column("chair_name", "ประธานกลุ่ม", aliases=("ชื่อประธาน", "ชื่อประธานกลุ่ม", "ประธาน"), longest=160),
    Column("phone", "โทรศัพท์", aliases=("เบอร์โทร", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "โทร"), longest=40),
    Column("line_id", "ไลน์ไอดี", aliases=("ไลน์", "LINE", "LINE ID", "ID LINE"), longest=80),
    Column("facebook", "เฟซบุ๊ก", aliases=("Facebook", "เพจ"), longest=200),
    Column("founded_on", "วันที่จัดตั้งกลุ่ม", CellKind.DATE, aliases=("วันที่จัดตั้ง", "วันที่ก่อตั้ง", "จัดตั้งเมื่อ")),
    Column("otop_number", "เลขทะเบียน OTOP", aliases=("เลขที่ทะเบียน OTOP",), longest=40),
    Column("otop_year", "ปีที่ลงทะเบียน OTOP (พ.ศ.)", CellKind.NUMBER),
    Column("latitude", "ละติจูด", CellKind.NUMBER, aliases=("Latitude", "Lat"), decimals=6),
    Column("longitude", "ลองจิจูด", CellKind.NUMBER, aliases=("Longitude", "Long", "Lng", "Lon"), decimals=6),
    Column(
        "located_by",
        "ที่มาของพิกัด",
        CellKind.CHOICE,
        choices=(
            (LocatedBy.DEVICE.value, "วัดด้วยเครื่องในพื้นที่"),
            (LocatedBy.MAP.value, "ชี้ตำแหน่งบนแผนที่"),
            (LocatedBy.VILLAGE.value, "ใช้จุดกลางหมู่บ้าน"),
        ),
        spellings=((LocatedBy.DEVICE.value, "GPS"), (LocatedBy.MAP.value, "แผนที่"), (LocatedBy.VILLAGE.value, "จุดกลางหมู่บ้าน")),
    ),
    Column(
        "activity",
        "สภาพการดำเนินการ",
        CellKind.CHOICE,
        choices=((Activity.ACTIVE.value, "ดำเนินการ"), (Activity.PAUSED.value, "พักกิจการ"), (Activity.DISSOLVED.value, "ยุบเลิก")),
        aliases=("สภาพกลุ่ม", "สถานะกลุ่ม", "สถานะการดำเนินการ"),
        spellings=(
            (Activity.ACTIVE.value, "ดำเนินการอยู่"),
            (Activity.ACTIVE.value, "ยังดำเนินการ"),
            (Activity.PAUSED.value, "พัก"),
            (Activity.PAUSED.value, "หยุดชั่วคราว"),
            (Activity.DISSOLVED.value, "ยกเลิก"),
            (Activity.DISSOLVED.value, "เลิก"),
        ),
    ),
    Column("activity_on", "เปลี่ยนสภาพเมื่อวันที่", CellKind.DATE, aliases=("วันที่เปลี่ยนสภาพ",)),
    Column("activity_reason", "เหตุผลที่เปลี่ยนสภาพ", longest=300),
    Column(SAID_ON, "ข้อมูล ณ วันที่", CellKind.DATE, aliases=("ข้อมูลวันที่", "วันที่สำรวจ")),
)  # fmt: skip
TOLD = tuple(column.key for column in COLUMNS if column.key in (*LEARNABLE, *ACTIVITY))
"""The columns that say something of the group itself."""

TEMPLATE_ROW: dict[str, Value] = {
    "name": f"{EXAMPLE} — ระบบข้ามแถวนี้) กลุ่มทอผ้าตัวอย่าง",
    "kind": GroupKind.OCCUPATIONAL.value,
    PROVINCE: "บุรีรัมย์",
    DISTRICT: "นางรอง",
    SUBDISTRICT: "หนองโบสถ์",
    MOO: "3",
    VILLAGE: "ตัวอย่าง",
    "product": "ผ้าไหมทอมือ",
    "occupation_kind": OccupationKind.PROCESSING.value,
    "members_count": 15,
    "sale_places": "ตลาดนัดชุมชน",
    "otop_registered": "yes",
    "chair_name": "นางตัวอย่าง ทดสอบระบบ",
    "phone": "0812345678",
    "line_id": "ตัวอย่างทดสอบ",
    "founded_on": date(2007, 1, 15),
    "latitude": Decimal("14.628100"),
    "longitude": Decimal("102.793900"),
    "located_by": LocatedBy.DEVICE.value,
    "activity": Activity.ACTIVE.value,
    SAID_ON: date(2018, 9, 10),
}
EXPLAINED = {
    "name": "ต้องกรอก",
    "kind": "ต้องกรอก: กลุ่มอาชีพ หรือ กลุ่มออมทรัพย์เพื่อการผลิต",
    CODE: "8 หลัก ถ้ากรอก ไม่ต้องกรอกจังหวัด อำเภอ ตำบล และหมู่ที่",
    PROVINCE: "เว้นได้ หมายถึงจังหวัดของหน่วยงานที่นำเข้า",
    DISTRICT: "เว้นได้เมื่ออำเภอเป็นผู้นำเข้า",
    SUBDISTRICT: "ต้องกรอก ถ้าไม่มีรหัสหมู่บ้าน",
    MOO: "ต้องกรอก ถ้าไม่มีรหัสหมู่บ้าน: 1 ถึง 99",
    VILLAGE: "ต้องกรอก ถ้าหมู่บ้านยังไม่มีในทะเบียน",
    "occupation_kind": "ภาคการเกษตร, การแปรรูป (OTOP/SME), การท่องเที่ยวชุมชน หรือ อื่น ๆ",
    "members_count": "จำนวนเต็ม 1 ถึง 10,000",
    "otop_registered": "ลงทะเบียนแล้ว หรือ ยังไม่ลงทะเบียน",
    "phone": "9 หรือ 10 หลัก หลายหมายเลขคั่นด้วย , หมายเลขสั้นพิมพ์คำนำหน้า เช่น สายด่วน 1669",
    "founded_on": "วัน เดือน ปี พ.ศ.",
    "otop_year": "พ.ศ. 4 หลัก ตั้งแต่ 2544",
    "latitude": "องศาทศนิยม 5.5 ถึง 20.5 กรอกคู่กับลองจิจูด",
    "longitude": "องศาทศนิยม 97.3 ถึง 105.7 กรอกคู่กับละติจูด",
    "located_by": "วัดด้วยเครื่องในพื้นที่, ชี้ตำแหน่งบนแผนที่ หรือ ใช้จุดกลางหมู่บ้าน",
    "activity": "ดำเนินการ, พักกิจการ หรือ ยุบเลิก",
    "activity_on": "วัน เดือน ปี พ.ศ. ต้องกรอกเมื่อพักกิจการหรือยุบเลิก",
    "activity_reason": "ต้องกรอกเมื่อพักกิจการหรือยุบเลิก",
    SAID_ON: "วัน เดือน ปี พ.ศ. เว้นไว้หมายถึงวันที่นำเข้า",
}


def kind_named(group: str) -> str:
    """The kind that a group's name speaks of, as a sheet may spell it: a proposal, for an officer to confirm."""
    spelt = (word for kind, word in COLUMNS[1].spellings if kind == GroupKind.SAVINGS)
    return GroupKind.SAVINGS if fold(group).startswith(tuple(spelt)) else GroupKind.OCCUPATIONAL
