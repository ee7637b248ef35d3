"""The registry of groups read on the screen: searched, leafed through, a group with who said what of it."""

from datetime import date
from decimal import Decimal

import pytest

import make
from cast import Cast
from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.registry import actions as registry
from sammachip.registry.models import Fact, Group
from web.asking import body, browser, costs_no_more
from web.groups.typed import known, of, told_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(cast: Cast, today: None) -> Case:
    return make.district(cast)


def test_list_shows_the_groups_of_the_office_and_no_others(cast: Cast, group: Group):
    make.group(cast.prasit, name="กลุ่มคูเมือง", tambon="310201")

    own, above = body(cast.malee, "/groups/"), body(cast.somchai, "/groups/")

    assert group.name in own
    assert "กลุ่มคูเมือง" not in own
    assert "กลุ่มคูเมือง" in above
    assert group.name not in body(cast.kanya, "/groups/")


@pytest.mark.parametrize("typed", ["ทอผ้า", "ทอ ผ้า", "ทอผ้าา", " กลุ่มทอผ้าตัวอย่าง "])
def test_search_finds_a_name_however_it_is_spelt(cast: Cast, group: Group, typed: str):
    make.group(cast.malee, name="กลุ่มจักสาน")

    text = browser(cast.malee).get("/groups/", {"q": typed}).content.decode()

    assert group.name in text
    assert "กลุ่มจักสาน" not in text


def test_list_is_narrowed_by_kind_and_otop(cast: Cast, group: Group):
    make.group(cast.malee, name="กลุ่มขึ้นทะเบียน", otop_registered=True)
    client = browser(cast.malee)

    registered = client.get("/groups/", {"otop": "yes"}).content.decode()
    savings = client.get("/groups/", {"kind": "savings"}).content.decode()

    assert "กลุ่มขึ้นทะเบียน" in registered
    assert group.name not in registered
    assert "ไม่พบกลุ่มตามที่ค้นหา" in savings


@pytest.mark.parametrize(
    "asked", [{"kind": "x"}, {"otop": "x"}, {"page": "x"}, {"page": "99"}, {"q": "ก" * 99}]
)
def test_list_bears_whatever_stands_in_its_address(cast: Cast, group: Group, asked: dict[str, str]):
    assert browser(cast.malee).get("/groups/", asked).status_code == 200


def test_list_is_leafed_through(cast: Cast, group: Group):
    for number in range(30):
        make.group(cast.malee, name=f"กลุ่มลำดับ {number:02}")

    text = browser(cast.malee).get("/groups/", {"q": "กลุ่ม", "page": 2}).content.decode()

    assert "หน้า 2 จาก 2 · ทั้งหมด 31 รายการ" in text
    assert "?q=%E0%B8%81" in text


def test_list_costs_the_same_for_one_group_and_thirty(cast: Cast, group: Group):
    assert costs_no_more(
        cast.malee,
        "/groups/",
        lambda: [make.group(cast.malee, name=f"กลุ่ม {n}", moo=n % 9 + 1) for n in range(29)],
    )


def test_empty_list_says_how_to_begin(cast: Cast, today: None):
    assert "ลงทะเบียนกลุ่มแรก" in body(cast.malee, "/groups/")
    assert "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดจึงลงทะเบียนกลุ่มได้" in body(cast.anong, "/groups/")


def test_list_is_only_read(cast: Cast, db: None):
    assert browser(cast.malee).post("/groups/").status_code == 405


def test_group_shows_who_said_what_when(cast: Cast, group: Group):
    text = body(cast.malee, of(group))

    assert "ผ้าทอ" in text
    assert "1 กันยายน 2561" in text
    assert cast.malee.person.name in text


def test_values_told_alike_name_their_source_once_on_a_phone(cast: Cast, group: Group):
    browser(cast.malee).post(of(group, "edit/"), known(group, phone="0822222222"))

    text = body(cast.malee, of(group))

    rows = {row.partition("<th")[2][:40]: row for row in text.split("<tr")}
    assert text.count('<p class="narrow-only soft small">') == 1
    assert [name for name, row in rows.items() if "โทรศัพท์" in name and "is-usual" not in row]
    assert [name for name, row in rows.items() if "ประธานกลุ่ม" in name and 'class="is-usual"' in row]


def test_an_income_that_two_filings_tell_alike_stands_once(cast: Cast, group: Group):
    told = {"moment": "before", "amount": Decimal("18500"), "period": "month", "as_of": date(2018, 7, 31)}
    registry.keep_incomes(group, [told], source="cases.filing:1", actor=cast.malee)
    registry.keep_incomes(group, [told], source="cases.filing:2", actor=cast.malee)
    registry.keep_incomes(
        group, [{**told, "amount": Decimal("19000")}], source="cases.filing:3", actor=cast.malee
    )

    text = body(cast.malee, of(group))

    assert (text.count("18,500.00"), text.count("19,000.00")) == (1, 1)


