"""The second letter in the demo: seventy-six groups, told, helped and handed in, and a panel in the middle of its work."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from sammachip.cases import actions
from sammachip.cases.actions.attachments import attach_file
from sammachip.cases.models import Case, Filing
from sammachip.demo import contest_letters, contest_result
from sammachip.demo import contest_panel as panel
from sammachip.demo.contest_ground import LETTER_PROVINCE, Place, Staff, gather, places
from sammachip.demo.days import on
from sammachip.demo.ground import (
    Cast,
    World,
    case_of,
    file_and_send,
    full_name,
    publish,
    sign,
    sitting,
    stage_task,
    task_of,
    write,
)
from sammachip.demo.videos import clip
from sammachip.demofile import Login
from sammachip.org import actions as org
from sammachip.org import actions_audit as audit
from sammachip.org.hats import Actor
from sammachip.org.models import DEPARTMENT
from sammachip.programmes.models import Edition
from sammachip.registry import actions as registry
from sammachip.registry import actions_rosters as rosters
from sammachip.registry.models import Group, GroupKind
from sammachip.registry.roster_proposals import Letter, ListNamed, proposal
from sammachip.registry.rosters import read_pasted
from sammachip.trail import clock

DAY = date(2020, 6, 22)
"""The earliest day on which the second letter is told: its panel is in the middle of the first round."""
DECIDED = date(2020, 7, 6)
"""From this day on both rounds are published and the support has come to the groups."""
AUDITED_FROM = date(2020, 6, 1)
"""The day the department's auditor is let in, before the panel is appointed."""
Places = Sequence[Place]
AllStaff = Mapping[str, Staff]


def tell(told: World, letters: World, cast: Cast, today: date) -> list[Login]:
    """Bring the second letter as far as it is by that day, and say who may log in for it."""
    root = cast["admin"]
    found = places(told)
    with on(told["staffed_on"]):
        staff, more = gather(found, cast, root)
    groups = register(found, staff, told)
    with on(told["published"]):
        describe_department(cast["amorn"])
        edition = publish(told["pack"], cast["anong"])
    take_in_list(edition, found, cast, told)
    cases = enrol(edition, found, groups, staff, cast, told)
    contest_letters.tell(edition, letters, staff, cases[LETTER_PROVINCE], cast)
    tell_groups(found, cases, staff, told)
    hand_in(found, cases, staff, cast, told)
    with on(AUDITED_FROM):
        let_audit(edition, cast)
    task = task_of(edition, DEPARTMENT, "round1")
    members = panel.appoint(task, told, cast, root)
    round_ = panel.open_and_share(task, members, told)
    panel.mark(round_, members, told)
    if today >= DECIDED:
        contest_result.tell(round_, members, told, cast)
        contest_letters.decide(edition, letters, staff, cases[LETTER_PROVINCE], cast)
    return [*more, *panel.logins(members)]


def let_audit(edition: Edition, cast: Cast) -> None:
    """The department's auditor reads this programme wherever it is carried out, until two years after it."""
    post = cast["wichai"].hat.post
    assert post is not None
    audit.give_scope(
        post, [cast["anong"].office], AUDITED_FROM, date(2022, 9, 30), programme_code=edition.programme.code,
        letter_number="มท 0402.1/ว 96", letter_on=date(2020, 5, 29), actor=cast["amorn"],
    )  # fmt: skip


def describe_department(head: Actor) -> None:
    """The department's letterhead, so that the letters of the result take their numbers from its own register."""
    org.describe_office(
        head.office,
        seen=head.office.version,
        actor=head,
        letter_code="มท 0407",
        address="ศูนย์ราชการเฉลิมพระเกียรติ 80 พรรษาฯ\nถนนแจ้งวัฒนะ กรุงเทพมหานคร 10210",
        phone="",
        fax="",
    )


def register(found: Places, staff: AllStaff, told: World) -> dict[str, Group]:
    """Each group in the registry, by its province's code."""
    with on(told["registered_on"]):
        return {one.province.code: _registered(one, staff[one.province.code], told) for one in found}


def _registered(one: Place, staff: Staff, told: World) -> Group:
    business = told["businesses"][one.number % len(told["businesses"])]
    return registry.register_group(
        registry.place_village(one.area, moo=one.moo, name=one.village),
        name=one.name,
        kind=GroupKind.SAVINGS,
        said={
            "product": business["product"],
            "members_count": 60 + one.number * 7 % 140,
            "chair_name": _chair(one, told),
        },
        source="page",
        said_on=clock.today(),
        actor=staff.officer,
    )


def _chair(one: Place, told: World) -> str:
    """The invented name of the group's chair, another one in each place."""
    begins, ends = told["chairs"]["begins"], told["chairs"]["ends"]
    return full_name(f"นาง{begins[one.number // len(ends)]}{ends[one.number % len(ends)]}")


def take_in_list(edition: Edition, found: Places, cast: Cast, told: World) -> None:
    """The department's list of the groups that were funded the year before."""
    [named] = edition.pack.lists.values()
    about = ListNamed(named.key, named.title, str(named.of))
    letter = told["list"]["letter"]
    rows = [f"{one.village_code}\t{one.name}" for one in found]
    with on(told["published"], 10):
        sheet = rosters.keep_reading(
            read_pasted(str(named.of), "\n".join(["รหัสหมู่บ้าน\tชื่อกลุ่ม", *rows])),
            about=about,
            letter=Letter(letter["number"], letter["dated"], letter["issuer"]),
            name=told["list"]["name"],
            digest="",
            actor=cast["anong"],
        )
        rosters.apply_roster(sheet, seen=proposal(sheet).seal, actor=cast["anong"])


