"""What happened in Buriram by the demo's day, in its order. What is told lies in the fixture; here is only who did it."""

from datetime import date

from sammachip.demo import buying, desk, groups, journey, later, lists, offices, second, spending
from sammachip.demo.ground import Cast, Taken, World, sitting
from sammachip.programmes.models import Edition


def tell(edition: Edition, world: World, cast: Cast, today: date) -> None:
    """Bring the districts as far as they are on the demo's day."""
    usual = world["usual"]
    lists.hand_down(edition, world, cast)
    with sitting(date(2018, 9, 4)):
        by_then = (one for one in world["groups"] if not one.get("later"))
        taken = list(groups.take_in(edition, by_then, cast))
    offices.prepare(edition, world, cast)
    survey(taken, usual)
    offices.report_early(edition, world, cast)
    journey.assess_and_plan(taken, usual, date(2018, 9, 5))
    spending.tell(taken, world, cast)
    buying.tell(taken, world, cast)
    offices.clusters(edition, world, cast, taken)
    journey.develop(taken, usual, date(2018, 9, 7))
    second.tell(world["second_look"], cast)
    later.tell(edition, world, cast, today)
    journey.advise(taken, cast, today)
    offices.evaluate(edition, world, cast, today)
    offices.report(edition, world, cast, today)
    offices.begin_result(edition, world, cast, today)
    desk.leave_waiting(edition, world, cast, taken, today)


def survey(taken: list[Taken], usual: World) -> None:
    with sitting(date(2018, 9, 5)):
        for one in taken:
            if "survey" in one.then:
                groups.survey(one, usual)
