"""sammachip verify: whether events, accounts and standings still agree with what they are computed from."""

import argparse

from sammachip.cli.commands import Commands, require_tables, say


def register(commands: Commands) -> None:
    commands.add("verify", run, help="ตรวจว่าข้อมูลครบถ้วนและไม่ถูกแก้ไขย้อนหลัง (check that nothing was altered)")


def run(typed: argparse.Namespace) -> int:
    from sammachip.trail import checks  # noqa: PLC0415  --data must be told before settings are read

    require_tables()
    found = 0
    for name, sentence in checks.findings():
        found += 1
        print(f"{name}: {sentence}")
    if found:
        say(f"พบ {found} รายการที่ไม่ตรง (findings)")
        return 1
    say(f"ตรวจแล้ว ถูกต้องทั้งหมด: {', '.join(checks.names())} (all agree)")
    return 0
