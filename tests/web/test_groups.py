"""The registry of groups on the screen, asked the seven questions."""

from datetime import date
from decimal import Decimal

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.registry import actions as registry
from sammachip.registry.models import Fact, Group, Village
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

NEW = "/groups/new/"
TYPED = {
    "tambon": "310101",
    "moo": "๓",
    "village": "บ้านโคกสมมุติ",
    "name": "กลุ่มจักสานสมมุติ",
    "kind": "occupational",
    "product": "ตะกร้าไม้ไผ่",
    "occupation_kind": "processing",
    "members_count": "๑๘",
    "sale_places": "ตลาดนัดชุมชน",
    "otop_registered": "no",
    "chair_name": "นางสมมุติ ใจดี",
    "phone": "081-234 5678",
    "said_on": "๕ กันยายน ๒๕๖๑",
}


@pytest.fixture
def today(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def group(cast: Cast, today: None) -> Group:
    return make.group(cast.malee, chair_name="นางทอง ทดลอง", phone="0811111111")


@pytest.fixture
def district(cast: Cast, today: None) -> Case:
    return make.district(cast)


def of(group: Group, more: str = "") -> str:
    return f"/groups/{group.pk}/{more}"


def known(group: Group, **changed: str) -> dict[str, str]:
    """The correction form as the page gave it, with these answers changed."""
    return {
        "seen": str(group.version),
        "name": group.name,
        "kind": group.kind,
        "product": group.product,
        "members_count": str(group.members_count or ""),
        "chair_name": group.chair_name,
        "phone": group.phone,
        "said_on": "10 กันยายน 2561",
        **changed,
    }


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


def test_group_is_registered_with_all_that_was_typed(cast: Cast, today: None):
    answer = browser(cast.malee).post(NEW, TYPED)

    made = Group.objects.get()
    assert (answer.status_code, answer.url) == (302, of(made))
    assert (made.name, made.members_count, made.phone, made.otop_registered) == (
        "กลุ่มจักสานสมมุติ", 18, "0812345678", False,
    )  # fmt: skip
    assert (made.village.code, made.village.name) == ("31010103", "โคกสมมุติ")
    fact = Fact.objects.get(field="product")
    assert (fact.source, fact.said_on.isoformat(), fact.said_by) == ("page", "2018-09-05", cast.malee.person)


def test_form_offers_the_official_sub_districts_of_the_own_office_only(cast: Cast, today: None):
    own, above = body(cast.malee, NEW), body(cast.somchai, NEW)

    assert '<option value="310101">' in own
    assert '<option value="310201">' not in own
    assert '<optgroup label="อำเภอคูเมือง">' in above
    answer = browser(cast.malee).post(NEW, {**TYPED, "tambon": "310201"})
    assert answer.status_code == 422
    assert not Group.objects.exists()


def test_group_of_the_same_name_in_the_village_is_refused_and_named(cast: Cast, today: None):
    browser(cast.malee).post(NEW, TYPED)

    answer = browser(cast.malee).post(NEW, {**TYPED, "name": "กลุ่ม จักสานสมมุติ", "product": "กระบุง"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "บ้านโคกสมมุติ หมู่ที่ 3 มี «กลุ่มจักสานสมมุติ» ในทะเบียนแล้ว" in text
    assert f'href="{of(Group.objects.get())}"' in text
    assert "กระบุง" in text


def test_village_keeps_the_name_it_was_first_told(cast: Cast, today: None):
    browser(cast.malee).post(NEW, TYPED)

    second = {**TYPED, "name": "กลุ่มที่สอง", "village": "โคกใหม่", "phone": ""}
    answer = browser(cast.malee).post(NEW, second, follow=True)

    assert "หมู่บ้านนี้มีชื่อในทะเบียนแล้วว่า บ้านโคกสมมุติ" in answer.content.decode()
    assert Village.objects.get(code="31010103").name == "โคกสมมุติ"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "ยังไม่ได้ระบุชื่อกลุ่ม"),
        ({"moo": "0"}, "หมู่ที่"),
        ({"members_count": "สิบแปด"}, "«สิบแปด» ไม่ใช่ตัวเลข"),
        ({"members_count": "0"}, "สมาชิก (คน)"),
        ({"phone": "12345"}, "«12345» ไม่ใช่หมายเลขโทรศัพท์"),
        ({"product": "ผ" * 201}, "เกิน 200 ตัวอักษร"),
        ({"said_on": "31 เมษายน 2561"}, "31 เมษายน 2561"),
        ({"kind": "x"}, "ไม่มีตัวเลือกนี้ในชนิดกลุ่ม"),
    ],
)
def test_form_says_what_is_wrong_and_keeps_what_was_typed(
    cast: Cast, today: None, wrong: dict[str, str], sentence: str
):
    answer = browser(cast.malee).post(NEW, {**TYPED, **wrong})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    kept = {**TYPED, **wrong}
    assert all(kept[name] in text for name in ("village", "product", "sale_places", "chair_name", "phone"))
    assert not Group.objects.exists()


