"""What an expense is for, in the classes a Thai office books it under."""

from enum import StrEnum


class ExpenseClass(StrEnum):
    """The budget's classes of operating and investment expenses; `durable` is the one many programmes bar."""

    REMUNERATION = "remuneration"
    SERVICES = "services"
    MATERIALS = "materials"
    DURABLE = "durable"

    @property
    def label(self) -> str:
        return EXPENSE_LABELS[self]


EXPENSE_LABELS = {
    ExpenseClass.REMUNERATION: "ค่าตอบแทน",
    ExpenseClass.SERVICES: "ค่าใช้สอย",
    ExpenseClass.MATERIALS: "ค่าวัสดุ",
    ExpenseClass.DURABLE: "ค่าครุภัณฑ์",
}
