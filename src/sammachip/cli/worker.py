"""sammachip worker: the background work alone, for machines that serve no pages. `serve` brings its own."""

import argparse

from sammachip.cli.commands import Commands


def register(commands: Commands) -> None:
    commands.add("worker", run, help="ทำงานเบื้องหลังอย่างเดียว (the background work alone)")


def run(typed: argparse.Namespace) -> int:
    from sammachip import worker  # noqa: PLC0415  --data must be told before settings are read

    worker.work()
    return 0
