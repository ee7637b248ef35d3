"""Fills the tables that come from the state: areas under their official codes, and the offices that serve them.

`load()` may run at every start: it corrects names and adds what is new, and leaves alone whatever an
office may edit (address, telephone, letter code, sections).  Names and codes: geothai (CC BY 4.0), after
the Department of Provincial Administration.
"""

from collections.abc import Iterator
from functools import cache

import geothai
from django.db import transaction
from geothai.types import District, Province

from sammachip.core.area import NATION_PATH, path_of
from sammachip.core.thainum import thai_sort_key
from sammachip.org.models import BANGKOK, DEPARTMENT, Area, AreaLevel, Office, OfficeLevel, Section

BATCH = 1000

# A province's two letters, as they head its letters; "0019" after them is its community development office.
PROVINCE_LETTERS = {
    "10": "กท", "11": "สป", "12": "นบ", "13": "ปท", "14": "อย", "15": "อท", "16": "ลบ", "17": "สห", "18": "ชน",
    "19": "สบ", "20": "ชบ", "21": "รย", "22": "จบ", "23": "ตร", "24": "ฉช", "25": "ปจ", "26": "นย", "27": "สก",
    "30": "นม", "31": "บร", "32": "สร", "33": "ศก", "34": "อบ", "35": "ยส", "36": "ชย", "37": "อจ", "38": "บก",
    "39": "นภ", "40": "ขก", "41": "อด", "42": "ลย", "43": "นค", "44": "มค", "45": "รอ", "46": "กส", "47": "สน",
    "48": "นพ", "49": "มห", "50": "ชม", "51": "ลพ", "52": "ลป", "53": "อต", "54": "พร", "55": "นน", "56": "พย",
    "57": "ชร", "58": "มส", "60": "นว", "61": "อน", "62": "กพ", "63": "ตก", "64": "สท", "65": "พล", "66": "พจ",
    "67": "พช", "70": "รบ", "71": "กจ", "72": "สพ", "73": "นฐ", "74": "สค", "75": "สส", "76": "พบ", "77": "ปข",
    "80": "นศ", "81": "กบ", "82": "พง", "83": "ภก", "84": "สฎ", "85": "รน", "86": "ชพ", "90": "สข", "91": "สต",
    "92": "ตง", "93": "พท", "94": "ปน", "95": "ยล", "96": "นธ",
}  # fmt: skip
PROVINCE_SECTIONS = (
    "กลุ่มงานประสานและสนับสนุนการบริหารงานพัฒนาชุมชน",
    "กลุ่มงานส่งเสริมการพัฒนาชุมชน",
    "กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน",
    "กลุ่มงานสารสนเทศการพัฒนาชุมชน",
)
DEPARTMENT_SECTIONS = ("สำนักพัฒนาทุนและองค์กรการเงินชุมชน",)


@transaction.atomic
def load() -> None:
    """Bring areas, offices and their first sections up to date; running it again changes nothing."""
    Area.objects.bulk_create(
        areas(),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["level", "name_th", "name_en", "name_sort", "parent", "path"],
    )
    Office.objects.bulk_create(
        offices(),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "name",
            "short_name",
            "place_name",
            "name_en",
            "name_sort",
            "authority",
            "authority_head",
        ],
    )
    Section.objects.bulk_create(first_sections())


def areas() -> Iterator[Area]:
    """Every province, district and sub-district, each after the area it lies in."""
    for province in geothai.provinces():
        yield area(AreaLevel.PROVINCE, province.code, province.name_th, province.name_en)
    for district in districts():
        yield area(AreaLevel.DISTRICT, district.code, district.name_th, district.name_en)
    for district in districts():
        for place in geothai.subdistricts(district.code):
            yield area(AreaLevel.SUBDISTRICT, place.code, place.name_th, place.name_en)


def coded_names() -> Iterator[tuple[str, str]]:
    """The code and official name of every province, district and sub-district."""
    yield from ((province.code, province.name_th) for province in geothai.provinces())
    for district in districts():
        yield district.code, bare_name(district.code, district.name_th)
        yield from ((place.code, place.name_th) for place in geothai.subdistricts(district.code))


def names() -> Iterator[str]:
    """Every official name of a province, district or sub-district."""
    yield from (name for _code, name in coded_names())


@cache
def districts() -> tuple[District, ...]:
    return tuple(place for province in geothai.provinces() for place in geothai.districts(province.code))


def area(level: AreaLevel, code: str, name_th: str, name_en: str) -> Area:
    name = bare_name(code, name_th)
    return Area(
        code=code,
        level=level,
        name_th=name,
        name_en=name_en,
        name_sort=thai_sort_key(name),
        parent_id=code[:-2] or None,
        path=path_of(code),
    )


def bare_name(code: str, name: str) -> str:
    """The name without its word: the source writes เขต before Bangkok's districts and no word elsewhere."""
    return name.removeprefix("เขต") if code.startswith(BANGKOK) else name


def offices() -> Iterator[Office]:
    """The department, its 76 provinces and their districts; Bangkok has an office of its own kind, not one of these."""
    yield department()
    for province in geothai.provinces():
        if province.code != BANGKOK:
            yield province_office(province)
    for district in districts():
        if district.province_code != BANGKOK:
            yield district_office(district)


def department() -> Office:
    name = "กรมการพัฒนาชุมชน"
    return Office(
        code=DEPARTMENT,
        level=OfficeLevel.NATION,
        name=name,
        short_name="กรมการพัฒนาชุมชน",
        place_name="ส่วนกลาง",
        name_en="Community Development Department",
        name_sort=thai_sort_key(name),
        path=NATION_PATH,
        authority=name,
        authority_head=f"อธิบดี{name}",
    )


def province_office(province: Province) -> Office:
    """The work is the office's, the letter the province's, and the governor is its head."""
    place = province.name_th
    return Office(
        code=province.code,
        level=OfficeLevel.PROVINCE,
        name=f"สำนักงานพัฒนาชุมชนจังหวัด{place}",
        short_name=f"สพจ.{place}",
        place_name=place,
        name_en=f"{province.name_en} Provincial Community Development Office",
        name_sort=thai_sort_key(place),
        area_id=province.code,
        parent_id=DEPARTMENT,
        path=path_of(province.code),
        authority=f"จังหวัด{place}",
        authority_head=f"ผู้ว่าราชการจังหวัด{place}",
        letter_code=f"{PROVINCE_LETTERS[province.code]} 0019",
    )


def district_office(district: District) -> Office:
    place = district.name_th
    return Office(
        code=district.code,
        level=OfficeLevel.DISTRICT,
        name=f"สำนักงานพัฒนาชุมชนอำเภอ{place}",
        short_name=f"สพอ.{place}",
        place_name=place,
        name_en=f"{district.name_en} District Community Development Office",
        name_sort=thai_sort_key(place),
        area_id=district.code,
        parent_id=district.province_code,
        path=path_of(district.code),
        authority=f"อำเภอ{place}",
        authority_head=f"นายอำเภอ{place}",
    )


def first_sections() -> Iterator[Section]:
    """The usual sections, for offices that have none yet; from then on they are the office's own."""
    bare = Office.objects.filter(sections__isnull=True).exclude(level=OfficeLevel.DISTRICT).order_by("code")
    for office in bare:
        names = DEPARTMENT_SECTIONS if office.code == DEPARTMENT else PROVINCE_SECTIONS
        for position, name in enumerate(names, start=1):
            yield Section(office=office, name=name, position=position)
