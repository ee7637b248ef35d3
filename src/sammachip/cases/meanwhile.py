"""What others changed while an officer wrote away from the house: told where nobody disagrees, else put side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sammachip.cases import answering
from sammachip.cases.collecting import draft_of, laid_over
from sammachip.cases.filled import filled_facts, form_of
from sammachip.cases.models import Submission, Task
from sammachip.cases.prefill import known_answers
from sammachip.core.collected import Collected, answers_in
from sammachip.core.merging import Merged
from sammachip.core.shown import Change
from sammachip.trail import clock


@dataclass(frozen=True, slots=True)
class Beside:
    """One answer as the writer gave it and as it stands; of one told, only as it stands now."""

    key: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What others changed: `told` in fields that the writer left alone, `disputed` where both sides wrote."""

    told: Sequence[Beside] = ()
    disputed: Sequence[Beside] = ()


def since_taken_along(kept: Submission, collected: Collected, task: Task | None) -> Meanwhile:
    """What this submission met, beside what is known now; of one without a draft, what it would meet on this task."""
    if collected.shown is None:
        return Meanwhile()
    if kept.filing:
        task, mine = kept.filing.task, kept.filing.answers
        theirs: Mapping[str, object] = known_answers(task)
        met = Merged({}, tuple(kept.meanwhile.get("told", ())), tuple(kept.meanwhile.get("disputed", ())))
        now = mine
    elif task and (draft := draft_of(task)):
        mine = answers_in(form_of(task), collected)
        theirs = now = draft.answers
        met = laid_over(form_of(task), collected, theirs)
    else:
        return Meanwhile()
    told = [one for key in met.told for one in _beside(task, key, {}, now)]
    return Meanwhile(told, [one for key in met.disputed for one in _beside(task, key, mine, theirs)])


def _beside(
    task: Task, key: str, mine: Mapping[str, object], theirs: Mapping[str, object]
) -> Iterator[Beside]:
    for line in _changes(task, key, theirs, mine):
        yield Beside(key, line.label, line.after, line.before)


def _changes(task: Task, key: str, before: Mapping[str, object], after: Mapping[str, object]) -> list[Change]:
    """How the one answer differs between two states of them all, in tables cell by cell."""
    form, facts = form_of(task), filled_facts(task, clock.today())
    old, new = (answering.coerce(form, {key: side.get(key)}, facts=facts).values for side in (before, after))
    return answering.changed(form, {key: old.get(key)}, {key: new.get(key)})
