"""Builders that take only what a test is about; everything else is usual."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest
from pathlib import Path

from cast import Cast
from sammachip.cases import actions
from sammachip.cases.eligibility import form_of_enrolment
from sammachip.cases.models import Case, Filing, Task
from sammachip.core.fields import FieldType
from sammachip.org.hats import Actor, Hat
from sammachip.org.models import Area, AuditScope, Office, Person, Post, Role
from sammachip.programmes import actions as programmes
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import NamedList
from sammachip.registry import actions as registry
from sammachip.registry import actions_rosters as rosters
from sammachip.registry.models import Group, GroupKind, Roster
from sammachip.registry.roster_proposals import Letter, ListNamed, proposal
from sammachip.registry.rosters import read_pasted
from standing import laid, stand

PACKS = Path(__file__).resolve().parent.parent / "packs"
PACK_A = PACKS / "sammachip-sustain-2561.yaml"
TAMBON = "310101"


def edition(cast: Cast, path: Path = PACK_A) -> Edition:
    """The programme of letter A, or another pack, as published."""
    text = path.read_text()
    return stand(
        ("edition", cast.anong.hat.key, text),
        lambda: programmes.publish(text, filename=path.name, actor=cast.anong),
    )


@laid
def publish(cast: Cast, text: str) -> Edition:
    """An edition of this very text."""
    return programmes.publish(text, filename="test.yaml", actor=cast.anong)


def district(cast: Cast, of: Edition | None = None, *, code: str = "3101", places: int = 2) -> Case:
    """A district's case with room for so many groups."""
    under = of or edition(cast)
    return stand(
        ("district", under.pk, code, places),
        lambda: actions.open_case(
            under,
            level="district",
            office=Office.objects.get(code=code),
            places=places,
            actor=cast.somchai,
        ),
    )


def group(
    actor: Actor, *, name: str = "กลุ่มทอผ้าตัวอย่าง", tambon: str = TAMBON, moo: int = 1, **said: object
) -> Group:
    """A registered group in a village of this tambon."""
    step = ("group", actor.hat.key, name, tambon, moo, repr(said))
    return stand(step, lambda: _registered(actor, name, tambon, moo, said))


def _registered(actor: Actor, name: str, tambon: str, moo: int, said: Mapping[str, object]) -> Group:
    village = registry.place_village(Area.objects.get(code=tambon), moo=moo, name=f"ตัวอย่าง {moo}")
    return registry.register_group(
        village,
        name=name,
        kind=GroupKind.OCCUPATIONAL,
        said={"product": "ผ้าทอ", "members_count": 12, **said},
        source="test",
        said_on=date(2018, 9, 1),
        actor=actor,
    )


def roster(
    actor: Actor,
    of: NamedList,
    *codes: str,
    names: Iterable[str] = (),
    letter_on: date = date(2018, 8, 1),
) -> Roster:
    """A list of these villages, or of the groups of these names in them, taken in by the actor's office."""
    assert of.of is not None
    rows = zip_longest(codes, names, fillvalue="ตัวอย่าง")
    head = "รหัสหมู่บ้าน\tบ้าน\n" if of.of == "village" else "รหัสหมู่บ้าน\tชื่อกลุ่ม\n"
    sheet = rosters.keep_reading(
        read_pasted(of.of, head + "".join(f"{code}\t{name}\n" for code, name in rows)),
        about=ListNamed(of.key, of.title, of.of),
        letter=Letter("มท 0000.0/ว 1", letter_on, "กรมสมมุติ"),
        name="บัญชี.xlsx",
        digest="",
        actor=actor,
    )
    return rosters.apply_roster(sheet, seen=proposal(sheet).seal, actor=actor)


def enrolled(above: Case, group: Group, *, done_on: date | None = None, actor: Actor) -> Case:
    """The group taken into the programme below this case, every question of its form of enrolment answered yes."""
    form = form_of_enrolment(above.edition.pack)
    yes = {one.key: "yes" for one in form.fields if one.type is FieldType.YES_NO} if form else {}
    return stand(
        ("enrolled", above.pk, group.pk, done_on, actor.hat.key),
        lambda: actions.enrol_group(above, group, answers=yes, done_on=done_on, actor=actor),
    )


def auditor(office: str = "00") -> Actor:
    """Somebody who audits from this office, and may read nothing yet."""
    person = Person.objects.create(
        username=f"auditor-{office}", prefix="นาย", given_name="อ่าน", family_name="ทดสอบระบบ"
    )
    home = Office.objects.get(code=office)
    post = Post.objects.create(
        person=person, office=home, role=Role.AUDITOR, title="ผู้ตรวจสอบภายใน", starts_on=date(2018, 1, 1)
    )
    return Actor(person, Hat.of_post(post))


def scope(of: Actor, office: str = "31", programme: str = "", **days: date) -> AuditScope:
    """What the auditor may read: all of September 2561 unless other days are given."""
    return AuditScope.objects.create(
        post=of.hat.post,
        office=Office.objects.get(code=office),
        programme_code=programme,
        letter_number="ตผ 0001/ว 12",
        letter_on=date(2018, 8, 1),
        **{"starts_on": date(2018, 9, 1), "ends_on": date(2018, 9, 30), **days},
    )


def task(case: Case, stage: str) -> Task:
    return case.tasks.select_related("case__edition__programme").get(stage=stage)


def filing(of: Task, actor: Actor, raw: Mapping[str, object] | None = None, *, sent: bool = False) -> Filing:
    """A draft with these answers, or the same already sent."""

    def write() -> Filing:
        made = actions.start_filing(of, actor=actor)
        actions.save_draft(made, raw or {}, seen=0, actor=actor)
        return actions.send_filing(made, seen=1, actor=actor) if sent else made

    return stand(("filing", of.pk, actor.hat.key, repr(raw), sent), write)


@laid
def sent(draft: Filing, actor: Actor) -> Filing:
    """The draft, sent as it stands."""
    return actions.send_filing(draft, seen=draft.saved, actor=actor)
