"""Where the second letter's demo takes place: one savings group in each province, and the officers who work with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sammachip.demo.ground import World
from sammachip.demo.people import FIELD, SENIOR, Part, login, place
from sammachip.demofile import Login
from sammachip.org.hats import Actor
from sammachip.org.models import Area, Office, OfficeLevel, Role

LETTER_PROVINCE = "27"
"""The province to whose district the second letter was written; its officers log in."""
GIVEN = (
    "กนก", "ขวัญเมือง", "คำนึง", "จรัส", "ชูใจ", "ดวงพร", "ถนอม", "ธารา", "นฤมล", "บุญมี", "ปัญญา", "พวงทอง", "มาลัย", "ยินดี",
    "รัตนา", "ละออ", "วาสนา", "สมหวัง", "อารี",
)  # fmt: skip


SECOND_LETTER = {
    ("2706", Role.FIELD_OFFICER): ("orathai", "นางสาว", "อรทัย"),
    ("2706", Role.DISTRICT_HEAD): ("wirat", "นาย", "วิรัตน์"),
    ("27", Role.PROVINCE_OFFICER): ("nongnut", "นาง", "นงนุช"),
    ("27", Role.PROVINCE_HEAD): ("preecha", "นาย", "ปรีชา"),
}
"""Who log in where the second letter was written and received."""
FIRST_LETTER = {
    ("3101", Role.FIELD_OFFICER): "malee",
    ("3101", Role.DISTRICT_HEAD): "mana",
    ("31", Role.PROVINCE_OFFICER): "somchai",
    ("31", Role.PROVINCE_HEAD): "suda",
    ("32", Role.PROVINCE_OFFICER): "kanya",
}
"""Posts that the first letter's story has filled already."""
FINANCE = (
    Part("thip", "นาง", "ทิพย์", "2706", Role.DISTRICT_FINANCE, "เจ้าพนักงานพัฒนาชุมชนชำนาญงาน", True),
    Part("ramphan", "นางสาว", "รำพัน", "27", Role.PROVINCE_FINANCE, "นักวิชาการเงินและบัญชีปฏิบัติการ", True),
)
"""Who keeps the money where the second letter was written and received."""


@dataclass(frozen=True, slots=True)
class Place:
    """One group of the list: where it is, what it is called, and the codes of its offices."""

    number: int
    province: Office
    district: Office
    area: Area
    moo: int
    village: str
    name: str

    @property
    def village_code(self) -> str:
        return f"{self.area.code}{self.moo:02}"


@dataclass(frozen=True, slots=True)
class Staff:
    """Who does the work for one group: in its district the officer and the head, in its province likewise."""

    officer: Actor
    head: Actor
    province: Actor
    province_head: Actor


def places(told: World) -> list[Place]:
    """A group in the first district of every province, that of the letter where the letter has it."""
    letter = told["letter_group"]
    provinces = Office.objects.filter(level=OfficeLevel.PROVINCE).order_by("code")
    firsts: dict[str, Office] = {}
    for office in Office.objects.filter(level=OfficeLevel.DISTRICT).select_related("area").order_by("-code"):
        firsts[office.code[:2]] = office
    firsts[LETTER_PROVINCE] = Office.objects.select_related("area").get(code=letter["district"])
    areas: dict[str, Area] = {}
    for area in Area.objects.filter(parent__in=[office.code for office in firsts.values()]).order_by("-code"):
        areas[area.code[:4]] = area
    areas[letter["district"]] = Area.objects.get(code=letter["area"])
    return [
        _place(number, office, firsts[office.code], areas, letter) for number, office in enumerate(provinces)
    ]


def _place(
    number: int, province: Office, district: Office, areas: Mapping[str, Area], letter: World
) -> Place:
    area = areas[district.code]
    if province.code == LETTER_PROVINCE:
        return Place(number, province, district, area, letter["moo"], letter["village"], letter["name"])
    village = f"สมมุติ{province.place_name.removeprefix('จังหวัด')}"
    name = f"กลุ่มออมทรัพย์เพื่อการผลิตบ้าน{village}"
    return Place(number, province, district, area, 1 + number % 12, village, name)


def gather(
    found: list[Place], cast: Mapping[str, Actor], root: Actor
) -> tuple[dict[str, Staff], list[Login]]:
    """The staff of each place by its province's code, and who of them may log in; those of the first letter stay."""
    staff: dict[str, Staff] = {}
    logins: list[Login] = []
    for one in found:
        parts = _parts(one)
        people = [cast.get(part.key) or place(part, root) for part in parts]
        staff[one.province.code] = Staff(*people)
        logins += [
            login(part, actor)
            for part, actor in zip(parts, people, strict=True)
            if part.key not in cast and part.logs_in
        ]
    logins += [login(part, place(part, root)) for part in FINANCE]
    return staff, logins


def _parts(one: Place) -> list[Part]:
    """Officer and head of the district, officer and head of the province, in that order."""
    seats = (
        (one.district, Role.FIELD_OFFICER, FIELD),
        (one.district, Role.DISTRICT_HEAD, f"พัฒนาการอำเภอ{one.district.place_name.removeprefix('อำเภอ')}"),
        (one.province, Role.PROVINCE_OFFICER, SENIOR),
        (one.province, Role.PROVINCE_HEAD, f"พัฒนาการจังหวัด{one.province.place_name.removeprefix('จังหวัด')}"),
    )
    return [_part(one.number * 4 + at, office, role, title) for at, (office, role, title) in enumerate(seats)]


def _part(number: int, office: Office, role: Role, title: str) -> Part:
    """Whoever holds the post already, whoever logs in there, or somebody invented who does not."""
    if (office.code, role) in SECOND_LETTER:
        key, prefix, given = SECOND_LETTER[office.code, role]
        return Part(key, prefix, given, office.code, role, title, logs_in=True)
    key = FIRST_LETTER.get((office.code, role), f"{role}-{office.code}")
    return Part(key, "นาง" if number % 2 else "นาย", GIVEN[number % len(GIVEN)], office.code, role, title)
