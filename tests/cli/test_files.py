"""A file named at the terminal that is not there, or cannot be used, is told of in Thai with its name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sammachip.cli.commands import read_text, write_bytes
from sammachip.cli.letter import text_in
from sammachip.cli.sheets import read_sheet
from sammachip.core.verdict import Refused
from sammachip.machine import against

READERS = [read_text, text_in, lambda file: read_sheet(file, lambda _name, _content: None)]


@pytest.mark.parametrize("read", READERS)
def test_a_file_that_is_not_there_was_told_of_in_english(
    read: Callable[[Path], object], tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path / "ไม่มี.xlsx")

    assert str(refused.value) == (
        f"อ่าน {tmp_path / 'ไม่มี.xlsx'} ไม่ได้: ไม่พบแฟ้มหรือโฟลเดอร์นี้ (not found)"
        " — ตรวจชื่อแฟ้ม ที่เก็บ และสิทธิ์อ่าน แล้วสั่งใหม่"
    )


def test_a_place_that_is_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_bytes(tmp_path, b"ok")

    assert str(refused.value) == (
        f"เขียน {tmp_path} ไม่ได้: เป็นโฟลเดอร์ ไม่ใช่แฟ้ม (a folder) — ตรวจที่เก็บและสิทธิ์เขียน แล้วสั่งใหม่"
    )


def test_what_is_rarer_is_told_in_the_systems_own_words() -> None:
    assert against(OSError(5, "Input/output error")) == "ระบบปฏิบัติการแจ้งว่า Input/output error"
