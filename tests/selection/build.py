"""A contest on trial: groups that handed in, a panel, and a round that is open. Everybody is invented.

What the product's own actions did before is laid in rows, so that 76 entries and nine judges cost no more than eight and
three.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import make
from cast import Cast
from sammachip.cases.actions import advance
from sammachip.cases.actions.tree import planned_tasks
from sammachip.cases.models import Case, CaseLevel, Filing, FilingState, Revision, Task
from sammachip.cases.sealed import digest_of
from sammachip.core import document
from sammachip.org.hats import Actor
from sammachip.org.models import Area, Order, Person
from sammachip.programmes.models import Edition
from sammachip.records.models import StoredFile
from sammachip.registry.keys import keys_of
from sammachip.registry.models import Group, GroupKind, Village
from sammachip.selection import actions, queries
from sammachip.selection.actions.keeping import keep_totals
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import (
    Conflict,
    Duty,
    Mark,
    Panel,
    PanelSeat,
    Round,
    RoundEntry,
    RoundTier,
    Sheet,
)
from sammachip.selection.models.panels import seat_of
from sammachip.selection.seats import hats_on_panels
from sammachip.selection.totals import Tally, in_hundredths
from sammachip.trail import actions as trail
from sammachip.trail import clock
from standing import laid, stand

NOW = "2018-09-10 09:00"
PACK = Path(__file__).resolve().parent.parent / "packs" / "contest.yaml"
SINCE = date(2018, 9, 1)
FULL: Mapping[str, int] = {"plan": 20, "clip": 20}


@dataclass(frozen=True)
class Contest:
    """A round with its panel. `judges` are those who mark, the chair first; the secretary does not mark."""

    edition: Edition
    round: Round
    panel: Panel
    chair: Actor
    judges: tuple[Actor, ...]
    secretary: Actor
    entries: tuple[RoundEntry, ...]

    @property
    def task(self) -> Task:
        """The office's own task: the panel's work."""
        return self.round.task

    def seat(self, actor: Actor) -> PanelSeat:
        return self.panel.seats.get(person=actor.person)


def pack(*, keep: int = 4, tiers: tuple[int, int] = (1, 1), sheets: int = 2) -> str:
    """The trial's pack with other numbers of places and sheets."""
    excellent, good = tiers
    return (
        PACK.read_text()
        .replace("keep: 4", f"keep: {keep}")
        .replace(
            "tiers: [{name: ดีเด่น, places: 1}, {name: ดี, places: 1}]",
            f"tiers: [{{name: ดีเด่น, places: {excellent}}}, {{name: ดี, places: {good}}}]",
        )
        .replace("sheets: 2", f"sheets: {sheets}")
    )


def contest(
    cast: Cast,
    *,
    entries: int = 8,
    judges: int = 3,
    text: str | None = None,
    tambons: Sequence[str] = (make.TAMBON,),
    said: Mapping[str, object] | None = None,
) -> Contest:
    """A contest whose first round is open and not yet marked; `said` is what every group handed in beside its words."""
    source = text or PACK.read_text()

    def build() -> Contest:
        edition = make.publish(cast, source)
        applications(cast, edition, entries, tambons, said)
        seats = panel(cast, edition, judges)
        return opened(cast, edition, seats)

    return stand(("contest", entries, judges, source, tuple(tambons), repr(said)), build)


def applications(
    cast: Cast,
    edition: Edition,
    count: int,
    tambons: Sequence[str] = (make.TAMBON,),
    said: Mapping[str, object] | None = None,
) -> list[Case]:
    """So many groups in these sub-districts by turns, each taken in and its work handed in and accepted."""
    areas = Area.objects.in_bulk(set(tambons))
    districts = {tambon: make.district(cast, edition, code=tambon[:4], places=count) for tambon in areas}
    places = [tambons[number % len(tambons)] for number in range(count)]
    groups = _groups(places, areas)
    cases = Case.objects.bulk_create(
        Case(
            programme=edition.programme,
            edition=edition,
            level=CaseLevel.GROUP,
            parent=districts[place],
            group=group,
            path=f"{group.path}g{group.pk}/",
            opened_path=group.path,
            joined_on=SINCE,
            opened_at=clock.now(),
        )
        for place, group in zip(places, groups, strict=True)
    )
    _hand_in(cast, edition, cases, said or {})
    _settle_alike(cases)
    return cases


def _groups(places: Sequence[str], areas: Mapping[str, Area]) -> list[Group]:
    villages = [
        Village(code=f"{place}{number % 90 + 1:02}", area=areas[place], moo=number % 90 + 1, name="ตัวอย่าง")
        for number, place in enumerate(places)
    ]
    Village.objects.bulk_create(villages, ignore_conflicts=True)
    names = [f"กลุ่มออมทรัพย์ตัวอย่าง {number}" for number in range(1, len(places) + 1)]
    return Group.objects.bulk_create(
        Group(
            name=name,
            kind=GroupKind.SAVINGS,
            village=village,
            path=village.area.path,
            **keys_of(name=name, phone=""),
        )
        for name, village in zip(names, villages, strict=True)
    )


