"""The text a pack is written in, before it means anything; and one spelling for one meaning."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.programmes import packfile
from sammachip.programmes.marks import DEEPEST, MOST_BYTES

UNREADABLE = {
    "empty": ("", "ไฟล์ว่างหรือไม่ได้เริ่มด้วยคู่ชื่อและค่า"),
    "a list": ("- 1\n- 2\n", "ไฟล์ว่างหรือไม่ได้เริ่มด้วยคู่ชื่อและค่า"),
    "too large": ("#" * (MOST_BYTES + 1), "ไฟล์ใหญ่เกิน 512 กิโลไบต์"),
    "too deep": ("a: " + "[" * 5000, f"ซ้อนกันลึกเกิน {DEEPEST} ชั้น"),
    "an alias that holds itself": ("a: &a [*a]", "การอ้างซ้ำ (*) ทำให้ข้อมูลขยายใหญ่เกินไป"),
    "too many aliases": ("a: &a 1\nb: [" + "*a, " * 201 + "]", "อ้างซ้ำ (*) เกิน 200 แห่ง"),
    "a tag": (
        "a: !!python/object/apply:os.system [ls]",
        "ใช้ป้ายชนิด tag:yaml.org,2002:python/object/apply:os.system ไม่ได้",
    ),
}


UNPRINTED = {
    "a tab": ("a:\n\tb: 1\n", "บรรทัด 2: ", "ย่อหน้าด้วยช่องว่าง ไม่ใช้แท็บ"),
    "a colon in a title": ("code: x\ntitle: แบบ: น้ำ\n", "บรรทัด 2: ", "ครอบข้อความที่มี : ด้วย"),
    "a character no editor shows": (
        "code: x\ntitle: น้ำ\x07\n",
        "บรรทัด 2: มีอักขระควบคุม U+0007 ที่อักษรตัวที่ 11",
        "ลบอักขระนั้น",
    ),
}


@pytest.mark.parametrize(("text", "start", "fix"), UNPRINTED.values(), ids=UNPRINTED.keys())
def test_read_names_line_and_remedy_of_a_slip_of_writing(registered: None, text: str, start: str, fix: str):
    with pytest.raises(packfile.PackErrors) as caught:
        packfile.read(text, filename="x.yaml")

    [problem] = caught.value.problems
    assert str(problem).startswith(start)
    assert problem.fix.startswith(fix)


@pytest.mark.parametrize(("text", "message"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_read_refuses_what_no_pack_is_written_in(registered: None, text: str, message: str):
    with pytest.raises(packfile.PackErrors) as caught:
        packfile.read(text, filename="x.yaml")

    assert message in [problem.message for problem in caught.value.problems]


def test_read_bounds_aliases_that_multiply(registered: None):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]

    with pytest.raises(packfile.PackErrors) as caught:
        packfile.read("\n".join(rows), filename="x.yaml")

    assert "ขยายใหญ่เกินไป" in caught.value.problems[0].message


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.decimals(0, 10**9, places=2)),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    )
)
def test_canonical_is_the_same_after_any_number_of_storings(value: object):
    once = packfile.canonical({"pack": value})

    again = packfile.canonical(json.loads(once))

    assert again == once


def test_digest_does_not_depend_on_the_order_of_keys():
    one = {"code": "x", "budget": {"total": Decimal("10.50"), "note": "น้ำ"}}
    other = {"budget": {"note": "น้ำ", "total": "10.50"}, "code": "x"}

    assert packfile.digest(one) == packfile.digest(other)
    assert packfile.digest(one) != packfile.digest({**one, "code": "y"})
