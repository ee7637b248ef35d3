"""The letters of the demo, out and in: each at its own hour, one after another, through the desk that keeps the registers."""

import heapq
from collections.abc import Generator, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.db import transaction

from sammachip.cases.actions import ask_for_work, receive_ordered, receive_sent
from sammachip.core.letter import LetterKind
from sammachip.core.thaidate import BANGKOK
from sammachip.demo.ground import Cast, World
from sammachip.org import actions as org
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Section
from sammachip.programmes.models import Edition
from sammachip.records import actions_dispatch as sending
from sammachip.records import actions_drafts as drafts
from sammachip.records import actions_incoming as desk
from sammachip.records import actions_outgoing as numbers
from sammachip.records.actions_incoming import Came, Holder
from sammachip.records.models import Book, Delivery, IncomingLetter, OutgoingLetter, Paper, Series
from sammachip.records.outgoing import year_of
from sammachip.trail import clock
from sammachip.trail.spoken import day_name

Story = Generator[datetime, None, Any]  # Any: what each gives back at its end
"""What happens with one letter: it says when its next act is due, and does it when that hour has come."""
A_WHILE = timedelta(minutes=35)


def moment(day: date, hour: str) -> datetime:
    """The hour as offices write it: 9.05."""
    hours, minutes = hour.split(".")
    return datetime.combine(day, time(int(hours), int(minutes)), BANGKOK)


def live(stories: Iterable[Story]) -> None:
    """Let all happen in the order of its hours, so that registers number as letters came."""
    turns = count()
    waiting = [(next(one), next(turns), one) for one in stories]
    heapq.heapify(waiting)
    with transaction.atomic():
        while waiting:
            hour, _turn, one = heapq.heappop(waiting)
            with clock.frozen(hour):
                later = next(one, None)
            if later:
                heapq.heappush(waiting, (later, next(turns), one))


def give_codes(told: World, cast: Cast) -> None:
    """Each district's head says what the numbers of its letters begin with; marked as the demo's own."""
    codes = told["district_codes"]
    with transaction.atomic():
        for place, office in enumerate(Office.objects.filter(parent="31").order_by("code"), start=1):
            address = codes["address"].format(authority=office.authority, province="จังหวัดบุรีรัมย์")
            org.describe_office(
                office,
                seen=office.version,
                actor=cast[f"head-{office.code}"],
                letter_code=f"{codes['letters']} {place:02}{codes['ends']}",
                address=address,
            )
    for actor in cast.values():
        actor.office.refresh_from_db()


def tell(edition: Edition, world: World, cast: Cast) -> None:
    """All that was sent and received before the demo's day."""
    told = world["letters"]
    live(
        [
            *(come_over(one, cast) for one in came_over(told)),
            notice(edition, {**world["notice"], **told["notice"]}, cast),
            circular(edition, told["circular"], told["reminder"], cast),
            *(came_in(one, cast) for one in told["in"]),
            *(went_out(one, cast) for one in told["out"]),
        ]
    )


def came_over(told: World) -> Iterator[World]:
    """Where each office's registers on paper stood: those that are told of, and the other districts in a row."""
    named, others = told["came_over"], told["other_districts"]
    yield from named
    districts = Office.objects.filter(parent="31").exclude(pk__in=[one["office"] for one in named])
    for place, code in enumerate(districts.order_by("pk").values_list("pk", flat=True)):
        last = others["received"] + place * others["apart"]
        yield {"office": code, "by": f"officer-{code}", "day": others["day"], "received": last}


def come_over(told: World, cast: Cast) -> Story:
    """The office goes on from the registers it kept on paper."""
    yield moment(told["day"], "8.40")
    office = Office.objects.get(pk=told["office"])
    for book in Book:
        if last := told.get(book.value):
            year = year_of(told["day"])
            numbers.begin_series(office, year=year, series=book, last=last, actor=cast[told["by"]])