def test_finance_and_department_do_not_register(cast: Cast, today: None):
    for actor in (cast.fong, cast.anong):
        for answer in (browser(actor).get(NEW), browser(actor).post(NEW, TYPED)):
            assert answer.status_code == 403
            assert "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดจึงลงทะเบียนกลุ่มได้" in answer.content.decode()


def test_register_takes_no_other_method(cast: Cast, db: None):
    assert browser(cast.malee).put(NEW).status_code == 405


def test_correction_keeps_what_was_there_before(cast: Cast, group: Group):
    answer = browser(cast.malee).post(of(group, "edit/"), known(group, members_count="๑๕"))

    group.refresh_from_db()
    assert (answer.status_code, group.members_count, group.version) == (302, 15, 2)
    fact = Fact.objects.get(group=group, field="members_count", version=2)
    assert (fact.before, fact.value, fact.source) == (12, 15, "page")


def test_unchanged_correction_writes_nothing(cast: Cast, group: Group):
    facts = Fact.objects.count()

    browser(cast.malee).post(of(group, "edit/"), known(group))

    group.refresh_from_db()
    assert (group.version, Fact.objects.count()) == (1, facts)


def test_correction_of_an_older_state_shows_both_versions(cast: Cast, group: Group):
    browser(cast.mana).post(of(group, "edit/"), known(group, product="ผ้าไหม"))

    answer = browser(cast.malee).post(of(group, "edit/"), known(group, product="ผ้าฝ้าย"))

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "ผ้าไหม" in text
    assert "ผ้าฝ้าย" in text
    group.refresh_from_db()
    assert group.product == "ผ้าไหม"


def test_correction_refuses_the_name_of_another_group(cast: Cast, group: Group):
    other = make.group(cast.malee, name="กลุ่มข้างบ้าน")

    answer = browser(cast.malee).post(of(other, "edit/"), known(other, name=group.name))

    assert answer.status_code == 422
    assert f"มี «{group.name}» ในทะเบียนแล้ว" in answer.content.decode()


def test_bad_correction_keeps_what_was_typed(cast: Cast, group: Group):
    answer = browser(cast.malee).post(of(group, "edit/"), known(group, phone="ไม่มี", product="ผ้าฝ้าย"))

    assert answer.status_code == 422
    assert "ผ้าฝ้าย" in answer.content.decode()
    assert "ไม่ใช่หมายเลขโทรศัพท์" in answer.content.decode()


def test_wrong_role_does_not_correct(cast: Cast, group: Group):
    for answer in (
        browser(cast.fong).get(of(group, "edit/")),
        browser(cast.fong).post(of(group, "edit/"), known(group, product="อื่น")),
    ):
        assert answer.status_code == 403
        assert "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด" in answer.content.decode()


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


def told_rows(*, seen: str = "1", kept: str = "", **cells: str) -> dict[str, str]:
    """The page of a group's products with one row on it."""
    row = {f"a.products.0.{column}": cell for column, cell in cells.items()}
    return {"seen": seen, "a.said_on": "10 กันยายน 2561", **row} | ({"a.products.0.id": kept} if kept else {})