def test_value_learned_from_a_filing_leads_to_it(cast: Cast, district: Case, group: Group):
    case = make.enrolled(district, group, actor=cast.malee)
    assess = make.task(case, "survey")
    answers = {
        "name": group.name,
        "members_count": "15",
        "occupation_kind": "processing",
        "product": "ผ้าไหม",
        "otop_registered": True,
        "sale_places": "ตลาด",
        "incomes": [{"moment": "before", "amount": "1200", "period": "month", "as_of": "2018-09-01"}],
    }
    filing = make.filing(assess, cast.malee, answers, sent=True)
    actions.sign_filing(filing, seen=1, actor=cast.mana)

    text = body(cast.malee, of(group))

    assert f'<a href="/filings/{filing.pk}/">สำรวจข้อมูลกลุ่มอาชีพ</a>' in text
    assert "ผ้าทอ → ผ้าไหม" in text
    assert "1,200.00" in text
    assert f'href="/cases/{case.pk}/"' in text


def test_personal_data_is_masked_for_those_who_do_not_work_with_the_group(cast: Cast, group: Group):
    assert {"นางทอง ทดลอง", "081-111-1111"} <= set(body(cast.malee, of(group)).replace("<", ">").split(">"))
    for reader in (cast.fong, cast.anong):
        text = body(reader, of(group))
        assert "นางทอง ทดลอง" not in text
        assert "1111111" not in text.replace("-", "")
        assert "ปกปิดข้อมูลส่วนบุคคล" in text


def test_stranger_does_not_find_the_group(cast: Cast, group: Group):
    for address in (of(group), of(group, "edit/")):
        assert browser(cast.kanya).get(address).status_code == 404
    assert browser(cast.kanya).post(of(group, "edit/"), known(group, product="ขโมย")).status_code == 404


def test_group_is_only_read(cast: Cast, group: Group):
    assert browser(cast.malee).post(of(group)).status_code == 405


def test_group_costs_the_same_for_one_change_and_thirty(cast: Cast, group: Group):
    def change() -> None:
        client = browser(cast.malee)
        for number in range(30):
            group.refresh_from_db()
            client.post(of(group, "edit/"), known(group, product=f"ผ้า {number}"))

    assert costs_no_more(cast.malee, of(group), change)
    assert Fact.objects.filter(group=group, field="product").count() == 31


def narrowed(cast: Cast, **asked: str) -> list[str]:
    """The names of the groups that the list shows for this address."""
    answer = browser(cast.malee).get("/groups/", asked)
    return [group.name for group in answer.context["leaf"].object_list]


def test_list_is_narrowed_by_place_occupation_category_activity_and_what_is_lacking(cast: Cast, group: Group):
    other = make.group(
        cast.malee,
        name="กลุ่มข้าว",
        moo=2,
        occupation_kind="farming",
        latitude=Decimal("14.99"),
        longitude=Decimal("103.1000004"),
    )
    browser(cast.malee).post(of(other, "lists/products/"), told_rows(name="ข้าว", otop_category="food"))
    other.refresh_from_db()
    stops = {"seen": "2", "activity": "paused", "activity_on": "1 กันยายน 2561", "reason": "รอฤดูกาล"}
    browser(cast.malee).post(of(other, "activity/"), stops)

    for asked in (
        {"place": "31010102"}, {"occupation": "farming"}, {"category": "food"}, {"activity": "paused"}, {"lacks": "phone"},
    ):  # fmt: skip
        assert narrowed(cast, **asked) == [other.name], asked
    assert narrowed(cast, lacks="spot") == [group.name]
    assert narrowed(cast, place="310101") == [group.name, other.name]


def test_places_are_offered_a_step_at_a_time_and_the_way_back(cast: Cast, group: Group):
    places = (
        browser(cast.somchai).get("/groups/", {"place": "310101"}).context["search"].fields["place"].choices
    )

    assert [code for code, _label in places] == ["", "3101", "310101", "31010101"]


def test_a_group_in_no_programme_named_the_page_it_is_taken_in_at_and_led_nowhere(
    cast: Cast, district: Case, group: Group
):
    way = f"/cases/{district.pk}/groups/{group.pk}/"

    led = [
        f'href="{way}"' in body(one, f"/groups/{group.pk}/") for one in (cast.malee, cast.somchai, cast.anong)
    ]
    make.enrolled(district, group, actor=cast.malee)

    assert led == [True, True, False]
    assert f'href="{way}"' not in body(cast.malee, f"/groups/{group.pk}/")
