"""Days that no paper bears yet, spans that end before they begin, figures that are none: said beside the answer, whatever
the page."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from conftest import Freeze
from sammachip.web.forms import (
    auditing,
    closing,
    keying_in,
    letter_drafts,
    money,
    purchases,
    selection,
    selection_results,
    signing,
    terms,
)


@pytest.mark.parametrize(
    ("form", "day"),
    [
        (closing.CloseForm, "done_on"),
        (keying_in.KeyInForm, "written_on"),
        (letter_drafts.DayForm, "dated_on"),
        (letter_drafts.IssueForm, "dated_on"),
        (money.VoucherForm, "done_on"),
        (purchases.QuotationForm, "quoted_on"),
        (purchases.OrderForm, "ordered_on"),
        (purchases.DeliveryForm, "delivered_on"),
        (purchases.InspectionForm, "inspected_on"),
        (purchases.ReceiptForm, "dated_on"),
        (selection.AppointForm, "dated_on"),
        (selection.SeatEndForm, "on"),
        (selection.PaperConflictForm, "declared_on"),
        (selection.KeyInSheetForm, "signed_on"),
        (selection_results.MeetingForm, "met_on"),
        (selection_results.VoteForm, "voted_on"),
        (selection_results.WithdrawalForm, "withdrawn_on"),
        (selection_results.ComplaintForm, "received_on"),
        (selection_results.AnswerForm, "answered_on"),
        (signing.AdviceForm, "given_on"),
        (signing.PaperSignatureForm, "done_on"),
        (terms.TermsForm, "letter_on"),
    ],
)
def test_a_paper_of_tomorrow_is_refused_beside_its_day(at: Freeze, form: type[forms.Form], day: str) -> None:
    at("2018-09-10 09:00")

    with pytest.raises(ValidationError, match=r"11 กันยายน 2561 ยังมาไม่ถึง \(วันนี้ 10 กันยายน 2561\)"):
        form.base_fields[day].clean("11 กันยายน 2561")


@pytest.mark.django_db
def test_a_scope_of_audit_that_ends_before_it_begins_is_refused_beside_its_end() -> None:
    form = auditing.ScopeForm([], {"starts_on": "10 กันยายน 2561", "ends_on": "9 กันยายน 2561"})

    assert "9 กันยายน 2561" in form.errors["ends_on"][0]


@pytest.mark.parametrize(
    ("figure", "typed", "sentence"),
    [
        ("delivery_days", "สิบวัน", "«สิบวัน» ไม่ใช่"),
        ("delivery_days", "๓.๕", "ไม่ใช่จำนวนเต็ม"),
        ("fine_percent", "0.125", "มีทศนิยมเกิน 2 ตำแหน่ง"),
        ("fine_percent", "50", "10"),
    ],
)
def test_the_figures_of_an_order_are_read_by_the_rules_of_every_form(
    figure: str, typed: str, sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        purchases.OrderForm.base_fields[figure].clean(typed)
