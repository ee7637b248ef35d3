"""How far each group went: assessed, planned for, developed, given its goods, visited, and asked what it earns."""

from collections.abc import Callable, Iterable
from datetime import date

from sammachip.cases import actions
from sammachip.cases.models import Filing
from sammachip.cases.planned import lines_in_force
from sammachip.cases.proposing import with_taken
from sammachip.core.fields import FormSpec
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, Taken, World, as_typed, file_and_send, full_name, sign, sitting

Step = Callable[[Taken, World], None]


def assess_and_plan(groups: Iterable[Taken], usual: World, day: date) -> None:
    with sitting(day, 13):
        _each(groups, "assess", assess, usual)
    with sitting(day, 15):
        _each(groups, "plan", plan, usual)


def develop(groups: Iterable[Taken], usual: World, day: date) -> None:
    """What was done with the money and without, until the district says that this is all, and the income is asked."""
    with sitting(day, 10):
        _each(groups, "develop", activities, usual)
        _each(groups, "handover", hand_over, usual)
    with sitting(day, 13):
        _each(groups, "follow", visit, usual)
    with sitting(day, 15):
        _each(groups, "income", close, usual)
    with sitting(day, 16):
        _each(groups, "assess_again", assess_again, usual)
        _each(groups, "income", income, usual)
    with sitting(day, 17):
        _each(groups, "evaluate", evaluate, usual)


def _each(groups: Iterable[Taken], key: str, step: Step, usual: World) -> None:
    for one in groups:
        if key in one.then:
            step(one, usual)


def assess(one: Taken, usual: World) -> None:
    _score(one, "assess", usual)


def assess_again(one: Taken, usual: World) -> None:
    _score(one, "assess_again", usual)


def _score(one: Taken, stage: str, usual: World) -> None:
    told, form = one.then[stage], one.case.edition.pack.forms["five_k"]
    found = scores(form, told["scores"], told.get("evidence", {}))
    file_and_send(one.task(stage), {**found, **usual[stage], "with_group": one.chair}, one.officer)


def scores(form: FormSpec, said: str, evidence: World) -> dict[str, object]:
    """A digit for each row of each table of the form, «3322 2211 …», with what was seen where it is told."""
    tables = [table for table in form.fields if table.rows]
    return {
        table.key: {
            row.value: {"score": digit, "evidence": evidence.get(row.value, "")}
            for row, digit in zip(table.rows, digits, strict=True)
        }
        for table, digits in zip(tables, said.split(), strict=True)
    }


def plan(one: Taken, usual: World) -> None:
    """Lines of the group's own and lines taken from what the pack proposes where it was found weak."""
    told = one.then["plan"]
    filing = actions.start_filing(one.task("plan"), actor=one.officer)
    words = {key: told[key] for key in ("production", "marketing") if key in told}
    typed = as_typed({**usual["plan"], **words, **_overlap(told, one.chair), "lines": told.get("lines", [])})
    for key in told.get("taken", ()):
        typed = with_taken(filing, typed, key, one.officer)
    actions.save_draft(filing, typed, seen=filing.saved, actor=one.officer)
    actions.send_filing(filing, seen=filing.saved, decided=_decided(told), actor=one.officer)
    if not told.get("waits"):
        sign(filing, one.head)


def _overlap(told: World, chair: str) -> World:
    """What the officer found in others' lists, and what the group's chair said when asked."""
    if overlap := told.get("overlap"):
        said = {"overlap": "yes", "overlap_group": "yes", "overlap_detail": overlap["detail"]}
    else:
        said = {"overlap": "no", "overlap_group": "no"}
    return {**said, "overlap_group_by": chair}


def _decided(told: World) -> dict[str, str]:
    """The reasons for which a person let a limit pass, by the limit's key."""
    declared = {"no_overlap": told["overlap"]["why"]} if "overlap" in told else {}
    return {**told.get("decided", {}), **declared}


def activities(one: Taken, _usual: World) -> None:
    """What was done; of the plan's lines, the first so many were carried out by it."""
    for told in one.then["develop"]:
        said = {key: words for key, words in told.items() if key != "carried_out"}
        lines = lines_in_force(one.case)[: told.get("carried_out", 0)]
        done = {str(line.pk): {"carried_out": "yes"} for line in lines}
        _file(one, "develop", {**said, "plan_lines": done})


def hand_over(one: Taken, _usual: World) -> None:
    for told in one.then["handover"]:
        papers = {
            "place": f"ที่ทำการ{one.told['name']}",
            "receiver": one.chair,
            "receiver_post": "ประธานกลุ่ม",
            "witness": full_name(one.told["led_by"][1]),
            "owner": "group",
        }
        _file(one, "handover", {**papers, **told})


def visit(one: Taken, usual: World) -> None:
    """See the group; each good handed over before is looked for, in the order in which it came."""
    for told in one.then["follow"]:
        goods = one.case.goods.order_by("handed_on", "pk").values_list("pk", flat=True)
        seen = {str(good): {"found": found} for good, found in zip(goods, told.get("goods", ()), strict=True)}
        said = {key: words for key, words in told.items() if key not in ("goods", "said")}
        _file(one, "follow", {**usual["visit"], **said, "goods_seen": seen})


def _file(one: Taken, stage: str, told: World) -> Filing:
    raw = {key: said for key, said in told.items() if key != "picture"}
    return file_and_send(one.task(stage), raw, one.officer, picture=told.get("picture", ""))


def advise(groups: Iterable[Taken], cast: Cast, today: date) -> None:
    """Superiors say what they think of a visit, below what was reported."""
    with on(today, 8):
        for one in groups:
            visits = one.task("follow").filings.order_by("number")
            for filing, told in zip(visits, one.then.get("follow", ()), strict=True):
                if "said" in told:
                    who, words = told["said"]
                    actions.give_advice(filing, words, seen=filing.revision, actor=cast[who])


def close(one: Taken, _usual: World) -> None:
    actions.close_task(one.task("develop"), actor=one.head)


def income(one: Taken, usual: World) -> None:
    """What the group earns after; where nobody could tell yet, or in another period, why."""
    told = one.then["income"]
    rows = [{**usual["earned"], "amount": one.told["earned"]}]
    if "after" in told:
        period = {"period": told["period"]} if "period" in told else {}
        rows.append({**usual["earned_after"], "amount": told["after"], **period})
    why = {"unmeasured": told["why"]} if "why" in told else {}
    file_and_send(one.task("income"), {"incomes": rows, **why}, one.officer)


def evaluate(one: Taken, usual: World) -> None:
    """What came of it, as the officer judges; the head of the district signs."""
    filing = file_and_send(one.task("evaluate"), {**usual["evaluate"], **one.then["evaluate"]}, one.officer)
    sign(filing, one.head)