def test_products_are_told_row_by_row_and_shown_with_who_said_so(cast: Cast, group: Group):
    address = of(group, "lists/products/")
    answer = browser(cast.malee).post(
        address, told_rows(name="ผ้าไหมมัดหมี่", otop_category="textile", standards="community")
    )

    text = body(cast.malee, of(group))
    [product] = group.products.all()
    assert (answer.status_code, answer.url) == (302, of(group))
    assert all(one in text for one in ("ผ้าไหมมัดหมี่", "ผ้าและเครื่องแต่งกาย", "มผช.", cast.malee.person.name))
    assert f'value="product-{product.pk}"' in body(cast.malee, address)
    browser(cast.malee).post(address, told_rows(seen="2", kept=f"product-{product.pk}", name="ผ้าไหมยกดอก"))
    assert "ผ้าไหมมัดหมี่ · ผลิตภัณฑ์หลัก · ผ้าและเครื่องแต่งกาย · มผช. → ผ้าไหมยกดอก" in body(cast.malee, of(group))


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"otop_category": "food"}, "ยังไม่ได้ระบุ ผลิตภัณฑ์ · แถวที่ 1 · ชื่อผลิตภัณฑ์"),
        ({"name": "ผ้า", "standards": "iso"}, "«iso»"),
        ({"name": "ผ" * 201}, "200"),
    ],
)
def test_a_wrong_row_says_why_and_keeps_the_others(
    cast: Cast, group: Group, cells: dict[str, str], sentence: str
):
    right = {"a.products.1.name": "ผ้าฝ้าย"}

    answer = browser(cast.malee).post(of(group, "lists/products/"), {**told_rows(**cells), **right})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "ผ้าฝ้าย" in answer.content.decode()
    assert not group.products.exists()


def test_lists_and_activity_are_asked_the_first_questions(cast: Cast, group: Group):
    stops = {"seen": "1", "activity": "dissolved", "reason": "สมาชิกย้ายถิ่น"}

    for more, typed in (("lists/products/", told_rows(name="ผ้า")), ("activity/", stops)):
        address = of(group, more)
        assert (
            browser(cast.kanya).get(address).status_code
            == browser(cast.kanya).post(address, typed).status_code
            == 404
        )
        refused = browser(cast.fong).post(address, typed)
        assert (refused.status_code, browser(cast.fong).get(address).status_code) == (403, 403)
        assert "เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด" in refused.content.decode()
        assert browser(cast.malee).put(address).status_code == 405
        assert browser(cast.malee).post(address, {**typed, "seen": "0"}).status_code == 409
    assert browser(cast.malee).get(of(group, "lists/dreams/")).status_code == 404


def test_a_group_that_stops_says_since_when_and_why(cast: Cast, group: Group):
    wordless = browser(cast.malee).post(of(group, "activity/"), {"seen": "1", "activity": "dissolved"})
    told = {"seen": "1", "activity": "dissolved", "activity_on": "1 กันยายน 2561", "reason": "สมาชิกย้ายถิ่น"}
    browser(cast.malee).post(of(group, "activity/"), told)

    assert wordless.status_code == 422
    text = body(cast.malee, of(group))
    assert "ยุบเลิก" in text
    assert "สมาชิกย้ายถิ่น" in text


def test_leaders_are_counted_not_named_for_those_who_do_not_work_with_the_group(cast: Cast, group: Group):
    row = {
        "a.committee.0.post": "ประธาน",
        "a.committee.0.name": "นางเงิน ทดลอง",
        "a.committee.0.phone": "0822222222",
    }
    browser(cast.malee).post(of(group, "lists/committee/"), {"seen": "1", "a.said_on": "10/9/2561", **row})

    assert "นางเงิน ทดลอง" in body(cast.malee, of(group))
    for reader in (cast.fong, cast.anong):
        text = body(reader, of(group))
        assert "มี 1 รายการ (ปกปิดข้อมูลส่วนบุคคล)" in text
        assert not any(one in text for one in ("นางเงิน ทดลอง", "082-222-2222", "0822222222"))


@pytest.mark.parametrize(
    ("spot", "sentence"),
    [("103.1029, 14.9930", "อยู่นอกประเทศไทย"), *((one, "อ่านเป็นพิกัดไม่ได้") for one in ("แถวตลาด", "nan, 103.1029", "14.9930, 1e9999999"))],
)  # fmt: skip
def test_a_spot_that_cannot_be_is_refused(cast: Cast, group: Group, spot: str, sentence: str):
    answer = browser(cast.malee).post(of(group, "edit/"), known(group, spot=spot))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    browser(cast.malee).post(of(group, "edit/"), known(group, spot="๑๔.๙๙๓๐, ๑๐๓.๑๐๒๙", located_by="map"))
    group.refresh_from_db()
    assert (group.latitude, group.longitude, group.located_by) == (
        Decimal("14.993"),
        Decimal("103.1029"),
        "map",
    )
