"""The groups of the demo: registered from their districts' lists, taken into the programme, and surveyed."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from sammachip.cases import actions
from sammachip.cases.eligibility import form_of_enrolment
from sammachip.core.fields import FieldType
from sammachip.core.thaidate import BE_OFFSET
from sammachip.demo.ground import Cast, Taken, World, case_of, file_and_send, full_name, sign
from sammachip.org.hats import Actor
from sammachip.org.models import Area
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Pack
from sammachip.registry import actions as registry
from sammachip.registry.models import Group, GroupKind, LocatedBy, MarketKind
from sammachip.trail import clock

POSTS = ("ประธานกลุ่ม", "รองประธาน", "เหรัญญิก")


def register(told: World, actor: Actor) -> Group:
    """Put an invented group into the registry, with what an older list knows of it."""
    where = told["where"]
    area = Area.objects.filter(parent=where["district"]).order_by("code")[where["tambon"]]
    known = {**told["known"], **_spot(where), **_chair(told), **_sold_at(told)}
    if founded := known.get("founded_on"):
        # the fixture's years are of the Buddhist era, as officers write them
        known["founded_on"] = date(founded.year - BE_OFFSET, founded.month, founded.day)
    return registry.register_group(
        registry.place_village(area, moo=where["moo"], name=where["village"]),
        name=told["name"],
        kind=GroupKind(told.get("kind", GroupKind.OCCUPATIONAL)),
        said=known,
        source="page",
        said_on=clock.today(),
        actor=actor,
    )


def _spot(where: World) -> World:
    if "at" not in where:
        return {}
    north, east = (Decimal(degrees) for degrees in where["at"])
    return {"latitude": north, "longitude": east, "located_by": LocatedBy.VILLAGE.value}


def _chair(told: World) -> World:
    return {"chair_name": full_name(told["led_by"][0])} if "led_by" in told else {}


def _sold_at(told: World) -> World:
    places = [one.get("name") or str(MarketKind(one["kind"]).label) for one in told.get("sells", ())]
    return {"sale_places": ", ".join(places)} if places else {}


def take_in(edition: Edition, told: Iterable[World], cast: Cast) -> Iterator[Taken]:
    """Each group of which something is told goes into the programme, below its district."""
    for one in told:
        if "then" in one:
            code = one["where"]["district"]
            officer, group = cast[f"officer-{code}"], Group.objects.get(name=one["name"])
            above = case_of(edition, code)
            case = actions.enrol_group(above, group, answers=eligible(edition.pack), actor=officer)
            yield Taken(one, case, officer, cast[f"head-{code}"])


def eligible(pack: Pack) -> dict[str, object]:
    """Every yes-or-no question of the pack's form of enrolment answered yes."""
    form = form_of_enrolment(pack)
    return {one.key: "yes" for one in form.fields if one.type is FieldType.YES_NO} if form else {}


def survey(one: Taken, usual: World) -> None:
    """Ask the group; its head signs, unless the survey still waits or goes back."""
    told = one.then["survey"]
    words = {key: told[key] for key in ("funds", "problems", "wants") if key in told}
    raw = {
        **words,
        "committee": list(_leaders(one.told)),
        "products": list(_products(one.told)),
        "markets": list(one.told.get("sells", ())),
        "incomes": [{**usual["earned"], "amount": one.told["earned"]}],
    }
    filing = file_and_send(one.task("survey"), raw, one.officer, picture=told.get("picture", ""))
    if reason := told.get("returned"):
        actions.return_filing(filing, seen=filing.revision, reason=reason, actor=one.head)
    elif not told.get("waits"):
        sign(filing, one.head)


def _leaders(told: World) -> Iterator[World]:
    for post, given in zip(POSTS, told["led_by"], strict=False):
        yield {"post": post, "name": full_name(given)}


def _products(told: World) -> Iterator[World]:
    for number, one in enumerate(told.get("makes", ())):
        yield {**one, "main": "no" if number else "yes", "producer_kind": "community"}
