"""A second, small programme in one district: the sample of an assessment in which several look at the same group."""

from datetime import date

from django.conf import settings

from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, World, case_of, file_and_send, sitting, stage_task
from sammachip.demo.journey import scores
from sammachip.org.hats import Actor
from sammachip.programmes import actions as programmes
from sammachip.programmes.models import Edition
from sammachip.registry.models import Group

SEEN_ON = "7 ก.ย. 61"


def tell(told: World, cast: Cast) -> None:
    """Publish it for the demo's year, open it in one district, and let officer, group and head each give scores."""
    with on(date(2018, 8, 20), 10):
        edition = publish(told, cast["anong"])
        actions.open_work(edition, ["31"], actor=cast["anong"])
        actions.open_work(edition, [told["district"]], actor=cast["somchai"])
    officer, head = cast[f"officer-{told['district']}"], cast[f"head-{told['district']}"]
    above = case_of(edition, told["district"])
    with sitting(date(2018, 9, 7), 11):
        for one in told["of"]:
            group = Group.objects.get(name=one["name"])
            look(actions.enrol_group(above, group, answers={}, actor=officer), one, officer, head)


def publish(told: World, actor: Actor) -> Edition:
    """The sample as an office would use it: with its own years."""
    text = (settings.PACKS_DIR / told["pack"]).read_text(encoding="utf-8")
    for shipped, ours in told["years"].items():
        text = text.replace(shipped, ours)
    return programmes.publish(text, filename=told["pack"], actor=actor)


def look(case: Case, told: World, officer: Actor, head: Actor) -> None:
    form = case.edition.pack.forms["five_k"]
    for stage, who in (("assess", officer), ("own_view", officer), ("district_view", head)):
        if stage in told:
            found = {**scores(form, told[stage], {}), "assessed_on": SEEN_ON}
            file_and_send(stage_task(case, stage), found, who)
    if "place" in told:
        file_and_send(stage_task(case, "place"), {**told["place"], "placed_on": SEEN_ON}, officer)
