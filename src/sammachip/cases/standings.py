"""Whether task rows still say what the engine answers: each row compared with its standing computed anew."""

from collections.abc import Iterator, Mapping, Sequence

from sammachip.cases import queries
from sammachip.cases.actions.advancing import columns_of, in_parts, standings_of, tasks_of
from sammachip.cases.models import Case, Task
from sammachip.programmes.kinds import Standing


def differing() -> Iterator[str]:
    """One sentence for each task whose row departs from its standing: the check behind `verify`."""
    keys = list(Case.objects.live().order_by("pk").values_list("pk", flat=True))
    for some in in_parts(keys):
        cases = list(Case.objects.filter(pk__in=some).select_related("edition__programme").order_by("pk"))
        tasks = tasks_of(cases)
        standings = standings_of([one for of_case in tasks.values() for one in of_case])
        for case in cases:
            yield from _differing_in(case, tasks[case.pk], standings)


def _differing_in(case: Case, tasks: Sequence[Task], standings: Mapping[int, Standing]) -> Iterator[str]:
    results = queries.results_around(case, tasks)
    for task in tasks:
        wanted = columns_of(task, standings[task.pk], results)
        wrong = [name for name, value in wanted.items() if getattr(task, name) != value]
        if wrong:
            said = ", ".join(
                f"{name} แสดง {getattr(task, name)!r} แต่คำนวณได้ {wanted[name]!r}" for name in wrong
            )
            yield f"งาน {task.pk} ({task.stage} ของ {case.path}): {said} — เปิดงานนั้นแล้วบันทึกใหม่ให้ระบบคำนวณ"
