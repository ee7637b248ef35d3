"""What `sammachip verify` looks over. A room registers its checks in `AppConfig.ready`."""

from collections.abc import Callable, Iterator

from sammachip.trail import triggers

Check = Callable[[], Iterator[str]]
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Let `verify` ask this too: `check` yields one sentence for each thing that does not agree."""
    _checks[name] = check


def findings() -> Iterator[tuple[str, str]]:
    """Each disagreement found now, with the name of the check that found it."""
    for name, check in _checks.items():
        for sentence in check():
            yield name, sentence


def names() -> tuple[str, ...]:
    return tuple(_checks)


def broken_chains() -> Iterator[str]:
    from sammachip.trail import queries  # noqa: PLC0415  models exist only once all apps are loaded

    for place in queries.breaks():
        yield f"เหตุการณ์ {place} ไม่ต่อเนื่องกับสายก่อนหน้า — เทียบกับสำเนาสำรองก่อนวันที่พบ"


def unguarded_tables() -> Iterator[str]:
    for table in triggers.missing():
        yield f"ตาราง {table} ไม่มีตัวกันแก้ไขย้อนหลัง — สั่ง sammachip serve หรือ restore เพื่อติดตั้งใหม่"
