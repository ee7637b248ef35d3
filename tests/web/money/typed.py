"""What is typed into the forms of the money desk."""

from sammachip.money.models import Spending

COSTS = {
    "title": "อบรมการย้อมสี",
    "purpose": "เพื่อพัฒนาคุณภาพ",
    "head": "support",
    "lines-TOTAL_FORMS": "4",
    "lines-INITIAL_FORMS": "0",
    "lines-0-item": "ค่าวิทยากร",
    "lines-0-expense_class": "remuneration",
    "lines-0-quantity": "๖",
    "lines-0-unit": "ชั่วโมง",
    "lines-0-price": "๖๐๐",
}


def payment(amount: str, prefix: str = "pay", **more: str) -> dict[str, str]:
    sent = {"amount": amount, "done_on": "๖ กันยายน ๒๕๖๑", "number": "ขบ.02/9", **more}
    return {f"{prefix}-{name}": value for name, value in sent.items()}


def acts_of(spending: Spending) -> str:
    return spending.get_absolute_url()
