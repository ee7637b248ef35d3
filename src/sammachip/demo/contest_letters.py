"""The letters of the second programme: the department's to every province, the second letter itself, and what followed."""

from collections.abc import Mapping

from sammachip.cases.actions import ask_for_work, receive_sent, tie_letter
from sammachip.cases.models import Case
from sammachip.core.letter import LetterKind
from sammachip.demo.contest_ground import LETTER_PROVINCE, Staff
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, World, stage_task
from sammachip.demo.letters import A_WHILE, Story, came_in, come_over, issued, live, moment, went_out
from sammachip.org import actions as org
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.records import actions_dispatch as sending
from sammachip.records import actions_incoming as desk
from sammachip.records import actions_outgoing as numbers
from sammachip.records.actions_incoming import Holder
from sammachip.records.models import Delivery, IncomingLetter, Series

AllStaff = Mapping[str, Staff]


def tell(edition: Edition, told: World, staff: AllStaff, case: Case, cast: Cast) -> None:
    """The letters up to the hand-in; `case` is that of the group the second letter names."""
    hands = hands_of(staff[LETTER_PROVINCE], cast)
    with on(told["notice"]["dated"]):
        give_code(told["district"], hands)
    live(
        [
            *(come_over(one, hands) for one in told["came_over"]),
            notice(edition, told["notice"], staff, hands),
            letter(edition, told["letter"], case, hands),
            *(came_in(one, hands) for one in told["in"]),
            *(went_out(one, hands) for one in told["out"]),
        ]
    )


def decide(edition: Edition, told: World, staff: AllStaff, case: Case, cast: Cast) -> None:
    """The province tells the district what came of it, and what is to be bought by when."""
    live([decided(edition, told["decided"], case, hands_of(staff[LETTER_PROVINCE], cast))])


def hands_of(staff: Staff, cast: Cast) -> Cast:
    """Those through whose hands the second letter went, by what they are."""
    return {
        "department": cast["anong"],
        "officer": staff.officer,
        "head": staff.head,
        "province": staff.province,
        "province_head": staff.province_head,
    }


def give_code(told: World, hands: Cast) -> None:
    office = Office.objects.get(pk=told["office"])
    org.describe_office(
        office, seen=office.version, actor=hands["head"], letter_code=told["letter_code"],
        address=told["address"],
    )  # fmt: skip
    for actor in hands.values():
        actor.office.refresh_from_db()


def notice(edition: Edition, told: World, staff: AllStaff, hands: Cast) -> Story:
    """The department's circular: every province has received it; the letter's own notes, orders and assigns it."""
    sender = hands["department"]
    yield moment(told["dated"], told["sent_at"])
    line = numbers.give_number(
        numbers.Letter(told["subject"], told["to"]), office=sender.office, dated_on=told["dated"],
        series=Series.CIRCULAR, actor=sender,
    )  # fmt: skip
    ask_for_work(line, edition, actor=sender)
    sending.dispatch(line, sender.office.children.order_by("path"), due_on=told["due_on"], actor=sender)
    arrived = {one.office_id: one for one in line.deliveries.select_related("office", "line__office")}
    for place, code in enumerate(sorted(staff)):
        yield moment(told["received_on"], "8.45") + place * A_WHILE / 6
        came = receive_sent(arrived[code], actor=staff[code].province)
        if code == LETTER_PROVINCE:
            ours = came
            desk.note_upward(ours, told["words"], seen=0, actor=hands["province"])
            to = Holder(officer=hands["province"].person)
            desk.order(ours, told["order"], to=to, seen=1, actor=hands["province_head"])
    yield moment(told["done"]["day"], told["done"]["at"])
    desk.close(ours, told["done"]["words"], seen=3, actor=hands["province"])


def letter(edition: Edition, told: World, case: Case, hands: Cast) -> Story:
    """The second letter: written, signed, numbered, sent to its one district, and carried out there."""
    line = yield from issued(
        told, LetterKind.EXTERNAL, Series.LETTER, hands["province"], hands["province_head"]
    )
    ask_for_work(line, edition, stage=told["stage"], actor=hands["province"])
    [arrived] = sending.dispatch(
        line, [hands["officer"].office], due_on=told["due_on"], actor=hands["province"]
    )
    came = yield from taken_up(arrived, told, hands)
    yield moment(told["tied"]["day"], told["tied"]["at"])
    task = stage_task(case, told["stage"])
    tie_letter(came, edition, case=case, task=task, actor=hands["officer"])
    yield moment(told["done"]["day"], told["done"]["at"])
    desk.close(came, told["done"]["words"], seen=3, actor=hands["officer"])


def decided(edition: Edition, told: World, case: Case, hands: Cast) -> Story:
    yield moment(told["dated"], told["at"])
    line = numbers.give_number(
        numbers.Letter(told["subject"], told["to"]), office=hands["province"].office, dated_on=told["dated"],
        actor=hands["province"],
    )  # fmt: skip
    [arrived] = sending.dispatch(
        line, [hands["officer"].office], due_on=told["due_on"], actor=hands["province"]
    )
    came = yield from taken_up(arrived, told, hands)
    task = stage_task(case, told["stage"])
    tie_letter(came, edition, case=case, task=task, actor=hands["officer"])


def taken_up(arrived: Delivery, told: World, hands: Cast) -> Story:
    """In the district: received, noted, ordered and assigned; gives back its line there."""
    officer: Actor = hands["officer"]
    yield (hour := moment(told["received"]["day"], told["received"]["at"]))
    came: IncomingLetter = receive_sent(arrived, actor=officer)
    yield (hour := hour + A_WHILE / 4)
    desk.note_upward(came, told["noted"]["words"], seen=0, actor=officer)
    yield hour + A_WHILE / 2
    to = Holder(officer=officer.person)
    desk.order(came, told["ordered"]["words"], to=to, seen=1, actor=hands["head"])
    return came
