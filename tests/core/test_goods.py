from sammachip.core.goods import EXPENSE_LABELS, ExpenseClass


def test_every_class_has_its_label():
    assert [one.label for one in ExpenseClass] == ["ค่าตอบแทน", "ค่าใช้สอย", "ค่าวัสดุ", "ค่าครุภัณฑ์"]
    assert set(EXPENSE_LABELS) == set(ExpenseClass)
