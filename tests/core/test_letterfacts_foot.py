"""Who signs, where more stands around the signature: the seal of an issued paper, a second signer, an address."""

import pytest

from core.lettering import LETTER, OFFICIAL, said
from sammachip.core.blocks import SEAL, SEAL_CODE
from sammachip.core.letterfacts import read

SEALED = f"{SEAL}\nsammachip.example.go.th/check/\n{SEAL_CODE} Y8HZ-AJEM-75VS"
ORDER = """คำสั่งจังหวัดบุรีรัมย์
ที่ ๑/๒๕๖๑
เรื่อง แต่งตั้งคณะทำงาน
ด้วยจังหวัดได้รับงบประมาณ จึงแต่งตั้งคณะทำงาน
สั่ง ณ วันที่ ๑๐ กันยายน พ.ศ. ๒๕๖๑
(นายสมมติ ใจดี)
ผู้ว่าราชการจังหวัดบุรีรัมย์
"""
MINUTES = "รายงานการประชุมคณะทำงาน\nครั้งที่ ๓/๒๕๖๑\nเมื่อวันจันทร์ที่ ๑๐ กันยายน ๒๕๖๑\nเลิกประชุมเวลา ๑๒.๐๐ น.\n"
FIRST, SECOND = "(นายสมมติ ใจดี)", "(นางสุดา สมมติ)"
CERTIFIED = "หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า นางตัวอย่าง สมมติ เป็นสมาชิกกลุ่มทอผ้า\nให้ไว้ ณ วันที่ ๑๐ กันยายน พ.ศ. ๒๕๖๑\n"


@pytest.mark.parametrize("foot", [SEALED, SEALED.replace("\n", " "), SEALED.rpartition("\n")[2]])
def test_the_seal_of_an_issued_paper_is_no_part_of_who_signs(foot: str) -> None:
    signatory = read(f"{ORDER}{foot}\f- ๒ -\n", places=OFFICIAL).signatory

    assert signatory
    assert said(signatory.name, signatory.post, signatory.acting_for) == [
        "นายสมมติ ใจดี", "ผู้ว่าราชการจังหวัดบุรีรัมย์", None,
    ]  # fmt: skip


def test_a_seal_at_the_foot_of_a_page_ends_no_sentence_above_it() -> None:
    found = read(LETTER.format(urgency="", to="นายอำเภอ", body="", enclosed=SEALED), places=OFFICIAL)

    assert said(found.signatory and found.signatory.post) == ["พัฒนาการจังหวัดบุรีรัมย์"]


@pytest.mark.parametrize(
    "signed",
    [
        f"ลงชื่อ {'.' * 40}\n{FIRST}\nผู้จดรายงานการประชุม\nลงชื่อ {'.' * 40}\n{SECOND}\nผู้ตรวจรายงานการประชุม\n",
        f"ลงชื่อ {'.' * 40} {FIRST} ผู้จดรายงานการประชุม\tลงชื่อ {'.' * 40} {SECOND} ผู้ตรวจรายงานการประชุม\n",
        f"{FIRST}\nผู้บันทึกการประชุม\n",
    ],
    ids=["one under another", "side by side", "alone"],
)
def test_what_one_signs_minutes_as_is_no_post(signed: str) -> None:
    signatory = read(MINUTES + signed, places=OFFICIAL).signatory

    assert signatory
    assert said(signatory.name, signatory.post) == ["นายสมมติ ใจดี", None]


def test_standing_in_is_told_though_its_words_are_broken_over_two_lines() -> None:
    order = ORDER.replace("ผู้ว่าราชการจังหวัด", "นักวิชาการ รักษาการใน\nตำแหน่ง พัฒนาการจังหวัด")

    signatory = read(order, places=OFFICIAL).signatory

    assert signatory
    assert said(signatory.post, signatory.how, signatory.acting_for) == [
        "นักวิชาการ", "รักษาการในตำแหน่ง", "พัฒนาการจังหวัดบุรีรัมย์",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "เลขที่ ๑/๒๕๖๑\tศาลากลางจังหวัดบุรีรัมย์\n๑๑๕๙ เขากระโดง\nจังหวัดบุรีรัมย์๓๑๐๐๐\n",
        "เลขที่ ๑/๒๕๖๑   ศาลากลางจังหวัดบุรีรัมย์ ๑๑๕๙ เขากระโดง จังหวัดบุรีรัมย์ ๓๑๐๐๐\n",
        "ที่ ๑/๒๕๖๑\nศาลากลางจังหวัดบุรีรัมย์ ถนนตัวอย่าง\nจังหวัดบุรีรัมย์ ๓๑๐๐๐\n",
    ],
    ids=["PDF", "DOCX", "a line of its own"],
)
def test_the_office_of_a_certificate_is_no_end_of_its_address(head: str) -> None:
    found = read(head + CERTIFIED, places=OFFICIAL)

    assert said(found.office) == ["ศาลากลางจังหวัดบุรีรัมย์"]


@pytest.mark.parametrize(
    "prose", ["", "ทราบและประชาสัมพันธ์ต่อไป\n"], ids=["below a full line", "below a short one"]
)
def test_a_stamped_letter_is_of_the_office_above_its_day(prose: str) -> None:
    line = "พร้อมหนังสือนี้ จังหวัดบุรีรัมย์ขอส่งบัญชีรายชื่อกลุ่มอาชีพของทุกอำเภอในจังหวัดบุรีรัมย์มาเพื่อโปรด\n"
    foot = "จังหวัดบุรีรัมย์\n๑๐ กันยายน ๒๕๖๑\nสำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์\n"

    found = read(f"ที่ บร ๐๐๑๙/๓\nถึง จังหวัดสุรินทร์\n{line}{line}{prose}{foot}", places=OFFICIAL)

    assert said(found.office) == ["จังหวัดบุรีรัมย์"]


@pytest.mark.parametrize(
    ("post", "told"),
    [
        ("รองอธิบดี ปฏิบัติราชการแทน\n\nอธิบดีกรมสมมุติ\n\nกองคลัง", ["รองอธิบดี", "อธิบดีกรมสมมุติ"]),
        ("อธิการบดีมหาวิทยาลัยสมมุติ\nสถาบันวิจัย\nโทรศัพท์ ๐ ๔๔๐๐ ๐๐๐๐", ["อธิการบดีมหาวิทยาลัยสมมุติ", None]),
        ("ผู้อำนวยการ\nโรงพยาบาลสมมุติ\nโทร. ๐ ๔๔๐๐ ๐๐๐๐", ["ผู้อำนวยการ โรงพยาบาลสมมุติ", None]),
    ],
)
def test_a_post_goes_on_over_a_blank_line_and_ends_above_the_section_that_is_called(
    post: str, told: list[str | None]
) -> None:
    signed = LETTER.format(urgency="", to="นายอำเภอ", body="", enclosed="").partition("ขอแสดงความนับถือ")[0]

    found = read(f"{signed}ขอแสดงความนับถือ\n(นายสมมติ ใจดี)\n{post}\n", places=OFFICIAL).signatory

    assert found
    assert said(found.post, found.acting_for) == told
