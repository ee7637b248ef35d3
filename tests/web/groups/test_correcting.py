"""What is known of a group is corrected on the screen, asked the seven questions."""

from decimal import Decimal

import pytest

import make
from cast import Cast
from sammachip.registry.models import Fact, Group
from web.asking import browser
from web.groups.typed import known, of

pytestmark = pytest.mark.django_db


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
