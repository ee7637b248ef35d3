import pytest

from sammachip.core.goods import EXPENSE_LABELS, ExpenseClass, read_class


def test_every_class_has_its_label():
    assert [one.label for one in ExpenseClass] == ["ค่าตอบแทน", "ค่าใช้สอย", "ค่าวัสดุ", "ค่าครุภัณฑ์"]
    assert set(EXPENSE_LABELS) == set(ExpenseClass)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ค่าวัสดุ", ExpenseClass.MATERIALS),
        ("วัสดุ", ExpenseClass.MATERIALS),
        ("ค่า ครุภัณฑ์ ", ExpenseClass.DURABLE),
        ("services", ExpenseClass.SERVICES),
        ("ค่าตอบเเทน", ExpenseClass.REMUNERATION),
        ("วัสดุ/อุปกรณ์", None),
        ("", None),
    ],
)
def test_read_class_reads_labels_and_keys_and_guesses_nothing(text, expected):
    assert read_class(text) is expected
