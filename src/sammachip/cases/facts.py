"""The facts of case work that a form may show filled in: the office, its groups, its clusters, its steps, who reports.

All are of the day asked about: the groups that took part, what had been said of them, the clusters that stood, how far
the steps were.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sammachip.cases import knowledge, queries
from sammachip.cases.models import Case, CaseLevel, Cluster, ClusterQuerySet, Filing, Task
from sammachip.cases.rules import role_label
from sammachip.cases.steps import step_states
from sammachip.core.area import Level, code_on
from sammachip.core.expr import Kind
from sammachip.core.thainum import to_thai
from sammachip.org.models import Office, OfficeLevel
from sammachip.programmes.facts import Fact, register_fact
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.registry.models import Fact as Said
from sammachip.registry.models import Group, Village
from sammachip.trail.thai import in_thai

TOLD = ("name", "product", "members_count", "sale_places", "otop_registered")
"""What a report tells of a group that the registry learns as time goes by."""


def register() -> None:
    """Make these facts known to packs and readable for tasks."""
    group_columns = {
        "id": Kind.TEXT, "no": Kind.INTEGER, "address": Kind.TEXT, "name": Kind.TEXT, "product": Kind.TEXT,
        "members": Kind.INTEGER, "sale_places": Kind.TEXT, "otop_registered": Kind.BOOL,
    }  # fmt: skip
    for fact in (
        Fact("office.name", Kind.TEXT, "ชื่อหน่วยงาน"),
        Fact("office.place", Kind.TEXT, "ชื่อพื้นที่ของหน่วยงาน"),
        Fact("office.province_name", Kind.TEXT, "ชื่อจังหวัด"),
        Fact("group.name", Kind.TEXT, "ชื่อกลุ่มอาชีพ", per=(Level.GROUP,)),
        Fact("group.place", Kind.TEXT, "ที่ตั้งกลุ่ม", per=(Level.GROUP,)),
        Fact("as_of", Kind.DATE, "ข้อมูล ณ วันที่"),
        Fact("groups_count", Kind.INTEGER, "จำนวนกลุ่มอาชีพเป้าหมาย"),
        Fact("groups[]", Kind.ROWS, "กลุ่มอาชีพเป้าหมาย", columns=group_columns),
        Fact("clusters_count", Kind.INTEGER, "จำนวนคลัสเตอร์"),
        Fact(
            "clusters[]",
            Kind.ROWS,
            "คลัสเตอร์",
            columns={"id": Kind.TEXT, "name": Kind.TEXT, "basis": Kind.TEXT, "members": Kind.TEXT},
        ),
        Fact("steps[]", Kind.ROWS, "ขั้นตอนตามกระบวนการ", columns={"id": Kind.TEXT, "state": Kind.TEXT}),
        Fact("reporter.name", Kind.TEXT, "ชื่อผู้รายงาน"),
        Fact("reporter.post", Kind.TEXT, "ตำแหน่งผู้รายงาน"),
        Fact("reporter.office", Kind.TEXT, "หน่วยงานของผู้รายงาน"),
    ):
        register_fact(fact)
    knowledge.register_reader(("office.name", "office.place", "office.province_name"), read_office)
    knowledge.register_reader(("group.name",), read_group)
    knowledge.register_reader(("group.place",), read_place)
    knowledge.register_reader(("groups_count", "groups"), read_groups)
    knowledge.register_reader(("clusters_count", "clusters"), read_clusters)
    knowledge.register_reader(("steps",), read_steps)
    knowledge.register_reader(("reporter.name", "reporter.post", "reporter.office"), read_reporter)


def office_of(task: Task) -> Office:
    """The office that owns the task: the case's own, or the district over the group or sub-district."""
    if task.case.office:
        return task.case.office
    return Office.objects.get(code=code_on(task.case.path, Level.DISTRICT))


def read_office(task: Task, as_of: date) -> Mapping[str, object]:
    office = office_of(task)
    province = next(
        (one for one in queries.offices_on(office.path) if one.level == OfficeLevel.PROVINCE), None
    )
    return {
        "office.name": office.name,
        "office.place": office.authority,
        "office.province_name": province.place_name if province else "",
    }


def groups_below(case: Case, day: date) -> list[Group]:
    """The groups that took part at or below this case on a day, in the order of their villages."""
    cases = Case.objects.filter(programme=case.programme_id, level=CaseLevel.GROUP).within(case.path)
    found = Group.objects.filter(cases__in=cases.taking_part(day)).select_related("village__area__parent")
    return list(found.in_order())


