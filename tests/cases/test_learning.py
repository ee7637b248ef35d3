"""What the registry learns from a survey that was filled in on older knowledge, to the last signature and beyond."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.actions.effects import replace_plan
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing, PlanLine
from sammachip.cases.prefill import known_of
from sammachip.core.thaidate import parse_date
from sammachip.registry import actions as registry
from sammachip.registry.actions_differences import settle
from sammachip.registry.actions_lists import Telling, keep_list
from sammachip.registry.models import LISTS, Difference, Fact, Group, Income, Stands
from sammachip.registry.queries import rows_of

pytestmark = [pytest.mark.both, pytest.mark.django_db]

SURVEY = {
    "occupation_kind": "processing",
    "otop_registered": "no",
    "sale_places": "ตลาดนัด",
    "incomes": [{"moment": "before", "amount": "1,200", "period": "month", "as_of": "1 กันยายน 2561"}],
}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return make.group(cast.malee)


@pytest.fixture
def survey(cast: Cast, group: Group) -> Filing:
    """A draft that shows what the registry knows on 10 September."""
    case = make.enrolled(make.district(cast), group, actor=cast.malee)
    return actions.start_filing(make.task(case, "survey"), actor=cast.malee)


def corrected(group: Group, cast: Cast, **said: object) -> None:
    registry.learn(group, said, source="page", said_on=parse_date("9 กันยายน 2561"), actor=cast.mana)


def accepted(filing: Filing, cast: Cast, **changed: object) -> Filing:
    """The draft with these answers changed, sent and signed."""
    filing.refresh_from_db()
    raw = {**SURVEY, **filing.answers, **changed}
    actions.save_draft(filing, raw, seen=filing.saved, actor=cast.malee)
    actions.send_filing(filing, seen=filing.saved, actor=cast.malee)
    return actions.sign_filing(filing, seen=filing.revision, actor=cast.mana)


def test_old_knowledge_left_in_the_form_does_not_undo_new(cast: Cast, group: Group, survey: Filing) -> None:
    corrected(group, cast, product="ผ้าไหม")

    accepted(survey, cast, members_count="15")

    group.refresh_from_db()
    assert (group.product, group.members_count) == ("ผ้าไหม", 15)
    assert not Difference.objects.exists()


def test_the_registry_names_who_wrote_the_survey_not_who_signed_it(
    cast: Cast, group: Group, survey: Filing
) -> None:
    corrected(group, cast, members_count=14)

    accepted(survey, cast, product="ผ้าไหม", members_count="15")

    assert Fact.objects.get(group=group, field="product", value="ผ้าไหม").said_by == cast.malee.person
    assert Difference.objects.get().said_by == cast.malee.person


def test_two_who_changed_the_same_field_are_put_before_a_person(
    cast: Cast, group: Group, survey: Filing
) -> None:
    corrected(group, cast, members_count=14)

    accepted(survey, cast, members_count="15")

    asked = Difference.objects.get()
    group.refresh_from_db()
    assert group.members_count == 14
    assert (asked.said, asked.shown, asked.source) == (15, 12, f"cases.filing:{survey.pk}")


def test_a_revision_keeps_the_version_its_writer_was_shown(cast: Cast, group: Group, survey: Filing) -> None:
    corrected(group, cast, product="ผ้าไหม")

    accepted(survey, cast)

    survey.refresh_from_db()
    group.refresh_from_db()
    assert survey.revisions.get().registry_version == 1
    assert survey.registry_version == group.version


def test_an_opened_filing_does_not_say_again_what_it_said(cast: Cast, group: Group, survey: Filing) -> None:
    accepted(survey, cast, members_count="15")
    corrected(group, cast, members_count=18)
    actions.reopen_filing(survey, reason="ขอแก้ที่จำหน่าย", until=parse_date("30 กันยายน 2561"), actor=cast.mana)

    accepted(survey, cast, sale_places="ศูนย์โอทอป")

    group.refresh_from_db()
    assert (group.members_count, group.sale_places) == (18, "ศูนย์โอทอป")
    assert not Difference.objects.exists()


def test_a_settled_answer_is_not_asked_again_when_the_filing_is_opened(
    cast: Cast, group: Group, survey: Filing
) -> None:
    corrected(group, cast, members_count=14)
    accepted(survey, cast, members_count="15")
    group.refresh_from_db()
    asked = Difference.objects.get()
    settle(asked, stands=Stands.KNOWN, reason="ตรวจบัญชีแล้ว", seen=group.version, actor=cast.malee)
    actions.reopen_filing(survey, reason="แก้คำผิด", until=parse_date("30 กันยายน 2561"), actor=cast.mana)

    accepted(survey, cast, sale_places="ศูนย์โอทอป")

    group.refresh_from_db()
    assert (group.members_count, group.sale_places) == (14, "ศูนย์โอทอป")
    assert list(Difference.objects.all()) == [asked]


def test_an_unchanged_survey_accepted_twice_leaves_one_of_each(
    cast: Cast, group: Group, survey: Filing
) -> None:
    accepted(survey, cast)
    facts, incomes = Fact.objects.count(), list(Income.objects.values_list("pk", flat=True))
    actions.reopen_filing(survey, reason="ตรวจซ้ำ", until=parse_date("30 กันยายน 2561"), actor=cast.mana)

    accepted(survey, cast)

    assert Fact.objects.count() == facts
    assert list(Income.objects.values_list("pk", flat=True)) == incomes


def test_a_plan_line_said_again_keeps_its_row(cast: Cast, survey: Filing) -> None:
    rows = [
        {"item": "อบรม", "quantity": "1", "unit": "ครั้ง", "price": "5000.00", "expense_class": "training"},
        {"item": "ฉลาก", "quantity": "100", "unit": "ชิ้น", "price": "5.00", "expense_class": "material"},
    ]
    case: Case = survey.task.case
    replace_plan(case, survey, rows, actor=cast.mana)
    kept = PlanLine.objects.get(item="อบรม").pk

    replace_plan(case, survey, [{**rows[1], "quantity": "200"}, rows[0]], actor=cast.mana)

    standing = PlanLine.objects.filter(ended_at__isnull=True).order_by("position")
    assert [(line.item, line.quantity) for line in standing] == [("ฉลาก", 200), ("อบรม", 1)]
    assert standing[1].pk == kept
    assert PlanLine.objects.count() == 3


def test_a_survey_brings_the_rows_it_shows_and_tells_what_changed(
    cast: Cast, group: Group, survey: Filing
) -> None:
    told = Telling(LISTS["products"].TOLD, 1, "page", parse_date("9 กันยายน 2561"))
    keep_list(group, "products", [{"name": "ผ้าไหม"}, {"name": "ผ้าฝ้าย"}], told, actor=cast.mana)

    accepted(survey, cast, products=[{"name": "ผ้าไหม", "standards": ["fda"]}, {"name": "เสื่อ"}])

    group.refresh_from_db()
    rows = {str(row): row for row in rows_of(group, "products")}
    assert list(rows) == ["ผ้าไหม", "ผ้าฝ้าย", "เสื่อ"]
    assert (rows["ผ้าไหม"].told["standards"], group.product) == (["fda"], "ผ้าไหม, ผ้าฝ้าย, เสื่อ")
    again = known_of(form_of(survey.task), group)["products"]
    assert again[0] == {"id": rows["ผ้าไหม"].ref, "name": "ผ้าไหม", "main": "yes", "standards": ["fda"]}
