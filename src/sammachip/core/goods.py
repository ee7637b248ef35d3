"""What an expense is for, in the classes a Thai office books it under."""

from enum import StrEnum

from sammachip.core.thainum import fold


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


def read_class(text: str) -> ExpenseClass | None:
    """The class a sheet names by its key or its Thai label, with or without ค่า; None for anything else."""
    named = fold(text).removeprefix("ค่า")
    for one, label in EXPENSE_LABELS.items():
        if named in (one.value, fold(label).removeprefix("ค่า")):
            return one
    return None
