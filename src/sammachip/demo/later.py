"""What the first district does after the demo's usual day: it takes in its own two groups, and all 28 are in the programme.

On the usual day its two places are free, for whoever tries the programme from its first step.
"""

from collections.abc import Iterator
from datetime import date

from sammachip.demo import groups, journey, offices
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, World, sitting
from sammachip.money import actions_register as registers
from sammachip.money.actions import Voucher
from sammachip.money.models import Register
from sammachip.programmes.models import Edition

TAKEN_IN, FROM = date(2018, 9, 11), date(2018, 9, 12)
"""When they are taken in, and the first day of a demo that tells of it."""
DISTRICT = "3101"


def tell(edition: Edition, world: World, cast: Cast, today: date) -> None:
    if today < FROM:
        return
    told, usual = world["later"], {**world["usual"], **world["later"]["usual"]}
    with on(TAKEN_IN, 8):
        transfer(edition, Voucher(number=told["transfer"], fund_code=world["fund"]), cast)
    with sitting(TAKEN_IN):
        taken = list(groups.take_in(edition, waiting(world), cast))
    with sitting(TAKEN_IN, 10):
        for one in taken:
            groups.survey(one, usual)
    with sitting(TAKEN_IN, 11):
        offices.join(told["cluster"], {one.told["name"]: one.case for one in taken}, cast["mana"])
    journey.assess_and_plan(taken, usual, TAKEN_IN)
    journey.develop(taken, usual, FROM)


def waiting(world: World) -> Iterator[World]:
    """The groups that the usual day leaves outside."""
    return (one for one in world["groups"] if one.get("later"))


def transfer(edition: Edition, voucher: Voucher, cast: Cast) -> None:
    """The province's finance passes the district's money on."""
    register = Register.objects.get(edition=edition, office=cast["fai"].office)
    registers.record_transfers(register, [DISTRICT], done_on=TAKEN_IN, voucher=voucher, actor=cast["fai"])
