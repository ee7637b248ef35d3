"""Amounts and days that could not be read: core's own sentence in Thai, the reader's language on a screen."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from sammachip.core.cells import BadCell, CellError, CellKind, Column, read_cell
from sammachip.core.fields import FieldType
from sammachip.core.money import MoneyFault, NotMoney, parse_baht
from sammachip.core.thaidate import DayFault, NotADate, parse_date
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import ThaiDateField
from sammachip.web.unread import AMOUNTS, DAYS, told, unread

UNREAD_AMOUNTS = ("", "มาก", "1.005", "9" * 16)
UNREAD_DAYS = ("", "เร็ว ๆ นี้", "สิงหาคม 2561", "1/8/3561", "1/13/2561", "30/2/2561")


def refused(text: str, *, day: bool) -> NotMoney | NotADate:
    with pytest.raises(ValueError) as refusal:
        (parse_date if day else parse_baht)(text)
    assert isinstance(refusal.value, NotMoney | NotADate)
    return refusal.value


def test_a_screen_in_thai_says_what_core_says_of_every_fault() -> None:
    found = [refused(text, day=False) for text in UNREAD_AMOUNTS]
    found += [refused(text, day=True) for text in UNREAD_DAYS]

    with override("th"):
        assert [unread(one) for one in found] == [one.reason for one in found]

    assert {one.fault for one in found} == {*MoneyFault, *DayFault} == {*AMOUNTS, *DAYS}


def test_fields_and_cells_name_the_month_to_a_reader_of_english_in_english() -> None:
    """A reader of English was refused in Thai, whichever way the day was asked for."""
    typed, column = "30/2/2561", Column("paid_on", "วันที่จ่าย", CellKind.DATE)
    with pytest.raises(BadCell) as bad:
        read_cell(column, typed)
    error = CellError("B2", "paid_on", typed, str(bad.value), bad.value.why)

    with override("en"):
        with pytest.raises(ValidationError, match="February"):
            ThaiDateField().clean(typed)
        with pytest.raises(ValidationError, match="February"):
            AnswerField(FieldType.DATE).clean(typed)
        said = told(error).message

    assert ("February" in said, "กุมภาพันธ์" in said, said.startswith("«วันที่จ่าย»: ")) == (True, False, True)
