"""A reading held against the answers: for each field how much of it is right, wrong, unknown, or invented.

A reading is what `sammachip letter read --json` tells, as Python values.
"""

from collections.abc import Iterator, Mapping, Sequence

from bench.letterground.compare import bare, flat, listing, plainly, same
from bench.letterground.grids import tabled
from bench.letterground.items import listed
from bench.letterground.page import Case, Known
from bench.letterground.score import Mark

SCALARS = ("kind", "urgency", "number", "circular", "office", "date", "subject", "to")
SIGNATORY = ("name", "post", "how", "acting_for")

Reading = Mapping[str, object]


def judge(case: Case, reading: Reading) -> list[Mark]:
    """Every answer of the letter, and everything told that it does not say."""
    return list(_judged(case, reading))


def _judged(case: Case, reading: Reading) -> Iterator[Mark]:
    answers, free = case.answers, case.answers.free
    for name in SCALARS:
        if name not in free:
            yield from scalar(name, answers.facts.get(name), reading.get(name))
    if "signatory" not in free:
        given = flat(reading.get("signatory"))
        for name in SIGNATORY:
            yield from scalar(f"signatory.{name}", answers.signatory.get(name), given.get(name))
    for name, items in answers.lists().items():
        if name not in free:
            yield from listed(name, items, listing(reading.get(name)), answers.tolerated)
    yield from tabled(answers.tables, listing(reading.get("tables")), lone="other tables" not in free)
    yield from found(case, listing(reading.get("findings")))


def scalar(name: str, known: Known | None, node: object) -> Iterator[Mark]:
    given = bare(node)
    if known is None:
        if given not in (None, "", False):
            yield Mark(name, "invented", None, given)
        return
    if known.value is None:
        right = given in (None, "") or plainly(given) in [plainly(one) for one in known.also]
        yield Mark(name, "right" if right else "wrong", None, given)
        if known.partial:
            yield from partial(name, known, node)
    elif given in (None, ""):
        yield Mark(name, "right" if known.damaged else "unknown", known.value, None)
    else:
        yield Mark(name, "right" if same(name, known, given) else "wrong", known.value, given)


def partial(name: str, known: Known, node: object) -> Iterator[Mark]:
    """The month that is left of a day that cannot be read."""
    told = node.get("partial") if isinstance(node, Mapping) else None
    if told is None:
        verdict = "right" if known.damaged else "unknown"
    else:
        verdict = "right" if told == known.partial else "wrong"
    yield Mark(f"{name}.partial", verdict, known.partial, told)


ALSO = {"name_unrecognised": {"district_missing"}, "sum_mismatch": {"rate_mismatch"}}
"""What a planted fault brings with it, if a reader says so."""


def found(case: Case, given: Sequence[object]) -> Iterator[Mark]:
    """Each planted fault must be told, and nothing else but what noise may have made true."""
    codes = {str(bare(one["code"])) for one in given if isinstance(one, Mapping) and one.get("code")}
    must = {one.code for one in case.answers.findings if one.must}
    may = {one.code for one in case.answers.findings} | excused(case)
    for code in must:
        may |= ALSO.get(code, set())
        yield Mark(f"findings.{code}", "right" if code in codes else "unknown", code, sorted(codes))
    for code in codes - must - may:
        yield Mark(f"findings.{code}", "invented", None, code)


def excused(case: Case) -> set[str]:
    """What noise may have made true: a digit lost in a table makes a sum wrong indeed."""
    answers, codes = case.answers, set[str]()
    if any(known.damaged for table in answers.tables for row in table.rows for known in row.cells):
        codes |= {
            "sum_mismatch",
            "rate_mismatch",
            "district_missing",
            "district_duplicate",
            "name_unrecognised",
        }
    if any(known.damaged for table in answers.tables for known in table.totals):
        codes |= {"sum_mismatch", "rate_mismatch"}
    if any(known.damaged for item in answers.money for known in item.values()):
        codes |= {"words_figures_disagree", "rate_mismatch", "sum_mismatch"}
    if any(known.damaged for item in answers.deadlines for known in item.values()):
        codes |= {"date_unreadable", "deadline_order"}
    if (day := answers.facts.get("date")) is not None and day.damaged:
        codes |= {"date_unreadable", "deadline_order"}
    if (whom := answers.facts.get("to")) is not None and whom.damaged:
        codes.add("name_unrecognised")
    if case.noise == "heavy":
        codes |= {"title_mismatch", "period_mismatch", "name_unrecognised", "date_unreadable"}
    return codes
