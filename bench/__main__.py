"""make bench: each line a promise, its ratio, its bar and whether it held; ends with 1 when one did not."""

import sys

from bench import world


def main() -> int:
    with world.province():
        from bench.promises import promises  # noqa: PLC0415  models may be imported only once the folder is told

        found = promises()
    for promise in found:
        print(promise)
    return 0 if all(promise.held for promise in found) else 1


if __name__ == "__main__":
    sys.exit(main())
