"""What the districts and the province did of their own: they prepared, joined groups into clusters, and reported."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sammachip.cases import actions
from sammachip.cases.clustering import outlook
from sammachip.cases.models import Case, ClusterBasis, Filing
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, Taken, World, case_of, file_and_send, sign, sitting, task_of, write
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition


def prepare(edition: Edition, world: World, cast: Cast) -> None:
    ready = [code for code, told in world["districts"].items() if told.get("prepared")]
    makers = {"31": cast["somchai"], **{code: cast[f"officer-{code}"] for code in ready}}
    with sitting(date(2018, 9, 4), 14):
        for code, maker in makers.items():
            studied = {"studied": "yes", "studied_by": maker.person.name, "studied_on": "3 ก.ย. 61"}
            known = {"partners": world["partners"], **world["team"]}
            file_and_send(task_of(edition, code, "prepare"), {**studied, **known}, maker)


def clusters(edition: Edition, world: World, cast: Cast, groups: Sequence[Taken]) -> None:
    """Districts join their own or say that they have none to join; the province joins over their borders."""
    cases = {one.told["name"]: one.case for one in groups}
    with sitting(date(2018, 9, 6), 14):
        for told in world["own_clusters"]:
            join(told, cases, cast[f"head-{told['district']}"])
        for code, told in world["districts"].items():
            if reason := told.get("no_cluster"):
                actions.answer_no_cluster(case_of(edition, code), reason=reason, actor=cast[f"head-{code}"])
    with sitting(date(2018, 9, 6), 15):
        for told in world["joined_by_province"]:
            join(told, cases, cast["somchai"])
    with sitting(date(2018, 9, 6), 16):
        decide_proposals(case_of(edition, "31"), world, cast["somchai"])


def join(told: World, cases: Mapping[str, Case], actor: Actor) -> None:
    actions.make_cluster(
        [cases[name] for name in told["of"]],
        name=told["name"],
        basis=ClusterBasis(told["basis"]),
        note=told.get("note", ""),
        actor=actor,
    )


def decide_proposals(case: Case, world: World, actor: Actor) -> None:
    """Of what the software proposes one is taken under another name, one put aside; the rest waits for a person."""
    for told in world["accepted_proposals"]:
        actions.accept_proposal(case, _proposed(case, told["of"]), name=told["name"], actor=actor)
    for told in world["put_aside"]:
        actions.put_aside(case, _proposed(case, told["of"]), reason=told["reason"], actor=actor)


def _proposed(case: Case, names: Collection[str]) -> str:
    """The mark of the proposal to join just these groups."""
    seen = outlook(case)
    found = {
        frozenset(seen.groups[member.group.key].name for member in one.members): one.mark
        for one in seen.proposals
    }
    return found[frozenset(names)]


def report_early(edition: Edition, world: World, cast: Cast) -> None:
    """One district told what it did before it was asked."""
    with on(date(2018, 9, 5), 15):
        task = task_of(edition, "3101", "report")
        early = file_and_send(task, world["early_report"], cast["malee"], interim=True)
    with sitting(date(2018, 9, 7)):
        sign(early, cast["mana"], cast["somchai"])


def report(edition: Edition, world: World, cast: Cast, today: date) -> None:
    """Reports as the districts wrote them on Friday, and what became of them by the demo's morning."""
    told = {code: one["report"] for code, one in world["districts"].items() if "report" in one}
    with sitting(date(2018, 9, 7), 16):
        written = {code: _written(edition, code, state, world, cast) for code, state in told.items()}
    with sitting(today, 8):
        for code, state in told.items():
            if state in ("at-province", "accepted", "returned", "nothing"):
                sign(written[code], cast[f"head-{code}"])
            if state in ("accepted", "nothing"):
                sign(written[code], cast["somchai"])
            if state == "returned":
                seen = written[code].revision
                actions.return_filing(
                    written[code], seen=seen, reason=world["return_reason"], actor=cast["somchai"]
                )


def _written(edition: Edition, code: str, state: str, world: World, cast: Cast) -> Filing:
    task, officer = task_of(edition, code, "report"), cast[f"officer-{code}"]
    if state == "draft":
        return write(task, {"standing": "ongoing"}, officer)
    if state == "nothing":
        filing = actions.start_filing(task, actor=officer)
        reason = world["districts"][code]["why"]
        actions.declare_nil(filing, reason=reason, seen=filing.saved, actor=officer)
        return actions.send_filing(filing, seen=filing.saved, actor=officer)
    return file_and_send(task, world["report"], officer)


def evaluate(edition: Edition, world: World, cast: Cast, today: date) -> None:
    """A district whose groups are all evaluated says what came of the programme there."""
    with sitting(today, 7):
        for code, told in world["districts"].items():
            if "evaluation" in told:
                raw = {**world["usual"]["evaluate"], **told["evaluation"]}
                filing = file_and_send(
                    task_of(edition, code, "evaluate_district"), raw, cast[f"officer-{code}"]
                )
                sign(filing, cast[f"head-{code}"])


def begin_result(edition: Edition, world: World, cast: Cast, today: date) -> None:
    """The province writes its last report little by little."""
    with on(today, 8):
        write(task_of(edition, "31", "result"), world["result"], cast["somchai"])
