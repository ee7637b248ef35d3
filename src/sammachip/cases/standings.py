"""Whether task rows still say what the engine answers: each row compared with its standing computed anew."""

from collections.abc import Iterator

from sammachip.cases import queries
from sammachip.cases.actions.advancing import columns_of, standings_of
from sammachip.cases.models import Case, Task


def differing() -> Iterator[str]:
    """One sentence for each task whose row departs from its standing: the check behind `verify`."""
    for case in Case.objects.live().select_related("edition__programme").order_by("pk").iterator():
        yield from _differing_in(case)


def _differing_in(case: Case) -> Iterator[str]:
    tasks = list(
        Task.objects.filter(case=case)
        .select_related("case__edition__programme")
        .order_by("position", "occurrence")
    )
    if not tasks:
        return
    results = queries.results_around(case)
    for task, standing in standings_of(tasks):
        wanted = columns_of(task, standing, results)
        wrong = [name for name, value in wanted.items() if getattr(task, name) != value]
        if wrong:
            said = ", ".join(
                f"{name} แสดง {getattr(task, name)!r} แต่คำนวณได้ {wanted[name]!r}" for name in wrong
            )
            yield f"งาน {task.pk} ({task.stage} ของ {case.path}): {said} — เปิดงานนั้นแล้วบันทึกใหม่ให้ระบบคำนวณ"
