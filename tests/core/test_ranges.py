"""Parts of files as readers ask for them."""

import pytest

from sammachip.core.ranges import BeyondTheEnd, Part, part_asked


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", Part(0, 99)),
        ("bytes=0-0", Part(0, 0)),
        ("bytes=10-19", Part(10, 19)),
        ("Bytes = 10 - 19", Part(10, 19)),
        ("bytes=90-500", Part(90, 99)),
        ("bytes=-10", Part(90, 99)),
        ("bytes=-500", Part(0, 99)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-4", None),
        ("bytes=0-1,5-6", None),
        ("bytes=๑-๒", None),
        (f"bytes=0-{'9' * 5000}", None),
        ("lines=0-1", None),
    ],
)
def test_a_part_is_read_as_it_is_asked_for(header: str, part: Part | None):
    assert part_asked(header, 100) == part


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0), ("bytes=-5", 0)]
)
def test_a_part_beyond_the_end_is_none(header: str, size: int):
    with pytest.raises(BeyondTheEnd):
        part_asked(header, size)
