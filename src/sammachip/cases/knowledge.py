"""What the house knows of a task's subject: readers that higher rooms bring for the facts a pack may name."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sammachip.cases.models import Task
from sammachip.programmes.facts import plain

Reader = Callable[[Task, date], Mapping[str, object]]
_readers: dict[str, Reader] = {}


def register_reader(names: Iterable[str], read: Reader) -> None:
    """Let `read` answer for these facts, for a task's subject as of a day."""
    for name in names:
        _readers[plain(name)] = read


def known(task: Task, names: Iterable[str], as_of: date) -> dict[str, object]:
    """The named facts as of a day. Each reader is asked once however many of its facts are wanted."""
    wanted = {plain(name) for name in names}
    found: dict[str, object] = {}
    for read in dict.fromkeys(_readers[name] for name in sorted(wanted) if name in _readers):
        found.update(read(task, as_of))
    return {name: found.get(name) for name in wanted}
