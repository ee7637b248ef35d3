"""python -m bench.letterground: letters to look at, and a reader tried on the tuning half.

    python -m bench.letterground write 12 --noise light     # one letter with its answers as JSON
    python -m bench.letterground try --seeds 180            # the score, field by field, at each level of noise
    python -m bench.letterground try --show deadlines.date  # each miss of that field, with the letter's seed

Only the tuning half is shown; of the held-back half the bench tells counts alone.
"""

import argparse
import json
from importlib import import_module

from bench.letterground import LEVELS, generate, told
from bench.letterground.trial import lines, marks, score


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.letterground")
    act = parser.add_subparsers(dest="act", required=True)
    write = act.add_parser("write", help="one letter and its answers")
    write.add_argument("seed", type=int)
    write.add_argument("--noise", choices=LEVELS, default="none")
    trying = act.add_parser("try", help="how much of the tuning half the reader reads rightly")
    trying.add_argument("--seeds", type=int, default=180)
    trying.add_argument("--noise", choices=LEVELS, action="append")
    trying.add_argument("--show", metavar="FIELD", help="each miss of this field, or of all under it")
    chosen = parser.parse_args()
    if chosen.act == "write":
        show_letter(chosen.seed, chosen.noise)
    else:
        for level in chosen.noise or LEVELS:
            show_score(level, chosen.seeds, chosen.show)


def show_letter(seed: int, noise: str) -> None:
    case = generate(seed, "tuning", noise)
    print(f"# {case.body}, seed {case.seed}, noise {case.noise}")
    print(case.text)
    print(json.dumps(told.reading(case.answers), ensure_ascii=False, indent=1))


def show_score(noise: str, seeds: int, field: str | None) -> None:
    read = import_module("bench.letterground.reader").read  # letters can be written before there is a reader
    print(f"\n== tuning, noise {noise}, {seeds} letters")
    if field is None:
        print("\n".join(lines(score(read, "tuning", noise, range(seeds)))))
        return
    for case, found in marks(read, "tuning", noise, range(seeds)):
        for mark in found:
            if mark.field.startswith(field) and mark.verdict != "right":
                print(
                    f"{case.seed:4} {case.body:22} {mark.field:28} {mark.verdict:9} {mark.expected!r} ← {mark.given!r}"
                )


if __name__ == "__main__":
    main()