def _hand_in(cast: Cast, edition: Edition, cases: Sequence[Case], said: Mapping[str, object]) -> None:
    planned = planned_tasks(edition, CaseLevel.GROUP)
    tasks = Task.objects.bulk_create(
        Task(
            case=case,
            stage=one.stage.key,
            position=one.position,
            occurrence=one.occurrence,
            period=one.period,
            opens_at=one.opens_at,
        )
        for case in cases
        for one in planned
    )
    first = clock.now() - timedelta(days=5)
    filings = Filing.objects.bulk_create(
        Filing(
            task=task,
            as_of=SINCE,
            state=FilingState.ACCEPTED,
            answers={"what": f"ผลงานที่ {number}", **said},
            saved=1,
            revision=1,
            accepted_revision=1,
            maker=cast.malee.person,
            maker_office=cast.malee.office,
            started_at=first,
            saved_at=first,
            first_sent_at=first + timedelta(minutes=number),
        )
        for number, task in enumerate((task for task in tasks if task.stage == "apply"), start=1)
    )
    Revision.objects.bulk_create(_revision(cast, edition, filing) for filing in filings)


ANSWERED = (
    "result", "tier", "held", "may_start", "waits_for", "turn_role", "missing_count", "next_due", "label", "begun",
    "finished_at",
)  # fmt: skip


def _settle_alike(cases: Sequence[Case]) -> None:
    """Let the engine say where the first of these stands, and say the same of the others: all did the same."""
    advance(cases[0])
    for told in Task.objects.filter(case=cases[0]).order_by("pk"):
        others = Task.objects.filter(case__in=cases, stage=told.stage, occurrence=told.occurrence)
        others.update(**{column: getattr(told, column) for column in ANSWERED})


def _revision(cast: Cast, edition: Edition, filing: Filing) -> Revision:
    page = document.Document(
        title="ผลงาน", blocks=(document.Paragraph(str(filing.answers["what"]), indent=False),)
    )
    frozen = {
        "answers": filing.answers,
        "facts": {"as_of": SINCE.isoformat()},
        "document": document.to_json(page),
    }
    assert filing.first_sent_at is not None
    return Revision(
        filing=filing,
        edition=edition,
        number=1,
        **frozen,
        digest=digest_of(**frozen),
        sent_by=cast.malee.person,
        sent_as=cast.malee.hat.title,
        done_on=filing.first_sent_at.date(),
        sent_at=filing.first_sent_at,
    )


def person(name: str) -> Person:
    """Somebody who holds no post; the same where they sit on another panel already."""
    named = {"prefix": "นาย", "given_name": name, "family_name": "กรรมการสมมติ", "name_sort": name}
    return Person.objects.get_or_create(username=name, defaults=named)[0]


def panel(cast: Cast, edition: Edition, judges: int = 3) -> Panel:
    """A panel of the nation's case: a chair who marks as well, other members, a secretary who does not."""
    nation = Case.objects.get(programme=edition.programme, level=CaseLevel.NATION)
    order, _made = Order.objects.get_or_create(
        office=cast.anong.office, number="1/2561", dated_on=SINCE, subject="แต่งตั้งคณะกรรมการคัดเลือก"
    )
    made = Panel.objects.create(
        case=nation,
        order=order,
        title="คณะกรรมการคัดเลือก (สมมติ)",
        quorum=(judges + 1) // 2,
        made_by=cast.anong.person,
        made_at=clock.now(),
    )
    duties = [Duty.CHAIR, *[Duty.MEMBER] * (judges - 1), Duty.SECRETARY]
    names = ["chair", *(f"judge{number}" for number in range(2, judges + 1)), "secretary"]
    PanelSeat.objects.bulk_create(
        PanelSeat(
            panel=made, person=person(name), duty=duty, marks=duty is not Duty.SECRETARY, starts_on=SINCE
        )
        for name, duty in zip(names, duties, strict=True)
    )
    return made


def seated(panel: Panel, person: Person) -> Actor:
    """The person under the hat of the seat on this panel."""
    seat = panel.seats.get(person=person, ends_on=None)
    hats = hats_on_panels(person, clock.today())
    return Actor(person, next(hat for hat in hats if hat.key == f"panel:{seat.pk}"))


def keep_away(person: Person, case: Case) -> Conflict:
    """What keeps the person from this case."""
    return Conflict.objects.create(
        person=person, case=case, ground="relation", because="ญาติ", made_at=clock.now()
    )


