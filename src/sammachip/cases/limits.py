"""The ceilings a pack sets on lines of money: how one is judged, and what a plan goes beyond when it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from sammachip.cases import classing, knowledge, overlaps
from sammachip.cases.filled import form_of
from sammachip.cases.models import Filing
from sammachip.core.expr import Kind, NoResult, Rule, compile_rule
from sammachip.core.fields import keys_bound
from sammachip.core.money import format_baht
from sammachip.core.thainum import excerpt
from sammachip.core.verdict import YES, Verdict
from sammachip.programmes.facts import plain
from sammachip.programmes.pack import Limit, Pack
from sammachip.programmes.packbuild import known_facts
from sammachip.programmes.planlines import PLAN_LINES, limit_facts

SATANG = Decimal("0.01")
KEPT = "limits"
"""Under which fact a revision keeps what it went beyond."""
RELIED_ON = "class_decisions"
"""Under which fact it keeps what was decided before on classes of its lines."""


@dataclass(frozen=True, slots=True)
class Overstep:
    """A limit that the lines go beyond: what they come to, what the programme allows, and the lines that are counted."""

    limit: Limit
    measured: Decimal
    ceiling: Decimal
    counted: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The pack's own sentence and its source, with both numbers where they are sums of money."""
        said = _("{sentence} (ที่มา: {source})").format(sentence=self.limit.sentence, source=self.limit.source)
        if self.limit.measure != "sum":
            return self._counted(said) if self.counted else said
        return _("{title}: {measured} บาท แต่กำหนดไม่เกิน {ceiling} บาท — {said}").format(
            title=" ".join(filter(None, (self.limit.title, self._items))),
            measured=format_baht(self.measured),
            ceiling=format_baht(self.ceiling),
            said=said,
        )

    @property
    def _items(self) -> str:
        return " ".join(f"«{excerpt(item)}»" for item in self.counted)

    def _counted(self, said: str) -> str:
        return _("{title} {n} รายการ: {items} — {said}").format(
            title=self.limit.title,
            n=len(self.counted),
            items=self._items,
            said=said,
        )


def judge(pack: Pack, limit: Limit, values: Mapping[str, object]) -> Overstep | None:
    """Whether `values` go beyond the limit: `lines` (all that counts together), answers, and the facts it names.

    A limit that cannot be judged yet is not overstepped: an answer it needs is missing, or nothing is allotted of
    which the lines could be a part.
    """
    rule = _rule(pack, limit)
    ceiling = _ceiling(limit, values)
    try:
        measured = Decimal(str(rule.evaluate(values)))
    except NoResult:
        return None
    if ceiling is None or measured <= ceiling:
        return None
    names_lines = limit.measure == "count" or ceiling == 0
    return Overstep(limit, measured, ceiling, _counted(rule, values) if names_lines else ())


def _counted(rule: Rule, values: Mapping[str, object]) -> tuple[str, ...]:
    """The lines that are counted also when they stand alone; none where something else than lines is counted."""

    def alone(rows: list[object]) -> Decimal:
        return Decimal(str(rule.evaluate({**values, "lines": rows})))

    rows, nothing = values.get("lines"), alone([])
    if not isinstance(rows, list):
        return ()
    return tuple(str(row.get("item") or "") for row in rows if alone([row]) > nothing)


def facts_wanted(pack: Pack, limit: Limit) -> set[str]:
    """The facts that the limit names beside lines and answers."""
    named = _rule(pack, limit).names - limit_facts(pack.forms).keys()
    return set(named) | ({limit.of} if limit.of else set())


def _rule(pack: Pack, limit: Limit) -> Rule:
    types = {**known_facts([limit.per]), **limit_facts(pack.forms)}
    return compile_rule(limit.expression, types, Kind.MONEY if limit.measure == "sum" else Kind.INTEGER)


def _ceiling(limit: Limit, values: Mapping[str, object]) -> Decimal | None:
    """The number not to be passed, in whole satang where it is money; None while there is nothing to take a part of."""
    if limit.at_most_percent is None:
        return limit.at_most
    whole = values.get(plain(limit.of or ""))
    if not whole:
        return None
    part = Decimal(str(whole)) * limit.at_most_percent / 100
    return part.quantize(SATANG, rounding=ROUND_DOWN) if limit.measure == "sum" else part


def plan_lines(filing: Filing, values: Mapping[str, object]) -> list[Mapping[str, object]] | None:
    """The lines of money this filing plans; None when its form plans none."""
    for key, name in keys_bound(form_of(filing.task)).items():
        if "[]." not in key and plain(name) == PLAN_LINES:
            rows = values.get(key)
            return list(rows) if isinstance(rows, list) else []
    return None


def as_asked(
    limits: Sequence[Limit], rows: Sequence[tuple[int, Mapping[str, object]]], fiscal_year: int, as_of: date
) -> list[Mapping[str, object]]:
    """The rows, each of the case of that id, with what these limits ask of them beside what is written in them."""
    cases = [case for case, _row in rows]
    lines = [row for _case, row in rows]
    if any(one.asks_for_classes for one in limits):
        lines = classing.told_apart(rows, as_of)
    if any(one.asks_for_overlaps for one in limits):
        lines = overlaps.marked(cases, lines, fiscal_year)
    return lines


def plan_other_money(filing: Filing, values: Mapping[str, object]) -> list[overlaps.OtherMoney]:
    """What other agencies pay for the plan's group in the same year, beside the lines planned; nothing for no plan."""
    rows = plan_lines(filing, values)
    return (
        []
        if rows is None
        else overlaps.other_money(filing.task.case, [str(row.get("item") or "") for row in rows])
    )


