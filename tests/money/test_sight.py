"""An auditor of one programme sees that programme's money and its papers, and no other's in the same district."""

from pathlib import Path

import pytest

import make
from money import build
from sammachip.cases.models import Case
from sammachip.money.models import Account, Entry, Loan, Register, Spending
from sammachip.records.models import Paper

pytestmark = [pytest.mark.both, pytest.mark.django_db, pytest.mark.usefixtures("buriram")]

ONE, OTHER = "money-on-trial", "weaving-on-trial"


def money_of(code: str) -> dict[type, set[int]]:
    """What a programme with one approved spending, half of it lent, has written, by table."""
    text = Path(build.__file__).with_name("small.yaml").read_text().replace(ONE, code)
    group = build.group(build.funded_district(published=build.edition(text=text)), f"กลุ่ม {code}")
    spending = build.approved(group)
    build.lent(spending, "5000.00")
    accounts = Account.objects.filter(case__edition=group.edition)
    district = accounts.filter(case__path__startswith="/31/3104/")
    return {
        Case: set(
            Case.objects.filter(edition=group.edition, path__startswith="/31/3104/").values_list(
                "pk", flat=True
            )
        ),
        Account: set(district.values_list("pk", flat=True)),
        Entry: set(Entry.objects.filter(account__in=district).values_list("pk", flat=True)),
        Register: set(Register.objects.filter(edition=group.edition).values_list("pk", flat=True)),
        Spending: {spending.pk},
        Loan: set(Loan.objects.filter(spending=spending).values_list("pk", flat=True)),
        Paper: set(Paper.objects.about(spending).values_list("pk", flat=True)),
    }


def test_a_scope_of_one_programme_shows_no_money_of_another():
    written = {code: money_of(code) for code in (ONE, OTHER)}
    auditor = make.auditor()
    make.scope(auditor, "3104", OTHER)

    for table, rows in written[OTHER].items():
        assert rows, table
        assert set(table.objects.visible_to(auditor).values_list("pk", flat=True)) == rows


def test_the_papers_of_a_register_belong_to_its_programme():
    published = build.edition()
    build.notified(published)
    build.issued(published)
    paper = Paper.objects.get()
    of_it, of_another = make.auditor(), make.auditor("31")
    make.scope(of_it, "31", ONE)
    make.scope(of_another, "31", OTHER)

    assert list(Paper.objects.visible_to(of_it)) == [paper]
    assert list(Paper.objects.visible_to(of_another)) == []
