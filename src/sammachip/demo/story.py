"""What happened in the districts by the demo's day."""

from collections.abc import Mapping
from datetime import date

from sammachip.cases import actions
from sammachip.cases.eligibility import form_of_enrolment
from sammachip.cases.models import Case, ClusterBasis, Filing, Task
from sammachip.core.fields import FieldType
from sammachip.demo import spending
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, World, case_of, file_and_send, stage_task, task_of
from sammachip.org.hats import Actor
from sammachip.org.models import Area
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Pack
from sammachip.registry import actions as registry
from sammachip.registry.models import GroupKind
from sammachip.trail import clock


def tell(edition: Edition, world: World, cast: Cast, today: date) -> None:
    """Bring the districts as far as they are on the demo's day."""
    groups: dict[str, list[Case]] = {}
    with on(date(2018, 9, 4)):
        for told in world["groups"]:
            district = told["district"]
            groups.setdefault(district, []).append(enrol(edition, told, cast[f"officer-{district}"]))
    with on(date(2018, 9, 4), 14):
        makers = {"31": cast["somchai"], "3101": cast["malee"]}
        makers |= {code: cast[f"officer-{code}"] for code in groups}
        for code, maker in makers.items():
            prepare(task_of(edition, code, "prepare"), world, maker)
    with on(date(2018, 9, 5)):
        for code, cases in groups.items():
            for case in cases:
                survey(case, world, cast, code)
    with on(date(2018, 9, 6)):
        clusters(edition, world, cast, groups)
    spending.tell(edition, world, cast)
    reports(edition, world, cast, today)


def enrol(edition: Edition, told: World, actor: Actor) -> Case:
    """Register an invented group and take it into the programme."""
    area = Area.objects.filter(parent=told["district"]).order_by("code")[told["tambon"]]
    group = registry.register_group(
        registry.place_village(area, moo=told["moo"], name=told["village"]),
        name=told["name"],
        kind=GroupKind.OCCUPATIONAL,
        said={
            "product": told["product"],
            "members_count": told["members"],
            "sale_places": told["sold_at"],
            "otop_registered": told["otop"],
            "occupation_kind": told["occupation"],
            "chair_name": "นางประธาน สมมุติ",
        },
        source="page",
        said_on=clock.today(),
        actor=actor,
    )
    return actions.enrol_group(
        case_of(edition, told["district"]), group, answers=eligible(edition.pack), actor=actor
    )


def eligible(pack: Pack) -> dict[str, object]:
    """Every yes-or-no question of the pack's form of enrolment answered yes."""
    form = form_of_enrolment(pack)
    return {one.key: "yes" for one in form.fields if one.type is FieldType.YES_NO} if form else {}


def prepare(task: Task, world: World, actor: Actor) -> None:
    studied = {"studied": "yes", "studied_by": actor.person.name, "studied_on": "3 ก.ย. 61"}
    file_and_send(task, {**studied, "partners": world["partners"]}, actor)


def survey(case: Case, world: World, cast: Cast, code: str) -> None:
    filing = file_and_send(
        stage_task(case, "survey"), {"incomes": [world["income"]]}, cast[f"officer-{code}"]
    )
    actions.sign_filing(filing, seen=filing.revision, actor=cast[f"head-{code}"])


def clusters(edition: Edition, world: World, cast: Cast, groups: Mapping[str, list[Case]]) -> None:
    """One district joins its two groups; another says that it has none to join, and why."""
    joined, none = world["cluster"], world["no_cluster"]
    code = joined["district"]
    actions.make_cluster(
        groups[code], name=joined["name"], basis=ClusterBasis.SAME, actor=cast[f"head-{code}"]
    )
    code = none["district"]
    actions.answer_no_cluster(case_of(edition, code), reason=none["reason"], actor=cast[f"head-{code}"])


def sign(filing: Filing, *signers: Actor) -> None:
    for signer in signers:
        actions.sign_filing(filing, seen=filing.revision, actor=signer)


def reports(edition: Edition, world: World, cast: Cast, today: date) -> None:
    """Two reports accepted, one of them early; one waits at the province, one was returned, one is being written."""
    with on(date(2018, 9, 5), 15):
        early = file_and_send(
            task_of(edition, "3101", "report"), world["early_report"], cast["malee"], interim=True
        )
    with on(date(2018, 9, 7)):
        sign(early, cast["mana"], cast["somchai"])
        done = file_and_send(task_of(edition, "3104", "report"), world["report"], cast["officer-3104"])
        sign(done, cast["head-3104"], cast["somchai"])
        doubtful = file_and_send(task_of(edition, "3111", "report"), world["report"], cast["officer-3111"])
        sign(doubtful, cast["head-3111"])
    with on(today, 8):
        actions.return_filing(
            doubtful, seen=doubtful.revision, reason=world["return_reason"], actor=cast["somchai"]
        )
        waiting = file_and_send(task_of(edition, "3107", "report"), world["report"], cast["officer-3107"])
        sign(waiting, cast["head-3107"])
        draft = actions.start_filing(task_of(edition, "3102", "report"), actor=cast["officer-3102"])
        actions.save_draft(draft, {"standing": "ongoing"}, seen=0, actor=cast["officer-3102"])
