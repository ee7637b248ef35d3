"""A reader tried on many letters of the ground."""

from collections.abc import Callable, Iterable, Iterator

from bench.letterground import Half, generate
from bench.letterground.judge import Reading, judge
from bench.letterground.page import Case
from bench.letterground.score import Mark, Score, Tally

Reader = Callable[[str], Reading]


def marks(read: Reader, half: Half, noise: str, seeds: Iterable[int]) -> Iterator[tuple[Case, list[Mark]]]:
    """Each letter with what its reading came to."""
    for seed in seeds:
        case = generate(seed, half, noise)
        yield case, judge(case, read(case.text))


def score(read: Reader, half: Half, noise: str, seeds: Iterable[int]) -> Score:
    told = Score()
    for _case, found in marks(read, half, noise, seeds):
        told.add(found)
    return told


def lines(told: Score) -> Iterator[str]:
    """The score for people: the whole, then each field from the weakest."""
    missed = {verdict: told.count(verdict) for verdict in ("wrong", "invented", "unknown")}
    counts = ", ".join(f"{verdict} {count}" for verdict, count in missed.items())
    yield f"{told.right:.4f} of fields right; {counts}"
    for name, tally in sorted(told.fields.items(), key=lambda one: one[1].share):
        yield row(name, tally)


def row(name: str, tally: Tally) -> str:
    return (
        f"  {name:34} {tally.share:.3f}  precision {tally.precision:.3f}  recall {tally.recall:.3f}"
        f"  right {tally.right:5} wrong {tally.wrong:4} unknown {tally.unknown:4} invented {tally.invented:4}"
    )