def notice(edition: Edition, told: World, cast: Cast) -> Story:
    """The department's circular, and its way through the province's hands."""
    officer = cast["somchai"]
    yield moment(told["dated"], told["sent_at"])
    sender = cast["anong"].office
    line = numbers.give_number(
        numbers.Letter(told["subject"], told["to"]), office=sender, dated_on=told["dated"], number=told["number"],
        actor=cast["anong"],
    )  # fmt: skip
    ask_for_work(line, edition, actor=cast["anong"])
    sending.dispatch(line, sender.children.order_by("path"), actor=cast["anong"])
    came = told["received"]
    yield moment(came["day"], came["at"])
    arrived = line.deliveries.get(office=officer.office)
    letter = receive_sent(arrived, kept_in=came["kept_in"], actor=officer)
    yield moment(told["noted"]["day"], told["noted"]["at"])
    desk.note_upward(letter, told["noted"]["words"], seen=0, actor=officer)
    said = told["ordered"]
    yield moment(said["day"], said["at"])
    section = Section.objects.get(office=officer.office, name=said["section"])
    desk.order(letter, said["words"], to=Holder(section, officer.person), seen=1, actor=cast["suda"])
    yield moment(told["done"]["day"], told["done"]["at"])
    desk.close(letter, told["done"]["words"], seen=3, actor=officer)


def circular(edition: Edition, told: World, reminder: World, cast: Cast) -> Story:
    """The province's circular is written, signed, numbered and sent; the districts come each as far as they do."""
    line = yield from issued(told, LetterKind.EXTERNAL, Series.CIRCULAR, cast["somchai"], cast["suda"])
    ask_for_work(line, edition, stage=told["stage"], actor=cast["somchai"])
    register = Paper.objects.get(kind="allocation-register", office=line.office)
    districts = line.office.children.order_by("path")
    files = [register.pdf] if register.pdf else []
    sending.dispatch(line, districts, due_on=told["due_on"], files=files, actor=cast["somchai"])
    arrived = {one.office_id: one for one in line.deliveries.select_related("office", "line__office")}
    hour = clock.now() + 2 * A_WHILE
    for code in told["opened"]:
        yield (hour := hour + timedelta(minutes=4))
        sending.open_delivery(arrived[code], actor=cast[f"officer-{code}"])
    for code in sorted([*told["assigned"], *told["noted"], *told["received"]]):
        yield (hour := hour + timedelta(minutes=7))
        receive_here(arrived[code], told, cast)
    paper = told["told"]
    yield moment(paper["day"], "16.10")
    sending.tell_received(
        arrived[paper["office"]], number=paper["number"], day=paper["day"], actor=cast["somchai"]
    )
    yield moment(reminder["day"], reminder["at"])
    remind(line, reminder, cast["somchai"])


def issued(
    told: World, kind: LetterKind, series: Series, officer: Actor, head: Actor
) -> Generator[datetime, None, OutgoingLetter]:
    """From the draft to its number; gives back its line in the register."""
    yield moment(told["drafted"]["day"], told["drafted"]["at"])
    draft = drafts.begin_letter(kind, office=officer.office, answers=told["answers"], actor=officer)
    drafts.send_letter(draft, seen=draft.version, actor=officer)
    yield moment(told["signed"]["day"], told["signed"]["at"])
    drafts.sign_letter(draft, seen=draft.version, on_paper=False, actor=head)
    yield moment(told["signed"]["day"], told["sent_at"])
    paper = drafts.issue_letter(draft, dated_on=told["signed"]["day"], series=series, actor=officer)
    return paper.line


def receive_here(arrived: Delivery, told: World, cast: Cast) -> None:
    """One district's clerk and head on that afternoon."""
    code = arrived.office_id
    officer, head = cast[f"officer-{code}"], cast[f"head-{code}"]
    letter = receive_sent(arrived, actor=officer)
    if code not in told["received"]:
        desk.note_upward(letter, told["note"], seen=0, actor=officer)
    if code in told["assigned"]:
        desk.order(letter, told["order"], to=Holder(officer=officer.person), seen=1, actor=head)