@laid
def opened(cast: Cast, edition: Edition, of: Panel, stage: str = "round1") -> Contest:
    """The round of this stage, opened for every group that may enter it."""
    task = make.task(of.case, stage)
    law = RoundLaw.of_stage(edition.pack.stage(stage), edition.pack)
    members = list(of.seats.select_related("person").order_by("pk"))
    actors = {seat.pk: seated(of, seat.person) for seat in members}
    secretary = next(actors[seat.pk] for seat in members if seat.duty == Duty.SECRETARY)
    rules = law.plain()
    made = Round.objects.create(
        task=task,
        panel=of,
        rules=rules,
        digest=trail.digest_of_content(rules),
        places=law.places,
        opened_by=secretary.person,
        opened_at=clock.now(),
    )
    RoundTier.objects.bulk_create(
        RoundTier(round=made, position=number, name=tier.name, places=tier.places)
        for number, tier in enumerate(law.tiers, start=1)
    )
    entries = _enter(made, list(queries.candidates(task, law)), law.application)
    advance(of.case)
    judging = tuple(actors[seat.pk] for seat in members if seat.marks)
    return Contest(edition, made, of, judging[0], judging, secretary, tuple(entries))


def _enter(made: Round, tasks: Iterable[Task], application: str) -> list[RoundEntry]:
    found = {task.case_id: task for task in tasks}
    filings = Filing.objects.filter(task__case__in=found, task__stage=application)
    return RoundEntry.objects.bulk_create(
        RoundEntry(
            round=made,
            case_id=filing.task.case_id,
            task=found[filing.task.case_id],
            number=number,
            filing=filing,
            revision=filing.revision,
            handed_in_at=filing.first_sent_at,
        )
        for number, filing in enumerate(
            filings.select_related("task").order_by("first_sent_at", "pk"), start=1
        )
    )


def ready(of: Contest) -> Contest:
    """Every entry shared out and every member's word on conflicts told: marking may begin."""
    actions.share_out(of.round, actor=of.secretary)
    for judge in of.judges:
        actions.declare(of.round, [], actor=judge)
    return of


def mark(
    entry: RoundEntry,
    judge: Actor | PanelSeat,
    marks: Mapping[str, Decimal | int] = FULL,
    *,
    sealed: bool = True,
) -> Sheet:
    """The judge's sheet of this entry with these points, sealed unless told otherwise."""
    seat = judge if isinstance(judge, PanelSeat) else PanelSeat.objects.get(pk=seat_of(judge))
    sheet = Sheet.objects.create(entry=entry, seat=seat, begun_at=clock.now())
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=key, hundredths=int(points * 100)) for key, points in marks.items()
    )
    if sealed:
        sheet.sealed_at = clock.now()
        sheet.save(update_fields=["sealed_at"])
        keep_totals(entry)
        sheet.refresh_from_db()
    return sheet


@laid
def mark_all(
    of: Contest, points: Iterable[Mapping[str, Decimal | int]], scans: Mapping[int, StoredFile] | None = None
) -> None:
    """Every judge gives each entry in turn these same points, all sealed; a few statements for any number of sheets. Of
    entries with one of these `scans`, by number, the last judge's sheet was given on paper."""
    seats = [of.seat(judge) for judge in of.judges]
    given = list(zip(of.entries, points, strict=True))
    pairs = [(entry, seat, marks) for entry, marks in given for seat in seats]
    sheets = Sheet.objects.bulk_create(
        Sheet(
            entry=entry,
            seat=seat,
            begun_at=clock.now(),
            **(
                _on_paper(of, scans[entry.number])
                if scans and seat == seats[-1] and entry.number in scans
                else {}
            ),
        )
        for entry, seat, _marks in pairs
    )
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=key, hundredths=int(value * 100))
        for sheet, (_entry, _seat, marks) in zip(sheets, pairs, strict=True)
        for key, value in marks.items()
    )
    for sheet, (_entry, _seat, marks) in zip(sheets, pairs, strict=True):
        sheet.sealed_at, sheet.total = clock.now(), _total(of, marks)
    Sheet.objects.bulk_update(sheets, ["sealed_at", "total"])
    for entry, marks in given:
        entry.tally = Tally(
            sheets=len(seats),
            total=len(seats) * _total(of, marks),
            lowest=_total(of, marks),
            highest=_total(of, marks),
            criteria={key: len(seats) * int(value * 100) for key, value in marks.items()},
        )
    RoundEntry.objects.bulk_update(of.entries, ["tally"])


def _on_paper(of: Contest, scan: StoredFile) -> dict[str, object]:
    return {"scan": scan, "keyed_by": of.secretary.person, "checked_by": of.chair.person}


def _total(of: Contest, marks: Mapping[str, Decimal | int]) -> int:
    weights = in_hundredths(of.round.law.weights)
    return sum(weights[key] * int(value * 100) for key, value in marks.items())
