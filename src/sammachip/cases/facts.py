"""The facts of case work that a form may show filled in: the office, its groups, its clusters, its steps, who reports."""

from collections.abc import Mapping, Sequence
from datetime import date

from sammachip.cases import knowledge, queries
from sammachip.cases.models import Case, CaseLevel, Cluster, Task, TaskResult
from sammachip.core.area import Level, within
from sammachip.core.expr import Kind
from sammachip.core.thainum import to_thai
from sammachip.org.models import Office, OfficeLevel
from sammachip.programmes.facts import Fact, register_fact
from sammachip.registry.models import Group
from sammachip.trail.thai import in_thai

FINISHED, ONGOING, NONE = "finished", "ongoing", "none"


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
    ):
        register_fact(fact)
    knowledge.register_reader(("office.name", "office.place", "office.province_name"), read_office)
    knowledge.register_reader(("groups_count", "groups"), read_groups)
    knowledge.register_reader(("clusters_count", "clusters"), read_clusters)
    knowledge.register_reader(("steps",), read_steps)
    knowledge.register_reader(("reporter.name", "reporter.post"), read_reporter)


def office_of(task: Task) -> Office:
    """The office that owns the task: the case's own, or the district over the group or sub-district."""
    if task.case.office:
        return task.case.office
    codes = [part for part in task.case.path.split("/") if len(part) == queries.CODE_LENGTH[Level.DISTRICT]]
    return Office.objects.get(code=codes[0])


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


def groups_below(case: Case) -> list[Group]:
    """The groups enrolled at or below this case, in the order of their villages."""
    low, high = within(case.path)
    cases = Case.objects.filter(
        edition=case.edition_id, level=CaseLevel.GROUP, path__gte=low, path__lt=high
    ).live()
    found = Group.objects.filter(cases__in=cases).select_related("village__area__parent").in_order()
    return list(found)


def address_of(group: Group) -> str:
    return to_thai(f"บ้าน{group.village.name} หมู่ที่ {group.village.moo} ตำบล{group.village.area.name_th}")


def read_groups(task: Task, as_of: date) -> Mapping[str, object]:
    groups = groups_below(task.case)
    rows = [
        {
            "id": str(group.pk),
            "no": number,
            "address": address_of(group),
            "name": group.name,
            "product": group.product,
            "members": group.members_count,
            "sale_places": group.sale_places,
            "otop_registered": group.otop_registered,
        }
        for number, group in enumerate(groups, start=1)
    ]
    return {"groups_count": len(rows), "groups": rows}


def clusters_with_share(case: Case) -> list[Cluster]:
    """The living clusters in which a group at or below this case has a share."""
    low, high = within(case.path)
    found = Cluster.objects.filter(
        edition=case.edition_id,
        ended_at__isnull=True,
        members__case__path__gte=low,
        members__case__path__lt=high,
    ).distinct()
    return list(found.prefetch_related("members__case__group__village__area__parent").order_by("name", "pk"))


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
        for cluster in clusters_with_share(task.case)
    ]
    return {"clusters_count": len(rows), "clusters": rows}


def _member_lines(cluster: Cluster) -> str:
    groups = [member.case.group for member in cluster.members.all() if member.case.group]
    return "\n".join(
        f"{to_thai(number)}. {group.name} บ้าน{group.village.name} ต.{group.village.area.name_th}"
        for number, group in enumerate(groups, start=1)
    )


def read_steps(task: Task, as_of: date) -> Mapping[str, object]:
    """Each numbered step of the process: finished, ongoing or not begun, from the tasks at and below this case."""
    states = step_states(task.case, [task.case.path])[task.case.path]
    return {"steps": [{"id": f"step_{number}", "state": state} for number, state in states.items()]}


def step_states(case: Case, paths: Sequence[str]) -> dict[str, dict[int, str]]:
    """For each of these paths, the state of each numbered step at and below it; two queries for all.

    A step of groups is not finished while places allotted are not yet filled.
    """
    steps = case.edition.pack.steps()
    number_of = {stage.key: number for number, stages in steps.items() for stage in stages}
    of_groups = {
        number for number, stages in steps.items() if any(Level.GROUP in stage.per for stage in stages)
    }
    low, high = within(case.path)
    tasks = (
        Task.objects.filter(case__edition=case.edition_id, case__closed_at__isnull=True, stage__in=number_of)
        .filter(case__path__gte=low, case__path__lt=high, held=False)
        .values_list("stage", "case__path", "result", "begun")
    )
    seen: dict[tuple[str, int], list[tuple[bool, bool]]] = {}
    ranges = [(path, *within(path)) for path in paths]
    for stage, path, result, begun in tasks:
        for root, start, end in ranges:
            if start <= path < end:
                passed = result == TaskResult.PASSED
                seen.setdefault((root, number_of[stage]), []).append((passed, begun))
    for root in _roots_with_places_free(case, ranges):
        for number in of_groups:
            seen.setdefault((root, number), []).append((False, False))
    return {root: {number: _state(seen.get((root, number), [])) for number in steps} for root in paths}


def _roots_with_places_free(case: Case, ranges: Sequence[tuple[str, str, str]]) -> set[str]:
    """The paths under which some office has more places than groups enrolled; one query."""
    low, high = within(case.path)
    rows = (
        Case.objects.filter(edition=case.edition_id, path__gte=low, path__lt=high)
        .live()
        .values_list("path", "level", "places")
    )
    cases = list(rows)
    groups = [path for path, level, _places in cases if level == CaseLevel.GROUP]
    free = [
        path
        for path, _level, places in cases
        if places is not None and places > sum(1 for group in groups if group.startswith(path))
    ]
    return {root for root, start, end in ranges if any(start <= path < end for path in free)}


def _state(tasks: Sequence[tuple[bool, bool]]) -> str:
    if tasks and all(passed for passed, _begun in tasks):
        return FINISHED
    return ONGOING if any(begun for _passed, begun in tasks) else NONE


def read_reporter(task: Task, as_of: date) -> Mapping[str, object]:
    """The one who wrote the latest draft, under the post held that day; the writer may name another assigned."""
    filing = task.filings.select_related("maker", "maker_office").order_by("-number").first()
    if filing is None:
        return {}
    post = filing.maker.posts.filter(office=filing.maker_office).held_on(as_of).order_by("pk").first()
    return {"reporter.name": filing.maker.name, "reporter.post": post.title if post else ""}
