"""The people of the demo. All are invented, and their family names say so."""

from dataclasses import dataclass
from datetime import date

from sammachip.demofile import Login
from sammachip.org import actions, actions_accounts
from sammachip.org.hats import Actor, Hat
from sammachip.org.models import Office, Person, Role

SINCE = date(2017, 10, 2)
PASSWORD = "sammachip-2561"
FIELD, SENIOR = "นักวิชาการพัฒนาชุมชนปฏิบัติการ", "นักวิชาการพัฒนาชุมชนชำนาญการ"
FAMILY = "สมมุติ"


@dataclass(frozen=True, slots=True)
class Part:
    """One invented person: who, where, under which role and post. Who logs in does so by the key, or as `known_as`."""

    key: str
    prefix: str
    given: str
    office: str
    role: str
    title: str
    logs_in: bool = False
    known_as: str = ""

    @property
    def username(self) -> str | None:
        return (self.known_as or self.key) if self.logs_in else None


LEADS = (
    Part("anong", "นาง", "อนงค์", "00", Role.DEPARTMENT_OFFICER, "นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ", True),
    Part("amorn", "นาย", "อมร", "00", Role.DEPARTMENT_HEAD, "รองอธิบดีกรมการพัฒนาชุมชน", True),
    Part("somchai", "นาย", "สมชาย", "31", Role.PROVINCE_OFFICER, SENIOR, True),
    Part("suda", "นาง", "สุดา", "31", Role.PROVINCE_HEAD, "พัฒนาการจังหวัดบุรีรัมย์", True),
    Part("fai", "นางสาว", "ฝ้าย", "31", Role.PROVINCE_FINANCE, "นักวิชาการเงินและบัญชีปฏิบัติการ", True),
    Part("malee", "นางสาว", "มาลี", "3101", Role.FIELD_OFFICER, SENIOR, True),
    Part("mana", "นาย", "มานะ", "3101", Role.DISTRICT_HEAD, "พัฒนาการอำเภอเมืองบุรีรัมย์", True),
    Part("fong", "นาง", "ฟอง", "3101", Role.DISTRICT_FINANCE, "เจ้าพนักงานพัฒนาชุมชนชำนาญงาน", True),
    Part("kanya", "นางสาว", "กัญญา", "32", Role.PROVINCE_OFFICER, SENIOR, True),
    Part("wichai", "นาย", "วิชัย", "00", Role.AUDITOR, "นักวิชาการตรวจสอบภายใน", True),
)
DISTRICT_NAMES = (
    "กานดา", "ขวัญ", "คำแก้ว", "จินดา", "ชบา", "ดวงใจ", "ตะวัน", "ทองดี", "นที", "บัวแก้ว", "ปราณี", "พิมพ์", "ฟ้าใส",
    "ภูผา", "มณี", "ยุพา", "รุ่งเรือง", "ลำดวน", "วันเพ็ญ", "ศรีนวล", "สายฝน", "อรุณ",
)  # fmt: skip
HEAD_NAMES = (
    "กล้า", "ขจร", "คมสัน", "จรูญ", "ชาญ", "ดำรง", "ทวี", "ธงชัย", "นพพร", "บรรจง", "ประเสริฐ", "พงษ์", "ไพโรจน์",
    "ภักดี", "มงคล", "ยศ", "รังสรรค์", "วินัย", "ศักดิ์", "สมาน", "อดุล", "เอก",
)  # fmt: skip


LOG_IN_TOO = {"3104": "kamkaew"}
"""Officers of other districts who log in: this one's purchase waits for its inspectors."""


def gather() -> tuple[dict[str, Actor], tuple[Login, ...]]:
    """Everybody at their posts, by key; districts' own by "officer-3102" and "head-3102". And who may log in."""
    root = actions_accounts.found_first_administrator(
        username="admin",
        password=PASSWORD,
        office=Office.objects.get(code="00"),
        prefix="นาย",
        given_name="ดูแล",
        family_name=FAMILY,
    )
    parts = [*LEADS, *_districts()]
    cast = {"admin": root, **{part.key: place(part, root) for part in parts}}
    cast |= {"officer-3101": cast["malee"], "head-3101": cast["mana"]}
    logins = [Login(str(Role.ADMINISTRATOR.label), "admin", PASSWORD)]
    logins += [login(part, cast[part.key]) for part in parts if part.logs_in]
    return cast, tuple(logins)


def login(part: Part, actor: Actor) -> Login:
    """How the person comes in, told by role and office."""
    return Login(f"{Role(part.role).label} · {actor.office.short_name}", part.username or "", PASSWORD)


def _districts() -> list[Part]:
    """An officer and a head for each other district of Buriram; they sign in the demo's story and hardly ever log in."""
    offices = Office.objects.filter(parent="31").exclude(code="3101").order_by("code")
    found = []
    for office, officer, head in zip(offices, DISTRICT_NAMES, HEAD_NAMES, strict=True):
        known_as = LOG_IN_TOO.get(office.code, "")
        key = f"officer-{office.code}"
        found.append(
            Part(key, "นางสาว", officer, office.code, Role.FIELD_OFFICER, FIELD, bool(known_as), known_as)
        )
        title = f"พัฒนาการอำเภอ{office.place_name.removeprefix('อำเภอ')}"
        found.append(Part(f"head-{office.code}", "นาย", head, office.code, Role.DISTRICT_HEAD, title))
    return found


def place(part: Part, root: Actor) -> Actor:
    """Add the person at the post, with a password where the part logs in."""
    office = Office.objects.get(code=part.office)
    person = actions.add_person(
        office=office,
        role=part.role,
        title=part.title,
        starts_on=SINCE,
        username=part.username,
        actor=root,
        prefix=part.prefix,
        given_name=part.given,
        family_name=FAMILY,
    )
    actor = _actor(person)
    if part.logs_in:
        actions_accounts.change_password(person, PASSWORD, actor=actor)
    return actor


def _actor(person: Person) -> Actor:
    return Actor(person, Hat.of_post(person.posts.select_related("office").get()))
