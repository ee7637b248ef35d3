"""The state's own tables: how many, under which codes, by which names."""

import time

import pytest
from django.db import transaction

from sammachip.org import gazetteer
from sammachip.org.models import Area, AreaLevel, Office, OfficeLevel, Section
from sammachip.trail.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.both]

BURIRAM = [
    "เมืองบุรีรัมย์", "คูเมือง", "กระสัง", "นางรอง", "หนองกี่", "ละหานทราย", "ประโคนชัย", "บ้านกรวด", "พุทไธสง",
    "ลำปลายมาศ", "สตึก", "ปะคำ", "นาโพธิ์", "หนองหงส์", "พลับพลาชัย", "ห้วยราช", "โนนสุวรรณ", "ชำนิ",
    "บ้านใหม่ไชยพจน์", "โนนดินแดง", "บ้านด่าน", "แคนดง", "เฉลิมพระเกียรติ",
]  # fmt: skip


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The gazetteer, loaded once for all these tests and undone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        gazetteer.load()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("level", "count"), [(AreaLevel.PROVINCE, 77), (AreaLevel.DISTRICT, 928), (AreaLevel.SUBDISTRICT, 7436)]
)
def test_areas_are_as_many_as_the_state_has(loaded, level, count):
    assert Area.objects.filter(level=level).count() == count


@pytest.mark.parametrize(
    ("level", "count"), [(OfficeLevel.NATION, 1), (OfficeLevel.PROVINCE, 76), (OfficeLevel.DISTRICT, 878)]
)
def test_offices_are_the_department_its_provinces_and_their_districts(loaded, level, count):
    assert Office.objects.filter(level=level).count() == count


def test_buriram_has_its_23_districts_in_the_order_of_the_letter(loaded):
    offices = Office.objects.filter(parent="31")

    assert [office.code for office in offices] == [str(code) for code in range(3101, 3124)]
    assert [office.place_name for office in offices] == BURIRAM


def test_a_province_office_goes_under_its_province_and_governor(loaded):
    office = Office.objects.get(code="31")

    assert office.name == "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์"
    assert office.short_name == "สพจ.บุรีรัมย์"
    assert office.authority == "จังหวัดบุรีรัมย์"
    assert office.authority_head == "ผู้ว่าราชการจังหวัดบุรีรัมย์"
    assert office.letter_code == "บร 0019"
    assert (office.path, office.parent_id, office.area_id) == ("/31/", "00", "31")


def test_a_district_office_goes_under_its_district_and_chief(loaded):
    office = Office.objects.get(code="2706")

    assert office.name == "สำนักงานพัฒนาชุมชนอำเภออรัญประเทศ"
    assert office.short_name == "สพอ.อรัญประเทศ"
    assert office.authority == "อำเภออรัญประเทศ"
    assert office.authority_head == "นายอำเภออรัญประเทศ"
    assert (office.path, office.parent_id, office.area_id) == ("/27/2706/", "27", "2706")


def test_the_department_stands_at_the_root(loaded):
    department = Office.objects.get(level=OfficeLevel.NATION)

    assert (department.code, department.path, department.parent) == ("00", "/", None)
    assert department.authority_head == "อธิบดีกรมการพัฒนาชุมชน"


@pytest.mark.parametrize(
    ("code", "full_name", "path"),
    [
        ("31", "จังหวัดบุรีรัมย์", "/31/"),
        ("270605", "ตำบลท่าข้าม", "/27/2706/270605/"),
        ("10", "กรุงเทพมหานคร", "/10/"),
        ("1001", "เขตพระนคร", "/10/1001/"),
        ("3104", "อำเภอนางรอง", "/31/3104/"),
    ],
)
def test_an_area_bears_its_word_once(loaded, code, full_name, path):
    area = Area.objects.get(code=code)

    assert (area.full_name, area.path) == (full_name, path)


def test_bangkok_is_in_the_gazetteer_and_no_office(loaded):
    assert Area.objects.filter(path__startswith="/10/").count() == 1 + 50 + 180
    assert not Office.objects.filter(path__startswith="/10/").exists()


def test_every_province_has_letters_of_its_own(loaded):
    codes = set(Area.objects.filter(level=AreaLevel.PROVINCE).values_list("code", flat=True))

    assert set(gazetteer.PROVINCE_LETTERS) == codes
    assert len(set(gazetteer.PROVINCE_LETTERS.values())) == 77


def test_provinces_stand_in_dictionary_order_by_their_sort_key(loaded):
    names = list(
        Office.objects.filter(level=OfficeLevel.PROVINCE)
        .order_by("name_sort")
        .values_list("place_name", flat=True)
    )

    assert names[:3] == ["กระบี่", "กาญจนบุรี", "กาฬสินธุ์"]
    assert names.index("เชียงใหม่") < names.index("ตรัง")
    assert names[-1] == "อุบลราชธานี"


def test_every_province_has_its_four_sections(loaded):
    sections = Section.objects.filter(office="31").values_list("name", flat=True)

    assert list(sections) == list(gazetteer.PROVINCE_SECTIONS)
    assert Section.objects.count() == 76 * 4 + 1


def test_loading_again_keeps_what_an_office_wrote(loaded):
    Office.objects.filter(code="31").update(address="ศาลากลางจังหวัด", letter_code="บร 0099", works_here=False)
    Office.objects.filter(code="31").update(name="พิมพ์ผิด")
    Section.objects.filter(office="31", position=1).update(name="กลุ่มงานอำนวยการ")

    gazetteer.load()

    office = Office.objects.get(code="31")
    assert (office.address, office.letter_code, office.works_here) == ("ศาลากลางจังหวัด", "บร 0099", False)
    assert office.name == "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์"
    assert Section.objects.filter(office="31").values_list("name", flat=True)[0] == "กลุ่มงานอำนวยการ"
    assert (Area.objects.count(), Office.objects.count(), Section.objects.count()) == (8441, 955, 305)
    assert not Event.objects.exists()


@pytest.mark.slow
def test_loading_takes_less_than_five_seconds(db):
    begun = time.perf_counter()

    gazetteer.load()

    assert time.perf_counter() - begun < 5