def plan_classes(filing: Filing, values: Mapping[str, object], as_of: date) -> list[classing.ClassedLine]:
    """The lines planned, each with its class as chosen, proposed and decided."""
    rows = plan_lines(filing, values) or []
    asked = [(filing.task.case_id, row) for row in rows]
    return [one for one in classing.classed(asked, as_of, since=filing.started_at) if one]


def plan_oversteps(filing: Filing, values: Mapping[str, object], as_of: date) -> list[Overstep]:
    """The limits that the plan in these answers goes beyond, in the pack's order; none where no money is planned."""
    lines = plan_lines(filing, values)
    if lines is None:
        return []
    pack, limits = filing.task.case.edition.pack, _on_plans(filing)
    lines = as_asked(limits, [(filing.task.case_id, row) for row in lines], pack.fiscal_year, as_of)
    wanted = {name for limit in limits for name in facts_wanted(pack, limit)}
    given = {**knowledge.known(filing.task, wanted, as_of), **values, "lines": lines}
    found = (judge(pack, limit, given) for limit in limits)
    return [overstep for overstep in found if overstep is not None]


def _on_plans(filing: Filing) -> list[Limit]:
    """The programme's limits on a plan of this filing's level."""
    case = filing.task.case
    return [one for one in case.edition.pack.limits if "plan" in one.at and one.per == case.level]


def plan_decidable(filing: Filing) -> list[Limit]:
    """The limits on this plan that a person may let stand with a reason; none where no money is planned."""
    if plan_lines(filing, {}) is None:
        return []
    return [one for one in _on_plans(filing) if one.otherwise == "decide"]


def none_refuses(found: Sequence[Overstep]) -> Verdict:
    """Whether no limit gone beyond refuses whatever a person decides; no other way of buying helps where one does."""
    refused = (one for one in found if one.limit.otherwise == "refuse")
    return next((Verdict(one.sentence, "limit") for one in refused), YES)


def may_go_beyond(found: Sequence[Overstep], decided: Mapping[str, str]) -> Verdict:
    """Whether the act goes on in spite of these: none refuses, and each that a person must decide has a reason.

    `decided` gives the reasons by the limit's key. A limit that only warns stops nothing. All that wait for a reason are
    told at once, so that none is passed over by a reason given for another.
    """
    if not (verdict := none_refuses(found)):
        return verdict
    asked = [
        one.sentence
        for one in found
        if one.limit.otherwise == "decide" and not _says_something(decided.get(one.limit.key, ""))
    ]
    return Verdict(" · ".join(asked), "limit-undecided") if asked else YES


def _says_something(reason: str) -> bool:
    """Whether it is more than blanks and dots."""
    return any(letter.isalnum() for letter in reason)


def class_reason(found: Sequence[Overstep], decided: Mapping[str, str]) -> str:
    """The reason given for the classes that wait for a decision; "" where none waits."""
    reasons = (decided.get(one.limit.key, "").strip() for one in found if one.limit.asks_for_classes)
    return next(filter(None, reasons), "")


def told(found: Sequence[Overstep], decided: Mapping[str, str]) -> list[dict[str, object]]:
    """The limits gone beyond, each with the reason given for it, as a revision and the trail keep them."""
    return [
        {
            "limit": overstep.limit.key,
            "title": overstep.limit.title,
            "measured": overstep.measured,
            "ceiling": overstep.ceiling,
            "reason": decided.get(overstep.limit.key, "").strip(),
            **({"lines": list(overstep.counted)} if overstep.counted else {}),
        }
        for overstep in found
    ]


@dataclass(frozen=True, slots=True)
class Decided:
    """A limit that was gone beyond when a paper was sent: how far or for which lines, and the reason given."""

    title: str
    how_far: str
    reason: str

    @property
    def line(self) -> str:
        told = " ".join(filter(None, (self.title, self.how_far)))
        return _("{told} — เหตุผล: {reason}").format(told=told, reason=self.reason) if self.reason else told


def decided_in(facts: Mapping[str, object], pack: Pack) -> list[Decided]:
    """The limits that a revision with these facts went beyond, as whoever signs it must read them."""
    sums = {limit.key for limit in pack.limits if limit.measure == "sum"}
    title = next((limit.title for limit in pack.limits if limit.asks_for_classes), "")
    return [
        *(
            Decided(str(one["title"]), _how_far(one, is_sum=one["limit"] in sums), str(one["reason"]))
            for one in _kept(facts, KEPT)
        ),
        *(
            Decided(title, f"«{excerpt(str(one['item']))}»", str(one["reason"]))
            for one in _kept(facts, RELIED_ON)
        ),
    ]


def _kept(facts: Mapping[str, object], name: str) -> Sequence[Mapping[str, object]]:
    kept = facts.get(name)
    return kept if isinstance(kept, list | tuple) else ()


def relied_on(classes: Sequence[classing.ClassedLine]) -> list[dict[str, object]]:
    """The decisions that let these classes pass without another word."""
    return [
        {"item": one.item, "reason": one.decision.reason}
        for one in classes
        if one.decision and not one.is_agreed
    ]


def _how_far(one: Mapping[str, object], *, is_sum: bool) -> str:
    lines = one.get("lines")
    items = " ".join(f"«{excerpt(str(item))}»" for item in (lines if isinstance(lines, list | tuple) else ()))
    if not is_sum:
        return items
    measured, ceiling = (format_baht(Decimal(str(one[key]))) for key in ("measured", "ceiling"))
    far = _("{measured} บาท จากที่กำหนดไม่เกิน {ceiling} บาท").format(measured=measured, ceiling=ceiling)
    return " ".join(filter(None, (items, far)))
