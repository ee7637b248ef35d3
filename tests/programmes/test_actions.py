"""Publishing law and setting terms: frozen, numbered, by those who may, each version kept."""

from datetime import date
from decimal import Decimal

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.core.thaidate import day_end
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes import actions
from sammachip.programmes.models import Edition, Programme, Terms
from sammachip.programmes.pack import of_role
from sammachip.programmes.packfile import PackErrors
from sammachip.programmes.queries import due_in_terms, dues_in_force, latest_edition, terms_in_force
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

TEXT = make.PACK_A.read_text()
CHANGED = TEXT.replace("target: 85", "target: 86", 1)


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-01 09:00")


def set_unit_cost(edition: Edition, code: str, unit_cost: str, actor: Actor) -> Terms:
    return actions.set_terms(
        edition,
        Office.objects.get(code=code),
        {"unit_cost": Decimal(unit_cost)},
        letter_number="บร ๐๐๑๙/ว ๓",
        letter_on=date(2018, 9, 1),
        reason="ตามหนังสือจังหวัด",
        actor=actor,
    )


def test_a_published_pack_is_the_first_edition_of_its_programme(cast: Cast) -> None:
    edition = make.publish(cast, TEXT)

    assert (edition.number, edition.programme.owner_id, edition.fiscal_year) == (1, "00", 2561)
    assert edition.source == TEXT
    assert Event.objects.about(edition).get().verb == "edition.published"


def test_terms_of_an_office_that_is_not_there_are_refused_at_their_line(cast: Cast) -> None:
    line = next(n for n, one in enumerate(TEXT.splitlines(), 1) if one.startswith('  "31": '))

    with pytest.raises(PackErrors) as caught:
        make.publish(cast, TEXT.replace('  "31": ', '  "97": '))

    assert [str(one) for one in caught.value.problems] == [
        f"บรรทัด {line}: terms.97: ไม่มีหน่วยงานรหัส '97' — ใช้รหัสจังหวัด 2 หลัก หรืออำเภอ 4 หลัก ที่มีอยู่จริง"
    ]
    assert not Programme.objects.exists()


def test_a_correction_is_the_next_edition_and_the_first_stands(cast: Cast) -> None:
    first = make.publish(cast, TEXT)

    second = make.publish(cast, CHANGED)

    assert (second.number, latest_edition(first.programme.code)) == (2, second)
    first.refresh_from_db()
    assert [edition.pack.measures[0].target for edition in (first, second)] == [85, 86]


def test_the_same_content_is_not_published_twice_however_it_is_laid_out(cast: Cast) -> None:
    make.publish(cast, TEXT)

    with pytest.raises(Refused, match="ฉบับที่ 1"):
        make.publish(cast, f"# หมายเหตุ\n{TEXT}")

    assert Edition.objects.count() == 1


def test_a_pack_with_errors_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(PackErrors):
        make.publish(cast, TEXT.replace("form: survey", "form: surwey", 1))

    assert not Programme.objects.exists()
    assert not Event.objects.filter(verb="edition.published").exists()


@pytest.mark.parametrize("who", ["malee", "somchai", "fai"])
def test_others_do_not_publish(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="จึงประกาศใช้โครงการได้"):
        actions.publish(TEXT, filename="a.yaml", actor=getattr(cast, who))


def test_a_province_publishes_no_edition_of_the_department_s_programme(cast: Cast) -> None:
    make.publish(cast, TEXT)

    with pytest.raises(Refused, match="เป็นของกรมการพัฒนาชุมชน"):
        actions.publish(CHANGED, filename="a.yaml", actor=cast.suda)

    assert Edition.objects.count() == 1


def test_the_department_publishes_the_next_edition_of_a_province_s_programme(cast: Cast) -> None:
    first = actions.publish(TEXT, filename="a.yaml", actor=cast.suda)

    assert make.publish(cast, CHANGED).number == 2
    assert first.programme.owner == cast.suda.office


def test_the_nearest_terms_up_the_path_hold(cast: Cast) -> None:
    edition = make.publish(cast, TEXT)
    set_unit_cost(edition, "31", "30000.00", cast.somchai)
    set_unit_cost(edition, "3102", "29000.00", cast.somchai)

    costs = {
        code: terms_in_force(edition, Office.objects.get(code=code)).unit_cost
        for code in ("31", "3101", "3102", "3201")
    }

    assert costs == {
        "31": Decimal("30000.00"),
        "3101": Decimal("30000.00"),
        "3102": Decimal("29000.00"),
        "3201": None,
    }


def test_terms_a_pack_suggests_hold_until_a_letter_is_recorded(cast: Cast) -> None:
    edition = make.publish(cast, TEXT)
    district = Office.objects.get(code="3101")
    suggested = terms_in_force(edition, district)

    set_unit_cost(edition, "31", "30000.00", cast.somchai)

    recorded = terms_in_force(edition, district)
    assert (suggested.unit_cost, suggested.letter_number) == (Decimal("31200.00"), "")
    assert (recorded.unit_cost, recorded.letter_number) == (Decimal("30000.00"), "บร ๐๐๑๙/ว ๓")


def test_terms_for_all_hold_where_no_nearer_ones_do(cast: Cast) -> None:
    text = (make.PACKS.parent / "tests/packs/far-away.yaml").read_text()
    edition = make.publish(cast, text)

    costs = [terms_in_force(edition, Office.objects.get(code=code)).unit_cost for code in ("3101", "2701")]

    assert costs == [Decimal("15000.00"), Decimal("17500.25")]


def test_a_day_for_everybody_in_a_letter_goes_before_the_day_a_pack_suggests_for_one_role(cast: Cast) -> None:
    told = '"31": {unit_cost: 31200.00,'
    edition = make.publish(
        cast, TEXT.replace(told, f"{told} due: {{report: {{district-head: 2561-09-18}}}},", 1)
    )
    province = Office.objects.get(code="31")
    actions.set_terms(
        edition,
        province,
        {"due": {"report": {"*": "2018-09-25"}}},
        letter_number="บร ๐๐๑๙/ว ๔",
        letter_on=date(2018, 9, 1),
        reason="ขยายให้ทุกฝ่าย",
        actor=cast.somchai,
    )

    tasks = of_role(due_in_terms(edition)["31"]["report"], "district-head")
    page = {(due.stage, due.role): due.moment for due in dues_in_force(edition, province)}

    assert tasks == page["report", "district-head"] == day_end(date(2018, 9, 25))


def test_each_version_of_terms_is_kept(cast: Cast) -> None:
    edition = make.publish(cast, TEXT)

    for cost in ("30000.00", "31000.00"):
        set_unit_cost(edition, "31", cost, cast.somchai)

    kept = Terms.objects.order_by("version").values_list("version", "content")
    assert list(kept) == [(1, {"unit_cost": "30000.00"}), (2, {"unit_cost": "31000.00"})]


@pytest.mark.parametrize(("who", "code"), [("malee", "3101"), ("kanya", "31"), ("somchai", "32")])
def test_others_set_no_terms(cast: Cast, who: str, code: str) -> None:
    edition = make.publish(cast, TEXT)

    with pytest.raises(Refused, match="เฉพาะจังหวัดหรือกรม"):
        set_unit_cost(edition, code, "1.00", getattr(cast, who))
