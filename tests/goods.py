"""Goods in the tests: what is handed over to a group, and a durable thing that a plan calls material."""

from decimal import Decimal

from sammachip.core.goods import ExpenseClass
from sammachip.money.actions_spending import Line

CLOTH = Line("ผ้าฝ้าย", Decimal(12), "ม้วน", Decimal("250.00"), ExpenseClass.MATERIALS)
HANDED = {
    "handed_on": "5 กันยายน 2561",
    "place": "ศาลากลางบ้าน",
    "receiver": "นางสมมุติ ผู้รับ",
    "witness": "นายสมมุติ พยาน",
    "owner": "group",
    "items": [
        {"item": "ผ้าฝ้าย", "quantity": "12", "unit": "ม้วน"},
        {"item": "กรรไกร", "quantity": "3", "unit": "อัน"},
    ],
}
LOOM = {
    "item": "กี่ทอผ้า",
    "quantity": "1",
    "unit": "หลัง",
    "price": "4000",
    "expense_class": "materials",
    "dimension": "fund",
}
