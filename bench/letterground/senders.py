"""Who writes: provinces, their districts, departments of several ministries, municipalities and sub-district councils."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bench.letterground.world import LETTERS, Place, World, districts, pad, province_names, subdistricts

ACTING, KEEPING, IN_STEAD, WORKING, IN_POST = (
    "ปฏิบัติราชการแทน",
    "รักษาราชการแทน",
    "ทำการแทน",
    "ปฏิบัติงานแทน",
    "รักษาการในตำแหน่ง",
)


@dataclass(frozen=True, slots=True)
class Signer:
    post: str
    how: str = ""
    acting_for: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """An office as its letters show it: `names` are all that it may rightly be called."""

    letters: str
    head: tuple[str, ...]
    names: tuple[str, ...]
    short: str
    section: tuple[str, ...]
    signers: tuple[Signer, ...]
    phone: str
    province: str = ""
    district: str = ""

    @property
    def name(self) -> str:
        return self.names[-1]


def phone_number(rng: random.Random, province: str) -> str:
    """A number with nine digits and the first of its region."""
    first = {
        "1": "2",
        "2": "38",
        "3": "44",
        "4": "43",
        "5": "53",
        "6": "55",
        "7": "32",
        "8": "75",
        "9": "74",
    }[province[0]]
    return "0" + first + "".join(str(rng.randint(0, 9)) for _ in range(8 - len(first)))


def provincial(world: World, rng: random.Random, *, most: int = 99) -> Sender:
    """A province, by its community development office."""
    place = world.province(rng, most=most)
    name, letters = place.name, LETTERS[place.code]
    tail = rng.choice([f"จังหวัด{name} {place.code}000", f"{letters} {place.code}000"])
    governor = f"ผู้ว่าราชการจังหวัด{name}"
    own = rng.choice([f"พัฒนาการจังหวัด{name}", "พัฒนาการจังหวัด"])
    return Sender(
        f"{letters} {rng.choice(['0019', '0019', '0019', '0019.1', '0019.2'])}",
        (f"ศาลากลางจังหวัด{name}", f"ถนน{world.street(rng)}", tail),
        (f"ศาลากลางจังหวัด{name}", f"สำนักงานพัฒนาชุมชนจังหวัด{name}", f"จังหวัด{name}"),
        "จังหวัด",
        (
            rng.choice(["สำนักงานพัฒนาชุมชนจังหวัด", f"สำนักงานพัฒนาชุมชนจังหวัด{name}"]),
            rng.choice(["กลุ่มงานส่งเสริมการพัฒนาชุมชน", "กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน", "กลุ่มงานสารสนเทศการพัฒนาชุมชน"]),
        ),
        (
            Signer(governor),
            Signer(own, ACTING, governor),
            Signer(own, ACTING, governor),
            Signer(f"รองผู้ว่าราชการจังหวัด{name}", KEEPING, governor),
            Signer(f"รองผู้ว่าราชการจังหวัด{name}", ACTING, governor),
            Signer(f"ปลัดจังหวัด{name}", IN_STEAD, governor),
            Signer("นักวิชาการพัฒนาชุมชนเชี่ยวชาญ", IN_POST, f"พัฒนาการจังหวัด{name}"),
        ),
        phone_number(rng, place.code),
        place.code,
    )


def of_district(world: World, rng: random.Random) -> Sender:
    """A district's office."""
    province = world.province(rng)
    place = rng.choice(districts(province.code))
    chief = f"นายอำเภอ{place.name}"
    number = f"{LETTERS[province.code]} {place.code[2:]}{rng.choice(['18', '19', '18.1'])}"
    return Sender(
        number,
        (f"ที่ว่าการอำเภอ{place.name}", f"ถนน{world.street(rng)}", f"จังหวัด{province.name} {province.code}110"),
        (f"ที่ว่าการอำเภอ{place.name}", f"สำนักงานพัฒนาชุมชนอำเภอ{place.name}", f"อำเภอ{place.name}"),
        "อำเภอ",
        (rng.choice(["สำนักงานพัฒนาชุมชนอำเภอ", f"สำนักงานพัฒนาชุมชนอำเภอ{place.name}", f"สพอ.{place.name}"]),),
        (
            Signer(chief),
            Signer(f"ปลัดอำเภอ{place.name}", KEEPING, chief),
            Signer("ปลัดอำเภอ หัวหน้ากลุ่มงานบริหารงานปกครอง", KEEPING, chief),
            Signer(f"พัฒนาการอำเภอ{place.name}", ACTING, chief),
        ),
        phone_number(rng, province.code),
        province.code,
    )


def of_department(departments: Sequence[tuple[str, str, str, str]], rng: random.Random) -> Sender:
    """A department of a ministry: its name, letters, head's post and address."""
    name, letters, head, street = rng.choice(departments)
    chief = f"{head}{name}"
    deputy = rng.choice([f"รอง{head}", f"รอง{head}{name}"])
    return Sender(
        letters,
        (name, street, rng.choice(["กทม. 10210", "กรุงเทพฯ 10200", "กรุงเทพมหานคร 10300"])),
        (name,),
        "กรม",
        (
            rng.choice(["สำนักงานเลขานุการกรม", "กองแผนงาน", "สำนักเสริมสร้างความเข้มแข็งชุมชน", "กองยุทธศาสตร์"]),
            "กลุ่มงานบริหารโครงการ",
        ),
        (
            Signer(chief),
            Signer(deputy, ACTING, chief),
            Signer(deputy, KEEPING, chief),
            Signer("ผู้อำนวยการกองแผนงาน", WORKING, chief),
        ),
        phone_number(rng, "10"),
    )


def local(world: World, rng: random.Random) -> Sender:
    """A municipality or a sub-district council."""
    province = world.province(rng)
    district = rng.choice(districts(province.code))
    place = rng.choice(subdistricts(district.code))
    kind, head, clerk, seat = rng.choice(
        [
            ("องค์การบริหารส่วนตำบล", "นายกองค์การบริหารส่วนตำบล", "ปลัดองค์การบริหารส่วนตำบล", "ที่ทำการ"),
            ("เทศบาลตำบล", "นายกเทศมนตรีตำบล", "ปลัดเทศบาลตำบล", "สำนักงาน"),
        ]
    )
    name, chief = f"{kind}{place.name}", f"{head}{place.name}"
    lone = rng.choice(["สำนักปลัด", "กองสวัสดิการสังคม", "กองช่าง"])
    return Sender(
        f"{LETTERS[province.code]} {rng.randint(511, 739)}{pad(rng.randint(1, 9), 2)}",
        (
            f"{seat}{name}" if rng.random() < 0.5 else name,
            f"อำเภอ{district.name} จังหวัด{province.name} {province.code}130",
        ),
        (f"{seat}{name}", name),
        name,
        (lone,),
        (
            Signer(chief),
            Signer(f"{clerk}{place.name}", WORKING, chief),
            Signer("รองปลัดเทศบาล" if "เทศบาล" in kind else f"หัวหน้า{lone}", IN_POST, f"{clerk}{place.name}"),
            Signer(f"รอง{head}{place.name}", KEEPING, chief),
        ),
        phone_number(rng, province.code),
        province.code,
        district.name,
    )


def district_of(sender: Sender, rng: random.Random) -> Place:
    return rng.choice(districts(sender.province))


def province_name(sender: Sender) -> str:
    return province_names()[sender.province]
