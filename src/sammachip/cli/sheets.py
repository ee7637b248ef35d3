"""What commands that take a sheet in share: reading it, and what stands against taking it in."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sammachip.cli.commands import say, unread
from sammachip.core.grid import NotATable
from sammachip.core.verdict import Refused

if TYPE_CHECKING:
    from sammachip.registry.importing import Asked

Reading = TypeVar("Reading")


def read_sheet(file: Path, read: Callable[[str, bytes], Reading]) -> tuple[Reading, str]:
    """What `read` finds in a file by its name and bytes, and the digest of those. Raises Refused."""
    from sammachip.records.sheets import require_size  # noqa: PLC0415  it reads the settings

    try:
        require_size(file.stat().st_size)
        content = file.read_bytes()
        return read(file.name, content), hashlib.sha256(content).hexdigest()
    except OSError as why:
        raise unread(file, why) from why
    except NotATable as why:
        raise Refused(f"{file}: {why}") from why


def told(file: Path, lines: list[str]) -> bool:
    """Print each line of what stands against the import; whether there was any."""
    for line in lines:
        print(f"{file}: {line}")
    if lines:
        say(f"พบ {len(lines)} จุดที่ต้องแก้หรือตอบ ยังไม่ได้นำเข้า (nothing imported)")
    return bool(lines)


def open_questions(asked: "Iterable[Asked]") -> list[str]:
    """Each open question with its likeliest answers; who answers on the page need not mend the sheet."""
    return [
        f"«{one.question.given}» {one.question.above} แถวที่ {', '.join(map(str, one.rows))} หมายถึงที่ใด — "
        + " / ".join(name for _code, name in one.question.choices[: max(one.question.near, 3)])
        for one in asked
    ]
