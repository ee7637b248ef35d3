"""make bench: each line a promise, its ratio, its bar and whether it held; ends with 1 when one did not.

`make bench NAME=board` runs one. Each runs in a process of its own, and most in a demo of their own, so that none changes
another's world.
"""

import subprocess
import sys
from contextlib import nullcontext
from importlib import import_module

from bench import world

NAMES = {
    "promises": "promises",
    "board": "board",
    "import": "importing",
    "letters": "letters",
    "papers": "papers",
}
"""What each is called, and its module."""
WORLDLESS = {"letters", "papers"}
"""Those that need no demo."""


def main(names: list[str]) -> int:
    if strange := set(names) - NAMES.keys():
        print(f"no bench: {', '.join(sorted(strange))} (there are {', '.join(NAMES)})")
        return 2
    if len(names) == 1:
        return run(names[0])
    return max(subprocess.call([sys.executable, "-m", "bench", name]) for name in names or NAMES)


def run(name: str) -> int:
    built = nullcontext() if name in WORLDLESS else world.province()
    with built:
        found = import_module(
            f"bench.{NAMES[name]}"
        ).promises()  # its models may be imported only once the folder is told
    for promise in found:
        print(promise)
    return 0 if all(promise.held for promise in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
