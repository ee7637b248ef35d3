"""sammachip letter read: facts as JSON or in a few lines, without any database; what gives no text is refused plainly."""

import json

import pytest

from sammachip.cli import main

LETTER = """ที่ บร ๐๐๑๙/ว ๑๒

ศาลากลางจังหวัดบุรีรัมย์

๓ กันยายน ๒๕๖๑

เรื่อง การรายงานผลโครงการตัวอย่าง

เรียน นายอำเภอนางลอง

ด้วยกรมการพัฒนาชุมชนขอให้อำเภอรายงานผล ภายในวันที่ ๒๐ กันยายน ๒๕๖๑ ในวงเงิน ๓๑,๒๐๐ บาท (สามหมื่นสองร้อยบาทถ้วน)

ขอแสดงความนับถือ

(นายสมมติ ใจดี)
ผู้ว่าราชการจังหวัดบุรีรัมย์
"""


def test_the_facts_come_as_json_with_their_places_in_the_text(tmp_path, capsys):
    file = tmp_path / "letter.txt"
    file.write_bytes(LETTER.encode())

    code = main(["letter", "read", str(file), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (code, told["number"]["value"], told["date"]["value"]) == (0, "บร 0019/ว 12", "2018-09-03")
    assert told["text"][slice(*told["to"]["span"])] == "นายอำเภอนางลอง"
    assert [one["code"] for one in told["findings"]] == ["name_unrecognised", "words_figures_disagree"]


def test_without_json_a_person_reads_it_in_thai(tmp_path, capsys):
    file = tmp_path / "letter.txt"
    file.write_bytes(LETTER.encode("cp874"))

    assert main(["letter", "read", str(file)]) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[:3] == ["ชนิด: หนังสือภายนอก", "ที่: บร 0019/ว 12", "จาก: ศาลากลางจังหวัดบุรีรัมย์"]
    assert "กำหนด: 20 กันยายน 2561 รายงานผล" in said
    assert "เงิน: 31,200.00 บาท (ตัวอักษร 30,200.00)" in said


@pytest.mark.parametrize(
    ("content", "said"), [(None, "ตรวจชื่อแฟ้ม"), (b"", "ไม่มีข้อความ"), (b"\0\1\2\3", "บันทึกเป็นชนิดใดชนิดหนึ่ง")]
)
def test_a_file_without_a_letter_in_it_is_refused_plainly(tmp_path, capsys, content, said):
    file = tmp_path / "letter.txt"
    if content is not None:
        file.write_bytes(content)

    assert main(["letter", "read", str(file)]) == 1
    assert said in capsys.readouterr().err