def remind(line: OutgoingLetter, told: World, officer: Actor) -> None:
    """A letter begun to those that have not received the circular; who wrote it goes on with it on the demo's day."""
    missing = line.deliveries.missing().select_related("office").order_by("office__path")
    names = [one.office.authority for one in missing if one.office]
    rows = ["| ที่ | หน่วยงาน |", *(f"| {n} | {name} |" for n, name in enumerate(names, start=1))]
    answers = {
        "subject": told["subject"],
        "to": told["to"],
        "refs": [{"letter": f"หนังสือ{line.office.authority} ที่ {line.number} ลงวันที่ {day_name(line.dated_on)}"}],
        "body": told["body"].format(n=len(names), table="\n".join(rows)),
    }
    drafts.begin_letter(LetterKind.EXTERNAL, office=line.office, answers=answers, actor=officer)


def came_in(told: World, cast: Cast) -> Story:
    """A letter of every day, as far as it came."""
    clerk = cast[told["by"]]
    head = cast[told["head"]]
    yield (hour := moment(told["day"], told["at"]))
    came = Came(
        told["subject"], told["from"], letter_number=told.get("number", ""), dated_on=told.get("dated"),
        due_on=told.get("due"),
    )  # fmt: skip
    letter = desk.receive(came, office=clerk.office, kept_in=told.get("kept_in", ""), actor=clerk)
    if why := told.get("cancelled"):
        yield (hour := hour + A_WHILE)
        desk.cancel_receiving(letter, reason=why, actor=clerk)
    if words := told.get("noted"):
        yield (hour := hour + A_WHILE)
        desk.note_upward(letter, words, seen=letter.version, actor=clerk)
    if words := told.get("order"):
        yield (hour := hour + A_WHILE)
        desk.order(letter, words, to=holder(told, cast), seen=letter.version, actor=head)
    if words := told.get("done"):
        yield hour + A_WHILE
        desk.close(letter, words, seen=letter.version, actor=clerk)
    if key := told.get("down"):
        yield hour + 2 * A_WHILE
        receive_ordered(letter, actor=cast[key])


def holder(told: World, cast: Cast) -> Holder | None:
    """Who is given the letter: somebody of the office, somebody of one below, or nobody by name."""
    if key := told.get("to"):
        return Holder(officer=cast[key].person)
    if key := told.get("down"):
        return Holder(officer=cast[key].person, office=cast[key].office)
    return None


def went_out(told: World, cast: Cast) -> Story:
    """A letter written elsewhere, numbered here; sent on its way in the system, or cancelled."""
    clerk = cast[told["by"]]
    yield (hour := moment(told["dated"], told["at"]))
    line = numbers.give_number(
        numbers.Letter(told["subject"], told["to"]), office=clerk.office, dated_on=told["dated"],
        series=Series(told.get("series", Series.LETTER)), actor=clerk,
    )  # fmt: skip
    if codes := told.get("to_offices"):
        sending.dispatch(line, Office.objects.filter(pk__in=codes), due_on=told.get("due"), actor=clerk)
    if why := told.get("cancelled"):
        yield hour + A_WHILE
        numbers.cancel_number(line, reason=why, actor=clerk)


def close_reported(world: World, cast: Cast, today: date) -> None:
    """By the demo's morning, districts whose report was accepted have closed the letter that asked for it."""
    told = world["letters"]["circular"]
    reported = [code for code, one in world["districts"].items() if one.get("report") == "accepted"]
    with clock.frozen(moment(today, "8.30")), transaction.atomic():
        letters = IncomingLetter.objects.filter(office__in=reported, delivery__line__series=Series.CIRCULAR)
        for letter in letters.select_related("office").order_by("office"):
            officer = cast[f"officer-{letter.office_id}"]
            desk.close(letter, told["done"], seen=letter.version, actor=officer)
