"""Columns and writes of the house: exact baht, rows claimed by one."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from sammachip.core.verdict import Stale
from sammachip.trail.columns import BahtField
from sammachip.trail.models import Chain
from sammachip.trail.writes import claim

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("baht", "satang"),
    [(Decimal("31200.10"), 3120010), (Decimal(0), 0), (Decimal("-0.05"), -5), (None, None)],
)
def test_baht_lie_in_the_database_as_whole_satang(baht, satang):
    field = BahtField()

    assert field.get_prep_value(baht) == satang
    assert field.from_db_value(satang) == baht


def test_baht_refuse_a_float():
    with pytest.raises(ValidationError, match="เลขทศนิยมลอยตัว"):
        BahtField().to_python(0.1)


def test_baht_refuse_part_of_a_satang():
    with pytest.raises(ValueError, match="less than a satang"):
        BahtField().get_prep_value(Decimal("0.001"))


def test_claim_changes_the_row_that_is_as_it_was_seen():
    Chain.objects.create(office="9901", length=1)

    claim(Chain.objects.filter(office="9901", length=1), length=2)

    assert Chain.objects.get().length == 2


def test_claim_is_stale_when_somebody_was_faster():
    Chain.objects.create(office="9901", length=2)

    with pytest.raises(Stale, match="มีผู้บันทึกรายการนี้ไปก่อนแล้ว"):
        claim(Chain.objects.filter(office="9901", length=1), length=3)

    assert Chain.objects.get().length == 2