def told_by(groups: Sequence[Group], day: date) -> dict[tuple[int, str], object]:
    """By group and field, the value last said of a day no later than this one, where more was said since; one query.

    What was said only since is given as it was before: mostly, as not known yet. A name is never unknown.
    """
    since = Said.objects.filter(group__in=groups, field__in=TOLD, said_on__gt=day).values("group")
    facts = Said.objects.filter(group__in=since, field__in=TOLD).order_by("version", "pk")
    found: dict[tuple[int, str], object] = {}
    for fact in facts:
        key = fact.group_id, fact.field
        if fact.said_on <= day:
            found[key] = fact.value
        elif fact.before is not None or fact.field != "name":
            found.setdefault(key, fact.before)
    return found


def address_of(group: Group) -> str:
    return to_thai(f"บ้าน{group.village.name} หมู่ที่ {group.village.moo} ตำบล{group.village.area.name_th}")


def read_group(task: Task, as_of: date) -> Mapping[str, object]:
    """The name the group went by on that day."""
    group = task.case.group
    return {"group.name": told_by([group], as_of).get((group.pk, "name"), group.name)} if group else {}


def read_place(task: Task, _as_of: date) -> Mapping[str, object]:
    """Village, sub-district, district and province in which the group lies: groups of one name are many."""
    if task.case.group_id is None:
        return {}
    group = Group.objects.select_related("village__area__parent__parent").get(pk=task.case.group_id)
    district = group.village.area.parent
    over = [one.full_name for one in (district, district and district.parent) if one]
    return {"group.place": " ".join([address_of(group), *over])}


def read_groups(task: Task, as_of: date) -> Mapping[str, object]:
    groups = groups_below(task.case, as_of)
    told = told_by(groups, as_of)
    rows = [_group_row(number, group, told) for number, group in enumerate(groups, start=1)]
    return {"groups_count": len(rows), "groups": rows}


def _group_row(number: int, group: Group, told: Mapping[tuple[int, str], object]) -> dict[str, object]:
    name, product, members, sale_places, otop = (
        told.get((group.pk, field), getattr(group, field)) for field in TOLD
    )
    return {
        "id": str(group.pk),
        "no": number,
        "address": address_of(group),
        "name": name,
        "product": product or "",
        "members": members,
        "sale_places": sale_places or "",
        "otop_registered": otop,
    }


def clusters_with_share(case: Case, day: date) -> ClusterQuerySet:
    """The clusters of that day in which a group at or below this case has a share, with all their members."""
    found = Cluster.objects.standing(day).shared_below(case)
    return found.prefetch_related("members__case__group__village__area__parent").order_by("name", "pk")


@in_thai
def read_clusters(task: Task, as_of: date) -> Mapping[str, object]:
    """Each cluster with a share here, in Thai as forms are; of others' members only name and place are told."""
    rows = [
        {
            "id": str(cluster.pk),
            "name": cluster.name,
            "basis": cluster.get_basis_display(),
            "members": _member_lines(cluster),
        }
        for cluster in clusters_with_share(task.case, as_of)
    ]
    return {"clusters_count": len(rows), "clusters": rows}


def _member_lines(cluster: Cluster) -> str:
    """Each group with its place; the district too where they lie in several."""
    groups = [member.case.group for member in cluster.members.all() if member.case.group]
    is_joined = len({group.village.area.parent_id for group in groups}) > 1
    return "\n".join(
        f"{to_thai(number)}. {group.name} {_place(group.village, with_district=is_joined)}"
        for number, group in enumerate(groups, start=1)
    )


def _place(village: Village, *, with_district: bool) -> str:
    district = village.area.parent
    named = f"บ้าน{village.name} ต.{village.area.name_th}"
    return f"{named} อ.{district.name_th}" if with_district and district else named


def read_steps(task: Task, as_of: date) -> Mapping[str, object]:
    """Each numbered step of the process: finished, ongoing or not begun, from the tasks at and below this case."""
    states = step_states(task.case, [task.case.path], as_of)[task.case.path]
    return {"steps": [{"id": f"step_{number}", "state": state} for number, state in states.items()]}


def read_reporter(task: Task, as_of: date) -> Mapping[str, object]:
    """The one who wrote the latest draft, under the post held that day; the writer may name another assigned."""
    filing = task.filings.select_related("maker", "maker_office").order_by("-number").first()
    if filing is None:
        return {}
    post = filing.maker.posts.filter(office=filing.maker_office).held_on(as_of).order_by("pk").first()
    return {
        "reporter.name": filing.maker.name,
        "reporter.post": post.title if post else _member_of(filing),
        "reporter.office": filing.maker_office.name,
    }


def _member_of(filing: Filing) -> str:
    """What one without an office writes as: a member of the group."""
    seated = filing.maker.username is None and filing.maker.seats.filter(case=filing.task.case_id).exists()
    return role_label(GROUP_MEMBER) if seated else ""