def enrol(
    edition: Edition, found: Places, groups: Mapping[str, Group], staff: AllStaff, cast: Cast, told: World
) -> dict[str, Case]:
    """Every province and district opened, every group of the list taken in by its province."""
    with sitting(told["published"], 11):
        actions.open_work(edition, [one.province.code for one in found], actor=cast["anong"])
        for one in found:
            actions.open_work(edition, [one.district.code], actor=staff[one.province.code].province)
    with sitting(told["told_on"], 8):
        return {
            one.province.code: actions.enrol_group(
                case_of(edition, one.district.code),
                groups[one.province.code],
                answers={},
                actor=staff[one.province.code].province,
            )
            for one in found
        }


def tell_groups(found: Places, cases: Mapping[str, Case], staff: AllStaff, told: World) -> None:
    """Each district tells its group, helps it, and hears that it takes part."""
    with sitting(told["told_on"], 10):
        for one in found:
            code = one.province.code
            file_and_send(stage_task(cases[code], "told"), _telling(told), staff[code].officer)


def _telling(told: World) -> World:
    return {
        "told_on": told["told_on"],
        "told_how": "visit",
        "told_to": full_name("นางผู้รับแจ้ง"),
        "helps": [
            {"helped_on": told["told_on"], "kind": "plan", "detail": "อธิบายแบบแผนธุรกิจและสองวงเงิน"},
            {"helped_on": told["told_on"], "kind": "clip", "detail": "ซ้อมเล่าเรื่องและถ่ายด้วยโทรศัพท์"},
        ],
        "answered_on": told["told_on"],
        "answered_by": full_name("นางผู้รับแจ้ง"),
        "takes_part": "yes",
    }


def hand_in(
    found: Places, cases: Mapping[str, Case], staff: AllStaff, cast: Cast, told: World
) -> list[Filing]:
    """The groups' plans and clips, hop by hop up to the department."""
    with on(told["sent_on"], 9):
        drafts = {one.province.code: _written(one, cases[one.province.code], staff, told) for one in found}
    with sitting(told["sent_on"], 14):
        sent = {
            code: actions.send_filing(filing, seen=filing.saved, actor=staff[code].officer)
            for code, filing in drafts.items()
        }
    for hop, day in (("head", "checked_on"), ("province_head", "agreed_on")):
        with sitting(told[day], 15):
            for code, filing in sent.items():
                sign(filing, getattr(staff[code], hop))
    with sitting(told["received_on"], 16):
        for filing in sent.values():
            sign(filing, cast["anong"])
    return list(sent.values())


def _written(one: Place, case: Case, staff: AllStaff, told: World) -> Filing:
    """The plan with its clip; eight clips serve them all, for what is drawn is nobody's."""
    business = told["businesses"][one.number % len(told["businesses"])]
    officer = staff[one.province.code].officer
    with transaction.atomic(), actions.advancing_once():
        filing = write(stage_task(case, "apply"), business_plan(one, business, told), officer)
    with TemporaryDirectory() as folder:
        place = Path(folder, "clip.mp4")
        place.write_bytes(_filmed(40 + one.number % 4 * 60, business["product"]))
        attach_file(filing, "clip", place, name=f"คลิป{one.village}.mp4", actor=officer)
    filing.refresh_from_db()
    return filing


@cache
def _filmed(seconds: int, words: str) -> bytes:
    return clip(seconds, words)


def business_plan(one: Place, business: World, told: World) -> World:
    """What the group writes, both variants of its money priced to the last baht."""
    words = told["words"]
    return {
        **words,
        "business": business["business"],
        "summary": business["summary"],
        "product": business["product"],
        "chair_name": _chair(one, told),
        "phone": f"08 0000 {one.number:04}",
        "members_count": 60 + one.number * 7 % 140,
        "saved_baht": 120000 + one.number * 3500,
        "saved_as_of": told["told_on"],
        "sale_places": f"ตลาดนัด{one.district.place_name}",
        "invested": 20000 + one.number * 500,
        "revenue": 240000 + one.number * 2400,
        "costs": 180000 + one.number * 1500,
        "lines_90000": priced(business["lines"], 90000),
        "lines_50000": priced(business["lines"], 50000),
        "jobs": [
            {
                "moment": "before",
                "persons": 6 + one.number % 9,
                "as_of": told["told_on"],
                "method": "นับจากสมุดลงเวลา",
            }
        ],
        "incomes": [
            {
                "moment": "before",
                "amount": 14000 + one.number * 250,
                "period": "month",
                "as_of": told["told_on"],
                "method": "บัญชีรายรับของกลุ่ม",
            }
        ],
        "jobs_aimed": 9 + one.number % 9,
        "income_aimed": 19000 + one.number * 250,
    }


def priced(lines: Sequence[Sequence[object]], amount: int) -> list[World]:
    """The lines in order of need as far as the money goes, and what is left as turnover for materials."""
    rows: list[World] = []
    left = amount
    for item, quantity, unit, price in lines:
        assert isinstance(quantity, int)
        assert isinstance(price, int)
        afforded = min(quantity, left // price)
        if afforded:
            rows.append(_line(str(item), afforded, str(unit), price, len(rows) + 1))
            left -= afforded * price
    if left:
        rows.append(_line("วัตถุดิบและวัสดุสิ้นเปลือง", 1, "ชุด", left, len(rows) + 1))
    return rows


def _line(item: str, quantity: int, unit: str, price: int, priority: int) -> World:
    cost = "services" if item.startswith("ค่า") else "materials"
    return {
        "item": item, "quantity": quantity, "unit": unit, "price": price, "expense_class": cost, "priority": priority,
    }  # fmt: skip
