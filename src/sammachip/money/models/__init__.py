"""Money on its way down: allocation registers, accounts and their entries, spending and loans."""

from sammachip.money.models.accounts import Account, Purse
from sammachip.money.models.entries import Entry
from sammachip.money.models.purchases import (
    Delivery,
    Inspection,
    InspectionLine,
    Inspector,
    Order,
    Purchase,
    PurchaseEnd,
    PurchaseType,
    Quotation,
    QuotationLine,
    Receipt,
    ReceiptKind,
)
from sammachip.money.models.registers import Register, RegisterAmount, RegisterRow, RegisterState
from sammachip.money.models.regulations import Answer, ChecklistAnswer
from sammachip.money.models.spendings import (
    Evidence,
    EvidenceKind,
    Loan,
    Spending,
    SpendingEnd,
    SpendingLine,
    SpendingPath,
    SpendingState,
)

__all__ = [
    "Account",
    "Answer",
    "ChecklistAnswer",
    "Delivery",
    "Entry",
    "Evidence",
    "EvidenceKind",
    "Inspection",
    "InspectionLine",
    "Inspector",
    "Loan",
    "Order",
    "Purchase",
    "PurchaseEnd",
    "PurchaseType",
    "Purse",
    "Quotation",
    "QuotationLine",
    "Receipt",
    "ReceiptKind",
    "Register",
    "RegisterAmount",
    "RegisterRow",
    "RegisterState",
    "Spending",
    "SpendingEnd",
    "SpendingLine",
    "SpendingPath",
    "SpendingState",
]
